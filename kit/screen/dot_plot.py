"""Shares as dots with their intervals, line by line: one dot for each series, joined by a bar."""

from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Column, Dots
from kit.screen import charts

_LOOKS = [("strong", "circle"), ("beside", "diamond-open")]


def draw_dot_plot(chart: Dots, colours: dict) -> go.Figure:
    """Draw a line for each row and on it a dot with its 95 % interval for each series.

    Rows without a value are left out: the table has them. Two dots of a row are joined, and named
    in the first.
    """
    rows, series, format_value, top = chart.rows, chart.series, chart.write, chart.top
    rows = rows[rows[[f"{each}_value" for each in series]].notna().any(axis=1)]
    lines = [len(rows) - place for place in range(len(rows))]
    traces = _join_dots(rows, lines, list(series), colours) if len(series) > 1 else []
    traces += [
        _dots(rows, lines, place, prefix, name, len(series), format_value, colours)
        for place, (prefix, name) in enumerate(series.items())
    ]
    return charts.make_figure(
        traces,
        colours,
        height=96 + 46 * len(rows),
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        annotations=_label_dots(rows, series, len(rows), colours) if len(series) > 1 else [],
        xaxis={
            "range": [0, top * (1.04 if len(series) == 1 else 1.18)] if top else None,
            "rangemode": "tozero",
            "side": "bottom",
            "automargin": True,
            "tickvals": [top * step / 5 for step in range(6)] if top else None,
            "ticktext": [format_value(top * step / 5) for step in range(6)] if top else None,
        },
        yaxis={
            "tickvals": lines,
            "ticktext": ["<br>".join(map(escape, wrap(title, 20))) for title in rows["title"]],
            "tickfont": {"size": 13, "color": colours["ink"]},
            "range": [0.4, len(rows) + (0.9 if len(series) > 1 else 0.6)],
            "automargin": True,
            "showgrid": False,
        },
    )


def _dots(rows, lines, place, prefix, name, count, format_value, colours) -> dict:
    """Return the dots of one series, the second of two a little lower on its line."""
    colour, symbol = colours[_LOOKS[place][0]], _LOOKS[place][1]
    value, lower, upper = (rows[f"{prefix}_{end}"] for end in ("value", "lower", "upper"))
    shift = 0.0 if count == 1 else 0.13 - 0.26 * place
    edge = {"width": 3, "color": colour}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(value),
        "y": [line + shift for line in lines],
        "marker": {"size": 13, "color": colour, "symbol": symbol, "line": edge},
        "error_x": charts.interval(value, lower, upper, colour, 1.6),
        **charts.tooltip(
            f"<b>{escape(row.title)}</b><br>{escape(name)} {format_value(at)}"
            f"<br>95% interval {format_value(low)} to {format_value(high)}"
            for row, at, low, high in zip(rows.itertuples(), value, lower, upper, strict=True)
        ),
    }


def _join_dots(rows: pd.DataFrame, lines: list, series: list[str], colours: dict) -> list[dict]:
    ends = rows[[f"{each}_value" for each in series]].to_numpy()
    across = [each for low, high in ends for each in (low, high, None)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": across,
            "y": [each for line in lines for each in (line, line, None)],
            "line": {"color": colours["other"], "width": 5},
            "hoverinfo": "skip",
        }
    ]


def _label_dots(rows: pd.DataFrame, series: dict[str, str], top: int, colours: dict) -> list[dict]:
    """Name the dots of the first row, each away from the other."""
    ends = [
        (rows[f"{prefix}_value"].iloc[0], name, colours[_LOOKS[place][0]])
        for place, (prefix, name) in enumerate(series.items())
        if len(rows) and wording.is_known(rows[f"{prefix}_value"].iloc[0])
    ]
    ends.sort(key=lambda end: end[0])
    return [
        {
            "x": value,
            "y": top + 0.5,
            "text": f"<b>{escape(name)}</b>",
            "showarrow": False,
            "xanchor": "right" if not place and len(ends) > 1 else "left",
            "xshift": 6 if not place and len(ends) > 1 else -6,
            "font": {"size": 13, "color": colour},
        }
        for place, (value, name, colour) in enumerate(ends)
    ]


def alt_text(rows: pd.DataFrame, series: dict[str, str], format_value) -> str:
    """Say in words what `dots` draws."""
    return "; ".join(
        f"{row['title']}: "
        + ", ".join(
            f"{format_value(row[f'{prefix}_value'])} {name}"
            for prefix, name in series.items()
            if wording.is_known(row[f"{prefix}_value"])
        )
        for row in rows.to_dict("records")
    )


def columns(series: dict[str, str], heading: str) -> dict[str, Column]:
    """Return the table's columns of what `dots` draws, numbers of answers too."""
    named = {"title": Column(heading)}
    for prefix, name in series.items():
        named |= {
            f"{prefix}_value": Column(f"% {name}", "decimal", why="missing_reason"),
            f"{prefix}_lower": Column("Lower 95%", "decimal"),
            f"{prefix}_upper": Column("Upper 95%", "decimal"),
            f"{prefix}_answers": Column("Answers", "number", why="missing_reason"),
        }
    return named
