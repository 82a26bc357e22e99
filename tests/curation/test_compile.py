"""
Compiling: the same bytes for the same data, all or nothing.
"""

from __future__ import annotations

import shutil

from pathlib import Path

import pytest

import berlin_partnerships as bp

from berlin_partnerships import _store
from berlin_partnerships._curation import check, compile_folder, write_schemas
from berlin_partnerships._curation._answers import answer_schemas
from berlin_partnerships._curation._printed import printed_schema


NAMES = ["records.json", "statements.json"]
LEDGER = "revisions.json"  # only what anniversaries rest on
SCHEMAS = ["city.json", "partnership.json", "source.json"]
ANSWERS = [*answer_schemas(), *printed_schema()]


def contents(folder):
    """
    Every file of a folder with its bytes.
    """
    return {p.name: p.read_bytes() for p in sorted(Path(folder).iterdir())}


@pytest.fixture(name="out")
def _out(tmp_path):
    return tmp_path / "out"


def test_twice_is_the_same(root, out, tmp_path):
    """
    Compiled twice, the files have the same bytes.
    """
    compile_folder(root, out)
    compile_folder(root, tmp_path / "again")

    assert contents(out) == contents(tmp_path / "again")
    assert [*contents(out)] == sorted([*NAMES, *ANSWERS, LEDGER])


def test_the_order_of_files_on_the_disk_does_not_matter(
    root, out, tmp_path, monkeypatch
):
    """
    However the system lists a folder, the compiled files are the same.
    """
    compile_folder(root, out)
    listed = Path.glob
    monkeypatch.setattr(
        Path, "glob", lambda path, pattern: sorted(listed(path, pattern), reverse=True)
    )
    compile_folder(root, tmp_path / "again")

    assert contents(out) == contents(tmp_path / "again")


def test_only_what_changed_is_written(root, out, edit):
    """
    The paths of the files that changed are told; a second time there are none.
    """
    schemas = [root / "schema" / name for name in SCHEMAS]

    assert [*compile_folder(root, out)] == [
        *(out / name for name in [*NAMES, *ANSWERS, LEDGER]),
        *schemas,
    ]
    assert compile_folder(root, out) == ()

    edit("sources/example-gazette.toml", 'note = "in passing"', 'note = "aside"')
    assert [p.name for p in compile_folder(root, out)] == NAMES


@pytest.mark.parametrize("problem", ["form", "meaning"])
def test_what_the_check_refuses_is_not_compiled(root, out, edit, problem):
    """
    With a problem anywhere, no file is written, and all problems are raised.
    """
    compile_folder(root, out)
    before = contents(out)
    shutil.rmtree(root / "schema")
    if problem == "form":
        edit("cities/berlin.toml", "kind", "kin")
    else:
        edit("cities/berlin.toml", '"city"', '"town"')

    with pytest.raises(bp.CurationError, match=r"cities/berlin\.toml:1: kin") as info:
        compile_folder(root, out)

    assert info.value.problems
    assert contents(out) == before
    assert not (root / "schema").exists()


def test_a_failure_while_writing_leaves_the_old_files(root, out, edit, monkeypatch):
    """
    If the disk is full at the second file, the first is the old one, too.
    """
    compile_folder(root, out)
    before = contents(out)
    edit("sources/example-gazette.toml", 'note = "in passing"', 'note = "aside"')
    write = Path.write_bytes

    def full(path, data):
        if NAMES[1] in path.name:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(OSError, match="No space"):
        compile_folder(root, out)
    assert contents(out) == before


# Stale ------------------------------------------------------------------------------


def test_fresh_files_are_not_check(root, out):
    """
    Right after compiling there is nothing to say.
    """
    compile_folder(root, out)

    assert check(root, out) == ()


def test_what_is_stale_is_named_with_the_command(root, out, edit):
    """
    Each file that differs is a problem, with the command that mends it.
    """
    compile_folder(root, out)
    edit("cities/sampleton.toml", "country", 'note = "made up"\ncountry')

    command = f"berlin-partnerships compile {root.as_posix()} --out {out.as_posix()}"
    assert check(root, out) == tuple(
        f"{(out / name).as_posix()}:1: is stale; run: {command}" for name in NAMES
    )


def test_missing_files_and_schemas_are_check(root, out):
    """
    What is not there has to be written, and so has a schema edited by hand.
    """
    compile_folder(root, out)
    (out / NAMES[0]).unlink()
    (root / "schema" / SCHEMAS[0]).write_text("{}", "utf-8")

    assert [Path(p.path).name for p in check(root, out)] == [NAMES[0], SCHEMAS[0]]


