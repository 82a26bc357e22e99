"""
Linked data: what the graph says of things, and who says so.
"""

from __future__ import annotations

import json

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships import linked
from berlin_partnerships._dataset import KINDS
from small_kinds import made_up


EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"


@pytest.fixture(name="document", scope="module")
def _document(dataset):
    [(name, data)] = linked.files(dataset)
    assert name == "berlin_partnerships.jsonld"
    return json.loads(data)


@pytest.fixture(name="graph", scope="module")
def _graph(document):
    return {node["@id"].removeprefix("bp:"): node for node in document["@graph"]}


@pytest.fixture(name="made", scope="module")
def _made(tmp_path_factory):
    """
    The made-up data set with the smaller kinds, as a graph.
    """
    made = bp.load(made_up(tmp_path_factory.mktemp("linked") / "data"))
    nodes = linked.document(made)["@graph"]
    return made, {node["@id"].removeprefix("bp:"): node for node in nodes}


def ids(value):
    """
    What a value points to.
    """
    values = value if isinstance(value, list) else [value]
    return {each["@id"].removeprefix("bp:") for each in values}


def pointed(value):
    """
    All ids that are pointed to somewhere within a value.
    """
    if isinstance(value, dict):
        if "@id" in value and len(value) == 1:
            yield value["@id"]
        for each in value.values():
            yield from pointed(each)
    elif isinstance(value, list):
        for each in value:
            yield from pointed(each)


def empty(value):
    """
    Whether there is an unknown value somewhere within.
    """
    if isinstance(value, dict):
        return any(map(empty, value.values()))
    if isinstance(value, list):
        return not value or any(map(empty, value))
    return value is None or value == ""


# The whole ----------------------------------------------------------------------------


def test_context(document):
    """
    The context stands in the document, and fetches nothing.
    """
    context = document["@context"]

    assert context["schema"] == "https://schema.org/"
    assert context["prov"] == "http://www.w3.org/ns/prov#"
    assert context["bp"] == linked.BASE
    assert all(isinstance(value, str) for value in context.values())


def test_every_node_once(document, graph, made):
    """
    An id is described once; all that is pointed to is described; nothing is empty.
    """
    assert len(graph) == len(document["@graph"])
    for nodes in (graph, made[1]):
        ours = {
            id.removeprefix("bp:")
            for node in nodes.values()
            for key, value in node.items()
            if key != "@id"
            for id in pointed(value)
            if id.startswith("bp:")
        }
        assert ours <= {*nodes}
        assert not any(map(empty, nodes.values()))


def test_every_record(dataset, graph):
    """
    Each record of each kind is a node, with its names.
    """
    for kind in KINDS:
        for record in getattr(dataset, kind).values():
            assert graph[record.full_id]["schema:name"]


def test_another_base(dataset):
    """
    Whoever publishes the document can give the ids an address.
    """
    document = linked.document(dataset, "https://example.org/")

    assert document["@context"]["bp"] == "https://example.org/"


def test_of_the_data(dataset, graph):
    """
    The data set names its version, its licences, its sources.
    """
    whole = graph["dataset"]

    assert whole["schema:version"] == dataset.version
    assert whole["schema:dateModified"] == {
        "@value": dataset.date.isoformat(),
        "@type": "xsd:date",
    }
    assert graph["software"]["schema:softwareVersion"] == bp.__version__
    assert {"@id": "https://creativecommons.org/licenses/by/4.0/"} in (
        whole["schema:license"]
    )
    assert ids(whole["schema:isBasedOn"]) == {
        s.full_id for s in dataset.sources.values()
    }


# Things -------------------------------------------------------------------------------


