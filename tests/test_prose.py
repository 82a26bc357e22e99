"""
What answers say in German and English.

The sentences are made from structured fields, so each test makes the fields by
hand and says what a reader must be told.
"""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._dates import PartialDate
from berlin_partnerships._reading import Mention, Reading
from berlin_partnerships._reconcile import (
    Bridge,
    BridgeItem,
    Comparison,
    Difference,
    Internal,
)
from berlin_partnerships._reconciliation import Label, Reconciliation, SourceReport
from berlin_partnerships._timeline import Definition, Span


USUAL = Definition("founding-agreement", {"statuses": {"active"}})
WINDOW = Span(date(2000, 10, 10), date(2023, 9, 14))
READING = Reading(definition=USUAL, window=WINDOW, certain=WINDOW)
LABELS = (
    Label(entity="moscow", de="Moskau", en="Moscow"),
    Label(entity="vienna", de="Wien", en="Vienna"),
    Label(entity="kyiv", de="Kyiv", en="Kyiv"),
)


def report(id="a", **changes):
    given = {
        "title": "A list",
        "publisher": "The Publisher",
        "url": "https://example.org/a",
        "when": PartialDate.parse("2020"),
        "stated": None,
        "basis": "",
        "announced": False,
        "mentions": (Mention(text="Moskau", entity="moscow"),),
        "closed": True,
        "readings": (READING,),
        "holds": (WINDOW,),
        "internal": None,
        "overlaps": (),
    }
    return SourceReport(id=id, **{**given, **changes})


def difference(cause, **changes):
    given = {"entity": "moscow", "side": "a", "other": "b", "cause": cause}
    return Difference(**{**given, **changes})


def told(*reports, comparisons=(), language="en", **changes):
    given = {
        "story": False,
        "data": "2026-01-01",
        "policy": "default/1",
        "sources": reports,
        "comparisons": comparisons,
        "history": ((WINDOW, 17, ("kyiv",)),),
        "uncounted": (),
        "labels": LABELS,
        "home": Label(entity="berlin", de="Berlin", en="Berlin"),
        "until": date(2026, 3, 31),
    }
    return Reconciliation(**{**given, **changes}).explain(language)


def compared(*differences, items=None, end=2):
    made = items or [
        BridgeItem(item=d.entity, cause=d.cause, delta=1) for d in differences
    ]
    return Comparison(
        a="a",
        b="b",
        reading_a=READING,
        reading_b=READING,
        implied=(),
        differences=differences,
        bridge=Bridge(start=1, items=tuple(made), end=end),
        aliases=(),
    )


@pytest.mark.parametrize(
    ("cause", "en", "de"),
    [
        ("temporal", "right for different times", "für verschiedene Zeiten zu"),
        ("status", "has a special status", "hat einen besonderen Stand"),
        ("scope", "another relation", "eine andere Beziehung"),
        ("unsupported", "was no partner at that time", "zu der Zeit aber nicht"),
        ("omission", "missing from [b]", "fehlt in [b]"),
        ("contradiction", "says the opposite", "das Gegenteil"),
        ("compound", "the date and the way of counting", "Zeitpunkt und Zählweise"),
        ("unresolved", "do not decide it", "entscheiden es nicht"),
    ],
)
def test_each_cause_has_a_sentence_of_its_own(cause, en, de):
    """
    A reader of either language is told the cause, with the name of the city.
    """
    comparison = compared(difference(cause))

    english = told(report("a"), report("b"), comparisons=(comparison,))
    german = told(report("a"), report("b"), comparisons=(comparison,), language="de")

    assert en in english
    assert "Moscow" in english
    assert de in german
    assert "Moskau" in german


def test_a_local_scope_is_named():
    """
    That only projects are on record is said, not merely that the scope differs.
    """
    comparison = compared(difference("scope", facet="local:+project"))

    text = told(report("a"), report("b"), comparisons=(comparison,))

    assert "only as cooperation" in text


@pytest.mark.parametrize(
    ("facet", "en", "de"),
    [
        (
            "local:-resting",
            "is resting (suspended, not ended)",
            "ausgesetzt, nicht beendet",
        ),
        ("local:+announced", "was only announced", "war erst angekündigt"),
        ("local:+dormant", "is dormant", "ist eingeschlafen"),
        ("local:+ended", "has ended", "ist beendet"),
    ],
)
def test_the_status_that_differs_is_named(facet, en, de):
    """
    A partnership that was only announced is not told of as one that rests.
    """
    comparison = compared(difference("status", facet=facet))
    reports = (report("a"), report("b"))

    assert en in told(*reports, comparisons=(comparison,))
    assert de in told(*reports, comparisons=(comparison,), language="de")


