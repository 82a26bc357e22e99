"""
The line of everything in a TOML file.
"""

from __future__ import annotations

import tomllib

import pytest

from hypothesis import given
from hypothesis import strategies as st

from berlin_partnerships._lines import key_lines


def places(value, steps=()):
    """
    The path of every key and element of a parsed file.
    """
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for step, item in items:
        yield (*steps, step)
        if isinstance(item, (dict, list)):
            yield from places(item, (*steps, step))


TRICKY = '''\
title = "A"  # comment = [ {
"quoted key" = "x # = [ {"
a.b.'c d' = 1.5
[t]
text = """
[no]
x = "1"
\\""" still"""
literal = \'\'\'
it's = [
\'\'\'
numbers = [1.5, [2, 3], # ]
  {g = 1, h.i = {}, j = [ ]}, 'q]']
when = 1991-08-28 07:32:00
[[rows]]
v = true
[[rows.parts]]
w = 2
[[rows.parts]]
[rows.end]
y = { a = 1 , b = [ { c = 2 } ] } # x
[[rows]]
v = -inf
[ spaced . "name" ]
z = """"quoted""""
last = ""
'''
LINES = {
    ("title",): 1,
    ("quoted key",): 2,
    ("a",): 3,
    ("a", "b"): 3,
    ("a", "b", "c d"): 3,
    ("t",): 4,
    ("t", "text"): 5,
    ("t", "literal"): 9,
    ("t", "numbers"): 12,
    ("t", "numbers", 0): 12,
    ("t", "numbers", 1): 12,
    ("t", "numbers", 1, 0): 12,
    ("t", "numbers", 1, 1): 12,
    ("t", "numbers", 2): 13,
    ("t", "numbers", 2, "g"): 13,
    ("t", "numbers", 2, "h"): 13,
    ("t", "numbers", 2, "h", "i"): 13,
    ("t", "numbers", 2, "j"): 13,
    ("t", "numbers", 3): 13,
    ("t", "when"): 14,
    ("rows",): 15,
    ("rows", 0): 15,
    ("rows", 0, "v"): 16,
    ("rows", 0, "parts"): 17,
    ("rows", 0, "parts", 0): 17,
    ("rows", 0, "parts", 0, "w"): 18,
    ("rows", 0, "parts", 1): 19,
    ("rows", 0, "end"): 20,
    ("rows", 0, "end", "y"): 21,
    ("rows", 0, "end", "y", "a"): 21,
    ("rows", 0, "end", "y", "b"): 21,
    ("rows", 0, "end", "y", "b", 0): 21,
    ("rows", 0, "end", "y", "b", 0, "c"): 21,
    ("rows", 1): 22,
    ("rows", 1, "v"): 23,
    ("spaced", "name"): 24,
    ("spaced", "name", "z"): 25,
    ("spaced", "name", "last"): 26,
}


def test_everything_has_its_line():
    """
    Strings, comments, dots, and brackets in brackets lead nobody astray.
    """
    assert key_lines(TRICKY) == LINES


def test_the_example_is_what_it_seems():
    """
    The parser of the standard library sees the same keys and elements.
    """
    found = {*places(tomllib.loads(TRICKY))}

    assert found - {("spaced",)} == {*LINES}


def test_one_statement_a_line():
    """
    Elements of an array of tables are found, with their keys.
    """
    lines = key_lines(
        "x = 1\nstatements = [\n  { a = 1 },\n\n  # no\n  { a = 2 },\n]\n"
    )

    assert lines["statements",] == 2
    assert lines["statements", 0] == lines["statements", 0, "a"] == 3
    assert lines["statements", 1] == lines["statements", 1, "a"] == 6


@pytest.mark.data
def test_the_shipped_files_have_a_line_for_everything(folder):
    """
    In the repository, each key and element has its line, and a key stands on it.
    """
    for path in folder.rglob("*.toml"):
        text = path.read_text("utf-8")
        lines = key_lines(text)
        rows = text.split("\n")

        assert {*places(tomllib.loads(text))} == {*lines}
        for steps, line in lines.items():
            assert isinstance(steps[-1], int) or steps[-1] in rows[line - 1]


values = st.recursive(
    st.booleans() | st.integers() | st.text("ab#[]{}=,.'\"\\\n é", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("ab.", min_size=1, max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


def written(value):
    """
    A value as TOML on one line.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        pairs = (f"{written(key)} = {written(item)}" for key, item in value.items())
        return f"{{ {', '.join(pairs)} }}"
    return str(value)


@given(st.dictionaries(st.text("ab.", min_size=1, max_size=3), values, max_size=4))
def test_every_key_is_found_on_its_line(table):
    """
    Whatever the values are, the n-th key and all in it stand on the n-th line.
    """
    text = "".join(f"{written(key)} = {written(item)}\n" for key, item in table.items())
    numbers = {key: number for number, key in enumerate(table, 1)}

    assert key_lines(text) == {p: numbers[p[0]] for p in places(table)}


@given(st.text("ab=\n\"'[]{},.# ", max_size=40))
def test_what_is_no_toml_does_no_harm(text):
    """
    Of any text, the lines found are lines of the text.
    """
    count = text.count("\n") + 1

    assert all(1 <= line <= count for line in key_lines(text).values())


def test_a_key_of_several_lines_is_none():
    """
    What only looks like a key is taken as it stands.
    """
    assert key_lines('"""a""" = 1') == {('"""a"""',): 1}
