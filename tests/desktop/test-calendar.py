#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the dates, by the keyboard and as a screen reader tells them, in both languages."""

import os
import sys

from desk import check, equal, run, tests_of
from driver import Atspi, is_in_state, locale_of, wait_until

MORNING = "2026-11-22T08:00:00Z"
# GTK 4.8 calls a choice among several a check box, newer ones a radio button.
CHOICES = ("radio button", "check box")


def is_chosen(window, name):
    """Whether the keys have reached a day of the month."""
    window.wait_focused(name, "push button")


def test_the_month_by_keys(desk):
    """Each day is told in words with what falls on it; the keys go through days and months."""
    desk.make_box()
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2024-11-24", "--repeat", "yearly")
    window = desk.open(clock=MORNING)
    window.key("ctrl+3")
    window.press("As a month")
    is_chosen(window, "Today. Sunday, 22 November 2026")
    window.find("Nothing of yours falls on this day.", "label")
    window.key("Right", "Right")
    is_chosen(window, "Tuesday, 24 November 2026. Zarzamora")
    window.find_words("^Zarzamora", "list item")
    window.key("Down")
    is_chosen(window, "Tuesday, 1 December 2026")
    window.key("End")
    is_chosen(window, "Thursday, 31 December 2026")
    window.key("Prior")
    is_chosen(window, "Monday, 30 November 2026")
    window.key("Home")
    is_chosen(window, "Sunday, 1 November 2026")
    window.key("Left", "Up")
    is_chosen(window, "Saturday, 24 October 2026")
    window.key("Next", "Next", "Next")
    is_chosen(window, "Sunday, 24 January 2027")
    window.press("Today")
    is_chosen(window, "Today. Sunday, 22 November 2026")
    # The tab key leaves the month: one stop for all of its days.
    window.key("Tab")
    wait_until(lambda: not window.is_focused("Today. Sunday, 22 November 2026"), "the focus to go on")
    window.press("Keep this day")
    window.find("The day it belongs to: 22 November 2026", "push button")


def test_the_month_in_spanish(desk):
    """In Spanish weeks begin on Monday, and days are told as in Spanish."""
    desk.make_box()
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2024-11-24", "--repeat", "yearly")
    window = desk.open(language="es", clock=MORNING)
    window.key("ctrl+3")
    window.press("Por meses")
    day = window.find_words("24 de noviembre de 2026", "push button")
    equal(day.lower(), "martes, 24 de noviembre de 2026. zarzamora")
    check(window.has("Noviembre de 2026", "label"), "the month is not told")


def test_the_month_becomes_narrow_at_once(desk):
    """From beside its sidebar to the width of a telephone in one step; the day is below the month then."""
    desk.make_box()
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2024-11-22", "--repeat", "yearly")
    window = desk.open(clock=MORNING)
    window.resize(1100, 760)
    window.key("ctrl+3")
    window.press("As a month")
    is_chosen(window, "Today. Sunday, 22 November 2026. Zarzamora")
    month = place(window, "The month after", "push button")
    beside = wait_until(lambda: beside_or_none(window, month), "the day beside the month")
    check(beside.y < month.y + month.height, "the day is below the month where there is room")
    window.resize(360, 720)
    wait_until(lambda: window.place()[2:] == (360, 720), lambda: f"360 pixels, not {window.place()}")
    month = place(window, "The month after", "push button")
    wait_until(lambda: place_of_day(window).y > month.y + month.height, "the day below the month")
    day = place_of_day(window)
    check(day.x >= 0 and day.x + day.width <= 360, f"what falls on the day is cut off: {day.x}, {day.width}")


def place(window, name, role):
    """Where something is in the window."""
    return window.find(name, role).get_component_iface().get_extents(Atspi.CoordType.WINDOW)


def place_of_day(window):
    """Where what falls on the chosen day is told."""
    return place(window, "What falls on this day", "list")


def beside_or_none(window, month):
    """What falls on the day, once it is on the other side of the month's buttons."""
    day = place_of_day(window)
    return day if day.x > month.x else None


