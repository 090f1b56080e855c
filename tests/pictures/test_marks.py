"""Bars, dots, clouds, maps, networks, flows and spells on screen, drawn with Plotly."""

import re

import numpy as np
import pandas as pd
import pytest

from kit import chart
from kit.screen import (
    bars,
    charts,
    dot_plot,
    levels,
    maps,
    networks,
    one_figure,
    overlap,
    range_plot,
    sankey,
    scatter,
    strip_plot,
    timeline,
)
from tests.pictures.conftest import COLOURS, described, marked, percent, table, texts


def pounds(value) -> str:
    return f"£{value:.0f}"


def of_colour(figure, name: str, mode: str = "markers"):
    """Return the one trace drawn in a colour of the palette."""
    (found,) = [
        each for each in figure.data if each.mode == mode and each.marker.color == COLOURS[name]
    ]
    return found


# ── Bars ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def stack():
    rows = table("name own shared", ("Northmere", 30, 50), ("Corvendale", 10, np.nan))
    said = {"own": ("Own", "strong"), "shared": ("Shared", "other")}
    stacked = described(chart.StackedBars, rows, parts=said, write=pounds, unit="£")
    return bars.draw_stacked_bars(stacked, COLOURS)


def test_parts_of_a_bar_are_as_long_as_their_values_and_lie_end_to_end(stack):
    own, shared = stack.data
    assert stack.layout.barmode == "stack" and own.orientation == shared.orientation == "h"
    assert list(own.x) == [30.0, 10.0] and list(shared.x) == [50.0, 0.0]
    assert (own.name, shared.name) == ("Own", "Shared")
    assert (own.marker.color, shared.marker.color) == (COLOURS["strong"], COLOURS["other"])
    assert list(own.text) == ["£30", "£10"] and list(shared.text) == ["£50", ""]
    assert own.base is None and stack.layout.xaxis.rangemode == "tozero"


def test_bars_stand_from_the_first_row_down_beside_their_names(stack):
    assert stack.layout.yaxis.autorange == "reversed"
    names = dict(zip(stack.layout.yaxis.tickvals, stack.layout.yaxis.ticktext, strict=True))
    assert [names[y] for y in stack.data[0].y] == ["Northmere", "Corvendale"]
    assert stack.layout.xaxis.title.text == "£"


def test_a_part_too_short_for_its_number_has_it_beside_the_bar():
    rows = table("name own shared", ("Northmere", 1, 99))
    said = {"own": ("Own", "strong"), "shared": ("Shared", "other")}
    stacked = described(chart.StackedBars, rows, parts=said, write=pounds)
    figure = bars.draw_stacked_bars(stacked, COLOURS)
    assert texts(figure) == ["£1 + £99"] and figure.layout.annotations[0].x == 100.0


@pytest.fixture
def beside():
    rows = table(
        "name value lower upper place",
        ("Northmere", 60.0, 50.0, 80.0, "chosen"),
        ("Neighbours", 40.0, np.nan, np.nan, "other"),
        ("England", 20.0, np.nan, np.nan, "other"),
    )
    return bars.draw_bars(described(chart.Bars, rows, write=percent), COLOURS)


def test_bars_beside_one_another_start_at_zero_and_the_chosen_one_is_strong(beside):
    drawn = beside.data[0]
    assert list(drawn.x) == [60.0, 40.0, 20.0] and drawn.base is None and drawn.orientation == "h"
    assert list(drawn.marker.color) == [COLOURS["strong"]] + 2 * [COLOURS["other"]]
    names = dict(zip(beside.layout.yaxis.tickvals, beside.layout.yaxis.ticktext, strict=True))
    assert [names[y] for y in drawn.y] == ["<b>Northmere</b>", "Neighbours", "England"]
    assert beside.layout.yaxis.autorange == "reversed"
    low, high = beside.layout.xaxis.range
    assert low == 0 and high > 80
    (line,) = beside.layout.shapes  # from which the others are seen to differ, however little
    assert line.x0 == line.x1 == 60.0 and (line.y0, line.y1, line.yref) == (0, 1, "paper")


