"""
How much of a document is held, and whether the quotes stand where they should.
"""

from __future__ import annotations

import json

import pytest

import berlin_partnerships as bp

from berlin_partnerships._curation import compile_folder, coverage, evidence
from berlin_partnerships._read import read_folder
from berlin_partnerships.cli import main
from small_kinds import made_up


# The characters 10 to 16 are the quote of the statement on the tour.
TEXT = "All read.\na tour\r\nof the old mill, in any weather\n"

# The gazette's statement has the characters 120 to 142.
GAZETTE = "x" * 120 + "seit 1991 Partnerstadt" + "y" * 20


@pytest.fixture(name="root")
def _root(tmp_path):
    """
    A copy of the made-up folder with the smaller kinds.
    """
    return made_up(tmp_path / "made-up")


@pytest.fixture(name="inventory")
def _inventory(tmp_path):
    """
    Write an inventory of claims of the bulletin; its path.
    """

    def write(*claims):
        keys = ("id", "start", "end", "ship")
        rows = [
            {"source": "007", **dict(zip(keys, claim, strict=True))} for claim in claims
        ]
        path = tmp_path / "claims.json"
        path.write_text(json.dumps({"claims": rows}), "utf-8")
        return path

    return write


@pytest.fixture(name="texts")
def _texts(tmp_path):
    """
    A folder with the text of the bulletin, by the number of its alias.
    """
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "007_bulletin.txt").write_bytes(TEXT.encode())
    return folder


# Coverage -----------------------------------------------------------------------------

CLAIMS = (
    ("tour", 10, 16, "yes"),
    ("word", 12, 16, "yes: names the place"),
    ("longer", 10, 17, "yes"),
    ("weather", 30, 40, "yes"),
    ("earlier", 9, 16, "yes"),
    ("button", 90, 95, "no: a button"),
)


def test_what_became_of_each_claim(root, inventory):
    """
    Held if a statement has all its characters, left out if a reason has.
    """
    found = coverage(read_folder(root), inventory(*CLAIMS))

    assert [(c.id, c.ship, c.outcome) for c in found.claims] == [
        ("tour", "yes", "held"),
        ("word", "yes", "held"),
        ("longer", "yes", "missing"),
        ("weather", "yes", "left out"),
        ("earlier", "yes", "missing"),
        ("button", "no", "missing"),
    ]
    assert found.claims[0].source == "bulletin"
    assert found.claims[0].held_by == ("events/example-visit#tour took-place",)
    assert found.claims[3].reason == "on the weather"


def test_only_what_should_be_held_can_be_missing(root, inventory):
    """
    What the inventory does not want is not missed, and counted by itself.
    """
    found = coverage(read_folder(root), inventory(*CLAIMS))

    assert [c.id for c in found.missing] == ["longer", "earlier"]
    assert [found.count(o) for o in ("held", "left out", "missing")] == [2, 1, 2]
    assert found.count("missing", "no") == 1


def test_what_is_held_and_left_out_is_held(root, inventory):
    """
    A statement counts before a reason to have none.
    """
    path = root / "sources/bulletin.toml"
    text = path.read_text("utf-8").replace("chars = [30, 40]", "chars = [0, 40]")
    path.write_text(text, "utf-8")

    (claim,) = coverage(read_folder(root), inventory(CLAIMS[0])).claims
    assert (claim.outcome, claim.reason) == ("held", "on the weather")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        '{"claims": 5}',
        '{"claims": [5]}',
        '{"claims": [{}]}',
        '{"claims": [{"id": "a", "source": "008", "start": 1, "end": 2, "ship": "yes"}]}',
        '{"claims": [{"id": "a", "source": "007", "start": "1", "end": 2, "ship": ""}]}',
        '{"claims": [{"id": "a", "source": "007", "start": 1, "end": 2, "ship": null}]}',
    ],
)
def test_what_is_no_inventory_is_refused(root, tmp_path, text):
    """
    Each is an error that names the file.
    """
    path = tmp_path / "claims.json"
    path.write_text(text, "utf-8")

    with pytest.raises(bp.DataError, match=r"claims\.json.*no inventory of claims"):
        coverage(read_folder(root), path)


def test_no_inventory_at_all(root, tmp_path):
    """
    A missing file is said with the system's reason.
    """
    with pytest.raises(bp.DataError, match="cannot be read"):
        coverage(read_folder(root), tmp_path / "none.json")


