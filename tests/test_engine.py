"""
The engine of reconciliation is general: it could be taken out and used for a town.
"""

from __future__ import annotations

import ast
import sys

from importlib.resources import files

import pytest


ENGINE = (
    "_explain",
    "_infer",
    "_policy",
    "_reading",
    "_reconcile",
    "_resolution",
    "_resolve",
    "_timeline",
)
# What it stands on: dates, pickles, and the words in which a result is told.
GROUND = {"_dates", "_pickles", "_sentences", "_text", "exceptions"}
# All that the standard library gives it; nothing of it reads, writes, or calls.
STANDARD = {
    "bisect",
    "builtins",
    "collections",
    "datetime",
    "functools",
    "itertools",
    "math",
    "operator",
    "struct",
    "typing",
}


@pytest.fixture(name="text", params=ENGINE)
def _text(request):
    folder = files("berlin_partnerships")
    return folder.joinpath(f"{request.param}.py").read_text("utf-8")


def imported(tree):
    """
    Whatever is imported, ours and others'.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_it_has_no_word_of_any_town(text):
    """
    Who our partners are is for the data to say; only the package has the name.
    """
    assert "berlin" not in text.replace("berlin_partnerships", "").casefold()


def test_it_depends_on_attrs_alone(text):
    """
    No other package, and none of our rooms that know of files or of the data.
    """
    others = set(imported(ast.parse(text))) - STANDARD - {"__future__"}

    assert sys.stdlib_module_names >= STANDARD
    assert others - GROUND - set(ENGINE) <= {"attrs"}


def test_it_reads_and_writes_nothing(text):
    """
    What it is asked, and what it answers, are arguments and results.
    """
    names = {n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)}

    assert not names & {"open", "print", "input", "exec", "eval", "__import__"}
