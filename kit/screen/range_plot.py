"""Several scorers on one scale, line by line: a dot for each, the lowest and the highest named."""

from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from kit.chart import Ranges
from kit.screen import charts


def draw_ranges(chart: Ranges, colours: dict) -> go.Figure:
    """Draw a line for each title, in the order of the rows, from its lowest dot to its highest."""
    rows, scale = chart.rows, chart.scale
    titles = list(dict.fromkeys(rows["title"]))
    place = {title: len(titles) - n for n, title in enumerate(titles)}
    heights = rows["title"].map(place)
    ends = rows.groupby("title", sort=False)["value"].agg(["min", "max"])
    across = [each for low, high in ends.to_numpy() for each in (low, high, None)]
    return charts.make_figure(
        [
            {
                "type": "scatter", "mode": "lines", "x": across, "hoverinfo": "skip",
                "y": [each for title in ends.index for each in (place[title], place[title], None)],
                "line": {"color": colours["other"], "width": 5},
            },
            {
                "type": "scatter", "mode": "markers", "x": list(rows["value"]),
                "y": list(heights), "marker": {"size": 11, "color": colours["strong"]},
                **charts.tooltip(
                    f"<b>{escape(row.title)}</b><br>{escape(row.name)} {chart.write(row.value)}"
                    for row in rows.itertuples(index=False)
                ),
            },
        ],
        colours,
        height=70 + 40 * len(titles),
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        annotations=[
            each for title in titles for each in _ends(rows[rows["title"] == title], place, colours)
        ],
        xaxis={
            "range": [0.3, len(scale) + 0.7],
            "tickvals": list(range(1, len(scale) + 1)),
            "ticktext": [f"{n}<br>{escape(word)}" for n, word in enumerate(scale, 1)],
            "automargin": True,
        },
        yaxis={
            "tickvals": list(place.values()),
            "ticktext": ["<br>".join(map(escape, wrap(title, 22))) for title in titles],
            "tickfont": {"size": 13, "color": colours["ink"]},
            "range": [0.4, len(titles) + 0.6],
            "automargin": True,
            "showgrid": False,
        },
    )  # fmt: skip


def _ends(rows: pd.DataFrame, place: dict[str, int], colours: dict) -> list[dict]:
    """Name who is lowest and who is highest of one line, where they are not the same."""
    low, high = rows["value"].min(), rows["value"].max()
    if low == high:
        return []
    line = place[rows["title"].iloc[0]]
    return [
        charts.label(
            value, line, escape(_named(list(rows.loc[rows["value"] == value, "name"]))),
            colours["ink"], 12, xanchor=anchor, xshift=-10 if anchor == "right" else 10,
        )
        for value, anchor in ((low, "right"), (high, "left"))
    ]  # fmt: skip


def _named(names: list[str]) -> str:
    """Name who is at an end; of several how many, so that names fit a narrow screen."""
    return names[0] if len(names) == 1 else f"{len(names)} of them"


def alt_text(rows: pd.DataFrame, say=lambda value: f"{value:.1f}") -> str:
    """Say in words what `draw_ranges` draws."""
    lines = []
    for title, part in rows.groupby("title", sort=False):
        said = ", ".join(f"{row.name} {say(row.value)}" for row in part.itertuples(index=False))
        lines.append(f"{title}: {said}")
    return "; ".join(lines)
