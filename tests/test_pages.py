"""
What the pages show is what a reader gets who copies it.
"""

from __future__ import annotations

import doctest
import importlib.util
import re

from pathlib import Path

import pytest


ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("examples/*/*.md"),
    )
    if "_build" not in path.parts
)
# What a page may need that not every environment of the tests has.
EXTRAS = (
    "duckdb",
    "frictionless",
    "holidays",
    "icalendar",
    "nanoarrow",
    "pandas",
    "polars",
    "pyarrow",
    "pyspark",
    "rdflib",
)
BLOCK = re.compile(r"^```(python|pycon)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(page):
    return BLOCK.findall((ROOT / page).read_text("utf-8"))


def has(package, text):
    """
    Whether a block of Python imports no such package, or it is there.
    """
    asked = rf"^(>>> )?\s*(import|from) {package}\b"
    wanted = re.search(asked, text, re.MULTILINE)
    return not wanted or importlib.util.find_spec(package) is not None


@pytest.mark.data
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)])
def test_examples_run(page, monkeypatch, tmp_path):
    """
    The blocks of Python on a page run one after another, next to the files they read.

    Prompts are followed by what really comes. What is written is thrown away. Where a
    package is missing that a block imports, that block is left out, and the page if
    it begins so; blocks that are handed a Spark session are left to those who have one.
    """
    folder = (ROOT / page).parent if page.startswith("examples") else ROOT
    for path in folder.iterdir():
        if path.name in ("data", "examples", "lists") or path.suffix == ".csv":
            (tmp_path / path.name).symlink_to(path)
    monkeypatch.chdir(tmp_path)
    names = {}
    for number, (kind, text) in enumerate(blocks(page), 1):
        where = f"{page}, block {number}"
        missing = [package for package in EXTRAS if not has(package, text)]
        if missing and number == 1:
            pytest.skip(f"no {' and no '.join(missing)} here")
        if missing or re.search(r"\bspark\.", text):
            continue
        if kind == "python":
            exec(compile(text, where, "exec"), names)  # noqa: S102  # our own pages
            continue
        parser = doctest.DocTestParser()
        test = parser.get_doctest(text, names, where, page, 0)
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        runner = doctest.DocTestRunner(verbose=False, optionflags=flags)
        runner.run(test, clear_globs=False)
        assert not runner.failures, where
        names = test.globs


def test_links_between_pages_lead_somewhere():
    """
    A link from one page of the repository to another finds a file.
    """
    for page in PAGES:
        text = re.sub(
            r"```.*?```", "", (ROOT / page).read_text("utf-8"), flags=re.DOTALL
        )
        for target in re.findall(r"\]\((?!<?\w+:)([^)#\s]+)[^)\s]*\)", text):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"
