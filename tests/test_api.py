"""
The data set and its records: loading, asking, saying who says so.
"""

from __future__ import annotations

import ast
import copy
import json
import pickle
import shutil

from datetime import date, datetime
from pathlib import Path

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships import _store
from berlin_partnerships._dataset import Dataset
from berlin_partnerships._language import in_language
from berlin_partnerships._model import home
from berlin_partnerships._partnerships import CRITERIA
from berlin_partnerships._sources import CLASSES, COPIES, KINDS


FROZEN = attrs.exceptions.FrozenInstanceError


@pytest.fixture(name="compiled")
def _compiled(tmp_path):
    """
    A folder with the compiled files.
    """
    for name in (_store.RECORDS, _store.STATEMENTS):
        (tmp_path / name).write_bytes(bp.resource(name).read_bytes())
    return tmp_path


# The data set -------------------------------------------------------------------------


def test_what_it_is(dataset):
    """
    A data set has a version, a day, a digest, and says how far it knows.
    """
    assert dataset.version.startswith(dataset.date.isoformat())
    assert len(dataset.digest) == 64
    assert dataset.known_until <= dataset.date
    assert repr(dataset) == (
        f"<Dataset {dataset.version} (known until {dataset.known_until}; "
        f"{len(dataset.partnerships)} partnerships, {len(dataset.cities)} cities) "
        f"in berlin_partnerships {bp.__version__}>"
    )


def test_load_compiled(compiled, dataset):
    """
    Compiled files can be loaded from a folder, or by the path of the records.
    """
    for path in (compiled, str(compiled), compiled / _store.RECORDS):
        again = bp.load(path)

        assert again is not dataset
        assert again.digest == dataset.digest
        assert again.partnerships["kyiv"] == dataset.partnerships["kyiv"]
        assert again.resolve("moscow", "since") == dataset.resolve("moscow", "since")


@pytest.mark.data
def test_load_folder(folder, dataset):
    """
    The data folder gives the same data as the compiled files.
    """
    again = bp.load(folder)

    assert again.digest == dataset.digest
    assert dict(again.cities) == dict(dataset.cities)
    assert dict(again.partnerships) == dict(dataset.partnerships)
    assert dict(again.sources) == dict(dataset.sources)
    assert again.statements() == dataset.statements()
    assert again.city("Kiew") == dataset.city("Kiew")


def test_load_nothing(tmp_path):
    """
    A folder that holds no data is refused, with what was expected.
    """
    for path in (tmp_path, ""):
        with pytest.raises(
            bp.DataError, match=r"expected a data folder .*records\.json"
        ):
            bp.load(path)


def test_load_half(compiled):
    """
    Without the statements, records can be looked up; asking why is an error.
    """
    (compiled / _store.STATEMENTS).unlink()
    data = bp.load(compiled)

    assert data.city("Kiew").id == "kyiv"
    with pytest.raises(bp.DataError, match="cannot be read"):
        data.statements()


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda data: data[:-10], "damaged"),
        (lambda data: data.replace(b"Kyiv", b"Kyyv", 1), "damaged"),
        (lambda _: b"", "not a compiled file"),
        (lambda _: b"[1]\n[]", "not a compiled file"),
        (lambda data: data.replace(b'"format": 1', b'"format": 99', 1), "format 99"),
    ],
)
def test_load_damaged(compiled, damage, problem):
    """
    A damaged file is refused with its path and what is wrong.
    """
    path = compiled / _store.RECORDS
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(bp.DataError, match=problem) as raised:
        bp.load(compiled)

    assert raised.value.path == str(path)


def test_load_nowhere(tmp_path):
    """
    A path where nothing is, is told from one where something else is.
    """
    with pytest.raises(bp.DataError, match="no such file or folder"):
        bp.load(tmp_path / "nowhere")


@pytest.mark.data
def test_load_wrong_folder(folder, tmp_path):
    """
    A data folder with a problem is refused, with the path and the line.
    """
    shutil.copytree(folder, tmp_path / "data")
    (tmp_path / "data" / "cities" / "kyiv.toml").write_text("id = 5", "utf-8")

    with pytest.raises(bp.CurationError) as raised:
        bp.load(tmp_path / "data")

    assert all("cities/kyiv.toml:1: " in str(p) for p in raised.value.problems)


