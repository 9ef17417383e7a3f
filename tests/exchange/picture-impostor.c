/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-protocol.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Stands in for remember-picture and does not behave. The name that it is started by says how. */

/* Nobody may be left behind by a test that failed. */
#define LIFE_SECONDS 60

static void
say (const void *data, gsize size)
{
  if (write (STDOUT_FILENO, data, size) != (ssize_t) size)
    _exit (9);
}

static void
say_header (guint32 width, guint32 height, guint32 thumbnail_size)
{
  const RemPictureHeader header = {
    .original_width = width,
    .original_height = height,
    .width = width,
    .height = height,
    .thumbnail_size = thumbnail_size,
    .is_complete = TRUE,
  };
  guint8 data[REM_PICTURE_HEADER_SIZE];

  rem_picture_header_write (&header, data);
  say (data, sizeof data);
}

static void
say_filler (gsize size)
{
  g_autofree guint8 *data = g_malloc0 (size);

  memset (data, 0x7f, size);
  say (data, size);
}

int
main (int argc, char **argv)
{
  g_autofree char *manner = g_path_get_basename (argv[0]);

  alarm (LIFE_SECONDS);
  if (g_str_has_prefix (manner, "exit-"))
    return atoi (manner + strlen ("exit-"));
  else if (g_str_equal (manner, "honest"))
    {
      say_header (2, 2, 0);
      say_filler (16);
    }
  else if (g_str_equal (manner, "thumbnail"))
    {
      say_header (2, 2, 8);
      say_filler (16);
      say ("\xff\xd8\xff\xe0__\xff\xd9", 8);
    }
  else if (g_str_equal (manner, "thumbnail-no-jpeg"))
    {
      say_header (2, 2, 8);
      say_filler (24);
    }
  else if (g_str_equal (manner, "garbage"))
    say_filler (100000);
  else if (g_str_equal (manner, "header-cut"))
    say_filler (REM_PICTURE_HEADER_SIZE - 1);
  else if (g_str_equal (manner, "pixels-cut"))
    {
      say_header (2, 2, 0);
      say_filler (15);
    }
  else if (g_str_equal (manner, "one-more"))
    {
      say_header (2, 2, 0);
      say_filler (17);
    }
  else if (g_str_equal (manner, "too-wide"))
    say_header (4000, 1, 0);
  else if (g_str_equal (manner, "flood"))
    {
      say_header (2, 2, 0);
      while (TRUE)
        say_filler (65536);
    }
  else if (g_str_equal (manner, "fails-late"))
    {
      say_header (2, 2, 0);
      say_filler (16);
      return 1;
    }
  else if (g_str_equal (manner, "aborts"))
    {
      say_header (2, 2, 0);
      say_filler (16);
      abort ();
    }
  else if (g_str_equal (manner, "hangs"))
    pause ();
  else if (g_str_equal (manner, "hangs-halfway"))
    {
      say_header (2, 2, 0);
      pause ();
    }
  else if (g_str_equal (manner, "hangs-closed"))
    {
      close (STDOUT_FILENO);
      pause ();
    }
  else
    return 2;
  return 0;
}
