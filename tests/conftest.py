"""
What several test modules share.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from pathlib import Path

import pytest

from hypothesis import HealthCheck, Phase, settings

import berlin_partnerships as bp

from berlin_partnerships._dataset import Dataset


settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=200)
# Fewer examples, always the same, and none made smaller: a mutant is killed by any.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    max_examples=30,
    phases=[Phase.explicit, Phase.generate],
    # A busy machine is no fault, nor that mutmut runs tests twice in one process.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

# Without --language the command speaks that of the environment.
os.environ["LC_ALL"] = "C.UTF-8"

SOURCE = Path(bp.__file__).parent.parent


@pytest.fixture(name="dataset", scope="session")
def _dataset():
    """
    The data set that the package ships.
    """
    return bp.load()


@pytest.fixture(name="folder", scope="session")
def _folder():
    """
    The data folder of the repository; tests of an installed package have none.
    """
    folder = Path(__file__).parent.parent / "data"
    if not (folder / "sources").is_dir():  # pragma: no cover  # only without a checkout
        pytest.skip("no data folder here")
    return folder


@pytest.fixture(name="copied")
def _copied(tmp_path):
    """
    A copy of a tiny data folder, made up, that a test may damage.
    """
    made_up = Path(__file__).parent / "curation" / "valid"
    return shutil.copytree(made_up, tmp_path / "data")


@pytest.fixture(name="two_parises")
def _two_parises():
    """
    Data in which two cities have one name.
    """
    name = {"text": "Paris", "language": "en", "script": "Latn", "kind": "endonym"}
    city = {"kind": "city", "name": "Paris", "name_de": "Paris"}
    rows = {
        "paris": {**city, "country": "FR", "names": [{**name, "source": "s"}]},
        "paris-texas": {**city, "country": "US", "names": [{**name, "source": "s"}]},
    }
    body = {
        "version": "2026-01-01",
        "known_until": "2025-12-31",
        "digest": "none",
        "cities": rows,
        "partnerships": {},
        "names": {"paris": ["paris", "paris-texas"], "paristexas": "paris-texas"},
    }
    return Dataset(body, dict, "a test")


@pytest.fixture(name="fresh", scope="session")
def _fresh():
    """
    Run Python code, or a module, in an interpreter of its own.
    """

    def fresh(*arguments, **environment):
        env = {**os.environ, "PYTHONPATH": str(SOURCE), **environment}
        return subprocess.run(
            [sys.executable, *arguments], check=False, capture_output=True, env=env
        )

    return fresh
