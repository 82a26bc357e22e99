"""
Records of the smaller kinds: organizations, people, places, events and so on.
"""

from __future__ import annotations

import json
import pickle

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._things import KINDS, Event, Program, Stop
from small_kinds import made_up


LOS_ANGELES = "partnerships/los-angeles"


@pytest.fixture(name="made", scope="module")
def _made(tmp_path_factory):
    """
    The made-up data set with the smaller kinds.
    """
    return bp.load(made_up(tmp_path_factory.mktemp("things") / "data"))


def ids(records):
    """
    The ids of records, in their order.
    """
    return [record.id for record in records]


# Records ------------------------------------------------------------------------------


def test_there_are_seven_kinds():
    """
    Each kind is an attribute of a data set.
    """
    assert [*KINDS] == [
        "organizations",
        "people",
        "places",
        "events",
        "programs",
        "cooperations",
        "topics",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_cannot_be_changed(dataset, kind):
    """
    Records are frozen.
    """
    record = next(iter(getattr(dataset, kind).values()))

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.name = "Other"


@pytest.mark.parametrize("kind", KINDS)
def test_records_survive_pickling(dataset, kind):
    """
    A record that was pickled is equal, and finds its data set again.
    """
    for record in getattr(dataset, kind).values():
        again = pickle.loads(pickle.dumps(record))  # noqa: S301  # our own

        assert again == record
        assert again.dataset is dataset
        assert again.full_id == f"{kind}/{record.id}"


def test_a_record_of_other_data_does_not_find_them(made):
    """
    A pickle of a record from data that are not loaded says so.
    """
    record = made.places["example-square"]
    again = pickle.loads(pickle.dumps(record))  # noqa: S301  # our own

    assert again == record
    with pytest.raises(bp.DataError, match="belongs to data"):
        _ = again.dataset


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_json_ready(dataset, kind):
    """
    As plain values, a record can be written as JSON and is the same when read.
    """
    for record in getattr(dataset, kind).values():
        plain = record.to_dict()

        assert json.loads(json.dumps(plain)) == plain
        assert plain["id"] == record.id


def test_plain_values(made):
    """
    Dates are EDTF texts, parts are tables, tuples are arrays.
    """
    plain = made.events["example-visit"].to_dict()

    assert plain["held"] == "2024-11-10/2024-11-15"
    assert plain["took_place"] is True
    assert plain["stops"][0] == {
        "id": "sampleton",
        "city_ids": ["cities/sampleton"],
        "held": None,
        "participant_ids": [],
        "topic_ids": ["topics/jazz"],
        "announced": ["bulletin"],
        "reported": [],
        "note": "by train",
    }
    assert made.programs["example-grant"].to_dict()["grants"] == [
        ["2017", 1],
        ["2017/..", 2],
    ]


def test_labels(made):
    """
    A record, and an appointment, has a name in each of the two languages only.
    """
    square = made.places["example-square"]
    (concert,) = made.events["example-visit"].at(None)

    assert (square.label("de"), square.label("en")) == (
        "Beispielplatz",
        "Example Square",
    )
    assert (concert.label("de"), concert.label("en")) == ("Konzert", "Concert")
    for named in (square, concert):
        with pytest.raises(ValueError, match="'de' or 'en', not 'fr'"):
            named.label("fr")


def test_relations(made):
    """
    Ids of other records lead to the records of the same data set.
    """
    grant = made.programs["example-grant"]

    assert grant.partnerships == (made.partnerships["exampleville"],)
    assert grant.topics == (made.topics["sports"],)
    assert made.programs["later-grant"].partnerships == ()
    assert made.programs["later-grant"].topics == ()


def test_topics_are_a_tree(made):
    """
    A topic has a wider one or none, and narrower ones right below it.
    """
    arts, music, jazz = (made.topics[id] for id in ("arts", "music", "jazz"))

    assert (arts.parent, music.parent, jazz.parent) == (None, arts, music)
    assert (arts.narrower, music.narrower, jazz.narrower) == ((music,), (jazz,), ())
    assert (arts.basis, jazz.basis) == ("ours", "source")


def test_appointments_of_a_stop(made):
    """
    The agenda is asked for stop by stop, and for what no source assigns.
    """
    visit = made.events["example-visit"]

    assert ids(visit.at("sampleton")) == ["talk"]
    assert ids(visit.at("old-mill")) == ["tour", "dinner"]
    assert ids(visit.at(None)) == ["concert"]


def test_a_misspelled_stop_is_an_error(made):
    """
    Nothing on the agenda is another matter than no such stop.
    """
    with pytest.raises(bp.UnknownNameError, match=r"no stop 'sampelton'.*'sampleton'"):
        made.events["example-visit"].at("sampelton")


def test_a_stop_without_appointments():
    """
    A stop may have nothing on its agenda.
    """
    visit = Event(id="v", name="V", name_de="V", stops=(Stop(id="here"),))

    assert visit.at("here") == ()
    assert visit.at(None) == ()


# Grants -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grants", "year", "number"),
    [
        ((), 2017, None),
        ((("2017/..", 2),), 2016, None),
        ((("2017/..", 2),), 2017, 2),
        ((("2017/..", 2),), 2024, 2),
        ((("../2017", 2),), 1990, 2),
        ((("../2017", 2),), 2018, None),
        ((("2017", 1), ("2017/..", 2)), 2017, 1),
        ((("2017", 1), ("2017/..", 2)), 2018, 2),
        # the finer of two that do not end
        ((("2017/..", 1), ("2020/..", 2)), 2019, 1),
        ((("2017/..", 1), ("2020/..", 2)), 2021, 2),
        # nothing tells which of them is right
        ((("2017", 1), ("2017", 2)), 2017, None),
        ((("../2018", 1), ("2017/..", 2)), 2017, None),
        ((("2017", 2), ("2017", 2)), 2017, 2),
    ],
)
def test_grants_in_a_year(grants, year, number):
    """
    The number of the finest period counts; two as fine must agree.
    """
    program = Program(
        id="p",
        name="P",
        name_de="P",
        grants=tuple((bp.Period.parse(when), n) for when, n in grants),
    )

    assert program.grants_in(year) == number


