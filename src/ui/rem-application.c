/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-application.h"

#include "rem-auto-lock.h"
#include "rem-context.h"
#include "rem-demo-folder.h"
#include "rem-demo.h"
#include "rem-error-text.h"
#include "rem-look.h"
#include "rem-menu-names.h"
#include "rem-palette.h"
#include "rem-readable-copy.h"
#include "rem-safe-text.h"
#include "rem-safekeeper.h"
#include "rem-reminder-plan.h"
#include "rem-restart.h"
#include "rem-system-clock.h"
#include "rem-ui-resources.h"
#include "rem-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

/* Notes: how it ends.
 *
 *   NONE ──► LEAVING_TO_QUIT or LEAVING_TO_LOCK   end(): the window is covered, what is being
 *                                                 written is kept, the box is closed
 *   LEAVING_* ──► NONE                            closed_cb(), when something could not be kept and
 *                                                 the person wants to stay with it
 *   LEAVING_TO_QUIT ──► GONE                      the main loop is left
 *   LEAVING_TO_LOCK ──► GONE                      the same, and then main() puts a fresh image of
 *                                                 the program in the place of this one, which
 *                                                 starts on the lock page. Should the main loop
 *                                                 not come to its end, a timer does it from here.
 */
typedef enum
{
  REM_ENDING_NONE,
  REM_ENDING_LEAVING_TO_QUIT,
  REM_ENDING_LEAVING_TO_LOCK,
  REM_ENDING_GONE,
} RemEnding;

/* How long the main loop may take to end before the fresh image is started without it. */
#define RESTART_FALLBACK_MS 2000

/* The box of --demo has nothing to hide: its passphrase is told on the lock page. */
#define DEMO_PASSPHRASE "demo"
#define DEMO_KDF_MIB    64

struct _RemApplication
{
  AdwApplication parent_instance;

  char *box_path;
  char *clock_start;
  char *demo_folder;
  char *window_size;

  RemContext *context;
  RemAutoLock *auto_lock;
  RemLook *look;
  RemPalette *palette;
  RemEnding ending;
  gboolean will_restart;
  gboolean is_damaged; /* as the run before found the box */
};

G_DEFINE_FINAL_TYPE (RemApplication, rem_application, ADW_TYPE_APPLICATION)

