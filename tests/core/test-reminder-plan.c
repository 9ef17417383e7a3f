/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-fired-record.h"
#include "rem-reminder-answers.h"
#include "rem-reminder-plan.h"
#include "rem-state-file.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

#define GOOD_ENTRY                                                                                 \
  "[a1]\ndue=2026-11-25T10:00\ntitle=Remember\nbody=There is something here for you.\n"

static void
write_text (const char *path, const char *text, gssize length)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
}

static RemPlanEntry
make_entry (const char *id,
            guint8 day,
            guint8 hour,
            guint8 minute,
            const char *title,
            const char *body,
            const char *about)
{
  return (RemPlanEntry){ .id = (char *) id,
                         .date = { 2026, 11, day },
                         .hour = hour,
                         .minute = minute,
                         .title = (char *) title,
                         .body = (char *) body,
                         .about = (char *) about };
}

static void
assert_mode (const char *path, guint mode)
{
  struct stat about = { 0 };

  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmphex (about.st_mode & 0777, ==, mode);
}

static void
assert_bad (const char *text, gssize length, int code)
{
  g_autofree char *path = rem_reminder_plan_build_default_path ();
  g_autoptr (GError) error = NULL;

  g_test_message ("%.60s", text);
  write_text (path, text, length);
  g_assert_null (rem_reminder_plan_load (path, &error));
  g_assert_error (error, REM_CORE_ERROR, code);
}

