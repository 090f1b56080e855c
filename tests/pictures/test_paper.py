"""Charts on paper: the marks of the SVG that Vega draws, and the native charts of slides."""

import io
import re

import numpy as np
import pandas as pd
import pptx
import pytest
from lxml import etree

from kit.chart import Bars, Chart, Ladders, Line
from kit.paper import charts, html
from kit.paper import pptx as slides
from tests.pictures.conftest import COLOURS, described, percent, table

DAYS = pd.to_datetime([f"{year}-08-31" for year in range(2001, 2007)])
STEPS = {1: "weak", 2: "adequate", 3: "well", 4: "excellent"}


@pytest.fixture(scope="module")
def trend() -> Chart:
    rows = pd.DataFrame(
        {
            "period_end": DAYS,
            "period_text": [f"31 Aug {day.year}" for day in DAYS],
            "period_status": ["final"] * 5 + ["provisional"],
            "value": [40.0, 44.0, np.nan, 47.0, 52.0, 56.0],
            "lower": [35.0, 39.0, np.nan, 42.0, 47.0, 50.0],
            "upper": [46.0, 49.0, np.nan, 52.0, 57.0, 60.0],
            "beside": [50.0, 50.0, 51.0, 51.0, 52.0, 53.0],
            "run": [1, 1, 1, 1, 2, 2],
            "broken": [None] * 4 + ["counted anew", None],
        }
    )
    others = {"beside": "Neighbours"}
    return described(Line, rows, alt="Line", about="Northmere", write=percent, others=others)


@pytest.fixture(scope="module")
def bars() -> Chart:
    rows = table(
        "name value lower upper place",
        ("Northmere", 60.0, 50.0, 80.0, "chosen"),
        ("Neighbours", 40.0, np.nan, np.nan, "other"),
        ("England", 20.0, np.nan, np.nan, "other"),
    )
    return described(Bars, rows, alt="Bars", write=percent)


@pytest.fixture(scope="module")
def ladders() -> Chart:
    rows = table(
        "title level level_low level_high before beside text",
        ("Vision", 2, 1, 3, 3, 2.5, "2 adequate, could be 1 or 3"),
        ("Help", 1, 1, 1, 1, 4, "1 weak"),
        ("Voice", 4, 4, 4, 2, 1, "4 excellent"),
        ("Reach", np.nan, np.nan, np.nan, np.nan, 3, "not assessed"),
    )
    return described(Ladders, rows, alt="Ladders", steps=STEPS)


def _marks(chart: Chart, role: str) -> list[dict]:
    """Return the marks of a sort that an SVG holds: what each is of, its place, all it is."""
    tree = etree.fromstring(charts.svg(chart, 400, 200).encode())
    found = []
    for one in tree.iter("{*}path", "{*}line", "{*}text"):
        label = one.get("aria-label")
        if one.get("aria-roledescription") != role or label is None:
            continue
        about = dict(part.split(": ", 1) for part in label.split("; "))
        place = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", one.get("transform", ""))
        x, y = map(float, place.groups()) if place else (0.0, 0.0)
        found.append({"of": about, "x": x, "y": y, "text": one.text} | dict(one.attrib))
    return found


def _path(d: str) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split(","))) for pair in re.findall(r"[-\d.]+,[-\d.]+", d)]


def _axis(chart: Chart) -> dict[str, tuple[float, float]]:
    """Return the labels of the axes and where they are written."""
    tree = etree.fromstring(charts.svg(chart, 400, 200).encode())
    return {
        one.text: tuple(map(float, re.findall(r"[-\d.]+", one.get("transform"))))
        for group in tree.iter("{*}g")
        if "role-axis-label" in group.get("class", "")
        for one in group.iter("{*}text")
    }


# ── A line with its interval ─────────────────────────────────────────────────────────────────


