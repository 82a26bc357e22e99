"""
What has anniversaries: starts, names, statuses, and sources of all kinds of record.
"""

from __future__ import annotations

import pickle

from datetime import UTC, date, datetime

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships import Anniversary, PartialDate, Period
from berlin_partnerships._occasions import (
    Start,
    all_starts,
    called,
    said_status,
    start_of,
    status_of,
)
from berlin_partnerships._partnerships import CRITERIA, ROLES, StatusPeriod


pytestmark = pytest.mark.data

FOUNDATION = "organizations/checkpoint-charlie-stiftung"
EXCHANGE = "programs/move-your-mind"
FOREST = "places/berlin-forest"


def told(which, year, language="en", **choices):
    """
    The anniversary of a record in a year, in a line.
    """
    return bp.anniversary(which, year=year, **choices).title(language)


class TestStarts:
    @pytest.mark.parametrize(
        ("which", "number", "day", "since", "criterion"),
        [
            # a foundation known to the year, a program to the month
            (FOUNDATION, 30, "2024", "1994", "founded"),
            (EXCHANGE, 10, "2022-06", "2012-06", "period"),
            ("programs/logo-europe", 20, "2025", "2005", "period"),
            # places: named on a day within bounds, dedicated on a day
            (
                "places/los-angeles-platz",
                45,
                "[2027-01-01..2027-08-22]",
                "[1982-01-01..1982-08-22]",
                "named",
            ),
            (FOREST, 40, "2030-10-06", "1990-10-06", "dedicated"),
            # events: one day, and the first of several
            ("events/partnership-agreed-1967", 60, "2027-06-27", "1967-06-27", "held"),
            ("events/us-visit-2024", 3, "2027-11-10", "2024-11-10", "held"),
            # acts by their id: a predecessor, a memorandum that is no start
            ("moscow#1967-east-berlin", 60, "2027", "1967", "predecessor"),
            (
                "partnerships/prague#1971-east-berlin",
                56,
                "2027-09-10",
                "1971-09-10",
                "predecessor",
            ),
            ("partnerships/moscow", 36, "2027-08-28", "1991-08-28", CRITERIA[0]),
        ],
    )
    def test_of_all_kinds(self, which, number, day, since, criterion):
        """
        Whatever has a start has anniversaries, as precise as the start.
        """
        found = bp.anniversary(which, number)

        assert (day, since) == (str(found.date), str(found.since))
        assert criterion == found.criterion
        assert found == bp.anniversary(which, year=int(day.lstrip("[")[:4]))

    def test_record_itself(self):
        """
        A record is as good as its id.
        """
        for record in (bp.places["berlin-forest"], bp.partnerships["kyiv"]):
            assert bp.anniversary(record, 5) == bp.anniversary(record.full_id, 5)

    def test_asked_for(self):
        """
        Of several starts the caller can name one; else the first with a value counts.
        """
        forest = bp.places["berlin-forest"]
        both = attrs.evolve(
            forest, dataset=forest.dataset, named=PartialDate.parse("1991")
        )

        assert start_of(forest.dataset, both, CRITERIA[0]).criterion == "named"
        assert start_of(forest.dataset, both, "dedicated").criterion == "dedicated"
        assert start_of(forest.dataset, forest, "first-act").criterion == "dedicated"
        with pytest.raises(bp.UnknownDateError, match="places/berlin-forest"):
            start_of(forest.dataset, forest, "erected")

    def test_criterion_of_another_kind(self):
        """
        What is no start of such a record is refused, with those that are.
        """
        with pytest.raises(ValueError, match="one of named, dedicated, erected for"):
            bp.anniversary(FOREST, 1, criterion="founded")
        with pytest.raises(ValueError, match="criterion must be one of founding-"):
            bp.anniversary("kyiv", 1, criterion="founded")

    @pytest.mark.parametrize(
        "which", ["cities/kyiv", "topics/film", "people/michael-mueller"]
    )
    def test_without_any_start(self, which):
        """
        A city, a topic, a person has none; of a city the partnership is offered.
        """
        kind, _, id = which.partition("/")
        some = id if id in getattr(bp, kind) else next(iter(getattr(bp, kind)))

        with pytest.raises(TypeError, match="has no start") as caught:
            bp.anniversary(f"{kind}/{some}", 1)
        assert (kind == "cities") == ("'partnerships/kyiv'" in str(caught.value))

    def test_city_without_partnership(self):
        """
        Of a city that is no partner, nothing is offered.
        """
        other = next(c for c in bp.cities.values() if not c.partnerships)

        with pytest.raises(TypeError, match=r"has no start, and so no anniversary$"):
            bp.anniversary(other, 1)

    @pytest.mark.parametrize("which", [5, None, date(2027, 6, 27), b"kyiv", ["kyiv"]])
    def test_no_record(self, which):
        """
        What is no record is refused by its type.
        """
        with pytest.raises(TypeError, match="a record or its id has anniversaries"):
            bp.anniversary(which, 1)

    @pytest.mark.parametrize(
        "which",
        ["atlantis", "programs/atlantis", "moscow#atlantis", "places/hollywood#x"],
    )
    def test_unknown(self, which):
        """
        An unknown name, record, or act is unknown, not dateless.
        """
        with pytest.raises(bp.UnknownNameError):
            bp.anniversary(which, 1)

    def test_act_offers_acts(self):
        """
        Of an act that is not there, the acts that are there are offered.
        """
        with pytest.raises(bp.UnknownNameError) as caught:
            bp.anniversary("partnerships/kyiv#2022-signing", 1)

        assert "partnerships/kyiv#2023-signing" in caught.value.suggestions

    @pytest.mark.parametrize(
        "which",
        ["places/hollywood", "organizations/google", "warsaw#east-berlin"],
    )
    def test_undated(self, which):
        """
        What no source dates has no anniversary.
        """
        with pytest.raises(bp.UnknownDateError, match="no source gives a date for"):
            bp.anniversary(which, 1)

    def test_never_held(self):
        """
        What did not take place has no anniversary, whatever day was announced.
        """
        visits = bp.events["los-angeles-55th-anniversary-visits"]
        dated = attrs.evolve(
            visits, dataset=visits.dataset, held=Period.parse("2022-06-27")
        )

        with pytest.raises(bp.UnknownDateError, match="did not take place"):
            bp.anniversary(dated, 1)

    def test_name_with_a_slash(self):
        """
        Only the name of a collection makes a text with a slash a full id.
        """
        with pytest.raises(bp.UnknownNameError, match="no city 'digest/kyiv'"):
            bp.anniversary("digest/kyiv", 1)

    def test_all(self, dataset):
        """
        The ledger asks for every start, each once; and each has an anniversary.
        """
        found = list(all_starts(dataset))

        assert len(found) == len({(s.about, s.criterion) for s in found})
        assert Start(FOREST, PartialDate.parse("1990-10-06"), "dedicated") in found
        expected = {
            f"partnerships/{act.id}"
            for p in dataset.partnerships.values()
            for act in (*p.acts, *p.predecessors)
            if act.date
        }
        assert expected == {s.about for s in found if "#" in s.about}
        assert {p.full_id for p in dataset.partnerships.values()} <= {
            s.about for s in found
        }


