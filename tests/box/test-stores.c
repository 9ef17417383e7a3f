/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "box-fixture.h"
#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-helper-store.h"
#include "rem-keepsake-store.h"
#include "rem-occasion-store.h"
#include "rem-person-store.h"
#include "rem-removed-store.h"
#include "rem-search-index.h"
#include "rem-setting-store.h"

/* Each test is one function that runs on the worker, in one transaction of a real box. */

typedef void (*StoreTest) (RemDatabase *database);

static gpointer
run_test (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  StoreTest test = (StoreTest) data;

  test (database);
  return GINT_TO_POINTER (TRUE);
}

static void
run_on_worker (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rem_box_call (fixture->box, REM_BOX_CHANGE_KEEPSAKES, run_test, (gpointer) data, NULL, NULL,
                &error);
  g_assert_no_error (error);
}

static RemDate
date (const char *iso)
{
  RemDate result = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (iso, &result, NULL));
  return result;
}

static void
put_text (RemDatabase *database, RemKeepsakeKind kind, const char *uuid, const char *text)
{
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (kind, uuid, (gint64) g_str_hash (uuid));
  g_autoptr (RemKeepsake) keepsake = rem_keepsake_with_text (empty, text);
  g_autoptr (GError) error = NULL;

  rem_keepsake_store_put (database, keepsake, &error);
  g_assert_no_error (error);
}

static void
put_on (RemDatabase *database, const char *uuid, const char *edtf)
{
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, uuid, 0);
  g_autoptr (RemKeepsake) dated = NULL;
  RemDay day;

  g_assert_true (rem_day_parse (edtf, &day, NULL));
  dated = rem_keepsake_with_day (empty, day);
  g_assert_true (rem_keepsake_store_put (database, dated, NULL));
}

/* The uuids found, with spaces between. */
static char *
find (RemDatabase *database, const RemKeepsakeQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = rem_keepsake_store_query (database, query, NULL, &error);
  g_autoptr (GPtrArray) rows = NULL;
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  rows = rem_keepsake_store_get_rows (database, (const gint64 *) (void *) ids->data, ids->len,
                                      query->words, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      RemKeepsakeRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", row->uuid);
    }
  return g_string_free (found, FALSE);
}

static void
assert_found (RemDatabase *database, const char *words, const char *expected)
{
  RemKeepsakeQuery query = { .words = words };
  g_autofree char *found = find (database, &query);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_missing (RemDatabase *database)
{
  g_autoptr (RemAttachment) attachment = NULL;
  guint8 sum[REM_ATTACHMENT_SUM_SIZE] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeepsake) keepsake = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, "n", 0);
  const char *const nobody[] = { "nobody", NULL };
  g_autoptr (RemKeepsake) about = rem_keepsake_with_persons (keepsake, nobody);

#define ASSERT_NOT_FOUND(call)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_true (!(call));                                                                       \
    g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);                                \
    g_clear_error (&error);                                                                        \
  }                                                                                                \
  G_STMT_END

  ASSERT_NOT_FOUND (rem_keepsake_store_get (database, "none", &error));
  ASSERT_NOT_FOUND (rem_keepsake_store_set_removed (database, "none", 1, &error));
  ASSERT_NOT_FOUND (rem_keepsake_store_erase (database, "none", &error));
  ASSERT_NOT_FOUND (rem_keepsake_store_put (database, about, &error));
  ASSERT_NOT_FOUND (rem_attachment_store_get (database, "none", &error));
  ASSERT_NOT_FOUND (rem_attachment_store_get_thumbnail (database, "none", &error));
  ASSERT_NOT_FOUND (rem_person_store_get (database, "none", &error));
  ASSERT_NOT_FOUND (rem_person_store_find (database, "Nobody", &error));
  ASSERT_NOT_FOUND (rem_helper_store_set_removed (database, "none", 1, &error));
  ASSERT_NOT_FOUND (rem_occasion_store_get (database, "none", &error));
  ASSERT_NOT_FOUND (rem_occasion_store_set_removed (database, "none", 1, &error));
  ASSERT_NOT_FOUND (
      rem_occasion_store_set_skipped (database, "none", date ("2026-03-14"), TRUE, &error));
  attachment = rem_attachment_new ("a", "none", "a.jpg", "image/jpeg", 1, sum,
                                   "00000000000000000000000000000000");
  ASSERT_NOT_FOUND (rem_attachment_store_put (database, attachment, &error));
}

