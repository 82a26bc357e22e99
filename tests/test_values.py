"""
From statements to values: which claims a property has, and what they decide.
"""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._curated import ActRow, PartnershipRow
from berlin_partnerships._values import (
    accepted,
    claims_about,
    every,
    planned,
    resolve,
    selected,
    wordings,
)


MOSCOW = "partnerships/moscow"


def curated_of(*statements, acts=None, **judged):
    """
    Curated data with only these statements, each by an official source of its own.
    """
    base = bp.load()._curated
    made = []
    sources = {}
    for n, (about, property, value, *rest) in enumerate(statements):
        options = rest[0] if rest else {}
        source = bp.Source(
            id=f"s{n}", kind="official", as_of=options.pop("source_as_of", None)
        )
        sources[source.id] = source
        if isinstance(value, str) and property in ("since", "date"):
            value = bp.PartialDate.parse(value)  # noqa: PLW2901  # as a file has it
        made.append(
            bp.Statement(
                about=about, property=property, value=value, source=source.id, **options
            )
        )
    partnerships = base.partnerships
    if acts is not None:
        row = PartnershipRow(
            city="moscow",
            level="state",
            party="berlin",
            relation="partnership",
            acts=acts,
        )
        partnerships = {"moscow": row}
    return attrs.evolve(
        base,
        sources=sources,
        statements=tuple(made),
        judgements=(),
        partnerships=partnerships,
        **judged,
    )


# Starts -------------------------------------------------------------------------------


def test_start_of_two_acts():
    """
    Moscow has two starts, each with a source for it; the agreement is the value.
    """
    r = bp.resolve("moscow", "since")

    assert (str(r.value), r.outcome, r.about) == ("1991-08-28", "by-definition", MOSCOW)
    assert [act for act, _ in r.by_act] == [
        "moscow#1990-declaration",
        "moscow#1991-agreement",
    ]
    assert "senat-2008-list" in r.who_says("1990")
    assert "rbm-moscow-2017" in r.who_says("1991-08-28")


def test_date_of_one_act():
    """
    Asked for one act, the answer is about that act and its date.
    """
    first = bp.resolve("moscow#1990-declaration", "date")
    second = bp.resolve("partnerships/moscow#1991-agreement", "date")
    only = bp.resolve("kyiv#2023-signing", "date")

    assert (first.about, first.property) == (
        "partnerships/moscow#1990-declaration",
        "date",
    )
    assert str(first.value) == "1990-11-12"
    assert str(second.value) == "1991-08-28"
    assert (only.about, only.property) == ("partnerships/kyiv#2023-signing", "date")
    assert only.value == bp.resolve("kyiv", "since").value
    assert only.candidates == bp.resolve("kyiv", "since").candidates


def test_opening_of_which_nobody_speaks():
    """
    If all speak of the agreement, there is no claim about the act before it.
    """
    acts = (
        ActRow(id="one", role="opening"),
        ActRow(id="two", role="founding"),
        ActRow(id="three", role="renewal"),
    )
    curated = curated_of((f"{MOSCOW}#two", "date", "1991-08-28"), acts=acts)

    assert resolve(curated, "moscow", "since").outcome == "agree"
    assert resolve(curated, "moscow#two", "date").outcome == "agree"
    silent = resolve(curated, "moscow#one", "date")
    assert (silent.outcome, silent.value) == ("no-claim", None)
    assert (silent.about, silent.property) == (f"{MOSCOW}#one", "date")


def test_only_the_opening_is_told():
    """
    The date of a first act is not the start by the agreement.
    """
    acts = (ActRow(id="one", role="opening"), ActRow(id="two", role="founding"))
    curated = curated_of((f"{MOSCOW}#one", "date", "1990-11-12"), acts=acts)

    assert str(accepted(curated, f"{MOSCOW}#one", "date")) == "1990-11-12"
    assert accepted(curated, f"{MOSCOW}#two", "date") is None
    assert accepted(curated, MOSCOW, "since") is None


def test_start_that_names_no_act():
    """
    A start without an act supports the act that it fits.
    """
    acts = (ActRow(id="one", role="opening"), ActRow(id="two", role="founding"))
    curated = curated_of(
        (f"{MOSCOW}#one", "date", "1990-11-12"),
        (f"{MOSCOW}#two", "date", "1991-08-28"),
        (MOSCOW, "since", "1991"),
        acts=acts,
    )

    r = resolve(curated, "moscow", "since")

    assert r.outcome == "by-definition"
    assert dict(r.by_act)["moscow#two"].sources == ("s1", "s2")