class TestAges:
    def test_foundation(self):
        """
        A foundation of 1994 is 29 or 30 years old on 1 June 2024, never a guess.
        """
        age = bp.age(FOUNDATION, on=date(2024, 6, 1))

        assert (age.years, age.days) == ((29, 30), (10_745, 11_109))
        assert age.criterion == "founded"
        assert age.status is None
        assert age.explain("de") == (
            "Checkpoint-Charlie-Stiftung, 1. Juni 2024: 29 bis 30 Jahre "
            "(10.745 bis 11.109 Tage) seit 1994."
        )

    def test_after_its_end(self):
        """
        The age of what has ended goes on, and says that it ended.
        """
        assert bp.age(EXCHANGE, on=date(2014, 5, 23)).status == "active"
        assert bp.age(EXCHANGE, on=date(2014, 5, 24)).status == "ended"
        assert bp.age(EXCHANGE, on=PartialDate.parse("2014")).status == "unclear"
        said = bp.age(EXCHANGE, on=date(2015, 6, 30)).explain("de")
        assert said.endswith("Status an diesem Tag, soweit bekannt: beendet.")

    @pytest.mark.parametrize(
        ("leap", "years"), [("28-february", 1), ("1-march", 0), ("leap-years", 1)]
    )
    def test_leap(self, leap, years):
        """
        The caller says when somebody of 29 February is a year older.
        """
        kyiv = bp.partnerships["kyiv"]
        leap_day = attrs.evolve(
            kyiv,
            dataset=kyiv.dataset,
            acts=tuple(
                attrs.evolve(act, date=PartialDate.parse("2024-02-29"))
                for act in kyiv.acts
            ),
        )

        assert years == bp.age(leap_day, on=date(2025, 2, 28), leap=leap).years
        with pytest.raises(ValueError, match="leap must be one of"):
            bp.age(leap_day, on=date(2025, 3, 3), leap="x")

    def test_pickled(self):
        """
        A pickled age still knows the name and the status of its record.
        """
        age = bp.age("moscow", on=date(2024, 6, 1))
        again = pickle.loads(pickle.dumps(age))  # noqa: S301

        assert age == again
        assert age.explain() == again.explain()
        assert again.status == "resting"

    def test_from_nowhere(self):
        """
        Without its data an age says the id, and no status.
        """
        age = bp.Age.from_dict(bp.age("moscow", on=date(2024, 6, 1)).to_dict())

        assert age.explain().startswith("partnerships/moscow, 1 June 2024: 32 years")
        assert "Status" not in age.explain()
        with pytest.raises(bp.DataError, match="belongs to no data set"):
            _ = age.status


