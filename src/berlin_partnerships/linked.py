"""
Linked data: schema.org for the things, PROV-O for who says so, SKOS for topics.

One JSON-LD file that needs no network: the context stands in it. A thing has the
id of its record, and ``sameAs`` where its Wikidata item is known. Each statement
is a claim with its source; each accepted value is a claim that is derived from
those statements which carry it.

>>> import berlin_partnerships as bp
>>> from berlin_partnerships import linked
>>> graph = {node["@id"]: node for node in linked.document(bp.load())["@graph"]}
>>> graph["bp:cities/kyiv"]["schema:sameAs"][0]
{'@id': 'http://www.wikidata.org/entity/Q1899'}

Floor 6: imports the data set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ._dates import PartialDate, Period
from ._files import as_bytes
from ._licences import credits_of
from ._names import NOWHERE
from ._tables import decided
from .exceptions import UnknownDateError


if TYPE_CHECKING:
    from ._dataset import Dataset
    from ._model import City
    from ._partnerships import Act, Partnership
    from ._resolution import Resolution
    from ._sources import Source, Statement
    from ._things import (
        Appointment,
        Cooperation,
        Event,
        Organization,
        Person,
        Place,
        Program,
        Stop,
        Topic,
    )

__all__ = ["BASE", "document", "files"]

# What the ids of records begin with. There is no address that would answer for
# them; whoever publishes the file can put theirs here.
BASE = "urn:x-berlin-partnerships:"
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_CONTEXT = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_Node = dict[str, Any]


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """
    The one file ``berlin_partnerships.jsonld``.
    """
    yield "berlin_partnerships.jsonld", as_bytes(document(dataset))


def document(dataset: Dataset, base: str = BASE) -> dict[str, Any]:
    """
    The data set as a JSON-LD document; the same data give the same document.

    Args:
        dataset: The data.

        base: What the ids of records begin with; ``bp:`` stands for it.
    """
    return {
        "@context": {"bp": base, **_CONTEXT},
        "@graph": [_filled(node) for node in _nodes(dataset)],
    }


def _nodes(dataset: Dataset) -> Iterator[_Node]:
    yield _whole(dataset)
    yield _agent()
    for party in dataset.parties.values():
        yield {
            "@id": f"bp:parties/{party.id}",
            "@type": "schema:GovernmentOrganization",
            "schema:name": _names(party.name["en"], party.name["de"]),
        }
    yield from map(_city, dataset.cities.values())
    for partnership in dataset.partnerships.values():
        yield _partnership(partnership)
        for act in (*partnership.predecessors, *partnership.acts):
            yield _act(partnership, act)
    yield from map(_organization, dataset.organizations.values())
    yield from map(_person, dataset.people.values())
    yield from map(_place, dataset.places.values())
    for event in dataset.events.values():
        yield _event(event)
        yield from (_stop(event, stop) for stop in event.stops)
        yield from (_appointment(event, each) for each in event.appointments)
    yield from map(_program, dataset.programs.values())
    yield from map(_cooperation, dataset.cooperations.values())
    yield from map(_topic, dataset.topics.values())
    yield from map(_source, dataset.sources.values())
    yield from _claims(dataset)


# What values look like ----------------------------------------------------------------


def _filled(node: Mapping[str, Any]) -> _Node:
    """
    *node* without what is not known.
    """
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _ids(ids: Iterable[str]) -> list[_Node]:
    return [{"@id": f"bp:{id}"} for id in ids]


def _id(id: str | None) -> _Node | None:
    return {"@id": f"bp:{id}"} if id else None


def _names(en: str, de: str) -> list[_Node]:
    return [
        {"@value": en, "@language": "en"},
        {"@value": de, "@language": "de"},
    ]


def _text(text: str, language: str) -> _Node | str:
    """
    A text in its language; ``mul``, several, is none.
    """
    if language == "mul":
        return text
    return {"@value": text, "@language": language}


_XSD = {"day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear"}


def _date(when: PartialDate | Period | None) -> _Node | None:
    """
    A day, a month or a year as XML Schema has them; all else as EDTF.
    """
    if when is None:
        return None
    kind = _EDTF
    if isinstance(when, PartialDate) and not (when.uncertain or when.approximate):
        kind = _XSD.get(when.precision, _EDTF)
    return {"@value": str(when), "@type": kind}


_ORDERED = ("list", "names")


def _value(value: Any, type: str) -> Any:
    """
    The value of a statement: a record, a date, a list, or a plain one.
    """
    if type == "reference":
        if isinstance(value, tuple):
            return _ids(value)
        return _id(value)
    if isinstance(value, (PartialDate, Period)):
        return _date(value)
    if isinstance(value, tuple):
        return {"@list": [*value]} if type in _ORDERED else [*value]
    return value


# The data set -------------------------------------------------------------------------


def _whole(dataset: Dataset) -> _Node:
    credits_ = credits_of(dataset)
    return {
        "@id": "bp:dataset",
        "@type": ["schema:Dataset", "prov:Entity"],
        "schema:name": credits_.title,
        "schema:description": credits_.attribution,
        "schema:version": dataset.version,
        "schema:identifier": f"sha256:{dataset.digest}",
        "schema:dateModified": _modified(dataset),
        "schema:keywords": [*credits_.keywords],
        "schema:license": [{"@id": address} for _, _, address in credits_.licences],
        "schema:isBasedOn": _ids(s.full_id for s in dataset.sources.values()),
    }


def _modified(dataset: Dataset) -> _Node | None:
    try:
        return {"@value": dataset.date.isoformat(), "@type": "xsd:date"}
    except UnknownDateError:
        return None


def _agent() -> _Node:
    from . import __version__  # noqa: PLC0415  # the front imports nothing early

    return {
        "@id": "bp:software",
        "@type": ["schema:SoftwareApplication", "prov:SoftwareAgent"],
        "schema:name": "berlin_partnerships",
        "schema:softwareVersion": __version__,
    }


# Cities and partnerships --------------------------------------------------------------


def _city(city: City) -> _Node:
    known = {"en": city.name, "de": city.name_de}
    others = dict.fromkeys(
        (name.text, name.language)
        for name in city.names
        if name.kind != "as-printed" and known.get(name.language) != name.text
    )
    same = []
    if city.wikidata:
        same.append({"@id": f"http://www.wikidata.org/entity/{city.wikidata}"})
    if city.geonames:
        same.append({"@id": f"https://sws.geonames.org/{city.geonames}/"})
    kind = "schema:City" if city.kind == "city" else "schema:AdministrativeArea"
    return {
        "@id": f"bp:{city.full_id}",
        "@type": kind,
        "schema:name": _names(city.name, city.name_de),
        "schema:alternateName": [_text(*pair) for pair in others],
        "schema:sameAs": same,
        "schema:address": {
            "@type": "schema:PostalAddress",
            "schema:addressCountry": city.country,
        }
        if city.country != NOWHERE
        else None,
        "schema:geo": _geo(city),
        "schema:identifier": _code("UN/LOCODE", city.unlocode),
        "schema:containedInPlace": _id(
            f"cities/{city.parent}" if city.parent else None
        ),
    }


def _geo(city: City) -> _Node | None:
    if city.latitude is None or city.longitude is None:
        return None
    return {
        "@type": "schema:GeoCoordinates",
        "schema:latitude": city.latitude,
        "schema:longitude": city.longitude,
    }


def _code(name: str, value: str | None) -> _Node | None:
    if value is None:
        return None
    return {
        "@type": "schema:PropertyValue",
        "schema:propertyID": name,
        "schema:value": value,
    }


def _partnership(partnership: Partnership) -> _Node:
    """
    A role that two sides have for one another, made by the founding act.
    """
    act = partnership.start_act()
    ended = [p for p in partnership.periods if p.status == "ended"]
    return {
        "@id": f"bp:{partnership.full_id}",
        "@type": ["schema:Role", "prov:Entity"],
        "schema:name": _names(partnership.city.name, partnership.city.name_de),
        "schema:roleName": partnership.relation,
        "schema:startDate": _date(partnership.since),
        "schema:endDate": _date(ended[0].start) if ended else None,
        "prov:wasAttributedTo": _ids(_sides(partnership, partnership.party)),
        "prov:wasGeneratedBy": _id(f"partnerships/{act.id}" if act else None),
    }


def _sides(partnership: Partnership, party: str) -> tuple[str, str]:
    return f"parties/{party}", partnership.counterpart.full_id


_ACTIONS = {
    "announcement": "schema:InformAction",
    "opening": "schema:AgreeAction",
    "founding": "schema:AgreeAction",
    "renewal": "schema:AgreeAction",
    "predecessor": "schema:AgreeAction",
    "suspension": "schema:SuspendAction",
    "resumption": "schema:ResumeAction",
    "termination": "schema:CancelAction",
}


def _act(partnership: Partnership, act: Act) -> _Node:
    berlin, other = _ids(_sides(partnership, act.party))
    return {
        "@id": f"bp:partnerships/{act.id}",
        "@type": [_ACTIONS.get(act.role, "schema:Action"), "prov:Activity"],
        "schema:name": act.instrument,
        "schema:description": act.reason,
        "schema:startTime": _date(act.date),
        "schema:agent": berlin,
        "schema:participant": other,
        "schema:object": _id(partnership.full_id),
        "schema:location": act.place,
    }


# The smaller kinds --------------------------------------------------------------------


def _thing(thing: Any, *kinds: str) -> _Node:
    return {
        "@id": f"bp:{thing.full_id}",
        "@type": kinds[0] if len(kinds) == 1 else [*kinds],
        "schema:name": _names(thing.name, thing.name_de),
        "schema:alternateName": [
            _text(name.text, name.language)
            for name in thing.names
            if name.kind != "as-printed"
        ],
    }


def _about(thing: Any) -> list[_Node]:
    return _ids((*thing.topic_ids, *thing.partnership_ids))


def _organization(organization: Organization) -> _Node:
    return {
        **_thing(organization, "schema:Organization"),
        "schema:location": _ids(organization.city_ids),
        "schema:foundingDate": _date(organization.founded),
        "schema:founder": _ids(organization.founder_ids),
        "schema:parentOrganization": _id(organization.part_of),
        "schema:knowsAbout": _about(organization),
    }


def _person(person: Person) -> _Node:
    return {
        **_thing(person, "schema:Person"),
        "schema:jobTitle": [*person.offices],
        "schema:knowsAbout": _about(person),
    }


def _place(place: Place) -> _Node:
    within = [place.within] if place.within else []
    return {
        **_thing(place, "schema:Place"),
        "schema:containedInPlace": _ids(dict.fromkeys([*within, *place.city_ids])),
    }


def _held(held: Period | None) -> _Node:
    if held is None:
        return {}
    return {
        "schema:startDate": _date(held.start),
        "schema:endDate": _date(held.end),
    }


def _event(event: Event) -> _Node:
    parts = [s.id for s in event.stops] + [a.id for a in event.appointments]
    return {
        **_thing(event, "schema:Event"),
        **_held(event.held),
        "schema:location": _ids((*event.site_ids, *event.city_ids)),
        "schema:organizer": _ids(event.organizer_ids),
        "schema:attendee": _ids(event.participant_ids),
        "schema:about": _about(event),
        "schema:subEvent": _ids(f"{event.full_id}#{id}" for id in parts),
    }


def _stop(event: Event, stop: Stop) -> _Node:
    return {
        **_part(event, stop),
        "schema:location": _ids(stop.city_ids),
    }


def _appointment(event: Event, appointment: Appointment) -> _Node:
    return {
        **_part(event, appointment),
        "schema:name": _names(appointment.name, appointment.name_de),
        "schema:location": _ids(appointment.site_ids),
    }


def _part(event: Event, part: Stop | Appointment) -> _Node:
    return {
        "@id": f"bp:{event.full_id}#{part.id}",
        "@type": "schema:Event",
        **_held(part.held),
        "schema:attendee": _ids(part.participant_ids),
        "schema:about": _ids(part.topic_ids),
        "schema:superEvent": _id(event.full_id),
    }


def _program(program: Program) -> _Node:
    period = program.period
    return {
        **_thing(program, "schema:Project"),
        "schema:foundingDate": _date(
            program.founded or (period.start if period else None)
        ),
        "schema:dissolutionDate": _date(period.end if period else None),
        "schema:funder": _ids(program.funder_ids),
        "schema:location": _ids(program.site_ids),
        "schema:knowsAbout": _about(program),
        "prov:wasAttributedTo": _ids(program.organizer_ids),
    }


def _cooperation(cooperation: Cooperation) -> _Node:
    period = cooperation.period
    return {
        **_thing(cooperation, "schema:Project"),
        "schema:foundingDate": _date(period.start if period else None),
        "schema:dissolutionDate": _date(period.end if period else None),
        "schema:location": _ids(cooperation.city_ids),
        "schema:knowsAbout": _about(cooperation),
        "prov:wasAttributedTo": _ids(cooperation.by),
    }


def _topic(topic: Topic) -> _Node:
    return {
        **_thing(topic, "schema:DefinedTerm", "skos:Concept"),
        "skos:prefLabel": _names(topic.name, topic.name_de),
        "skos:broader": _id(topic.parent_id),
    }


# Who says so --------------------------------------------------------------------------

_WORKS = {
    "press": "schema:NewsArticle",
    "agency": "schema:NewsArticle",
    "press-reprint": "schema:NewsArticle",
    "blog": "schema:BlogPosting",
    "dataset": "schema:Dataset",
}


def _source(source: Source) -> _Node:
    return {
        "@id": f"bp:{source.full_id}",
        "@type": [_WORKS.get(source.kind, "schema:CreativeWork"), "prov:Entity"],
        "schema:name": source.title,
        "schema:publisher": (
            {"@type": "schema:Organization", "schema:name": source.publisher}
            if source.publisher
            else None
        ),
        "schema:inLanguage": None if source.language == "mul" else source.language,
        "schema:url": {"@id": source.url} if source.url else None,
        "schema:datePublished": _date(source.published),
        "schema:temporalCoverage": str(source.as_of) if source.as_of else None,
        "schema:identifier": [*source.aliases],
        "prov:wasDerivedFrom": _ids(f"sources/{id}" for id in source.derived_from),
    }


def _claims(dataset: Dataset) -> Iterator[_Node]:
    types = {id: row.type for id, row in dataset.properties.items()}
    for statement in dataset.statements():
        yield _statement(dataset, statement, types[statement.property])
    for resolution in decided(dataset):
        if resolution.value is not None:
            yield _accepted(resolution, types[resolution.property])


def _pair(property: str, value: Any, type: str) -> _Node:
    return {
        "@type": "schema:PropertyValue",
        "schema:propertyID": property,
        "schema:value": _value(value, type),
    }


def _statement(dataset: Dataset, statement: Statement, type: str) -> _Node:
    """
    What one source says; ``citation`` has its place there, and its words.
    """
    source = _id(f"sources/{statement.source}")
    return {
        "@id": f"bp:statements/{statement.id}",
        "@type": ["schema:Claim", "prov:Entity"],
        "schema:about": _id(statement.about),
        "schema:mainEntity": _pair(statement.property, statement.value, type),
        "schema:description": _manner(dataset, statement),
        "schema:citation": statement.cite(dataset.sources[statement.source]),
        "schema:temporalCoverage": str(statement.holds) if statement.holds else None,
        "prov:wasDerivedFrom": source,
        "prov:wasQuotedFrom": source if statement.basis == "quote" else None,
    }


def _manner(dataset: Dataset, statement: Statement) -> str:
    """
    How it is said, how sure we are of that, and what a curator thinks of it.
    """
    judgement = dataset.judgement(statement)
    said = [statement.mode]
    if statement.certainty != "high":
        said.append(f"certainty {statement.certainty}")
    if judgement:
        said.append(f"{judgement.rank}: {judgement.reason}")
    return "; ".join(said)


def _accepted(resolution: Resolution, type: str) -> _Node:
    """
    What the statements add up to, and those from which it follows.
    """
    rule = f" by {resolution.by}" if resolution.by else ""
    path = f"{resolution.about.replace('#', '/')}/{resolution.property}"
    return {
        "@id": f"bp:values/{path}",
        "@type": ["schema:Claim", "prov:Entity"],
        "schema:about": _id(resolution.about),
        "schema:mainEntity": _pair(resolution.property, resolution.value, type),
        "schema:description": f"{resolution.outcome}{rule}",
        "prov:wasAttributedTo": {"@id": "bp:software"},
        "prov:wasDerivedFrom": _ids(
            f"statements/{id}" for id in sorted(_carrying(resolution))
        ),
    }


def _carrying(resolution: Resolution) -> set[str]:
    """
    The statements that carry the accepted value: those of its candidate, or act.
    """
    acts = [r for _, r in resolution.by_act if r.value == resolution.value]
    inner = {id for each in acts for id in _carrying(each)}
    kept = [c.claims for c in resolution.candidates if c.kept]
    return inner | {id for claims in kept for id in claims}
