"""
Make docs/disagreements.md: where sources disagree, what is accepted, and why.

    python tools/disagreements.py

writes the page from docs/disagreements.toml. Every position must be held in the
data, and every answer of the library that the page prints is asked for again and
must be the one the table expects. With `--check` nothing is written, and a page
that is out of date ends with 1.
"""

from __future__ import annotations

import re
import sys

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import berlin_partnerships as bp
import counts
import judgements
import pages

from footnotes import cited, short, table, words
from pages import DOCS, SENTENCE, Table, TableError, expect


TABLE = DOCS / "disagreements.toml"
PAGE = DOCS / "disagreements.md"
COMMAND = "python tools/disagreements.py"

HEAD = f"""\
# Where sources disagree

<!-- Made by `{COMMAND}` from disagreements.toml: change that. -->

Has Moscow been a partner since 1990 or since 1991? Is Tel Aviv the 18th or the 19th?
Sources differ in {{number}} ways that we know of.
Here is each of them: who says what, why they differ, what the library accepts, and by which rule.
Usually nobody is wrong.

Before there was a library, the sources were read and judged by hand.
Each entry says what was judged, and in {{departing}} of the {{number}} the library departs from it: in the way to the answer, never in a date.
Further down are all [start dates](#start-dates), [what curators decided](#what-curators-decided), and [every list](#every-list-of-partners) and [every number](#every-number-of-partners) of partners that a source gives.
"""

EXAMPLES = """\
The examples below assume:

```python
from datetime import date

import berlin_partnerships as bp
```
"""


# What sources say -----------------------------------------------------------------


def is_meant(statement: bp.Statement, position: Table) -> bool:
    """
    Whether a statement takes the position.
    """
    value = str(statement.value)
    return (
        position.get("property", statement.property) == statement.property
        and position.get("value", value) == value
        and value.startswith(position.get("begins", ""))
    )


def statements_of(row: Table, position: Table, source: str) -> list[bp.Statement]:
    """
    The statements by which a source takes the position.
    """
    about = position.get("about", row["about"])
    return [s for s in bp.statements(about, source=source) if is_meant(s, position)]


def quotes_of(row: Table, position: Table, source: str) -> list[str]:
    """
    The words in which a source takes the position; empty if none are held.

    Raises:
        TableError: If the source takes no such position.
    """
    if "name" in position:
        names = bp.cities[row["about"].partition("/")[2]].names
        name = position["name"], source
        said = [n.quote for n in names if (n.text, n.source) == name]
    else:
        said = [s.quote for s in statements_of(row, position, source)]
    if not said:
        raise TableError(f"{row['id']}: {source} does not say “{position['says']}”")
    return [quote.replace("|", "/") for quote in said if quote]


def by_whom(row: Table, position: Table, source: str, marks: Mapping[str, str]) -> str:
    """
    A source that takes the position, in which words, and whether that counts.
    """
    quote = next((f": “{quote}”" for quote in quotes_of(row, position, source)), "")
    ids = [] if "name" in position else ids_of(statements_of(row, position, source))
    mark = next((f" (*{marks[id]}*)" for id in ids if id in marks), "")
    return cited(source) + quote + mark


def ids_of(statements: Iterable[bp.Statement]) -> list[str]:
    return [s.id for s in statements]


