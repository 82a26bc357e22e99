"""
Whole answers, word for word, in German and English.

Each text in ``golden`` was read by a person. If one changes on purpose, run
``python tests/test_golden.py`` with the package installed (or PYTHONPATH=src):
it writes all of them anew. Then a person must read the difference (``git diff
tests/golden``) as a reader of a newspaper would, in both languages, before it is
committed: the test only finds that a text changed, never that it is wrong.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import berlin_partnerships as bp


pytestmark = pytest.mark.data

FOLDER = Path(__file__).parent / "golden"
LANGUAGES = ("de", "en")

# As printed in "senuvk-overview".
SEVENTEEN = (
    "Los Angeles", "Mexiko-Stadt", "Buenos Aires", "Paris", "Madrid", "London",
    "Brüssel", "Istanbul", "Budapest", "Jakarta", "Taschkent", "Moskau", "Warschau",
    "Prag", "Peking", "Tokio", "Windhuk",
)  # fmt: skip


def _without_moscow():
    sixteen = [name for name in SEVENTEEN if name != "Moskau"]
    return [bp.reconcile(sixteen, list(SEVENTEEN))]


def _doubled_and_unknown():
    names = ["Paris", "Peking", "Beijing", "Atlantis", "London"]
    return [bp.reconcile(names, "seed-001")]


def _days():
    then = bp.members(date(2022, 3, 20), statuses=("active",))
    return [bp.date_of(17), then]


def _anniversaries():
    after = date(2026, 1, 1)
    return [
        bp.age("los-angeles", on=date(2024, 6, 1)),
        bp.anniversary("los-angeles", 60),
        bp.next_anniversary("kyiv", after=after, numbers=bp.ROUND),
    ]


def _celebrations():
    return [
        *bp.celebrated("budapest"),
        *(c for c in bp.celebrated("moscow") if c.number == 25),
        *(c for c in bp.celebrated("prague") if c.number in (10, 20, 30)),
        bp.celebration("budapest", 30, on="2022-06"),
        bp.celebration("jakarta", 20, on="2019"),
    ]


ANSWERS = {
    "story": lambda: [bp.reconcile()],
    "17-and-18": lambda: [bp.reconcile("seed-004", "seed-002")],
    "20-and-17": lambda: [bp.reconcile("liquisearch", "senat-2008-list")],
    "announced": lambda: [bp.reconcile("dlf-2025-04-04", "rbm-overview")],
    "without-moscow": _without_moscow,
    "doubled-and-unknown": _doubled_and_unknown,
    "since-moscow": lambda: [bp.resolve("moscow", "since")],
    "since-windhoek": lambda: [bp.resolve("windhoek", "since")],
    "since-jakarta": lambda: [bp.resolve("jakarta", "since")],
    "since-los-angeles": lambda: [bp.resolve("los-angeles", "since")],
    "status-moscow": lambda: [bp.resolve("moscow", "status")],
    "timeline": bp.timeline,
    "since-kyiv": lambda: [bp.resolve("kyiv", "since")],
    "visit": lambda: [bp.events["us-visit-2024"].why("held")],
    "grants": lambda: [bp.resolve("villa-aurora-visual-arts-stipend", "grants")],
    "one-source": lambda: [bp.reconcile("seed-001")],
    "number": lambda: [bp.reconcile(bp.Source(count=17, as_of="2024"), "seed-002")],
    "members": lambda: [bp.members(date(2025, 5, 5))],
    "days": _days,
    "anniversaries": _anniversaries,
    "celebrations": _celebrations,
}
FILES = [f"{name}.{language}.txt" for name in ANSWERS for language in LANGUAGES]


def _told(file):
    name, language, _ = file.split(".")
    return "\n".join(answer.explain(language) for answer in ANSWERS[name]()) + "\n"


@pytest.mark.parametrize("file", FILES)
def test_an_answer_reads_as_when_it_was_last_read(file):
    """
    What an answer says is what a person read and found well said.
    """
    read = (FOLDER / file).read_text(encoding="utf-8")

    assert _told(file) == read, (
        f"golden/{file} no longer says what the package does; if that is wanted, run "
        "`python tests/test_golden.py` and read the difference in both languages"
    )


def test_each_file_is_of_an_answer():
    """
    No text is left over from an answer that is no longer asked for.
    """
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(FILES)


def _renew():
    """
    Write all texts anew; a person must read the difference.
    """
    for file in FILES:
        (FOLDER / file).write_text(_told(file), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _renew()
