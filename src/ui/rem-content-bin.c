/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-content-bin.h"

/* The width at which a place is comfortable beside the sidebar, in characters of the interface's
 * font: with larger text the sidebar gives way earlier. */
#define COMFORTABLE_CHARACTERS 60

struct _RemContentBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
};

typedef enum
{
  PROP_CHILD = 1,
  N_PROPS,
} RemContentBinProperty;

static GParamSpec *properties[N_PROPS];

/* Holds the places. It asks for a width that does not depend on which place is shown, so that
 * AdwFlap folds at one width for all of them. */
G_DEFINE_FINAL_TYPE (RemContentBin, rem_content_bin, GTK_TYPE_WIDGET)

static int
measure_comfortable_width (GtkWidget *widget)
{
  PangoContext *pango = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (pango, NULL, NULL);
  int width = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  return width * COMFORTABLE_CHARACTERS;
}

static void
rem_content_bin_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  RemContentBin *self = REM_CONTENT_BIN (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, measure_comfortable_width (widget));
}

static void
rem_content_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RemContentBin *self = REM_CONTENT_BIN (widget);

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static GtkSizeRequestMode
rem_content_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rem_content_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemContentBin *self = REM_CONTENT_BIN (object);

  switch ((RemContentBinProperty) prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_content_bin_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RemContentBin *self = REM_CONTENT_BIN (object);

  switch ((RemContentBinProperty) prop_id)
    {
    case PROP_CHILD:
      g_clear_pointer (&self->child, gtk_widget_unparent);
      self->child = g_value_get_object (value);
      if (self->child != NULL)
        gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_content_bin_dispose (GObject *object)
{
  RemContentBin *self = REM_CONTENT_BIN (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (rem_content_bin_parent_class)->dispose (object);
}

static void
rem_content_bin_class_init (RemContentBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_content_bin_dispose;
  object_class->get_property = rem_content_bin_get_property;
  object_class->set_property = rem_content_bin_set_property;

  widget_class->measure = rem_content_bin_measure;
  widget_class->size_allocate = rem_content_bin_size_allocate;
  widget_class->get_request_mode = rem_content_bin_get_request_mode;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rem_content_bin_init (RemContentBin *self)
{
}
