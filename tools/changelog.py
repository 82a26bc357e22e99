"""
Make the generated part of CHANGELOG.md: what changed in the data since the last release.

    python tools/changelog.py

compares the compiled data with those of the last tag `v…` and writes what differs
under *Unreleased*, between the two comments there. Before the first release it is
compared with no data at all, and told in numbers. With `--check` nothing is written:
it ends with 1 if the part is out of date, or if the version is raised less than the
changed answers ask for.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

import berlin_partnerships as bp

from berlin_partnerships._build import built
from berlin_partnerships._store import RECORDS, STATEMENTS


ROOT = Path(__file__).parent.parent
DATA = "src/berlin_partnerships/_data"
BEGIN, END = "<!-- data: made by tools/changelog.py -->", "<!-- data: end -->"
COMMAND = "python tools/changelog.py"
BUMPS = ("none", "patch", "minor", "major")


class ChangelogError(Exception):
    """
    Something about the changelog or the tags is not right.
    """


# The last release --------------------------------------------------------------------


def git(root: Path, *words: str) -> bytes | None:
    """
    What git says; None if it cannot.
    """
    asked = ("git", *words)
    said = subprocess.run(asked, cwd=root, check=False, capture_output=True)  # noqa: S603  # words of ours
    return None if said.returncode else said.stdout


def last_release(root: Path, changelog: str) -> str | None:
    """
    The newest version in the changelog; its data must be in git.
    """
    found = re.search(r"^## \[v?(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    if found is None:
        return None
    tag = f"v{found[1]}"
    if git(root, "rev-parse", "--verify", "--quiet", f"{tag}^{{commit}}") is None:
        raise ChangelogError(f"git has no tag {tag}: run `git fetch --tags`")
    return tag


def released(root: Path, tag: str) -> bp.Dataset:
    """
    The data as they were at a tag.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name in (RECORDS, STATEMENTS):
            body = git(root, "show", f"{tag}:{DATA}/{name}")
            if body is None:
                raise ChangelogError(f"{tag} has no {DATA}/{name}")
            Path(folder, name).write_bytes(body)
        found = bp.load(folder)
        found.statements()  # read while the folder is there
    return found


def nothing(data: bp.Dataset) -> bp.Dataset:
    """
    A data set without any data.
    """
    curated = attrs.evolve(
        data._curated,  # noqa: SLF001  # all that curators wrote
        cities={},
        partnerships={},
        parties={},
        sources={},
        statements=(),
        judgements=(),
        things={},
    )
    return bp.Dataset(built(curated), lambda: curated, "nothing")


# What it says ------------------------------------------------------------------------


def first(data: bp.Dataset) -> Iterator[str]:
    """
    The first data in numbers: all of them are new.
    """
    found = bp.diff(nothing(data), data).changes
    new = Counter(
        c.about.partition("/")[0] for c in found if c.what in ("id", "source")
    )
    said = ", ".join(
        f"{many:,} {kind}" for kind, many in new.most_common() if kind != "sources"
    )
    statements = sum(c.what == "statement" for c in found)
    yield f"- Data {data.version}, known until {data.known_until}; all of them are new."
    yield f"- {said}."
    yield f"- {new['sources']:,} sources with {statements:,} statements."


def since(tag: str, data: bp.Dataset, old: bp.Dataset) -> Iterator[str]:
    """
    The changed answers one by one, with their reasons, and the rest in numbers.
    """
    found = bp.diff(old, data)
    if found.changes:
        head, *lines = found.explain("en").splitlines()
        yield f"- {head[:-1]}, since {tag}:"
        yield from (f"  {line}" for line in lines)


def too_low(version: str, tag: str, bump: str) -> bool:
    """
    Whether a version is raised less than the answers ask for; equal is not yet raised.
    """
    new, old = (
        [int(n) for n in text.lstrip("v").split(".")] for text in (version, tag)
    )
    if new == old:
        return False
    parts = zip(("major", "minor", "patch"), new, old, strict=True)
    way, here, there = next(part for part in parts if part[1] != part[2])
    return here < there or BUMPS.index(way) < BUMPS.index(bump)


def written(changelog: str, lines: Sequence[str]) -> str:
    """
    The changelog with other lines between the comments.
    """
    head, begin, rest = changelog.partition(BEGIN)
    _, end, tail = rest.partition(END)
    unreleased = head.rpartition("\n## ")[2].startswith("[Unreleased]")
    if not (begin and end and unreleased):
        raise ChangelogError(f"'## [Unreleased]' has no lines {BEGIN} and {END}")
    return "\n".join([head + begin, "", *lines, "", end]) + tail


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description="Make or check the data's changes.")
    parser.add_argument("--check", action="store_true", help="write nothing")
    check: bool = parser.parse_args(argv).check
    path = root / "CHANGELOG.md"
    before = path.read_text("utf-8")
    try:
        data, tag = bp.load(root / DATA), last_release(root, before)
        if tag is None:
            lines, low = [*first(data)], False
        else:
            old = released(root, tag)
            lines = [*since(tag, data, old)]
            low = too_low(bp.__version__, tag, bp.diff(old, data).bump)
        now = written(before, lines)
    except (ChangelogError, bp.DataError) as error:
        print(f"CHANGELOG.md: {error}", file=sys.stderr)
        return 1
    if low:
        print(
            f"version {bp.__version__} is too low: answers changed since {tag}",
            file=sys.stderr,
        )
    if not check:
        path.write_text(now, "utf-8")
    elif now != before:
        print(f"CHANGELOG.md is out of date: run `{COMMAND}`", file=sys.stderr)
    return int(low or (check and now != before))


if __name__ == "__main__":
    sys.exit(main())
