"""
Lists, tables and TOML of one's own, a policy from a file, and a city of one's own.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import berlin_partnerships as bp

from berlin_partnerships import cli
from berlin_partnerships._inputs import policy_from, rows_of, sources_from


EXAMPLE = Path(__file__).parent.parent / "examples" / "own-city"


@pytest.fixture
def write(tmp_path):
    """
    A file with a text in it.
    """

    def written(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return written


def names(path):
    (source,) = sources_from(path)
    return source.names


def problems(path, read=sources_from):
    with pytest.raises(bp.CurationError) as raised:
        read(path)
    return [(p.path, p.line, p.field, p.problem) for p in raised.value.problems]


# Lists and tables -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "Paris\nWashington, D.C.\n\n Kiew \n", ("Paris", "Washington, D.C.", "Kiew")),
        ("a.csv", "Paris,FR\nKyiv,UA\n", ("Paris", "Kyiv")),
        ("a.csv", "land;Stadt\nFR;Paris\nUA;Kyiv\n", ("Paris", "Kyiv")),
        ("a.csv", '"Paris, Ville";FR\r\nKyiv;UA\r\n', ("Paris, Ville", "Kyiv")),
        ("a.tsv", "City\tSince\nParis\t1987\n", ("Paris",)),
        ("a.csv", "\ufeffName\nParis\n", ("Paris",)),
        ("a.csv", "since;name\n1987;Paris\n2023\n", ("Paris", "")),
        ("a.list", "Name\nParis", ("Paris",)),
        ("a.txt", "", ()),
        ("a.CSV", "Paris,FR", ("Paris",)),
    ],
)  # fmt: skip
def test_names_of_a_file(write, name, text, expected):
    """
    Names are in the column that is called so, else in the first; commas part only .csv.
    """
    assert names(write(name, text)) == expected


def test_rows_know_their_lines(write):
    """
    Empty rows are skipped, and do not change the lines of the others.
    """
    rows = list(rows_of(write("a.csv", 'a,b\n\n,\n"c\nd",e\nf,g\n')))

    assert rows == [(1, ["a", "b"]), (5, ["c\nd", "e"]), (6, ["f", "g"])]


def test_a_folder_is_its_files(write, tmp_path):
    """
    A folder is a source for each file of a known kind, by name; others are left alone.
    """
    write("b.txt", "Paris")
    write("a.toml", 'names = ["Kyiv"]')
    write("notes.md", "# no list")
    write(".hidden.csv", "Rom")
    (tmp_path / "c.csv").mkdir()

    assert [(s.id, s.names) for s in sources_from(tmp_path)] == [
        ("a", ("Kyiv",)),
        ("b", ("Paris",)),
    ]
    assert [s.id for s in bp.reconcile(tmp_path).sources] == ["a", "b"]


# TOML ---------------------------------------------------------------------------------


def test_a_source_in_toml(write):
    """
    A source in TOML can say all that a source made in code can.
    """
    path = write(
        "mine.toml",
        'title = "T"\r\npublisher = "P"\r\nkind = "press"\r\nurl = "https://e.org"\r\n'
        'as_of = "2024-05"\r\ncount = 2\r\nnames = ["Paris", "Kiew"]\r\nclosed = false',
    )

    (source,) = sources_from(path)

    assert source == bp.Source(
        id="mine", title="T", publisher="P", kind="press", url="https://e.org",
        as_of="2024-05", count=2, names=["Paris", "Kiew"], closed=False,
    )  # fmt: skip
    report = bp.reconcile(path).sources[0]
    assert (report.publisher, str(report.when), report.stated) == ("P", "2024-05", 2)


def test_all_that_is_wrong_in_a_source(write):
    """
    Each problem is told with its line, all at once.
    """
    path = write("mine.toml", 'count = "2"\nnamse = ["Paris"]\nas_of = "2020/2021"')

    found = problems(path)

    assert {(line, field) for _, line, field, _ in found} == {
        (1, "count"),
        (2, "namse"),
        (3, "as_of"),
    }
    assert {p for p, *_ in found} == {path.as_posix()}
    assert any("did you mean 'names'" in problem for *_, problem in found)


def test_a_name_that_is_no_text(write):
    """
    An element is named by its place in the array.
    """
    found = problems(write("mine.toml", 'names = ["Paris",\n  5]'))

    assert [(line, field) for _, line, field, _ in found] == [(1, "names[1]")]


@pytest.mark.parametrize("text", ["names = [", "= 5", "a = " + "[" * 5000])
def test_no_toml(write, text):
    """
    What is not TOML is refused with the path.
    """
    with pytest.raises(bp.DataError, match=r"mine\.toml: not TOML"):
        sources_from(write("mine.toml", text))


def test_a_policy_in_a_file(write):
    """
    A policy says what differs from the default; its id stands in the answer.
    """
    policy = policy_from(write("p.toml", 'id = "mine"\nversion = "7"\nerror = 99'))

    assert policy == bp.Policy(id="mine", version="7", error=99)
    assert bp.reconcile("seed-002", policy=policy).policy == "mine/7"
    wrong = problems(write("q.toml", 'rules = ["coin"]\nlead = -1'), policy_from)
    assert "a rule must be one of" in wrong[0][3]


# A city of one's own ----------------------------------------------------------------------


TABLE = """\
name;names;country;announced;first_act;since;resting_since;until
Łódź;Lodz|Lodsch;pl;;1988;1990-05-01;2022-03;
Ålborg;;DK;;;1960;;1999-12-31
Õhtu;;;2025-02;;;;
Nowhere;;;;;;;
"""


def test_a_table_of_partners(write):
    """
    A table answers what the shipped data answer: who, when, by which name, why.
    """
    own = bp.load(write("Our Town.csv", TABLE))

    assert [p.id for p in own.partners(date(1995, 1, 1))] == ["alborg", "lodz"]
    assert [p.id for p in own.partners(date(2000, 1, 1))] == ["lodz"]
    assert own.city("LODSCH").id == "lodz"
    lodz = own.partnership("Łódź")
    assert (str(lodz.since), str(lodz.since_by("first-act"))) == ("1990-05-01", "1988")
    assert lodz.status(date(2024, 1, 1)) == "resting"
    assert (lodz.city.country, lodz.home("de")) == ("PL", "Our Town")
    assert own.partnership("Õhtu").status(date(2025, 6, 1)) == "announced"
    assert own.partnership("Nowhere").since is None
    assert own.cities["nowhere"].country == "ZZ"
    (said,) = own.statements("lodz#founding", "date")
    assert (said.source, said.at) == ("our-town", "line 2, since")
    assert own.version == "Our Town.csv"


def test_what_a_table_does_not_say_is_not_told(write, capsys):
    """
    No last day, no country, no start: texts leave them out, or say so.
    """
    path = write("Our Town.csv", "name,since\nThere,1990-05-01\nNowhere,\n")
    own = bp.load(path)
    days = own.anniversaries(date(2000, 1, 1), date(2000, 12, 31))

    assert own.known_until == date.max
    assert repr(own).startswith("<Dataset Our Town.csv (2 partnerships, 2 cities) in ")
    assert bp.overview(days).known_until is None
    assert bp.overview([*days, bp.anniversary("kyiv", 2)]).known_until == (
        bp.load().known_until
    )
    assert "until" not in bp.overview(days).explain("en")
    members = own.members(date(1995, 1, 1))
    assert members.explain("en") == (
        "On 1 January 1995 Our Town had at least one partner city: There.\n"
        "Uncertain, because a date is not known, or not to the day: Nowhere."
    )
    assert members.explain("de") == (
        "Am 1. Januar 1995 hatte Our Town mindestens eine Partnerstadt: There.\n"
        "Ungewiss, weil ein Datum nicht oder nicht auf den Tag bekannt ist: Nowhere."
    )
    with pytest.raises(bp.OtherCountryError) as raised:
        own.city("There", country="FR")
    assert raised.value.candidates == ("cities/there",)
    assert "don't say in which country There is" in str(raised.value)
    for words in (["list"], ["show", "Nowhere"], ["show", "cities/nowhere"]):
        cli.main([*words, "--data", str(path), "--language", "en"])
    out = capsys.readouterr().out
    assert "ZZ" not in out
    assert "Start of the partnership: unknown" in out
    (change,) = (c for c in bp.diff(path, "data").changes if c.what == "known_until")
    assert (change.old, change.new) == (None, "2026-03-31")


def test_lists_against_a_table_of_ones_own(write):
    """
    A list is read against the table, and the answer speaks of its town.
    """
    own = bp.load(write("Our Town.csv", TABLE))

    r = own.reconcile(["Lodz", "Ålborg"], ["Lodz"])

    (d,) = r.comparisons[0].differences
    assert (d.entity, d.cause, d.events) == (
        "alborg",
        "temporal",
        ("termination@1999-12-31",),
    )
    assert r.home.en == "Our Town"
    assert r.until == date(1999, 12, 31)  # the year in which the last change was
    members = own.members(date(1995, 1, 1))
    # Nobody knows since when Nowhere is one.
    assert members.explain("en").startswith("On 1 January 1995 Our Town had at least 2")


@pytest.mark.parametrize(
    ("text", "line", "field", "problem"),
    [
        ("name,sinc\nA,1990", 1, "sinc", "did you mean 'since'"),
        ("name,mayor\nA,B", 1, "mayor", "the columns are name, names, country"),
        ("name,name\nA,B", 1, "name", "more than once"),
        ("town\nA", 1, "name", "no column 'name'"),
        ("name,since\n,1990", 2, "name", "is empty"),
        ("name,since\nA,May 1990", 2, "since", "'May 1990' is not a date"),
        ("name,country\nA,France", 2, "country", "expected two letters such as FR"),
        ("name,since\nA,1990\n\na,1991", 4, "name", "'a' is in line 2 already"),
        ("name,since\nA,1990,x", 2, "", "3 cells under 2 heads"),
        ("name,since,until\nA,1990,1989", 2, "until", "1989 is before since (1990)"),
        ("name,since,until\nA,2020/2021,", 2, "since", "is not a date"),
        ("name,since\nA,31.12.1991", 2, "since", "date: write 1991-12-31"),
        ("name,since\nA,3. 10. 1990", 2, "since", "date: write 1990-10-03"),
        ("name,since\nA,10.1990", 2, "since", "date: write 1990-10"),
        ("name,since\nA,31.02.1991", 2, "since", "expected a form such as 1991"),
        ('name,since\nA,1990\n"X,1990\nB,1991', 3, "", "opened in this row and never"),
        ('name,since\n"X,1990\n"Y",1991', 2, "", "goes on after its closing quote"),
        ('name,since\n"X,1990\nY",1991', 3, "name", "has a line break"),
        ("name,names\nA,B\nB,", 3, "name", "'B' is a name of 'A' in line 2"),
        ("name,names\nB,\nA,C|b", 3, "names", "'b' is a name of 'B' in line 2"),
        ("name,names\nB,Ł\nA,l", 3, "names", "'l' is a name of 'B' in line 2"),
    ],
)
def test_what_is_wrong_in_a_table(write, text, line, field, problem):
    """
    Each problem of a table is told with line and column.
    """
    found = problems(write("t.csv", text), bp.load)

    assert (line, field) in {(at, where) for _, at, where, _ in found}
    assert any(problem in said for *_, said in found)


def test_all_that_is_wrong_in_a_table(write):
    """
    All problems are told at once.
    """
    found = problems(write("t.csv", "name,since\n,x\nB,y\n"), bp.load)

    assert [(line, field) for _, line, field, _ in found] == [
        (2, "name"),
        (2, "since"),
        (3, "since"),
    ]


def test_a_broken_row_hides_no_other_problem(write):
    """
    What is wrong before a quote that is not closed is told as well.
    """
    found = problems(write("t.csv", 'name,since\nA,x\n"B,1990\nC,1991\n'), bp.load)

    assert [(line, field) for _, line, field, _ in found] == [(2, "since"), (3, "")]
    listed = problems(write("l.csv", 'name\nParis\n"Kyiv\nTokyo\n'))
    assert [line for _, line, *_ in listed] == [3]
    ((*_, endless),) = problems(write("e.csv", f"name\n{'A' * 200_000}"))
    assert "limit" in endless


def test_a_name_may_be_typed_twice_in_a_row(write):
    """
    A partner's own names may be alike.
    """
    own = bp.load(write("t.csv", 'name,names\nLodz,Łódź|LODZ\n"Villa ""B""",\n'))

    assert [*own.partnerships] == ["lodz", "villa-b"]


