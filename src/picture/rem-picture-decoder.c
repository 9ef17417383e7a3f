/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-decoder.h"

#include "rem-picture-exif.h"
#include "rem-picture-wholeness.h"

#include <dlfcn.h>
#include <gio/gio.h>
#include <string.h>

/*
 * From the bytes of a picture to its pixels, the right way up and no larger than asked for.
 *
 * The loader is the one for the type that the parent recognised and main() confirmed: a file that
 * would be something else to another loader gets an error. gdk-pixbuf decodes a JPEG at a fraction
 * of its size when less is asked for; of the other formats everything is decoded, then scaled.
 *
 * A file that ends too early or is damaged in the middle gives what there is of it, marked as not
 * complete: half of the only photograph is better than none.
 */

typedef struct
{
  guint max_side;
  int width;
  int height;
  gboolean is_too_large;
} Prepared;

/* Scales a size down to fit @max_side; never up, and never to nothing. */
static void
fit_size (int width, int height, guint max_side, int *width_out, int *height_out)
{
  int longest = MAX (width, height);

  *width_out = width;
  *height_out = height;
  if (longest <= (int) max_side)
    return;
  *width_out = MAX (1, (int) ((gint64) width * max_side / longest));
  *height_out = MAX (1, (int) ((gint64) height * max_side / longest));
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Prepared *prepared = user_data;
  int fit_width, fit_height;

  if (width <= 0 || height <= 0)
    return;
  prepared->width = width;
  prepared->height = height;
  if ((gint64) width * height > REM_PICTURE_MAX_PIXELS)
    {
      prepared->is_too_large = TRUE;
      /* Nothing is decoded into no pixels: the loaders give up here. */
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  fit_size (width, height, prepared->max_side, &fit_width, &fit_height);
  if (fit_width != width || fit_height != height)
    gdk_pixbuf_loader_set_size (loader, fit_width, fit_height);
}

/* Some loaders are known by one name of a type only. */
static GdkPixbufLoader *
create_loader (const char *media_type)
{
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_mime_type (media_type, NULL);

  if (loader == NULL && g_strcmp0 (media_type, "image/heic") == 0)
    loader = gdk_pixbuf_loader_new_with_mime_type ("image/heif", NULL);
  return loader;
}

static RemPictureExit
decode (const char *media_type,
        const guint8 *data,
        gsize size,
        Prepared *prepared,
        GdkPixbuf **pixbuf_out)
{
  g_autoptr (GdkPixbufLoader) loader = create_loader (media_type);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf;
  gboolean whole;

  if (loader == NULL)
    return REM_PICTURE_EXIT_NO_LOADER;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), prepared);
  whole = gdk_pixbuf_loader_write (loader, data, size, &error);
  /* A loader must be closed whatever happened. HEIF says FALSE without an error. */
  if (!gdk_pixbuf_loader_close (loader, whole ? &error : NULL))
    whole = FALSE;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (prepared->is_too_large ||
      g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    return REM_PICTURE_EXIT_TOO_LARGE;
  if (pixbuf == NULL || gdk_pixbuf_get_colorspace (pixbuf) != GDK_COLORSPACE_RGB ||
      gdk_pixbuf_get_bits_per_sample (pixbuf) != 8)
    return REM_PICTURE_EXIT_UNREADABLE;
  *pixbuf_out = g_object_ref (pixbuf);
  return whole ? REM_PICTURE_EXIT_DONE : REM_PICTURE_EXIT_UNREADABLE;
}

/* The EXIF orientation that still has to be applied. libheif turns pictures itself, while their
 * EXIF data go on saying that it has to be done. */
static int
choose_orientation (const char *media_type, GdkPixbuf *pixbuf, int from_exif)
{
  const char *option;

  if (g_str_equal (media_type, "image/heic") || g_str_equal (media_type, "image/avif"))
    return 1;
  option = gdk_pixbuf_get_option (pixbuf, "orientation");
  if (option != NULL && option[0] >= '1' && option[0] <= '8' && option[1] == '\0')
    return option[0] - '0';
  return from_exif;
}

static GdkPixbuf *
turn (GdkPixbuf *pixbuf, int orientation)
{
  g_autoptr (GdkPixbuf) turned = NULL;

  switch (orientation)
    {
    case 2:
      return gdk_pixbuf_flip (pixbuf, TRUE);
    case 3:
      return gdk_pixbuf_rotate_simple (pixbuf, GDK_PIXBUF_ROTATE_UPSIDEDOWN);
    case 4:
      return gdk_pixbuf_flip (pixbuf, FALSE);
    case 5:
      turned = gdk_pixbuf_rotate_simple (pixbuf, GDK_PIXBUF_ROTATE_CLOCKWISE);
      return turned != NULL ? gdk_pixbuf_flip (turned, TRUE) : NULL;
    case 6:
      return gdk_pixbuf_rotate_simple (pixbuf, GDK_PIXBUF_ROTATE_CLOCKWISE);
    case 7:
      turned = gdk_pixbuf_rotate_simple (pixbuf, GDK_PIXBUF_ROTATE_CLOCKWISE);
      return turned != NULL ? gdk_pixbuf_flip (turned, FALSE) : NULL;
    case 8:
      return gdk_pixbuf_rotate_simple (pixbuf, GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE);
    default:
      return g_object_ref (pixbuf);
    }
}

