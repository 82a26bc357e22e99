"""
The check of the smaller kinds of record.
"""

from __future__ import annotations

import pytest

import berlin_partnerships as bp

from berlin_partnerships._curation import check
from small_kinds import made_up


@pytest.fixture(name="root")
def _root(tmp_path):
    """
    A copy of the made-up folder with the smaller kinds.
    """
    return made_up(tmp_path / "made-up")


def said(root):
    """
    The problems of *root*, without paths' folder and lines.
    """
    return [(p.path.rpartition("made-up/")[2], p.field, p.problem) for p in check(root)]


def test_the_folder_that_these_tests_break_is_valid(root):
    """
    Unbroken, nothing is reported.
    """
    assert check(root) == ()


TABLE = 'name = { de = "Neues", en = "New" }\n'


@pytest.mark.parametrize(
    ("path", "old", "new", "field", "problem"),
    [
        pytest.param(
            "topics.toml",
            'parent = "arts"',
            'parent = "artz"',
            "music.parent",
            "unknown topic 'artz'; did you mean 'arts'?",
            id="unknown parent",
        ),
        pytest.param(
            "events.toml",
            "[example-visit]",
            '[example-visit]\nkind = "celebretion"',
            "example-visit.kind",
            "unknown kind of event 'celebretion'; did you mean 'celebration'?",
            id="unknown kind of event",
        ),
        pytest.param(
            "topics.toml",
            'basis = "ours"',
            'basis = "our"',
            "arts.basis",
            "unknown basis 'our'; did you mean 'ours'?",
            id="unknown basis",
        ),
        pytest.param(
            "events.toml",
            'stop = "sampleton"',
            'stop = "sampelton"',
            "example-visit.appointments[0].stop",
            "unknown stop 'sampelton'; did you mean 'sampleton'?",
            id="unknown stop",
        ),
        pytest.param(
            "events.toml",
            'id = "dinner"',
            'id = "tour"',
            "example-visit.appointments[2].id",
            "'tour' stands here twice",
            id="doubled appointment",
        ),
        pytest.param(
            "events.toml",
            'id = "concert"',
            'id = "sampleton"',
            "example-visit.appointments[3].id",
            "'sampleton' stands here twice",
            id="appointment with the id of a stop",
        ),
        pytest.param(
            "events.toml",
            'id = "tour"',
            'id = "a-trip"',
            "example-visit.appointments[1]",
            "no statement is about it",
            id="part of which nobody speaks",
        ),
        pytest.param(
            "organizations.toml",
            'kind = "abbreviation"',
            'kind = "nickname"',
            "example-institute.names[0].kind",
            "unknown kind of name 'nickname'",
            id="kind of name",
        ),
        pytest.param(
            "organizations.toml",
            'source = "bulletin"',
            'source = "buletin"',
            "example-institute.names[0].source",
            "unknown source 'buletin'; did you mean 'bulletin'?",
            id="source of a name",
        ),
        pytest.param(
            "places.toml",
            "[example-square]",
            f"[new]\n{TABLE}[example-square]",
            "new",
            "no statement is about it, or refers to it",
            id="place of which nobody speaks",
        ),
        pytest.param(
            "topics.toml",
            "[sports]",
            f"[new]\n{TABLE}[sports]",
            "new",
            "no statement is about it, or refers to it",
            id="topic of which nobody speaks",
        ),
        pytest.param(
            "sources/report.toml",
            'property = "office"',
            'property = "side"',
            "statements[6].property",
            "'side' is a property of organizations, not of people",
            id="property of another kind",
        ),
        pytest.param(
            "sources/report.toml",
            '#talk", property = "site", value = "places/example-square"',
            '#talk", property = "city", value = "cities/sampleton"',
            "statements[3].property",
            (
                "'city' is a property of organizations, places, events, stops, "
                "programs, cooperations, not of appointments"
            ),
            id="property of another part",
        ),
        pytest.param(
            "sources/report.toml",
            "events/example-visit#dinner",
            "events/example-visit#diner",
            "statements[4].about",
            "unknown part of example-visit 'diner'; did you mean 'dinner'?",
            id="unknown part",
        ),
        pytest.param(
            "sources/report.toml",
            "people/ada-example",
            "people/ada-example#nose",
            "statements[6].about",
            "only partnerships and events have parts",
            id="part of a person",
        ),
        pytest.param(
            "sources/report.toml",
            'value = "programs/later-grant"',
            'value = "places/example-square"',
            "statements[10].value",
            "unknown kind of record 'places'",
            id="reference to another kind",
        ),
        pytest.param(
            "topics.toml",
            "parent =",
            "parnet =",
            "jazz.parnet",
            None,
            id="unknown key",
        ),
    ],
)
def test_a_problem_is_reported_where_it_is(root, path, old, new, field, problem):
    """
    With the file, the field, and what is wrong.
    """
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")

    found = {(p, f): message for p, f, message in said(root)}
    assert (path, field) in found
    if problem is not None:
        assert found[path, field].startswith(problem)


