/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-item-private.h"

struct _RemKeepsakeItem
{
  GObject parent_instance;

  GPtrArray *page; /* keeps row alive */
  const RemKeepsakeRow *row;
  RemDate created;
};

typedef enum
{
  PROP_LOADED = 1,
  N_PROPS,
} RemKeepsakeItemProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RemKeepsakeItem, rem_keepsake_item, G_TYPE_OBJECT)

static gboolean
is_same (const RemKeepsakeRow *a, const RemKeepsakeRow *b)
{
  return g_strcmp0 (a->uuid, b->uuid) == 0 && a->kind == b->kind &&
         g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->addressee, b->addressee) == 0 &&
         g_strcmp0 (a->place, b->place) == 0 && g_strcmp0 (a->snippet, b->snippet) == 0 &&
         a->part == b->part && g_strcmp0 (a->words, b->words) == 0 &&
         rem_day_equal (a->day, b->day) && a->created_us == b->created_us &&
         a->face_down == b->face_down && rem_date_equal (a->opens, b->opens) &&
         a->removed_us == b->removed_us &&
         g_strcmp0 (a->attachment_uuid, b->attachment_uuid) == 0 && a->length_ms == b->length_ms &&
         a->has_thumbnail == b->has_thumbnail;
}

static RemDate
get_date (gint64 unix_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  if (local == NULL)
    return REM_DATE_UNKNOWN;

  return (RemDate){ .year = (gint16) g_date_time_get_year (local),
                    .month = (guint8) g_date_time_get_month (local),
                    .day = (guint8) g_date_time_get_day_of_month (local) };
}

static void
rem_keepsake_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemKeepsakeItem *self = REM_KEEPSAKE_ITEM (object);

  switch ((RemKeepsakeItemProperty) prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->row != NULL);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_keepsake_item_finalize (GObject *object)
{
  RemKeepsakeItem *self = REM_KEEPSAKE_ITEM (object);

  g_clear_pointer (&self->page, g_ptr_array_unref);

  G_OBJECT_CLASS (rem_keepsake_item_parent_class)->finalize (object);
}

static void
rem_keepsake_item_class_init (RemKeepsakeItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rem_keepsake_item_get_property;
  object_class->finalize = rem_keepsake_item_finalize;

  /**
   * RemKeepsakeItem:loaded:
   *
   * Whether there is something to show. Notified each time what is shown changes.
   */
  properties[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rem_keepsake_item_init (RemKeepsakeItem *self)
{
}

/* (transfer full): an item that is not loaded. */
RemKeepsakeItem *
rem_keepsake_item_new (void)
{
  return g_object_new (REM_TYPE_KEEPSAKE_ITEM, NULL);
}

/* Takes what is to be shown, and tells if it is something new; %NULL forgets it. @page owns @row.
 */
void
rem_keepsake_item_set_row (RemKeepsakeItem *self,
                           GPtrArray *page,
                           const RemKeepsakeRow *row,
                           GTimeZone *zone)
{
  gboolean is_unchanged =
      self->row == row || (self->row != NULL && row != NULL && is_same (self->row, row));

  if (page != NULL)
    g_ptr_array_ref (page);
  g_clear_pointer (&self->page, g_ptr_array_unref);
  self->page = page;
  self->row = row;
  self->created = row != NULL ? get_date (row->created_us, zone) : REM_DATE_UNKNOWN;

  if (!is_unchanged)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/**
 * rem_keepsake_item_is_loaded:
 * @self: an item
 *
 * Returns: %TRUE if there is something to show; until then every string is "" and every date none
 */
gboolean
rem_keepsake_item_is_loaded (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), FALSE);

  return self->row != NULL;
}

/**
 * rem_keepsake_item_get_uuid:
 * @self: an item
 *
 * Returns: (transfer none): the uuid of the keepsake
 */
const char *
rem_keepsake_item_get_uuid (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), "");

  return self->row != NULL ? self->row->uuid : "";
}

/**
 * rem_keepsake_item_get_kind:
 * @self: an item
 *
 * Returns: what it is; %REM_KEEPSAKE_KIND_NOTE while it is not loaded
 */
