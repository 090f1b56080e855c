"""A line over time with its 95 % interval, those of others beside it, breaks and events."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Line
from kit.screen import charts
from kit.screen.charts import label, tooltip, vertical


def draw_line(chart: Line, colours: dict) -> go.Figure:
    """Draw a line with its 95 % interval over time.

    A provisional value is a hollow marker; an event a numbered mark on the axis, where the axis has
    its day.
    """
    rows, x = chart.rows, list(pd.to_datetime(chart.rows["period_end"]))
    traces = []
    for position, column in enumerate(chart.others):
        traces += _other_line(chart, x, column, position, colours)
    for piece in chart.pieces():
        traces += _own_line(chart, x, piece, colours)
    ends = [
        (value, f"<b>{escape(wording.shorten(name))}</b>", colours["strong"])
        if is_own
        else (value, name, colours["soft"])
        for value, name, is_own in chart.ends()
    ]
    floor, ceiling = chart.value_range()
    cuts = [x[i] - (x[i] - x[i - 1]) / 2 for i in chart.breaks()]
    marks, stems = _event_marks(chart.events, x, colours)
    above = {"yref": "paper", "yanchor": "bottom"}
    return charts.make_figure(
        traces,
        colours,
        height=chart.height,
        margin={"l": 8, "r": 8, "t": 22, "b": 8},
        xaxis={
            "showgrid": False,
            "automargin": True,
            "showline": True,
            "range": [
                x[0] - pd.Timedelta(days=60),
                x[-1] + (x[-1] - x[0]) * 0.42 + pd.Timedelta(days=150),
            ],
        }
        | charts.period_labels(x, rows),
        yaxis={"range": [floor, ceiling], "automargin": True, "nticks": 5},
        annotations=charts.end_labels(ends, x[-1], ceiling - floor, colours)
        + marks
        + [
            label(cut, 1, "series break", colours["soft"], 12, **above)
            for cut in _apart(cuts, x[-1] - x[0])
        ],
        shapes=[vertical(cut, colours["soft"], dash="dash") for cut in cuts] + stems,
    )


def _apart(cuts: list, span) -> list:
    """Return the cuts that have room for a name beside the one before."""
    named: list = []
    for cut in cuts:
        if not named or cut - named[-1] > 0.2 * span:
            named.append(cut)
    return named


def _other_line(chart: Line, x: list, column: str, position: int, colours: dict) -> list[dict]:
    """Return the line of others: the first in a stronger grey, further ones dotted."""
    rows, title, format_value = chart.rows, chart.others[column], chart.write
    colour = colours["beside"] if position == 0 else colours["other"]
    line = {"color": colour, "width": 2, "dash": "dot" if position else "solid"}
    names, values = list(rows["period_text"]), list(rows[column])
    return [
        {
            "type": "scatter",
            "mode": "lines+markers" if len(part) == 1 else "lines",
            "x": [x[i] for i in part],
            "y": list(rows[column].iloc[part]),
            "line": line,
            "marker": {"color": colour, "size": 5},
            **tooltip(f"{title}<br>{names[i]}: {format_value(values[i])}" for i in part),
        }
        for part in chart.pieces(column)
    ]


def _event_marks(events, x: list, colours: dict) -> tuple[list[dict], list[dict]]:
    """Mark events on the axis by number, piled up where they would touch; a line rises."""
    span = (x[-1] - x[0]) * 1.42 + pd.Timedelta(days=210)
    box = {"bgcolor": colours["ground"], "bordercolor": colours["ink"], "borderwidth": 1.5}
    foot = {"yref": "paper", "yanchor": "bottom", "borderpad": 2}
    marks, stems, last, height = [], [], None, 0
    for event in () if events is None else events.itertuples():
        at = event.happened_on
        if not x[0] - pd.Timedelta(days=60) <= at <= x[-1] + span * 0.1:
            continue
        height = height + 1 if last is not None and (at - last) < 0.045 * span else 0
        last = at
        said = f"{wording.day(at)}: {escape(event.said[:80])}"
        more: dict = box | foot | {"yshift": 2 + 21 * height, "hovertext": said}
        marks.append(label(at, 0, f"<b>{event.number}</b>", colours["ink"], 12, **more))
        stems.append(vertical(at, colours["soft"], 1, layer="below"))
    return marks, stems


def _own_line(chart: Line, x: list, part: list[int], colours: dict) -> list[dict]:
    """Return one unbroken piece of the own line, on its interval."""
    piece, format_value = chart.rows.iloc[part], chart.write
    at = [x[i] for i in part]
    traces = []
    if chart.has_interval(part) and len(part) > 1:
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": at + at[::-1],
                "y": list(piece["upper"]) + list(piece["lower"])[::-1],
                "fill": "toself",
                "fillcolor": colours["band"],
                "line": {"width": 0},
                "hoverinfo": "skip",
            }
        )
    hollow = chart.hollow()
    text = []
    for row in piece.itertuples():
        status = row.period_status if wording.is_known(row.period_status) else ""
        span = (
            f"<br>95% interval {format_value(row.lower)} to {format_value(row.upper)}"
            if wording.is_known(row.lower)
            else ""
        )
        text.append(
            f"<b>{escape(chart.about)}</b><br>{row.period_text}: "
            f"{format_value(row.value)}{span}<br>{status}"
        )
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": at,
        "y": list(piece["value"]),
        "line": {"color": colours["strong"], "width": 3},
        "marker": {
            "color": colours["strong"],
            "size": 8,
            "symbol": ["circle-open" if hollow[i] else "circle" for i in part],
            "line": {"width": 2, "color": colours["strong"]},
        },
        **tooltip(text),
    }
    if chart.has_interval(part) and len(part) == 1:
        line["error_y"] = {
            "type": "data",
            "symmetric": False,
            "color": colours["strong"],
            "width": 4,
            "array": list(piece["upper"] - piece["value"]),
            "arrayminus": list(piece["value"] - piece["lower"]),
        }
    return [*traces, line]
