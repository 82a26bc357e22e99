"""
Every error and warning of the library, with one root for each.

All errors also derive from the built-in that a caller would guess, carry what
they know as attributes, and can be pickled.

Floor 0: imports nothing of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "AmbiguousNameError",
    "BeyondKnownWarning",
    "CurationError",
    "DataError",
    "InvalidDateError",
    "MissingExtraError",
    "OtherCountryError",
    "PartnershipsError",
    "PartnershipsWarning",
    "Problem",
    "UnknownDateError",
    "UnknownNameError",
    "UnknownPropertyError",
]

_LONGEST = 60  # characters of a caller's input that a message repeats
_MOST = 9  # candidates or suggestions that a message lists


def shown(text: object) -> str:
    """
    *text* as a message shows it: quoted, and cut if it is very long.
    """
    if isinstance(text, str):
        if len(text) <= _LONGEST:
            return repr(text)
        return f"{text[:_LONGEST]!r}… ({len(text)} characters)"
    said = repr(text)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def offer(suggestions: Sequence[str]) -> str:
    """
    The tail of a message that offers the nearest right answers.
    """
    if not suggestions:
        return ""
    return f"; did you mean {_any_of(list(map(repr, suggestions)))}?"


def _any_of(texts: Sequence[str]) -> str:
    if len(texts) > _MOST + 1:
        texts = [*texts[:_MOST], f"{len(texts) - _MOST} others"]
    return " or ".join(texts)


class PartnershipsError(Exception):
    """
    The root of all errors of this library.
    """


class PartnershipsWarning(UserWarning):
    """
    The root of all warnings of this library.

    Silence or escalate all of them with
    ``warnings.simplefilter("ignore", bp.PartnershipsWarning)``.
    """


class BeyondKnownWarning(PartnershipsWarning):
    """
    The answer is for a day after the last one that the data speak about.
    """


class UnknownNameError(PartnershipsError, KeyError):
    """
    No record has this name or id.

    Attributes:
        args: All that was given; a function that finds suggestions is replaced by
            them when they are asked for.
    """

    if TYPE_CHECKING:
        args: tuple[Any, ...]

        # At run time that of `KeyError`, which keeps all in `args`: one in Python
        # takes as long as a look-up, and a miss shall cost no more than a hit.
        def __init__(
            self,
            name: str,
            kind: str,
            suggest: Callable[[str], Sequence[str]] | Sequence[str] = (),
            hint: str = "",
            /,
        ) -> None: ...

    @property
    def name(self) -> str:
        """
        What the caller asked for, unchanged.
        """
        name: str = self.args[0]
        return name

    @property
    def kind(self) -> str:
        """
        The kind of record looked for, such as ``"city"``.
        """
        kind: str = self.args[1]
        return kind

    @property
    def suggestions(self) -> tuple[str, ...]:
        """
        Known names that look alike, best first; worked out when asked for.
        """
        suggest: Callable[[str], Sequence[str]] | Sequence[str]
        suggest = self.args[2] if self.args[2:] else ()
        found = tuple(suggest(self.name) if callable(suggest) else suggest)
        self.args = (self.name, self.kind, found, *self.args[3:])
        return found

    @property
    def hint(self) -> str:
        """
        A further sentence, or an empty string.
        """
        return "".join(self.args[3:])

    def __str__(self) -> str:
        hint = f". {self.hint}" if self.hint else ""
        return f"no {self.kind} {shown(self.name)}{offer(self.suggestions)}{hint}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}{(self.name, self.kind)!r}"

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.name, self.kind, self.suggestions, self.hint)


class AmbiguousNameError(PartnershipsError, LookupError):
    """
    Several records have this name.

    Attributes:
        candidates: The full ids of the records, such as ``"cities/paris"``,
            each with its country in brackets where it has one.
    """

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        super().__init__(name, tuple(candidates))
        self.candidates: tuple[str, ...] = tuple(candidates)

    @property
    def name(self) -> str:
        """
        What the caller asked for, unchanged.
        """
        name: str = self.args[0]
        return name

    def __str__(self) -> str:
        return f"{shown(self.name)} may be {_any_of(self.candidates)}"


class OtherCountryError(UnknownNameError, AmbiguousNameError):
    """
    The name is that of a city we hold, but not in the country that was given.

    So it is another place of this name, which is none of ours, or the country is
    wrong: as an unknown name it has a :attr:`hint`, as an ambiguous one
    :attr:`candidates`.
    """

    def __init__(
        self, name: str, kind: str, candidates: Sequence[str], hint: str
    ) -> None:
        UnknownNameError.__init__(self, name, kind, (), hint)
        self.candidates: tuple[str, ...] = tuple(candidates)

    def __str__(self) -> str:
        return UnknownNameError.__str__(self)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.name, self.kind, self.candidates, self.hint)


class UnknownPropertyError(PartnershipsError, KeyError):
    """
    The table of properties has no such property for this kind of record.

    Attributes:
        property: What the caller asked for.

        about: The subject, or an empty string.

        suggestions: Those that look alike, best first; if none does, all that the
            subject can have if they are few.
    """

    def __init__(
        self, property: str, about: str = "", suggestions: Sequence[str] = ()
    ) -> None:
        super().__init__(property, about, tuple(suggestions))
        self.property = property
        self.about = about
        self.suggestions: tuple[str, ...] = tuple(suggestions)

    def __str__(self) -> str:
        of = f" of {self.about}" if self.about else ""
        near = offer(self.suggestions) or "; load().properties has all there are"
        return f"no property {shown(self.property)}{of}{near}"


class InvalidDateError(PartnershipsError, ValueError):
    """
    A text is not a date in the supported part of EDTF (ISO 8601-2).

    Attributes:
        text: The text as given.

        problem: What is wrong with it.
    """

    def __init__(self, text: str, problem: str) -> None:
        super().__init__(text, problem)
        self.text = text
        self.problem = problem

    def __str__(self) -> str:
        return f"{shown(self.text)} is not a date: {self.problem}"


class UnknownDateError(PartnershipsError, ValueError):
    """
    A date is needed and no source we hold gives one.

    Attributes:
        about: The full id of the record.
    """

    def __init__(self, about: str) -> None:
        super().__init__(about)
        self.about = about

    def __str__(self) -> str:
        return f"no source gives a date for {self.about}"


class DataError(PartnershipsError, ValueError):
    """
    A data file is missing, damaged, or of another format.

    Attributes:
        path: The file.

        problem: What is wrong, and what to do.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


