/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-error-text.h"

#include "rem-box-error.h"
#include "rem-core-error.h"
#include "rem-exchange-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/*
 * Each text says what happened, what is safe, and what can be done, in that order. They are read at
 * a bad moment: short sentences, nobody's fault, no code and no number.
 */

static const char *
get_box_text (RemBoxError code)
{
  switch (code)
    {
    case REM_BOX_ERROR_NOT_FOUND:
      return _ ("What you are looking for is not here. Nothing was changed. It may have been moved "
                "or removed.");
    case REM_BOX_ERROR_EXISTS:
      return _ ("There is already a memory box in this place. It was left as it is. Open it, or "
                "choose another place.");
    case REM_BOX_ERROR_NOT_A_BOX:
      return _ ("What is in this place is not a memory box. It was left as it is. Choose the "
                "folder that holds your box.");
    case REM_BOX_ERROR_TRUNCATED:
      return _ ("A part at the end of the box is not there. What is left was not changed. If you "
                "have a copy of the box, open that.");
    case REM_BOX_ERROR_DAMAGED:
      return _ ("A part of the box cannot be read. Nothing was changed. If you have a copy of the "
                "box, open that.");
    case REM_BOX_ERROR_NEWER:
      return _ ("This box was last used with a newer Remember. Nothing was changed. Update "
                "Remember to open it.");
    case REM_BOX_ERROR_HOSTILE:
      return _ ("This box asks more of this computer than a box may, so it was not opened. Nothing "
                "was changed. If it is your own box, open a copy of it.");
    case REM_BOX_ERROR_WRONG_PASSPHRASE:
      return _ ("This passphrase or code does not open the box. Nothing was changed. Try once "
                "more, or use your recovery code.");
    case REM_BOX_ERROR_IN_USE:
      return _ ("The box is open in another window or program. It is safe there. Close it there, "
                "then open it here.");
    case REM_BOX_ERROR_NO_MEMORY:
      return _ ("There was not enough free memory to open the box. Nothing was changed. Close some "
                "other programs, then try again.");
    case REM_BOX_ERROR_DISK_FULL:
      return _ ("This could not be kept yet: the disk is full. What you wrote is still here. Make "
                "some room, then try again.");
    case REM_BOX_ERROR_READ_ONLY:
      return _ ("This could not be kept yet: nothing can be written where the box is. What was "
                "kept before is safe. Check that the disk is not protected and the folder is "
                "yours.");
    case REM_BOX_ERROR_IO:
      return _ ("The disk did not answer as it should. What was kept before was not changed. Check "
                "that the disk is connected, then try again.");
    case REM_BOX_ERROR_OBJECT_MISSING:
      return _ ("The file of this keepsake is not in the box. Everything else is as it was. Look "
                "for it in a copy.");
    case REM_BOX_ERROR_OBJECT_DAMAGED:
      return _ ("The file of this keepsake is not as it was kept, so it is not shown. Everything "
                "else is as it was. Look for it in a copy.");
    case REM_BOX_ERROR_CLOSED:
      return _ ("The box is locked. What was kept is safe inside. Unlock it to go on.");
    case REM_BOX_ERROR_BAD_SECRET:
      return _ ("This cannot be used as a passphrase or code. Nothing was changed. Write a "
                "different one.");
    case REM_BOX_ERROR_KEYRING_AWAY:
      return _ (
          "The keyring of this computer's login did not answer. The box is as it was. Use the "
          "passphrase, or the recovery code.");
    case REM_BOX_ERROR_KEYRING_LOCKED:
      return _ ("The keyring of this computer's login is locked. The box is as it was. Unlock the "
                "keyring and try again, or use the passphrase or the recovery code.");
    default:
      return NULL;
    }
}

static const char *
get_exchange_text (RemExchangeError code)
{
  switch (code)
    {
    case REM_EXCHANGE_ERROR_UNREADABLE:
      return _ ("This file could not be read. It is still where it was, as it was. It may be "
                "damaged, or of a kind that Remember does not know.");
    case REM_EXCHANGE_ERROR_TOO_LARGE:
      return _ ("This is larger than Remember can read. It is still as it was. A smaller version "
                "of it may work.");
    case REM_EXCHANGE_ERROR_TIMED_OUT:
      return _ ("Reading this took too long, so it was stopped. Nothing was changed. Try again "
                "when the computer has less to do.");
    case REM_EXCHANGE_ERROR_UNAVAILABLE:
      return _ ("The part of Remember that reads this could not be started. Nothing was changed. "
                "Installing Remember again may help.");
    case REM_EXCHANGE_ERROR_NOT_CLEANED:
      return _ ("Place and camera data cannot be taken out of this picture. No copy was saved. It "
                "can be saved as it is, or as a JPEG, PNG or WebP from another program.");
    case REM_EXCHANGE_ERROR_NO_PLAYER:
      return _ ("Nothing can be played on this computer now. The file is kept just as you gave it. "
                "Playing needs GStreamer: installing it, or opening a copy in another program, may "
                "help.");
    case REM_EXCHANGE_ERROR_NO_CODEC:
      return _ ("A part that plays this kind of file is not on this computer. The file is kept "
                "just as you gave it. Installing more of GStreamer, or opening a copy in another "
                "program, may help.");
    case REM_EXCHANGE_ERROR_NOT_PLAYABLE:
      return _ ("This cannot be played. The file is kept just as you gave it. It may be damaged, "
                "or of a kind that Remember does not play; a copy of it may open in another "
                "program.");
    default:
      return NULL;
    }
}

