"""
Folding of names, and names that look alike.
"""

from __future__ import annotations

import doctest
import re
import sys
import unicodedata

from pathlib import Path

import pytest

from hypothesis import assume, given
from hypothesis import strategies as st

from berlin_partnerships._names import Likely, clean, fold, similar


FORMS = ("NFC", "NFD", "NFKC", "NFKD")
SPACES = "\t\n\v\f\r \x85\u00a0\u1680\u2003\u2009\u2028\u2029\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u034f\u115f\u180e\u200b\u200c\u200d\u200e\u2060\u3164\ufe0f\ufeff"

# spelling, folded: one line for each thing that is folded
FOLDED = [
    ("Paris", "paris"),
    ("L. A.", "la"),
    ("los-angeles", "losangeles"),
    ("Los\u00a0Angeles", "losangeles"),
    ("Los\u202fAngeles", "losangeles"),
    ("Los  Angeles\n", "losangeles"),
    ("Xi'an", "xian"),
    # case
    ("BRÜSSEL", "brussel"),
    ("GROẞENHAIN", "grossenhain"),
    ("Großenhain", "grossenhain"),
    ("GROSSENHAIN", "grossenhain"),
    ("ΑΘΉΝΑΣ", "αθηνασ"),
    ("Αθήνας", "αθηνασ"),
    # with and without a dot
    ("İstanbul", "istanbul"),
    ("Istanbul", "istanbul"),
    ("ıstanbul", "istanbul"),
    ("i\u0307stanbul", "istanbul"),
    # accents
    ("Bru\u0308ssel", "brussel"),
    ("Běijīng", "beijing"),
    ("Hà Nội", "hanoi"),
    ("Reykjavík", "reykjavik"),
    # letters with a stroke and the like
    ("Łódź", "lodz"),
    ("København", "kobenhavn"),
    ("Đà Nẵng", "danang"),
    ("Ísafjörður", "isafjordur"),
    ("Ħamrun", "hamrun"),
    ("Kárášjohka Ŧ", "karasjohkat"),
    ("Ærøskøbing", "aeroskobing"),
    ("Œuilly", "oeuilly"),
    ("Þingvellir", "thingvellir"),
    ("Bakı Şəhəri", "bakiseheri"),
    ("Taŋa", "tana"),
    ("Narsaĸ", "narsak"),
    # compatibility forms
    ("Ｐａｒｉｓ", "paris"),
    ("ﬁrenze", "firenze"),
    ("ﾄｳｷｮｳ", "トウキョウ"),
    ("ｶﾞﾅ", "ガナ"),
    ("㍿", "株式会社"),
    # letters used as apostrophes
    ("Toshkentʼ", "toshkent"),
    ("Oʻzbekiston", "ozbekiston"),
    ("O‘zbekiston", "ozbekiston"),
    ("O'zbekiston", "ozbekiston"),
    ("O´zbekiston", "ozbekiston"),
    ("O`zbekiston", "ozbekiston"),
    ("Perm\u02b9", "perm"),
    ("Ṣan\u02bfāʾ", "sana"),
    # vowel signs and points of Hebrew and Arabic
    ("תֵּל אָבִיב", "תלאביב"),
    ("תל־אביב", "תלאביב"),
    ("مُوسْكُو", "موسكو"),
    ("مـوسـكـو", "موسكو"),
    ("أنقرة", "انقره"),
    ("آستانا", "استانا"),
    # variants of Hebrew and Arabic letters
    ("ירושלים", "ירושלימ"),
    ("לונדון", "לונדונ"),
    ("קיעװ", "קיעוו"),
    ("וװאַרשע", "וווארשע"),
    ("לײַפּציג", "לייפציג"),
    ("كییف", "كييف"),
    ("کییف", "كييف"),
    ("القاهرة", "القاهره"),
    ("قاہرہ", "قاهره"),
    ("تەل ئەبیب", "تهليهبيب"),
    ("منى", "مني"),
    # other scripts keep their marks
    ("Київ", "київ"),
    ("КИІ\u0308В", "київ"),
    ("Нижний", "нижний"),
    ("が", "が"),
    ("か\u3099", "が"),
    ("दिल्ली", "दिल्ली"),
    ("서울", "서울"),
    ("東京", "東京"),
    # a mark belongs to what stands before it, and goes with it
    ("и-\u0306", "и"),
    ("\u0306и", "и"),
    # nothing is left
    ("", ""),
    (" .,-/()[]’!?", ""),
    ("😀❤️", ""),
    ("\x00\x1b\x7f", ""),
    ("\u0301\u0308", ""),
    (INVISIBLE, ""),
]