@pytest.mark.data
def test_a_city(graph):
    """
    Names in their languages, codes, the place, and the same thing elsewhere.
    """
    kyiv = graph["cities/kyiv"]

    assert kyiv["@type"] == "schema:City"
    assert kyiv["schema:name"] == [
        {"@value": "Kyiv", "@language": "en"},
        {"@value": "Kyiv", "@language": "de"},
    ]
    assert {"@value": "Київ", "@language": "uk"} in kyiv["schema:alternateName"]
    assert {"@value": "Kyiv", "@language": "de"} not in kyiv["schema:alternateName"]
    assert ids(kyiv["schema:sameAs"]) == {
        "http://www.wikidata.org/entity/Q1899",
        "https://sws.geonames.org/703448/",
    }
    assert kyiv["schema:geo"]["schema:latitude"] == pytest.approx(50.45, abs=0.01)
    assert kyiv["schema:identifier"]["schema:value"] == "UAIEV"
    assert kyiv["schema:address"]["schema:addressCountry"] == "UA"


@pytest.mark.data
def test_same_as_where_held(dataset, graph):
    """
    The Wikidata item is named for those cities, and only those, of which it is held.
    """
    for city in dataset.cities.values():
        same = ids(graph[city.full_id].get("schema:sameAs", []))
        items = {i for i in same if "wikidata" in i}
        held = {f"http://www.wikidata.org/entity/{city.wikidata}"}
        assert items == (held if city.wikidata else set())


@pytest.mark.data
def test_a_region(graph):
    """
    A region is no city; what is not known of it is not said; slips are no names.
    """
    region = graph["cities/brussels-capital-region"]

    assert region["@type"] == "schema:AdministrativeArea"
    assert "schema:geo" not in region
    assert "schema:identifier" not in region
    names = {name["@value"] for name in region["schema:alternateName"]}
    assert "Region Brüssel-Hauptstadt" in names
    assert "Brüssel (Region)" not in names


def test_a_part_of_a_city(made):
    """
    A city that belongs to another says so.
    """
    dataset, graph = made
    inner = [city for city in dataset.cities.values() if city.parent]

    assert inner
    for city in inner:
        place = graph[city.full_id]["schema:containedInPlace"]
        assert place == {"@id": f"bp:cities/{city.parent}"}


@pytest.mark.data
def test_a_partnership(graph):
    """
    It has two sides, and its founding act made it on the day of its start.
    """
    brussels = graph["partnerships/brussels"]
    moscow = graph["partnerships/moscow"]

    assert "prov:Entity" in brussels["@type"]
    assert ids(brussels["prov:wasAttributedTo"]) == {
        "parties/berlin",
        "cities/brussels-capital-region",
    }
    assert moscow["schema:startDate"] == {"@value": "1991-08-28", "@type": "xsd:date"}
    assert ids(moscow["prov:wasGeneratedBy"]) == {"partnerships/moscow#1991-agreement"}
    assert "schema:endDate" not in moscow


def test_an_ended_partnership(dataset):
    """
    One that ended says when.
    """
    ended = attrs.evolve(
        dataset.partnerships["moscow"],
        acts=(),
        periods=(
            bp.StatusPeriod(
                status="ended", start=bp.PartialDate.parse("2030-05"), end=None
            ),
        ),
    )
    node = linked._partnership(ended)

    assert node["schema:endDate"] == {"@value": "2030-05", "@type": "xsd:gYearMonth"}
    assert node["prov:wasGeneratedBy"] is None


@pytest.mark.data
def test_acts(graph):
    """
    An agreement is one, a suspension is one; a day that is only bounded is EDTF.
    """
    agreed = graph["partnerships/moscow#1991-agreement"]
    rests = graph["partnerships/moscow#2022-suspension"]

    assert agreed["@type"] == ["schema:AgreeAction", "prov:Activity"]
    assert ids(agreed["schema:agent"]) == {"parties/berlin"}
    assert ids(agreed["schema:participant"]) == {"cities/moscow"}
    assert ids(agreed["schema:object"]) == {"partnerships/moscow"}
    assert rests["@type"] == ["schema:SuspendAction", "prov:Activity"]
    assert rests["schema:startTime"] == {
        "@value": "[2022-03-02..2022-04-05]",
        "@type": EDTF,
    }


