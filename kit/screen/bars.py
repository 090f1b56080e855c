"""Bars from nought: parts of a whole laid end to end, or a value beside others."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Bars, StackedBars
from kit.screen import charts
from kit.screen.charts import label

_INSIDE = {"strong": "ground", "other": "ink", "beside": "ground"}
_AFTER: dict = {"xanchor": "left", "xshift": 8}  # a number right of its bar


def draw_stacked_bars(chart: StackedBars, colours: dict) -> go.Figure:
    """Draw a bar for each row, its parts end to end, each with its number."""
    rows, parts, format_value = chart.rows, chart.parts, chart.write
    names = [wording.shorten(name, 34) for name in rows["name"]]
    totals = list(rows[list(parts)].sum(axis=1).astype(float))
    whole = all(total == int(total) for total in totals)
    least = 0.06 * max(totals, default=0.0)  # a shorter part has no room for its number
    beside = []
    for place, total in enumerate(totals):
        held = [float(value) for value in rows[list(parts)].iloc[place] if wording.is_known(value)]
        if any(0 < value < least for value in held):
            text = " + ".join(format_value(value) for value in held if value)
            beside.append(label(total, place, text, colours["soft"], xanchor="left", xshift=5))
    return charts.make_figure(
        [
            _bars(rows, column, name, colour, format_value, least, colours)
            for column, (name, colour) in parts.items()
        ],
        colours,
        annotations=beside,
        barmode="stack",
        uniformtext={"mode": "hide", "minsize": 12},
        bargap=0.28,
        height=90 + 27 * len(names),
        margin={"l": 8, "r": 8, "t": 34, "b": 8},
        showlegend=len(parts) > 1,
        legend=charts.legend(
            colours, xref="container", yref="container", yanchor="top", traceorder="normal"
        ),
        xaxis={
            "rangemode": "tozero",
            "automargin": True,
            # No half things where there are few and all are whole.
            "nticks": int(min(6, max(totals, default=6) + 1)) if whole else 6,
            "title": {"text": chart.unit, "font": {"size": 13, "color": colours["soft"]}},
        },
        yaxis={
            "tickvals": list(range(len(names))),
            "ticktext": [escape(name) for name in names],
            "autorange": "reversed",
            "automargin": True,
            "showgrid": False,
            "tickfont": {"size": 13, "color": colours["ink"]},
        },
    )


def _bars(rows, column, name, colour, format_value, least, colours) -> dict:
    """Return one part of each row's bar; a part shorter than `least` has no number within."""
    # The weak colour is light in both themes: the darker of ink and ground is read on it.
    weak = min(colours["ink"], colours["ground"])
    inside = weak if colour == "weak" else colours[_INSIDE[colour]]
    values = [float(value) if wording.is_known(value) else 0.0 for value in rows[column]]
    return {
        "type": "bar",
        "orientation": "h",
        "name": escape(name),
        "y": list(range(len(rows))),
        "x": values,
        "marker": {"color": colours[colour], "line": {"width": 1, "color": colours["ground"]}},
        "text": [format_value(value) if value and value >= least else "" for value in values],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": 13, "color": inside},
        "hovertext": [
            f"<b>{escape(str(row))}</b><br>{escape(name)}: {format_value(value)}"
            for row, value in zip(rows["name"], values, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def draw_bars(chart: Bars, colours: dict) -> go.Figure:
    """Draw one value beside others, each with its number, the chosen one strong.

    A line goes on from the chosen one's end: how far the others end from it is the difference.
    """
    rows, (low, high) = chart.rows, chart.value_range()
    strong, lines = list(rows["place"] == "chosen"), list(range(len(rows)))
    names = [escape(wording.shorten(name, 34)) for name in rows["name"]]
    ends = rows["upper"].astype(float).fillna(rows["value"].astype(float)).clip(lower=0.0)
    values = [float(value) for value in rows["value"]]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": lines,
        "x": values,
        "marker": {"color": [colours["strong" if each else "other"] for each in strong]},
        **charts.tooltip(_with_interval(row, chart.write) for row in rows.itertuples(index=False)),
        "textposition": "none",
    }
    said = [
        label(end, line, f"<b>{text}</b>" if own else text, colours["ink"], 14, **_AFTER)
        for end, line, text, own in zip(ends, lines, map(chart.write, values), strong, strict=True)
    ]
    return charts.make_figure(
        [trace, *_intervals(rows, colours)],
        colours,
        height=18 + 36 * len(rows),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        bargap=0.4,
        annotations=said,
        shapes=[
            charts.vertical(value, colours["ink"])
            for value, own in zip(values, strong, strict=True)
            if own
        ],
        xaxis={"range": [low, low + 1.35 * ((high - low) or 1.0)], "visible": False},
        yaxis={
            "tickvals": lines,
            "ticktext": [
                f"<b>{name}</b>" if own else name for name, own in zip(names, strong, strict=True)
            ],
            "autorange": "reversed",
            "automargin": True,
            "showgrid": False,
            "tickfont": {"size": 13, "color": colours["ink"]},
        },
    )


def _intervals(rows: pd.DataFrame, colours: dict) -> list[dict]:
    """Return what is known of intervals: light beneath dark, so that it is seen on the bar."""
    lines = [i for i, known in enumerate(rows["lower"].notna()) if known]
    known = rows.iloc[lines].astype({"value": float, "lower": float, "upper": float})
    middles = {
        "type": "scatter",
        "mode": "markers",
        "x": list(known["value"]),
        "y": lines,
        "marker": {"size": 1, "opacity": 0},
        "hoverinfo": "skip",
    }
    ends = known["value"], known["lower"], known["upper"]
    return [
        middles | {"error_x": charts.interval(*ends, colours[colour], thick)}
        for colour, thick in (("ground", 5), ("ink", 1.6))
    ]


def _with_interval(row, format_value) -> str:
    said = f"<b>{escape(row.name)}</b> {format_value(row.value)}"
    if wording.is_known(row.lower):
        said += f"<br>95% interval {format_value(row.lower)} to {format_value(row.upper)}"
    return said
