"""
Prose in German and English: dates, numbers, lists of words.

Floor 1: imports the dates and what a language is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from ._dates import PartialDate, Period, day_before
from ._language import in_language
from ._pickles import Pickled


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

__all__ = [
    "Result",
    "counted",
    "listed",
    "said_date",
    "said_limit",
    "said_period",
    "said_span",
    "weekday",
]

_MONTHS = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
        "September", "Oktober", "November", "Dezember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ),
}  # fmt: skip
_WEEKDAYS = {
    "de": (
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ),
    "en": (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ),
}  # fmt: skip


def _day(day: date, language: str) -> str:
    n = day.month - 1
    month = in_language(language, _MONTHS["de"][n], _MONTHS["en"][n])
    return f"{day.day}{in_language(language, '.', '')} {month} {day.year}"


def weekday(day: date, language: str = "en") -> str:
    """
    The day of the week.

    >>> from datetime import date
    >>> weekday(date(2027, 6, 27), "de")
    'Sonntag'
    """
    n = day.weekday()
    return in_language(language, _WEEKDAYS["de"][n], _WEEKDAYS["en"][n])


def said_date(when: date | PartialDate | None, language: str = "en") -> str:
    """
    A date as one says it, as precisely as it is known and no more.

    >>> said_date(PartialDate.parse("1991-08"), "de")
    'August 1991'
    >>> said_date(PartialDate.parse("[2022-03-02..2022-04-05]"))
    'between 2 March 2022 and 5 April 2022'
    """
    if when is None:
        return in_language(language, "unbekannt", "unknown")
    if not isinstance(when, PartialDate):
        return _day(when, language)
    text = _said_partial(when, language)
    if when.approximate:
        text = in_language(language, f"etwa {text}", f"about {text}")
    if when.uncertain:
        text = in_language(language, f"vermutlich {text}", f"probably {text}")
    return text


def _said_partial(when: PartialDate, language: str) -> str:
    first, last = when.lower, when.upper
    if first is None or last is None:
        return _said_bound(first, last, language)
    if when.is_day:
        return _day(first, language)
    if when.precision == "month":
        return _day(first, language).split(" ", 1)[1]
    if when.precision == "year":
        return str(first.year)
    a, b = _day(first, language), _day(last, language)
    de, en = f"zwischen dem {a} und dem {b}", f"between {a} and {b}"
    return in_language(language, de, en)


def _said_bound(first: date | None, last: date | None, language: str) -> str:
    if first is not None:
        day = _day(first, language)
        return in_language(language, f"frühestens am {day}", f"{day} or later")
    if last is not None:
        day = _day(last, language)
        return in_language(language, f"spätestens am {day}", f"{day} or earlier")
    return in_language(language, "unbekannt", "unknown")


def counted(number: int, language: str = "en") -> str:
    """
    A whole number as one writes it, in groups of three digits.

    >>> counted(20794), counted(20794, "de")
    ('20,794', '20.794')
    """
    return in_language(language, f"{number:,}".replace(",", "."), f"{number:,}")


def said_span(start: date | None, end: date | None, language: str = "en") -> str:
    """
    The half-open span ``[start, end)`` as one says it: with its last day.

    >>> from datetime import date
    >>> said_span(date(2000, 10, 10), date(2023, 9, 14))
    'from 10 October 2000 to 13 September 2023'
    >>> said_span(date(2025, 5, 5), None, "de")
    'seit dem 5. Mai 2025'
    """
    last = day_before(end) if end is not None else None
    a = _day(start, language) if start else ""
    b = _day(last, language) if last else ""
    if start and last:
        if start == last:
            return in_language(language, f"am {a}", f"on {a}")
        return in_language(language, f"vom {a} bis zum {b}", f"from {a} to {b}")
    if start:
        return in_language(language, f"seit dem {a}", f"since {a}")
    if last:
        return in_language(language, f"bis zum {b}", f"until {b}")
    return in_language(language, "jederzeit", "at any time")


def said_limit(known_until: date, language: str = "en") -> str:
    """
    That nothing is known of later days.

    >>> from datetime import date
    >>> said_limit(date(2026, 3, 31))
    'The sources were read until 31 March 2026; later events are not known here.'
    """
    day = _day(known_until, language)
    return in_language(
        language,
        f"Gelesen sind Quellen bis zum {day}; Späteres ist hier nicht bekannt.",
        f"The sources were read until {day}; later events are not known here.",
    )


def said_period(period: Period, language: str = "en") -> str:
    """
    A period as one says it; a side that is open, or unknown, is left out.

    >>> from berlin_partnerships._dates import Period
    >>> said_period(Period.parse("2024-11-10/2024-11-15"), "de")
    '10. November 2024 bis 15. November 2024'
    >>> said_period(Period.parse("2017/.."))
    'since 2017'
    """
    start, end = period.start, period.end
    if start is not None and start == end:
        return said_date(start, language)
    a, b = (said_date(side, language) if side else "" for side in (start, end))
    if a and b:
        return in_language(language, f"{a} bis {b}", f"{a} to {b}")
    if a:
        return in_language(language, f"seit {a}", f"since {a}")
    return in_language(language, f"bis {b}", f"until {b}") if b else str(period)


def listed(words: Iterable[str], language: str = "en") -> str:
    """
    Words joined as in a sentence.

    >>> listed(["Bern", "Vaduz", "Vienna"])
    'Bern, Vaduz and Vienna'
    """
    *head, last = list(words) or [""]
    if not head:
        return last
    return in_language(language, " und ", " and ").join([", ".join(head), last])


class Result(Pickled):
    """
    What all answers can do: explain themselves and go through JSON.
    """

    __slots__ = ()

    def explain(self, language: str = "en") -> str:
        """
        The answer in plain sentences, in ``"de"`` or ``"en"``.
        """
        raise NotImplementedError  # each result says its own

    def to_dict(self) -> dict[str, Any]:
        """
        The answer as JSON-ready values; dates as texts.
        """
        from ._convert import unstructure  # noqa: PLC0415  # brings cattrs

        plain: dict[str, Any] = unstructure(self)
        return plain

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """
        The answer again, from what :meth:`to_dict` gave.

        Raises:
            DataError: If it is something else, with the first field that is wrong.
        """
        from ._convert import revived  # noqa: PLC0415  # brings cattrs

        return revived(values, cls, cls.__name__)

    def to_markdown(self, language: str = "en") -> str:
        """
        The answer in Markdown, in ``"de"`` or ``"en"``.
        """
        from ._markup import Prose, as_markdown  # noqa: PLC0415  # only for people

        return as_markdown([Prose(self.explain(language))], {})

    def to_html(self, language: str = "en") -> str:
        """
        The answer as a page of HTML, in ``"de"`` or ``"en"``.
        """
        from ._markup import Prose, as_html  # noqa: PLC0415  # only for people

        text = self.explain(language)
        title = text.partition("\n")[0]
        return as_html([Prose(text)], {}, title=title, language=language)

    def _repr_html_(self) -> str:
        from ._markup import Prose, as_html  # noqa: PLC0415  # only for people

        return as_html([Prose(self.explain())], {})
