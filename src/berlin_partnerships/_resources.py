"""
The files that the package ships, for whoever wants them as files.

The library itself reads its data through the module loader, which costs less;
here importlib-resources finds them, in a folder as well as in a zip.

Floor 0: imports only the exceptions and the folding of names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._names import similar
from .exceptions import UnknownNameError


if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = ["resource"]


def resource(name: str) -> Traversable:
    """
    A file that the package ships.

    ``records.json`` and ``statements.json`` are the compiled data: a line with a
    checksum, then JSON. ``reconciliation.schema.json`` is the JSON Schema of what
    ``Reconciliation.to_dict`` gives; each class of answers and records has one.
    ``commands.schema.json`` has what each command prints with ``--json``. To have a
    real path also where the package lies in a zip, use
    ``importlib_resources.as_file``.

    Raises:
        UnknownNameError: If there is no such file; with suggestions.

    >>> import berlin_partnerships as bp
    >>> bp.resource("records.json").is_file()
    True
    """
    from importlib_resources import files  # noqa: PLC0415  # only who asks for files

    package = files(__package__)
    shipped = {file.name: file for file in package.joinpath("_data").iterdir()}
    shipped["py.typed"] = package.joinpath("py.typed")
    if name not in shipped:
        raise UnknownNameError(
            name, "file", lambda name: similar(str(name), sorted(shipped))
        )
    return shipped[name]
