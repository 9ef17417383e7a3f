/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-json.h"

#include "rem-cli.h"

/**
 * rem_cli_json_print:
 * @builder: one finished value
 *
 * Writes it to standard output with a newline.
 */
void
rem_cli_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  rem_cli_print (text);
  rem_cli_print ("\n");
}

/**
 * rem_cli_json_add_string:
 * @builder: inside an object
 * @name: a member
 * @value: (nullable): its value; %NULL is null
 */
void
rem_cli_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * rem_cli_json_add_int:
 * @builder: inside an object
 * @name: a member
 * @value: its value
 */
void
rem_cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * rem_cli_json_add_bool:
 * @builder: inside an object
 * @name: a member
 * @value: its value
 */
void
rem_cli_json_add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/**
 * rem_cli_json_add_strv:
 * @builder: inside an object
 * @name: a member
 * @values: its values
 */
void
rem_cli_json_add_strv (JsonBuilder *builder, const char *name, const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

static const char *
get_precision_nick (RemPrecision precision)
{
  switch (precision)
    {
    case REM_PRECISION_YEAR:
      return "year";
    case REM_PRECISION_SEASON:
      return "season";
    case REM_PRECISION_MONTH:
      return "month";
    case REM_PRECISION_DAY:
      return "day";
    case REM_PRECISION_NONE:
    default:
      return "none";
    }
}

/**
 * rem_cli_json_add_day:
 * @builder: inside an object
 * @day: a day
 *
 * Adds "day", as EDTF or null, and "precision".
 */
void
rem_cli_json_add_day (JsonBuilder *builder, RemDay day)
{
  g_autofree char *text = day.precision != REM_PRECISION_NONE ? rem_day_to_edtf (day) : NULL;

  rem_cli_json_add_string (builder, "day", text);
  rem_cli_json_add_string (builder, "precision", get_precision_nick (day.precision));
}

/**
 * rem_cli_json_add_instant:
 * @builder: inside an object
 * @name: a member
 * @unix_us: microseconds since 1970 UTC; 0 is null
 *
 * Adds an instant as ISO 8601 in UTC.
 */
void
rem_cli_json_add_instant (JsonBuilder *builder, const char *name, gint64 unix_us)
{
  g_autoptr (GDateTime) instant =
      unix_us != 0 ? g_date_time_new_from_unix_utc (unix_us / G_USEC_PER_SEC) : NULL;
  g_autofree char *text = instant != NULL ? g_date_time_format_iso8601 (instant) : NULL;

  rem_cli_json_add_string (builder, name, text);
}

/**
 * rem_cli_json_add_attachment:
 * @builder: inside an array
 * @attachment: an attachment
 *
 * Adds an object with what is known of it.
 */
void
rem_cli_json_add_attachment (JsonBuilder *builder, RemAttachment *attachment)
{
  const guint8 *sum = rem_attachment_get_sum (attachment);
  g_autoptr (GString) hex = g_string_new (NULL);

  for (gsize i = 0; i < REM_ATTACHMENT_SUM_SIZE; i++)
    g_string_append_printf (hex, "%02x", sum[i]);

  json_builder_begin_object (builder);
  rem_cli_json_add_string (builder, "id", rem_attachment_get_uuid (attachment));
  rem_cli_json_add_string (builder, "name", rem_attachment_get_name (attachment));
  rem_cli_json_add_string (builder, "media_type", rem_attachment_get_media_type (attachment));
  rem_cli_json_add_int (builder, "size", (gint64) rem_attachment_get_size_bytes (attachment));
  rem_cli_json_add_string (builder, "blake2b", hex->str);
  rem_cli_json_add_int (builder, "width", rem_attachment_get_width (attachment));
  rem_cli_json_add_int (builder, "height", rem_attachment_get_height (attachment));
  rem_cli_json_add_string (builder, "taken",
                           *rem_attachment_get_taken_at (attachment) != '\0'
                               ? rem_attachment_get_taken_at (attachment)
                               : NULL);
  rem_cli_json_add_string (builder, "caption", rem_attachment_get_caption (attachment));
  rem_cli_json_add_int (builder, "length_ms", rem_attachment_get_length_ms (attachment));
  json_builder_end_object (builder);
}
