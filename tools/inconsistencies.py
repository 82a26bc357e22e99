"""
Make docs/inconsistencies.md: what does not fit together in the five documents.

    python tools/inconsistencies.py

writes the page from docs/inconsistencies.toml. Every answer of the library that the
page prints is asked for again, and must be the one the table expects. With
`--check` nothing is written, and a page that is out of date ends with 1.
"""

from __future__ import annotations

import functools
import sys

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import berlin_partnerships as bp
import pages

from pages import DOCS, SENTENCE, TableError


TABLE = DOCS / "inconsistencies.toml"
PAGE = DOCS / "inconsistencies.md"
COMMAND = "python tools/inconsistencies.py"
FIVE = ("seed-000", "seed-001", "seed-002", "seed-003", "seed-004")

HEAD = f"""\
# What does not fit together

<!-- Made by `{COMMAND}` from inconsistencies.toml: change that. -->

The project began with five documents.
Read side by side, they differ in {{number}} ways: in numbers and names, in dates, in what was announced and what was reported.
Here is each of them, with its cause, and what the library answers.

In the examples `five` knows what the five documents say, and nothing else.

```python
from datetime import date

import berlin_partnerships as bp

five = bp.only({", ".join(f'"{alias}"' for alias in FIVE)})
```
"""


@functools.cache
def five() -> bp.Dataset:
    """
    What the five documents say, and nothing else.
    """
    return bp.only(*FIVE)


def example(id: str, answer: Mapping[str, Any]) -> Iterator[str]:
    """
    Lines that ask and print the answer.
    """
    return pages.example(id, answer, {"bp": bp, "date": date, "five": five()})


def checked(row: Mapping[str, Any], labels: Mapping[str, str]) -> None:
    """
    Refuse a cause that none of the labels stands for, unless the row says why.
    """
    meant = {labels[label] for label in row["labels"]}
    if (row["cause"] in meant) == ("departs" in row):
        said = ", ".join(sorted(meant))
        raise TableError(
            f"{row['id']}: the labels stand for {said} and the cause is "
            f"{row['cause']}; `departs` must say why if they differ, and only then"
        )


def section(row: Mapping[str, Any]) -> Iterator[str]:
    """
    The lines on one inconsistency.
    """
    sources = ", ".join(f"`{alias}`" for alias in row["sources"])
    labels = ", ".join(f"`{label}`" for label in row["labels"])
    yield f"### {row['id']}: {row['title']}"
    yield ""
    yield f"**{row['cause']}** (first label: {labels}), in {sources}"
    yield ""
    yield from SENTENCE.split(row["explanation"])
    if "departs" in row:
        yield f"Not as first labeled: {row['departs']}"
    yield ""
    answers = row.get("answers", ())
    if not answers:
        yield "There is nothing to ask the library."
        yield ""
        return
    yield "```pycon"
    for answer in answers:
        yield from example(row["id"], answer)
    yield "```"
    yield ""


def lines(table: Mapping[str, Any]) -> Iterator[str]:
    """
    The lines of the page.
    """
    rows = table["inconsistency"]
    yield HEAD.format(number=len(rows))
    yield "| Document | Our id | Publisher | Published |"
    yield "| --- | --- | --- | --- |"
    for alias in FIVE:
        source = bp.sources[alias]
        yield (
            f"| `{alias}` | `{source.id}` | {source.publisher} | {source.published} |"
        )
    yield ""
    yield "## Causes"
    yield ""
    yield "When the documents were first read, each inconsistency got a label or several."
    yield "We use fewer words:"
    yield ""
    yield "| Cause | Meaning | First labels | How many |"
    yield "| --- | --- | --- | --- |"
    for cause, meaning in table["causes"].items():
        of_it = [f"`{k}`" for k, v in table["labels"].items() if v == cause]
        number = sum(row["cause"] == cause for row in rows)
        yield f"| {cause} | {meaning} | {', '.join(of_it)} | {number} |"
    yield ""
    yield "## One by one"
    yield ""
    for row in rows:
        checked(row, table["labels"])
        yield from section(row)


def page() -> str:
    """
    The page.

    Raises:
        TableError: If an answer is not the expected one, or a cause has no reason.
    """
    return pages.made(TABLE, lines)


def main() -> int:
    """
    The command line.
    """
    return pages.main(__doc__ or "", COMMAND, TABLE, PAGE, page)


if __name__ == "__main__":
    sys.exit(main())
