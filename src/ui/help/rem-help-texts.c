/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-texts.h"

#include <gio/gio.h>

/**
 * rem_help_texts_find:
 * @id: the name of a page of data/help/help-pages.xml
 *
 * The pages are part of the program, so that they are there whatever happens to a disk.
 *
 * Returns: (transfer full) (nullable): the page in the person's language
 */
RemHelpText *
rem_help_texts_find (const char *id)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/org/example/Remember/help/help-pages.xml",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) pages = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  if (bytes != NULL)
    pages = rem_help_text_parse_all (g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), NULL);
  for (guint i = 0; pages != NULL && i < pages->len; i++)
    {
      RemHelpText *page = g_ptr_array_index (pages, i);

      if (g_str_equal (rem_help_text_get_id (page), id))
        return rem_help_text_ref (page);
    }
  return NULL;
}
