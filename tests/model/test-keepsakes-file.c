/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-attachment-store.h"
#include "rem-bin.h"
#include "rem-box-error.h"
#include "rem-box-restore.h"
#include "rem-box-snapshot.h"
#include "rem-context-private.h"
#include "rem-exchange-error.h"
#include "rem-keepsakes.h"
#include "rem-settings.h"

#include <glib/gstdio.h>

static RemAttachment *
keep_stream (ModelFixture *fixture,
             RemKeepsake *keepsake,
             GInputStream *stream,
             const char *name,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_keepsakes_keep_file_async (fixture->context, keepsake, stream, name, cancellable, NULL, NULL,
                                 model_fixture_store_cb, &result);
  return rem_keepsakes_keep_file_finish (fixture->context, model_fixture_wait (&result), error);
}

static RemAttachment *
keep_bytes (ModelFixture *fixture, RemKeepsake *keepsake, GBytes *bytes, const char *name)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  RemAttachment *attachment = keep_stream (fixture, keepsake, stream, name, NULL, &error);

  g_assert_no_error (error);
  return attachment;
}

static GBytes *
read_back (ModelFixture *fixture, const char *uuid, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;

  rem_keepsakes_write_attachment_async (fixture->context, uuid, stream, NULL,
                                        model_fixture_store_cb, &result);
  if (!rem_keepsakes_write_attachment_finish (fixture->context, model_fixture_wait (&result),
                                              error))
    {
      g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==,
                        0);
      return NULL;
    }

  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GBytes *
build_noise (gsize size)
{
  guint8 *bytes = g_malloc (size);
  guint32 state = 1;

  for (gsize i = 0; i < size; i++)
    {
      state = state * 1664525 + 1013904223;
      bytes[i] = (guint8) (state >> 24);
    }

  return g_bytes_new_take (bytes, size);
}

static GBytes *
load_picture (const char *name)
{
  g_autofree char *path = g_build_filename (REM_TEST_PICTURES, name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize size = 0;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, size);
}

/* How many sealed files there are, those in the trash not counted. */
static guint
count_objects (ModelFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->box_path, "objects", NULL);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  guint n_objects = 0;

  g_ptr_array_add (folders, g_strdup (path));
  for (guint i = 0; i < folders->len; i++)
    {
      const char *folder = g_ptr_array_index (folders, i);
      GDir *dir = g_dir_open (folder, 0, NULL);
      const char *name = NULL;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (folder, name, NULL);

          if (g_str_equal (name, "trash"))
            continue;
          if (g_file_test (child, G_FILE_TEST_IS_DIR))
            g_ptr_array_add (folders, g_steal_pointer (&child));
          else
            n_objects++;
        }
      g_clear_pointer (&dir, g_dir_close);
    }

  return n_objects;
}

/* A source that breaks after its first bytes, or cancels while it is read. */
#define TEST_TYPE_BAD_STREAM (test_bad_stream_get_type ())
G_DECLARE_FINAL_TYPE (TestBadStream, test_bad_stream, TEST, BAD_STREAM, GInputStream)

struct _TestBadStream
{
  GInputStream parent_instance;
  gsize good_bytes;
  GCancellable *cancels; /* instead of breaking */
};

G_DEFINE_FINAL_TYPE (TestBadStream, test_bad_stream, G_TYPE_INPUT_STREAM)

static gssize
test_bad_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  TestBadStream *self = TEST_BAD_STREAM (stream);
  gsize size = MIN (count, self->good_bytes);

  if (size == 0 && self->cancels == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "unplugged");
      return -1;
    }
  if (size == 0)
    {
      g_cancellable_cancel (self->cancels);
      return 0;
    }

  memset (buffer, 7, size);
  self->good_bytes -= size;
  return (gssize) size;
}

static void
test_bad_stream_class_init (TestBadStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = test_bad_stream_read;
}

static void
test_bad_stream_init (TestBadStream *self)
{
  self->good_bytes = 700 * 1000;
}