# two spellings that must not become one
APART = [
    ("Moskau", "\u041coskau", "Latin and Cyrillic M"),
    ("Paris", "Pаris", "Latin and Cyrillic a"),
    ("Α", "A", "Greek and Latin A"),
    ("й", "и", "two Cyrillic letters"),
    ("ё", "е", "two Cyrillic letters"),
    ("ї", "і", "two Ukrainian letters"),
    ("が", "か", "voiced and voiceless"),
    ("バ", "ハ", "voiced and voiceless"),
    ("東京", "东京", "traditional and simplified"),
    ("ב", "כ", "two Hebrew letters"),
    ("Bern", "Berlin", "two cities"),
    ("Brüssel", "Bruessel", "an umlaut and two letters"),
]


class TestFold:
    @pytest.mark.parametrize(("text", "folded"), FOLDED)
    def test_table(self, text, folded):
        """
        Spellings that differ only in typing become one.
        """
        assert folded == fold(text)

    @pytest.mark.parametrize(("text", "folded"), FOLDED)
    @pytest.mark.parametrize("form", FORMS)
    def test_table_in_all_forms(self, text, folded, form):
        """
        The normalization form of a name does not matter.
        """
        assert folded == fold(unicodedata.normalize(form, text))

    @pytest.mark.parametrize(("a", "b", "_why"), APART)
    def test_apart(self, a, b, _why):
        """
        Letters that only look alike, and other letters, stay apart.
        """
        assert fold(a) != fold(b)

    @pytest.mark.parametrize("space", SPACES)
    def test_white_space(self, space):
        """
        White space of any kind does not matter, wherever it is.
        """
        assert fold(f"{space}Los{space}Angeles{space * 2}") == "losangeles"
        assert fold(f"{space}Ки{space}їв") == "київ"

    @pytest.mark.parametrize("char", INVISIBLE)
    def test_invisible(self, char):
        """
        What cannot be seen does not matter.
        """
        assert fold(f"{char}Los{char}Angeles{char}") == "losangeles"

    @given(st.text())
    def test_idempotent(self, text):
        """
        What is folded stays as it is.
        """
        assert fold(text) == fold(fold(text))

    @given(st.text(), st.sampled_from(FORMS))
    def test_normalization(self, text, form):
        """
        The same text in another normalization form folds alike.
        """
        assert fold(text) == fold(unicodedata.normalize(form, text))

    @given(st.text())
    def test_case(self, text):
        """
        Capitals do not matter, in any script that has them.
        """
        # An iota below is a mark in one case, a letter in the other.
        assume("\u0345" not in unicodedata.normalize("NFKD", text))

        assert fold(text) == fold(text.upper())
        assert fold(text) == fold(text.lower())
        assert fold(text) == fold(text.title())

    @given(st.text(), st.text(), st.sampled_from(SPACES))
    def test_space_is_nothing(self, a, b, space):
        """
        Names with and without a space between letters are the same.
        """
        assume(not b or not unicodedata.category(b[0]).startswith("M"))
        assume(all(unicodedata.is_normalized("NFKD", part) for part in (a, b)))

        assert fold(unicodedata.normalize("NFC", a + space + b)) == fold(
            a.rstrip() + b.lstrip()
        )

    @given(st.text())
    def test_only_letters_are_left(self, text):
        """
        Letters, digits and marks are left, and no mark comes first.
        """
        folded = fold(text)

        assert {unicodedata.category(char)[0] for char in folded} <= set("LNM")
        assert not folded or unicodedata.category(folded[0])[0] != "M"

    def test_all_characters(self):
        """
        No character breaks a law, even with an accent.

        All of Unicode's first plane without Hangul, Han, and what is nobody's.
        """
        for number in (*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x10000)):
            text = f"k{chr(number)}\u0301"
            folded = fold.__wrapped__(text)

            assert folded == fold.__wrapped__(folded), hex(number)
            assert folded == fold.__wrapped__(unicodedata.normalize("NFD", text))
            assert folded == fold.__wrapped__(text.upper()), hex(number)

    def test_lone_surrogate(self):
        """
        Half a character, as it comes from a broken file name, is no letter.
        """
        assert fold("Par\ud800is") == "paris"

    def test_long(self):
        """
        Ten thousand characters are folded like one.
        """
        assert fold("ÜB" * 5_000) == "ub" * 5_000
        assert fold("КИЇВ" * 2_500) == "київ" * 2_500

    def test_only_texts(self):
        """
        A number has no folded form.
        """
        with pytest.raises(AttributeError):
            fold(5)