static void
test_search (RemDatabase *database)
{
  put_text (database, REM_KEEPSAKE_KIND_LETTER, "es", "Hoy fui al mar. Mi corazón te encontró.");
  put_text (database, REM_KEEPSAKE_KIND_LETTER, "en", "I went to the sea today");
  put_text (database, REM_KEEPSAKE_KIND_NOTE, "he", "אהובה שלי");
  put_text (database, REM_KEEPSAKE_KIND_NOTE, "odd", "quotes \" and * and NEAR( and -minus");

  assert_found (database, "corazon", "es");
  assert_found (database, "CORAZÓN", "es");
  assert_found (database, "cora mar", "es");
  assert_found (database, "mar sea", "");
  assert_found (database, "אהוב", "he");
  assert_found (database, "\"", "");
  assert_found (database, "near(", "odd");
  assert_found (database, "quotes \" OR sea", "");
  assert_found (database, "went to the s", "en");

  /* A changed text is found by its new words only. */
  put_text (database, REM_KEEPSAKE_KIND_LETTER, "en", "I stayed at home");
  assert_found (database, "sea", "");
  assert_found (database, "home", "en");
}

static void
test_search_names_and_tags (RemDatabase *database)
{
  g_autoptr (RemPerson) person = rem_person_new ("p", "Begoña", 0);
  const char *const persons[] = { "p", NULL };
  const char *const tags[] = { "spring", "garden", NULL };
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, "n", 0);
  g_autoptr (RemKeepsake) about = rem_keepsake_with_persons (empty, persons);
  g_autoptr (RemKeepsake) tagged = rem_keepsake_with_tags (about, tags);
  g_autoptr (RemKeepsake) found = NULL;
  RemKeepsakeQuery by_person = { .person_uuid = "p" };
  RemKeepsakeQuery by_tag = { .tag = "garden" };
  RemKeepsakeQuery by_other_tag = { .tag = "gard" };
  g_autofree char *of_person = NULL;
  g_autofree char *of_tag = NULL;
  g_autofree char *of_other_tag = NULL;

  g_assert_true (rem_person_store_put (database, person, NULL));
  g_assert_true (rem_keepsake_store_put (database, tagged, NULL));
  assert_found (database, "begona", "n");
  assert_found (database, "gard", "n");
  of_person = find (database, &by_person);
  of_tag = find (database, &by_tag);
  of_other_tag = find (database, &by_other_tag);
  g_assert_cmpstr (of_person, ==, "n");
  g_assert_cmpstr (of_tag, ==, "n");
  g_assert_cmpstr (of_other_tag, ==, "");
  found = rem_keepsake_store_get (database, "n", NULL);
  g_assert_cmpstr (rem_keepsake_get_persons (found)[0], ==, "p");
  g_assert_cmpuint (g_strv_length ((GStrv) rem_keepsake_get_tags (found)), ==, 2);
}