def test_the_command_for_the_usual_folders_is_short(root, out, monkeypatch):
    """
    In the repository, no folder needs to be named.
    """
    shutil.copytree(root, out.parent / "data")
    monkeypatch.chdir(out.parent)
    shipped = Path(bp.__file__).parent / "_data"

    (first, *_) = check(Path("data"), shipped)
    assert first.endswith("is stale; run: berlin-partnerships compile")


def test_a_broken_folder_is_not_called_stale(root, out, edit):
    """
    What cannot be compiled is for the check to say, once.
    """
    edit("cities/berlin.toml", '"city"', '"town"')

    assert check(root, out) == check(root)
    assert len(check(root)) == 1


# The same from both -----------------------------------------------------------------


@pytest.fixture(name="both")
def _both(root, out):
    """
    The data set from the folder, and the one from the compiled files.
    """
    compile_folder(root, out)
    return bp.load(root), bp.load(out)


def test_records_are_the_same_from_both(both):
    """
    It makes no difference whether data were compiled.
    """
    a, b = both

    assert a.digest == b.digest
    assert (a.version, a.known_until) == (b.version, b.known_until)
    for kind in ("cities", "partnerships", "sources", "parties"):
        assert [*getattr(a, kind).items()] == [*getattr(b, kind).items()]
    assert a.statements() == b.statements()
    assert a.sources["gazette"].left_out[0].chars == (200, 260)


def test_every_answer_with_a_reason_is_the_same_from_both(both):
    """
    Resolving gives the same from either.
    """
    a, b = both

    for about, property in (
        ("partnerships/exampleville", "since"),
        ("partnerships/exampleville", "status"),
        ("partnerships/exampleville#1991-agreement", "date"),
    ):
        assert a.resolve(about, property) == b.resolve(about, property)


@pytest.mark.parametrize(
    "sources", [["gazette"], ["example-treaty"], ["gazette", "example-treaty"], []]
)
def test_a_part_is_the_same_from_both(both, sources):
    """
    What some sources know is the same, whether they were compiled or not.
    """
    a, b = (dataset.only(*sources) for dataset in both)

    assert a.digest == b.digest
    assert [*a.partnerships.items()] == [*b.partnerships.items()]
    assert [*a.cities.items()] == [*b.cities.items()]
    assert a.statements() == b.statements()


@pytest.mark.data
def test_the_shipped_data_are_the_same_from_both(folder):
    """
    The folder in the repository and the files in the package say the same.
    """
    a, b = bp.load(folder), bp.load()

    assert a.digest == b.digest
    assert [*a.partnerships.items()] == [*b.partnerships.items()]
    assert [*a.cities.items()] == [*b.cities.items()]
    assert [*a.sources.items()] == [*b.sources.items()]
    assert a.statements() == b.statements()


@pytest.mark.data
def test_the_shipped_files_are_those_of_the_folder(folder):
    """
    Nothing is wrong with the folder, and the committed files are what it compiles to.
    """
    assert check(folder, Path(bp.__file__).parent / "_data") == ()


# The digest -------------------------------------------------------------------------


CHANGES = [
    ("sources/example-gazette.toml", 'at = "line 2"', 'at = "line 9"'),
    ("sources/example-gazette.toml", 'note = "in passing"', 'note = "aside"'),
    ("sources/example-gazette.toml", 'value = "1991"', 'value = "1991-06"'),
    ("sources/example-gazette.toml", 'title = "Städtep', 'title = "Partnersch'),
    ("sources/example-gazette.toml", "a joke", "an advertisement"),
    ("cities/exampleville.toml", "latitude = 46.5", "latitude = 46.25"),
    ("cities/exampleville.toml", 'note = "rare"', 'note = "seldom"'),
    ("partnerships/exampleville.toml", '"the agreement"', '"the treaty"'),
    ("judgements.toml", "another month", "a day"),
    ("parties.toml", "Land Berlin", "Berlin"),
    ("properties.toml", "besteht seit", "seit"),
    ("VERSION", "2026-11-22", "2026-11-22.1"),
    ("judgements.toml", "2026-03-31", "2026-03-30"),
]


@pytest.mark.parametrize(("path", "old", "new"), CHANGES)
def test_the_digest_tells_data_apart(root, edit, path, old, new):
    """
    Whatever a curator changes, the digest is another.
    """
    before = bp.load(root).digest
    edit(path, old, new)

    assert bp.load(root).digest != before


