"""
The tool that follows the links of the built pages.
"""

from __future__ import annotations

import pytest

import links


INDEX = """<!doctype html>
<html><body id="all">
<a href="more/second.html">there</a> <a href="more/second.html#part">its part</a>
<a href="#all">here</a> <a href="#top">up</a> <a href="#">up</a> <img src="a%20b.png">
<a href="https://example.org/none#x">far</a> <a href="//example.org">far</a>
<a href="mailto:nobody@example.org">write</a>
{}
</body></html>"""
SECOND = '<a href="../index.html#all">back</a> <h2><a name="part">Part</a></h2>'


@pytest.fixture(name="site")
def _site(tmp_path):
    """
    Two pages and a picture; what the first has more is the test's.
    """
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "second.html").write_text(SECOND, "utf-8")
    (tmp_path / "a b.png").write_bytes(b"")

    def site(more=""):
        (tmp_path / "index.html").write_text(INDEX.format(more), "utf-8")
        return tmp_path

    return site


def test_all_get_there(site, capsys):
    """
    A site whose links are right is passed in silence.
    """
    assert links.main([str(site())]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ('<a href="secnd.html">x</a>', "secnd.html: no such file"),
        ('<a href="more">x</a>', "more: no such file"),
        ('<img src="c.png">', "c.png: no such file"),
        ('<a href="#none">x</a>', "#none: no such place in that page"),
        (
            '<a href="more/second.html#none">x</a>',
            "more/second.html#none: no such place in that page",
        ),
    ],
)
def test_a_broken_link_is_named(site, capsys, more, problem):
    """
    Each link that leads nowhere is told with page and line.
    """
    root = site(f"\n{more}")

    assert links.main([str(root)]) == 1
    page = (root / "index.html").resolve()
    assert capsys.readouterr().out == f"{page}:8: {problem}\n"


def test_no_pages(tmp_path, capsys):
    """
    Where there is nothing to follow, nothing is found right.
    """
    assert links.main([str(tmp_path)]) == 1
    assert "no pages" in capsys.readouterr().err
