/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-candle.h"

#include "rem-wall-time.h"

#include <math.h>

/* Notes: the states.
 *
 *   UNLIT      -> WAITING    rem_candle_light(), for an hour that has not begun
 *   UNLIT      -> LIT        rem_candle_light()
 *   UNLIT      -> any        rem_candle_resume(), as the clock says; not GOING_OUT
 *   WAITING    -> LIT        look_cb(), when the hour begins
 *   WAITING    -> UNLIT      rem_candle_put_out()
 *   LIT        -> GOING_OUT  rem_candle_put_out(), or look_cb() at its end
 *   GOING_OUT  -> OUT        look_cb(), when the smoke is gone
 *   any        -> UNLIT      rem_candle_renew()
 *
 * end_us is set in WAITING and LIT, out_us from GOING_OUT on. There is a timer in WAITING, in LIT
 * and in GOING_OUT, and in no other state. It fires at least once a minute, because neither a clock
 * that was set nor a computer that slept moves a timer. */

/* Before this hour the evening is over and not to come. */
#define MORNING_HOUR 4

#define LIGHT_MONTH      10
#define LIGHT_DAY        15
#define LIGHT_BEGIN_HOUR 19
#define LIGHT_END_HOUR   20

#define MAX_LOOK_US (60 * G_USEC_PER_SEC)

/* An open candle lowers ever more slowly: by about two thirds in this time. */
#define OPEN_PACE_US (5.0 * 3600 * G_USEC_PER_SEC)

/* And never all the way. */
#define OPEN_SHARE 0.85

struct _RemCandle
{
  GObject parent_instance;

  RemClock *clock;
  RemCandleState state;
  RemCandleLength length;
  gint64 begun_us;
  gint64 end_us;
  gint64 out_us;
  guint timeout_id;
  int bedtime_hour;
};

