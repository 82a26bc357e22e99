"""
Execute the notebooks in `examples/`, and compare what they show with what is kept.

    python tools/notebooks.py            # compare; fails if something differs
    python tools/notebooks.py --write    # keep what they show now

Needs nbclient, nbformat and ipykernel (dependency group `notebooks`).
"""

from __future__ import annotations

import argparse
import sys

from importlib import import_module
from pathlib import Path
from typing import Any


EXAMPLES = Path(__file__).parent.parent / "examples"


def executed(path: Path) -> tuple[Any, Any]:
    """
    The notebook as it is kept, and as it is after all its cells have run.
    """
    nbformat, nbclient = import_module("nbformat"), import_module("nbclient")
    kept = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        fresh,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    # The version of Python is this machine's business.
    fresh.metadata = {
        "kernelspec": {
            "display_name": "Python 3",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    return kept, fresh


def shown(notebook: Any) -> list[Any]:
    """
    What the cells of a notebook show, in order.

    Of a picture only that there is one: its bytes are a matter of the versions of
    matplotlib and of the fonts, and what is drawn where is for the tests. What comes
    on the side is left out: a machine that draws for the first time counts its fonts.
    """
    return [
        [
            without_picture(output)
            for output in cell.get("outputs", [])
            if output.get("name") != "stderr"
        ]
        for cell in notebook.cells
    ]


def without_picture(output: Any) -> Any:
    """
    An output, with a word in place of the bytes of a picture.
    """
    data = output.get("data", {})
    if "image/png" not in data:
        return output
    return {**output, "data": {**data, "image/png": "a picture"}}


def main() -> int:
    """
    The command line.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="keep what they show now")
    write = parser.parse_args().write
    different = 0
    for path in sorted(EXAMPLES.glob("*.ipynb")):
        kept, fresh = executed(path)
        same = shown(kept) == shown(fresh)
        if write:
            import_module("nbformat").write(fresh, path)
        elif not same:
            different += 1
        print(f"{path.name}: {'as kept' if same else 'differs'}")
        for was, now in zip(shown(kept), shown(fresh), strict=False):
            if was != now:
                print(f"  kept: {was}\n  now:  {now}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
