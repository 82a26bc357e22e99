"""
The page on disagreements: that it is up to date, complete, and cannot say wrong things.

What the library must answer is tested elsewhere, without the page; see
test_disagreements.py and test_sources.py.
"""

from __future__ import annotations

import doctest
import re
import sys
import tomllib

import attrs
import pytest

import berlin_partnerships as bp
import counts
import disagreements as tool
import footnotes
import judgements
import pages

from berlin_partnerships._sources import Judgement


pytestmark = pytest.mark.data

TABLE = tomllib.loads(tool.TABLE.read_text("utf-8"))
ROWS = {row["id"]: row for row in TABLE["disagreement"]}
EACH = pytest.mark.parametrize("row", ROWS.values(), ids=lambda r: r["id"])


def changed(row, **fields):
    """
    A row with other fields; those that are None are taken away.
    """
    return {k: v for k, v in {**row, **fields}.items() if v is not None}


def text_of(row):
    return "\n".join(tool.section(row, TABLE))


# The page as a whole ------------------------------------------------------------------


def test_the_page_is_what_the_tool_makes_of_the_table():
    """
    Nobody changed the page by hand, or the data without making it anew.
    """
    assert tool.PAGE.read_text("utf-8") == tool.page(), f"run `{tool.COMMAND}`"


def test_none_is_forgotten():
    """
    28 disagreements were noted, under the numbers 1 to 29 without 9.
    """
    assert list(ROWS) == [f"D{n:02}" for n in range(1, 30) if n != 9]


def test_where_the_library_departs_from_the_hand():
    """
    In these eight the library comes another way; it is said so, with the reason.
    """
    departing = {id for id, row in ROWS.items() if "departs" in row}

    assert departing == {"D06", "D07", "D11", "D21", "D23", "D27", "D28", "D29"}
    for id, row in ROWS.items():
        assert ("departs from that" in text_of(row)) is (id in departing)


def test_every_word_is_explained():
    """
    Causes, outcomes and rules are those that the page explains; no word is idle.
    """
    said = {row["cause"] for row in ROWS.values()}
    outcomes = {d["outcome"] for row in ROWS.values() for d in row.get("decided", ())}

    assert said == set(TABLE["words"])
    assert outcomes <= set(TABLE["words"])
    assert list(TABLE["rules"]) == ["rank", "class", "corroboration", "recency"]


def test_every_link_within_the_page_leads_somewhere():
    """
    The entries at a glance, and what the text points to, are headings.
    """
    page = tool.PAGE.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)

    linked = set(re.findall(r"\]\(#([^)]+)\)", page))

    assert len(linked) > len(ROWS)
    assert linked <= {tool.anchor(heading) for heading in headings}


def test_quotes_come_from_the_data():
    """
    The table itself quotes nobody, and no quote on the page is long.
    """
    assert "“" not in tool.TABLE.read_text("utf-8")
    for quote in re.findall(r"“([^”]+)”", tool.PAGE.read_text("utf-8")):
        assert len(quote.split()) <= 8, quote


# One disagreement ---------------------------------------------------------------------


@EACH
def test_whoever_is_weighed_is_shown(row):
    """
    No source of an answer is missing from its entry, and each can be looked up.
    """
    text = text_of(row)
    weighed = {
        source
        for each in row.get("decided", ())
        for source in bp.resolve(each["about"], each["property"]).sources
    }
    named = {source for p in row["positions"] for source in p["sources"]}

    for id in weighed | named:
        source = bp.sources[id]
        assert f"`{source.id}`" in text
        assert f"(<{source.url}>)" in text or not source.url


def test_every_statement_is_shown_once():
    """
    A source that says two things of Prague is shown with both.
    """
    text = text_of(ROWS["D10"])

    assert text.count("`rbm-prague-old`") == 2
    assert "also: 10 June 1995, of `1995-declaration`" in text


def test_why_a_statement_does_not_count_stands_beside_it():
    """
    A forecast, a premature headline, and what a curator ruled out, are marked.
    """
    assert re.search(
        r"jewishnews-2025-04`[^|]+\(\*too uncertain\*\)", text_of(ROWS["D19"])
    )
    assert re.search(r"bild-2023-04`[^|]+\(\*only announced\*\)", text_of(ROWS["D16"]))
    assert "(*ruled out by a curator*)" in text_of(ROWS["D02"])


def test_without_a_value_it_is_said_between_what():
    """
    No rule decides between four words for the paper signed with Kyiv.
    """
    assert (
        "**no value** (`unresolved`: no rule decides between Erklärung, Urkunde, "
        "Vereinbarung and угода про партнерство)"
    ) in text_of(ROWS["D17"])