static void
assert_nothing_kept (ModelFixture *fixture, RemKeepsake *keepsake)
{
  g_assert_null (model_fixture_get (fixture, rem_keepsake_get_uuid (keepsake)));
  g_assert_cmpuint (count_objects (fixture), ==, 0);
  g_assert_false (rem_context_is_working (fixture->context));
}

static void
test_broken_source (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GInputStream) stream = g_object_new (TEST_TYPE_BAD_STREAM, NULL);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_FILM);
  g_autoptr (GError) error = NULL;

  g_assert_null (keep_stream (fixture, draft, stream, "film.mp4", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  assert_nothing_kept (fixture, draft);
}

static void
test_cancelled (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) during = g_cancellable_new ();
  g_autoptr (GInputStream) stream = g_object_new (TEST_TYPE_BAD_STREAM, NULL);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_FILM);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (before);
  g_assert_null (keep_stream (fixture, draft, stream, "film.mp4", before, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_nothing_kept (fixture, draft);

  TEST_BAD_STREAM (stream)->cancels = during;
  g_assert_null (keep_stream (fixture, draft, stream, "film.mp4", during, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_kept (fixture, draft);
}

/* The row cannot be kept: the object that was written for it goes to the trash. */
static void
test_orphan_is_trashed (ModelFixture *fixture, gconstpointer data)
{
  const char *nobody[] = { "00000000-0000-4000-8000-000000000000", NULL };
  g_autoptr (GBytes) bytes = build_noise (5000);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_DOCUMENT);
  g_autoptr (RemKeepsake) about = rem_keepsake_with_persons (draft, nobody);
  g_autoptr (RemAttachment) kept = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (keep_stream (fixture, about, stream, "a", NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_nothing_kept (fixture, about);

  /* The same bytes can be kept afterwards. */
  kept = keep_bytes (fixture, draft, bytes, "a");
  back = read_back (fixture, rem_attachment_get_uuid (kept), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, bytes));
}

/* Two keepsakes may share an object: a failed third import must not take it from them. */
static void
test_shared_object_stays (ModelFixture *fixture, gconstpointer data)
{
  const char *nobody[] = { "00000000-0000-4000-8000-000000000000", NULL };
  g_autoptr (GBytes) bytes = build_noise (5000);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (RemKeepsake) first =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_DOCUMENT);
  g_autoptr (RemKeepsake) second =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_DOCUMENT);
  g_autoptr (RemKeepsake) about = rem_keepsake_with_persons (second, nobody);
  g_autoptr (RemAttachment) kept = keep_bytes (fixture, first, bytes, "a");
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (keep_stream (fixture, about, stream, "b", NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);

  back = read_back (fixture, rem_attachment_get_uuid (kept), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, bytes));
}

static void
test_closed (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = build_noise (10);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_DOCUMENT);
  g_autoptr (GError) error = NULL;

  model_fixture_lock (fixture);
  g_assert_null (keep_stream (fixture, draft, stream, "a", NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (read_back (fixture, "none", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

static void
note_progress_cb (goffset current, goffset total, gpointer user_data)
{
  GArray *told = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_array_append_val (told, current);
}

static void
test_round_trip (ModelFixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 262144, 3 * 1024 * 1024 + 17 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) bytes = build_noise (sizes[i]);
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
      g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (goffset));
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (RemKeepsake) draft =
          rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_DOCUMENT);
      g_autoptr (RemAttachment) kept = NULL;
      g_autoptr (GBytes) back = NULL;
      g_autoptr (GError) error = NULL;

      rem_keepsakes_keep_file_async (fixture->context, draft, stream,
                                     "/somewhere/Papers/certificate.bin", NULL, note_progress_cb,
                                     told, model_fixture_store_cb, &result);
      g_assert_true (rem_context_is_working (fixture->context));
      kept =
          rem_keepsakes_keep_file_finish (fixture->context, model_fixture_wait (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (rem_attachment_get_name (kept), ==, "certificate.bin");
      g_assert_cmpuint (rem_attachment_get_size_bytes (kept), ==, sizes[i]);
      g_assert_cmpint (g_array_index (told, goffset, told->len - 1), ==, (goffset) sizes[i]);
      g_assert_cmpuint (told->len, ==, 1 + sizes[i] / (1024 * 1024));

      model_fixture_lock (fixture);
      model_fixture_unlock (fixture);
      back = read_back (fixture, rem_attachment_get_uuid (kept), &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (back, bytes));
    }
}

static void
test_photo (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file;
    const char *media_type;
  } cases[] = {
    { "quarters-6.jpeg", "image/jpeg" },
    { "quarters.png", "image/png" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = load_picture (cases[i].file);
      g_autoptr (RemKeepsake) draft =
          rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);
      g_autoptr (RemAttachment) kept = keep_bytes (fixture, draft, bytes, cases[i].file);
      g_autoptr (RemKeepsake) keepsake = model_fixture_get (fixture, rem_keepsake_get_uuid (draft));
      const char *taken_at = rem_attachment_get_taken_at (kept);
      g_autofree char *day = rem_day_to_edtf (rem_keepsake_get_day (keepsake));
      g_autoptr (GBytes) back = NULL;
      g_autoptr (GError) error = NULL;
      static const int sides[] = { 0, 16 };

      g_test_message ("%s: %d x %d, %s, %s", cases[i].file, rem_attachment_get_width (kept),
                      rem_attachment_get_height (kept), taken_at != NULL ? taken_at : "no time",
                      day);
      g_assert_cmpstr (rem_attachment_get_media_type (kept), ==, cases[i].media_type);
      g_assert_cmpint (rem_attachment_get_width (kept), >, 0);
      if (taken_at != NULL && *taken_at != '\0')
        g_assert_true (g_str_has_prefix (taken_at, day) && *day != '\0');
      else
        g_assert_cmpstr (day, ==, "");

      back = read_back (fixture, rem_attachment_get_uuid (kept), &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (back, bytes));

      for (gsize side = 0; side < G_N_ELEMENTS (sides); side++)
        {
          g_autoptr (GAsyncResult) result = NULL;
          g_autoptr (RemPicture) picture = NULL;

          rem_keepsakes_read_picture_async (fixture->context, rem_attachment_get_uuid (kept),
                                            sides[side], NULL, model_fixture_store_cb, &result);
          picture = rem_keepsakes_read_picture_finish (fixture->context,
                                                       model_fixture_wait (&result), &error);
          g_assert_no_error (error);
          g_assert_cmpint (rem_picture_get_width (picture), >, 0);
          if (sides[side] > 0)
            g_assert_cmpint (rem_picture_get_width (picture), <=, sides[side]);
        }
    }
}

static gboolean
lies_face_down (ModelFixture *fixture, RemKeepsakeKind kind)
{
  g_autoptr (GBytes) bytes = load_picture ("quarters.png");
  g_autoptr (RemKeepsake) draft = rem_keepsakes_new_draft (fixture->context, kind);
  g_autoptr (RemAttachment) kept = keep_bytes (fixture, draft, bytes, "a.png");
  g_autoptr (RemKeepsake) found = model_fixture_get (fixture, rem_keepsake_get_uuid (draft));

  return rem_keepsake_is_face_down (found);
}

static void
set_new_photos (ModelFixture *fixture, const char *value)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_settings_set_async (fixture->context, REM_SETTING_NEW_PHOTOS, value, model_fixture_store_cb,
                          &result);
  g_assert_true (rem_settings_set_finish (fixture->context, model_fixture_wait (&result), NULL));
}

static void
test_how_new_photos_lie (ModelFixture *fixture, gconstpointer data)
{
  g_assert_true (lies_face_down (fixture, REM_KEEPSAKE_KIND_PHOTO));
  set_new_photos (fixture, REM_NEW_PHOTOS_UP);
  g_assert_false (lies_face_down (fixture, REM_KEEPSAKE_KIND_PHOTO));
  g_assert_false (lies_face_down (fixture, REM_KEEPSAKE_KIND_FILM));
  g_assert_false (lies_face_down (fixture, REM_KEEPSAKE_KIND_DOCUMENT));
  g_assert_true (lies_face_down (fixture, REM_KEEPSAKE_KIND_OBJECT));
  set_new_photos (fixture, "");
  g_assert_true (lies_face_down (fixture, REM_KEEPSAKE_KIND_FILM));
}

/* What was turned by the person stays so when a file comes to it. */
static void
test_turned_stays (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = load_picture ("quarters.png");
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);
  g_autoptr (RemAttachment) first = keep_bytes (fixture, draft, bytes, "a.png");
  g_autoptr (RemAttachment) second = NULL;
  g_autoptr (RemKeepsake) found = NULL;

  set_new_photos (fixture, REM_NEW_PHOTOS_UP);
  second = keep_bytes (fixture, draft, bytes, "b.png");
  found = model_fixture_get (fixture, rem_keepsake_get_uuid (draft));
  g_assert_true (rem_keepsake_is_face_down (found));
}