# The real data ------------------------------------------------------------------------


@pytest.mark.data
def test_grants_of_the_villa_aurora(dataset):
    """
    One grant for visual arts in 2017, two a year today, and none told of before.
    """
    program = dataset.programs["villa-aurora-visual-arts-stipend"]

    found = {year: program.grants_in(year) for year in (2016, 2017, 2018, 2024)}
    assert found == {2016: None, 2017: 1, 2018: 2, 2024: 2}


@pytest.mark.data
def test_los_angeles_has_records_of_every_kind(dataset):
    """
    A partnership leads to all that belongs to it.
    """
    la = dataset.partnerships["los-angeles"]

    assert {"climate", "police", "fire-service", "film-tv"} <= {*ids(la.topics)}
    assert {"berlin-forest", "los-angeles-platz"} <= {*ids(la.places)}
    assert "us-visit-2024" in ids(la.events)
    assert "zoo-staff-exchange" in ids(la.programs)
    assert "los-angeles-zoos" in ids(la.cooperations)
    for kind in ("organizations", "places", "events", "programs"):
        assert all(LOS_ANGELES in r.partnership_ids for r in getattr(la, kind))


@pytest.mark.data
@pytest.mark.parametrize("id", ["la-trade-tech-college", "laci", "ladwp", "wtcala"])
def test_actors_in_los_angeles(dataset, id):
    """
    The four actors of the clean-tech cooperation work on the other side.
    """
    organization = dataset.organizations[id]

    assert organization.side == "partner"
    assert organization in dataset.partnerships["los-angeles"].organizations


