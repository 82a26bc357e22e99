"""
Make tests/public_api.txt: the public interface, a line a name, to see what breaks it.

    python tools/public_api.py

writes it anew; with `--check` nothing is written, and any difference ends with 1 and
the lines that differ. If git has a tag `v…`, `--check` also asks griffe what breaks
for those who used that version. Needs griffe; `nox -s types` runs it.
"""

from __future__ import annotations

import argparse
import builtins
import difflib
import re
import subprocess
import sys

from collections.abc import Iterator, Sequence
from pathlib import Path

import griffe

from berlin_partnerships.cli import _parser


ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
SNAPSHOT = ROOT / "tests" / "public_api.txt"
PACKAGE = "berlin_partnerships"
SPECIAL = ("__geo_interface__", "__init__", "__version__")


def loaded(source: Path = SOURCE) -> griffe.Module:
    """
    The package as griffe sees it, without running any of it.
    """
    found = griffe.load(PACKAGE, search_paths=[source], resolve_aliases=True)
    if not isinstance(found, griffe.Module):
        raise TypeError(f"{PACKAGE} is no package")
    return found


def lines(package: griffe.Module) -> Iterator[str]:
    """
    The names in `__all__` of the package and of its public modules, with all they have.
    """
    yield from members(PACKAGE, package)
    for name, module in sorted(package.modules.items()):
        if not name.startswith("_"):
            yield from members(f"{PACKAGE}.{name}", module)


def members(path: str, module: griffe.Module) -> Iterator[str]:
    for name in sorted(str(each) for each in module.exports or ()):
        found = module[name]
        yield from described(f"{path}.{name}", found)


def described(path: str, found: griffe.Object | griffe.Alias) -> Iterator[str]:
    """
    A name, and what it has in it, inherited or not.
    """
    if found.is_class:
        exported = found.package.exports or []
        public = {str(name) for name in exported} | set(dir(builtins))
        bases = ", ".join(str(b) for b in found.bases if str(b) in public)  # type: ignore[union-attr]
        yield f"{path}: class({bases})"
        for name, member in sorted(found.all_members.items()):
            if is_public(name, member):
                yield from described(f"{path}.{name}", member)
    elif found.is_function:
        yield f"{path}{signature(found)}"
    elif found.is_module:
        yield f"{path}: module"
    else:
        how = "property" if "property" in found.labels else "attribute"
        default = " = …" if how == "attribute" and has_default(found) else ""
        yield f"{path}: {how} {found.annotation or '?'}{default}"  # type: ignore[union-attr]


def has_default(attribute: griffe.Object | griffe.Alias) -> bool:
    """
    Whether whoever makes the thing may leave it out.
    """
    value = str(attribute.value or "")  # type: ignore[union-attr]
    needed = value.startswith("attrs.field(") and not re.search(
        "default|factory", value
    )
    return bool(value) and not needed


def is_public(name: str, member: griffe.Object | griffe.Alias) -> bool:
    ours = not member.is_alias or member.final_target.path.startswith(PACKAGE)  # type: ignore[union-attr]
    return ours and (not name.startswith("_") or name in SPECIAL)


def signature(function: griffe.Object | griffe.Alias) -> str:
    return str(function.signature(return_type=True)).removeprefix(function.name)  # type: ignore[union-attr]


def commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """
    The commands with their arguments and options.
    """
    for action in parser._actions:  # noqa: SLF001  # argparse tells it nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name in sorted(action.choices):
                yield from commands(action.choices[name])
        else:
            said = " ".join(action.option_strings) or str(action.metavar or action.dest)
            among = (
                f" {{{','.join(map(str, action.choices))}}}" if action.choices else ""
            )
            yield f"{parser.prog} {said}{among}"


def snapshot(source: Path = SOURCE) -> str:
    """
    All lines, those of the command line last.
    """
    both = (*lines(loaded(source)), *commands(_parser("en")))
    return "\n".join(both) + "\n"


def difference(kept: str, now: str) -> list[str]:
    """
    The lines that are gone (-) and the new ones (+).
    """
    both = difflib.unified_diff(kept.splitlines(), now.splitlines(), lineterm="", n=0)
    return [
        line for line in both if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]


def last_tag() -> str | None:
    """
    The last released version, if any is.
    """
    asked = ("git", "describe", "--tags", "--abbrev=0", "--match", "v*")
    said = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603  # fixed words
    return said.stdout.strip() or None


def breakages(tag: str, source: Path = SOURCE) -> list[str]:
    """
    What griffe says of public names that breaks for users of a tag.
    """
    before = griffe.load_git(
        PACKAGE, ref=tag, repo=ROOT, search_paths=["src"], resolve_aliases=True
    )
    found = griffe.find_breaking_changes(before, loaded(source))
    return [each.explain(griffe.ExplanationStyle.ONE_LINE) for each in found]


def main(argv: Sequence[str] | None = None, source: Path = SOURCE) -> int:
    parser = argparse.ArgumentParser(description="Make or check tests/public_api.txt.")
    parser.add_argument("--check", action="store_true", help="write nothing")
    check: bool = parser.parse_args(argv).check
    now = snapshot(source)
    if not check:
        SNAPSHOT.write_text(now, "utf-8")
        return 0
    differing = difference(SNAPSHOT.read_text("utf-8"), now)
    if differing:
        print(*differing, sep="\n")
        print(
            "The public interface is not that of tests/public_api.txt. If this is meant: say it "
            "in CHANGELOG.md (a line that goes: under 'Removed' or 'Changed'), then run "
            "`python tools/public_api.py`.",
            file=sys.stderr,
        )
    if tag := last_tag():
        print(*[f"since {tag}: {each}" for each in breakages(tag, source)], sep="\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