RemKeepsakeKind
rem_keepsake_item_get_kind (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), REM_KEEPSAKE_KIND_NOTE);

  return self->row != NULL ? self->row->kind : REM_KEEPSAKE_KIND_NOTE;
}

/**
 * rem_keepsake_item_get_title:
 * @self: an item
 *
 * Returns: (transfer none): its title, or ""
 */
const char *
rem_keepsake_item_get_title (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), "");

  return self->row != NULL && self->row->title != NULL ? self->row->title : "";
}

/**
 * rem_keepsake_item_get_addressee:
 * @self: an item
 *
 * Returns: (transfer none): to whom a letter is written, or ""
 */
const char *
rem_keepsake_item_get_addressee (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), "");

  return self->row != NULL && self->row->addressee != NULL ? self->row->addressee : "";
}

/**
 * rem_keepsake_item_get_place:
 * @self: an item
 *
 * Returns: (transfer none): where an object is, or ""
 */
const char *
rem_keepsake_item_get_place (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), "");

  return self->row != NULL && self->row->place != NULL ? self->row->place : "";
}

/**
 * rem_keepsake_item_get_snippet:
 * @self: an item
 *
 * Returns: (transfer none): its first words, or the place that was found; plain text, or ""
 */
const char *
rem_keepsake_item_get_snippet (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), "");

  return self->row != NULL && self->row->snippet != NULL ? self->row->snippet : "";
}

/**
 * rem_keepsake_item_is_found_beside:
 * @self: an item
 *
 * Returns: %TRUE if what was searched for is not in the text but in a tag, a name, the place or the
 *   signature, which is then what rem_keepsake_item_get_snippet() shows
 */
gboolean
rem_keepsake_item_is_found_beside (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), FALSE);

  return self->row != NULL && self->row->part != REM_KEEPSAKE_PART_TEXT;
}

/**
 * rem_keepsake_item_get_words:
 * @self: an item
 *
 * Returns: (transfer none): what was searched for when it was read, or ""
 */
const char *
rem_keepsake_item_get_words (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), "");

  return self->row != NULL && self->row->words != NULL ? self->row->words : "";
}

/**
 * rem_keepsake_item_get_day:
 * @self: an item
 *
 * Returns: the day it belongs to, or %REM_DAY_NONE
 */
RemDay
rem_keepsake_item_get_day (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), REM_DAY_NONE);

  return self->row != NULL ? self->row->day : REM_DAY_NONE;
}

/**
 * rem_keepsake_item_get_created:
 * @self: an item
 *
 * Returns: the day on which it was made, where the person is, or %REM_DATE_UNKNOWN
 */
RemDate
rem_keepsake_item_get_created (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), REM_DATE_UNKNOWN);

  return self->created;
}

/**
 * rem_keepsake_item_is_face_down:
 * @self: an item
 *
 * Returns: %TRUE if it is not to be shown until it is turned; also while it is not loaded
 */
gboolean
rem_keepsake_item_is_face_down (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), TRUE);

  return self->row != NULL ? self->row->face_down : TRUE;
}

/**
 * rem_keepsake_item_get_opens:
 * @self: an item
 *
 * Returns: until when a letter is sealed, or %REM_DATE_UNKNOWN
 */
RemDate
rem_keepsake_item_get_opens (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), REM_DATE_UNKNOWN);

  return self->row != NULL ? self->row->opens : REM_DATE_UNKNOWN;
}

/**
 * rem_keepsake_item_get_attachment_uuid:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its first file
 */
const char *
rem_keepsake_item_get_attachment_uuid (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), NULL);

  return self->row != NULL ? self->row->attachment_uuid : NULL;
}

/**
 * rem_keepsake_item_get_length_ms:
 * @self: an item
 *
 * Returns: how long a sound or film plays, in milliseconds; 0 if that is not known
 */
gint64
rem_keepsake_item_get_length_ms (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), 0);

  return self->row != NULL ? self->row->length_ms : 0;
}

/**
 * rem_keepsake_item_has_thumbnail:
 * @self: an item
 *
 * Returns: whether there is a small picture of its first file
 */
gboolean
rem_keepsake_item_has_thumbnail (RemKeepsakeItem *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_ITEM (self), FALSE);

  return self->row != NULL && self->row->has_thumbnail;
}