typedef enum
{
  PROP_STATE = 1,
  N_PROPS,
} RemCandleProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (RemCandleState,
                    rem_candle_state,
                    G_DEFINE_ENUM_VALUE (REM_CANDLE_UNLIT, "unlit"),
                    G_DEFINE_ENUM_VALUE (REM_CANDLE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (REM_CANDLE_LIT, "lit"),
                    G_DEFINE_ENUM_VALUE (REM_CANDLE_GOING_OUT, "going-out"),
                    G_DEFINE_ENUM_VALUE (REM_CANDLE_OUT, "out"))

G_DEFINE_FINAL_TYPE (RemCandle, rem_candle, G_TYPE_OBJECT)

static void arm_timeout (RemCandle *self, gint64 until_us);

static void
set_state (RemCandle *self, RemCandleState state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gint64
find_today_us (RemCandle *self, int hour)
{
  g_autoptr (GTimeZone) zone = rem_clock_dup_time_zone (self->clock);

  return rem_wall_time_find (rem_clock_get_today (self->clock), hour, 0, zone) * G_USEC_PER_SEC;
}

static void
go_out (RemCandle *self, gint64 out_us)
{
  if (self->timeout_id != 0)
    rem_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
  self->out_us = out_us;
  arm_timeout (self, rem_clock_get_unix_us (self->clock) + REM_CANDLE_SMOKE_S * G_USEC_PER_SEC);
  set_state (self, REM_CANDLE_GOING_OUT);
}

static void
look_cb (gpointer user_data)
{
  g_autoptr (RemCandle) self = g_object_ref (user_data);
  gint64 now_us = rem_clock_get_unix_us (self->clock);

  self->timeout_id = 0;
  switch (self->state)
    {
    case REM_CANDLE_WAITING:
      if (now_us >= self->end_us)
        {
          set_state (self, REM_CANDLE_UNLIT);
          break;
        }
      if (now_us < self->begun_us)
        {
          arm_timeout (self, self->begun_us);
          break;
        }
      arm_timeout (self, self->end_us);
      set_state (self, REM_CANDLE_LIT);
      break;
    case REM_CANDLE_LIT:
      if (now_us >= self->end_us)
        go_out (self, self->end_us);
      else
        arm_timeout (self, self->end_us);
      break;
    case REM_CANDLE_GOING_OUT:
      set_state (self, REM_CANDLE_OUT);
      break;
    case REM_CANDLE_UNLIT:
    case REM_CANDLE_OUT:
    default:
      g_assert_not_reached ();
    }
}

static void
arm_timeout (RemCandle *self, gint64 until_us)
{
  gint64 wait_us = until_us - rem_clock_get_unix_us (self->clock);

  g_assert (self->timeout_id == 0);
  wait_us = CLAMP (wait_us, 0, MAX_LOOK_US);
  self->timeout_id =
      rem_clock_add_timeout (self->clock, (guint) ((wait_us + 999) / 1000), look_cb, self);
}

static void
begin (RemCandle *self)
{
  if (rem_clock_get_unix_us (self->clock) < self->begun_us)
    {
      arm_timeout (self, self->begun_us);
      set_state (self, REM_CANDLE_WAITING);
      return;
    }
  if (self->end_us != G_MAXINT64)
    arm_timeout (self, self->end_us);
  set_state (self, REM_CANDLE_LIT);
}

static void
rem_candle_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RemCandleProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, rem_candle_get_state (REM_CANDLE (object)));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_candle_dispose (GObject *object)
{
  RemCandle *self = REM_CANDLE (object);

  if (self->timeout_id != 0)
    rem_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (rem_candle_parent_class)->dispose (object);
}

static void
rem_candle_class_init (RemCandleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rem_candle_dispose;
  object_class->get_property = rem_candle_get_property;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, REM_TYPE_CANDLE_STATE, REM_CANDLE_UNLIT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rem_candle_init (RemCandle *self)
{
  self->bedtime_hour = REM_CANDLE_BEDTIME_HOUR;
}

/**
 * rem_candle_new:
 * @clock: tells the time and wakes the candle
 *
 * Returns: (transfer full): a candle that is not lit
 */
RemCandle *
rem_candle_new (RemClock *clock)
{
  RemCandle *self;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);

  self = g_object_new (REM_TYPE_CANDLE, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * rem_candle_get_state:
 * @self: a candle
 *
 * Returns: what it is doing
 */
RemCandleState
rem_candle_get_state (RemCandle *self)
{
  g_return_val_if_fail (REM_IS_CANDLE (self), REM_CANDLE_UNLIT);

  return self->state;
}

/**
 * rem_candle_get_length:
 * @self: a candle that is or was lit, or waits
 *
 * Returns: what rem_candle_light() was told
 */
RemCandleLength
rem_candle_get_length (RemCandle *self)
{
  g_return_val_if_fail (REM_IS_CANDLE (self), REM_CANDLE_OPEN);

  return self->length;
}

/**
 * rem_candle_get_begun_us:
 * @self: a candle that is or was lit, or waits
 *
 * Returns: when it was lit, or will be, in microseconds since 1970-01-01T00:00:00Z
 */
gint64
rem_candle_get_begun_us (RemCandle *self)
{
  g_return_val_if_fail (REM_IS_CANDLE (self), 0);

  return self->begun_us;
}

/**
 * rem_candle_get_end_us:
 * @self: a candle that is lit or waits
 *
 * Returns: when it goes out by itself, in microseconds since 1970-01-01T00:00:00Z; %G_MAXINT64 if
 *   it does not
 */
gint64
rem_candle_get_end_us (RemCandle *self)
{
  g_return_val_if_fail (REM_IS_CANDLE (self), 0);

  return self->end_us;
}

/**
 * rem_candle_get_out_us:
 * @self: a candle that is going out or out
 *
 * Returns: when it went out, in microseconds since 1970-01-01T00:00:00Z
 */
gint64
rem_candle_get_out_us (RemCandle *self)
{
  g_return_val_if_fail (REM_IS_CANDLE (self), 0);

  return self->out_us;
}

/**
 * rem_candle_get_burned:
 * @self: a candle
 *
 * How much of the wax is gone. It only serves the picture: nothing measures it.
 *
 * Returns: 0 to 1
 */
double
rem_candle_get_burned (RemCandle *self)
{
  gint64 until_us, lit_us;

  g_return_val_if_fail (REM_IS_CANDLE (self), 0);

  if (self->state == REM_CANDLE_UNLIT || self->state == REM_CANDLE_WAITING)
    return 0;
  until_us = self->state == REM_CANDLE_LIT ? rem_clock_get_unix_us (self->clock) : self->out_us;
  lit_us = MAX (until_us - self->begun_us, 0);
  if (self->end_us == G_MAXINT64)
    return OPEN_SHARE * (1 - exp (-(double) lit_us / OPEN_PACE_US));
  return CLAMP ((double) lit_us / (double) MAX (self->end_us - self->begun_us, 1), 0, 1);
}

/**
 * rem_candle_set_bedtime:
 * @self: a candle that is not lit
 * @hour: the hour at which the day ends for somebody, %REM_CANDLE_BEDTIME_FIRST to
 *   %REM_CANDLE_BEDTIME_LAST
 *
 * Sets the end of %REM_CANDLE_BEDTIME; at first it is %REM_CANDLE_BEDTIME_HOUR.
 */
void
rem_candle_set_bedtime (RemCandle *self, int hour)
{
  g_return_if_fail (REM_IS_CANDLE (self));

  self->bedtime_hour = CLAMP (hour, REM_CANDLE_BEDTIME_FIRST, REM_CANDLE_BEDTIME_LAST);
}

/**
 * rem_candle_is_offered:
 * @self: a candle
 * @length: how long
 *
 * Returns: %TRUE if @length makes sense now: there is an evening to come, it is 15 October
 */
gboolean
rem_candle_is_offered (RemCandle *self, RemCandleLength length)
{
  gint64 now_us;
  RemDate today;

  g_return_val_if_fail (REM_IS_CANDLE (self), FALSE);

  now_us = rem_clock_get_unix_us (self->clock);
  switch (length)
    {
    case REM_CANDLE_MINUTE:
    case REM_CANDLE_HOUR:
    case REM_CANDLE_OPEN:
      return TRUE;
    case REM_CANDLE_BEDTIME:
      return now_us >= find_today_us (self, MORNING_HOUR) &&
             now_us < find_today_us (self, self->bedtime_hour);
    case REM_CANDLE_HOUR_OF_LIGHT:
      today = rem_clock_get_today (self->clock);
      return today.month == LIGHT_MONTH && today.day == LIGHT_DAY &&
             now_us < find_today_us (self, LIGHT_END_HOUR);
    default:
      return FALSE;
    }
}

/**
 * rem_candle_light:
 * @self: a candle that is not lit
 * @length: how long
 *
 * Lights it, or lets it wait for its hour.
 *
 * Returns: %FALSE, having changed nothing, if @length is not offered now
 */
gboolean
rem_candle_light (RemCandle *self, RemCandleLength length)
{
  gint64 now_us;

  g_return_val_if_fail (REM_IS_CANDLE (self), FALSE);
  g_return_val_if_fail (self->state == REM_CANDLE_UNLIT, FALSE);

  if (!rem_candle_is_offered (self, length))
    return FALSE;
  now_us = rem_clock_get_unix_us (self->clock);
  self->length = length;
  self->begun_us = now_us;
  switch (length)
    {
    case REM_CANDLE_MINUTE:
      self->end_us = now_us + 60 * G_USEC_PER_SEC;
      break;
    case REM_CANDLE_HOUR:
      self->end_us = now_us + 3600 * (gint64) G_USEC_PER_SEC;
      break;
    case REM_CANDLE_BEDTIME:
      self->end_us = find_today_us (self, self->bedtime_hour);
      break;
    case REM_CANDLE_HOUR_OF_LIGHT:
      self->begun_us = MAX (now_us, find_today_us (self, LIGHT_BEGIN_HOUR));
      self->end_us = find_today_us (self, LIGHT_END_HOUR);
      break;
    case REM_CANDLE_OPEN:
    default:
      self->end_us = G_MAXINT64;
    }
  begin (self);
  return TRUE;
}

/**
 * rem_candle_resume:
 * @self: a candle that is not lit
 * @length: what it was lit for
 * @begun_us: what rem_candle_get_begun_us() said
 * @end_us: what rem_candle_get_end_us() said, or rem_candle_get_out_us()
 *
 * Takes up a candle that was lit before the program was left: it has burned on by the clock, and is
 * out if its time is over. What cannot be leaves it unlit.
 */
void
rem_candle_resume (RemCandle *self, RemCandleLength length, gint64 begun_us, gint64 end_us)
{
  gint64 now_us;

  g_return_if_fail (REM_IS_CANDLE (self));
  g_return_if_fail (self->state == REM_CANDLE_UNLIT);

  now_us = rem_clock_get_unix_us (self->clock);
  /* The clock may have been set back since; only one candle waits for its hour. */
  if (length != REM_CANDLE_HOUR_OF_LIGHT)
    begun_us = MIN (begun_us, now_us);
  if (end_us < begun_us)
    return;
  self->length = length;
  self->begun_us = begun_us;
  self->end_us = end_us;
  if (now_us < end_us)
    {
      begin (self);
      return;
    }
  self->out_us = end_us;
  set_state (self, REM_CANDLE_OUT);
}

/**
 * rem_candle_put_out:
 * @self: a candle
 *
 * Puts it out, or lets it wait no longer. Does nothing to one that does not burn.
 */
void
rem_candle_put_out (RemCandle *self)
{
  g_return_if_fail (REM_IS_CANDLE (self));

  if (self->state == REM_CANDLE_LIT)
    {
      go_out (self, MIN (rem_clock_get_unix_us (self->clock), self->end_us));
    }
  else if (self->state == REM_CANDLE_WAITING)
    {
      rem_clock_remove_timeout (self->clock, self->timeout_id);
      self->timeout_id = 0;
      set_state (self, REM_CANDLE_UNLIT);
    }
}

/**
 * rem_candle_renew:
 * @self: a candle
 *
 * Puts a new one in its place, which is not lit.
 */
void
rem_candle_renew (RemCandle *self)
{
  g_return_if_fail (REM_IS_CANDLE (self));

  if (self->state == REM_CANDLE_UNLIT)
    return;
  if (self->timeout_id != 0)
    rem_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
  set_state (self, REM_CANDLE_UNLIT);
}
