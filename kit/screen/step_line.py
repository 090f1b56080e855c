"""A line that falls in steps: what is left as one thing after another ends."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit.chart import Steps
from kit.screen import charts
from kit.screen.charts import label, tooltip


def draw_step_line(chart: Steps, colours: dict, height: int = 330) -> go.Figure:
    """Draw what remains from the first day on, falling where something ends."""
    rows, format_value = chart.rows, chart.write
    days = list(pd.to_datetime(rows["day"]))
    after = days[-1] + max((days[-1] - days[0]) * 0.32, pd.Timedelta(days=120))
    x, y = [*days, after], [*rows["remaining"], rows["remaining"].iloc[-1]]
    open_ended = float(rows["open_ended"].iloc[0])
    top = max(y) or 1
    told = [
        f"<b>{escape(row.day_text)}</b><br>"
        + (f"{format_value(row.ending)} ends, " if row.ending else "")
        + f"{format_value(row.remaining)} left"
        for row in rows.itertuples()
    ]
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "line": {"shape": "hv", "color": colours["strong"], "width": 3},
        "marker": {"size": [8] * len(days) + [0], "color": colours["strong"]},
        "fill": "tozeroy",
        "fillcolor": colours["band"],
        **tooltip([*told, ""]),
    }
    base = {
        "type": "scatter",
        "mode": "lines",
        "x": [x[0], x[-1]],
        "y": [open_ended, open_ended],
        "line": {"color": colours["soft"], "width": 1.5, "dash": "dot"},
        "fill": "tozeroy",
        "fillcolor": colours["beside_band"],
        "hoverinfo": "skip",
    }
    labels = _fall_labels(rows, days, chart.limit, format_value, colours)
    start: dict = {"xanchor": "left", "xshift": 4}
    text = f"<b>{format_value(y[0])}</b>"
    labels.append(label(x[0], y[0], text, colours["strong"], yanchor="bottom", **start))
    text = f"{escape(chart.floor)}: {format_value(open_ended)}"
    labels.append(label(x[0], open_ended, text, colours["soft"], 12, yanchor="top", **start))
    return charts.make_figure(
        [line, base],
        colours,
        height=height,
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        annotations=labels,
        xaxis={"showgrid": False, "automargin": True, "showline": True, "nticks": 6,
               "range": [days[0], after]},
        yaxis={"range": [0, top * 1.2], "showgrid": False, "showticklabels": False},
    )  # fmt: skip


def _fall_labels(rows, days: list, limit: int, format_value, colours: dict) -> list[dict]:
    """Name the largest falls where they begin."""
    named = set(rows["ending"].nlargest(limit).index) - {rows.index[0]}
    where = {"xanchor": "left", "xshift": 6, "yanchor": "bottom", "align": "left"}
    return [
        label(
            day,
            row.remaining + row.ending,
            f"−{format_value(row.ending)}<br>{escape(row.day_text)}",
            colours["ink"],
            12,
            **where,
        )
        for day, row in zip(days, rows.itertuples(), strict=True)
        if row.Index in named
    ]