def test_an_interval_lies_on_its_bar_and_the_number_behind_both(beside):
    drawn, *intervals = beside.data
    for each, colour in zip(intervals, ("ground", "ink"), strict=True):
        ends = each.error_x  # of the first alone: nothing is known of the others'
        assert (list(each.x), list(each.y)) == ([60.0], [0])
        assert (list(ends.array), list(ends.arrayminus)) == ([20.0], [10.0])
        assert ends.symmetric is False and ends.color == COLOURS[colour]
    assert intervals[0].error_x.thickness > intervals[1].error_x.thickness
    assert (marked(beside, "60%").x, marked(beside, "60%").y) == (80.0, 0)
    assert (marked(beside, "20%").x, marked(beside, "20%").y) == (20.0, 2)
    assert marked(beside, "60%").xanchor == "left" and "<b>" in marked(beside, "60%").text
    assert "50% to 80%" in drawn.text[0] and "interval" not in drawn.text[1]


def test_a_bar_below_zero_goes_to_its_left():
    rows = table(
        "name value lower upper place",
        ("Northmere", -20.0, -30.0, -10.0, "chosen"),
        ("England", 20.0, np.nan, np.nan, "other"),
    )
    figure = bars.draw_bars(described(chart.Bars, rows, write=percent), COLOURS)
    assert list(figure.data[0].x) == [-20.0, 20.0] and figure.layout.xaxis.range[0] == -30.0
    assert marked(figure, "<b>").x == 0.0  # the number stands right of where zero is


def test_a_figure_for_a_projector_has_larger_type_and_marks_at_the_same_places(beside):
    large = charts.enlarge(beside, 2)
    assert large.layout.height == 2 * beside.layout.height
    for old, new in zip(beside.layout.annotations, large.layout.annotations, strict=True):
        assert (new.x, new.y, new.font.size) == (old.x, old.y, 2 * old.font.size)
    assert list(large.data[0].x) == list(beside.data[0].x)
    assert large.layout.xaxis.range == beside.layout.xaxis.range
    (ends,) = {tuple(each.error_x.array) for each in large.data[1:]}
    assert ends == (20.0,)


def test_an_upset_counts_each_combination_and_each_set():
    rows = pd.DataFrame({"sets": [["A"], ["A", "B"], ["B", "C"]], "count": [5, 3, 2]})
    figure = overlap.draw_upset(described(chart.Upset, rows, what="schools"), COLOURS)
    columns, _, held = figure.data
    assert list(columns.y) == [5, 3, 2] and list(columns.text) == ["5", "3", "2"]
    assert figure.layout.yaxis.rangemode == "tozero"
    lines = dict(zip(figure.layout.yaxis2.tickvals, figure.layout.yaxis2.ticktext, strict=True))
    assert list(lines.values()) == ["A <b>8</b>", "B <b>5</b>", "C <b>2</b>"]
    assert list(held.x) == [0, None, 1, 1, None, 2, 2, None]
    assert list(held.y) == [0, None, 0, 1, None, 1, 2, None]
    top, bottom = figure.layout.yaxis2.range
    assert top > bottom  # the first line stands on top
    assert "3 schools" in columns.hovertext[1] and "A<br>B" in columns.hovertext[1]


# ── Dots with their intervals ────────────────────────────────────────────────────────────────


@pytest.fixture
def pairs():
    rows = table(
        "title a_value a_lower a_upper b_value b_lower b_upper",
        ("Voice", 80.0, 70.0, 88.0, 30.0, 20.0, 45.0),
        ("Help", 40.0, 30.0, 52.0, np.nan, np.nan, np.nan),
        ("Nothing", *[np.nan] * 6),
    )
    series = {"a": "valued", "b": "received"}
    dots = described(chart.Dots, rows, series=series, write=percent, top=100)
    return dot_plot.draw_dot_plot(dots, COLOURS)


def test_dots_lie_at_their_values_with_their_own_interval(pairs):
    first, second = of_colour(pairs, "strong"), of_colour(pairs, "beside")
    assert list(first.x) == [80.0, 40.0] and second.x[0] == 30.0 and np.isnan(second.x[1])
    assert list(first.error_x.array) == [8.0, 12.0]
    assert list(first.error_x.arrayminus) == [10.0, 10.0]
    assert (second.error_x.array[0], second.error_x.arrayminus[0]) == (15.0, 10.0)
    assert first.error_x.symmetric is False and first.marker.symbol != second.marker.symbol
    assert "80%" in first.text[0] and "70% to 88%" in first.text[0]


