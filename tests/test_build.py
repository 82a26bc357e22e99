"""
From statements to records: what is resolved, held, and indexed.
"""

from __future__ import annotations

import shutil

from datetime import date
from pathlib import Path

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._build import built, curated_from, described, digest, periods
from berlin_partnerships._curated import decoded
from berlin_partnerships._partnerships import Act
from berlin_partnerships._read import Folder, read_folder


VALID = Path(__file__).parent / "curation" / "valid"


@pytest.fixture(name="curated", scope="module")
def _curated():
    return read_folder(VALID)


@pytest.fixture(name="made", scope="module")
def _made():
    """
    The data set of the made-up folder.
    """
    return bp.load(VALID)


# Partnerships -------------------------------------------------------------------------


def test_a_record_is_what_the_statements_add_up_to(made):
    """
    Acts have the accepted values, in order of date.
    """
    partnership = made.partnerships["exampleville"]

    assert [(act.id, str(act.date), act.party) for act in partnership.acts] == [
        ("exampleville#1990-declaration", "1990-05-01", "west-berlin"),
        ("exampleville#1991-agreement", "1991-07-02", "berlin"),
        ("exampleville#2022-suspension", "2022-03~", "berlin"),
    ]
    assert partnership.acts[1].signatories == ("A. Example", "B. Beispiel")
    assert partnership.predecessors[0].party == "east-berlin"
    assert partnership.counterpart.id == "greater-exampleville"


def test_acts_without_a_date_come_last(made):
    """
    What no source dates is not sorted between the years.
    """
    only = made.only("example-atlas", "example-treaty").partnerships["exampleville"]

    assert only.acts[-1].id == "exampleville#2022-suspension"
    assert only.acts[-1].date is None


def act(role, day=None):
    return Act(
        id=f"x#{role}", role=role, date=bp.PartialDate.parse(day) if day else None
    )


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(
            [act("opening", "1990"), act("renewal", "1995")], [], id="no change"
        ),
        pytest.param([act("founding", "1991")], ["active 1991-"], id="founded"),
        pytest.param([act("founding")], ["active ?-"], id="some day"),
        pytest.param(
            [act("announcement", "1990"), act("founding", "1991")],
            ["announced 1990-1991", "active 1991-"],
            id="announced",
        ),
        pytest.param(
            [act("announcement", "1990-04-05"), act("founding")],
            ["announced 1990-04-05-[1990-04-05..]", "active [1990-04-05..]-"],
            id="announced, and founded some day",
        ),
        pytest.param(
            [
                act("announcement", "1990-04"),
                act("suspension", "2000"),
                act("founding"),
            ],
            [
                "announced 1990-04-[1990-04-01..2000-12-31]",
                "active [1990-04-01..2000-12-31]-2000",
                "resting 2000-",
            ],
            id="announced, founded some day, and rests",
        ),
        pytest.param(
            [act("suspension", "1980"), act("announcement", "1990"), act("founding")],
            ["announced 1990-", "active ?-1980", "resting 1980-"],
            id="announced after it rested",
        ),
        pytest.param(
            [act("founding"), act("announcement")],
            ["announced ?-", "active ?-"],
            id="announced and founded some day",
        ),
        pytest.param(
            [act("founding", "1991"), act("announcement")],
            ["announced ?-1991", "active 1991-"],
            id="announced some day",
        ),
        pytest.param(
            [act("founding", "1991"), act("announcement", "1995")],
            ["active 1991-"],
            id="announced when it had begun",
        ),
        pytest.param(
            [
                act("founding", "1991"),
                act("suspension", "2000"),
                act("resumption", "2005"),
                act("termination", "2010"),
            ],
            [
                "active 1991-2000",
                "resting 2000-2005",
                "active 2005-2010",
                "ended 2010-",
            ],
            id="a whole life",
        ),
        pytest.param(
            [act("suspension", "2000"), act("founding")],
            ["active ?-2000", "resting 2000-"],
            id="began before it rested",
        ),
        pytest.param(
            [act("founding", "1991"), act("termination")],
            ["active 1991-", "ended ?-"],
            id="ended some day",
        ),
    ],
)
def test_acts_change_the_status(acts, expected):
    """
    Each act of an effect ends one status and begins another.
    """
    said = [f"{p.status} {p.start or '?'}-{p.end or ''}" for p in periods(acts)]

    assert said == expected


