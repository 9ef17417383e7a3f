/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RemCompany:
 * @REM_COMPANY_EITHER: alone or together
 * @REM_COMPANY_TWO: alone or together, and good for two who grieve
 * @REM_COMPANY_OTHERS: with others, each where they are
 *
 * With whom a ritual can be.
 */
typedef enum
{
  REM_COMPANY_EITHER,
  REM_COMPANY_TWO,
  REM_COMPANY_OTHERS,
} RemCompany;

#define REM_TYPE_RITUAL (rem_ritual_get_type ())

/**
 * RemRitual:
 *
 * A few gentle steps, in the language of the person: one that came with the program, or one of her
 * own, which may have a date that it belongs to. There is nothing in it that can be done or left
 * undone. Immutable and reference counted. Any thread.
 */
typedef struct _RemRitual RemRitual;

GType rem_ritual_get_type (void);

const char *rem_company_to_nick (RemCompany company);
RemCompany rem_company_from_nick (const char *nick);

GPtrArray *rem_ritual_parse_all (const char *text, gssize length, GError **error);
RemRitual *rem_ritual_ref (RemRitual *self);
void rem_ritual_unref (RemRitual *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemRitual, rem_ritual_unref)

const char *rem_ritual_get_id (RemRitual *self);
RemCompany rem_ritual_get_company (RemRitual *self);
gboolean rem_ritual_has_candle (RemRitual *self);
const char *rem_ritual_get_title (RemRitual *self);
const char *rem_ritual_get_time (RemRitual *self);
const char *rem_ritual_get_needs (RemRitual *self);
const char *rem_ritual_get_note (RemRitual *self);
const char *const *rem_ritual_get_steps (RemRitual *self);

RemRitual *rem_ritual_new_own (const char *uuid, gint64 created_us);
gboolean rem_ritual_is_own (RemRitual *self);
gint64 rem_ritual_get_created_us (RemRitual *self);
const char *rem_ritual_get_occasion (RemRitual *self);
char *rem_ritual_join_steps (RemRitual *self);
RemRitual *rem_ritual_with (RemRitual *self,
                            const char *title,
                            const char *steps,
                            const char *needs,
                            const char *note,
                            RemCompany company,
                            const char *occasion);

G_END_DECLS
