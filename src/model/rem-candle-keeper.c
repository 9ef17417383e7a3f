/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-candle-keeper.h"

#include "rem-context-private.h"
#include "rem-setting-store.h"

/* Notes: what outlives the page, the lock and the program.
 *
 * A candle that waits, burns, or is out and was not looked at since, has a record in the box: for
 * how long it was lit, when that began and when it ends or ended, for whom and for which date. The
 * record is written when that changes, is emptied when the candle is a new one, and is read when
 * the box is opened. With the lock the candle goes from here, and the record stays. If it cannot be
 * written, the candle burns while the box is open.
 *
 * A candle may be lit beside a closed box, too: for nobody by name, and without a record. When the
 * box is opened it gives way to one that still burns in there; otherwise it is the box's from then
 * on. */

#define KEY "candle.burning"

/* The length is a number of RemCandleLength: those stay as they are. */
#define RECORD_TYPE "(yxxss)"

struct _RemCandleKeeper
{
  GObject parent_instance;

  RemContext *context;
  RemCandle *candle;
  char *name;
  char *occasion;
  gboolean was_open;
};

G_DEFINE_FINAL_TYPE (RemCandleKeeper, rem_candle_keeper, G_TYPE_OBJECT)

static gpointer
get_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  return rem_setting_store_get (database, KEY, error);
}

static gpointer
set_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  return GINT_TO_POINTER (rem_setting_store_set (database, KEY, data, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  rem_context_call_finish (REM_CONTEXT (source), result, rem_candle_keeper_light, NULL);
}

static char *
build_record (RemCandleKeeper *self)
{
  RemCandleState state = rem_candle_get_state (self->candle);
  g_autoptr (GVariant) record = NULL;

  if (state == REM_CANDLE_UNLIT)
    return g_strdup ("");
  record =
      g_variant_ref_sink (g_variant_new (RECORD_TYPE, (guchar) rem_candle_get_length (self->candle),
                                         rem_candle_get_begun_us (self->candle),
                                         state == REM_CANDLE_GOING_OUT || state == REM_CANDLE_OUT
                                             ? rem_candle_get_out_us (self->candle)
                                             : rem_candle_get_end_us (self->candle),
                                         self->occasion, self->name));
  return g_variant_print (record, FALSE);
}

static void
write_record (RemCandleKeeper *self, char *record)
{
  rem_context_call_async (self->context, 0, set_func, record, g_free, NULL, NULL,
                          rem_candle_keeper_light, written_cb, NULL);
}

static void
candle_cb (RemCandleKeeper *self)
{
  if (rem_context_get_state (self->context) == REM_CONTEXT_OPEN)
    write_record (self, build_record (self));
}

static void
set_for (RemCandleKeeper *self, const char *name, const char *occasion)
{
  g_autofree char *old_name = self->name;
  g_autofree char *old_occasion = self->occasion;

  self->name = g_strdup (name);
  self->occasion = g_strdup (occasion);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemCandleKeeper) self = user_data;
  g_autofree char *text =
      rem_context_call_finish (REM_CONTEXT (source), result, rem_candle_keeper_new, NULL);
  g_autoptr (GVariant) record = NULL;
  RemCandleState state;
  guchar length = REM_CANDLE_N_LENGTHS;
  gint64 begun_us, end_us = 0;
  const char *occasion, *name;

  if (self->context == NULL || rem_context_get_state (self->context) != REM_CONTEXT_OPEN)
    return;
  if (text != NULL && *text != '\0')
    record = g_variant_parse (G_VARIANT_TYPE (RECORD_TYPE), text, NULL, NULL, NULL);
  if (record != NULL)
    g_variant_get (record, "(yxx&s&s)", &length, &begun_us, &end_us, &occasion, &name);
  state = rem_candle_get_state (self->candle);
  if (length >= REM_CANDLE_N_LENGTHS ||
      (state != REM_CANDLE_UNLIT &&
       end_us <= rem_clock_get_unix_us (rem_context_get_clock (self->context))))
    {
      if (state == REM_CANDLE_LIT || state == REM_CANDLE_WAITING)
        write_record (self, build_record (self));
      return;
    }
  rem_candle_renew (self->candle);
  set_for (self, name, occasion);
  rem_candle_resume (self->candle, length, begun_us, end_us);
  rem_candle_keeper_clear_past (self);
}

static void
context_cb (RemCandleKeeper *self)
{
  switch (rem_context_get_state (self->context))
    {
    case REM_CONTEXT_OPEN:
      self->was_open = TRUE;
      rem_context_call_async (self->context, 0, get_func, NULL, NULL, g_free, NULL,
                              rem_candle_keeper_new, read_cb, g_object_ref (self));
      break;
    case REM_CONTEXT_LOCKED:
    case REM_CONTEXT_NO_BOX:
      /* Not when a passphrase was wrong. */
      if (self->was_open)
        {
          rem_candle_renew (self->candle);
          set_for (self, "", "");
        }
      self->was_open = FALSE;
      break;
    case REM_CONTEXT_BUSY:
    default:
      break;
    }
}