static void
test_order_and_filters (RemDatabase *database)
{
  RemKeepsakeQuery all = { NULL };
  RemKeepsakeQuery span = { .from = date ("2009-03-01"), .until = date ("2009-12-31") };
  RemKeepsakeQuery first = { .limit = 1 };
  RemKeepsakeQuery bin = { .removed = TRUE };
  g_autofree char *in_order = NULL;
  g_autofree char *in_span = NULL;
  g_autofree char *only_first = NULL;
  g_autofree char *in_bin = NULL;
  g_autofree char *left = NULL;

  put_on (database, "year", "2009");
  put_on (database, "spring", "2009-21");
  put_on (database, "month", "2009-04");
  put_on (database, "day", "2009-04-02");
  put_on (database, "later", "2020-01-01");

  in_order = find (database, &all);
  g_assert_cmpstr (in_order, ==, "later day month spring year");
  in_span = find (database, &span);
  g_assert_cmpstr (in_span, ==, "day month spring");
  only_first = find (database, &first);
  g_assert_cmpstr (only_first, ==, "later");

  g_assert_true (rem_keepsake_store_set_removed (database, "month", 10, NULL));
  g_assert_true (rem_keepsake_store_set_removed (database, "year", 20, NULL));
  left = find (database, &all);
  g_assert_cmpstr (left, ==, "later day spring");
  in_bin = find (database, &bin);
  g_assert_cmpstr (in_bin, ==, "year month");
}

/* All of them on their own day: number 0 is the latest one. */
static void
put_many (RemDatabase *database, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);
      g_autofree char *text =
          g_strdup_printf ("Wörter%s%s%s", i % 2 == 0 ? " often" : "",
                           i % 50 == 49 ? " Selten" : "", i + 1 == n ? " lastly" : "");
      g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, uuid, 0);
      g_autoptr (RemKeepsake) worded = rem_keepsake_with_text (empty, text);
      g_autoptr (RemKeepsake) dated =
          rem_keepsake_with_day (worded, rem_day_from_date (
                                             rem_date_add_days (date ("2020-01-01"), -(int) i)));

      g_assert_true (rem_keepsake_store_put (database, dated, NULL));
    }
}

/* Whichever way is taken, the same is found, and a first look finds how that begins. */
static void
test_look (RemDatabase *database)
{
  static const struct
  {
    const char *words;
    guint n_expected;
    gboolean is_rare;
  } cases[] = {
    { "o", 300, FALSE },
    { "wort", 600, FALSE },
    { "OFTEN worter", 300, FALSE },
    { "selten", 12, FALSE },
    { "often selten", 0, TRUE },
    { "lastly", 1, TRUE },
    { "nothing at all", 0, TRUE },
    { "?", 0, TRUE },
  };
  RemKeepsakeQuery noisy = { .words = "o", .limit = 7 };
  g_autoptr (GArray) few = NULL;

  put_many (database, 600);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RemKeepsakeQuery query = { .words = cases[i].words };
      g_autoptr (GArray) days = NULL;
      g_autoptr (GArray) looked_days = NULL;
      g_autoptr (GArray) all = rem_keepsake_store_query (database, &query, &days, NULL);
      g_autoptr (GArray) looked = rem_keepsake_store_look (database, &query, &looked_days, NULL);

      g_assert_cmpuint (all->len, ==, cases[i].n_expected);
      g_assert_cmpuint (looked->len, <=, all->len);
      g_assert_cmpint (looked->len == 0, ==, cases[i].is_rare);
      g_assert_cmpmem (looked->data, looked->len * sizeof (gint64), all->data,
                       looked->len * sizeof (gint64));
      g_assert_cmpmem (looked_days->data, looked->len * sizeof (gint32), days->data,
                       looked->len * sizeof (gint32));
      for (guint k = 1; k < all->len; k++)
        g_assert_cmpint (g_array_index (days, gint32, k), <, g_array_index (days, gint32, k - 1));
    }

  few = rem_keepsake_store_look (database, &noisy, NULL, NULL);
  g_assert_cmpuint (few->len, ==, 7);
}

