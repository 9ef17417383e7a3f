/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "rem-tags.h"

static void
check_tidy (const char *typed, const char *expected)
{
  g_autofree char *tag = rem_tags_tidy (typed);

  g_assert_cmpstr (tag, ==, expected);
}

static void
test_tidy (void)
{
  g_autofree char *longest = g_strnfill (500, 'x');
  g_autofree char *tag = rem_tags_tidy (longest);

  check_tidy ("", NULL);
  check_tidy ("  \n\t ", NULL);
  check_tidy (",", NULL);
  check_tidy ("  the  blue\nbox ", "the blue box");
  check_tidy ("mar", "mar");
  g_assert_cmpuint (strlen (tag), ==, REM_TAGS_MAX_CHARS);
}

static void
test_add (void)
{
  static const char *const none[] = { NULL };
  static const char *const known[] = { "corazón", "sea", NULL };
  g_auto (GStrv) first = rem_tags_add (none, " Corazon ", known);
  g_auto (GStrv) again = rem_tags_add ((const char *const *) first, "CORAZÓN", known);
  g_auto (GStrv) second = rem_tags_add ((const char *const *) again, "light", NULL);
  g_auto (GStrv) fewer = rem_tags_remove ((const char *const *) second, "corazón");

  g_assert_cmpstrv (first, ((const char *[]){ "corazón", NULL }));
  g_assert_cmpstrv (again, first);
  g_assert_cmpstrv (second, ((const char *[]){ "corazón", "light", NULL }));
  g_assert_cmpstrv (fewer, ((const char *[]){ "light", NULL }));
  g_assert_true (rem_tags_contain (known, "SEA"));
  g_assert_false (rem_tags_contain (known, "se"));
  g_assert_false (rem_tags_contain (NULL, "sea"));
}

static void
test_no_room (void)
{
  g_auto (GStrv) tags = g_new0 (char *, 1);

  for (int i = 0; i < REM_TAGS_MAX + 10; i++)
    {
      g_autofree char *tag = g_strdup_printf ("tag %d", i);
      GStrv more = rem_tags_add ((const char *const *) tags, tag, NULL);

      g_strfreev (tags);
      tags = more;
    }
  g_assert_cmpuint (g_strv_length (tags), ==, REM_TAGS_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/tags/tidy", test_tidy);
  g_test_add_func ("/core/tags/add", test_add);
  g_test_add_func ("/core/tags/no-room", test_no_room);

  return g_test_run ();
}