@pytest.mark.parametrize(
    ("status", "en"), [("announced", "was only announced"), ("resting", "is resting")]
)
def test_the_status_is_that_in_which_the_readings_differ(status, en):
    """
    Of two ways of counting, the status that only one of them counts is the reason.
    """
    wider = Definition("wider", {"statuses": {"active", status}})
    comparison = attrs.evolve(
        compared(difference("status", facet="statuses")),
        reading_a=attrs.evolve(READING, definition=wider),
    )

    assert en in told(report("a"), report("b"), comparisons=(comparison,))


def test_two_that_rest_are_plural():
    """
    Each resting partnership has its own start, and the sources count them.
    """
    both = (("moscow", PartialDate.parse("2022")), ("kyiv", None))

    text = told(report(), story=True, uncounted=both)

    assert (
        "Kyiv is resting: suspended, not ended (day of the suspension: unknown)" in text
    )
    assert "Without them, it would be 15 instead of 17" in text


def test_bounds_of_a_day_are_no_duration():
    """
    A source from some day in a decade was not at work for ten years.
    """
    text = told(report(when=PartialDate.parse("[2008..2015]")), language="de")

    assert (
        "Publisher, zwischen dem 1. Januar 2008 und dem 31. Dezember 2015 [a]" in text
    )


def test_a_list_with_a_title_is_called_by_it():
    """
    A list of one's own may have a title, and keeps its day and its id.
    """
    text = told(report("mine", publisher=""))

    assert text.startswith("A list, 2020 [mine]: a list of")


def test_a_list_without_a_title_is_the_readers():
    """
    What was given without a title is called so in the reader's language.
    """
    mine = report("yours", publisher="", title="", when=None)

    assert told(mine).startswith("Your input [yours]: a list of")
    assert told(mine, language="de").startswith("Ihre Angabe [yours]: eine Liste")


def test_what_happened_in_between_is_dated():
    """
    A temporal difference names the act and its day in the reader's language.
    """
    d = difference("temporal", events=("founding@2023-09-14", "x@[..2005]"))

    german = told(report("a"), report("b"), comparisons=(compared(d),), language="de")

    assert "Beginn der Partnerschaft: 14. September 2023" in german
    assert "x: spätestens am 31. Dezember 2005" in german


@pytest.mark.parametrize(
    ("cause", "en"),
    [
        ("identity", "the same city"),
        ("identity-unknown", "“Atlantis” is unknown to us"),
        ("identity-ambiguous", "“Atlantis” is ambiguous"),
        ("open-list", "not meant to be complete"),
        ("unsupported", "[Atlantis] counts 1 more than are on record"),
    ],
)
def test_items_of_the_bridge_that_are_no_differences_are_said(cause, en):
    """
    Whatever adds to the bridge has a line, so that nothing seems left over.
    """
    item = BridgeItem(item="Atlantis", cause=cause, delta=1)

    text = told(report("a"), report("b"), comparisons=(compared(items=[item]),))

    assert "1 + 1 = 2" in text
    assert en in text


def test_no_difference_is_said_too():
    """
    Two equal sources are not met with silence.
    """
    same = attrs.evolve(compared(), bridge=Bridge(start=1, items=(), end=1))

    text = told(report("a"), report("b"), comparisons=(same,))

    assert "1 + 0 = 1" in text
    assert "No difference." in text


@pytest.mark.parametrize(
    ("cause", "more", "en"),
    [
        (
            "duplicate-names",
            {"duplicates": (("x", ("Peking", "Beijing")),)},
            "(twice: Peking = Beijing)",
        ),
        ("extra-entries", {"entries": ("vienna",)}, "Without Vienna, it is the list"),
        ("missing-entries", {}, "names are missing"),
        ("count-uses-base-definition", {}, "count differently"),
        ("unexplained", {}, "unexplained"),
    ],
)
def test_a_slip_within_a_source_is_explained(cause, more, en):
    """
    A number that is not the length of its own list gets a reason.
    """
    slip = Internal(stated=17, mentions=20, distinct=19, cause=cause, **more)

    text = told(report(stated=17, internal=slip))

    assert "says 17, but names 20" in text
    assert en in text


def test_a_forecast_and_our_own_count_are_marked():
    """
    Nobody takes a number for a source's own, or for a fact, that is not.
    """
    text = told(report(mentions=None, stated=19, basis="inferred", announced=True))

    assert "[a]: 19 partner cities (inferred by us, a forecast)." in text


def test_one_is_singular():
    """
    One city is no plural, in either language.
    """
    one = report(mentions=None, stated=1)

    assert "[a]: 1 partner city." in told(one)
    assert "[a]: 1 Partnerstadt." in told(one, language="de")