def test_the_command_says_what_is_missing(root, inventory, capsys):
    """
    Exit code 1, with a line for each claim that is not held.
    """
    assert main(["coverage", str(inventory(*CLAIMS)), str(root)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "longer missing:",
        "weather left out: on the weather",
        "earlier missing:",
        "2 held, 1 left out with a reason, 2 missing",
    ]


def test_the_command_is_content(root, inventory, capsys):
    """
    Exit code 0 if nothing that should be held is missing.
    """
    path = inventory(CLAIMS[0], CLAIMS[3], CLAIMS[5])

    assert main(["coverage", str(path), str(root)]) == 0
    assert capsys.readouterr().out.endswith(
        "1 held, 1 left out with a reason, 0 missing\n"
    )


@pytest.mark.parametrize(("chosen", "code"), [(CLAIMS, 1), (CLAIMS[:2], 0)])
def test_the_command_has_json(root, inventory, capsys, chosen, code):
    """
    As JSON, all claims are told, in the inventory's order.
    """
    assert main(["coverage", "--json", str(inventory(*chosen)), str(root)]) == code

    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == [claim[0] for claim in chosen]
    assert rows[0] == {
        "id": "tour",
        "source": "bulletin",
        "ship": "yes",
        "outcome": "held",
        "held_by": ["events/example-visit#tour took-place"],
        "reason": "",
    }


def test_the_command_refuses_what_is_no_inventory(root, tmp_path, capsys):
    """
    Exit code 1: the data are not right.
    """
    assert main(["coverage", str(tmp_path / "none.json"), str(root)]) == 1
    assert "none.json" in capsys.readouterr().err


# Evidence -----------------------------------------------------------------------------


def test_quotes_at_their_place_are_no_problem(root, texts):
    """
    Characters are counted as they are, line ends untouched.
    """
    assert evidence(root, texts) == ()


def test_one_changed_word_is_a_problem(root, texts):
    """
    It is reported at the statement, with both wordings.
    """
    text = TEXT.replace("a tour", "a trip")
    (texts / "007_bulletin.txt").write_bytes(text.encode())

    (problem,) = evidence(root, texts)
    assert problem.path == (root / "sources/bulletin.toml").as_posix()
    assert problem.field == "statements[7].chars"
    assert problem.problem == "the text has 'a trip' there, not 'a tour'"
    line = (root / "sources/bulletin.toml").read_text("utf-8").split("\n")
    assert "a tour" in line[problem.line - 1]


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"])
def test_line_ends_are_characters(root, texts, ends):
    """
    A line end of two characters before the quote moves it by one.
    """
    text = TEXT.encode().replace(b"read.\n", b"read." + ends)
    (texts / "007_bulletin.txt").write_bytes(text)

    assert len(evidence(root, texts)) == len(ends) - 1


@pytest.mark.parametrize("name", ["bulletin.txt", "seed-007.txt", "007_anything.txt"])
def test_a_text_is_found_by_id_and_alias(root, texts, name):
    """
    The file is called by the id, by the alias, or begins with its number.
    """
    (texts / "007_bulletin.txt").rename(texts / name)
    assert evidence(root, texts) == ()

    (texts / name).write_text("", "utf-8")
    assert len(evidence(root, texts)) == 1


def test_each_text_is_compared_with_its_source(root, texts):
    """
    Sources of which there is no text are left alone, and each other text counts.
    """
    (texts / "example-gazette.txt").write_text(GAZETTE, "utf-8")
    assert evidence(root, texts) == ()

    (texts / "example-gazette.txt").write_text(f" {GAZETTE}", "utf-8")
    assert [p.path for p in evidence(root, texts)] == [
        (root / "sources/example-gazette.toml").as_posix()
    ]


def test_without_any_text_there_is_no_evidence(root, tmp_path):
    """
    That nothing was compared must not look as if all were right.
    """
    with pytest.raises(bp.DataError, match="has no text of any source"):
        evidence(root, tmp_path / "nowhere")


def test_a_text_that_is_none(root, texts):
    """
    Bytes that are no text are an error with the path.
    """
    (texts / "bulletin.txt").write_bytes(b"\xff\xfe")

    with pytest.raises(bp.DataError, match=r"bulletin\.txt.*cannot be read"):
        evidence(root, texts)


def test_problems_of_form_are_the_checks(root, texts):
    """
    What the check says anyhow is not said again.
    """
    path = root / "sources/report.toml"
    path.write_text(f'titel = "What"\n{path.read_text("utf-8")}', "utf-8")

    assert evidence(root, texts) == ()


def test_the_command_compares_the_quotes(root, texts, tmp_path, capsys):
    """
    `check --evidence` ends with 0, and with 1 after a word was changed.
    """
    out = tmp_path / "out"
    compile_folder(root, out)
    command = ["check", str(root), "--out", str(out), "--evidence", str(texts)]

    assert main(command) == 0
    assert capsys.readouterr().out == ""

    text = TEXT.replace("a tour", "a trip")
    (texts / "007_bulletin.txt").write_bytes(text.encode())
    assert main(command) == 1
    assert "the text has 'a trip' there" in capsys.readouterr().out