def test_of_several_acts_each_has_its_date():
    """
    Moscow's declaration is dated by a rule, its agreement without one.
    """
    text = text_of(ROWS["D01"])

    assert (
        "`moscow#1990-declaration`: 12 November 1990 (`resolved`, by the rule `class`: "
        "the source closest to the deed, against 11 November 1990)"
    ) in text
    assert "`moscow#1991-agreement`: 28 August 1991 (`compatible`)" in text


@pytest.mark.parametrize(
    ("id", "source", "position"),
    [
        ("D08", "tp-2024-istanbul", {"value": "1989-11-18"}),
        ("D08", "tp-2024-istanbul", {"property": "instrument"}),
        ("D13", "tsp-455116", {"property": "remark", "begins": "the end"}),
        ("D24", "rbm-overview", {"name": "Kyjiw"}),
    ],
)
def test_a_position_that_nobody_takes_is_refused(id, source, position):
    """
    Nothing is put into a source's mouth: not a value, a property, or a spelling.
    """
    wrong = {"says": "it", "sources": [source], **position}
    with pytest.raises(tool.TableError, match=f"{id}: {source} does not say “it”"):
        text_of(changed(ROWS[id], positions=[wrong]))


@pytest.mark.parametrize(
    ("id", "decided"),
    [
        ("D08", {"value": "1989-11-18"}),
        ("D08", {"outcome": "agree"}),
        ("D06", {"by": "corroboration"}),
        ("D04", {"acts": None}),
        ("D17", {"left": ["Urkunde"]}),
    ],
)
def test_an_answer_that_is_not_the_librarys_is_refused(id, decided):
    """
    Value, outcome, rule, acts, and what is left open: all must be as expected.
    """
    row = ROWS[id]
    wrong = [changed(row["decided"][0], **decided)]
    with pytest.raises(tool.TableError, match=rf"{id}: .* expected"):
        text_of(changed(row, decided=wrong))


def test_an_example_that_is_not_the_librarys_is_refused():
    wrong = [{"ask": "len(bp.partners())", "value": 20}]
    with pytest.raises(tool.TableError, match=r"D08: len.* is 19, expected 20"):
        text_of(changed(ROWS["D08"], answers=wrong))


@pytest.mark.parametrize(
    ("id", "fields"),
    [
        ("D06", {"departs": None}),
        ("D08", {"departs": "For no reason."}),
    ],
    ids=["departs without a reason", "has a reason without departing"],
)
def test_a_departure_needs_a_reason(id, fields):
    """
    Where the library agrees with the hand nothing is excused, and elsewhere it is.
    """
    with pytest.raises(tool.TableError, match="`departs` must say why"):
        text_of(changed(ROWS[id], **fields))


def test_no_date_departs_from_the_hand():
    """
    Another value than the one judged by hand cannot be excused by words.
    """
    judged = {**ROWS["D06"]["judged"], "value": "2000-04-14"}
    with pytest.raises(tool.TableError, match="D06: accepted"):
        text_of(changed(ROWS["D06"], judged=judged))


# Start dates, and what curators decided -----------------------------------------------


def test_start_dates():
    """
    19 rows; three partnerships have another date by their first act.
    """
    lines = list(judgements.starts(TABLE["starts"]))
    rows = [
        line.split(" | ") for line in lines if line.startswith("| ") and "`" in line
    ]

    assert len(rows) == 19
    assert {row[0].split("`")[1]: row[2] for row in rows if row[2]} == {
        "moscow": "12 November 1990",
        "budapest": "14 December 1991",
        "jakarta": "22 April 1993",
    }


@pytest.mark.parametrize(
    "starts",
    [
        changed(TABLE["starts"], paris=None),
        changed(TABLE["starts"], paris=["1987-07-02", "1987-07-01"]),
        changed(TABLE["starts"], paris=["1987-07-03", "1987-07-02"]),
    ],
    ids=["one too few", "another first act", "another founding act"],
)
def test_another_start_is_refused(starts):
    with pytest.raises(tool.TableError, match="paris"):
        list(judgements.starts(starts))


def test_a_start_that_rests_on_a_decision_is_refused(monkeypatch):
    """
    The starts are compared with those of the data without any decision, too.
    """
    poorer = bp.only("seed-002")
    monkeypatch.setattr(judgements, "without", lambda *_: poorer)
    with pytest.raises(tool.TableError, match="start of los-angeles is"):
        list(judgements.starts(TABLE["starts"]))


def a_judgement(about, property, source, value, rank="preferred"):
    return Judgement(
        source=source,
        about=about,
        property=property,
        value=value,
        rank=rank,
        reason="a test",
    )


def with_judgement(monkeypatch, judgement):
    """
    The data as if a curator had also decided this.
    """
    curated = bp.load()._curated
    more = attrs.evolve(curated, judgements=(*curated.judgements, judgement))
    monkeypatch.setattr(judgements, "_curated", lambda: more)


