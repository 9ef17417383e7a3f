/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* remember-picture by itself, started as the reader starts it. */

typedef struct
{
  pid_t pid;
  int output;
} Run;

typedef void (*BeforeExec) (void);

static char *
find (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "pictures", name, NULL);
}

/* Starts the program with its answer going to @output. */
static pid_t
spawn (const char *input, const char *const *arguments, BeforeExec before_exec, int output)
{
  const char *argv[8] = { REM_TEST_PICTURE_PROGRAM };
  char *environment[] = { (char *) "SECRET=1", NULL };
  pid_t pid;

  for (int i = 0; arguments[i] != NULL; i++)
    argv[i + 1] = arguments[i];
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      int in = open (input, O_RDONLY);
      int null = open ("/dev/null", O_WRONLY);

      if (dup2 (in, 0) != 0 || dup2 (output, 1) != 1 || dup2 (null, 2) != 2)
        _exit (100);
      /* Left open on purpose. */
      if (dup2 (in, 33) != 33)
        _exit (101);
      if (before_exec != NULL)
        before_exec ();
      execve (argv[0], (char **) argv, environment);
      _exit (102);
    }
  return pid;
}

static Run
start (const char *input, const char *const *arguments, BeforeExec before_exec)
{
  int pipe_fds[2];
  Run run;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  run.pid = spawn (input, arguments, before_exec, pipe_fds[1]);
  run.output = pipe_fds[0];
  close (pipe_fds[1]);
  return run;
}

/* Waits for the end; returns the exit status, or minus the signal. */
static int
finish (Run *run, GByteArray *answer)
{
  guint8 buffer[4096];
  ssize_t n;
  int status;

  while ((n = read (run->output, buffer, sizeof buffer)) > 0)
    g_byte_array_append (answer, buffer, (guint) n);
  close (run->output);
  g_assert_cmpint (waitpid (run->pid, &status, 0), ==, run->pid);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *input;
    const char *arguments[6];
    int exit_status;
  } cases[] = {
    { "quarters.png", { NULL }, REM_PICTURE_EXIT_USAGE },
    { "quarters.png", { "--type", "image/png", NULL }, REM_PICTURE_EXIT_USAGE },
    { "quarters.png", { "--max-side", "10", NULL }, REM_PICTURE_EXIT_USAGE },
    { "quarters.png", { "--type", "image/png", "--max-side", NULL }, REM_PICTURE_EXIT_USAGE },
    { "quarters.png", { "--type", "image/png", "--max-side", "0", NULL }, REM_PICTURE_EXIT_USAGE },
    { "quarters.png", { "--type", "image/png", "--max-side", "-1", NULL }, REM_PICTURE_EXIT_USAGE },
    { "quarters.png",
      { "--type", "image/png", "--max-side", "8193", NULL },
      REM_PICTURE_EXIT_USAGE },
    { "quarters.png",
      { "--type", "image/png", "--max-side", "1e3", NULL },
      REM_PICTURE_EXIT_USAGE },
    { "quarters.png",
      { "--type", "image/png", "--max-side", "10", "x", NULL },
      REM_PICTURE_EXIT_USAGE },
    { "quarters.png",
      { "--type", "image/svg+xml", "--max-side", "10", NULL },
      REM_PICTURE_EXIT_USAGE },
    { "quarters.png", { "--type", "../../etc", "--max-side", "10", NULL }, REM_PICTURE_EXIT_USAGE },
    /* Not what was named: no other loader is tried. */
    { "quarters.png",
      { "--type", "image/jpeg", "--max-side", "10", NULL },
      REM_PICTURE_EXIT_UNREADABLE },
    { "quarters-1.jpeg",
      { "--type", "image/gif", "--max-side", "10", NULL },
      REM_PICTURE_EXIT_UNREADABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *input = find (cases[i].input);
      g_autoptr (GByteArray) answer = g_byte_array_new ();
      Run run = start (input, cases[i].arguments, NULL);

      g_test_message ("case %d", (int) i);
      g_assert_cmpint (finish (&run, answer), ==, cases[i].exit_status);
      g_assert_cmpuint (answer->len, ==, 0);
    }
}

static const char *const png_arguments[] = { "--type", "image/png", "--max-side", "8192", NULL };

static void
test_no_file (void)
{
  static const char *const inputs[] = { "/dev/zero", "/dev/null", "/" };

  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (GByteArray) answer = g_byte_array_new ();
      Run run = start (inputs[i], png_arguments, NULL);

      g_assert_cmpint (finish (&run, answer), ==, REM_PICTURE_EXIT_USAGE);
      g_assert_cmpuint (answer->len, ==, 0);
    }
}

/* A computer that does not let a process confine itself. */
static void
forbid_confinement (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

  if (filter == NULL || seccomp_rule_add (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (seccomp), 0) ||
      seccomp_rule_add (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (prctl), 1,
                        SCMP_A0 (SCMP_CMP_EQ, PR_SET_SECCOMP)) ||
      seccomp_load (filter))
    _exit (103);
}

static void
test_no_silent_downgrade (void)
{
  g_autofree char *input = find ("quarters.png");
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  Run run = start (input, png_arguments, forbid_confinement);

  g_assert_cmpint (finish (&run, answer), ==, REM_PICTURE_EXIT_UNCONFINED);
  g_assert_cmpuint (answer->len, ==, 0);
}