static const GOptionEntry option_entries[] = {
  { "box", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the box in this folder"), N_ ("FOLDER") },
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Try it with a throw-away box and invented content"),
    NULL },
  { "demo-folder", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, "Go on with --demo",
    "NAME" },
  { "clock", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, "Start from this time", "TIME" },
  /* Changes nothing: every start is locked. It tells one image of the program from the next. */
  { "window", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, "Open the window in this size",
    "SIZE" },
  { "damaged", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, "Offer to save what can be read",
    NULL },
  { "locked", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, "Started by locking", NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Tell the version"), NULL },
  { NULL },
};

static RemWindow *
find_window (RemApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (REM_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

/* What was copied here and lies in a clipboard does not outlive the open box. */
static void
clear_clipboards (RemApplication *self)
{
  GdkDisplay *display = gdk_display_get_default ();
  GdkClipboard *clipboards[] = { gdk_display_get_clipboard (display),
                                 gdk_display_get_primary_clipboard (display) };

  for (gsize i = 0; i < G_N_ELEMENTS (clipboards); i++)
    if (gdk_clipboard_is_local (clipboards[i]))
      gdk_clipboard_set_content (clipboards[i], NULL);
}

static void
restart_fallback_cb (gpointer user_data)
{
  RemApplication *self = user_data;
  g_auto (GStrv) arguments = rem_application_dup_restart_arguments (self);

  rem_restart_exec ((const char *const *) arguments);
}

static void
leave (RemApplication *self)
{
  RemWindow *window = find_window (self);

  self->will_restart = self->ending == REM_ENDING_LEAVING_TO_LOCK;
  self->ending = REM_ENDING_GONE;
  clear_clipboards (self);
  if (self->will_restart)
    rem_clock_add_timeout (rem_context_get_clock (self->context), RESTART_FALLBACK_MS,
                           restart_fallback_cb, self);
  if (window != NULL)
    {
      g_free (self->window_size);
      self->window_size = rem_window_dup_size (window);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_application_quit (G_APPLICATION (self));
}

static void closed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
response_cb (AdwMessageDialog *dialog, const char *response, RemApplication *self)
{
  RemWindow *window = find_window (self);

  if (g_strcmp0 (response, "leave") == 0)
    {
      g_application_hold (G_APPLICATION (self));
      rem_context_lock_without_drafts_async (self->context, closed_cb, g_object_ref (self));
      return;
    }
  self->ending = REM_ENDING_NONE;
  if (window != NULL)
    rem_window_uncover (window);
}

/* Something that was written is not kept: never go away over it without asking. */
static void
ask_to_stay (RemApplication *self, const GError *error)
{
  RemWindow *window = find_window (self);
  g_autofree char *text = rem_error_text_build (error);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (window), _ ("Something could not be kept yet"), text);

  rem_auto_lock_stay (self->auto_lock);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Stay with it"),
                                    "leave",
                                    self->ending == REM_ENDING_LEAVING_TO_LOCK
                                        ? _ ("_Lock without it")
                                        : _ ("_Close without it"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "leave",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  g_application_release (G_APPLICATION (self));
  if (!rem_context_lock_finish (self->context, result, &error) &&
      rem_context_get_state (self->context) == REM_CONTEXT_OPEN && find_window (self) != NULL)
    {
      ask_to_stay (self, error);
      return;
    }
  leave (self);
}

static void
end (RemApplication *self, RemEnding ending)
{
  RemWindow *window = find_window (self);

  if (self->ending != REM_ENDING_NONE)
    return;
  self->ending = ending;
  if (window != NULL)
    rem_window_cover (window);
  g_application_hold (G_APPLICATION (self));
  rem_context_lock_async (self->context, closed_cb, g_object_ref (self));
}

static gboolean
close_request_cb (GtkWindow *window, RemApplication *self)
{
  end (self, REM_ENDING_LEAVING_TO_QUIT);
  return GDK_EVENT_STOP;
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  end (REM_APPLICATION (user_data), REM_ENDING_LEAVING_TO_QUIT);
}

static void
lock_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RemApplication *self = REM_APPLICATION (user_data);

  if (rem_context_get_state (self->context) == REM_CONTEXT_OPEN)
    end (self, REM_ENDING_LEAVING_TO_LOCK);
}

static void
auto_lock_cb (RemApplication *self)
{
  end (self, REM_ENDING_LEAVING_TO_LOCK);
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RemApplication *self = REM_APPLICATION (user_data);

  adw_show_about_window (
      GTK_WINDOW (find_window (self)), "application-name", "Remember", "application-icon",
      REM_APPLICATION_ID, "version", REM_VERSION, "comments",
      _ ("A private box for the memories of a pregnancy or a baby, kept on this computer only."),
      "license-type", GTK_LICENSE_GPL_3_0,
      /* Translators: the names of those who translated, one a line. */
      "translator-credits", _ ("translator-credits"), NULL);
}

static const GActionEntry action_entries[] = {
  { .name = "quit", .activate = quit_activated },
  { .name = "lock", .activate = lock_activated },
  { .name = "about", .activate = about_activated },
};

static const struct
{
  const char *action;
  const char *accelerators[3];
} all_accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "win.lock", { "<Control>l" } },
  { "win.back", { "<Alt>Left", "Back" } },
  { "win.write-letter", { "<Control>n" } },
  { "win.add-photo", { "<Control>o" } },
  { "win.add-date", { "<Control>d" } },
  { "win.show-preferences", { "<Control>comma" } },
  { "win.show-shortcuts", { "<Control>question", "<Control>F1" } },
  { "win.show-place::today", { "<Control>1" } },
  { "win.show-place::box", { "<Control>2" } },
  { "win.show-place::dates", { "<Control>3" } },
  { "win.show-place::rituals", { "<Control>4" } },
  { "win.light-candle::", { "<Control>k" } },
  { "win.help", { "F2", "F1" } },
};

/* The folder is made here, before the first window, so that a locked demo comes back to it. */
static gboolean
read_demo_options (RemApplication *self, GVariantDict *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *box_path = NULL;

  if (g_variant_dict_lookup (options, "demo-folder", "s", &self->demo_folder))
    {
      if (!rem_demo_folder_is_name (self->demo_folder))
        {
          g_clear_pointer (&self->demo_folder, g_free);
          g_printerr ("remember: --demo-folder: no such folder\n");
          return FALSE;
        }
    }
  else if (g_variant_dict_contains (options, "demo"))
    {
      self->demo_folder = rem_demo_folder_make (&error);
      if (self->demo_folder == NULL)
        {
          g_printerr ("remember: %s\n", error->message);
          return FALSE;
        }
    }
  if (self->demo_folder == NULL)
    return TRUE;
  box_path = rem_demo_folder_build_path (self->demo_folder);
  g_variant_dict_insert (options, "box", "^ay", box_path);
  return TRUE;
}

static int
rem_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  RemApplication *self = REM_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("remember " REM_VERSION "\n");
      return 0;
    }
  g_variant_dict_lookup (options, "clock", "s", &self->clock_start);
  g_variant_dict_lookup (options, "window", "s", &self->window_size);
  self->is_damaged = g_variant_dict_contains (options, "damaged");
  if (!read_demo_options (self, options))
    return 1;
  /* A box that was named is not the one of the instance that may be running. */
  if (g_variant_dict_lookup (options, "box", "^ay", &self->box_path))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