@pytest.mark.parametrize(
    ("about", "property", "source", "value"),
    [
        ("partnerships/moscow", "since", "senat-2008-list", "1990-11-12"),
        (
            "partnerships/moscow#1990-declaration",
            "date",
            "tsp-chronik-1990-11-11",
            "1990-11-11",
        ),
    ],
)
def test_a_decision_on_a_start_is_refused(monkeypatch, about, property, source, value):
    """
    The page claims that starts need no curator, and is not made if one decides.
    """
    with_judgement(monkeypatch, a_judgement(about, property, source, value))
    with pytest.raises(tool.TableError, match="judgements on start dates"):
        list(judgements.starts(TABLE["starts"]))


@pytest.mark.parametrize(
    ("about", "property"),
    [
        ("partnerships/moscow#1990-declaration", "instrument"),
        ("partnerships/moscow#2017-memorandum", "date"),
        ("cities/berlin", "partner-count"),
    ],
)
def test_other_decisions_are_not_on_starts(monkeypatch, about, property):
    with_judgement(monkeypatch, a_judgement(about, property, "liquisearch", "17"))
    assert list(judgements.starts(TABLE["starts"]))


def test_without_the_judgement():
    """
    If the report of 2023 counted, the day of the suspension would be open.
    """
    (judgement,) = bp.load()._curated.judgements
    assert judgement.source == "berlin-live-2023-09"

    other = judgements.without(judgement)
    r = other.resolve("partnerships/moscow#2022-suspension", "date")

    assert (r.value, r.outcome) == (None, "unresolved")
    assert [str(c.value) for c in r.candidates] == [
        "[2022-03-02..2022-04-05]",
        "2022-02-24",
    ]
    assert not r.set_aside
    assert str(bp.resolve(r.about, "date").value) == "[2022-03-02..2022-04-05]"


def test_judgements_that_change_an_answer_are_listed():
    """
    One too many and one too few are refused.
    """
    rows = TABLE["judgement"]

    assert any("no value (`unresolved`)" in line for line in judgements.lines(rows))
    with pytest.raises(tool.TableError, match="judgements that change an answer"):
        list(judgements.lines([]))
    with pytest.raises(tool.TableError, match="no such judgement"):
        list(judgements.lines([*rows, {**rows[0], "source": "liquisearch"}]))


def test_a_judgement_that_changes_nothing_need_not_be_listed(monkeypatch):
    """
    To rule out what is too uncertain anyway changes no answer; it is counted.
    """
    idle = a_judgement(
        "partnerships/moscow", "since", "moskau-netz", "1990", "deprecated"
    )
    with_judgement(monkeypatch, idle)

    lines = list(judgements.lines(TABLE["judgement"]))

    assert "Such decisions: 2. Those that change an answer: 1." in lines


def test_another_change_is_refused():
    (row,) = TABLE["judgement"]
    wrong = {**row, "changes": [{**row["changes"][0], "without": "2022-02-24"}]}
    with pytest.raises(tool.TableError, match="without the judgement on berlin-live"):
        list(judgements.lines([wrong]))


# Lists and numbers --------------------------------------------------------------------


def numbers(**fields):
    return list(counts.lines({**TABLE["numbers"], **fields}, TABLE["rules"]))


def with_row(key, source, **fields):
    """
    The lists or counts with other fields in one source's rows.
    """
    return {
        key: [
            changed(row, **fields) if row["source"] == source else row
            for row in TABLE["numbers"][key]
        ]
    }


@pytest.mark.parametrize(
    ("source", "number", "how"),
    [
        ("senat-2013-overview-en", 17, "in-window"),
        # The press of the day of the signing, one day behind.
        ("dw-2023-09-14", 17, "lag"),
        ("volksstimme-2023-09", 17, "lag"),
        # Forecasts.
        ("dlf-2025-04-04", 19, "announced"),
        ("tsp-136644", 16, "anticipated"),
        ("tsp-136644", 15, "in-window"),
        ("raawi-2025", 19, "foretold"),
        ("mz-2025-05-05", 19, "foretold"),
        ("liquisearch", 17, "in-window"),
        ("liquisearch", 20, "never"),
    ],
)
def test_how_a_number_is_right(source, number, how):
    """
    On its own days, a day behind, ahead, or never.
    """
    said = bp.statements("cities/berlin", "partner-count", source)
    (statement,) = (s for s in said if s.value == number)

    found, window = counts._how(statement, bp.sources[source])

    assert found == how
    if how == "lag":
        assert str(window) == "[2023-09-13, 2023-09-14)"
    if how == "announced":
        assert str(window) == "[2025-04-04, 2025-04-05)"


