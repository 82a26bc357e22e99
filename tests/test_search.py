"""
Searching names and titles.
"""

from __future__ import annotations

import copy
import pickle

from types import SimpleNamespace

import pytest

import berlin_partnerships as bp

from berlin_partnerships import Hit
from berlin_partnerships._search import RULES, search


def city(id, *names, partner=False):
    """
    As much of a city as the search needs.
    """
    pacts = (SimpleNamespace(full_id=f"partnerships/{id}"),) if partner else ()
    said = tuple(SimpleNamespace(text=name) for name in names)
    return SimpleNamespace(
        id=id, full_id=f"cities/{id}", names=said, partnerships=pacts
    )


def thing(kind, id, name, name_de, *names):
    """
    As much of a record of a smaller kind as the search needs.
    """
    said = tuple(SimpleNamespace(text=name) for name in names)
    return SimpleNamespace(
        id=id, full_id=f"{kind}/{id}", name=name, name_de=name_de, names=said
    )


def source(id, title, *aliases):
    """
    As much of a source as the search needs.
    """
    return SimpleNamespace(id=id, full_id=f"sources/{id}", title=title, aliases=aliases)


CITIES = [
    city("johannesburg", "Johannesburg", "Johannisburg"),
    city("kyiv", "Kyiv", "Kiew", "Київ", partner=True),
    city("tokyo", "Tokyo", "Tokio", "東京", partner=True),
    city("paris", "Paris", "París", partner=True),
    city("prague", "Prague", "Praha", "Prag", partner=True),
    city("silent", "…"),
    city("ba", "Buenos Aires"),
]
SOURCES = [
    source("list-2008", "Berlins Städtepartnerschaften", "seed-002"),
    source("paris-treaty", "Vertrag mit Paris"),
    source("parish", "Parish register"),
    source("kyjiw", "Kiew und Berlin"),
    source("bsas", "Uenos"),
]
KINDS = (
    "organizations",
    "people",
    "places",
    "events",
    "programs",
    "cooperations",
    "topics",
)
# Of each kind one that has to do with glass, and a film museum.
THINGS = {
    kind: {"glass": thing(kind, "glass", f"Glass {kind}", f"Glas ({kind})", "Vitrum")}
    for kind in KINDS
}
THINGS["places"]["fm"] = thing("places", "fm", "Film museum", "Filmmuseum", "FM")
DATASET = SimpleNamespace(
    cities={c.id: c for c in CITIES}, sources={s.id: s for s in SOURCES}, **THINGS
)


def found(text):
    """
    The hits as tuples.
    """
    return [(hit.about, hit.matched, hit.rule) for hit in search(DATASET, text)]


class TestRules:
    def test_order(self):
        """
        The nearest match is the first rule.
        """
        assert RULES == ("exact", "folded", "start", "word", "similar")

    @pytest.mark.parametrize(
        ("text", "hits"),
        [
            # as written
            (
                "Kyiv",
                [
                    ("partnerships/kyiv", "Kyiv", "exact"),
                    ("cities/kyiv", "Kyiv", "exact"),
                ],
            ),
            # but for typing
            (
                " київ",
                [
                    ("partnerships/kyiv", "Київ", "folded"),
                    ("cities/kyiv", "Київ", "folded"),
                ],
            ),
            # exact, then at the start, then within; sources after cities
            (
                "Paris",
                [
                    ("partnerships/paris", "Paris", "exact"),
                    ("cities/paris", "Paris", "exact"),
                    ("sources/paris-treaty", "paris-treaty", "start"),
                    ("sources/parish", "Parish register", "start"),
                ],
            ),
            (
                "treaty",
                [("sources/paris-treaty", "paris-treaty", "word")],
            ),
            (
                "städte",
                [("sources/list-2008", "Berlins Städtepartnerschaften", "word")],
            ),
            # the same in several records
            (
                "kiew",
                [
                    ("partnerships/kyiv", "Kiew", "folded"),
                    ("cities/kyiv", "Kiew", "folded"),
                    ("sources/kyjiw", "Kiew und Berlin", "start"),
                ],
            ),
            # by an alias
            ("seed-002", [("sources/list-2008", "seed-002", "exact")]),
            ("SEED 002", [("sources/list-2008", "seed-002", "folded")]),
            ("seed", [("sources/list-2008", "seed-002", "start")]),
        ],
    )
    def test_first_rule_counts(self, text, hits):
        """
        A record is one hit, by the first rule that it fits, and says what matched.
        """
        assert found(text) == hits

    @pytest.mark.parametrize(
        ("text", "matched", "rule"),
        [
            ("fm", "fm", "exact"),
            ("FM", "FM", "exact"),
            ("filmmuseum", "Film museum", "folded"),
            ("Filmmuseum", "Filmmuseum", "exact"),
            ("museum", "Film museum", "word"),
        ],
    )
    def test_smaller_kinds(self, text, matched, rule):
        """
        Other records are found by id, by name in two languages, and by more names.
        """
        assert found(text) == [("places/fm", matched, rule)]

    def test_words_of_a_city(self):
        """
        A city is found by the start of a word, a title by any part of it.
        """
        assert found("aires") == [("cities/ba", "Buenos Aires", "word")]
        assert found("uenos") == [("sources/bsas", "Uenos", "folded")]
        assert found("und Ber") == [("sources/kyjiw", "Kiew und Berlin", "word")]

    def test_kinds_in_order(self):
        """
        Hits by the same rule come kind by kind.
        """
        assert [about for about, _, _ in found("vitrum")] == [
            f"{kind}/glass" for kind in KINDS
        ]

    def test_slip(self):
        """
        A slip of a source is found here, though not by look-up.
        """
        assert found("Johannisburg") == [
            ("cities/johannesburg", "Johannisburg", "exact")
        ]

    @pytest.mark.parametrize("text", ["pa", "Pa", "р", "ki", "z"])
    def test_short(self, text):
        """
        One or two letters are no part of a name.
        """
        assert {rule for _, _, rule in found(text)} <= {"similar"}

    def test_short_but_whole(self):
        """
        A whole name may be as short as it is.
        """
        assert found("東京") == [
            ("partnerships/tokyo", "東京", "exact"),
            ("cities/tokyo", "東京", "exact"),
        ]

    def test_three_letters(self):
        """
        Three letters are enough for a part.
        """
        assert found("kyi") == [
            ("partnerships/kyiv", "Kyiv", "start"),
            ("cities/kyiv", "Kyiv", "start"),
        ]