def test_renewals_are_no_starts():
    """
    The date of a renewal is a property of that act alone.
    """
    acts = (ActRow(id="two", role="founding"), ActRow(id="three", role="renewal"))
    curated = curated_of(
        (f"{MOSCOW}#two", "date", "1991"),
        (f"{MOSCOW}#three", "date", "2017"),
        acts=acts,
    )

    assert str(resolve(curated, "moscow", "since").value) == "1991"
    assert str(resolve(curated, "moscow#three", "date").value) == "2017"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"mode": "announced"}, "announced"),
        ({"mode": "denied"}, "denied"),
        ({"mode": "opinion"}, "opinion"),
        ({"certainty": "low"}, "low-certainty"),
    ],
)
def test_set_aside(options, reason):
    """
    What is announced, denied, an opinion or too uncertain is shown, and decides nothing.
    """
    curated = curated_of(
        (MOSCOW, "since", "1991"),
        (MOSCOW, "since", "1967", options),
        acts=(ActRow(id="two", role="founding"),),
    )

    r = resolve(curated, "moscow", "since")

    assert (str(r.value), r.outcome) == ("1991", "agree")
    assert [(str(s.value), s.reason) for s in r.set_aside] == [("1967", reason)]


@pytest.mark.parametrize("options", [{"mode": "reported"}, {"mode": "quoted"}])
def test_not_set_aside(options):
    """
    What is reported or quoted counts.
    """
    curated = curated_of(
        (MOSCOW, "since", "1991", options), acts=(ActRow(id="two", role="founding"),)
    )

    assert str(resolve(curated, "moscow", "since").value) == "1991"


def test_policy_of_the_callers():
    """
    Other rules can give another answer, and stand in it.
    """
    mine = bp.Policy(id="mine", version="7", rules=())

    r = bp.resolve("windhoek", "since", policy=mine)

    assert (r.outcome, r.value, r.policy) == ("unresolved", None, "mine/7")
    assert bp.resolve("windhoek", "since").policy == "default/1"


# Statuses -----------------------------------------------------------------------------


def test_status_is_the_latest():
    """
    Of dated statuses the latest counts; those before are set aside as earlier.
    """
    curated = curated_of(
        (MOSCOW, "status", "active", {"source_as_of": "2022-03-01"}),
        (MOSCOW, "status", "resting", {"as_of": bp.PartialDate.parse("2025")}),
    )

    r = resolve(curated, "moscow", "status")

    assert (r.value, r.outcome) == ("resting", "agree")
    assert [(s.value, s.reason) for s in r.set_aside] == [("active", "earlier")]


def test_count_is_the_latest():
    """
    A number of partners is of its day; 17 is not wrong because there are 19 now.
    """
    curated = curated_of(
        ("cities/berlin", "partner-count", 17, {"source_as_of": "2017"}),
        ("cities/berlin", "partner-count", 17, {"source_as_of": "2019"}),
        ("cities/berlin", "partner-count", 19, {"source_as_of": "2025-12-01"}),
    )

    r = resolve(curated, "cities/berlin", "partner-count")

    assert (r.value, r.outcome) == (19, "agree")
    assert [(s.value, s.reason) for s in r.set_aside] == [(17, "earlier")] * 2
    assert bp.resolve("cities/berlin", "partner-count").value == 19


def test_forecast_is_no_news():
    """
    What is announced, or too uncertain, does not make an earlier status outdated.
    """
    curated = curated_of(
        (MOSCOW, "status", "resting", {"source_as_of": "2022-05-01"}),
        (MOSCOW, "status", "ended", {"source_as_of": "2025", "mode": "announced"}),
        (MOSCOW, "status", "active", {"source_as_of": "2026", "certainty": "low"}),
    )

    r = resolve(curated, "moscow", "status")

    assert (r.value, r.outcome) == ("resting", "agree")
    assert sorted(s.reason for s in r.set_aside) == ["announced", "low-certainty"]