def test_on_paper_a_trend_rises_with_its_values_and_is_cut_at_gap_and_break(trend):
    lines = [one for one in _marks(trend, "line mark") if one["stroke"] == COLOURS["strong"]]
    assert [len(_path(one["d"])) for one in lines] == [2, 2] or len(lines) == 3
    points = [one for one in _marks(trend, "circle") if one["stroke"] == COLOURS["strong"]]
    assert [float(one["of"]["value"]) for one in points] == [40, 44, 47, 52, 56]
    up = np.polyfit([float(one["of"]["value"]) for one in points], [one["y"] for one in points], 1)
    assert up[0] < -1  # SVG counts downwards: more is higher
    across = [one["x"] for one in points]
    assert across == sorted(set(across))
    zero = _axis(trend)["0"][1] - 3
    assert np.polyval(up, 0) == pytest.approx(zero, abs=1)  # the axis says what the line says
    for one in points:
        assert one["y"] == pytest.approx(np.polyval(up, float(one["of"]["value"])), abs=0.1)


def test_on_paper_the_interval_is_a_band_between_its_ends(trend):
    points = {float(one["of"]["value"]): one for one in _marks(trend, "circle")}
    scale = (points[40]["y"] - points[56]["y"]) / 16
    bands = [_path(one["d"]) for one in _marks(trend, "area mark")]
    first = [y for _, y in bands[0]]
    expected = [points[40]["y"] - (each - 40) * scale for each in (46, 49, 39, 35)]
    assert sorted(first) == pytest.approx(sorted(expected), abs=0.2)
    assert len(bands) >= 2 and sum(len(band) for band in bands) == 2 * 4 + (len(bands) == 3) * 2


def test_on_paper_the_chosen_one_is_strong_and_the_last_point_hollow(trend):
    lines = {one["stroke"] for one in _marks(trend, "line mark")}
    assert lines == {COLOURS["strong"], COLOURS["beside"]}
    points = _marks(trend, "circle")
    assert [one["fill"] for one in points] == [COLOURS["strong"]] * 4 + [COLOURS["ground"]]
    names = {one["text"]: one for one in _marks(trend, "text mark")}
    assert names["Northmere"]["fill"] == COLOURS["strong"] and "Neighbours" in names
    assert names["Northmere"]["y"] < names["Neighbours"]["y"]  # 56 is above 53
    assert names["Northmere"]["x"] > points[-1]["x"]


def test_on_paper_a_break_is_a_line_half_way_and_periods_are_named_below(trend):
    points = _marks(trend, "circle")
    cut = next(one for one in _marks(trend, "rule mark") if one.get("stroke-dasharray"))
    assert points[2]["x"] < cut["x"] < points[3]["x"]
    axis = _axis(trend)
    assert axis["2006"][0] == pytest.approx(points[-1]["x"], abs=0.1)
    assert axis["2002"][0] == pytest.approx(points[1]["x"], abs=0.1)


# ── Bars ─────────────────────────────────────────────────────────────────────────────────────


def _boxes(chart: Chart) -> dict[str, tuple[float, float, float, str]]:
    """Return left, width, top and colour of each bar."""
    found = {}
    for one in _marks(chart, "bar"):
        left, top, width = map(
            float, re.match(r"M([-\d.]+),([-\d.]+)h([-\d.]+)", one["d"]).groups()
        )
        found[one["of"]["name"]] = (left, width, top, one["fill"])
    return found


def test_on_paper_bars_start_at_zero_in_order_and_are_as_long_as_their_values(bars):
    boxes = _boxes(bars)
    assert list(boxes) == ["Northmere", "Neighbours", "England"]
    # Zero is where the picture begins: a bar cut off there would look longer than it is.
    assert {left for left, *_ in boxes.values()} == {0.0}
    widths = [width for _, width, *_ in boxes.values()]
    assert widths[0] / widths[2] == pytest.approx(3) and widths[1] / widths[2] == pytest.approx(2)
    tops = [top for *_, top, _ in boxes.values()]
    assert tops == sorted(tops)
    assert [colour for *_, colour in boxes.values()] == [COLOURS["strong"]] + 2 * [COLOURS["other"]]


