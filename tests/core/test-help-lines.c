/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-help-lines.h"
#include "test-language.h"

#include <glib/gstdio.h>
#include <string.h>

#define LINE_ATTRIBUTES                                                                            \
  "kind='crisis' crisis='yes' languages='es' checked='2026-08' evidence='dated'"
#define LINE                                                                                       \
  "<line id='a' " LINE_ATTRIBUTES "><service>A</service><phone>024</phone>"                        \
  "<hours>H</hours><for>F</for></line>"

static char *
wrap (const char *inner)
{
  return g_strdup_printf ("<help-lines version='1'><country code='ES'><name>Spain</name>%s"
                          "</country></help-lines>",
                          inner);
}

static RemHelpLines *
parse_in_country (const char *inner)
{
  g_autofree char *text = wrap (inner);
  g_autoptr (GError) error = NULL;
  RemHelpLines *lines = rem_help_lines_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (lines);
  return lines;
}

static const char *const bad_files[] = {
  "",
  "no markup",
  "<help-lines version='2'/>",
  "<lines version='1'/>",
  "<help-lines version='1'>",
  "<help-lines version='1'><line/></help-lines>",
  "<help-lines version='1'><country/></help-lines>",
  "<help-lines version='1'><country code='es'/></help-lines>",
  "<help-lines version='1'><country code='ESP'/></help-lines>",
  "<help-lines version='1'><language code='Spanish'>S</language></help-lines>",
  "<help-lines version='1'><language code='es'><name>x</name></language></help-lines>",
  "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><help-lines version='1'>&b;</help-lines>",
};

static const char *const bad_lines[] = {
  "<line/>",
  "<line id='A B' " LINE_ATTRIBUTES "/>",
  "<line id='a' color='red' " LINE_ATTRIBUTES "/>",
  "<line id='a' kind='magic' crisis='yes' languages='es' checked='2026' evidence='dated'/>",
  "<line id='a' kind='crisis' crisis='maybe' languages='es' checked='2026' evidence='dated'/>",
  "<line id='a' kind='crisis' crisis='yes' languages='es' checked='soon' evidence='dated'/>",
  "<line id='a' kind='crisis' crisis='yes' languages='es' checked='' evidence='dated'/>",
  "<line id='a' kind='crisis' crisis='yes' languages='es' evidence='dated'/>",
  "<line id='a' kind='crisis' crisis='yes' languages='es' checked='2026' evidence='rumour'/>",
  "<line id='a' kind='crisis' crisis='yes' languages='' checked='2026' evidence='dated'/>",
  "<line id='a' kind='crisis' crisis='yes' languages='Spanish' checked='2026' evidence='dated'/>",
  "<line id='a' " LINE_ATTRIBUTES "/>",
  "<line id='a' " LINE_ATTRIBUTES "><service>A</service><for>F</for></line>",
  "<line id='a' " LINE_ATTRIBUTES "><service>A</service><phone>024</phone><for>F</for></line>",
  "<line id='a' " LINE_ATTRIBUTES "><service>A</service><phone>call me</phone></line>",
  "<line id='a' " LINE_ATTRIBUTES "><service>A</service><phone>tel:1;rm -rf</phone></line>",
  "<line id='a' " LINE_ATTRIBUTES "><service>A</service><web>http://a.example/</web></line>",
  "<line id='a' " LINE_ATTRIBUTES "><service>A</service><web>file:///etc/passwd</web></line>",
  "<line id='a' " LINE_ATTRIBUTES "><service>A</service><service>B</service></line>",
  "<line id='a' " LINE_ATTRIBUTES "><service>A</service><text>HOME</text></line>",
  "<line id='a' " LINE_ATTRIBUTES "><service><b>A</b></service></line>",
  "<line id='a' " LINE_ATTRIBUTES "><colour>red</colour></line>",
  "<line id='a' hidden='yes'><service>A</service></line>",
  "<telephone>1</telephone>",
};

static void
assert_refused (const char *text)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%.200s", text);
  g_assert_null (rem_help_lines_parse (text, -1, &error));
  g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_HELP);
}

