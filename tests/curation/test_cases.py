"""
Broken files that carry their expectations.

Each file in ``cases`` says in its first line which file of the valid folder it
stands for. What must be reported stands on the line that must be reported, after
``# error:``, and what another file must be told at the end, after ``# elsewhere:``.
"""

from __future__ import annotations

import re

from pathlib import Path

import pytest

from berlin_partnerships._curation import check


CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_problems_are_reported_on_their_line(case, root):
    """
    Exactly the lines with an expectation are reported, in its words.
    """
    text = case.read_text("utf-8")
    target = re.match(r"# file: (\S+)", text)[1]
    (root / target).write_text(text, "utf-8")

    expected = [
        f"{target}:{number}: {said}"
        for number, line in enumerate(text.splitlines(), 1)
        for said in line.split("  # error: ")[1:]
    ]
    expected += re.findall(r"^# elsewhere: (.+)", text, re.MULTILINE)
    found = [p.removeprefix(f"{root.as_posix()}/") for p in check(root)]

    assert len(expected) == len(found)
    for wanted, said in zip(sorted(expected), sorted(found), strict=True):
        if wanted.endswith("…"):  # the rest is the parser's, and differs by version
            assert said.startswith(wanted[:-1])
        else:
            assert said == wanted


def test_the_folder_that_cases_break_is_valid(valid):
    """
    Without a case, nothing is reported.
    """
    assert check(valid) == ()


def test_every_case_expects_something():
    """
    A case without an expectation would only repeat the valid folder.
    """
    silent = [c.name for c in CASES if "# error: " not in c.read_text("utf-8")]

    assert silent == []
