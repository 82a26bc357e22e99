"""
Errors and warnings.
"""

from __future__ import annotations

import copy
import pickle
import warnings

import pytest

import berlin_partnerships as bp

from berlin_partnerships import exceptions
from berlin_partnerships.exceptions import (
    AmbiguousNameError,
    BeyondKnownWarning,
    CurationError,
    DataError,
    InvalidDateError,
    MissingExtraError,
    OtherCountryError,
    PartnershipsError,
    PartnershipsWarning,
    Problem,
    UnknownDateError,
    UnknownNameError,
    UnknownPropertyError,
    offer,
    shown,
)


LONG = "x" * 10_000

# error, built-ins that a caller would guess, text, attributes
ERRORS = [
    pytest.param(
        UnknownNameError("Kiyv", "city", ("Kyiv", "Kiew"), "It is spelled Kyiv"),
        (KeyError, LookupError),
        "no city 'Kiyv'; did you mean 'Kyiv' or 'Kiew'?. It is spelled Kyiv",
        {
            "name": "Kiyv",
            "kind": "city",
            "suggestions": ("Kyiv", "Kiew"),
            "hint": "It is spelled Kyiv",
        },
        id="unknown name",
    ),
    pytest.param(
        UnknownNameError("Rom", "city"),
        (KeyError,),
        "no city 'Rom'",
        {"name": "Rom", "kind": "city", "suggestions": (), "hint": ""},
        id="unknown name, nothing near",
    ),
    pytest.param(
        AmbiguousNameError("Paris", ["cities/paris (FR)", "cities/paris-tx (US)"]),
        (LookupError,),
        "'Paris' may be cities/paris (FR) or cities/paris-tx (US)",
        {"name": "Paris", "candidates": ("cities/paris (FR)", "cities/paris-tx (US)")},
        id="ambiguous name",
    ),
    pytest.param(
        OtherCountryError(
            "Paris", "city in US", ["cities/paris (FR)"], "Paris is in FR, not in US"
        ),
        (KeyError, LookupError, UnknownNameError, AmbiguousNameError),
        "no city in US 'Paris'. Paris is in FR, not in US",
        {
            "name": "Paris",
            "kind": "city in US",
            "candidates": ("cities/paris (FR)",),
            "suggestions": (),
            "hint": "Paris is in FR, not in US",
        },
        id="name in another country",
    ),
    pytest.param(
        UnknownPropertyError("sinceby", "partnerships/kyiv", ["since"]),
        (KeyError,),
        "no property 'sinceby' of partnerships/kyiv; did you mean 'since'?",
        {
            "property": "sinceby",
            "about": "partnerships/kyiv",
            "suggestions": ("since",),
        },
        id="unknown property",
    ),
    pytest.param(
        UnknownPropertyError("sinceby"),
        (KeyError,),
        "no property 'sinceby'; load().properties has all there are",
        {"property": "sinceby", "about": "", "suggestions": ()},
        id="unknown property of anything",
    ),
    pytest.param(
        InvalidDateError("28.08.1991", "expected a form such as 1991"),
        (ValueError,),
        "'28.08.1991' is not a date: expected a form such as 1991",
        {"text": "28.08.1991", "problem": "expected a form such as 1991"},
        id="invalid date",
    ),
    pytest.param(
        UnknownDateError("partnerships/kyiv"),
        (ValueError,),
        "no source gives a date for partnerships/kyiv",
        {"about": "partnerships/kyiv"},
        id="unknown date",
    ),
    pytest.param(
        DataError("data/records.json", "damaged"),
        (ValueError,),
        "data/records.json: damaged",
        {"path": "data/records.json", "problem": "damaged"},
        id="data",
    ),
    pytest.param(
        CurationError(
            [Problem("a.toml", 3, "x", "wrong"), Problem("b.toml", 1, "", "no")]
        ),
        (ValueError,),
        "a.toml:3: x: wrong\nb.toml:1: no",
        {"problems": ("a.toml:3: x: wrong", "b.toml:1: no")},
        id="curation",
    ),
    pytest.param(
        MissingExtraError("pandas", "frames"),
        (ImportError,),
        "this needs pandas; pip install 'berlin-partnerships[frames]'",
        {"package": "pandas", "extra": "frames", "name": "pandas"},
        id="missing extra",
    ),
]