def test_an_act_of_another_kind(dataset):
    """
    An act whose role has no word in the vocabulary is just an action.
    """
    act = bp.Act(id="paris#x", role="other")
    node = linked._act(dataset.partnerships["paris"], act)

    assert node["@type"] == ["schema:Action", "prov:Activity"]


@pytest.mark.data
def test_predecessors(graph):
    """
    What East Berlin had agreed was agreed by East Berlin.
    """
    agents = {
        id
        for node in graph.values()
        if "prov:Activity" in node["@type"]
        for id in ids(node["schema:agent"])
    }

    assert "parties/east-berlin" in agents


@pytest.mark.data
def test_a_visit(graph):
    """
    A visit has its stops and appointments, and they know it.
    """
    visit = graph["events/us-visit-2024"]
    boston = graph["events/us-visit-2024#boston"]

    assert visit["@type"] == "schema:Event"
    assert visit["schema:startDate"]["@value"].startswith("2024-11-")
    assert "events/us-visit-2024#boston" in ids(visit["schema:subEvent"])
    assert ids(boston["schema:superEvent"]) == {"events/us-visit-2024"}
    assert ids(boston["schema:location"]) == {"cities/boston"}
    for each in bp.events["us-visit-2024"].appointments:
        node = graph[f"events/us-visit-2024#{each.id}"]
        assert ids(node.get("schema:location", [])) == {*each.site_ids}
        assert ids(node.get("schema:attendee", [])) == {*each.participant_ids}
    for id in ids(visit["schema:subEvent"]):
        assert ids(graph[id]["schema:superEvent"]) == {"events/us-visit-2024"}


@pytest.mark.data
def test_the_smaller_kinds(dataset, graph):
    """
    Each is what schema.org has for it.
    """
    kinds = {
        "organizations": "schema:Organization",
        "people": "schema:Person",
        "places": "schema:Place",
        "programs": "schema:Project",
        "cooperations": "schema:Project",
        "topics": ["schema:DefinedTerm", "skos:Concept"],
    }
    for kind, type_ in kinds.items():
        for record in getattr(dataset, kind).values():
            assert graph[record.full_id]["@type"] == type_
    for topic in dataset.topics.values():
        wider = graph[topic.full_id].get("skos:broader")
        assert wider == ({"@id": f"bp:{topic.parent_id}"} if topic.parent_id else None)
    for person in dataset.people.values():
        jobs = graph[person.full_id].get("schema:jobTitle", [])
        assert jobs == [*person.offices]


def test_cooperations(dataset, graph, made):
    """
    A cooperation has its time, its city, its topics, and who works in it.
    """
    for data, nodes in ((dataset, graph), made):
        for each in data.cooperations.values():
            node = nodes[each.full_id]
            start = each.period and each.period.start
            end = each.period and each.period.end
            begun = node.get("schema:foundingDate", {}).get("@value")
            ended = node.get("schema:dissolutionDate", {}).get("@value")
            assert begun == (str(start) if start else None)
            assert ended == (str(end) if end else None)
            assert ids(node.get("prov:wasAttributedTo", [])) == {*each.by}
            assert ids(node.get("schema:location", [])) == {*each.city_ids}
            about = {*each.topic_ids, *each.partnership_ids}
            assert ids(node.get("schema:knowsAbout", [])) == about


def test_organizations(dataset, graph):
    """
    An organization has its place, its founders, and what it is part of.
    """
    for each in dataset.organizations.values():
        node = graph[each.full_id]
        whole = {each.part_of} - {None}
        founded = node.get("schema:foundingDate", {}).get("@value")
        assert founded == (str(each.founded) if each.founded else None)
        assert ids(node.get("schema:location", [])) == {*each.city_ids}
        assert ids(node.get("schema:founder", [])) == {*each.founder_ids}
        assert ids(node.get("schema:parentOrganization", [])) == whole


