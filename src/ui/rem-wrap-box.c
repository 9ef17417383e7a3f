/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-wrap-box.h"

/* Between children and between lines, in pixels. */
#define SPACING 8

struct _RemWrapBox
{
  GtkWidget parent_instance;
};

static void rem_wrap_box_buildable_init (GtkBuildableIface *iface);

/* Children one after another, each as wide as it likes, on as many lines as it takes: small
 * actions that must fit 360 pixels with text twice as large. */
G_DEFINE_FINAL_TYPE_WITH_CODE (RemWrapBox,
                               rem_wrap_box,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      rem_wrap_box_buildable_init))

static GtkBuildableIface *parent_buildable_iface;

/* Lays the children out for @width and, if @allocates, puts them there; tells the height. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocates)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
      child_width = MIN (child_width, width);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line_height + SPACING;
          line_height = 0;
        }
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL,
                          NULL);
      if (allocates)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation){ is_rtl ? width - x - child_width : x, y,
                                                    child_width, child_height },
                                  -1);
      x += child_width + SPACING;
      line_height = MAX (line_height, child_height);
    }
  return y + line_height;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  int widest = 0, sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      widest = MAX (widest, child_minimum);
      sum += child_natural + (sum > 0 ? SPACING : 0);
    }
  *minimum = widest;
  *natural = MAX (widest, sum);
}

static void
rem_wrap_box_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  int widest, sum;

  measure_width (widget, &widest, &sum);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = sum;
    }
  else
    *minimum = *natural = lay_out (widget, for_size >= 0 ? MAX (for_size, widest) : sum, FALSE);
}

static void
rem_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static GtkSizeRequestMode
rem_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rem_wrap_box_add_child (GtkBuildable *buildable,
                        GtkBuilder *builder,
                        GObject *child,
                        const char *type)
{
  if (GTK_IS_WIDGET (child))
    rem_wrap_box_append (REM_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
rem_wrap_box_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = rem_wrap_box_add_child;
}

static void
rem_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_wrap_box_parent_class)->dispose (object);
}

static void
rem_wrap_box_class_init (RemWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_wrap_box_dispose;
  widget_class->measure = rem_wrap_box_measure;
  widget_class->size_allocate = rem_wrap_box_size_allocate;
  widget_class->get_request_mode = rem_wrap_box_get_request_mode;
}

static void
rem_wrap_box_init (RemWrapBox *self)
{
}

/**
 * rem_wrap_box_append:
 * @self: a box
 * @child: (transfer floating): what comes after the others
 *
 * Adds @child at the end.
 */
void
rem_wrap_box_append (RemWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (REM_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
