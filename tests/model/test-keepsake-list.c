/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-find-choices.h"
#include "rem-keepsake-list.h"
#include "rem-keepsake-store.h"
#include "rem-keepsakes.h"
#include "rem-persons.h"

#define N_NOTES 2000

typedef struct
{
  guint n_signals;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
note_changes_cb (GListModel *model, guint position, guint removed, guint added, Changes *changes)
{
  changes->n_signals++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

/* Note @number lies @number days before today, so it is at place @number of the list. */
static RemKeepsake *
build_note (ModelFixture *fixture, int number, const char *word)
{
  RemDate today = rem_clock_get_today (REM_CLOCK (fixture->clock));
  g_autofree char *title = g_strdup_printf ("Note %04d %s", number, word);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_NOTE);
  g_autoptr (RemKeepsake) titled = rem_keepsake_with_title (draft, title);

  return rem_keepsake_with_day (titled, rem_day_from_date (rem_date_add_days (today, -number)));
}

static gpointer
put_all_func (RemDatabase *database,
              RemObjectStore *objects,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  GPtrArray *keepsakes = data;

  for (guint i = 0; i < keepsakes->len; i++)
    if (!rem_keepsake_store_put (database, g_ptr_array_index (keepsakes, i), error))
      return NULL;

  return GINT_TO_POINTER (TRUE);
}

static GPtrArray *
put_notes (ModelFixture *fixture, int n_notes)
{
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_keepsake_unref);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < n_notes; i++)
    g_ptr_array_add (notes, build_note (fixture, i, i % 10 == 0 ? "candle" : "window"));

  rem_box_call (rem_context_get_box (fixture->context), REM_BOX_CHANGE_KEEPSAKES, put_all_func,
                notes, NULL, NULL, &error);
  g_assert_no_error (error);
  model_fixture_settle (fixture);
  return g_steal_pointer (&notes);
}

static void
find (RemKeepsakeList *list, const char *words, RemKeepsakeKind kind)
{
  g_autoptr (RemKeepsakeFilter) filter = rem_keepsake_filter_new ();

  g_free (filter->words);
  filter->words = g_strdup (words);
  filter->kind = kind;
  rem_keepsake_list_set_filter (list, filter);
}

static void
wait_for_items (RemKeepsakeList *list, guint n_items)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) != n_items ||
         rem_keepsake_list_is_busy (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_loaded (RemKeepsakeItem *item)
{
  while (!rem_keepsake_item_is_loaded (item))
    g_main_context_iteration (NULL, TRUE);
}

static RemKeepsakeItem *
get_loaded (RemKeepsakeList *list, guint position)
{
  RemKeepsakeItem *item = g_list_model_get_item (G_LIST_MODEL (list), position);

  wait_for_loaded (item);
  return item;
}

static void
assert_title (RemKeepsakeList *list, guint position, const char *title)
{
  g_autoptr (RemKeepsakeItem) item = get_loaded (list, position);

  g_assert_cmpstr (rem_keepsake_item_get_title (item), ==, title);
}

static void
remove_keepsake (ModelFixture *fixture, RemKeepsake *keepsake)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_keepsakes_remove_async (fixture->context, rem_keepsake_get_uuid (keepsake), NULL,
                              model_fixture_store_cb, &result);
  rem_keepsakes_remove_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_loads_what_is_asked_for (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = put_notes (fixture, N_NOTES);
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);
  GListModel *model = G_LIST_MODEL (list);
  g_autoptr (RemKeepsakeItem) first = NULL;
  g_autoptr (RemKeepsakeItem) same = NULL;
  g_autoptr (RemKeepsakeItem) neighbour = NULL;
  guint n_loaded = 0;

  g_assert_true (rem_keepsake_list_is_busy (list));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  wait_for_items (list, N_NOTES);
  g_assert_null (g_list_model_get_item (model, N_NOTES));

  /* The same object while somebody holds it, empty at first, told once. */
  first = g_list_model_get_item (model, 0);
  same = g_list_model_get_item (model, 0);
  g_assert_true (first == same);
  g_assert_false (rem_keepsake_item_is_loaded (first));
  g_assert_cmpstr (rem_keepsake_item_get_title (first), ==, "");
  g_signal_connect (first, "notify::loaded", G_CALLBACK (count_cb), &n_loaded);
  wait_for_loaded (first);
  model_fixture_settle (fixture);
  g_assert_cmpuint (n_loaded, ==, 1);
  g_assert_cmpstr (rem_keepsake_item_get_title (first), ==, "Note 0000 candle");
  g_assert_cmpstr (rem_keepsake_item_get_uuid (first), ==,
                   rem_keepsake_get_uuid (g_ptr_array_index (notes, 0)));
  g_assert_true (rem_date_equal (rem_keepsake_item_get_created (first), (RemDate){ 2026, 11, 22 }));

  /* Its page was read with it. */
  neighbour = g_list_model_get_item (model, 63);
  g_assert_true (rem_keepsake_item_is_loaded (neighbour));

  assert_title (list, N_NOTES - 1, "Note 1999 window");
  assert_title (list, 1000, "Note 1000 candle");
}