def test_places(dataset, graph):
    """
    A place lies in what it lies within, and in its city.
    """
    for each in dataset.places.values():
        within = ids(graph[each.full_id].get("schema:containedInPlace", []))
        assert within == {each.within, *each.city_ids} - {None}


def test_programs(made):
    """
    A program has its beginning, its end, and who runs and pays it.
    """
    dataset, graph = made
    for program in dataset.programs.values():
        node = graph[program.full_id]
        start = program.founded or (program.period and program.period.start)
        end = program.period and program.period.end
        begun = node.get("schema:foundingDate", {}).get("@value")
        ended = node.get("schema:dissolutionDate", {}).get("@value")
        assert begun == (str(start) if start else None)
        assert ended == (str(end) if end else None)
        payers = ids(node.get("schema:funder", []))
        assert payers == {*program.funder_ids}


# Who says so --------------------------------------------------------------------------


@pytest.mark.data
def test_a_source(graph):
    """
    A source has its title, its day, its address, and what it is taken from.
    """
    source = bp.sources["volksstimme-2023-09"]
    node = graph[source.full_id]

    assert node["@type"] == ["schema:NewsArticle", "prov:Entity"]
    assert node["schema:name"] == source.title
    assert node["schema:url"] == {"@id": source.url}
    assert node["schema:datePublished"] == {
        "@value": "2023-09-14",
        "@type": "xsd:date",
    }
    for other in bp.sources.values():
        taken = ids(graph[other.full_id].get("prov:wasDerivedFrom", []))
        assert taken == {f"sources/{id}" for id in other.derived_from}


@pytest.mark.data
def test_a_source_with_little(graph):
    """
    The kinds that are articles or data are; the others are works. No address, no day.
    """
    for source in bp.sources.values():
        node = graph[source.full_id]
        assert ("schema:url" in node) == bool(source.url)
        assert ("schema:datePublished" in node) == (source.published is not None)
        assert ("schema:inLanguage" in node) == (source.language != "mul")
        assert ("schema:publisher" in node) == bool(source.publisher)
        press = source.kind in ("press", "agency", "press-reprint")
        assert ("schema:NewsArticle" in node["@type"]) == press


@pytest.mark.data
def test_a_statement(dataset, graph):
    """
    Each statement is a claim about its subject, from its source; quoted if it is.
    """
    for statement in dataset.statements():
        node = graph[f"statements/{statement.id}"]
        source = f"sources/{statement.source}"
        assert ids(node["schema:about"]) == {statement.about}
        assert ids(node["prov:wasDerivedFrom"]) == {source}
        quoted = ids(node.get("prov:wasQuotedFrom", []))
        assert quoted == ({source} if statement.basis == "quote" else set())
        assert node["schema:mainEntity"]["schema:propertyID"] == statement.property
        assert statement.at in node["schema:citation"]
        assert statement.mode in node["schema:description"]
        held = str(statement.holds) if statement.holds else None
        assert node.get("schema:temporalCoverage") == held


@pytest.mark.data
def test_what_is_not_certain(dataset, graph):
    """
    A claim that is denied, doubtful, or rejected says so.
    """
    [rejected] = [
        s
        for s in dataset.statements("moscow#2022-suspension", "date")
        if str(s.value) == "2022-02-24"
    ]
    [denied, *_] = [s for s in dataset.statements() if s.mode == "denied"]
    [doubtful, *_] = [s for s in dataset.statements() if s.certainty == "low"]

    said = graph[f"statements/{rejected.id}"]["schema:description"]
    assert "deprecated: a retrospect" in said
    assert "denied" in graph[f"statements/{denied.id}"]["schema:description"]
    assert "certainty low" in graph[f"statements/{doubtful.id}"]["schema:description"]


