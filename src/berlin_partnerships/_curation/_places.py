"""
The check of identities: properties, parties, cities, partnerships.

Floor 7: part of curation.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .._model import CITY_KINDS, NAME_KINDS
from .._names import fold
from .._partnerships import LEVELS, RELATIONS
from ._words import (
    ACT_ROLES,
    CODES,
    PATTERNS,
    PROPERTY_KINDS,
    PROPERTY_TYPES,
    TARGETS,
    foreign,
    no_country,
    no_language,
    no_script,
    no_subdivision,
    no_timezone,
)


if TYPE_CHECKING:
    from .._curated import ActRow, PartnershipRow
    from .._model import City, Name
    from .._rows import Steps
    from .._sources import Property
    from ._examiner import Examiner

__all__ = [
    "examine_cities",
    "examine_name",
    "examine_partnerships",
    "examine_tables",
]


def examine_tables(check: Examiner) -> None:
    """
    Properties and parties.
    """
    for row in check.data.properties.values():
        path, steps = "properties.toml", (row.id,)
        check.slug(path, steps, row.id)
        check.label(path, (*steps, "label"), row.label)
        _property(check, path, steps, row)
    for party in check.data.parties.values():
        check.slug("parties.toml", (party.id,), party.id)
        check.label("parties.toml", (party.id, "name"), party.name)


def _property(check: Examiner, path: str, steps: Steps, row: Property) -> None:
    known = check.one_of(
        path, (*steps, "type"), row.type, PROPERTY_TYPES, "type of property"
    )
    for position, kind in enumerate(row.kinds):
        where = (*steps, "kinds", position)
        check.one_of(path, where, kind, PROPERTY_KINDS, "kind of record")
    if not row.kinds:
        check.report(path, (*steps, "kinds"), "needs a kind of record")
    for position, kind in enumerate(row.targets):
        where = (*steps, "targets", position)
        check.one_of(path, where, kind, TARGETS, "kind of record")
    for key, type, what in (
        ("values", "enum", "an enum, and only an enum, has values"),
        ("targets", "reference", "a reference, and only a reference, has targets"),
    ):
        sound = check.folder.is_sound(path, *steps, key)
        if known and sound and (row.type == type) != bool(getattr(row, key)):
            check.report(path, (*steps, key), what)


# Cities -----------------------------------------------------------------------------


def examine_cities(check: Examiner) -> None:
    """
    Codes, names, and what two cities may not share.
    """
    holders = {fold(id): id for id in check.ids("cities")}
    codes: dict[tuple[str, object], str] = {}
    for id in check.ids("cities"):
        check.slug(f"cities/{id}.toml", (), id)
    for id in check.ids("names"):
        check.id("names.toml", (id,), "cities", id)
    for city in check.data.cities.values():
        path = f"cities/{city.id}.toml"
        _codes(check, path, city)
        _origins(check, path, city)
        _names(check, path, city, holders)
        for field in ("wikidata", "geonames", "unlocode"):
            value = getattr(city, field)
            other = codes.setdefault((field, value), city.id)
            if value is not None and other != city.id:
                check.report(path, (field,), f"{value!r} is that of {other} too")
        if city.parent is not None and check.id(
            path, ("parent",), "cities", city.parent
        ):
            _parent(check, path, city)


def _codes(check: Examiner, path: str, city: City) -> None:
    check.one_of(path, ("kind",), city.kind, CITY_KINDS, "kind of city")
    unknown = no_country(city.country)
    check.report(path, ("country",), unknown)
    if city.subdivision is not None and not unknown:
        problem = no_subdivision(city.subdivision, city.country)
        check.report(path, ("subdivision",), problem)
    if city.timezone is not None:
        check.report(path, ("timezone",), no_timezone(city.timezone))
    for field in ("wikidata", "unlocode"):
        value, (pattern, expected) = getattr(city, field), PATTERNS[field]
        if value is not None and not pattern.fullmatch(value):
            check.report(path, (field,), f"expected {expected}, not {value!r}")
        elif field == "unlocode" and value and city.country not in (value[:2], ""):
            check.report(path, (field,), f"{value!r} is not in {city.country}")
    if city.geonames is not None and city.geonames < 1:
        check.report(path, ("geonames",), "expected a number such as 703448")
    for field, limit in (("latitude", 90), ("longitude", 180)):
        value = getattr(city, field)
        if value is not None and not -limit <= value <= limit:
            check.report(path, (field,), f"{value} is not within ±{limit} degrees")
    sound = check.folder.is_sound
    both = sound(path, "latitude") and sound(path, "longitude")
    if both and (city.latitude is None) != (city.longitude is None):
        check.report(path, ("latitude",), "latitude and longitude come together")


def _origins(check: Examiner, path: str, city: City) -> None:
    origins = dict(city.origins)
    for field, source in origins.items():
        where = ("sources", field)
        if not check.one_of(path, where, field, CODES, "code"):
            continue
        check.id(path, where, "sources", source)
        if not _has(city, field) and check.folder.is_sound(path, _key(field)):
            check.report(path, where, f"there is no {field} here")
    for field in CODES:
        if _has(city, field) and field not in origins:
            check.report(path, ("sources",), f"does not say where {field} is from")


def _has(city: City, field: str) -> bool:
    return getattr(city, _key(field)) is not None


def _key(field: str) -> str:
    return "latitude" if field == "coordinates" else field


def _parent(check: Examiner, path: str, city: City) -> None:
    """
    Report a city that is, in the end, in itself.
    """
    seen: list[str] = []
    inner: City | None = city
    while inner is not None and inner.id not in seen:
        seen.append(inner.id)
        inner = check.data.cities.get(inner.parent or "")
    if inner is not None and inner.id == city.id:
        check.report(
            path, ("parent",), f"is in itself: {' in '.join([*seen, city.id])}"
        )


def _names(check: Examiner, path: str, city: City, holders: dict[str, str]) -> None:
    for language, label in (("de", city.name_de), ("en", city.name)):
        if check.folder.is_sound(path, "names") and not any(
            n.text == label and n.language == language for n in city.names
        ):
            problem = f"{label!r} is not among the names in {language!r}"
            check.report(path, ("label", language), problem)
    seen: set[tuple[str, ...]] = set()
    places = _places(check, path, city)
    for (file, steps), name in zip(places, city.names, strict=True):
        key = (name.text, name.language, name.kind, name.source, name.at)
        if key in seen:
            check.report(file, steps, f"{name.text!r} stands here twice")
        seen.add(key)
        examine_name(check, file, steps, name)
        if name.kind != "as-printed":
            _holder(check, file, (*steps, "text"), name.text, city.id, holders)


def _places(check: Examiner, path: str, city: City) -> list[tuple[str, Steps]]:
    """
    Where each name of a city stands: in its own file, then in that of the script.
    """
    taken = check.folder.taken[city.id]
    own = len(city.names) - len(taken)
    places: list[tuple[str, Steps]] = [(path, ("names", i)) for i in range(own)]
    return [*places, *(("names.toml", steps) for steps in taken)]


def examine_name(check: Examiner, path: str, steps: Steps, name: Name) -> None:
    """
    One name of a city or of another record.
    """
    check.one_of(path, (*steps, "kind"), name.kind, NAME_KINDS, "kind of name")
    check.id(path, (*steps, "source"), "sources", name.source)
    check.quote(path, steps, name.quote)
    check.report(path, (*steps, "language"), no_language(name.language))
    problem = no_script(name.script)
    check.report(path, (*steps, "script"), problem)
    tagged = [part for part in name.language.split("-") if len(part) == len("Latn")]
    if not problem and tagged and name.script not in tagged:
        problem = f"{name.script!r} is not the script in {name.language!r}"
        check.report(path, (*steps, "script"), problem)
    if letter := foreign(name.text, name.script):
        problem = f"{letter!r} (U+{ord(letter):04X}) is no letter of {name.script}"
        check.report(path, (*steps, "text"), problem)


def _holder(
    check: Examiner,
    path: str,
    steps: Steps,
    text: str,
    id: str,
    holders: dict[str, str],
) -> None:
    folded = fold(text)
    if not folded:
        check.report(path, steps, f"{text!r} has no letter to be found by")
        return
    other = holders.setdefault(folded, id)
    if other != id:
        check.report(path, steps, f"{text!r} is a name of {other} too")


# Partnerships -----------------------------------------------------------------------


def examine_partnerships(check: Examiner) -> None:
    """
    Identities, acts, and whether any source speaks of them.
    """
    spoken_of = {s.about for s in check.data.statements}
    for id in check.ids("partnerships"):
        check.slug(f"partnerships/{id}.toml", (), id)
    for id, row in check.data.partnerships.items():
        path = f"partnerships/{id}.toml"
        check.one_of(path, ("level",), row.level, LEVELS, "level")
        check.id(path, ("party",), "parties", row.party)
        check.one_of(path, ("relation",), row.relation, RELATIONS, "relation")
        _city(check, path, id, row)
        parts = [("acts", i, part) for i, part in enumerate(row.acts)]
        parts += [("predecessors", i, part) for i, part in enumerate(row.predecessors)]
        seen: set[str] = set()
        for kind, position, part in parts:
            steps: Steps = (kind, position)
            _part(check, path, steps, part, row)
            if part.id in seen:
                check.report(path, (*steps, "id"), f"{part.id!r} stands here twice")
            seen.add(part.id)
            about = f"partnerships/{id}#{part.id}"
            mute = about not in spoken_of and not check.folder.may_mention(about)
            if mute and check.folder.is_sound(path, *steps, "id"):
                check.report(path, steps, "no statement is about it")
        _roles(check, path, row)


def _city(check: Examiner, path: str, id: str, row: PartnershipRow) -> None:
    known = check.id(path, ("city",), "cities", row.city)
    if row.counterpart:
        check.id(path, ("counterpart",), "cities", row.counterpart)
    if row.counterpart == row.city:
        check.report(path, ("counterpart",), "is the city itself; leave it out")
    if known and row.level == "state" and id != row.city:
        check.report(path, ("city",), "a partnership of the Land has its city's id")
    if known and row.level == "borough" and not id.endswith(f"-{row.city}"):
        problem = f"a partnership of a borough has an id such as mitte-{row.city}"
        check.report(path, ("city",), problem)


def _part(
    check: Examiner, path: str, steps: Steps, part: ActRow, row: PartnershipRow
) -> None:
    check.slug(path, (*steps, "id"), part.id)
    if steps[0] == "acts":
        check.one_of(path, (*steps, "role"), part.role, ACT_ROLES, "role")
    elif part.party == row.party:
        check.report(path, (*steps, "party"), "is the partnership's own")
    if part.party:
        check.id(path, (*steps, "party"), "parties", part.party)


def _roles(check: Examiner, path: str, row: PartnershipRow) -> None:
    for role in ("founding", "opening"):
        places = [i for i, act in enumerate(row.acts) if act.role == role]
        for position in places[1:]:
            problem = f"at most one act is {role}; acts[{places[0]}] is"
            check.report(path, ("acts", position, "role"), problem)
    roles = Counter(act.role for act in row.acts)
    unknown = any(role not in ACT_ROLES for role in roles)
    sound = check.folder.is_sound(path, "acts") and not unknown
    if sound and not roles["founding"] and not roles["announcement"]:
        problem = "needs a founding act, or an announcement if none was signed yet"
        check.report(path, ("acts",), problem)