class TestSimilar:
    def test_only_without_others(self):
        """
        What looks alike is offered if nothing else is found.
        """
        assert {rule for _, _, rule in found("Prahaa")} == {"similar"}
        assert found("Praha") == [
            ("partnerships/prague", "Praha", "exact"),
            ("cities/prague", "Praha", "exact"),
        ]

    def test_nearest_first(self):
        """
        The nearest comes first, whatever its kind, and each record once.
        """
        hits = found("Parissh")

        assert hits[0] == ("sources/parish", "parish", "similar")
        assert ("partnerships/paris", "Paris", "similar") in hits
        assert len(hits) == len({about for about, _, _ in hits})

    @pytest.mark.parametrize("text", ["xyzzy", "!!", "😀", "\x00", "../", "x" * 10_000])
    def test_nothing(self, text):
        """
        What is no name finds nothing, and is no reason to crash.
        """
        assert found(text) == []


class TestInput:
    @pytest.mark.parametrize("text", [None, 5, b"Paris", ["Paris"]])
    def test_only_texts(self, text):
        """
        Only a text can be searched for.
        """
        with pytest.raises(TypeError, match="must be a str"):
            search(DATASET, text)

    @pytest.mark.parametrize("text", ["", " ", "\u200b", "\u00a0"])
    def test_not_empty(self, text):
        """
        Nothing cannot be searched for.
        """
        with pytest.raises(ValueError, match="must not be empty"):
            search(DATASET, text)


class TestHit:
    @pytest.mark.parametrize(
        ("rule", "de", "en"),
        [
            ("exact", "genau so", "exactly"),
            ("folded", "bis auf Schreibweise", "but for typing"),
            ("start", "am Anfang", "at the start"),
            ("word", "in einem Wort", "within"),
            ("similar", "ähnlich", "looks alike"),
        ],
    )
    def test_explain(self, rule, de, en):
        """
        A hit says how it matched, in two languages.
        """
        hit = Hit(about="cities/kyiv", matched="Kyiv", rule=rule)

        assert hit.explain("de") == f"cities/kyiv: Kyiv ({de})"
        assert hit.explain() == f"cities/kyiv: Kyiv ({en})"
        with pytest.raises(ValueError, match="'de' or 'en'"):
            hit.explain("fr")

    def test_round_trips(self):
        """
        A hit goes through plain values, pickle and copy, and into a set.
        """
        hit = Hit(about="cities/kyiv", matched="Київ", rule="exact")

        assert hit.to_dict() == {
            "about": "cities/kyiv",
            "matched": "Київ",
            "rule": "exact",
        }
        assert hit == Hit.from_dict(hit.to_dict())
        assert hit == pickle.loads(pickle.dumps(hit))  # noqa: S301
        assert len({hit, copy.deepcopy(hit)}) == 1


@pytest.mark.data
class TestOfBerlin:
    @pytest.mark.parametrize(
        ("text", "about", "rule"),
        [
            ("Kiew", "partnerships/kyiv", "exact"),
            ("KIJÓW", "partnerships/kyiv", "folded"),
            ("los  angeles", "partnerships/los-angeles", "folded"),
            ("Johannisburg", "cities/johannesburg", "exact"),
            ("johannisburg", "cities/johannesburg", "folded"),
            ("Mexico Stadt", "partnerships/mexico-city", "exact"),
            ("seed-002", "sources/", "exact"),
            ("Städtepartnerschaft", "sources/", None),
            ("Kyvi", "partnerships/kyiv", "similar"),
        ],
    )
    def test_first_hit(self, text, about, rule):
        """
        What a visitor types finds what is meant.
        """
        first = bp.search(text)[0]

        assert first.about.startswith(about)
        assert rule in (first.rule, None)

    def test_all_hits_exist(self):
        """
        Each hit is a record, and a hit of its own.
        """
        hits = bp.search("Berlin")

        assert len(hits) > 5
        assert len(hits) == len({hit.about for hit in hits})
        for hit in hits:
            assert bp.record(hit.about).full_id == hit.about
