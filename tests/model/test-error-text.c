/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-error-text.h"

#include "rem-box-error.h"
#include "rem-core-error.h"
#include "rem-exchange-error.h"

#include <gio/gio.h>

static char *
build (GQuark domain, int code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "PRIVATE: for developers");

  return rem_error_text_build (error);
}

/* Unknown codes get a text too, and nothing of the developers' message is told. */
static void
test_default (void)
{
  g_autofree char *text = build (g_quark_from_static_string ("anything-at-all"), 77);
  g_autofree char *unknown = build (REM_BOX_ERROR, 7777);

  g_assert_nonnull (strstr (text, "safe"));
  g_assert_null (strstr (text, "PRIVATE"));
  g_assert_cmpstr (unknown, ==, text);
}

static void
check_domain (GHashTable *seen, GQuark domain, int n_codes)
{
  for (int code = 0; code < n_codes; code++)
    {
      char *text = build (domain, code);

      g_test_message ("%s %d: %s", g_quark_to_string (domain), code, text);
      g_assert_null (strstr (text, "PRIVATE"));
      g_assert_null (strchr (text, '!'));
      g_assert_true (g_str_has_suffix (text, "."));
      g_assert_true (g_hash_table_add (seen, text));
    }
}

/* Every code of every layer has words of its own. */
static void
test_distinct (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (seen, build (g_quark_from_static_string ("anything-at-all"), 0));
  check_domain (seen, REM_BOX_ERROR, REM_BOX_ERROR_KEYRING_LOCKED + 1);
  check_domain (seen, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_NOT_PLAYABLE + 1);
  check_domain (seen, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PHRASES + 1);
}

static void
test_system (void)
{
  static const GIOErrorEnum codes[] = {
    G_IO_ERROR_NO_SPACE, G_IO_ERROR_PERMISSION_DENIED, G_IO_ERROR_READ_ONLY, G_IO_ERROR_NOT_FOUND,
    G_IO_ERROR_EXISTS,   G_IO_ERROR_IS_DIRECTORY,      G_IO_ERROR_CANCELLED, G_IO_ERROR_PENDING,
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (seen, build (G_IO_ERROR, G_IO_ERROR_FAILED));
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_true (g_hash_table_add (seen, build (G_IO_ERROR, (int) codes[i])));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/error-text/default", test_default);
  g_test_add_func ("/error-text/distinct", test_distinct);
  g_test_add_func ("/error-text/system", test_system);

  return g_test_run ();
}
