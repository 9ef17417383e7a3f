/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-copy.h"
#include "rem-box-error.h"
#include "rem-box-merge.h"
#include "rem-box-return.h"
#include "rem-box-snapshot.h"
#include "rem-box-tables.h"
#include "rem-keepsake-kind.h"
#include "rem-keepsake-store.h"

typedef struct
{
  BoxFixture box;
  char *stick;
  char *place; /* of the copy that goes its own way */
} MergeFixture;

/* ---- raw SQL, for what no store does ---- */

static gpointer
run_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  return rem_database_run (database, data, error) ? data : NULL;
}

static void
run (RemBox *box, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rem_box_call (box, REM_BOX_CHANGE_KEEPSAKES, run_func, (gpointer) sql, NULL, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  gint64 number;
} Asking;

static gpointer
ask_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Asking *asking = data;
  g_autoptr (RemStatement) statement = rem_database_prepare (database, asking->sql, error);
  gboolean row;

  if (statement == NULL || !rem_statement_step (statement, &row, error))
    return NULL;
  asking->number = row ? rem_statement_get_int64 (statement, 0) : -1;
  return data;
}

static gint64
ask (RemBox *box, const char *sql)
{
  g_autoptr (GError) error = NULL;
  Asking asking = { .sql = sql };

  rem_box_call (box, 0, ask_func, &asking, NULL, NULL, &error);
  g_assert_no_error (error);
  return asking.number;
}

static gint64
count (RemBox *box, const char *table)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", table, NULL);

  return ask (box, sql);
}

/* ---- two boxes ---- */

static void
set_up (MergeFixture *fixture, gconstpointer data)
{
  g_autoptr (RemBoxCopyReport) report = NULL;
  g_autoptr (GError) error = NULL;

  box_fixture_set_up (&fixture->box, data);
  fixture->stick = g_build_filename (fixture->box.folder, "stick", NULL);
  fixture->place = g_build_filename (fixture->stick, "test.memorybox", NULL);
  g_assert_cmpint (g_mkdir (fixture->stick, 0700), ==, 0);
  box_memories_keep_letter (fixture->box.box, "letter", "The first snow.", &error);
  box_memories_keep_photo (fixture->box.box, "photo", 1, 100000, &error);
  g_assert_no_error (error);
  report = rem_box_copy (fixture->box.box, fixture->stick, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  /* What follows is later than the copy. */
  rem_manual_clock_advance (REM_MANUAL_CLOCK (fixture->box.clock), 100);
}

static void
tear_down (MergeFixture *fixture, gconstpointer data)
{
  box_fixture_tear_down (&fixture->box, data);
  g_free (fixture->stick);
  g_free (fixture->place);
}

static RemBox *
open_other (MergeFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RemBox *box = rem_box_open (fixture->place, REM_SLOT_PASSPHRASE, fixture->box.passphrase,
                              fixture->box.clock, NULL, &error);

  g_assert_no_error (error);
  return box;
}

static void
close_other (RemBox *box)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rem_box_close (box, &error));
  g_assert_no_error (error);
  g_object_unref (box);
}

