"""Which sets are held together, as an UpSet plot: bars above, a matrix of sets below."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Upset
from kit.screen import charts


def draw_upset(chart: Upset, colours: dict) -> go.Figure:
    """Draw the most frequent combinations of sets, each a column: a bar, and dots for its sets.

    The sets are the lines below, with how many are in each over all rows, those that were left out
    too. Source of the form: Lex and others 2014.
    """
    rows = chart.rows
    sizes = rows.explode("sets").groupby("sets")["count"].sum().astype(int).to_dict()
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    line = {name: place for place, name in enumerate(names)}
    drawn = rows.head(chart.limit)
    said = [
        f"<b>{count} {escape(chart.what)}</b><br>{'<br>'.join(map(escape, sets))}"
        for sets, count in zip(drawn["sets"], drawn["count"], strict=True)
    ]
    columns = list(range(len(drawn)))
    bars = {
        "type": "bar",
        "x": columns,
        "y": [int(count) for count in drawn["count"]],
        "marker": {"color": colours["strong"]},
        "text": [str(count) for count in drawn["count"]],
        "textposition": "outside",
        "textfont": {"size": 13, "color": colours["ink"]},
        "cliponaxis": False,
        "hovertext": said,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    empty = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x in columns for _ in names],
        "y": [line[name] for _ in columns for name in names],
        "marker": {"size": 7, "color": colours["line"]},
        "hoverinfo": "skip",
        "yaxis": "y2",
    }
    above, below = 150, 23 * len(names) + 12
    split = below / (above + below)
    labels = [f"{escape(wording.shorten(name, 25))} <b>{sizes[name]}</b>" for name in names]
    return charts.make_figure(
        [bars, empty, _held_sets(drawn["sets"], line, said, colours)],
        colours,
        height=above + below + 40,
        bargap=0.45,
        margin={"l": 8, "r": 8, "t": 22, "b": 8},
        xaxis={"visible": False, "range": [-0.6, max(len(drawn), 5) - 0.4], "anchor": "y2"},
        yaxis={"domain": [split + 0.03, 1], "visible": False, "rangemode": "tozero"},
        yaxis2={
            "domain": [0, split],
            "range": [len(names) - 0.4, -0.6],
            "tickvals": list(range(len(names))),
            "ticktext": labels,
            "tickfont": {"size": 13, "color": colours["ink"]},
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
            "fixedrange": True,
        },
    )


def _held_sets(rows: pd.Series, line: dict[str, int], said: list[str], colours: dict) -> dict:
    """Return the dots of each combination's sets, joined from the first to the last."""
    x, y, words = [], [], []
    for place, sets in enumerate(rows):
        lines = sorted(line[name] for name in sets)
        x += [*([place] * len(lines)), None]
        y += [*lines, None]
        words += [*([said[place]] * len(lines)), ""]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "line": {"color": colours["strong"], "width": 2.5},
        "marker": {"size": 11, "color": colours["strong"]},
        **charts.tooltip(words),
        "yaxis": "y2",
    }
