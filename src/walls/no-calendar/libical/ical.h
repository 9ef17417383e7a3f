/* SPDX-License-Identifier: GPL-3.0-or-later */
#error "only src/core and src/exchange may include libical/ical.h: see the layers in HACKING.md"
