"""
Anniversaries as an iCalendar file (RFC 5545), for everyone's calendar.

Needs the extra ``calendar``: ``pip install 'berlin-partnerships[calendar]'``.

Each anniversary is a single event that lasts all day, with its number in the
title. The same anniversaries give the same bytes.

Floor 5: an integration; imports the anniversaries and icalendar.
"""

from __future__ import annotations

import os
import unicodedata

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ._anniversaries import ROUND, Anniversary
from ._dates import day_after
from ._language import in_language
from ._model import home
from ._occasions import Start
from ._overview import said_criterion
from ._revisions import revision_of
from ._text import Result, listed
from .exceptions import MissingExtraError


if TYPE_CHECKING:
    from ._curated import Party
    from ._dataset import Dataset

__all__ = ["CalendarFile", "to_calendar"]

_PRODUCT = "-//berlin_partnerships//anniversaries//EN"
_DOMAIN = "berlin-partnerships"
# Every event must have a stamp; that of data which don't tell when they changed.
_NO_DAY = "1970-01-01"


@attrs.frozen(kw_only=True, repr=False)
class CalendarFile(Result):
    """
    An iCalendar file, and what could not be put into it.

    Attributes:
        ics: The bytes of the file.

        included: The anniversaries in it, one event each, by date and id.

        left_out: Those whose day is not known: a year, a month, or bounds. They
            are not forced onto a day.
    """

    ics: bytes
    included: tuple[Anniversary, ...]
    left_out: tuple[Anniversary, ...]

    def __repr__(self) -> str:
        return (
            f"<CalendarFile: {len(self.included)} events, "
            f"{len(self.left_out)} left out, {len(self.ics)} bytes>"
        )

    def write(self, path: str | Path, *, overwrite: bool = False) -> Path:
        """
        Write the file; who reads meanwhile sees the old file or the new one.

        Args:
            path: Where to.

            overwrite: Whether a file that is there may be replaced.

        Raises:
            FileExistsError: If there is one, and it may not.

            OSError: If it cannot be written; then nothing is changed.
        """
        target = Path(path)
        if not target.parent.is_dir():
            msg = f"there is no folder {str(target.parent)!r} to write into"
            raise FileNotFoundError(msg)
        if target.exists() and not overwrite:
            msg = f"{str(target)!r} is there already; say if it may be overwritten"
            raise FileExistsError(msg)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            draft.write_bytes(self.ics)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        return target

    def explain(self, language: str = "en") -> str:
        """
        How many events there are, and what was left out.
        """
        count = len(self.included)
        de = f"{count} {'Termin' if count == 1 else 'Termine'}."
        en = f"{count} {'event' if count == 1 else 'events'}."
        lines = [in_language(language, de, en)]
        if self.left_out:
            de = "Weggelassen, weil der Tag nicht bekannt ist:"
            en = "Left out, because the day is not known:"
            lines.append(in_language(language, de, en))
            lines += [f"- {each.explain(language)}" for each in self.left_out]
        return "\n".join(lines)


def to_calendar(
    found: Iterable[Anniversary],
    *,
    language: str = "en",
    alarms: Iterable[timedelta] = (),
    name: str = "",
) -> CalendarFile:
    """
    Anniversaries as an iCalendar file.

    What an event says follows from the fact alone. Its ``UID`` is made of the
    record, the criterion, and the number, and is the same in all versions of the
    data and in both languages. ``SEQUENCE`` counts how often the fact (the day,
    the names, the status, the source named) has changed, and ``LAST-MODIFIED`` is
    the version of the data in which it last did: compiling the data keeps a
    ledger of both, by a digest of the fact.

    Args:
        found: What :func:`anniversaries` gave, or some of it.

        language: ``"de"`` or ``"en"``.

        alarms: When to remind, as time before the day begins:
            ``timedelta(days=7)`` is a week before, ``timedelta(hours=-9)`` at
            nine in the morning of the day. None unless asked for.

        name: What calendars show as the name of this one.

    Raises:
        MissingExtraError: If icalendar is not installed.

        TypeError: If *found* has something that is no anniversary, or *alarms*
            something that is no timedelta.

        ValueError: If *language* is neither.

        DataError: If an anniversary is from data that are not loaded.

    >>> import berlin_partnerships as bp
    >>> file = to_calendar([bp.anniversary("los-angeles", 60)], language="de")
    >>> [line for line in file.ics.decode().splitlines() if line[:7] == "SUMMARY"]
    ['SUMMARY:Los Angeles: 60. Jahrestag der Partnerschaft']
    """
    ical = _icalendar()
    chosen = sorted(dict.fromkeys(map(_checked, found)), key=_order)
    included = tuple(each for each in chosen if each.date.is_day)
    before = sorted({_checked_alarm(alarm) for alarm in alarms}, reverse=True)
    file = ical.Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    title = name or _name(chosen, language)
    # RFC 7986, and what calendars have read since long before it.
    for property in ("name", "x-wr-calname"):
        file.add(property, ical.vText(_in_a_line(title)))
    for each in included:
        file.add_component(_event(ical, each, language, before))
    return CalendarFile(
        ics=file.to_ical(),
        included=included,
        left_out=tuple(each for each in chosen if not each.date.is_day),
    )


