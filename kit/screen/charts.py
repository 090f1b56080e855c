"""What all charts on screen share: one template, labels, lines across, names of periods.

Nothing here fetches or counts anything; a chart is given rows and draws them.
"""

import base64
from html import escape
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

FONT = "-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
_SPARK = Path(__file__).with_name("spark.svg").read_text(encoding="utf-8").strip()
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def make_figure(data: list[dict], colours: dict, **layout) -> go.Figure:
    """Return a figure in the one template: `data` are traces, `layout` adds to the template's."""
    axis = {
        "gridcolor": colours["line"],
        "zerolinecolor": colours["line"],
        "zeroline": False,
        "linecolor": colours["soft"],
        "tickfont": {"size": 13, "color": colours["soft"]},
        "fixedrange": True,
        "title": {"font": {"size": 13, "color": colours["soft"]}},
    }
    hover = {
        "bgcolor": colours["ground"],
        "bordercolor": colours["soft"],
        "align": "left",
        "font": {"color": colours["ink"], "size": 13, "family": FONT},
    }
    base = {
        "font": {"family": FONT, "size": 13, "color": colours["ink"]},
        "hoverlabel": hover,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "colorway": [colours["strong"], colours["beside"], colours["weak"], colours["other"]],
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "hovermode": "closest",
        "dragmode": False,
        "height": 300,
    }
    base |= layout
    base["xaxis"] = axis | layout.get("xaxis", {})
    base["yaxis"] = axis | layout.get("yaxis", {})
    return go.Figure({"data": data, "layout": base})


# What grows with a figure: type, marks, lines, and the room about them.
_SIZES = {"size", "width", "thickness", "height", "xshift", "yshift", "ax", "ay", "l", "r", "t"}


def enlarge(drawn: go.Figure, factor: float) -> go.Figure:
    """Return a figure whose type, marks and height are larger, for a reader far away."""

    def grown(part, name: str = ""):
        if isinstance(part, dict):
            return {key: grown(each, key) for key, each in part.items()}
        if isinstance(part, list | tuple):
            return [grown(each, name) for each in part]
        return part * factor if name in _SIZES and isinstance(part, int | float) else part

    return go.Figure(grown(drawn.to_dict()))


def label(x, y, text: str, colour: str, size: int = 13, **more) -> dict:
    """Return a label at a place, without an arrow; `more` are properties of Plotly's annotation."""
    font = {"size": size, "color": colour}
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": font} | more


def vertical(x, colour: str, width: float = 1.5, dash: str = "dot", **more) -> dict:
    """Return a line across the whole height at `x`; `more` are properties of Plotly's shape."""
    line = {"color": colour, "width": width, "dash": dash}
    across = {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", **across, "line": line} | more


def interval(value, lower, upper, colour: str, thickness: float, width: int = 4) -> dict:
    """Return the whiskers from `lower` to `upper` about `value`, each a column of numbers."""
    ends = {"array": list(upper - value), "arrayminus": list(value - lower)}
    look = {"color": colour, "thickness": thickness, "width": width}
    return {"type": "data", "symmetric": False, **ends, **look}


def legend(colours: dict, **more) -> dict:
    """Return a legend in one line above the chart, that cannot be clicked."""
    line = {"orientation": "h", "x": 0, "y": 1, "itemclick": False, "itemdoubleclick": False}
    return line | {"font": {"size": 13, "color": colours["ink"]}} | more


def tooltip(texts) -> dict:
    """Return what makes a trace show `texts`, one for each of its points, and nothing else."""
    return {"text": list(texts), "hovertemplate": "%{text}<extra></extra>"}


def period_labels(x: list, rows: pd.DataFrame) -> dict:
    """Name every period, or every n-th counted from the last; a day they share is left out."""
    names = [str(name) for name in rows["period_text"]]
    if len({name.rpartition(" ")[0] for name in names}) == 1:
        names = [name.rpartition(" ")[2] for name in names]
    most = 6 if max(map(len, names)) < 5 else 4
    every = (len(x) + most - 1) // most
    kept = list(range(len(x) - 1, -1, -every))[::-1]
    return {
        "tickvals": [x[i] for i in kept],
        "ticktext": [names[i] for i in kept],
        "tickangle": 0,
    }


def end_labels(ends: list, x, span: float, colours: dict) -> list[dict]:
    """Name lines at their ends, pushed apart where they would lie on one another."""
    placed: list[dict] = []
    for value, text, colour in sorted(ends, key=lambda end: end[0]):
        y = max(value, placed[-1]["y"] + 0.085 * span) if placed else value
        placed.append(label(x, y, text, colour, xanchor="left", xshift=10, align="left"))
    return placed


def bar_items(rows: list[tuple[str, float, str]], most: float) -> str:
    """Return names with their amounts, in figures and words, as HTML: each over its bar."""
    return "".join(
        f"<li><span>{escape(name)}</span><b>{escape(said)}</b>"
        f'<i style="width:{100 * amount / (most or 1):.1f}%"></i></li>'
        for name, amount, said in rows
    )


def narrow_list(groups: list[tuple[str, str]]) -> str:
    """Return lists under headings as the form that a chart has on a narrow screen."""
    lists = "".join(f"<h3>{escape(name)}</h3><ul>{items}</ul>" for name, items in groups)
    return f'<div class="narrow">{lists}</div>'


def image_address(drawn: str, width: int, height: int) -> str:
    """Return drawn SVG as the address of an image (a data: URI)."""
    svg = _SPARK.format(width=width, height=height, drawn=drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
