"""
What the check does beyond single lines: whole files, whole folders.
"""

from __future__ import annotations

import shutil

import pytest

from berlin_partnerships._curation import check
from berlin_partnerships._curation._words import (
    foreign,
    no_country,
    no_language,
    no_script,
    no_subdivision,
    no_timezone,
    words,
)
from berlin_partnerships._read import Folder


def said(root):
    """
    The problems of *root*, with paths inside of it.
    """
    return [p.removeprefix(f"{root.as_posix()}/") for p in check(root)]


# Files ------------------------------------------------------------------------------


def test_a_missing_folder_is_one_problem(tmp_path):
    """
    Who types the wrong path is told that, and not what all is missing there.
    """
    path = tmp_path / "dtaa"

    assert check(path) == (f"{path.as_posix()}:1: no data folder is here",)


@pytest.mark.parametrize(
    "name", ["properties.toml", "parties.toml", "judgements.toml", "VERSION"]
)
def test_a_missing_file_is_reported(root, name):
    """
    Without one of the single files, the check says which.
    """
    (root / name).unlink()

    assert any(problem.startswith(f"{name}:1: ") for problem in said(root))


@pytest.mark.parametrize("version", ["", "soon", "2026-11-31", "20261122", "2026-11"])
def test_the_version_is_a_day(root, version):
    """
    The version of the data must be the day of its last change.
    """
    (root / "VERSION").write_text(version, "utf-8")

    assert said(root) == ["VERSION:1: expected a day such as 2026-11-22"]


def test_the_version_may_count_changes_of_one_day(root):
    """
    A second version of a day has a number behind it.
    """
    (root / "VERSION").write_text("2026-11-22.2\n", "utf-8")

    assert said(root) == []


def test_the_version_must_be_text(root):
    """
    Bytes that are no text are no version.
    """
    (root / "VERSION").write_bytes(b"\xff\xfe")

    assert said(root) == ["VERSION:1: expected a day such as 2026-11-22"]


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        pytest.param(
            lambda data: b"\xef\xbb\xbf" + data,
            "1: starts with a byte-order mark; save without it",
            id="byte-order mark",
        ),
        pytest.param(
            lambda data: data.replace(b"\n", b"\r\n"),
            "1: has the line ends of Windows; save it with LF",
            id="line ends",
        ),
        pytest.param(
            lambda data: data.replace(b"party", b"\tparty", 1),
            "3: has a tab; indent with two spaces",
            id="tab",
        ),
        pytest.param(
            lambda data: data.replace(b"both", b"b\xf6th"),
            "9: not UTF-8: byte 144 is no text",
            id="Latin-1",
        ),
    ],
)
def test_the_bytes_of_a_file_are_looked_at(root, damage, problem):
    """
    What an editor does to a file unasked is said, and nothing follows from it.
    """
    path = root / "partnerships/sampleton.toml"
    path.write_bytes(damage(path.read_bytes()))

    assert said(root) == [f"partnerships/sampleton.toml:{problem}"]


def test_arrays_in_arrays_end_somewhere(root):
    """
    A file nested without end is refused, and the check goes on.
    """
    (root / "cities/deep.toml").write_text("a = " + "[" * 5000 + "]" * 5000, "utf-8")

    assert said(root) == ["cities/deep.toml:1: not TOML: nested too deeply"]


def test_numbers_without_end_are_refused(root):
    """
    A number longer than Python reads is a problem, not a crash.
    """
    (root / "cities/long.toml").write_text("geonames = " + "9" * 5000, "utf-8")

    (problem,) = said(root)
    assert problem.startswith("cities/long.toml:1: not TOML: ")


