"""
The public face: lazy, complete, typed; and what it costs to import it.
"""

from __future__ import annotations

import ast
import inspect
import json
import threading

from pathlib import Path

import importlib_resources
import pytest

import berlin_partnerships as bp

from berlin_partnerships import _HOMES, _OF_DATASET, _dataset
from berlin_partnerships._dataset import Dataset


STUB = ast.parse(Path(bp.__file__).with_suffix(".pyi").read_text("utf-8"))
FUNCTIONS = {n.name: n for n in STUB.body if isinstance(n, ast.FunctionDef)}
COLLECTIONS = {
    n.target.id: ast.unparse(n.annotation)
    for n in STUB.body
    if isinstance(n, ast.AnnAssign) and n.target.id != "__version__"
}


# What importing costs -----------------------------------------------------------------


def test_import_is_alone(fresh):
    """
    Importing the package imports nothing else, and reads none of the data.
    """
    code = """
import sys
read = []
sys.addaudithook(lambda event, args: event == "open" and read.append(str(args[0])))
before = set(sys.modules)
import berlin_partnerships
print(sorted(set(sys.modules) - before - {"__future__"}))
print([path for path in read if path.endswith(".json")])
"""

    said = fresh("-c", code)

    assert said.stdout.split(b"\n")[:2] == [b"['berlin_partnerships']", b"[]"], said


def test_import_in_a_bare_interpreter(fresh):
    """
    After the import no package of others is loaded, nor the parser of the data.
    """
    code = """
import sys, berlin_partnerships
heavy = {"attr", "attrs", "cattrs", "pycountry", "json", "importlib_resources"}
print(sorted(heavy & set(sys.modules)))
"""

    assert fresh("-S", "-c", code).stdout.strip() == b"[]"


def test_first_look_up(fresh):
    """
    A first look-up needs neither cattrs nor pycountry, and not what sources say.
    """
    code = """
import sys
read = []
sys.addaudithook(lambda event, args: event == "open" and read.append(str(args[0])))
import berlin_partnerships as bp
print(bp.city("Kiew").id, bp.partnership("L. A.").id, bp.partnerships["moscow"].since)
print(sorted({"cattrs", "pycountry", "importlib_resources"} & set(sys.modules)))
print([path[-12:] for path in read if path.endswith(".json")])
"""

    said = fresh("-c", code).stdout.decode().splitlines()

    assert said == ["kyiv los-angeles 1991-08-28", "[]", "['records.json']"]


# Names --------------------------------------------------------------------------------


def test_all():
    """
    `__all__` is sorted, each name in it exists, and `dir` tells them.
    """
    assert bp.__all__ == sorted(set(bp.__all__))
    assert dir(bp) == bp.__all__
    assert all(getattr(bp, name) is not None for name in bp.__all__)


def test_star(fresh):
    """
    `from berlin_partnerships import *` works and gives all of it.
    """
    code = "from berlin_partnerships import *; print(city('Kiew').id, load)"

    assert fresh("-c", code).stdout.startswith(b"kyiv <function load")


def test_documented():
    """
    Every public name is documented where it is defined.
    """
    bare = [
        name for name in _HOMES if name != "ROUND" and not getattr(bp, name).__doc__
    ]
    bare += [name for name in _OF_DATASET if not getattr(Dataset, name).__doc__]

    assert bare == []


def test_unknown_name():
    """
    A name that does not exist is an AttributeError that says so.
    """
    with pytest.raises(AttributeError, match="has no attribute 'partnrs'"):
        bp.partnrs  # noqa: B018


def test_module_is_the_default_data_set():
    """
    The module's functions and collections are those of the default data set.
    """
    assert all(getattr(bp, n) == getattr(bp.load(), n) for n in _OF_DATASET)
    assert bp.load() is bp.load()
    assert bp.cities is bp.load().cities


@pytest.mark.parametrize(
    "name",
    [
        "age", "anniversaries", "anniversary", "celebrated", "cities", "city", "date_of",
        "load", "members", "next_anniversary", "only", "partners", "partnership",
        "partnerships", "reconcile", "resolve", "search", "sources", "statements",
        "timeline",
    ],
)  # fmt: skip
def test_promised(name):
    """
    What users were promised is there by name.
    """
    assert name in bp.__all__


# The stub -----------------------------------------------------------------------------