static void
test_refuses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    assert_refused (bad_files[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_lines); i++)
    {
      g_autofree char *text = wrap (bad_lines[i]);

      assert_refused (text);
    }
}

/* Sizes, counts and depths that a careless reader would follow to the end. */
static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new ("<help-lines version='1'><country code='ES'>");
  g_autoptr (GString) many = g_string_new ("<help-lines version='1'><country code='ES'>");
  g_autoptr (GString) numbers = g_string_new ("<line id='a' " LINE_ATTRIBUTES ">");
  g_autofree char *long_text = g_strnfill (4000, 'a');
  g_autofree char *long_line =
      g_strdup_printf ("<line id='a' " LINE_ATTRIBUTES "><service>%s</service></line>", long_text);
  g_autofree char *long_file = wrap (long_line);
  g_autofree char *numbers_file = NULL;

  for (int i = 0; i < 10000; i++)
    {
      g_string_append (deep, "<line>");
      g_string_append_printf (many, "<line id='a%d' hidden='yes'/>", i);
    }
  g_string_append (many, "</country></help-lines>");
  for (int i = 0; i < 100; i++)
    g_string_append (numbers, "<phone>024</phone>");
  g_string_append (numbers, "</line>");
  numbers_file = wrap (numbers->str);

  assert_refused (deep->str);
  assert_refused (many->str);
  assert_refused (long_file);
  assert_refused (numbers_file);
}