def test_a_folder_with_the_name_of_a_file_is_no_file(root):
    """
    What cannot be opened is said with the system's reason.
    """
    (root / "cities/odd.toml").mkdir()

    (problem,) = said(root)
    assert problem.startswith("cities/odd.toml:1: cannot be read: ")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("cities/newtown.tml", "this file is not read; .toml is"),
        ("sources/notes.txt", "this file is not read; .toml is"),
        (
            "judgments.toml",
            "this file is not read; did you mean 'judgements.toml'?",
        ),
        ("xyz.toml", "this file is not read"),
    ],
)
def test_files_that_nobody_reads_are_reported(root, path, problem):
    """
    A file in the wrong place, or with the wrong end, would be lost in silence.
    """
    (root / path).write_text("", "utf-8")

    assert said(root) == [f"{path}:1: {problem}"]


def test_hidden_files_are_left_alone(root):
    """
    What editors and systems leave behind is none of the data.
    """
    (root / "cities/.#kyiv.toml").write_text("half a file", "utf-8")
    (root / "cities/.swp").write_text("half a file", "utf-8")

    assert said(root) == []


@pytest.mark.parametrize("kind", ["cities", "partnerships", "sources"])
def test_file_names_are_slugs(root, kind):
    """
    The file name is the id, so it has to be one; also if the file is broken.
    """
    (root / kind / "New_Town.toml").write_text("half a", "utf-8")

    problems = said(root)
    assert (
        f"{kind}/New_Town.toml:1: "
        "'New_Town' is no slug: lower-case letters, digits, hyphens"
    ) in problems
    assert len(problems) == 2


# What follows from a broken file, and what does not ------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "cities/exampleville.toml",
        "cities/greater-exampleville.toml",
        "partnerships/exampleville.toml",
        "sources/example-atlas.toml",
        "sources/example-gazette.toml",
        "sources/example-treaty.toml",
        "sources/example-agency.toml",
        "parties.toml",
        "properties.toml",
        "judgements.toml",
    ],
)
def test_a_broken_file_is_the_only_problem(root, path):
    """
    Nothing is reported elsewhere because a file cannot be read.
    """
    text = (root / path).read_text("utf-8")
    (root / path).write_text(text.replace(" = ", " ", 1), "utf-8")

    (problem,) = said(root)
    assert problem.startswith(f"{path}:")
    assert "not TOML" in problem


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("sources/example-gazette.toml", 'title = "', 'titel = "'),
        ("sources/example-gazette.toml", 'property = "date"', 'property = "dat"'),
        ("sources/example-gazette.toml", 'at = "line 3", as_of', "at = 3, as_of"),
        ("sources/example-gazette.toml", '"[2024-01-01..2024-12-31]"', "2024"),
        ("partnerships/exampleville.toml", "reason = ", "raeson = "),
        ("partnerships/exampleville.toml", 'city = "exampleville"', "city = 1"),
        ("properties.toml", 'type = "date"', "type = 1"),
        ("properties.toml", 'values = ["active"', 'values = [1, "active"'),
        ("parties.toml", "name = ", "nmae = "),
        ("cities/exampleville.toml", "latitude = 46.5", 'latitude = "46.5"'),
        ("cities/exampleville.toml", 'text = "Exampleville"', "text = 1"),
        ("cities/exampleville.toml", 'country = "FR"', "country = 33"),
        ("judgements.toml", 'about = "', 'abuot = "'),
        (
            "sources/example-treaty.toml",
            'about = "partnerships/exampleville#1990',
            'abuot = "partnerships/exampleville#1990',
        ),
    ],
)
def test_a_broken_line_is_the_only_problem(root, edit, path, old, new):
    """
    Only the line itself is reported, however much hangs on it.
    """
    edit(path, old, new)

    lines = {(p.path, p.line) for p in check(root) if p.problem != "missing"}
    assert len(lines) == 1


def test_problems_of_form_and_meaning_are_reported_together(root, edit):
    """
    Who forgets a key is told at once what else is wrong.
    """
    edit("sources/example-gazette.toml", 'title = "', 'titel = "')
    edit("sources/example-gazette.toml", 'kind = "press"', 'kind = "papers"')
    edit("sources/example-gazette.toml", 'value = "resting"', 'value = "resing"')

    fields = [problem.field for problem in check(root)]
    assert fields == ["titel", "title", "kind", "statements[4].value"]


