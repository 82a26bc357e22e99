"""Whom to congratulate: partner cities whose partnership began on this day."""

import sys

from datetime import date

import berlin_partnerships as bp


def letters(day):
    partners = bp.partners(min(day, bp.load().known_until))
    for found in bp.anniversaries(day, day, records=partners):
        yield f"{bp.record(found.about).city.label('en')}: {found.number}"


def review(old, new):
    shown = ("partnerships/", "timeline")  # what `letters` shows comes from these
    return [c for c in bp.diff(old, new).answers if c.about.startswith(shown)]


if __name__ == "__main__":
    print(*letters(date.fromisoformat(sys.argv[1])), sep="\n")
