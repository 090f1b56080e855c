"""Everybody as a dot along the value, the chosen one named."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Strip
from kit.screen import charts
from kit.screen.charts import label, tooltip, vertical

_DOTS = {"chosen": "strong", "neighbour": "beside", "region": "ground", "other": "other"}
_MANY = 60  # dots are smaller where there are more


def draw_strip(chart: Strip, colours: dict) -> go.Figure:
    """Draw everyone as a dot along the value, dots that would overlap piled up."""
    format_value = chart.write
    rows = chart.rows[chart.rows["value"].notna()].sort_values("value")
    dots = rows[rows["place"].isin(_DOTS)]
    lines = rows[~rows["place"].isin(_DOTS)]
    low, high = (rows["value"].min(), rows["value"].max()) if len(rows) else (0, 1)
    low, high = chart.span or (low, high)
    low = min(low, 0) if low <= 0.25 * high else low
    step = ((high - low) or 1) / (46 if len(dots) > _MANY else 32)
    heights = _stack_heights(list(dots["value"]), step)
    tallest = max([abs(height) for height in heights], default=0) + 1.5
    room = max(tallest * 2.2, 9 if len(dots) > _MANY else 5.5)
    names = _chosen_labels(dots, heights, low, high, format_value, colours)
    across = []
    for i, row in enumerate(lines.itertuples()):
        above: dict = {"yref": "paper", "yanchor": "bottom", "yshift": 4 + 18 * i}
        above |= {"bgcolor": colours["ground"], **_label_anchor(row.value, low, high, 6)}
        text = f"{escape(row.name)} {format_value(row.value)}"
        names.append(label(row.value, 0, text, colours["soft"], **above))
        dash = "solid" if not i else "dot"
        across.append(vertical(row.value, colours["soft"], dash=dash, y1=0.86, layer="below"))
    return charts.make_figure(
        _dots(dots, heights, colours),
        colours,
        annotations=names,
        shapes=across,
        xaxis={
            "title": {"text": chart.axis, "font": {"size": 13, "color": colours["soft"]}},
            "range": [low - step * 1.5, high + step * 1.5],
            "automargin": True,
            "nticks": 7,
            "showline": True,
        },
        yaxis={"visible": False, "range": [-room, room]},
    )


def _dots(dots: pd.DataFrame, heights: list[float], colours: dict) -> list[dict]:
    """Return the dots, one trace for each place, the chosen one last and so on top."""
    traces = []
    for place in ("other", "region", "neighbour", "chosen"):
        at = [i for i, each in enumerate(dots["place"]) if each == place]
        edge = {"width": 1.2, "color": colours["ground"]}
        if place == "region":
            edge = {"width": 2.2, "color": colours["beside"]}
        size = (17 if place == "chosen" else 11) + 4 * (len(dots) <= _MANY)
        marker = {"size": size, "opacity": 1, "color": colours[_DOTS[place]], "line": edge}
        trace = {
            "type": "scatter",
            "mode": "markers",
            "marker": marker,
            "x": list(dots["value"].iloc[at]),
            "y": [heights[i] for i in at],
            **tooltip(dots["text"].iloc[at]),
        }
        traces += [trace] if at else []
    return traces


def _chosen_labels(dots, heights, low, high, format_value, colours) -> list[dict]:
    arrow: dict = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1.5, "ax": 0, "ay": -64}
    arrow |= {"arrowcolor": colours["strong"], "bgcolor": colours["ground"]}
    return [
        label(
            row.value,
            heights[i],
            f"<b>{escape(wording.shorten(row.name))}</b> {format_value(row.value)}",
            colours["strong"],
            14,
            **arrow,
            **_label_anchor(row.value, low, high),
        )
        for i, row in enumerate(dots.itertuples())
        if row.place == "chosen"
    ]


def _stack_heights(values: list[float], step: float) -> list[float]:
    """Return a height for each value (ascending) so that dots of width `step` do not overlap."""
    last: dict[int, float] = {}
    heights = []
    for value in values:
        pile = 0
        while last.get(pile, float("-inf")) > value - step:
            pile = -pile if pile > 0 else 1 - pile
        last[pile] = value
        heights.append(float(pile))
    return heights


def _label_anchor(value, low, high, shift: int = 0) -> dict:
    """Anchor a label so that it grows towards the middle of the chart, never over its edge."""
    if value > low + 0.55 * (high - low):
        return {"xanchor": "right", "xshift": -shift}
    return {"xanchor": "left", "xshift": shift}
