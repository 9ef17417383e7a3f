/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-flame-pixels.h"

#define WIDTH  200
#define HEIGHT 400

static const RemRoom dark_room = { { 0.11f, 0.10f, 0.09f }, TRUE };
static const RemCandleShape shape = { 100, 360, 220, 28, 120, 300 };

static RemPixels
begin_pixels (int width, int height, double x, double y)
{
  return (RemPixels){ g_new0 (guint32, (gsize) (width * height)), width, height, x, y };
}

static guint32
get_pixel (const RemPixels *pixels, double x, double y)
{
  int column = (int) (x - pixels->x);
  int row = (int) (y - pixels->y);

  return pixels->data[row * pixels->width + column];
}

static int
get_red (guint32 pixel)
{
  return (int) (pixel >> 16 & 0xff);
}

static int
get_blue (guint32 pixel)
{
  return (int) (pixel & 0xff);
}

/* No colour may be more than its alpha: renderers take such a picture for light from nowhere. */
static void
assert_premultiplied (const RemPixels *pixels)
{
  for (int i = 0; i < pixels->width * pixels->height; i++)
    {
      guint32 alpha = pixels->data[i] >> 24;

      g_assert_cmpuint (pixels->data[i] >> 16 & 0xff, <=, alpha);
      g_assert_cmpuint (pixels->data[i] >> 8 & 0xff, <=, alpha);
      g_assert_cmpuint (pixels->data[i] & 0xff, <=, alpha);
    }
}

static void
test_premultiplied (void)
{
  RemPixels pixels = begin_pixels (WIDTH, HEIGHT, 0, 0);
  g_autofree guint32 *data = pixels.data;
  RemFlameMotion motion = rem_flame_motion_at (3);

  for (double size = 0; size <= 1; size += 0.25)
    {
      rem_flame_paint_flame (&pixels, &shape, &motion, size);
      assert_premultiplied (&pixels);
      rem_flame_paint_wick (&pixels, &shape, size);
      assert_premultiplied (&pixels);
      rem_flame_paint_wax (&pixels, &dark_room, &shape, size);
      assert_premultiplied (&pixels);
      rem_flame_paint_smoke (&pixels, &dark_room, &shape, size * 7, 0);
      assert_premultiplied (&pixels);
    }
}

static void
test_room_is_lit (void)
{
  RemPixels pixels = begin_pixels (WIDTH, HEIGHT, 0, 0);
  g_autofree guint32 *data = pixels.data;
  int near, far;

  rem_flame_paint_room (&pixels, &dark_room, &shape, 0);
  g_assert_cmpint (ABS (get_red (get_pixel (&pixels, 100, 160)) -
                        get_red (get_pixel (&pixels, 2, 390))),
                   <=, 1);
  rem_flame_paint_room (&pixels, &dark_room, &shape, 1);
  near = get_red (get_pixel (&pixels, 100, 160));
  far = get_red (get_pixel (&pixels, 2, 390));
  g_assert_cmpint (near, >, far + 40);
  g_assert_cmpint (near, >, get_blue (get_pixel (&pixels, 100, 160)));
}

/* At the edge of the part that breathes nothing shows where it ends. */
static void
test_breath_has_no_edge (void)
{
  RemPixels page = begin_pixels (WIDTH, HEIGHT, 0, 0);
  RemPixels part = begin_pixels (160, 160, 20, 80);
  g_autofree guint32 *page_data = page.data;
  g_autofree guint32 *part_data = part.data;

  rem_flame_paint_room (&page, &dark_room, &shape, 1);
  rem_flame_paint_breath (&part, &dark_room, &shape, 1, 0.07, 78);
  for (int i = 0; i < 160; i++)
    {
      g_assert_cmphex (get_pixel (&part, 20, 80 + i), ==, get_pixel (&page, 20, 80 + i));
      g_assert_cmphex (get_pixel (&part, 20 + i, 80), ==, get_pixel (&page, 20 + i, 80));
    }
  g_assert_cmpint (get_red (get_pixel (&part, 100, 160)), >, get_red (get_pixel (&page, 100, 160)));
}

static void
test_flame_is_bright_and_blue_below (void)
{
  RemPixels pixels = begin_pixels (WIDTH, HEIGHT, 0, 0);
  g_autofree guint32 *data = pixels.data;
  RemFlameMotion motion = rem_flame_motion_still ();
  guint32 heart, foot;

  rem_flame_paint_flame (&pixels, &shape, &motion, 1);
  heart = get_pixel (&pixels, 100, 216 - 120 * 0.45);
  g_assert_cmpint (get_red (heart), >, 245);
  g_assert_cmpint (heart >> 24, >, 245);
  foot = get_pixel (&pixels, 111, 216 - 120 * 0.07);
  g_assert_cmpint (get_blue (foot), >, get_red (foot));
  g_assert_cmphex (get_pixel (&pixels, 2, 160), ==, 0);
  g_assert_cmphex (get_pixel (&pixels, 100, 20), ==, 0);

  rem_flame_paint_flame (&pixels, &shape, &motion, 0);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    g_assert_cmphex (pixels.data[i], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/flame-pixels/premultiplied", test_premultiplied);
  g_test_add_func ("/flame-pixels/room-is-lit", test_room_is_lit);
  g_test_add_func ("/flame-pixels/breath-has-no-edge", test_breath_has_no_edge);
  g_test_add_func ("/flame-pixels/flame-is-bright-and-blue-below",
                   test_flame_is_bright_and_blue_below);
  return g_test_run ();
}
