"""
Nothing that curators write changes untold, and what is an answer is told as one.
"""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._build import built
from berlin_partnerships._changes import _fit
from berlin_partnerships._curated import (
    ActRow,
    Curated,
    PartnershipRow,
    PartRow,
    Party,
    ThingRow,
)
from berlin_partnerships._dataset import Dataset
from berlin_partnerships._dates import PartialDate, Period
from berlin_partnerships._model import City, Name
from berlin_partnerships._sources import (
    Judgement,
    LeftOut,
    Property,
    Source,
    Statement,
)


ALL = bp.load()._curated
SOURCE = "berlin-live-2023-09"  # of Kyiv and Moscow, with a judgement
VISIT = "us-visit-2024"  # with stops and appointments
SOME = ALL.only(
    {SOURCE, "rbb-2023-09-14"}
    | {s.source for s in ALL.statements if s.subject == f"events/{VISIT}"}
)
DAY = PartialDate.parse("1999-01-02")
NAME = Name(
    text="Kyyjiw", language="de", script="Latn", kind="exonym", source=SOURCE, at="1"
)


def dataset(curated):
    return Dataset(built(curated), lambda: curated, "a test")


def put(curated, kind, id, record):
    return attrs.evolve(curated, **{kind: {**getattr(curated, kind), id: record}})


def thing(curated, kind, id, /, **fields):
    rows = curated.things[kind]
    things = {**curated.things, kind: {**rows, id: attrs.evolve(rows[id], **fields)}}
    return attrs.evolve(curated, things=things)


def first(rows, **fields):
    return (attrs.evolve(rows[0], **fields), *rows[1:])


# How to change a field of each class.


def city(curated, **fields):
    return put(
        curated, "cities", "kyiv", attrs.evolve(curated.cities["kyiv"], **fields)
    )


def name(curated, **fields):
    names = (*ALL.cities["kyiv"].names, attrs.evolve(NAME, **fields))
    return city(curated, names=names)


def party(curated, **fields):
    row = attrs.evolve(curated.parties["berlin"], **fields)
    return put(curated, "parties", "berlin", row)


def partnership(curated, **fields):
    row = attrs.evolve(curated.partnerships["kyiv"], **fields)
    return put(curated, "partnerships", "kyiv", row)


def act(curated, **fields):
    acts = [
        attrs.evolve(a, **fields) if a.id == "2023-signing" else a
        for a in curated.partnerships["kyiv"].acts
    ]
    return partnership(curated, acts=tuple(acts))


def topic(curated, **fields):
    return thing(curated, "topics", TOPIC, **fields)


def event(curated, **fields):
    return thing(curated, "events", VISIT, **fields)


def stop(curated, **fields):
    stops = curated.things["events"][VISIT].stops
    return event(curated, stops=first(stops, **fields))


def appointment(curated, **fields):
    rows = curated.things["events"][VISIT].appointments
    return event(curated, appointments=first(rows, **fields))


def source(curated, **fields):
    row = attrs.evolve(curated.sources[SOURCE], **fields)
    return put(curated, "sources", SOURCE, row)


def left_out(curated, **fields):
    part = LeftOut(reason="an advertisement", at="line 1")
    return source(curated, left_out=(attrs.evolve(part, **fields),))


def statement(curated, **fields):
    rows = [
        attrs.evolve(s, **fields)
        if (s.source, s.about, s.property)
        == (SOURCE, "partnerships/kyiv#2023-signing", "date")
        else s
        for s in curated.statements
    ]
    return attrs.evolve(curated, statements=tuple(rows))


def judgement(curated, **fields):
    return attrs.evolve(curated, judgements=first(curated.judgements, **fields))


def property(curated, **fields):
    row = attrs.evolve(curated.properties["term"], **fields)
    return put(curated, "properties", "term", row)


