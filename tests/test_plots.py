"""
What the pictures have where; the numbers are those of the sources, or made up.
"""

from __future__ import annotations

import sys

from datetime import date
from itertools import combinations, pairwise

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.dates import date2num
from matplotlib.figure import Figure

import berlin_partnerships as bp

from berlin_partnerships import plots
from berlin_partnerships.plots._coast import rings
from berlin_partnerships.plots._placing import Box, placed


TABLE = """\
name,first_act,since,resting_since,until
Old,,1950-01-01,,2000-01-01
Year,,1990,,
Rests,1998-06-01,2000-01-01,2010-03,
Late,,2020-05-05,,
"""


@pytest.fixture(name="town")
def _town(tmp_path):
    """
    Made-up partners, one for each thing that can be drawn.
    """
    (tmp_path / "Town.csv").write_text(TABLE, "utf-8")
    return bp.load(tmp_path / "Town.csv")


def texts(labels):
    return [label.get_text() for label in labels]


def rows(ax):
    return texts(ax.get_yticklabels())


def legend(ax):
    return texts(ax.get_legend().get_texts())


def bars(ax):
    """
    The bars by their label: row, first day, day after the last.
    """
    return {
        group.get_label(): [
            (round(bar.get_y() + bar.get_height() / 2), *ends(bar)) for bar in group
        ]
        for group in ax.containers
    }


def ends(bar):
    return bar.get_x(), bar.get_x() + bar.get_width()


def days(*texts):
    return tuple(date2num(date.fromisoformat(text)) for text in texts)


def points(ax, label):
    """
    Where the marks with a label are.
    """
    [found] = [c for c in ax.collections if c.get_label().startswith(label)]
    return [tuple(map(float, xy)) for xy in found.get_offsets()]


# Partnerships over time ---------------------------------------------------------------


def test_bars_go_from_the_start_to_the_day_asked_for(town):
    """
    The oldest is at the top; what ended stops there, what lasts goes on.
    """
    ax = plots.partnerships(town, until=date(2015, 1, 1))

    assert rows(ax) == ["Old", "Year", "Rests", "Late"]
    top, bottom = ax.get_ylim()[::-1]
    assert top < 0
    assert bottom > 3
    assert bars(ax)["active"] == [
        (0, *days("1950-01-01", "2000-01-01")),
        (1, *days("1990-12-31", "2015-01-01")),
        (2, *days("2000-01-01", "2010-03-01")),
    ]
    assert bars(ax)["resting"] == [(2, *days("2010-03-31", "2015-01-01"))]


def test_what_is_uncertain_lies_between_the_bounds(town):
    """
    A year, and a month in which the status changed.
    """
    ax = plots.partnerships(town, until=date(2015, 1, 1))

    assert bars(ax)["date uncertain"] == [
        (1, *days("1990-01-01", "1990-12-31")),
        (2, *days("2010-03-01", "2010-03-31")),
    ]


def test_a_diamond_is_the_first_act(town):
    """
    It stands before the bar; not if it's after the last day.
    """
    ax = plots.partnerships(town)
    early = plots.partnerships(town, until=date(1995, 1, 1))

    assert points(ax, "first act") == [(*days("1998-06-01"), 2)]
    assert "first act" in legend(ax)
    assert "first act" not in legend(early)
    assert {row for row, *_ in bars(early)["active"]} == {0, 1}


def test_a_day_within_the_bounds_ends_the_bar(town):
    ax = plots.partnerships(town, until=date(1990, 7, 1))

    assert bars(ax)["date uncertain"] == [(1, *days("1990-01-01", "1990-07-01"))]


def test_until_is_a_year_after_the_last_date_if_nobody_knows(town):
    ax = plots.partnerships(town)

    assert bars(ax)["active"][-1] == (3, *days("2020-05-05", "2021-05-05"))


@pytest.mark.data
def test_partnerships_of_berlin(dataset):
    """
    Nineteen, to the last day that the sources speak of; Moscow rests.
    """
    ax = plots.partnerships(dataset, language="de")

    last = date2num(dataset.known_until)
    assert len(rows(ax)) == 19
    assert rows(ax)[:2] == ["Los Angeles", "Paris"]
    assert bars(ax)["ruht"] == [(rows(ax).index("Moskau"), *days("2022-04-05"), last)]
    assert {end for _, _, end in bars(ax)["aktiv"]} == {last, *days("2022-03-02")}
    assert bars(ax)["angekündigt"] == [
        (rows(ax).index("Tel Aviv"), *days("2025-04-04", "2025-05-05"))
    ]
    diamonds = points(ax, "erster Akt")
    assert [rows(ax)[int(y)] for _, y in diamonds] == ["Moskau", "Budapest", "Jakarta"]
    assert ax.get_title() == "Partnerschaften"


