/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-date-offers.h"

#include "rem-known-days.h"
#include "rem-occasions.h"

#include <glib/gi18n.h>

/* A few dates that people often keep beside the one that they have just written down. Days that are
 * over are not offered, nor what this date is already. */

static void
add_offer (GPtrArray *offers,
           RemContext *context,
           RemOccasion *about,
           const char *label,
           RemDate date,
           RemRepeat repeat)
{
  g_autoptr (RemOccasion) plain = rem_occasions_new_draft (context);
  g_autoptr (RemOccasion) labelled = rem_occasion_with_label (plain, label);
  g_autoptr (RemOccasion) placed = rem_occasion_with_anchor (labelled, rem_day_from_date (date));
  g_autoptr (RemOccasion) whose =
      rem_occasion_with_persons (placed, rem_occasion_get_persons (about));

  g_ptr_array_add (offers, rem_occasion_with_repeat (whose, repeat));
}

/**
 * rem_date_offers_list:
 * @context: a context
 * @occasion: a date that was just kept
 *
 * What may be offered after a due date or a day of the loss: nothing of it is kept yet.
 *
 * Returns: (transfer full) (element-type RemOccasion): new dates, perhaps none
 */
GPtrArray *
rem_date_offers_list (RemContext *context, RemOccasion *occasion)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_occasion_unref);
  RemDay anchor = REM_DAY_NONE;
  RemOccasionKind kind = REM_OCCASION_KIND_OWN;
  RemDate today = REM_DATE_UNKNOWN;

  g_return_val_if_fail (REM_IS_CONTEXT (context), offers);
  g_return_val_if_fail (occasion != NULL, offers);

  anchor = rem_occasion_get_anchor (occasion);
  kind = rem_occasion_get_kind (occasion);
  if (anchor.precision != REM_PRECISION_DAY ||
      (kind != REM_OCCASION_KIND_LOSS && kind != REM_OCCASION_KIND_DUE_DATE))
    return offers;

  today = rem_clock_get_today (rem_context_get_clock (context));
  if (kind == REM_OCCASION_KIND_LOSS)
    {
      RemDate day_40 = rem_date_add_days (anchor.date, 39);
      RemDate day_100 = rem_date_add_days (anchor.date, 99);

      if (rem_date_days_between (anchor.date, today) < 335 &&
          rem_occasion_get_repeat (occasion) != REM_REPEAT_MONTHLY &&
          rem_occasion_get_repeat (occasion) != REM_REPEAT_MONTHLY_FIRST_YEAR)
        add_offer (offers, context, occasion, _ ("Each month, the first year"), anchor.date,
                   REM_REPEAT_MONTHLY_FIRST_YEAR);
      if (rem_date_is_valid (day_40) && rem_date_compare (day_40, today) > 0)
        add_offer (offers, context, occasion, _ ("The fortieth day"), day_40, REM_REPEAT_NEVER);
      if (rem_date_is_valid (day_100) && rem_date_compare (day_100, today) > 0)
        add_offer (offers, context, occasion, _ ("The hundredth day"), day_100, REM_REPEAT_NEVER);
    }
  if (rem_occasion_get_repeat (occasion) == REM_REPEAT_NEVER)
    add_offer (offers, context, occasion, _ ("This day, each year"), anchor.date,
               REM_REPEAT_YEARLY);
  {
    g_autoptr (GPtrArray) days = rem_known_day_list ();

    for (guint i = 0; i < days->len; i++)
      {
        RemKnownDay *day = g_ptr_array_index (days, i);
        RemOccasion *known = NULL;

        if (!g_str_equal (rem_known_day_get_id (day), "october-15"))
          continue;
        known = rem_known_days_new_date (context, day, NULL);
        if (known != NULL)
          g_ptr_array_add (offers, known);
      }
  }

  return offers;
}
