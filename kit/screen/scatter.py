"""Clouds: everybody as a point in a plane, the chosen one strong and named."""

from functools import partial
from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Column, Funnel, Scatter
from kit.screen import charts

_OUT_OF = "counted out of (fewer to the left)"
_LOOKS = {"other": ("other", 9), "neighbour": ("beside", 11), "chosen": ("strong", 15)}


def draw_scatter(chart: Scatter, colours: dict) -> go.Figure:
    """Draw two figures of everybody against one another."""
    rows, titles, says = chart.rows, [], []
    for axis in "xy":
        title, unit, kind, decimals, period = (
            rows[f"{axis}_{part}"].iloc[0]
            for part in ("title", "unit", "kind", "decimals", "period")
        )
        titles.append("<br>".join(map(escape, (title, f"{unit}, {period}"))))
        says.append(partial(wording.figure, kind=kind, unit=unit, decimals=decimals))
    return _draw_points(rows, titles, says, colours)


def draw_funnel(chart: Funnel, colours: dict) -> go.Figure:
    """Draw figures by what they rest on, within the limits of chance round a benchmark."""
    rows = chart.rows
    one, limits = rows.iloc[0], rows[rows["place"] == "limit"]
    say = partial(wording.figure, kind=one["kind"], unit=one["unit"], decimals=one["decimals"])
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": list(limits["denominator"]),
            "y": list(limits[f"{end}_{level}"]),
            "line": {"color": colours["beside"], "width": 1.6, "dash": dash},
            "hoverinfo": "skip",
        }
        for level, dash in (("95", "dot"), ("998", "solid"))
        for end in ("lower", "upper")
    ]
    first, last = limits.iloc[0], limits.iloc[-1]
    lines.append(
        {
            "type": "scatter",
            "mode": "lines",
            "x": [first["denominator"], last["denominator"]],
            "y": [one["benchmark"], one["benchmark"]],
            "line": {"color": colours["ink"], "width": 1.6},
            "hoverinfo": "skip",
        }
    )
    labels = [
        {
            "x": last["denominator"],
            "y": at,
            "text": text,
            "showarrow": False,
            "xanchor": "left",
            "xshift": 4,
            "font": {"size": 12, "color": colours["soft"]},
        }
        for text, at in (("99.8%", last["upper_998"]), ("95%", last["lower_95"]))
    ]
    points = rows[rows["place"] != "limit"].rename(columns={"denominator": "x", "value": "y"})
    return _draw_points(
        points, [_OUT_OF, escape(one["unit"])], [wording.number, say], colours, lines, labels
    )


def funnel_columns(one: pd.Series) -> dict[str, Column]:
    """Return the columns of the table that belongs to a funnel; `one` is a row of it."""
    return figure_columns(one) | {
        "denominator": Column(f"Out of: {one['out_of']}", "number"),
        "outside": Column("Outside the limits of"),
    }


def figure_columns(one: pd.Series) -> dict[str, Column]:
    """Return the columns of a table of everybody's figure; `one` is a row of it."""
    return {
        "name": Column("Name"),
        "value": Column(wording.capitalise(one["unit"]), "decimal", why="missing_reason"),
        "lower": Column("Lower 95%", "decimal"),
        "upper": Column("Upper 95%", "decimal"),
        "numerator": Column("Counted", "number"),
        "denominator": Column("Out of", "number"),
    }


def pair_columns(one: pd.Series) -> dict[str, Column]:
    """Return the columns of the table of two figures of everybody; `one` is a row of it."""
    return {
        "name": Column("Name"),
        "x": Column(f"{one['x_title']}, {one['x_unit']}, {one['x_period']}", "decimal"),
        "y": Column(f"{one['y_title']}, {one['y_unit']}, {one['y_period']}", "decimal"),
    }


def _draw_points(rows, titles, says, colours: dict, lines=(), labels=()) -> go.Figure:
    traces, annotations = list(lines), list(labels)
    for place, (colour, size) in _LOOKS.items():
        part = rows[rows["place"] == place]
        if part.empty:
            continue
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": list(part["x"]),
                "y": list(part["y"]),
                "marker": {
                    "size": size,
                    "color": colours[colour],
                    "line": {"width": 1.2, "color": colours["ground"]},
                },
                "text": [
                    f"<b>{escape(row.name)}</b><br>{says[0](row.x)}; {says[1](row.y)}"
                    for row in part.itertuples(index=False)
                ],
                "hovertemplate": "%{text}<extra></extra>",
            }
        )
    middle = (rows["x"].min() + rows["x"].max()) / 2
    for row in rows[rows["place"] == "chosen"].itertuples(index=False):
        right = row.x > middle
        annotations.append(
            {
                "x": row.x,
                "y": row.y,
                "text": f"<b>{escape(wording.shorten(row.name))}</b>",
                "showarrow": False,
                "xanchor": "right" if right else "left",
                "xshift": -11 if right else 11,
                "bgcolor": colours["ground"],
                "opacity": 0.9,
                "font": {"size": 14, "color": colours["strong"]},
            }
        )
    return charts.make_figure(
        traces,
        colours,
        height=340,
        margin={"l": 8, "r": 44, "t": 12, "b": 8},
        annotations=annotations,
        **{
            f"{axis}axis": {
                "title": {"text": title, "font": {"size": 13, "color": colours["soft"]}},
                "automargin": True,
                "nticks": 6,
                "showline": True,
            }
            for axis, title in zip("xy", titles, strict=True)
        },
    )