def test_a_partnership_comes_with_both_of_its_cities(made):
    """
    Who knows a partnership knows the city and the body that signed.
    """
    only = made.only("example-treaty")

    assert only.partnerships["exampleville"].city.id == "exampleville"
    assert only.partnerships["exampleville"].counterpart.id == "greater-exampleville"


def test_a_borough_comes_with_its_city(tmp_path):
    """
    A city is held for its partnership, although the ids differ.
    """
    root = shutil.copytree(VALID, tmp_path / "made-up")
    path = root / "partnerships/sampleton.toml"
    text = path.read_text("utf-8").replace('"state"', '"borough"')
    (root / "partnerships/mitte-sampleton.toml").write_text(text, "utf-8")
    (root / "sources/blog.toml").write_text(
        'title = "A"\npublisher = "B"\nkind = "blog"\nlanguage = "en"\n'
        'statements = [{ about = "partnerships/mitte-sampleton", '
        'property = "since", value = "2001", at = "line 1" }]\n',
        "utf-8",
    )

    only = bp.load(root).only("blog")
    assert only.partnerships["mitte-sampleton"].city.id == "sampleton"


def test_a_city_is_known_by_whom_it_is_named_or_listed(made):
    """
    A source that lists or names a city knows it; one that does not, does not.
    """
    assert {"berlin", "exampleville", "sampleton"} <= {*made.only("gazette").cities}
    assert [*made.only("example-agency").cities] == []


def test_names_lead_to_ids(made):
    """
    Every name and the id lead to a city; slips do not.
    """
    assert made.city("BEISPIELSTADT").id == "exampleville"
    assert made.city("exampleville").id == "exampleville"
    with pytest.raises(bp.UnknownNameError):
        made.city("Beispielstatt")


def test_a_name_of_two_cities_leads_to_both(tmp_path):
    """
    The index keeps both, and the look-up says so.
    """
    root = shutil.copytree(VALID, tmp_path / "made-up")
    path = root / "cities/sampleton.toml"
    text = path.read_text("utf-8").replace('text = "Sampleton"', 'text = "Berlin"', 1)
    path.write_text(text, "utf-8")

    with pytest.raises(bp.AmbiguousNameError, match=r"berlin .*sampleton"):
        bp.load(root).city("Berlin")


# There and back ------------------------------------------------------------------------


def test_what_curators_wrote_comes_back(curated):
    """
    From the two compiled bodies, everything is as it was in the folder.
    """
    back = curated_from(built(curated), described(curated))

    for kind in ("properties", "parties", "cities", "sources"):
        assert dict(getattr(back, kind)) == dict(getattr(curated, kind))
    assert back.statements == curated.statements
    assert back.judgements == curated.judgements
    assert back.version == curated.version
    assert back.known_until == curated.known_until == date(2026, 3, 31)
    for id, row in curated.partnerships.items():
        assert {*back.partnerships[id].acts} == {*row.acts}
        assert back.partnerships[id].predecessors == row.predecessors
    assert digest(back) == digest(curated)


def test_bodies_of_different_data_are_refused(curated):
    """
    Half of one version and half of another are no data.
    """
    other = attrs.evolve(curated, version="2020-01-01")

    with pytest.raises(bp.DataError, match=r"is of other data than records\.json"):
        curated_from(built(curated), described(other))


