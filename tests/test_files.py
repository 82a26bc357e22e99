"""
Writing several files: all or none, and none over another's.
"""

from __future__ import annotations

import os

from pathlib import Path

import pytest

from berlin_partnerships._files import as_bytes, write_all


TWO = [("a.txt", b"one"), ("b.txt", b"two")]


def contents(folder):
    """
    Every file below a folder, hidden ones included.
    """
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def broken():
    """
    One file, and then no more: a full disk, Ctrl-C.
    """
    yield "a.txt", b"new"
    raise KeyboardInterrupt


def test_write(tmp_path):
    """
    The files are there, in folders made for them, and nothing else is.
    """
    written = write_all(tmp_path / "some" / "where", TWO)

    assert written == (tmp_path / "some/where/a.txt", tmp_path / "some/where/b.txt")
    assert contents(tmp_path) == {
        "some/where/a.txt": b"one",
        "some/where/b.txt": b"two",
    }


def test_write_here(tmp_path, monkeypatch):
    """
    A relative path is one below the current folder, and stays relative.
    """
    monkeypatch.chdir(tmp_path)

    assert write_all(".", TWO) == (Path("a.txt"), Path("b.txt"))
    assert contents(tmp_path) == dict(TWO)
    assert write_all("sub", TWO[:1]) == (Path("sub/a.txt"),)


def test_nothing_is_overwritten(tmp_path):
    """
    If one file is there, none is written; the message says what to do.
    """
    (tmp_path / "b.txt").write_bytes(b"mine")

    with pytest.raises(FileExistsError, match=r"already has b\.txt; nothing .*--force"):
        write_all(tmp_path, TWO)

    assert contents(tmp_path) == {"b.txt": b"mine"}


def test_many_are_there(tmp_path):
    """
    The message names three files, and counts the others.
    """
    files = [(f"{n}.txt", b"") for n in range(5)]
    write_all(tmp_path, files)

    with pytest.raises(FileExistsError, match=r"has 0\.txt, 1\.txt, 2\.txt, 2 more;"):
        write_all(tmp_path, files)


def test_a_link_to_nowhere_is_there(tmp_path):
    """
    A link whose target is gone is somebody's, too; forced, it is replaced.
    """
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")

    with pytest.raises(FileExistsError, match=r"has a\.txt;"):
        write_all(tmp_path, TWO)
    write_all(tmp_path, TWO, force=True)

    assert contents(tmp_path) == dict(TWO)
    assert not (tmp_path / "a.txt").is_symlink()


def test_force(tmp_path):
    """
    Forced, files of the same name are replaced, and others stay.
    """
    (tmp_path / "b.txt").write_bytes(b"mine")
    (tmp_path / "c.txt").write_bytes(b"mine")

    write_all(tmp_path, TWO, force=True)

    assert contents(tmp_path) == {**dict(TWO), "c.txt": b"mine"}


@pytest.mark.parametrize("made", [True, False])
def test_stopped_halfway(tmp_path, made):
    """
    What stops it leaves all as it was: no new file, no draft, no folder.
    """
    folder = tmp_path / "out"
    if made:
        write_all(folder, TWO)
    before = contents(tmp_path)

    with pytest.raises(KeyboardInterrupt):
        write_all(folder, broken(), force=True)

    assert contents(tmp_path) == before
    assert folder.exists() == made
    assert len(list(tmp_path.iterdir())) == made


def test_a_file_in_place_of_the_folder(tmp_path):
    """
    A file is no folder.
    """
    (tmp_path / "out").write_bytes(b"mine")

    with pytest.raises(
        NotADirectoryError, match=r"out' is a file; give the path of a f"
    ):
        write_all(tmp_path / "out", TWO)

    assert contents(tmp_path) == {"out": b"mine"}


def test_a_folder_in_place_of_a_file(tmp_path):
    """
    A folder is never replaced, forced or not, and then no file is.
    """
    (tmp_path / "b.txt").mkdir()

    with pytest.raises(IsADirectoryError, match=r"b\.txt' is a folder; nothing was"):
        write_all(tmp_path, TWO, force=True)

    assert contents(tmp_path) == {}


def test_no_folder(tmp_path, monkeypatch):
    """
    An empty text, such as a variable that is not set, is not the current folder.
    """
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ValueError, match="not an empty text"):
        write_all("", TWO)

    assert contents(tmp_path) == {}


def test_where_nobody_may_write(tmp_path, monkeypatch):
    """
    What cannot be written is said of the folder that was asked for.
    """

    def denied(**_):
        raise PermissionError(13, "Permission denied", "/some/draft")

    monkeypatch.setattr("tempfile.mkdtemp", denied)

    with pytest.raises(PermissionError) as raised:
        write_all(tmp_path / "out", TWO)
    assert raised.value.filename == str(tmp_path / "out")


def test_drafts_are_on_the_same_disk(tmp_path):
    """
    A folder that is there may be a disk of its own: drafts are within it.
    """
    (tmp_path / "out").mkdir()
    seen = []

    def files():
        yield "a.txt", b""
        seen.extend(path.parent for path in tmp_path.rglob("a.txt"))

    write_all(tmp_path / "out", files())

    assert [path.parent for path in seen] == [tmp_path / "out"]


def test_progress(tmp_path):
    """
    Who asks is told of each file, in order.
    """
    told = []

    write_all(tmp_path, TWO, progress=told.append)

    assert told == ["a.txt", "b.txt"]


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_others_may_read(tmp_path):
    """
    Files and folders have the rights that any new ones have.
    """
    (tmp_path / "usual").mkdir()
    (tmp_path / "usual" / "file").touch()

    [path] = write_all(tmp_path / "out", TWO[:1])

    assert path.stat().st_mode == (tmp_path / "usual" / "file").stat().st_mode
    assert path.parent.stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_as_bytes():
    """
    JSON with letters as they are, and a line end at its end.
    """
    assert as_bytes({"Ö": [1, None]}) == '{\n "Ö": [\n  1,\n  null\n ]\n}\n'.encode()