TOPIC = next(
    id
    for id, row in SOME.things["topics"].items()
    if not row.parent and f"topics/{id}" in {s.value for s in SOME.statements}
)
ANSWER, SUPPORT, TOLD = True, False, None
# Class → how to change it, and each field with another value and what that is.
CASES = {
    City: (
        city,
        {
            "kind": ("region", ANSWER),
            "country": ("PL", ANSWER),
            "name": ("Kiovia", ANSWER),
            "name_de": ("Kiovia", ANSWER),
            "names": ((), ANSWER),
            "subdivision": ("UA-99", ANSWER),
            "wikidata": ("Q1", ANSWER),
            "geonames": (1, ANSWER),
            "unlocode": ("UAXXX", ANSWER),
            "latitude": (1.5, ANSWER),
            "longitude": (1.5, ANSWER),
            "timezone": ("Europe/Berlin", ANSWER),
            "parent": ("berlin", ANSWER),
            "origins": ((("name", SOURCE),), SUPPORT),
            "note": ("a remark", SUPPORT),
        },
    ),
    Name: (
        name,
        {
            "text": ("Kyiowo", ANSWER),
            "language": ("pl", SUPPORT),
            "script": ("Zyyy", SUPPORT),
            "kind": ("as-printed", ANSWER),
            "source": ("rbb-2023-09-14", SUPPORT),
            "at": ("2", SUPPORT),
            "quote": ("Kyyjiw", SUPPORT),
            "valid": (Period.parse("1990/.."), SUPPORT),
            "note": ("a remark", SUPPORT),
        },
    ),
    Party: (
        party,
        {
            "name": ({"de": "Berlin (Land)", "en": "Berlin"}, ANSWER),
            "valid": (Period.parse("1990/.."), ANSWER),
        },
    ),
    PartnershipRow: (
        partnership,
        {
            "city": ("moscow", ANSWER),
            "level": ("borough", ANSWER),
            "party": ("east-berlin", ANSWER),
            "relation": ("friendship", ANSWER),
            "counterpart": ("moscow", ANSWER),
            "acts": ((), ANSWER),
            "predecessors": ((ActRow(id="earlier"),), ANSWER),
        },
    ),
    ActRow: (
        act,
        {
            "id": ("2023-other", ANSWER),
            "role": ("other", ANSWER),
            "reason": ("since I say so", SUPPORT),
            "party": ("east-berlin", ANSWER),
        },
    ),
    ThingRow: (
        event,
        {
            "name": ({"de": "Reise", "en": "journey"}, ANSWER),
            "names": ((NAME,), SUPPORT),
            "note": ("a remark", SUPPORT),
            "parent": ("moscow", None),  # of topics only, see below
            "basis": ("ours", None),
            "kind": ("celebration", ANSWER),
            "stops": ((), ANSWER),
            "appointments": ((), ANSWER),
        },
    ),
    PartRow: (
        appointment,
        {
            "id": ("another", ANSWER),
            "stop": ("chicago-or-so", ANSWER),
            "name": ({"de": "Treffen", "en": "meeting"}, ANSWER),
            "note": ("a remark", SUPPORT),
        },
    ),
    Source: (
        source,
        {
            "title": ("Another", SUPPORT),
            "publisher": ("Another", SUPPORT),
            "kind": ("blog", ANSWER),
            "language": ("fr", SUPPORT),
            "url": ("https://example.org", SUPPORT),
            "url_status": ("rebuilt", SUPPORT),
            "published": (DAY, ANSWER),
            "as_of": (DAY, ANSWER),
            "aliases": (("another",), SUPPORT),
            "same_document": ("another", ANSWER),
            "derived_from": (("rbb-2023-09-14",), ANSWER),
            "lag_days": (7, ANSWER),
            "count": (17, SUPPORT),
            "names": (("Kyiv",), SUPPORT),
            "closed": (False, SUPPORT),
            "note": ("a remark", SUPPORT),
            "left_out": ((LeftOut(reason="another"),), SUPPORT),
        },
    ),
    LeftOut: (
        left_out,
        {
            "reason": ("another", SUPPORT),
            "at": ("line 2", SUPPORT),
            "chars": ((1, 2), SUPPORT),
        },
    ),
    Statement: (
        statement,
        {
            "about": ("partnerships/kyiv#2017-declaration", TOLD),
            "property": ("remark", TOLD),
            "value": (DAY, TOLD),
            "source": ("rbb-2023-09-14", TOLD),
            "at": ("elsewhere", SUPPORT),
            "quote": ("another", SUPPORT),
            "chars": ((1, 2), SUPPORT),
            "basis": ("inferred", SUPPORT),
            "mode": ("opinion", TOLD),
            "speaker": ("somebody", SUPPORT),
            "holds": (Period.parse("2023/.."), SUPPORT),
            "as_of": (DAY, SUPPORT),
            "certainty": ("medium", SUPPORT),
            "relation": ("project", SUPPORT),
            "closed": (True, SUPPORT),
            "note": ("a remark", SUPPORT),
        },
    ),
    Judgement: (
        judgement,
        {
            "source": ("rbb-2023-09-14", TOLD),
            "about": ("partnerships/moscow", TOLD),
            "property": ("since", TOLD),
            "value": ("1999", TOLD),
            "rank": ("preferred", TOLD),
            "reason": ("another", SUPPORT),
        },
    ),
    Property: (
        property,
        {
            "kinds": (("partnerships", "cities"), SUPPORT),
            "type": ("names", TOLD),
            "label": ({"de": "Wort", "en": "word"}, SUPPORT),
            "values": (("a", "b"), SUPPORT),
            "targets": (("cities",), SUPPORT),
            "many": (False, TOLD),
            "resolved": (True, SUPPORT),
        },
    ),
}