def test_rows_of_dots_stand_in_order_and_on_an_axis_from_zero(pairs):
    names = dict(zip(pairs.layout.yaxis.tickvals, pairs.layout.yaxis.ticktext, strict=True))
    first = of_colour(pairs, "strong")
    assert [names[round(y)] for y in first.y] == ["Voice", "Help"] and first.y[0] > first.y[1]
    assert pairs.layout.yaxis.range[0] < pairs.layout.yaxis.range[1]
    assert pairs.layout.xaxis.range[0] == 0 and pairs.layout.xaxis.range[1] > 100
    ticks = dict(zip(pairs.layout.xaxis.tickvals, pairs.layout.xaxis.ticktext, strict=True))
    assert ticks[20] == "20%" and ticks[100] == "100%"
    assert marked(pairs, "valued").x == 80.0 and marked(pairs, "received").x == 30.0


def test_words_and_table_of_dots_say_what_is_drawn(pairs):
    rows = table("title a_value b_value", ("Voice", 80.0, 30.0), ("Help", 40.0, np.nan))
    said = dot_plot.alt_text(rows, {"a": "valued", "b": "received"}, percent)
    assert said == "Voice: 80% valued, 30% received; Help: 40% valued"
    assert list(dot_plot.columns({"a": "valued"}, "Item")) == [
        "title", "a_value", "a_lower", "a_upper", "a_answers",
    ]  # fmt: skip


def test_ranges_join_the_lowest_and_the_highest_score_of_each_line():
    rows = table(
        "title name value",
        ("Trust", "schools", 3.5), ("Trust", "health", 1.5), ("Aims", "schools", 2.0),
        ("Aims", "health", 2.5),
    )  # fmt: skip
    scale = ["not at all", "in part", "mostly", "fully"]
    ranges = described(chart.Ranges, rows, scale=scale, write=lambda value: f"{value:.1f}")
    figure = range_plot.draw_ranges(ranges, COLOURS)
    lines, dots = figure.data
    assert list(lines.x) == [1.5, 3.5, None, 2.0, 2.5, None]
    assert list(lines.y) == [2, 2, None, 1, 1, None]
    assert list(dots.x) == [3.5, 1.5, 2.0, 2.5] and list(dots.y) == [2, 2, 1, 1]
    names = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert names == {2: "Trust", 1: "Aims"} and "schools 3.5" in dots.text[0]
    assert figure.layout.xaxis.range[0] < 1 < 4 < figure.layout.xaxis.range[1]
    ticks = dict(zip(figure.layout.xaxis.tickvals, figure.layout.xaxis.ticktext, strict=True))
    assert ticks[1] == "1<br>not at all" and ticks[4] == "4<br>fully"


def test_differences_lie_about_zero_and_only_sure_ones_are_filled():
    rows = table(
        "row_title effect lower upper effect_text",
        ("Sure", 3.0, 1.0, 5.0, "3 more"),
        ("Unsure", -1.0, -4.0, 2.0, "1 fewer"),
        ("Surely less", -3.0, -5.0, -1.0, "3 fewer"),
    )
    figure = levels.draw_differences(
        described(chart.Differences, rows, axis="less · more"), COLOURS
    )
    (points,) = figure.data
    assert list(points.x) == [3.0, -1.0, -3.0]
    assert list(points.error_x.array) == [2.0, 3.0, 2.0]
    assert list(points.error_x.arrayminus) == [2.0, 3.0, 2.0]
    assert list(points.marker.symbol) == ["circle", "circle-open", "circle"]
    (zero,) = figure.layout.shapes
    assert zero.x0 == zero.x1 == 0
    names = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert [names[y] for y in points.y] == ["Sure", "Unsure", "Surely less"]
    assert points.y[0] > points.y[2] and figure.layout.yaxis.range[0] < figure.layout.yaxis.range[1]
    assert "3 more" in points.text[0]
    described_again = described(chart.Differences, rows, axis="", falling=True)
    turned = levels.draw_differences(described_again, COLOURS).layout.xaxis.autorange
    assert (figure.layout.xaxis.autorange, turned) == (True, "reversed")