static void
test_load_refuses (void)
{
  g_autofree char *folder = g_dir_make_tmp ("rem-help-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "help-lines.xml", NULL);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) bad = NULL;
  g_autoptr (GError) not_text = NULL;

  g_assert_null (rem_help_lines_load (path, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_file_set_contents (path, "<a/>", -1, NULL));
  g_assert_null (rem_help_lines_load (path, &bad));
  g_assert_error (bad, REM_CORE_ERROR, REM_CORE_ERROR_BAD_HELP);
  g_assert_true (g_file_set_contents (path, "\xff\xfe\x00\x00", 4, NULL));
  g_assert_null (rem_help_lines_load (path, &not_text));
  g_assert_error (not_text, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_unlink (path);
  g_rmdir (folder);
}

static char *
tell_ids (RemHelpLines *lines, const char *country, RemHelpGroup group, const char *language)
{
  g_autoptr (GPtrArray) found = rem_help_lines_list (lines, country, group, language);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const RemHelpLine *line = g_ptr_array_index (found, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", line->id);
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_ids (RemHelpLines *lines,
            const char *country,
            RemHelpGroup group,
            const char *language,
            const char *expected)
{
  g_autofree char *ids = tell_ids (lines, country, group, language);

  g_assert_cmpstr (ids, ==, expected);
}

static void
test_fields (void)
{
  g_autoptr (RemHelpLines) lines = parse_in_country (
      "<line id='b' kind='loss' crisis='no' languages='es en' checked='2026-09-13' evidence='copy'>"
      " <service> A &amp; B </service><region>North</region><phone>*41 41</phone>"
      " <text to='741741' language='es'>HOLA</text><text to='85258'/>"
      " <web>https://a.example/b?c=d</web><hours>H</hours><for>F</for><note>N</note></line>");
  g_autoptr (GPtrArray) found = rem_help_lines_list (lines, "ES", REM_HELP_GROUP_SUPPORT, NULL);
  const RemHelpLine *line = g_ptr_array_index (found, 0);
  g_autofree char *checked = rem_help_line_format_checked (line);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (line->country, ==, "ES");
  g_assert_cmpint (line->kind, ==, REM_HELP_KIND_LOSS);
  g_assert_false (line->is_crisis);
  g_assert_cmpstr (line->service, ==, "A & B");
  g_assert_cmpstr (line->region, ==, "North");
  g_assert_cmpstr (line->phones[0], ==, "*41 41");
  g_assert_null (line->phones[1]);
  g_assert_cmpuint (line->n_messages, ==, 2);
  g_assert_cmpstr (line->messages[0].to, ==, "741741");
  g_assert_cmpstr (line->messages[0].word, ==, "HOLA");
  g_assert_cmpstr (line->messages[0].language, ==, "es");
  g_assert_cmpstr (line->messages[1].word, ==, "");
  g_assert_cmpstr (line->messages[1].language, ==, "");
  g_assert_cmpstr (line->web, ==, "https://a.example/b?c=d");
  g_assert_cmpstr (line->note, ==, "N");
  g_assert_true (rem_help_line_speaks (line, "en"));
  g_assert_false (rem_help_line_speaks (line, "fr"));
  g_assert_cmpstr (checked, ==, "Read on a copy of their own page: 13 September 2026.");
}

static void
test_corrections (void)
{
  g_autoptr (RemHelpLines) lines = parse_in_country (
      LINE "<line id='gone' kind='loss' crisis='no' languages='es' checked='2026' evidence='dated'>"
           "<service>G</service><web>https://g.example/</web><for>F</for></line>");
  g_autoptr (RemHelpLines) corrections = rem_help_lines_parse (
      "<help-lines version='1'>"
      "<country code='ES'><line id='gone' hidden='yes'/>"
      "<line id='a' kind='crisis' crisis='yes' languages='es' checked='2027-01-02' evidence='copy'>"
      "<service>A</service><phone>025</phone><hours>H</hours><for>F</for></line></country>"
      "<country code='AD'><name>Andorra</name>"
      "<line id='ad' kind='emergency' crisis='yes' languages='ca' checked='2027' evidence='dated'>"
      "<phone>112</phone><hours>H</hours><for>F</for></line></country></help-lines>",
      -1, NULL);
  g_autoptr (RemHelpLines) mended = NULL;
  g_autoptr (GPtrArray) crisis = NULL;

  g_assert_nonnull (corrections);
  mended = rem_help_lines_with_corrections (lines, corrections);
  crisis = rem_help_lines_list (mended, "ES", REM_HELP_GROUP_CRISIS, NULL);
  assert_ids (mended, "ES", REM_HELP_GROUP_CRISIS, NULL, "a");
  g_assert_cmpstr (((RemHelpLine *) g_ptr_array_index (crisis, 0))->phones[0], ==, "025");
  assert_ids (mended, "ES", REM_HELP_GROUP_SUPPORT, NULL, "");
  assert_ids (mended, "AD", REM_HELP_GROUP_EMERGENCY, NULL, "ad");
  g_assert_cmpstr (rem_help_lines_get_country_name (mended, "AD"), ==, "Andorra");
  g_assert_cmpstr (rem_help_lines_get_country_name (mended, "ES"), ==, "Spain");
  /* What came with the program stays as it was. */
  assert_ids (lines, "ES", REM_HELP_GROUP_SUPPORT, NULL, "gone");
}

static RemHelpLines *
load_installed (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "help", "help-lines.xml", NULL);
  g_autoptr (GError) error = NULL;
  RemHelpLines *lines = rem_help_lines_load (path, &error);

  g_assert_no_error (error);
  return lines;
}

static void
test_installed (void)
{
  g_autoptr (RemHelpLines) lines = load_installed ();
  g_auto (GStrv) countries = rem_help_lines_list_countries (lines);
  gsize n_countries = g_strv_length (countries);

  g_assert_cmpuint (n_countries, >=, 27);
  g_assert_cmpstr (countries[n_countries - 1], ==, REM_HELP_ANYWHERE);
  for (gsize i = 0; i < n_countries; i++)
    {
      g_autoptr (GPtrArray) emergency =
          rem_help_lines_list (lines, countries[i], REM_HELP_GROUP_EMERGENCY, NULL);
      g_autofree char *anywhere = tell_ids (lines, countries[i], REM_HELP_GROUP_ANYWHERE, NULL);
      g_autoptr (GPtrArray) crisis =
          rem_help_lines_list (lines, countries[i], REM_HELP_GROUP_CRISIS, NULL);
      gboolean is_anywhere = g_str_equal (countries[i], REM_HELP_ANYWHERE);

      g_test_message ("%s", countries[i]);
      /* Where one is unknown, no number is shown. */
      g_assert_cmpuint (emergency->len, ==, is_anywhere ? 0 : 1);
      g_assert_true (is_anywhere || crisis->len > 0);
      g_assert_true (g_str_has_suffix (anywhere, "zz-find-a-helpline"));
    }
  assert_ids (lines, "BE", REM_HELP_GROUP_CRISIS, NULL, "be-1813 be-cps");
  assert_ids (lines, "BE", REM_HELP_GROUP_CRISIS, "fr", "be-cps");
  assert_ids (lines, "BE", REM_HELP_GROUP_CRISIS, "hi", "");
  /* A language never takes the emergency number away. */
  assert_ids (lines, "BE", REM_HELP_GROUP_EMERGENCY, "hi", "be-emergency");
}

static void
test_languages (void)
{
  g_autoptr (RemHelpLines) lines = load_installed ();
  g_auto (GStrv) languages = rem_help_lines_list_languages (lines, "BE");

  g_assert_cmpuint (g_strv_length (languages), ==, 2);
  g_assert_cmpstr (languages[0], ==, "nl");
  g_assert_cmpstr (rem_help_lines_get_language_name (lines, "nl"), ==, "Dutch");
  g_assert_cmpstr (rem_help_lines_get_language_name (lines, "xx"), ==, "xx");
}

static void
test_guess (void)
{
  static const struct
  {
    const char *locales[4];
    const char *country;
  } cases[] = {
    { { NULL }, "ZZ" },
    { { "C", "POSIX", "", NULL }, "ZZ" },
    { { "es", NULL }, "ZZ" },
    { { "es_ES.UTF-8", NULL }, "ES" },
    { { "es_MX", "en_US.UTF-8", NULL }, "MX" },
    { { "C.UTF-8", "en_GB@euro", NULL }, "GB" },
    { { "xx_XX.UTF-8", "de_AT.UTF-8", NULL }, "AT" },
    { { "es_419", NULL }, "ZZ" },
    { { "es_ESP", NULL }, "ZZ" },
    { { "_", "es_", "es_E", NULL }, "ZZ" },
  };
  g_autoptr (RemHelpLines) lines = load_installed ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (rem_help_lines_guess_country (lines, cases[i].locales), ==, cases[i].country);
}

static void
test_spanish (void)
{
  g_autoptr (RemHelpLines) lines = NULL;
  g_autoptr (GPtrArray) emergency = NULL;
  g_auto (GStrv) countries = NULL;
  const RemHelpLine *line;

  if (!test_language_use ("es_ES.UTF-8"))
    return;
  lines = load_installed ();
  emergency = rem_help_lines_list (lines, "DE", REM_HELP_GROUP_EMERGENCY, NULL);
  line = g_ptr_array_index (emergency, 0);
  countries = rem_help_lines_list_countries (lines);
  g_assert_cmpstr (countries[0], ==, "DE");
  g_assert_cmpstr (rem_help_lines_get_country_name (lines, "DE"), ==, "Alemania");
  g_assert_cmpstr (line->what, ==, "Si hay peligro inmediato para tu vida o la de otra persona.");
  test_language_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test_language_reset ();

  g_test_add_func ("/core/help-lines/refuses", test_refuses);
  g_test_add_func ("/core/help-lines/limits", test_limits);
  g_test_add_func ("/core/help-lines/load-refuses", test_load_refuses);
  g_test_add_func ("/core/help-lines/fields", test_fields);
  g_test_add_func ("/core/help-lines/corrections", test_corrections);
  g_test_add_func ("/core/help-lines/installed", test_installed);
  g_test_add_func ("/core/help-lines/languages", test_languages);
  g_test_add_func ("/core/help-lines/guess", test_guess);
  g_test_add_func ("/core/help-lines/spanish", test_spanish);

  return g_test_run ();
}