class TestNames:
    @pytest.mark.parametrize(
        ("which", "year", "en", "de"),
        [
            (
                "los-angeles",
                2027,
                "Los Angeles: 60th anniversary of the partnership",
                "Los Angeles: 60. Jahrestag der Partnerschaft",
            ),
            (
                "moscow#1967-east-berlin",
                2027,
                "Moscow: 60th anniversary of the predecessor (East Berlin)",
                "Moskau: 60. Jahrestag der Vorgängerin (Ost-Berlin)",
            ),
            (
                "moscow#1990-declaration",
                2021,
                "Moscow: 31st anniversary of the first act",
                "Moskau: 31. Jahrestag des ersten Akts",
            ),
            (
                "moscow#1991-agreement",
                2021,
                "Moscow: 30th anniversary of the partnership",
                "Moskau: 30. Jahrestag der Partnerschaft",
            ),
            (
                FOUNDATION,
                2027,
                "Checkpoint Charlie Foundation: 33rd anniversary of the founding",
                "Checkpoint-Charlie-Stiftung: 33. Jahrestag der Gründung",
            ),
            (
                "events/partnership-agreed-1967",
                2009,
                (
                    "Agreement on the city partnership Berlin – Los Angeles: "
                    "42nd anniversary"
                ),
                (
                    "Vereinbarung der Städtepartnerschaft Berlin – Los Angeles: "
                    "42. Jahrestag"
                ),
            ),
            (
                FOREST,
                2003,
                "Berlin Forest: 13th anniversary of the dedication",
                f"{bp.places['berlin-forest'].name_de}: 13. Jahrestag der Einweihung",
            ),
        ],
    )
    def test_titles(self, which, year, en, de):
        """
        A title says whose anniversary of what it is.
        """
        assert en == told(which, year)
        assert de == told(which, year, "de")

    def test_first_act(self):
        """
        Under the first act it is kept what the act was: where it founded, no other.
        """
        choice = {"criterion": "first-act"}

        assert told("moscow", 2020, **choice).endswith(
            "30th anniversary of the first act"
        )
        assert told("paris", 2027, **choice) == told("paris", 2027)

    def test_boroughs(self, dataset):
        """
        A borough's partnership names the borough, and every relation has a word.
        """
        kyiv = dataset.partnerships["kyiv"]
        words = {"friendship": "der Freundschaft", "memorandum": "des Memorandums"}
        for relation, word in words.items():
            changed = attrs.evolve(
                kyiv, level="borough", party="east-berlin", relation=relation,
                dataset=dataset,
            )  # fmt: skip
            fake = Fake(dataset, changed)
            found = called(fake, "partnerships/kyiv", CRITERIA[0], "de")

            assert found == ("Kyiv (Ost-Berlin)", word)

    @pytest.mark.parametrize("role", ROLES)
    def test_every_role(self, dataset, role):
        """
        Every role of an act has words in both languages.
        """
        kyiv = dataset.partnerships["kyiv"]
        act = attrs.evolve(kyiv.acts[0], role=role)
        fake = Fake(dataset, attrs.evolve(kyiv, acts=(act,), dataset=dataset))
        about = f"partnerships/{act.id}"

        assert called(fake, about, role, "de")[1].split()[0] in ("der", "des", "eines")
        assert called(fake, about, role, "en")[1].startswith("of ")

    @pytest.mark.parametrize(
        ("number", "en", "de"),
        [
            (0, "0th", "0."),
            (1, "1st", "1."),
            (2, "2nd", "2."),
            (3, "3rd", "3."),
            (4, "4th", "4."),
            (11, "11th", "11."),
            (12, "12th", "12."),
            (13, "13th", "13."),
            (20, "20th", "20."),
            (21, "21st", "21."),
            (60, "60th", "60."),
            (101, "101st", "101."),
            (111, "111th", "111."),
            (112, "112th", "112."),
            (113, "113th", "113."),
            (122, "122nd", "122."),
            (1000, "1,000th", "1.000."),
            (8011, "8,011th", "8.011."),
            (8032, "8,032nd", "8.032."),
        ],
    )
    def test_ordinals(self, number, en, de):
        """
        Ordinals are English and German ones, in groups of three digits.
        """
        found = bp.anniversary("los-angeles", number)

        assert found.ordinal() == f"{en} anniversary"
        assert found.ordinal("de") == f"{de} Jahrestag"

    def test_jubilees(self):
        """
        Three numbers have a name in English; in German we found none.
        """
        named = {n: bp.anniversary("paris", n).jubilee_name() for n in range(101)}

        assert {n: name for n, name in named.items() if name} == {
            25: "silver jubilee",
            50: "golden jubilee",
            60: "diamond jubilee",
        }
        assert all(
            bp.anniversary("paris", n).jubilee_name("de") is None for n in range(101)
        )

    def test_unknown_language(self):
        """
        Other languages are refused.
        """
        found = bp.anniversary("paris", 40)
        for method in ("title", "label", "ordinal", "jubilee_name", "explain"):
            with pytest.raises(ValueError, match="'de' or 'en'"):
                getattr(found, method)("fr")

    def test_from_nowhere(self):
        """
        Without its data an anniversary says the id instead of a name.
        """
        found = Anniversary.from_dict(bp.anniversary("moscow", 36).to_dict())

        assert found.title() == "partnerships/moscow: 36th anniversary"
        assert found.explain("de") == (
            "partnerships/moscow, 36. Jahrestag: Samstag, 28. August 2027 "
            "(seit dem 28. August 1991)."
        )
        for name in ("status", "sources"):
            with pytest.raises(bp.DataError, match="belongs to no data set"):
                getattr(found, name)

    def test_event_is_over(self):
        """
        An event does not go on since its day.
        """
        found = bp.anniversary("events/partnership-agreed-1967", 60)

        assert found.explain("de").endswith("27. Juni 2027 (27. Juni 1967).")


