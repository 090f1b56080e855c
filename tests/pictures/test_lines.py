"""Lines over time on screen: trend, steps, limits, small lines, panels."""

import base64
import re

import numpy as np
import pandas as pd
import pytest

from kit import chart
from kit.screen import (
    control_chart,
    line_chart,
    lists,
    multiples,
    one_figure,
    sparkline,
    step_line,
)
from tests.pictures.conftest import COLOURS, described, marked, percent, table

DAYS = pd.to_datetime([f"{year}-08-31" for year in range(2001, 2007)])


def _years() -> pd.DataFrame:
    """Six years: a gap in the third, a break of the series at the sixth."""
    return pd.DataFrame(
        {
            "indicator": "i",
            "period_end": DAYS,
            "period_text": [f"31 Aug {day.year}" for day in DAYS],
            "period_status": ["final"] * 4 + ["provisional", "final"],
            "value": [40.0, 44.0, np.nan, 47.0, 52.0, 55.0],
            "lower": [35.0, 38.0, np.nan, 43.0, 46.0, 48.0],
            "upper": [45.0, 51.0, np.nan, 50.0, 59.0, 63.0],
            "missing_reason": [None, None, "suppressed", None, None, None],
            "neighbours_value": [50.0, 50.0, 51.0, 51.0, 52.0, 53.0],
            "country_value": [60.0, 61.0, 62.0, 63.0, 64.0, 65.0],
            "run": [1, 1, 1, 1, 1, 2],
            "broken": [None] * 5 + ["counted anew"],
        }
    )


OTHERS = {"neighbours_value": "Neighbours", "country_value": "England"}


def _line(rows: pd.DataFrame, **more) -> chart.Chart:
    carried = {"about": "Northmere", "write": percent, "others": OTHERS}
    return described(chart.Line, rows, **carried | more)


@pytest.fixture
def trend():
    return line_chart.draw_line(_line(_years()), COLOURS)


def _own(figure) -> list:
    return [
        each
        for each in figure.data
        if each.line.color == COLOURS["strong"] and each.mode == "lines+markers"
    ]


def test_a_trend_draws_each_value_at_its_day_and_is_cut_at_gap_and_break(trend):
    drawn = [(list(each.x), list(each.y)) for each in _own(trend)]
    assert drawn == [
        ([DAYS[0], DAYS[1]], [40.0, 44.0]),
        ([DAYS[3], DAYS[4]], [47.0, 52.0]),
        ([DAYS[5]], [55.0]),
    ]


def test_more_is_higher_and_later_is_further_right(trend):
    for axis in (trend.layout.xaxis, trend.layout.yaxis):
        assert axis.autorange is None and axis.range[0] < axis.range[1]
    low, high = trend.layout.yaxis.range
    assert low == 0 and high >= 65  # every line is inside, and so is zero where values are near
    far = _years().assign(value=lambda rows: rows["value"] + 900, lower=np.nan, upper=np.nan)
    far[["neighbours_value", "country_value"]] += 900
    low, high = line_chart.draw_line(_line(far), COLOURS).layout.yaxis.range
    assert 900 < low < 940 and high >= 965  # a small change far from zero is still to be seen


def test_an_interval_is_a_band_from_lower_to_upper_and_bars_where_a_point_stands_alone(trend):
    bands = [each for each in trend.data if each.fill == "toself"]
    assert [list(each.y) for each in bands] == [
        [45.0, 51.0, 38.0, 35.0],
        [50.0, 59.0, 46.0, 43.0],
    ]
    assert list(bands[0].x) == [DAYS[0], DAYS[1], DAYS[1], DAYS[0]]
    assert all(each.fillcolor == COLOURS["band"] for each in bands)
    alone = _own(trend)[-1].error_y
    assert list(alone.array) == [8.0] and list(alone.arrayminus) == [7.0]
    assert alone.symmetric is False


def test_the_chosen_one_is_strong_and_others_are_grey_with_names_at_their_ends(trend):
    greys = [each for each in trend.data if each.mode == "lines" and each.fill is None]
    assert [each.line.color for each in greys] == [COLOURS["beside"], COLOURS["other"]]
    assert list(greys[0].y) == [50.0, 50.0, 51.0, 51.0, 52.0] or list(greys[0].y) == list(
        _years()["neighbours_value"]
    )
    assert _own(trend)[0].line.width > max(each.line.width for each in greys)
    name = marked(trend, "Northmere")
    assert name.font.color == COLOURS["strong"] and name.x == DAYS[-1]
    assert abs(name.y - 55.0) < 6 and marked(trend, "England").y > name.y


def test_a_provisional_point_is_hollow_and_a_break_is_a_line_half_way(trend):
    assert list(_own(trend)[1].marker.symbol) == ["circle", "circle-open"]
    (cut,) = trend.layout.shapes
    assert cut.x0 == cut.x1 == DAYS[5] - (DAYS[5] - DAYS[4]) / 2
    assert marked(trend, "series break").x == cut.x0


