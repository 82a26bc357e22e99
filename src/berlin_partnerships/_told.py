"""
Changes in words: what people call the record, what of it differs, old → new.

Each text is a pair, in German and in English. It is made with the change, as only
the two data sets know names and labels.

Floor 7: imports the data set.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

import attrs

from ._dataset import KINDS, Dataset
from ._jubilees import said_fit
from ._language import LANGUAGES, in_language
from ._partnerships import StatusPeriod
from ._terms import FIELD_WORDS, STATUS_WORDS, said_value
from ._text import said_date
from ._values import called, part_called


if TYPE_CHECKING:
    from collections.abc import Callable

    from ._celebrations import Celebration

__all__ = ["PARTS", "Teller", "both", "names_of"]

PARTS = ("acts", "predecessors", "stops", "appointments")
_MOST = 160  # signs that a line has of a value; lists of partners are longer
_TITLE = 80  # signs of a title
_NEW, _GONE = ("neu", "new"), ("weggefallen", "gone")
# What is told of another record by its bare id.
_OF_KIND = {
    "city_id": "cities",
    "counterpart": "cities",
    "counterpart_id": "cities",
    "derived_from": "sources",
    "parent": "cities",
    "party": "parties",
}


def both(said: Callable[[str], str]) -> tuple[str, ...]:
    """
    What *said* gives for each language.
    """
    return tuple(said(language) for language in LANGUAGES)


@attrs.frozen
class Teller:
    """
    Tells changes from one data set to another.

    Attributes:
        old, new: The data sets.
    """

    old: Dataset
    new: Dataset

    def names(self, about: str, language: str) -> str:
        """
        What the record, and the part of it, was called; if it is new, is called.
        """
        subject, _, part = about.partition("#")
        name = names_of(self.old if _holds(self.old, subject) else self.new, subject)
        if not part:
            return in_language(language, *name)
        inner = _part(self.old, subject, part) or _part(self.new, subject, part)
        of = in_language(language, *(inner or (part, part)))
        return f"{in_language(language, *name)}, {of}"

    def label(self, about: str, what: str, language: str) -> str:
        """
        What people call a property, or a field of the same name that has none.
        """
        kinds = {*PARTS} if "#" in about else {about.partition("/")[0]}
        for dataset in (self.new, self.old):
            row = dataset.properties.get(what)
            if row and kinds & {*row.kinds}:
                return in_language(language, row.label["de"], row.label["en"])
        return in_language(language, *FIELD_WORDS.get(what, (what, what)))

    def field(self, about: str, what: str, was: Any, now: Any) -> tuple[str, ...]:
        """
        A value, or several, that differ.
        """

        def said(language: str) -> str:
            one, other = (
                _shortened(_Value(dataset, about, what, language).said(value))
                for dataset, value in ((self.old, was), (self.new, now))
            )
            return self._line(
                about, self.label(about, what, language), one, other, language
            )

        return both(said)

    def thing(self, about: str, *, gone: bool) -> tuple[str, ...]:
        """
        A record, or a part of one, that is new or gone.
        """
        words = _GONE if gone else _NEW
        return both(
            lambda to: f"{self.names(about, to)}: {in_language(to, *words)}",
        )

    def renamed(self, about: str, now: str) -> tuple[str, ...]:
        """
        A source with another id, which the old one still finds.
        """
        one, other = (id.partition("/")[2] for id in (about, now))
        label = "Id", "id"
        return both(
            lambda to: self._line(about, in_language(to, *label), one, other, to)
        )

    def alias(self, alias: str, was: str, now: str | None) -> tuple[str, ...]:
        """
        A further id of a source, that finds another one or none.
        """

        def said(language: str) -> str:
            head = in_language(language, "weitere Id", "further id")
            now_finds = in_language(language, "findet jetzt", "now finds")
            text = f"{self.names(was, language)}, {head} {alias}: "
            if now is None:
                return text + in_language(language, *_GONE)
            found = in_language(language, *names_of(self.new, now))
            return f"{text}{now_finds} {found}"

        return both(said)

    def lost_name(self, about: str, text: str) -> tuple[str, ...]:
        """
        A name by which a record is not found any more.
        """

        def said(language: str) -> str:
            head = in_language(language, f"Name „{text}“", f"name “{text}”")
            gone = in_language(language, *_GONE)
            return f"{self.names(about, language)}, {head}: {gone}"

        return both(said)

    def look_up(self, about: str, text: str, found: list[str]) -> tuple[str, ...]:
        """
        A name that found one record, and now finds several.
        """

        def said(language: str) -> str:
            head = in_language(language, f"Suche nach „{text}“", f"look-up of “{text}”")
            one = self.names(about, language)
            others = in_language(language, " oder ", " or ").join(
                in_language(language, *names_of(self.new, id)) for id in found
            )
            return f"{one}, {head}: {one} → {others}"

        return both(said)

    def celebration(
        self, about: str, was: Celebration, now: Celebration
    ) -> tuple[str, ...]:
        """
        A celebration that fits its act otherwise.
        """

        def said(language: str) -> str:
            label = in_language(language, "gezählt", "counted")
            one, other = (said_fit(c, language) for c in (was, now))
            return self._line(about, label, one, other, language)

        return both(said)

    def _line(self, about: str, label: str, was: str, now: str, language: str) -> str:
        return f"{self.names(about, language)}, {label}: {was} → {now}"


# Names --------------------------------------------------------------------------------


def _holds(dataset: Dataset, full_id: str) -> bool:
    kind, _, id = full_id.partition("/")
    return id in getattr(dataset, kind, ())


def names_of(dataset: Dataset, full_id: str) -> tuple[str, str]:
    """
    What a record is called, in German and English; its id if it is not held.
    """
    kind, _, id = full_id.partition("/")
    if not _holds(dataset, full_id):
        return full_id, full_id
    if kind == "properties":
        label = dataset.label_of(id)
        return label["de"], label["en"]
    if kind == "sources":
        title = _shortened(dataset.sources[id].title, _TITLE)
        return f"„{title}“", f"“{title}”"
    return called(dataset._curated, kind, id)  # noqa: SLF001  # what curators call it


def _part(dataset: Dataset, subject: str, part: str) -> tuple[str, str] | None:
    """
    What a part of a record is called; None if these data do not have it.
    """
    curated = dataset._curated  # noqa: SLF001  # only it holds what is not resolved
    if part not in curated.parts(subject):
        return None
    return part_called(curated, subject, part)


# Values -------------------------------------------------------------------------------


def _shortened(text: str, most: int = _MOST) -> str:
    return shorten(text, most, placeholder=" …")


@attrs.frozen
class _Value:
    """
    How a value of one data set reads.

    Attributes:
        dataset: The data set, which knows the names of records.

        about: Full id of the record.

        what: The property or the field.

        language: ``"de"`` or ``"en"``.
    """

    dataset: Dataset
    about: str
    what: str
    language: str

    def said(self, value: Any) -> str:
        """
        The value in words.
        """
        if isinstance(value, tuple) and any(isinstance(v, StatusPeriod) for v in value):
            return ", ".join(map(self.said, value))
        if isinstance(value, StatusPeriod):
            return self._period(value)
        if self.what == "stop" and value:
            id = str(value)
            names = _part(self.dataset, self.about.partition("#")[0], id) or (id, id)
            return in_language(self.language, *names)
        return said_value(value, self.what, self.language, self._called)

    def _period(self, period: StatusPeriod) -> str:
        """
        A status and its beginning.
        """
        status = in_language(self.language, *STATUS_WORDS[period.status])
        start = said_date(period.start, self.language)
        precise = period.start is not None and not period.start.text.startswith("[")
        begins = ("ab", "from") if precise else ("Beginn", "beginning")
        return f"{status} ({in_language(self.language, *begins)} {start})"

    def _called(self, text: str) -> tuple[str, str] | None:
        """
        What a record is called, if the text is the id of one.
        """
        bare = self.what in _OF_KIND and "/" not in text
        full_id = f"{_OF_KIND[self.what]}/{text}" if bare else text
        known = full_id.partition("/")[0] in (*KINDS, "parties")
        if known and _holds(self.dataset, full_id):
            return names_of(self.dataset, full_id)
        return None
