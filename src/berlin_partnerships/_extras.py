"""
Packages that only some need: imported when asked for, or named in the error.

Floor 0: imports only the exceptions.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .exceptions import MissingExtraError


__all__ = ["needed"]


def needed(module: str, extra: str = "") -> Any:
    """
    An optional module.

    Args:
        module: Its name, also of a module within a package.

        extra: The extra of this library that brings it, if one does.

    Raises:
        MissingExtraError: If its package is not installed. A package that is
            there and cannot be imported says itself why.

    >>> needed("json").dumps([1])
    '[1]'
    """
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
    raise MissingExtraError(package, extra)