def test_dates_that_may_be_in_order_are(write):
    """
    A vague date is in order if one of its days is.
    """
    own = bp.load(
        write("t.csv", "name,since,until\nA,1990-05-01,1990\nB,1990,1990-05-01")
    )

    assert len(own.partnerships) == 2


def test_an_empty_table(write):
    """
    A table without a partner is no data set.
    """
    with pytest.raises(bp.DataError, match="has no row with a partner"):
        bp.load(write("t.csv", "name,since\n"))


def test_a_name_in_another_script(write):
    """
    A name without a Latin letter has its line for an id.
    """
    own = bp.load(write("町.csv", "name,since\n東京,1990"))

    assert [*own.partnerships] == ["line-2"]
    assert own.partnership("東京").home("en") == "町"


# The example ------------------------------------------------------------------------------


def test_the_example_says_what_its_page_says():
    """
    Vzorkov left in 2010, Przykładowo rests, and Nirgendwo is nobody.
    """
    town = bp.load(EXAMPLE / "Musterstadt.csv")

    r = town.reconcile(EXAMPLE / "lists")
    hall, old, paper = r.sources

    assert hall.fits
    assert hall.holds[0].start == date(2010, 12, 31)
    assert {d.entity for d in r.comparisons[0].differences} == {"vzorkov"}
    assert old.holds[0].end == date(2010, 12, 31)
    assert paper.readings[0].definition.id == "-resting"
    assert [e.text for e in paper.entries if e.finding == "identity-unknown"] == [
        "Nirgendwo"
    ]
    r.check()


def test_the_example_runs_as_written(monkeypatch, capsys):
    """
    The commands on its page run where it lies.
    """
    monkeypatch.chdir(EXAMPLE)
    page = Path("README.md").read_text("utf-8")
    commands = [line[2:] for line in page.splitlines() if line.startswith("$ ")]
    assert len(commands) == 3
    for command in commands:
        words = command.partition(" > ")[0].split()[1:]
        assert cli.main(words) == (words[0] == "reconcile")
        out, err = capsys.readouterr()
        assert "Vzorkov" in out
        assert not err