def test_what_is_left_over_is_listed():
    """
    A reading that is not exact says by what.
    """
    rest = attrs.evolve(
        READING,
        omitted=("kyiv",),
        unsupported=("vienna",),
        contradicted=("moscow",),
        off_by=2,
    )

    text = told(report(readings=(rest,), never=("vienna",)))
    once = told(report(readings=(rest,)))

    assert (
        "exceptions (not named: Kyiv; as partners backed by no other source: Vienna"
        in text
    )
    assert "not partners at that time: Vienna" in once
    assert "explicitly denied: Moscow; off by 2)" in text


@pytest.mark.parametrize(
    ("timing", "en"),
    [
        ("stale", "As of 2020, it was out of date"),
        ("anticipated", "As of 2020, it was still to come"),
    ],
)
def test_a_source_out_of_its_time_is_told(timing, en):
    """
    True once is not true on the source's own day.
    """
    assert en in told(report(readings=(attrs.evolve(READING, timing=timing),)))


def test_readings_that_tie_are_all_told():
    """
    A tie is a result: the second way of counting is named.
    """
    without = Definition("-resting", {"statuses": {"active"}})
    other = attrs.evolve(READING, definition=without)

    text = told(report(readings=(READING, other)))

    assert "Just as good: from 10 October 2000" in text
    assert "not counting the resting partnership." in text


def test_never_true_is_said():
    """
    A list that no day fits is not given a time.
    """
    assert "- That was never true.\n" in told(report(holds=()))
    assert "- Das traf nie zu.\n" in told(report(holds=()), language="de")


def test_names_that_are_not_clear_are_said():
    """
    Unknown and ambiguous names stay in the report.
    """
    mentions = (
        Mention(text="Atlantis", entity=None),
        Mention(text="San José", entity=None, candidates=("cities/a", "cities/b")),
    )

    text = told(report(mentions=mentions, closed=False))

    assert "“Atlantis” is unknown to us" in text
    assert "“San José” may be cities/a or cities/b" in text
    assert "not meant to be complete" in text


def test_a_list_of_ones_own_has_no_footnote():
    """
    Without a publisher there is nothing to cite.
    """
    assert "Sources" not in told(report(publisher="", url=""))


def test_the_data_and_the_rules_are_named():
    """
    Whoever keeps a printout can tell which data and which rules it is of.
    """
    assert told(report()).endswith("(data 2026-01-01; rules default/1)")


# The story ---------------------------------------------------------------------------


def test_the_story_gives_each_number_its_time():
    """
    A number that sources state is told with when it was right and how many say so.
    """
    text = told(
        report("a"),
        report("b", mentions=(Mention(text="Kyiv", entity="kyiv"),)),
        story=True,
        history=((WINDOW, 1, ("kyiv",)), (WINDOW, 2, ())),
    )

    assert (
        "- 1: from 10 October 2000 to 13 September 2023 (new: Kyiv; 2 sources" in text
    )
    assert "- 2: " not in text


def test_the_story_tells_who_rests():
    """
    The resting partnership and the number without it are part of the story.
    """
    bounded = PartialDate.parse("[2022-03-02..2022-04-05]")
    known = PartialDate.parse("2022-04-05")

    text = told(report(), story=True, uncounted=(("moscow", bounded),))
    exact = told(report(), story=True, uncounted=(("moscow", known),))

    assert "suspended, not ended (day of the suspension: between 2 March 2022" in text
    assert "Without it, it would be 16 instead of 17 (from 10 October 2000" in text
    assert "(day of the suspension: 5 April 2022)" in exact
    assert "count it, too" not in text  # the source is of 2020


@pytest.mark.parametrize(
    ("statuses", "counted"), [({"active", "resting"}, True), ({"active"}, False)]
)
def test_whoever_rests_is_counted_if_later_sources_do(statuses, counted):
    """
    Only sources from after the suspension can tell whether it is counted.
    """
    later = Definition("later", {"statuses": statuses})
    of_2024 = report(
        when=PartialDate.parse("2024"),
        readings=(attrs.evolve(READING, definition=later),),
    )
    rests = (("moscow", PartialDate.parse("[2022-03-02..2022-04-05]")),)

    text = told(report("b"), of_2024, story=True, uncounted=rests)

    assert ("The sources from the time after that count it, too." in text) is counted


def test_a_source_says_when_it_appeared_and_of_what_time_it_speaks():
    """
    Two days are told apart, and one is not told twice.
    """
    when, published = PartialDate.parse("2020"), PartialDate.parse("2021-05-01")

    assert "Publisher, 1 May 2021 (as of 2020) [a]" in told(report(published=published))
    assert "Publisher, 2020 [a]" in told(report(published=when))
    assert "Publisher, 1. Mai 2021 [a]" in told(
        report(published=published, when=None), language="de"
    )