/* What a search finds by every field of a keepsake, a first look finds too. */
static void
test_look_everywhere (RemDatabase *database)
{
  static const char *const words[] = { "ti", "te", "ad", "si", "pl", "ta" };
  const char *const tags[] = { "tag", NULL };
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, "n", 0);
  g_autoptr (RemKeepsake) titled = rem_keepsake_with_title (empty, "title");
  g_autoptr (RemKeepsake) worded = rem_keepsake_with_text (titled, "text");
  g_autoptr (RemKeepsake) to = rem_keepsake_with_addressee (worded, "addressee");
  g_autoptr (RemKeepsake) from = rem_keepsake_with_signature (to, "signature");
  g_autoptr (RemKeepsake) placed = rem_keepsake_with_place (from, "place");
  g_autoptr (RemKeepsake) tagged = rem_keepsake_with_tags (placed, tags);

  g_assert_true (rem_keepsake_store_put (database, tagged, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      RemKeepsakeQuery query = { .words = words[i] };
      RemKeepsakeQuery bin = { .words = words[i], .removed = TRUE };
      g_autoptr (GArray) looked = rem_keepsake_store_look (database, &query, NULL, NULL);
      g_autoptr (GArray) in_bin = rem_keepsake_store_look (database, &bin, NULL, NULL);

      g_assert_cmpuint (looked->len, ==, 1);
      g_assert_cmpuint (in_bin->len, ==, 0);
    }
}

static void
test_put_away (RemDatabase *database)
{
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_LETTER, "away", 0);
  g_autoptr (RemKeepsake) letter = rem_keepsake_with_text (empty, "for nobody to find");
  g_autoptr (RemKeepsake) away = rem_keepsake_with_put_away (letter, TRUE);
  RemKeepsakeQuery all = { NULL };
  RemKeepsakeQuery asked_for = { .put_away = TRUE, .words = "nobody" };
  g_autofree char *listed = NULL;
  g_autofree char *asked = NULL;

  g_assert_true (rem_keepsake_store_put (database, away, NULL));
  listed = find (database, &all);
  g_assert_cmpstr (listed, ==, "");
  assert_found (database, "nobody", "");
  asked = find (database, &asked_for);
  g_assert_cmpstr (asked, ==, "away");
}

static void
test_sealed (RemDatabase *database)
{
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_LETTER, "sealed", 0);
  g_autoptr (RemKeepsake) titled = rem_keepsake_with_title (empty, "Not yet");
  g_autoptr (RemKeepsake) to = rem_keepsake_with_addressee (titled, "Luna");
  g_autoptr (RemKeepsake) letter = rem_keepsake_with_text (to, "words of another day");
  g_autoptr (RemKeepsake) sealed = rem_keepsake_with_opens (letter, (RemDate){ 2030, 3, 14 });
  RemKeepsakeQuery query = { .words = "another" };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const RemKeepsakeRow *row;

  g_assert_true (rem_keepsake_store_put (database, sealed, NULL));
  ids = rem_keepsake_store_query (database, &query, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
  rows =
      rem_keepsake_store_get_rows (database, (const gint64 *) ids->data, ids->len, "another", NULL);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->snippet, ==, "");
  g_assert_cmpstr (row->title, ==, "");
  g_assert_cmpstr (row->addressee, ==, "Luna");
  g_assert_true (rem_date_equal (row->opens, (RemDate){ 2030, 3, 14 }));
}

