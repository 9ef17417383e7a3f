/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-vfs.h"

G_BEGIN_DECLS

/** What SQLite keeps in a page of a box: 4096 less the reserve, and the page as it is read. */
#define REM_SALVAGE_PAGE_BYTES   4096
#define REM_SALVAGE_USABLE_BYTES 4056

/** RemSalvagePages: the pages of a damaged database, each in its newest state that can be opened.
 */
typedef struct _RemSalvagePages RemSalvagePages;

RemSalvagePages *rem_salvage_pages_open (const char *path, RemVfs *vfs);
void rem_salvage_pages_free (RemSalvagePages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemSalvagePages, rem_salvage_pages_free)

guint32 rem_salvage_pages_get_n (RemSalvagePages *self);
guint32 rem_salvage_pages_get_n_lost (RemSalvagePages *self);
gboolean rem_salvage_pages_read (RemSalvagePages *self, guint32 number, guint8 *page_out);

G_END_DECLS
