"""
Whether each link from one page of a built site to another, or into it, gets there.

    python tools/links.py docs/_build/html

Sphinx checks what it resolves itself; this looks at the pages as browsers get them.
Addresses elsewhere are left alone. Exits with 1 if a link leads nowhere.

Only the standard library.
"""

from __future__ import annotations

import sys

from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit


if TYPE_CHECKING:
    from collections.abc import Iterator


class Page(HTMLParser):
    """
    What a page links to, and what can be linked to in it.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[int, str]] = []
        self.anchors: set[str] = {"", "top"}  # both are the page itself
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """
        HTMLParser calls this.
        """
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.anchors.add(value or "")
            elif name in ("href", "src"):
                self.links.append((self.getpos()[0], value or ""))


def broken(root: Path) -> Iterator[str]:
    """
    ``path:line: link: problem`` for each link in the pages below *root*.
    """
    pages = {
        path.resolve(): Page(path.read_text("utf-8"))
        for path in sorted(root.rglob("*.html"))
    }
    for path, page in pages.items():
        for line, link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve()
            target = path if not parts.path else target
            if not target.is_file():
                yield f"{path}:{line}: {link}: no such file"
            elif target in pages and (
                unquote(parts.fragment) not in pages[target].anchors
            ):
                yield f"{path}:{line}: {link}: no such place in that page"


def main(arguments: list[str]) -> int:
    """
    The command line.
    """
    [root] = map(Path, arguments)
    if not any(root.rglob("*.html")):
        sys.stderr.write(f"no pages in {root}\n")
        return 1
    found = [*broken(root)]
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
