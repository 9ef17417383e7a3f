/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-protocol.h"

#include <string.h>

#define MAX_SIDE 100

static const RemPictureHeader honest = {
  .original_width = 4000,
  .original_height = 3000,
  .width = 100,
  .height = 75,
  .thumbnail_size = 1000,
  .is_complete = TRUE,
  .taken_at = "2011-03-04T05:06:07",
};

static void
write_field (guint8 *data, gsize offset, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (data + offset, &value, sizeof value);
}

static void
test_bad_fields (void)
{
  static const struct
  {
    gsize offset;
    guint32 value;
  } cases[] = {
    { 0, 0 },
    { 4, 0 },
    { 8, 0 },
    { 8, 99 },
    { 8, 83334 },
    { 8, G_MAXUINT32 },
    { 12, 0 },
    { 12, 74 },
    { 12, G_MAXUINT32 },
    { 16, 0 },
    { 16, MAX_SIDE + 1 },
    { 16, 0x80000000u },
    { 16, G_MAXUINT32 },
    { 20, 0 },
    { 20, MAX_SIDE + 1 },
    { 20, G_MAXUINT32 },
    { 24, 0 },
    { 24, REM_PICTURE_MAX_THUMBNAIL_BYTES + 1 },
    { 24, G_MAXUINT32 },
    /* Completeness 2, then the beginning of the date; a date that begins with nothing. */
    { 28, 0x31303202u },
    { 28, 0x31300001u },
  };
  guint8 data[REM_PICTURE_HEADER_SIZE];
  RemPictureHeader header = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rem_picture_header_write (&honest, data);
      write_field (data, cases[i].offset, cases[i].value);
      g_test_message ("%d at %d", (int) cases[i].value, (int) cases[i].offset);
      g_assert_false (rem_picture_header_read (&header, data, MAX_SIDE, TRUE));
      g_assert_cmpuint (header.original_width, ==, 0);
    }
  rem_picture_header_write (&honest, data);
  g_assert_false (rem_picture_header_read (&header, data, MAX_SIDE - 1, TRUE));
  g_assert_false (rem_picture_header_read (&header, data, MAX_SIDE, FALSE));
}

static void
test_taken_at (void)
{
  static const struct
  {
    const char *text;
    gboolean is_valid;
  } cases[] = {
    { NULL, FALSE },
    { "", FALSE },
    { "2011-03-04", FALSE },
    { "2011-03-04T05:06:07Z", FALSE },
    { "2011-03-04 05:06:07", FALSE },
    { "2011:03:04T05:06:07", FALSE },
    { "0000-00-00T00:00:00", FALSE },
    { "0000-03-04T05:06:07", FALSE },
    { "2011-02-29T05:06:07", FALSE },
    { "2011-13-04T05:06:07", FALSE },
    { "2011-00-04T05:06:07", FALSE },
    { "2011-03-04T24:06:07", FALSE },
    { "2011-03-04T05:60:07", FALSE },
    { "2011-03-04T05:06:60", FALSE },
    { "2011-03-04T05:06:-1", FALSE },
    { "+011-03-04T05:06:07", FALSE },
    { "2011-03-04T05:06: 7", FALSE },
    { "2011-03-04T05:06:07", TRUE },
    { "2012-02-29T23:59:59", TRUE },
    { "0001-01-01T00:00:00", TRUE },
    { "9999-12-31T23:59:59", TRUE },
  };
  guint8 data[REM_PICTURE_HEADER_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RemPictureHeader header = { 0 };

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (rem_picture_taken_at_is_valid (cases[i].text), ==, cases[i].is_valid);
      if (cases[i].text == NULL || strlen (cases[i].text) != REM_PICTURE_TAKEN_AT_LENGTH)
        continue;
      rem_picture_header_write (&honest, data);
      memcpy (data + 29, cases[i].text, REM_PICTURE_TAKEN_AT_LENGTH);
      g_assert_cmpint (rem_picture_header_read (&header, data, MAX_SIDE, TRUE), ==,
                       cases[i].is_valid);
    }
}

static void
test_there_and_back (void)
{
  guint8 data[REM_PICTURE_HEADER_SIZE];
  guint8 again[REM_PICTURE_HEADER_SIZE];
  RemPictureHeader header = { 0 };
  RemPictureHeader bare = honest;

  rem_picture_header_write (&honest, data);
  g_assert_true (rem_picture_header_read (&header, data, MAX_SIDE, TRUE));
  g_assert_cmpuint (header.original_width, ==, 4000);
  g_assert_cmpuint (header.original_height, ==, 3000);
  g_assert_cmpuint (header.width, ==, 100);
  g_assert_cmpuint (header.height, ==, 75);
  g_assert_cmpuint (header.thumbnail_size, ==, 1000);
  g_assert_true (header.is_complete);
  g_assert_cmpstr (header.taken_at, ==, "2011-03-04T05:06:07");

  bare.taken_at[0] = '\0';
  bare.thumbnail_size = 0;
  bare.is_complete = FALSE;
  rem_picture_header_write (&bare, data);
  g_assert_true (rem_picture_header_read (&header, data, MAX_SIDE, FALSE));
  g_assert_cmpstr (header.taken_at, ==, "");
  g_assert_false (header.is_complete);
  rem_picture_header_write (&header, again);
  g_assert_cmpmem (data, sizeof data, again, sizeof again);
}

/* Whatever is accepted holds every limit, and says the same when it is written again. */
static void
test_changed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_accepted = 0;

  for (int round = 0; round < 200000; round++)
    {
      guint8 data[REM_PICTURE_HEADER_SIZE];
      guint8 again[REM_PICTURE_HEADER_SIZE];
      RemPictureHeader header;
      int n_changes = g_rand_int_range (random, 1, 4);

      rem_picture_header_write (&honest, data);
      for (int i = 0; i < n_changes; i++)
        data[g_rand_int_range (random, 0, sizeof data)] =
            (guint8) g_rand_int_range (random, 0, 256);
      if (!rem_picture_header_read (&header, data, MAX_SIDE, TRUE))
        continue;
      n_accepted++;
      g_assert_cmpuint (header.width, <=, MAX_SIDE);
      g_assert_cmpuint (header.height, <=, MAX_SIDE);
      g_assert_cmpuint (header.thumbnail_size, <=, REM_PICTURE_MAX_THUMBNAIL_BYTES);
      g_assert_cmpuint ((guint64) header.original_width * header.original_height, <=,
                        REM_PICTURE_MAX_PIXELS);
      rem_picture_header_write (&header, again);
      g_assert_cmpmem (data, sizeof data, again, sizeof again);
    }
  g_assert_cmpuint (n_accepted, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture/protocol/bad-fields", test_bad_fields);
  g_test_add_func ("/picture/protocol/taken-at", test_taken_at);
  g_test_add_func ("/picture/protocol/changed", test_changed);
  g_test_add_func ("/picture/protocol/there-and-back", test_there_and_back);

  return g_test_run ();
}
