"""
Records of the smaller kinds as cards for the terminal.
"""

from __future__ import annotations

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._cards import card
from berlin_partnerships._things import KINDS, Appointment
from small_kinds import made_up


@pytest.fixture(name="_narrow", autouse=True)
def _narrow_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(name="made", scope="module")
def _made(tmp_path_factory):
    """
    The made-up data set with the smaller kinds.
    """
    return bp.load(made_up(tmp_path_factory.mktemp("cards") / "data"))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_record_has_a_card(dataset, kind, language):
    """
    In both languages, within 80 columns, under its name and id.
    """
    for record in getattr(dataset, kind).values():
        text = card(record, language)

        head = text.partition("\n\n")[0].replace("\n", " ")
        assert head == f"{record.label(language)} — {record.full_id}"
        assert max(map(len, text.splitlines())) <= 80
        assert "()" not in text
        assert "None" not in text


def test_a_visit(made):
    """
    The agenda stands under its stops, each with who tells of it.
    """
    assert card(made.events["example-visit"], "en") == (
        "Example visit — events/example-visit\n"
        "\n"
        "partnership (en): Exampleville\n"
        "held (en): 10 November 2024 to 15 November 2024\n"
        "took-place (en): yes\n"
        "\n"
        "Sampleton:\n"
        "- Talk (announced, reported)\n"
        "\n"
        "old-mill:\n"
        "- Tour (announced)\n"
        "- Dinner (reported)\n"
        "\n"
        "at no stop named:\n"
        "- Concert (announced)\n"
        "\n"
        "made up"
    )


def test_a_visit_in_german(made):
    """
    The same in the other language.
    """
    text = card(made.events["example-visit"], "de")

    assert text.startswith("Beispielreise — events/example-visit\n\npartnership (de): ")
    assert "took-place (de): ja" in text
    assert "- Gespräch (angekündigt, berichtet)" in text
    assert "- Abendessen (berichtet)" in text
    assert "ohne Ort:\n- Konzert (angekündigt)" in text


def test_what_nobody_tells_of_has_no_mark(made):
    """
    An appointment that is neither announced nor reported stands by itself.
    """
    visit = attrs.evolve(
        made.events["example-visit"],
        took_place=False,
        stops=(),
        appointments=(Appointment(id="rest", name="Rest", name_de="Rast"),),
        dataset=made,
    )

    assert "took-place (en): no" in card(visit, "en")
    assert "hat" not in card(visit, "de")
    assert "took-place (de): nein" in card(visit, "de")
    assert "- Rest\n" in card(visit, "en")


def test_an_event_without_an_agenda(made):
    """
    What is no visit has no stops, and no list of them.
    """
    event = attrs.evolve(
        made.events["example-visit"], stops=(), appointments=(), dataset=made
    )

    assert "stop" not in card(event, "en")


def test_an_organization(made):
    """
    Dates are said, records are named, and further names stand below.
    """
    assert card(made.organizations["example-institute"], "en") == (
        "Example Institute — organizations/example-institute\n"
        "\n"
        "partnership (en): Exampleville\n"
        "side (en): partner city\n"
        "founded (en): May 1990\n"
        "part-of (en): Example Office\n"
        "\n"
        "Also: EI\n"
        "\n"
        "not the office"
    )


def test_a_text_with_a_stroke_is_no_record(made):
    """
    An office such as "Mayor/Speaker" is a text and stays one.
    """
    assert "office (en): Mayor/Speaker" in card(made.people["ada-example"], "en")


def test_the_name_on_top_is_not_repeated(made):
    """
    Further names are others than the one that the card has in its head.
    """
    name = made.organizations["example-institute"].names[0]
    square = attrs.evolve(
        made.places["example-square"],
        names=(attrs.evolve(name, text="Example Square"),),
        dataset=made,
    )

    assert "Also" not in card(square, "en")
    assert card(square, "de").endswith("\n\nAuch: Example Square")


def test_a_program(made):
    """
    Grants stand with their periods, which are said as in a sentence.
    """
    text = card(made.programs["example-grant"], "de")

    assert "successor (de): Späteres Stipendium" in text
    assert "Stipendien im Jahr: 2017: 1; seit 2017: 2" in text


def test_a_topic(made):
    """
    A topic stands with the wider one and with whose choice it is.
    """
    assert "wider topic: music\nbasis: a source's word" in card(
        made.topics["jazz"], "en"
    )
    assert "Oberthema: Musik\nHerkunft: aus einer Quelle" in card(
        made.topics["jazz"], "de"
    )


@pytest.mark.data
def test_the_visit_of_2024(dataset):
    """
    Of each appointment, the card says whether it was announced or reported.
    """
    text = card(dataset.events["us-visit-2024"], "en")
    boston = text.partition("Boston:\n")[2].partition("\n\n")[0]

    assert "- Visit to the SoFi Stadium (reported)" in text
    assert "- Appointment at Google (announced)" in text.partition("at no stop")[2]
    assert "reported" not in boston
    assert boston.count("announced") == 3


def test_a_record_of_which_only_the_name_is_known(made):
    """
    The card is its head, without empty lines below it.
    """
    text = card(made.organizations["example-office"], "en")

    assert text == "Example Office — organizations/example-office"


def test_there_are_two_languages(made):
    """
    Another language is an error.
    """
    with pytest.raises(ValueError, match="'de' or 'en'"):
        card(made.topics["jazz"], "fr")