class Fake:
    """
    A data set with one partnership changed.
    """

    def __init__(self, dataset, partnership):
        self.parties = dataset.parties
        self._partnership = partnership

    def record(self, _):
        """
        The partnership, whatever is asked for.
        """
        return self._partnership


class TestStatus:
    @pytest.mark.parametrize(
        ("which", "year", "status"),
        [
            ("los-angeles", 2027, "active"),
            ("moscow", 2021, "active"),
            # the day on which it was put to rest is bounded, in spring 2022
            ("moscow", 2022, "resting"),
            ("moscow", 2027, "resting"),
            # announced on 4 April 2025, agreed on 5 May
            ("tel-aviv", 2026, "active"),
            # nobody says what became of East Berlin's agreements
            ("prague#1971-east-berlin", 1981, None),
            ("prague#1971-east-berlin", 1996, None),
            ("moscow#1967-east-berlin", 2023, None),
            # a program with an end, one that runs, and one of which nothing is said
            (EXCHANGE, 2013, "active"),
            (EXCHANGE, 2014, "ended"),
            (EXCHANGE, 2015, "ended"),
            ("programs/villa-aurora-visual-arts-stipend", 2027, "active"),
            ("programs/logo-europe", 2027, None),
            (FOUNDATION, 2027, None),
        ],
    )
    def test_table(self, which, year, status):
        """
        The status is that of the day, and said to be unclear where it is.
        """
        found = bp.anniversary(which, year=year)

        assert status == found.status

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            ("2022-03-01", "active"),
            ("2022-03-02", "unclear"),
            ("2022-04-04", "unclear"),
            ("2022-04-05", "resting"),
        ],
    )
    def test_bounds(self, dataset, day, status):
        """
        Between the bounds of a change the status is unclear, outside it is not.
        """
        when = PartialDate.parse(day)
        moscow = dataset.partnerships["moscow"]

        assert status == status_of(dataset, "partnerships/moscow", when)
        assert status == moscow.status(when.lower)

    def test_resting_is_said(self):
        """
        A resting partnership is said, in both languages, and an active one is not.
        """
        rests = bp.anniversary("moscow", year=2027)

        assert rests.explain().endswith("Status on that day, as far as known: resting.")
        assert rests.explain("de").endswith("soweit bekannt: ruht.")
        assert "tatus" not in bp.anniversary("kyiv", year=2027).explain()

    def test_every_status_has_words(self):
        """
        Every status can be said in German; an active one and none are not.
        """
        for status in ("dormant", "resting", "ended", "announced", "unclear"):
            assert said_status(status, "en").endswith(f": {status}.")
            assert said_status(status, "de") != said_status(status, "en")
        assert said_status(None, "de") == said_status("active", "de") == ""

    @pytest.mark.parametrize(
        ("state", "status"),
        [("running", "active"), ("planned", "announced"), ("ended", "unclear")],
    )
    def test_state_without_end(self, dataset, state, status):
        """
        Without an end, what the latest source says of a program is all we know.
        """
        eva = attrs.evolve(dataset.programs["eva"], state=state, dataset=dataset)
        fake = Fake(dataset, eva)

        assert status == status_of(fake, eva.full_id, PartialDate.parse("2027"))

    def test_gap(self, dataset):
        """
        A partnership between two statuses that are known has none.
        """
        kyiv = dataset.partnerships["kyiv"]
        day = PartialDate.parse
        periods = (
            StatusPeriod(status="active", start=day("2020"), end=day("2024-01-01")),
            StatusPeriod(status="ended", start=day("2025-01-01"), end=None),
        )
        fake = Fake(dataset, attrs.evolve(kyiv, periods=periods, dataset=dataset))
        found = [
            status_of(fake, kyiv.full_id, day(text))
            for text in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")
        ]

        assert found == ["active", None, None, "ended"]