BEFORE = {}  # what is changed most often is compiled once


def usual(change):
    """
    The data before a change: there must be something to change.
    """
    curated = change(SOME)
    found = next((d for c, d in BEFORE.items() if same(c, curated)), None)
    if found is None:
        found = BEFORE[curated] = dataset(curated)
    return found


def same(one, other):
    return attrs.asdict(one, recurse=False) == attrs.asdict(other, recurse=False)


@pytest.mark.parametrize("cls", CASES, ids=lambda cls: cls.__name__)
def test_all_fields_are_tried(cls):
    """
    No field is left out, but the ids of what has a place of its own.
    """
    own = {f.name for f in attrs.fields(cls)} - {"_dataset"}
    if cls in (City, Party, Source, Property):
        own.discard("id")  # the key of a mapping: a record gone, and a new one

    assert CASES[cls][1].keys() == own


@pytest.mark.parametrize(
    ("change", "field", "value", "answer"),
    [
        pytest.param(change, field, value, answer, id=f"{cls.__name__}.{field}")
        for cls, (change, fields) in CASES.items()
        for field, (value, answer) in fields.items()
        if not (cls is ThingRow and field in ("parent", "basis"))
    ]
    + [
        pytest.param(topic, "parent", "environment-or-so", ANSWER, id="topic.parent"),
        pytest.param(topic, "basis", "ours", ANSWER, id="topic.basis"),
        pytest.param(stop, "note", "a remark", SUPPORT, id="stop.note"),
        pytest.param(stop, "id", "elsewhere", ANSWER, id="stop.id"),
    ],
)
def test_a_changed_field_is_told(change, field, value, answer):
    """
    Whatever a curator changes is told, and told as the right thing.
    """
    found = bp.diff(usual(change), dataset(change(SOME, **{field: value})))

    assert found.changes
    assert found.old == found.new == SOME.version
    if answer is not None:
        assert bool(found.answers) is answer, found.explain()
    assert found.explain() != found.explain("de")


def test_what_is_read_of_the_sources():
    """
    That sources were read for longer is told, and changes no answer.
    """
    longer = attrs.evolve(SOME, known_until=date(2030, 1, 1))

    (change,) = bp.diff(dataset(SOME), dataset(longer)).changes

    assert (change.about, change.what, change.new, change.answer) == (
        "data",
        "known_until",
        "2030-01-01",
        False,
    )