@pytest.mark.data
def test_values(dataset, graph):
    """
    A record is an id, a day a day, a list keeps its order, a number is one.
    """

    def value(about, property_, source):
        [found, *_] = dataset.statements(about, property_, source)
        return graph[f"statements/{found.id}"]["schema:mainEntity"]["schema:value"]

    listed = dataset.statements("cities/berlin", "partners", "seed-002")[0].value
    assert value("cities/berlin", "partners", "seed-002") == {"@list": [*listed]}
    assert value("cities/berlin", "partner-count", "1000x") == 18
    assert value("places/berlin-forest", "symbol-of", "1000x") == {
        "@id": "bp:partnerships/los-angeles"
    }
    assert value("moscow", "since", "berlin-live-2023-09") == {
        "@value": "1991-08-28",
        "@type": "xsd:date",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1991-08-28", "xsd:date"),
        ("1991-08", "xsd:gYearMonth"),
        ("1991", "xsd:gYear"),
        ("199X", EDTF),
        ("1991?", EDTF),
        ("1991-08~", EDTF),
        ("[1990,1991]", EDTF),
    ],
)
def test_dates(text, kind):
    """
    Only a date that is sure is XML Schema's.
    """
    assert linked._date(bp.PartialDate.parse(text)) == {"@value": text, "@type": kind}


def test_periods():
    """
    A period is EDTF, also of a single day; open ends have no date.
    """
    open_ = bp.Period.parse("2016-12-08/..")

    assert linked._date(open_) == {"@value": "2016-12-08/..", "@type": EDTF}
    assert linked._held(open_)["schema:endDate"] is None
    assert linked._held(None) == {}


def test_texts():
    """
    A text in several languages has none of them.
    """
    assert linked._text("Berlin", "mul") == "Berlin"
    assert linked._text("Київ", "uk") == {"@value": "Київ", "@language": "uk"}


def test_several_values():
    """
    Several records are several ids; several texts have no order.
    """
    assert linked._value(("topics/a", "topics/b"), "reference") == [
        {"@id": "bp:topics/a"},
        {"@id": "bp:topics/b"},
    ]
    assert linked._value(("a", "b"), "text") == ["a", "b"]
    assert linked._value(("a", "b"), "names") == {"@list": ["a", "b"]}


@pytest.mark.data
def test_accepted_values(dataset, graph):
    """
    Each accepted value is there, derived from statements; what is open is not.
    """
    pairs = {(s.about, s.property) for s in dataset.statements()}
    pairs |= {(p.full_id, "since") for p in dataset.partnerships.values()}
    accepted = {id: node for id, node in graph.items() if id.startswith("values/")}
    expected = {
        f"values/{about.replace('#', '/')}/{property_}": dataset.resolve(
            about, property_
        )
        for about, property_ in pairs
    }

    assert accepted.keys() == {
        id for id, found in expected.items() if found.value is not None
    }
    for id, node in accepted.items():
        assert expected[id].outcome in node["schema:description"]
        said = ids(node["prov:wasDerivedFrom"])
        assert said
        assert said <= {*graph}


@pytest.mark.data
def test_moscow(dataset, graph):
    """
    The start of 1991 follows from the agreement's statements, not the declaration's.
    """
    node = graph["values/partnerships/moscow/since"]
    statements = {f"statements/{s.id}": s for s in dataset.statements("moscow")}
    carrying = [statements[id] for id in ids(node["prov:wasDerivedFrom"])]

    assert node["schema:description"] == "by-definition"
    assert {str(s.value)[:4] for s in carrying} == {"1991"}


@pytest.mark.data
def test_a_rule_decided(graph):
    """
    Where a rule decided, it is named, and only the statements it kept carry the value.
    """
    node = graph["values/partnerships/moscow/1990-declaration/date"]
    chronicle = [
        f"statements/{s.id}" for s in bp.statements(source="tsp-chronik-1990-11-11")
    ]

    assert node["schema:description"] == "resolved by class"
    assert not ids(node["prov:wasDerivedFrom"]) & {*chronicle}
