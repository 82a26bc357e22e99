"""
One session a job; `nox -l` lists them, `.ci/run` runs them.

What each session needs is written in `pyproject.toml`: the tests' tools are the
extra `dev`, all others are dependency groups.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys

from pathlib import Path

import nox


nox.needs_version = ">=2025.2"
nox.options.default_venv_backend = "virtualenv"
nox.options.sessions = [
    "lint",
    "floors",
    "types",
    "data",
    "tests-3.11",
    "exports",
    "engines",
    "docs",
    "build",
]

HERE = Path(__file__).parent
PROJECT = nox.project.load_toml(HERE / "pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)

# Bytes that a wheel may have; most are the compiled data, which only grow.
HEAVIEST = 600_000

SMOKE = """
import json, pathlib, subprocess, sys, sysconfig
from datetime import date

import berlin_partnerships as bp

package = pathlib.Path(bp.__file__).parent
assert pathlib.Path(sys.prefix) in package.parents, package
assert (package / "py.typed").is_file(), "py.typed is missing"
assert bp.__version__ in repr(bp.load()), bp.load()
assert len(bp.partners(on=date(2020, 1, 1))) == 17
assert bp.city("Kiew").id == "kyiv"

command = pathlib.Path(sysconfig.get_path("scripts"), "berlin-partnerships")
said = subprocess.run([command, "list", "--json"], check=True, capture_output=True)
assert json.loads(said.stdout)
said = subprocess.run([command, "reconcile"], check=True, capture_output=True)
assert said.stdout.strip()