@pytest.mark.parametrize(
    ("sure", "expected"),
    [
        (
            None,
            "This may have been true from 10 October 2000 to 13 September 2023, counted",
        ),
        (2001, "(for certain from 1 January 2001 to 13 September 2023), counted"),
        (2000, "from 10 October 2000 to 13 September 2023, counted as usual"),
    ],
)
def test_a_span_says_what_of_it_is_certain(sure, expected):
    """
    What holds only if an uncertain date falls as needed is not told as certain.
    """
    surely = {
        None: (),
        2000: (WINDOW,),
        2001: (Span(date(2001, 1, 1), WINDOW.end),),
    }[sure]

    assert expected in told(report(surely=surely))


@pytest.mark.parametrize(
    ("id", "end", "de", "en"),
    [
        (
            "+opening",
            date(2001, 1, 1),
            (
                "Das könnte vom 10. Oktober 2000 bis zum 31. Dezember 2000 zugetroffen "
                "haben, vom ersten Akt an gezählt."
            ),
            (
                "This may have been true from 10 October 2000 to 31 December 2000, counting "
                "from the first act."
            ),
        ),
        (
            "+opening",
            None,
            "Das könnte seit dem 10. Oktober 2000 zutreffen, vom ersten Akt an gezählt.",
            "This may have been true since 10 October 2000, counting from the first act.",
        ),
        (
            "+project",
            date(2001, 1, 1),
            (
                "Das könnte irgendwann bis zum 31. Dezember 2000 zugetroffen haben, "
                "Projektstädte mitgezählt, wobei nicht bekannt ist, seit wann sie das sind."
            ),
            (
                "This may have been true at some time until 31 December 2000, counting "
                "project cities, though it is not known since when they have been such."
            ),
        ),
    ],
)
def test_what_fits_no_day_for_certain_may_have_been(id, end, de, en):
    """
    An uncertain date makes a reading possible, and no more.
    """
    span = Span(date(2000, 10, 10), end)
    unsure = Reading(definition=Definition(id, {}), window=span)
    maybe = report(readings=(unsure,), holds=(span,))

    assert f"- {en}\n" in told(maybe)
    assert f"- {de}\n" in told(maybe, language="de")


@pytest.mark.parametrize(
    ("id", "rest", "de", "en"),
    [
        (
            "founding-agreement",
            (),
            "Wann das zutraf, sagen die bekannten Daten nicht.",
            "The known dates do not say when this was true.",
        ),
        (
            "+borough",
            (),
            (
                "Wann das zutraf, Partnerschaften der Bezirke mitgezählt, sagen die "
                "bekannten Daten nicht."
            ),
            (
                "The known dates do not say when this was true, counting the boroughs' "
                "partnerships."
            ),
        ),
        (
            "founding-agreement",
            ("kyiv",),
            (
                "Wann das am ehesten zutraf, wie üblich gezählt, mit Abweichungen (nicht "
                "genannt: Kyiv), sagen die bekannten Daten nicht."
            ),
            (
                "The known dates do not say when this was closest to being true, counted as "
                "usual, with exceptions (not named: Kyiv)."
            ),
        ),
    ],
)
def test_without_dates_nothing_is_true_at_any_time(id, rest, de, en):
    """
    What no date bounds was not always true: nobody knows when.
    """
    always = Span(None, None)
    vague = Reading(definition=Definition(id, {}), window=always, omitted=rest)
    undated = report(readings=(vague,), holds=(always,))
    second = report(readings=(READING, vague), surely=(WINDOW,))

    assert f"- {en}\n" in told(undated)
    assert f"- {de}\n" in told(undated, language="de")
    assert " Just as good: at a time that is not known, " in told(second)
    assert " Ebenso gut: zu unbekannter Zeit, " in told(second, language="de")


def test_what_is_certain_from_a_day_may_have_been_before():
    """
    A beginning that nobody dates is not "at any time".
    """
    always, since = Span(None, None), Span(date(2000, 10, 10), None)
    open_start = Reading(definition=USUAL, window=always, certain=since)
    early = report(readings=(open_start,), holds=(always,), surely=(since,))

    assert (
        "This has been true since 10 October 2000, perhaps before, counted as usual."
    ) in told(early)
    assert (
        "Das trifft zu seit dem 10. Oktober 2000, vielleicht schon früher, wie üblich"
    ) in told(early, language="de")


BAD = attrs.evolve(READING, timing="stale", unsupported=("kyiv",))
MISSING = attrs.evolve(READING, omitted=("kyiv", "vienna"), unsupported=())


