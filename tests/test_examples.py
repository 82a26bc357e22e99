"""
The notebooks among the examples, as they are kept; `nox -s notebooks` executes them.
"""

from __future__ import annotations

import ast
import json
import re

from pathlib import Path

import pytest


EXAMPLES = Path(__file__).parent.parent / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


@pytest.fixture(name="cells", params=NOTEBOOKS, ids=lambda path: path.name)
def _cells(request):
    """
    The cells of a notebook with code.
    """
    cells = json.loads(request.param.read_text("utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_executed(cells):
    """
    Every cell was executed, in order, and none failed.
    """
    assert [cell["execution_count"] for cell in cells] == [*range(1, len(cells) + 1)]
    kinds = {out["output_type"] for cell in cells for out in cell["outputs"]}
    assert kinds <= {"stream", "display_data", "execute_result"}
    for cell in cells:
        ast.parse("".join(cell["source"]))


def test_of_no_machine(cells):
    """
    What is shown has no path of the machine that it was made on.
    """
    said = json.dumps([cell["outputs"] for cell in cells])

    assert not re.search(r"/(home|root|tmp|usr|work|Users|opt|var)/", said)


@pytest.mark.data
def test_program_of_2027():
    """
    The example has the holidays and the anniversaries of 2027 in one list.
    """
    text = (EXAMPLES / "programme-2027.ipynb").read_text("utf-8")

    assert "2027-06-27  Los Angeles: 60. Jahrestag der Partnerschaft" in text
    assert "2027-10-03  Tag der Deutschen Einheit" in text
