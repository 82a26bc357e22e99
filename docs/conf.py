"""
How Sphinx builds these pages: `nox -s docs`.
"""

from __future__ import annotations

import re

from pathlib import Path
from typing import TYPE_CHECKING

import berlin_partnerships


if TYPE_CHECKING:
    from sphinx.application import Sphinx


project = "berlin_partnerships"
author = "the berlin_partnerships contributors"
copyright = f"2026, {author}; text and data under CC BY 4.0, code under MIT"
version = release = berlin_partnerships.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]

autoclass_content = "class"
autodoc_class_signature = "separated"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_numpy_docstring = False
# Several records have an attribute called `date`, so that the annotation `date`
# has several targets; none of them is meant.
suppress_warnings = ["ref.python"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"berlin_partnerships {release}"
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["narrow.css"]

# Pages of the repository that are shown here, too; their links follow.
SHOWN = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "curators.md",
    "data/README.md": "data-files.md",
}
LINK = re.compile(r"\[([^\]]+)\]\(([^)#:\s]+)(#[^)\s]*)?\)")


def relink(app: Sphinx, path: Path, parent: str, content: list[str]) -> None:
    """
    Turn links of a page of the repository: to pages here, else to plain text.
    """

    def turned(link: re.Match[str]) -> str:
        text, target, anchor = link[1], link[2], link[3] or ""
        here = SHOWN.get(target, target.removeprefix("docs/"))
        return f"[{text}]({here}{anchor})" if Path(app.srcdir, here).exists() else text

    content[0] = LINK.sub(turned, content[0])


def setup(app: Sphinx) -> None:
    """
    Sphinx calls this.
    """
    app.connect("include-read", relink)