def test_a_start_that_nobody_knows(town):
    """
    From the first date of all on it is uncertain; it is never sure.
    """
    late = town.partnerships["late"]
    [period] = late.periods
    end = bp.PartialDate.parse("[..2010-01-01]")
    odd = attrs.evolve(
        late, periods=(attrs.evolve(period, start=None, end=end),), dataset=town
    )

    ax = plots.partnerships([odd, town.partnerships["old"]], until=date(2015, 1, 1))

    assert bars(ax)["date uncertain"] == [(1, *days("1950-01-01", "2010-01-01"))]
    assert [row for row, *_ in bars(ax)["active"]] == [0]


def test_a_partnership_of_a_borough_says_whose_it_is(town):
    late = attrs.evolve(town.partnerships["late"], level="borough", dataset=town)

    assert rows(plots.partnerships([late])) == ["Late – Town"]


def test_statuses_differ_by_more_than_color(town):
    """
    Also who sees no color can tell them apart.
    """
    ax = plots.partnerships(town)

    hatches = [group[0].get_hatch() for group in ax.containers]
    assert len(set(hatches)) == len(hatches) == 3


# The number over time -----------------------------------------------------------------


def line(ax):
    """
    The corners of the line, None at a gap.
    """
    xs, ys = ax.lines[0].get_data(orig=False)
    return [
        None if y != y else (float(x), int(y))  # noqa: PLR0124  # not a number
        for x, y in zip(xs, ys, strict=True)
    ]


def test_the_line_has_the_steps_of_the_timeline(town):
    """
    In 1990 there were one or two: an area, and no line.
    """
    ax = plots.count(town.timeline(), until=date(2022, 1, 1))

    assert line(ax) == [
        (*days("1950-01-01"), 1),
        (*days("1990-01-01"), 1),
        None,
        (*days("1990-12-31"), 2),
        (*days("2000-01-01"), 2),
        (*days("2000-01-01"), 2),
        (*days("2020-05-05"), 2),
        (*days("2020-05-05"), 3),
        (*days("2022-01-01"), 3),
    ]
    [area] = ax.collections
    corners = {tuple(map(float, xy)) for xy in area.get_paths()[0].vertices}
    assert corners == {(x, y) for x in days("1990-01-01", "1990-12-31") for y in (1, 2)}
    assert legend(ax) == ["as counted", "number uncertain"]


def test_the_line_of_a_data_set_is_that_of_its_timeline(town):
    assert line(plots.count(town)) == line(plots.count(town.timeline()))
    assert line(plots.count(town))[-1] == (*days("2021-05-05"), 3)


def test_several_uncertain_times_have_one_entry_in_the_legend():
    spans = [
        bp.Interval(start=None, end=date(2000, 1, 1), count=(0, 1)),
        bp.Interval(start=date(2000, 1, 1), end=date(2001, 1, 1), count=(1, 2)),
        bp.Interval(start=date(2001, 1, 1), end=None, count=2),
    ]

    ax = plots.count(spans, language="de", until=date(2000, 6, 1))

    assert legend(ax) == ["wie gezählt", "Zahl unsicher"]
    assert line(ax) == []
    first, second = (area.get_datalim(ax.transData) for area in ax.collections)
    assert (first.x0, first.x1) == days("2000-01-01", "2000-01-01")
    assert (second.x0, second.x1) == days("2000-01-01", "2000-06-01")


SAID = [
    bp.Source(id="right", as_of="2021", count=3),
    bp.Source(id="wrong", as_of="2005-05-05", count=7),
    bp.Source(
        id="list", as_of="2021-06-01", count=2, names=["Year", "Late", "Rests", "X"]
    ),
    bp.Source(id="undated", count=3),
    bp.Source(id="undated and wrong", count=50),
    bp.Source(id="open", as_of="[2021-01-01..]", names=["Year", "Late"], closed=False),
    bp.Source(id="before", as_of="[..1949-01-01]", count=9),
]