static const char *
get_core_text (RemCoreError code)
{
  switch (code)
    {
    case REM_CORE_ERROR_BAD_DATE:
      return _ ("There is no such date. What you wrote is still here. Check the day, the month and "
                "the year.");
    case REM_CORE_ERROR_BAD_RULE:
      return _ ("Remember does not know this way of coming back. The date is still here. Choose "
                "another way.");
    case REM_CORE_ERROR_BAD_PLAN:
      return _ ("The list of coming reminders could not be read. Your dates are safe in the box. "
                "Open the box, and the list is written anew.");
    case REM_CORE_ERROR_NEWER_PLAN:
      return _ ("The list of coming reminders was written by a newer Remember. Your dates are safe "
                "in the box. Update Remember to be told of them.");
    case REM_CORE_ERROR_BAD_HELP:
      return _ ("The list of help lines could not be read. Your box is safe. Call the emergency "
                "number where you are if there is danger; installing Remember again may help.");
    case REM_CORE_ERROR_BAD_RITUALS:
      return _ ("The rituals could not be read. Your box is safe. Installing Remember again may "
                "help.");
    case REM_CORE_ERROR_BAD_PHRASES:
      return _ ("The words that Remember offers could not be read. Your box is safe. Installing "
                "Remember again may help.");
    default:
      return NULL;
    }
}

static const char *
get_io_text (GIOErrorEnum code)
{
  if (code == G_IO_ERROR_NO_SPACE)
    return _ ("There is no more room on the disk. What was kept before is safe. Make some room, "
              "then try again.");
  if (code == G_IO_ERROR_PERMISSION_DENIED)
    return _ ("This computer does not allow it in that place. Nothing was changed. Choose another "
              "place, or a folder of your own.");
  if (code == G_IO_ERROR_READ_ONLY)
    return _ ("Nothing can be written in that place. Nothing was changed. Choose another place.");
  if (code == G_IO_ERROR_NOT_FOUND)
    return _ ("The file is not there any more. Nothing in the box was changed. It may have been "
              "moved or renamed.");
  if (code == G_IO_ERROR_EXISTS)
    return _ ("There is a file of that name already. It was left as it is. Choose another name.");
  if (code == G_IO_ERROR_IS_DIRECTORY)
    return _ ("This is a folder, not a file. Nothing was changed. Choose a file in it.");
  if (code == G_IO_ERROR_CANCELLED)
    return _ ("This was stopped. Nothing was changed. You can begin again at any time.");
  if (code == G_IO_ERROR_PENDING || code == G_IO_ERROR_BUSY)
    return _ ("The box is busy for a moment. Nothing was changed. Try again when it is done.");

  return NULL;
}

static const char *
get_text (const GError *error)
{
  if (error->domain == REM_BOX_ERROR)
    return get_box_text ((RemBoxError) error->code);
  if (error->domain == REM_EXCHANGE_ERROR)
    return get_exchange_text ((RemExchangeError) error->code);
  if (error->domain == REM_CORE_ERROR)
    return get_core_text ((RemCoreError) error->code);
  if (error->domain == G_IO_ERROR)
    return get_io_text ((GIOErrorEnum) error->code);

  return NULL;
}

/**
 * rem_error_text_build:
 * @error: an error of any layer
 *
 * Tells an error in the language of the interface: what happened, what is safe, what can be done.
 * Nothing of @error's message is told. Any thread.
 *
 * Returns: (transfer full): a few short sentences
 */
char *
rem_error_text_build (const GError *error)
{
  const char *text = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  text = get_text (error);
  if (text == NULL)
    text = _ ("This did not work. What was kept before is safe. Try again in a moment.");

  return g_strdup (text);
}

/**
 * rem_error_text_build_for_opening:
 * @error: why a box could not be opened
 *
 * As rem_error_text_build(); what means something else while a box is opened is told as such. Any
 * thread.
 *
 * Returns: (transfer full): a few short sentences
 */
char *
rem_error_text_build_for_opening (const GError *error)
{
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_READ_ONLY))
    return g_strdup (
        _ ("This box is of an older Remember and has to be brought up before it opens, but nothing "
           "can be written where it is. It is as it was. Copy its folder to this computer, and "
           "open that."));
  return rem_error_text_build (error);
}
