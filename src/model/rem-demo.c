/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-demo.h"

#include "rem-context-private.h"
#include "rem-demo-story.h"
#include "rem-keepsake-store.h"
#include "rem-keepsakes.h"
#include "rem-occasion-store.h"
#include "rem-person-store.h"
#include "rem-story.h"

#include <glib/gi18n.h>

/*
 * Everything here is made up. What is told with days is told from the day of the clock, so that the
 * pages always have something near; the same day and language give the same box but for its uuids.
 */

typedef struct
{
  RemKeepsakeKind kind;
  int days_ago;
  gboolean is_about;
  const char *title;
  const char *addressee;
  const char *signature;
  const char *place;
  const char *text;
  const char *tag;
} DemoText;

typedef struct
{
  int days_from_now; /* of this year's day; the anchor lies a year before */
  RemPrecision precision;
  RemOccasionKind kind;
  RemRepeat repeat;
  gboolean is_told;
  const char *label;
} DemoDate;

typedef struct
{
  const char *file;
  int days_ago;
  gboolean is_face_down;
  const char *title;
} DemoPhoto;

/* TRANSLATORS: from here on, invented texts of the box that "remember --demo" shows. Write them
 * anew in your language rather than translating them word for word. */
static const DemoText texts[] = {
  { REM_KEEPSAKE_KIND_LETTER, 2, TRUE, N_ ("The first snow"), N_ ("Luna"), "", "",
    N_ ("It snowed this morning, the first of the year. I stood at the window with my tea and "
        "told you about it: how the street goes quiet, how the cat across the way lifts each paw "
        "as if the ground had offended her.\n\nI do not know whether you hear me. I like telling "
        "you anyway."),
    N_ ("winter") },
  { REM_KEEPSAKE_KIND_NOTE, 9, TRUE, N_ ("The song"), "", "", "",
    N_ ("It was on in the bakery today. I stayed until the end, and then I bought the bread with "
        "the seeds, as we did that spring."),
    "" },
  { REM_KEEPSAKE_KIND_LETTER, 31, TRUE, N_ ("The names we turned over"), N_ ("Luna"), "", "",
    N_ ("Your grandmother wanted something old and solemn. We wrote the names on slips of paper "
        "and left them in the fruit bowl for weeks. Then one night the moon was in the kitchen, "
        "on the floor, on the slips, on everything. Nobody had to choose any more."),
    "" },
  { REM_KEEPSAKE_KIND_OBJECT, 58, TRUE, N_ ("The knitted hat"), "", "",
    N_ ("In the blue box, on the upper shelf"),
    N_ ("Yellow wool, with a button that does not match."), N_ ("winter") },
  { REM_KEEPSAKE_KIND_NOTE, 75, FALSE, N_ ("What the midwife said"), "", "", "",
    N_ ("That I could stay as long as I liked. That nobody was waiting for the room. I have "
        "forgotten almost everything else of that day, but not that."),
    "" },
  { REM_KEEPSAKE_KIND_LETTER, 120, FALSE, N_ ("Dear body"), N_ ("My body"), "", "",
    N_ ("I was angry with you for a long time. Today I walked to the lake and back, and you "
        "carried me there and home again without a word. Thank you for that."),
    N_ ("the lake") },
};

static const DemoDate dates[] = {
  { 2, REM_PRECISION_DAY, REM_OCCASION_KIND_FIRST_SIGNS, REM_REPEAT_YEARLY, TRUE,
    N_ ("The morning we found out") },
  { 47, REM_PRECISION_DAY, REM_OCCASION_KIND_DUE_DATE, REM_REPEAT_YEARLY, FALSE, N_ ("Due date") },
  { 160, REM_PRECISION_DAY, REM_OCCASION_KIND_LOSS, REM_REPEAT_YEARLY, TRUE, N_ ("Luna’s day") },
  { -40, REM_PRECISION_MONTH, REM_OCCASION_KIND_OWN, REM_REPEAT_NEVER, FALSE,
    N_ ("The trip to the coast") },
};

static const DemoPhoto photos[] = {
  { "lake.jpg", 17, FALSE, N_ ("The lake, from our bench") },
  { "plum-tree.jpg", 200, TRUE, N_ ("The plum tree") },
};