@pytest.mark.parametrize(
    ("when", "window", "de", "en"),
    [
        (
            "2020",
            (2020, 2021),
            (
                "Zum Stand der Quelle (2020) war Moskau Partnerstadt; soll die Liste "
                "vollständig sein, fehlen 2. Soll"
            ),
            (
                "As of 2020, Moscow was a partner; if the list is meant to be complete, 2 "
                "are missing. If"
            ),
        ),
        (
            "2020/2021",
            (2021, 2022),
            "Ab dem 1. Januar 2021 war Moskau Partnerstadt; soll",
            "From 1 January 2021 on, Moscow was a partner; if the list",
        ),
        (
            "2020/2021",
            (2020, 2021),
            "Bis zum 31. Dezember 2020 war Moskau Partnerstadt; soll die Liste",
            "Until 31 December 2020, Moscow was a partner; if the list is meant",
        ),
        (
            "2020/2021",
            (2021, 2021.5),
            "Vom 1. Januar 2021 bis zum 30. Juni 2021 war Moskau Partnerstadt; soll",
            "From 1 January 2021 to 30 June 2021, Moscow was a partner; if the list",
        ),
        (
            None,
            (2021, None),
            (
                "Seit dem 1. Januar 2021 ist Moskau Partnerstadt; soll die Liste "
                "vollständig sein, fehlen andere. Soll sie es nicht sein: closed=False"
            ),
            (
                "Since 1 January 2021, Moscow has been a partner; if the list is meant to be "
                "complete, others are missing. If it is not: closed=False, or --open"
            ),
        ),
    ],
)
def test_a_list_may_be_of_some_partners(when, window, de, en):
    """
    Whoever lists a few partners is told so, not a time when two of three were none.
    """
    start, end = (y and date(int(y), 7 if y % 1 else 1, 1) for y in window)
    day = when and PartialDate.parse(when if len(when) == 4 else "[2020..2021]")
    part = attrs.evolve(MISSING, window=Span(start, end))
    few = report(readings=(BAD,), partial=part, when=day)

    assert f"- {en}" in told(few)
    assert f"- {de}" in told(few, language="de")
    assert "closest" not in told(few)


def test_a_list_that_lacks_one_is_told_with_its_best_time():
    """
    Who forgot one of three meant the list to be complete, and needs no hint.
    """
    names = [Mention(text=e, entity=e) for e in ("moscow", "vienna")]
    late = attrs.evolve(READING, timing="stale", omitted=("kyiv",))
    one = attrs.evolve(MISSING, omitted=("kyiv",))
    here = {"mentions": tuple(names), "partial": one}

    out = told(report(readings=(late,), **here))
    aus = told(report(readings=(late,), **here), language="de")
    same = attrs.evolve(late, timing="in-window")

    assert (
        "- As of 2020, both were partners; if the list is meant to be complete, one is "
        "missing. This was closest to being true from 10 October 2000"
    ) in out
    assert (
        "- Zum Stand der Quelle (2020) waren beide Partnerstädte; soll die Liste "
        "vollständig sein, fehlt eine. Am ehesten traf das zu vom 10. Oktober 2000"
    ) in aus
    assert "closed=False" not in out + aus
    assert "As of" not in told(report(readings=(same,), **here))
    since = attrs.evolve(one, window=Span(date(2001, 1, 1), None))
    undated = report(readings=(BAD,), **{**here, "partial": since}, when=None)
    assert "- Since 1 January 2001, both have been partners; if" in told(undated)
    assert "- Seit dem 1. Januar 2001 sind beide Partnerstädte; soll" in (
        told(undated, language="de")
    )


def test_another_way_of_counting_that_is_right_is_told():
    """
    Whoever leaves out the resting one may be right on the very day.
    """
    late = attrs.evolve(READING, timing="stale")
    ways = [
        attrs.evolve(READING, definition=Definition(id, {})) for id in ("-resting", "x")
    ]
    one = report(readings=(late,), otherwise=tuple(ways[:1]))
    two = report(readings=(late,), otherwise=tuple(ways))
    never = report(holds=(), otherwise=tuple(ways[:1]))

    assert (
        "As of 2020, it was out of date. Counted otherwise, not counting the resting "
        "partnership, it was right as of 2020.\n"
    ) in told(one)
    assert (
        "war es überholt. Anders gezählt, ohne die ruhende Partnerschaft, stimmte es "
        "zum Stand der Quelle (2020).\n"
    ) in told(one, language="de")
    assert "the resting partnership or counted by “x”, it was" in told(two)
    assert "die ruhende Partnerschaft oder gezählt nach „x“, stimmte" in (
        told(two, language="de")
    )
    assert "\n- Counted otherwise, not counting" in told(never)
    assert "never" not in told(never)


def test_other_lists_of_a_source_are_named():
    """
    For a partner another list is one more relation, for the others an objection.
    """
    rest = attrs.evolve(READING, unsupported=("vienna",))
    both = (("moscow", ("exchange-2",)), ("vienna", ("project-1",)))

    text = told(report(readings=(rest,), overlaps=both))

    assert (
        "In another list (exchange), the same source also names Moscow. That is" in text
    )
    assert "(projects), the same source also names Vienna. That speaks against" in text