def test_only():
    """
    A part of the sources makes a data set that knows no more than these.
    """
    part = bp.load().only("seed-002", "senat-2008-list")

    assert set(part.sources) == {"rbm-overview", "senat-2008-list"}
    assert part.digest != bp.load().digest
    assert str(part.partnerships["moscow"].since) == "1990-11-12"
    assert str(bp.partnerships["moscow"].since) == "1991-08-28"
    assert part.only("seed-002").sources.get("senat-2008-list") is None
    assert {s.source for s in part.statements()} == set(part.sources)
    with pytest.raises(bp.UnknownNameError, match="no source 'seed-999'"):
        bp.only("seed-999")
    assert list(bp.only().partnerships) == []


def test_only_knows_who_is_listed():
    """
    From a list alone one knows who is a partner, but not since when.
    """
    part = bp.only("seed-002")

    assert len(part.partnerships) == 18
    assert part.partners(date(2024, 1, 1)) == ()
    assert part.members(date(2024, 1, 1)).count == (0, 18)
    assert {p.since for p in part.partnerships.values()} == {None}


def test_parties(dataset):
    """
    The parties on Berlin's side are at hand.
    """
    assert dataset.parties["east-berlin"].name["de"] == "Ost-Berlin"
    assert {p.party for p in dataset.partnerships.values()} <= set(dataset.parties)


def test_source_class(dataset):
    """
    How close a source is to the deed is one of the known classes.
    """
    classes = {dataset.source_class(id) for id in dataset.sources}

    assert classes <= set(CLASSES)
    assert dataset.source_class("seed-002") == "official"
    assert dataset.source_class("rbm-overview") == "official"


def test_kinds():
    """
    Every kind of source has a class; copies are kinds, too.
    """
    assert set(KINDS.values()) == set(CLASSES)
    assert set(COPIES) <= set(KINDS)


# Records ------------------------------------------------------------------------------

RECORDS = [
    bp.cities["kyiv"],
    bp.cities["brussels"],
    bp.partnerships["kyiv"],
    bp.partnerships["moscow"],
    bp.sources["seed-002"],
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.full_id)
def test_record_is_a_value(record):
    """
    A record equals its copy, can be hashed, and cannot be changed.
    """
    again = pickle.loads(pickle.dumps(record))  # noqa: S301

    assert again == record
    assert again is not record
    assert hash(again) == hash(record)
    assert copy.copy(record) is copy.deepcopy(record) is record
    assert len({record, again}) == 1
    with pytest.raises(FROZEN):
        record.id = "other"
    with pytest.raises(FROZEN):
        del record.id
    with pytest.raises(AttributeError):
        record.undreamt_of = 1


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.full_id)
def test_record_repr(record):
    """
    The repr of a record fits a screen and does not show the data set.
    """
    assert repr(record).startswith(f"{type(record).__name__}(id=")
    assert len(repr(record)) < 400
    assert "Dataset" not in repr(record)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.full_id)
def test_record_to_dict(record):
    """
    A record gives JSON-ready values, without its data set.
    """
    plain = record.to_dict()

    assert json.loads(json.dumps(plain)) == plain
    assert plain["id"] == record.id
    assert not any("dataset" in key for key in plain)


def test_partnership_to_dict():
    """
    Dates are EDTF texts.
    """
    plain = bp.partnerships["moscow"].to_dict()

    assert "[2022-03-02..2022-04-05]" in [act["date"] for act in plain["acts"]]


def test_equal_across_data_sets(compiled):
    """
    Two records with the same facts are equal, whatever data set they are from.
    """
    other = bp.load(compiled).partnerships["kyiv"]

    assert other == bp.partnerships["kyiv"]
    assert other.dataset is not bp.load()
    assert copy.copy(other).dataset is other.dataset
    assert attrs.evolve(other, level="borough") != other
    assert attrs.evolve(other, level="borough").dataset is other.dataset


