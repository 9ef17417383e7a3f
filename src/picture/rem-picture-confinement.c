/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * How remember-picture gives up everything that it does not need to turn bytes into pixels.
 *
 * prepare() comes first in main: only descriptors 0 to 2 stay open, the working directory is the
 * root, the process dies with its parent. Decoders may then be loaded from disk. enter() takes away
 * the rest, for good: from there on the process may compute, use memory up to a limit, start
 * threads, read descriptor 0 and write descriptor 1. It cannot open anything, reach any other
 * process, make executable memory, or start a program; a call that is on no list ends it at once.
 *
 * The calls that are answered with an error instead are those that the decoders make in passing and
 * can do without: libheif looks for plugins, GLib asks whether standard error is the journal, the C
 * library whether there is a list of processors.
 */

#define MEBIBYTE         (1024u * 1024u)
#define MEMORY_MEBIBYTES 1280u
#define CPU_SECONDS      20u
#define THREAD_STACK     (2u * MEBIBYTE)

static const char *const allowed_calls[] = {
  "brk",
  "clock_getres",
  "clock_gettime",
  "clock_nanosleep",
  "close",
  "exit",
  "exit_group",
  "fstat",
  "futex",
  "getpid",
  "getrandom",
  "gettid",
  "gettimeofday",
  "lseek",
  "madvise",
  "mremap",
  "munmap",
  "read",
  "restart_syscall",
  "rseq",
  "rt_sigaction",
  "rt_sigprocmask",
  "rt_sigreturn",
  "sched_getaffinity",
  "sched_yield",
  "set_robust_list",
  "sigaltstack",
  "sysinfo",
  "write",
};

typedef struct
{
  const char *name;
  int error;
} RefusedCall;

static const RefusedCall refused_calls[] = {
  { "access", ENOENT },
  /* The C library then uses clone, whose flags a filter can read: threads only. */
  { "clone3", ENOSYS },
  { "faccessat", ENOENT },
  { "faccessat2", ENOENT },
  { "fcntl", EPERM },
  { "getcwd", ENOENT },
  { "getpeername", ENOTSOCK },
  { "getrusage", EPERM },
  { "ioctl", ENOTTY },
  { "lstat", ENOENT },
  { "newfstatat", ENOENT },
  { "open", ENOENT },
  { "openat", ENOENT },
  { "poll", EPERM },
  { "prctl", EPERM },
  { "readlink", ENOENT },
  { "readlinkat", ENOENT },
  { "sched_setaffinity", EPERM },
  { "sched_setscheduler", EPERM },
  { "sendmsg", EPERM },
  { "socket", EPERM },
  { "stat", ENOENT },
  { "statx", ENOENT },
  { "writev", EPERM },
};

static gboolean
add_call (scmp_filter_ctx filter,
          guint32 action,
          const char *name,
          guint n_conditions,
          const struct scmp_arg_cmp *conditions)
{
  int number = seccomp_syscall_resolve_name (name);

  /* Not every machine has every call; one that does not exist needs no rule. */
  if (number < 0)
    return TRUE;
  return seccomp_rule_add_array (filter, action, number, n_conditions, conditions) == 0;
}

static gboolean
add_conditional_calls (scmp_filter_ctx filter)
{
  const struct scmp_arg_cmp not_executable = SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  const guint64 thread_flags = CLONE_VM | CLONE_THREAD | CLONE_SIGHAND;
  const struct scmp_arg_cmp a_thread = SCMP_A0 (SCMP_CMP_MASKED_EQ, thread_flags, thread_flags);
  /* Its own limits, and only to ask. */
  const struct scmp_arg_cmp own_limits[] = { SCMP_A0 (SCMP_CMP_EQ, 0), SCMP_A2 (SCMP_CMP_EQ, 0) };

  return add_call (filter, SCMP_ACT_ALLOW, "mmap", 1, &not_executable) &&
         add_call (filter, SCMP_ACT_ALLOW, "mprotect", 1, &not_executable) &&
         add_call (filter, SCMP_ACT_ALLOW, "clone", 1, &a_thread) &&
         add_call (filter, SCMP_ACT_ALLOW, "prlimit64", G_N_ELEMENTS (own_limits), own_limits);
}

static gboolean
add_rules (scmp_filter_ctx filter)
{
  /* Every thread there is, and none of another machine's calls (x32, 32 bit). */
  if (seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1) != 0 ||
      seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (allowed_calls); i++)
    {
      if (!add_call (filter, SCMP_ACT_ALLOW, allowed_calls[i], 0, NULL))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused_calls); i++)
    {
      const RefusedCall *call = &refused_calls[i];

      if (!add_call (filter, SCMP_ACT_ERRNO ((guint32) call->error), call->name, 0, NULL))
        return FALSE;
    }
  return add_conditional_calls (filter);
}

static gboolean
install_filter (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  gboolean installed;

  if (filter == NULL)
    return FALSE;
  installed = add_rules (filter) && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return installed;
}

static gboolean
set_limit (int resource, rlim_t limit)
{
  const struct rlimit both = { limit, limit };
  struct rlimit now;

  /* Somebody may have set a stricter one already. */
  if (getrlimit ((__rlimit_resource_t) resource, &now) == 0 && now.rlim_max != RLIM_INFINITY &&
      now.rlim_max <= limit)
    return TRUE;
  return setrlimit ((__rlimit_resource_t) resource, &both) == 0;
}

/* When memory runs out, this process goes, not the window. */
static void
offer_to_go_first (void)
{
  int fd = open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  if (write (fd, "1000", 4) != 4)
    g_debug ("The kernel kept its choice of what goes first");
  close (fd);
}

/**
 * rem_picture_confinement_prepare:
 *
 * Leaves behind what the parent may have left open: every descriptor but 0 to 2, the working
 * directory. Asks to be ended with the parent. Keeps the address space of later threads small, so
 * that the memory limit counts pictures and not reserves. Call it first in main.
 */
void
rem_picture_confinement_prepare (void)
{
  pthread_attr_t attributes;

  if (close_range (3, ~0u, 0) != 0)
    {
      for (int fd = 3; fd < 4096; fd++)
        close (fd);
    }
  if (chdir ("/") != 0)
    g_debug ("The working directory stays where it is");
  umask (0777);
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  offer_to_go_first ();
  mallopt (M_ARENA_MAX, 2);
  if (pthread_attr_init (&attributes) == 0)
    {
      if (pthread_attr_setstacksize (&attributes, THREAD_STACK) == 0)
        pthread_setattr_default_np (&attributes);
      pthread_attr_destroy (&attributes);
    }
}

/**
 * rem_picture_confinement_enter:
 * @input_size: how many bytes of input will be mapped, which come on top of the memory limit
 *
 * Gives up every right but those in the notes of this file, for good. Decoders must be loaded
 * before and the input read after.
 *
 * Returns: %TRUE if every part of it holds; if %FALSE nothing untrusted may be read
 */
gboolean
rem_picture_confinement_enter (gsize input_size)
{
  const rlim_t memory = (rlim_t) MEMORY_MEBIBYTES * MEBIBYTE + 2 * (rlim_t) input_size;

  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
         set_limit (RLIMIT_AS, memory) && set_limit (RLIMIT_CPU, CPU_SECONDS) &&
         set_limit (RLIMIT_NOFILE, 3) && set_limit (RLIMIT_CORE, 0) && install_filter ();
}
