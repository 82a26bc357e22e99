"""
Records as columns, without any engine.
"""

from __future__ import annotations

import datetime as dt
import json
import sys

import pytest

import berlin_partnerships as bp

from berlin_partnerships._columns import KINDS, table_of
from berlin_partnerships._extras import needed


# The types that a table can hold, as Python sees them.
TYPES = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": dt.date,
    "texts": list,
    "integers": list,
}


def records_of(kind):
    """
    All records of a kind.
    """
    return bp.statements() if kind == "statements" else getattr(bp, kind)


def row(table, id):
    """
    The row of a record, by column.
    """
    values = table.values()
    place = values["id"].index(id)
    return {name: column[place] for name, column in values.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_types(kind):
    """
    Every value of every record has the type of its column, or is null.
    """
    table = table_of(records_of(kind))
    values = table.values()

    assert values["id"] == [r.id for r in table.rows]
    assert len(values["id"]) == len(records_of(kind))
    for column in table.columns:
        known = [v for v in values[column.name] if v is not None]
        assert {type(v) for v in known} <= {TYPES[column.type]}, column
        if column.type in ("texts", "integers"):
            items = {type(item) for each in known for item in each}
            assert items <= {str if column.type == "texts" else int}, column


def test_a_partnership():
    """
    A partnership with its dates, as sources have them.
    """
    moscow = row(table_of(bp.partnerships), "moscow")

    assert (moscow["city_name"], moscow["city_name_de"]) == ("Moscow", "Moskau")
    assert (moscow["country"], moscow["level"]) == ("RU", "state")
    assert moscow["since"] == "1991-08-28"
    assert moscow["since_earliest"] == moscow["since_latest"] == dt.date(1991, 8, 28)
    assert moscow["first_act"] == "1990-11-12"
    assert moscow["first_act_latest"] == dt.date(1990, 11, 12)
    assert "moscow#1991-agreement" in moscow["acts"]
    assert moscow["periods"] == ["active", "resting"]
    assert "_dataset" not in moscow


def test_bounds():
    """
    A date known by bounds only is its text and two days; parts have a table.
    """
    table = table_of(bp.partnerships, parts="periods")
    values = table.values()

    assert list(values)[:3] == ["record", "status", "start"]
    place = values["status"].index("resting")
    assert values["record"][place] == "partnerships/moscow"
    assert values["start"][place] == "[2022-03-02..2022-04-05]"
    assert values["start_earliest"][place] == dt.date(2022, 3, 2)
    assert values["start_latest"][place] == dt.date(2022, 4, 5)
    assert values["end"][place] is values["end_latest"][place] is None
    assert len(table.rows) == sum(len(p.periods) for p in bp.partnerships.values())


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("cities", {"names"}),
        ("partnerships", {"acts", "predecessors", "periods"}),
        ("events", {"names", "stops", "appointments"}),
        ("sources", {"left_out"}),
        ("topics", {"names"}),
        ("statements", set()),
    ],
)
def test_parts(kind, parts):
    """
    A record's parts can be had as rows; other fields have none.
    """
    for name in parts:
        found = table_of(records_of(kind), parts=name)
        owners = found.values()["record"]

        assert owners == [
            r.full_id for r in records_of(kind).values() for _ in getattr(r, name)
        ]
    with pytest.raises(bp.UnknownPropertyError) as raised:
        table_of(records_of(kind), parts="id")
    assert set(raised.value.suggestions) == parts


def test_names_by_part():
    """
    A city's names are a list, and rows with their language and source.
    """
    values = table_of(bp.cities, parts="names").values()
    kyiv = [i for i, owner in enumerate(values["record"]) if owner == "cities/kyiv"]

    texts = [values["text"][i] for i in kyiv]
    assert row(table_of(bp.cities), "kyiv")["names"] == texts
    assert "Київ" in texts
    assert {values["script"][i] for i in kyiv} >= {"Cyrl", "Latn"}


