"""What the app says, fixed by hand: an upgrade that changes it fails here."""

from datetime import date

import pytest

from app import letters


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2017, 6, 27), ["Los Angeles: 50"]),
        (date(2024, 9, 14), ["Kyiv: 1"]),
        (date(2024, 9, 15), []),
    ],
)
def test_letters(day, said):
    assert [*letters(day)] == said