def positions(row: Table, marks: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """
    What is said, and by whom in which words.
    """
    for position in row["positions"]:
        each = (by_whom(row, position, s, marks) for s in position["sources"])
        yield position["says"], "<br>".join(each)


def further(
    row: Table, found: Iterable[bp.Resolution], marks: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """
    What else was weighed: no statement that went into a resolution is missing.
    """
    taken = [(p, s) for p in row["positions"] if "name" not in p for s in p["sources"]]
    shown = {id for p, s in taken for id in ids_of(statements_of(row, p, s))}
    weighed = {id for r in found for id in claims_in(r)} - shown
    others: dict[tuple[str, str], list[str]] = {}
    for s in bp.statements(row["about"]):
        if s.id in weighed:
            part = s.about.partition("#")[2]
            of = f", of `{part}`" if part else ""
            mark = f" (*{marks[s.id]}*)" if s.id in marks else ""
            key = str(s.value), words(s.value) + of + mark
            others.setdefault(key, []).append(short(s.source))
    for (_, value), sources in sorted(others.items()):
        yield f"also: {value}", ", ".join(dict.fromkeys(sources))


# What the library says ------------------------------------------------------------


def claims_in(r: bp.Resolution) -> Iterator[str]:
    """
    The ids of all statements that went into a resolution.
    """
    for _, part in r.by_act:
        yield from claims_in(part)
    for candidate in r.candidates:
        yield from candidate.claims
    for aside in r.set_aside:
        yield aside.claim


def resolved(id: str, decision: Table) -> bp.Resolution:
    """
    What the library decides; it must be what the table expects.
    """
    about, property = decision["about"], decision["property"]
    r = bp.resolve(about, property)
    whole = {"outcome": r.outcome, **value_of(r)}
    if r.by_act:
        whole["acts"] = [
            {"act": act, "outcome": part.outcome, **value_of(part)}
            for act, part in r.by_act
        ]
    wanted = {k: v for k, v in decision.items() if k not in ("about", "property")}
    expect(f"{id}: {about} {property}", whole, wanted)
    return r


def value_of(r: bp.Resolution) -> dict[str, Any]:
    """
    Value and rule of a resolution, as the table writes them.
    """
    several = isinstance(r.value, tuple)
    value = list(r.value) if several else r.value and str(r.value)
    found = {"value": value, "by": r.by, "left": left_of(r)}
    return {k: v for k, v in found.items() if v}


def left_of(r: bp.Resolution) -> list[str]:
    """
    What no rule could decide between.
    """
    if r.outcome != "unresolved":
        return []
    return sorted(str(c.value) for c in r.candidates if c.kept)


def rule(r: bp.Resolution, rules: Mapping[str, str]) -> str:
    """
    The rule that decided, and against what.
    """
    if r.outcome == "unresolved":
        return f": no rule decides between {words(left_of(r))}"
    if r.by is None:
        return ""
    against = words(r.trace[-1].dropped)
    return f", by the rule `{r.by}`: {rules[r.by]}, against {against}"


def decision(r: bp.Resolution, rules: Mapping[str, str]) -> Iterator[str]:
    """
    What the library accepts, in words.
    """
    value = "several values, by time" if r.by_act and not r.value else words(r.value)
    outcome = f"`{r.outcome}`{rule(r, rules)}"
    yield f"- Accepted: **{value}** ({outcome}); asked for `{r.property}` of `{r.about}`."
    for act, part in r.by_act:
        yield f"  - `{act}`: {words(part.value)} (`{part.outcome}`{rule(part, rules)})"


def hand(row: Table) -> Iterator[str]:
    """
    What was judged by hand, and whether the library departs from it.

    Raises:
        TableError: If another value is accepted, or if it departs without a
            reason, or has a reason for nothing.
    """
    judged = row["judged"]
    if "value" in judged:
        expect(f"{row['id']}: accepted", row["decided"][0]["value"], judged["value"])
    if (judged["cause"] != row["cause"]) != ("departs" in row):
        raise TableError(
            f"{row['id']}: judged as {judged['cause']}, decided as {row['cause']}; "
            "`departs` must say why if they differ, and only then"
        )
    yield f"- Judged by hand: {judged['words']} (`{judged['cause']}`)"
    if "departs" in row:
        yield f"- **The library departs from that.** {row['departs']}"
    else:
        yield "- The library agrees." + (f" {row['note']}" if "note" in row else "")


def heading(row: Table) -> str:
    return f"{row['title']} ({row['id']})"


def section(row: Table, page: Table) -> Iterator[str]:
    """
    The lines on one disagreement.
    """
    found = [resolved(row["id"], each) for each in row.get("decided", ())]
    reasons: Mapping[str, str] = page["reasons"]
    marks = {a.claim: reasons[a.reason] for r in found for a in r.set_aside}
    yield f"### {heading(row)}"
    yield ""
    yield from SENTENCE.split(row["explanation"])
    yield ""
    said = [*positions(row, marks), *further(row, found, marks)]
    yield from table(("What is said", "By whom"), said)
    yield ""
    yield f"- Why they differ: {page['words'][row['cause']]} (`{row['cause']}`)"
    for r in found:
        yield from decision(r, page["rules"])
    if not found:
        yield f"- Accepted: **{row['short']}**; what the library answers is below."
    yield from hand(row)
    yield ""
    if "answers" in row:
        yield "```pycon"
        for answer in row["answers"]:
            yield from pages.example(row["id"], answer, {"bp": bp, "date": date})
        yield "```"
        yield ""


# The page -------------------------------------------------------------------------


def anchor(text: str) -> str:
    """
    Where a heading is linked to.

    >>> anchor("Moscow: since 1990 or since 1991? (D01)")
    'moscow-since-1990-or-since-1991-d01'
    """
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


def summary(rows: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    """
    One row a disagreement.
    """
    for row in rows:
        accepted = row.get("short") or words(row["decided"][0].get("value"))
        judged = "in another way" if "departs" in row else "the same"
        yield (
            f"[{heading(row)}](#{anchor(heading(row))})",
            accepted,
            f"`{row['cause']}`",
            judged,
        )


def lines(page: Table) -> Iterator[str]:
    """
    The lines of the page.
    """
    rows = page["disagreement"]
    departing = sum("departs" in row for row in rows)
    yield HEAD.format(number=len(rows), departing=departing)
    yield "## At a glance"
    yield ""
    yield from table(
        ("Disagreement", "Accepted", "Why they differ", "Judged by hand"), summary(rows)
    )
    yield ""
    yield "The numbers are those of our first notes, in which D09 is not used."
    yield ""
    yield "## The words"
    yield ""
    yield from table(
        ("Word", "Meaning", "How many"),
        (
            (f"`{word}`", meaning, str(sum(row["cause"] == word for row in rows)))
            for word, meaning in page["words"].items()
        ),
    )
    yield ""
    yield "If sources contradict each other, these rules are asked in this order, and the first that decides is named:"
    yield ""
    for name, meaning in page["rules"].items():
        yield f"1. `{name}`: {meaning}"
    yield ""
    yield "What is only announced, denied, an opinion, or too uncertain is shown and decides nothing."
    yield ""
    yield "## One by one"
    yield ""
    yield EXAMPLES
    for row in rows:
        yield from section(row, page)
    yield from judgements.starts(page["starts"])
    yield from judgements.lines(page["judgement"])
    yield from counts.lines(page["numbers"], page["rules"])


def page() -> str:
    """
    The page.

    Raises:
        TableError: If an answer is not the expected one, a source does not say
            what it should, or a departure has no reason.
    """
    return pages.made(TABLE, lines)


def main() -> int:
    """
    The command line.
    """
    return pages.main(__doc__ or "", COMMAND, TABLE, PAGE, page)


if __name__ == "__main__":
    sys.exit(main())
