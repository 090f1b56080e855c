"""A chart, described once: data, finding, unit, source, alternative text and table.

Each kind says which rows it needs; nothing here draws. The back ends do: `kit/screen/drawing.py`
(Plotly, and HTML where rows are links), `kit/paper/charts.py` (Vega-Lite) and
`kit/paper/pptx.py` (charts a reader can edit). What they must agree on, such as where a line is
cut and where its axis begins, is worked out here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kit import wording


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, how its cells are written, and where they lead.

    `kind`: text, plain (a number as it stands), number, decimal, hundredths, percent, money
    (pounds) or date. `page` is the
    address a cell leads to with `params`: name in the address → column that holds its value. `why`
    is the column that says why a cell is missing.
    """

    heading: str
    kind: str = "text"
    page: str = ""
    params: tuple[tuple[str, str], ...] = ()
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What every chart carries, whatever its kind.

    `rows` are drawn; `title` is the finding; `measure` says measure, unit, area and period; `alt`
    says all of it to who cannot see. `columns` are those of its table, of `table` where that has
    other rows than are drawn; `name` is that of its file, unique on a page. `write` writes a value,
    `about` names the one looked at. On paper `key` says how marks are read and `behind` which
    figure it rests on.
    """

    rows: pd.DataFrame
    title: str
    measure: str
    source: str
    alt: str
    columns: dict[str, Column] = field(default_factory=dict)
    table: pd.DataFrame | None = None
    name: str = ""
    write: Callable[[Any], str] = str
    about: str = ""
    key: str = ""
    behind: str = ""


# ── Lines over time ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Line(Chart):
    """A value over time with its 95 % interval, those of others beside it, breaks and events.

    `rows`: one for each period in order, with period_end, period_text, period_status, value, lower,
    upper, run (a new number where the series is broken), broken (why), and the columns of `others`
    (column → name of the line). The line is cut where a value is missing and where the run changes.
    `events`: happened_on, number and said.
    """

    others: dict[str, str] = field(default_factory=dict)
    events: pd.DataFrame | None = None
    height: int = 300  # pixels on screen

    def pieces(self, column: str = "value") -> list[list[int]]:
        """Return the positions of rows that are joined: no gap, no break of the series between."""
        parts: list[list[int]] = []
        runs = list(self.rows["run"])
        for i in self.rows[column].notna().to_numpy().nonzero()[0].tolist():
            joined = parts and parts[-1][-1] == i - 1 and runs[i] == runs[i - 1]
            if joined:
                parts[-1].append(i)
            else:
                parts.append([i])
        return parts

    def has_interval(self, piece: list[int]) -> bool:
        """Say whether the interval of every row of a piece is known."""
        return bool(self.rows["lower"].iloc[piece].notna().all())

    def breaks(self) -> list[int]:
        """Return the positions of the rows before which the series is broken."""
        broken = list(self.rows["broken"])
        return [i for i in range(1, len(broken)) if wording.is_known(broken[i])]

    def value_range(self) -> tuple[float, float]:
        """Return both ends of the axis of values, from zero unless all are far from it."""
        seen = self.rows[["value", "lower", "upper", *self.others]].stack().dropna()
        low, high = (float(seen.min()), float(seen.max())) if len(seen) else (0.0, 1.0)
        floor = 0.0 if 0 <= low <= 0.6 * high else low - 0.15 * (high - low)
        return floor, floor + ((high - floor) or 1) * 1.08

    def ends(self) -> list[tuple[float, str, bool]]:
        """Return the last value of each line that has one, its name, and whether it is the own."""
        named = [*((column, name, False) for column, name in self.others.items())]
        return [
            (float(self.rows[column].dropna().iloc[-1]), name, is_own)
            for column, name, is_own in (*named, ("value", self.about, True))
            if self.rows[column].notna().any()
        ]

    def hollow(self) -> list[bool]:
        """Say of each row whether its value is provisional."""
        return [status == "provisional" for status in self.rows["period_status"]]


@dataclass(frozen=True, kw_only=True)
class Panels(Chart):
    """Small multiples: a small line for each figure, all drawn alike.

    `rows`: as for `Line`, and indicator. `last`: one for each panel: indicator, title, kind, unit,
    decimals, period_text, value, missing_reason, verdict, side (untested), direction. Titles lead
    to `page`.
    """

    last: pd.DataFrame
    others: dict[str, str]
    page: str


@dataclass(frozen=True, kw_only=True)
class Steps(Chart):
    """What is left as one thing after another ends.

    `rows` in order: day, day_text, ending (what ends that day; of the first row nothing),
    remaining (from that day on) and open_ended (what has no end), which is shaded and called
    `floor`. The `limit` largest falls are named.
    """

    floor: str
    limit: int = 6


@dataclass(frozen=True, kw_only=True)
class Limits(Chart):
    """A figure period by period within the limits of chance variation.

    `rows`: period_end, period_text, value, numerator, denominator, centre, lower, upper (nothing
    where the scale ends first) and signal, in words.
    """


@dataclass(frozen=True, kw_only=True)
class Timeline(Chart):
    """Spells of time on lines of their own, and single days as points.

    `rows`: lane (from 1, top down), name (of the lane), started_on, drawn_to, ended_on (known or
    not), mark, what. `marks`: mark → what it is called, the palette's colour, thickness in pixels;
    a thickness of zero makes a point. `at` is the day of a line across. The first `limit` lanes
    are drawn.
    """

    marks: dict[str, tuple[str, str, int]]
    at: pd.Timestamp
    limit: int = 40


# ── Bars, ladders, dots ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """A value beside others, from zero, the chosen one strong.

    `rows`: name, value, lower, upper (its 95 % interval or nothing), place (chosen or other).
    """

    def value_range(self) -> tuple[float, float]:
        """Return both ends of what is drawn: zero, every value and every interval."""
        seen = self.rows[["value", "lower", "upper"]].stack().astype(float)
        return min(float(seen.min()), 0.0), max(float(seen.max()), 0.0)


@dataclass(frozen=True, kw_only=True)
class StackedBars(Chart):
    """A bar for each row, its parts end to end.

    `rows`: name and the columns of `parts` (column → what it is called, the palette's colour).
    `unit` names the axis.
    """

    parts: dict[str, tuple[str, str]]
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Ladders(Chart):
    """The level of each row between the lowest and the highest.

    `rows`: title, level, level_low, level_high (the range it could be), before, beside (the middle
    of neighbours), text (the level in words), and id where titles lead to `page` with it as
    `param`. `steps`: level → word.
    """

    steps: dict[int, str]
    page: str = ""
    param: str = ""


@dataclass(frozen=True, kw_only=True)
class Rulers(Chart):
    """Figures with their intervals on rulers cut where levels begin.

    `rows`: indicator, title, kind, unit, decimals, value, lower, upper, level, level_text,
    is_numbered (levels have numbers), limits, missing_reason, status. `cuts`: indicator,
    from_value, in the order of levels; where they fall, less is better. Titles lead to `page`.
    """

    cuts: pd.DataFrame
    page: str


@dataclass(frozen=True, kw_only=True)
class Spine(Chart):
    """Where each figure of one stands between the worst and the best of all.

    `rows`: theme, indicator, title, kind, unit, decimals, polarity, period_text, value, lower,
    upper, missing_reason, verdict (better, worse, similar, higher, lower, not testable),
    beside_value, beside_median, beside_period, worst, best, place, first_place, last_place, ranked,
    band, and places from 0 to 100: value_at, lower_at, upper_at, worst_at, best_at, quartile_at,
    other_quartile_at, beside_at, median_at. `beside` is the group compared with, `middle` the
    benchmark. Titles lead to `page`.
    """

    beside: str
    middle: str
    page: str


@dataclass(frozen=True, kw_only=True)
class Dots(Chart):
    """Shares as dots with their intervals, line by line, one for each series.

    `rows`: title, and for each of `series` (prefix → name, at most two) prefix_value, prefix_lower,
    prefix_upper. `top` is where the axis ends.
    """

    series: dict[str, str]
    top: float | None = None


@dataclass(frozen=True, kw_only=True)
class Ranges(Chart):
    """Several scorers on one scale, a line for each title, in the order of the rows.

    `rows`: title, name (who scores) and value. `scale`: what 1, 2, 3 … on the axis mean.
    """

    scale: list[str]


@dataclass(frozen=True, kw_only=True)
class Differences(Chart):
    """Each row's difference with its interval about zero.

    `rows`: row_title, effect, lower, upper, effect_text. `axis` says what lies to either side;
    `falling`: less lies to the right, so that charts side by side share a direction.
    """

    axis: str
    falling: bool = False


@dataclass(frozen=True, kw_only=True)
class Upset(Chart):
    """Which sets are held together: a column for each combination, a line for each set.

    `rows`: sets (a list of names) and count, the most frequent first. `what` names what is
    counted; the first `limit` are drawn.
    """

    what: str
    limit: int = 14


@dataclass(frozen=True, kw_only=True)
class Matrix(Chart):
    """How far each of a group goes with each other, a square for each theme.

    `rows`: theme, indicator, title, other, r (−1 to 1, missing where it cannot be had) and is_sure
    (whether its interval leaves zero out), both ways round. Titles lead to `page`.
    """

    page: str


# ── Everybody ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Strip(Chart):
    """Everybody as a dot along the value, the chosen one named.

    `rows`: name, value, place (chosen, neighbour, region, other; anything else is a line across)
    and text (for the tooltip). `axis` names the axis, `span` the least and the greatest value that
    it reaches, where charts beside one another share it.
    """

    axis: str
    span: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Scatter(Chart):
    """Two figures of everybody against one another.

    `rows`: name, x, y, place (chosen, neighbour, other), and for each axis x_title, x_unit, x_kind,
    x_decimals, x_period, y_title …
    """


@dataclass(frozen=True, kw_only=True)
class Funnel(Chart):
    """Figures by what they rest on, within the limits of chance round a benchmark.

    `rows`: name, denominator, value, place (chosen, neighbour, other, or limit for a step along
    the limits), lower_95, upper_95, lower_998, upper_998, and the same on each row: kind, unit,
    decimals, benchmark.
    """


@dataclass(frozen=True, kw_only=True)
class Map(Chart):
    """Each row's shape in the tone of its quarter, the chosen one ringed and named.

    `rows`: name, value, quarter (1 the lowest to 4; missing where there is no value), standing
    (chosen or not), text (for the tooltip), xs and ys (arrays, not-a-number ends a ring), centre_x,
    centre_y.
    """

    height: int = 560


@dataclass(frozen=True, kw_only=True)
class Ranking(Chart):
    """Every row's value with its interval, side by side from the highest.

    `rows`: as for `Map`, with lower and upper, in order. `across`: name and value of a line.
    """

    across: tuple[str, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Network(Chart):
    """Nodes at their places and the links between them.

    `rows`, the most important first: node, name, kind, sort, x, y, links, state, look. Those of
    sort `hub` grow with their links and have the mark of their kind, the others are dots. `state`
    is said in words, `look` is one of other, alone, lost, leaves. `links`: source, target,
    source_x, source_y, target_x, target_y. Whoever leaves is named, whoever the title (`said`)
    names is ringed and named, and so are the first hubs (up to `labels`) whose names find room.
    """

    links: pd.DataFrame
    hub: str
    said: str = ""
    labels: int = 12


@dataclass(frozen=True, kw_only=True)
class Sankey(Chart):
    """A flow for each row, through its `stages` (three columns; the middle one is the route).

    `rows`: the stages and amount. `routes`: route → colour of the palette; a flow has the colour of
    its route from end to end, and routes lie under one another in this order.
    """

    stages: list[str]
    routes: dict[str, str]