/* A long jump: what nobody holds any more is not read. */
static void
test_jumps (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = put_notes (fixture, N_NOTES);
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  wait_for_items (list, N_NOTES);
  for (guint i = 0; i < N_NOTES; i += 7)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
  for (guint i = 0; i < N_NOTES; i += 3)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (list), i));

  for (guint i = 0; i < held->len; i++)
    {
      g_autofree char *title = g_strdup_printf ("Note %04d", i * 3);

      wait_for_loaded (g_ptr_array_index (held, i));
      g_assert_true (
          g_str_has_prefix (rem_keepsake_item_get_title (g_ptr_array_index (held, i)), title));
    }
}

static void
test_follows_the_box (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = put_notes (fixture, N_NOTES);
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);
  g_autoptr (RemKeepsake) between = NULL;
  g_autoptr (RemKeepsake) edited = NULL;
  g_autoptr (RemKeepsakeItem) before = NULL;
  g_autoptr (RemKeepsakeItem) after = NULL;
  Changes changes = { 0 };
  guint n_loaded = 0;

  wait_for_items (list, N_NOTES);
  model_fixture_settle (fixture);
  g_signal_connect (list, "items-changed", G_CALLBACK (note_changes_cb), &changes);

  /* One taken out in the middle. */
  remove_keepsake (fixture, g_ptr_array_index (notes, 700));
  wait_for_items (list, N_NOTES - 1);
  g_assert_cmpuint (changes.n_signals, ==, 1);
  g_assert_cmpuint (changes.position, ==, 700);
  g_assert_cmpuint (changes.removed, ==, 1);
  g_assert_cmpuint (changes.added, ==, 0);

  /* One put in its place: items around it stay the same objects. */
  before = get_loaded (list, 699);
  after = get_loaded (list, 700);
  changes = (Changes){ 0 };
  between = build_note (fixture, 700, "between");
  model_fixture_keep (fixture, between);
  wait_for_items (list, N_NOTES);
  g_assert_cmpuint (changes.n_signals, ==, 1);
  g_assert_cmpuint (changes.position, ==, 700);
  g_assert_cmpuint (changes.removed, ==, 0);
  g_assert_cmpuint (changes.added, ==, 1);
  assert_title (list, 700, "Note 0700 between");
  {
    g_autoptr (RemKeepsakeItem) moved = g_list_model_get_item (G_LIST_MODEL (list), 701);

    g_assert_true (moved == after);
  }

  /* A new title is shown by the item, not told as another item. */
  model_fixture_settle (fixture);
  changes = (Changes){ 0 };
  g_signal_connect (before, "notify::loaded", G_CALLBACK (count_cb), &n_loaded);
  edited = rem_keepsake_with_title (g_ptr_array_index (notes, 699), "Another title");
  model_fixture_keep (fixture, edited);
  while (n_loaded == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (rem_keepsake_item_get_title (before), ==, "Another title");
  g_assert_cmpuint (changes.n_signals, ==, 0);
}

