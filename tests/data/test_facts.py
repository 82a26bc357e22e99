"""
Facts that the shipped data must have, day by day and partner by partner.
"""

from __future__ import annotations

from datetime import date

import pytest

import berlin_partnerships as bp


pytestmark = pytest.mark.data


# Since when: by the founding agreement, and by the first act where that is another.
SINCE = {
    "los-angeles": ("1967-06-27", "1967-06-27"),
    "paris": ("1987-07-02", "1987-07-02"),
    "madrid": ("1988-11-04", "1988-11-04"),
    "istanbul": ("1989-11-17", "1989-11-17"),
    "warsaw": ("1991-08-12", "1991-08-12"),
    "moscow": ("1991-08-28", "1990-11-12"),
    "brussels": ("1992-06-01", "1992-06-01"),
    "budapest": ("1992-08-28", "1991-12-14"),
    "tashkent": ("1993-04-30", "1993-04-30"),
    "mexico-city": ("1993-09-01", "1993-09-01"),
    "beijing": ("1994-04-05", "1994-04-05"),
    "jakarta": ("1994-04-13", "1993-04-22"),
    "tokyo": ("1994-05-14", "1994-05-14"),
    "buenos-aires": ("1994-05-19", "1994-05-19"),
    "prague": ("1995-06-10", "1995-06-10"),
    "windhoek": ("2000-07-06", "2000-07-06"),
    "london": ("2000-10-10", "2000-10-10"),
    "kyiv": ("2023-09-14", "2023-09-14"),
    "tel-aviv": ("2025-05-05", "2025-05-05"),
}


@pytest.mark.parametrize("id", SINCE)
def test_since(id):
    """
    A partnership is as old as the acts say, under either criterion.
    """
    partnership = bp.partnerships[id]
    founding, first = SINCE[id]

    assert str(partnership.since) == founding, partnership.why("since").explain()
    assert str(partnership.since_by("founding-agreement")) == founding
    assert str(partnership.since_by("first-act")) == first
    assert bp.resolve(id, "since").value == partnership.since


def test_all_since():
    """
    These are all partnerships of the Land, and in this order.
    """
    assert [p.id for p in bp.partners()] == list(SINCE)
    by_first = sorted(SINCE, key=lambda id: (SINCE[id][1], id))
    assert [p.id for p in bp.partners(definition="first-act")] == by_first


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1967-06-26", 0),
        ("1967-06-27", 1),
        ("1990-01-01", 4),
        ("1991-12-20", 6),
        ("1995-07-01", 15),
        ("2000-07-05", 15),
        ("2000-07-06", 16),
        ("2000-08-01", 16),
        ("2000-10-10", 17),
        ("2020-01-01", 17),
        ("2023-09-13", 17),
        ("2023-09-14", 18),
        ("2024-01-01", 18),
        ("2025-05-04", 18),
        ("2025-05-05", 19),
        ("2025-06-01", 19),
    ],
)
def test_count(day, count):
    """
    So many partners there were on a day, counted as the Senate counts today.
    """
    asked = date.fromisoformat(day)

    assert len(bp.partners(on=asked)) == count
    assert bp.members(asked).count == count


@pytest.mark.parametrize(
    ("day", "options", "count"),
    [
        ("1991-12-20", {"definition": "first-act"}, 7),
        ("1991-12-20", {"definition": "founding-agreement"}, 6),
        ("2024-01-01", {"statuses": ("active",)}, 17),
        ("2024-01-01", {"statuses": ("resting",)}, 1),
        ("2025-06-01", {"statuses": ("active",)}, 18),
        ("2025-04-10", {"statuses": ("active", "resting", "announced")}, 19),
        ("2025-04-01", {"statuses": ("active", "resting", "announced")}, 18),
    ],
)
def test_count_by_another_definition(day, options, count):
    """
    Who counts another way gets another number.
    """
    assert len(bp.partners(on=date.fromisoformat(day), **options)) == count


@pytest.mark.parametrize("column", [0, 1])
def test_timeline(column):
    """
    The timeline is what the starts add up to.
    """
    definition = ("founding-agreement", "first-act")[column]
    starts = sorted((since[column], id) for id, since in SINCE.items())

    line = [(str(i.start), i.added, i.count) for i in bp.timeline(definition)]

    assert line == [(day, (id,), n) for n, (day, id) in enumerate(starts, 1)]


