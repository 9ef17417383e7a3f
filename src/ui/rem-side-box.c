/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-side-box.h"

/* In pixels: between the children, and how wide they like to be side by side. */
#define SPACING_BESIDE 30
#define SPACING_BELOW  9
#define FIRST_WIDTH    320
#define SECOND_WIDTH   180

struct _RemSideBox
{
  GtkWidget parent_instance;
};

typedef struct
{
  gboolean is_beside;
  int first_width;
  int second_width;
} Columns;

static void rem_side_box_buildable_init (GtkBuildableIface *iface);

/* Two children: side by side where there is room, and otherwise one below the other. What it needs
 * is what the wider one needs, so that a window can be made narrow in one step. */
G_DEFINE_FINAL_TYPE_WITH_CODE (RemSideBox,
                               rem_side_box,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      rem_side_box_buildable_init))

static GtkBuildableIface *parent_buildable_iface;

static int
get_minimum (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int minimum = 0;

  gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static Columns
find_columns (GtkWidget *widget, int width)
{
  int first = get_minimum (gtk_widget_get_first_child (widget), GTK_ORIENTATION_HORIZONTAL, -1);
  int second = get_minimum (gtk_widget_get_last_child (widget), GTK_ORIENTATION_HORIZONTAL, -1);
  Columns columns = { TRUE, MAX (first, FIRST_WIDTH), 0 };

  columns.second_width = width - columns.first_width - SPACING_BESIDE;
  if (columns.second_width >= MAX (second, SECOND_WIDTH))
    return columns;

  return (Columns){ FALSE, width, width };
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  int first = get_minimum (gtk_widget_get_first_child (widget), GTK_ORIENTATION_HORIZONTAL, -1);
  int second = 0;
  int second_natural = 0;

  gtk_widget_measure (gtk_widget_get_last_child (widget), GTK_ORIENTATION_HORIZONTAL, -1, &second,
                      &second_natural, NULL, NULL);
  *minimum = MAX (first, second);
  *natural = MAX (first, FIRST_WIDTH) + SPACING_BESIDE + MAX (second_natural, SECOND_WIDTH);
}

static void
rem_side_box_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  int least = 0, liked = 0, first = 0, second = 0;
  Columns columns;

  measure_width (widget, &least, &liked);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = liked;
      return;
    }

  columns = find_columns (widget, for_size < 0 ? liked : MAX (for_size, least));
  first = get_minimum (gtk_widget_get_first_child (widget), orientation, columns.first_width);
  second = get_minimum (gtk_widget_get_last_child (widget), orientation, columns.second_width);
  *minimum = *natural = columns.is_beside ? MAX (first, second) : first + SPACING_BELOW + second;
}

static void
rem_side_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Columns columns = find_columns (widget, width);
  GtkAllocation a = { 0, 0, columns.first_width, height };
  GtkAllocation b = { 0, 0, columns.second_width, height };

  if (columns.is_beside)
    {
      a.x = is_rtl ? width - a.width : 0;
      b.x = is_rtl ? 0 : width - b.width;
    }
  else
    {
      a.height = get_minimum (first, GTK_ORIENTATION_VERTICAL, width);
      b.y = a.height + SPACING_BELOW;
      b.height = height - b.y;
    }
  gtk_widget_size_allocate (first, &a, -1);
  gtk_widget_size_allocate (second, &b, -1);
}

static GtkSizeRequestMode
rem_side_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rem_side_box_add_child (GtkBuildable *buildable,
                        GtkBuilder *builder,
                        GObject *child,
                        const char *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_insert_before (GTK_WIDGET (child), GTK_WIDGET (buildable), NULL);
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
rem_side_box_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = rem_side_box_add_child;
}

static void
rem_side_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_side_box_parent_class)->dispose (object);
}

static void
rem_side_box_class_init (RemSideBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_side_box_dispose;
  widget_class->measure = rem_side_box_measure;
  widget_class->size_allocate = rem_side_box_size_allocate;
  widget_class->get_request_mode = rem_side_box_get_request_mode;
}

static void
rem_side_box_init (RemSideBox *self)
{
}
