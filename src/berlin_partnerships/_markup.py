"""
Plain text as Markdown and as HTML, with tables and drawings between.

Our plain text has paragraphs, a line each, and points that begin with a dash, two
more spaces for each level. Nothing in it is taken for markup but the ids of sources
in brackets, such as ``[seed-002]``: these become links where an address is known.

Floor 0: imports nothing of ours.
"""

from __future__ import annotations

import html
import re

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs


__all__ = [
    "Drawing",
    "Heading",
    "Part",
    "Prose",
    "Table",
    "as_html",
    "as_markdown",
    "one_line",
]

Links = Mapping[str, str]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
# What would begin a list or a heading at the start of a line.
_START = re.compile(r"^(\d+(?=[.)])|(?=[+=-]))")
_WEB = ("http://", "https://")
_BREAKS = re.compile(r"\s*[\n\r\t\v\f\x85\u2028\u2029]\s*")


def one_line(text: str) -> str:
    r"""
    *text* with its line breaks and tabs as spaces.

    >>> one_line("Mexico\n  City")
    'Mexico City'
    """
    return _BREAKS.sub(" ", text)


@attrs.frozen
class Heading:
    """
    The title of what follows.
    """

    text: str


@attrs.frozen
class Prose:
    """
    Plain text: paragraphs and points.
    """

    text: str


@attrs.frozen
class Table:
    """
    Rows of cells under heads.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen
class Drawing:
    """
    A drawing, and what it shows for those who do not see it.
    """

    svg: str
    caption: str


Part = Heading | Prose | Table | Drawing


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """
    The lines that are not empty, each with its level: 0 is a paragraph.
    """
    for line in text.splitlines():
        body = line.strip()
        if body.startswith("- "):
            yield 1 + (len(line) - len(line.lstrip())) // 2, body[2:]
        elif body:
            yield 0, body


def _pieces(text: str, links: Links) -> Iterator[tuple[str, str]]:
    """
    The text cut where an id with an address stands in brackets.
    """
    last = 0
    for found in re.finditer(r"\[([^\[\]]+)\]", text):
        id = found[1]
        if links.get(id, "").startswith(_WEB):
            yield text[last : found.start()], id
            last = found.end()
    yield text[last:], ""


# Markdown -----------------------------------------------------------------------------


def as_markdown(parts: Iterable[Part], links: Links) -> str:
    r"""
    The parts as CommonMark, tables as GitHub and others read them.

    >>> print(as_markdown([Heading("A*"), Prose("See [x].\n- one")], {"x": "https://x.org"}))
    # A\*
    <BLANKLINE>
    See [x].
    <BLANKLINE>
    - one
    <BLANKLINE>
    [x]: https://x.org
    <BLANKLINE>
    """
    told = list(parts)
    blocks = [_markdown(part, links) for part in told]
    used = _used(told, links)
    blocks.append("\n".join(f"[{id}]: {_address(links[id])}" for id in used))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _markdown(part: Part, links: Links) -> str:
    if isinstance(part, Heading):
        return f"# {_marked(part.text, links)}"
    if isinstance(part, Prose):
        return _marked_prose(part.text, links)
    if isinstance(part, Table):
        rows = [part.heads, ["---"] * len(part.heads)]
        rows += [[_marked(cell, links) for cell in row] for row in part.rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return ""  # Markdown has no drawings of its own


def _marked_prose(text: str, links: Links) -> str:
    found: list[str] = []
    before = 0
    for level, line in _lines(text):
        # Not every reader lets a list follow a paragraph at once.
        if found and not (level and before):
            found.append("")
        bullet = "  " * (level - 1) + "- " if level else ""
        found.append(bullet + _START.sub(r"\1\\", _marked(line, links)))
        before = level
    return "\n".join(found)


def _marked(text: str, links: Links) -> str:
    done = ""
    for plain, id in _pieces(one_line(text), links):
        done += _SPECIAL.sub(r"\\\1", plain) + (f"[{id}]" if id else "")
    return done


def _address(url: str) -> str:
    return url if re.fullmatch(r"[^\s<>()\\]+", url) else f"<{_quoted(url)}>"


def _quoted(url: str) -> str:
    return re.sub(r"[\s<>\\]", lambda sign: f"%{ord(sign[0]):02X}", url)


def _used(parts: Iterable[Part], links: Links) -> list[str]:
    """
    The ids with an address that are mentioned, in alphabetical order.
    """
    texts = [text for part in parts for text in _texts(part)]
    return sorted({id for text in texts for _, id in _pieces(text, links) if id})


def _texts(part: Part) -> Sequence[str]:
    if isinstance(part, Table):
        return [*part.heads, *(cell for row in part.rows for cell in row)]
    return [] if isinstance(part, Drawing) else [part.text]


# HTML ---------------------------------------------------------------------------------


_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 50rem;
  padding: 0 1rem; overflow-wrap: break-word; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent);
  padding: 0.25rem 0.75rem 0.25rem 0; text-align: left; vertical-align: top; }
figure { margin: 1rem 0; }
figcaption { font-size: 0.85rem; }
svg { height: auto; max-width: 100%; }
"""


def as_html(
    parts: Iterable[Part], links: Links, *, title: str = "", language: str = "en"
) -> str:
    r"""
    The parts as HTML: a whole page with a title, a fragment without one.

    >>> as_html([Prose("a < b\n- one\n- [x]")], {"x": "https://x.org"})
    '<p>a &lt; b</p>\n<ul>\n<li>one</li>\n<li><a href="https://x.org">[x]</a></li>\n</ul>\n'
    """
    body = "".join(_html(part, links) for part in parts)
    if not title:
        return body
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


def _html(part: Part, links: Links) -> str:
    if isinstance(part, Heading):
        return f"<h2>{_escaped(part.text, links)}</h2>\n"
    if isinstance(part, Prose):
        return _html_prose(part.text, links)
    if isinstance(part, Table):
        heads = "".join(f'<th scope="col">{html.escape(h)}</th>' for h in part.heads)
        rows = "".join(f"<tr>{_cells(row, links)}</tr>\n" for row in part.rows)
        return (
            f"<table>\n<thead><tr>{heads}</tr></thead>\n"
            f"<tbody>\n{rows}</tbody>\n</table>\n"
        )
    caption = _escaped(part.caption, links)
    return f"<figure>\n{part.svg}<figcaption>{caption}</figcaption>\n</figure>\n"


def _cells(row: Iterable[str], links: Links) -> str:
    return "".join(f"<td>{_escaped(cell, links)}</td>" for cell in row)


def _html_prose(text: str, links: Links) -> str:
    done, depth = "", 0  # each open list has an open item
    for level, line in [*_lines(text), (0, "")]:
        done += "</li>\n</ul>\n" * (depth - level)
        if level:
            deeper = "\n<ul>\n" if depth else "<ul>\n"
            done += deeper if level > depth else "</li>\n"
            done += f"<li>{_escaped(line, links)}"
        elif line:
            done += f"<p>{_escaped(line, links)}</p>\n"
        depth = min(level, depth + 1)
    return done


def _escaped(text: str, links: Links) -> str:
    done = ""
    for plain, id in _pieces(text, links):
        done += html.escape(plain)
        if id:
            done += f'<a href="{html.escape(links[id])}">[{html.escape(id)}]</a>'
    return done
