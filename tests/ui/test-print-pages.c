/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-print-pages.h"

#include <glib/gstdio.h>

static int
count_pages (RemPrintPages *pages)
{
  g_autoptr (GtkPrintOperation) operation = rem_print_pages_create_operation (pages);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "pages.pdf", NULL);
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result;
  int n_pages = 0;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  gtk_print_operation_set_export_filename (operation, path);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  return n_pages;
}

static void
test_pages (gconstpointer data)
{
  guint n_paragraphs = GPOINTER_TO_UINT (data);
  g_autoptr (RemPrintPages) pages = rem_print_pages_new ();
  int n_pages;

  for (guint i = 0; i < n_paragraphs; i++)
    rem_print_pages_add (pages,
                         "<b>It was colder</b> & I stayed, because I wanted to tell you about the "
                         "light on it. There was a small dog that would not leave the waves alone.",
                         NULL, "Serif 12", i % 2 * 14.0, i % 3 * 10.0, 2.0);
  n_pages = count_pages (pages);
  /* Two or three lines a paragraph, about forty lines a page. */
  g_assert_cmpint (n_pages, >=, MAX (1, (int) n_paragraphs / 20));
  g_assert_cmpint (n_pages, <=, 1 + (int) n_paragraphs / 8);
}

static void
test_one_long_paragraph (void)
{
  g_autoptr (RemPrintPages) pages = rem_print_pages_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 40000)
    g_string_append (text, "שלום ñandú 🌱 and on ");
  rem_print_pages_add (pages, text->str, NULL, "Serif 12", 0, 0, 0);
  g_assert_cmpint (count_pages (pages), >, 5);
}

int
main (int argc, char **argv)
{
  static const guint numbers[] = { 1, 12, 200 };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/print-pages/%u", numbers[i]);

      g_test_add_data_func (path, GUINT_TO_POINTER (numbers[i]), test_pages);
    }
  g_test_add_func ("/ui/print-pages/one-long-paragraph", test_one_long_paragraph);
  return g_test_run ();
}
