"""
What changed between two data versions.

Each change made here must be told, as what it is for those who use the data.
"""

from __future__ import annotations

import json
import zipfile

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships import _store
from berlin_partnerships._build import built, described
from berlin_partnerships._dataset import Dataset
from berlin_partnerships._dates import PartialDate
from berlin_partnerships._model import Name


CURATED = bp.load()._curated
ABOUT = "partnerships/kyiv#2023-signing"


def dataset(**changes):
    """
    The shipped data with something else in them.
    """
    curated = attrs.evolve(CURATED, **changes)
    return Dataset(built(curated), lambda: curated, "changed")


def without(*lost):
    return tuple(s for s in CURATED.statements if s not in lost)


def said(about, property):
    return tuple(
        s for s in CURATED.statements if (s.about, s.property) == (about, property)
    )


@pytest.fixture(scope="module")
def later():
    """
    The day on which Kyiv signed, a day later in all sources.
    """
    dates = [
        s
        for s in CURATED.statements
        if s.subject == "partnerships/kyiv" and str(s.value) == "2023-09-14"
    ]
    moved = tuple(attrs.evolve(s, value=PartialDate.parse("2023-09-15")) for s in dates)
    return dataset(statements=(*without(*dates), *moved), version="2027-01-01")


def test_nothing_changed():
    """
    The same data do not differ, and raise no version.
    """
    d = bp.diff(bp.load(), bp.load())

    assert (d.changes, d.bump) == ((), "none")
    assert "no change" in d.explain()
    assert "keine Änderung" in d.explain("de")


def test_a_changed_date_is_an_answer(later):
    """
    A day later for Kyiv: its date, its start, and the number of partners on the day.
    """
    d = bp.diff(bp.load(), later)

    assert d.bump == "minor"
    assert (d.old, d.new) == (bp.load().version, "2027-01-01")
    values = {(c.about, c.what): (c.old, c.new) for c in d.answers}
    assert values[ABOUT, "date"] == ("2023-09-14", "2023-09-15")
    assert values["timeline", "founding-agreement, from 2023-09-15"] == (
        None,
        "18 (+kyiv)",
    )
    assert values["timeline", "founding-agreement, from 2023-09-14"] == (
        "18 (+kyiv)",
        None,
    )
    (change,) = (c for c in d.answers if (c.about, c.what) == (ABOUT, "date"))
    assert "berlin-live-2023-09" in change.because
    text = d.explain()
    date = "date: 14 September 2023 → 15 September 2023"
    assert f"- Kyiv, founding of 2023, {date} [{ABOUT}] (because of " in text
    assert (
        "- Kyiv, counted as a partner: since 14 September 2023 → since 15 September "
        "2023 (4 steps of the timeline) [timeline] (because of "
    ) in text
    german = d.explain("de")
    assert (
        "- Kyiv, Gründung 2023, Datum: 14. September 2023 → 15. September 2023 "
        f"[{ABOUT}] (wegen "
    ) in german
    assert (
        "- Kyiv, als Partnerstadt gezählt: seit dem 14. September 2023 → seit dem 15. "
        "September 2023 (4 Schritte der Zeitleiste) [timeline] (wegen "
    ) in german


def test_the_other_way_round(later):
    """
    What came one way goes the other.
    """

    def turned(d, *, back=False):
        return {
            (c.about, c.what, *((c.new, c.old) if back else (c.old, c.new)), c.answer)
            for c in d.changes
            if c.answer and c.what != "id"
        }

    assert turned(bp.diff(later, bp.load())) == turned(
        bp.diff(bp.load(), later), back=True
    )


def test_a_statement_more_only_supports():
    """
    A statement that changes no value raises the patch version.
    """
    lost = next(s for s in said("partnerships/kyiv", "ordinal"))
    others = [s for s in CURATED.statements if s.source == lost.source]
    assert len(others) > 1
    fewer = dataset(statements=without(lost))

    d = bp.diff(fewer, bp.load())

    if all(c.what == "statement" for c in d.changes):
        assert d.bump == "patch"
    assert [(c.new, c.because) for c in d.changes if c.what == "statement"] == [
        (lost.id, (lost.source,))
    ]
    assert "new statements of sources: 1" in d.explain()
    assert (
        "statements of sources that are gone: 1" in bp.diff(bp.load(), fewer).explain()
    )