def test_labels_of_a_trend_say_its_values(trend):
    said = [text for each in _own(trend) for text in each.text]
    assert "40%" in said[0] and "35% to 45%" in said[0] and "2001" in said[0]
    assert "55%" in said[-1] and "48% to 63%" in said[-1]
    ticks = dict(zip(trend.layout.xaxis.tickvals, trend.layout.xaxis.ticktext, strict=True))
    assert all(day.year == int(name) for day, name in ticks.items()) and DAYS[-1] in ticks


def test_events_are_marked_at_their_day():
    events = table(
        "happened_on number said",
        (pd.Timestamp("2002-03-01"), 1, "Agreement"),
        (pd.Timestamp("2005-06-01"), 2, "Head left"),
    )
    figure = line_chart.draw_line(_line(_years(), others={}, events=events), COLOURS)
    assert marked(figure, "<b>1</b>").x == pd.Timestamp("2002-03-01")
    assert marked(figure, "<b>2</b>").x == pd.Timestamp("2005-06-01")
    stems = [each.x0 for each in figure.layout.shapes if each.line.dash == "dot"]
    assert stems == list(events["happened_on"])


def test_a_trend_on_a_page_is_drawn_of_the_rows_it_was_given(shown):
    figure = pd.Series(
        {
            "name": "Northmere", "kind": "percentage", "unit": "%", "decimals": 0,
            "direction": "worsening", "points": 5, "indicator": "i", "title": "Attendance",
        }
    )  # fmt: skip
    one_figure.show_trend(_years(), figure, OTHERS, "An invented source")
    (drawn,) = shown.figures
    assert [y for each in _own(drawn) for y in each.y] == [40.0, 44.0, 47.0, 52.0, 55.0]
    assert "31 Aug 2001 40%" in shown.alts[0] and "31 Aug 2006 55%" in shown.alts[0]
    assert "worsening" in "".join(shown.html)


# ── Steps ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def falls():
    rows = table(
        "day day_text ending remaining open_ended",
        ("2026-03-31", "31 March 2026", 0.0, 100.0, 20.0),
        ("2026-08-31", "31 August 2026", 30.0, 70.0, 20.0),
        ("2027-03-31", "31 March 2027", 50.0, 20.0, 20.0),
    )
    steps = described(chart.Steps, rows, floor="No end", write=lambda value: f"£{value:.0f}")
    return step_line.draw_step_line(steps, COLOURS)


def test_money_falls_on_the_day_it_ends_and_not_before(falls):
    line, base = falls.data
    assert line.line.shape == "hv"  # level until the day, then down
    assert list(line.y) == [100.0, 70.0, 20.0, 20.0]
    assert [day.date().isoformat() for day in line.x[:3]] == [
        "2026-03-31", "2026-08-31", "2027-03-31",
    ]  # fmt: skip
    assert list(base.y) == [20.0, 20.0] and base.line.color == COLOURS["soft"]


def test_steps_stand_on_zero_and_each_fall_is_named_at_its_place(falls):
    low, high = falls.layout.yaxis.range
    assert low == 0 and high > 100
    fall = marked(falls, "£50")
    assert (fall.y, fall.x.date().isoformat()) == (70.0, "2027-03-31") and "−" in fall.text
    assert marked(falls, "£30").y == 100.0
    assert marked(falls, "No end: £20").y == 20.0
    assert falls.layout.xaxis.range[0] < falls.layout.xaxis.range[1]


# ── Within limits ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def limited():
    rows = table(
        "period_end period_text value numerator denominator centre lower upper signal",
        *((day, f"{day.year}", value, 1, 2, 50.0, 40.0, 60.0, signal)
          for day, value, signal in zip(
              DAYS, [50, 49, 65, 55, 56, 30], [None, None, "high", "row", "row", "low"],
              strict=True)),
    )  # fmt: skip
    return control_chart.draw_control_chart(described(chart.Limits, rows, write=percent), COLOURS)


def test_limits_lie_where_they_are_and_what_is_beyond_them_is_marked(limited):
    (points,) = limited.data
    assert list(points.y) == [50, 49, 65, 55, 56, 30] and list(points.x) == list(DAYS)
    across = {(each.y0, each.y1): each.line.dash for each in limited.layout.shapes}
    assert across == {(40.0, 40.0): "dash", (50.0, 50.0): "solid", (60.0, 60.0): "dash"}
    assert list(points.marker.symbol) == [
        "circle", "circle", "diamond", "square", "square", "diamond",
    ]  # fmt: skip
    strong, weak = COLOURS["strong"], COLOURS["weak"]
    assert list(points.marker.color) == [strong, strong, weak, weak, weak, weak]
    low, high = limited.layout.yaxis.range
    assert low < 30 and high > 65


def test_the_names_of_limits_stand_beside_their_lines(limited):
    assert abs(marked(limited, "lower limit<br>40%").y - 40) < 4
    assert abs(marked(limited, "average<br>50%").y - 50) < 4
    assert abs(marked(limited, "upper limit<br>60%").y - 60) < 4
    above, below = marked(limited, "<b>2003</b>"), marked(limited, "<b>2006</b>")
    assert above.yshift > 0 > below.yshift and (above.y, below.y) == (65, 30)


# ── Small lines and panels, drawn as SVG ─────────────────────────────────────────────────────