# ── Everybody along a line, in a plane, side by side ─────────────────────────────────────────


@pytest.fixture
def everybody():
    return table(
        "name value lower upper place standing text",
        ("Low", 10.0, 8.0, 13.0, "other", "other", "Low 10%"),
        ("Northmere", 30.0, 25.0, 36.0, "chosen", "chosen", "Northmere 30%"),
        ("Like", 40.0, 35.0, 44.0, "neighbour", "neighbour", "Like 40%"),
        ("Near", 45.0, 40.0, 49.0, "region", "other", "Near 45%"),
        ("England", 35.0, np.nan, np.nan, "country", "country", ""),
    )


def _strip(rows: pd.DataFrame) -> chart.Chart:
    return described(chart.Strip, rows, write=percent, axis="%")


def test_a_strip_has_everybody_at_their_value_and_the_chosen_one_strong(everybody):
    figure = strip_plot.draw_strip(_strip(everybody), COLOURS)
    assert list(of_colour(figure, "strong").x) == [30.0]
    assert list(of_colour(figure, "beside").x) == [40.0]
    assert list(of_colour(figure, "other").x) == [10.0]
    assert list(of_colour(figure, "ground").x) == [45.0]
    assert of_colour(figure, "strong").marker.size > of_colour(figure, "other").marker.size
    assert list(of_colour(figure, "strong").text) == ["Northmere 30%"]
    label = marked(figure, "Northmere")
    assert label.x == 30.0 and "30%" in label.text and label.font.color == COLOURS["strong"]


def test_a_strip_has_the_country_as_a_line_and_more_to_the_right(everybody):
    figure = strip_plot.draw_strip(_strip(everybody), COLOURS)
    (line,) = figure.layout.shapes
    assert line.x0 == line.x1 == 35.0 and marked(figure, "England").x == 35.0
    low, high = figure.layout.xaxis.range
    assert low < 10 and high > 45 and figure.layout.xaxis.autorange is None
    assert figure.layout.xaxis.title.text == "%"


def test_dots_of_one_value_are_piled_and_never_moved_along_it():
    rows = table("name value place text", *((f"A{i}", 20.0, "other", "") for i in range(4)))
    rows.loc[4] = ["B", 90.0, "other", ""]
    (trace,) = strip_plot.draw_strip(_strip(rows), COLOURS).data
    assert list(trace.x) == [20.0] * 4 + [90.0]
    assert len(set(trace.y[:4])) == 4 and trace.y[4] == 0


def test_the_title_over_a_strip_says_where_the_chosen_one_lies(everybody, shown):
    figure = pd.Series(
        {"name": "Northmere", "kind": "percentage", "unit": "%", "decimals": 0, "value": 30.0,
         "period_text": "2006", "indicator": "i", "title": "Attendance"}
    )  # fmt: skip
    rows = everybody.assign(numerator=1, denominator=2)
    one_figure.show_strips([(figure, rows)], "An invented source")
    assert "Lower than 1 of 1 neighbours, 2006" in shown.html[0]
    assert list(of_colour(shown.figures[0], "strong").x) == [30.0]
    assert "30%" in shown.alts[0]


def test_a_figure_at_two_dates_is_drawn_twice_on_one_scale(everybody, shown):
    about = {"name": "Northmere", "kind": "percentage", "unit": "%", "decimals": 0, "value": 30.0}
    about |= {"indicator": "i", "title": "Attendance"}
    rows = everybody.assign(numerator=1, denominator=2)
    earlier = rows.assign(value=rows["value"] + 40)
    pairs = [
        (pd.Series(about | {"period_text": text}), each)
        for text, each in (("2006", rows), ("2001", earlier))
    ]
    one_figure.show_strips(pairs, "An invented source")
    now, then = (figure.layout.xaxis.range for figure in shown.figures)
    assert now == then and now[1] > earlier["value"].max()
    assert "2006" in shown.html[0] and any("2001" in each for each in shown.html)


