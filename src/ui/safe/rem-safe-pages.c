/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-safe-pages.h"

#include "rem-check-page.h"
#include "rem-copies-page.h"
#include "rem-earlier-page.h"
#include "rem-key-change-page.h"
#include "rem-keys-page.h"
#include "rem-other-box-page.h"
#include "rem-privacy-page.h"

static GtkWidget *
create_privacy_page (RemContext *context)
{
  return rem_privacy_page_new ();
}

/* The pages behind the rows of "Keep safe"; the names are the targets of "win.show-safe-page". */
static const struct
{
  const char *name;
  GtkWidget *(*create) (RemContext *context);
} pages[] = {
  { "check", rem_check_page_new },     { "copies", rem_copies_page_new },
  { "earlier", rem_earlier_page_new }, { "other-box", rem_other_box_page_new },
  { "keys", rem_keys_page_new },       { "privacy", create_privacy_page },
};

/**
 * rem_safe_pages_create:
 * @context: the context of an open box
 * @name: the target of a row
 *
 * Returns: (transfer floating) (nullable): the page behind the row, or %NULL if there is none of
 *   that name
 */
GtkWidget *
rem_safe_pages_create (RemContext *context, const char *name)
{
  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return pages[i].create (context);
  return rem_key_change_page_new (context, name);
}
