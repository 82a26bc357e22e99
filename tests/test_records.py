"""
Collections of records.
"""

from __future__ import annotations

import threading
import time

from collections.abc import Mapping

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships import AmbiguousNameError, Records, UnknownNameError
from berlin_partnerships._records import checked_name


@attrs.frozen
class Town:
    """
    As much of a record as a collection needs.
    """

    id: str
    country: str | None
    names: tuple[str, ...]

    @property
    def full_id(self):
        """
        The id with its kind.
        """
        return f"towns/{self.id}"


ROWS = {
    "bern": ("CH", ("Bern", "Berne", "Берн")),
    "paris": ("FR", ("Paris", "París", "Lutetia")),
    "paris-tx": ("US", ("Paris", "Paris, Texas")),
    "nowhere": (None, ("Nirgendwo", "Paris (?)")),
    "elsewhere": (None, ("Nirgendwo",)),
}


def make(id, row):
    """
    A town from its row.
    """
    return Town(id, *row)


def towns(rows=ROWS, make=make, aliases=None):
    """
    A collection of towns.
    """
    return Records("town", rows, make, aliases, names=lambda town: town.names)


class TestMapping:
    def test_contract(self):
        """
        A collection is a mapping of ids to records in the order of its rows.
        """
        records = towns()

        assert isinstance(records, Mapping)
        assert list(records) == list(records.keys()) == list(ROWS)
        assert len(records) == 5
        assert [town.id for town in records.values()] == list(ROWS)
        assert [(id, town.id) for id, town in records.items()] == [(i, i) for i in ROWS]
        assert "bern" in records
        assert "wien" not in records
        assert 5 not in records
        assert records == towns() == {id: make(id, row) for id, row in ROWS.items()}

    def test_item(self):
        """
        A record is built when it is asked for, and once.
        """
        calls = []
        records = towns(make=lambda id, row: calls.append(id) or make(id, row))
        assert calls == []

        first, second = records["bern"], records["bern"]

        assert first is second
        assert first == make("bern", ROWS["bern"])
        assert calls == ["bern"]

    def test_missing(self):
        """
        A missing id is an error of its own kind, with the nearest ids.
        """
        with pytest.raises(UnknownNameError) as caught:
            towns()["beern"]

        assert isinstance(caught.value, KeyError)
        assert caught.value.name == "beern"
        assert caught.value.kind == "town"
        assert caught.value.suggestions == ("bern",)
        assert str(caught.value) == "no town 'beern'; did you mean 'bern'?"

    @pytest.mark.parametrize("id", [5, None, b"bern", ("bern",), ""])
    def test_no_text(self, id):
        """
        What is no id of a record is missing, whatever it is.
        """
        with pytest.raises(UnknownNameError) as caught:
            towns()[id]

        assert caught.value.name == id

    def test_names_are_no_ids(self):
        """
        Only an id is looked up, not a name and not another way to type it.
        """
        for name in ("Bern", "BERN", " bern", "Lutetia"):
            with pytest.raises(UnknownNameError):
                towns()[name]

    def test_unhashable(self):
        """
        What cannot be a key is refused as by any mapping.
        """
        with pytest.raises(TypeError):
            towns()[["bern"]]

    def test_get(self):
        """
        Asking nicely gives None, or what one wants instead.
        """
        records = towns()

        assert records.get("wien") is None
        assert records.get("wien", 5) == 5
        assert records.get("bern") is records["bern"]

    def test_read_only(self):
        """
        A collection cannot be changed.
        """
        records = towns()

        with pytest.raises(TypeError):
            records["wien"] = None
        with pytest.raises(TypeError):
            del records["bern"]
        with pytest.raises(AttributeError):
            records.other = None

    def test_errors_of_a_record(self):
        """
        An error in building a record is not taken for a missing one.
        """
        with pytest.raises(ZeroDivisionError):
            towns(make=lambda *_: 1 / 0)["bern"]

    def test_key_error_of_a_record(self):
        """
        Neither is one that looks like it.
        """
        with pytest.raises(KeyError) as caught:
            towns(make=lambda *_: {}["other"])["bern"]

        assert not isinstance(caught.value, UnknownNameError)

    @pytest.mark.parametrize(
        ("rows", "text"),
        [
            (0, "<0 town records>"),
            (1, "<1 town records: bern>"),
            (3, "<3 town records: bern, paris, paris-tx>"),
            (4, "<4 town records: bern, paris, paris-tx, …>"),
        ],
    )
    def test_repr(self, rows, text):
        """
        A collection says how many it has and shows the first few.
        """
        assert text == repr(towns(dict(list(ROWS.items())[:rows])))


