"""
Sources and what they state.

Floor 1: imports the dates and what a record is.
"""

from __future__ import annotations

import functools
import hashlib

from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ._dates import PartialDate, Period, partial
from ._language import in_language
from ._model import Record
from ._pickles import Pickled
from ._policy import DEFAULT
from ._text import said_date


if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._dataset import Dataset
else:
    Dataset = Any  # cattrs reads the annotations of records

__all__ = [
    "CLASSES",
    "COPIES",
    "KINDS",
    "Judgement",
    "LeftOut",
    "Property",
    "Source",
    "Statement",
]

# Closest to the deed first: the order of the rule "class".
CLASSES = DEFAULT.classes
# What a source is → how close it is. A reprint or mirror takes the class of
# the source it names in `derived_from`.
KINDS = {
    "primary": "primary",
    "official": "official",
    "official-press": "official",
    "official-portal": "official",
    "official-campaign": "official",
    "partner-city": "official",
    "foundation": "official",
    "parliament": "parliament",
    "press": "press",
    "agency": "press",
    "press-reprint": "press",
    "association": "press",
    "wiki": "encyclopaedic",
    "wiki-mirror": "encyclopaedic",
    "mirror": "aggregator",
    "blog": "aggregator",
    "web": "aggregator",
    "dataset": "aggregator",
    "archive": "aggregator",
    "user": "unknown",
}
COPIES = ("press-reprint", "mirror", "wiki-mirror")
BASES = ("quote", "paraphrase", "counted", "inferred", "ours")
MODES = ("stated", "reported", "announced", "denied", "quoted", "opinion")
CERTAINTIES = ("high", "medium", "low")
RANKS = ("preferred", "normal", "deprecated")
RELATIONS = ("partnership", "project", "cooperation", "exchange")
URL_STATUSES = ("exact", "rebuilt", "partial", "none")


@attrs.frozen(kw_only=True)
class Property(Pickled):
    """
    A row of the closed table of properties.

    Attributes:
        id: The name, such as ``"since"``.

        kinds: Kinds of record, or ``acts`` and ``predecessors`` for parts.

        type: ``date``, ``period``, ``number``, ``reference``, ``enum``,
            ``text``, ``list``, ``names``, or ``bool``.

        label: What people call it, in German and English.

        values: The values of an enum.

        targets: The kinds that a reference may point to.

        many: Whether several values are no conflict.

        resolved: Whether a record carries the accepted value.
    """

    id: str
    kinds: tuple[str, ...]
    type: str
    label: dict[str, str] = attrs.field(hash=False)
    values: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    many: bool = False
    resolved: bool = False


@attrs.frozen(kw_only=True)
class Judgement(Pickled):
    """
    A curator's decision on one statement, with the reason.

    Attributes:
        source, about, property, value: The statement that is judged.

        rank: ``preferred`` or ``deprecated`` (known to be wrong).

        reason: Why.
    """

    source: str
    about: str
    property: str
    value: str
    rank: str
    reason: str


@attrs.frozen(kw_only=True)
class Statement(Pickled):
    """
    What one source says about one property of one subject.

    Statements are never edited to agree with each other: two sources that
    differ are two statements, and choosing is the job of
    :func:`berlin_partnerships.resolve`.

    Attributes:
        about: The subject, such as ``"partnerships/kyiv"``, or a part of it,
            such as ``"partnerships/moscow#1991-agreement"``.

        property: A row of the table of properties.

        value: What the source says, as precisely as it says it.

        source: Id of the source.

        at: Where in the source.

        quote: Words of the source, at most eight.

        chars: First and one-past-last code point of the quote in the text.

        basis: ``quote``, ``paraphrase``, ``counted``, ``inferred`` (both by
            us, so not what the source states), or ``ours``.

        mode: ``stated``, ``reported``, ``announced``, ``denied``, ``quoted``,
            or ``opinion``.

        speaker: Whose words they are, if not the source's own.

        holds: The time for which the statement says that the fact held.

        as_of: The day it speaks of, if that is not its source's.

        certainty: How sure we are of the reading: ``high``, ``medium``, ``low``.

        relation: For lists: which relation the listed cities have.

        closed: For lists: whether the list claims to be complete.

        note: A remark of ours.
    """

    about: str
    property: str
    value: Any
    source: str
    at: str = ""
    quote: str = ""
    chars: tuple[int, int] | None = None
    basis: str = ""
    mode: str = "stated"
    speaker: str = ""
    holds: Period | None = None
    as_of: PartialDate | None = None
    certainty: str = "high"
    relation: str | None = None
    closed: bool | None = None
    note: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.basis:
            basis = "quote" if self.quote else "paraphrase"
            object.__setattr__(self, "basis", basis)

    @functools.cached_property  # `property` is a field of this class
    def id(self) -> str:
        """
        A key made of what is stated, by whom, and where; stable across versions.
        """
        key = (
            self.source,
            self.about,
            self.property,
            str(self.value),
            self.at,
            *([str(self.holds)] if self.holds else []),
        )
        return hashlib.sha256("\n".join(key).encode()).hexdigest()[:12]

    @functools.cached_property
    def subject(self) -> str:
        """
        The full id of the record, without the part.
        """
        return self.about.partition("#")[0]

    def cite(self, source: Source, language: str = "en") -> str:
        """
        A footnote: publisher, title, date, place, quote, address.

        The date and the quotation marks are those of the language, ``"de"`` or
        ``"en"``.

        >>> import berlin_partnerships as bp
        >>> kyiv = bp.statements("partnerships/kyiv", "ordinal")[0]
        >>> print(kyiv.cite(bp.sources[kyiv.source]))
        Volksstimme / dpa: Berlin und Kiew schließen Städtepartnerschaft, 14 September 2023, paragraph 3: “Kiew wäre also die 18.”. https://www.volksstimme.de/panorama/berlin-und-kiew-schliessen-stadtepartnerschaft-3690855
        """
        where = f", {self.at}" if self.at else ""
        quoted = in_language(language, f": „{self.quote}“", f": “{self.quote}”")
        return source.cite(where + (quoted if self.quote else ""), language)


