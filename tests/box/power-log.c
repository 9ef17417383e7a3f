/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: what a disk may hold after a power cut
 *
 * While a log runs, the calls of this program that change files below its root are written down:
 * the C library's functions are taken over here, so that SQLite's and GLib's calls are seen as well
 * as ours. They also happen. Afterwards any beginning of the log can be laid out as the files that
 * a power cut at that moment may leave:
 *
 *   bytes    of a file, what was written since its last sync is there sector by sector or not, torn
 *            within one, or neither the old nor the new; its length is the old or the new one
 *   names    made, moved or removed since the last sync of their folder: each on its own happened
 *            or not. A file whose folder was never synced may be gone, whatever was synced of it
 *
 * That is more than most file systems do. The ballast is left out: it holds nothing. */

#include "config.h"

#include "power-log.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR  512
#define MAX_FDS 4096
#define FOLDER  0

typedef enum
{
  STEP_MAKE,   /* a name for a new, empty file */
  STEP_FOLDER, /* a new folder */
  STEP_LINK,   /* a second name */
  STEP_MOVE,
  STEP_REMOVE,
  STEP_WRITE,
  STEP_CUT,
  STEP_SYNC,
  STEP_SYNC_FOLDER,
  STEP_MARK,
} StepKind;

typedef struct
{
  StepKind kind;
  guint file;
  char *path;
  char *other;
  gint64 at; /* offset, length or mark */
  GBytes *bytes;
} Step;

static struct
{
  gboolean runs;
  char *root;
  GPtrArray *steps;
  GHashTable *names; /* path below the root, to the number of its file, or FOLDER */
  GHashTable *old;   /* the same, when the log began */
  GPtrArray *old_bytes;
  guint n_files;
  guint of_fd[MAX_FDS]; /* file, 0 none */
  char *folder_of_fd[MAX_FDS];
} power;

static GMutex lock;

/* ---- writing down ---- */

static const char *
find_relative (const char *path)
{
  gsize length;

  if (!power.runs || path == NULL)
    return NULL;
  length = strlen (power.root);
  if (strncmp (path, power.root, length) != 0 || (path[length] != '/' && path[length] != '\0') ||
      g_str_has_suffix (path, "/ballast"))
    return NULL;
  return path[length] == '/' ? path + length + 1 : path + length;
}

static Step *
add_step (StepKind kind, guint file, const char *path)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->file = file;
  step->path = g_strdup (path);
  g_ptr_array_add (power.steps, step);
  return step;
}

static void
free_step (gpointer data)
{
  Step *step = data;

  g_free (step->path);
  g_free (step->other);
  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step);
}

static guint
look_up (GHashTable *names, const char *path)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (names, path));
}

static void
note_open (int fd, const char *path, int flags)
{
  const char *name = find_relative (path);
  guint file;

  if (name == NULL || fd < 0 || fd >= MAX_FDS)
    return;
  if (*name == '\0' ||
      (g_hash_table_contains (power.names, name) && look_up (power.names, name) == FOLDER))
    {
      g_free (power.folder_of_fd[fd]);
      power.folder_of_fd[fd] = g_strdup (name);
      return;
    }
  file = look_up (power.names, name);
  if (file == 0)
    {
      file = ++power.n_files;
      g_hash_table_insert (power.names, g_strdup (name), GUINT_TO_POINTER (file));
      add_step (STEP_MAKE, file, name);
    }
  else if ((flags & O_TRUNC) != 0)
    add_step (STEP_CUT, file, NULL);
  power.of_fd[fd] = file;
}

static void
note_write (int fd, const void *bytes, gssize size, gint64 offset)
{
  if (power.runs && fd >= 0 && fd < MAX_FDS && power.of_fd[fd] != 0 && size > 0)
    {
      Step *step = add_step (STEP_WRITE, power.of_fd[fd], NULL);

      step->at = offset;
      step->bytes = g_bytes_new (bytes, (gsize) size);
    }
}

