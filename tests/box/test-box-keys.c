/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "box-fixture.h"
#include "rem-box-error.h"
#include "rem-box-keys.h"
#include "rem-setting-store.h"

static RemSecret *
say (const char *words)
{
  return rem_secret_new_passphrase (words, -1);
}

static gpointer
set_setting (RemDatabase *database,
             RemObjectStore *objects,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  return rem_setting_store_set (database, "key", data, error) ? data : NULL;
}

static gpointer
get_setting (RemDatabase *database,
             RemObjectStore *objects,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  return rem_setting_store_get (database, "key", error);
}

/* Whether the box opens with it; it is closed afterwards. */
static gboolean
opens (BoxFixture *fixture, RemSlotType type, RemSecret *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = NULL;

  if (fixture->box != NULL)
    g_assert_true (rem_box_close (fixture->box, NULL));
  g_clear_object (&fixture->box);
  box = rem_box_open (fixture->path, type, secret, fixture->clock, NULL, &error);
  if (box == NULL)
    g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE);
  else
    g_assert_true (rem_box_close (box, NULL));
  return box != NULL;
}

static gboolean
opens_with (BoxFixture *fixture, const char *words)
{
  g_autoptr (RemSecret) passphrase = say (words);

  return opens (fixture, REM_SLOT_PASSPHRASE, passphrase);
}

static void
change (BoxFixture *fixture,
        RemBoxKeyChange what,
        const char *words,
        const char *new_words,
        RemSecret **code_out,
        int expected)
{
  g_autoptr (RemSecret) passphrase = say (words);
  g_autoptr (RemSecret) new_passphrase = new_words != NULL ? say (new_words) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = rem_box_change_keys (fixture->box, what, REM_SLOT_PASSPHRASE, passphrase,
                                       new_passphrase, 64, code_out, &error);

  if (expected < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, REM_BOX_ERROR, expected);
  g_assert_cmpint (done, ==, expected < 0);
}