def test_on_paper_an_interval_lies_on_its_bar_and_the_value_beside_it(bars):
    left, width, *_ = _boxes(bars)["Northmere"]
    for rule in _marks(bars, "rule mark"):
        assert rule["of"]["name"] == "Northmere"
        assert rule["x"] - left == pytest.approx(width * 50 / 60, abs=0.1)
        assert float(rule["x2"]) == pytest.approx(width * 30 / 60, abs=0.1)
    said = {one["of"]["name"]: one for one in _marks(bars, "text mark")}
    assert {name: one["text"] for name, one in said.items()} == {
        "Northmere": "60%", "Neighbours": "40%", "England": "20%",
    }  # fmt: skip
    assert said["Northmere"]["x"] > left + width * 80 / 60 and said["England"]["x"] > left
    assert said["Northmere"]["font-weight"] == "bold"


def test_on_paper_a_bar_below_zero_goes_to_its_left():
    rows = table(
        "name value lower upper place",
        ("Northmere", -20.0, np.nan, np.nan, "chosen"),
        ("England", 20.0, np.nan, np.nan, "other"),
    )
    boxes = _boxes(described(Bars, rows, write=percent))
    below, above = boxes["Northmere"], boxes["England"]
    edge = below[0] + max(below[1], 0)
    assert edge == pytest.approx(above[0], abs=0.1) and abs(below[1]) == pytest.approx(above[1])


# ── Ladders ──────────────────────────────────────────────────────────────────────────────────


def _steps(chart: Chart) -> dict[int, float]:
    return {int(said): at[0] for said, at in _axis(chart).items() if said.isdigit()}


def test_on_paper_level_1_is_at_the_left_and_each_level_at_its_step(ladders):
    steps = _steps(ladders)
    assert list(steps) == [1, 2, 3, 4] and list(steps.values()) == sorted(steps.values())
    dots = [one for one in _marks(ladders, "circle") if "level" in one["of"]]
    assert [one["of"]["title"] for one in dots] == ["Vision", "Help", "Voice"]
    for one, level in zip(dots, (2, 1, 4), strict=True):
        assert one["x"] == pytest.approx(steps[level], abs=0.1)
        assert one["fill"] == COLOURS["strong"]
    heights = [one["y"] for one in dots]
    assert heights == sorted(heights)


def test_on_paper_range_before_and_neighbours_lie_at_their_steps(ladders):
    steps = _steps(ladders)
    thick = [one for one in _marks(ladders, "rule mark") if one.get("stroke-width") == "5"]
    ranges = {one["of"]["title"]: (one["x"], one["x"] + float(one["x2"])) for one in thick}
    assert ranges["Vision"] == pytest.approx((steps[1], steps[3]), abs=0.1)
    before = [one for one in _marks(ladders, "circle") if "level" not in one["of"]]
    assert [(one["of"]["title"], round(one["x"], 1)) for one in before] == [
        ("Vision", round(steps[3], 1)), ("Help", round(steps[1], 1)),
        ("Voice", round(steps[2], 1)),
    ]  # fmt: skip
    assert all(one["fill"] == COLOURS["ground"] for one in before)
    ticks = {
        one["of"]["title"]: float(re.match(r"M([-\d.]+)", one["d"])[1]) + 1.1
        for one in _marks(ladders, "tick")
    }
    assert ticks["Help"] == pytest.approx(steps[4], abs=0.1)
    assert ticks["Vision"] == pytest.approx((steps[2] + steps[3]) / 2, abs=0.1)
    said = {one["of"]["title"]: one["text"] for one in _marks(ladders, "text mark")}
    assert said == dict(zip(ladders.rows["title"], ladders.rows["text"], strict=True))


def test_the_chart_in_a_page_of_the_pack_is_the_same_drawing(bars):
    page = html.chart(bars)
    assert 'role="img" aria-label="Bars"' in page
    drawn = re.findall(r'd="M[-\d.]+,[-\d.]+h([\d.]+)v[\d.]+h-[\d.]+Z" fill="(#\w+)"', page)
    widths = [float(width) for width, _ in drawn]
    assert widths[0] / widths[1] == pytest.approx(1.5, abs=0.01)
    assert drawn[0][1] == COLOURS["strong"]