def _svg(address: str) -> str:
    return base64.b64decode(address.partition("base64,")[2]).decode()


def _points(said: str) -> list[tuple[float, float]]:
    return [tuple(map(float, point.split(","))) for point in said.split()]


def test_a_small_line_rises_with_its_values_and_ends_in_a_dot():
    lines = ([1, 2, None, 4], [0, 0, 0, 0], [3, 3, 3, 3])
    svg = _svg(sparkline.draw_sparkline(*lines, COLOURS, 100, 24))
    (line,) = [_points(each) for each in re.findall(r'<polyline points="([^"]+)"', svg)][:1]
    assert line[0][0] < line[1][0] and line[0][1] > line[1][1]  # SVG counts downwards
    # 0 lies at the foot (24 − 4), 4 at the top (4), each step 4 of the 16 between
    assert [y for _, y in line] == [16.0, 12.0]
    x, y = re.search(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg).groups()
    assert (float(x), float(y)) == (95.0, 4.0) and COLOURS["strong"] in svg
    band = _points(re.search(r'<polygon points="([^"]+)"', svg)[1])
    assert [y for _, y in band] == [8.0] * 4 + [20.0] * 4


_LAST = table(
    "indicator title kind unit decimals period_text value missing_reason verdict side direction",
    ("i", "Attendance", "percentage", "%", 0, "31 Aug 2006", 55.0, None, "worse", None,
     "worsening"),
    ("none", "Nothing", "percentage", "%", 0, "", np.nan, "not_collected", None, None, None),
)  # fmt: skip


def _panels(others: dict[str, str]) -> str:
    panels = described(chart.Panels, _years(), last=_LAST, others=others, page="indicator")
    return multiples.draw_panels(panels)


def _panel(others: dict[str, str]) -> str:
    return _svg(re.search(r'<li>.*?<img src="([^"]+)"', _panels(others))[1])


def test_a_panel_draws_each_value_in_its_place(shown):
    svg = _panel({"neighbours_value": "neighbours"})
    lines = re.findall(r'<polyline points="([^"]+)" fill="none" stroke="([^"]+)"', svg)
    own = [_points(at) for at, colour in lines if colour == COLOURS["strong"]]
    assert [len(each) for each in own] == [2, 2]  # the gap cuts, and so does the break
    # From 35 (lowest) to 63 (highest) over 116 − 8 − 20 = 88 pixels, the highest at the top.
    assert own[0][0][1] == pytest.approx(8 + (63 - 40) / 28 * 88, abs=0.1)
    assert own[1][1][1] == pytest.approx(8 + (63 - 52) / 28 * 88, abs=0.1)
    assert own[0][0][0] == pytest.approx(34, abs=0.1) and own[1][0][0] > own[0][1][0]
    beside = [_points(at) for at, colour in lines if colour == COLOURS["beside"]]
    assert beside[0][0][1] == pytest.approx(8 + (63 - 50) / 28 * 88, abs=0.1)
    cx, cy = map(float, re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="4"', svg)[0])
    assert cx == pytest.approx(300 - 8, abs=0.1)
    assert cy == pytest.approx(8 + (63 - 55) / 28 * 88, abs=0.1)


def test_a_panel_has_its_interval_as_a_band_and_names_its_ends(shown):
    svg = _panel({})
    bands = [_points(each) for each in re.findall(r'<polygon points="([^"]+)"', svg)]
    first = [y for _, y in bands[0]]  # upper ends forwards, then lower ends backwards
    assert first == pytest.approx([8 + (63 - each) / 28 * 88 for each in (45, 51, 38, 35)], abs=0.1)
    assert len(bands) == 2 and COLOURS["band"] in svg
    (high, high_at), (low, low_at) = [
        (said, float(y)) for y, said in re.findall(r'<text x="0" y="([\d.]+)">([^<]+)<', svg)
    ]
    assert (high, low) == ("63", "35") and high_at < low_at
    assert "31 Aug 2001" in svg and "31 Aug 2006" in svg
    assert svg.count('stroke-dasharray="2 3"') == 1


def test_panels_say_value_and_direction_of_each(shown):
    html = _panels({"neighbours_value": "neighbours"})
    assert ">55%</a>" in html and "▼ worsening · worse than neighbours" in html
    assert "31 Aug 2001 40%" in html and "31 Aug 2006 55%" in html
    assert html.count("<li>") == 1 and "Nothing" in html.partition("</ul>")[2]


def test_small_lines_stand_beside_their_last_value(shown):
    rows = _years().assign(
        title="Attendance", kind="percentage", unit="%", decimals=0, direction="improving",
        is_last=[False] * 5 + [True], beside_lower=45.0, beside_upper=60.0,
    )  # fmt: skip
    lists.draw_sparklines(rows, "Outcomes", "", "indicator")
    html = "".join(shown.html)
    assert ">55%</a>" in html and "▲ improving" in html
    svg = _svg(re.search(r'src="([^"]+)"', html)[1])
    line = _points(re.search(r'<polyline points="([^"]+)"', svg)[1])
    assert line[0][1] > line[1][1]