/* Many changes at once make few queries, and the last state is shown. */
static void
test_storm (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);
  g_autoptr (GPtrArray) results = g_ptr_array_new ();
  Changes changes = { 0 };

  model_fixture_settle (fixture);
  g_signal_connect (list, "items-changed", G_CALLBACK (note_changes_cb), &changes);
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (RemKeepsake) note = build_note (fixture, i, "storm");

      rem_keepsakes_keep_async (fixture->context, note, NULL, NULL, NULL);
    }
  wait_for_items (list, 100);
  g_assert_cmpuint (changes.n_signals, <, 100);
}

static void
test_search (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = put_notes (fixture, N_NOTES);
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);
  static const char *const typed[] = { "c", "ca", "can", "cand", "candl", "candle" };

  wait_for_items (list, N_NOTES);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    find (list, typed[i], 0);
  g_assert_true (rem_keepsake_list_is_busy (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_NOTES);
  wait_for_items (list, N_NOTES / 10);
  {
    g_autoptr (RemKeepsakeItem) found = get_loaded (list, 5);

    g_assert_nonnull (strstr (rem_keepsake_item_get_title (found), "candle"));
  }

  find (list, "nothing-like-that", 0);
  wait_for_items (list, 0);
  find (list, "  ", 0);
  g_assert_cmpstr (rem_keepsake_list_get_filter (list)->words, ==, "");
  wait_for_items (list, N_NOTES);
}

/* Every change of the list begins with what it was before, and nothing that is found stays out. */
static void
grow_cb (GListModel *model, guint position, guint removed, guint added, GArray *lengths)
{
  guint n_items = g_list_model_get_n_items (model);

  if (lengths->len > 0)
    g_assert_cmpuint (position, ==, g_array_index (lengths, guint, lengths->len - 1));
  g_array_append_val (lengths, n_items);
}

static void
test_first_look (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = put_notes (fixture, N_NOTES);
  g_autoptr (RemKeepsake) oldest = build_note (fixture, N_NOTES, "amaryllis candle");
  g_autoptr (GPtrArray) last = g_ptr_array_new ();
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (last, oldest);
  rem_box_call (rem_context_get_box (fixture->context), REM_BOX_CHANGE_KEEPSAKES, put_all_func,
                last, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_for_items (list, N_NOTES + 1);
  find (list, "nothing-like-that", 0);
  wait_for_items (list, 0);

  g_signal_connect (list, "items-changed", G_CALLBACK (grow_cb), lengths);
  find (list, "CANDLE not", 0);
  wait_for_items (list, N_NOTES / 10 + 1);
  g_assert_cmpuint (lengths->len, ==, 2);
  g_assert_cmpuint (g_array_index (lengths, guint, 0), >, 0);
  g_assert_cmpuint (g_array_index (lengths, guint, 0), <, N_NOTES / 10);
  assert_title (list, 0, "Note 0000 candle");
  assert_title (list, N_NOTES / 10, "Note 2000 amaryllis candle");

  g_signal_handlers_disconnect_by_func (list, grow_cb, lengths);
  find (list, "amary", 0);
  wait_for_items (list, 1);
  assert_title (list, 0, "Note 2000 amaryllis candle");
}

static void
test_kinds_and_bin (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = put_notes (fixture, 5);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_LETTER);
  g_autoptr (RemKeepsake) letter = rem_keepsake_with_title (draft, "A letter");
  g_autoptr (RemKeepsake) put_away = rem_keepsake_with_put_away (letter, TRUE);
  g_autoptr (RemKeepsakeFilter) with_put_away = rem_keepsake_filter_new ();
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);

  model_fixture_keep (fixture, letter);
  wait_for_items (list, 6);
  find (list, "", REM_KEEPSAKE_KIND_LETTER);
  wait_for_items (list, 1);
  assert_title (list, 0, "A letter");

  model_fixture_keep (fixture, put_away);
  wait_for_items (list, 0);
  with_put_away->kind = REM_KEEPSAKE_KIND_LETTER;
  with_put_away->put_away = TRUE;
  rem_keepsake_list_set_filter (list, with_put_away);
  wait_for_items (list, 1);
  find (list, "", 0);
  wait_for_items (list, 5);

  remove_keepsake (fixture, g_ptr_array_index (notes, 2));
  rem_keepsake_list_set_removed (list, TRUE);
  wait_for_items (list, 1);
  assert_title (list, 0, "Note 0002 window");
}