class TestErrors:
    @pytest.mark.parametrize(("error", "built_ins", "text", "attributes"), ERRORS)
    def test_says_and_knows(self, error, built_ins, text, attributes):
        """
        An error has a text for people, attributes for programs, and a usual base.
        """
        assert text == str(error)
        assert attributes == {name: getattr(error, name) for name in attributes}
        for built_in in (*built_ins, PartnershipsError):
            assert isinstance(error, built_in)

    @pytest.mark.parametrize(("error", "_bases", "text", "attributes"), ERRORS)
    @pytest.mark.parametrize(
        "again",
        [
            copy.copy,
            copy.deepcopy,
            *(
                lambda error, n=n: pickle.loads(pickle.dumps(error, n))  # noqa: S301
                for n in range(pickle.HIGHEST_PROTOCOL + 1)
            ),
        ],
    )
    def test_copies(self, error, _bases, text, attributes, again):
        """
        An error comes back from another process as it went.
        """
        other = again(error)

        assert type(error) is type(other)
        assert text == str(other)
        assert attributes == {name: getattr(other, name) for name in attributes}

    def test_all_are_here(self):
        """
        All errors and warnings are tested, have one root each, and are public.
        """
        classes = [getattr(exceptions, name) for name in exceptions.__all__]
        errors = {c for c in classes if issubclass(c, Exception)}
        tested = {type(row.values[0]) for row in ERRORS}

        assert exceptions.__all__ == sorted(exceptions.__all__)
        assert errors == tested | {
            PartnershipsError,
            PartnershipsWarning,
            BeyondKnownWarning,
        }
        for error in tested:
            built_ins = [
                base for base in error.__mro__ if base.__module__ == "builtins"
            ]
            assert built_ins[0] is not Exception
        assert all(getattr(bp, c.__name__) is c for c in classes)

    @pytest.mark.parametrize(
        "error",
        [
            UnknownNameError(LONG, "city"),
            UnknownNameError(LONG.encode(), "city"),
            UnknownNameError((LONG, LONG), "city"),
            AmbiguousNameError(LONG, ["cities/a", "cities/b"]),
            UnknownPropertyError(LONG),
            InvalidDateError(LONG, "no"),
        ],
        ids=lambda error: type(error).__name__,
    )
    def test_long_input(self, error):
        """
        A message does not repeat 10,000 characters.
        """
        assert len(str(error)) < 150

    def test_whole_input(self):
        """
        The attribute has the input unchanged, however long it is.
        """
        assert UnknownNameError(LONG, "city").name == LONG

    def test_many_candidates(self):
        """
        A message lists nine candidates and counts the others.
        """
        nine = AmbiguousNameError("x", [f"cities/{n}" for n in range(9)])
        eleven = AmbiguousNameError("x", [f"cities/{n}" for n in range(11)])

        assert str(nine).endswith(" or cities/7 or cities/8")
        assert str(eleven).endswith(" or cities/7 or cities/8 or 2 others")
        assert len(eleven.candidates) == 11


class TestSuggestions:
    def test_lazy(self):
        """
        Suggestions are worked out when asked for, and once.
        """
        calls = []

        def suggest(name):
            calls.append(name)
            return ["Kyiv"]

        error = UnknownNameError("Kiyv", "city", suggest)
        with pytest.raises(KeyError):
            raise error
        assert calls == []

        assert error.suggestions == ("Kyiv",)
        assert str(error) == "no city 'Kiyv'; did you mean 'Kyiv'?"
        assert error.suggestions == ("Kyiv",)
        assert calls == ["Kiyv"]

    def test_a_miss_asks_for_none(self):
        """
        A missing record that nobody asks about costs no suggestions.
        """
        calls = []

        def make(*_):
            raise AssertionError

        def names(record):
            calls.append(record)

        records = bp.Records("city", {}, make, names=names)
        with pytest.raises(UnknownNameError):
            records.find("Kiyv")

        assert calls == []

    def test_pickled_with_suggestions(self):
        """
        A pickled error has its suggestions, not the means to find them.
        """
        error = UnknownNameError("Kiyv", "city", lambda _: ["Kyiv"])

        assert pickle.loads(pickle.dumps(error)).suggestions == ("Kyiv",)  # noqa: S301

    @pytest.mark.parametrize(
        ("suggestions", "text"),
        [
            ((), ""),
            (("a",), "; did you mean 'a'?"),
            (["a", "b's", "c"], "; did you mean 'a' or \"b's\" or 'c'?"),
        ],
    )
    def test_offer(self, suggestions, text):
        """
        Suggestions are offered as a question, or not at all.
        """
        assert text == offer(suggestions)


class TestShown:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("Kiyv", "'Kiyv'"),
            ("", "''"),
            ("a\nb", r"'a\nb'"),
            ("\u200b", r"'\u200b'"),
            ("x" * 60, f"'{'x' * 60}'"),
            ("x" * 61, f"'{'x' * 60}'… (61 characters)"),
            (5, "5"),
            (None, "None"),
            (list(range(100)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1…"),
        ],
    )  # fmt: skip
    def test_quoted_and_cut(self, value, text):
        """
        A message quotes the input so that one sees what is in it, but not all of it.
        """
        assert text == shown(value)


class TestProblem:
    def test_is_its_text(self):
        """
        A problem prints as path, line and field, so that editors find the place.
        """
        problem = Problem("data/a.toml", 17, "statements[1].source", "unknown source")

        assert problem == "data/a.toml:17: statements[1].source: unknown source"
        assert str(problem) == f"{problem}"
        assert isinstance(problem, str)

    def test_without_a_field(self):
        """
        A problem of a whole line names no field.
        """
        assert Problem("a.toml", 1, "", "no table") == "a.toml:1: no table"

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_pickle(self, protocol):
        """
        A problem keeps its parts when it is pickled.
        """
        problem = Problem("a.toml", 17, "x", "wrong")
        other = pickle.loads(pickle.dumps(problem, protocol))  # noqa: S301

        assert problem == other
        assert (
            other.path,
            other.line,
            other.field,
            other.problem,
        ) == ("a.toml", 17, "x", "wrong")

    def test_copy(self):
        """
        A copy keeps its parts, too.
        """
        other = copy.deepcopy(Problem("a.toml", 17, "x", "wrong"))

        assert (other.path, other.line) == ("a.toml", 17)


class TestWarnings:
    def test_root(self):
        """
        One line silences all warnings of the library, and no other ones.
        """
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            warnings.simplefilter("ignore", PartnershipsWarning)
            warnings.warn("beyond", BeyondKnownWarning, stacklevel=1)
            warnings.warn("other", UserWarning, stacklevel=1)

        assert [str(w.message) for w in caught] == ["other"]
        assert issubclass(PartnershipsWarning, UserWarning)


def test_many_suggestions_are_counted():
    """
    Ten are named, of more only nine, and how many others there are.
    """
    ten = [f"city-{i}" for i in range(10)]

    assert offer(ten).count("city-") == 10
    assert offer([*ten, "city-x"]).count("city-") == 9
    assert offer([*ten, "city-x"]).endswith("'city-8' or 2 others?")
