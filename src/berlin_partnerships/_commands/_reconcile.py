"""
Why sources differ.

Floor 8: part of the commands.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from .._terminal import as_json, paragraph, write
from ._shared import form_of


if TYPE_CHECKING:
    import argparse

    from .._dataset import Dataset
    from .._policy import Policy
    from .._sources import Source

__all__ = ["reconcile"]


def reconcile(dataset: Dataset, args: argparse.Namespace) -> int:
    form = form_of(args)
    result = dataset.reconcile(
        *_dated(dataset, args), policy=_policy(args), definition=args.definition
    )
    if form == "json":
        write(as_json(result.to_dict()))
    elif form == "text":
        write(paragraph(result.explain(args.language)))
    else:
        told = result.to_html if form == "html" else result.to_markdown
        write(told(args.language).removesuffix("\n"))
    wrong = any(not s.fits for s in result.sources if not s.announced)
    return 1 if args.source and (result.differs or wrong) else 0


def _dated(dataset: Dataset, args: argparse.Namespace) -> Iterator[str | Source]:
    """
    What is to be reconciled; files that name no day speak of the one that was given.
    """
    for what in args.source:
        if what in dataset.sources or not Path(what).exists():
            yield what
            continue
        from .._inputs import sources_from  # noqa: PLC0415  # brings cattrs

        for source in sources_from(Path(what), closed=not args.open):
            undated = source.as_of is None and source.published is None
            yield attrs.evolve(source, as_of=args.as_of) if undated else source


def _policy(args: argparse.Namespace) -> Policy | None:
    if args.policy is None:
        return None
    from .._inputs import policy_from  # noqa: PLC0415  # brings cattrs

    return policy_from(Path(args.policy))
