/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REM_TYPE_APPLICATION (rem_application_get_type ())
G_DECLARE_FINAL_TYPE (RemApplication, rem_application, REM, APPLICATION, AdwApplication)

RemApplication *rem_application_new (void);

char **rem_application_dup_restart_arguments (RemApplication *self);

G_END_DECLS
