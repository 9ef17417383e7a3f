/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: from the start of a program to its first painted frame, seen from outside
 *
 * Usage: bench-window EMPTY REMEMBER BENCH-BOX [SIZE...]
 *
 * This is an X client beside the program: it waits until a window larger than 150 x 100 is mapped,
 * then reads it until it shows more than three colours. A second later the program's proportional
 * memory is read. An empty libadwaita window and Remember, with boxes of so many letters, start in
 * turn. Memory of a program counts without what both share only because both run; it is read when
 * nothing else of ours runs. */

#include "config.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_STARTS     9
#define SETTLE_MS    1000
#define PATIENCE_MS  20000
#define MAX_RATIO    1.2
#define MAX_MORE_MIB 15.0

typedef struct
{
  double frame_ms[N_STARTS];
  double pss_mib[N_STARTS];
} Starts;

static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static gboolean
is_painted (Display *display, Window window)
{
  XWindowAttributes attributes;
  XImage *image;
  unsigned long colours[4];
  guint n_colours = 0;

  if (!XGetWindowAttributes (display, window, &attributes) || attributes.width <= 150 ||
      attributes.height <= 100)
    return FALSE;
  image = XGetImage (display, window, 0, 0, (guint) attributes.width, (guint) attributes.height,
                     AllPlanes, ZPixmap);
  if (image == NULL)
    return FALSE;
  for (int y = 0; y < image->height && n_colours <= 3; y += 2)
    for (int x = 0; x < image->width && n_colours <= 3; x++)
      {
        unsigned long pixel = XGetPixel (image, x, y);
        guint i = 0;

        while (i < n_colours && colours[i] != pixel)
          i++;
        if (i == n_colours && n_colours++ < 3)
          colours[i] = pixel;
      }
  XDestroyImage (image);
  return n_colours > 3;
}

/* The window manager puts a window into a frame of its own, which may be of another depth. */
static gboolean
is_any_painted (Display *display, Window window, int depth)
{
  Window root, parent, *children = NULL;
  unsigned int n = 0;
  gboolean painted = is_painted (display, window);

  if (!painted && depth > 0 && XQueryTree (display, window, &root, &parent, &children, &n))
    for (guint i = 0; i < n && !painted; i++)
      painted = is_any_painted (display, children[i], depth - 1);
  if (children != NULL)
    XFree (children);
  return painted;
}

static GPid
start (char **argv)
{
  g_autoptr (GError) error = NULL;
  GPid pid;

  if (!g_spawn_async (NULL, argv, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                          G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &pid, &error))
    g_error ("%s", error->message);
  return pid;
}

static double
read_pss_mib (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;
  const char *pss;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (pss = strstr (text, "\nPss:")) == NULL)
    return 0;
  return g_ascii_strtod (pss + 5, NULL) / 1024;
}

static void
drain (Display *display, GArray *windows)
{
  while (XPending (display) > 0)
    {
      XEvent event;

      XNextEvent (display, &event);
      if (windows != NULL && event.type == MapNotify)
        g_array_append_val (windows, event.xmap.window);
    }
}

static void
measure (Display *display, char **argv, Starts *starts, guint n)
{
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (Window));
  gboolean painted = FALSE;
  double begin;
  GPid pid;

  drain (display, NULL);
  begin = now_ms ();
  pid = start (argv);
  while (!painted && now_ms () - begin < PATIENCE_MS)
    {
      struct pollfd waiting = { .fd = ConnectionNumber (display), .events = POLLIN };

      drain (display, windows);
      for (guint i = 0; i < windows->len && !painted; i++)
        painted = is_any_painted (display, g_array_index (windows, Window, i), 3);
      if (!painted)
        poll (&waiting, 1, 2);
    }
  if (!painted)
    g_error ("%s showed nothing", argv[0]);
  starts->frame_ms[n] = now_ms () - begin;
  g_usleep (SETTLE_MS * 1000);
  starts->pss_mib[n] = read_pss_mib (pid);
  kill (pid, SIGTERM);
  while (waitpid (pid, NULL, 0) < 0)
    ;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
get_median (double *values)
{
  qsort (values, N_STARTS, sizeof (double), compare_doubles);
  return values[N_STARTS / 2];
}

static void
make_box (const char *program, const char *data, const char *size)
{
  g_autofree char *folder = g_build_filename (data, "remember", NULL);
  g_autofree char *path = g_build_filename (folder, "memories.memorybox", NULL);
  const char *argv[] = { program, "--make", path, size, NULL };
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_mkdir_with_parents (folder, 0700);
  if (!g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, NULL, NULL, &status, &error) ||
      status != 0)
    g_error ("no box could be made");
}

static void
remove_folder (const char *path)
{
  const char *argv[] = { "rm", "-r", path, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

static gboolean
measure_size (Display *display, char *argv[], const char *size)
{
  g_autofree char *data = g_dir_make_tmp ("remember-bench-XXXXXX", NULL);
  char *empty[] = { argv[1], NULL };
  char *remember[] = { argv[2], NULL };
  Starts starts[2] = { 0 };
  double frame_ms[2];
  double pss_mib[2];
  gboolean good;

  make_box (argv[3], data, size);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  /* Once for the caches. */
  measure (display, empty, &starts[0], 0);
  measure (display, remember, &starts[1], 0);
  for (guint n = 0; n < N_STARTS; n++)
    {
      measure (display, empty, &starts[0], n);
      measure (display, remember, &starts[1], n);
    }
  for (int i = 0; i < 2; i++)
    {
      frame_ms[i] = get_median (starts[i].frame_ms);
      pss_mib[i] = get_median (starts[i].pss_mib);
    }
  good = frame_ms[1] <= MAX_RATIO * frame_ms[0] && pss_mib[1] <= pss_mib[0] + MAX_MORE_MIB;
  printf ("%8s letters  first frame %6.0f ms, empty %6.0f ms: %.2f (at most %.2f)  "
          "memory %5.1f MiB, empty %5.1f MiB: %+.1f (at most %+.1f)%s\n",
          size, frame_ms[1], frame_ms[0], frame_ms[1] / frame_ms[0], MAX_RATIO, pss_mib[1],
          pss_mib[0], pss_mib[1] - pss_mib[0], MAX_MORE_MIB, good ? "" : "  MISSED");
  fflush (stdout);
  remove_folder (data);
  return good;
}

int
main (int argc, char *argv[])
{
  static const char *const usual[] = { "0", "10000", "100000" };
  Display *display = XOpenDisplay (NULL);
  gboolean good = TRUE;

  if (display == NULL)
    g_error ("there is no screen");
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  if (argc > 4)
    for (int i = 4; i < argc; i++)
      good &= measure_size (display, argv, argv[i]);
  else
    for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
      good &= measure_size (display, argv, usual[i]);
  XCloseDisplay (display);
  return good ? 0 : 1;
}
