"""Ladders, spines, rulers, bars and squares on screen, drawn in HTML; and tables under charts."""

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from kit import chart
from kit.screen import blocks, figure_tables, ladders, levels, matrix, spine
from tests.pictures.conftest import described, lefts, table


def _level(**more) -> SimpleNamespace:
    known = {"level": 2, "level_low": 1, "level_high": 3, "before": 3, "beside": 2.5}
    return SimpleNamespace(**known | more)


def _named(level: int) -> SimpleNamespace:
    """One level alone is named: the range is that level."""
    return _level(level=level, level_low=level, level_high=level)


# ── Ladders ──────────────────────────────────────────────────────────────────────────────────


def test_level_1_is_at_the_left_and_the_highest_at_the_right():
    kinds = {1: "at low", 2: "at", 3: "at", 4: "at"}
    found = [lefts(ladders.draw_ladder(_named(step), 4), kind) for step, kind in kinds.items()]
    assert found == [[(0.0, None)], [(33.3, None)], [(66.7, None)], [(100.0, None)]]
    assert [left for left, _ in lefts(ladders.draw_ladder(_level(), 4), "step")] == [
        0,
        33.3,
        66.7,
        100,
    ]


def test_a_ladder_draws_range_neighbours_and_the_level_before():
    drawn = ladders.draw_ladder(_level(before=4), 4)
    assert lefts(drawn, "range") == [(0.0, 66.7)]
    assert lefts(drawn, "beside") == [(50.0, None)]
    assert lefts(drawn, "before") == [(100.0, None)]  # only where the range has it not
    assert lefts(drawn, "at") == [(33.3, None)]
    narrow = ladders.draw_ladder(_level(level=3, level_low=3, level_high=4, before=3), 4)
    assert lefts(narrow, "range") == [(66.7, 33.3)] and not lefts(narrow, "before")


def test_only_the_lowest_level_is_marked_low_and_no_level_draws_no_mark():
    assert 'class="at low"' in ladders.draw_ladder(_named(1), 4)
    assert "low" not in ladders.draw_ladder(_named(2), 4)
    assert "low" not in ladders.draw_ladder(_level(level=np.nan, level_high=2), 4)
    none = ladders.draw_ladder(_level(level=np.nan, level_low=np.nan, level_high=np.nan), 4)
    assert "ladder none" in none and "<i" not in none


def test_a_list_of_levels_has_each_ladder_beside_its_words(shown):
    rows = table(
        "id title level level_low level_high before beside text",
        ("v", "Vision", 2, 2, 2, np.nan, 3, "2 adequate"),
        ("r", "Reach", np.nan, np.nan, np.nan, np.nan, np.nan, "not assessed"),
    )
    steps = {step: str(step) for step in range(1, 5)}
    levels_ = described(chart.Ladders, rows, steps=steps, page="level", param="theme")
    vision, reach = re.findall("<li>.*?</li>", ladders.draw_level_list(levels_))
    assert "theme=v" in vision and "2 adequate" in vision and lefts(vision, "at") == [(33.3, None)]
    assert "theme=r" in reach and "not assessed" in reach and not lefts(reach, "at")


def test_a_ladder_stands_beside_the_same_level_in_words(shown):
    rows = table(
        "id title description level level_low level_high word words top before beside "
        "beside_areas used possible why",
        ("v", "Vision", "About it", 2, 1, 3, "adequate", None, 4, 3, 2.5, 10, 5, 6, "Limited"),
        ("r", "Reach", "About it", np.nan, np.nan, np.nan, None, None, 4, np.nan, np.nan, np.nan,
         0, 6, "Nothing known"),
    )  # fmt: skip
    inside = table(
        "id indicator title kind unit decimals value lower upper denominator period_text level "
        "level_low level_high word words missing_reason limits",
        ("v", "i", "Attendance", "percentage", "%", 0, 61.0, 52.0, 69.0, 75, "2006", 2, 1, 3,
         "adequate", None, None, True),
    )  # fmt: skip
    ladders.draw_ladders(rows, inside, "Capacity", "theme", "indicator")
    html = "".join(shown.html)
    vision, reach = re.findall(r"<details>.*?</details>", html, re.DOTALL)
    assert "<b>2</b> adequate, could be 1 or 3" in vision or "<b>2</b> adequate" in vision
    assert lefts(vision, "at") == [(33.3, None)] and "5 of 6" in vision
    assert ">61%</a></b> (52 to 69%), n 75" in vision and "limits the level" in vision
    assert "not assessed" in reach and not lefts(reach, "at")
    assert re.findall(r"<i>(\d)</i>", html)[:4] == ["1", "2", "3", "4"]


# ── Spines ───────────────────────────────────────────────────────────────────────────────────


