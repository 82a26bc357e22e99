"""
What every record is, and the cities with their names.

Floor 1: imports the dates and the exceptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs

from ._dates import Period
from ._language import in_language
from ._names import fold
from ._pickles import Pickled, fields_of, made
from .exceptions import DataError


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ._dataset import Dataset
    from ._partnerships import Partnership
    from ._resolution import Resolution
    from ._sources import Statement
else:
    Dataset = Any  # cattrs reads the annotations of records

__all__ = [
    "CITY_KINDS",
    "COUNTRY_TOO",
    "NAME_KINDS",
    "City",
    "Name",
    "Record",
    "city_from",
    "digest_of",
    "home",
    "name_from",
    "names_from",
]

CITY_KINDS = ("city", "region")
NAME_KINDS = (
    "official", "endonym", "exonym", "historical", "abbreviation", "alternate",
    "as-printed",
)  # fmt: skip
COUNTRY_TOO = "also the country's name"
_REMARKS = {COUNTRY_TOO: "auch der Name des Landes"}


def home(handle: Dataset | str | None, full_id: str) -> Dataset:
    """
    The data set that something is from, found again after pickling.

    Raises:
        DataError: If it is from data that are not the loaded ones.
    """
    if handle is not None and not isinstance(handle, str):
        return handle
    from . import load  # noqa: PLC0415  # a record at home needs none of it

    default = load()
    if handle == default.digest:
        return default
    said = f"data {handle[:12]}…" if handle else "no data set"
    problem = f"belongs to {said}, the loaded data are {default.digest[:12]}…; look it up again"
    raise DataError(full_id, problem)


def digest_of(handle: Dataset | str | None) -> str | None:
    """
    What a pickle keeps of a data set: its digest.
    """
    return handle if handle is None or isinstance(handle, str) else handle.digest


class Record:
    """
    What all statements about one subject add up to.

    A record knows the data set it is from (not part of its value: two records
    with the same facts are equal), so that it can say who says so.
    """

    __slots__ = ()

    collection: ClassVar[str]
    id: str
    _dataset: Dataset | str | None

    @property
    def full_id(self) -> str:
        """
        The id with its kind, such as ``"partnerships/kyiv"``.
        """
        return f"{self.collection}/{self.id}"

    @property
    def dataset(self) -> Dataset:
        """
        The data set this record is from.

        A record that was pickled finds the default data set again if that is
        still the same data.

        Raises:
            DataError: If the record is from data that are not loaded.
        """
        return home(self._dataset, self.full_id)

    def why(self, property: str) -> Resolution:
        """
        How the value of *property* came about: who says what, by which rule.

        Raises:
            UnknownPropertyError: If there is no such property.

        >>> import berlin_partnerships as bp
        >>> bp.partnerships["kyiv"].why("since").outcome
        'agree'
        """
        return self.dataset.resolve(self.full_id, property)

    def statements(self, property: str | None = None) -> tuple[Statement, ...]:
        """
        All that sources say about this record and its parts.
        """
        return self.dataset.statements(about=self.full_id, property=property)

    def to_dict(self) -> dict[str, Any]:
        """
        The record as JSON-ready values; dates as EDTF texts.
        """
        from ._convert import unstructure  # noqa: PLC0415  # brings cattrs

        plain: dict[str, Any] = unstructure(self)
        return plain

    def _repr_html_(self) -> str:
        from ._shown import record_as_html  # noqa: PLC0415  # only for notebooks

        return record_as_html(self)

    def __copy__(self) -> Self:
        return self  # it cannot change, and a copy would lose its data set

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), fields_of(self), digest_of(self._dataset))


def _rebuilt(cls: type[Any], fields: dict[str, Any], digest: str | None) -> Record:
    record: Record = made(cls, {**fields, "dataset": digest})
    return record


@attrs.frozen(kw_only=True)
class Name(Pickled):
    """
    A name of a city, and where it was seen.

    Attributes:
        text: The name, as written.

        language: BCP 47 tag, such as ``"uk"``; ``"mul"`` for several, ``"und"``
            if it is not known.

        script: ISO 15924 code, such as ``"Cyrl"``.

        kind: ``official``, ``endonym``, ``exonym``, ``historical``,
            ``abbreviation``, ``alternate`` (GeoNames has it, and does not say in
            which language), or ``as-printed`` (a slip in one source, by which a
            city is not found).

        source: Id of the source.

        at: Where in the source.

        quote: Words of the source, at most eight.

        valid: When it was in use, if known.

        note: A remark of ours.
    """

    text: str
    language: str
    script: str
    kind: str
    source: str
    at: str = ""
    quote: str = ""
    valid: Period | None = None
    note: str = ""

    def remark(self, language: str = "en") -> str:
        """
        The note in a language; in English if that is the only one it exists in.

        >>> import berlin_partnerships as bp
        >>> bp.city("Mexiko").named("Mexiko")[0].remark("de")
        'auch der Name des Landes'
        """
        return in_language(language, _REMARKS.get(self.note, self.note), self.note)


@attrs.frozen(kw_only=True)
class City(Record):
    """
    A city, or a region that stands in a city's place.

    Attributes:
        id: The slug.

        kind: ``"city"`` or ``"region"``.

        country: ISO 3166-1 alpha-2 code; ``ZZ`` if a table of your own has none.

        name: English name (GeoNames).

        name_de: German name, as the Senate Chancellery writes it today.

        names: All names we hold.

        subdivision: ISO 3166-2 code, or None.

        wikidata: Item id, or None.

        geonames: GeoNames id, or None.

        unlocode: UN/LOCODE without the space, or None.

        latitude: Degrees north, WGS 84, or None.

        longitude: Degrees east, WGS 84, or None.

        timezone: IANA time zone, or None.

        parent: Id of the city or region it belongs to, or None.

        origins: Pairs of a field and the source of its value.

        note: A remark of ours.
    """

    collection: ClassVar[str] = "cities"

    id: str
    kind: str
    country: str
    name: str
    name_de: str
    names: tuple[Name, ...] = attrs.field(repr=False)
    subdivision: str | None = attrs.field(default=None, repr=False)
    wikidata: str | None = attrs.field(default=None, repr=False)
    geonames: int | None = attrs.field(default=None, repr=False)
    unlocode: str | None = attrs.field(default=None, repr=False)
    latitude: float | None = attrs.field(default=None, repr=False)
    longitude: float | None = attrs.field(default=None, repr=False)
    timezone: str | None = attrs.field(default=None, repr=False)
    parent: str | None = attrs.field(default=None, repr=False)
    origins: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)
    note: str = attrs.field(default="", repr=False)
    _dataset: Dataset | str | None = attrs.field(
        default=None, eq=False, repr=False, alias="dataset"
    )

    def label(self, language: str) -> str:
        """
        The name in German (``"de"``) or English (``"en"``).

        Raises:
            ValueError: If *language* is neither.

        >>> import berlin_partnerships as bp
        >>> bp.cities["warsaw"].label("de")
        'Warschau'
        """
        return in_language(language, self.name_de, self.name)

    def named(self, text: str) -> tuple[Name, ...]:
        """
        Those of the names that *text* is, however it is typed; often several.

        Each has its language and source, and a note where one must know more.

        >>> import berlin_partnerships as bp
        >>> {n.note for n in bp.city("Mexiko").named("MEXIKO")}
        {"also the country's name"}
        """
        folded = fold(text)
        return tuple(n for n in self.names if fold(n.text) == folded)

    @property
    def country_info(self) -> Any:
        """
        The country's record in :mod:`pycountry` (imported when asked for).

        >>> import berlin_partnerships as bp
        >>> bp.cities["windhoek"].country_info.name
        'Namibia'
        """
        import pycountry  # noqa: PLC0415  # costs more than our own data

        return pycountry.countries.get(alpha_2=self.country)

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """
        The city as a GeoJSON feature, for shapely, geopandas and others.

        A city without coordinates has no such attribute.

        >>> import berlin_partnerships as bp
        >>> bp.cities["tokyo"].__geo_interface__["geometry"]
        {'type': 'Point', 'coordinates': [139.69171, 35.6895]}
        >>> hasattr(bp.cities["brussels-capital-region"], "__geo_interface__")
        False
        """
        if self.latitude is None or self.longitude is None:
            msg = f"no coordinates are held for {self.full_id}"
            raise AttributeError(msg, name="__geo_interface__", obj=self)
        return {
            "type": "Feature",
            "id": self.full_id,
            "geometry": {
                "type": "Point",
                "coordinates": [self.longitude, self.latitude],
            },
            "properties": {
                "name": self.name,
                "name_de": self.name_de,
                "country": self.country,
                "wikidata": self.wikidata,
                "geonames": self.geonames,
            },
        }

    @property
    def partnerships(self) -> tuple[Partnership, ...]:
        """
        Berlin's partnerships with this city, or signed by this region; often none.
        """
        return tuple(
            p
            for p in self.dataset.partnerships.values()
            if self.id in (p.city_id, p.counterpart_id)
        )


# Compiled → records -----------------------------------------------------------------


def name_from(row: Mapping[str, Any]) -> Name:
    """
    A name from a compiled row.
    """
    valid = row.get("valid")
    return Name(**{**row, "valid": Period.parse(valid) if valid else None})


def names_from(rows: Iterable[str | Mapping[str, Any]]) -> Iterator[Name]:
    """
    Names from compiled rows; a text has many, each with its languages.
    """
    for row in rows:
        if not isinstance(row, str):
            yield name_from(row)
            continue
        script, kind, source, note, *parts = row.split("|")
        for text, languages in zip(parts[::2], parts[1::2], strict=True):
            for language in languages.split():
                yield Name(
                    text=text,
                    language=language,
                    script=script,
                    kind=kind,
                    source=source,
                    note=note,
                )


def city_from(id: str, row: Mapping[str, Any], dataset: Any = None) -> City:
    """
    A city from a compiled row.
    """
    fields = dict(row)
    fields["names"] = tuple(names_from(row["names"]))
    fields["origins"] = tuple((k, v) for k, v in row.get("origins", ()))
    return City(id=id, **fields, dataset=dataset)
