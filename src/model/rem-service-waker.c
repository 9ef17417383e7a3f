/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-service-waker.h"

/*
 * The reminder service is started by its name on the session bus, so that the first reminder that
 * was ever chosen need not wait for the next login. Where there is no session, or no service, that
 * is nobody's fault and nothing is said.
 */

#define SERVICE_NAME REM_APPLICATION_ID ".Reminders"
#define SERVICE_PATH "/org/example/Remember/Reminders"
#define TIMEOUT_MS   5000

static void
woken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    g_debug ("The reminder service does not answer");
  g_task_return_boolean (task, TRUE);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  GVariantBuilder platform_data = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  if (bus == NULL)
    {
      g_variant_builder_clear (&platform_data);
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_dbus_connection_call (bus, SERVICE_NAME, SERVICE_PATH, "org.freedesktop.Application",
                          "Activate", g_variant_new ("(a{sv})", &platform_data), NULL,
                          G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, NULL, woken_cb,
                          g_steal_pointer (&task));
}

/**
 * rem_service_waker_wake_async:
 * @callback: called on the main context, whatever became of it
 * @user_data: for @callback
 *
 * Starts the reminder service, or has the one that runs read the plan.
 */
void
rem_service_waker_wake_async (GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, rem_service_waker_wake_async);
  g_task_set_name (task, "wake the reminder service");
  g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, task);
}

/**
 * rem_service_waker_wake_finish:
 * @result: what the callback got
 *
 * There is nothing that could be done if it failed.
 */
void
rem_service_waker_wake_finish (GAsyncResult *result)
{
  g_return_if_fail (g_async_result_is_tagged (result, rem_service_waker_wake_async));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

static void
show_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GVariant) words = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  GVariantBuilder parameters = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));
  GVariantBuilder platform_data = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_variant_builder_add (&parameters, "v", words);
  if (bus == NULL)
    {
      g_variant_builder_clear (&parameters);
      g_variant_builder_clear (&platform_data);
      return;
    }

  g_dbus_connection_call (bus, SERVICE_NAME, SERVICE_PATH, "org.freedesktop.Application",
                          "ActivateAction",
                          g_variant_new ("(sava{sv})", "trial", &parameters, &platform_data), NULL,
                          G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, NULL, NULL, NULL);
}

/**
 * rem_service_waker_show:
 * @title: the words to show
 * @body: the words to show
 *
 * Has the reminder service show a notice now, so that the person sees how one looks. It stands for
 * nothing and can be answered with nothing.
 */
void
rem_service_waker_show (const char *title, const char *body)
{
  g_return_if_fail (title != NULL);
  g_return_if_fail (body != NULL);

  g_bus_get (G_BUS_TYPE_SESSION, NULL, show_cb,
             g_variant_ref_sink (g_variant_new ("(ss)", title, body)));
}