class TestSources:
    @pytest.mark.parametrize(
        ("which", "criterion", "included", "first_class"),
        [
            (
                "los-angeles",
                CRITERIA[0],
                {"senat-2008-list", "pm-2024-11-08"},
                "official",
            ),
            ("moscow", "first-act", {"senat-2008-list"}, "official"),
            ("moscow#1967-east-berlin", CRITERIA[0], {"tsp-2017-moscow"}, "press"),
            ("events/us-visit-2024", CRITERIA[0], {"rbm-la-new"}, "official"),
        ],
    )
    def test_of_the_date(self, dataset, which, criterion, included, first_class):
        """
        The sources are those that give the date, the closest to the deed first.
        """
        found = bp.anniversary(which, 5, criterion=criterion).sources
        classes = [dataset.source_class(id) for id in found]
        order = ["primary", "official", "parliament", "press", "encyclopaedic"]

        assert included <= set(found)
        assert classes[0] == first_class
        ranks = [order.index(c) if c in order else 9 for c in classes]
        assert ranks == sorted(ranks)

    def test_each_gives_that_date(self, dataset):
        """
        Every source named for Los Angeles says a date that the accepted one fits.
        """
        found = bp.anniversary("los-angeles", 60)
        said = {
            s.source
            for s in dataset.statements("partnerships/los-angeles")
            if s.property in ("since", "date")
            and PartialDate.parse(str(s.value)).covers(found.since)
        }

        assert set(found.sources) <= said

    def test_none_given(self):
        """
        A source that gives another date is not among them.
        """
        first = set(bp.anniversary("moscow", 5, criterion="first-act").sources)
        founding = set(bp.anniversary("moscow", 5).sources)

        assert "senat-2008-list" in first - founding