static void
test_every_field (RemDatabase *database)
{
  const char *const tags[] = { "a", "b", NULL };
  RemKeepsake *keepsake = rem_keepsake_new (REM_KEEPSAKE_KIND_OBJECT, "o", 123456789);
  g_autoptr (RemKeepsake) found = NULL;
  RemDay day;

  g_assert_true (rem_day_parse ("2009-21", &day, NULL));
#define WITH(property, value)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RemKeepsake *old_keepsake = keepsake;                                                          \
                                                                                                   \
    keepsake = rem_keepsake_with_##property (old_keepsake, value);                                 \
    rem_keepsake_unref (old_keepsake);                                                             \
  }                                                                                                \
  G_STMT_END
  WITH (title, "The bracelet");
  WITH (text, "Yellow, with a knot");
  WITH (addressee, "Luna");
  WITH (signature, "me");
  WITH (place, "in the blue box");
  WITH (day, day);
  WITH (opens, date ("2030-01-02"));
  WITH (face_down, TRUE);
  WITH (put_away, TRUE);
  WITH (removed_us, 7);
  WITH (modified_us, 8);
  WITH (tags, tags);
  g_assert_true (rem_keepsake_store_put (database, keepsake, NULL));
  found = rem_keepsake_store_get (database, "o", NULL);
  g_assert_true (rem_keepsake_equal (found, keepsake));
  g_assert_cmpint (rem_keepsake_get_modified_us (found), ==, 8);
  g_assert_true (rem_keepsake_store_erase (database, "o", NULL));
  assert_found (database, "bracelet", "");
  rem_keepsake_unref (keepsake);
}

static void
test_snippet (RemDatabase *database)
{
  g_autofree char *before = g_strnfill (3000, 'x');
  g_autofree char *text = g_strconcat (before, " the lighthouse in the rain ", before, NULL);
  gint64 id = 1;
  g_autoptr (GPtrArray) plain = NULL;
  g_autoptr (GPtrArray) searched = NULL;
  RemKeepsakeRow *row;

  put_text (database, REM_KEEPSAKE_KIND_NOTE, "long", text);
  plain = rem_keepsake_store_get_rows (database, &id, 1, NULL, NULL);
  row = g_ptr_array_index (plain, 0);
  g_assert_true (g_str_has_prefix (row->snippet, "xxx"));
  g_assert_cmpint (g_utf8_strlen (row->snippet, -1), <=, 240);
  put_text (database, REM_KEEPSAKE_KIND_NOTE, "short", "Under the lighthouse, in the rain.");
  id = 2;
  searched = rem_keepsake_store_get_rows (database, &id, 1, "LIGHT", NULL);
  row = g_ptr_array_index (searched, 0);
  g_assert_nonnull (strstr (row->snippet, "lighthouse"));
}

static void
test_attachments (RemDatabase *database)
{
  guint8 sum[REM_ATTACHMENT_SUM_SIZE] = { 1, 2, 3 };
  g_autoptr (GBytes) jpeg = g_bytes_new_static ("jpeg", 4);
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (RemAttachment) plain = NULL;
  g_autoptr (RemAttachment) picture = NULL;
  g_autoptr (RemAttachment) found = NULL;
  g_autoptr (GPtrArray) of_keepsake = NULL;
  g_autoptr (GPtrArray) of_all = NULL;

  put_text (database, REM_KEEPSAKE_KIND_PHOTO, "k", "");
  plain =
      rem_attachment_new ("a", "k", "the sea.jpg", "image/jpeg", G_GUINT64_CONSTANT (5000000000),
                          sum, "00112233445566778899aabbccddeeff");
  picture = rem_attachment_with_picture (plain, 4000, 3000, "2009-03-14T10:00:00", jpeg);
  g_assert_true (rem_attachment_store_put (database, picture, NULL));
  found = rem_attachment_store_get (database, "a", NULL);
  g_assert_cmpstr (rem_attachment_get_keepsake_uuid (found), ==, "k");
  g_assert_cmpstr (rem_attachment_get_name (found), ==, "the sea.jpg");
  g_assert_cmpuint (rem_attachment_get_size_bytes (found), ==, G_GUINT64_CONSTANT (5000000000));
  g_assert_cmpmem (rem_attachment_get_sum (found), sizeof sum, sum, sizeof sum);
  g_assert_cmpint (rem_attachment_get_width (found), ==, 4000);
  g_assert_cmpstr (rem_attachment_get_taken_at (found), ==, "2009-03-14T10:00:00");
  thumbnail = rem_attachment_store_get_thumbnail (database, "a", NULL);
  g_assert_true (g_bytes_equal (thumbnail, jpeg));
  of_keepsake = rem_attachment_store_list (database, "k", NULL);
  of_all = rem_attachment_store_list_all (database, NULL);
  g_assert_cmpuint (of_keepsake->len, ==, 1);
  g_assert_cmpuint (of_all->len, ==, 1);

  g_assert_true (rem_keepsake_store_erase (database, "k", NULL));
  g_assert_null (rem_attachment_store_get (database, "a", NULL));
}

