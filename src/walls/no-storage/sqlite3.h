/* SPDX-License-Identifier: GPL-3.0-or-later */
#error "only src/box may include sqlite3.h: see the layers in HACKING.md"