def test_each_source_is_over_its_days_at_its_number(town):
    """
    Right, right and incomplete, differing: marks, numbers and bounds of each.
    """
    ax = plots.count(town.reconcile(*SAID), until=date(2022, 1, 1))

    assert points(ax, "agrees (1)") == [(*days("2021-07-02"), 3)]
    assert points(ax, "agrees, incomplete (1)") == [(*days("2021-07-02"), 2)]
    assert sorted(points(ax, "differs (3)")) == [
        (*days("1949-01-01"), 9),
        (*days("2005-05-05"), 7),
        (*days("2021-06-01"), 4),
    ]
    bounds = {
        tuple(tuple(map(float, xy)) for xy in path.vertices)
        for group in ax.collections
        for path in group.get_paths()
        if len(path.vertices) == 2
    }
    first, last = days("2021-01-01", "2021-12-31")
    assert ((first, 3), (last, 3)) in bounds
    assert ((first, 2), (*days("2022-01-01"), 2)) in bounds
    there = days("2021-06-01")
    assert ((*there, 4), (*there, 2)) in bounds  # four names, and a number of two
    assert ax.get_legend().get_title().get_text() == "Undated, not drawn: 2"
    assert sorted(texts(ax.texts)) == ["before", "list", "wrong"]


def test_marks_of_sources_differ_by_more_than_color(town):
    """
    A disc, a ring, and a cross.
    """
    ax = plots.count(town.reconcile(*SAID))

    looks = {}
    for label in ("agrees (", "agrees, inc", "differs"):
        [group] = [c for c in ax.collections if c.get_label().startswith(label)]
        looks[label] = (
            len(group.get_paths()[0].vertices),
            to_hex(group.get_facecolor()[0]) == "#ffffff",
        )
    disc, ring, cross = looks.values()
    assert disc[0] == ring[0] != cross[0]
    assert (disc[1], ring[1]) == (False, True)


@pytest.mark.data
def test_the_count_of_berlin():
    """
    17 from London in 2000 on, 18 with Kyiv, 19 with Tel Aviv; one page prints 20.
    """
    r = bp.reconcile()
    ax = plots.count(r, language="de")

    corners = line(ax)
    for number, start, end in (
        (17, "2000-10-10", "2023-09-14"),
        (18, "2023-09-14", "2025-05-05"),
    ):
        at = corners.index((*days(start), number))
        assert corners[at + 1] == (*days(end), number)
    assert corners[-1] == (date2num(r.until), 19)
    assert max(y for _, y in points(ax, "weicht ab")) == 20
    marks = [
        p for word in ("stimmt (", "stimmt, u", "weicht") for p in points(ax, word)
    ]
    assert len(marks) == len(r.sources)


def test_half_a_partnership_is_no_tick(town):
    ax = plots.count(town)

    assert all(float(tick).is_integer() for tick in ax.get_yticks())
    assert ax.get_ylim()[0] == 0


# A map --------------------------------------------------------------------------------


@pytest.mark.data
def test_partners_are_where_they_are(dataset):
    """
    Degrees east to the right, degrees north up; only those of the day.
    """
    ax = plots.world(dataset, on=date(2023, 1, 1))

    spots = points(ax, "active")
    tokyo, moscow = (139.69171, 35.6895), (37.61781, 55.75204)
    assert tokyo in spots
    assert points(ax, "resting") == [moscow]
    assert len(spots) == 16  # 17 with Moscow; without Kyiv and Tel Aviv
    names = set(texts(ax.texts))
    assert {"Berlin", "Tokyo"} < names
    assert not {"Kyiv", "Tel Aviv-Yafo"} & names
    assert len(ax.texts) == 18
    assert ax.get_title() == "Partner cities on 1 January 2023"


@pytest.mark.data
def test_names_on_the_map_belong_to_their_places(dataset):
    """
    Each name is tied to the place of its city, and none covers another.
    """
    ax = plots.world(dataset, language="de")
    figure = ax.get_figure()
    canvas = FigureCanvasAgg(figure)
    canvas.draw()

    for text in ax.texts:
        city = bp.city(text.get_text())
        assert text.xy == (city.longitude, city.latitude)
    boxes = [
        text.get_bbox_patch().get_window_extent(canvas.get_renderer())
        for text in ax.texts
    ]
    assert not [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)]
    assert "Partnerstädte am 31. März 2026" in ax.get_title()
    assert "30° O" in texts(ax.get_xticklabels())
    assert {"30° W", "0°", "180°"} < set(texts(ax.get_xticklabels()))