@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("topics.toml", "[sports]"),
        ("people.toml", "[ada-example]"),
        ("events.toml", 'id = "old-mill"'),
        ("events.toml", 'id = "tour"'),
    ],
)
def test_ids_are_slugs(root, path, old):
    """
    Of records as well as of their parts.
    """
    new = old.replace("[", "[X_").replace('"', '"X_', 1)
    text = (root / path).read_text("utf-8")
    (root / path).write_text(text.replace(old, new, 1), "utf-8")

    problems = [problem for where, _, problem in said(root) if where == path]
    assert any(
        problem.startswith("'X_") and "is no slug" in problem for problem in problems
    )


def test_no_topic_is_in_itself(root):
    """
    A circle is reported at each topic in it, and not at one on the way to it.
    """
    path = root / "topics.toml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace('basis = "ours"', 'parent = "music"').replace(
            "[sports]", '[sports]\nparent = "jazz"'
        ),
        "utf-8",
    )

    assert said(root) == [
        ("topics.toml", "arts.parent", "is in itself: arts in music in arts"),
        ("topics.toml", "music.parent", "is in itself: music in arts in music"),
    ]


def test_a_topic_is_not_right_below_itself(root):
    """
    The smallest circle is one, too.
    """
    path = root / "topics.toml"
    text = path.read_text("utf-8").replace('parent = "arts"', 'parent = "music"')
    path.write_text(text, "utf-8")

    assert (
        "topics.toml",
        "music.parent",
        "is in itself: music in music",
    ) in said(root)


def celebration(root, *statements):
    """
    Make the visit a celebration, with further statements about it.
    """
    path = root / "events.toml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("-visit]\n", '-visit]\nkind = "celebration"\n', 1), "utf-8"
    )
    path = root / "sources/report.toml"
    lines = [
        f'  {{ about = "events/example-visit", {statement}, at = "line 9" }},\n'
        for statement in statements
    ]
    text = path.read_text("utf-8")
    path.write_text(text.replace("\n]\n", "\n" + "".join(lines) + "]\n"), "utf-8")


def test_a_celebration(root):
    """
    It is complete with a partnership, a number, and days.
    """
    celebration(root, 'property = "anniversary", value = 30')

    assert said(root) == []
    visit = bp.load(root).events["example-visit"]
    assert (visit.kind, visit.anniversary) == ("celebration", 30)


@pytest.mark.parametrize("missing", ["partnership", "held", "anniversary"])
def test_a_celebration_is_of_something(root, missing):
    """
    Without one of the three, nothing can be measured.
    """
    celebration(root, 'property = "anniversary", value = 30')
    for path in (root / "sources").iterdir():
        kept = [
            line
            for line in path.read_text("utf-8").splitlines()
            if f'example-visit", property = "{missing}"' not in line
        ]
        path.write_text("\n".join(kept) + "\n", "utf-8")

    assert said(root) == [
        (
            "events.toml",
            "example-visit.kind",
            f"a celebration needs a statement of its {missing!r}",
        )
    ]


@pytest.mark.parametrize("held", ["2024-11-10/..", "../2024-11-15"])
def test_a_celebration_has_two_ends(root, held):
    """
    What goes on without an end is no celebration.
    """
    celebration(
        root,
        'property = "anniversary", value = 30',
        f'property = "held", value = "{held}"',
    )

    assert said(root) == [
        (
            "events.toml",
            "example-visit.kind",
            f"a celebration has a first and a last day, not {held!r}",
        )
    ]


def test_a_celebration_beside_a_broken_file(root):
    """
    What cannot be read may say the number, the days, and the partnership.
    """
    celebration(root)
    path = root / "sources/report.toml"
    path.write_text(path.read_text("utf-8").replace(" = ", " ", 1), "utf-8")

    assert [where for where, _, _ in said(root)] == ["sources/report.toml"]


def test_a_broken_file_is_the_only_problem(root):
    """
    What cannot be read may speak of a record, or of a part.
    """
    path = root / "sources/report.toml"
    path.write_text(path.read_text("utf-8").replace(" = ", " ", 1), "utf-8")

    ((where, _, problem),) = said(root)
    assert where == "sources/report.toml"
    assert "not TOML" in problem
