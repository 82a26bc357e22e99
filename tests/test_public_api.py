"""
The public interface is the one that tests/public_api.txt has: nothing breaks unsaid.
"""

from __future__ import annotations

import shutil
import subprocess

from pathlib import Path

import pytest

import berlin_partnerships as bp


griffe = pytest.importorskip("griffe")
ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(
    not (ROOT / "tools" / "public_api.py").is_file(), reason="no checkout"
)


@pytest.fixture(name="tool", scope="module")
def _tool():
    import public_api

    return public_api


@pytest.fixture(name="planted")
def _planted(tmp_path):
    """
    The package with a word of it exchanged.
    """

    def planted(file, old, new):
        package = tmp_path / "berlin_partnerships"
        shutil.copytree(Path(bp.__file__).parent, package, dirs_exist_ok=True)
        text = (package / file).read_text("utf-8")
        assert old in text
        (package / file).write_text(text.replace(old, new, 1), "utf-8")
        return tmp_path

    return planted


def test_nothing_is_otherwise(tool, capsys):
    """
    The interface is the kept one; if not, the message says what to do.
    """
    assert tool.main(["--check"]) == 0, capsys.readouterr()


def test_what_it_has(tool):
    """
    Every public name is there, with what classes inherit, and the command line.
    """
    kept = tool.SNAPSHOT.read_text("utf-8").splitlines()

    heads = {line.partition("(")[0].partition(":")[0] for line in kept}
    assert {f"berlin_partnerships.{name}" for name in bp.__all__} <= heads
    assert "berlin_partnerships.Partnership.since: property PartialDate | None" in kept
    assert "berlin_partnerships.City.why(property: str) -> Resolution" in kept
    assert "berlin_partnerships.export.FORMATS" in heads
    assert "berlin-partnerships diff OLD" in kept
    assert not any("._" in head and "__" not in head for head in heads)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        pytest.param(
            "_partnerships.py",
            "def since_by(self, criterion: str)",
            "def since_by(self, criteria: str)",
            "-berlin_partnerships.Partnership.since_by(criterion: str)",
            id="an argument is called otherwise",
        ),
        pytest.param(
            "_model.py",
            "    def label(self",
            "    def name_in(self",
            "-berlin_partnerships.City.label(language: str) -> str",
            id="a method is gone",
        ),
        pytest.param(
            "__init__.pyi",
            "def partnership(name: str) -> Partnership: ...",
            "def partnership(name: str) -> Partnership | None: ...",
            "+berlin_partnerships.partnership(name: str) -> Partnership | None",
            id="a type is wider",
        ),
        pytest.param(
            "_sources.py",
            'basis: str = ""',
            "basis: str",
            "-berlin_partnerships.Statement.basis: attribute str = …",
            id="a field has no default any more",
        ),
    ],
)
def test_a_break_is_found(tool, planted, capsys, file, old, new, line):
    """
    A break that nobody announced fails, with its line and the way out.
    """
    assert tool.main(["--check"], planted(file, old, new)) == 1

    said = capsys.readouterr()
    assert any(each.startswith(line) for each in said.out.splitlines()), said.out
    assert "CHANGELOG.md" in said.err
    assert "python tools/public_api.py" in said.err


def test_breaks_since_a_release(tool, planted, monkeypatch):
    """
    Against the tag of a release griffe itself says what breaks.
    """
    root = planted("_model.py", "    def label(self", "    def name_in(self")
    (root / "src").mkdir()
    shutil.copytree(Path(bp.__file__).parent, root / "src" / "berlin_partnerships")

    def git(*words):
        subprocess.run(("git", *words), cwd=root, check=True, capture_output=True)  # noqa: S607

    git("init", "-q")
    git("add", "src")
    me = ("-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false")
    git(*me, "commit", "-qm", "a release")
    monkeypatch.setattr(tool, "ROOT", root)
    assert tool.last_tag() is None
    git("tag", "v9.9")

    assert tool.last_tag() == "v9.9"
    assert tool.breakages("v9.9", tool.SOURCE) == []
    found = tool.breakages("v9.9", root)
    assert any("City.label" in each and "removed" in each for each in found), found
