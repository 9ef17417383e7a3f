/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-ritual.h"

#include <string.h>

#define PARTS "<title>A</title><time>B</time><needs>C</needs>"

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "<rituals",
    "<help version='1'/>",
    "<rituals version='2'/>",
    "<rituals version='1'><title>A</title></rituals>",
    "<rituals version='1'><ritual company='two'>" PARTS "<step>D</step></ritual></rituals>",
    "<rituals version='1'><ritual id='A b' company='two'>" PARTS
    "<step>D</step></ritual></rituals>",
    "<rituals version='1'><ritual id='a'>" PARTS "<step>D</step></ritual></rituals>",
    "<rituals version='1'><ritual id='a' company='many'>" PARTS "<step>D</step></ritual></rituals>",
    "<rituals version='1'><ritual id='a' company='two' done='no'>" PARTS
    "<step>D</step></ritual></rituals>",
    "<rituals version='1'><ritual id='a' company='two'>" PARTS "</ritual></rituals>",
    "<rituals version='1'><ritual id='a' company='two'><step>D</step></ritual></rituals>",
    "<rituals version='1'><ritual id='a' company='two'>" PARTS "<step> </step></ritual></rituals>",
    "<rituals version='1'><ritual id='a' company='two'>" PARTS "<step><b>D</b></step></ritual>"
    "</rituals>",
    "<rituals version='1'><ritual id='a' company='two'>" PARTS PARTS "<step>D</step></ritual>"
    "</rituals>",
    "<rituals version='1'><ritual id='a' company='two'>" PARTS "<step>D</step></ritual>"
    "<ritual id='a' company='two'>" PARTS "<step>D</step></ritual></rituals>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rituals = rem_ritual_parse_all (texts[i], -1, &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (rituals);
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RITUALS);
    }
}

static void
test_too_long (void)
{
  g_autofree char *words = g_strnfill (2000, 'x');
  g_autofree char *text = g_strconcat ("<rituals version='1'><ritual id='a' company='two'><title>",
                                       words, "</title></ritual></rituals>", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_ritual_parse_all (text, -1, &error));
  g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RITUALS);
}

static void
test_parts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rituals = rem_ritual_parse_all (
      "<rituals version='1'><ritual id='a-b' company='others' candle='yes'>" PARTS
      "<step> One </step><step>Two</step><note>N</note></ritual></rituals>",
      -1, &error);
  RemRitual *ritual;

  g_assert_no_error (error);
  g_assert_cmpuint (rituals->len, ==, 1);
  ritual = g_ptr_array_index (rituals, 0);
  g_assert_cmpstr (rem_ritual_get_id (ritual), ==, "a-b");
  g_assert_cmpint (rem_ritual_get_company (ritual), ==, REM_COMPANY_OTHERS);
  g_assert_true (rem_ritual_has_candle (ritual));
  g_assert_cmpstr (rem_ritual_get_title (ritual), ==, "A");
  g_assert_cmpstr (rem_ritual_get_time (ritual), ==, "B");
  g_assert_cmpstr (rem_ritual_get_needs (ritual), ==, "C");
  g_assert_cmpstr (rem_ritual_get_note (ritual), ==, "N");
  g_assert_cmpuint (g_strv_length ((char **) rem_ritual_get_steps (ritual)), ==, 2);
  g_assert_cmpstr (rem_ritual_get_steps (ritual)[0], ==, "One");
}

/* What the program brings along is whole. */
static void
test_catalogue (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "rituals", "rituals.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rituals = NULL;
  gboolean has_candle = FALSE;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  rituals = rem_ritual_parse_all (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rituals->len, ==, 17);
  for (guint i = 0; i < rituals->len; i++)
    {
      RemRitual *ritual = g_ptr_array_index (rituals, i);

      has_candle = has_candle || rem_ritual_has_candle (ritual);
      g_assert_null (strchr (rem_ritual_get_title (ritual), '.'));
      for (const char *const *step = rem_ritual_get_steps (ritual); *step != NULL; step++)
        {
          g_assert_true (g_str_has_suffix (*step, "."));
          g_assert_null (strchr (*step, '!'));
        }
    }
  g_assert_true (has_candle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ritual/refused", test_refused);
  g_test_add_func ("/ritual/too-long", test_too_long);
  g_test_add_func ("/ritual/parts", test_parts);
  g_test_add_func ("/ritual/catalogue", test_catalogue);
  return g_test_run ();
}
