/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>
#include <libical/ical.h>
#include <string.h>

/*
 * Loaded before libical, this makes it one that was built without ICU: a rule with RSCALE parses,
 * and has no iterator.
 */

#if ICAL_MAJOR_VERSION >= 4
typedef struct icalrecurrencetype *Rule;
#define RSCALE(rule) ((rule)->rscale)
#else
typedef struct icalrecurrencetype Rule;
#define RSCALE(rule) ((rule).rscale)
#endif

icalrecur_iterator *
icalrecur_iterator_new (Rule rule, struct icaltimetype start)
{
  icalrecur_iterator *(*real) (Rule, struct icaltimetype) = NULL;

  if (RSCALE (rule) != NULL && strcmp (RSCALE (rule), "GREGORIAN") != 0)
    return NULL;

  *(void **) &real = dlsym (RTLD_NEXT, "icalrecur_iterator_new");

  return real (rule, start);
}