static void
rem_candle_keeper_dispose (GObject *object)
{
  RemCandleKeeper *self = REM_CANDLE_KEEPER (object);

  if (self->context != NULL)
    g_signal_handlers_disconnect_by_func (self->context, context_cb, self);
  if (self->candle != NULL)
    g_signal_handlers_disconnect_by_func (self->candle, candle_cb, self);
  g_clear_object (&self->candle);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_candle_keeper_parent_class)->dispose (object);
}

static void
rem_candle_keeper_finalize (GObject *object)
{
  RemCandleKeeper *self = REM_CANDLE_KEEPER (object);

  g_free (self->name);
  g_free (self->occasion);

  G_OBJECT_CLASS (rem_candle_keeper_parent_class)->finalize (object);
}

static void
rem_candle_keeper_class_init (RemCandleKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rem_candle_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = rem_candle_keeper_finalize;
}

static void
rem_candle_keeper_init (RemCandleKeeper *self)
{
}

/**
 * rem_candle_keeper_new:
 * @context: a context
 *
 * Returns: (transfer full): a keeper with a candle that is not lit; if the box has one that burns,
 *   it is taken up soon after the box is opened
 */
RemCandleKeeper *
rem_candle_keeper_new (RemContext *context)
{
  RemCandleKeeper *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_CANDLE_KEEPER, NULL);
  self->context = g_object_ref (context);
  self->candle = rem_candle_new (rem_context_get_clock (context));
  set_for (self, "", "");
  g_signal_connect_object (self->candle, "notify::state", G_CALLBACK (candle_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::state", G_CALLBACK (context_cb), self,
                           G_CONNECT_SWAPPED);
  context_cb (self);
  return self;
}

/**
 * rem_candle_keeper_get_context:
 * @self: a keeper
 *
 * Returns: (transfer none): the context with the box
 */
RemContext *
rem_candle_keeper_get_context (RemCandleKeeper *self)
{
  g_return_val_if_fail (REM_IS_CANDLE_KEEPER (self), NULL);

  return self->context;
}

/**
 * rem_candle_keeper_get_candle:
 * @self: a keeper
 *
 * Returns: (transfer none): the candle, always the same object. It is lit by
 *   rem_candle_keeper_light() alone.
 */
RemCandle *
rem_candle_keeper_get_candle (RemCandleKeeper *self)
{
  g_return_val_if_fail (REM_IS_CANDLE_KEEPER (self), NULL);

  return self->candle;
}

/**
 * rem_candle_keeper_get_name:
 * @self: a keeper
 *
 * Returns: for whom the candle is or was lit, or ""
 */
const char *
rem_candle_keeper_get_name (RemCandleKeeper *self)
{
  g_return_val_if_fail (REM_IS_CANDLE_KEEPER (self), "");

  return self->name;
}

/**
 * rem_candle_keeper_get_occasion:
 * @self: a keeper
 *
 * Returns: the uuid of the date for which it is or was lit, or ""
 */
const char *
rem_candle_keeper_get_occasion (RemCandleKeeper *self)
{
  g_return_val_if_fail (REM_IS_CANDLE_KEEPER (self), "");

  return self->occasion;
}

/**
 * rem_candle_keeper_light:
 * @self: a keeper, whose candle is not lit
 * @length: how long
 * @name: for whom, or ""
 * @occasion: the uuid of a date, or ""
 *
 * Lights it, or lets it wait for its hour. Beside a closed box nothing is written down.
 *
 * Returns: %FALSE, having changed nothing, if @length is not offered now
 */
gboolean
rem_candle_keeper_light (RemCandleKeeper *self,
                         RemCandleLength length,
                         const char *name,
                         const char *occasion)
{
  g_return_val_if_fail (REM_IS_CANDLE_KEEPER (self), FALSE);
  g_return_val_if_fail (name != NULL && occasion != NULL, FALSE);

  if (!rem_candle_is_offered (self->candle, length))
    return FALSE;
  set_for (self, name, occasion);
  return rem_candle_light (self->candle, length);
}

/**
 * rem_candle_keeper_note_seen:
 * @self: a keeper, whose candle is out
 *
 * Notes that somebody saw it: when the box is opened again, there is a new one.
 */
void
rem_candle_keeper_note_seen (RemCandleKeeper *self)
{
  g_return_if_fail (REM_IS_CANDLE_KEEPER (self));

  if (rem_context_get_state (self->context) == REM_CONTEXT_OPEN)
    write_record (self, g_strdup (""));
}

/**
 * rem_candle_keeper_clear_past:
 * @self: a keeper
 *
 * Puts a new candle in the place of one that went out on an earlier day: a line about it is for
 * the day itself, and is not asked for later.
 */
void
rem_candle_keeper_clear_past (RemCandleKeeper *self)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) out = NULL;
  RemDate today;

  g_return_if_fail (REM_IS_CANDLE_KEEPER (self));

  if (rem_candle_get_state (self->candle) != REM_CANDLE_OUT)
    return;
  zone = rem_clock_dup_time_zone (rem_context_get_clock (self->context));
  today = rem_clock_get_today (rem_context_get_clock (self->context));
  utc = g_date_time_new_from_unix_utc (rem_candle_get_out_us (self->candle) / G_USEC_PER_SEC);
  out = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  if (out == NULL || g_date_time_get_year (out) != today.year ||
      g_date_time_get_month (out) != today.month || g_date_time_get_day_of_month (out) != today.day)
    rem_candle_renew (self->candle);
}
