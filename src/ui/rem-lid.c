/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-lid.h"

/* The box is drawn on a field of this size, in pixels; the widget never grows. */
#define FIELD_WIDTH  136
#define FIELD_HEIGHT 112

/* How far the lid rises when it is lifted all the way, in pixels. */
#define LIFT_HEIGHT 12.0

struct _RemLid
{
  GtkWidget parent_instance;

  double lift;
};

typedef enum
{
  PROP_LIFT = 1,
  N_PROPS,
} RemLidProperty;

static GParamSpec *properties[N_PROPS];

/* A small lidded box with a line of warm light under the lid. It means nothing that is not also
 * said in words, so it is no part of what a screen reader tells. */
G_DEFINE_FINAL_TYPE (RemLid, rem_lid, GTK_TYPE_WIDGET)

static GdkRGBA
find_colour (RemLid *self, const char *name)
{
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name,
                                       &colour))
    gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  return colour;
}

static void
append_rounded (GtkSnapshot *snapshot,
                const GdkRGBA *colour,
                graphene_rect_t bounds,
                float top_radius,
                float bottom_radius)
{
  GskRoundedRect outline;
  graphene_size_t top = GRAPHENE_SIZE_INIT (top_radius, top_radius);
  graphene_size_t bottom = GRAPHENE_SIZE_INIT (bottom_radius, bottom_radius);

  gsk_rounded_rect_init (&outline, &bounds, &top, &top, &bottom, &bottom);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_glow (GtkSnapshot *snapshot, GdkRGBA light, float centre_y, float strength)
{
  GdkRGBA inner = light, outer = light;
  GskColorStop stops[2];

  inner.alpha = strength;
  outer.alpha = 0;
  stops[0] = (GskColorStop){ 0, inner };
  stops[1] = (GskColorStop){ 1, outer };
  gtk_snapshot_append_radial_gradient (snapshot,
                                       &GRAPHENE_RECT_INIT (0, 0, FIELD_WIDTH, FIELD_HEIGHT),
                                       &GRAPHENE_POINT_INIT (FIELD_WIDTH / 2.0f, centre_y),
                                       FIELD_WIDTH / 2.0f, FIELD_HEIGHT / 2.4f, 0, 1, stops,
                                       G_N_ELEMENTS (stops));
}

/* What shines between the lid and the box: brighter in the middle. */
static void
append_light (GtkSnapshot *snapshot, GdkRGBA light, GdkRGBA shade, graphene_rect_t bounds)
{
  GdkRGBA edge = { light.red * 0.7f + shade.red * 0.3f, light.green * 0.7f + shade.green * 0.3f,
                   light.blue * 0.7f + shade.blue * 0.3f, 1 };
  GdkRGBA middle = { light.red * 0.5f + 0.5f, light.green * 0.5f + 0.46f, light.blue * 0.5f + 0.35f,
                     1 };
  const GskColorStop stops[] = { { 0, edge }, { 0.5f, middle }, { 1, edge } };
  graphene_point_t start, end;

  graphene_rect_get_top_left (&bounds, &start);
  graphene_rect_get_top_right (&bounds, &end);
  gtk_snapshot_append_linear_gradient (snapshot, &bounds, &start, &end, stops,
                                       G_N_ELEMENTS (stops));
}

static void
rem_lid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RemLid *self = REM_LID (widget);
  GdkRGBA wood = find_colour (self, "rem_wood_color");
  GdkRGBA shade = find_colour (self, "rem_wood_shade_color");
  GdkRGBA light = find_colour (self, "rem_light_color");
  float left = (gtk_widget_get_width (widget) - FIELD_WIDTH) / 2.0f;
  float top = (gtk_widget_get_height (widget) - FIELD_HEIGHT) / 2.0f;
  float rise = (float) (self->lift * LIFT_HEIGHT);
  const float edge = 48;
  graphene_rect_t gap = GRAPHENE_RECT_INIT (26, edge - 3 - rise, 84, 8 + rise);
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left, top));
  if (adw_style_manager_get_high_contrast (manager))
    gtk_snapshot_append_color (snapshot, &light, &gap);
  else
    {
      append_glow (snapshot, light, edge, (float) (0.12 + 0.28 * self->lift));
      append_light (snapshot, light, shade, gap);
    }
  append_rounded (snapshot, &shade, GRAPHENE_RECT_INIT (24, edge, 88, 48), 1, 8);
  append_rounded (snapshot, &wood, GRAPHENE_RECT_INIT (18, edge - 23 - rise, 100, 20), 7, 2);
  gtk_snapshot_restore (snapshot);
}

static void
rem_lid_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? FIELD_WIDTH : FIELD_HEIGHT;
}

static void
rem_lid_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RemLidProperty) prop_id)
    {
    case PROP_LIFT:
      g_value_set_double (value, rem_lid_get_lift (REM_LID (object)));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_lid_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((RemLidProperty) prop_id)
    {
    case PROP_LIFT:
      rem_lid_set_lift (REM_LID (object), g_value_get_double (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_lid_class_init (RemLidClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rem_lid_get_property;
  object_class->set_property = rem_lid_set_property;
  widget_class->measure = rem_lid_measure;
  widget_class->snapshot = rem_lid_snapshot;

  properties[PROP_LIFT] =
      g_param_spec_double ("lift", NULL, NULL, 0, 1, 0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rem_lid_init (RemLid *self)
{
}

/**
 * rem_lid_get_lift:
 * @self: a lid
 *
 * Returns: how far the lid is lifted, 0 to 1
 */
double
rem_lid_get_lift (RemLid *self)
{
  g_return_val_if_fail (REM_IS_LID (self), 0);

  return self->lift;
}

/**
 * rem_lid_set_lift:
 * @self: a lid
 * @lift: how far to lift it, 0 (closed, a line of light remains) to 1
 */
void
rem_lid_set_lift (RemLid *self, double lift)
{
  g_return_if_fail (REM_IS_LID (self));
  g_return_if_fail (lift >= 0 && lift <= 1);

  if (self->lift == lift)
    return;
  self->lift = lift;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIFT]);
}
