"""A line over time with its 95 % interval, those of others beside it, breaks and events."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import look, wording
from kit.screen import charts
from kit.screen.charts import label, tooltip, vertical


def draw_trend(
    rows: pd.DataFrame,
    name: str,
    others: dict[str, str],
    format_value,
    colours: dict,
    events: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw a line with its 95 % interval over time.

    `rows`: one for each period, with period_end, period_text, period_status, value, lower, upper,
    run (a new number where the series is broken), broken (why), and the columns of `others`
    (column → name of the line). `format_value` writes a value. The line is cut where one is missing
    and where the run changes; a provisional value is a hollow marker. `events`: happened_on,
    number and said; each is a numbered mark on the axis, where the axis has that day.
    """
    x = list(pd.to_datetime(rows["period_end"]))
    traces, ends = [], []
    for position, (column, title) in enumerate(others.items()):
        if rows[column].notna().any():
            traces += _other_line(rows, x, column, title, position, format_value, colours)
            ends.append((rows[column].dropna().iloc[-1], title, colours["soft"]))
    for part in look.unbroken_runs(rows, "value"):
        traces += _with_interval(rows, x, part, name, format_value, colours)
    if rows["value"].notna().any():
        last = rows["value"].dropna().iloc[-1]
        ends.append((last, f"<b>{escape(wording.shorten(name))}</b>", colours["strong"]))
    floor, span = _value_range(rows[["value", "lower", "upper", *others]].stack().dropna())
    breaks = [i for i in range(len(rows)) if wording.is_known(rows["broken"].iloc[i])]
    cuts = [x[i] - (x[i] - x[i - 1]) / 2 for i in breaks if i]
    marks, stems = _event_marks(events, x, colours)
    above = {"yref": "paper", "yanchor": "bottom"}
    return charts.make_figure(
        traces,
        colours,
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
        yaxis={"range": [floor, floor + span], "automargin": True, "nticks": 5},
        annotations=charts.end_labels(ends, x[-1], span, colours)
        + marks
        + [label(cut, 1, "series break", colours["soft"], 12, **above) for cut in cuts],
        shapes=[vertical(cut, colours["soft"], dash="dash") for cut in cuts] + stems,
    )


def _value_range(seen: pd.Series) -> tuple[float, float]:
    """Return where the axis of values begins, at zero unless all are far from it, and its span."""
    low, high = (seen.min(), seen.max()) if len(seen) else (0, 1)
    floor = 0 if low >= 0 and low <= 0.6 * high else low - 0.15 * (high - low)
    return floor, ((high - floor) or 1) * 1.08


def _other_line(rows, x, column, title, position, format_value, colours) -> list[dict]:
    """Return the line of others: the first in a stronger grey, further ones dotted."""
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
        for part in look.unbroken_runs(rows, column)
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


def _with_interval(rows, x, part, name, format_value, colours) -> list[dict]:
    piece = rows.iloc[part]
    at = [x[i] for i in part]
    traces = []
    if piece["lower"].notna().all() and len(part) > 1:
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
    hollow = [
        "circle-open" if status == "provisional" else "circle" for status in piece["period_status"]
    ]
    text = []
    for row in piece.itertuples():
        status = row.period_status if wording.is_known(row.period_status) else ""
        span = (
            f"<br>95% interval {format_value(row.lower)} to {format_value(row.upper)}"
            if wording.is_known(row.lower)
            else ""
        )
        text.append(
            f"<b>{escape(name)}</b><br>{row.period_text}: "
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
            "symbol": hollow,
            "line": {"width": 2, "color": colours["strong"]},
        },
        **tooltip(text),
    }
    if len(part) == 1 and wording.is_known(piece["lower"].iloc[0]):
        line["error_y"] = {
            "type": "data",
            "symmetric": False,
            "color": colours["strong"],
            "width": 4,
            "array": list(piece["upper"] - piece["value"]),
            "arrayminus": list(piece["value"] - piece["lower"]),
        }
    return [*traces, line]
