/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-attachment-stream.h"
#include "rem-context-private.h"

G_BEGIN_DECLS

RemAttachmentStream *rem_attachment_stream_new (RemContextJob *job, RemObjectReader *reader);

G_END_DECLS