@pytest.mark.data
def test_cooperations_with_a_city_are_those_of_the_partnership(dataset):
    """
    A department that works with the city counts, too, and not with another city.
    """
    found = ids(dataset.partnerships["paris"].cooperations)

    assert "environment-paris" in found
    assert "environment-vienna" not in found


@pytest.mark.data
def test_a_partnership_nobody_says_more_about(dataset):
    """
    Without such records, the answers are empty.
    """
    windhoek = dataset.partnerships["windhoek"]

    assert windhoek.organizations == windhoek.places == windhoek.programs == ()


@pytest.mark.data
def test_the_visit_of_2024(dataset):
    """
    Three stops in the order of the journey; it took place.
    """
    visit = dataset.events["us-visit-2024"]

    assert ids(visit.stops) == ["new-york-city", "boston", "los-angeles"]
    assert [s.city_ids for s in visit.stops] == [
        ("cities/new-york-city",),
        ("cities/boston",),
        ("cities/los-angeles",),
    ]
    assert str(visit.held) == "2024-11-10/2024-11-15"
    assert visit.took_place is True


@pytest.mark.data
def test_to_be_announced_is_not_to_have_happened(dataset):
    """
    Of Boston's agenda nothing is reported; the stadium was never announced.
    """
    visit = dataset.events["us-visit-2024"]
    boston = visit.at("boston")
    agenda = {a.id: a for a in visit.appointments}

    assert ids(boston) == ["cellbricks", "bayer-ric", "mit"]
    assert all(a.announced and not a.reported for a in boston)
    assert agenda["sofi-stadium"].announced == ()
    assert agenda["sofi-stadium"].reported == ("rbm-la-new",)
    assert agenda["karen-bass"].announced == ("pm-2024-11-08",)
    assert agenda["karen-bass"].reported == ("rbm-la-new",)


@pytest.mark.data
def test_google_has_no_stop(dataset):
    """
    No source says in which city Google was to be met.
    """
    visit = dataset.events["us-visit-2024"]

    assert "google" in ids(visit.at(None))


@pytest.mark.data
def test_what_did_not_take_place(dataset):
    """
    There were no high-ranking visits for the 55th anniversary.
    """
    assert dataset.events["los-angeles-55th-anniversary-visits"].took_place is False


@pytest.mark.data
def test_single_facts(dataset):
    """
    The forest was dedicated three days after reunification; EVA came after MYM.
    """
    forest = dataset.places["berlin-forest"]

    assert str(forest.dedicated) == "1990-10-06"
    assert forest.symbol_of == (LOS_ANGELES,)
    assert dataset.programs["move-your-mind"].successor_ids == ("programs/eva",)


@pytest.mark.data
@pytest.mark.parametrize("name", ["LATTC", "LATCC", "lattc", "L.A. Trade Tech College"])
def test_the_college_is_found_by_both_abbreviations(dataset, name):
    """
    By the one that its initials give, and by the one that was printed.
    """
    assert dataset.organizations.find(name).id == "la-trade-tech-college"


@pytest.mark.data
def test_a_senate_department_is_ambiguous(dataset):
    """
    The error offers those whose names begin so.
    """
    with pytest.raises(bp.AmbiguousNameError) as caught:
        dataset.organizations.find("Senatsverwaltung")

    assert {
        "organizations/sen-finanzen",
        "organizations/sen-kultur",
        "organizations/senuvk",
    } <= {*caught.value.candidates}
    assert "organizations/senatskanzlei" not in caught.value.candidates


@pytest.mark.data
def test_every_id_leads_to_a_record(dataset):
    """
    No record of the smaller kinds refers to one that is not held.
    """
    for kind in KINDS:
        for record in getattr(dataset, kind).values():
            assert all(p.collection == "partnerships" for p in record.partnerships)
            assert all(t.collection == "topics" for t in record.topics)
            for field, value in record.to_dict().items():
                values = value if isinstance(value, list) else [value]
                if field.endswith("_ids") or field in ("within", "part_of", "by"):
                    assert all(dataset.record(id) for id in values if id)