/* Without place and camera data, and nothing written when that cannot be. */
static void
test_cleaned (ModelFixture *fixture, gconstpointer data)
{
  static const char *const files[] = { "quarters-6.jpeg", "quarters.gif" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = load_picture (files[i]);
      g_autoptr (RemKeepsake) draft =
          rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);
      g_autoptr (RemAttachment) kept = keep_bytes (fixture, draft, bytes, files[i]);
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      gsize size;

      rem_keepsakes_write_cleaned_async (fixture->context, rem_attachment_get_uuid (kept), stream,
                                         NULL, model_fixture_store_cb, &result);
      rem_keepsakes_write_attachment_finish (fixture->context, model_fixture_wait (&result),
                                             &error);
      size = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));
      if (i == 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (size, >, 0);
          g_assert_cmpuint (size, <, g_bytes_get_size (bytes));
        }
      else
        {
          g_assert_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_NOT_CLEANED);
          g_assert_cmpuint (size, ==, 0);
        }
    }
}

/* A day that the person gave is theirs. */
static void
test_day_of_the_person (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = load_picture ("quarters-6.jpeg");
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);
  g_autoptr (RemKeepsake) dated = NULL;
  g_autoptr (RemKeepsake) found = NULL;
  g_autoptr (RemAttachment) kept = NULL;
  RemDay spring = REM_DAY_NONE;

  g_assert_true (rem_day_parse ("2009-21", &spring, NULL));
  dated = rem_keepsake_with_day (draft, spring);
  kept = keep_bytes (fixture, dated, bytes, "photo.jpg");
  found = model_fixture_get (fixture, rem_keepsake_get_uuid (dated));
  g_assert_true (rem_day_equal (rem_keepsake_get_day (found), spring));
}