static void
test_missing (void)
{
  g_autofree char *path = rem_reminder_plan_build_default_path ();
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_reminder_plan_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_damaged (void)
{
  static const char *const damaged[] = {
    "",
    "nothing",
    "[plan]\n",
    "[plan]\nversion=one\n",
    "[plan]\nversion=0\n",
    "[plan]\nversion=-1\n",
    GOOD_ENTRY,
    "[plan]\nversion=1\n[A1]\ndue=2026-11-25T10:00\ntitle=t\nbody=b\n",
    "[plan]\nversion=1\n[x1]\ndue=2026-11-25T10:00\ntitle=t\nbody=b\n",
    "[plan]\nversion=1\n[a1]\ntitle=t\nbody=b\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-11-25T10:00\nbody=b\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-11-25T10:00\ntitle=t\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-02-30T10:00\ntitle=t\nbody=b\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-11-25T24:00\ntitle=t\nbody=b\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-11-25T10:60\ntitle=t\nbody=b\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-11-25T10:00Z\ntitle=t\nbody=b\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-11-25T+1:-1\ntitle=t\nbody=b\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-11-25T10:00\ntitle=t\\nu\nbody=b\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-11-25T10:00\ntitle=t\nbody=a\x1b[1mb\n",
    "[plan]\nversion=1\n[a1]\ndue=2026-11-25T10:00\ntitle=t\nbody=b\nabout=ZZ\n",
    "[plan]\nversion=1\n[0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0]\n"
    "due=2026-11-25T10:00\ntitle=t\nbody=b\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    assert_bad (damaged[i], -1, REM_CORE_ERROR_BAD_PLAN);
}

static void
test_too_much (void)
{
  g_autofree char *path = rem_reminder_plan_build_default_path ();
  g_autofree char *title = g_strnfill (REM_REMINDER_PLAN_MAX_TITLE + 1, 'w');
  g_autofree char *long_title =
      g_strconcat ("[plan]\nversion=1\n[a1]\ndue=2026-11-25T10:00\nbody=b\ntitle=", title, NULL);
  g_autofree char *large = g_strnfill (REM_STATE_FILE_MAX_BYTES + 1, '\n');
  g_autoptr (GString) many = g_string_new ("[plan]\nversion=1\n");
  g_autoptr (GError) error = NULL;

  assert_bad (long_title, -1, REM_CORE_ERROR_BAD_PLAN);

  for (guint i = 0; i <= REM_REMINDER_PLAN_MAX_ENTRIES; i++)
    g_string_append_printf (many, "[%x]\ndue=2026-11-25T10:00\ntitle=t\nbody=b\n", i);
  assert_bad (many->str, -1, REM_CORE_ERROR_BAD_PLAN);

  write_text (path, large, -1);
  g_assert_null (rem_reminder_plan_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static void
test_newer (void)
{
  assert_bad ("[plan]\nversion=2\n[zz]\nwhat=ever\n", -1, REM_CORE_ERROR_NEWER_PLAN);
}

static void
test_not_a_text_file (void)
{
  g_autofree char *path = rem_reminder_plan_build_default_path ();
  g_autofree char *other = g_strconcat (path, ".other", NULL);
  static const char with_zero[] = "[plan]\nversion=1\n\0[a1]\n";
  g_autoptr (GError) error = NULL;

  write_text (path, with_zero, sizeof with_zero - 1);
  g_assert_null (rem_reminder_plan_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);

  write_text (path, "[plan]\nversion=1\n[a1]\ntitle=\xff\n", -1);
  g_assert_null (rem_reminder_plan_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (rem_reminder_plan_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);

  g_assert_cmpint (g_unlink (path), ==, 0);
  write_text (other, "[plan]\nversion=1\n", -1);
  g_assert_cmpint (symlink (other, path), ==, 0);
  g_assert_null (rem_reminder_plan_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_LOOP);
}

static void
test_reads_back (void)
{
  const RemPlanEntry entries[] = {
    make_entry ("cc", 26, 9, 30, "Mañana", "Mañana es una fecha que marcaste.", "77"),
    make_entry ("bb", 25, 10, 0, " back\\slash; semicolon", "#=[a] ", NULL),
    make_entry ("aa", 25, 9, 59, "", "", NULL),
    make_entry ("aa", 27, 9, 59, "the second of the same id", "", NULL),
  };
  g_autofree char *path = rem_reminder_plan_build_default_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (RemReminderPlan) plan = rem_reminder_plan_new (entries, G_N_ELEMENTS (entries));
  g_autoptr (RemReminderPlan) read = NULL;
  g_autoptr (GError) error = NULL;
  const RemPlanEntry *entry = NULL;

  g_assert_true (rem_reminder_plan_save (plan, path, &error));
  g_assert_no_error (error);
  assert_mode (path, 0600);
  assert_mode (folder, 0700);

  read = rem_reminder_plan_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_reminder_plan_get_n_entries (read), ==, 3);
  entry = rem_reminder_plan_get_entry (read, 0);
  g_assert_cmpstr (entry->id, ==, "aa");
  g_assert_cmpint (entry->minute, ==, 59);
  g_assert_cmpstr (entry->body, ==, "");
  entry = rem_reminder_plan_get_entry (read, 1);
  g_assert_cmpstr (entry->title, ==, "back\\slash; semicolon");
  g_assert_cmpstr (entry->body, ==, "#=[a]");
  g_assert_null (entry->about);
  entry = rem_reminder_plan_find_id (read, "cc");
  g_assert_cmpstr (entry->title, ==, "Mañana");
  g_assert_cmpint (entry->hour, ==, 9);
  g_assert_cmpstr (entry->about, ==, "77");
  g_assert_null (rem_reminder_plan_find_id (read, "dd"));

  g_assert_cmpuint (rem_reminder_plan_find_first_on (read, (RemDate){ 2026, 11, 24 }), ==, 0);
  g_assert_cmpuint (rem_reminder_plan_find_first_on (read, (RemDate){ 2026, 11, 26 }), ==, 2);
  g_assert_cmpuint (rem_reminder_plan_find_first_on (read, (RemDate){ 2026, 11, 27 }), ==, 3);
}

static void
test_words_fit (void)
{
  g_autofree char *wide = g_strnfill (REM_REMINDER_PLAN_MAX_BODY + 9, 'w');
  RemPlanEntry given = make_entry ("a1", 25, 10, 0, "two\nlines\tand\x7fmore", wide, NULL);
  g_autofree char *path = rem_reminder_plan_build_default_path ();
  g_autoptr (RemReminderPlan) plan = rem_reminder_plan_new (&given, 1);
  g_autoptr (RemReminderPlan) read = NULL;
  g_autoptr (GError) error = NULL;
  const RemPlanEntry *entry = NULL;

  g_assert_true (rem_reminder_plan_save (plan, path, &error));
  read = rem_reminder_plan_load (path, &error);
  g_assert_no_error (error);
  entry = rem_reminder_plan_get_entry (read, 0);
  g_assert_cmpstr (entry->title, ==, "two lines and more");
  g_assert_cmpint (g_utf8_strlen (entry->body, -1), ==, REM_REMINDER_PLAN_MAX_BODY);
  g_assert_true (g_str_has_suffix (entry->body, "w…"));
}

/* Whatever is saved can be read again: the latest entries go first. */
static void
test_largest (void)
{
  g_autofree RemPlanEntry *entries = g_new0 (RemPlanEntry, REM_REMINDER_PLAN_MAX_ENTRIES + 5);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *path = rem_reminder_plan_build_default_path ();
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autoptr (RemReminderPlan) read = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < REM_REMINDER_PLAN_MAX_BODY; i++)
    g_string_append (body, "ñ");
  for (guint i = 0; i < REM_REMINDER_PLAN_MAX_ENTRIES + 5; i++)
    {
      g_ptr_array_add (ids, g_strdup_printf ("%x", i));
      entries[i] = (RemPlanEntry){ .id = g_ptr_array_index (ids, i),
                                   .date = rem_date_add_days ((RemDate){ 2026, 1, 1 }, (int) i),
                                   .hour = 10,
                                   .title = (char *) "Remember",
                                   .body = body->str };
    }

  plan = rem_reminder_plan_new (entries, REM_REMINDER_PLAN_MAX_ENTRIES + 5);
  g_assert_cmpuint (rem_reminder_plan_get_n_entries (plan), ==, REM_REMINDER_PLAN_MAX_ENTRIES);
  g_assert_true (rem_reminder_plan_save (plan, path, &error));
  g_assert_no_error (error);

  read = rem_reminder_plan_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_reminder_plan_get_n_entries (read), >, 800);
  g_assert_cmpstr (rem_reminder_plan_get_entry (read, 0)->id, ==, "0");
}

static void
test_record_damaged (void)
{
  static const char *const damaged[] = {
    "nothing",
    "[2026-02-30]\nids=a1;\nstate=over\n",
    "[2026-11-25]\nstate=over\n",
    "[2026-11-25]\nids=a1;\n",
    "[2026-11-25]\nids=a1;\nstate=gone\n",
    "[2026-11-25]\nids=xyz;\nstate=over\n",
  };
  g_autofree char *path = rem_fired_record_build_default_path ();
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_fired_record_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);

  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_clear_error (&error);
      write_text (path, damaged[i], -1);
      g_assert_null (rem_fired_record_load (path, &error));
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PLAN);
    }
}