def test_each_problem_is_reported_once(root):
    """
    Two ways to the same problem are one problem.
    """
    folder = Folder(root)
    folder.report("VERSION", (), "is old")
    folder.report("VERSION", (), "is old")

    assert folder.found() == (f"{root.as_posix()}/VERSION:1: is old",)


# Across files -------------------------------------------------------------------------


def test_sources_do_not_copy_each_other_in_a_circle(root, edit):
    """
    Each source of a circle is told; a source on the way to it is not.
    """
    edit(
        "sources/example-agency.toml",
        "left_out",
        'derived_from = ["example-treaty"]\nleft_out',
    )
    edit(
        "sources/example-treaty.toml",
        "published",
        'derived_from = ["example-agency"]\npublished',
    )

    assert said(root) == [
        (
            "sources/example-agency.toml:6: derived_from[0]: "
            "'example-treaty' is derived from this source in turn"
        ),
        (
            "sources/example-treaty.toml:7: derived_from[0]: "
            "'example-agency' is derived from this source in turn"
        ),
    ]


def test_no_city_is_in_itself(root, edit):
    """
    A circle of parents is reported at each city in it, and only there.
    """
    edit("cities/greater-exampleville.toml", "note", 'parent = "exampleville"\nnote')
    edit("cities/sampleton.toml", "label", 'parent = "exampleville"\nlabel')

    assert said(root) == [
        (
            "cities/exampleville.toml:10: parent: is in itself: "
            "exampleville in greater-exampleville in exampleville"
        ),
        (
            "cities/greater-exampleville.toml:8: parent: is in itself: "
            "greater-exampleville in exampleville in greater-exampleville"
        ),
    ]


def test_what_was_judged_wrong_may_be_in_the_wrong_order(root, edit):
    """
    A date that a curator set aside is no end before the start.
    """
    edit(
        "sources/example-gazette.toml",
        'suspension", property = "date", value = "2022-03~", at = "line 3", mode = "reported"',
        'suspension", property = "date", value = "1985", at = "line 3", mode = "reported"',
    )
    edit("judgements.toml", "1991-agreement", "2022-suspension")
    edit("judgements.toml", '"1991-06"', '"1985"')

    assert said(root) == []


def test_the_day_of_the_data_is_not_after_it(root, edit):
    """
    A source of the very day in VERSION may be held.
    """
    edit("sources/example-gazette.toml", "[2024-01-01..2024-12-31]", "2026-11-22")

    assert said(root) == []


def test_an_id_is_a_name_too(root, edit):
    """
    A city is found by its id, so no other city may have it as a name.
    """
    (root / "cities/sampleton.toml").rename(root / "cities/sample-town.toml")
    edit("cities/berlin.toml", 'text = "Berlin", lang', 'text = "Sample Town", lang')

    problem = "names[0].text: 'Sample Town' is a name of sample-town too"
    assert f"cities/berlin.toml:5: {problem}" in said(root)


def test_an_act_needs_a_statement(root, edit):
    """
    An act of which no source speaks is reported where it is listed.
    """
    edit("sources/example-treaty.toml", "#1990-declaration", "#1991-agreement")

    assert (
        "partnerships/exampleville.toml:7: acts[0]: no statement is about it"
        in said(root)
    )


def test_a_part_of_a_broken_partnership_is_left_open(root, edit):
    """
    Whether an act exists is not known if the partnership cannot be read.
    """
    edit("partnerships/sampleton.toml", "city = ", "city ")

    assert len(said(root)) == 1


def test_a_statement_about_parts_of_a_partnership_without_any(root):
    """
    A partnership without acts is told to have some, and the statement nothing.
    """
    (root / "partnerships/sampleton.toml").write_text(
        'city = "sampleton"\nlevel = "state"\nparty = "berlin"\nrelation = "friendship"\n',
        "utf-8",
    )

    assert said(root) == [
        (
            "partnerships/sampleton.toml:1: acts: "
            "needs a founding act, or an announcement if none was signed yet"
        )
    ]