class TestAliases:
    ALIASES = {"be": "bern", "seed-1": "paris"}  # noqa: RUF012  # only read

    def test_always_works(self):
        """
        An alias finds the record, but is none of the ids.
        """
        records = towns(aliases=self.ALIASES)

        assert records["be"] is records["bern"]
        assert records["seed-1"] is records["paris"]
        assert records["paris"].id == "paris"
        assert "be" in records
        assert records.get("be") is records["bern"]
        assert list(records) == list(ROWS)
        assert len(records) == 5

    def test_alias_first(self):
        """
        It does not matter which of the two is asked for first.
        """
        records = towns(aliases=self.ALIASES)
        alias = records["be"]

        assert alias is records["bern"]

    @pytest.mark.parametrize("name", ["be", " BE ", "Seed 1"])
    def test_find(self, name):
        """
        An alias can be typed as any name.
        """
        assert towns(aliases=self.ALIASES).find(name).id in ("bern", "paris")

    @pytest.mark.data
    def test_seeds(self):
        """
        The five documents it began with have a number, too.
        """
        for number in range(5):
            source = bp.sources[f"seed-00{number}"]

            assert source is bp.sources[source.id]
            assert source.id != f"seed-00{number}"
            assert f"seed-00{number}" in source.aliases
            assert bp.sources.find(f"SEED-00{number}") is source


class TestWhere:
    def test_where(self):
        """
        Records are chosen by the values of their attributes, in order.
        """
        records = towns()

        assert [t.id for t in records.where(country="FR")] == ["paris"]
        assert [t.id for t in records.where(country=None)] == ["nowhere", "elsewhere"]
        assert [t.id for t in records.where(country=None, id="nowhere")] == ["nowhere"]
        assert records.where(country="DE") == ()
        assert len(records.where()) == 5

    def test_no_attribute(self):
        """
        A misspelled attribute is an error, not an empty answer.
        """
        with pytest.raises(AttributeError, match="land"):
            towns().where(land="FR")

    def test_by(self):
        """
        One record is chosen by values that only it has.
        """
        assert towns().by(country="US").id == "paris-tx"

    def test_by_none(self):
        """
        If there is none, the error says what was asked for.
        """
        with pytest.raises(UnknownNameError, match="country='DE', id='bern'"):
            towns().by(country="DE", id="bern")

    def test_by_several(self):
        """
        If there are several, the error says which.
        """
        with pytest.raises(AmbiguousNameError) as caught:
            towns().by(country=None)

        assert caught.value.candidates == ("towns/nowhere", "towns/elsewhere")