static GdkPixbuf *
scale_to_fit (GdkPixbuf *pixbuf, guint max_side)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int fit_width, fit_height;

  fit_size (width, height, max_side, &fit_width, &fit_height);
  if (fit_width == width && fit_height == height)
    return g_object_ref (pixbuf);
  return gdk_pixbuf_scale_simple (pixbuf, fit_width, fit_height, GDK_INTERP_BILINEAR);
}

static guint8
premultiply (guint8 colour, guint8 alpha)
{
  guint product = (guint) colour * alpha + 128;

  return (guint8) ((product + (product >> 8)) >> 8);
}

/* How to walk over the source so that its pixels come in the order of the turned picture. */
typedef struct
{
  const guint8 *origin;
  gssize step_x;
  gssize step_y;
  int width;
  int height;
} Walk;

static Walk
plan_walk (GdkPixbuf *pixbuf, int orientation)
{
  const int width = gdk_pixbuf_get_width (pixbuf);
  const int height = gdk_pixbuf_get_height (pixbuf);
  const gssize right = gdk_pixbuf_get_n_channels (pixbuf);
  const gssize down = gdk_pixbuf_get_rowstride (pixbuf);
  const gboolean lies = orientation >= 5;
  const gboolean from_right = orientation == 2 || orientation == 3 || orientation >= 7;
  const gboolean from_bottom =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  const gssize x = from_right ? -right : right;
  const gssize y = from_bottom ? -down : down;

  return (Walk){
    .origin = gdk_pixbuf_read_pixels (pixbuf) + (from_right ? (width - 1) * right : 0) +
              (from_bottom ? (height - 1) * down : 0),
    .step_x = lies ? y : x,
    .step_y = lies ? x : y,
    .width = lies ? height : width,
    .height = lies ? width : height,
  };
}

/* Turns while it copies. It goes in small squares: a picture that lies on its side would otherwise
 * be fetched anew from memory for every pixel. */
static gboolean
take_pixels (RemPictureAnswer *answer, GdkPixbuf *pixbuf, int orientation)
{
  const int square = 16;
  const gboolean has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  const Walk walk = plan_walk (pixbuf, orientation);

  answer->pixels_size = (gsize) walk.width * (gsize) walk.height * 4;
  answer->pixels = g_try_malloc (answer->pixels_size);
  if (answer->pixels == NULL)
    return FALSE;
  for (int top = 0; top < walk.height; top += square)
    for (int left = 0; left < walk.width; left += square)
      for (int y = top; y < MIN (top + square, walk.height); y++)
        {
          const guint8 *from = walk.origin + y * walk.step_y + left * walk.step_x;
          guint8 *to = answer->pixels + ((gsize) y * (gsize) walk.width + (gsize) left) * 4;
          const int n_pixels = MIN (square, walk.width - left);

          for (int x = 0; x < n_pixels; x++, from += walk.step_x, to += 4)
            {
              const guint8 alpha = has_alpha ? from[3] : 255;

              to[0] = has_alpha ? premultiply (from[0], alpha) : from[0];
              to[1] = has_alpha ? premultiply (from[1], alpha) : from[1];
              to[2] = has_alpha ? premultiply (from[2], alpha) : from[2];
              to[3] = alpha;
            }
        }
  answer->header.width = (guint32) walk.width;
  answer->header.height = (guint32) walk.height;
  return TRUE;
}

static gboolean
take_thumbnail (RemPictureAnswer *answer, GdkPixbuf *pixbuf, int orientation)
{
  g_autoptr (GdkPixbuf) lying = scale_to_fit (pixbuf, REM_PICTURE_THUMBNAIL_SIDE);
  g_autoptr (GdkPixbuf) small = lying != NULL ? turn (lying, orientation) : NULL;
  gsize size = 0;

  /* JPEG has no transparency: lay what is not there on paper. */
  if (small != NULL && gdk_pixbuf_get_has_alpha (small))
    {
      GdkPixbuf *on_paper =
          gdk_pixbuf_composite_color_simple (small, gdk_pixbuf_get_width (small),
                                             gdk_pixbuf_get_height (small), GDK_INTERP_NEAREST, 255,
                                             16, 0xffffff, 0xffffff);

      g_set_object (&small, on_paper);
      g_clear_object (&on_paper);
    }
  if (small == NULL || !gdk_pixbuf_save_to_buffer (small, &answer->thumbnail, &size, "jpeg", NULL,
                                                   "quality", "85", NULL))
    return FALSE;
  answer->header.thumbnail_size = (guint32) MIN (size, G_MAXUINT32);
  return TRUE;
}