@pytest.mark.data
def test_a_city_with_several_partnerships_is_drawn_once(dataset):
    kyiv = dataset.partnerships["kyiv"]
    borough = attrs.evolve(
        kyiv, id="district-kyiv", level="borough", party="nobody", dataset=dataset
    )

    ax = plots.world([kyiv, borough, dataset.partnerships["tel-aviv"]])

    assert sorted(texts(ax.texts)) == ["Berlin", "Kyiv", "Tel Aviv-Yafo"]
    assert len(points(ax, "active")) == 2


def test_without_coordinates_there_is_a_note(town):
    """
    Nothing is put at 0° 0°; who is missing is said.
    """
    ax = plots.world(town, on=date(2015, 1, 1))

    assert ax.get_xlabel() == "Place not known: Rests, Year"
    assert not ax.texts
    assert ax.get_legend() is None


@pytest.mark.parametrize(
    ("city", "x", "y", "dry"),
    [
        ("Berlin", 13.4, 52.5, True),
        ("Tashkent", 69.2, 41.3, True),
        ("Windhoek", 17.1, -22.6, True),
        ("the Chukchi Peninsula", -175, 66.5, True),
        ("Kamchatka", 160, 56, True),
        ("the Atlantic", -35, 35, False),
        ("the Pacific", -150, 0, False),
        ("the Caspian Sea", 51, 40, False),
        ("the Baltic Sea", 19.5, 57, False),
    ],
)
def test_land_is_where_land_is(city, x, y, dry):
    """
    A point is on land if a line from it to the east crosses the coasts oddly often.
    """
    crossings = 0
    for ring in rings():
        assert ring[0] == ring[-1]
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y):
                crossings += x1 + (y - y1) / (y2 - y1) * (x2 - x1) > x

    assert crossings % 2 == dry, city


SIDES = st.floats(1, 60)


@given(
    spots=st.lists(
        st.tuples(st.floats(0, 600), st.floats(0, 300), SIDES, st.floats(1, 12)),
        max_size=12,
    )
)
def test_labels_cover_neither_points_nor_one_another(spots):
    """
    In a frame with room enough, wherever the points are.
    """
    frame = Box(-100, -100, 700, 400)
    where = [(x, y) for x, y, *_ in spots]

    boxes = placed(where, [size for *_, a, b in spots for size in [(a, b)]], frame)

    assert all(box.within(frame) for box in boxes)
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    for box in boxes:
        assert not any(
            box.left < x < box.right and box.bottom < y < box.top for x, y in where
        )


def test_a_label_without_room_stands_to_the_right():
    [box] = placed([(5, 5)], [(100, 10)], Box(0, 0, 10, 10))

    assert box == Box(9, 0, 109, 10)


# From one number to another -----------------------------------------------------------


@pytest.mark.data
def test_a_bridge_from_17_to_20():
    """
    Three entries of one each; the last bar ends where the third does.
    """
    ax = plots.bridge(bp.reconcile("senuvk-overview", "liquisearch"))

    assert rows(ax)[0] == "senuvk-overview"
    assert rows(ax)[-1] == "liquisearch"
    assert rows(ax)[1] == "Bern: does not belong"
    assert [ends(bar) for group in ax.containers for bar in group] == [
        (0, 17),
        (17, 18),
        (18, 19),
        (19, 20),
        (0, 20),
    ]
    assert texts(ax.texts) == ["17", "+1", "+1", "+1", "20"]
    assert ax.get_title() == "17 + 3 = 20"


@pytest.mark.data
def test_a_bridge_downward():
    """
    From 18 to 17: the bar of Kyiv lies under the first number.
    """
    [comparison] = bp.reconcile("seed-002", "seed-004").comparisons
    ax = plots.bridge(comparison, language="de")

    assert rows(ax) == [comparison.a, "Kyiv: Zeit", comparison.b]
    assert [ends(bar) for group in ax.containers for bar in group] == [
        (0, 18),
        (17, 18),
        (0, 17),
    ]
    assert "−1" in texts(ax.texts)
    assert ax.get_xlabel() == "Partnerschaften"