def test_pickled_record_finds_its_data_set():
    """
    A record from a pickle is at home in the loaded data, if these are the same.
    """
    again = pickle.loads(pickle.dumps(bp.partnerships["kyiv"]))  # noqa: S301

    assert again.dataset is bp.load()
    assert again.city is bp.cities["kyiv"]
    assert again.why("since") == bp.resolve("kyiv", "since")
    twice = pickle.loads(pickle.dumps(again))  # noqa: S301
    assert twice.dataset is bp.load()


def test_record_of_other_data():
    """
    A record of data that are not loaded says so when asked why.
    """
    kyiv = bp.only("seed-002").partnerships["kyiv"]
    stranger = pickle.loads(pickle.dumps(kyiv))  # noqa: S301

    with pytest.raises(
        bp.DataError, match=r"partnerships/kyiv: belongs to data \w{12}…"
    ):
        stranger.why("since")


def test_record_without_data():
    """
    A source made in code belongs to no data set.
    """
    mine = bp.Source(count=17)

    with pytest.raises(bp.DataError, match="sources/yours: belongs to no data set"):
        mine.statements()
    assert pickle.loads(pickle.dumps(mine)) == mine  # noqa: S301
    assert home(bp.load(), "anything") is bp.load()


def test_why():
    """
    A record says how each of its values came about.
    """
    why = bp.partnerships["kyiv"].why("since")

    assert why == bp.resolve("partnerships/kyiv", "since")
    assert why.value == bp.partnerships["kyiv"].since
    with pytest.raises(bp.UnknownPropertyError):
        bp.partnerships["kyiv"].why("sinse")


def test_label():
    """
    A city has a German and an English name; of other languages none is made up.
    """
    assert bp.cities["kyiv"].label("de") == bp.cities["kyiv"].label("en") == "Kyiv"
    assert bp.cities["prague"].label("de") == "Prag"
    for language in ("fr", "", "DE", None):
        with pytest.raises(ValueError, match="language must be 'de' or 'en'"):
            bp.cities["prague"].label(language)
    assert in_language("de", "ja", "yes") == "ja"


# Partnerships -------------------------------------------------------------------------


def test_criteria():
    """
    A start is asked for by one of two criteria.
    """
    jakarta = bp.partnerships["jakarta"]

    assert jakarta.since == jakarta.since_by("founding-agreement")
    assert [str(jakarta.since_by(c)) for c in CRITERIA] == ["1994-04-13", "1993-04-22"]
    assert jakarta.start_act().role == "founding"
    assert jakarta.start_act("first-act").role == "opening"
    with pytest.raises(ValueError, match="criterion must be one of founding-agreement"):
        jakarta.since_by("signing")


def test_status():
    """
    A partnership has a status on a day, and none before anything was agreed.
    """
    moscow = bp.partnerships["moscow"]

    assert moscow.status(date(1991, 8, 27)) is None
    assert moscow.status(date(1991, 8, 28)) == "active"
    assert moscow.status(date(2022, 3, 1)) == "active"
    assert moscow.status(date(2022, 3, 2)) == "unclear"
    assert moscow.status(date(2022, 4, 5)) == "resting"
    assert moscow.status(date.max) == "resting"
    assert bp.partnerships["tel-aviv"].status(date(2025, 4, 30)) == "announced"
    for wrong in ("2020-01-01", datetime(2020, 1, 1)):  # noqa: DTZ001
        with pytest.raises(TypeError):
            moscow.status(wrong)


def test_status_of_an_unknown_beginning():
    """
    Where no source dates the beginning, nobody knows whether it had begun.
    """
    kyiv = bp.only("seed-002").partnerships["kyiv"]

    assert kyiv.since is None
    assert kyiv.statuses(date(2024, 1, 1)) == ("active",)
    assert kyiv.status(date(2024, 1, 1)) == "unclear"


def test_status_of_a_year():
    """
    A day known in part has a status if all of its days have the same.
    """
    moscow = bp.partnerships["moscow"]

    assert moscow.status(bp.PartialDate.parse("2021")) == "active"
    assert moscow.status(bp.PartialDate.parse("2022")) == "unclear"
    assert moscow.status(bp.PartialDate.parse("2023")) == "resting"
    assert moscow.status(bp.PartialDate.parse("1991")) == "unclear"
    assert moscow.status(bp.PartialDate.parse("1989")) is None