/* A photo that nothing can read is kept all the same. */
static void
test_unreadable_photo (ModelFixture *fixture, gconstpointer data)
{
  static const guint8 broken[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 3 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (broken, sizeof broken);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);
  g_autoptr (RemAttachment) kept = keep_bytes (fixture, draft, bytes, "old.jpg");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (rem_attachment_get_media_type (kept), ==, "image/jpeg");
  g_assert_null (rem_attachment_get_thumbnail (kept));
  back = read_back (fixture, rem_attachment_get_uuid (kept), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, bytes));

  rem_keepsakes_read_picture_async (fixture->context, rem_attachment_get_uuid (kept), 0, NULL,
                                    model_fixture_store_cb, &result);
  g_assert_null (
      rem_keepsakes_read_picture_finish (fixture->context, model_fixture_wait (&result), &error));
  g_assert_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE);
}

static void
damage_objects (ModelFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->box_path, "objects", NULL);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (folders, g_strdup (path));
  for (guint i = 0; i < folders->len; i++)
    {
      const char *folder = g_ptr_array_index (folders, i);
      GDir *dir = g_dir_open (folder, 0, NULL);
      const char *name = NULL;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (folder, name, NULL);
          g_autofree char *contents = NULL;
          gsize size = 0;

          if (g_file_test (child, G_FILE_TEST_IS_DIR))
            {
              g_ptr_array_add (folders, g_steal_pointer (&child));
              continue;
            }
          g_assert_true (g_file_get_contents (child, &contents, &size, NULL));
          contents[size / 2] ^= 1;
          g_chmod (child, 0600);
          g_assert_true (g_file_set_contents (child, contents, (gssize) size, NULL));
        }
      g_clear_pointer (&dir, g_dir_close);
    }
}