def test_stub_has_the_same_names():
    """
    The stub exports exactly the names that exist at run time.
    """
    said = next(
        ast.literal_eval(n.value) for n in STUB.body if isinstance(n, ast.Assign)
    )
    reexported = {
        alias.asname: node.module
        for node in STUB.body
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
        if alias.asname
    }

    assert sorted(said) == bp.__all__
    assert reexported == _HOMES
    assert {*FUNCTIONS, *COLLECTIONS} == _OF_DATASET


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_stub_has_the_same_signatures(name):
    """
    Parameters, defaults and types in the stub are those of the function.
    """

    def plain(annotation):
        return ast.unparse(ast.parse(annotation, mode="eval"))

    signature = inspect.signature(getattr(bp, name))
    parameters = [
        p.replace(annotation=_Said(plain(p.annotation)))
        for p in signature.parameters.values()
    ]
    returned = _Said(plain(signature.return_annotation))
    held = str(signature.replace(parameters=parameters, return_annotation=returned))

    stub = FUNCTIONS[name]
    said = f"def f({ast.unparse(stub.args)}) -> {ast.unparse(stub.returns)}: ..."

    assert ast.unparse(ast.parse(f"def f{held}: ...")) == ast.unparse(ast.parse(said))


class _Said(str):
    """
    A text that is shown without quotes.
    """

    __slots__ = ()

    def __repr__(self):
        return str(self)


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_stub_has_the_same_collections(name):
    """
    The type of a collection in the stub is that of the data set's.
    """
    held = inspect.getattr_static(Dataset, name)
    function = getattr(held, "func", None) or held.fget

    assert function.__annotations__["return"] == COLLECTIONS[name]


# Files --------------------------------------------------------------------------------


def test_resource():
    """
    The shipped files are at hand as files.
    """
    head, _, body = bp.resource("records.json").read_bytes().partition(b"\n")

    assert json.loads(head)["format"] == 1
    assert "kyiv" in json.loads(body)["partnerships"]
    assert bp.resource("statements.json").is_file()
    assert bp.resource("py.typed").is_file()
    with importlib_resources.as_file(bp.resource("py.typed")) as path:
        assert path.read_bytes() == b""


@pytest.mark.parametrize("name", ["record.json", "../exceptions.py", "", None])
def test_no_resource(name):
    """
    Only files that are shipped for users are given out.
    """
    with pytest.raises(bp.UnknownNameError, match="no file"):
        bp.resource(name)


def test_resource_suggests():
    """
    A slip in a file's name is answered with the right one.
    """
    with pytest.raises(bp.UnknownNameError, match=r"did you mean 'records\.json'"):
        bp.resource("record.json")


def test_in_a_zip(fresh, tmp_path):
    """
    The package works from a zip, its files included.
    """
    import shutil

    package = Path(bp.__file__).parent
    shutil.copytree(
        package,
        tmp_path / "in" / package.name,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    archive = shutil.make_archive(str(tmp_path / "all"), "zip", tmp_path / "in")
    code = """
import berlin_partnerships as bp
print(".zip" in bp.__file__, bp.city("Kiew").id, len(bp.statements("kyiv")) > 9)
print(bp.resource("records.json").is_file(), bp.resource("py.typed").read_bytes())
"""

    said = fresh("-c", code, PYTHONPATH=archive)

    assert said.stdout.split() == [b"True", b"kyiv", b"True", b"True", b"b''"], said


# Threads ------------------------------------------------------------------------------


def _at_once(work, many=16):
    """
    What *work* gives in so many threads that start together.
    """
    barrier = threading.Barrier(many)
    found = []

    def run():
        barrier.wait()
        found.append(work())

    threads = [threading.Thread(target=run) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.parametrize("_", range(5))
def test_threads_share_one_data_set(monkeypatch, _):
    """
    However many threads ask first, all get one data set, and one of each record.
    """
    monkeypatch.setattr(_dataset, "_default", None)

    def work():
        data = bp.load()
        statement = data.statements("moscow")[0]
        return (
            data,
            data.cities,
            data.partnerships,
            data.sources,
            data.cities["kyiv"],
            data.partnerships["kyiv"],
            data.city("Kiew"),
            data.sources["seed-002"],
            statement,
            data.timeline(),
        )

    found = _at_once(work)

    assert len(found) == 16
    for kind in list(zip(*found, strict=True))[:-1]:
        assert len({id(one) for one in kind}) == 1
    assert len({one[-1] for one in found}) == 1


@pytest.mark.parametrize("name", [*_dataset.KINDS, "_curated"])
def test_made_once(name):
    """
    Whoever makes a collection a second time gets the first one.
    """
    data = bp.load()
    first = getattr(data, name)

    assert inspect.getattr_static(Dataset, name).func(data) is first


def test_a_failed_first_load_is_no_load(monkeypatch):
    """
    If the first load fails, the next one tries again.
    """
    monkeypatch.setattr(_dataset, "_default", None)
    with monkeypatch.context() as broken:
        broken.setattr("berlin_partnerships._store.RECORDS", "nothing.json")
        with pytest.raises(bp.DataError, match="install the package again"):
            bp.load()

    assert len(bp.load().partnerships) == len(bp.partnerships)