static void
note_cut (int fd, gint64 size)
{
  if (power.runs && fd >= 0 && fd < MAX_FDS && power.of_fd[fd] != 0)
    add_step (STEP_CUT, power.of_fd[fd], NULL)->at = size;
}

static void
note_folder (const char *path)
{
  const char *name = find_relative (path);

  if (name == NULL)
    return;
  g_hash_table_insert (power.names, g_strdup (name), GUINT_TO_POINTER (FOLDER));
  add_step (STEP_FOLDER, FOLDER, name);
}

static void
note_names (StepKind kind, const char *from, const char *to)
{
  const char *old_name = find_relative (from);
  const char *new_name = find_relative (to);
  gboolean is_folder;
  guint file;

  if (old_name == NULL || new_name == NULL)
    return;
  is_folder =
      g_hash_table_contains (power.names, old_name) && look_up (power.names, old_name) == FOLDER;
  file = look_up (power.names, old_name);
  add_step (kind, file, old_name)->other = g_strdup (new_name);
  if (is_folder)
    {
      g_autoptr (GList) all = g_hash_table_get_keys (power.names);

      for (GList *l = all; l != NULL; l = l->next)
        {
          const char *name = l->data;
          gsize length = strlen (old_name);

          if (strncmp (name, old_name, length) == 0 && name[length] == '/')
            {
              guint inner = look_up (power.names, name);

              g_hash_table_insert (power.names, g_strconcat (new_name, name + length, NULL),
                                   GUINT_TO_POINTER (inner));
              g_hash_table_remove (power.names, name);
            }
        }
    }
  if (kind == STEP_MOVE)
    g_hash_table_remove (power.names, old_name);
  g_hash_table_insert (power.names, g_strdup (new_name), GUINT_TO_POINTER (file));
}

static void
note_removed (const char *path)
{
  const char *name = find_relative (path);

  if (name == NULL)
    return;
  g_hash_table_remove (power.names, name);
  add_step (STEP_REMOVE, 0, name);
}

static void
note_sync (int fd)
{
  if (!power.runs || fd < 0 || fd >= MAX_FDS)
    return;
  if (power.of_fd[fd] != 0)
    add_step (STEP_SYNC, power.of_fd[fd], NULL);
  else if (power.folder_of_fd[fd] != NULL)
    add_step (STEP_SYNC_FOLDER, 0, power.folder_of_fd[fd]);
}

static void
forget_fd (int fd)
{
  if (fd < 0 || fd >= MAX_FDS)
    return;
  power.of_fd[fd] = 0;
  g_clear_pointer (&power.folder_of_fd[fd], g_free);
}

/* ---- the C library's functions ---- */

#define REAL(name) ((typeof (&name)) find_real (#name))

static void *
find_real (const char *name)
{
  /* With 64 bit offsets these names stand for others. */
  if (strcmp (name, "open") == 0 || strcmp (name, "pwrite") == 0 || strcmp (name, "ftruncate") == 0)
    {
      g_autofree char *wide = g_strconcat (name, "64", NULL);

      return dlsym (RTLD_NEXT, wide);
    }
  return dlsym (RTLD_NEXT, name);
}

/* Done and written down as one, so that the log has the order of the disk. */
#define TAKE_OVER(call, note)                                                                      \
  g_mutex_lock (&lock);                                                                            \
  rc = call;                                                                                       \
  if (rc >= 0)                                                                                     \
    note;                                                                                          \
  g_mutex_unlock (&lock);                                                                          \
  return rc

int
open (const char *path, int flags, ...)
{
  mode_t mode = 0;
  va_list arguments;
  int rc;

  va_start (arguments, flags);
  if ((flags & (O_CREAT | __O_TMPFILE)) != 0)
    mode = va_arg (arguments, mode_t);
  va_end (arguments);
  if (!power.runs)
    return REAL (open) (path, flags, mode);
  TAKE_OVER (REAL (open) (path, flags, mode), note_open (rc, path, flags));
}

int
close (int fd)
{
  if (!power.runs)
    return REAL (close) (fd);
  g_mutex_lock (&lock);
  forget_fd (fd);
  g_mutex_unlock (&lock);
  return REAL (close) (fd);
}