@pytest.fixture
def plane():
    rows = table(
        "name x y place",
        ("Northmere", 10.0, 90.0, "chosen"),
        ("Like", 20.0, 80.0, "neighbour"),
        ("Other", 70.0, 15.0, "other"),
    )
    for axis, title in (("x", "Capacity"), ("y", "Outcome")):
        rows[[f"{axis}_title", f"{axis}_unit", f"{axis}_kind"]] = [title, "%", "percentage"]
        rows[[f"{axis}_decimals", f"{axis}_period"]] = [0, "2006"]
    return scatter.draw_scatter(described(chart.Scatter, rows), COLOURS)


def test_a_cloud_has_x_across_and_y_upwards(plane):
    chosen = of_colour(plane, "strong")
    assert (list(chosen.x), list(chosen.y)) == ([10.0], [90.0])
    assert (list(of_colour(plane, "beside").x), list(of_colour(plane, "beside").y)) == (
        [20.0], [80.0],
    )  # fmt: skip
    assert (list(of_colour(plane, "other").x), list(of_colour(plane, "other").y)) == (
        [70.0],
        [15.0],
    )
    assert plane.layout.xaxis.title.text.startswith("Capacity")
    assert plane.layout.yaxis.title.text.startswith("Outcome")
    for axis in (plane.layout.xaxis, plane.layout.yaxis):
        assert axis.autorange in (None, True) and axis.range is None
    assert "10%; 90%" in chosen.text[0]
    label = marked(plane, "Northmere")
    assert (label.x, label.y) == (10.0, 90.0) and label.xanchor == "left"


def test_a_funnel_narrows_round_its_benchmark():
    rows = table(
        "name denominator value place lower_95 upper_95 lower_998 upper_998",
        ("Northmere", 50.0, 70.0, "chosen", *[np.nan] * 4),
        ("Other", 90.0, 52.0, "other", *[np.nan] * 4),
        ("", 10.0, np.nan, "limit", 20.0, 80.0, 10.0, 90.0),
        ("", 100.0, np.nan, "limit", 40.0, 60.0, 35.0, 65.0),
    ).assign(kind="percentage", unit="%", decimals=0, benchmark=50.0)
    figure = scatter.draw_funnel(described(chart.Funnel, rows), COLOURS)
    lines = [(each.line.dash, list(each.x), list(each.y)) for each in figure.data[:4]]
    assert lines == [
        ("dot", [10.0, 100.0], [20.0, 40.0]),
        ("dot", [10.0, 100.0], [80.0, 60.0]),
        ("solid", [10.0, 100.0], [10.0, 35.0]),
        ("solid", [10.0, 100.0], [90.0, 65.0]),
    ]
    middle = figure.data[4]
    assert list(middle.y) == [50.0, 50.0] and middle.line.color == COLOURS["ink"]
    chosen = of_colour(figure, "strong")
    assert (list(chosen.x), list(chosen.y)) == ([50.0], [70.0])
    assert marked(figure, "99.8%").y == 65.0 and marked(figure, "95%").y == 40.0
    assert figure.layout.xaxis.title.text.startswith("counted out of")


def test_a_ranking_falls_from_the_highest_with_each_interval(everybody):
    rows = everybody[:4].sort_values("value", ascending=False).reset_index(drop=True)
    ranking = described(chart.Ranking, rows, write=percent, across=("England", 35.0))
    figure = maps.draw_ranking(ranking, COLOURS)
    placed = {x: y for each in figure.data for x, y in zip(each.x, each.y, strict=True)}
    assert placed == {1: 45.0, 2: 40.0, 3: 30.0, 4: 10.0}
    chosen = of_colour(figure, "strong")
    assert list(chosen.error_y.array) == [6.0] and list(chosen.error_y.arrayminus) == [5.0]
    low, high = figure.layout.xaxis.range
    assert low < 1 < 4 < high and figure.layout.yaxis.rangemode == "tozero"
    (line,) = figure.layout.shapes
    assert line.y0 == line.y1 == 35.0
    label = marked(figure, "Northmere")
    assert label.x == 3 and "30%" in label.text and label.y == 36.0


