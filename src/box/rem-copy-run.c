/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-copy-private.h"

#include "rem-attachment-store.h"
#include "rem-copy-source.h"

/* What every run that brings a box, or a part of one, to another folder begins and ends with. */

/**
 * rem_copy_begin:
 * @copy: a run with its place
 * @source: (transfer full): the keys
 * @from_path: the box that the objects come from
 *
 * Any thread.
 */
void
rem_copy_begin (RemCopy *copy, RemCopySource *source, const char *from_path)
{
  copy->source = source;
  copy->from = rem_object_store_new (from_path, source->uuid, source->object_key, source->name_key);
  copy->to = rem_object_store_new (copy->place, source->uuid, source->object_key, source->name_key);
  copy->manifest = rem_copy_manifest_new ();
  copy->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  copy->report = g_new0 (RemBoxCopyReport, 1);
  copy->report->place = g_strdup (copy->place);
  copy->report->missing = g_ptr_array_new_with_free_func (g_free);
}

/**
 * rem_copy_clear:
 * @copy: a run
 *
 * Frees what it holds; keys are wiped.
 */
void
rem_copy_clear (RemCopy *copy)
{
  g_clear_pointer (&copy->source, rem_copy_source_free);
  g_clear_pointer (&copy->from, rem_object_store_unref);
  g_clear_pointer (&copy->to, rem_object_store_unref);
  g_clear_pointer (&copy->others, g_ptr_array_unref);
  g_clear_pointer (&copy->known, rem_copy_manifest_free);
  g_clear_pointer (&copy->manifest, rem_copy_manifest_free);
  g_clear_pointer (&copy->report, rem_box_copy_report_free);
  g_clear_pointer (&copy->seen, g_hash_table_unref);
  g_clear_pointer (&copy->place, g_free);
}

/**
 * rem_copy_note_missing:
 * @copy: a run, after rem_copy_objects()
 * @attachments: (element-type RemAttachment): what the place is to hold
 *
 * Lists in the report those whose files are not there.
 */
void
rem_copy_note_missing (RemCopy *copy, GPtrArray *attachments)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      RemAttachment *attachment = g_ptr_array_index (attachments, i);

      if (!GPOINTER_TO_INT (
              g_hash_table_lookup (copy->seen, rem_attachment_get_object_name (attachment))))
        g_ptr_array_add (copy->report->missing, g_strdup (rem_attachment_get_uuid (attachment)));
    }
}