def test_a_source_more_only_supports():
    """
    A source of which nothing is held yet changes no answer; to lose it does.
    """
    new = attrs.evolve(CURATED.sources["rbm-overview"], id="brand-new", aliases=())
    more = dataset(sources={**CURATED.sources, "brand-new": new})

    d = bp.diff(bp.load(), more)

    assert [(c.about, c.what, c.answer) for c in d.changes] == [
        ("sources/brand-new", "source", False)
    ]
    assert d.bump == "patch"
    assert "new sources: 1" in d.explain()
    assert bp.diff(more, bp.load()).bump == "minor"  # an id is gone


def test_a_name_more_and_a_name_less():
    """
    One name more finds more; one less breaks a look-up that worked.
    """
    kyiv = CURATED.cities["kyiv"]
    name = Name(
        text="Kiiivv",
        language="mul",
        script="Latn",
        kind="exonym",
        source="rbm-overview",
    )
    named = attrs.evolve(kyiv, names=(*kyiv.names, name))
    more = dataset(cities={**CURATED.cities, "kyiv": named})

    d = bp.diff(bp.load(), more)

    assert [(c.about, c.what, c.old, c.new) for c in d.changes] == [
        ("cities/kyiv", "name", None, "Kiiivv")
    ]
    assert d.bump == "patch"
    back = bp.diff(more, bp.load())
    assert back.bump == "minor"
    assert "- Kyiv, name “Kiiivv”: gone [cities/kyiv]" in back.explain()
    assert "- Kyiv, Name „Kiiivv“: weggefallen [cities/kyiv]" in back.explain("de")


def test_a_record_that_is_gone():
    """
    A lost record is told once, and its values are not told again.
    """
    kept = tuple(s for s in CURATED.statements if s.subject != "partnerships/kyiv")
    fewer = dataset(
        statements=kept,
        partnerships={k: v for k, v in CURATED.partnerships.items() if k != "kyiv"},
    )

    d = bp.diff(bp.load(), fewer)

    assert [
        (c.what, c.new) for c in d.answers if c.about.startswith("partnerships/kyiv")
    ] == [("id", None)]
    assert "- Kyiv: gone [partnerships/kyiv]" in d.explain()
    assert "- Kyiv: neu [partnerships/kyiv]" in bp.diff(fewer, bp.load()).explain("de")


def test_a_new_part():
    """
    A property of a part that one of the two does not have was nothing there.
    """
    row = CURATED.partnerships["kyiv"]
    gone = dataset(
        statements=tuple(s for s in CURATED.statements if s.about != ABOUT),
        partnerships={**CURATED.partnerships, "kyiv": attrs.evolve(row, acts=())},
    )

    values = {
        (c.about, c.what): (c.old, c.new) for c in bp.diff(gone, bp.load()).answers
    }

    assert values[ABOUT, "date"] == (None, "2023-09-14")


def test_json(later):
    """
    A difference goes through JSON and comes back.
    """
    d = bp.diff(bp.load(), later)

    assert bp.Diff.from_dict(json.loads(json.dumps(d.to_dict()))) == d


# Wheels -------------------------------------------------------------------------------


@pytest.fixture
def wheel(tmp_path, later):
    """
    A wheel with the later data in it.
    """
    path = tmp_path / "berlin_partnerships-9.9-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        for name, body in (
            (_store.RECORDS, later._records),
            (_store.STATEMENTS, described(later._curated)),
        ):
            made.writestr(f"berlin_partnerships/_data/{name}", _store.dump(body))
    return path


def test_a_wheel(wheel, later):
    """
    A wheel that lies somewhere can be compared without being installed.
    """
    assert bp.load(wheel).digest == later.digest
    assert bp.diff(bp.load(), wheel) == bp.diff(bp.load(), later)


def test_what_is_no_wheel(tmp_path):
    """
    Another archive, or none, is refused with its path.
    """
    path = tmp_path / "other.whl"
    path.write_text("nothing")
    with pytest.raises(bp.DataError, match=r"other\.whl: is no wheel"):
        bp.load(path)
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("other/__init__.py", "")
    with pytest.raises(bp.DataError, match=r"other\.whl: is no wheel"):
        bp.load(path)


def test_a_wheel_of_another_format(wheel):
    """
    Data of a format that this version does not know say what to do.
    """
    with zipfile.ZipFile(wheel, "w") as made:
        made.writestr(
            "berlin_partnerships/_data/records.json", '{"crc32":0,"format":99}\n{}'
        )

    with pytest.raises(bp.DataError, match="format 99, but this version reads"):
        bp.load(wheel)
