"""
How Sphinx builds these pages: `nox -s docs`.
"""

from __future__ import annotations

import berlin_partnerships


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
