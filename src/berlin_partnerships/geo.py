"""
GeoJSON (RFC 7946) of the cities whose place is known.

A :class:`City` is a GeoJSON feature itself (``__geo_interface__``), so that
shapely, geopandas and others read it; here it gets its partnerships as well.

>>> import berlin_partnerships as bp
>>> from berlin_partnerships import geo
>>> kyiv = geo.feature(bp.cities["kyiv"])
>>> kyiv["geometry"]["coordinates"], kyiv["properties"]["since"]
([30.5238, 50.45466], '2023-09-14')

Floor 6: imports the data set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ._dates import limited
from ._files import as_bytes
from ._licences import credits_of


if TYPE_CHECKING:
    from ._dataset import Dataset
    from ._model import City

__all__ = ["feature", "feature_collection", "files"]


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """
    The one file ``berlin_partnerships.geojson``.
    """
    yield "berlin_partnerships.geojson", as_bytes(feature_collection(dataset))


def feature_collection(dataset: Dataset) -> dict[str, Any]:
    """
    All cities that have coordinates; the others are named under ``left_out``.

    Points are longitude and latitude in degrees (WGS 84), from GeoNames: the
    middle of a city, not of a building.
    """
    cities, credits_ = dataset.cities.values(), credits_of(dataset)
    known = limited(dataset.known_until)
    return {
        "type": "FeatureCollection",
        "title": credits_.title,
        "version": dataset.version,
        "known_until": known.isoformat() if known else None,
        "attribution": credits_.attribution,
        "features": [feature(city) for city in cities if _is_placed(city)],
        "left_out": [city.full_id for city in cities if not _is_placed(city)],
    }


def feature(city: City) -> dict[str, Any]:
    """
    A city with its partnerships; nulls where it has none.

    ``since``, ``level``, ``relation`` and ``status`` are those of its first
    partnership, ``partnerships`` has the ids of all. The status is that of the
    last day that the sources speak about.

    Raises:
        ValueError: If no coordinates are held.
    """
    if not _is_placed(city):
        msg = f"no coordinates are held for {city.full_id}"
        raise ValueError(msg)
    found: dict[str, Any] = city.__geo_interface__
    held = city.partnerships
    first = held[0] if held else None
    since = first.since if first else None
    found["properties"] |= {
        "source": dict(city.origins).get("coordinates"),
        "partnerships": [p.id for p in held],
        "level": first.level if first else None,
        "relation": first.relation if first else None,
        "since": str(since) if since else None,
        "status": first.status(city.dataset.known_until) if first else None,
    }
    return found


def _is_placed(city: City) -> bool:
    return city.latitude is not None and city.longitude is not None