/* Writes a picture too large for the pipe, so that the program is found waiting inside its
 * confinement. */
static char *
create_large_bitmap (void)
{
  g_autofree char *data = NULL;
  const guint32 side = 600;
  const gsize size = 54 + side * side * 3;
  char *path;
  int fd = g_file_open_tmp ("remember-test-XXXXXX", &path, NULL);
  const guint32 fields[] = { GUINT32_TO_LE ((guint32) size),
                             0,
                             GUINT32_TO_LE (54),
                             GUINT32_TO_LE (40),
                             GUINT32_TO_LE (side),
                             GUINT32_TO_LE (side),
                             GUINT32_TO_LE (0x00180001) };

  data = g_malloc0 (size);
  memcpy (data, "BM", 2);
  memcpy (data + 2, fields, sizeof fields);
  g_assert_cmpint (write (fd, data, size), ==, (ssize_t) size);
  close (fd);
  return path;
}

static char *
read_process_file (pid_t pid, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", (int) pid, name);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);
  return content;
}

static void
assert_line (const char *status, const char *line)
{
  if (strstr (status, line) == NULL)
    g_error ("\"%s\" is not in:\n%s", line, status);
}

static void
test_confined_while_it_reads (void)
{
  static const char *const arguments[] = { "--type", "image/bmp", "--max-side", "8192", NULL };
  g_autofree char *input = create_large_bitmap ();
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  Run run = start (input, arguments, NULL);
  guint8 magic[8];
  g_autofree char *status = NULL;
  g_autofree char *limits = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GDir) descriptors = NULL;
  const char *name;

  /* The first bytes of the answer come after the input was read. */
  g_assert_cmpint (read (run.output, magic, sizeof magic), ==, sizeof magic);
  g_byte_array_append (answer, magic, sizeof magic);
  status = read_process_file (run.pid, "status");
  g_assert_nonnull (status);
  assert_line (status, "\nNoNewPrivs:\t1\n");
  assert_line (status, "\nSeccomp:\t2\n");
  assert_line (status, "\nThreads:\t1\n");
  limits = read_process_file (run.pid, "limits");
  if (limits != NULL)
    {
      assert_line (limits, "Max core file size        0                    0 ");
      assert_line (limits, "Max open files            3                    3 ");
      assert_line (limits, "Max cpu time              20                   20 ");
    }
  /* It is not dumpable, so only root may look further. */
  folder = g_strdup_printf ("/proc/%d/fd", (int) run.pid);
  descriptors = g_dir_open (folder, 0, NULL);
  while (descriptors != NULL && (name = g_dir_read_name (descriptors)) != NULL)
    g_assert_cmpint (atoi (name), <=, 2);
  if (geteuid () == 0)
    {
      g_autofree char *link = g_strdup_printf ("/proc/%d/cwd", (int) run.pid);
      g_autofree char *directory = g_file_read_link (link, NULL);

      g_assert_nonnull (descriptors);
      g_assert_cmpstr (directory, ==, "/");
    }
  g_assert_cmpint (finish (&run, answer), ==, REM_PICTURE_EXIT_DONE);
  g_assert_cmpuint (answer->len, ==, REM_PICTURE_HEADER_SIZE + 600 * 600 * 4);
  g_assert_cmpint (unlink (input), ==, 0);
}

/* Nobody reads the answer any more. */
static void
test_pipe_closed (void)
{
  g_autofree char *input = find ("quarters.png");
  Run run = start (input, png_arguments, NULL);
  int status;

  close (run.output);
  g_assert_cmpint (waitpid (run.pid, &status, 0), ==, run.pid);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) != REM_PICTURE_EXIT_DONE);
}

static void
test_dies_with_its_parent (void)
{
  static const char *const arguments[] = { "--type", "image/bmp", "--max-side", "8192", NULL };
  g_autofree char *input = create_large_bitmap ();
  guint8 magic[8];
  int pipe_fds[2];
  int status;
  pid_t parent;

  /* The program comes to this process when its parent is gone. */
  g_assert_cmpint (prctl (PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), ==, 0);
  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  parent = fork ();
  g_assert_cmpint (parent, >=, 0);
  if (parent == 0)
    {
      spawn (input, arguments, NULL, pipe_fds[1]);
      while (TRUE)
        pause ();
    }
  /* It has begun to answer, and waits for more to be read. */
  g_assert_cmpint (read (pipe_fds[0], magic, sizeof magic), ==, sizeof magic);
  g_assert_cmpint (kill (parent, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (parent, NULL, 0), ==, parent);
  g_assert_cmpint (waitpid (-1, &status, 0), >, 0);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  close (pipe_fds[0]);
  close (pipe_fds[1]);
  g_assert_cmpint (unlink (input), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture/program/refusals", test_refusals);
  g_test_add_func ("/picture/program/no-file", test_no_file);
  g_test_add_func ("/picture/program/no-silent-downgrade", test_no_silent_downgrade);
  g_test_add_func ("/picture/program/pipe-closed", test_pipe_closed);
  g_test_add_func ("/picture/program/dies-with-its-parent", test_dies_with_its_parent);
  g_test_add_func ("/picture/program/confined-while-it-reads", test_confined_while_it_reads);

  return g_test_run ();
}
