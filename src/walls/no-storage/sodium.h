/* SPDX-License-Identifier: GPL-3.0-or-later */
#error "only src/box may include sodium.h: see the layers in HACKING.md"
