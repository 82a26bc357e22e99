"""
The smaller kinds of record: from their statements, to compiled rows, and back.
"""

from __future__ import annotations

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._build import built, curated_from, described
from berlin_partnerships._gather import gathered, row_from, thing_from
from berlin_partnerships._read import read_folder
from berlin_partnerships._things import KINDS
from berlin_partnerships._values import every, planned, resolve
from small_kinds import made_up


SQUARE = "places/example-square"
VISIT = "events/example-visit"


@pytest.fixture(name="root", scope="module")
def _root(tmp_path_factory):
    """
    The made-up folder with the smaller kinds.
    """
    return made_up(tmp_path_factory.mktemp("gather") / "data")


@pytest.fixture(name="curated", scope="module")
def _curated(root):
    return read_folder(root)


@pytest.fixture(name="made", scope="module")
def _made(root):
    return bp.load(root)


def saying(curated, *rows):
    """
    The curated data with only these statements, each an official source's own.
    """
    statements, sources = [], {}
    for number, (about, property, value, options) in enumerate(rows):
        source = bp.Source(id=f"s{number}", kind="official")
        sources[source.id] = source
        statements.append(
            bp.Statement(
                about=about,
                property=property,
                value=value,
                source=source.id,
                **options,
            )
        )
    return attrs.evolve(
        curated, sources=sources, statements=tuple(statements), judgements=()
    )


def period(text):
    return bp.Period.parse(text)


# Announced and reported -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param([], None, id="nobody"),
        pytest.param([("1990", "announced")], "1990", id="only announced"),
        pytest.param(
            [("1990", "announced"), ("1991", "reported")], "1991", id="reported"
        ),
        pytest.param(
            [("1990", "announced"), ("1991", "announced")], None, id="undecided"
        ),
        pytest.param(
            [("1990", "announced"), ("1991", "reported"), ("1992", "reported")],
            None,
            id="reports that differ",
        ),
        pytest.param([("1990", "opinion")], None, id="an opinion"),
        pytest.param([("1990", "denied")], None, id="denied"),
        pytest.param([("1990", "low")], None, id="not sure"),
        pytest.param(
            [("1990", "announced"), ("1991", "opinion"), ("1992", "low")],
            "1990",
            id="announced among what does not count",
        ),
    ],
)
def test_what_is_planned_counts_until_somebody_reports(curated, said, expected):
    """
    An announcement stands in for a report, and gives way to one.
    """
    rows = [
        (
            SQUARE,
            "dedicated",
            bp.PartialDate.parse(day),
            {"certainty": "low"} if mode == "low" else {"mode": mode},
        )
        for day, mode in said
    ]
    found = planned(saying(curated, *rows), SQUARE, "dedicated")

    assert (str(found) if found else None) == expected


def test_all_values_that_may_be_right(curated):
    """
    Announced ones are among them, each once; what does not count is not.
    """
    rows = [
        (VISIT, "topic", f"topics/{topic}", options)
        for topic, options in (
            ("music", {}),
            ("arts", {"mode": "announced"}),
            ("music", {"mode": "reported"}),
            ("jazz", {"mode": "denied"}),
            ("jazz", {"mode": "opinion"}),
            ("jazz", {"certainty": "low"}),
        )
    ]
    rows.append((f"{VISIT}#talk", "topic", "topics/sports", {}))
    only = saying(curated, *rows)

    assert every(only, VISIT, "topic") == ("topics/arts", "topics/music")
    assert every(only, f"{VISIT}#talk", "topic") == ("topics/sports",)
    assert every(only, SQUARE, "topic") == ()


@pytest.mark.parametrize(
    ("value", "mode", "expected"),
    [
        (True, "announced", None),
        (True, "reported", True),
        (False, "reported", False),
        (False, "denied", False),
        (True, "opinion", None),
    ],
)
def test_only_a_report_says_that_it_took_place(curated, value, mode, expected):
    """
    To be announced is not to have happened.
    """
    only = saying(curated, (VISIT, "took-place", value, {"mode": mode}))

    assert gathered(only, "events", "example-visit").took_place is expected


# Periods ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periods", "outcome", "value"),
    [
        (("2024-11", "2024-11"), "agree", "2024-11"),
        (
            ("2024-11", "2024-11-10/2024-11-15"),
            "compatible",
            "2024-11-10/2024-11-15",
        ),
        (
            ("2024-11-10/2024-11-15", "2024-11"),
            "compatible",
            "2024-11-10/2024-11-15",
        ),
        (("2024", "2024-11", "2024-11-12"), "compatible", "2024-11-12"),
        (("2017/..", "2018/.."), "compatible", "2018/.."),
        (("2024-10", "2024-11"), "unresolved", None),
        (("2024-11-10/2024-11-15", "2024-11-12/2024-11-20"), "unresolved", None),
    ],
)
def test_a_period_within_another_is_the_finer(curated, periods, outcome, value):
    """
    Periods are compatible if one lies in the other, and the finest stands.
    """
    rows = [(VISIT, "held", period(text), {"mode": "reported"}) for text in periods]
    found = resolve(saying(curated, *rows), VISIT, "held")

    assert found.outcome == outcome
    assert (str(found.value) if found.value else None) == value


