"""Maps drawn of shapes that come with the rows: nothing is fetched, no graphics card is used."""

from functools import partial
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Map, Ranking
from kit.screen import charts
from kit.screen.charts import label

_TONES = {4: (0.22, 0.45, 0.7, 1.0)}


def draw_map(chart: Map, colours: dict) -> go.Figure:
    """Draw each row's shape in the tone of its quarter; the one chosen is ringed and named."""
    rows, format_value = chart.rows, chart.write
    traces = _shapes(rows, format_value, colours)
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": list(rows["centre_x"]),
            "y": list(rows["centre_y"]),
            "marker": {"size": 12, "opacity": 0},
            **charts.tooltip(rows["text"]),
            "showlegend": False,
        }
    )
    chosen = rows[rows["standing"] == "chosen"]
    traces.append(
        {
            "type": "scatter",
            "mode": "lines",
            "x": _outlines(chosen["xs"]),
            "y": _outlines(chosen["ys"]),
            "line": {"width": 3, "color": colours["weak"]},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    )
    middle = rows["centre_x"].median() if len(rows) else 0
    hidden = {"visible": False, "automargin": False}
    return charts.make_figure(
        traces,
        colours,
        height=chart.height,
        showlegend=True,
        hoverdistance=40,
        legend=charts.legend(colours, yanchor="bottom", traceorder="normal"),
        xaxis=hidden,
        yaxis=hidden | {"scaleanchor": "x", "scaleratio": 1},
        annotations=[
            label(
                row.centre_x,
                row.centre_y,
                f"<b>{escape(wording.shorten(row.name))}</b> {format_value(row.value)}",
                colours["ink"],
                showarrow=True,
                arrowhead=0,
                arrowcolor=colours["weak"],
                ax=40 if row.centre_x < middle else -40,
                ay=-46,
                bgcolor=colours["ground"],
                bordercolor=colours["weak"],
            )
            for row in chosen.itertuples()
        ],
    )


def _shapes(rows: pd.DataFrame, format_value, colours: dict) -> list[dict]:
    """Return the shapes, a trace for each quarter and one for those without a value."""
    traces = []
    for quarter in (*range(1, 5), None):
        known = quarter is not None
        part = rows[rows["quarter"] == quarter] if known else rows[rows["quarter"].isna()]
        if part.empty:
            continue
        tone = _mix_colours(colours, _TONES[4][quarter - 1]) if known else colours["ground"]
        ends = [format_value(end) for end in (part["value"].min(), part["value"].max())]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": " to ".join(ends) if known else "no figure",
                "x": _outlines(part["xs"]),
                "y": _outlines(part["ys"]),
                "fill": "toself",
                "fillcolor": tone,
                "line": {"width": 0.6, "color": colours["ground" if known else "soft"]},
                "hoverinfo": "skip",
            }
        )
    return traces


def figure_map(rows: pd.DataFrame, **carried: Any) -> Map:
    """Describe the map of one indicator; `rows` also say kind, unit and decimals."""
    say = partial(wording.figure, **rows[["kind", "unit", "decimals"]].iloc[0])
    return Map(rows=rows.assign(text=tooltips(rows, say)), write=say, height=470, **carried)


def draw_ranking(chart: Ranking, colours: dict) -> go.Figure:
    """Draw every row's value with its interval, side by side from the highest."""
    format_value, across = chart.write, chart.across
    rows = chart.rows[chart.rows["value"].notna()].reset_index(drop=True)
    arrow = {"showarrow": True, "arrowhead": 0, "arrowcolor": colours["strong"], "ax": 0, "ay": -28}
    names = [
        label(
            place + 1,
            row.upper if wording.is_known(row.upper) else row.value,
            f"<b>{escape(wording.shorten(row.name))}</b> {format_value(row.value)}",
            colours["strong"],
            xanchor="left" if place < 0.5 * len(rows) else "right",
            bgcolor=colours["ground"],
            **arrow,
        )
        for place, row in enumerate(rows.itertuples())
        if row.standing == "chosen"
    ]
    lines = []
    if across is not None and wording.is_known(across[1]):
        name, value = across
        edge: dict = {"xref": "paper", "xanchor": "right", "yanchor": "bottom"}
        text = f"{escape(name)} {format_value(value)}"
        names.append(label(1, value, text, colours["soft"], bgcolor=colours["ground"], **edge))
        dashes = {"color": colours["soft"], "width": 1.5, "dash": "dash"}
        ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": value, "y1": value}
        lines = [{"type": "line", **ends, "line": dashes}]
    return charts.make_figure(
        _ranked(rows, colours),
        colours,
        height=340,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        xaxis={
            "title": {"text": "place from the highest value", "font": {"size": 13}},
            "range": [0, len(rows) + 1],
            "showgrid": False,
            "automargin": True,
            "nticks": 7,
        },
        yaxis={"rangemode": "tozero", "automargin": True, "nticks": 6},
        shapes=lines,
        annotations=names,
    )


def _ranked(rows: pd.DataFrame, colours: dict) -> list[dict]:
    """Return every row's value with its interval, the chosen one on top."""
    looks = {"other": ("other", 5), "neighbour": ("beside", 7), "chosen": ("strong", 11)}
    traces = []
    for standing, (colour, size) in looks.items():
        part = rows[rows["standing"] == standing]
        trace = {
            "type": "scatter",
            "mode": "markers",
            "x": list(part.index + 1),
            "y": list(part["value"]),
            "marker": {"size": size, "color": colours[colour]},
            **charts.tooltip(part["text"]),
        }
        if part["lower"].notna().any():
            thick = 3 if standing == "chosen" else 1.3
            trace["error_y"] = charts.interval(
                part["value"], part["lower"], part["upper"], colours[colour], thick, 0
            )
        traces.append(trace)
    return traces


def tooltips(rows: pd.DataFrame, format_value) -> list[str]:
    """Say each row for its tooltip: name, value, interval, and the range of its place."""
    said = []
    for row in rows.itertuples():
        words = [f"<b>{escape(row.name)}</b>", format_value(row.value)]
        if not wording.is_known(row.value):
            words[1] = wording.missing_text(row.missing_reason)
        if wording.is_known(row.lower):
            words.append(f"95% interval {format_value(row.lower)} to {format_value(row.upper)}")
        if wording.is_known(row.first_place) and row.first_place < row.last_place:
            words.append(f"place {int(row.first_place)} to {int(row.last_place)}")
        said.append("<br>".join(words))
    return said


def _outlines(lists: pd.Series) -> np.ndarray:
    """Put shapes behind one another, each with a gap after it."""
    parts = [np.array(each, dtype="float32") for each in lists]
    return np.concatenate(parts) if parts else np.array([], dtype="float32")


def _mix_colours(colours: dict, share: float) -> str:
    """Return the strong colour thinned with the ground."""
    strong, ground = (
        [int(colours[key][i : i + 2], 16) for i in (1, 3, 5)] for key in ("strong", "ground")
    )
    mixed = [round(g + (s - g) * share) for s, g in zip(strong, ground, strict=True)]
    return f"rgb({mixed[0]}, {mixed[1]}, {mixed[2]})"