static void
test_record_reads_back (void)
{
  static const char *const ids[] = { "a1", "a2", NULL };
  static const char *const other_ids[] = { "b1", NULL };
  static const RemDate day = { 2026, 11, 25 };
  static const RemDate other_day = { 2026, 11, 26 };
  g_autofree char *path = rem_fired_record_build_default_path ();
  g_autoptr (RemFiredRecord) record = rem_fired_record_new ();
  g_autoptr (RemFiredRecord) read = NULL;
  g_autoptr (GError) error = NULL;
  const RemFiredDay *fired = NULL;

  rem_fired_record_add (record, day, ids);
  rem_fired_record_set_later (record, day, 1795690803, 2);
  rem_fired_record_add (record, other_day, other_ids);
  g_assert_true (rem_fired_record_save (record, path, &error));
  g_assert_no_error (error);
  assert_mode (path, 0600);

  read = rem_fired_record_load (path, &error);
  g_assert_no_error (error);
  fired = rem_fired_record_find_day (read, day);
  g_assert_cmpstrv (fired->ids, ids);
  g_assert_cmpint (fired->state, ==, REM_FIRED_STATE_LATER);
  g_assert_cmpint (fired->later_unix_s, ==, 1795690803);
  g_assert_cmpuint (fired->n_later, ==, 2);
  g_assert_true (rem_fired_record_find_waiting (read) == fired);
  g_assert_true (rem_fired_record_find_id (read, "a2") == fired);
  g_assert_false (rem_fired_record_has_id (read, "c1"));
  g_assert_cmpint (rem_fired_record_find_shown (read)->day.day, ==, 26);
}