ssize_t
pwrite (int fd, const void *bytes, size_t size, off_t offset)
{
  ssize_t rc;

  if (!power.runs)
    return REAL (pwrite) (fd, bytes, size, offset);
  TAKE_OVER (REAL (pwrite) (fd, bytes, size, offset), note_write (fd, bytes, rc, offset));
}

ssize_t
write (int fd, const void *bytes, size_t size)
{
  ssize_t rc;

  if (!power.runs || fd < 3)
    return REAL (write) (fd, bytes, size);
  TAKE_OVER (REAL (write) (fd, bytes, size),
             note_write (fd, bytes, rc, lseek (fd, 0, SEEK_CUR) - rc));
}

int
ftruncate (int fd, off_t size)
{
  int rc;

  if (!power.runs)
    return REAL (ftruncate) (fd, size);
  TAKE_OVER (REAL (ftruncate) (fd, size), note_cut (fd, size));
}

int
fsync (int fd)
{
  int rc;

  if (!power.runs)
    return REAL (fsync) (fd);
  TAKE_OVER (REAL (fsync) (fd), note_sync (fd));
}

int
fdatasync (int fd)
{
  int rc;

  if (!power.runs)
    return REAL (fdatasync) (fd);
  TAKE_OVER (REAL (fdatasync) (fd), note_sync (fd));
}

int
rename (const char *from, const char *to)
{
  int rc;

  if (!power.runs)
    return REAL (rename) (from, to);
  TAKE_OVER (REAL (rename) (from, to), note_names (STEP_MOVE, from, to));
}

int
renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned int flags)
{
  int rc;

  if (!power.runs)
    return REAL (renameat2) (from_fd, from, to_fd, to, flags);
  TAKE_OVER (REAL (renameat2) (from_fd, from, to_fd, to, flags), note_names (STEP_MOVE, from, to));
}

int
link (const char *from, const char *to)
{
  int rc;

  if (!power.runs)
    return REAL (link) (from, to);
  TAKE_OVER (REAL (link) (from, to), note_names (STEP_LINK, from, to));
}

int
unlink (const char *path)
{
  int rc;

  if (!power.runs)
    return REAL (unlink) (path);
  TAKE_OVER (REAL (unlink) (path), note_removed (path));
}

int
rmdir (const char *path)
{
  int rc;

  if (!power.runs)
    return REAL (rmdir) (path);
  TAKE_OVER (REAL (rmdir) (path), note_removed (path));
}

int
remove (const char *path)
{
  int rc;

  if (!power.runs)
    return REAL (remove) (path);
  TAKE_OVER (REAL (remove) (path), note_removed (path));
}

int
mkdir (const char *path, mode_t mode)
{
  int rc;

  if (!power.runs)
    return REAL (mkdir) (path, mode);
  TAKE_OVER (REAL (mkdir) (path, mode), note_folder (path));
}

/* ---- the log ---- */

static void
take_in (const char *path, const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *child;

  while (dir != NULL && (child = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child_path = g_build_filename (path, child, NULL);
      char *child_name = *name != '\0' ? g_build_filename (name, child, NULL) : g_strdup (child);
      char *bytes = NULL;
      gsize size = 0;

      if (strcmp (child, "ballast") == 0)
        {
          g_free (child_name);
          continue;
        }
      if (g_file_test (child_path, G_FILE_TEST_IS_DIR))
        {
          g_hash_table_insert (power.names, child_name, GUINT_TO_POINTER (FOLDER));
          take_in (child_path, child_name);
          continue;
        }
      g_file_get_contents (child_path, &bytes, &size, NULL);
      g_ptr_array_add (power.old_bytes, g_bytes_new_take (bytes, size));
      g_hash_table_insert (power.names, child_name, GUINT_TO_POINTER (++power.n_files));
    }
}

static GHashTable *
dup_names (GHashTable *names)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;
  gpointer file;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &file))
    g_hash_table_insert (copy, g_strdup (name), file);
  return copy;
}

