/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "rem-photo-place.h"

static RemPhotoPlace
make_place (double room_width, double room_height, double width, double height)
{
  RemPhotoPlace place = { room_width, room_height, width, height, 1, 0.5, 0.5 };

  rem_photo_place_settle (&place);
  return place;
}

static void
check_box (const RemPhotoPlace *place, double left, double top, double width, double height)
{
  double is_left, is_top, is_width, is_height;

  rem_photo_place_get_box (place, &is_left, &is_top, &is_width, &is_height);
  g_assert_cmpfloat_with_epsilon (is_left, left, 0.01);
  g_assert_cmpfloat_with_epsilon (is_top, top, 0.01);
  g_assert_cmpfloat_with_epsilon (is_width, width, 0.01);
  g_assert_cmpfloat_with_epsilon (is_height, height, 0.01);
}

/* Nothing to show, or no room to show it in, is no reason to divide by nothing. */
static void
test_nothing (void)
{
  RemPhotoPlace place = make_place (0, 0, 0, 0);

  rem_photo_place_zoom (&place, 3, 10, 10);
  rem_photo_place_move (&place, 10, 10);
  g_assert_true (rem_photo_place_is_fit (&place));
  check_box (&place, 0, 0, 0, 0);
}

static void
test_fits (void)
{
  RemPhotoPlace large = make_place (400, 300, 4000, 2000);
  RemPhotoPlace small = make_place (400, 300, 40, 20);

  check_box (&large, 0, 50, 400, 200);
  check_box (&small, 180, 140, 40, 20);
  g_assert_true (rem_photo_place_can_grow (&small));
}

/* The point under the pointer stays there. */
static void
test_zoom_at_a_point (void)
{
  RemPhotoPlace place = make_place (400, 300, 4000, 3000);
  double left, top, width, height;

  rem_photo_place_zoom (&place, 4, 100, 200);
  rem_photo_place_get_box (&place, &left, &top, &width, &height);
  g_assert_cmpfloat_with_epsilon ((100 - left) / width, 0.25, 0.0001);
  g_assert_cmpfloat_with_epsilon ((200 - top) / height, 2.0 / 3, 0.0001);
  rem_photo_place_zoom (&place, 0.25, 100, 200);
  check_box (&place, 0, 0, 400, 300);
}

static void
test_limits (void)
{
  RemPhotoPlace place = make_place (400, 300, 800, 600);

  rem_photo_place_zoom (&place, 1e9, 0, 0);
  g_assert_cmpfloat_with_epsilon (rem_photo_place_get_scale (&place), REM_PHOTO_PLACE_MAX_SCALE,
                                  0.001);
  g_assert_false (rem_photo_place_can_grow (&place));
  check_box (&place, 0, 0, 6400, 4800);
  rem_photo_place_move (&place, -1e9, -1e9);
  check_box (&place, -6000, -4500, 6400, 4800);
  rem_photo_place_zoom (&place, 1e-9, 0, 0);
  g_assert_true (rem_photo_place_is_fit (&place));
  check_box (&place, 0, 0, 400, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/photo-place/nothing", test_nothing);
  g_test_add_func ("/ui/photo-place/fits", test_fits);
  g_test_add_func ("/ui/photo-place/zoom-at-a-point", test_zoom_at_a_point);
  g_test_add_func ("/ui/photo-place/limits", test_limits);

  return g_test_run ();
}