def test_days_of_others(desk):
    """Nothing is on beforehand; what is wished for a day is kept, and a day can become one of one's own."""
    window = desk.open(clock=MORNING)
    window.key("ctrl+3")
    window.press("More about dates")
    window.press("Days of others", "menu item")
    window.find("Days that others keep", "label")
    window.click("15 October, day of remembrance", "list item")
    check(is_ticked(window, "Nothing"), "a wish was made beforehand")
    window.click("Tell me softly the week before", *CHOICES)
    wait_until(lambda: is_ticked(window, "Tell me softly the week before"), "the wish")
    wait_until(lambda: "2027-10-09T10:00" in desk.plan.read_text(), "the plan to tell of it")
    check("ctober" not in desk.plan.read_text().replace("2027-10", ""), "the plan gives the day away")
    window.press("Keep it among my dates")
    window.key("alt+Left")
    window.wait_gone("Days that others keep", "label")
    window.find_words("^15 October, day of remembrance", "list item")
    equal(window.quit(), 0)
    (date,) = desk.json("date", "list")
    equal(date["label"], "15 October, day of remembrance")
    coming = desk.json("upcoming", "--from", "2027-01-01", "--count", 2)
    equal([day["date"] for day in coming], ["2027-10-15", "2028-10-15"])


def test_a_date_to_be_read(desk):
    """Read first; passed over once, muted, ended, removed and put back, and nothing of it is lost."""
    desk.make_box()
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2024-11-24", "--repeat", "yearly",
             "--remind", "1d@10:00")
    window = desk.open(clock=MORNING)
    window.key("ctrl+3")
    window.click_matching("^Zarzamora", "list item")
    window.find("It comes on Tuesday, 24 November 2026.", "label")
    window.find("Every year on 24 November.", "label")
    window.find("A reminder the day before, at 10:00.", "label")
    window.press("Not this year")
    window.find("It passes quietly on Tuesday, 24 November 2026.", "label")
    window.press("Let it come")
    window.find("It comes on Tuesday, 24 November 2026.", "label")
    window.press("More about this date")
    window.press("Let its reminders rest", "menu item")
    window.find_words("They rest for now; nothing is said", "label")
    wait_until(lambda: "due=" not in desk.plan.read_text(), "the plan to be silent")
    window.press("More about this date")
    window.press("Let it come no more", "menu item")
    window.find_words("^It rests from now on, as you chose", "label")
    window.press("More about this date")
    window.press("Let it come back again", "menu item")
    window.find("It comes on Tuesday, 24 November 2026.", "label")
    window.press("More about this date")
    window.press("Remove this date", "menu item")
    window.find_words("^If there are days you would like to keep", "label")
    window.press("More about dates")
    window.press("Removed dates", "menu item")
    window.press("Put back “Zarzamora”")
    window.find("Nothing is here.", "label")
    window.key("alt+Left")
    window.wait_gone("Nothing is here.", "label")
    window.find_words("^Zarzamora", "list item")
    equal(window.quit(), 0)
    (date,) = desk.json("date", "list")
    equal((date["label"], date["repeat"]), ("Zarzamora", "yearly"))


def test_a_day_that_is_near_can_wait(desk):
    """The card of the first page goes for an hour, and the date is as it was."""
    desk.make_box()
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2024-11-23", "--repeat", "yearly")
    window = desk.open(clock=MORNING)
    window.find("It comes tomorrow. You decide what to do with it.", "label")
    window.press("Later")
    window.find("This evening", "menu item")
    window.find("Tomorrow", "menu item")
    window.press("In an hour", "menu item")
    window.wait_gone("It comes tomorrow. You decide what to do with it.", "label")
    window.key("ctrl+3")
    window.find_words("^Zarzamora. Monday, 23 November. Every year", "list item")


def test_a_day_that_is_near_is_somebodys(desk):
    """The button says whom it would be for, in their words; only what is written is kept."""
    desk.make_box()
    desk.cli("person", "add", "Luna")
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2024-11-23", "--repeat", "yearly", "--about", "Luna")
    for language in ("en", "es"):
        if locale_of(language) is None:
            continue
        window = desk.open(clock=MORNING, language=language)
        write = {"en": "Write to Luna", "es": "Escribir a Luna"}[language]
        window.press(write)
        wait_until(lambda: window.read(window.words("To"), "text") == "Luna", "whom it is for")
        window.key("alt+Left")
        window.wait_gone(window.words("To"), "text")
        equal(window.quit(), 0)
        equal(desk.json("list"), [])
        window = desk.open(clock=MORNING, language=language)
        window.press(write)
        window.fill({"en": "A letter", "es": "Una carta"}[language], "Nieva.", "text")
        window.find(window.words("Kept"), "status bar")
        equal(window.quit(), 0)
        (letter,) = desk.json("list", "--kind", "letter")
        shown = desk.json("show", letter["id"])
        equal((shown["to"], shown["about"], shown["text"]), ("Luna", ["Luna"], "Nieva."))
        desk.cli("remove", letter["id"])