/* Takes what is to be written from the decoded picture, and lets go of that as early as it can. */
static gboolean
fill_answer (RemPictureAnswer *answer,
             GdkPixbuf **decoded,
             const Prepared *prepared,
             int orientation,
             guint max_side,
             gboolean thumbnail)
{
  g_autoptr (GdkPixbuf) pixbuf = scale_to_fit (*decoded, prepared->max_side);
  g_autoptr (GdkPixbuf) result = NULL;

  g_clear_object (decoded);
  if (pixbuf == NULL || (thumbnail && !take_thumbnail (answer, pixbuf, orientation)))
    return FALSE;
  result = scale_to_fit (pixbuf, max_side);
  g_clear_object (&pixbuf);
  return result != NULL && take_pixels (answer, result, orientation);
}

/**
 * rem_picture_answer_clear:
 * @self: an answer
 *
 * Frees what an answer holds.
 */
void
rem_picture_answer_clear (RemPictureAnswer *self)
{
  g_clear_pointer (&self->pixels, g_free);
  g_clear_pointer (&self->thumbnail, g_free);
}

/**
 * rem_picture_decoder_read:
 * @media_type: the media type of the picture, as recognised from its bytes
 * @data: (array length=size): the picture, which may be hostile
 * @size: its size in bytes
 * @max_side: the longest side of the result, 1 to %REM_PICTURE_MAX_SIDE
 * @thumbnail: whether to make a small JPEG as well
 * @answer_out: (out caller-allocates): the answer, set only on success; clear it after use
 *
 * Reads a picture; of an animation the first frame. Only in a confined process, unless the bytes
 * are our own.
 *
 * Returns: %REM_PICTURE_EXIT_DONE, or why there is no answer
 */
RemPictureExit
rem_picture_decoder_read (const char *media_type,
                          const guint8 *data,
                          gsize size,
                          guint max_side,
                          gboolean thumbnail,
                          RemPictureAnswer *answer_out)
{
  Prepared prepared = { .max_side =
                            thumbnail ? MAX (max_side, REM_PICTURE_THUMBNAIL_SIDE) : max_side };
  g_auto (RemPictureAnswer) answer = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  RemPictureExif exif;
  RemPictureExit exit_status;
  int orientation;

  exit_status = decode (media_type, data, size, &prepared, &pixbuf);
  if (pixbuf == NULL)
    return exit_status;
  if (prepared.width == 0)
    {
      prepared.width = gdk_pixbuf_get_width (pixbuf);
      prepared.height = gdk_pixbuf_get_height (pixbuf);
    }
  exif = rem_picture_exif_read (media_type, data, size);
  orientation = choose_orientation (media_type, pixbuf, exif.orientation);
  if (!fill_answer (&answer, &pixbuf, &prepared, orientation, max_side, thumbnail))
    return REM_PICTURE_EXIT_TOO_LARGE;
  answer.header.original_width = (guint32) (orientation > 4 ? prepared.height : prepared.width);
  answer.header.original_height = (guint32) (orientation > 4 ? prepared.width : prepared.height);
  answer.header.is_complete =
      exit_status == REM_PICTURE_EXIT_DONE && rem_picture_wholeness_check (media_type, data, size);
  memcpy (answer.header.taken_at, exif.taken_at, sizeof exif.taken_at);
  if (!rem_picture_header_is_valid (&answer.header, max_side, thumbnail))
    return REM_PICTURE_EXIT_UNREADABLE;
  *answer_out = answer;
  memset (&answer, 0, sizeof answer);
  return REM_PICTURE_EXIT_DONE;
}

/* libheif may have its codecs in plugins, and lets go of them after each picture. One more user,
 * this one, keeps them: from inside the confinement they could not be opened again. */
static void
keep_heif_plugins (void)
{
  void *library = dlopen ("libheif.so.1", RTLD_NOW | RTLD_NOLOAD);
  void *symbol = library != NULL ? dlsym (library, "heif_init") : NULL;

  if (symbol != NULL)
    ((void (*) (void *)) symbol) (NULL);
}

/**
 * rem_picture_decoder_load:
 * @media_type: the media type that will be read
 *
 * Reads a tiny picture of this type that is part of the program, and makes its thumbnail, so that
 * nothing has to be loaded from disk afterwards. Call it before the process is confined.
 *
 * Returns: %REM_PICTURE_EXIT_DONE, or %REM_PICTURE_EXIT_NO_LOADER if this type cannot be read here
 */
RemPictureExit
rem_picture_decoder_load (const char *media_type)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) sample = NULL;
  g_auto (RemPictureAnswer) answer = { 0 };
  gconstpointer data;
  gsize size;

  path = g_strdup_printf ("/org/example/Remember/picture/samples/sample.%s",
                          media_type + strlen ("image/"));
  sample = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (sample == NULL)
    return REM_PICTURE_EXIT_NO_LOADER;
  data = g_bytes_get_data (sample, &size);
  if (rem_picture_decoder_read (media_type, data, size, 4, TRUE, &answer) != REM_PICTURE_EXIT_DONE)
    return REM_PICTURE_EXIT_NO_LOADER;
  keep_heif_plugins ();
  return REM_PICTURE_EXIT_DONE;
}