# ── Maps ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def country():
    square = np.array([0.0, 0.0, 1.0, 1.0, np.nan])
    places = [(n, 10.0 * n, n, "other") for n in range(1, 5)]
    rows = table("name value quarter standing", *places, ("Gap", np.nan, np.nan, "other"))
    rows["name"] = ["First", "Second", "Northmere", "Fourth", "Gap"]
    rows.loc[2, "standing"] = "chosen"
    rows["xs"] = [square + 2 * n for n in range(5)]
    rows["ys"] = [np.array([0.0, 1.0, 1.0, 0.0, np.nan]) + n for n in range(5)]
    rows["centre_x"] = [2 * n + 0.5 for n in range(5)]
    rows["centre_y"] = [n + 0.5 for n in range(5)]
    rows["text"] = [f"{row.name}: {row.value}" for row in rows.itertuples(index=False)]
    return rows


def _dark(tone: str) -> int:
    return -sum(map(int, tone.removeprefix("rgb(").removesuffix(")").split(",")))


def test_a_map_is_darker_where_more_is_and_empty_where_nothing_is_known(country):
    figure = maps.draw_map(described(chart.Map, country, write=percent), COLOURS)
    quarters = [each for each in figure.data if each.fill == "toself"]
    tones = [_dark(each.fillcolor) for each in quarters[:4]]
    assert tones == sorted(set(tones))
    assert [each.name for each in quarters[:4]] == [f"{10 * n}% to {10 * n}%" for n in range(1, 5)]
    assert quarters[4].fillcolor == COLOURS["ground"] and len(quarters) == 5
    # The darkest is what lies where the fourth lies.
    assert list(quarters[3].x[:4]) == [6, 6, 7, 7] and list(quarters[3].y[:4]) == [3, 4, 4, 3]


def test_a_map_rings_and_names_the_chosen_one_where_it_lies(country):
    figure = maps.draw_map(described(chart.Map, country, write=percent), COLOURS)
    ring = figure.data[-1]
    assert ring.line.color == COLOURS["weak"] and ring.line.width > 2
    assert list(ring.x[:4]) == [4, 4, 5, 5] and list(ring.y[:4]) == [2, 3, 3, 2]
    label = marked(figure, "Northmere")
    assert (label.x, label.y) == (4.5, 2.5) and "30%" in label.text
    touched = figure.data[-2]
    assert list(touched.text) == list(country["text"])
    assert list(touched.x) == list(country["centre_x"])
    assert list(touched.y) == list(country["centre_y"])
    assert figure.layout.yaxis.scaleanchor == "x" and figure.layout.yaxis.autorange is None


def test_the_words_of_a_map_say_value_interval_and_why_there_is_none():
    rows = table(
        "name value lower upper first_place last_place missing_reason",
        ("Northmere", 30.0, 25.0, 36.0, 2, 5, None),
        ("Gap", np.nan, np.nan, np.nan, np.nan, np.nan, "not_collected"),
    )
    known, gap = maps.tooltips(rows, percent)
    assert "30%" in known and "25% to 36%" in known and "2 to 5" in known
    assert gap == "<b>Gap</b><br>not collected"


# ── Networks, flows, spells ──────────────────────────────────────────────────────────────────


@pytest.fixture
def web():
    nodes = table(
        "node name kind sort x y links state look",
        ("p", "Trust", "partnership", "partnership", 0.0, 0.0, 2, "leaves", "leaves"),
        ("q", "Cluster", "partnership", "partnership", 5.0, 3.0, 1, "as it is", "other"),
        ("a", "School A", "school", "school", 1.0, 1.0, 1, "left alone", "lost"),
        ("b", "School B", "school", "school", 4.0, 4.0, 1, "as it is", "other"),
        ("c", "School C", "school", "school", 9.0, 2.0, 0, "as it is", "alone"),
    )
    links = table(
        "source target source_x source_y target_x target_y",
        ("p", "a", 0.0, 0.0, 1.0, 1.0),
        ("q", "b", 5.0, 3.0, 4.0, 4.0),
    )
    network = described(chart.Network, nodes, links=links, hub="partnership")
    return networks.draw_network(network, COLOURS)