class Problem(str):
    """
    One thing wrong in a curated file; prints as ``path:line: field: problem``.

    Attributes:
        path: The file, relative to the data folder's parent.

        line: The line, counted from 1.

        field: Where in the file, such as ``statements[3].value``.

        problem: What is wrong, with the nearest right answer if there is one.
    """

    __slots__ = ("field", "line", "path", "problem")

    path: str
    line: int
    field: str
    problem: str

    def __new__(cls, path: str, line: int, field: str, problem: str) -> Self:
        """
        Put the text together from its parts.
        """
        head = f"{path}:{line}: {field}: " if field else f"{path}:{line}: "
        self = super().__new__(cls, head + problem)
        self.path, self.line, self.field, self.problem = path, line, field, problem
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.path, self.line, self.field, self.problem)


class CurationError(PartnershipsError, ValueError):
    """
    The curated data are not right; all problems at once.

    Attributes:
        problems: One :class:`Problem` for each thing that is wrong.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self.problems: tuple[Problem, ...] = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(self.problems)


class MissingExtraError(PartnershipsError, ImportError):
    """
    An optional package is needed for this.

    Attributes:
        package: The package that could not be imported.

        extra: The extra of this library that brings it; empty for a package that
            none brings, because it is one of several to choose from.
    """

    def __init__(self, package: str, extra: str = "") -> None:
        super().__init__(package, extra, name=package)
        self.package = package
        self.extra = extra

    def __str__(self) -> str:
        brings = f"'berlin-partnerships[{self.extra}]'" if self.extra else self.package
        return f"this needs {self.package}; pip install {brings}"
