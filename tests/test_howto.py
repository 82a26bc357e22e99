"""
The examples of the how-to pages run as they stand there.
"""

from __future__ import annotations

import doctest
import re

from pathlib import Path

import pytest

import berlin_partnerships as bp


PAGE = Path(__file__).parent.parent / "docs" / "howto" / "many-sources.md"

pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="no checkout")


def test_many_sources_one_by_one():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert tried > 0
    assert failed == 0


@pytest.mark.data
def test_many_sources_in_polars(capsys):
    """
    The block of the page as it stands, with lists like those before it.
    """
    pytest.importorskip("polars")
    text = PAGE.read_text("utf-8")
    (block,) = re.findall(r"```python\n(import polars.*?)```", text, re.DOTALL)
    partners = [bp.partnerships[id].city.name for id in STARTED]
    lists = {"old": partners, "new": [*partners, "Kiew"]}
    exec(compile(block, str(PAGE), "exec"), {"lists": lists})  # noqa: S102 our own page
    said = capsys.readouterr().out
    assert "2000-10-10" in said
    assert "2023-09-14" in said


STARTED = [
    *("los-angeles", "paris", "madrid", "istanbul", "warsaw", "moscow", "brussels"),
    *("budapest", "tashkent", "mexico-city", "beijing", "jakarta", "tokyo"),
    *("buenos-aires", "prague", "windhoek", "london"),
]