static RemKeepsake *
build_tagged (ModelFixture *fixture, const char *title, const char *edtf, const char *tag)
{
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_NOTE);
  g_autoptr (RemKeepsake) titled = rem_keepsake_with_title (draft, title);
  g_autoptr (RemKeepsake) dated = NULL;
  const char *const tags[] = { tag, NULL };
  RemDay day = REM_DAY_NONE;

  g_assert_true (rem_day_parse (edtf, &day, NULL));
  dated = rem_keepsake_with_day (titled, day);
  return rem_keepsake_with_tags (dated, tags);
}

/* A vague day comes after the days it may mean, and is among those of its year. */
static void
test_filters_together (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title, *day, *tag;
  } all[] = {
    { "June", "2010-06-03", "sea" },
    { "A day in May", "2009-05-02", "sea" },
    { "Some day in May", "2009-05", "light" },
    { "Some day that year", "2009", "sea" },
    { "The year before", "2008-12-31", "sea" },
  };
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);
  g_autoptr (RemKeepsakeFilter) filter = rem_keepsake_filter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (RemKeepsake) note = build_tagged (fixture, all[i].title, all[i].day, all[i].tag);

      model_fixture_keep (fixture, note);
    }
  wait_for_items (list, 5);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    assert_title (list, i, all[i].title);
  g_assert_cmpint (rem_keepsake_list_get_sort_day (list, 2), ==, 20090500);
  g_assert_cmpint (rem_keepsake_list_get_sort_day (list, 3), ==, 20090000);
  g_assert_cmpint (rem_keepsake_list_get_sort_day (list, 5), ==, 0);

  filter->from = (RemDate){ 2009, 1, 1 };
  filter->until = (RemDate){ 2009, 12, 31 };
  g_assert_true (rem_keepsake_filter_is_narrowed (filter));
  rem_keepsake_list_set_filter (list, filter);
  wait_for_items (list, 3);
  assert_title (list, 2, "Some day that year");

  filter->tag = g_strdup ("sea");
  rem_keepsake_list_set_filter (list, filter);
  wait_for_items (list, 2);

  g_free (filter->words);
  filter->words = g_strdup (" that ye ");
  rem_keepsake_list_set_filter (list, filter);
  wait_for_items (list, 1);
  assert_title (list, 0, "Some day that year");

  filter->person_uuid = g_strdup ("nobody");
  rem_keepsake_list_set_filter (list, filter);
  wait_for_items (list, 0);
  find (list, "", 0);
  wait_for_items (list, 5);
}