def test_undated_status_is_shown():
    """
    A status of which nobody knows the day decides nothing, and is not lost.
    """
    curated = curated_of((MOSCOW, "status", "active"))

    r = resolve(curated, "moscow", "status")

    assert (r.value, r.outcome) == (None, "no-claim")
    assert [(s.value, s.reason) for s in r.set_aside] == [("active", "undated")]
    r.check(claims_about(curated, MOSCOW, "status"))


RESTS = (ActRow(id="one", role="founding"), ActRow(id="two", role="suspension"))


@pytest.mark.parametrize(
    ("said", "bounds"),
    [
        ([("active", "2022-03-01")], "[2022-03-02..]"),
        ([("resting", "2022-04-05")], "[..2022-04-05]"),
        (
            [("active", "2022-03-01"), ("resting", "2022-04-05")],
            "[2022-03-02..2022-04-05]",
        ),
        ([("active", "[2022-01-01..2022-02-01]")], "[2022-01-02..]"),
        ([("resting", "[2022-01-01..2022-02-01]")], "[..2022-02-01]"),
        ([("ended", "2025-01-01")], "[..2025-01-01]"),
        ([("announced", "1990-01-01")], "[1990-01-02..]"),
        ([("active", "[..2022-02-01]")], None),
        ([("resting", "[2022-01-01..]")], None),
        ([("active", "9999-12-31")], None),
        ([("active", None)], None),
    ],
)
def test_statuses_bound_the_suspension(said, bounds):
    """
    Who says that a partnership is active says that the suspension came later.
    """
    curated = curated_of(
        *((MOSCOW, "status", status, {"source_as_of": when}) for status, when in said),
        acts=RESTS,
    )

    value = resolve(curated, "moscow#two", "date").value

    assert (value and str(value)) == bounds


def test_bounds_of_a_single_change_only():
    """
    If the status changed more than once, a dated status bounds no act.
    """
    acts = (*RESTS, ActRow(id="three", role="resumption"))
    curated = curated_of(
        (MOSCOW, "status", "active", {"source_as_of": "2022-03-01"}), acts=acts
    )

    assert resolve(curated, "moscow#two", "date").outcome == "no-claim"


def test_no_bounds_for_other_acts():
    """
    A dated status says nothing of the acts that change no status.
    """
    acts = (*RESTS, ActRow(id="three", role="renewal"))
    curated = curated_of(
        (MOSCOW, "status", "active", {"source_as_of": "2022-03-01"}),
        (MOSCOW, "term", "Städtepartnerschaft"),
        acts=acts,
    )

    assert resolve(curated, "moscow#three", "date").outcome == "no-claim"
    assert str(resolve(curated, "moscow#two", "date").value) == "[2022-03-02..]"


@pytest.mark.parametrize(
    ("role", "status", "bounds"),
    [
        ("termination", "ended", "[..2022-03-01]"),
        ("termination", "resting", "[2022-03-02..]"),
        ("resumption", "active", "[..2022-03-01]"),
        ("resumption", "resting", "[2022-03-02..]"),
    ],
)
def test_bounds_of_other_changes(role, status, bounds):
    """
    Endings and resumptions are bounded in the same way.
    """
    acts = (ActRow(id="one", role="founding"), ActRow(id="two", role=role))
    curated = curated_of(
        (MOSCOW, "status", status, {"source_as_of": "2022-03-01"}), acts=acts
    )

    assert str(resolve(curated, "moscow#two", "date").value) == bounds


# Asking -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "property", "problem"),
    [
        ("kyiv", "sinse", "no property 'sinse'"),
        ("partnerships/kyiv", "sinse", "no property 'sinse' of partnerships/kyiv"),
        ("partnerships/kyiv", "date", "no property 'date' of partnerships/kyiv"),
        ("kyiv#2023-signing", "since", "no property 'since' of partnerships/kyiv#2023"),
        ("cities/kyiv", "since", "no property 'since' of cities/kyiv"),
    ],
)
def test_unknown_property(about, property, problem):
    """
    A property that the subject cannot have is an error, not an absent value.
    """
    with pytest.raises(bp.UnknownPropertyError, match=problem):
        bp.resolve(about, property)