static void
test_refusals (BoxFixture *fixture, gconstpointer data)
{
  static const RemBoxKeyChange removing[] = { REM_BOX_KEY_REMOVE_PASSPHRASE,
                                              REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES,
                                              REM_BOX_KEY_NEW_RECOVERY_CODE,
                                              REM_BOX_KEY_REMOVE_RECOVERY_CODE };
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;

  /* Whoever does not know a way in changes none, although the box is open. */
  change (fixture, REM_BOX_KEY_CHANGE_PASSPHRASE, "the sea in summer", "mine", NULL,
          REM_BOX_ERROR_WRONG_PASSPHRASE);
  change (fixture, REM_BOX_KEY_ADD_PASSPHRASE, "the sea in summer", "mine", NULL,
          REM_BOX_ERROR_WRONG_PASSPHRASE);
  for (gsize i = 0; i < G_N_ELEMENTS (removing); i++)
    {
      change (fixture, removing[i], "the sea in summer", NULL, &code,
              REM_BOX_ERROR_WRONG_PASSPHRASE);
      g_assert_null (code);
    }

  /* The last passphrase stays, also when it is the recovery code that asks. */
  change (fixture, REM_BOX_KEY_REMOVE_PASSPHRASE, "the sea in winter", NULL, NULL,
          REM_BOX_ERROR_BAD_SECRET);
  change (fixture, REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES, "the sea in winter", NULL, NULL,
          REM_BOX_ERROR_NOT_FOUND);
  g_assert_false (rem_box_change_keys (fixture->box, REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES,
                                       REM_SLOT_RECOVERY_CODE, fixture->code, NULL, 0, NULL,
                                       &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET);
  g_assert_cmpuint (rem_box_count_ways (fixture->box, REM_SLOT_PASSPHRASE), ==, 1);
  g_assert_cmpuint (rem_box_count_ways (fixture->box, REM_SLOT_RECOVERY_CODE), ==, 1);

  g_assert_true (rem_box_close (fixture->box, NULL));
  change (fixture, REM_BOX_KEY_ADD_PASSPHRASE, "the sea in winter", "mine", NULL,
          REM_BOX_ERROR_CLOSED);
}

static void
test_change (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  rem_box_call (fixture->box, REM_BOX_CHANGE_SETTINGS, set_setting, (gpointer) "before", NULL, NULL,
                &error);
  g_assert_no_error (error);
  change (fixture, REM_BOX_KEY_CHANGE_PASSPHRASE, "the sea in winter", "a lake", NULL, -1);

  /* The open box goes on. */
  rem_box_call (fixture->box, REM_BOX_CHANGE_SETTINGS, set_setting, (gpointer) "after", NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_assert_false (opens_with (fixture, "the sea in winter"));
  g_assert_true (opens (fixture, REM_SLOT_RECOVERY_CODE, fixture->code));

  g_clear_pointer (&fixture->passphrase, rem_secret_unref);
  fixture->passphrase = say ("a lake");
  box_fixture_reopen (fixture);
  kept = rem_box_call (fixture->box, 0, get_setting, NULL, g_free, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, "after");
}

static void
test_two_parents (BoxFixture *fixture, gconstpointer data)
{
  change (fixture, REM_BOX_KEY_ADD_PASSPHRASE, "the sea in winter", "a lake", NULL, -1);
  g_assert_cmpuint (rem_box_count_ways (fixture->box, REM_SLOT_PASSPHRASE), ==, 2);
  g_assert_true (opens_with (fixture, "the sea in winter"));
  g_assert_true (opens_with (fixture, "a lake"));

  /* Changing one leaves the other. */
  box_fixture_reopen (fixture);
  change (fixture, REM_BOX_KEY_CHANGE_PASSPHRASE, "a lake", "a river", NULL, -1);
  g_assert_true (opens_with (fixture, "the sea in winter"));
  g_assert_true (opens_with (fixture, "a river"));
  g_assert_false (opens_with (fixture, "a lake"));

  box_fixture_reopen (fixture);
  change (fixture, REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES, "the sea in winter", NULL, NULL, -1);
  g_assert_false (opens_with (fixture, "a river"));
  g_assert_true (opens_with (fixture, "the sea in winter"));
  g_assert_true (opens (fixture, REM_SLOT_RECOVERY_CODE, fixture->code));
}

static void
test_recovery_code (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (RemSecret) none = NULL;

  change (fixture, REM_BOX_KEY_NEW_RECOVERY_CODE, "the sea in winter", NULL, &code, -1);
  g_assert_nonnull (code);
  g_assert_false (opens (fixture, REM_SLOT_RECOVERY_CODE, fixture->code));
  g_assert_true (opens (fixture, REM_SLOT_RECOVERY_CODE, code));

  box_fixture_reopen (fixture);
  change (fixture, REM_BOX_KEY_REMOVE_RECOVERY_CODE, "the sea in winter", NULL, &none, -1);
  g_assert_null (none);
  g_assert_false (opens (fixture, REM_SLOT_RECOVERY_CODE, code));

  box_fixture_reopen (fixture);
  change (fixture, REM_BOX_KEY_REMOVE_RECOVERY_CODE, "the sea in winter", NULL, NULL,
          REM_BOX_ERROR_NOT_FOUND);
}

/* A forgotten passphrase: the code opens the box, and a new passphrase takes the old one's place.
 */
static void
test_forgotten (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) river = say ("a river");
  g_autoptr (RemSecret) lake = say ("a lake");
  g_autoptr (GError) error = NULL;

  rem_box_change_keys (fixture->box, REM_BOX_KEY_CHANGE_PASSPHRASE, REM_SLOT_RECOVERY_CODE,
                       fixture->code, lake, 64, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (opens_with (fixture, "the sea in winter"));
  g_assert_true (opens_with (fixture, "a lake"));

  /* Of two passphrases nobody knows which one was forgotten: both stay. */
  g_clear_pointer (&fixture->passphrase, rem_secret_unref);
  fixture->passphrase = rem_secret_ref (lake);
  box_fixture_reopen (fixture);
  change (fixture, REM_BOX_KEY_ADD_PASSPHRASE, "a lake", "a pond", NULL, -1);
  rem_box_change_keys (fixture->box, REM_BOX_KEY_CHANGE_PASSPHRASE, REM_SLOT_RECOVERY_CODE,
                       fixture->code, river, 64, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_box_count_ways (fixture->box, REM_SLOT_PASSPHRASE), ==, 3);
}

static void
test_all_slots (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) code = NULL;

  for (guint i = 0; i < REM_KEY_REGION_MAX_SLOTS - 2; i++)
    {
      g_autofree char *words = g_strdup_printf ("passphrase %u", i);

      change (fixture, REM_BOX_KEY_ADD_PASSPHRASE, "the sea in winter", words, NULL, -1);
    }
  change (fixture, REM_BOX_KEY_ADD_PASSPHRASE, "the sea in winter", "one more", NULL,
          REM_BOX_ERROR_EXISTS);
  change (fixture, REM_BOX_KEY_NEW_RECOVERY_CODE, "the sea in winter", NULL, &code, -1);
  g_assert_cmpuint (rem_box_count_ways (fixture->box, REM_SLOT_PASSPHRASE), ==,
                    REM_KEY_REGION_MAX_SLOTS - 1);
  g_assert_false (opens (fixture, REM_SLOT_RECOVERY_CODE, fixture->code));
  g_assert_true (opens (fixture, REM_SLOT_RECOVERY_CODE, code));
}

/* `keys` cannot be replaced: what was said to be a failure must not have taken the old way. */
static void
test_failed_save (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *keys = g_build_filename (fixture->path, "keys", NULL);
  g_autofree char *inside = g_build_filename (keys, "inside", NULL);
  g_autoptr (RemSecret) lake = say ("a lake");
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_remove (keys), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  g_assert_false (rem_box_change_keys (fixture->box, REM_BOX_KEY_CHANGE_PASSPHRASE,
                                       REM_SLOT_RECOVERY_CODE, fixture->code, lake, 64, NULL,
                                       &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (rem_box_change_keys (fixture->box, REM_BOX_KEY_NEW_RECOVERY_CODE,
                                       REM_SLOT_RECOVERY_CODE, fixture->code, NULL, 0, &code,
                                       &error));
  g_assert_nonnull (error);
  g_assert_null (code);
  g_assert_true (opens (fixture, REM_SLOT_RECOVERY_CODE, fixture->code));
  g_assert_true (opens_with (fixture, "the sea in winter"));

  /* And once it can be, it works. */
  g_assert_cmpint (g_rmdir (inside), ==, 0);
  g_assert_cmpint (g_rmdir (keys), ==, 0);
  box_fixture_reopen (fixture);
  change (fixture, REM_BOX_KEY_CHANGE_PASSPHRASE, "the sea in winter", "a river", NULL, -1);
  g_assert_true (opens_with (fixture, "a river"));
  g_assert_false (opens_with (fixture, "the sea in winter"));
}

/* A box that opened without a passphrase, and then with the keyring of the login. */
static void
test_keyring (BoxFixture *fixture, gconstpointer data)
{
  static const RemBoxKeyChange taking[] = { REM_BOX_KEY_REMOVE_KEYRING,
                                            REM_BOX_KEY_REMOVE_RECOVERY_CODE };
  g_autofree char *path = g_build_filename (fixture->folder, "open.memorybox", NULL);
  g_autoptr (RemSecret) key = rem_secret_new_random (32);
  g_autoptr (RemSecret) lake = say ("a lake");
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (RemSecret) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = rem_box_create (path, NULL, 64, fixture->clock, &code, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rem_box_count_ways (box, REM_SLOT_OPEN), ==, 1);
  g_assert_true (rem_box_change_keys (box, REM_BOX_KEY_ADD_KEYRING, REM_SLOT_OPEN, NULL, key, 0,
                                      NULL, &error));
  g_assert_cmpuint (rem_box_count_ways (box, REM_SLOT_OPEN), ==, 0);
  g_assert_cmpuint (rem_box_count_ways (box, REM_SLOT_LOGIN_KEYRING), ==, 1);

  /* Neither of the two that are left stands alone because the other was taken away. */
  for (gsize i = 0; i < G_N_ELEMENTS (taking); i++)
    {
      g_assert_false (
          rem_box_change_keys (box, taking[i], REM_SLOT_LOGIN_KEYRING, key, NULL, 0, NULL, &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET);
      g_clear_error (&error);
    }
  g_assert_true (rem_box_change_keys (box, REM_BOX_KEY_NEW_RECOVERY_CODE, REM_SLOT_LOGIN_KEYRING,
                                      key, NULL, 0, &other, &error));
  g_assert_true (rem_box_change_keys (box, REM_BOX_KEY_CHANGE_PASSPHRASE, REM_SLOT_LOGIN_KEYRING,
                                      key, lake, 64, NULL, &error));
  g_assert_true (rem_box_change_keys (box, REM_BOX_KEY_REMOVE_KEYRING, REM_SLOT_PASSPHRASE, lake,
                                      NULL, 0, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rem_box_count_ways (box, REM_SLOT_LOGIN_KEYRING), ==, 0);
  g_assert_cmpuint (rem_box_count_ways (box, REM_SLOT_PASSPHRASE), ==, 1);
  g_assert_true (rem_box_close (box, NULL));
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RemSecret **code = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (rem_box_change_keys_finish (REM_BOX (source), result, code, &error));
  g_assert_no_error (error);
}

static void
test_async (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) code = NULL;

  rem_box_change_keys_async (fixture->box, REM_BOX_KEY_NEW_RECOVERY_CODE, REM_SLOT_PASSPHRASE,
                             fixture->passphrase, NULL, 0, changed_cb, &code);
  while (code == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (opens (fixture, REM_SLOT_RECOVERY_CODE, code));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func)                                                                            \
  g_test_add (name, BoxFixture, NULL, box_fixture_set_up, func, box_fixture_tear_down)

  ADD ("/box-keys/refusals", test_refusals);
  ADD ("/box-keys/failed-save", test_failed_save);
  ADD ("/box-keys/change", test_change);
  ADD ("/box-keys/two-parents", test_two_parents);
  ADD ("/box-keys/recovery-code", test_recovery_code);
  ADD ("/box-keys/forgotten", test_forgotten);
  ADD ("/box-keys/all-slots", test_all_slots);
  ADD ("/box-keys/keyring", test_keyring);
  ADD ("/box-keys/async", test_async);
  return g_test_run ();
}
