/* SPDX-License-Identifier: GPL-3.0-or-later */
#error "only src/player may include gst/gst.h: see the layers in HACKING.md"
