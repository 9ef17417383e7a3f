/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-text.h"

#include "rem-core-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* The pages come with the program (data/help/help-pages.xml, which explains its form) and are
 * translated by its catalogue. A sentence to copy stands there twice, for somebody close and for
 * somebody who is not: the two are the same in English and differ in a language such as Spanish. */

struct _RemHelpText
{
  gatomicrefcount refs;
  char *id;
  char *title;
  char *summary;
  GArray *blocks; /* of RemHelpBlock */
};

G_DEFINE_BOXED_TYPE (RemHelpText, rem_help_text, rem_help_text_ref, rem_help_text_unref)

#define MAX_CHARS 4000

typedef struct
{
  GPtrArray *pages; /* of RemHelpText */
  RemHelpText *page;
  GString *text;
  char *web;
  gboolean is_formal;
} Parser;

static const struct
{
  const char *element;
  RemHelpBlockKind kind;
} elements[] = {
  { "heading", REM_HELP_BLOCK_HEADING }, { "p", REM_HELP_BLOCK_PARAGRAPH },
  { "item", REM_HELP_BLOCK_ITEM },       { "idea", REM_HELP_BLOCK_IDEA },
  { "phrase", REM_HELP_BLOCK_PHRASE },   { "say", REM_HELP_BLOCK_SAYING },
  { "lines", REM_HELP_BLOCK_LINES },     { "source", REM_HELP_BLOCK_SOURCE },
};

static void
clear_block (gpointer data)
{
  RemHelpBlock *block = data;

  g_free (block->text);
  g_free (block->formal_text);
  g_free (block->web);
}

/**
 * rem_help_text_ref:
 * @self: a page
 *
 * Returns: (transfer full): @self
 */
RemHelpText *
rem_help_text_ref (RemHelpText *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_help_text_unref:
 * @self: (transfer full): a page
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_help_text_unref (RemHelpText *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);
  g_array_unref (self->blocks);
  g_free (self);
}

static void
refuse (GError **error)
{
  g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_HELP, "not pages of Help");
}

static const char *
find_attribute (const char **names, const char **values, const char *wanted)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], wanted))
        return values[i];
    }
  return "";
}

static guint
get_depth (GMarkupParseContext *context)
{
  return g_slist_length ((GSList *) g_markup_parse_context_get_element_stack (context));
}

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  static const char *const roots[] = { "help-pages", "page" };
  Parser *self = user_data;
  guint depth = get_depth (context);

  g_string_truncate (self->text, 0);
  if (depth > 4 || (depth <= 2 && !g_str_equal (element, roots[depth - 1])))
    {
      refuse (error);
    }
  else if (depth == 2)
    {
      self->page = g_new0 (RemHelpText, 1);
      g_atomic_ref_count_init (&self->page->refs);
      self->page->id = g_strdup (find_attribute (names, values, "id"));
      self->page->title = g_strdup ("");
      self->page->summary = g_strdup ("");
      self->page->blocks = g_array_new (FALSE, TRUE, sizeof (RemHelpBlock));
      g_array_set_clear_func (self->page->blocks, clear_block);
    }
  else if (depth == 4)
    {
      g_free (self->web);
      self->web = g_strdup (find_attribute (names, values, "web"));
      self->is_formal = g_str_equal (find_attribute (names, values, "to"), "formal");
    }
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error)
{
  Parser *self = user_data;

  if (self->text->len + length > MAX_CHARS)
    refuse (error);
  else
    g_string_append_len (self->text, text, (gssize) length);
}

static char *
translate (const char *text, const char *context)
{
  if (*text == '\0')
    return g_strdup ("");
  if (context != NULL)
    return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, context, text));
  return g_strdup (g_dgettext (GETTEXT_PACKAGE, text));
}

