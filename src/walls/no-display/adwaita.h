/* SPDX-License-Identifier: GPL-3.0-or-later */
#error "only src/ui may include adwaita.h: see the layers in HACKING.md"