class TestInASpan:
    SPAN = (date(2027, 1, 1), date(2027, 12, 31))

    def test_predecessors_when_asked(self):
        """
        The predecessors of 2027 are there only if they are asked for.
        """
        plain = bp.anniversaries(*self.SPAN)
        more = bp.anniversaries(*self.SPAN, predecessors=True)

        assert not any("#" in a.about for a in plain)
        assert [a for a in more if "#" not in a.about] == list(plain)
        assert [(a.about, str(a.date)) for a in more if "#" in a.about] == [
            ("partnerships/mexico-city#1981-east-berlin", "2027"),
            ("partnerships/moscow#1967-east-berlin", "2027"),
            ("partnerships/beijing#1988-east-berlin", "2027-05-05"),
            ("partnerships/prague#1971-east-berlin", "2027-09-10"),
            ("partnerships/madrid#1983-east-berlin", "2027-11-03"),
        ]

    def test_of_other_kinds(self):
        """
        Records of several kinds go into one list; those without a start have none.
        """
        found = bp.anniversaries(
            *self.SPAN,
            records=["paris", *bp.organizations.values(), *bp.places.values(), "Paris"],
            predecessors=True,
        )

        assert [(a.about, a.number) for a in found] == [
            ("places/los-angeles-platz", 45),
            (FOUNDATION, 33),
            ("partnerships/paris", 40),
            (FOREST, 37),
            ("organizations/senuvk", 11),
        ]

    def test_an_act_has_no_predecessor(self):
        """
        An act asked for by its id stands for itself.
        """
        found = bp.anniversaries(
            *self.SPAN, records=["prague#1971-east-berlin"], predecessors=True
        )

        assert [a.about for a in found] == ["partnerships/prague#1971-east-berlin"]

    def test_unknown_is_no_silence(self):
        """
        A record that does not exist, or can have no start, is an error in a list.
        """
        with pytest.raises(bp.UnknownNameError):
            bp.anniversaries(*self.SPAN, records=["atlantis"])
        with pytest.raises(TypeError, match="has no start"):
            bp.anniversaries(*self.SPAN, records=["cities/kyiv"])

    @pytest.mark.parametrize("single", ["paris", bp.partnerships["paris"]])
    def test_a_single_record(self, single):
        """
        One name is not taken for its letters.
        """
        with pytest.raises(TypeError, match=r"records must be several, not .*aris"):
            bp.anniversaries(*self.SPAN, records=single)

    def test_record_of_an_act(self):
        """
        The record of an act's anniversary is the partnership.
        """
        found = bp.anniversary("prague#1971-east-berlin", 50)

        assert bp.partnerships["prague"] is found.record

    def test_day_before_the_first_year_and_far_on(self):
        """
        The day before, the day, year 1, and the last year are where they should be.
        """
        kyiv = "partnerships/kyiv"
        days = [date(2024, 9, 13), date(2024, 9, 14), date(9999, 9, 14)]
        found = [
            [a.number for a in bp.anniversaries(day, day, records=[kyiv])]
            for day in days
        ]

        assert found == [[], [1], [7976]]

    @pytest.mark.parametrize(
        "moment",
        [datetime(2027, 6, 27), datetime(2027, 6, 27, tzinfo=UTC)],  # noqa: DTZ001  # no zone at all
    )
    def test_moments(self, moment):
        """
        A moment is no day, and the reason is given; a naive one has another remedy.
        """
        with pytest.raises(
            TypeError, match="a date in Berlin, not a datetime"
        ) as caught:
            bp.age("kyiv", on=moment)

        assert (moment.tzinfo is None) == ("value.date() if" in str(caught.value))