@pytest.mark.parametrize(
    ("about", "problem"),
    [
        ("kyyv", "no record 'kyyv'"),
        ("partnerships/kyyv", "no record 'partnerships/kyyv'"),
        ("towns/kyiv", "no record 'towns/kyiv'"),
        ("partnerships/kyiv#2023-signed", "or 'partnerships/kyiv#2023-signing'?"),
        ("moscow#1990", "no part of a record 'partnerships/moscow#1990'"),
    ],
)
def test_unknown_subject(about, problem):
    """
    A subject that does not exist is an error, not one of which nothing is said.
    """
    for ask in (lambda: bp.resolve(about, "date"), lambda: bp.statements(about)):
        with pytest.raises(bp.UnknownNameError) as raised:
            ask()
        assert problem in str(raised.value)


def test_parts_of_cities():
    """
    Only partnerships have parts.
    """
    with pytest.raises(
        bp.UnknownNameError, match="no part of a record 'cities/kyiv#x'"
    ):
        bp.statements("cities/kyiv#x")


def test_nothing_is_said():
    """
    That nobody says anything is an answer of its own.
    """
    r = bp.resolve("paris", "status")

    assert (r.outcome, r.value, r.sources) == ("no-claim", None, ())


# Plans, and what may have several values ------------------------------------------------

EVENT = "events/us-visit-2024"


def test_planned():
    """
    If nobody reports that it took place, the day that was announced is given.
    """
    day = bp.PartialDate.parse("2030-01-01")
    announced = {"mode": "announced"}
    only = curated_of((EVENT, "held", day, dict(announced)))
    both = curated_of(
        (EVENT, "held", day, dict(announced)),
        (EVENT, "held", bp.PartialDate.parse("2030-02")),
    )

    assert accepted(only, EVENT, "held") is None
    assert planned(only, EVENT, "held") == day
    assert str(planned(both, EVENT, "held")) == "2030-02"
    assert planned(curated_of(), EVENT, "held") is None


def test_every():
    """
    Where several values are no conflict, all are given, the doubtful ones not.
    """
    curated = curated_of(
        (EVENT, "topic", "topics/climate"),
        (EVENT, "topic", "topics/climate"),
        (EVENT, "topic", "topics/administration", {"mode": "announced"}),
        (EVENT, "topic", "topics/sport", {"certainty": "low"}),
        (EVENT, "remark", "long"),
    )

    assert every(curated, EVENT, "topic") == ("topics/administration", "topics/climate")
    assert every(curated, "events/other", "topic") == ()


def test_did_not_take_place():
    """
    That something did not take place is what a source states, and counts.
    """
    curated = curated_of((EVENT, "took-place", False, {"mode": "denied"}))

    r = resolve(curated, EVENT, "took-place")

    assert (r.value, r.outcome) == (False, "agree")


# Statements ---------------------------------------------------------------------------


def test_statements_of_a_subject():
    """
    A subject's statements include those about its parts.
    """
    everything = bp.statements("partnerships/moscow")
    part = bp.statements("moscow#1991-agreement")

    assert {s.subject for s in everything} == {MOSCOW}
    assert {s.about for s in part} == {f"{MOSCOW}#1991-agreement"}
    assert set(part) < set(everything)
    assert bp.partnerships["moscow"].statements() == everything
    assert bp.partnerships["moscow"].statements("since") == bp.statements(
        MOSCOW, "since"
    )


def test_statements_narrow_each_other():
    """
    Subject, property and source can be asked for together.
    """
    found = bp.statements("cities/berlin", "partner-count", "seed-002")

    assert [s.value for s in found] == [18]
    assert set(found) == {
        s
        for s in bp.statements()
        if (s.about, s.property, s.source)
        == ("cities/berlin", "partner-count", "rbm-overview")
    }
    assert bp.statements(source="seed-002") == bp.statements(source="rbm-overview")
    assert bp.statements("berlin", "partner-count") == bp.statements(
        "cities/berlin", "partner-count"
    )


def test_statements_of_a_known_subject_may_be_none():
    """
    A source that says nothing of a subject is no error.
    """
    assert bp.statements("kyiv", source="senat-2008-list") == ()


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"property": "sinse"}, bp.UnknownPropertyError),
        ({"about": "kyiv", "property": "sinse"}, bp.UnknownPropertyError),
        ({"source": "seed-999"}, bp.UnknownNameError),
        ({"about": "nowhere"}, bp.UnknownNameError),
    ],
)
def test_no_statements(asked, error):
    """
    What does not exist cannot be asked for.
    """
    with pytest.raises(error):
        bp.statements(**asked)


