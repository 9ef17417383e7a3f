/* SPDX-License-Identifier: GPL-3.0-or-later */
#error "only src/ui may include gtk/gtk.h: see the layers in HACKING.md"