static void
test_damaged (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = build_noise (300000);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_DOCUMENT);
  g_autoptr (RemAttachment) kept = keep_bytes (fixture, draft, bytes, "a");
  g_autoptr (GError) error = NULL;

  damage_objects (fixture);
  g_assert_null (read_back (fixture, rem_attachment_get_uuid (kept), &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED);
}

/* Locking ends an import, and nothing of it stays. */
static void
test_lock_ends_an_import (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = build_noise (40 * 1000 * 1000);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_FILM);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemAttachment) kept = NULL;
  g_autoptr (GError) error = NULL;

  rem_keepsakes_keep_file_async (fixture->context, draft, stream, "film.mp4", NULL, NULL, NULL,
                                 model_fixture_store_cb, &result);
  model_fixture_lock (fixture);
  kept = rem_keepsakes_keep_file_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (kept);
  g_assert_cmpuint (count_objects (fixture), ==, 0);

  model_fixture_unlock (fixture);
  assert_nothing_kept (fixture, draft);
}

/* What is emptied is gone with its file, but for a file that something else has, too. */
static void
test_bin_is_emptied (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) shared = build_noise (3000);
  g_autoptr (GBytes) alone = build_noise (2000);
  g_autoptr (RemKeepsake) first =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);
  g_autoptr (RemKeepsake) second =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);
  g_autoptr (RemKeepsake) third =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);
  g_autoptr (RemAttachment) kept = keep_bytes (fixture, first, shared, "a");
  g_autoptr (RemAttachment) same = keep_bytes (fixture, second, shared, "b");
  g_autoptr (RemAttachment) gone = keep_bytes (fixture, third, alone, "c");
  RemKeepsake *const removed[] = { second, third };
  g_autoptr (GAsyncResult) emptied = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;
  gboolean held = TRUE;

  g_assert_cmpstr (rem_attachment_get_object_name (kept), ==,
                   rem_attachment_get_object_name (same));
  for (gsize i = 0; i < G_N_ELEMENTS (removed); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      rem_keepsakes_remove_async (fixture->context, rem_keepsake_get_uuid (removed[i]), NULL,
                                  model_fixture_store_cb, &result);
      g_assert_true (
          rem_keepsakes_remove_finish (fixture->context, model_fixture_wait (&result), NULL));
    }
  rem_bin_empty_async (fixture->context, FALSE, NULL, model_fixture_store_cb, &emptied);
  g_assert_true (
      rem_bin_empty_finish (fixture->context, model_fixture_wait (&emptied), &held, &error));
  g_assert_no_error (error);
  g_assert_false (held);

  rem_keepsakes_get_async (fixture->context, rem_keepsake_get_uuid (third), NULL,
                           model_fixture_store_cb, &got);
  g_assert_null (
      rem_keepsakes_get_finish (fixture->context, model_fixture_wait (&got), NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);
  back = read_back (fixture, rem_attachment_get_uuid (kept), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back),
                   g_bytes_get_data (shared, NULL), g_bytes_get_size (shared));
  g_assert_cmpuint (count_objects (fixture), ==, 1);

  /* Nothing there is no trouble. */
  rem_bin_empty_async (fixture->context, FALSE, NULL, model_fixture_store_cb, &again);
  g_assert_true (
      rem_bin_empty_finish (fixture->context, model_fixture_wait (&again), &held, &error));
}

