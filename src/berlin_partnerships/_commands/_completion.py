"""
What makes a shell complete the command.

Floor 8: part of the commands.
"""

from __future__ import annotations

import argparse

from collections.abc import Iterator
from typing import Any

from .._terminal import write
from ..exceptions import MissingExtraError
from ._help import GERMAN


__all__ = ["SHELLS", "PrintCompletion"]

# Those of shtab, which would cost every call its import.
SHELLS = ("bash", "zsh", "tcsh", "fish", "powershell")
_FILES = ("FILE", "PATH", "SOURCE", "OLD", "NEW")
_FOLDERS = ("DIR",)


class PrintCompletion(argparse.Action):
    """
    Print the script for a shell, and end.
    """

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002  # argparse gives it
        values: Any,
        option_string: str | None = None,  # noqa: ARG002  # argparse gives it
    ) -> None:
        """
        Print it.

        Raises:
            MissingExtraError: If shtab is not installed.
        """
        try:
            import shtab  # noqa: PLC0415  # an extra
        except ImportError:
            raise MissingExtraError("shtab", "cli") from None
        for action in _actions(parser):
            if action.metavar in _in_both_languages(_FILES):
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.metavar in _in_both_languages(_FOLDERS):
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        write(shtab.complete(parser, values).rstrip())
        parser.exit()


def _in_both_languages(words: tuple[str, ...]) -> set[str]:
    return {*words, *(GERMAN.get(word, word) for word in words)}


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """
    All arguments, those of the commands too.
    """
    for action in parser._actions:  # noqa: SLF001  # there is no other way to them
        yield action
        if isinstance(action.choices, dict):
            for each in action.choices.values():
                yield from _actions(each)
