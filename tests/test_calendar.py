"""
Anniversaries as an iCalendar file, read by others than wrote it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

from datetime import date, timedelta
from pathlib import Path

import attrs
import ics
import pytest
import vobject

from hypothesis import given
from hypothesis import strategies as st

import berlin_partnerships as bp

from berlin_partnerships import PartialDate
from berlin_partnerships._dataset import Dataset
from berlin_partnerships._occasions import Start
from berlin_partnerships._revisions import (
    REVISIONS,
    Revision,
    _digest,
    revised,
    revision_of,
)
from berlin_partnerships.calendar import CalendarFile, to_calendar


SPAN = date(2027, 1, 1), date(2027, 12, 31)
READER = Path(__file__).parent.parent / "tools" / "read_calendar.mjs"


def year(**choices):
    """
    The calendar of 2027 with the predecessors.
    """
    return to_calendar(bp.anniversaries(*SPAN, predecessors=True), **choices)


def lines(data):
    """
    The content lines of a file, unfolded as RFC 5545 says.
    """
    assert data.endswith(b"\r\n")
    text = data.decode("utf-8").replace("\r\n ", "")
    return text.removesuffix("\r\n").split("\r\n")


def of(data, name):
    """
    The values of a property, parameters included, in order.
    """
    return [line[len(name) :] for line in lines(data) if line.startswith(name)]


class Named:
    """
    The shipped data set with another name for Kyiv.
    """

    def __init__(self, name):
        self._real = bp.load()
        kyiv = self._real.partnerships["kyiv"]
        self._city = attrs.evolve(kyiv.city, name=name, name_de=name, dataset=self)
        self.cities = {"kyiv": self._city}
        self._kyiv = attrs.evolve(kyiv, dataset=self)
        self.partnerships = {"kyiv": self._kyiv}
        self.digest = "x"

    def __getattr__(self, name):
        return getattr(self._real, name)

    def record(self, _):
        """
        Kyiv under its other name.
        """
        return self._kyiv


def called(name, **choices):
    """
    The calendar of one anniversary of a city with this name.
    """
    found = attrs.evolve(bp.anniversary("kyiv", 5), dataset=Named(name))
    return to_calendar([found], **choices).ics


# What the readers see -----------------------------------------------------------------


def by_vobject(data):
    """
    The events as vobject reads and accepts them.
    """
    calendar = vobject.readOne(data.decode())
    assert calendar.validate(raiseException=True)
    return [
        (
            e.uid.value,
            e.dtstart.value,
            e.dtend.value,
            e.summary.value,
            e.description.value,
            int(e.sequence.value),
            sorted(e.categories.value),
            [a.trigger.value for a in getattr(e, "valarm_list", [])],
        )
        for e in calendar.vevent_list
    ]


def by_ics(data):
    """
    The events as ics.py reads them; its end of a day is the next day's midnight.
    """
    found = sorted(ics.Calendar(data.decode()).events, key=lambda e: (e.begin, e.uid))
    assert all(e.all_day for e in found)
    return [
        (
            e.uid,
            e.begin.date(),
            e.name,
            e.description,
            sorted(e.categories),
            sorted(a.trigger for a in e.alarms),
        )
        for e in found
    ]


def by_ical_js(data, tmp_path):
    """
    The events as ical.js reads them; needs node and a folder with ical.js.
    """
    path = tmp_path / "year.ics"
    path.write_bytes(data)
    node = shutil.which("node")
    run = subprocess.run(
        [node, READER, os.environ["ICAL_JS"], path], capture_output=True, check=True
    )
    return json.loads(run.stdout)


@pytest.fixture(autouse=True)
def _plain_output(monkeypatch):
    """
    The parser of ics.py wraps the output anew for each event if colorama is there.
    """
    monkeypatch.setitem(sys.modules, "colorama", None)


@pytest.mark.data
@pytest.mark.parametrize("language", ["de", "en"])
def test_two_readers_agree(language):
    """
    Two readers, vobject and ics.py, read the same events, and they are those we meant.
    """
    alarms = [timedelta(days=7), timedelta(hours=-9)]
    file = year(language=language, alarms=alarms)
    read = by_vobject(file.ics)

    assert [(day, title) for _, day, _, title, *_ in read] == [
        (a.date.lower, a.title(language)) for a in file.included
    ]
    assert all(end - start == timedelta(1) for _, start, end, *_ in read)
    assert {tuple(triggers) for *_, triggers in read} == {
        (timedelta(days=-7), timedelta(hours=9))
    }
    assert sorted((u, s, t, d, c) for u, s, _, t, d, _, c, _ in read) == sorted(
        (u, s, t, d, c) for u, s, t, d, c, _ in by_ics(file.ics)
    )
    assert {tuple(triggers) for *_, triggers in by_ics(file.ics)} == {
        (timedelta(days=-7), timedelta(hours=9))
    }


@pytest.mark.skipif("ICAL_JS" not in os.environ, reason="`nox -s readers` has ical.js")
@pytest.mark.parametrize("language", ["de", "en"])
def test_third_reader_agrees(language, tmp_path):  # pragma: no cover  # needs node
    """
    ical.js reads the same events as vobject.
    """
    file = year(language=language, alarms=[timedelta(days=7)])
    nasty = called("Київ 🇺🇦, «Ü;ü»\\n" * 9, language=language)

    for data in (file.ics, nasty):
        assert by_ical_js(data, tmp_path) == [
            {
                "uid": uid,
                "start": start.isoformat(),
                "end": end.isoformat(),
                "summary": summary,
                "description": description,
                "sequence": sequence,
                "categories": categories,
                "alarms": [alarm.days for alarm in alarms],
            }
            for uid, start, end, summary, description, sequence, categories, alarms
            in by_vobject(data)
        ]  # fmt: skip


# What is in it ------------------------------------------------------------------------


@pytest.mark.data
def test_los_angeles():
    """
    The event says the number, the day, the criterion, and the source.
    """
    file = to_calendar([bp.anniversary("los-angeles", 60)], language="de")
    data = file.ics

    assert of(data, "SUMMARY:") == ["Los Angeles: 60. Jahrestag der Partnerschaft"]
    assert of(data, "DTSTART") == [";VALUE=DATE:20270627"]
    assert of(data, "DTEND") == [";VALUE=DATE:20270628"]
    assert of(data, "UID:") == [
        "partnerships.los-angeles.founding-agreement.60@berlin-partnerships"
    ]
    assert of(data, "CATEGORIES:") == ["Jahrestag,Städtepartnerschaft,Rund"]
    assert of(data, "STATUS:") == ["CONFIRMED"]
    assert of(data, "TRANSP:") == ["TRANSPARENT"]
    assert of(data, "X-WR-CALNAME:") == [
        "Jahrestage der Berliner Städtepartnerschaften"
    ]
    [said] = of(data, "DESCRIPTION:")
    assert said.startswith(
        r"Los Angeles\, 60. Jahrestag der Partnerschaft: Sonntag\, 27. Juni 2027 "
        r"(seit dem 27. Juni 1967).\nZählt ab: Gründungsakt.\nQuelle: "
    )
    assert said.count("Quelle:") == 1  # that of the date closest to the deed
    assert "BEGIN:VALARM" not in lines(data)


@pytest.mark.data
def test_resting_is_said():
    """
    That a partnership rests stands in its event.
    """
    data = to_calendar([bp.anniversary("moscow", year=2027)]).ics

    assert (
        "Status on that day\\, as far as known: resting." in of(data, "DESCRIPTION:")[0]
    )


@pytest.mark.data
def test_categories():
    """
    Categories tell partnerships and round numbers from the others.
    """
    found = [
        bp.anniversary("los-angeles", 60),
        bp.anniversary("paris", 41),
        bp.anniversary("places/berlin-forest", 40),
    ]

    assert of(to_calendar(found).ics, "CATEGORIES:") == [
        "Anniversary,City partnership,Round",
        "Anniversary,City partnership",
        "Anniversary,Round",
    ]


@pytest.mark.data
def test_what_has_no_day_is_left_out_and_said():
    """
    A year is not forced onto a day; the report says what is not in the file.
    """
    file = year()

    assert [(a.about, str(a.date)) for a in file.left_out] == [
        ("partnerships/mexico-city#1981-east-berlin", "2027"),
        ("partnerships/moscow#1967-east-berlin", "2027"),
    ]
    assert len(file.included) == 22
    assert b"1967-east-berlin" not in file.ics
    assert file.explain().splitlines()[:2] == [
        "22 events.",
        "Left out, because the day is not known:",
    ]
    assert file.explain("de").splitlines()[0] == "22 Termine."
    assert "Moskau, 60. Jahrestag der Vorgängerin" in file.explain("de")
    assert to_calendar([bp.anniversary("paris", 40)]).explain() == "1 event."
    assert to_calendar([bp.anniversary("paris", 40)]).explain("de") == "1 Termin."


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("1967-06-27", "CONFIRMED"),
        ("1967-06-27?", "TENTATIVE"),
        ("1967-06-27~", "TENTATIVE"),
    ],
)
def test_doubt(since, status):
    """
    A day in doubt is an event in doubt.
    """
    day = since.replace("1967", "2027")
    found = attrs.evolve(
        bp.anniversary("los-angeles", 60),
        since=PartialDate.parse(since),
        date=PartialDate.parse(day),
    )

    assert of(to_calendar([found]).ics, "STATUS:") == [status]


def test_last_day_of_the_calendar():
    """
    An event on the last day of all has no day after it to end on.
    """
    found = attrs.evolve(
        bp.anniversary("paris", 40), date=PartialDate.parse("9999-12-31")
    )
    data = to_calendar([found]).ics

    assert of(data, "DTSTART") == [";VALUE=DATE:99991231"]
    assert of(data, "DTEND") == []
    assert vobject.readOne(data.decode()).validate(raiseException=True)


def test_empty():
    """
    A calendar without events is one.
    """
    file = to_calendar([])

    assert file.explain() == "0 events."
    assert lines(file.ics)[0] == "BEGIN:VCALENDAR"
    assert lines(file.ics)[-1] == "END:VCALENDAR"


# The same bytes ------------------------------------------------------------------------


def test_same_input_same_bytes():
    """
    Neither the order, nor repetition, nor the day of today changes a byte.
    """
    found = bp.anniversaries(*SPAN, predecessors=True)
    alarms = [timedelta(days=1), timedelta(days=7)]
    data = to_calendar(found, alarms=alarms).ics

    assert data == to_calendar(found[::-1] + found, alarms=alarms[::-1] * 2).ics
    assert data == to_calendar(iter(found), alarms=iter(alarms)).ics


def test_same_bytes_in_another_process(fresh):
    """
    Another process with another seed for hashes gives the same bytes.
    """
    code = (
        "import sys, berlin_partnerships as bp\n"
        "from datetime import date\n"
        "from berlin_partnerships.calendar import to_calendar\n"
        "found = bp.anniversaries(date(2027, 1, 1), date(2027, 12, 31))\n"
        "sys.stdout.buffer.write(to_calendar(found).ics)"
    )
    runs = [fresh("-c", code, PYTHONHASHSEED=seed) for seed in ("1", "2")]

    assert runs[0].stdout == runs[1].stdout == to_calendar(bp.anniversaries(*SPAN)).ics


def test_uid_does_not_change():
    """
    The UID is that of the fact, in both languages, and one of each event.
    """
    german, english = (of(year(language=x).ics, "UID:") for x in ("de", "en"))

    assert german == english
    assert len(set(german)) == len(german)
    assert (
        "partnerships.prague.1971-east-berlin.predecessor.56@berlin-partnerships"
        in german
    )


# Names --------------------------------------------------------------------------------

NAMES = [
    "Київ",
    "Москва́ 東京 ירושלים",
    "👩‍👩‍👧‍👦🇺🇦🏳️‍🌈" * 12,
    "a; b, c \\ d: e \"f\" 'g' ^h",
    "x" * 300,
    "ü" * 200,
]


@pytest.mark.parametrize("name", NAMES)
def test_escaping_and_folding(name):
    """
    Every name comes back as it was; no line is longer than 75 octets.
    """
    data = called(name)

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    for line in data.split(b"\r\n"):
        line.decode("utf-8")  # no character is cut in two
    title = f"{name}: 5th anniversary of the partnership"
    assert by_vobject(data)[0][3] == title
    assert by_ics(data)[0][2] == title


def test_backslash_before_n():
    """
    A backslash before an n is no line break; ics.py takes it for one, vobject not.
    """
    data = called("C:\\new")

    assert by_vobject(data)[0][3] == "C:\\new: 5th anniversary of the partnership"
    assert of(data, "SUMMARY:") == [r"C:\\new: 5th anniversary of the partnership"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1))
def test_any_name(name):
    """
    Whatever is printable comes back, from both readers.
    """
    data = called(name)
    title = f"{name}: 5th anniversary of the partnership"

    assert by_vobject(data)[0][3] == title
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_control_characters():
    """
    Line breaks and control characters in a name cannot become lines of the file.
    """
    data = called("A\r\nBEGIN:VEVENT\x00\x1b\x85 B\tC")

    assert lines(data).count("BEGIN:VEVENT") == 1
    assert of(data, "SUMMARY:") == [
        "A BEGIN:VEVENT B C: 5th anniversary of the partnership"
    ]


def test_name_of_the_calendar():
    """
    The calendar has a name, in its language or as the caller wants.
    """
    assert of(to_calendar([]).ics, "X-WR-CALNAME:") == [
        "Anniversaries of Berlin's city partnerships"
    ]
    assert of(to_calendar([], name="A,\nB").ics, "X-WR-CALNAME:") == [r"A\, B"]


# Alarms, refusals ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "city relations\\, spätestens am 22. August 2008."),
        ("en", "city relations\\, 22 August 2008 or earlier."),
    ],
)
@pytest.mark.data
def test_dates_of_sources_are_said(language, said):
    """
    No event shows a date in the form of machines.
    """
    described = of(year(language=language).ics, "DESCRIPTION:")

    assert any(said in text for text in described)
    assert not any("[.." in text or "..]" in text for text in described)


def test_alarms():
    """
    Alarms are there if asked for, the earliest first, each once.
    """
    wanted = [timedelta(hours=-9), timedelta(days=30), timedelta(days=30), timedelta(0)]
    data = to_calendar([bp.anniversary("paris", 40)], alarms=wanted).ics

    assert of(data, "TRIGGER:") == ["-P30D", "P0D", "PT9H"]
    assert of(data, "ACTION:") == ["DISPLAY"] * 3
    assert (
        lines(data).count("DESCRIPTION:Paris: 40th anniversary of the partnership") == 3
    )


@pytest.mark.parametrize("alarm", [7, "7", date(2027, 6, 27), None])
def test_only_times(alarm):
    """
    A bare number is not guessed to be days.
    """
    with pytest.raises(TypeError, match="alarms must be timedeltas"):
        to_calendar([], alarms=[alarm])


def test_only_anniversaries():
    """
    What is no anniversary is refused by its type.
    """
    with pytest.raises(TypeError, match="found must have anniversaries, not date"):
        to_calendar([date(2027, 6, 27)])


def test_unknown_language():
    """
    Other languages are refused, also if there is nothing to say.
    """
    with pytest.raises(ValueError, match="'de' or 'en'"):
        to_calendar([], language="fr")


def test_without_the_package(monkeypatch):
    """
    Without icalendar the error says what to install.
    """
    monkeypatch.setitem(sys.modules, "icalendar", None)

    with pytest.raises(bp.MissingExtraError) as caught:
        to_calendar([])
    assert str(caught.value) == (
        "this needs icalendar; pip install 'berlin-partnerships[calendar]'"
    )


def test_importing_imports_no_package(fresh):
    """
    The module can be imported without icalendar, and does not import it.
    """
    code = (
        "import sys; sys.modules['icalendar'] = None\n"
        "import berlin_partnerships.calendar\n"
    )

    assert fresh("-c", code).returncode == 0


# Writing ------------------------------------------------------------------------------


@pytest.fixture(name="file")
def _file():
    return to_calendar([bp.anniversary("paris", 40)])


def test_write(file, tmp_path):
    """
    The file has the bytes, and nothing is left beside it.
    """
    path = tmp_path / "year.ics"

    assert path == file.write(path) == file.write(str(path), overwrite=True)
    assert file.ics == path.read_bytes()
    assert [*tmp_path.iterdir()] == [path]


def test_write_overwrites_only_if_told(file, tmp_path):
    """
    A file that is there stays as it is.
    """
    path = tmp_path / "year.ics"
    path.write_bytes(b"mine")

    with pytest.raises(FileExistsError, match="is there already"):
        file.write(path)
    assert path.read_bytes() == b"mine"
    assert [*tmp_path.iterdir()] == [path]


def test_write_nowhere(file, tmp_path):
    """
    A folder that is not there is named.
    """
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*nowhere"):
        file.write(tmp_path / "nowhere" / "year.ics")


def test_write_fails(file, tmp_path, monkeypatch):
    """
    If writing fails, the old file is as it was, and nothing is left beside it.
    """
    path = tmp_path / "year.ics"
    path.write_bytes(b"mine")

    def full(target, _):
        target.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        file.write(path, overwrite=True)
    assert path.read_bytes() == b"mine"
    assert [*tmp_path.iterdir()] == [path]


def test_value(file):
    """
    A file is a value, and its repr fits a line.
    """
    assert file == CalendarFile(ics=file.ics, included=file.included, left_out=())
    assert repr(file) == (
        f"<CalendarFile: 1 events, 0 left out, {len(file.ics)} bytes>"
    )


# Revisions ----------------------------------------------------------------------------


def revision(dataset, about="partnerships/kyiv", criterion="founding-agreement"):
    """
    The revision of a start in a data set.
    """
    since = dataset.partnerships["kyiv"].since
    return revision_of(dataset, Start(about, since, criterion))


@pytest.mark.data
def test_shipped_ledger_is_complete(dataset):
    """
    The shipped ledger has each fact as it is: compiling it again changes nothing.
    """
    assert revised(dataset, dataset.revisions) == dataset.revisions
    assert all(line["sequence"] >= 0 for line in dataset.revisions.values())


def test_a_new_version_leaves_events_alone(dataset):
    """
    A later version of the data with the same facts gives the same bytes.
    """
    records = {**dataset._records, "version": "2031-01-02", "digest": "0" * 64}
    later = Dataset(
        records, dataset._curated_later, "later", lambda: dict(dataset.revisions)
    )

    def made(data):
        return to_calendar(data.anniversaries(*SPAN, predecessors=True)).ics

    assert later.version != dataset.version
    assert made(dataset) == made(later)


def test_a_changed_fact_counts_on(dataset):
    """
    Another day or name is another revision, of the version that has it.
    """
    line = {"digest": "0" * 12, "modified": "2020-02-02", "sequence": 6}
    before = {"partnerships/kyiv founding-agreement": line}
    changed = Dataset(
        {**dataset._records, "version": "2031-01-02"},
        dataset._curated_later,
        "changed",
        lambda: before,
    )
    found = Revision(7, "2031-01-02")

    assert found == revision(changed)
    ledger = revised(changed, before)
    assert ledger["partnerships/kyiv founding-agreement"]["sequence"] == 7
    data = to_calendar([changed.anniversary("kyiv", 5)]).ics
    assert of(data, "SEQUENCE:") == ["7"]
    assert of(data, "LAST-MODIFIED:") == ["20310102T000000Z"] == of(data, "DTSTAMP:")


def test_data_without_ledger(dataset):
    """
    Facts of data that were not compiled are new in their version.
    """
    bare = Dataset(dataset._records, dataset._curated_later, "bare")

    assert revision(bare) == Revision(0, dataset.date.isoformat())
    assert bare.revisions == {}


def test_ledger_of_a_folder(tmp_path, dataset):
    """
    Compiled files bring their ledger; without it a calendar is refused, not guessed.
    """
    for name in ("records.json", "statements.json", REVISIONS):
        (tmp_path / name).write_bytes(bp.resource(name).read_bytes())
    again = bp.load(tmp_path)

    assert again.revisions == dataset.revisions
    (tmp_path / REVISIONS).unlink()
    with pytest.raises(bp.DataError, match=REVISIONS):
        _ = bp.load(tmp_path).revisions


class Holding:
    """
    The shipped data set with one record changed.
    """

    def __init__(self, dataset, record):
        self._dataset, self._record = dataset, record

    def __getattr__(self, name):
        return getattr(self._dataset, name)

    def record(self, _):
        """
        The record, whatever is asked for.
        """
        return self._record


def facts(dataset, record):
    """
    The digest of the start of Kyiv's partnership if the data held *record*.
    """
    start = Start("partnerships/kyiv", PartialDate.parse("2023"), "founding-agreement")
    return _digest(Holding(dataset, record), start)


@pytest.mark.data
def test_digest_knows_what_an_event_says(dataset):
    """
    A rest that begins or ends is a change; a topic is not.
    """
    kyiv = dataset.partnerships["kyiv"]
    same = attrs.evolve(kyiv, topic_ids=("topics/film",), dataset=dataset)
    rests = attrs.evolve(
        kyiv, dataset=dataset, periods=dataset.partnerships["moscow"].periods
    )

    assert facts(dataset, kyiv) == facts(dataset, same)
    assert facts(dataset, kyiv) != facts(dataset, rests)


def test_dates_are_utc():
    """
    Times in the file are UTC, at midnight: the data know days.
    """
    stamps = {
        stamp for p in ("DTSTAMP:", "LAST-MODIFIED:") for stamp in of(year().ics, p)
    }

    assert all(re.fullmatch(r"\d{8}T000000Z", stamp) for stamp in stamps)