def test_every_number_but_one_is_right():
    """
    38 numbers in 37 sources' words or our counts; only the 20 of one list is wrong.
    """
    lines = numbers()

    assert "Sources give 38 numbers of partners, and 37 of them are right." in lines
    (never,) = (line for line in lines if "| never |" in line)
    assert "`liquisearch` | 20 (counted by us)" in never


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lists": TABLE["numbers"]["lists"][1:]}, "sources of lists"),
        ({"counts": TABLE["numbers"]["counts"][1:]}, "numbers is"),
        (with_row("lists", "feg-2000", names=15), "feg-2000: names"),
        (with_row("lists", "feg-2000", closed=False), "feg-2000: closed"),
        (with_row("lists", "feg-2000", first="2000-07-07"), "feg-2000: window"),
        (with_row("lists", "feg-2000", last="2000-10-08"), "feg-2000: window"),
        (with_row("lists", "feg-2000", right="[2000-07-06, …)"), "feg-2000: right"),
        (with_row("lists", "liquisearch", extra=["bern"]), "liquisearch: extra"),
        (with_row("counts", "1000x", how="lag"), "1000x: 18 is right"),
        (with_row("counts", "1000x", ours=True), "1000x: 18 is ours"),
        (with_row("counts", "1000x", forecast=True), "1000x: 18 is a forecast"),
        (with_row("counts", "1000x", first="2024-01-13"), "1000x: 18"),
        (with_row("counts", "dw-2023-09-14", first="2023-09-13"), "dw-2023-09-14: 17"),
        ({"now": {**TABLE["numbers"]["now"], "by": "class"}}, "partners now"),
    ],
)
def test_other_lists_and_numbers_are_refused(wrong, message):
    """
    What is listed or counted, when it is right, and how, must be as expected.
    """
    with pytest.raises(tool.TableError, match=message):
        numbers(**wrong)


# Words and links ----------------------------------------------------------------------


@pytest.mark.parametrize("module", [footnotes, tool])
def test_examples_of_the_tools_run(module):
    failed, tried = doctest.testmod(module)
    assert (failed, tried > 0) == (0, True)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("17", "17"),
        ("1991", "1991"),
        ("parties/east-berlin", "East Berlin"),
        ("parties/unknown", "parties/unknown"),
        ("cities/brussels-capital-region", "Brussels-Capital Region"),
        ("Partner/in", "Partner/in"),
        ("[..2025-04-07]", "7 April 2025 or earlier"),
        (["cities/paris", "cities/vienna"], "Paris and Vienna"),
        ("", "no value"),
    ],
)
def test_values_in_words(value, said):
    assert footnotes.words(value) == said


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("epd", "(no address) `epd`"),
        ("cc-stiftung", "(<https://www.cc-stiftung.de/>) (address incomplete) `cc-"),
        ("rbm-budapest-en", ".en.php>) (address rebuilt) `rbm-budapest-en`"),
        ("tsp-chronik-1990-11-11", "[Der Tagesspiegel, undated](<http://www."),
        ("seed-002", "`rbm-overview`"),
    ],
)
def test_sources_with_their_links(id, said):
    """
    An address that is not exact is called so, and one that is not there is not made.
    """
    assert said in footnotes.cited(id)


# The command --------------------------------------------------------------------------


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["disagreements.py", *arguments])
    return tool.main()


def test_check_writes_nothing_and_names_the_command(monkeypatch, tmp_path, capsys):
    """
    A missing or old page ends with 1, and writing it puts that right.
    """
    monkeypatch.setattr(tool, "page", lambda: "made\n")
    monkeypatch.setattr(tool, "PAGE", tmp_path / "disagreements.md")
    assert run(monkeypatch, "--check") == 1
    assert f"run `{tool.COMMAND}`" in capsys.readouterr().err
    assert not tool.PAGE.exists()
    assert run(monkeypatch) == 0
    assert tool.PAGE.read_text("utf-8") == "made\n"
    assert run(monkeypatch, "--check") == 0
    tool.PAGE.write_text("old", "utf-8")
    assert run(monkeypatch, "--check") == 1


def test_a_table_that_is_not_right_ends_with_1(monkeypatch, tmp_path, capsys):
    """
    The reason is printed, and no page is written.
    """
    wrong = tool.TABLE.read_text("utf-8").replace("20 − 3 = 17", "20 − 2 = 18")
    monkeypatch.setattr(tool, "TABLE", tmp_path / "disagreements.toml")
    monkeypatch.setattr(tool, "PAGE", tmp_path / "disagreements.md")
    tool.TABLE.write_text(wrong, "utf-8")
    assert run(monkeypatch) == 1
    assert "disagreements.toml: D15" in capsys.readouterr().err
    assert not tool.PAGE.exists()


def test_both_pages_share_their_making():
    """
    What a table expects is compared in one place.
    """
    assert tool.TableError is pages.TableError
