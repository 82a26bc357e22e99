"""
Collections of records: mappings that build a record when it is asked for.

Floor 2: imports the exceptions and the folding of names, and the columns for
whoever asks for a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ._names import NOWHERE, clean, fold, similar
from .exceptions import AmbiguousNameError, UnknownNameError


if TYPE_CHECKING:
    from ._dataset import Dataset
    from ._model import Record

__all__ = ["Records", "checked_name", "not_text", "told_apart"]

_SHOWN = 3  # ids that the repr shows

T_co = TypeVar("T_co", bound="Record", covariant=True)


def checked_name(name: object) -> str:
    """
    *name* as a name to look up.

    Raises:
        TypeError: If it is not a string.

        ValueError: If nothing visible is left of it.
    """
    if not isinstance(name, str):
        raise not_text(name)
    cleaned = clean(name)
    if not cleaned:
        msg = f"a name must not be empty: {name!r}"
        raise ValueError(msg)
    return cleaned


def not_text(name: object) -> TypeError:
    """
    The error that says that *name* is no name at all.
    """
    return TypeError(f"a name must be a str, not {type(name).__name__}")


class _Folded:
    """
    Names folded, as a whole and word by word, with the ids of those who have them.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.ids: dict[str, list[str]] = {}
        self.words: list[tuple[list[str], str]] = []
        for text, id in names:
            ids = self.ids.setdefault(fold(text), [])
            if id not in ids:
                ids.append(id)
            self.words.append((_words(text), id))


class Records(Mapping[str, T_co]):
    """
    All records of one kind, by id; iterates in the order of the ids.

    ``records[id]`` raises :class:`UnknownNameError` (a ``KeyError``) with the
    nearest ids; ``records.get(id)`` is None.

    >>> import berlin_partnerships as bp
    >>> bp.cities["kyiv"].country
    'UA'
    >>> bp.cities.by(wikidata="Q1899").id
    'kyiv'
    """

    __slots__ = (
        *("_aliases", "_built", "_folded", "_home", "_make", "_names", "_rows"),
        "kind",
    )

    def __init__(
        self,
        kind: str,
        rows: Mapping[str, Any],
        make: Callable[[str, Any], T_co],
        aliases: Mapping[str, str] | None = None,
        names: Callable[[T_co], tuple[str, ...]] | None = None,
        home: tuple[Dataset, str] | None = None,
    ) -> None:
        self.kind: str = kind
        self._rows = rows
        self._make = make
        self._aliases = aliases or {}
        self._names = names
        self._home = home
        self._built: dict[str, T_co] = {}
        self._folded: _Folded | None = None

    def __getitem__(self, id: str) -> T_co:
        try:
            return self._built[id]
        except KeyError:
            return self._build(id)

    def _build(self, id: str) -> T_co:
        key = self._aliases.get(id, id)
        try:
            row = self._rows[key]
        except KeyError:
            known = (*self._rows, *self._aliases)
            # Worked out if asked for.
            raise UnknownNameError(
                id, self.kind, lambda id: similar(str(id).rpartition("/")[2], known)
            ) from None
        # Two threads may both build it; all callers get the one that came first.
        record = self._built.setdefault(key, self._make(key, row))
        self._built[id] = record
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, id: object) -> bool:
        return id in self._rows or id in self._aliases

    def where(self, **criteria: object) -> tuple[T_co, ...]:
        """
        The records whose attributes have these values.

        Raises:
            AttributeError: If the records have no such attribute.
        """
        return tuple(
            record
            for record in self.values()
            if all(getattr(record, key) == value for key, value in criteria.items())
        )

    def by(self, **criteria: object) -> T_co:
        """
        The one record whose attributes have these values.

        Raises:
            UnknownNameError: If there is none.

            AmbiguousNameError: If there are several.
        """
        found = self.where(**criteria)
        said = ", ".join(f"{key}={value!r}" for key, value in criteria.items())
        if not found:
            raise UnknownNameError(said, self.kind)
        first, *others = found
        if others:
            raise AmbiguousNameError(said, list(map(told_apart, found)))
        return first

    def find(self, name: str) -> T_co:
        """
        The record with this id or any of these names, however it is typed.

        The first words of several names are ambiguous, not unknown.

        Raises:
            UnknownNameError: If there is none.

            AmbiguousNameError: If there are several.

            TypeError, ValueError: If *name* is no string, or empty.
        """
        cleaned = checked_name(name)
        if cleaned in self:
            return self[cleaned]
        folded = fold(cleaned)
        found = {id: self[id] for id in self._index().ids.get(folded, ()) if folded}
        # "Senatsverwaltung" is the beginning of several names: which one is meant?
        if not found and len(shared := self._beginning(cleaned)) > 1:
            found = shared
        if not found:
            raise UnknownNameError(name, self.kind, self._similar)
        if len(found) > 1:
            raise AmbiguousNameError(name, list(map(told_apart, found.values())))
        return next(iter(found.values()))

    def _index(self) -> _Folded:
        """
        All names, folded once; a look-up by name is the first to need them.
        """
        if self._folded is None:
            self._folded = _Folded(
                (text, record.id)
                for record in self.values()
                for text in self._said(record)
            )
        return self._folded

    def _beginning(self, name: str) -> dict[str, T_co]:
        words = _words(name)
        return {
            id: self[id]
            for said, id in self._index().words
            if words and said[: len(words)] == words
        }

    def _said(self, record: Any) -> tuple[str, ...]:
        aliases = (alias for alias, id in self._aliases.items() if id == record.id)
        names = self._names(record) if self._names else ()
        return (record.id, *aliases, *names)

    def _similar(self, name: str) -> tuple[str, ...]:
        return similar(name, (n for r in self.values() for n in self._said(r)))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """
        The records as a table for whatever reads Arrow: Polars, DuckDB, pandas.

        Its columns are those of :func:`berlin_partnerships.frames.to_frame`.

        Raises:
            MissingExtraError: If neither pyarrow nor nanoarrow is installed.
        """
        from ._columns import table_of  # noqa: PLC0415  # only for tables

        return table_of(self).__arrow_c_stream__(requested_schema)

    def __reduce__(self) -> tuple[Any, ...]:
        """
        A collection is pickled as that of its data set; one of nobody's can't be.
        """
        if self._home is None:
            msg = f"{self!r} belongs to no data set; pickle a list of its records"
            raise TypeError(msg)
        return getattr, self._home

    def __repr__(self) -> str:
        more = ["…"] if len(self) > _SHOWN else []
        said = ", ".join([*list(self)[:_SHOWN], *more])
        return f"<{len(self)} {self.kind} records{': ' if said else ''}{said}>"

    def _repr_html_(self) -> str:
        from ._shown import collection_as_html  # noqa: PLC0415  # only for notebooks

        return collection_as_html(self.kind, self)


def _words(name: str) -> list[str]:
    return [word for word in map(fold, name.split()) if word]


def told_apart(record: Record) -> str:
    """
    The full id of a record, with its country where it has one.
    """
    country = getattr(record, "country", None)
    known = country and country != NOWHERE
    return f"{record.full_id} ({country})" if known else record.full_id
