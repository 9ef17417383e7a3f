/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-steady-layout.h"

/* A leaflet asks how wide a page would be at the height that the window has. A page with text that
 * wraps may need more than that height at every width, and GtkBox of GTK 4.18 ends the program then
 * (gtkboxlayout.c, compute_opposite_size_for_size). Pages go by their width here. */

struct _RemSteadyLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (RemSteadyLayout, rem_steady_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
rem_steady_layout_get_request_mode (GtkLayoutManager *layout_manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rem_steady_layout_measure (GtkLayoutManager *layout_manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
rem_steady_layout_allocate (
    GtkLayoutManager *layout_manager, GtkWidget *widget, int width, int height, int baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_should_layout (child))
        gtk_widget_allocate (child, width, height, baseline, NULL);
    }
}

static void
rem_steady_layout_class_init (RemSteadyLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = rem_steady_layout_get_request_mode;
  layout_class->measure = rem_steady_layout_measure;
  layout_class->allocate = rem_steady_layout_allocate;
}

static void
rem_steady_layout_init (RemSteadyLayout *self)
{
}

/**
 * rem_steady_layout_new:
 *
 * Returns: (transfer full): a layout manager
 */
GtkLayoutManager *
rem_steady_layout_new (void)
{
  return g_object_new (REM_TYPE_STEADY_LAYOUT, NULL);
}