/* What is put off to the next day belongs to that day from then on. */
static void
test_record_defers (void)
{
  static const char *const ids[] = { "a1", "a2", NULL };
  static const char *const more[] = { "a2", "b1", NULL };
  static const char *const expected[] = { "a1", "a2", "b1", NULL };
  static const RemDate day = { 2026, 11, 25 };
  static const RemDate next = { 2026, 11, 26 };
  g_autofree char *path = rem_fired_record_build_default_path ();
  g_autoptr (RemFiredRecord) record = rem_fired_record_new ();
  g_autoptr (RemFiredRecord) read = NULL;
  g_autoptr (GError) error = NULL;
  const RemFiredDay *fired = NULL;

  rem_fired_record_add (record, day, ids);
  rem_fired_record_defer (record, day, next, 1795690803);
  rem_fired_record_add_ids (record, next, more);
  g_assert_true (rem_fired_record_save (record, path, &error));
  g_assert_no_error (error);

  read = rem_fired_record_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rem_fired_record_find_day (read, day)->state, ==, REM_FIRED_STATE_OVER);
  fired = rem_fired_record_find_waiting (read);
  g_assert_cmpstrv (fired->ids, expected);
  g_assert_cmpuint (fired->n_later, ==, REM_FIRED_RECORD_MAX_LATER);
  for (gsize i = 0; expected[i] != NULL; i++)
    g_assert_true (rem_fired_record_find_id (read, expected[i]) == fired);
}

static void
test_record_forgets_the_first (void)
{
  g_autoptr (RemFiredRecord) record = rem_fired_record_new ();
  RemDate day = { 2026, 1, 1 };

  for (guint i = 0; i <= REM_FIRED_RECORD_MAX_DAYS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%x", i);
      const char *const ids[] = { id, NULL };

      rem_fired_record_add (record, rem_date_add_days (day, (int) i), ids);
    }

  g_assert_false (rem_fired_record_has_id (record, "0"));
  g_assert_null (rem_fired_record_find_day (record, day));
  g_assert_true (rem_fired_record_has_id (record, "1"));
}

static void
test_answers (void)
{
  const RemReminderAnswer given[] = {
    { (char *) "a1", (char *) "77" },
    { (char *) "a2", NULL },
    { (char *) "a1", (char *) "77" },
  };
  static const char *const applied[] = { "a1", "c1", NULL };
  g_autofree char *path = rem_reminder_answers_build_default_path ();
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_reminder_answers_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_assert_true (rem_reminder_answers_append (path, given, G_N_ELEMENTS (given), &error));
  g_assert_no_error (error);
  assert_mode (path, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "a1 77\na2\n");

  g_assert_true (rem_reminder_answers_remove (path, applied, &error));
  g_assert_no_error (error);
  answers = rem_reminder_answers_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpstr (((RemReminderAnswer *) g_ptr_array_index (answers, 0))->id, ==, "a2");
  g_clear_pointer (&answers, g_ptr_array_unref);

  /* A damaged line hides no other one. */
  write_text (path, "a1 77\nNO\n\n../../x\na2 ?\na1 88\nb3", -1);
  answers = rem_reminder_answers_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 3);
  g_assert_cmpstr (((RemReminderAnswer *) g_ptr_array_index (answers, 0))->about, ==, "77");
  g_assert_null (((RemReminderAnswer *) g_ptr_array_index (answers, 1))->about);
  g_assert_cmpstr (((RemReminderAnswer *) g_ptr_array_index (answers, 2))->id, ==, "b3");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reminder-plan/missing", test_missing);
  g_test_add_func ("/reminder-plan/damaged", test_damaged);
  g_test_add_func ("/reminder-plan/too-much", test_too_much);
  g_test_add_func ("/reminder-plan/newer", test_newer);
  g_test_add_func ("/reminder-plan/not-a-text-file", test_not_a_text_file);
  g_test_add_func ("/reminder-plan/reads-back", test_reads_back);
  g_test_add_func ("/reminder-plan/words-fit", test_words_fit);
  g_test_add_func ("/reminder-plan/largest", test_largest);
  g_test_add_func ("/fired-record/damaged", test_record_damaged);
  g_test_add_func ("/fired-record/reads-back", test_record_reads_back);
  g_test_add_func ("/fired-record/defers", test_record_defers);
  g_test_add_func ("/fired-record/forgets-the-first", test_record_forgets_the_first);
  g_test_add_func ("/reminder-answers/all", test_answers);

  return g_test_run ();
}
