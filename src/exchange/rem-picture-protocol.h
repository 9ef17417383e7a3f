/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the window and the command line (the parent) and remember-picture (the child) say to each
 * other. One child reads one picture and ends.
 *
 * Parent to child:
 *   arguments   --type MEDIA-TYPE --max-side N [--thumbnail]
 *   descriptor 0: the bytes of the picture: a sealed memory file, or any other regular file
 *   descriptor 1: a pipe for the answer
 *   descriptor 2: anything; the child writes nothing there
 *
 * Child to parent, all numbers little-endian:
 *   offset size
 *    0      8   "RemPic", 0, 1
 *    8      4   original width in pixels, the right way up
 *   12      4   original height
 *   16      4   width of what follows, 1 to N
 *   20      4   height of what follows, 1 to N
 *   24      4   size of the thumbnail in bytes; 0 if none was asked for
 *   28      1   1 if the file is whole as far as can be told, 0 if its end is missing
 *   29     19   when it was taken, "YYYY-MM-DDTHH:MM:SS" in local time; 19 zeros if not known
 *   48  w*h*4   pixels from the top left: red, green, blue, alpha; premultiplied
 *    .      .   the thumbnail, a JPEG file
 * and nothing after it. A child that cannot answer writes nothing and ends with one of
 * RemPictureExit. The child reads untrusted bytes, so everything that it says is untrusted as well.
 */

/** Size of the fixed part of an answer, in bytes. */
#define REM_PICTURE_HEADER_SIZE 48

/** The largest number of pixels that is decoded. */
#define REM_PICTURE_MAX_PIXELS (250u * 1000u * 1000u)

/** The longest side that can be asked for, in pixels. */
#define REM_PICTURE_MAX_SIDE 8192

/** The longest side of a thumbnail, in pixels. */
#define REM_PICTURE_THUMBNAIL_SIDE 512

/** The largest thumbnail, in bytes: twice what its pixels would take as they are. */
#define REM_PICTURE_MAX_THUMBNAIL_BYTES                                                            \
  (2u * 4u * REM_PICTURE_THUMBNAIL_SIDE * REM_PICTURE_THUMBNAIL_SIDE)

/** The length of a date and time, without the closing NUL. */
#define REM_PICTURE_TAKEN_AT_LENGTH 19

/**
 * RemPictureExit:
 * @REM_PICTURE_EXIT_DONE: the answer is complete
 * @REM_PICTURE_EXIT_UNREADABLE: not a picture of the type that was named, or too damaged
 * @REM_PICTURE_EXIT_USAGE: the arguments or the descriptors are wrong
 * @REM_PICTURE_EXIT_TOO_LARGE: more pixels or more memory than allowed
 * @REM_PICTURE_EXIT_UNCONFINED: the process could not be confined and so read nothing
 * @REM_PICTURE_EXIT_NO_LOADER: no decoder for this type is installed
 *
 * How remember-picture ends.
 */
typedef enum
{
  REM_PICTURE_EXIT_DONE = 0,
  REM_PICTURE_EXIT_UNREADABLE = 1,
  REM_PICTURE_EXIT_USAGE = 2,
  REM_PICTURE_EXIT_TOO_LARGE = 3,
  REM_PICTURE_EXIT_UNCONFINED = 4,
  REM_PICTURE_EXIT_NO_LOADER = 5,
} RemPictureExit;

/**
 * RemPictureHeader:
 *
 * The fixed part of an answer. @taken_at is empty if it is not known.
 */
typedef struct
{
  guint32 original_width;
  guint32 original_height;
  guint32 width;
  guint32 height;
  guint32 thumbnail_size;
  gboolean is_complete;
  char taken_at[REM_PICTURE_TAKEN_AT_LENGTH + 1];
} RemPictureHeader;

void rem_picture_header_write (const RemPictureHeader *self, guint8 *data);
gboolean rem_picture_header_read (RemPictureHeader *self,
                                  const guint8 *data,
                                  guint max_side,
                                  gboolean thumbnail);
gboolean
rem_picture_header_is_valid (const RemPictureHeader *self, guint max_side, gboolean thumbnail);
gboolean rem_picture_taken_at_is_valid (const char *text);

G_END_DECLS
