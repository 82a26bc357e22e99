"""
Berlin's city partnerships: who, since when, by which act, and who says so.

>>> import berlin_partnerships as bp
>>> bp.partnership("Kiew").since
PartialDate('2023-09-14')

The functions and collections here are those of the data set that the package
ships, :func:`load`. Importing reads no file and imports no other package; each
name is fetched when it is first used.
"""

from __future__ import annotations


__version__ = "0.1.0"

# Name → module of ours that has it.
_HOMES = {
    "Act": "_partnerships",
    "Age": "_anniversaries",
    "AmbiguousNameError": "exceptions",
    "Anniversary": "_anniversaries",
    "Appointment": "_things",
    "BeyondKnownWarning": "exceptions",
    "Celebration": "_celebrations",
    "Change": "_changes",
    "City": "_model",
    "Cooperation": "_things",
    "CountedFrom": "_celebrations",
    "CurationError": "exceptions",
    "DataError": "exceptions",
    "Dataset": "_dataset",
    "Dating": "_reconciliation",
    "Definition": "_membership",
    "Diff": "_diff",
    "Entry": "_overview",
    "Event": "_things",
    "Hit": "_search",
    "Interval": "_membership",
    "InvalidDateError": "exceptions",
    "LeftOut": "_sources",
    "Members": "_membership",
    "MissingExtraError": "exceptions",
    "Name": "_model",
    "Organization": "_things",
    "OtherCountryError": "exceptions",
    "Overview": "_overview",
    "PartialDate": "_dates",
    "Partnership": "_partnerships",
    "PartnershipsError": "exceptions",
    "PartnershipsWarning": "exceptions",
    "Party": "_curated",
    "Period": "_dates",
    "Person": "_things",
    "Place": "_things",
    "Policy": "_policy",
    "Problem": "exceptions",
    "Program": "_things",
    "ROUND": "_anniversaries",
    "Reconciliation": "_reconciliation",
    "Record": "_model",
    "Records": "_records",
    "Resolution": "_resolution",
    "Source": "_sources",
    "Statement": "_sources",
    "StatusPeriod": "_partnerships",
    "Stop": "_things",
    "Topic": "_things",
    "UnknownDateError": "exceptions",
    "UnknownNameError": "exceptions",
    "UnknownPropertyError": "exceptions",
    "diff": "_diff",
    "load": "_dataset",
    "overview": "_overview",
    "resource": "_resources",
}
# Names that are attributes of the shipped data set.
_OF_DATASET = frozenset({
    "age",
    "anniversaries",
    "anniversary",
    "celebrated",
    "celebration",
    "cities",
    "city",
    "cooperations",
    "date_of",
    "events",
    "members",
    "next_anniversary",
    "only",
    "organizations",
    "parties",
    "partners",
    "partnership",
    "partnerships",
    "people",
    "places",
    "programs",
    "reconcile",
    "record",
    "resolve",
    "search",
    "sources",
    "statements",
    "timeline",
    "topics",
})  # fmt: skip

# What type checkers are told stands in `__init__.pyi`; a test compares the two.
__all__ = sorted({"__version__", *_HOMES, *_OF_DATASET})  # noqa: PLE0605  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415  # keeps `dir` clean

    if name in _HOMES:
        found = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    elif name in _OF_DATASET:
        found = getattr(import_module("._dataset", __name__).load(), name)
    else:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