static void
test_occasions (RemDatabase *database)
{
  const RemReminder reminders[] = { { 7, 10, 0 }, { 0, 19, 30 } };
  const RemDate days[] = { date ("2026-05-01"), date ("2027-06-02") };
  RemDay anchor = rem_day_from_date (date ("2024-02-29"));
  RemOccasion *occasion = rem_occasion_new ("o", "The day", anchor, 5);
  g_autoptr (RemOccasion) found = NULL;
  g_autoptr (RemOccasion) changed = NULL;
  gboolean has = FALSE;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GArray) skipped = NULL;
  g_autoptr (GArray) unskipped = NULL;

#define WITH_DATE(property, ...)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RemOccasion *old_occasion = occasion;                                                          \
                                                                                                   \
    occasion = rem_occasion_with_##property (old_occasion, __VA_ARGS__);                           \
    rem_occasion_unref (old_occasion);                                                             \
  }                                                                                                \
  G_STMT_END
  WITH_DATE (kind, REM_OCCASION_KIND_LOSS);
  WITH_DATE (repeat, REM_REPEAT_YEARLY);
  WITH_DATE (leap_day, REM_LEAP_DAY_AFTER);
  WITH_DATE (reminders, reminders, 2);
  WITH_DATE (uid, "4711@example.org");
  WITH_DATE (note, "By the river.");
  WITH_DATE (hour, "14:30");
  WITH_DATE (muted, TRUE);
  WITH_DATE (ended, date ("2040-01-01"));
  WITH_DATE (days, days, 2);
  g_assert_true (rem_occasion_store_put (database, occasion, NULL));
  found = rem_occasion_store_get (database, "o", NULL);
  g_assert_true (rem_occasion_equal (found, occasion));
  g_assert_true (rem_occasion_store_has (database, "o", "", &has, NULL));
  g_assert_true (has);
  g_assert_true (rem_occasion_store_has (database, "x", "4711@example.org", &has, NULL));
  g_assert_true (has);
  g_assert_true (rem_occasion_store_has (database, "x", "", &has, NULL));
  g_assert_false (has);
  WITH_DATE (days, days, 1);
  WITH_DATE (muted, FALSE);
  WITH_DATE (ended, REM_DATE_UNKNOWN);
  WITH_DATE (uid, NULL);
  g_assert_true (rem_occasion_store_put (database, occasion, NULL));
  changed = rem_occasion_store_get (database, "o", NULL);
  g_assert_true (rem_occasion_equal (changed, occasion));
  g_assert_false (rem_occasion_equal (changed, found));
  listed = rem_occasion_store_list (database, NULL);
  g_assert_cmpuint (listed->len, ==, 1);

  g_assert_true (rem_occasion_store_set_skipped (database, "o", date ("2026-03-01"), TRUE, NULL));
  skipped = rem_occasion_store_list_skipped (database, "o", NULL);
  g_assert_cmpuint (skipped->len, ==, 1);
  g_assert_true (rem_occasion_store_set_skipped (database, "o", date ("2026-03-01"), FALSE, NULL));
  unskipped = rem_occasion_store_list_skipped (database, "o", NULL);
  g_assert_cmpuint (unskipped->len, ==, 0);

  g_assert_true (rem_occasion_store_set_removed (database, "o", 9, NULL));
  after = rem_occasion_store_list (database, NULL);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_true (rem_occasion_store_has (database, "o", "", &has, NULL));
  g_assert_false (has);
  rem_occasion_unref (occasion);
}