def _name(chosen: Iterable[Anniversary], language: str) -> str:
    """
    Whose anniversaries they are: Berlin's, or those of a town with a table of its own.
    """
    towns = dict.fromkeys(filter(None, (_town(each) for each in chosen)))
    if not towns:
        return in_language(
            language,
            "Jahrestage der Berliner Städtepartnerschaften",
            "Anniversaries of Berlin's city partnerships",
        )
    names = listed((in_language(language, **town.name) for town in towns), language)
    return in_language(
        language,
        f"Jahrestage der Städtepartnerschaften: {names}",
        f"Anniversaries of city partnerships: {names}",
    )


def _town(each: Anniversary) -> Party | None:
    """
    Whose table an anniversary is from; None if it is from data of ours.
    """
    dataset = home(each._dataset, each.about)  # noqa: SLF001  # one of our own
    own = dataset._is_own  # noqa: SLF001  # one of our own
    return next(iter(dataset.parties.values())) if own else None


def _icalendar() -> Any:
    try:
        import icalendar  # noqa: PLC0415  # the extra is needed here only
    except ImportError as error:
        raise MissingExtraError("icalendar", "calendar") from error
    return icalendar


def _checked(each: object) -> Anniversary:
    if not isinstance(each, Anniversary):
        msg = f"found must have anniversaries, not {type(each).__name__}"
        raise TypeError(msg)
    return each


def _checked_alarm(alarm: object) -> timedelta:
    if not isinstance(alarm, timedelta):
        msg = f"alarms must be timedeltas, not {type(alarm).__name__}"
        raise TypeError(msg)
    return alarm


def _order(each: Anniversary) -> tuple[object, ...]:
    return *each.date.sort_key, each.about, each.criterion, each.number


def _event(
    ical: Any,
    each: Anniversary,
    language: str,
    alarms: Iterable[timedelta],
) -> Any:
    dataset = home(each._dataset, each.about)  # noqa: SLF001  # one of our own
    day, _ = each.date.sort_key
    start = Start(each.about, each.since, each.criterion)
    revision = revision_of(dataset, start)
    modified = datetime.fromisoformat(revision.modified or _NO_DAY).replace(tzinfo=UTC)
    event = ical.Event()
    event.add("uid", _uid(each))
    event.add("dtstamp", modified)
    if revision.modified:
        event.add("last-modified", modified)
    event.add("sequence", revision.sequence)
    event.add("dtstart", day)
    if (after := day_after(day)) is not None:
        event.add("dtend", after)
    event.add("summary", _in_a_line(each.title(language)))
    event.add("description", _description(dataset, each, language))
    event.add("categories", _categories(each, language))
    event.add("status", "TENTATIVE" if _doubtful(each) else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day
    for before in alarms:
        alarm = ical.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _in_a_line(each.title(language)))
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event


def _uid(each: Anniversary) -> str:
    """
    The same as long as the anniversary is; not that of another town's with this id.
    """
    parts = each.about.replace("/", ".").replace("#", "."), each.criterion
    town = _town(each)
    domain = f"{town.id}.{_DOMAIN}" if town else _DOMAIN
    return f"{'.'.join(parts)}.{each.number}@{domain}"


def _doubtful(each: Anniversary) -> bool:
    return each.date.uncertain or each.date.approximate


def _description(dataset: Dataset, each: Anniversary, language: str) -> str:
    criterion = said_criterion(each.criterion, language)
    lines = [
        each.explain(language),
        in_language(language, f"Zählt ab: {criterion}.", f"Counted from: {criterion}."),
    ]
    for id in each.sources[:1]:
        cited = dataset.sources[id].cite(language=language)
        lines.append(in_language(language, f"Quelle: {cited}", f"Source: {cited}"))
    return "\n".join(map(_in_a_line, lines))


def _categories(each: Anniversary, language: str) -> list[str]:
    kind = each.about.partition("/")[0]
    words = [in_language(language, "Jahrestag", "Anniversary")]
    if kind == "partnerships":
        words.append(in_language(language, "Städtepartnerschaft", "City partnership"))
    if each.number in ROUND:
        words.append(in_language(language, "Rund", "Round"))
    return words


def _in_a_line(text: str) -> str:
    """
    *text* without the control characters that no calendar may have.
    """
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return " ".join(plain.split())
