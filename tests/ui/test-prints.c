/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-print.h"
#include "rem-recovery-print.h"
#include "rem-told-print.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>

/* Everything that can be printed, as PDF. To look at the pages, name a folder that is there:
 *
 *   REMEMBER_PRINTS=/tmp/prints LANGUAGE=es LC_ALL=es_ES.UTF-8 \
 *     build-aux/with-display build/tests/ui/test-ui-prints
 */

#define CODE "4F7K 9QWE 2MNB\nXC8T RT5Y 6HJ3\nPLA2 0ZXD VB9S"

static const char *prints_folder;

/* Prints into a folder of its own, where nothing else is left. */
static char *
print (GtkPrintOperation *operation, const char *name, int *n_pages_out)
{
  g_autofree char *folder =
      prints_folder != NULL ? g_strdup (prints_folder) : g_dir_make_tmp ("prints-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result;
  gsize n_bytes;

  gtk_print_operation_set_export_filename (operation, path);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_object_get (operation, "n-pages", n_pages_out, NULL);
  g_file_get_contents (path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  if (prints_folder == NULL)
    {
      g_assert_no_errno (g_unlink (path));
      /* Only an empty folder can be removed. */
      g_assert_no_errno (g_rmdir (folder));
    }
  return g_steal_pointer (&bytes);
}

static RemKeepsake *
build_letter (const char *text, const char *title, const char *to, const char *from)
{
  RemDay today = { { 2026, 11, 22 }, REM_PRECISION_DAY };
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_LETTER, "u", 0);
  g_autoptr (RemKeepsake) titled = rem_keepsake_with_title (empty, title);
  g_autoptr (RemKeepsake) addressed = rem_keepsake_with_addressee (titled, to);
  g_autoptr (RemKeepsake) signed_letter = rem_keepsake_with_signature (addressed, from);
  g_autoptr (RemKeepsake) dated = rem_keepsake_with_day (signed_letter, today);

  return rem_keepsake_with_text (dated, text);
}

static void
test_letter (void)
{
  g_autoptr (RemKeepsake) letter = build_letter (
      "Dear **Luna**,\n\nIt was colder than yesterday, and I stayed by the lake, because I wanted "
      "to tell you about the light on it. There was a *small dog* that would not leave the waves "
      "alone.\n\n# What I took with me\n\n- the blue scarf\n- a stone that fits into the palm of a "
      "hand, and that I have carried in my coat since the day we were there, without telling "
      "anybody\n- nothing else\n\nI will come again.",
      "By the lake", "Luna", "Mamá");
  g_autoptr (GtkPrintOperation) operation = rem_letter_print_new (letter);
  g_autofree char *bytes = NULL;
  int n_pages = 0;

  bytes = print (operation, "letter.pdf", &n_pages);
  g_assert_cmpint (n_pages, ==, 1);
  /* Nothing about it is in what a printer shows in its list. */
  g_assert_null (g_strstr_len (bytes, -1, "Luna"));
  g_assert_null (g_strstr_len (bytes, -1, "lake"));
}

static void
test_long_letter (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RemKeepsake) letter = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *bytes = NULL;
  int n_pages = 0;

  for (int i = 0; i < 24; i++)
    g_string_append (text,
                     "I never told anybody what I had called you, not even in a whisper. It stays "
                     "with me like a coin in a pocket, and on some days I turn it over. ñandú, "
                     "שלום, Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"
                     "gesellschaft.\n\n");
  letter = build_letter (text->str, "", "", "");
  operation = rem_letter_print_new (letter);
  bytes = print (operation, "letter-long.pdf", &n_pages);
  g_assert_cmpint (n_pages, >, 1);
  g_assert_cmpint (n_pages, <, 6);
}

static void
print_told (RemToldKind kind, const char *const *answers, const char *name, int least, int most)
{
  RemDate day = { 2026, 11, 20 };
  g_autoptr (GPtrArray) chosen =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_check_in_unref);
  g_autoptr (RemCheckIn) empty = rem_check_in_new ("u", day, 0);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *text = NULL;
  g_autofree char *bytes = NULL;
  int n_pages = 0;

  g_ptr_array_add (chosen, rem_check_in_with (empty, "Sadness\nRelief", "Tears", "By the lake."));
  g_ptr_array_add (chosen, rem_check_in_with (empty, "", "", "Nothing else."));
  text = rem_told_build (kind, chosen, answers);
  operation = rem_told_print_new (kind, text);
  bytes = print (operation, name, &n_pages);
  g_assert_cmpint (n_pages, >=, least);
  g_assert_cmpint (n_pages, <=, most);
}

static void
test_doctor (void)
{
  static const char *const answers[] = {
    "Since the loss I sleep badly, and I am frightened by how I feel.\nMornings are the worst.",
    "Is it usual that it lasts so long?",
    "Ana",
    "That I am young.",
  };

  print_told (REM_TOLD_DOCTOR, answers, "doctor.pdf", 1, 1);
}

static void
test_long_doctor (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *answers[] = { NULL, "Is it usual?", "Ana", "That I am young." };

  for (int i = 0; i < 37; i++)
    g_string_append_printf (text, "%sMornings are the worst.", i > 0 ? "\n" : "");
  answers[0] = text->str;
  print_told (REM_TOLD_DOCTOR, answers, "doctor-long.pdf", 2, 2);
}

static void
test_card (void)
{
  static const char *const answers[] = { "Tired.", "Tea, and nobody who asks.", "Advice." };

  print_told (REM_TOLD_CLOSE, answers, "card.pdf", 1, 1);
}

static void
test_recovery_sheet (void)
{
  RemDate today = { 2026, 11, 22 };
  g_autoptr (GtkPrintOperation) operation = rem_recovery_print_new (CODE, today);
  g_autofree char *bytes = NULL;
  int n_pages = 0;

  bytes = print (operation, "recovery.pdf", &n_pages);
  g_assert_cmpint (n_pages, ==, 1);
  g_assert_null (g_strstr_len (bytes, -1, "4F7K"));
}

int
main (int argc, char **argv)
{
  prints_folder = g_getenv ("REMEMBER_PRINTS");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (prints_folder != NULL)
    {
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, REM_TEST_LOCALE_FOLDER);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  gtk_init ();

  g_test_add_func ("/ui/prints/letter", test_letter);
  g_test_add_func ("/ui/prints/long-letter", test_long_letter);
  g_test_add_func ("/ui/prints/doctor", test_doctor);
  g_test_add_func ("/ui/prints/long-doctor", test_long_doctor);
  g_test_add_func ("/ui/prints/card", test_card);
  g_test_add_func ("/ui/prints/recovery-sheet", test_recovery_sheet);
  return g_test_run ();
}
