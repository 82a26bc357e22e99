"""
Celebrations in sentences, German and English, from their structured fields only.

Floor 1: imports the prose of dates; the answers' classes only as types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._dates import day_after
from ._language import in_language
from ._text import said_date, said_span, weekday


if TYPE_CHECKING:
    from ._celebrations import Celebration, CountedFrom
    from ._dates import PartialDate, Period

__all__ = ["explain_celebration", "said_fit"]

_STARTS = {
    "founding-agreement": ("vom Gründungsakt", "the founding act"),
    "first-act": ("vom ersten Akt", "the first act"),
    "founding": ("von einem Gründungsakt", "a founding act"),
    "opening": ("von einem Akt davor", "an act before it"),
    "renewal": ("von der Erneuerung", "the renewal"),
    "resumption": ("von der Wiederaufnahme", "the resumption"),
    "other": ("von einem anderen Akt", "another act"),
}
_PERHAPS = ("möglicherweise ", "possibly ")


def explain_celebration(found: Celebration, language: str) -> str:
    """
    What was kept, and how it fits; if it does not, what the years would make.
    """
    lines = [_head(found, language)]
    fit = found.fit
    if fit is not None:
        lines.append(f"{_anniversary(fit, language)} {_fits(fit, language)}")
    elif found.counted:
        lines.append(
            in_language(language, "Die Zahl passt nicht.", "The number does not fit.")
        )
        lines += [_would_be(counted, language) for counted in found.counted]
    else:
        lines.append(
            in_language(
                language, "Kein Beginn ist bekannt.", "No start of it is known."
            )
        )
    return "\n".join(lines)


def _head(found: Celebration, language: str) -> str:
    city = in_language(language, found.city_de, found.city)
    years = _years(found.number, language)
    head = f"{city}, {years}, {_said_held(found.held, language)}"
    if found.announced:
        head += in_language(language, " (nur angekündigt)", " (only announced)")
    if name := in_language(language, found.name_de, found.name):
        head += f": {name}"
    sources = "".join(f" [{id}]" for id in found.sources)
    return f"{head}.{sources}"


def _said_held(held: Period, language: str) -> str:
    start, end = held.start, held.end
    if start is None or end is None:
        return str(held)
    if start.is_day and end.is_day and end.lower:
        return said_span(start.lower, day_after(end.lower), language)
    if start != end:
        a, b = said_date(start, language), said_date(end, language)
        return in_language(language, f"{a} bis {b}", f"{a} to {b}")
    said = said_date(start, language)
    if start.uncertain or start.approximate:
        return said
    prepositions = {"month": ("im", "in"), "year": ("im Jahr", "in")}
    if start.precision not in prepositions:
        return said
    return f"{in_language(language, *prepositions[start.precision])} {said}"


def _start(counted: CountedFrom, language: str) -> str:
    words = _STARTS[counted.criterion or counted.role]
    return f"{in_language(language, *words)} ({said_date(counted.since, language)})"


def said_fit(found: Celebration, language: str) -> str:
    """
    What the number of a celebration is counted from, and how far it is away.
    """
    years, fit = _years(found.number, language), found.fit
    if fit is None:
        none = in_language(language, "passt zu keinem Akt", "fits no act")
        return f"{years}, {none}"
    start = _start(fit, language)
    start = in_language(language, f"{start} an", f"from {start}")
    if fit.rule == "on-the-day":
        on = in_language(language, "am Jahrestag", "on the anniversary")
        return f"{years} {start}, {on}"
    return f"{years} {start}, {_distance(fit.days, language)}"


def _anniversary(counted: CountedFrom, language: str) -> str:
    start, when = _start(counted, language), _said_day(counted.date, language)
    return in_language(
        language,
        f"Jahrestag, {start} an gezählt: {when}.",
        f"Anniversary, counted from {start}: {when}.",
    )


def _said_day(when: PartialDate, language: str) -> str:
    said = said_date(when, language)
    if when.is_day and when.lower is not None:
        return f"{weekday(when.lower, language)}, {said}"
    return said


def _fits(fit: CountedFrom, language: str) -> str:
    if fit.rule == "on-the-day" and fit.position == "on":
        return in_language(
            language,
            "Die Feier ist am Tag selbst.",
            "The celebration is on the day itself.",
        )
    if fit.rule == "on-the-day":
        return in_language(
            language,
            "Die Feier schließt den Tag ein.",
            "The celebration includes the day itself.",
        )
    away = _distance(fit.days, language)
    if fit.rule == "jubilee-year":
        perhaps_de, perhaps_en = ("", "") if fit.certain else _PERHAPS
        return in_language(
            language,
            f"Die Feier liegt {perhaps_de}im Jubiläumsjahr, {away}.",
            f"The celebration is {perhaps_en}in the jubilee year, {away}.",
        )
    year = _either(fit.jubilee_year, language)
    still_de, still_en = ("aber ", "but ") if fit.certain else _PERHAPS
    return in_language(
        language,
        f"Die Feier liegt {away}: nach dem Jubiläumsjahr {year}, {still_de}noch vor "
        "dem nächsten Jahrestag.",
        f"The celebration is {away}: after the jubilee year {year}, {still_en}still "
        "before the next anniversary.",
    )


def _distance(days: int | tuple[int, int], language: str) -> str:
    """
    How far a celebration is from the anniversary; bounds may lie on both sides.
    """
    first, last = (days, days) if isinstance(days, int) else days
    if first < 0 < last:
        before, after = _days(-first, language), _days(last, language)
        return in_language(
            language,
            f"höchstens {before} vor oder {after} nach dem Jahrestag",
            f"at most {before} before or {after} after the anniversary",
        )
    near, far = sorted((abs(first), abs(last)))
    side = (
        in_language(language, "vor dem Jahrestag", "before the anniversary")
        if first < 0
        else in_language(language, "nach dem Jahrestag", "after the anniversary")
    )
    if near == far:
        return f"{_days(far, language)} {side}"
    if near == 0:
        most = in_language(language, "höchstens", "at most")
        return f"{most} {_days(far, language)} {side}"
    span = in_language(language, f"{near} bis", f"{near} to")
    return f"{span} {_days(far, language)} {side}"


def _years(number: int, language: str) -> str:
    return _many(number, language, ("Jahr", "Jahre"), ("year", "years"))


def _days(number: int, language: str) -> str:
    return _many(number, language, ("Tag", "Tage"), ("day", "days"))


def _many(number: int, language: str, de: tuple[str, str], en: tuple[str, str]) -> str:
    return f"{number} {in_language(language, de[number != 1], en[number != 1])}"


def _either(numbers: int | tuple[int, int], language: str) -> str:
    if isinstance(numbers, int):
        return str(numbers)
    first, last = numbers
    if last - first == 1:
        return in_language(language, f"{first} oder {last}", f"{first} or {last}")
    return in_language(language, f"{first} bis {last}", f"{first} to {last}")


def _would_be(counted: CountedFrom, language: str) -> str:
    """
    Which number the calendar years make, counted from an act.
    """
    start = _start(counted, language)
    difference = counted.year_difference
    latest = difference if isinstance(difference, int) else difference[1]
    if latest < 0:
        return in_language(
            language,
            f"Gezählt {start} an, liegt die Feier noch davor.",
            f"Counted from {start}, the celebration is even before it.",
        )
    years = _either(difference, language)
    return in_language(
        language,
        f"Gezählt {start} an, ergeben die Kalenderjahre {years}.",
        f"Counted from {start}, the calendar years make {years}.",
    )
