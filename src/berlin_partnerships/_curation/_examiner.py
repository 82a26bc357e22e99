"""
What every part of the check needs: reporting, known ids, known words.

Floor 7: part of curation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._names import similar
from ..exceptions import offer
from ._words import MOST_WORDS, SLUG, words


if TYPE_CHECKING:
    from collections.abc import Collection

    from .._curated import Curated
    from .._dates import PartialDate
    from .._read import Folder
    from .._rows import Steps

__all__ = ["Examiner", "starts_after"]

_SINGULAR = {
    "cities": "city",
    "cooperations": "cooperation",
    "events": "event",
    "organizations": "organization",
    "people": "person",
    "places": "place",
    "programs": "program",
    "topics": "topic",
    "parties": "party",
    "partnerships": "partnership",
    "sources": "source",
}


class Examiner:
    """
    Compares what the files of a folder say with each other.

    Attributes:
        folder: The folder, to which problems are reported.

        data: What could be read of it.

        used: Ids of the sources that something rests on.
    """

    def __init__(self, folder: Folder, data: Curated) -> None:
        self.folder = folder
        self.data = data
        self.used = set(folder.busy)

    def report(self, path: str, steps: Steps, problem: str) -> None:
        """
        Note a problem, unless there is none, or one of form is noted already.
        """
        if problem and not self.folder.is_flawed(path, steps):
            self.folder.report(path, steps, problem)

    def ids(self, kind: str) -> Collection[str]:
        """
        The ids of a kind of record, also of those that could not be read.
        """
        return self.folder.ids.get(kind, ())

    def one_of(
        self, path: str, steps: Steps, value: str, known: Collection[str], what: str
    ) -> bool:
        """
        Whether *value* is among *known*; reported if not.
        """
        if value in known:
            return True
        near = offer(similar(value, known, most=1))
        self.report(path, steps, f"unknown {what} {value!r}{near}")
        return False

    def id(self, path: str, steps: Steps, kind: str, id: str) -> bool:
        """
        Whether *id* is one of a kind of record; reported if not.
        """
        if kind == "sources":
            self.used.add(id)
        known = self.folder.ids.get(kind)
        # A file with all ids of a kind may be unreadable; that is said there.
        return known is None or self.one_of(path, steps, id, known, _SINGULAR[kind])

    def slug(self, path: str, steps: Steps, id: str) -> None:
        """
        Report an id that is no slug.
        """
        if not SLUG.fullmatch(id):
            problem = f"{id!r} is no slug: lower-case letters, digits, hyphens"
            self.report(path, steps, problem)

    def label(self, path: str, steps: Steps, label: dict[str, str]) -> None:
        """
        Report a label that is not in German and English.
        """
        if set(label) != {"de", "en"}:
            self.report(path, steps, "needs de and en, and nothing else")

    def quote(self, path: str, steps: Steps, quote: str) -> None:
        """
        Report a quote that is too long.
        """
        count = words(quote)
        if count > MOST_WORDS:
            problem = f"{count} words; at most {MOST_WORDS} may be quoted"
            self.report(path, (*steps, "quote"), problem)
        if quote.count("…") > 1:
            self.report(path, (*steps, "quote"), "at most one … may be used")

    def chars(self, path: str, steps: Steps, chars: tuple[int, int] | None) -> bool:
        """
        Whether *chars* are two positions, the second after the first, or None.
        """
        if chars is None or 0 <= chars[0] < chars[1]:
            return True
        problem = f"[{chars[0]}, {chars[1]}] has its end before its start"
        self.report(path, (*steps, "chars"), problem)
        return False

    def not_after(
        self, path: str, steps: Steps, day: PartialDate | None, last: PartialDate | None
    ) -> None:
        """
        Report a *day* that is certainly after the day of the source, or of the data.
        """
        if starts_after(day, last):
            self.report(
                path, steps, f"{day} is after the source was published ({last})"
            )
        elif day and day.lower and day.lower.isoformat() > self.today:
            self.report(
                path, steps, f"{day} is after the day in VERSION ({self.today})"
            )

    @property
    def today(self) -> str:
        """
        The day of the data; if that is not known, no day is after it.
        """
        return self.data.version[:10] or "9999"


def starts_after(day: PartialDate | None, other: PartialDate | None) -> bool:
    """
    Whether *day* cannot be as early as *other* may be late.
    """
    return bool(day and other and day.lower and other.upper and day.lower > other.upper)