SAME = [
    ("sources/example-gazette.toml", "title", "# a comment\ntitle"),
    (
        "sources/example-gazette.toml",
        '{ about = "partnerships/exampleville", property = "since",',
        '{ property = "since", about = "partnerships/exampleville",',
    ),
    (
        "cities/sampleton.toml",
        'kind = "city"\ncountry = "GB"\n',
        'country = "GB"\nkind = "city"\n\n',
    ),
    (
        "parties.toml",
        '{ de = "Land Berlin", en = "Berlin" }',
        '{ en = "Berlin", de = "Land Berlin" }',
    ),
    (
        "partnerships/sampleton.toml",
        'id = "2026-announcement"\nrole = "announcement"\n',
        'role = "announcement"\nparty = "berlin"\nid = "2026-announcement"\n',
    ),
    (
        "partnerships/exampleville.toml",
        '[[acts]]\nid = "1991-agreement"\nrole = "founding"\nreason = "the agreement"\n',
        "",
    ),
]


@pytest.mark.parametrize(("path", "old", "new"), SAME)
def test_the_digest_is_of_what_is_said(root, edit, path, old, new):
    """
    The order of keys and acts, comments, and the party said twice say nothing.
    """
    before = bp.load(root).digest
    edit(path, old, new)
    if not new:
        text = (root / path).read_text("utf-8")
        (root / path).write_text(text + "\n" + old, "utf-8")

    assert bp.load(root).digest == before


def test_a_renamed_source_is_another_source(root):
    """
    The id is part of the data, although it stands in no file.
    """
    before = bp.load(root).digest
    (root / "sources/example-agency.toml").rename(root / "sources/example-wire.toml")

    assert bp.load(root).digest != before


# Schemas by themselves --------------------------------------------------------------


def test_schemas_can_be_written_alone(root):
    """
    Only what changed is written, and only the schemas.
    """
    assert [p.name for p in write_schemas(root)] == SCHEMAS
    assert write_schemas(root) == ()


def test_schemas_of_a_broken_folder_are_not_written(root, edit):
    """
    The table of properties is part of the schemas, so it has to be readable.
    """
    edit("properties.toml", "kinds", "kind")

    with pytest.raises(bp.CurationError, match="unknown key 'kind'"):
        write_schemas(root)
    assert not (root / "schema").exists()


# The ledger of what anniversaries rest on -----------------------------------------------


def ledger(out):
    """
    The lines of the ledger, by start.
    """
    return _store.parse((out / LEDGER).read_bytes(), LEDGER)


def test_a_new_fact_is_the_first_of_its_kind(root, out):
    """
    What is compiled for the first time has not changed yet.
    """
    compile_folder(root, out)
    version = (root / "VERSION").read_text("utf-8").strip()[:10]

    assert {(line["sequence"], line["modified"]) for line in ledger(out).values()} == {
        (0, version)
    }


def test_a_changed_fact_counts_on(root, out, edit):
    """
    Only the line of the fact that changed is counted on, with the new version.
    """
    compile_folder(root, out)
    before = ledger(out)
    (root / "VERSION").write_text("2031-01-02\n", "utf-8")
    edit("sources/example-treaty.toml", 'value = "1990-05-01"', 'value = "1990-05-02"')
    compile_folder(root, out)
    after = ledger(out)

    changed = {key: line for key, line in after.items() if line != before[key]}
    assert {*changed} == {
        "partnerships/exampleville first-act",
        "partnerships/exampleville#1990-declaration opening",
    }
    assert {(line["sequence"], line["modified"]) for line in changed.values()} == {
        (1, "2031-01-02")
    }


def test_a_fact_that_is_gone_keeps_its_line(root, out):
    """
    A start that no source dates any more is remembered: it may come back.
    """
    compile_folder(root, out)
    line = {"digest": "0" * 12, "modified": "2026-01-01", "sequence": 3}
    kept = {**ledger(out), "partnerships/gone founding-agreement": line}
    (out / LEDGER).write_bytes(_store.dump(kept))
    compile_folder(root, out)

    assert ledger(out) == kept


def test_a_damaged_ledger_is_not_begun_anew(root, out):
    """
    A ledger that cannot be read is refused: counted from 0, events would go back.
    """
    compile_folder(root, out)
    (out / LEDGER).write_bytes(b"<<<<<<< ours\n")

    with pytest.raises(bp.DataError, match="take it from version control"):
        compile_folder(root, out)