# ── Slides ───────────────────────────────────────────────────────────────────────────────────


def _slide(chart: Chart):
    """Return the native chart of a slide, read back from the file."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slides._chart(slide, chart, 0, 0, 5_000_000, 3_000_000)
    file = io.BytesIO()
    show.save(file)
    (drawn,) = [each for each in pptx.Presentation(file).slides[0].shapes if each.has_chart]
    return drawn.chart


def _series(drawn) -> dict[str, list]:
    return {each.name: list(each.values) for each in drawn.plots[0].series}


def _fill(point) -> str:
    return f"#{point.format.fill.fore_color.rgb}".lower()


def test_a_slide_has_the_trend_with_interval_and_gap(trend):
    drawn = _slide(trend)
    assert list(drawn.plots[0].categories) == list(trend.rows["period_text"])
    series = _series(drawn)
    assert series["Northmere"] == [40, 44, None, 47, 52, 56]
    (lower,) = [each for name, each in series.items() if "lower" in name]
    (upper,) = [each for name, each in series.items() if "upper" in name]
    assert lower == [35, 39, None, 42, 47, 50] and upper == [46, 49, None, 52, 57, 60]
    assert series["Neighbours"] == [50, 50, 51, 51, 52, 53]
    own, *others = drawn.plots[0].series
    assert f"#{own.format.line.color.rgb}".lower() == COLOURS["strong"]
    assert own.format.line.width > max(each.format.line.width for each in others)
    assert f"#{others[-1].format.line.color.rgb}".lower() == COLOURS["beside"]
    assert not drawn.value_axis.reverse_order and not drawn.category_axis.reverse_order


def test_a_slide_has_bars_from_zero_the_first_on_top(bars):
    drawn = _slide(bars)
    names = list(drawn.plots[0].categories)
    assert names == ["England: 20%", "Neighbours: 40%", "Northmere: 60%"]  # counted from below
    (values,) = _series(drawn).values()
    assert values == [20, 40, 60] and drawn.value_axis.minimum_scale == 0
    assert not drawn.value_axis.reverse_order and not drawn.category_axis.reverse_order
    fills = [_fill(drawn.plots[0].series[0].points[place]) for place in range(3)]
    assert fills == [COLOURS["other"], COLOURS["other"], COLOURS["strong"]]


def test_a_slide_has_the_interval_on_the_bar_it_belongs_to(bars):
    found = _slide(bars)._chartSpace.xpath(".//c:errBars")[0]
    ends = {
        side: [
            (one.get("idx"), float(one.findtext("{*}v")))
            for one in found.find(f"{{*}}{side}").iter("{*}pt")
        ]
        for side in ("plus", "minus")
    }
    assert ends == {"plus": [("2", 20.0)], "minus": [("2", 10.0)]}


def test_a_slide_has_levels_now_and_before_with_their_words(ladders):
    drawn = _slide(ladders)
    assert list(drawn.plots[0].categories) == ["Reach", "Voice", "Help", "Vision"]
    before, now = drawn.plots[0].series
    assert list(now.values) == [None, 4, 1, 2] and list(before.values) == [None, 2, 1, 3]
    assert (_fill(before), _fill(now)) == (COLOURS["other"], COLOURS["strong"])
    said = [now.points[place].data_label.text_frame.text for place in range(4)]
    assert said == list(ladders.rows["text"])[::-1]
    assert drawn.value_axis.minimum_scale == 0 and drawn.value_axis.maximum_scale > 4
    assert not drawn.value_axis.reverse_order and not drawn.category_axis.reverse_order


def test_a_slide_ends_the_bar_of_two_levels_at_the_lower_and_says_both(ladders):
    ladders.rows.loc[0] = ["Vision", np.nan, 2, 3, np.nan, 2.5, "2 or 3"]
    now = _slide(ladders).plots[0].series[1]
    assert list(now.values) == [None, 4, 1, 2]
    assert now.points[3].data_label.text_frame.text == "2 or 3"
