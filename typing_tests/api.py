"""
Not run: what mypy and pyright must know of the public face.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, assert_type

import berlin_partnerships as bp

from berlin_partnerships import export, frames, geo, linked, package
from berlin_partnerships.calendar import CalendarFile, to_calendar


# The data set, and its collections
ds = bp.load()
assert_type(ds, bp.Dataset)
assert_type(bp.load(Path("data")), bp.Dataset)
assert_type(ds.only("seed-002"), bp.Dataset)
assert_type((ds.version, ds.digest), tuple[str, str])
assert_type((ds.date, ds.known_until), tuple[date, date])
assert_type(bp.cities, bp.Records[bp.City])
assert_type(bp.partnerships, bp.Records[bp.Partnership])
assert_type(bp.sources, bp.Records[bp.Source])
assert_type(bp.parties, Mapping[str, bp.Party])
assert_type(bp.partnerships["kyiv"], bp.Partnership)
assert_type(bp.partnerships.get("kyiv"), bp.Partnership | None)
assert_type(list(bp.partnerships), list[str])
assert_type(bp.cities.where(country="US"), tuple[bp.City, ...])
assert_type(bp.cities.by(wikidata="Q65"), bp.City)
assert_type(bp.sources.find("seed-002"), bp.Source)
assert_type(bp.record("cities/kyiv"), bp.Record)

# Look-up
assert_type(bp.city("Kyiv"), bp.City)
assert_type(bp.city("Paris", country="FR"), bp.City)
assert_type(bp.partnership("L. A."), bp.Partnership)
assert_type(bp.search("film"), tuple[bp.Hit, ...])
bp.city(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# Records
city = bp.city("Kyiv")
assert_type(city.name, str)
assert_type(city.label("de"), str)
assert_type(city.names[0], bp.Name)
assert_type(city.latitude, float | None)
assert_type(city.partnerships, tuple[bp.Partnership, ...])
assert_type(city.why("partner"), bp.Resolution)
assert_type(city.to_dict(), dict[str, Any])
partnership = bp.partnership("Kyiv")
assert_type(partnership.city, bp.City)
assert_type(partnership.since, bp.PartialDate | None)
assert_type(partnership.since_by("first-act"), bp.PartialDate | None)
assert_type(partnership.status(date(2024, 1, 1)), str | None)
assert_type(partnership.acts, tuple[bp.Act, ...])
assert_type(partnership.periods, tuple[bp.StatusPeriod, ...])
assert_type(partnership.statements("since"), tuple[bp.Statement, ...])
assert_type(bp.celebrated(), tuple[bp.Celebration, ...])
assert_type(bp.celebrated(partnership), tuple[bp.Celebration, ...])
assert_type(bp.celebration("Prag", 30, on="2025-06"), bp.Celebration)
assert_type(
    bp.celebration(partnership, 2, date(2025, 9, 14)).fit, bp.CountedFrom | None
)
city.name = "Kiew"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]

# Membership
day = date(2024, 1, 1)
assert_type(bp.partners(), tuple[bp.Partnership, ...])
assert_type(bp.partners(on=day, statuses=["active"]), tuple[bp.Partnership, ...])
assert_type(bp.members(day), bp.Members)
assert_type(bp.members(day).certain, tuple[bp.Partnership, ...])
assert_type(bp.members(day).count, int | tuple[int, int])
assert_type(bp.timeline(), tuple[bp.Interval, ...])
assert_type(bp.timeline(definition="first-act")[0].start, date | None)
assert_type(bp.Interval.from_dict({}), bp.Interval)

# Anniversaries
assert_type(bp.age("kyiv", on=day), bp.Age)
assert_type(bp.anniversary("kyiv", 5), bp.Anniversary)
assert_type(bp.anniversary(partnership, year=2028).weekday, str | None)
assert_type(bp.next_anniversary("kyiv", after=day, numbers=bp.ROUND), bp.Anniversary)
assert_type(bp.anniversaries(day, day, numbers={5, 10}), tuple[bp.Anniversary, ...])
assert_type(bp.anniversary("kyiv", 5).status, str | None)
assert_type(bp.anniversary("kyiv", 5).jubilee_name("de"), str | None)
assert_type(bp.anniversary("kyiv", 5).sources, tuple[str, ...])
assert_type(bp.overview(bp.anniversaries(day, day), days_from=day), bp.Overview)
assert_type(bp.overview(()).entries, tuple[bp.Entry, ...])
assert_type(bp.overview(()).to_html("de"), str)
assert_type(to_calendar(bp.anniversaries(day, day)), CalendarFile)
assert_type(to_calendar(()).ics, bytes)

# Sources and reconciliation
assert_type(bp.statements("kyiv", source="seed-002"), tuple[bp.Statement, ...])
assert_type(bp.statements()[0].cite(bp.sources["seed-002"]), str)
assert_type(bp.resolve("kyiv", "since"), bp.Resolution)
assert_type(bp.resolve("kyiv", "since", policy=bp.Policy(lead=1)), bp.Resolution)
assert_type(
    bp.reconcile("seed-002", bp.Source(count=17), ["Wien"], Path("list.csv")),
    bp.Reconciliation,
)
assert_type(bp.reconcile().explain(language="de"), str)
assert_type(bp.date_of(18), bp.Dating)
assert_type(bp.date_of(["Paris", "London"], definition="first-act"), bp.Dating)
assert_type(bp.resource("records.json").read_bytes(), bytes)

# Exports
assert_type(export.write(bp.load(), "out", "geojson"), tuple[Path, ...])
assert_type(geo.feature(bp.cities["kyiv"]), dict[str, Any])
assert_type(linked.document(bp.load()), dict[str, Any])
assert_type(package.files(bp.load()), Iterator[tuple[str, bytes]])
assert_type(bp.cities["kyiv"].__geo_interface__, dict[str, Any])

# Errors
try:
    bp.city("Rom")
except bp.UnknownNameError as error:
    assert_type(error.suggestions, tuple[str, ...])
except bp.AmbiguousNameError as error:
    assert_type(error.candidates, tuple[str, ...])

# Tables: what comes out is what went in
table = object()
assert_type(frames.annotate(table, "city", on=date(2024, 1, 1)), object)
assert_type(frames.to_frame(bp.partnerships, "polars"), Any)
frames.annotate(table, "city", on="2024-01-01")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
frames.to_frame(bp.city("Kyiv"), "polars")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