def test_selected_without_statements():
    """
    A record of which no source says anything has no statements.
    """
    curated = curated_of()

    assert selected(curated, "partnerships/kyiv", None, None) == ()
    assert selected(curated, "kyiv", "since", None) == ()
    assert wordings(curated, "partnerships/kyiv#2023-signing", "instrument") == ()


def test_wordings():
    """
    All wordings are kept as printed, each once, also where none is accepted.
    """
    acts = (ActRow(id="one", role="founding"),)
    curated = curated_of(
        (f"{MOSCOW}#one", "instrument", "Vertrag"),
        (f"{MOSCOW}#one", "instrument", "Urkunde"),
        (f"{MOSCOW}#one", "instrument", "Vertrag"),
        acts=acts,
    )

    assert wordings(curated, f"{MOSCOW}#one", "instrument") == ("Vertrag", "Urkunde")


def test_every_claim_is_in_one_place():
    """
    Whatever is resolved, every statement is somewhere in the answer, once.
    """
    curated = bp.load()._curated
    for id in curated.partnerships:
        for property in ("since", "status", "counterpart"):
            full = f"partnerships/{id}"
            resolve(curated, full, property).check(
                claims_about(curated, full, property)
            )
        for a in curated.partnerships[id].acts:
            full = f"partnerships/{id}#{a.id}"
            for property in ("instrument", "place", "signatories"):
                claims = claims_about(curated, full, property)
                resolve(curated, full, property).check(claims)


def test_judgements_count():
    """
    What a curator ruled out is set aside with that reason.
    """
    r = bp.resolve("moscow#2022-suspension", "date")

    assert [
        (s.source, str(s.value)) for s in r.set_aside if s.reason == "deprecated"
    ] == [("berlin-live-2023-09", "2022-02-24")]
    assert date(2022, 2, 24) not in r.value


# Asked again --------------------------------------------------------------------------


def test_an_answer_is_worked_out_once_for_each_data_set():
    answer = bp.resolve("moscow", "since")
    assert bp.resolve("moscow", "since") is answer
    assert bp.only("senat-2008-list").resolve("moscow", "since") != answer


def test_a_policy_of_ones_own_is_asked_each_time():
    """
    Whoever counts lone witnesses leaves less open; the usual answer stays.
    """
    usual = bp.resolve("moscow", "since")
    assert bp.resolve("moscow", "since", policy=bp.Policy(id="mine")).policy == "mine/1"
    assert bp.resolve("moscow", "since") is usual
    assert usual.policy == "default/1"


@pytest.mark.data
def test_the_statements_of_a_source_are_those_that_name_it():
    for source in bp.sources:
        everything = [s for s in bp.statements() if s.source == source]
        assert list(bp.statements(source=source)) == everything


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ({"about": "moskow"}, "moscow"),
        ({"about": "Kiew"}, "kyiv"),
        ({"about": "Москва"}, "moscow"),
        ({"about": "partnerships/moskow"}, "partnerships/moscow"),
        ({"about": "cities/kyv"}, "cities/kyiv"),
        ({"source": "seed-02"}, "seed-002"),
        ({"source": "senat-2008"}, "senat-2008-list"),
        ({"property": "sinse"}, "since"),
        ({"about": "kyiv", "property": "statsu"}, "status"),
    ],
)
def test_the_nearest_is_offered(asked, near):
    """
    A slip is answered with the few that look like it, the likeliest first.
    """
    with pytest.raises((bp.UnknownNameError, bp.UnknownPropertyError)) as raised:
        bp.statements(**asked)

    assert raised.value.suggestions[0] == near
    assert len(raised.value.suggestions) <= 3
    assert f"did you mean '{near}'" in str(raised.value)


def test_where_nothing_looks_like_it_few_are_offered():
    """
    Sixty properties are no suggestion; the message says where they are.
    """
    with pytest.raises(bp.UnknownPropertyError) as raised:
        bp.statements(property="xyz")

    assert raised.value.suggestions == ()
    assert "load().properties" in str(raised.value)
    assert len(bp.load().properties) > 9


@pytest.mark.parametrize("about", [3, None, b"kyiv"])
def test_an_id_is_a_text(about):
    """
    What is no text is no id.
    """
    with pytest.raises(TypeError, match="id of a record must be a str, not "):
        bp.resolve(about, "since")