def test_nodes_and_links_of_a_network_lie_where_the_build_put_them(web):
    whole, torn = web.data[:2]
    assert (list(whole.x), list(whole.y)) == ([5.0, 4.0, None], [3.0, 4.0, None])
    assert (list(torn.x), list(torn.y)) == ([0.0, 1.0, None], [0.0, 1.0, None])
    assert torn.line.color == COLOURS["weak"] and torn.line.dash == "dot"
    placed = {
        text.partition("</b>")[0].removeprefix("<b>"): (x, y)
        for each in web.data[2:]
        for x, y, text in zip(each.x, each.y, each.text, strict=True)
    }
    assert placed == {
        "Trust": (0, 0), "Cluster": (5, 3), "School A": (1, 1), "School B": (4, 4),
        "School C": (9, 2),
    }  # fmt: skip
    for axis in (web.layout.xaxis, web.layout.yaxis):
        assert axis.range[0] < axis.range[1]


def test_what_becomes_of_a_node_is_seen_without_colour(web):
    looks = {
        each.text[0].partition("</b>")[0].removeprefix("<b>"): each.marker.symbol
        for each in web.data[2:]
    }
    assert looks == {
        "Trust": "x", "Cluster": "square", "School A": "circle-open-dot", "School B": "circle",
        "School C": "circle",
    }  # fmt: skip
    assert marked(web, "Trust").text.startswith("<b>") and marked(web, "Cluster").x == 5.0
    said = [text for each in web.data[2:] for text in each.text]
    assert any("School A" in text and "left alone" in text for text in said)
    assert any("Trust" in text and "2 links" in text for text in said)


def test_kinds_of_hubs_differ_by_shape_and_colour_and_names_are_whole():
    name = "Lower Sorlareach Extended School Cluster"
    hubs = [("a", name, "Cluster", 3), ("b", "B", "Cluster", 2), ("c", "C", "Pairing", 2)]
    hubs += [("d", "D", "Federation", 2), ("e", "E", "Trust", 2), ("f", "F", "Forum", 2)]
    nodes = table(
        "node name kind sort x y links state look",
        *((n, said, kind, "hub", 9.0 * at, 5.0 * at, links, "as it is", "other")
          for at, (n, said, kind, links) in enumerate(hubs)),
    )  # fmt: skip
    none = table("source target source_x source_y target_x target_y")
    network = described(chart.Network, nodes, links=none, hub="hub", said=name)
    figure = networks.draw_network(network, COLOURS)
    marks = {each.name: (each.marker.symbol, each.marker.color) for each in figure.data[2:-1]}
    assert list(marks) == ["Cluster", "Federation", "Forum", "other kinds"]
    assert len({symbol for symbol, _ in marks.values()}) == len(set(marks.values())) == 4
    assert [bool(each.showlegend) for each in figure.data] == [False] * 2 + [True] * 4 + [False]
    said = next(each.text for each in figure.layout.annotations if each.x == 0)
    assert said == "<b>Lower Sorlareach<br>Extended School Cluster</b>"


def test_what_has_no_room_is_listed_largest_first_over_bars_of_one_scale(web):
    rows = table(
        "source route purpose amount",
        ("Grant", "devolved", "Behaviour", 60.0),
        ("Grant", "retained", "Attendance", 30.0),
        ("Fees", "devolved", "<b>Attendance", 15.0),
    )
    more = {"stages": ["source", "route", "purpose"], "write": pounds}
    flows = described(
        chart.Sankey, rows, routes={"devolved": "strong", "retained": "other"}, **more
    )
    listed = sankey.list_flows(flows)
    assert re.findall(r"<h3>(.*?)</h3>", listed) == ["Devolved £75", "Retained £30"]
    assert re.findall(r"<span>(.*?)</span><b>(.*?)</b><i style=\"width:(.*?)%", listed) == [
        ("Grant → Behaviour", "£60", "100.0"),
        ("Fees → &lt;b&gt;Attendance", "£15", "25.0"),
        ("Grant → Attendance", "£30", "50.0"),
    ]
    nodes = table(
        "node name kind sort x y links state look",
        ("p", "Small", "Trust", "hub", 0.0, 0.0, 2, "as it is", "other"),
        ("q", "Large", "Trust", "hub", 5.0, 3.0, 8, "left out", "lost"),
        ("a", "School A", "school", "school", 1.0, 1.0, 0, "in none", "alone"),
    )
    listed = networks.list_hubs(described(chart.Network, nodes, links=nodes, hub="hub"))
    assert re.findall(r"<h3>(.*?)</h3>", listed) == ["Trust: 2", "In none: 1"]
    assert re.findall(r"<span>(.*?)</span>", listed) == ["Large (left out)", "Small"]