typedef struct
{
  gint64 now_us;
  RemDate today;
  char *person_uuid;
  char *date_uuid; /* of the first date */
} DemoBase;

typedef struct
{
  DemoBase base;
  char *photo_folder;
  guint next_photo;
} DemoWork;

static void
demo_work_free (gpointer data)
{
  DemoWork *work = data;

  g_free (work->base.person_uuid);
  g_free (work->base.date_uuid);
  g_free (work->photo_folder);
  g_free (work);
}

/* gettext answers to "" with the header of the catalogue. */
static const char *
translate (const char *text)
{
  return *text != '\0' ? _ (text) : "";
}

static gint64
get_instant (const DemoBase *base, int days_ago)
{
  return base->now_us - days_ago * 24 * G_TIME_SPAN_HOUR;
}

static RemKeepsake *
build_text (const DemoBase *base, const DemoText *text)
{
  g_autofree char *uuid = g_uuid_string_random ();
  const char *persons[] = { text->is_about ? base->person_uuid : NULL, NULL };
  const char *tags[] = { *text->tag != '\0' ? _ (text->tag) : NULL, NULL };
  RemDay day = rem_day_from_date (rem_date_add_days (base->today, -text->days_ago));
  g_autoptr (RemKeepsake) a =
      rem_keepsake_new (text->kind, uuid, get_instant (base, text->days_ago));
  g_autoptr (RemKeepsake) b = rem_keepsake_with_title (a, translate (text->title));
  g_autoptr (RemKeepsake) c = rem_keepsake_with_addressee (b, translate (text->addressee));
  g_autoptr (RemKeepsake) d = rem_keepsake_with_signature (c, translate (text->signature));
  g_autoptr (RemKeepsake) e = rem_keepsake_with_place (d, translate (text->place));
  g_autoptr (RemKeepsake) f = rem_keepsake_with_text (e, translate (text->text));
  g_autoptr (RemKeepsake) g = rem_keepsake_with_persons (f, persons);
  g_autoptr (RemKeepsake) h = rem_keepsake_with_tags (g, tags);

  return rem_keepsake_with_day (h, day);
}

static RemOccasion *
build_date (const DemoBase *base, const DemoDate *date)
{
  static const RemReminder reminders[] = { { .lead_days = 1, .hour = 10 } };
  g_autofree char *uuid = date == &dates[0] ? g_strdup (base->date_uuid) : g_uuid_string_random ();
  const char *persons[] = { base->person_uuid, NULL };
  RemDate anchor = rem_date_add_days (base->today, date->days_from_now);
  RemDay day = { .precision = date->precision };
  g_autoptr (RemOccasion) a = NULL;
  g_autoptr (RemOccasion) b = NULL;
  g_autoptr (RemOccasion) c = NULL;
  g_autoptr (RemOccasion) d = NULL;

  /* Never 29 February: a year earlier there is none. */
  anchor.year--;
  if (anchor.month == 2)
    anchor.day = MIN (anchor.day, 28);
  if (date->precision == REM_PRECISION_MONTH)
    anchor.day = 1;
  day.date = anchor;

  a = rem_occasion_new (uuid, translate (date->label), day, base->now_us);
  b = rem_occasion_with_kind (a, date->kind);
  c = rem_occasion_with_repeat (b, date->repeat);
  d = rem_occasion_with_persons (c, persons);

  return rem_occasion_with_reminders (d, reminders, date->is_told ? G_N_ELEMENTS (reminders) : 0);
}

static gpointer
fill_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  const DemoBase *base = data;
  g_autoptr (RemPerson) person =
      rem_person_new (base->person_uuid, _ ("Luna"), get_instant (base, 300));

  if (!rem_person_store_put (database, person, error))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RemKeepsake) keepsake = build_text (base, &texts[i]);

      if (!rem_keepsake_store_put (database, keepsake, error))
        return NULL;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (RemOccasion) occasion = build_date (base, &dates[i]);

      if (!rem_occasion_store_put (database, occasion, error))
        return NULL;
    }

  return GINT_TO_POINTER (
      rem_demo_story_put (database, base->today, base->now_us, base->date_uuid, error));
}

static void add_next_photo (GTask *task);

static void
linked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!rem_story_set_linked_finish (REM_CONTEXT (source), result, &error))
    g_task_return_error (task, error);
  else
    add_next_photo (task);
}