def test_all_of_the_data_is_tried():
    """
    The parts of the data are those above, and their version.
    """
    assert {f.name for f in attrs.fields(Curated)} == {
        *("version", "known_until", "properties", "parties", "cities"),
        *("partnerships", "sources", "statements", "judgements", "things", "own"),
    }


# Reasons ------------------------------------------------------------------------------


def test_a_judgement_is_a_reason():
    """
    Who withdraws a judgement changes an answer: its source and its reason are told.

    The Morning Post's day for Moscow's suspension is judged to be wrong.
    """
    row = next(j for j in SOME.judgements if j.about.startswith("partnerships/moscow#"))
    without = attrs.evolve(
        SOME, judgements=tuple(j for j in SOME.judgements if j != row)
    )

    found = bp.diff(dataset(without), dataset(SOME))

    changes = [c for c in found.changes if c.about == row.about and c.answer]
    assert [(c.what, c.because, c.reasons) for c in changes] == [
        ("date", (row.source,), (row.reason,))
    ]
    assert row.reason in found.explain()
    assert ("judgement", None) in {(c.what, c.old) for c in found.changes}


def test_a_source_of_another_kind_is_a_reason():
    """
    What a source is decides between two that differ; so it is the reason.
    """
    days = {"rbb-2023-09-14": "2023-09-14", SOURCE: "2023-09-13"}
    said = tuple(
        attrs.evolve(s, value=PartialDate.parse(days[s.source]))
        if s.about == "partnerships/kyiv#2023-signing" and s.property == "date"
        else s
        for s in SOME.statements
    )
    usual = attrs.evolve(SOME, statements=said)
    higher = source(usual, kind="primary")

    found = bp.diff(dataset(usual), dataset(higher))

    (change,) = (
        c
        for c in found.answers
        if (c.about, c.what) == ("partnerships/kyiv#2023-signing", "date")
    )
    assert change.new == "2023-09-13"
    assert change.because == (SOURCE,)
    starts = [c for c in found.answers if c.about == "timeline"]
    assert starts
    assert all(c.because == (SOURCE,) for c in starts)


# Sources and their aliases ------------------------------------------------------------


def test_an_alias_that_is_gone():
    """
    An alias is a promise as an id is: it must find what it found.
    """
    aliased = source(SOME, aliases=("seed-x",))

    (change,) = bp.diff(dataset(aliased), dataset(SOME)).changes

    assert (change.about, change.what, change.old, change.new) == (
        "sources/seed-x",
        "alias",
        f"sources/{SOURCE}",
        None,
    )
    assert change.answer


def test_an_alias_of_another_source():
    """
    An alias that finds something else is a changed answer.
    """
    one = source(SOME, aliases=("seed-x",))
    row = attrs.evolve(SOME.sources["rbb-2023-09-14"], aliases=("seed-x",))
    other = put(SOME, "sources", "rbb-2023-09-14", row)

    (change,) = bp.diff(dataset(one), dataset(other)).changes

    assert (change.new, change.answer) == ("sources/rbb-2023-09-14", True)


def renamed(curated, id):
    """
    A source with another id, and its old one as an alias.
    """
    sources = {k: s for k, s in curated.sources.items() if k != SOURCE}
    sources[id] = attrs.evolve(curated.sources[SOURCE], id=id, aliases=(SOURCE,))
    rows = curated.statements
    return attrs.evolve(
        curated,
        sources=sources,
        statements=tuple(
            attrs.evolve(s, source=id) if s.source == SOURCE else s for s in rows
        ),
        judgements=tuple(
            attrs.evolve(j, source=id) if j.source == SOURCE else j
            for j in curated.judgements
        ),
    )


