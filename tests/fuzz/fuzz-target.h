/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* What each target gives: one run over bytes from outside. Whatever they are, it must end soon and
 * must not crash, leak or reach an assertion. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

void fuzz_target_note_accepted (void);
guint fuzz_target_get_n_accepted (void);
const char *fuzz_target_get_folder (void);
void fuzz_target_write_file (const char *path, const void *bytes, gsize size);
void fuzz_target_remove_folder (const char *path);

G_END_DECLS