def _spine(**more) -> pd.DataFrame:
    known = {
        "theme": "Reach", "indicator": "i", "title": "Schools", "kind": "percentage", "unit": "%",
        "decimals": 0, "polarity": "higher_is_better", "period_text": "2006", "value": 61.0,
        "lower": 52.0, "upper": 69.0, "missing_reason": None, "verdict": "better",
        "beside_value": 50.0, "beside_median": 49.0, "beside_period": None, "worst": 10.0,
        "best": 90.0, "place": 3, "first_place": 2, "last_place": 6, "ranked": 24,
        "band": "highest", "value_at": 70.0, "lower_at": 62.0, "upper_at": 81.0, "worst_at": 5.0,
        "best_at": 95.0, "quartile_at": 30.0, "other_quartile_at": 65.0, "beside_at": 55.0,
        "median_at": 53.0,
    }  # fmt: skip
    return pd.DataFrame([known | more])


def _whole(rows: pd.DataFrame) -> str:
    more = {"about": "Northmere", "beside": "neighbours", "middle": "England", "page": "indicator"}
    return spine.draw_spine(described(chart.Spine, rows, **more))


def _drawn(rows: pd.DataFrame) -> str:
    return _whole(rows).rpartition('<div class="spine">')[2]


def test_a_spine_draws_value_interval_spread_and_group_in_their_places():
    drawn = _drawn(_spine())
    assert lefts(drawn, "at better") == [(70.0, None)]
    assert lefts(drawn, "spread") == [(62.0, 19.0)]
    assert lefts(drawn, "all") == [(5.0, 90.0)]
    assert lefts(drawn, "half") == [(30.0, 35.0)]
    assert lefts(drawn, "group") == [(55.0, None)] and lefts(drawn, "median") == [(53.0, None)]
    assert lefts(drawn, "middle") == [(50.0, None)]


def test_a_spine_where_less_is_better_keeps_its_interval_the_right_way_round():
    drawn = _drawn(_spine(lower_at=81.0, upper_at=62.0, polarity="lower_is_better"))
    assert lefts(drawn, "spread") == [(62.0, 19.0)]


@pytest.mark.parametrize(
    ("verdict", "mark"),
    [
        ("better", "better"), ("worse", "worse"), ("similar", "similar"), ("higher", "neutral"),
        ("lower", "neutral"), ("cannot be tested", "untested"),
    ],
)  # fmt: skip
def test_the_dot_of_a_spine_says_the_verdict_beside_it(verdict, mark):
    drawn = _drawn(_spine(verdict=verdict))
    assert lefts(drawn, f"at {mark}") == [(70.0, None)]
    assert f'class="verdict {mark}">{verdict}<' in drawn


def test_what_differs_comes_first_worst_and_farthest_and_groups_fold():
    rows = pd.concat(
        [
            _spine(title="Alike", verdict="similar"),
            _spine(title="Ahead", verdict="better"),
            _spine(title="Near", verdict="worse", value_at=50.0),
            _spine(title="Far", verdict="worse", value_at=5.0, theme="Voice"),
            _spine(title="Untold", verdict="worse", value=np.nan, missing_reason="suppressed"),
        ]
    )
    lead, *groups = _whole(rows).split("<details><summary><h3")
    assert "What differs: 3<" in lead
    assert [lead.index(f">{title}</a>") for title in ("Far", "Near", "Ahead")] == sorted(
        lead.index(f">{title}</a>") for title in ("Far", "Near", "Ahead")
    )
    assert "Alike" not in lead and "Untold" not in lead
    assert ["3 with a figure · 1 worse · 1 better" in groups[0], "1 worse" in groups[1]] == [
        True
    ] * 2


def test_a_spine_names_its_ends_and_writes_its_numbers():
    drawn = _drawn(_spine())
    assert ">61%</a>" in drawn and "50%" in drawn and "median 49%" in drawn
    assert "worst 10%, best 90%" in drawn and "2–6 of 24" in drawn
    neutral = _drawn(_spine(polarity="neutral"))
    assert "lowest 10%, highest 90%" in neutral and "worst" not in neutral
    head = _whole(_spine())
    assert "<i>worst</i><i>best</i>" in head
    gone = _whole(_spine(value=np.nan, missing_reason="suppressed"))
    assert 'class="spine">' not in gone and "Schools" in gone.partition('class="missing"')[2]


# ── Rulers ───────────────────────────────────────────────────────────────────────────────────


def _ruled(cuts: list[float], **more) -> str:
    known = {
        "indicator": "i", "title": "Schools", "kind": "percentage", "unit": "%", "decimals": 0,
        "value": 61.0, "lower": 52.0, "upper": 69.0, "level": 3, "level_text": "3 well",
        "is_numbered": True, "limits": True, "missing_reason": None, "status": "ok",
    }  # fmt: skip
    rows = pd.DataFrame([known | more])
    return levels.draw_threshold_rulers(
        described(
            chart.Rulers,
            rows,
            page="indicator",
            cuts=pd.DataFrame({"indicator": "i", "from_value": cuts}),
        )
    )


