"""
The runner of cases from outside: one line a case, and an honest exit code.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys

from pathlib import Path

import pytest


TOOL = Path(__file__).parent.parent / "tools" / "conformance.py"

pytestmark = pytest.mark.skipif(not TOOL.is_file(), reason="no checkout")

TOWN = {
    "entities": {
        "ash": ["Ash", "Asch"],
        "birk": ["Birk"],
        "esk": ["Esk"],
        "ebb": ["Esk"],
    },
    "events": [
        ["ash", "join", "1970-05-01"],
        ["birk", "join", "1980", {"instrument": "declaration"}],
        ["birk", "suspend", "1990-01-01"],
        ["birk", "resume", "1995-01-01", {"recorded": "1995-02-01"}],
        ["esk", "plan", "1999-01-01"],
        ["esk", "cancel", "1999-06-01"],
        ["ebb", "join", "2000-01-01"],
        ["ebb", "upgrade", "2001-01-01", {"level": "borough"}],
        ["ebb", "leave", "2002-01-01"],
    ],
}
FORMAL = {
    "statuses": ["active", "suspended"],
    "instruments": ["agreement", "declaration"],
    "levels": ["city"],
}


def span(start, end):
    return {"from": start, "until": end}


BOTH = span("1980-12-31", "2000-01-01")
CASES = [
    {
        "id": "date", "kind": "date", "input": {"list": ["Asch", "Birk"]},
        "expected": {
            "possible": [span("1980-01-01", "2000-01-01"), span("2001-01-01", None)],
            "certain": [BOTH, span("2001-01-01", None)],
        },
    },
    {
        "id": "open", "kind": "date", "input": {"list": ["Birk"], "closed": False},
        "expected": {"certain": [span("1980-12-31", None)]},
    },
    {
        "id": "count", "kind": "count", "input": {"n": 2, "definitions": ["+planned"]},
        "expected": {"windows": {"+planned": [
            span("1980-01-01", "1999-01-01"), span("1999-06-01", "2000-01-01"),
            span("2001-01-01", None),
        ]}},
    },
    {
        "id": "asof", "kind": "asof",
        "input": {"on": "1996-01-01", "known_on": "1995-01-31", "definition": "-suspended"},
        "expected": {"certain": 1, "possible": 1},
    },
    {
        "id": "interpret", "kind": "interpret",
        "input": {"source": {"id": "s", "mentions": ["Ash", "Asch"], "stated_count": 2,
                             "published": "1992-05"}},
        "expected": {
            "readings": [["formal", span("1970-05-01", "1980-12-31"),
                          [], [], "stale", 8]],
            "internal": {"stated": 2, "mentions": 2, "distinct": 1,
                         "cause": "duplicate-names",
                         "duplicates": {"ash": ["Ash", "Asch"]}},
            "exact": True,
        },
    },
    {
        "id": "compare", "kind": "compare",
        "input": {"A": {"id": "x", "mentions": ["Ash", "Esk"]},
                  "B": {"id": "x", "mentions": ["Asch", "Birk"]}},
        "expected": {
            "differences": [["birk", "B", "temporal", ["join@1980"]]],
            "bridge": [2, 0, 2, 0],
            "bridge_items": [["Esk", "identity-ambiguous", -1], ["birk", "temporal", 1]],
            "aliases": [["Ash", "Asch"]],
            "definitions": ["formal", "formal"],
        },
    },
    {
        "id": "contradiction", "kind": "compare",
        "input": {"A": {"id": "a", "mentions": ["Ash", "Birk"], "as_of": "1985"},
                  "B": {"id": "b", "mentions": ["Birk"], "as_of": "1985",
                        "excluded": ["Ash", "Nobody"]}},
        "expected": {"differences": [["ash", "A", "contradiction", []]]},
    },
    {
        "id": "overlap", "kind": "overlap",
        "input": {"lists": [{"relation": "partner", "names": ["Ash", "Birk"]},
                            {"relation": "visit", "names": ["Asch"]}]},
        "expected": {"overlaps": [["ash", ["partner", "visit"]]], "contradictions": []},
    },
    {
        "id": "value", "kind": "value", "fixture": None,
        "input": {"claims": [
            {"source": "a", "value": "1990-05", "of": "letter"},
            {"source": "b", "value": "1991", "of": "treaty", "published": "2001"},
            {"source": "c", "value": "1990"},
            {"source": "d", "value": "1970", "rank": "deprecated"},
        ]},
        "expected": {
            "status": "by-definition", "value": {"letter": "1990-05", "treaty": "1991"},
            "attached": {"letter": ["c", "a"], "treaty": ["b"]},
            "trace_has": "deprecated",
        },
    },
    {
        "id": "words", "kind": "value", "fixture": None,
        "input": {"domain": "category", "parents": {"finer": "wide"}, "policy": ["class"],
                  "claims": [{"source": "a", "value": "wide"},
                             {"source": "b", "value": "finer", "cls": "press"}]},
        "expected": {"status": "compatible", "value": "finer", "by": None,
                     "groups": [["a", "b"]], "candidates": ["finer"]},
    },
    {
        "id": "explain", "kind": "explain",
        "input": {"sources": [{"id": "a", "mentions": ["Ash"]},
                              {"id": "b", "mentions": ["Ash", "Birk", "Nobody"]}]},
        "expected": {"events": ["birk:join@1980"], "cost": 20,
                     "factors": [["identity-unknown", "Nobody", "b"]]},
    },
    {
        "id": "infer", "kind": "infer", "fixture": None,
        "input": {"observations": [
            {"source": "a", "from": "1990-01-01", "present": False, "weight": 20},
            {"source": "b", "from": "1991-01-01", "present": True, "weight": 20},
        ]},
        "expected": {"events": [["join", "1990-01-01", "1991-01-01"]], "errors": [],
                     "cost": 15},
    },
]  # fmt: skip


@pytest.fixture(name="tool", scope="module")
def _tool():
    """
    The runner as a module.
    """
    spec = importlib.util.spec_from_file_location("conformance", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def file_of(*cases):
    """
    A file of cases about the small town.
    """
    return {
        "format": "reconcile-cases/1",
        "definitions": {"formal": FORMAL},
        "fixtures": {"town": TOWN},
        "cases": [{"fixture": "town", **case} for case in cases],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_kind_of_case_can_be_run(tool, case):
    """
    What was expected by hand is what comes out.
    """
    assert tool.run(file_of(case)) == [(case["id"], {})]


def test_only_the_keys_that_are_given_are_compared(tool):
    """
    A case that expects nothing passes; one that expects anything else does not.
    """
    case = {**CASES[0], "expected": {}}
    wrong = {**CASES[0], "expected": {"certain": [], "never": 1}}

    assert tool.run(file_of(case)) == [("date", {})]
    ((_, differs),) = tool.run(file_of(wrong))
    assert {key: expected for key, (expected, _) in differs.items()} == {
        "certain": [],
        "never": 1,
    }


def test_if_all_pass_the_exit_code_is_0(tool, tmp_path, capsys):
    """
    A line a case, then the sum.
    """
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(file_of(*CASES[:2])), "utf-8")

    assert tool.main([str(path)]) == 0
    assert capsys.readouterr().out == "date ok\nopen ok\n2 passed, 0 failed\n"


def test_if_one_differs_the_exit_code_is_1(tool, tmp_path, capsys):
    """
    The line says what was expected and what came.
    """
    path = tmp_path / "cases.json"
    wrong = {**CASES[3], "expected": {"certain": 9}}
    path.write_text(json.dumps(file_of(CASES[0], wrong)), "utf-8")

    assert tool.main([str(path)]) == 1
    assert "asof DIFFERENT certain: expected 9, got 1" in capsys.readouterr().out


def test_a_case_that_cannot_be_run_is_a_difference(tool):
    """
    One bad date does not hide how the other cases fare.
    """
    bad = {**CASES[3], "input": {**CASES[3]["input"], "definition": "other"}}
    (_, differs), (_, fine) = tool.run(file_of(bad, CASES[0]))

    assert "other" in differs["error"][1]
    assert fine == {}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cases": [{}]}'])
def test_if_the_file_cannot_be_read_the_exit_code_is_2(tool, tmp_path, capsys, text):
    """
    Whatever is wrong with it, a message and no traceback.
    """
    path = tmp_path / "cases.json"
    path.write_text(text, "utf-8")

    assert tool.main([str(path)]) == 2
    assert tool.main([str(tmp_path / "none.json")]) == 2
    assert tool.main([]) == 2
    assert "expected: conformance.py FILE" in capsys.readouterr().err


def test_it_runs_as_a_script(fresh, tmp_path):
    """
    As it is run from outside.
    """
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(file_of(CASES[0])), "utf-8")
    done = fresh(str(TOOL), str(path))

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, b"1 passed, 0 failed")


@pytest.mark.skipif("RECONCILE_CASES" not in os.environ, reason="no file is named")
def test_the_cases_named_from_outside_pass(tool):
    """
    The file that the environment variable RECONCILE_CASES names.
    """
    file = json.loads(Path(os.environ["RECONCILE_CASES"]).read_text("utf-8"))

    assert {id: wrong for id, wrong in tool.run(file) if wrong} == {}