make_context (RemApplication *self)
{
  g_autoptr (RemClock) clock = self->clock_start != NULL
                                   ? rem_system_clock_new_from (self->clock_start)
                                   : rem_system_clock_new ();
  g_autofree char *plan_path = NULL;

  /* Reminders come from the person's own box, not from one that is looked into. */
  if (self->box_path == NULL)
    {
      self->box_path = rem_box_build_default_path ();
      plan_path = rem_reminder_plan_build_default_path ();
    }
  self->context = rem_context_new (clock, self->box_path, plan_path, REM_PICTURE_PROGRAM);
}

/* The end of the session, or somebody at a terminal: what is being written is kept first. */
static gboolean
signal_cb (gpointer user_data)
{
  end (REM_APPLICATION (user_data), REM_ENDING_LEAVING_TO_QUIT);
  return G_SOURCE_CONTINUE;
}

static void
rem_application_startup (GApplication *application)
{
  static const int ending_signals[] = { SIGTERM, SIGINT, SIGHUP };
  RemApplication *self = REM_APPLICATION (application);

  rem_ui_register_resource ();
  G_APPLICATION_CLASS (rem_application_parent_class)->startup (application);
  rem_readable_copy_remove_all ();

  gtk_window_set_default_icon_name (REM_APPLICATION_ID);
  /* What is selected goes to the primary selection, for every other program to read: the recovery
   * code is not, only because its page has the focus. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  self->palette = rem_palette_new (gdk_display_get_default ());
  make_context (self);
  self->auto_lock = rem_auto_lock_new (self->context);
  self->look =
      rem_look_new (self->context, adw_application_get_style_manager (ADW_APPLICATION (self)));
  g_signal_connect_object (self->auto_lock, "lock", G_CALLBACK (auto_lock_cb), self,
                           G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (ending_signals); i++)
    g_unix_signal_add (ending_signals[i], signal_cb, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (all_accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), all_accelerators[i].action,
                                           all_accelerators[i].accelerators);
}

static void
present_window (RemApplication *self)
{
  RemWindow *window = find_window (self);

  if (window == NULL)
    {
      window = rem_window_new (GTK_APPLICATION (self), self->context);
      rem_menu_names_keep (GTK_WINDOW (window));
      if (self->is_damaged)
        rem_window_offer_salvage (window);
      if (self->window_size != NULL)
        rem_window_set_size (window, self->window_size);
      if (self->demo_folder != NULL)
        /* Translators: “demo” is the passphrase to be typed; it stays as it is. */
        rem_window_set_lock_hint (window,
                                  _ ("This is a box to try things out. Its passphrase is “demo”."));
      else
        rem_window_set_lock_hint (window, rem_safe_text_get_place (rem_box_place_look (
                                              rem_context_get_box_path (self->context))));
      rem_safekeeper_start (rem_context_get_safekeeper (self->context));
      rem_auto_lock_set_window (self->auto_lock, window);
      g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self, 0);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