def test_names_of_a_bridge_are_those_that_are_given(town):
    """
    Those of other data are not known to a bare comparison, so they may be given.
    """
    r = town.reconcile(["Year", "Late"], ["Year", "Late", "Rests", "Nowhere"])
    [comparison] = r.comparisons

    bare, own = plots.bridge(comparison), plots.bridge(comparison, labels=r.labels)

    assert rows(plots.bridge(r)) == rows(own)
    assert [name.split(":")[0] for name in rows(own)][1:-1] == ["Rests", "Nowhere"]
    assert [name.split(":")[0] for name in rows(bare)][1:-1] == ["rests", "Nowhere"]


# Where it is drawn, and errors --------------------------------------------------------


def made(kind, which, **options):
    return getattr(plots, kind)(which, **options)


@pytest.mark.parametrize("kind", ["partnerships", "count", "world", "bridge"])
def test_axes_that_are_given_are_drawn_into(town, kind):
    """
    They come back; nothing is made beside them.
    """
    which = town.reconcile(["Year"], ["Late"]) if kind == "bridge" else town
    more = {"on": date(2021, 1, 1)} if kind == "world" else {}
    mine = Figure().subplots()

    assert made(kind, which, ax=mine, **more) is mine
    assert made(kind, which, **more).get_figure() is not mine.get_figure()
    with pytest.raises(ValueError, match="language must be 'de' or 'en'"):
        made(kind, which, language="fr", **more)


def test_nothing_needs_a_display_or_pyplot(fresh, tmp_path):
    """
    Drawing and saving neither import pyplot nor ask for a screen.
    """
    code = (
        "import sys, berlin_partnerships as bp\n"
        "from berlin_partnerships import plots\n"
        "assert 'matplotlib' not in sys.modules\n"
        "plots.world(bp.load()).figure.savefig(sys.argv[1])\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    target = tmp_path / "world.png"
    done = fresh("-c", code, str(target), DISPLAY="", MPLBACKEND="TkAgg")

    assert done.returncode == 0, done.stderr.decode()
    assert target.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["partnerships", "count", "world", "bridge"])
def test_without_matplotlib_the_extra_is_named(town, kind, monkeypatch):
    which = town.reconcile(["Year"], ["Late"]) if kind == "bridge" else town
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    more = {"on": date(2021, 1, 1)} if kind == "world" else {}

    with pytest.raises(bp.MissingExtraError) as caught:
        made(kind, which, **more)
    assert str(caught.value) == (
        "this needs matplotlib; pip install 'berlin-partnerships[plots]'"
    )


def test_wrong_things_are_refused(town):
    """
    Each error says what can be drawn, and what was given.
    """
    with pytest.raises(TypeError, match=r"data set or partnerships .*, not 'kyiv'"):
        plots.partnerships(["kyiv"])
    with pytest.raises(TypeError, match="or timeline can be drawn, not 17"):
        plots.count([17])
    with pytest.raises(TypeError, match=r"comparison or reconciliation .*, not 17"):
        plots.bridge(17)
    with pytest.raises(TypeError, match=r"until must be a datetime.date"):
        plots.partnerships(town, until="2020")
    with pytest.raises(TypeError, match=r"on must be a datetime.date"):
        plots.world(town, on="2020")


def test_nothing_to_draw_is_said(town):
    with pytest.raises(ValueError, match="no partnership with a date"):
        plots.partnerships([])
    with pytest.raises(ValueError, match="no number with a date"):
        plots.count([])
    with pytest.raises(ValueError, match="no partner to draw on 1900-01-01"):
        plots.world(town, on=date(1900, 1, 1))
    with pytest.raises(ValueError, match="no partnership to draw"):
        plots.world([])
    with pytest.raises(ValueError, match="don't say until when they are known"):
        plots.world(town)
    with pytest.raises(ValueError, match="nothing to compare"):
        plots.bridge(town.reconcile(["Year"]))


def test_of_several_comparisons_one_must_be_chosen(town):
    """
    The error lists them, ready to be copied.
    """
    r = town.reconcile(["Year"], ["Late"], ["Rests"])

    with pytest.raises(ValueError, match="several comparisons") as caught:
        plots.bridge(r)
    first, second = r.comparisons
    assert f".comparisons[1]: {second.a} → {second.b}" in str(caught.value)
    assert plots.bridge(first).get_title() == str(first.bridge)