PAGE = Path(__file__).parent.parent / "docs" / "names.md"


def page_rows(heading):
    """
    The rows of the table under a heading of the page about names.
    """
    section = (
        PAGE.read_text("utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    )
    cells = [row.split(" | ") for row in section.splitlines() if "`" in row]
    return [
        [re.findall(r"`([^`]+)`", cell) for cell in row[1:]]
        for row in cells
        if len(row) == 3
    ]


class TestPage:
    @pytest.mark.parametrize(("typed", "meant"), page_rows("What is folded"))
    def test_folded(self, typed, meant):
        """
        What the page says is typed differently is one name.
        """
        pairs = zip(
            typed, meant * len(typed) if len(meant) == 1 else meant, strict=True
        )

        for one, other in pairs:
            assert one != other
            assert fold(one) == fold(other)

    @pytest.mark.parametrize(("one", "other"), page_rows("What is not folded"))
    def test_apart(self, one, other):
        """
        What the page says stays apart does.
        """
        assert fold(one[0]) != fold(other[0])

    def test_long_enough(self):
        """
        The tables were read.
        """
        assert len(page_rows("What is folded")) == 26
        assert len(page_rows("What is not folded")) == 7

    @pytest.mark.data
    def test_examples(self):
        """
        The examples of the page run.
        """
        flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
        failed, tried = doctest.testfile(
            str(PAGE), module_relative=False, optionflags=flags
        )

        assert tried >= 6
        assert failed == 0


NEAR = {"kyiv": "ua", "kiew": "ua", "paris": "fr", "parys": "fr", "moskau": "ru"}


@pytest.fixture(params=["trigrams", "rapidfuzz"])
def measure(request, monkeypatch):
    """
    With the package that measures likeness, and without.
    """
    if request.param == "trigrams":
        for name in ("rapidfuzz", "rapidfuzz.fuzz", "rapidfuzz.process"):
            monkeypatch.setitem(sys.modules, name, None)
    return request.param


@pytest.mark.usefixtures("measure")
class TestLikely:
    @pytest.mark.parametrize(
        ("text", "best"),
        [
            ("Kyyv", [("kyiv", "ua")]),
            ("KIEWE", [("kiew", "ua")]),
            ("Pariss", [("paris", "fr")]),
            ("Moskua", [("moskau", "ru")]),
            ("Paris, Texas", [("paris", "fr")]),
        ],
    )
    def test_one_each(self, text, best):
        """
        The nearest name of each owner, and no second one.
        """
        found = Likely(NEAR).best(text)

        assert list(found) == best

    @pytest.mark.parametrize(
        "text", ["", "!", "\u200b", "Buenos", "東京", "x" * 10_000]
    )
    def test_nothing(self, text):
        """
        Nothing looks like nothing, and what is too far is not offered.
        """
        assert Likely(NEAR).best(text) == ()
        assert Likely({}).best(text) == ()

    def test_most(self):
        """
        At most as many as wanted, the best first.
        """
        owners = {f"pari{c}": c for c in "abcdef"}

        assert len(Likely(owners).best("pari")) == 3
        first, *others = Likely(owners).best("Parid", most=2)
        assert (first, len(others)) == (("parid", "d"), 1)

    def test_strict(self, measure):
        """
        Who is strict is offered less.
        """
        # 3 of 10 and 10 trigrams are shared: 6 / 20; and 6 of 10 letters: 60 %
        text, name = {
            "trigrams": ("abcdefghi", "abcrstuvw"),
            "rapidfuzz": ("abcdefghij", "abcdefwxyz"),
        }[measure]

        assert Likely(NEAR, strict=True).best("Pariss") == (("paris", "fr"),)
        assert Likely({name: "1"}).best(text) == ((name, "1"),)
        assert Likely({name: "1"}, strict=True).best(text) == ()

    def test_asked_again(self):
        """
        The second question gets the same answer as the first.
        """
        likely = Likely(NEAR)

        assert likely.best("Kyyv") == likely.best("Kyyv") == (("kyiv", "ua"),)

    @given(st.text(max_size=20))
    def test_itself(self, text):
        """
        A name that is known is the one that is most like itself.
        """
        folded = fold(text)
        expected = ((folded, "2"),) if folded else ()

        assert Likely({"kyiv": "1", folded: "2"}).best(text)[:1] == expected


class TestClean:
    @pytest.mark.parametrize(
        ("text", "cleaned"),
        [
            ("Paris", "Paris"),
            ("  Los Angeles\n", "Los Angeles"),
            ("\u00a0München\u202f", "München"),
            ("\u200bParis\u2060 ", "Paris"),
            ("Pa\u00adris", "Paris"),
            ("\ufeffKyiv", "Kyiv"),
            ("東京\ufe0f", "東京"),
            ("Bru\u0308ssel", "Bru\u0308ssel"),
            ("", ""),
            (" \t\n", ""),
            (SPACES, ""),
            (INVISIBLE, ""),
            (f"{INVISIBLE}{SPACES}\u200b", ""),
        ],
    )
    def test_table(self, text, cleaned):
        """
        White space around a name and all that is invisible go, the rest stays.
        """
        assert cleaned == clean(text)

    @given(st.text())
    def test_idempotent(self, text):
        """
        What is clean stays as it is, and folds as before.
        """
        assert clean(text) == clean(clean(text))
        assert fold(text) == fold(clean(text))


class TestSimilar:
    NAMES = (
        "Paris", "Prag", "Prague", "Praha", "Kyiv", "Kiew", "Moskau", "Москва", "東京",
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "best"),
        [
            ("Kiyv", "Kyiv"),
            ("kyiw", "Kyiv"),
            ("Moskua", "Moskau"),
            ("Moscau", "Moskau"),
            ("PARIS", "Paris"),
            ("Parris", "Paris"),
            ("Prahaa", "Praha"),
            ("Масква", "Москва"),
            ("東京都", "東京"),
        ],
    )
    def test_slips(self, text, best):
        """
        The name that was meant comes first.
        """
        assert best == similar(text, self.NAMES)[0]

    @pytest.mark.parametrize("text", ["", " ", "!?", "\u200b", "😀", "Rom", "xyz"])
    def test_nothing(self, text):
        """
        Nothing looks like an empty text, or like a name that shares no letters.
        """
        assert similar(text, self.NAMES) == ()

    def test_best_first(self):
        """
        The nearer name comes before the farther one, whatever the order was.
        """
        for known in (self.NAMES, self.NAMES[::-1]):
            assert similar("Prague", known, most=2) == ("Prague", "Prag")

    def test_equals_keep_their_order(self):
        """
        Names that are as near keep the order in which they are known.
        """
        assert similar("Kiyv", ["KYIV", "kyiv", "Kyiv"]) == ("KYIV", "kyiv", "Kyiv")

    @given(st.text(), st.lists(st.text()), st.integers(0, 5))
    def test_bounded(self, text, known, most):
        """
        At most as many as wanted, each known and each once.
        """
        found = similar(text, known, most=most)

        assert len(found) <= most
        assert len(found) == len(set(found))
        assert set(found) <= set(known)

    @given(st.text())
    def test_finds_itself(self, text):
        """
        A name that is known looks like itself, if anything is left of it.
        """
        expected = (text[:100],) if fold(text[:100]) else ()

        assert expected == similar(text[:100], [text[:100]])

    def test_empty_names(self):
        """
        An empty name looks like nothing.
        """
        assert similar("Paris", ["", "!"]) == ()

    def test_threshold(self):
        """
        Names that share too little are not offered.
        """
        # "  a", " ab", "ab " and "  a", " ac", "ac ": one of three, 2 / 6
        assert similar("ab", ["ac"]) == ("ac",)
        # ten and ten trigrams, three of them shared: 6 / 20, exactly enough
        assert similar("abcdefghi", ["abcrstuvw"]) == ("abcrstuvw",)
        # ten and eleven
        assert similar("abcdefghi", ["abcrstuvwx"]) == ()

    def test_long_text(self):
        """
        Only the beginning of a very long text is compared.
        """
        assert similar("x" * 10_000, ["x" * 100]) == ("x" * 100,)
        assert sys.getsizeof(similar("Kyiv" * 2_500, self.NAMES)) < 200