static void
take_block (Parser *self, RemHelpBlockKind kind, const char *text)
{
  RemHelpBlock block = { .kind = kind };
  const char *context = kind != REM_HELP_BLOCK_SAYING ? NULL : self->is_formal ? "formal" : "close";

  if (self->is_formal && self->page->blocks->len > 0)
    {
      RemHelpBlock *close =
          &g_array_index (self->page->blocks, RemHelpBlock, self->page->blocks->len - 1);

      g_free (close->formal_text);
      close->formal_text = translate (text, context);
      return;
    }
  block.text = kind == REM_HELP_BLOCK_SOURCE ? g_strdup (text) : translate (text, context);
  block.formal_text = g_strdup (kind == REM_HELP_BLOCK_SAYING ? block.text : "");
  block.web = g_strdup (self->web);
  g_array_append_val (self->page->blocks, block);
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Parser *self = user_data;
  guint depth = get_depth (context);
  g_autofree char *text = g_strstrip (g_strdup (self->text->str));

  g_string_truncate (self->text, 0);
  if (depth == 2)
    {
      g_ptr_array_add (self->pages, g_steal_pointer (&self->page));
    }
  else if (depth == 3 && g_str_equal (element, "title"))
    {
      g_free (self->page->title);
      self->page->title = translate (text, NULL);
    }
  else if (depth == 3 && g_str_equal (element, "summary"))
    {
      g_free (self->page->summary);
      self->page->summary = translate (text, NULL);
    }
  else if (depth == 4)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
        {
          if (g_str_equal (element, elements[i].element))
            {
              take_block (self, elements[i].kind, text);
              return;
            }
        }
      refuse (error);
    }
}

/**
 * rem_help_text_parse_all:
 * @text: XML in the form that data/help/help-pages.xml explains
 * @length: the length of @text in bytes, or -1
 * @error: return location for an error, or %NULL
 *
 * Reads the pages of Help, in the person's language. Any thread.
 *
 * Returns: (transfer full) (nullable) (element-type RemHelpText): the pages in their order, or
 *   %NULL. Fails with %REM_CORE_ERROR_BAD_HELP.
 */
GPtrArray *
rem_help_text_parse_all (const char *text, gssize length, GError **error)
{
  static const GMarkupParser callbacks = { start_cb, end_cb, text_cb, NULL, NULL };
  g_autoptr (GPtrArray) pages =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_help_text_unref);
  g_autoptr (GMarkupParseContext) context = NULL;
  Parser parser = { .pages = pages };
  gboolean is_good;

  g_return_val_if_fail (text != NULL, NULL);

  parser.text = g_string_new (NULL);
  context = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, &parser, NULL);
  is_good = g_markup_parse_context_parse (context, text, length, NULL) &&
            g_markup_parse_context_end_parse (context, NULL);
  g_string_free (parser.text, TRUE);
  g_free (parser.web);
  g_clear_pointer (&parser.page, rem_help_text_unref);

  if (!is_good)
    {
      refuse (error);
      return NULL;
    }
  return g_steal_pointer (&pages);
}

/**
 * rem_help_text_get_id:
 * @self: a page
 *
 * Returns: (transfer none): its name in the code, such as "when"
 */
const char *
rem_help_text_get_id (RemHelpText *self)
{
  return self->id;
}

/**
 * rem_help_text_get_title:
 * @self: a page
 *
 * Returns: (transfer none): its title
 */
const char *
rem_help_text_get_title (RemHelpText *self)
{
  return self->title;
}

/**
 * rem_help_text_get_summary:
 * @self: a page
 *
 * Returns: (transfer none): a few words on what is there
 */
const char *
rem_help_text_get_summary (RemHelpText *self)
{
  return self->summary;
}

/**
 * rem_help_text_get_n_blocks:
 * @self: a page
 *
 * Returns: how many parts it has
 */
gsize
rem_help_text_get_n_blocks (RemHelpText *self)
{
  return self->blocks->len;
}

/**
 * rem_help_text_get_block:
 * @self: a page
 * @index: which part, less than rem_help_text_get_n_blocks()
 *
 * Returns: (transfer none): the part
 */
const RemHelpBlock *
rem_help_text_get_block (RemHelpText *self, gsize index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return &g_array_index (self->blocks, RemHelpBlock, index);
}

/**
 * rem_help_text_is_said_in_two_ways:
 * @self: a page
 *
 * Returns: %TRUE if this language speaks in another way to somebody who is not close
 */
gboolean
rem_help_text_is_said_in_two_ways (RemHelpText *self)
{
  for (gsize i = 0; i < self->blocks->len; i++)
    {
      const RemHelpBlock *block = rem_help_text_get_block (self, i);

      if (block->kind == REM_HELP_BLOCK_SAYING && !g_str_equal (block->text, block->formal_text))
        return TRUE;
    }
  return FALSE;
}