# Parts of a visit -----------------------------------------------------------------------------


def test_a_visit_with_its_parts(made):
    """
    Each part knows who announces it, who reports it, and what they say of it.
    """
    visit = made.events["example-visit"]
    sampleton, mill = visit.stops
    agenda = {a.id: a for a in visit.appointments}

    assert str(visit.held) == "2024-11-10/2024-11-15"
    assert sampleton.city_ids == ("cities/sampleton",)  # by its id
    assert mill.city_ids == ()
    assert str(mill.held) == "2024-11-12"
    assert (agenda["talk"].announced, agenda["talk"].reported) == (
        ("bulletin",),
        ("report",),
    )
    assert (agenda["tour"].announced, agenda["tour"].reported) == (("bulletin",), ())
    assert (agenda["dinner"].announced, agenda["dinner"].reported) == ((), ("report",))
    assert agenda["talk"].participant_ids == ("people/ada-example",)
    assert agenda["talk"].site_ids == (SQUARE,)


def test_that_it_did_not_take_place_is_no_report(made):
    """
    A source that says it did not happen is none that reports it.
    """
    (concert,) = made.events["example-visit"].at(None)

    assert (concert.announced, concert.reported) == (("bulletin",), ())


def test_a_stop_may_be_said_to_be_elsewhere(curated):
    """
    What a source says comes before what the id suggests.
    """
    row = (f"{VISIT}#sampleton", "city", "cities/exampleville", {})
    stop, _ = gathered(saying(curated, row), "events", "example-visit").stops

    assert stop.city_ids == ("cities/exampleville",)


def test_grants_are_numbers_for_a_period(made):
    """
    Bounds, numbers of no period, opinions, and what is not sure are left out.
    """
    assert made.programs["example-grant"].grants == (
        (period("2017"), 1),
        (period("2017/.."), 2),
    )
    assert made.programs["later-grant"].grants == ()


# Parts of the data -------------------------------------------------------------------------------


def test_a_source_knows_what_it_speaks_of(made):
    """
    From a few sources, only the records are held that these know, or refer to.
    """
    only = made.only("report")

    assert [*only.organizations] == ["example-office"]
    assert [*only.people] == ["ada-example"]
    assert [*only.programs] == ["example-grant", "later-grant"]
    assert only.cooperations["example-work"].level == "close"
    assert only.programs["example-grant"].grants == ()


def test_a_topic_brings_the_wider_ones(made):
    """
    Who speaks of jazz knows of music and the arts, and not of sports.
    """
    assert [*made.only("bulletin").topics] == ["arts", "jazz", "music"]
    assert [*made.only("report").topics] == ["sports"]


def test_a_visit_brings_the_cities_of_its_stops(made):
    """
    A stop's city is held, although it is only known by the stop's id.
    """
    only = made.only("bulletin")

    (city,) = only.events["example-visit"].stops[0].city_ids
    assert only.record(city).id == "sampleton"


def test_a_name_makes_a_record_known(curated):
    """
    Who only names an organization knows it.
    """
    silent = attrs.evolve(curated, statements=())
    things = built(silent.only(["bulletin"]))["things"]

    assert [*things["organizations"]] == ["example-institute"]
    assert things["places"] == {}


@pytest.mark.parametrize("parent", ["jazz", "nowhere"])
def test_topics_with_problems_do_no_harm(curated, parent):
    """
    A circle, or a parent that does not exist, does not stop unchecked data.
    """
    topics = dict(curated.things["topics"])
    topics["arts"] = attrs.evolve(topics["arts"], parent=parent)
    things = {**curated.things, "topics": topics}

    made = built(attrs.evolve(curated, things=things))["things"]["topics"]
    assert {"arts", "jazz", "music"} <= {*made}


# There and back -----------------------------------------------------------------------------------


def test_what_curators_wrote_comes_back(curated):
    """
    From the two compiled bodies, the smaller kinds are as in the folder.
    """
    compiled, details = built(curated), described(curated)
    back = curated_from(compiled, details)

    assert back.things == curated.things
    assert built(back) == compiled
    assert described(back) == details


@pytest.mark.data
def test_the_real_data_come_back(folder):
    """
    Compiling what was compiled gives the same.
    """
    curated = read_folder(folder)
    compiled, details = built(curated), described(curated)
    back = curated_from(compiled, details)

    assert back.things == curated.things
    assert built(back) == compiled


@pytest.mark.parametrize("kind", KINDS)
def test_a_compiled_row_is_the_record(curated, made, kind):
    """
    A record read back from its row is equal to the one that was gathered.
    """
    for id, row in built(curated)["things"][kind].items():
        assert thing_from(kind, id, row, made) == gathered(curated, kind, id)
        assert row_from(row) == curated.things[kind][id]


def test_data_without_smaller_kinds(valid_body):
    """
    Compiled records of a folder without any are read as before.
    """
    compiled, details = valid_body
    del compiled["things"]

    assert curated_from(compiled, details).things == {}


@pytest.fixture(name="valid_body")
def _valid_body(curated):
    """
    The two compiled bodies of data without the smaller kinds.
    """
    bare = attrs.evolve(curated, things={})
    return built(bare), described(bare)
