/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-keepsake-store.h"
#include "rem-keepsakes.h"

#include <string.h>

/* A film of this size is kept and played in test_large(), in MiB; REM_TEST_LARGE_MIB makes it
 * larger, up to what the disk holds. */
#define LARGE_MIB 160

/* What the process may grow by meanwhile, in KiB. */
#define LARGE_GROWTH_KIB (24 * 1024)

/* A source without an end in memory: what stands at an offset follows from the offset. */
#define TEST_TYPE_LONG_STREAM (test_long_stream_get_type ())
G_DECLARE_FINAL_TYPE (TestLongStream, test_long_stream, TEST, LONG_STREAM, GInputStream)

struct _TestLongStream
{
  GInputStream parent_instance;
  guint64 offset;
  guint64 size;
};

G_DEFINE_FINAL_TYPE (TestLongStream, test_long_stream, G_TYPE_INPUT_STREAM)

static void
fill_from (guint64 offset, guint8 *bytes, gsize size)
{
  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (((offset + i) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 56);
}

static gssize
test_long_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  TestLongStream *self = TEST_LONG_STREAM (stream);
  gsize size = MIN (count, self->size - self->offset);

  fill_from (self->offset, buffer, size);
  self->offset += size;
  return (gssize) size;
}

static void
test_long_stream_class_init (TestLongStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = test_long_stream_read;
}

static void
test_long_stream_init (TestLongStream *self)
{
}

static RemAttachment *
keep_size (ModelFixture *fixture, RemKeepsakeKind kind, guint64 size, const char *name)
{
  g_autoptr (TestLongStream) source = g_object_new (TEST_TYPE_LONG_STREAM, NULL);
  g_autoptr (RemKeepsake) draft = rem_keepsakes_new_draft (fixture->context, kind);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RemAttachment *kept = NULL;

  source->size = size;
  rem_keepsakes_keep_file_async (fixture->context, draft, G_INPUT_STREAM (source), name, NULL, NULL,
                                 NULL, model_fixture_store_cb, &result);
  kept = rem_keepsakes_keep_file_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return kept;
}

static RemAttachmentStream *
open_attachment (ModelFixture *fixture, const char *uuid, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_keepsakes_open_attachment_async (fixture->context, uuid, cancellable, model_fixture_store_cb,
                                       &result);
  return rem_keepsakes_open_attachment_finish (fixture->context, model_fixture_wait (&result),
                                               error);
}

static RemAttachmentStream *
open_kept (ModelFixture *fixture, RemAttachment *kept)
{
  g_autoptr (GError) error = NULL;
  RemAttachmentStream *stream =
      open_attachment (fixture, rem_attachment_get_uuid (kept), NULL, &error);

  g_assert_no_error (error);
  return stream;
}

static gboolean
change (ModelFixture *fixture, RemAttachment *attachment, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_keepsakes_change_attachment_async (fixture->context, attachment, NULL, model_fixture_store_cb,
                                         &result);
  return rem_keepsakes_change_attachment_finish (fixture->context, model_fixture_wait (&result),
                                                 error);
}

static GPtrArray *
list_attachments (ModelFixture *fixture, const char *keepsake_uuid)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemKeepsake) keepsake = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *attachments = NULL;

  rem_keepsakes_get_async (fixture->context, keepsake_uuid, NULL, model_fixture_store_cb, &result);
  keepsake = rem_keepsakes_get_finish (fixture->context, model_fixture_wait (&result), &attachments,
                                       &error);
  g_assert_no_error (error);
  return attachments;
}

/* Seeks and reads, and compares with what was kept. */
static void
assert_bytes_at (RemAttachmentStream *stream, guint64 offset, gsize wanted, gsize expected)
{
  g_autofree guint8 *bytes = g_malloc0 (wanted + 1);
  g_autofree guint8 *same = g_malloc0 (wanted + 1);
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  g_seekable_seek (G_SEEKABLE (stream), (goffset) offset, G_SEEK_SET, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, wanted, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, expected);
  fill_from (offset, same, expected);
  g_assert_cmpmem (bytes, n, same, expected);
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (stream)), ==, (goffset) (offset + n));
}

