"""
Which city has a name: exactly as typed, folded, or none; never a guess.

Floor 2: imports the records and the folding of names.
"""

from __future__ import annotations

import functools

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ._names import NOWHERE, Likely, clean, fold
from ._records import Records, checked_name, told_apart
from .exceptions import AmbiguousNameError, OtherCountryError


if TYPE_CHECKING:
    from ._model import City

__all__ = ["CityNames", "findable"]

# Names that nobody has are remembered up to these limits: typos must not pile up.
_MOST = 10_000  # names, those that somebody has included
_LONGEST = 100  # characters


class CityNames(dict[str, "City | list[City] | None"]):
    """
    Name as callers type it → the city, or all that have it, or None.

    Any name can be asked for. It is a dict so that one that was asked for before,
    be it a miss, costs no more than an item of a dict.

    Args:
        records: The compiled data: ``names`` (folded name → id, or several ids),
            and ``more_names`` (id → folded names with ``|`` between them).

        cities: Gives the cities, when the first name is found.
    """

    def __init__(
        self, records: Mapping[str, Any], cities: Callable[[], Records[City]]
    ) -> None:
        super().__init__()
        self._records = records
        self._cities_later = cities
        self._written: dict[str, frozenset[str]] = {}

    def __missing__(self, name: Any) -> City | list[City] | None:
        """
        What is known of a name that is not remembered.
        """
        folded = fold(name) if isinstance(name, str) else ""
        found = self._first.get(folded) or self._more.get(folded)
        if found is None:
            if not folded:
                checked_name(name)
            if len(self) < _MOST and len(name) <= _LONGEST:
                self[name] = None
            return None
        if not isinstance(found, str):
            return [self._cities[id] for id in found]
        city = self._cities[found]
        # Of the many ways to type it, only those that we hold are remembered.
        if name in self._texts(city):
            self[name] = city
        return city

    def _texts(self, city: City) -> frozenset[str]:
        """
        The names of a city as they are written.
        """
        found = self._written.get(city.id)
        if found is None:
            found = self._written[city.id] = frozenset(findable(city))
        return found

    @functools.cached_property
    def _cities(self) -> Records[City]:
        return self._cities_later()

    @functools.cached_property
    def _first(self) -> Mapping[str, str | list[str]]:
        names: Mapping[str, str | list[str]] = self._records["names"]
        return self.__dict__.setdefault("_first", names)  # type: ignore[no-any-return]

    @functools.cached_property
    def _more(self) -> Mapping[str, str]:
        """
        Folded names that are not among those tried first, and their city.
        """
        found: dict[str, str] = {}
        for id, names in self._records.get("more_names", {}).items():
            found.update(dict.fromkeys(names.split("|"), id))
        found.pop("", None)
        return self.__dict__.setdefault("_more", found)  # type: ignore[no-any-return]

    # Several cities, or one that must be somewhere ----------------------------------

    def chosen(self, found: City | list[City], name: str, country: str | None) -> City:
        """
        The city of this name that is in the country, or whose name is written so.

        Raises:
            OtherCountryError: If none is in the country.

            AmbiguousNameError: If it may be several.
        """
        cities = found if isinstance(found, list) else [found]
        if country is not None:
            cities = _inside(cities, name, country)
        if len(cities) > 1:
            exact = [city for city in cities if clean(name) in self._texts(city)]
            cities = exact if len(exact) == 1 else cities
        first, *others = cities
        if others:
            raise AmbiguousNameError(name, list(map(told_apart, cities)))
        return first

    # Names that look alike ----------------------------------------------------------

    def near(self, name: str) -> tuple[str, ...]:
        """
        The names that look most like *name*, one of each city.
        """
        found = self._likely.best(name) or self._less_likely.best(name)
        return tuple(
            next((t for t in findable(self._cities[id]) if fold(t) == folded), id)
            for folded, id in found
        )

    @functools.cached_property
    def _likely(self) -> Likely:
        names = self._first.items()
        return Likely({name: id for name, id in names if isinstance(id, str)})

    @functools.cached_property
    def _less_likely(self) -> Likely:
        # Among thousands of names in all languages, some look a little like anything.
        return Likely(self._more, strict=True)


def findable(city: City) -> tuple[str, ...]:
    """
    The names by which a city is found: all but the slips of a single source.
    """
    return tuple(n.text for n in city.names if n.kind != "as-printed")


# Countries --------------------------------------------------------------------------


def _inside(cities: Sequence[City], name: str, country: str) -> list[City]:
    """
    Those of the cities that are in the country.
    """
    code = _code(country)
    inside = [city for city in cities if city.country == code]
    if inside:
        return inside
    _check(code)
    said = list(map(told_apart, cities))
    if len(cities) == 1 and cities[0].country == NOWHERE:
        hint = f"the data don't say in which country {cities[0].name} is"
    elif len(cities) == 1:
        hint = f"{cities[0].name} is in {cities[0].country}, not in {code}"
    else:
        hint = f"{' and '.join(said)} have the name, none is in {code}"
    raise OtherCountryError(name, f"city in {code}", said, hint)


def _code(country: object) -> str:
    if not isinstance(country, str):
        msg = f"country must be a str, not {type(country).__name__}"
        raise TypeError(msg)
    code = clean(country).upper()
    if len(code) != 2 or not code.isalpha() or not code.isascii():  # noqa: PLR2004
        msg = (
            f"country must be an ISO 3166-1 alpha-2 code such as 'FR', not {country!r}"
        )
        raise ValueError(msg)
    return code


def _check(code: str) -> None:
    """
    Refuse two letters that are no country's; only a look-up that failed comes here.
    """
    import pycountry  # noqa: PLC0415  # costs more than our own data

    if pycountry.countries.get(alpha_2=code) is None:
        hint = "; the code of the United Kingdom is 'GB'" if code == "UK" else ""
        msg = f"{code!r} is no ISO 3166-1 alpha-2 code{hint}"
        raise ValueError(msg)
