"""Spells of time as bars on lines of their own, and single days as points."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Timeline
from kit.screen import charts


def draw_timeline(chart: Timeline, colours: dict) -> go.Figure:
    """Draw each row from started_on to drawn_to on its lane, and a line across at the day.

    What is not seen stands in the table that goes with it.
    """
    rows, marks = chart.rows[chart.rows["lane"] <= chart.limit], chart.marks
    traces = [
        _spells(rows[rows["mark"] == mark], *look, colours)
        for mark, look in marks.items()
        if (rows["mark"] == mark).any()
    ]
    lanes = rows.drop_duplicates("lane").sort_values("lane")
    return charts.make_figure(
        traces,
        colours,
        height=96 + 23 * len(lanes),
        margin={"l": 8, "r": 12, "t": 34, "b": 8},
        showlegend=True,
        legend=charts.legend(colours, xref="container", yref="container", yanchor="top"),
        xaxis={"type": "date", "automargin": True, "nticks": 6, "tickangle": 0},
        yaxis={
            "tickvals": list(lanes["lane"]),
            "ticktext": [escape(wording.shorten(name, 30)) for name in lanes["name"]],
            "range": [len(lanes) + 0.7, 0.3],
            "automargin": True,
            "showgrid": False,
            "tickfont": {"size": 13, "color": colours["ink"]},
        },
        shapes=[charts.vertical(chart.at, colours["soft"], layer="below")],
    )


def _spells(part: pd.DataFrame, label: str, colour: str, thick: int, colours: dict) -> dict:
    x, y, said = [], [], []
    for row in part.itertuples():
        ends = wording.day(row.ended_on) if wording.is_known(row.ended_on) else "goes on"
        span = wording.day(row.started_on) + (f" to {ends}" if thick else "")
        words = f"<b>{escape(row.name)}</b> ({escape(row.what)})<br>{label}: {span}"
        x += [row.started_on, row.drawn_to, None] if thick else [row.started_on]
        y += [row.lane, row.lane, None] if thick else [row.lane]
        said += [words, words, ""] if thick else [words]
    trace = {"type": "scatter", "name": label, "x": x, "y": y, **charts.tooltip(said)}
    if thick:
        return trace | {"mode": "lines", "line": {"color": colours[colour], "width": thick}}
    marker = {"color": colours[colour], "size": 12, "symbol": "diamond"}
    return trace | {"mode": "markers", "marker": marker}