demo_filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  g_application_release (G_APPLICATION (self));
  if (!rem_demo_fill_finish (self->context, result, &error))
    g_printerr ("remember: %s\n", error->message);
  present_window (self);
}

static void
demo_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_context_create_finish (self->context, result, NULL, &error))
    {
      g_printerr ("remember: %s\n", error->message);
      g_application_release (G_APPLICATION (self));
      return;
    }
  rem_demo_fill_async (self->context, NULL, NULL, demo_filled_cb, g_object_ref (self));
}

/* There is a window once there is something in the box. */
static void
begin_demo (RemApplication *self)
{
  g_autoptr (RemSecret) passphrase = rem_secret_new_passphrase (DEMO_PASSPHRASE, -1);

  g_application_hold (G_APPLICATION (self));
  rem_context_create_async (self->context, passphrase, DEMO_KDF_MIB, NULL, demo_made_cb,
                            g_object_ref (self));
}

static void
rem_application_activate (GApplication *application)
{
  RemApplication *self = REM_APPLICATION (application);

  if (self->demo_folder != NULL && rem_context_get_state (self->context) == REM_CONTEXT_NO_BOX)
    begin_demo (self);
  else
    present_window (self);
}

static void
rem_application_shutdown (GApplication *application)
{
  RemApplication *self = REM_APPLICATION (application);

  g_clear_object (&self->palette);
  if (self->demo_folder != NULL && !self->will_restart)
    rem_demo_folder_remove (self->demo_folder);

  rem_readable_copy_remove_all ();
  G_APPLICATION_CLASS (rem_application_parent_class)->shutdown (application);
}

static void
rem_application_dispose (GObject *object)
{
  RemApplication *self = REM_APPLICATION (object);

  g_clear_object (&self->palette);
  g_clear_object (&self->auto_lock);
  g_clear_object (&self->look);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_application_parent_class)->dispose (object);
}

static void
rem_application_finalize (GObject *object)
{
  RemApplication *self = REM_APPLICATION (object);

  g_free (self->box_path);
  g_free (self->clock_start);
  g_free (self->demo_folder);
  g_free (self->window_size);

  G_OBJECT_CLASS (rem_application_parent_class)->finalize (object);
}

static void
rem_application_class_init (RemApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = rem_application_dispose;
  object_class->finalize = rem_application_finalize;

  application_class->handle_local_options = rem_application_handle_local_options;
  application_class->startup = rem_application_startup;
  application_class->activate = rem_application_activate;
  application_class->shutdown = rem_application_shutdown;
}

static void
rem_application_init (RemApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), option_entries);
}

/**
 * rem_application_new:
 *
 * Returns: (transfer full): the program with the window
 */
RemApplication *
rem_application_new (void)
{
  return g_object_new (REM_TYPE_APPLICATION, "application-id", REM_APPLICATION_ID,
                       "resource-base-path", "/org/example/Remember", NULL);
}

/**
 * rem_application_dup_restart_arguments:
 * @self: an application that has run
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): with what to start again, locked,
 *   or %NULL when the program ends
 */
char **
rem_application_dup_restart_arguments (RemApplication *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (REM_IS_APPLICATION (self), NULL);

  if (!self->will_restart)
    return NULL;
  g_strv_builder_add_many (builder, "remember", "--locked", NULL);
  if (self->context != NULL &&
      rem_safekeeper_wants_salvage (rem_context_get_safekeeper (self->context)))
    g_strv_builder_add (builder, "--damaged");
  if (self->demo_folder != NULL)
    g_strv_builder_add_many (builder, "--demo-folder", self->demo_folder, NULL);
  else if (g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_NON_UNIQUE)
    g_strv_builder_add_many (builder, "--box", self->box_path, NULL);
  if (self->clock_start != NULL)
    g_strv_builder_add_many (builder, "--clock", self->clock_start, NULL);
  if (self->window_size != NULL)
    g_strv_builder_add_many (builder, "--window", self->window_size, NULL);
  return g_strv_builder_end (builder);
}
