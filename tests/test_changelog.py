"""
The changelog says of the data what really changed since the last release.
"""

from __future__ import annotations

import re
import shutil
import subprocess

from pathlib import Path

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships import _store
from berlin_partnerships._build import built, described
from berlin_partnerships._dates import PartialDate


ROOT = Path(__file__).parent.parent
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(
        not (ROOT / "tools" / "changelog.py").is_file(), reason="no checkout"
    ),
]


@pytest.fixture(name="tool", scope="module")
def _tool():
    import changelog

    return changelog


class House:
    """
    A small repository with a changelog and compiled data.
    """

    def __init__(self, root):
        self.root = root
        self.log = root / "CHANGELOG.md"
        self.data = root / "src" / "berlin_partnerships" / "_data"
        self.data.mkdir(parents=True)
        self.git("init", "-q")

    def git(self, *words):
        me = ("-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false")
        command = ("git", *me, *words)
        subprocess.run(command, cwd=self.root, check=True, capture_output=True)

    def write(self, **changes):
        curated = attrs.evolve(bp.load()._curated, **changes)
        for name, body in (
            (_store.RECORDS, built(curated)),
            (_store.STATEMENTS, described(curated)),
        ):
            (self.data / name).write_bytes(_store.dump(body))

    def release(self, version):
        self.git("add", ".")
        self.git("commit", "-qm", version)
        self.git("tag", f"v{version}")


@pytest.fixture(name="house")
def _house(tmp_path, tool):
    house = House(tmp_path)
    house.write()
    house.log.write_text(
        f"# Changelog\n\n## [Unreleased]\n\n### Data\n\n{tool.BEGIN}\n{tool.END}\n",
        "utf-8",
    )
    return house


@pytest.fixture(name="released")
def _released(house, tool):
    """
    0.1.0 is out, and the next one is open.
    """
    log = house.log.read_text("utf-8").replace("[Unreleased]", "[0.1.0] - 2026-12-01")
    head = f"# Changelog\n\n## [Unreleased]\n\n{tool.BEGIN}\n\n\n{tool.END}\n\n"
    house.log.write_text(log.replace("# Changelog\n\n", head), "utf-8")
    house.release("0.1.0")
    return house


def moved(about, day, to):
    return tuple(
        attrs.evolve(s, value=PartialDate.parse(to))
        if s.subject == about and str(s.value) == day
        else s
        for s in bp.load()._curated.statements
    )


def test_ours_is_up_to_date(tool, capsys):
    """
    The changelog of the repository is the one that the data make.
    """
    assert tool.main(["--check"]) == 0, capsys.readouterr().err


def test_the_first_release(tool, house, capsys):
    """
    With nothing to compare with, all is new and told in numbers.
    """
    assert tool.main(["--check"], house.root) == 1
    assert "run `python tools/changelog.py`" in capsys.readouterr().err

    assert tool.main([], house.root) == 0

    text = house.log.read_text("utf-8")
    assert re.search(rf"\b{len(bp.load().partnerships)} partnerships\b", text)
    assert f"{len(bp.load().statements()):,} statements" in text
    assert f"- {len(bp.load().sources):,} sources with" in text
    assert tool.main(["--check"], house.root) == 0


def test_nothing_changed_since(tool, released):
    """
    After a release the part is empty until the data change.
    """
    assert tool.main(["--check"], released.root) == 0


def test_a_changed_answer_is_told(tool, released, monkeypatch, capsys):
    """
    A day later for Kyiv is told with its sources, and asks for a minor version.
    """
    day = moved("partnerships/kyiv", "2023-09-14", "2023-09-15")
    released.write(statements=day, version="2027-01-01")

    assert tool.main(["--check"], released.root) == 1
    assert tool.main([], released.root) == 0
    text = released.log.read_text("utf-8")
    told = text.partition("## [0.1.0]")[0]
    assert (
        "  - Kyiv, founding of 2023, date: 14 September 2023 → 15 September 2023 "
        "[partnerships/kyiv#2023-signing] (because of berlin-live-2023-09, "
    ) in told
    assert ", since v0.1.0:" in told
    assert tool.main(["--check"], released.root) == 0

    monkeypatch.setattr(bp, "__version__", "0.1.1")
    assert tool.main(["--check"], released.root) == 1
    assert "version 0.1.1 is too low" in capsys.readouterr().err
    monkeypatch.setattr(bp, "__version__", "0.2.0")
    assert tool.main(["--check"], released.root) == 0


@pytest.mark.parametrize(
    ("version", "bump", "low"),
    [
        ("0.1.0", "minor", False),  # not raised yet
        ("0.1.1", "none", False),
        ("0.1.1", "patch", False),
        ("0.1.1", "minor", True),
        ("0.2.0", "minor", False),
        ("1.0.0", "minor", False),
        ("0.0.9", "patch", True),
    ],
)
def test_versions(tool, version, bump, low):
    """
    Which versions after 0.1.0 are raised enough.
    """
    assert tool.too_low(version, "v0.1.0", bump) is low


def test_what_is_missing_is_said(tool, released, capsys):
    """
    Without the tag, its data, or the comments, nobody can tell what changed.
    """
    released.git("tag", "-d", "v0.1.0")
    assert tool.main(["--check"], released.root) == 1
    assert "no tag v0.1.0: run `git fetch --tags`" in capsys.readouterr().err

    shutil.copy(released.log, released.root / "kept.md")
    released.git("rm", "-rq", "--cached", "src")
    released.git("commit", "-qm", "without data")
    released.git("tag", "v0.1.0")
    assert tool.main([], released.root) == 1
    assert "v0.1.0 has no src/" in capsys.readouterr().err

    released.log.write_text("# Changelog\n\n## [Unreleased]\n", "utf-8")
    assert tool.main([], released.root) == 1
    assert "has no lines" in capsys.readouterr().err
