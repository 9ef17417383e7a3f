/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-privacy-page.h"

#include "rem-help-text-page.h"
#include "rem-help-texts.h"
#include "rem-swap.h"

#include <glib/gi18n.h>

static const char *
build_swap_text (RemSwap swap)
{
  switch (swap)
    {
    case REM_SWAP_NONE:
      return _ ("When its memory is full, a computer may write parts of it to the disk. This one "
                "does not do that now.");
    case REM_SWAP_SEALED:
      return _ ("When its memory is full, a computer may write parts of it to the disk. This one "
                "does so only where it is encrypted, or keeps it in memory.");
    case REM_SWAP_PLAIN:
      return _ (
          "When its memory is full, this computer writes parts of it to a disk, and as far as "
          "can be seen from here that disk is not encrypted. Pieces of what was on the screen "
          "may stay there. Whoever looks after the computer can change it: what to ask for is "
          "an encrypted swap.");
    case REM_SWAP_UNKNOWN:
    default:
      return _ ("When its memory is full, a computer may write parts of it to the disk. Whether "
                "this one does, and whether that place is encrypted, could not be found out. If it "
                "is not, pieces of what was on the screen may stay there.");
    }
}

/**
 * rem_privacy_page_new:
 *
 * Needs no open box.
 *
 * Returns: (transfer floating): what others can see and what they cannot, on this computer too
 */
GtkWidget *
rem_privacy_page_new (void)
{
  g_autoptr (RemHelpText) text = rem_help_texts_find ("privacy");
  GtkWidget *page;

  g_return_val_if_fail (text != NULL, NULL);

  page = rem_help_text_page_new (text);
  rem_help_text_page_add (REM_HELP_TEXT_PAGE (page), _ ("The memory of this computer"),
                          build_swap_text (rem_swap_look ("")));
  return page;
}
