/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-text-area.h"

struct _RemTextArea
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkTextView *view;
  int rows;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_ROWS,
  N_PROPS,
} RemTextAreaProperty;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemTextArea, rem_text_area, ADW_TYPE_BIN)

static void
changed_cb (RemTextArea *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* As tall as so many lines, whatever the size of the text. */
static void
update_height (RemTextArea *self)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self->view)), NULL,
                                 NULL);
  int height = PANGO_PIXELS (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, height * self->rows * 6 / 5 + 24);
}

static gboolean
rem_text_area_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REM_TEXT_AREA (widget)->view));
}

static void
rem_text_area_map (GtkWidget *widget)
{
  update_height (REM_TEXT_AREA (widget));
  GTK_WIDGET_CLASS (rem_text_area_parent_class)->map (widget);
}

static void
rem_text_area_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemTextArea *self = REM_TEXT_AREA (object);

  switch ((RemTextAreaProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->label));
      break;
    case PROP_ROWS:
      g_value_set_int (value, self->rows);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_text_area_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RemTextArea *self = REM_TEXT_AREA (object);

  switch ((RemTextAreaProperty) prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->label, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_ROWS:
      self->rows = g_value_get_int (value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_text_area_class_init (RemTextAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rem_text_area_get_property;
  object_class->set_property = rem_text_area_set_property;
  widget_class->grab_focus = rem_text_area_grab_focus;
  widget_class->map = rem_text_area_map;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROWS] =
      g_param_spec_int ("rows", NULL, NULL, 1, 30, 3, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rem_text_area_init (RemTextArea *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rows = 3;
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->label), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "rem-quiet");

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_input_hints (self->view, GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_SPELLCHECK);
  gtk_text_view_set_top_margin (self->view, 12);
  gtk_text_view_set_bottom_margin (self->view, 12);
  gtk_text_view_set_left_margin (self->view, 15);
  gtk_text_view_set_right_margin (self->view, 15);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "rem-text-area");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "rem-paper");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "rem-words");
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), column);
}

/**
 * rem_text_area_dup_text:
 * @self: an area
 *
 * Returns: (transfer full): what is written in it, without the space around
 */
char *
rem_text_area_dup_text (RemTextArea *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (REM_IS_TEXT_AREA (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/**
 * rem_text_area_set_text:
 * @self: an area
 * @text: what is to stand in it
 *
 * What stood in it cannot be brought back by undoing.
 */
void
rem_text_area_set_text (RemTextArea *self, const char *text)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (REM_IS_TEXT_AREA (self));
  g_return_if_fail (text != NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_set_text (buffer, text, -1);
}
