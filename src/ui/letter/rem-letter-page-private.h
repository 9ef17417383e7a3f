/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-card-back.h"
#include "rem-day-button.h"
#include "rem-draft-keeper.h"
#include "rem-letter-page.h"
#include "rem-letter-prompt.h"
#include "rem-letter-seal.h"
#include "rem-letter-sealer.h"
#include "rem-letter-view.h"
#include "rem-persons-button.h"
#include "rem-tag-button.h"

G_BEGIN_DECLS

/**
 * RemLetterFace:
 * @REM_LETTER_FACE_BACK: it lies face down
 * @REM_LETTER_FACE_READING: to be read
 * @REM_LETTER_FACE_WRITING: to be written
 * @REM_LETTER_FACE_SEALED: it is sealed until a day
 * @REM_LETTER_FACE_SEALING: the question until which day
 *
 * What the page shows of a letter.
 */
typedef enum
{
  REM_LETTER_FACE_BACK,
  REM_LETTER_FACE_READING,
  REM_LETTER_FACE_WRITING,
  REM_LETTER_FACE_SEALED,
  REM_LETTER_FACE_SEALING,
} RemLetterFace;

struct _RemLetterPage
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkWidget *write_button;
  GtkToggleButton *tools_button;
  GtkWidget *persons_place;
  AdwClamp *clamp;
  GtkStack *faces;
  GtkWidget *fields;
  GtkEntry *addressee_entry;
  GtkEntry *title_entry;
  GtkEntry *signature_entry;
  RemLetterPrompt *prompt;
  RemLetterView *view;
  RemDayButton *day_button;
  RemPersonsButton *persons_button;
  RemTagButton *tag_button;
  GtkLabel *day_label;
  GtkLabel *status;
  RemCardBack *back;
  RemLetterSeal *seal;
  RemLetterSealer *sealer;

  RemContext *context;
  RemDraftKeeper *keeper;
  RemLetterFace face;
  RemLetterFace face_before;
  gboolean was_kept;
  gboolean was_focused;
  gboolean is_changed;
  gboolean has_words;
  gboolean is_updating;
};

void rem_letter_page_show_face (RemLetterPage *self, RemLetterFace face);
gboolean rem_letter_page_focus_face (RemLetterPage *self);
void rem_letter_page_update_actions (RemLetterPage *self);
void rem_letter_page_class_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
