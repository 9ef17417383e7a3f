/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-pages.h"

#include "rem-dates-give-page.h"
#include "rem-dates-take-page.h"
#include "rem-estimate-page.h"
#include "rem-known-days-page.h"
#include "rem-removed-dates-page.h"

/**
 * rem_dates_pages_create:
 * @context: a context whose box is open
 * @name: "days" for the days of others, "estimate" for a due date, "removed" for removed dates;
 *   "take" and "give" for those of a calendar file
 *
 * Makes one of the pages that the menu of the dates leads to.
 *
 * Returns: (transfer floating) (nullable): a page, or %NULL if there is none of that name
 */
GtkWidget *
rem_dates_pages_create (RemContext *context, const char *name)
{
  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (g_str_equal (name, "days"))
    return rem_known_days_page_new (context);
  if (g_str_equal (name, "estimate"))
    return rem_estimate_page_new (context);
  if (g_str_equal (name, "removed"))
    return rem_removed_dates_page_new (context);
  if (g_str_equal (name, "take"))
    return rem_dates_take_page_new (context);
  if (g_str_equal (name, "give"))
    return rem_dates_give_page_new (context);

  return NULL;
}
