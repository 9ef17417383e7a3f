/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-safe-text.h"

#include "rem-box-error.h"
#include "rem-copy-text.h"
#include "rem-error-text.h"

#include <glib/gi18n.h>

/* What the pages of "Keep safe" say. Errors mean something else here than when a box is opened: it
 * is always said that the box itself is safe. */

/**
 * rem_safe_text_get_place:
 * @place: where a box lies
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): what is to be known before it is opened there
 */
const char *
rem_safe_text_get_place (RemBoxPlace place)
{
  switch (place)
    {
    case REM_BOX_PLACE_NETWORK:
      return _ ("This box lies on another computer, reached over a network. If the connection "
                "breaks while you write, a part may be lost. It is safer on this computer, with "
                "copies there.");
    case REM_BOX_PLACE_SYNCED:
      return _ (
          "This box lies in a folder that another program sends to other computers. When two "
          "of them write in it, it can be damaged. It is safer in another folder, with copies "
          "in this one.");
    case REM_BOX_PLACE_HERE:
    default:
      return NULL;
    }
}

/**
 * rem_safe_text_build_copy_error:
 * @error: why there is no copy
 *
 * Any thread.
 *
 * Returns: (transfer full): a few short sentences
 */
char *
rem_safe_text_build_copy_error (const GError *error)
{
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
    return g_strdup (_ ("The folder for the copy is not there. Nothing was copied. If it is on a "
                        "stick, connect that first."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS))
    return g_strdup (_ ("Something else is in the place of the copy. It was left as it is. Choose "
                        "another folder."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL))
    return g_strdup (_ ("There is not enough room for the copy. Your box is safe, and an earlier "
                        "copy is as it was. Make some room there, then try again."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_READ_ONLY))
    return g_strdup (_ ("Nothing can be written in that folder. Your box is safe, and an earlier "
                        "copy is as it was. Choose another folder."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE))
    return g_strdup (_ ("The copy is open in another window or program. It was left as it is. "
                        "Close it there, then try again."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("The copying was stopped. Your box is safe, and an earlier copy is as it "
                        "was."));
  return rem_error_text_build (error);
}

/**
 * rem_safe_text_build_restore_error:
 * @error: why there is no new box
 *
 * Any thread.
 *
 * Returns: (transfer full): a few short sentences
 */
char *
rem_safe_text_build_restore_error (const GError *error)
{
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS))
    return g_strdup (_ ("Something of that name is already there. It was left as it is. Choose "
                        "another folder."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL))
    return g_strdup (_ ("There is not enough room for another box. Your box is safe. Choose a "
                        "folder with more room."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_READ_ONLY))
    return g_strdup (_ ("Nothing can be written in that folder. Your box is safe. Choose another "
                        "folder."));
  return rem_error_text_build (error);
}

/**
 * rem_safe_text_build_merge_error:
 * @error: why nothing was brought in
 *
 * Any thread.
 *
 * Returns: (transfer full): a few short sentences
 */
char *
rem_safe_text_build_merge_error (const GError *error)
{
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS))
    return g_strdup (_ ("This is the box that is open. Nothing was changed. Choose the folder of "
                        "another one."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_A_BOX) ||
      g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
    return g_strdup (_ ("There is no memory box in that folder. Nothing was changed. Choose the "
                        "folder of the box itself; its name often ends in “.memorybox”."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE))
    return g_strdup (_ ("The other box is open in another window or program. Nothing was changed. "
                        "Close it there, then try again."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NEWER))
    return g_strdup (_ ("The other box was last used with a newer Remember. Nothing was changed. "
                        "Update Remember to bring it in."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED) ||
      g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED) ||
      g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_HOSTILE))
    return g_strdup (_ ("The other box cannot be read whole, so nothing of it was brought in. Your "
                        "box is as it was."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL))
    return g_strdup (_ ("There is not enough room for what the other box holds. Your box is as it "
                        "was. Make some room, then try again."));
  return rem_error_text_build (error);
}

/**
 * rem_safe_text_build_check:
 * @report: what reading everything found
 *
 * Any thread.
 *
 * Returns: (transfer full): a few short sentences
 */
