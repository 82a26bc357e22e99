"""
Who says what, as a page prints it: sources with their links, values in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import berlin_partnerships as bp

from berlin_partnerships._dates import PartialDate
from berlin_partnerships._text import listed, said_date


# What is said of an address that was not returned together with the text.
_ADDRESS = {"partial": " (address incomplete)", "rebuilt": " (address rebuilt)"}


def _linked(text: str, source: bp.Source) -> str:
    if not source.url:
        return f"{text} (no address)"
    return f"[{text}](<{source.url}>){_ADDRESS.get(source.url_status, '')}"


def cited(id: str) -> str:
    """
    A source in words first: publisher and date with the link, then the id.
    """
    source = bp.sources[id]
    when = said_date(source.published) if source.published else "undated"
    publisher = (source.publisher or source.title).replace("|", "/")
    return f"{_linked(f'{publisher}, {when}', source)} `{source.id}`"


def short(id: str) -> str:
    """
    A source by its id alone, with the link.
    """
    source = bp.sources[id]
    return _linked(f"`{source.id}`", source)


def words(value: Any) -> str:
    """
    A value as one says it.

    >>> words("1991-08"), words("[2022-03-02..2022-04-05]"), words(None)
    ('August 1991', 'between 2 March 2022 and 5 April 2022', 'no value')
    """
    if value is None or value == "":
        return "no value"
    if isinstance(value, list | tuple):
        return listed(map(words, value))
    text = str(value)
    kind, _, id = text.partition("/")
    if kind == "parties" and id in bp.load().parties:
        return bp.load().parties[id].name["en"]
    if kind == "cities" and id in bp.cities:
        return bp.cities[id].name
    return _date(text) or text


def _date(text: str) -> str:
    """
    A date in words; nothing if it is none.
    """
    try:
        return said_date(PartialDate.parse(text))
    except bp.InvalidDateError:
        return ""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """
    The lines of a table.
    """
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *(list(row) for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]