# Ids ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "property", "full"),
    [
        ("partnerships/sampleton", "", "partnerships/sampleton"),
        ("cities/exampleville", "since", "cities/exampleville"),
        ("sampleton", "", "partnerships/sampleton"),
        ("berlin", "", "cities/berlin"),
        ("example-atlas", "", "sources/example-atlas"),
        ("sampleton", "partner", "cities/sampleton"),
        (
            "exampleville#1991-agreement",
            "date",
            "partnerships/exampleville#1991-agreement",
        ),
        ("parties/berlin", "", "parties/berlin"),
    ],
)
def test_a_bare_id_takes_the_kind_of_the_property(curated, about, property, full):
    """
    Without a property, partnerships come first, then cities, then sources.
    """
    assert curated.full_id(about, property) == full


@pytest.mark.parametrize(
    ("about", "property", "error"),
    [
        ("cities/smapleton", "", bp.UnknownNameError),
        ("people/berlin", "", bp.UnknownNameError),
        ("smapleton", "", bp.UnknownNameError),
        ("example-atlas", "since", bp.UnknownNameError),
        ("sampleton", "sinse", bp.UnknownPropertyError),
    ],
)
def test_unknown_ids_are_errors(curated, about, property, error):
    """
    An id that no record has, and a property that does not exist, are told apart.
    """
    with pytest.raises(error):
        curated.full_id(about, property)


def test_a_source_is_found_by_id_and_alias(curated):
    """
    An alias is as good as the id; anything else is an error.
    """
    assert curated.source("gazette") is curated.source("example-gazette")
    with pytest.raises(bp.UnknownNameError, match="example-gazette"):
        curated.source("gazete")


# Reading without checking -----------------------------------------------------------------


def test_a_folder_with_problems_of_form_is_refused(tmp_path):
    """
    The error has every problem, each with its line.
    """
    root = shutil.copytree(VALID, tmp_path / "made-up")
    for name in ("berlin", "sampleton"):
        (root / f"cities/{name}.toml").write_text("kind = 5\n", "utf-8")

    with pytest.raises(bp.CurationError) as info:
        read_folder(root)

    assert len(info.value.problems) == 8
    assert (
        f"{root.as_posix()}/cities/berlin.toml:1: kind: expected a text, not 5"
        in str(info.value)
    )


def test_every_statement_has_its_place(curated):
    """
    Places and statements go in step, and lead to the line of the statement.
    """
    folder = Folder(VALID)
    statements = folder.read().statements

    assert statements == curated.statements
    for statement, (path, position) in zip(statements, folder.places, strict=True):
        line = folder.line(path, "statements", position, "about")
        text = (VALID / path).read_text("utf-8").split("\n")[line - 1]
        assert f'about = "{statement.about}"' in text


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("1991", "date", bp.PartialDate.parse("1991")),
        ("1991/..", "period", bp.Period.parse("1991/..")),
        (["a", "b"], "list", ("a", "b")),
        (("a",), "names", ("a",)),
        (17, "number", 17),
        (">=15", "number", ">=15"),
        (False, "bool", False),
        ("active", "enum", "active"),
        ("cities/kyiv", "reference", "cities/kyiv"),
        ("words", "text", "words"),
    ],
)
def test_values_are_decoded_by_their_property(value, kind, expected):
    """
    The property says what a plain value means.
    """
    assert decoded(value, kind) == expected


def test_copies_in_a_circle_have_a_class(curated):
    """
    Two mirrors of each other are as far from the deed as mirrors are.
    """
    sources = {
        id: bp.Source(id=id, kind="mirror", derived_from=(other,))
        for id, other in (("a", "b"), ("b", "c"), ("c", "b"))
    }
    circle = attrs.evolve(curated, sources=sources)

    assert [circle.source_class(id) for id in "abc"] == ["aggregator"] * 3
    assert circle.source_class("nobody") == "unknown"


def test_a_copy_of_a_copy_is_as_close_as_the_first(curated):
    """
    A mirror of a reprint of a press text is a press text.
    """
    sources = {
        "a": bp.Source(id="a", kind="mirror", derived_from=("gone", "b")),
        "b": bp.Source(id="b", kind="press-reprint", derived_from=("c",)),
        "c": bp.Source(id="c", kind="press"),
    }

    assert attrs.evolve(curated, sources=sources).source_class("a") == "press"
