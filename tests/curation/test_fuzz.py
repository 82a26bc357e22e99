"""
Whatever a curator's cat does to a file, the check answers.
"""

from __future__ import annotations

import shutil
import tempfile

from pathlib import Path

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

import berlin_partnerships as bp

from berlin_partnerships._curation import check, compile_folder
from berlin_partnerships._read import Folder


# Each example is a folder on the disk.
few = settings(max_examples=max(20, settings.default.max_examples // 4))
VALID = Path(__file__).parent / "valid"
PATHS = sorted(p.relative_to(VALID) for p in VALID.rglob("*") if p.is_file())
SIGNS = "\"'[]{}=,.#\n\t\r\\ /0-9aZéｚ…\ufeff\u0301\x00"


@st.composite
def damages(draw):
    """
    A file, and what a few slips make of its text.
    """
    path = draw(st.sampled_from(PATHS))
    text = (VALID / path).read_text("utf-8")
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from([characters, lines, values]))(draw, text)
    return path, text


def characters(draw, text):
    """
    Some characters replaced, dropped, or put in.
    """
    start = draw(st.integers(0, len(text)))
    length = draw(st.integers(0, 5))
    return text[:start] + draw(st.text(SIGNS, max_size=4)) + text[start + length :]


def lines(draw, text):
    """
    A line dropped, doubled, or moved.
    """
    rows = text.split("\n")
    row = rows[draw(st.integers(0, len(rows) - 1))]
    if draw(st.booleans()):
        rows.remove(row)
    if draw(st.booleans()):
        rows.insert(draw(st.integers(0, len(rows))), row)
    return "\n".join(rows)


def values(draw, text):
    """
    A value replaced by one of another kind.
    """
    parts = text.split(" = ")
    where = draw(st.integers(0, len(parts) - 1))
    others = [
        "1",
        "-1.5",
        "true",
        '""',
        "[]",
        "{}",
        "[[1]]",
        "1991-08-28",
        "nan",
        '["a"]',
    ]
    tail = (
        parts[where].partition(",")
        if "," in parts[where]
        else parts[where].partition("\n")
    )
    parts[where] = draw(st.sampled_from(others)) + "".join(tail[1:])
    return " = ".join(parts)


def damaged(folder, damage):
    """
    A copy of the valid folder with the damage done.
    """
    root = shutil.copytree(VALID, Path(folder) / "made-up")
    path, text = damage
    (root / path).write_bytes(text.encode())
    return root


@few
@given(damages())
def test_the_check_always_answers(damage):
    """
    There are problems or none, each on a line of its file; never an exception.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = damaged(folder, damage)

        for problem in check(root):
            text = (
                Path(problem.path).read_bytes() if Path(problem.path).is_file() else b""
            )
            assert 1 <= problem.line <= text.count(b"\n") + 1
            assert problem.problem


@few
@given(damages())
def test_what_passes_the_check_compiles_and_loads(damage):
    """
    Nothing that the check lets pass makes trouble later; the rest is refused.
    """
    with tempfile.TemporaryDirectory() as folder:
        root, out = damaged(folder, damage), Path(folder) / "out"

        if check(root):
            with pytest.raises(bp.CurationError):
                compile_folder(root, out)
            return
        compile_folder(root, out)
        assert bp.load(out).digest == bp.load(root).digest
        assert bp.load(out).statements() == bp.load(root).statements()


@few
@given(damages())
def test_a_folder_loads_or_is_refused(damage):
    """
    Without the check, too, a folder is data or a clear error.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = damaged(folder, damage)

        reading = Folder(root)
        reading.read()
        if reading.problems:
            with pytest.raises(bp.CurationError):
                bp.load(root)
        else:
            assert bp.load(root).digest