def test_several_other_lists_are_said_to_be_several():
    """
    A kind of which there are two lists is named once.
    """
    several = (("moscow", ("exchange-1", "exchange-2")), ("vienna", ("project-1",)))
    source = report(overlaps=several)

    assert (
        "In other lists (exchange and projects), the same source also names Moscow "
        "and Vienna. That is" in told(source)
    )
    assert (
        "Dieselbe Quelle nennt in anderen Listen (Austausch und Projekte) auch Moskau "
        "und Wien. Das ist" in told(source, language="de")
    )


def test_the_story_tells_forecasts_and_the_odd_one_out():
    """
    Who counted ahead, and who is off, is told apart from who is right.
    """
    early = report("early", mentions=None, stated=19, announced=True)
    off = report("off", readings=(attrs.evolve(READING, unsupported=("vienna",)),))
    between = compared(difference("unsupported"))

    text = told(
        report("a"), report("b"), early, off, story=True, comparisons=(between,)
    )

    assert "Foretold before the signing: [early] (19)" in text
    assert "[off]: a list of 1 name." in text
    assert "exceptions (not partners at that time: Vienna)" in text


@pytest.mark.data
def test_the_real_story_names_all_four_numbers():
    """
    17, 18, 19 and 20 are each told, with Kyiv, Tel Aviv, and the three too many.
    """
    text = bp.reconcile().explain()

    assert "- 17: from 10 October 2000 to 13 September 2023" in text
    assert "- 18: from 14 September 2023 to 4 May 2025 (new: Kyiv" in text
    assert "- 19: since 5 May 2025 (new: Tel Aviv-Yafo" in text
    assert "says 17, but names 20. Without Bern, Vaduz and Vienna" in text


@pytest.mark.data
def test_a_value_says_who_and_why():
    """
    The explanation of a value has the act, the source, the rule, and what it drops.
    """
    text = bp.resolve("moscow", "since").explain()
    german = bp.resolve("moscow", "since").explain("de")

    assert "several acts, each with a date of its own" in text
    assert "opening of 1990: 12 November 1990" in text
    assert "closer to the event (class): 12 November 1990, not 11 November 1990" in text
    assert "Regel: näher am Geschehen (class): 12. November 1990" in german
    assert "moskau-netz" in text


@pytest.mark.data
def test_silence_is_explained():
    """
    That there is nothing to go by is an answer.
    """
    text = bp.resolve("istanbul#1989-founding", "signatories").explain()

    assert "no value (no statement to base a value on)" in text


@pytest.mark.data
def test_members_say_what_is_uncertain():
    """
    A day within the bounds of a change names the partner it is uncertain for.
    """
    within = bp.members(date(2022, 3, 20), statuses=("active",))

    assert (
        "Uncertain, because a date is not known to the day: Moscow." in within.explain()
    )
    assert "Ungewiss" in within.explain("de")
    assert "keine Stadt" in bp.members(date(1960, 1, 1)).explain("de")
    assert "after the last one" in bp.members(date(2030, 1, 1)).explain()


@pytest.mark.data
def test_a_dating_is_told_with_its_last_day():
    """
    Half-open inside, inclusive in words; never, uncertain and unknown are told.
    """
    open_start = bp.date_of(16, statuses=("active",)).explain()

    assert bp.date_of(17).explain() == (
        "That was true from 10 October 2000 to 13 September 2023."
    )
    assert bp.date_of(99).explain("de") == "Das traf nie zu."
    assert "Unknown names: Atlantis." in bp.date_of(["Atlantis", "Paris"]).explain()
    assert "Certainly: from" in open_start


@pytest.mark.data
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("names", [["Atlantis"], ["Atlantis", "Rio"]])
def test_of_names_that_nobody_knows_no_day_is_told(names, closed):
    """
    What is not known was neither always true nor never.
    """
    d = bp.date_of(names, closed=closed)

    assert (d.possible, d.certain, d.known) == ((), (), ())
    assert d.unknown == tuple(names)
    assert d.explain() == (
        f"When that was true cannot be told. Unknown names: {' and '.join(names)}."
    )
    assert d.explain("de") == (
        "Wann das galt, lässt sich nicht sagen. "
        f"Unbekannte Namen: {' und '.join(names)}."
    )