class TestFind:
    @pytest.mark.parametrize(
        ("name", "id"),
        [
            ("bern", "bern"),
            ("BERN", "bern"),
            (" Berne\n", "bern"),
            ("БЕРН", "bern"),
            ("B e r n", "bern"),
            ("lutetia", "paris"),
            ("Paris TX", "paris-tx"),
            ("Paris, Texas", "paris-tx"),
            # an id comes before a name
            ("paris", "paris"),
            ("\u200bparis ", "paris"),
        ],
    )
    def test_any_spelling(self, name, id):
        """
        A record is found by its id or any name, however it is typed.
        """
        assert towns().find(name).id == id

    @pytest.mark.parametrize(
        ("name", "candidates"),
        [
            ("Paris", ("towns/paris (FR)", "towns/paris-tx (US)", "towns/nowhere")),
            ("nirgendwo", ("towns/nowhere", "towns/elsewhere")),
        ],
    )
    def test_ambiguous(self, name, candidates):
        """
        A name of several is not guessed; the error tells them apart by country.
        """
        with pytest.raises(AmbiguousNameError) as caught:
            towns().find(name)

        assert caught.value.name == name
        assert caught.value.candidates == candidates

    def test_unknown(self):
        """
        A name of none is an error with names that are near.
        """
        with pytest.raises(UnknownNameError) as caught:
            towns().find(" Lutezia ")

        assert caught.value.name == " Lutezia "
        assert caught.value.suggestions == ("Lutetia",)

    @pytest.mark.parametrize(
        "name", ["!!", "\x00", "😀", "../etc", "x" * 10_000, "Бeрн"]
    )
    def test_no_crash(self, name):
        """
        What is no name is not found, and is no reason to crash.
        """
        rows = {**ROWS, "silent": (None, ("…", "!"))}

        with pytest.raises(UnknownNameError) as caught:
            towns(rows).find(name)
        assert len(str(caught.value)) < 200

    @pytest.mark.parametrize(
        "name", ["Senate", "SENATE", " senate\u00a0for ", "Sénate"]
    )
    def test_first_words(self, name):
        """
        The first words of several names are ambiguous, however they are typed.
        """
        rows = {
            "finance": (None, ("Senate for Finance",)),
            "culture": (None, ("Senate for Culture", "Senate for Culture and Europe")),
            "senators": (None, ("Senators for Berlin",)),
            "silent": (None, ("…",)),
        }

        with pytest.raises(AmbiguousNameError) as caught:
            towns(rows).find(name)
        assert caught.value.candidates == ("towns/finance", "towns/culture")

    @pytest.mark.parametrize(
        "name", ["Senate for C", "Senate for Culture and", "Sen", "for"]
    )
    def test_no_guess(self, name):
        """
        A part of one name, or of a word, or from the middle, is no name.
        """
        rows = {
            "finance": (None, ("Senate for Finance",)),
            "culture": (None, ("Senate for Culture and Europe",)),
        }

        with pytest.raises(UnknownNameError):
            towns(rows).find(name)

    def test_without_names(self):
        """
        Records without names are found by their ids.
        """
        records = Records("town", ROWS, make)

        assert records.find("PARIS-TX").id == "paris-tx"
        with pytest.raises(UnknownNameError):
            records.find("Lutetia")


class TestCheckedName:
    @pytest.mark.parametrize("value", [None, 5, 5.0, b"Paris", ["Paris"], True])
    def test_only_texts(self, value):
        """
        A name is a text.
        """
        with pytest.raises(TypeError, match="a name must be a str"):
            checked_name(value)
        with pytest.raises(TypeError, match="a name must be a str"):
            towns().find(value)

    @pytest.mark.parametrize(
        "value", ["", "   ", "\t\n", "\u200b", "\u00a0\u3164\ufeff"]
    )
    def test_not_empty(self, value):
        """
        A name has something that can be seen.
        """
        with pytest.raises(ValueError, match="must not be empty"):
            checked_name(value)
        with pytest.raises(ValueError, match="must not be empty"):
            towns().find(value)

    def test_cleaned(self):
        """
        White space around it is no part of a name.
        """
        assert checked_name(" Los Angeles\u200b ") == "Los Angeles"


class TestThreads:
    def test_one_object(self):
        """
        Sixteen threads that ask at once all get the same object.
        """
        barrier = threading.Barrier(16)
        built, got = [], []

        def slowly(id, row):
            built.append(id)
            time.sleep(0.02)
            return make(id, row)

        records = towns(make=slowly, aliases={"be": "bern"})

        def ask(id):
            barrier.wait()
            got.append(records[id])

        threads = [
            threading.Thread(target=ask, args=(("bern", "be")[n % 2],))
            for n in range(16)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(got) == 16
        assert len({id(town) for town in got}) == 1
        assert records["bern"] is records["be"] is got[0]
        assert len(built) > 1  # they did ask at once