def test_flows_are_as_wide_as_their_amounts_from_end_to_end():
    rows = table(
        "source route purpose amount",
        ("Grant", "devolved", "Behaviour", 60.0),
        ("Grant", "retained", "Attendance", 30.0),
        ("Fees", "devolved", "Attendance", 10.0),
    )
    routes = {"devolved": "strong", "retained": "other"}
    stages = ["source", "route", "purpose"]
    flows = described(chart.Sankey, rows, stages=stages, routes=routes, write=pounds)
    figure = sankey.draw_sankey(flows, COLOURS)
    (trace,) = figure.data
    names = [said.rpartition(" ")[0] for said in trace.node.customdata]
    assert names == ["Grant", "Fees", "devolved", "retained", "Behaviour", "Attendance"]
    assert [said.rpartition(" ")[2] for said in trace.node.customdata] == [
        "£90", "£10", "£70", "£30", "£60", "£40",
    ]  # fmt: skip
    flow = {
        (names[a], names[b], colour): amount
        for a, b, colour, amount in zip(
            trace.link.source, trace.link.target, trace.link.color, trace.link.value, strict=True
        )
    }
    strong, grey = sankey.translucent(COLOURS["strong"]), sankey.translucent(COLOURS["other"])
    assert flow == {
        ("Grant", "devolved", strong): 60.0,
        ("Fees", "devolved", strong): 10.0,
        ("Grant", "retained", grey): 30.0,
        ("devolved", "Behaviour", strong): 60.0,
        ("devolved", "Attendance", strong): 10.0,
        ("retained", "Attendance", grey): 30.0,
    }
    x = dict(zip(names, trace.node.x, strict=True))
    assert x["Grant"] == x["Fees"] < x["devolved"] == x["retained"] < x["Behaviour"]
    y = dict(zip(names, trace.node.y, strict=True))
    assert y["Grant"] < y["Fees"] and y["devolved"] < y["retained"]
    assert y["Behaviour"] < y["Attendance"]
    assert list(trace.link.customdata) == [
        f"{names[a]} to {names[b]}: £{amount:.0f}"
        for a, b, amount in zip(trace.link.source, trace.link.target, trace.link.value, strict=True)
    ]


def test_spells_last_from_their_start_to_their_end():
    start, end, today = map(pd.Timestamp, ("2024-09-01", "2025-08-31", "2026-03-31"))
    rows = table(
        "lane name started_on drawn_to ended_on mark what",
        (1, "School A", start, end, end, "measure", "special measures"),
        (2, "School B", end, today, pd.NaT, "measure", "special measures"),
        (2, "School B", today, today, today, "agreed", "agreement"),
    )
    marks = {"measure": ("In a category", "weak", 9), "agreed": ("Agreement", "strong", 0)}
    figure = timeline.draw_timeline(described(chart.Timeline, rows, marks=marks, at=today), COLOURS)
    bars_, point = figure.data
    assert list(bars_.x) == [start, end, None, end, today, None]
    assert list(bars_.y) == [1, 1, None, 2, 2, None] and bars_.line.color == COLOURS["weak"]
    assert (list(point.x), list(point.y), point.mode) == ([today], [2], "markers")
    assert "31 August 2025" in bars_.text[0] and "goes on" in bars_.text[3]
    names = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert names == {1: "School A", 2: "School B"}
    top, bottom = figure.layout.yaxis.range
    assert top > bottom  # lane 1 stands on top
    (line,) = figure.layout.shapes
    assert line.x0 == line.x1 == today