print("installed and used:", bp.load())
"""


def group(name: str) -> tuple[str, ...]:
    """
    The requirements of a dependency group.

    Any pip can install them, also one that doesn't know ``--group``.
    """
    return nox.project.dependency_groups(PROJECT, name)


def version_in(file: str, pattern: str) -> str:
    """
    The version that *file* gives for the package.
    """
    found = re.search(pattern, (HERE / file).read_text("utf-8"), re.MULTILINE)
    return found[1] if found else f"none in {file}"


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """
    Run the tests; without arguments also ask for full branch coverage.
    """
    session.install("-e", ".[dev]")
    arguments = session.posargs or ["--cov"]
    coverage = str(Path(session.create_tmp(), "coverage"))
    session.run("python", "-m", "pytest", *arguments, env={"COVERAGE_FILE": coverage})


@nox.session(python=[PYTHONS[0], PYTHONS[-1]])
def lowest(session: nox.Session) -> None:
    """
    Run the tests against the lowest core dependencies that are allowed.
    """
    exactly = [each.replace(">=", "==") for each in PROJECT["project"]["dependencies"]]
    constraints = Path(session.create_tmp(), "constraints.txt")
    constraints.write_text("\n".join(exactly), "utf-8")
    session.install("-e", ".[dev]", "-c", str(constraints))
    session.run("python", "-m", "pytest", *session.posargs)


# What these sessions answer for, instead of `tests`.
ENGINES = ("--cov=berlin_partnerships.frames", "--cov=berlin_partnerships._joins")
ENGINES += ("--cov=berlin_partnerships._arrow",)
# Their examples need engines.
PAGES = ("README", "docs/howto/tables", "docs/howto/many-sources")
SPARK = ("--cov=berlin_partnerships._spark",)


def page(name: str) -> str:
    """
    The test that runs the examples of a page, where what it needs is installed.
    """
    return f"tests/test_pages.py::test_examples_run[{name}.md]"


def engines_run(session: nox.Session, *arguments: str) -> None:
    """
    Run tests of tables, with full branch coverage of what they answer for.
    """
    coverage = str(Path(session.create_tmp(), "coverage"))
    session.run(
        *("python", "-m", "pytest", "--cov-config=tests/engines/coverage.toml"),
        *arguments,
        *session.posargs,
        env={"COVERAGE_FILE": coverage},
    )


@nox.session(python=PYTHONS[0])
def engines(session: nox.Session) -> None:
    """
    Test tables with every engine but Spark.
    """
    session.install("-e", ".[dev,frames]", *group("engines"))
    tests = ("tests/engines", "src/berlin_partnerships/frames.py")
    engines_run(session, *ENGINES, *tests, *map(page, PAGES))


@nox.session(python=PYTHONS[0], default=False)
def engines_lowest(session: nox.Session) -> None:
    """
    The same with the oldest engines that are allowed.
    """
    wanted = PROJECT["project"]["optional-dependencies"]["frames"]
    exactly = [each.replace(">=", "==") for each in (*wanted, *group("engines"))]
    session.install("-e", ".[dev,frames]", *exactly)
    engines_run(session, *ENGINES, "tests/engines", "src/berlin_partnerships/frames.py")


@nox.session(python=PYTHONS[0], default=False)
def spark(session: nox.Session) -> None:
    """
    Test tables with Spark on two cores, where there is Java.
    """
    if shutil.which("java") is None:
        session.skip("no Java here")
    session.install("-e", ".[dev,frames]", *group("spark"))
    engines_run(session, *SPARK, "--spark", "tests/engines/test_annotate.py")


@nox.session
def lint(session: nox.Session) -> None:
    """
    Check style and spelling, and that one version is written everywhere.
    """
    session.install("-e", ".", *group("lint"))
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")
    session.run("codespell")

    package = version_in(
        "src/berlin_partnerships/__init__.py", r'^__version__ = "(.+)"$'
    )
    citation = version_in("CITATION.cff", r'^version: "?([^"\n]+)"?$')
    if package != citation:
        session.error(f"CITATION.cff cites {citation}, the package is {package}")


@nox.session
def floors(session: nox.Session) -> None:
    """
    Check that each module uses only those on the floors below it.
    """
    session.install("-e", ".", *group("floors"))
    session.run("lint-imports", "--no-cache", *session.posargs)


@nox.session
def types(session: nox.Session) -> None:
    """
    Check the types, and that the public interface is typed completely, and the known.
    """
    session.install("-e", ".", *group("types"))
    session.run("mypy", *session.posargs)
    session.run("pyright")
    session.run("pyright", "--verifytypes", "berlin_partnerships", "--ignoreexternal")
    session.run("python", "tools/public_api.py", "--check")


@nox.session
def data(session: nox.Session) -> None:
    """
    Check the curated data, and that what is made of them is up to date.
    """
    session.install("-e", ".")
    session.run("berlin-partnerships", "check", *session.posargs)
    for page in ("inconsistencies", "disagreements", "data_sheet"):
        session.run("python", f"tools/{page}.py", "--check")
    session.run("python", "tools/changelog.py", "--check")


@nox.session
def exports(session: nox.Session) -> None:
    """
    Let other people's tools read the exports, whole ones and broken ones.
    """
    session.install("-e", ".[dev,parquet]", *group("exports"))
    # Their warnings are theirs; `EXPORTS`: without the tools it is an error.
    session.run(
        *("python", "-m", "pytest", "-W", "default"),
        *("tests/exports", page("docs/howto/export"), *session.posargs),
        env={"EXPORTS": "1"},
    )


@nox.session
def docs(session: nox.Session) -> None:
    """
    Build the documentation, and follow its links; a warning is an error.
    """
    session.install("-e", ".", *group("docs"))
    session.run(
        *("sphinx-build", "--fail-on-warning", "--keep-going", "--fresh-env"),
        *("--builder", "html", "docs", "docs/_build/html"),
        *session.posargs,
    )
    session.run("python", "tools/links.py", "docs/_build/html")


@nox.session
def build(session: nox.Session) -> None:
    """
    Build sdist and wheel, look inside, install the wheel elsewhere and use it.
    """
    session.install(*group("build"))
    tmp = Path(session.create_tmp())
    dist, again, venv = tmp / "dist", tmp / "again", tmp / "venv"
    for directory in (dist, again, venv):
        shutil.rmtree(directory, ignore_errors=True)

    session.run("python", "-m", "build", "--outdir", str(dist))
    [sdist], [wheel] = dist.glob("*.tar.gz"), dist.glob("*.whl")
    session.run("twine", "check", "--strict", str(sdist), str(wheel))
    session.run("check-wheel-contents", str(wheel))
    size = wheel.stat().st_size
    session.log(f"{wheel.name}: {size:,} of at most {HEAVIEST:,} bytes")
    if size > HEAVIEST:
        session.error(f"the wheel has {size:,} bytes, more than {HEAVIEST:,}")

    session.run("hatchling", "build", "-t", "wheel", "-d", str(again), silent=True)
    digests = {
        hashlib.sha256(each.read_bytes()).hexdigest()
        for each in (wheel, *again.glob("*.whl"))
    }
    if len(digests) > 1:
        session.error("the wheel made from the sdist isn't that of the repository")

    session.run("python", "-m", "venv", str(venv))
    scripts = venv / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(scripts / "python")
    session.run(python, "-m", "pip", "install", "--quiet", str(wheel), external=True)
    with session.chdir(tmp):
        session.run(python, "-c", SMOKE, external=True)


@nox.session
def bench(session: nox.Session) -> None:
    """
    Measure import and look-up against the peers.
    """
    session.install(".", *group("bench"))
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session(default=False)
def names(session: nox.Session) -> None:
    """
    Check that data/names.toml is made of CLDR and GeoNames; ask all places there.
    """
    session.install("-e", ".[dev,fuzzy]", *group("names"))
    session.run("python", "tools/names.py", "--check", *session.posargs)
    session.run(
        "python", "-m", "pytest", "tests/test_everywhere.py", "tests/test_lookup.py"
    )


@nox.session(default=False)
def engine(session: nox.Session) -> None:
    """
    Measure the reconciling, beside numpy and a majority vote.
    """
    session.install(".", *group("bench"))
    session.run("python", "benchmarks/engine.py", *session.posargs)


@nox.session(default=False)
def bench_anniversaries(session: nox.Session) -> None:
    """
    Measure all anniversaries to the year 9999 against dateutil's rrule.
    """
    session.install(".", *group("bench"))
    session.run("python", "benchmarks/anniversaries.py", *session.posargs)


@nox.session(default=False)
def readers(session: nox.Session) -> None:
    """
    Let ical.js, too, read the calendar files; needs node and npm.
    """
    session.install("-e", ".[dev]")
    folder = Path(session.create_tmp(), "node")
    npm = ("npm", "install", "--no-save", "--prefix", str(folder), "ical.js@2")
    session.run(*npm, external=True)
    session.run(
        *("python", "-m", "pytest", "tests/test_calendar.py", *session.posargs),
        env={"ICAL_JS": str(folder / "node_modules" / "ical.js")},
    )


@nox.session(default=False)
def notebooks(session: nox.Session) -> None:
    """
    Execute the examples, and compare what they show with what is kept.
    """
    session.install(".[calendar,plots]", *group("notebooks"))
    session.run("python", "tools/notebooks.py", *session.posargs)


@nox.session(default=False)
def bench_frames(session: nox.Session) -> None:
    """
    Measure what annotating a column of 10 million names costs.
    """
    session.install(".[frames]", *group("engines"))
    session.run("python", "benchmarks/frames.py", *session.posargs)


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """
    Plant small errors and see whether the tests notice; slow.
    """
    session.install("-e", ".[dev]", *group("mutants"))
    session.run("mutmut", "run", *session.posargs)
    session.run("mutmut", "results")