static gboolean
empty_bin (ModelFixture *fixture, gboolean earlier_too)
{
  g_autoptr (GAsyncResult) emptied = NULL;
  g_autoptr (GError) error = NULL;
  gboolean held = FALSE;

  rem_bin_empty_async (fixture->context, earlier_too, NULL, model_fixture_store_cb, &emptied);
  g_assert_true (
      rem_bin_empty_finish (fixture->context, model_fixture_wait (&emptied), &held, &error));
  g_assert_no_error (error);
  return held;
}

static char *
restore_beside (ModelFixture *fixture, const char *snapshot, guint *n_missing_out)
{
  char *place = g_build_filename (fixture->folder, "beside.memorybox", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxCopyReport) report =
      rem_box_restore (fixture->box_path, snapshot, REM_SLOT_PASSPHRASE, fixture->passphrase, place,
                       NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  *n_missing_out = report->missing->len;
  return place;
}

static guint
count_trashed (ModelFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->box_path, "objects", "trash", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* An earlier state brings back its photo, also after the bin was emptied; and where the earlier
 * states are to go as well, nothing of it is left in the box. */
static void
test_bin_and_earlier_states (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = build_noise (2000);
  g_autoptr (RemKeepsake) photo =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);
  g_autoptr (RemAttachment) kept = keep_bytes (fixture, photo, bytes, "a");
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *snapshot = rem_box_take_snapshot (rem_context_get_box (fixture->context),
                                                     REM_SNAPSHOT_DAILY, NULL, &error);
  g_autofree char *place = NULL;
  guint n_missing = 0;

  g_assert_no_error (error);
  rem_keepsakes_remove_async (fixture->context, rem_keepsake_get_uuid (photo), NULL,
                              model_fixture_store_cb, &removed);
  g_assert_true (
      rem_keepsakes_remove_finish (fixture->context, model_fixture_wait (&removed), NULL));
  g_assert_true (empty_bin (fixture, FALSE));
  g_assert_cmpuint (count_objects (fixture), ==, 0);
  g_assert_cmpuint (count_trashed (fixture), ==, 1);
  place = restore_beside (fixture, snapshot, &n_missing);
  g_assert_cmpuint (n_missing, ==, 0);

  /* The bin is empty by now; its earlier states are not. */
  g_assert_false (empty_bin (fixture, TRUE));
  g_assert_cmpuint (count_trashed (fixture), ==, 0);
  snapshots = rem_box_list_snapshots (fixture->box_path);
  g_assert_cmpuint (snapshots->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/keepsakes-file/broken-source", test_broken_source);
  MODEL_FIXTURE_ADD ("/keepsakes-file/cancelled", test_cancelled);
  MODEL_FIXTURE_ADD ("/keepsakes-file/orphan-is-trashed", test_orphan_is_trashed);
  MODEL_FIXTURE_ADD ("/keepsakes-file/shared-object-stays", test_shared_object_stays);
  MODEL_FIXTURE_ADD ("/keepsakes-file/closed", test_closed);
  MODEL_FIXTURE_ADD ("/keepsakes-file/round-trip", test_round_trip);
  MODEL_FIXTURE_ADD ("/keepsakes-file/photo", test_photo);
  MODEL_FIXTURE_ADD ("/keepsakes-file/day-of-the-person", test_day_of_the_person);
  MODEL_FIXTURE_ADD ("/keepsakes-file/how-new-photos-lie", test_how_new_photos_lie);
  MODEL_FIXTURE_ADD ("/keepsakes-file/turned-stays", test_turned_stays);
  MODEL_FIXTURE_ADD ("/keepsakes-file/cleaned", test_cleaned);
  MODEL_FIXTURE_ADD ("/keepsakes-file/unreadable-photo", test_unreadable_photo);
  MODEL_FIXTURE_ADD ("/keepsakes-file/damaged", test_damaged);
  MODEL_FIXTURE_ADD ("/keepsakes-file/bin-is-emptied", test_bin_is_emptied);
  MODEL_FIXTURE_ADD ("/keepsakes-file/bin-and-earlier-states", test_bin_and_earlier_states);
  MODEL_FIXTURE_ADD ("/keepsakes-file/lock-ends-an-import", test_lock_ends_an_import);

  return g_test_run ();
}
