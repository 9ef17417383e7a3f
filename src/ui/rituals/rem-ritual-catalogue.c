/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual-catalogue.h"

#include <gio/gio.h>

/* The rituals that came with the program are part of it, like the pages themselves, and never
 * change while it runs. */

static gpointer
read_catalogue (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/org/example/Remember/rituals/rituals.xml",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GPtrArray *rituals = NULL;

  if (bytes != NULL)
    rituals = rem_ritual_parse_all (g_bytes_get_data (bytes, NULL),
                                    (gssize) g_bytes_get_size (bytes), &error);
  if (error != NULL)
    g_warning ("the rituals: %s", error->message);
  return rituals != NULL ? rituals : g_ptr_array_new ();
}

/**
 * rem_ritual_catalogue_get:
 *
 * Returns: (transfer none) (element-type RemRitual): the rituals that the program offers
 */
GPtrArray *
rem_ritual_catalogue_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_catalogue, NULL);
}

/**
 * rem_ritual_catalogue_find:
 * @id: the id of a ritual
 *
 * Returns: (transfer none) (nullable): the ritual, or %NULL if there is none of that id
 */
RemRitual *
rem_ritual_catalogue_find (const char *id)
{
  GPtrArray *rituals = rem_ritual_catalogue_get ();

  for (guint i = 0; i < rituals->len; i++)
    if (g_strcmp0 (rem_ritual_get_id (g_ptr_array_index (rituals, i)), id) == 0)
      return g_ptr_array_index (rituals, i);
  return NULL;
}
