# The public face as type checkers see it. At run time `__init__.py` fetches each
# name when it is first used; a test compares the two.

import datetime as dt

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from ._anniversaries import ROUND as ROUND
from ._anniversaries import Age as Age
from ._anniversaries import Anniversary as Anniversary
from ._anniversaries import Numbers
from ._celebrations import Celebration as Celebration
from ._celebrations import CountedFrom as CountedFrom
from ._changes import Change as Change
from ._curated import Party as Party
from ._dataset import Dataset as Dataset
from ._dataset import load as load
from ._dates import PartialDate as PartialDate
from ._dates import Period as Period
from ._diff import Diff as Diff
from ._diff import diff as diff
from ._membership import Definition as Definition
from ._membership import Interval as Interval
from ._membership import Members as Members
from ._model import City as City
from ._model import Name as Name
from ._model import Record as Record
from ._overview import Entry as Entry
from ._overview import Overview as Overview
from ._overview import overview as overview
from ._partnerships import Act as Act
from ._partnerships import Partnership as Partnership
from ._partnerships import StatusPeriod as StatusPeriod
from ._policy import Policy as Policy
from ._reconciliation import Dating as Dating
from ._reconciliation import Reconciliation as Reconciliation
from ._records import Records as Records
from ._resolution import Resolution as Resolution
from ._resources import resource as resource
from ._search import Hit as Hit
from ._sources import LeftOut as LeftOut
from ._sources import Source as Source
from ._sources import Statement as Statement
from ._things import Appointment as Appointment
from ._things import Cooperation as Cooperation
from ._things import Event as Event
from ._things import Organization as Organization
from ._things import Person as Person
from ._things import Place as Place
from ._things import Program as Program
from ._things import Stop as Stop
from ._things import Topic as Topic
from .exceptions import AmbiguousNameError as AmbiguousNameError
from .exceptions import BeyondKnownWarning as BeyondKnownWarning
from .exceptions import CurationError as CurationError
from .exceptions import DataError as DataError
from .exceptions import InvalidDateError as InvalidDateError
from .exceptions import MissingExtraError as MissingExtraError
from .exceptions import OtherCountryError as OtherCountryError
from .exceptions import PartnershipsError as PartnershipsError
from .exceptions import PartnershipsWarning as PartnershipsWarning
from .exceptions import Problem as Problem
from .exceptions import UnknownDateError as UnknownDateError
from .exceptions import UnknownNameError as UnknownNameError
from .exceptions import UnknownPropertyError as UnknownPropertyError

__version__: Final[str]

__all__ = [
    "ROUND",
    "Act",
    "Age",
    "AmbiguousNameError",
    "Anniversary",
    "Appointment",
    "BeyondKnownWarning",
    "Celebration",
    "Change",
    "City",
    "Cooperation",
    "CountedFrom",
    "CurationError",
    "DataError",
    "Dataset",
    "Dating",
    "Definition",
    "Diff",
    "Entry",
    "Event",
    "Hit",
    "Interval",
    "InvalidDateError",
    "LeftOut",
    "Members",
    "MissingExtraError",
    "Name",
    "Organization",
    "OtherCountryError",
    "Overview",
    "PartialDate",
    "Partnership",
    "PartnershipsError",
    "PartnershipsWarning",
    "Party",
    "Period",
    "Person",
    "Place",
    "Policy",
    "Problem",
    "Program",
    "Reconciliation",
    "Record",
    "Records",
    "Resolution",
    "Source",
    "Statement",
    "StatusPeriod",
    "Stop",
    "Topic",
    "UnknownDateError",
    "UnknownNameError",
    "UnknownPropertyError",
    "__version__",
    "age",
    "anniversaries",
    "anniversary",
    "celebrated",
    "celebration",
    "cities",
    "city",
    "cooperations",
    "date_of",
    "diff",
    "events",
    "load",
    "members",
    "next_anniversary",
    "only",
    "organizations",
    "overview",
    "parties",
    "partners",
    "partnership",
    "partnerships",
    "people",
    "places",
    "programs",
    "reconcile",
    "record",
    "resolve",
    "resource",
    "search",
    "sources",
    "statements",
    "timeline",
    "topics",
]

# Collections of the shipped data set.

cities: Records[City]
organizations: Records[Organization]
people: Records[Person]
places: Records[Place]
events: Records[Event]
programs: Records[Program]
cooperations: Records[Cooperation]
topics: Records[Topic]
parties: Mapping[str, Party]
partnerships: Records[Partnership]
sources: Records[Source]

# Functions: the methods of the shipped data set.

def age(
    which: Record | str,
    on: dt.date | PartialDate,
    *,
    criterion: str = "founding-agreement",
    leap: str = "28-february",
) -> Age: ...
def anniversaries(
    start: dt.date,
    end: dt.date,
    *,
    records: Iterable[Record | str] | None = None,
    numbers: Numbers = None,
    criterion: str = "founding-agreement",
    leap: str = "28-february",
    predecessors: bool = False,
) -> tuple[Anniversary, ...]: ...
def anniversary(
    which: Record | str,
    number: int | None = None,
    *,
    year: int | None = None,
    criterion: str = "founding-agreement",
    leap: str = "28-february",
) -> Anniversary: ...
def celebrated(which: Partnership | str | None = None) -> tuple[Celebration, ...]: ...
def celebration(
    which: Partnership | str,
    number: int,
    on: dt.date | PartialDate | Period | str,
) -> Celebration: ...
def city(name: str, *, country: str | None = None) -> City: ...
def date_of(
    what: int | Iterable[str],
    definition: str | Definition = "founding-agreement",
    *,
    level: str = "state",
    statuses: Iterable[str] = ("active", "resting"),
    closed: bool = True,
) -> Dating: ...
def members(
    on: dt.date,
    *,
    level: str = "state",
    statuses: Iterable[str] = ("active", "resting"),
    definition: str | Definition = "founding-agreement",
) -> Members: ...
def next_anniversary(
    which: Record | str,
    after: dt.date,
    numbers: Numbers = None,
    *,
    inclusive: bool = False,
    criterion: str = "founding-agreement",
    leap: str = "28-february",
) -> Anniversary: ...
def only(*sources: str) -> Dataset: ...
def partners(
    on: dt.date | None = None,
    *,
    level: str = "state",
    statuses: Iterable[str] | None = None,
    definition: str | Definition = "founding-agreement",
) -> tuple[Partnership, ...]: ...
def partnership(name: str) -> Partnership: ...
def reconcile(
    *sources: str | Path | Source | Iterable[str],
    policy: Policy | None = None,
    definition: str | Definition = "founding-agreement",
) -> Reconciliation: ...
def record(full_id: str) -> Record: ...
def resolve(
    about: str, property: str, *, policy: Policy | None = None
) -> Resolution: ...
def search(text: str) -> tuple[Hit, ...]: ...
def statements(
    about: str | None = None, property: str | None = None, source: str | None = None
) -> tuple[Statement, ...]: ...
def timeline(
    definition: str | Definition = "founding-agreement",
    *,
    level: str = "state",
    statuses: Iterable[str] = ("active", "resting"),
) -> tuple[Interval, ...]: ...
