"""
The example of an app that pins a version: it runs, it is pinned, it sees upgrades.
"""

from __future__ import annotations

import re
import zipfile

from pathlib import Path

import attrs
import pytest

from packaging.specifiers import SpecifierSet

import berlin_partnerships as bp

from berlin_partnerships import _store
from berlin_partnerships._build import built, described
from berlin_partnerships._dates import PartialDate


APP = Path(__file__).parent.parent / "examples" / "pinned-app"
CURATED = bp.load()._curated

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not APP.is_dir(), reason="no checkout"),
]


def wheel(path, **changes):
    """
    A wheel with the present data, but for the changes.
    """
    curated = attrs.evolve(CURATED, **changes)
    with zipfile.ZipFile(path, "w") as made:
        for name, body in (
            (_store.RECORDS, built(curated)),
            (_store.STATEMENTS, described(curated)),
        ):
            made.writestr(f"berlin_partnerships/_data/{name}", _store.dump(body))
    return path


@pytest.fixture(name="old", scope="module")
def _old(tmp_path_factory):
    return wheel(tmp_path_factory.mktemp("wheels") / "berlin_partnerships-0.1.0.whl")


def test_twenty_lines():
    """
    The app is as short as its page says.
    """
    lines = (APP / "app.py").read_text("utf-8").splitlines()

    assert sum(bool(line.strip()) for line in lines) <= 20


def test_its_own_tests(fresh):
    """
    The tests of the app pass against this version, from its own folder.
    """
    done = fresh(
        *("-m", "pytest", "-q", "-p", "no:cacheprovider"),
        *("--rootdir", str(APP), "-c", "/dev/null", str(APP)),
        PYTHONDONTWRITEBYTECODE="1",
    )

    assert done.returncode == 0, done.stdout
    assert b"3 passed" in done.stdout


def test_it_prints(fresh):
    """
    Los Angeles became a partner on 27 June 1967.
    """
    done = fresh(str(APP / "app.py"), "2017-06-27")

    assert done.stdout.decode().splitlines() == ["Los Angeles: 50"]


def test_its_pin():
    """
    The pin takes this version and its patches, and not the next minor one.
    """
    line = (APP / "requirements.txt").read_text("utf-8").strip()
    name, _, versions = line.partition(" ")
    pin = SpecifierSet(versions)
    major, minor, patch = (int(n) for n in bp.__version__.split(".")[:3])

    assert name == "berlin_partnerships"
    assert f"{major}.{minor}.{patch}" in pin
    assert f"{major}.{minor}.{patch + 1}" in pin
    assert f"{major}.{minor + 1}.0" not in pin


def test_an_upgrade_that_it_notices(fresh, old, tmp_path):
    """
    A day later for Kyiv is shown, with who says so, and ends with 1.
    """
    later = tuple(
        attrs.evolve(s, value=PartialDate.parse("2023-09-15"))
        if (s.subject, str(s.value)) == ("partnerships/kyiv", "2023-09-14")
        else s
        for s in CURATED.statements
    )
    new = wheel(tmp_path / "berlin_partnerships-0.2.0.whl", statements=later)

    done = fresh(str(APP / "review.py"), str(old), str(new))

    said = done.stdout.decode()
    assert done.returncode == 1, done.stderr
    assert "partnerships/kyiv#2023-signing date: 2023-09-14 → 2023-09-15" in said
    assert re.search("because of .*berlin-live-2023-09", said)


def test_an_upgrade_that_it_does_not_notice(fresh, old, tmp_path):
    """
    A changed answer that the app does not show ends with 0, and nothing is said.
    """
    bern = attrs.evolve(CURATED.cities["bern"], wikidata="Q1")
    cities = {**CURATED.cities, "bern": bern}
    new = wheel(tmp_path / "berlin_partnerships-0.2.0.whl", cities=cities)
    assert bp.diff(old, new).bump == "minor"

    done = fresh(str(APP / "review.py"), str(old), str(new))

    assert (done.returncode, done.stdout) == (0, b""), done.stderr