/* Found in a tag, a row shows the tag; nothing of the person's own text is taken for a mark. */
static void
test_found_beside (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);
  g_autoptr (RemKeepsake) tagged = build_tagged (fixture, "", "2009", "corazón");
  g_autoptr (RemKeepsake) note = rem_keepsake_with_text (tagged, "First \x01 <b>words</b>");
  g_autoptr (RemKeepsakeItem) item = NULL;
  g_autoptr (RemKeepsakeItem) found = NULL;

  model_fixture_keep (fixture, note);
  wait_for_items (list, 1);
  find (list, "corazon", 0);
  while (TRUE)
    {
      g_clear_object (&item);
      wait_for_items (list, 1);
      item = get_loaded (list, 0);
      if (rem_keepsake_item_is_found_beside (item))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpstr (rem_keepsake_item_get_snippet (item), ==, "corazón");

  find (list, "words", 0);
  while (TRUE)
    {
      g_clear_object (&found);
      wait_for_items (list, 1);
      found = get_loaded (list, 0);
      if (!rem_keepsake_item_is_found_beside (found))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpstr (rem_keepsake_item_get_snippet (found), ==, "First \x01 <b>words</b>");
}

static void
test_choices (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsake) first = build_tagged (fixture, "a", "2009-03", "sea");
  g_autoptr (RemKeepsake) second = build_tagged (fixture, "b", "2011", "Light");
  g_autoptr (RemKeepsake) third = build_tagged (fixture, "c", "1999", "gone");
  g_autoptr (RemPerson) person = rem_persons_new_draft (fixture->context, "Luna");
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemFindChoices) choices = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_keep (fixture, first);
  model_fixture_keep (fixture, second);
  model_fixture_keep (fixture, third);
  remove_keepsake (fixture, third);
  rem_persons_keep_async (fixture->context, person, NULL, model_fixture_store_cb, &kept);
  g_assert_true (rem_persons_keep_finish (fixture->context, model_fixture_wait (&kept), NULL));

  rem_find_choices_read_async (fixture->context, NULL, model_fixture_store_cb, &result);
  choices = rem_find_choices_read_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (choices->persons->len, ==, 1);
  g_assert_cmpuint (g_strv_length (choices->tags), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) choices->tags, "sea"));
  g_assert_cmpuint (choices->years->len, ==, 2);
  g_assert_cmpint (g_array_index (choices->years, int, 0), ==, 2011);
  g_assert_cmpint (g_array_index (choices->years, int, 1), ==, 2009);
}

/* Nothing of the box stays in what somebody still holds. */
static void
test_lock_empties (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = put_notes (fixture, 100);
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (fixture->context);
  g_autoptr (RemKeepsakeItem) held = NULL;
  g_autoptr (RemKeepsakeItem) pending = NULL;

  wait_for_items (list, 100);
  held = get_loaded (list, 0);
  pending = g_list_model_get_item (G_LIST_MODEL (list), 99);
  model_fixture_lock (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_false (rem_keepsake_item_is_loaded (held));
  g_assert_cmpstr (rem_keepsake_item_get_title (held), ==, "");
  g_assert_false (rem_keepsake_item_is_loaded (pending));
  g_assert_false (rem_keepsake_list_is_busy (list));

  model_fixture_unlock (fixture);
  wait_for_items (list, 100);
  assert_title (list, 0, "Note 0000 candle");
  g_assert_false (rem_keepsake_item_is_loaded (held));
}

static void
test_dropped_in_the_middle (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = put_notes (fixture, 100);
  RemKeepsakeList *list = rem_keepsake_list_new (fixture->context);
  g_autoptr (RemKeepsakeItem) item = NULL;

  wait_for_items (list, 100);
  item = g_list_model_get_item (G_LIST_MODEL (list), 7);
  find (list, "candle", 0);
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (list);
  while (list != NULL)
    g_main_context_iteration (NULL, TRUE);

  /* Who still holds an item may go on using it. */
  rem_keepsake_item_get_title (item);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/keepsake-list/loads-what-is-asked-for", test_loads_what_is_asked_for);
  MODEL_FIXTURE_ADD ("/keepsake-list/jumps", test_jumps);
  MODEL_FIXTURE_ADD ("/keepsake-list/follows-the-box", test_follows_the_box);
  MODEL_FIXTURE_ADD ("/keepsake-list/storm", test_storm);
  MODEL_FIXTURE_ADD ("/keepsake-list/search", test_search);
  MODEL_FIXTURE_ADD ("/keepsake-list/first-look", test_first_look);
  MODEL_FIXTURE_ADD ("/keepsake-list/kinds-and-bin", test_kinds_and_bin);
  MODEL_FIXTURE_ADD ("/keepsake-list/lock-empties", test_lock_empties);
  MODEL_FIXTURE_ADD ("/model/keepsake-list/filters-together", test_filters_together);
  MODEL_FIXTURE_ADD ("/model/keepsake-list/found-beside", test_found_beside);
  MODEL_FIXTURE_ADD ("/model/keepsake-list/choices", test_choices);
  MODEL_FIXTURE_ADD ("/keepsake-list/dropped-in-the-middle", test_dropped_in_the_middle);

  return g_test_run ();
}