static RemBoxMergeReport *
merge (MergeFixture *fixture, gboolean preview)
{
  g_autoptr (GError) error = NULL;
  RemBoxMergeReport *report =
      rem_box_merge (fixture->box.box, fixture->place, REM_SLOT_PASSPHRASE, fixture->box.passphrase,
                     preview, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_letter (RemBox *box, const char *uuid, const char *expected)
{
  g_autofree char *text = box_memories_read_letter (box, uuid, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_whole (RemBox *box)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxReport) report =
      rem_box_check (box, REM_BOX_CHECK_WHOLE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (report->whole);
}

static void
rewrite (MergeFixture *fixture, RemBox *box, const char *text)
{
  g_autofree char *sql =
      g_strdup_printf ("UPDATE keepsake SET text = '%s', modified_us = %" G_GINT64_FORMAT
                       " WHERE uuid = 'letter';"
                       "INSERT INTO search (search) VALUES ('rebuild')",
                       text, rem_clock_get_unix_us (fixture->box.clock));

  run (box, sql);
}

static void
refuse (MergeFixture *fixture, const char *path, RemSecret *secret, int expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autofree char *incoming = g_build_filename (fixture->box.path, "incoming", NULL);

  g_assert_null (rem_box_merge (fixture->box.box, path, REM_SLOT_PASSPHRASE, secret, FALSE, NULL,
                                NULL, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, expected);
  snapshots = rem_box_list_snapshots (fixture->box.path);
  g_assert_cmpuint (snapshots->len, ==, 0);
  g_assert_false (g_file_test (incoming, G_FILE_TEST_EXISTS));
}

static void
test_refusals (MergeFixture *fixture, gconstpointer data)
{
  g_autofree char *nothing = g_build_filename (fixture->box.folder, "nothing", NULL);
  g_autofree char *partner = g_build_filename (fixture->box.folder, "partner", NULL);
  g_autoptr (RemSecret) wrong = rem_secret_new_passphrase ("the sea in summer", -1);
  g_autoptr (RemSecret) own = rem_secret_new_passphrase ("a quiet room", -1);
  g_autoptr (RemSecret) code = NULL;
  RemBox *other;

  refuse (fixture, nothing, NULL, REM_BOX_ERROR_NOT_FOUND);
  refuse (fixture, fixture->stick, NULL, REM_BOX_ERROR_NOT_A_BOX);
  refuse (fixture, fixture->box.path, NULL, REM_BOX_ERROR_EXISTS);
  other = open_other (fixture);
  refuse (fixture, fixture->place, NULL, REM_BOX_ERROR_IN_USE);

  /* What its schema says is not ours, and then it is newer than ours. */
  run (other, "CREATE TABLE guest (name TEXT)");
  close_other (other);
  refuse (fixture, fixture->place, NULL, REM_BOX_ERROR_HOSTILE);

  other = rem_box_create (partner, own, 64, fixture->box.clock, &code, NULL, NULL);
  run (other, "PRAGMA user_version=99");
  close_other (other);
  refuse (fixture, partner, wrong, REM_BOX_ERROR_WRONG_PASSPHRASE);
  refuse (fixture, partner, own, REM_BOX_ERROR_NEWER);
  assert_letter (fixture->box.box, "letter", "The first snow.");
}

/* One row in each table that the schema has; a table without a line here has none, and fails. */
static const char *const one_of_each =
    "INSERT INTO setting VALUES ('only-there', 'yes');"
    "INSERT INTO person (uuid, name, position, quiet, created_us, modified_us)"
    "  VALUES ('p', 'Luz', 1, 0, 5, 5);"
    "INSERT INTO keepsake (uuid, kind, title, text, addressee, signature, place, names, tags, day,"
    "  sort_day, opens, face_down, put_away, created_us, modified_us, removed_us)"
    "  VALUES ('k', 2, 'Winter', 'An owl in the garden.', '', '', '', 'Luz', 'owl', '', 0, '', 0,"
    "  0, 5, 5, 0);"
    "INSERT INTO keepsake_person SELECT keepsake.id, person.id FROM keepsake, person"
    "  WHERE keepsake.uuid = 'k' AND person.uuid = 'p';"
    "INSERT INTO keepsake_tag SELECT id, 'owl' FROM keepsake WHERE uuid = 'k';"
    "INSERT INTO thumbnail SELECT id, x'ffd8ff00' FROM attachment LIMIT 1;"
    "INSERT INTO occasion (uuid, label, kind, anchor, calendar, repeat, leap_day, rule, created_us,"
    "  modified_us, removed_us)"
    "  VALUES ('o', 'The day', 'own', '2026-01-02', 'gregorian', 'yearly', 'before', '', 5, 5, 0);"
    "INSERT INTO occasion_person SELECT occasion.id, person.id FROM occasion, person"
    "  WHERE occasion.uuid = 'o' AND person.uuid = 'p';"
    "INSERT INTO occasion_day SELECT id, '2026-01-02' FROM occasion WHERE uuid = 'o';"
    "INSERT INTO reminder (occasion, lead_days, hour, minute)"
    "  SELECT id, 1, 10, 0 FROM occasion WHERE uuid = 'o';"
    "INSERT INTO occurrence (occasion, date, skipped)"
    "  SELECT id, '2027-01-02', 1 FROM occasion WHERE uuid = 'o';"
    "INSERT INTO keepsake_occasion SELECT keepsake.id, occasion.id, '2027-01-02'"
    "  FROM keepsake, occasion WHERE keepsake.uuid = 'k' AND occasion.uuid = 'o';"
    "INSERT INTO keepsake_ritual (keepsake, ritual, date)"
    "  SELECT id, 'candle', '2027-01-02' FROM keepsake WHERE uuid = 'k';"
    "INSERT INTO helper (uuid, kind, name, how, phone, created_us, modified_us, removed_us)"
    "  VALUES ('h', 1, 'Ana', '', '', 5, 5, 0);"
    "INSERT INTO ritual (uuid, title, steps, needs, words, company, occasion, created_us,"
    "  modified_us, removed_us) VALUES ('r', 'A walk', '', '', '', '', '', 5, 5, 0);"
    "INSERT INTO ritual_held (uuid, ritual, occasion, day, words, created_us, modified_us,"
    "  removed_us) VALUES ('rh', 'candle', 'o', '2026-01-02', '', 5, 5, 0);"
    "INSERT INTO check_in (uuid, day, feelings, body, words, created_us, modified_us, removed_us)"
    "  VALUES ('c', '2026-01-02', 'sad', '', '', 5, 5, 0);"
    "INSERT INTO search (search) VALUES ('rebuild')";

static void
assert_merged (MergeFixture *fixture)
{
  RemBox *other = open_other (fixture);
  guint n_tables;
  const RemTable *tables = rem_box_tables_get (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    {
      g_test_message ("%s", tables[i].name);
      g_assert_cmpint (count (other, tables[i].name), >, 0);
      g_assert_cmpint (count (fixture->box.box, tables[i].name), ==, count (other, tables[i].name));
    }
  close_other (other);
}

static void
test_every_table (MergeFixture *fixture, gconstpointer data)
{
  RemBox *other = open_other (fixture);
  g_autoptr (RemBoxMergeReport) preview = NULL;
  g_autoptr (RemBoxMergeReport) report = NULL;
  g_autoptr (RemBoxMergeReport) again = NULL;
  g_autoptr (GError) error = NULL;
  gboolean same = FALSE;

  run (other, one_of_each);
  g_assert_true (box_memories_keep_photo (other, "new-photo", 2, 200000, NULL));
  close_other (other);
  g_assert_true (rem_box_is_same (fixture->box.box, fixture->place, &same, NULL));
  g_assert_true (same);

  /* Row numbers differ on the two sides. */
  run (fixture->box.box, "INSERT INTO person (uuid, name, position, quiet, created_us, modified_us)"
                         " VALUES ('other', 'Sol', 1, 0, 5, 5); DELETE FROM person;"
                         "UPDATE keepsake SET id = id + 100 WHERE uuid = 'letter';"
                         "INSERT INTO search (search) VALUES ('rebuild')");
  preview = merge (fixture, TRUE);
  g_assert_cmpuint (preview->counts[REM_KEEPSAKE_KIND_PHOTO], ==, 1);
  g_assert_null (preview->snapshot);
  assert_letter (fixture->box.box, "k", NULL);
  g_assert_cmpint (count (fixture->box.box, "helper"), ==, 0);

  report = merge (fixture, FALSE);
  g_assert_cmpuint (report->counts[REM_KEEPSAKE_KIND_PHOTO], ==, 1);
  g_assert_cmpuint (report->counts[2], ==, preview->counts[2]);
  g_assert_cmpuint (report->n_others, ==, 6);
  g_assert_cmpuint (report->n_others, ==, preview->n_others);
  g_assert_cmpuint (report->n_changed, ==, 0);
  g_assert_cmpuint (report->n_twice, ==, 0);
  g_assert_cmpuint (report->missing->len, ==, 0);
  g_assert_nonnull (report->snapshot);
  assert_merged (fixture);
  assert_whole (fixture->box.box);
  assert_letter (fixture->box.box, "k", "An owl in the garden.");
  g_assert_true (box_memories_photo_is_whole (fixture->box.box, "new-photo", 2, 200000, NULL));
  g_assert_cmpint (ask (fixture->box.box, "SELECT count(*) FROM keepsake_person"
                                          " JOIN keepsake ON keepsake.id = keepsake"
                                          " JOIN person ON person.id = person"
                                          " WHERE keepsake.uuid = 'k' AND person.uuid = 'p'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture->box.box, "SELECT count(*) FROM search WHERE search MATCH 'owl'"),
                   ==, 1);

  again = merge (fixture, FALSE);
  g_assert_cmpuint (again->n_others + again->counts[1] + again->counts[2], ==, 0);
  assert_merged (fixture);

  /* And back. */
  g_assert_true (rem_box_return_to (fixture->box.box, report->snapshot, NULL, &error));
  g_assert_no_error (error);
  assert_letter (fixture->box.box, "k", NULL);
  assert_letter (fixture->box.box, "letter", "The first snow.");
  g_assert_cmpint (count (fixture->box.box, "helper"), ==, 0);
  assert_whole (fixture->box.box);
  g_assert_true (box_memories_keep_letter (fixture->box.box, "after", "Later.", NULL));
  box_fixture_reopen (&fixture->box);
  assert_letter (fixture->box.box, "after", "Later.");
  g_assert_false (rem_box_return_to (fixture->box.box, "2000-01-01.db", NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
}

static void
test_changed_there (MergeFixture *fixture, gconstpointer data)
{
  RemBox *other = open_other (fixture);
  g_autoptr (RemBoxMergeReport) report = NULL;

  rewrite (fixture, other, "The second snow.");
  run (other, "INSERT INTO keepsake_tag SELECT id, 'snow' FROM keepsake WHERE uuid = 'letter'");
  close_other (other);
  run (fixture->box.box,
       "INSERT INTO keepsake_tag SELECT id, 'old' FROM keepsake WHERE uuid = 'letter'");
  report = merge (fixture, FALSE);
  g_assert_cmpuint (report->n_changed, ==, 1);
  g_assert_cmpuint (report->n_twice, ==, 0);
  assert_letter (fixture->box.box, "letter", "The second snow.");
  g_assert_cmpint (ask (fixture->box.box, "SELECT count(*) FROM keepsake_tag WHERE tag = 'snow'"),
                   ==, 1);
  g_assert_cmpint (count (fixture->box.box, "keepsake_tag"), ==, 1);
  g_assert_cmpint (count (fixture->box.box, "keepsake"), ==, 2);
  assert_whole (fixture->box.box);
}

static void
test_changed_here (MergeFixture *fixture, gconstpointer data)
{
  g_autoptr (RemBoxMergeReport) report = NULL;

  rewrite (fixture, fixture->box.box, "The third snow.");
  report = merge (fixture, FALSE);
  g_assert_cmpuint (report->n_changed + report->n_twice, ==, 0);
  assert_letter (fixture->box.box, "letter", "The third snow.");
  g_assert_cmpint (count (fixture->box.box, "keepsake"), ==, 2);
}

/* Both stay, once, however often it is brought in. */
static void
test_changed_on_both_sides (MergeFixture *fixture, gconstpointer data)
{
  RemBox *other = open_other (fixture);
  g_autoptr (RemBoxMergeReport) report = NULL;
  g_autoptr (RemBoxMergeReport) again = NULL;

  rewrite (fixture, other, "The second snow.");
  run (other,
       "UPDATE keepsake SET title = 'P', modified_us = 4000000000000000 WHERE uuid = 'photo'");
  close_other (other);
  rem_manual_clock_advance (REM_MANUAL_CLOCK (fixture->box.clock), 10);
  rewrite (fixture, fixture->box.box, "The third snow.");
  run (fixture->box.box,
       "UPDATE keepsake SET title = 'Q', modified_us = 4100000000000000 WHERE uuid = 'photo'");
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&again, rem_box_merge_report_free);
      again = merge (fixture, FALSE);
      g_assert_cmpuint (again->n_twice, ==, i == 0 ? 2 : 0);
      g_assert_cmpint (count (fixture->box.box, "keepsake"), ==, 4);
      g_assert_cmpint (count (fixture->box.box, "attachment"), ==, 2);
    }
  assert_letter (fixture->box.box, "letter", "The third snow.");
  g_assert_cmpint (ask (fixture->box.box,
                        "SELECT count(*) FROM keepsake WHERE text = 'The second snow.'"),
                   ==, 1);
  assert_whole (fixture->box.box);
}

/* Without knowing when the two were one, a difference is a difference on both sides. */
static void
test_without_base (MergeFixture *fixture, gconstpointer data)
{
  RemBox *other = open_other (fixture);
  g_autofree char *manifest = g_build_filename (fixture->place, "manifest", NULL);
  g_autoptr (RemBoxMergeReport) report = NULL;

  rewrite (fixture, other, "The second snow.");
  close_other (other);
  g_assert_cmpint (g_unlink (manifest), ==, 0);
  report = merge (fixture, FALSE);
  g_assert_cmpuint (report->n_twice, ==, 1);
  assert_letter (fixture->box.box, "letter", "The first snow.");
}

/* A box with keys of its own: its photos are sealed anew, and its settings stay with it. */
static void
test_partners_box (MergeFixture *fixture, gconstpointer data)
{
  g_autofree char *partner = g_build_filename (fixture->box.folder, "partner", NULL);
  g_autoptr (RemSecret) own = rem_secret_new_passphrase ("a quiet room", -1);
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (RemBoxMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lost = NULL;
  gboolean same = TRUE;
  RemBox *other = rem_box_create (partner, own, 64, fixture->box.clock, &code, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (box_memories_keep_photo (other, "theirs", 3, 150000, NULL));
  run (other, one_of_each);
  g_assert_true (box_memories_keep_photo (other, "lost", 4, 3000, NULL));
  close_other (other);
  lost = box_memories_find_object (partner, 0);
  {
    g_autofree char *second = box_memories_find_object (partner, 1);
    GStatBuf first_status;
    GStatBuf second_status;

    g_stat (lost, &first_status);
    g_stat (second, &second_status);
    g_assert_cmpint (g_unlink (first_status.st_size < second_status.st_size ? lost : second), ==,
                     0);
  }
  g_assert_true (rem_box_is_same (fixture->box.box, partner, &same, NULL));
  g_assert_false (same);
  report = rem_box_merge (fixture->box.box, partner, REM_SLOT_RECOVERY_CODE, code, FALSE, NULL,
                          NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->missing->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (report->missing, 0), ==, "lost-file");
  assert_letter (fixture->box.box, "k", "An owl in the garden.");
  g_assert_true (box_memories_photo_is_whole (fixture->box.box, "theirs", 3, 150000, &error));
  g_assert_cmpint (count (fixture->box.box, "setting"), ==, 0);
  g_assert_cmpint (count (fixture->box.box, "attachment"), ==, 3);
}

/* ---- damaged files ---- */

static char *
read_object (const char *box_path, guint index, gsize *size_out)
{
  g_autofree char *path = box_memories_find_object (box_path, index);
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, size_out, NULL));
  return bytes;
}

static void
spoil_object (const char *box_path, guint index)
{
  g_autofree char *path = box_memories_find_object (box_path, index);
  gsize size;
  g_autofree char *bytes = read_object (box_path, index, &size);

  bytes[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

/* What is damaged or missing here comes from the copy, and nothing goes the other way. */
static void
test_damaged_here (MergeFixture *fixture, gconstpointer data)
{
  g_autofree char *path = box_memories_find_object (fixture->box.path, 0);
  g_autoptr (RemBoxMergeReport) preview = NULL;
  g_autoptr (RemBoxMergeReport) report = NULL;
  g_autoptr (RemBoxMergeReport) again = NULL;
  g_autoptr (RemBoxMergeReport) missing = NULL;

  spoil_object (fixture->box.path, 0);
  g_assert_false (box_memories_photo_is_whole (fixture->box.box, "photo", 1, 100000, NULL));
  preview = merge (fixture, TRUE);
  g_assert_cmpuint (preview->n_mended, ==, 1);
  g_assert_false (box_memories_photo_is_whole (fixture->box.box, "photo", 1, 100000, NULL));
  report = merge (fixture, FALSE);
  g_assert_cmpuint (report->n_mended, ==, 1);
  g_assert_cmpuint (report->missing->len, ==, 0);
  g_assert_true (box_memories_photo_is_whole (fixture->box.box, "photo", 1, 100000, NULL));
  assert_whole (fixture->box.box);
  again = merge (fixture, FALSE);
  g_assert_cmpuint (again->n_mended, ==, 0);

  g_assert_cmpint (g_unlink (path), ==, 0);
  missing = merge (fixture, FALSE);
  g_assert_cmpuint (missing->n_mended, ==, 1);
  assert_whole (fixture->box.box);
}

static void
test_damaged_there (MergeFixture *fixture, gconstpointer data)
{
  g_autofree char *inode_path = box_memories_find_object (fixture->box.path, 0);
  g_autoptr (RemBoxMergeReport) report = NULL;
  GStatBuf before;
  GStatBuf after;

  spoil_object (fixture->place, 0);
  g_assert_cmpint (g_stat (inode_path, &before), ==, 0);
  report = merge (fixture, FALSE);
  g_assert_cmpint (g_stat (inode_path, &after), ==, 0);
  g_assert_cmpuint (report->n_mended, ==, 0);
  g_assert_cmpuint (report->missing->len, ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  assert_whole (fixture->box.box);
}

/* A file that is damaged on both sides stays as it is: what is whole in it can still be read. */
static void
test_damaged_on_both_sides (MergeFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RemBoxMergeReport) report = NULL;
  gsize before_size;
  gsize after_size;

  spoil_object (fixture->place, 0);
  spoil_object (fixture->box.path, 0);
  before = read_object (fixture->box.path, 0, &before_size);
  report = merge (fixture, FALSE);
  g_assert_cmpuint (report->n_mended, ==, 0);
  g_assert_cmpuint (report->missing->len, ==, 1);
  after = read_object (fixture->box.path, 0, &after_size);
  g_assert_cmpmem (before, before_size, after, after_size);
}

/* A photo that another box has too: its bytes mend ours. */
static void
test_damaged_here_whole_at_partners (MergeFixture *fixture, gconstpointer data)
{
  g_autofree char *partner = g_build_filename (fixture->box.folder, "partner", NULL);
  g_autoptr (RemSecret) own = rem_secret_new_passphrase ("a quiet room", -1);
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (RemBoxMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  RemBox *other = rem_box_create (partner, own, 64, fixture->box.clock, &code, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (box_memories_keep_photo (other, "theirs", 1, 100000, NULL));
  close_other (other);
  spoil_object (fixture->box.path, 0);
  report = rem_box_merge (fixture->box.box, partner, REM_SLOT_PASSPHRASE, own, FALSE, NULL, NULL,
                          NULL, &error);
  g_assert_no_error (error);
  g_assert_true (box_memories_photo_is_whole (fixture->box.box, "photo", 1, 100000, NULL));
  assert_whole (fixture->box.box);
}

/* ---- the list of tables ---- */

static void
test_every_table_is_named (MergeFixture *fixture, gconstpointer data)
{
  guint n_tables;
  const RemTable *tables = rem_box_tables_get (&n_tables);

  /* As many as the schema has; each of them is there, for the rest is asked of it by name. */
  g_assert_cmpint (ask (fixture->box.box,
                        "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
                        " AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'"),
                   ==, n_tables);
  for (guint i = 0; i < n_tables; i++)
    {
      g_autofree char *is_there = g_strdup_printf (
          "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '%s'",
          tables[i].name);
      g_autofree char *has_uuid =
          g_strdup_printf ("SELECT count(*) FROM pragma_table_info ('%s') WHERE name = 'uuid'",
                           tables[i].name);
      g_autofree char *has_instant = g_strdup_printf (
          "SELECT count(*) FROM pragma_table_info ('%s') WHERE name = 'modified_us'",
          tables[i].name);
      g_autofree char *links =
          g_strdup_printf ("SELECT count(*) FROM pragma_foreign_key_list ('%s')", tables[i].name);
      guint n_links = 0;

      g_test_message ("%s", tables[i].name);
      g_assert_cmpint (ask (fixture->box.box, is_there), ==, 1);
      g_assert_cmpint (ask (fixture->box.box, has_uuid), ==,
                       tables[i].kind == REM_TABLE_ROWS || tables[i].kind == REM_TABLE_FILES);
      g_assert_cmpint (ask (fixture->box.box, has_instant), ==, tables[i].kind == REM_TABLE_ROWS);
      while (n_links < REM_TABLE_MAX_LINKS && tables[i].links[n_links].column != NULL)
        {
          g_autofree char *points =
              g_strdup_printf ("SELECT count(*) FROM pragma_foreign_key_list ('%s')"
                               " WHERE \"from\" = '%s' AND \"table\" = '%s'",
                               tables[i].name, tables[i].links[n_links].column,
                               tables[i].links[n_links].table);

          g_assert_cmpint (ask (fixture->box.box, points), ==, 1);
          g_assert_cmpint (rem_box_tables_find (tables[i].links[n_links].table), <, (int) i);
          n_links++;
        }
      g_assert_cmpint (ask (fixture->box.box, links), ==, n_links);
    }
  g_assert_cmpint (rem_box_tables_find ("search"), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, MergeFixture, NULL, set_up, func, tear_down)
  ADD ("/box-merge/refusals", test_refusals);
  ADD ("/box-merge/every-table-is-named", test_every_table_is_named);
  ADD ("/box-merge/every-table", test_every_table);
  ADD ("/box-merge/changed-there", test_changed_there);
  ADD ("/box-merge/changed-here", test_changed_here);
  ADD ("/box-merge/changed-on-both-sides", test_changed_on_both_sides);
  ADD ("/box-merge/without-base", test_without_base);
  ADD ("/box-merge/partners-box", test_partners_box);
  ADD ("/box-merge/damaged-here", test_damaged_here);
  ADD ("/box-merge/damaged-there", test_damaged_there);
  ADD ("/box-merge/damaged-on-both-sides", test_damaged_on_both_sides);
  ADD ("/box-merge/damaged-here-whole-at-partners", test_damaged_here_whole_at_partners);
  return g_test_run ();
}
