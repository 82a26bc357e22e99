"""
The comparison of celebrations from outside: one line each, and an honest exit code.
"""

from __future__ import annotations

import importlib.util
import json

from pathlib import Path

import pytest


TOOL = Path(__file__).parent.parent / "tools" / "celebrations.py"

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not TOOL.is_file(), reason="no checkout"),
]

PRAGUE = {"subject": "Prag", "years": 30, "from": "2025-06-11", "to": "2025-06-11"}
STATED = {
    "start_date": "1995-06-10",
    "year_difference": 30,
    "full_years_on_first_day": 30,
    "full_years_on_last_day": 30,
    "position": "after the day",
}


@pytest.fixture(name="tool")
def _tool():
    spec = importlib.util.spec_from_file_location("celebrations_tool", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


@pytest.fixture(name="run")
def _run(tool, tmp_path, capsys):
    """
    Compare a file with this content; the exit code, and the lines.
    """
    path = tmp_path / "cases.json"

    def run(content):
        path.write_text(json.dumps(content), "utf-8")
        code = tool.main([str(path)])
        said = capsys.readouterr()
        return code, (said.out + said.err).splitlines()

    return run


def test_a_celebration_that_agrees(run):
    """
    What is stated and computed alike is no difference.
    """
    assert run([{**PRAGUE, **STATED}]) == (
        0,
        [
            "Prag 30 2025-06-11: jubilee-year, founding-agreement, 1 days, held",
            "1 celebrations: 1 jubilee-year; 0 differ",
        ],
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("start_date", "1995-06-11"),
        ("year_difference", 29),
        ("full_years_on_first_day", 29),
        ("full_years_on_last_day", 31),
        ("position", "on the day"),
    ],
)
def test_a_statement_that_differs(run, key, value):
    """
    Each field that a case states is compared.
    """
    code, lines = run({"entries": [{**PRAGUE, **STATED, key: value}]})

    assert code == 1
    assert f"DIFFERS: {key} {value!r}, not {STATED[key]!r}" in lines[0]


def test_celebrations_that_are_not_held(run):
    """
    Others are measured, too, whether or not their number fits.
    """
    odd = [
        {"kind": "name", "subject": "prague"},
        {"subject": "kyiv", "value": 2, "from": "2025"},
        {"subject": "kyiv", "years": 5, "from": "2025"},
        {"subject": "jakarta", "years": 25, "from": "2018"},
        {"subject": "kyiv", "years": 2, "from": "2020", "year_difference": -3},
    ]

    assert run(odd) == (
        0,
        [
            "kyiv 2 2025: jubilee-year, founding-agreement, -256…108 days",
            "kyiv 5 2025: does not fit",
            "jakarta 25 2018: jubilee-year, first-act, -111…253 days",
            "kyiv 2 2020: does not fit",
            "4 celebrations: 2 does not fit, 2 jubilee-year; 0 differ",
        ],
    )


@pytest.mark.parametrize(
    "case",
    [
        {"subject": "Atlantis", "years": 30, "from": "2025"},
        {"subject": "prague", "years": "30", "from": "2025"},
        {"subject": "prague", "years": 30, "from": "June"},
        {"subject": "prague", "years": 30},
        {},
    ],
)
def test_a_case_that_cannot_be_measured(run, case):
    """
    It differs, and the others are compared all the same.
    """
    code, lines = run([case, PRAGUE])

    assert code == 1
    assert lines[1].startswith("Prag 30")
    assert lines[2].endswith("1 differ")


@pytest.mark.parametrize("content", [5, {}, {"entries": 5}, [5], "text"])
def test_another_form(run, content):
    """
    A file of another form is refused.
    """
    code, lines = run(content)

    assert code == 2
    assert "expected a list of objects" in lines[0]


def test_help(tool, run, capsys):
    """
    The help tells the form of the file, with an example that is right.
    """
    with pytest.raises(SystemExit) as ended:
        tool.main(["--help"])
    said = capsys.readouterr().out

    assert ended.value.code == 0
    for key in ("subject", "years", "from", "to", *STATED):
        assert key in said
    (example,) = (line for line in said.splitlines() if line.startswith("  [{"))
    assert run(json.loads(example))[0] == 0


@pytest.mark.parametrize("arguments", [[], ["a", "b"]])
def test_a_wrong_call(tool, capsys, arguments):
    """
    One file is compared.
    """
    with pytest.raises(SystemExit) as ended:
        tool.main(arguments)

    assert ended.value.code == 2
    assert "usage: celebrations.py" in capsys.readouterr().err
