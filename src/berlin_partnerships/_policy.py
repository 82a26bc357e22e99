"""
By which rules values are weighed, and what a reading costs.

General: what the classes of sources are called is the caller's.

Floor 0: imports how things are pickled.
"""

from __future__ import annotations

import attrs

from ._pickles import Pickled


__all__ = ["DEFAULT", "RULES", "Policy"]

RULES = ("rank", "class", "corroboration", "recency")


def _check_rules(_: Policy, __: object, rules: tuple[str, ...]) -> None:
    for rule in rules:
        if rule not in RULES:
            msg = f"a rule must be one of {', '.join(RULES)}, not {rule!r}"
            raise ValueError(msg)


def _least(default: int) -> int:
    """
    A number that is not negative: a cost below nothing would reward errors.
    """
    return attrs.field(default=default, validator=attrs.validators.ge(0))


@attrs.frozen(kw_only=True)
class Policy(Pickled):
    """
    Rules in order, and the numbers they use.

    Attributes:
        id: Its name; stands in every result.

        version: Changes when an answer could.

        rules: Names of rules, first to last: ``rank`` (a curator's decision),
            ``class`` (closest to the deed), ``corroboration`` (independent
            witnesses), ``recency`` (the newer edition of the same document).

        classes: Classes of sources, closest first.

        lead: By how many independent witnesses one value must lead. Two: on
            public data sets with known answers, a lead of two was right in 94
            to 100 of 100 cases, a bare plurality in 73 to 88.

        any_document: Whether ``recency`` compares all documents, not only
            editions of the same.

        tolerance_days: How far an approximate date may be off.

        error: Cost of a name that is missing or too much in a list.

        facet: Cost of counting by another definition in one respect.

        stale: Cost of a source that speaks of an earlier day than its own.

        anticipated: Cost of a source that speaks of a later day than its own.

        assumed: Cost of an uncertain date that must fall the needed way.

        flip: Cost of joining or leaving, where only lists tell of it.
    """

    id: str = "default"
    version: str = "1"
    rules: tuple[str, ...] = attrs.field(default=RULES, validator=_check_rules)
    classes: tuple[str, ...] = (
        "primary",
        "official",
        "parliament",
        "press",
        "encyclopaedic",
        "aggregator",
        "unknown",
    )
    lead: int = _least(2)
    any_document: bool = False
    tolerance_days: int = _least(0)
    # A lag is likelier than another way of counting, that than a look into the
    # future, that than an error. One list that differs from those around it is
    # wrong (one error costs less than two flips), two independent ones are not.
    error: int = _least(20)
    facet: int = _least(10)
    stale: int = _least(8)
    anticipated: int = _least(15)
    assumed: int = _least(2)
    flip: int = _least(15)


DEFAULT = Policy()
