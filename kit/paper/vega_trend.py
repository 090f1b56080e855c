"""A line over time on paper, with its 95 % interval, those of others beside it, and breaks."""

from dataclasses import dataclass

import pandas as pd

from kit import wording
from kit.chart import Line
from kit.paper import vega
from kit.paper.vega import COLOURS, quantity, values


@dataclass(frozen=True)
class _Axes:
    """Where figures lie: the day of each row, the axes, and the range of values."""

    at: list[int]
    floor: float
    ceiling: float
    across: dict
    up: dict
    axis: dict

    def layer(self, data: list[dict], mark: dict, **more) -> dict:
        """Return one mark for each of `data`."""
        return vega.layer(data, mark, self.across, self.up, self.axis, **more)


def layers(chart: Line, width: int, height: int) -> dict:
    """Return the lines, the chosen one with its interval on top, and their names at the end."""
    axes = _axes(chart, width)
    start = axes.across["scale"]["domain"][0]
    lines = [{"at": start, "to": axes.at[-1], "value": step} for step in axes.axis["values"]]
    rule = {"type": "rule", "color": COLOURS["line"]}  # no further than the figures: names follow
    drawn = [axes.layer(lines, rule, x2={"field": "to"})]
    for place, column in enumerate(chart.others):
        drawn += _other_line(axes, chart, column, place)
    for piece in chart.pieces():
        drawn += _own_line(axes, chart, piece)
    drawn += _breaks(axes, chart)
    ends = [
        (value, wording.shorten(name, 24), "strong", "bold")
        if is_own
        else (value, name, "soft", "normal")
        for value, name, is_own in chart.ends()
    ]
    step = 12.5 * (axes.ceiling - axes.floor) / max(height - 30, 30)
    for value, text, colour, weight in vega.spread_labels(ends, step):
        mark = {"type": "text", "align": "left", "dx": 7, "color": COLOURS[colour]}
        data = [{"at": axes.at[-1], "value": value, "text": text}]
        said = {"field": "text", "type": "nominal"}
        drawn.append(axes.layer(data, mark | {"fontWeight": weight}, text=said))
    return {"layer": drawn}


def _axes(chart: Line, width: int) -> _Axes:
    rows = chart.rows
    at = [int(moment.timestamp()) // 86400 for moment in pd.to_datetime(rows["period_end"])]
    floor, ceiling = chart.value_range()
    span = (at[-1] - at[0]) or 365
    names = {str(at[i]): name for i, name in vega.period_labels(rows, 5)}
    said = [wording.shorten(chart.about, 24), *chart.others.values()]
    room = max(map(len, said)) * 5.6 + 18
    end = at[-1] + span * room / max(width - room - 40, 60)
    across = {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": [at[0] - span * 0.03, end], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "grid": False,
            "domain": False,
            "values": [int(day) for day in names],
            "labelExpr": f"({names})[format(datum.value, 'd')]",
            "labelFlush": False,
            "labelOverlap": False,
        },
    }
    up = {"scale": {"domain": [floor, ceiling], "nice": False, "zero": False}}
    steps = vega.round_ticks(floor, ceiling)
    axis = {"title": None, "values": steps, "grid": False, "domain": False, "ticks": False}
    return _Axes(at, floor, ceiling, across, up, axis)


def _other_line(axes: _Axes, chart: Line, column: str, place: int) -> list[dict]:
    """Return the line of others: the first in a stronger grey, further ones dashed."""
    colour = COLOURS["beside"] if place == 0 else COLOURS["other"]
    line = {"type": "line", "color": colour, "strokeWidth": 1.6}
    if place:
        line["strokeDash"] = [2, 2]
    point = {"type": "point", "color": colour, "filled": True, "size": 24}
    return [
        axes.layer(
            [{"at": axes.at[i], "value": chart.rows[column].iloc[i]} for i in part],
            point if len(part) == 1 else line,
        )
        for part in chart.pieces(column)
    ]


def _own_line(axes: _Axes, chart: Line, part: list[int]) -> list[dict]:
    """Return one unbroken piece of the chosen line: its interval, the line, its points."""
    piece, strong, hollow = chart.rows.iloc[part], COLOURS["strong"], chart.hollow()
    data = [
        {
            "at": axes.at[i],
            "value": row.value,
            "lower": row.lower,
            "upper": row.upper,
            "hollow": hollow[i],
        }
        for i, row in zip(part, piece.itertuples(), strict=True)
    ]
    drawn = []
    if chart.has_interval(part):
        mark = {"type": "area", "color": strong, "opacity": 0.16}
        if len(part) == 1:
            mark = {"type": "rule", "color": strong, "strokeWidth": 1.5}
        low = quantity("lower", axis=axes.axis, **axes.up)
        drawn.append(axes.layer(data, mark, y=low, y2={"field": "upper"}))
    fill = {"condition": {"test": "datum.hollow", "value": COLOURS["ground"]}, "value": strong}
    point = {"type": "circle", "size": 38, "opacity": 1, "strokeWidth": 1.8, "stroke": strong}
    line = {"type": "line", "color": COLOURS["strong"], "strokeWidth": 2.6}
    return [*drawn, axes.layer(data, line), axes.layer(data, point, fill=fill)]


def _breaks(axes: _Axes, chart: Line) -> list[dict]:
    cuts = [
        {"at": (axes.at[i] + axes.at[i - 1]) / 2, "value": axes.ceiling, "text": "series break"}
        for i in chart.breaks()
    ]
    if not cuts:
        return []
    dash = {"type": "rule", "color": COLOURS["soft"], "strokeDash": [4, 3]}
    small = {"type": "text", "align": "left", "dx": 3, "dy": 5, "fontSize": 9}
    name = axes.layer(
        cuts, small | {"color": COLOURS["soft"]}, text={"field": "text", "type": "nominal"}
    )
    return [{"data": values(cuts), "mark": dash, "encoding": {"x": axes.across}}, name]