def test_more_ways_and_which_dates(desk):
    """A rule that is none is said and not kept; after a day of the loss a few others are offered."""
    window = desk.open(clock=MORNING)
    window.key("ctrl+3")
    window.press("As a month")
    is_chosen(window, "Today. Sunday, 22 November 2026")
    window.press("Keep this day")
    window.fill("What you call it", "Zarzamora", "text")
    window.choose("What it is", 2, "The day of the loss")
    window.choose("Comes back", 5, "More ways")
    window.find("Every month on the fourth Sunday.", "label")
    window.choose("In which way", 9, "By a rule")
    window.fill("A rule of iCalendar, such as FREQ=YEARLY", "FREQ=NEVER", "text")
    window.find_words("^Remember cannot follow this rule", "label")
    window.fill("A rule of iCalendar, such as FREQ=YEARLY", "FREQ=YEARLY", "text")
    window.find("Words about it", "label")
    window.press("Keep")
    window.find_words("^The date is kept. Some people keep others beside it", "label")
    window.find("Each month, the first year", "label")
    window.press("Not this one")
    window.find("The fortieth day", "label")
    window.press("Keep this one too")
    window.find("The hundredth day", "label")
    window.press("Leave it here")
    window.wait_gone("The hundredth day", "label")
    equal(window.quit(), 0)
    dates = {date["label"]: (date["on"], date["repeat"]) for date in desk.json("date", "list")}
    equal(dates, {"Zarzamora": ("2026-11-22", "FREQ=YEARLY"), "The fortieth day": ("2026-12-31", "never")})


def test_ways_open_again(desk):
    """What was chosen is seen again as what it is, and not as a rule, when a date is changed."""
    desk.make_box()
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2026-11-22", "--repeat", "weekly", "--times", "7")
    desk.cli("date", "add", "--label", "Bellota", "--on", "2026-11-22", "--repeat", "daily", "--every", "10",
             "--times", "3")
    window = desk.open(clock=MORNING)
    window.key("ctrl+3")
    for label, choice, way, numbers in (
            ("Zarzamora", "Each week", None, {"How many times": 7}),
            ("Bellota", "More ways", "Every so many days", {"Each time after": 10, "How many times": 3})):
        window.click_matching(f"^{label}", "list item")
        window.press("Change")
        wait_until(lambda: shows(window, "Comes back", choice), f"“{choice}”")
        for name, number in numbers.items():
            equal(Atspi.Value.get_current_value(window.find(name, "spin button").get_value_iface()), number)
        if way:
            check(shows(window, "In which way", way), f"not “{way}”")
        check(not window.has("A rule of iCalendar, such as FREQ=YEARLY", "text"), "it is shown as a rule")
        window.press("Keep")
        window.find("Change", "push button")
        window.key("alt+Left")
        window.wait_gone("Change", "push button")
    equal(window.quit(), 0)
    equal({date["label"]: date["repeat"] for date in desk.json("date", "list")},
          {"Zarzamora": "FREQ=WEEKLY;COUNT=7", "Bellota": "FREQ=DAILY;INTERVAL=10;COUNT=3"})


def test_a_calendar_that_cannot_be_reckoned_here(desk):
    """Without ICU such a calendar is not offered; a date that has it keeps it when other words are changed."""
    desk.make_box()
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2024-03-11", "--repeat", "yearly", "--calendar", "islamic")
    os.environ["LD_PRELOAD"] = os.environ["REMEMBER_NO_ICU"]
    try:
        window = desk.open(clock=MORNING)
    finally:
        del os.environ["LD_PRELOAD"]
    window.key("ctrl+3")
    window.click_matching("^Zarzamora", "list item")
    window.press("Change")
    wait_until(lambda: shows(window, "By the calendar", "Islamic (Umm al-Qura)"), "the calendar of the date")
    window.fill("What you call it", "Bellota", "text")
    window.press("Keep")
    window.find("Bellota", "label")
    equal(window.quit(), 0)
    (date,) = desk.json("date", "list")
    equal((date["label"], date["calendar"], date["repeat"]), ("Bellota", "islamic", "yearly"))