def test_a_source_with_another_id():
    """
    A source that has got another id is not gone: the old one finds it.
    """
    found = bp.diff(dataset(SOME), dataset(renamed(SOME, "live")))

    ids = {c.about: (c.old, c.new) for c in found.changes if c.what in ("id", "source")}
    assert ids == {
        f"sources/{SOURCE}": (f"sources/{SOURCE}", "sources/live"),
        "sources/live": (None, "sources/live"),
    }
    assert f"id: {SOURCE} → live [sources/{SOURCE}]" in found.explain()
    assert f"Id: {SOURCE} → live [sources/{SOURCE}]" in found.explain("de")


def test_an_alias_that_became_the_id():
    """
    What was found by an alias is found by the same text as an id.
    """
    found = bp.diff(dataset(renamed(SOME, "live")), dataset(renamed(SOME, "new")))
    back = bp.diff(dataset(renamed(SOME, "live")), dataset(SOME))

    assert {c.new for c in found.answers if c.what == "alias"} == {"sources/new"}
    assert {c.new for c in back.answers if c.what == "alias"} == {f"sources/{SOURCE}"}


# Names --------------------------------------------------------------------------------


def test_a_name_that_becomes_ambiguous():
    """
    A name that finds two where it found one is a changed answer.
    """
    moscow = SOME.cities["moscow"]
    more = put(
        SOME,
        "cities",
        "moscow",
        attrs.evolve(moscow, names=(*moscow.names, attrs.evolve(NAME, text="Kiew"))),
    )

    found = bp.diff(dataset(SOME), dataset(more))

    assert [(c.about, c.old, c.new) for c in found.answers] == [
        ("cities/kyiv", "cities/kyiv", "cities/kyiv | cities/moscow")
    ]
    assert found.bump == "minor"
    assert bp.diff(dataset(more), dataset(SOME)).bump == "minor"


def test_another_spelling_of_a_name():
    """
    A spelling by which nothing else is found is no answer, gone or new.
    """
    found = bp.diff(dataset(name(SOME)), dataset(name(SOME, text="KYYJIW")))

    assert {(c.what, c.old, c.new, c.answer) for c in found.changes} == {
        ("name", "Kyyjiw", None, False),
        ("name", None, "KYYJIW", False),
    }
    assert "spellings of names that are gone: 1" in found.explain()


# Celebrations, and much at a time -----------------------------------------------------


@pytest.mark.data
def test_a_celebration_fits_another_way():
    """
    Budapest kept 20 years in November 2011: from an act of 1992 these are 19.
    """
    later = tuple(
        attrs.evolve(s, value=PartialDate.parse("1990-12-14"))
        if s.subject == "partnerships/budapest" and str(s.value)[:4] == "1991"
        else s
        for s in ALL.statements
    )

    found = bp.diff(bp.load(), dataset(attrs.evolve(ALL, statements=later)))

    told = [c for c in found.answers if c.what == "celebration, partnerships/budapest"]
    assert told
    assert any("jubilee-year" in c.old and c.old != c.new for c in told)


def test_only_a_remark_more():
    """
    One remark more supports; one that is gone, or another, was an answer.
    """
    more = Statement(
        about="partnerships/kyiv", property="remark", value="a word", source=SOURCE
    )
    richer = attrs.evolve(SOME, statements=(*SOME.statements, more))

    there = bp.diff(dataset(SOME), dataset(richer))
    back = bp.diff(dataset(richer), dataset(SOME))

    assert (there.bump, back.bump) == ("patch", "minor")


@pytest.mark.data
def test_a_line_is_not_too_long():
    """
    Of many sources three are named, and of long values the beginning.
    """
    found = bp.diff(bp.only("seed-002"), bp.load())

    lines = found.explain().splitlines()
    assert any(", " in line and " others)" in line for line in lines)
    assert max(map(len, lines)) < 600
    assert any(len(c.because) > 4 for c in found.answers)
    assert any(" weiterer)" in line for line in found.explain("de").splitlines())


def test_a_celebration_that_fits_nothing_has_only_its_number():
    """
    Seven years in 2022 are no anniversary of Budapest's acts of 1991 and 1992.
    """
    kept = bp.celebration("budapest", 7, on="2022")

    assert kept.fit is None
    assert _fit(kept) == "7: –"