@pytest.mark.parametrize(
    ("id", "on", "status"),
    [
        ("los-angeles", "2026-01-01", "active"),
        ("moscow", "2022-03-01", "active"),
        ("moscow", "2022-04-05", "resting"),
        ("moscow", "2025-12-31", "resting"),
        ("kyiv", "2023-09-13", None),
        ("kyiv", "2023-09-14", "active"),
        ("tel-aviv", "2025-04-04", "announced"),
        ("tel-aviv", "2025-05-05", "active"),
    ],
)
def test_status(id, on, status):
    """
    A partnership had this status on that day.
    """
    assert bp.partnerships[id].status(date.fromisoformat(on)) == status


def test_only_moscow_rests():
    """
    One partnership rests, none has ended.
    """
    statuses = {p.id: p.status(bp.load().known_until) for p in bp.partners()}

    assert statuses.pop("moscow") == "resting"
    assert set(statuses.values()) == {"active"}


@pytest.mark.parametrize(
    ("id", "roles"),
    [
        ("jakarta", ["opening", "founding"]),
        ("budapest", ["opening", "founding"]),
        ("moscow", ["opening", "founding", "renewal", "suspension"]),
        ("kyiv", ["other", "founding"]),
        ("tel-aviv", ["announcement", "founding"]),
    ],
)
def test_roles(id, roles):
    """
    What an act did to a partnership is said by its role.
    """
    found = [a.role for a in bp.partnerships[id].acts]

    assert found[: len(roles)] == roles
    assert all(a.reason for a in bp.partnerships[id].acts)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Tashkent", "tashkent#1996-framework-agreement"),
        ("Buenos Aires", "buenos-aires#1997-framework-agreement"),
    ],
)
def test_renewals(name, id):
    """
    A later agreement renews a partnership and does not start it.
    """
    acts = {a.id: a.role for a in bp.partnership(name).acts}

    assert acts[id] == "renewal"


@pytest.mark.parametrize(
    ("id", "country"),
    [
        ("beijing", "CN"), ("brussels", "BE"), ("budapest", "HU"),
        ("buenos-aires", "AR"), ("istanbul", "TR"), ("jakarta", "ID"),
        ("kyiv", "UA"), ("london", "GB"), ("los-angeles", "US"), ("madrid", "ES"),
        ("mexico-city", "MX"), ("moscow", "RU"), ("paris", "FR"), ("prague", "CZ"),
        ("tashkent", "UZ"), ("tel-aviv", "IL"), ("tokyo", "JP"), ("warsaw", "PL"),
        ("windhoek", "NA"),
    ],
)  # fmt: skip
def test_country(id, country):
    """
    The city lies in this country, and the country is known.
    """
    city = bp.partnerships[id].city

    assert city.country == country
    assert city.country_info.alpha_2 == country


def test_parties():
    """
    The four acts before unity were West Berlin's; all partnerships are Berlin's now.
    """
    founded_by = {p.id: p.start_act().party for p in bp.partners()}

    for id, (founding, _) in SINCE.items():
        west = founding < "1990-10-03"
        assert founded_by[id] == ("berlin-west" if west else "berlin"), id
    assert {p.party for p in bp.partners()} == {"berlin"}


def test_predecessors():
    """
    East Berlin had agreements with seven of the cities.
    """
    before = {p.id for p in bp.partners() if p.predecessors}

    assert before == {
        "beijing", "budapest", "madrid", "mexico-city", "moscow", "prague", "warsaw",
    }  # fmt: skip
    assert {a.party for p in bp.partners() for a in p.predecessors} == {"east-berlin"}


def test_los_angeles():
    """
    The oldest partnership is kept for the 60th time on a Sunday.
    """
    assert bp.age("los-angeles", on=date(2017, 6, 26)).years == 49
    assert bp.age("los-angeles", on=date(2017, 6, 27)).years == 50
    assert bp.anniversary("los-angeles", 60).weekday == "Sunday"
    assert bp.anniversary("los-angeles", 0).date == bp.partnerships["los-angeles"].since