char *
rem_safe_text_build_check (RemBoxReport *report)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  gulong n_files = 0;

  for (guint i = 0; i < report->damaged->len; i++)
    {
      const char *what = g_ptr_array_index (report->damaged, i);

      if (g_str_equal (what, "database"))
        g_ptr_array_add (sentences, g_strdup (_ ("A part of the writing in the box cannot be "
                                                 "read.")));
      else if (g_str_equal (what, "index"))
        g_ptr_array_add (sentences, g_strdup (_ ("What searching needs is not whole. It is made "
                                                 "anew when the box is opened next.")));
      else if (g_str_equal (what, "keys"))
        g_ptr_array_add (sentences, g_strdup (_ ("One copy of the keys is not whole. It is made "
                                                 "anew when the box is opened next.")));
      else
        n_files++;
    }
  if (n_files > 0)
    g_ptr_array_add (sentences,
                     g_strdup_printf (ngettext ("%lu file cannot be read. It may be in a copy.",
                                                "%lu files cannot be read. They may be in a copy.",
                                                n_files),
                                      n_files));
  if (sentences->len == 0)
    {
      g_autofree char *list = rem_copy_text_list_counts (report->counts);

      if (list == NULL)
        return g_strdup (_ ("Everything in the box is whole."));
      /* Translators: %s is a list, such as "3 letters, 41 photos". */
      return g_strdup_printf (_ ("%s. All whole."), list);
    }
  g_ptr_array_add (sentences, g_strdup (_ ("Everything else is whole. Nothing was changed.")));
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (" ", (char **) sentences->pdata);
}

/**
 * rem_safe_text_build_restored:
 * @report: what a new box holds
 *
 * Any thread.
 *
 * Returns: (transfer full): a few short sentences, with where it is
 */
char *
rem_safe_text_build_restored (RemBoxCopyReport *report)
{
  g_autofree char *words = rem_copy_text_build_restored (report);
  g_autofree char *place = g_filename_display_name (report->place);

  /* Translators: the first %s is some sentences about a new box, the second its folder. */
  return g_strdup_printf (_ ("%s It is in “%s” and opens with the passphrase of this one."), words,
                          place);
}

static char *
format_day (gint64 instant_us, RemClock *clock)
{
  g_autoptr (GTimeZone) zone = rem_clock_dup_time_zone (clock);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  RemDate date = REM_DATE_UNKNOWN;

  if (local == NULL)
    return g_strdup ("");
  date.year = (gint16) g_date_time_get_year (local);
  date.month = (guint8) g_date_time_get_month (local);
  date.day = (guint8) g_date_time_get_day_of_month (local);
  return rem_date_format (date, REM_DATE_STYLE_FULL);
}

/**
 * rem_safe_text_build_last_copy:
 * @copied_us: when the last copy was made, microseconds since 1970 UTC
 * @clock: the clock, for the time zone
 *
 * Returns: (transfer full): that, in a sentence
 */
char *
rem_safe_text_build_last_copy (gint64 copied_us, RemClock *clock)
{
  g_autofree char *day = format_day (copied_us, clock);

  /* Translators: %s is a day, such as "3 October 2026". */
  return g_strdup_printf (_ ("The last copy is of %s."), day);
}

/**
 * rem_safe_text_build_last_check:
 * @checked_us: when everything was last read, microseconds since 1970 UTC
 * @whole: whether it was whole
 * @clock: the clock, for the time zone
 *
 * Returns: (transfer full): that, in a sentence or two
 */
char *
rem_safe_text_build_last_check (gint64 checked_us, gboolean whole, RemClock *clock)
{
  g_autofree char *day = format_day (checked_us, clock);

  if (whole)
    /* Translators: %s is a day, such as "3 October 2026". */
    return g_strdup_printf (_ ("Last read on %s. All whole."), day);
  /* Translators: %s is a day, such as "3 October 2026". */
  return g_strdup_printf (_ ("Last read on %s. A part could not be read."), day);
}

/**
 * rem_safe_text_build_snapshot_day:
 * @snapshot: an earlier state
 * @clock: the clock, for the time zone
 *
 * Returns: (transfer full): of which day it is
 */
char *
rem_safe_text_build_snapshot_day (const RemSnapshot *snapshot, RemClock *clock)
{
  g_autoptr (GDateTime) day = NULL;
  RemDate date = REM_DATE_UNKNOWN;

  if (snapshot->kind != REM_SNAPSHOT_DAILY)
    return format_day (snapshot->created_us, clock);
  /* Its name is the day where she was. */
  day = g_date_time_new_from_unix_utc (snapshot->created_us / G_USEC_PER_SEC);
  date.year = (gint16) g_date_time_get_year (day);
  date.month = (guint8) g_date_time_get_month (day);
  date.day = (guint8) g_date_time_get_day_of_month (day);
  return rem_date_format (date, REM_DATE_STYLE_FULL);
}

/**
 * rem_safe_text_get_snapshot_reason:
 * @snapshot: an earlier state
 *
 * Returns: (transfer none): why it was kept, in a few words
 */
const char *
rem_safe_text_get_snapshot_reason (const RemSnapshot *snapshot)
{
  switch (snapshot->kind)
    {
    case REM_SNAPSHOT_UPGRADE:
      return _ ("Before a newer Remember opened the box");
    case REM_SNAPSHOT_MERGE:
      return _ ("Before another box was brought in");
    case REM_SNAPSHOT_RETURN:
      return _ ("Before the box was put back");
    case REM_SNAPSHOT_DAILY:
    case REM_SNAPSHOT_COPY:
    case REM_SNAPSHOT_OWN:
    default:
      return _ ("Kept by itself");
    }
}