static void
test_cannot_open (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemAttachment) kept = keep_size (fixture, REM_KEEPSAKE_KIND_SOUND, 1000, "a.ogg");
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (open_attachment (fixture, "none", NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_cancellable_cancel (cancelled);
  g_assert_null (open_attachment (fixture, rem_attachment_get_uuid (kept), cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  model_fixture_lock (fixture);
  g_assert_null (open_attachment (fixture, rem_attachment_get_uuid (kept), NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

/* One byte in the middle of the object is another one. */
static void
test_damaged (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemAttachment) kept =
      keep_size (fixture, REM_KEEPSAKE_KIND_FILM, 10 * 65536, "film.mp4");
  const char *name = rem_attachment_get_object_name (kept);
  g_autofree char *folder = g_strndup (name, 2);
  g_autofree char *path = g_build_filename (fixture->box_path, "objects", folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileIOStream) io = NULL;
  g_autoptr (RemAttachmentStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  guint8 bytes[100];

  io = g_file_open_readwrite (file, NULL, &error);
  g_assert_no_error (error);
  g_seekable_seek (G_SEEKABLE (io), 5 * 65552 + 1000, G_SEEK_SET, NULL, &error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (io)), "other", 5, NULL,
                             NULL, &error);
  g_io_stream_close (G_IO_STREAM (io), NULL, &error);
  g_assert_no_error (error);

  stream = open_kept (fixture, kept);
  assert_bytes_at (stream, 4 * 65536, 100, 100);
  g_seekable_seek (G_SEEKABLE (stream), 5 * 65536 + 10, G_SEEK_SET, NULL, &error);
  g_assert_cmpint (g_input_stream_read (G_INPUT_STREAM (stream), bytes, sizeof bytes, NULL, &error),
                   ==, -1);
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED);
  assert_bytes_at (stream, 7 * 65536, 100, 100);
}

static void
test_reads_anywhere (ModelFixture *fixture, gconstpointer data)
{
  const guint64 size = 5 * 65536 + 77;
  g_autoptr (RemAttachment) kept = keep_size (fixture, REM_KEEPSAKE_KIND_FILM, size, "film.mp4");
  g_autoptr (RemAttachmentStream) stream = open_kept (fixture, kept);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (rem_attachment_stream_get_size_bytes (stream), ==, size);
  g_assert_true (g_seekable_can_seek (G_SEEKABLE (stream)));
  assert_bytes_at (stream, 0, 1, 1);
  assert_bytes_at (stream, 65530, 20, 20);
  assert_bytes_at (stream, size - 10, 100, 10);
  assert_bytes_at (stream, 3, 200000, 200000);
  assert_bytes_at (stream, size, 10, 0);
  assert_bytes_at (stream, size + 1000000, 10, 0);

  g_assert_true (g_seekable_seek (G_SEEKABLE (stream), -7, G_SEEK_END, NULL, &error));
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (stream)), ==, (goffset) size - 7);
  g_assert_true (g_seekable_seek (G_SEEKABLE (stream), 2, G_SEEK_CUR, NULL, &error));
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (stream)), ==, (goffset) size - 5);
  g_assert_no_error (error);

  g_assert_false (g_seekable_seek (G_SEEKABLE (stream), -1, G_SEEK_SET, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (g_seekable_seek (G_SEEKABLE (stream), G_MAXOFFSET, G_SEEK_END, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (g_seekable_truncate (G_SEEKABLE (stream), 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static gpointer
read_thread (gpointer user_data)
{
  RemAttachmentStream *stream = user_data;
  GError *error = NULL;
  guint8 bytes[1000];

  while (error == NULL)
    {
      if (g_input_stream_read (G_INPUT_STREAM (stream), bytes, sizeof bytes, NULL, &error) == 0)
        g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, NULL);
    }
  g_object_unref (stream);
  return error;
}

/* A player may hold on to its stream: the lock does not wait for it, and what it reads after that
 * is nothing. */
static void
test_lock_revokes (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemAttachment) kept =
      keep_size (fixture, REM_KEEPSAKE_KIND_FILM, 3 * 65536, "film.mp4");
  RemAttachmentStream *read_elsewhere = open_kept (fixture, kept);
  g_autoptr (RemAttachmentStream) held = open_kept (fixture, kept);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;
  GThread *thread = g_thread_new ("reader", read_thread, read_elsewhere);
  guint8 byte;

  assert_bytes_at (held, 65536, 10, 10);
  model_fixture_lock (fixture);
  g_assert_cmpint (g_input_stream_read (G_INPUT_STREAM (held), &byte, 1, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  other = g_thread_join (thread);
  g_assert_error (other, G_IO_ERROR, G_IO_ERROR_CLOSED);

  model_fixture_unlock (fixture);
  g_assert_false (rem_context_is_working (fixture->context));
}

static gpointer
drop_thread (gpointer user_data)
{
  g_object_unref (user_data);
  return NULL;
}

static void
test_dropped_by_a_thread (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemAttachment) kept = keep_size (fixture, REM_KEEPSAKE_KIND_SOUND, 1000, "a.ogg");
  RemAttachmentStream *stream = open_kept (fixture, kept);

  g_thread_join (g_thread_new ("dropper", drop_thread, stream));
  model_fixture_lock (fixture);
}

static void
test_closed_by_hand (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemAttachment) kept = keep_size (fixture, REM_KEEPSAKE_KIND_SOUND, 1000, "a.ogg");
  g_autoptr (RemAttachmentStream) stream = open_kept (fixture, kept);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_input_stream_close (G_INPUT_STREAM (stream), NULL, &error));
  g_assert_no_error (error);
  model_fixture_lock (fixture);
}

/* What rests does not keep the box from locking by itself; what plays does. */
static void
test_is_working_while_it_plays (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemAttachment) kept = keep_size (fixture, REM_KEEPSAKE_KIND_SOUND, 1000, "a.ogg");
  g_autoptr (RemAttachmentStream) stream = open_kept (fixture, kept);

  g_assert_false (rem_context_is_working (fixture->context));
  rem_attachment_stream_set_playing (stream, TRUE);
  g_assert_true (rem_context_is_working (fixture->context));
  rem_attachment_stream_set_playing (stream, FALSE);
  g_assert_false (rem_context_is_working (fixture->context));

  model_fixture_lock (fixture);
  rem_attachment_stream_set_playing (stream, TRUE);
}

static void
test_change_of_nothing (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemAttachment) kept = keep_size (fixture, REM_KEEPSAKE_KIND_SOUND, 1000, "a.ogg");
  static const guint8 sum[REM_ATTACHMENT_SUM_SIZE] = { 1 };
  g_autoptr (RemAttachment) unknown =
      rem_attachment_new ("none", rem_attachment_get_keepsake_uuid (kept), "a", NULL, 1, sum,
                          rem_attachment_get_object_name (kept));
  g_autoptr (RemAttachment) nowhere = rem_attachment_with_keepsake (kept, "no such keepsake");
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (change (fixture, unknown, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (change (fixture, nowhere, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);

  attachments = list_attachments (fixture, rem_attachment_get_keepsake_uuid (kept));
  g_assert_cmpuint (attachments->len, ==, 1);
}

static gpointer
find_words (RemDatabase *database,
            RemObjectStore *objects,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  RemKeepsakeQuery query = { .words = data };

  return rem_keepsake_store_query (database, &query, NULL, error);
}

static guint
count_found (ModelFixture *fixture, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found =
      rem_box_call (rem_context_get_box (fixture->context), 0, find_words, (gpointer) words,
                    (GDestroyNotify) g_array_unref, NULL, &error);

  g_assert_no_error (error);
  return found->len;
}

static void
test_change (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemAttachment) first = keep_size (fixture, REM_KEEPSAKE_KIND_FILM, 1000, "a.mp4");
  g_autoptr (RemAttachment) second = keep_size (fixture, REM_KEEPSAKE_KIND_FILM, 2000, "b.mp4");
  const char *from = rem_attachment_get_keepsake_uuid (second);
  const char *to = rem_attachment_get_keepsake_uuid (first);
  g_autoptr (RemAttachment) moved = rem_attachment_with_keepsake (second, to);
  g_autoptr (RemAttachment) placed = rem_attachment_with_position (moved, -1);
  g_autoptr (RemAttachment) timed = rem_attachment_with_length_ms (placed, 12345);
  g_autoptr (RemAttachment) told = rem_attachment_with_caption (timed, "El corazón, de noche");
  g_autoptr (RemAttachment) untold = rem_attachment_with_caption (timed, "");
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GError) error = NULL;
  RemAttachment *read = NULL;

  g_assert_cmpuint (count_found (fixture, "corazon"), ==, 0);
  g_assert_true (change (fixture, told, &error));
  g_assert_no_error (error);

  there = list_attachments (fixture, to);
  gone = list_attachments (fixture, from);
  g_assert_cmpuint (gone->len, ==, 0);
  g_assert_cmpuint (there->len, ==, 2);
  read = g_ptr_array_index (there, 0);
  g_assert_cmpstr (rem_attachment_get_name (read), ==, "b.mp4");
  g_assert_cmpstr (rem_attachment_get_caption (read), ==, "El corazón, de noche");
  g_assert_cmpint (rem_attachment_get_position (read), ==, -1);
  g_assert_cmpint (rem_attachment_get_length_ms (read), ==, 12345);
  g_assert_cmpuint (count_found (fixture, "corazon"), ==, 1);

  g_assert_true (change (fixture, untold, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_found (fixture, "corazon"), ==, 0);
}

static void
test_recognise (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    RemKeepsakeKind kind;
  } cases[] = {
    { "", 0, REM_KEEPSAKE_KIND_DOCUMENT },
    { "\xff\xd8\xff\xe0", 4, REM_KEEPSAKE_KIND_PHOTO },
    { "ID3\x03", 4, REM_KEEPSAKE_KIND_SOUND },
    { "RIFF\0\0\0\0WAVE", 12, REM_KEEPSAKE_KIND_SOUND },
    { "\0\0\0\x0c"
      "ftypqt  ",
      12, REM_KEEPSAKE_KIND_FILM },
    { "%PDF-1.7", 8, REM_KEEPSAKE_KIND_DOCUMENT },
    { "words", 5, REM_KEEPSAKE_KIND_DOCUMENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (rem_keepsakes_recognise ((const guint8 *) cases[i].bytes, cases[i].size), ==,
                     cases[i].kind);
}

/* In KiB; what the process has in memory that is its own. */
static guint64
get_memory_kib (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "RssAnon:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("RssAnon:"), NULL, 10);
}

static gboolean
note_memory_cb (gpointer user_data)
{
  guint64 *most = user_data;

  *most = MAX (*most, get_memory_kib ());
  return G_SOURCE_CONTINUE;
}

static void
note_progress_cb (goffset current, goffset total, gpointer user_data)
{
  note_memory_cb (user_data);
}

/* A film far larger than what is ever in memory of it goes in, is read here and there, and comes
 * out. */
static void
test_large (ModelFixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("REM_TEST_LARGE_MIB");
  guint64 size = (wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : LARGE_MIB) << 20;
  g_autoptr (RemAttachment) warm = keep_size (fixture, REM_KEEPSAKE_KIND_FILM, 1 << 20, "a.mp4");
  g_autoptr (TestLongStream) source = g_object_new (TEST_TYPE_LONG_STREAM, NULL);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_FILM);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemAttachment) kept = NULL;
  g_autoptr (RemAttachmentStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  guint64 before = get_memory_kib ();
  guint64 most = before;

  source->size = size;
  rem_keepsakes_keep_file_async (fixture->context, draft, G_INPUT_STREAM (source), "film.mp4", NULL,
                                 note_progress_cb, &most, model_fixture_store_cb, &result);
  kept = rem_keepsakes_keep_file_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_attachment_get_size_bytes (kept), ==, size);

  stream = open_kept (fixture, kept);
  for (guint i = 0; i < 64; i++)
    assert_bytes_at (stream, size / 64 * i, 100000, 100000);
  assert_bytes_at (stream, size - 5, 10, 5);
  note_memory_cb (&most);

  g_test_message ("%" G_GUINT64_FORMAT " MiB: grew by %" G_GUINT64_FORMAT " KiB", size >> 20,
                  most - before);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (most - before, <, LARGE_GROWTH_KIB);
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/attachment/cannot-open", test_cannot_open);
  MODEL_FIXTURE_ADD ("/attachment/damaged", test_damaged);
  MODEL_FIXTURE_ADD ("/attachment/change-of-nothing", test_change_of_nothing);
  MODEL_FIXTURE_ADD ("/attachment/reads-anywhere", test_reads_anywhere);
  MODEL_FIXTURE_ADD ("/attachment/lock-revokes", test_lock_revokes);
  MODEL_FIXTURE_ADD ("/attachment/dropped-by-a-thread", test_dropped_by_a_thread);
  MODEL_FIXTURE_ADD ("/attachment/closed-by-hand", test_closed_by_hand);
  MODEL_FIXTURE_ADD ("/attachment/is-working-while-it-plays", test_is_working_while_it_plays);
  MODEL_FIXTURE_ADD ("/attachment/change", test_change);
  g_test_add_func ("/attachment/recognise", test_recognise);
  MODEL_FIXTURE_ADD ("/attachment/large", test_large);

  return g_test_run ();
}
