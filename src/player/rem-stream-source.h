/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/** The name of the element. */
#define REM_STREAM_SOURCE_NAME "remstreamsource"

/** What is given to playbin so that it makes a #RemStreamSource. */
#define REM_STREAM_SOURCE_URI "remember-keepsake:///1"

GType rem_stream_source_get_type (void);
gboolean rem_stream_source_register (void);
void rem_stream_source_set_stream (GstElement *element, GInputStream *stream);
GError *rem_stream_source_dup_error (GstElement *element);
guint rem_stream_source_get_n_reads (GstElement *element);

G_END_DECLS