static void
test_persons_and_settings (RemDatabase *database)
{
  g_autoptr (RemPerson) first = rem_person_new ("1", "Vera", 0);
  g_autoptr (RemPerson) second = rem_person_new ("2", "", 0);
  g_autoptr (RemPerson) renamed = rem_person_with_name (first, "Luna");
  g_autoptr (RemPerson) found = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autofree char *unset = NULL;
  g_autofree char *set = NULL;

  g_assert_true (rem_person_store_put (database, first, NULL));
  g_assert_true (rem_person_store_put (database, second, NULL));
  g_assert_true (rem_person_store_put (database, renamed, NULL));
  listed = rem_person_store_list (database, NULL);
  g_assert_cmpuint (listed->len, ==, 2);
  g_assert_cmpstr (rem_person_get_name (g_ptr_array_index (listed, 0)), ==, "Luna");
  found = rem_person_store_find (database, "Luna", NULL);
  g_assert_cmpstr (rem_person_get_uuid (found), ==, "1");

  unset = rem_setting_store_get (database, "key", NULL);
  g_assert_cmpstr (unset, ==, "");
  g_assert_true (rem_setting_store_set (database, "key", "value", NULL));
  set = rem_setting_store_get (database, "key", NULL);
  g_assert_cmpstr (set, ==, "value");
}