def _listed(names: Iterable[str] | None) -> tuple[str, ...] | None:
    if isinstance(names, str):
        msg = f"names must be several names, not the one text {names!r}"
        raise TypeError(msg)
    return None if names is None else tuple(names)


def _whole(count: object) -> int | None:
    if count is not None and (isinstance(count, bool) or not isinstance(count, int)):
        msg = f"count must be a whole number, not {count!r}"
        raise TypeError(msg)
    return count


@attrs.frozen(kw_only=True)
class LeftOut(Pickled):
    """
    What of a source was read and is not held as a statement.

    Attributes:
        reason: Why not.

        at: Where in the source; the whole of it, if neither this nor *chars*
            is given.

        chars: First and one-past-last code point in the text.
    """

    reason: str
    at: str = ""
    chars: tuple[int, int] | None = None


@attrs.frozen(kw_only=True)
class Source(Record):
    """
    Something citable.

    Attributes:
        id: The slug.

        title: The title, in the source's language.

        publisher: Who published it.

        kind: A key of :data:`KINDS`.

        language: BCP 47 tag.

        url: The address, or an empty string.

        url_status: ``exact``, ``rebuilt`` (by us, from a pattern), ``partial``,
            or ``none``.

        published: The day it was published, as far as known, or None.

        as_of: The day it speaks of, as far as known, or None.

        aliases: Further ids.

        same_document: What editions of one document have in common.

        derived_from: Ids of sources it copies.

        lag_days: How many days it may lag behind; None for the default of its
            kind (press 1, all others 0).

        count: The number of partners it states; only for a source made in code.

        names: The partners it lists; only for a source made in code.

        closed: Whether that list is complete.

        note: A remark of ours.

        left_out: What of it is not held, and why.
    """

    collection: ClassVar[str] = "sources"

    id: str = "yours"
    title: str = ""
    publisher: str = ""
    kind: str = "user"
    language: str = attrs.field(default="mul", repr=False)
    url: str = attrs.field(default="", repr=False)
    url_status: str = attrs.field(default="none", repr=False)
    published: PartialDate | None = attrs.field(default=None, converter=partial)
    as_of: PartialDate | None = attrs.field(default=None, converter=partial)
    aliases: tuple[str, ...] = attrs.field(default=(), repr=False)
    same_document: str = attrs.field(default="", repr=False)
    derived_from: tuple[str, ...] = attrs.field(default=(), repr=False)
    lag_days: int | None = attrs.field(default=None, repr=False)
    count: int | None = attrs.field(default=None, converter=_whole, repr=False)
    names: tuple[str, ...] | None = attrs.field(
        default=None, converter=_listed, repr=False
    )
    closed: bool = attrs.field(default=True, repr=False)
    note: str = attrs.field(default="", repr=False)
    left_out: tuple[LeftOut, ...] = attrs.field(default=(), repr=False)
    _dataset: Dataset | str | None = attrs.field(
        default=None, eq=False, repr=False, alias="dataset"
    )

    @property
    def lag(self) -> int:
        """
        Days by which the source may lag behind: a morning paper reports yesterday.
        """
        if self.lag_days is not None:
            return self.lag_days
        return 1 if KINDS.get(self.kind) == "press" else 0

    def cite(self, place: str = "", language: str = "en") -> str:
        """
        Publisher, title, date and address in a line.

        The date is said in the language, ``"de"`` or ``"en"``.
        """
        when = f", {said_date(self.published, language)}" if self.published else ""
        head = f"{self.publisher}: {self.title}" if self.publisher else self.title
        address = f". {self.url}" if self.url else ""
        return f"{head}{when}{place}{address}"