@pytest.mark.data
def test_a_dating_is_of_the_known_names():
    """
    Paris was never the only partner; Los Angeles was until Paris came on 2 July 1987.
    """
    paris, angeles = (bp.date_of([n, "Atlantis"]) for n in ("Paris", "L. A."))

    assert (paris.known, angeles.known) == (("paris",), ("los-angeles",))
    assert paris.explain() == (
        "For the known names alone, that was never true. Unknown names: Atlantis."
    )
    assert paris.explain("de") == (
        "Für die bekannten Namen allein galt das nie. Unbekannte Namen: Atlantis."
    )
    assert angeles.explain() == (
        "For the known names alone, that was true from 27 June 1967 to 1 July 1987. "
        "Unknown names: Atlantis."
    )
    assert "allein galt das vom 27. Juni 1967 bis zum 1. Juli 1987." in (
        angeles.explain("de")
    )
    assert bp.date_of(["Paris", "Paris\n"], closed=False).known == ("paris",)


@pytest.mark.data
def test_what_still_holds_is_told_as_such():
    """
    There have been nineteen since Tel Aviv came on 5 May 2025.
    """
    nineteen = bp.date_of(19)

    assert nineteen.explain() == "That has been true since 5 May 2025."
    assert nineteen.explain("de") == "Das gilt seit dem 5. Mai 2025."
    mixed = bp.date_of(["Tel Aviv", "Atlantis"], closed=False).explain("de")
    assert mixed.startswith("Für die bekannten Namen allein gilt das seit dem 5. Mai")


@pytest.mark.data
def test_without_dates_none_is_told():
    """
    A list of names alone has no dates: whoever is in it was a partner some day.
    """
    alone = bp.only("seed-002").date_of(["Paris"], closed=False)

    assert alone.explain() == "The known dates do not say when that was true."
    assert alone.explain("de") == "Wann das galt, sagen die bekannten Daten nicht."


def test_a_beginning_that_nobody_dates_is_told_as_such():
    """
    What is certain from a day on may have been so before; that is not "at any time".
    """
    since = Span(date(2000, 10, 10), None)
    d = bp.Dating(definition="a", possible=(Span(None, None),), certain=(since,))
    ended = Span(date(2000, 10, 10), date(2001, 1, 1))
    other = attrs.evolve(d, certain=(ended,))

    assert d.explain() == "That has been true since 10 October 2000, perhaps before."
    assert (
        d.explain("de")
        == "Das gilt seit dem 10. Oktober 2000, vielleicht schon früher."
    )
    assert "Certainly: from 10 October 2000 to 31 December 2000." in other.explain()


def test_a_story_without_sources_is_short():
    """
    Where no source gives a number, that is said.
    """
    assert "No source gives numbers." in told(story=True)
    assert "Keine Quelle nennt Zahlen." in told(story=True, language="de")


def test_a_story_of_one_number_names_it():
    """
    The opening names the numbers that there are, be it one.
    """
    one = told(report(mentions=None, stated=17), story=True)
    eins = told(report(mentions=None, stated=17), story=True, language="de")

    assert "does Berlin have? 17, say the sources:\n\n- 17: from 10 Oct" in one
    assert "hat Berlin? Den Quellen nach 17:\n\n- 17: vom 10." in eins


def test_a_story_without_dates_says_who_says_what():
    """
    Where no number has a time, the sources' answers stand alone.
    """
    eight = report(mentions=None, stated=8)
    nine = report("b", mentions=None, stated=9)
    wrong = report(readings=(attrs.evolve(READING, unsupported=("moscow",)),))

    one = told(eight, story=True)
    two = told(eight, nine, story=True, history=(), comparisons=(compared(),))
    zwei = told(eight, nine, story=True, history=(), language="de")
    none = told(wrong, story=True)
    keine = told(wrong, story=True, language="de")

    assert "8, say the sources. When, no known date says:\n" in one
    assert "\n- 8: The Publisher, 2020 [a]\n" in one
    assert "\n  [a] The Publisher: A list. https://" in one
    assert "8 or 9, depending on the source. When, no known date says:" in two
    assert "\n- 9: The Publisher, 2020 [b]\n" in two
    assert "- No difference." in two
    assert "Je nach Quelle 8 oder 9. Wann, sagen die bekannten Daten nicht:" in zwei
    assert "have? The sources say 1, but none is right as it stands.\n" in none
    assert "Die Quellen sagen 1, aber keine stimmt so, wie sie dasteht.\n" in keine


@pytest.mark.parametrize(
    ("cause", "en"),
    [
        ("omission", "[a] counts 1 fewer than there should be"),
        ("unresolved", "do not decide it"),
    ],
)
def test_what_a_number_leaves_over_is_said(cause, en):
    """
    A number may leave out somebody, or be undecided; neither lacks support.
    """
    item = BridgeItem(item="a", cause=cause, delta=1)

    assert en in told(report("a"), report("b"), comparisons=(compared(items=[item]),))


@pytest.mark.data
def test_several_values_are_no_conflict():
    """
    A visit has several topics, and nobody disagrees about that.
    """
    r = bp.resolve("events/us-visit-2024", "topic")

    assert r.outcome == "compatible"
    assert {"topics/mobility", "topics/security"} <= set(r.value)
    assert "; Mobilität; " in r.explain("de")
    assert "; mobility; " in r.explain("en")
    assert bp.Resolution.from_dict(r.to_dict()) == r


