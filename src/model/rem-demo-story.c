/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-demo-story.h"

#include "rem-ritual-held-store.h"
#include "rem-story.h"

#include <glib/gi18n.h>

/* Part of the box of "remember --demo": what was done on a date, and a tree that was planted. */

/** The day of the first date of the demo, a year ago, counted from today. */
#define DATE_DAYS_AGO (365 - 2)

typedef struct
{
  const char *ritual;
  gboolean is_of_date;
  int days_ago;
  const char *words;
} DemoLine;

/* TRANSLATORS: from here on, invented lines of the box that "remember --demo" shows. Write them
 * anew in your language rather than translating them word for word. */
static const DemoLine lines[] = {
  { "plant", FALSE, 930, N_ ("We planted the plum tree, the two of us, in the rain.") },
  { "plant", FALSE, 600, N_ ("The first blossom. Seven of them, and then wind.") },
  { "plant", FALSE, 200, N_ ("It is taller than the fence now.") },
  { "", TRUE, DATE_DAYS_AGO, N_ ("I stayed in bed with a book, and that was right.") },
  { REM_RITUAL_CANDLE, TRUE, DATE_DAYS_AGO, N_ ("I lit a candle for Luna.") },
};

/**
 * rem_demo_story_put:
 * @database: the connection
 * @today: the day of the demo
 * @now_us: its instant, microseconds since 1970-01-01T00:00:00Z
 * @date_uuid: the date whose story is told
 * @error: return location for an error
 *
 * Writes the lines. Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails as rem_ritual_held_store_put()
 */
gboolean
rem_demo_story_put (
    RemDatabase *database, RemDate today, gint64 now_us, const char *date_uuid, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const DemoLine *line = &lines[i];
      g_autofree char *uuid = g_uuid_string_random ();
      g_autoptr (RemRitualHeld) held =
          rem_ritual_held_new (uuid, line->ritual, line->is_of_date ? date_uuid : "",
                               rem_date_add_days (today, -line->days_ago), _ (line->words),
                               now_us - line->days_ago * 24 * G_TIME_SPAN_HOUR + (gint64) i);

      if (!rem_ritual_held_store_put (database, held, rem_ritual_held_get_created_us (held), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rem_demo_story_link_async:
 * @context: the context of the demo
 * @photo: which of its photos: the first belongs to the date, the other to the tree
 * @keepsake_uuid: the keepsake of that photo
 * @date_uuid: the date whose story is told
 * @callback: called on the main context; rem_story_set_linked_finish() tells how it went
 * @user_data: for @callback
 *
 * Puts a photo into the story that it belongs to.
 */
void
rem_demo_story_link_async (RemContext *context,
                           guint photo,
                           const char *keepsake_uuid,
                           const char *date_uuid,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  RemDate today = rem_clock_get_today (rem_context_get_clock (context));

  rem_story_set_linked_async (context, photo == 0 ? REM_STORY_OF_DATE : REM_STORY_OF_RITUAL,
                              photo == 0 ? date_uuid : "plant", keepsake_uuid,
                              rem_date_add_days (today, photo == 0 ? -DATE_DAYS_AGO : -200), TRUE,
                              NULL, callback, user_data);
}
