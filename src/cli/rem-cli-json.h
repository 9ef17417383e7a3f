/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "rem-attachment.h"
#include "rem-day.h"
#include "rem-keepsake.h"

G_BEGIN_DECLS

void rem_cli_json_print (JsonBuilder *builder);
void rem_cli_json_add_string (JsonBuilder *builder, const char *name, const char *value);
void rem_cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void rem_cli_json_add_bool (JsonBuilder *builder, const char *name, gboolean value);
void rem_cli_json_add_strv (JsonBuilder *builder, const char *name, const char *const *values);
void rem_cli_json_add_day (JsonBuilder *builder, RemDay day);
void rem_cli_json_add_instant (JsonBuilder *builder, const char *name, gint64 unix_us);
void rem_cli_json_add_attachment (JsonBuilder *builder, RemAttachment *attachment);

G_END_DECLS