def test_how_long_ago_it_was(desk):
    """It is told only once somebody wishes it, on the page of the day and nowhere else."""
    desk.make_box()
    desk.cli("person", "add", "Luna")
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2023-09-22", "--kind", "loss", "--repeat", "yearly",
             "--about", "Luna")
    window = desk.open(clock=MORNING)
    window.key("ctrl+3")
    window.click_matching("^Zarzamora", "list item")
    window.find("Every year on 22 September.", "label")
    check("It is 3 years" not in window.all_words(), "it is told unasked")
    window.key("ctrl+1")
    window.find("Write a letter", "push button")
    window.key("F10")
    window.press("Who I remember", "menu item")
    window.click("Luna", "list item")
    window.click("Tell how long ago it was", "list item")
    window.key("ctrl+3")
    window.click_matching("^Zarzamora", "list item")
    window.find("It is 3 years and 2 months since the loss.", "label")
    window.key("alt+Left")
    window.find_words("^Zarzamora", "list item")
    wait_until(lambda: "It is 3 years" not in window.all_words(), "it to be told nowhere else")
    equal(window.quit(), 0)


def tell_the_week(desk, language):
    """How far the pregnancy had come is told only once it is wished, from the due date that is kept."""
    desk.make_box()
    desk.cli("person", "add", "Luna")
    desk.cli("date", "add", "--label", "Zarzamora", "--on", "2023-09-22", "--kind", "loss", "--about", "Luna")
    desk.cli("date", "add", "--label", "Bellota", "--on", "2024-05-01", "--kind", "due-date", "--about", "Luna")
    told = {"en": "The pregnancy with Luna had come to 8 weeks and 2 days.",
            "es": "El embarazo de Luna había llegado a 8 semanas y 2 días."}[language]
    window = desk.open(clock=MORNING, language=language)
    window.key("ctrl+3")
    window.click_matching("^Zarzamora", "list item")
    window.find("Zarzamora", "label")
    window.find(window.words("Light a candle"), "push button")
    check(told not in window.all_words(), "it is told unasked")
    window.key("ctrl+1")
    window.find(window.words("Write a letter"), "push button")
    window.key("F10")
    window.press(window.words("Who I remember"), "menu item")
    window.click("Luna", "list item")
    window.click(window.words("Tell how far the pregnancy had come"), "list item")
    window.key("ctrl+3")
    window.click_matching("^Zarzamora", "list item")
    window.find(told, "label")
    equal(window.quit(), 0)


def test_how_far_it_had_come(desk):
    tell_the_week(desk, "en")


def test_how_far_it_had_come_in_spanish(desk):
    tell_the_week(desk, "es")


def shows(window, name, words):
    """Whether a row of choices shows this one."""
    return any(node.get_name() == words for node in window.descend(name, "combo box"))


def test_a_due_date_is_estimated(desk):
    """From the last period, the conception or a transfer: an estimate, which is called one, and can be left."""
    window = desk.open(clock=MORNING)
    window.key("ctrl+3")
    window.press("More about dates")
    window.press("Estimate a due date", "menu item")
    window.find_words("^If somebody told you a date, that one is better", "label")
    button = window.find("Keep it as a date", "push button")
    check(not is_in_state(button, "sensitive"), "there is an estimate before a day is said")
    window.press("The day it belongs to: none")
    window.wait_focused("How exactly you know it")
    window.key("space")
    window.find("The month", "label")
    window.key(*["Up"] * 4, "Return")
    window.find("The day it belongs to: 22 November 2026", "push button")
    window.key("Escape")
    window.find("Estimated: 29 August 2027", "label")
    window.find("How long a cycle was, in days", "spin button")
    window.choose("From", 1, "The conception")
    window.find("Estimated: 15 August 2027", "label")
    check(not window.has("How long a cycle was, in days", "spin button"), "the cycle is asked for")
    window.choose("From", 1, "A transfer")
    window.find("Estimated: 10 August 2027", "label")
    days = window.find("Days from the fertilisation to the transfer", "spin button")
    Atspi.Value.set_current_value(days.get_value_iface(), 3)
    window.find("Estimated: 12 August 2027", "label")
    window.press("Keep it as a date")
    window.find("The day it belongs to: 12 August 2027", "push button")
    check(shows(window, "What it is", "Due date"), "it is not kept as a due date")
    window.press("Keep")
    # After a due date a few others are offered, which can be left at once.
    window.find_words("^The date is kept. Some people keep others beside it", "label")
    window.press("Leave it here")
    window.wait_gone("Leave it here", "push button")
    equal(window.quit(), 0)
    (date,) = desk.json("date", "list")
    equal((date["on"], date["kind"]), ("2027-08-12", "due-date"))


def is_ticked(window, name):
    """Whether one of the three wishes of the opened day is the chosen one."""
    return is_in_state(window.find(name, *CHOICES), "checked")


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
