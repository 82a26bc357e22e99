"""
A tiny valid data folder, made up, to be broken.
"""

from __future__ import annotations

import shutil

from pathlib import Path

import pytest


VALID = Path(__file__).parent / "valid"


@pytest.fixture(name="valid", scope="session")
def _valid():
    """
    The valid folder itself; not to be written to.
    """
    return VALID


@pytest.fixture(name="root")
def _root(tmp_path):
    """
    A copy of the valid folder.
    """
    return shutil.copytree(VALID, tmp_path / "made-up")


@pytest.fixture(name="edit")
def _edit(root):
    """
    Replace a text in a file of the copy.
    """

    def edit(path, old, new):
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), "utf-8")

    return edit
