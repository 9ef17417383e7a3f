/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-clock.h"

G_BEGIN_DECLS

/** The name of the service on the session bus, and of its desktop entry. */
#define REM_REMINDER_SERVICE_ID "org.example.Remember.Reminders"

#define REM_TYPE_REMINDER_SERVICE (rem_reminder_service_get_type ())
G_DECLARE_FINAL_TYPE (RemReminderService, rem_reminder_service, REM, REMINDER_SERVICE, GApplication)

RemReminderService *rem_reminder_service_new (RemClock *clock, const char *plan_path);

G_END_DECLS