def _zones(html: str) -> list[tuple[float, float, str]]:
    found = re.findall(r'class="zone" style="left:([\d.]+)%;width:([\d.]+)%">([^<]*)<', html)
    return [(float(left), float(width), said) for left, width, said in found]


def test_a_ruler_is_cut_where_levels_begin_and_has_the_figure_on_it():
    html = _ruled([25.0, 50.0, 75.0])
    assert _zones(html) == [(0, 25, "1"), (25, 25, "2"), (50, 25, "3"), (75, 25, "4")]
    assert lefts(html, "at") == [(61.0, None)] and lefts(html, "range") == [(52.0, 17.0)]
    assert "61% (52 to 69%)" in html and "3 well" in html and "limits the theme" in html


def test_a_ruler_where_less_is_better_has_the_highest_level_at_the_left():
    html = _ruled([75.0, 50.0, 25.0], level=2)
    assert _zones(html) == [(0, 25, "4"), (25, 25, "3"), (50, 25, "2"), (75, 25, "1")]
    assert lefts(html, "at") == [(61.0, None)]


def test_a_ruler_starts_at_zero_and_holds_all_that_is_drawn():
    html = _ruled([2.0, 4.0], kind="amount", value=9.0, lower=np.nan, upper=np.nan, level=1)
    assert _zones(html)[0][0] == 0
    ((at, _),) = lefts(html, "at low")
    assert at == pytest.approx(100 * 9 / (9 * 1.08), abs=0.1)
    gone = _ruled([25.0], value=np.nan, missing_reason="suppressed")
    assert not lefts(gone, "at") and not lefts(gone, "range")


# ── Squares ─────────────────────────────────────────────────────────────────────────


def test_squares_have_each_number_where_its_two_meet(cells):
    rows = table(
        "theme indicator title other r is_sure",
        ("Reach", "a", "First", "b", 0.5, True),
        ("Reach", "b", "Second", "a", 0.5, True),
        ("Reach", "a", "First", "c", -0.25, True),
        ("Reach", "c", "Third", "a", -0.25, True),
        ("Reach", "b", "Second", "c", 0.1, False),
        ("Reach", "c", "Third", "b", 0.1, False),
    )
    html = matrix.draw_matrix(described(chart.Matrix, rows, page="indicator"))
    assert cells(html) == [
        ["Indicator", "1", "2", "3"],
        ["1. First", "", "0.50", "−0.25"],
        ["2. Second", "0.50", "", "0.10"],
        ["3. Third", "−0.25", "0.10", ""],
    ]
    assert re.findall(r"var\(--(\w+)\) (\d+)%[^>]*><b>([^<]+)", html)[:2] == [
        ("strong", "19", "0.50"), ("weak", "10", "−0.25"),
    ]  # fmt: skip
    assert html.count('class="unsure">0.10') == 2


# ── Tables under charts ──────────────────────────────────────────────────────────────────────


def test_the_table_under_a_chart_holds_its_rows_in_order(shown, cells):
    rows = table(
        "name value lower upper missing_reason",
        ("Northmere", 61.04, 52.0, 69.0, None),
        ("Gap", np.nan, np.nan, np.nan, "suppressed"),
        ("Zero", 0.0, 0.0, 4.0, None),
    )
    columns = {
        "name": blocks.Column("Name"),
        "value": blocks.Column("Value", "decimal", why="missing_reason"),
        "lower": blocks.Column("Lower 95%", "decimal"),
        "upper": blocks.Column("Upper 95%", "decimal"),
    }
    blocks.table(rows, "A table", columns)
    head, first, gap, zero = cells(shown.html[0])
    assert head == ["Name", "Value", "Lower 95%", "Upper 95%"]
    assert first == ["Northmere", "61.0", "52.0", "69.0"]
    assert zero == ["Zero", "0.0", "0.0", "4.0"]
    assert gap[0] == "Gap" and gap[1] and not any(letter.isdigit() for letter in gap[1])


def test_a_table_of_figures_marks_the_chosen_one_and_joins_its_interval(shown, cells):
    about = pd.Series({"kind": "percentage", "unit": "%", "decimals": 0})
    rows = table(
        "name place value lower upper numerator denominator missing_reason",
        ("Northmere", "chosen", 61.0, 52.0, 69.0, 46, 75, None),
        ("Other", "other", 40.0, 30.0, 50.0, 40, 100, None),
    )
    heads = {"name": "Name", "value": "Value", "interval": "95% interval", "denominator": "Of"}
    figure_tables.write_table(rows, "A table", heads, about, mark="chosen")
    assert cells(shown.html[0])[1:] == [
        ["Northmere", "61%", "52 to 69%", "75"], ["Other", "40%", "30 to 50%", "100"],
    ]  # fmt: skip
    marked = re.findall(r'<tr class="chosen">.*?</tr>', shown.html[0])
    assert len(marked) == 1 and "Northmere" in marked[0]