def test_statements():
    """
    The value of a statement is text; as days, too, if it is a date or a period.
    """
    values = table_of(bp.statements()).values()
    by_kind = {type(s.value).__name__: i for i, s in enumerate(bp.statements())}
    whole, several = by_kind["int"], by_kind["tuple"]
    day, period = by_kind["PartialDate"], by_kind["Period"]
    held = [s.value for s in bp.statements()]

    assert values["value"][by_kind["bool"]] in ("true", "false")
    assert int(values["value"][whole]) == held[whole]
    assert json.loads(values["value"][several]) == list(held[several])
    assert values["value"][by_kind["str"]] == held[by_kind["str"]]
    assert values["value_earliest"][whole] is None
    for dated in (day, period):
        assert values["value"][dated] == str(held[dated])
        assert values["value_earliest"][dated] == held[dated].lower
        assert values["value_latest"][dated] == held[dated].upper
    assert [len(c) for c in values["chars"] if c is not None][0] == 2  # noqa: RUF015


def test_pairs():
    """
    Grants a year and where a code is from are texts of two parts.
    """
    grants = [p for p in bp.programs.values() if p.grants]
    program = row(table_of(bp.programs), grants[0].id)
    kyiv = row(table_of(bp.cities), "kyiv")

    period, number = grants[0].grants[0]
    assert program["grants"][0] == f"{period}: {number}"
    assert kyiv["origins"] == [f"{f}: {s}" for f, s in bp.cities["kyiv"].origins]


def test_what_records_may_be():
    """
    A collection, any mapping, tuple or generator of records.
    """
    kyiv = bp.partnerships["kyiv"]

    for given in ([kyiv], (kyiv,), {"kyiv": kyiv}, (p for p in [kyiv])):
        assert table_of(given).rows == (kyiv,)
    assert table_of([kyiv], kind="partnerships").rows == (kyiv,)
    assert len(table_of(bp.partners(on=dt.date(2020, 1, 1))).rows) == 17


def test_empty():
    """
    Without records the kind must be known: from the collection, or said.
    """
    assert table_of(bp.only().events).rows == ()
    assert table_of(bp.only().events).columns == table_of(bp.events).columns
    assert table_of([], kind="statements").columns == table_of(bp.statements()).columns
    with pytest.raises(ValueError, match=r"there are no records, .* say which kind="):
        table_of([])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("kyiv", "several records, not str"),
        (b"kyiv", "several records, not bytes"),
        (5, "several records, not int"),
        (bp.cities["kyiv"], "several records, not City"),
        (["kyiv"], "several of one kind, not str"),
        ([bp.cities["kyiv"], bp.partnerships["kyiv"]], "kind, not City, Partnership"),
        (list(bp.cities["kyiv"].names), "several of one kind, not Name"),
    ],
)
def test_no_records(wrong, said):
    """
    What are no records, or of several kinds, is refused with what was given.
    """
    with pytest.raises(TypeError, match=said):
        table_of(wrong)


def test_wrong_kind():
    """
    A kind is the name of a collection, and that of the records.
    """
    with pytest.raises(bp.UnknownNameError, match="no kind 'city'; did you mean 'cit"):
        table_of([], kind="city")
    with pytest.raises(TypeError, match="of one kind, not City, Partnership"):
        table_of([bp.cities["kyiv"]], kind="partnerships")


def test_arrow_needs_a_package(monkeypatch):
    """
    A collection is a table of Arrow only where there is a package to make it.
    """
    for name in ("nanoarrow", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(
        bp.MissingExtraError,
        match=r"^this needs nanoarrow; pip install 'berlin-partnerships\[frames\]'$",
    ):
        bp.cities.__arrow_c_stream__()


# Optional packages --------------------------------------------------------------------


def test_needed():
    """
    A package that is there is imported, also a module within it.
    """
    assert needed("json.decoder").JSONDecoder is json.JSONDecoder


@pytest.mark.parametrize(
    ("extra", "install"),
    [("frames", r"'berlin-partnerships\[frames\]'"), ("", "no_such_package")],
)
def test_missing(extra, install):
    """
    One that is not there is named, with what brings it.
    """
    with pytest.raises(bp.MissingExtraError, match=f"; pip install {install}$") as said:
        needed("no_such_package.module", extra)

    assert (said.value.package, said.value.extra) == ("no_such_package", extra)
    assert isinstance(said.value, ImportError)
    assert said.value.__suppress_context__ or said.value.__context__ is None


def test_broken(tmp_path, monkeypatch):
    """
    A package that is there and lacks another one says so itself.
    """
    (tmp_path / "half_installed.py").write_text("import its_own_dependency", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(ModuleNotFoundError, match="its_own_dependency") as raised:
        needed("half_installed", "frames")
    assert not isinstance(raised.value, bp.MissingExtraError)