def test_acts_are_in_order():
    """
    Acts stand in the order of their dates.
    """
    for p in bp.partnerships.values():
        dates = [a.date.sort_key for a in p.acts if a.date is not None]
        assert dates == sorted(dates)


def test_parts_are_frozen():
    """
    Acts, periods and names cannot be changed either.
    """
    moscow = bp.partnerships["moscow"]
    with pytest.raises(FROZEN):
        moscow.acts[0].role = "founding"
    with pytest.raises(FROZEN):
        moscow.periods[0].status = "ended"
    with pytest.raises(FROZEN):
        moscow.city.names[0].text = "Moskwa"


@pytest.mark.data
def test_what_belongs_to_a_partnership():
    """
    A partnership knows its topics, organizations, places, events and programs.
    """
    p = bp.partnerships["los-angeles"]

    for kind in ("organizations", "places", "events", "programs"):
        found = getattr(p, kind)
        assert found
        assert all(p.full_id in thing.partnership_ids for thing in found)
        assert all(p in thing.partnerships for thing in found)
    assert [t.full_id for t in p.topics] == list(p.topic_ids)
    assert p.cooperations
    assert bp.load().label_of("since") == {"de": "besteht seit", "en": "since"}


# Anniversaries, as far as the data set goes -------------------------------------------


def test_age_of_a_record():
    """
    A partnership can be given itself, by id, or by a name of its city.
    """
    day = date(2026, 1, 1)
    ages = {bp.age(w, on=day) for w in ("kyiv", "Kiew", bp.partnerships["kyiv"])}

    assert len(ages) == 1
    assert ages.pop().about == "partnerships/kyiv"
    with pytest.raises(ValueError, match="is before the start"):
        bp.age("kyiv", on=date(2023, 9, 13))
    assert bp.age("kyiv", on=date(2023, 9, 14)).days == 0


def test_criterion_of_an_anniversary():
    """
    Budapest has two anniversaries a year, by two ways of counting.
    """
    by_agreement = bp.anniversary("budapest", 30)
    by_first = bp.anniversary("budapest", year=2022, criterion="first-act")

    assert str(by_agreement.date) == "2022-08-28"
    assert (str(by_first.date), by_first.number) == ("2022-12-14", 31)
    assert by_agreement.record is bp.partnerships["budapest"]


def test_next_anniversary():
    """
    The next anniversary is after the day, or on it if that is asked for.
    """
    day = date(2027, 6, 27)

    assert bp.next_anniversary("los-angeles", after=day).number == 61
    assert bp.next_anniversary("los-angeles", after=day, inclusive=True).number == 60
    found = bp.next_anniversary("los-angeles", after=day, numbers=bp.ROUND)
    assert (found.number, str(found.date)) == (65, "2032-06-27")


def test_anniversaries_of_some():
    """
    Anniversaries in a span can be asked for of all partnerships or of some.
    """
    year = (date(2027, 1, 1), date(2027, 12, 31))

    everyone = bp.anniversaries(*year)
    some = bp.anniversaries(*year, records=["Kiew", bp.partnerships["paris"]])

    assert len(everyone) == len(bp.partnerships)
    assert [str(a.date) for a in some] == ["2027-07-02", "2027-09-14"]
    assert set(some) < set(everyone)
    assert [a.about for a in bp.anniversaries(*year, numbers={60})] == [
        "partnerships/los-angeles"
    ]
    assert bp.anniversaries(date(1960, 1, 1), date(1967, 6, 27)) == ()


def test_no_partner_has_no_anniversary():
    """
    Of a city that is no partner, there is nothing to keep.
    """
    with pytest.raises(bp.UnknownNameError, match="no partnership with it"):
        bp.anniversary("Wien", 10)


# Sources ------------------------------------------------------------------------------