@pytest.mark.data
def test_grants_of_different_years_are_each_right():
    """
    One grant in 2017 and two a year since are told of different times.
    """
    r = bp.resolve("villa-aurora-visual-arts-stipend", "grants")

    assert r.outcome == "by-definition"
    assert {when: part.value for when, part in r.by_act} == {"2017": 1, "2017/..": 2}


@pytest.mark.data
def test_one_partner_is_singular():
    """
    One city is told of as one.
    """
    then = bp.members(date(1970, 1, 1))

    assert "one city was a partner: Los Angeles." in then.explain()
    assert "eine Stadt Partnerstadt: Los Angeles." in then.explain("de")


def test_sources_of_ones_own_are_told_apart():
    """
    Two sources made in code without an id do not become one.
    """
    r = bp.reconcile(bp.Source(count=17), bp.Source(count=18))

    assert [s.id for s in r.sources] == ["yours", "yours-2"]
    assert r.comparisons[0].bridge.residual == 0


@pytest.mark.data
def test_a_report_is_found_by_an_alias():
    """
    The aliases of the five documents work in results, too.
    """
    r = bp.reconcile("seed-001")

    assert r.source("seed-001") is r.source("be-berlin-two-of-a-kind")
    assert bp.statements("sources/seed-004") == bp.statements("sources/senuvk-overview")


@pytest.mark.parametrize(
    ("statuses", "de", "en"),
    [
        (
            ("active",),
            "(nur Status: aktiv)",
            "(status only: active)",
        ),
        (
            ("active", "ended"),
            "(nur Status: aktiv und beendet)",
            "(status only: active and ended)",
        ),
        (("resting", "active"), None, None),
    ],
)
def test_members_say_which_statuses_count(statuses, de, en):
    """
    Only what is not the usual way of counting is said.
    """
    m = bp.members(date(2020, 1, 1), statuses=statuses)

    if de is None:
        assert "Status" not in m.explain("de") + m.explain("en")
    else:
        assert f"Partnerstädte {de}: " in m.explain("de")
        assert f"partner cities {en}: " in m.explain("en")


def test_a_list_without_a_date_that_was_never_true_is_not_put_into_a_time():
    """
    Nobody can say why an undated list lacks somebody if it was true at no time.
    """
    rest = attrs.evolve(READING, omitted=("kyiv",))
    time = [
        difference("temporal", entity="moscow", side="b", other="a"),
        difference("omission", entity="kyiv", side="b", other="a"),
    ]
    pair = attrs.evolve(compared(*time), reading_a=rest)

    undated = report("a", when=None, readings=(rest,))
    text = told(undated, report("b"), comparisons=(pair,))
    dated = told(report("a", readings=(rest,)), report("b"), comparisons=(pair,))
    alone = attrs.evolve(compared(time[1], items=[]), reading_a=rest)

    assert "- [a] lacks Kyiv and Moscow (2)." in text
    assert "different times" not in text
    assert "different times" in dated
    assert "In [a] fehlt: Kyiv (1)." in told(
        undated, report("b"), comparisons=(alone,), language="de"
    )


def test_a_time_when_nobody_listed_was_a_partner_is_no_reading():
    """
    Before the first partnership no list was nearly true.
    """
    nobody = attrs.evolve(READING, unsupported=("moscow",))
    later = Span(date(2001, 1, 1), None)
    some = attrs.evolve(READING, window=later, certain=later, omitted=("kyiv",))

    assert "That was never true" in told(report(readings=(nobody,)))
    text = told(report(readings=(nobody, some)))
    assert "This has been closest to being true since 1 January 2001" in text
    assert "Just as good" not in text
    unsure = attrs.evolve(some, certain=None)
    assert "(no day of it is certain)" in told(report(readings=(nobody, unsure)))


def test_a_name_that_nobody_knows_is_an_exception():
    """
    A list with a stranger in it was true at no time, however the others fit.
    """
    names = (
        Mention(text="Moskau", entity="moscow"),
        Mention(text="Atlantis", entity=None),
    )

    text = told(report(mentions=names, surely=(WINDOW,)))

    assert "closest to being true" in text
    assert "with exceptions (unclear: Atlantis)" in text


def test_a_source_that_was_there_by_its_day_names_one_day():
    """
    An archived page speaks of the day of the copy, which need not be said twice.
    """
    copied = report(
        published=PartialDate.parse("[..2008-08-22]"),
        when=PartialDate.parse("2008-08-22"),
    )

    assert "Publisher, as of 22 August 2008 [a]" in told(copied)
    assert "Publisher, Stand: 22. August 2008 [a]" in told(copied, language="de")