/* What is below @root now is on the disk. Files of it must not be open. */
void
power_log_start (const char *root)
{
  g_clear_pointer (&power.root, g_free);
  g_clear_pointer (&power.steps, g_ptr_array_unref);
  g_clear_pointer (&power.names, g_hash_table_unref);
  g_clear_pointer (&power.old, g_hash_table_unref);
  g_clear_pointer (&power.old_bytes, g_ptr_array_unref);
  power.root = g_strdup (root);
  power.steps = g_ptr_array_new_with_free_func (free_step);
  power.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  power.old_bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  power.n_files = 0;
  take_in (root, "");
  power.old = dup_names (power.names);
  power.runs = TRUE;
}

/* From here on something is said to be done. */
void
power_log_mark (int value)
{
  g_mutex_lock (&lock);
  add_step (STEP_MARK, 0, NULL)->at = value;
  g_mutex_unlock (&lock);
}

void
power_log_stop (void)
{
  power.runs = FALSE;
  for (int fd = 0; fd < MAX_FDS; fd++)
    forget_fd (fd);
}

guint
power_log_get_n_steps (void)
{
  return power.steps->len;
}

/* ---- laying out ---- */

typedef struct
{
  GByteArray *now;
  GByteArray *synced;
} File;

static void
free_file (gpointer data)
{
  File *file = data;

  g_byte_array_unref (file->now);
  g_byte_array_unref (file->synced);
  g_free (file);
}

static void
resize (GByteArray *bytes, gsize size)
{
  guint old = bytes->len;

  g_byte_array_set_size (bytes, (guint) size);
  if (bytes->len > old)
    memset (bytes->data + old, 0, bytes->len - old);
}

static void
apply_to_file (File *file, const Step *step)
{
  if (step->kind == STEP_CUT)
    resize (file->now, (gsize) step->at);
  else if (step->kind == STEP_WRITE)
    {
      gsize size;
      const void *bytes = g_bytes_get_data (step->bytes, &size);

      if ((gsize) step->at + size > file->now->len)
        resize (file->now, (gsize) step->at + size);
      memcpy (file->now->data + step->at, bytes, size);
    }
  else if (step->kind == STEP_SYNC)
    {
      g_byte_array_set_size (file->synced, 0);
      g_byte_array_append (file->synced, file->now->data, file->now->len);
    }
}

static void
move_names (GHashTable *names, const char *from, const char *to)
{
  g_autoptr (GList) all = g_hash_table_get_keys (names);
  gsize length = strlen (from);

  for (GList *l = all; l != NULL; l = l->next)
    {
      const char *name = l->data;

      if (strncmp (name, from, length) == 0 && name[length] == '/')
        {
          gpointer file = g_hash_table_lookup (names, name);

          g_hash_table_insert (names, g_strconcat (to, name + length, NULL), file);
          g_hash_table_remove (names, name);
        }
    }
}

static void
apply_to_names (GHashTable *names, const Step *step)
{
  gpointer file = GUINT_TO_POINTER (step->file);

  if (step->kind == STEP_MAKE || step->kind == STEP_FOLDER)
    g_hash_table_insert (names, g_strdup (step->path), file);
  else if (step->kind == STEP_REMOVE)
    g_hash_table_remove (names, step->path);
  else if (step->file != FOLDER || g_hash_table_contains (names, step->path))
    {
      /* A file whose old name is not lasting yet has its new one all the same. */
      if (step->kind == STEP_MOVE)
        {
          move_names (names, step->path, step->other);
          g_hash_table_remove (names, step->path);
        }
      g_hash_table_insert (names, g_strdup (step->other), file);
    }
}

static gboolean
is_in_folder (const char *path, const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return strcmp (strcmp (parent, ".") == 0 ? "" : parent, folder) == 0;
}

/* A change of names is lasting once the folder that it ends in was synced. */
static void
settle_names (GHashTable *names, GQueue *waiting, const char *folder)
{
  for (GList *l = waiting->head; l != NULL;)
    {
      GList *next = l->next;
      const Step *step = l->data;

      if (is_in_folder (step->other != NULL ? step->other : step->path, folder))
        {
          apply_to_names (names, step);
          g_queue_delete_link (waiting, l);
        }
      l = next;
    }
}