def test_cite():
    """
    A source is cited with publisher, title, day and address, as far as known.
    """
    source = bp.Source(
        id="x", title="Titel", publisher="Verlag", published="2020-01", url="https://x"
    )

    assert source.cite() == "Verlag: Titel, January 2020. https://x"
    assert source.cite(", Seite 5") == "Verlag: Titel, January 2020, Seite 5. https://x"
    assert source.cite(language="de") == "Verlag: Titel, Januar 2020. https://x"
    assert bp.Source(title="Titel").cite() == "Titel"
    statement = bp.Statement(about="a/b", property="p", value=1, source="x")
    assert statement.cite(source) == source.cite()
    quoted = attrs.evolve(statement, at="line 3", quote="so steht es", basis="quote")
    assert quoted.cite(source) == (
        "Verlag: Titel, January 2020, line 3: “so steht es”. https://x"
    )
    assert quoted.cite(source, "de") == (
        "Verlag: Titel, Januar 2020, line 3: „so steht es“. https://x"
    )
    with pytest.raises(ValueError, match="must be 'de' or 'en'"):
        quoted.cite(source, "fr")


def test_lag():
    """
    The press reports yesterday; others are of their own day unless they say else.
    """
    assert bp.Source(kind="press").lag == 1
    assert bp.Source(kind="agency").lag == 1
    assert bp.Source(kind="official").lag == 0
    assert bp.Source(kind="press", lag_days=0).lag == 0
    assert bp.Source(kind="official", lag_days=3).lag == 3
    assert bp.Source(kind="never heard of").lag == 0


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"count": "17"}, TypeError),
        ({"count": True}, TypeError),
        ({"count": 17.0}, TypeError),
        ({"names": "Paris"}, TypeError),
        ({"as_of": "last week"}, bp.InvalidDateError),
        ({"as_of": 2017}, TypeError),
        ({"published": datetime(2017, 1, 1)}, TypeError),  # noqa: DTZ001
        ({"cont": 17}, TypeError),
    ],
)
def test_wrong_source(wrong, error):
    """
    A source made in code takes whole numbers, several names, and dates.
    """
    with pytest.raises(error):
        bp.Source(**wrong)


def test_dates_of_a_source():
    """
    A source takes days and EDTF texts.
    """
    assert bp.Source(as_of=date(2017, 1, 1)) == bp.Source(as_of="2017-01-01")
    assert bp.Source(as_of=bp.PartialDate.parse("2017")) == bp.Source(as_of="2017")
    assert bp.Source(names=iter(["Paris"])).names == ("Paris",)


def test_statement_is_a_value():
    """
    A statement has an id of its own that does not change, and the basis it needs.
    """
    for statement in bp.statements("kyiv")[:20]:
        again = pickle.loads(pickle.dumps(statement))  # noqa: S301

        assert again == statement == copy.deepcopy(statement)
        assert hash(again) == hash(statement)
        assert again.id == statement.id
        with pytest.raises(FROZEN):
            statement.value = "other"
    assert (
        bp.Statement(about="a", property="p", value=1, source="s").basis == "paraphrase"
    )
    quoted = bp.Statement(about="a", property="p", value=1, source="s", quote="q")
    assert quoted.basis == "quote"


def test_subject_of_a_statement():
    """
    The subject of a statement about an act is the partnership.
    """
    statement = bp.statements("moscow#1991-agreement")[0]

    assert statement.subject == "partnerships/moscow"


# Dates of the callers -----------------------------------------------------------------


def test_today_is_never_asked():
    """
    The library never looks at the clock; only the command line and the check do.
    """
    package = Path(bp.__file__).parent
    asks = {
        path.name
        for folder in (".", "_commands", "_prose", "plots")
        for path in (package / folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ("today", "now", "utcnow", "time", "localtime")
    }

    assert asks == {"cli.py"}


def test_dataset_can_be_made():
    """
    An empty data set is one, too.
    """
    body = {
        "version": "2026-01-01",
        "known_until": "2025-12-31",
        "digest": "",
        "cities": {},
        "partnerships": {},
        "names": {},
    }
    data = Dataset(body, dict, "a test")

    assert data.partners() == data.timeline() == ()
    assert data.members(date(2020, 1, 1)).count == 0
    with pytest.raises(bp.UnknownNameError, match=r"no city 'Paris'$"):
        data.city("Paris")
