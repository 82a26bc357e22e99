"""
Print a shell block of the README, so that CI runs what the README promises.

    python tools/readme_block.py 2 --venv /tmp/somewhere

prints the second block; the virtual environment that it makes is made at the
given path instead. Says so and exits with 1 if there is no such block, or if the
block doesn't make a virtual environment.
"""

from __future__ import annotations

import argparse
import re
import sys

from pathlib import Path


README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(
    r"^```(?:ba|z)?sh(?:ell)?[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL
)
VENV = re.compile(r"-m venv (?P<path>[\w./-]+)")


def shell_block(text: str, number: int) -> str:
    """
    The *number*-th fenced shell block of a Markdown text, counted from 1.
    """
    blocks = BLOCK.findall(text)
    if not 1 <= number <= len(blocks):
        msg = f"no shell block {number}: there are {len(blocks)}"
        raise LookupError(msg)
    return str(blocks[number - 1])


def in_other_venv(block: str, path: str) -> str:
    """
    The same commands with their virtual environment at *path*.
    """
    found = VENV.search(block)
    if not found:
        msg = "the block makes no virtual environment"
        raise LookupError(msg)
    return re.sub(rf"(?<![\w./-]){re.escape(found['path'])}(?![\w-])", path, block)


def main() -> int:
    """
    The command line.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("number", type=int)
    parser.add_argument("--venv", metavar="PATH")
    arguments = parser.parse_args()

    try:
        block = shell_block(README.read_text("utf-8"), arguments.number)
        if arguments.venv:
            block = in_other_venv(block, arguments.venv)
    except (LookupError, OSError) as error:
        print(f"{README.name}: {error}", file=sys.stderr)
        return 1

    print(block, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
