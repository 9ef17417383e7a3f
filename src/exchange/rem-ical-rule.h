/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-ical-zones.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

/** RemIcalRules: takes the rules of a calendar file, each text once. One thread at a time. */
typedef struct _RemIcalRules RemIcalRules;

RemIcalRules *rem_ical_rules_new (RemIcalZones *zones);
void rem_ical_rules_free (RemIcalRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemIcalRules, rem_ical_rules_free)

char *
rem_ical_rules_read (RemIcalRules *self, const char *text, const RemIcalTime *start, int zone);
RemRecurrence *rem_ical_rules_get (RemIcalRules *self, const char *rule);
GArray *rem_ical_rules_expand (RemIcalRules *self, const char *rule, RemDate anchor);
void rem_ical_rules_choose_repeat (const char *rule, RemOccasion **occasion);

G_END_DECLS