def test_a_borough_has_its_own_ids(root):
    """
    A borough's partnership is named after both sides.
    """
    path = root / "partnerships/sampleton.toml"
    text = path.read_text("utf-8").replace('"state"', '"borough"')
    path.unlink()
    (root / "partnerships/mitte-sampleton.toml").write_text(text, "utf-8")
    gazette = root / "sources/example-gazette.toml"
    gazette.write_text(
        gazette.read_text("utf-8").replace(
            "partnerships/sampl", "partnerships/mitte-sampl"
        ),
        "utf-8",
    )

    assert said(root) == []


# Codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag", ["de", "mul", "zh-Latn-pinyin", "uz-Cyrl", "de-AT", "gsw", "sr-Latn-RS"]
)
def test_language_tags(tag):
    """
    Languages with a script, a region, or a variant behind them are languages.
    """
    assert no_language(tag) == ""


@pytest.mark.parametrize(
    "tag", ["", "DE", "deu", "ger", "german", "de_DE", "xx", "de-Xxxx"]
)
def test_what_is_no_language_tag(tag):
    """
    Upper case, longer codes where a shorter one exists, and unknown codes are none.
    """
    assert no_language(tag)


@pytest.mark.parametrize(
    ("problem", "good", "bad"),
    [
        (no_country, "UA", ["ua", "UK", "", "UKR"]),
        (no_script, "Cyrl", ["cyrl", "Cyrillic", "", "Xxxx"]),
        (no_timezone, "Europe/Kyiv", ["Kyiv", "europe/kyiv", "", "Europe/Kiyv"]),
        (
            lambda code: no_subdivision(code, "UA"),
            "UA-30",
            ["ua-30", "UA-3", "", "DE-BE", "UA"],
        ),
    ],
)
def test_codes_are_those_of_the_standards(problem, good, bad):
    """
    A code is one of its list, in the case that the standard writes.
    """
    assert problem(good) == ""
    assert all(map(problem, bad))


def test_time_zones_on_a_machine_without_any(monkeypatch):
    """
    Where the system knows no time zones, only the form of a name is looked at.
    """
    monkeypatch.setattr("berlin_partnerships._curation._words._timezones", frozenset)

    assert no_timezone("Europe/Atlantis") == ""
    assert no_timezone("Atlantis") != ""


@pytest.mark.parametrize(
    ("text", "script", "letter"),
    [
        ("Kyiv", "Latn", ""),
        ("Toshkent shahri, Oʻzbekiston", "Latn", ""),
        ("Київ", "Cyrl", ""),
        ("Kиїв", "Cyrl", "K"),
        ("東京都ベルリン", "Jpan", ""),
        ("L.A. 2", "Latn", ""),
        ("anything", "Zyyy", ""),
    ],
)
def test_letters_belong_to_their_script(text, script, letter):
    """
    A letter that only looks right is found; marks and digits are any script's.
    """
    assert foreign(text, script) == letter


@pytest.mark.parametrize(
    ("quote", "count"),
    [("", 0), ("…", 0), ("one – two …", 2), ("„Gemeinsame Erklärung“", 2), ("18.", 1)],
)
def test_words_are_counted_as_people_do(quote, count):
    """
    Dashes and marks of omission are no words.
    """
    assert words(quote) == count


# The real data --------------------------------------------------------------------------


@pytest.mark.data
@pytest.mark.parametrize("name", ["city", "partnership", "source"])
def test_templates_have_the_right_form(folder, root, name):
    """
    Who copies a template and changes nothing has a file of the right form.
    """
    kind = {"city": "cities", "partnership": "partnerships", "source": "sources"}[name]
    shutil.copy(folder / f"templates/{name}.toml", root / kind / "template.toml")
    reading = Folder(root)
    reading.read()

    assert reading.problems == []
