/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-manual-clock.h"
#include "rem-reminder-scheduler.h"

#define HOUR (60 * 60)
#define DAY  (24 * HOUR)

/* A scheduler that is lived with: it looks when it asked to, and each notice is shown. */
typedef struct
{
  RemManualClock *clock;
  RemReminderScheduler *scheduler;
  GString *told; /* "2026-11-25T10:00+0100 Title: body" and "withdrawn", one a line */
  gint64 next_look_unix_us;
  guint n_looks;
} Life;

static inline Life *
begin_life (const char *iso_utc, const char *zone)
{
  Life *life = g_new0 (Life, 1);

  life->clock = rem_manual_clock_new (iso_utc, zone);
  life->scheduler = rem_reminder_scheduler_new (REM_CLOCK (life->clock), rem_fired_record_new ());
  life->told = g_string_new (NULL);

  return life;
}

static inline void
end_life (Life *life)
{
  rem_reminder_scheduler_free (life->scheduler);
  g_assert_finalize_object (life->clock);
  g_string_free (life->told, TRUE);
  g_free (life);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Life, end_life)

static inline void
look (Life *life)
{
  g_autoptr (RemReminderStep) step = rem_reminder_scheduler_look (life->scheduler);

  life->n_looks++;
  life->next_look_unix_us = step->next_look_unix_us;
  g_assert_true (step->next_look_unix_us == 0 ||
                 step->next_look_unix_us > rem_clock_get_unix_us (REM_CLOCK (life->clock)));

  if (step->withdraws)
    {
      g_string_append (life->told, "withdrawn\n");
      rem_reminder_scheduler_withdrew (life->scheduler);
    }
  if (step->notice != NULL)
    {
      g_autoptr (GDateTime) now = rem_clock_dup_now (REM_CLOCK (life->clock));
      g_autofree char *text = g_date_time_format (now, "%Y-%m-%dT%H:%M%z");

      g_string_append_printf (life->told, "%s %s%s\n", text, step->notice->body,
                              step->notice->is_follow_up ? " (again)" : "");
      rem_reminder_scheduler_told (life->scheduler, step->notice);
    }
  if (step->withdraws || step->notice != NULL)
    look (life);
}

/* Lets time pass, looking only when it was asked for. */
static inline void
live (Life *life, gint64 seconds)
{
  gint64 until_us = rem_clock_get_unix_us (REM_CLOCK (life->clock)) + seconds * G_USEC_PER_SEC;

  look (life);
  while (life->next_look_unix_us != 0 && life->next_look_unix_us <= until_us)
    {
      gint64 now_us = rem_clock_get_unix_us (REM_CLOCK (life->clock));

      rem_manual_clock_advance (life->clock, (life->next_look_unix_us - now_us) / G_USEC_PER_SEC);
      look (life);
    }
  rem_manual_clock_advance (life->clock,
                            (until_us - rem_clock_get_unix_us (REM_CLOCK (life->clock))) /
                                G_USEC_PER_SEC);
}

/* Sleeps, in which nothing looks, and wakes. */
static inline void
sleep_for (Life *life, gint64 seconds)
{
  rem_manual_clock_advance (life->clock, seconds);
  look (life);
}