static void
photo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DemoWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RemAttachment) attachment =
      rem_keepsakes_keep_file_finish (REM_CONTEXT (source), result, &error);

  if (attachment == NULL)
    g_task_return_error (task, error);
  else
    rem_demo_story_link_async (REM_CONTEXT (source), work->next_photo - 1,
                               rem_attachment_get_keepsake_uuid (attachment), work->base.date_uuid,
                               linked_cb, g_object_ref (task));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DemoWork *work = g_task_get_task_data (task);
  const DemoPhoto *photo = &photos[work->next_photo - 1];
  RemContext *context = g_task_get_source_object (task);
  g_autofree char *uuid = g_uuid_string_random ();
  const char *persons[] = { work->base.person_uuid, NULL };
  RemDay day = rem_day_from_date (rem_date_add_days (work->base.today, -photo->days_ago));
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);
  g_autoptr (RemKeepsake) a =
      rem_keepsake_new (REM_KEEPSAKE_KIND_PHOTO, uuid, get_instant (&work->base, photo->days_ago));
  g_autoptr (RemKeepsake) b = rem_keepsake_with_title (a, translate (photo->title));
  g_autoptr (RemKeepsake) c = rem_keepsake_with_persons (b, persons);
  g_autoptr (RemKeepsake) d = rem_keepsake_with_face_down (c, photo->is_face_down);
  g_autoptr (RemKeepsake) e = rem_keepsake_with_day (d, day);

  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  rem_keepsakes_keep_file_async (context, e, G_INPUT_STREAM (stream), photo->file,
                                 g_task_get_cancellable (task), NULL, NULL, photo_cb,
                                 g_object_ref (task));
}

static void
add_next_photo (GTask *task)
{
  DemoWork *work = g_task_get_task_data (task);
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) file = NULL;

  if (work->next_photo == G_N_ELEMENTS (photos))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  folder = g_file_new_for_path (work->photo_folder);
  file = g_file_get_child (folder, photos[work->next_photo].file);
  work->next_photo++;
  g_file_read_async (file, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), opened_cb,
                     g_object_ref (task));
}

static void
fill_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (rem_context_call_finish (REM_CONTEXT (source), result, fill_func, &error) == NULL)
    g_task_return_error (task, error);
  else
    add_next_photo (task);
}

static void
demo_base_free (gpointer data)
{
  DemoBase *base = data;

  g_free (base->person_uuid);
  g_free (base->date_uuid);
  g_free (base);
}

/**
 * rem_demo_fill_async:
 * @context: a context with an open, empty, throw-away box
 * @photo_folder: (nullable): where the photos are; %NULL is the installed folder
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Fills the box with invented content in the language of the interface: letters, notes, an object,
 * two photos, one of them face down, and dates, one of them in the next three days.
 */
void
rem_demo_fill_async (RemContext *context,
                     const char *photo_folder,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  DemoWork *work = NULL;
  DemoBase *base = NULL;
  GTask *task = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));

  work = g_new0 (DemoWork, 1);
  work->base.now_us = rem_clock_get_unix_us (rem_context_get_clock (context));
  work->base.today = rem_clock_get_today (rem_context_get_clock (context));
  work->base.person_uuid = g_uuid_string_random ();
  work->base.date_uuid = g_uuid_string_random ();
  work->photo_folder =
      photo_folder != NULL ? g_strdup (photo_folder) : g_build_filename (REM_DATADIR, "demo", NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_demo_fill_async);
  g_task_set_task_data (task, work, demo_work_free);

  base = g_new0 (DemoBase, 1);
  *base = work->base;
  base->person_uuid = g_strdup (work->base.person_uuid);
  base->date_uuid = g_strdup (work->base.date_uuid);
  rem_context_call_async (context,
                          REM_BOX_CHANGE_KEEPSAKES | REM_BOX_CHANGE_PERSONS |
                              REM_BOX_CHANGE_OCCASIONS | REM_BOX_CHANGE_RITUALS,
                          fill_func, base, demo_base_free, NULL, cancellable, fill_func, fill_cb,
                          task);
}

/**
 * rem_demo_fill_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if all of it is in the box. Fails with what keeping it met.
 */
gboolean
rem_demo_fill_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