static GByteArray *
lose_sectors (const File *file, GRand *random)
{
  const GByteArray *old = file->synced;
  const GByteArray *new = file->now;
  GByteArray *left = g_byte_array_new ();

  resize (left, g_rand_boolean (random) ? new->len : old->len);
  for (guint at = 0; at < left->len; at += SECTOR)
    {
      int fate = g_rand_int_range (random, 0, 20);

      for (guint i = at; i < MIN (at + SECTOR, left->len); i++)
        {
          guint8 a = i < old->len ? old->data[i] : 0;
          guint8 b = i < new->len ? new->data[i] : 0;

          if (a == b)
            left->data[i] = a;
          else if (fate == 0) /* neither the old nor the new */
            left->data[i] = (guint8) g_rand_int (random);
          else if (fate == 1) /* torn within the sector */
            left->data[i] = i % SECTOR < 200 ? b : a;
          else
            left->data[i] = fate < 11 ? a : b;
        }
    }
  return left;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
write_out (GHashTable *names, GPtrArray *files, GRand *random, const char *target)
{
  g_autoptr (GList) all = g_list_sort (g_hash_table_get_keys (names), compare_names);

  g_mkdir (target, 0700);
  for (GList *l = all; l != NULL; l = l->next)
    {
      g_autofree char *path = g_build_filename (target, l->data, NULL);
      guint file = look_up (names, l->data);
      g_autoptr (GByteArray) bytes = NULL;
      FILE *out;

      if (file == FOLDER)
        {
          g_mkdir (path, 0700);
          continue;
        }
      bytes = lose_sectors (g_ptr_array_index (files, file - 1), random);
      out = fopen (path, "we");
      /* Its folder is gone. */
      if (out == NULL)
        continue;
      if (bytes->len > 0)
        g_assert_cmpuint (fwrite (bytes->data, 1, bytes->len, out), ==, bytes->len);
      fclose (out);
    }
}

/* Lays out below @target, which is not there yet, what a power cut after @n_steps may leave.
 * Without
 * @syncs_count the disk lies: nothing that it said to have synced is lasting. Gives the last mark.
 */
int
power_log_lay_out (guint n_steps, GRand *random, gboolean syncs_count, const char *target)
{
  g_autoptr (GHashTable) names = dup_names (power.old);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (free_file);
  GQueue waiting = G_QUEUE_INIT;
  int mark = 0;

  for (guint i = 0; i < power.n_files; i++)
    {
      File *file = g_new0 (File, 1);
      GBytes *old = i < power.old_bytes->len ? g_ptr_array_index (power.old_bytes, i) : NULL;
      gsize size = 0;
      const guint8 *bytes = old != NULL ? g_bytes_get_data (old, &size) : NULL;

      file->now = g_byte_array_new ();
      file->synced = g_byte_array_new ();
      if (size > 0)
        {
          g_byte_array_append (file->now, bytes, (guint) size);
          g_byte_array_append (file->synced, bytes, (guint) size);
        }
      g_ptr_array_add (files, file);
    }
  for (guint i = 0; i < n_steps; i++)
    {
      const Step *step = g_ptr_array_index (power.steps, i);

      if (step->kind == STEP_MARK)
        mark = (int) step->at;
      else if (step->kind == STEP_SYNC_FOLDER)
        {
          if (syncs_count)
            settle_names (names, &waiting, step->path);
        }
      else if (step->kind <= STEP_REMOVE)
        g_queue_push_tail (&waiting, (gpointer) step);
      else if (step->kind != STEP_SYNC || syncs_count)
        apply_to_file (g_ptr_array_index (files, step->file - 1), step);
    }
  for (GList *l = waiting.head; l != NULL; l = l->next)
    if (g_rand_boolean (random))
      apply_to_names (names, l->data);
  g_queue_clear (&waiting);
  write_out (names, files, random, target);
  return mark;
}
