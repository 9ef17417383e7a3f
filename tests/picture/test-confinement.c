/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a decoder that was taken over could try. Each act runs in a process of its own that has
 * entered the confinement; it ends with 0 if the act was refused, 1 if it was done, and is killed
 * by SIGSYS if the call stands on no list. */

#define DONE    1
#define REFUSED 0

static int
open_file (void)
{
  return open ("/etc/passwd", O_RDONLY) < 0 && errno == ENOENT ? REFUSED : DONE;
}

static int
create_file (void)
{
  return open ("/tmp/remember-was-here", O_WRONLY | O_CREAT, 0600) < 0 ? REFUSED : DONE;
}

static int
look_at_file (void)
{
  struct stat status;

  return stat ("/etc/passwd", &status) < 0 && access ("/etc/passwd", F_OK) < 0 ? REFUSED : DONE;
}

static int
open_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM ? REFUSED : DONE;
}

static int
open_local_socket (void)
{
  return socket (AF_UNIX, SOCK_STREAM, 0) < 0 && errno == EPERM ? REFUSED : DONE;
}

static int
become_dumpable (void)
{
  return prctl (PR_SET_DUMPABLE, 1, 0, 0, 0) < 0 && errno == EPERM ? REFUSED : DONE;
}

static int
lift_limit (void)
{
  const struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

  setrlimit (RLIMIT_AS, &limit);
  return DONE;
}

static int
limit_parent (void)
{
  const struct rlimit limit = { 0, 0 };

  prlimit (getppid (), RLIMIT_CPU, &limit, NULL);
  return DONE;
}

static int
take_much_memory (void)
{
  return mmap (NULL, (gsize) 2 << 30, PROT_READ | PROT_WRITE,
               MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED
             ? REFUSED
             : DONE;
}

static int
start_process (void)
{
  return fork () < 0 ? REFUSED : DONE;
}

static int
start_program (void)
{
  char *argv[] = { (char *) "/bin/true", NULL };

  execv (argv[0], argv);
  return DONE;
}

static int
make_code (void)
{
  mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return DONE;
}

static int
turn_into_code (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  mprotect (page, 4096, PROT_READ | PROT_EXEC);
  return DONE;
}

static int
signal_parent (void)
{
  kill (getppid (), SIGURG);
  return DONE;
}

static int
trace_parent (void)
{
  ptrace (PTRACE_ATTACH, getppid (), NULL, NULL);
  return DONE;
}

static int
read_parent (void)
{
  char byte;
  const struct iovec here = { &byte, 1 };
  const struct iovec there = { (void *) &errno, 1 };

  process_vm_readv (getppid (), &here, 1, &there, 1, 0);
  return DONE;
}

static int
remove_file (void)
{
  unlink ("/tmp/remember-was-here");
  return DONE;
}

static int
use_ring (void)
{
  syscall (SYS_io_uring_setup, 1, NULL);
  return DONE;
}

static int
make_memory_file (void)
{
  memfd_create ("x", 0);
  return DONE;
}

typedef struct
{
  const char *name;
  int (*act) (void);
  gboolean is_deadly;
} Act;

static const Act acts[] = {
  { "open-file", open_file, FALSE },
  { "create-file", create_file, FALSE },
  { "look-at-file", look_at_file, FALSE },
  { "open-socket", open_socket, FALSE },
  { "open-local-socket", open_local_socket, FALSE },
  { "become-dumpable", become_dumpable, FALSE },
  { "take-much-memory", take_much_memory, FALSE },
  { "lift-limit", lift_limit, TRUE },
  { "limit-parent", limit_parent, TRUE },
  { "start-process", start_process, TRUE },
  { "start-program", start_program, TRUE },
  { "make-code", make_code, TRUE },
  { "turn-into-code", turn_into_code, TRUE },
  { "signal-parent", signal_parent, TRUE },
  { "trace-parent", trace_parent, TRUE },
  { "read-parent", read_parent, TRUE },
  { "remove-file", remove_file, TRUE },
  { "use-ring", use_ring, TRUE },
  { "make-memory-file", make_memory_file, TRUE },
};

/* Runs @act confined and returns how its process ended, as waitpid says it. */
static int
run_confined (int (*act) (void))
{
  int status;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      rem_picture_confinement_prepare ();
      if (!rem_picture_confinement_enter (0))
        _exit (9);
      _exit (act ());
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
test_act (gconstpointer data)
{
  const Act *act = data;
  int status = run_confined (act->act);

  if (act->is_deadly)
    {
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);
      return;
    }
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, REFUSED);
}

static void *
run_thread (void *data)
{
  g_autofree char *memory = g_malloc (1024 * 1024);

  memset (memory, 1, 1024 * 1024);
  return data;
}

/* What decoders need goes on: memory, threads, the time, an answer on the pipe. */
static int
decode_as_usual (void)
{
  g_autofree char *memory = g_malloc (64 * 1024 * 1024);
  struct timespec now;
  pthread_t threads[4];

  memset (memory, 1, 64 * 1024 * 1024);
  for (int i = 0; i < 4; i++)
    {
      if (pthread_create (&threads[i], NULL, run_thread, NULL) != 0)
        return DONE;
    }
  for (int i = 0; i < 4; i++)
    {
      if (pthread_join (threads[i], NULL) != 0)
        return DONE;
    }
  return clock_gettime (CLOCK_MONOTONIC, &now) == 0 && write (STDERR_FILENO, "", 0) == 0 ? REFUSED
                                                                                         : DONE;
}

static void
test_decoders_work (void)
{
  int status = run_confined (decode_as_usual);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, REFUSED);
}

/* A descriptor that was left open is closed before anything else. */
static int
use_inherited (void)
{
  char byte;

  return read (57, &byte, 1) < 0 && errno == EBADF ? REFUSED : DONE;
}

static void
test_descriptors (void)
{
  int fd = open ("/etc/passwd", O_RDONLY);
  int status;

  g_assert_cmpint (dup2 (fd, 57), ==, 57);
  status = run_confined (use_inherited);
  close (57);
  close (fd);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *path = g_strconcat ("/picture/confinement/", acts[i].name, NULL);

      g_test_add_data_func (path, &acts[i], test_act);
    }
  g_test_add_func ("/picture/confinement/descriptors", test_descriptors);
  g_test_add_func ("/picture/confinement/decoders-work", test_decoders_work);

  return g_test_run ();
}