static void
test_words_of_persons (RemDatabase *database)
{
  const char *const persons[] = { "2", "1", NULL };
  const char *const order[] = { "2", "1", NULL };
  const char *const unknown[] = { "1", "nobody", NULL };
  g_autoptr (RemPerson) first = rem_person_new ("1", "Vera", 5);
  g_autoptr (RemPerson) second = rem_person_new ("2", "Sol", 6);
  g_autoptr (RemPerson) called = rem_person_with_called (first, REM_CALLED_OWN, "\"our\" {star}");
  g_autoptr (RemPerson) loss = rem_person_with_loss_word (called, REM_LOSS_WORD_OWN, "that winter");
  g_autoptr (RemPerson) pronoun = rem_person_with_pronoun (loss, REM_PRONOUN_SHE);
  g_autoptr (RemPerson) since = rem_person_with_tells_since (pronoun, TRUE);
  g_autoptr (RemPerson) week = rem_person_with_tells_week (since, TRUE);
  g_autoptr (RemPerson) noted = rem_person_with_note (week, "a note");
  g_autoptr (RemPerson) renamed = rem_person_with_name (noted, "Íria");
  g_autoptr (RemPerson) found = NULL;
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, "n", 0);
  g_autoptr (RemKeepsake) about = rem_keepsake_with_persons (empty, persons);
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GError) error = NULL;
  RemKeepsakeQuery by_old_name = { .words = "vera" };
  g_autofree char *of_old_name = NULL;
  gboolean is_whole = FALSE;

  g_assert_false (rem_person_store_set_removed (database, "1", 9, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (rem_person_store_put (database, first, NULL));
  g_assert_true (rem_person_store_put (database, second, NULL));
  g_assert_true (rem_keepsake_store_put (database, about, NULL));
  g_assert_true (rem_person_store_put (database, renamed, &error));
  g_assert_no_error (error);
  found = rem_person_store_get (database, "1", NULL);
  g_assert_true (rem_person_equal (found, renamed));
  g_assert_true (rem_person_tells_week (found));

  /* What is about them is found by the new name and no longer by the old one. */
  assert_found (database, "iria", "n");
  of_old_name = find (database, &by_old_name);
  g_assert_cmpstr (of_old_name, ==, "");
  g_assert_true (rem_search_index_is_whole (database, &is_whole, NULL));
  g_assert_true (is_whole);

  g_assert_false (rem_person_store_set_order (database, unknown, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (rem_person_store_set_order (database, order, NULL));
  listed = rem_person_store_list (database, NULL);
  g_assert_cmpstr (rem_person_get_uuid (g_ptr_array_index (listed, 0)), ==, "2");

  g_assert_true (rem_person_store_set_removed (database, "2", 9, NULL));
  without = rem_person_store_list (database, NULL);
  g_assert_cmpuint (without->len, ==, 1);
  g_assert_true (rem_person_store_set_removed (database, "2", 0, NULL));
}

/* With the bin those go who are in it: their names, too, where something is about them. */
static void
test_erased_persons (RemDatabase *database)
{
  const char *const both[] = { "1", "2", NULL };
  const char *const alone[] = { "1", NULL };
  g_autoptr (RemPerson) first = rem_person_new ("1", "Vera", 5);
  g_autoptr (RemPerson) second = rem_person_new ("2", "Sol", 6);
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, "n", 0);
  g_autoptr (RemKeepsake) about_both = rem_keepsake_with_persons (empty, both);
  g_autoptr (RemKeepsake) other = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, "o", 0);
  g_autoptr (RemKeepsake) about_one = rem_keepsake_with_persons (other, alone);
  g_autoptr (RemKeepsake) found = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;
  RemRemovedWords *words;
  gboolean is_whole = FALSE;

  g_assert_true (rem_person_store_put (database, first, NULL));
  g_assert_true (rem_person_store_put (database, second, NULL));
  g_assert_true (rem_keepsake_store_put (database, about_both, NULL));
  g_assert_true (rem_keepsake_store_put (database, about_one, NULL));
  g_assert_true (rem_person_store_set_removed (database, "1", 9, NULL));
  removed = rem_removed_store_list (database, NULL);
  g_assert_cmpuint (removed->len, ==, 1);
  words = g_ptr_array_index (removed, 0);
  g_assert_cmpint (words->kind, ==, REM_REMOVED_PERSON);
  g_assert_cmpstr (words->words, ==, "Vera");

  g_assert_true (rem_removed_store_put_back (database, REM_REMOVED_PERSON, "1", NULL));
  assert_found (database, "vera", "o n");
  g_assert_true (rem_person_store_set_removed (database, "1", 9, NULL));
  g_assert_true (rem_removed_store_erase_all (database, &error));
  g_assert_no_error (error);
  none = rem_removed_store_list (database, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  listed = rem_person_store_list (database, NULL);
  g_assert_cmpuint (listed->len, ==, 1);
  assert_found (database, "vera", "");
  assert_found (database, "sol", "n");
  found = rem_keepsake_store_get (database, "n", NULL);
  g_assert_cmpuint (g_strv_length ((char **) rem_keepsake_get_persons (found)), ==, 1);
  g_assert_true (rem_search_index_is_whole (database, &is_whole, NULL));
  g_assert_true (is_whole);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func)                                                                            \
  g_test_add (name, BoxFixture, func, box_fixture_set_up, run_on_worker, box_fixture_tear_down)

  ADD ("/stores/missing", test_missing);
  ADD ("/stores/search", test_search);
  ADD ("/stores/search-names-and-tags", test_search_names_and_tags);
  ADD ("/stores/order-and-filters", test_order_and_filters);
  ADD ("/stores/put-away", test_put_away);
  ADD ("/stores/sealed", test_sealed);
  ADD ("/stores/words-of-persons", test_words_of_persons);
  ADD ("/stores/erased-persons", test_erased_persons);
  ADD ("/stores/every-field", test_every_field);
  ADD ("/stores/look", test_look);
  ADD ("/stores/look-everywhere", test_look_everywhere);
  ADD ("/stores/snippet", test_snippet);
  ADD ("/stores/attachments", test_attachments);
  ADD ("/stores/occasions", test_occasions);
  ADD ("/stores/persons-and-settings", test_persons_and_settings);
  return g_test_run ();
}
