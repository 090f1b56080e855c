"""How charts are drawn: one template, and the few kinds of chart there are.

Nothing here fetches or counts anything; a chart is given rows and draws them.
"""

import base64
from html import escape
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from kit import look, wording

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
    for position, (column, label) in enumerate(others.items()):
        if rows[column].notna().any():
            colour = colours["beside"] if position == 0 else colours["other"]
            for part in look.unbroken_runs(rows, column):
                traces.append(
                    {
                        "type": "scatter",
                        "mode": "lines+markers" if len(part) == 1 else "lines",
                        "x": [x[i] for i in part],
                        "y": list(rows[column].iloc[part]),
                        "line": {
                            "color": colour,
                            "width": 2,
                            "dash": "dot" if position else "solid",
                        },
                        "marker": {"color": colour, "size": 5},
                        "text": [
                            f"{label}<br>{rows['period_text'].iloc[i]}: "
                            f"{format_value(rows[column].iloc[i])}"
                            for i in part
                        ],
                        "hovertemplate": "%{text}<extra></extra>",
                    }
                )
            ends.append((rows[column].dropna().iloc[-1], label, colours["soft"]))
    for part in look.unbroken_runs(rows, "value"):
        traces += _with_interval(rows, x, part, name, format_value, colours)
    if rows["value"].notna().any():
        last = rows["value"].dropna().iloc[-1]
        ends.append((last, f"<b>{escape(wording.shorten(name))}</b>", colours["strong"]))
    seen = rows[["value", "lower", "upper", *others]].stack().dropna()
    low, high = (seen.min(), seen.max()) if len(seen) else (0, 1)
    floor = 0 if low >= 0 and low <= 0.6 * high else low - 0.15 * (high - low)
    span = ((high - floor) or 1) * 1.08
    breaks = [i for i in range(len(rows)) if wording.is_known(rows["broken"].iloc[i])]
    cuts = [x[i] - (x[i] - x[i - 1]) / 2 for i in breaks if i]
    marks, stems = _event_marks(events, x, colours)
    return make_figure(
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
        | period_labels(x, rows),
        yaxis={"range": [floor, floor + span], "automargin": True, "nticks": 5},
        annotations=end_labels(ends, x[-1], span, colours)
        + marks
        + [
            {
                "x": cut,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "text": "series break",
                "showarrow": False,
                "font": {"size": 12, "color": colours["soft"]},
            }
            for cut in cuts
        ],
        shapes=[
            {
                "type": "line",
                "x0": cut,
                "x1": cut,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": colours["soft"], "width": 1.5, "dash": "dash"},
            }
            for cut in cuts
        ]
        + stems,
    )


def _event_marks(events, x: list, colours: dict) -> tuple[list[dict], list[dict]]:
    """Mark events on the axis by number, piled up where they would touch; a line rises."""
    span = (x[-1] - x[0]) * 1.42 + pd.Timedelta(days=210)
    marks, stems, last, height = [], [], None, 0
    for event in () if events is None else events.itertuples():
        at = event.happened_on
        if not x[0] - pd.Timedelta(days=60) <= at <= x[-1] + span * 0.1:
            continue
        height = height + 1 if last is not None and (at - last) < 0.045 * span else 0
        last = at
        marks.append(
            {
                "x": at,
                "y": 0,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": 2 + 21 * height,
                "text": f"<b>{event.number}</b>",
                "showarrow": False,
                "bgcolor": colours["ground"],
                "bordercolor": colours["ink"],
                "borderwidth": 1.5,
                "borderpad": 2,
                "font": {"size": 12, "color": colours["ink"]},
                "hovertext": f"{wording.day(at)}: {escape(event.said[:80])}",
            }
        )
        stems.append(
            {
                "type": "line",
                "x0": at,
                "x1": at,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "layer": "below",
                "line": {"color": colours["soft"], "width": 1, "dash": "dot"},
            }
        )
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
        "text": text,
        "hovertemplate": "%{text}<extra></extra>",
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
        placed.append(
            {
                "x": x,
                "y": y,
                "text": text,
                "showarrow": False,
                "xanchor": "left",
                "xshift": 10,
                "align": "left",
                "font": {"size": 13, "color": colour},
            }
        )
    return placed


def draw_strip(rows: pd.DataFrame, format_value, colours: dict, title: str) -> go.Figure:
    """Draw everyone as a dot along the value, dots that would overlap piled up.

    `rows`: name, value, place (chosen, neighbour, region, other; anything else is a line across)
    and text (for the tooltip).
    """
    rows = rows[rows["value"].notna()].sort_values("value")
    dots = rows[rows["place"].isin(_DOTS)]
    lines = rows[~rows["place"].isin(_DOTS)]
    low, high = (rows["value"].min(), rows["value"].max()) if len(rows) else (0, 1)
    low = min(low, 0) if low <= 0.25 * high else low
    crowded = len(dots) > 60
    step = ((high - low) or 1) / (46 if crowded else 32)
    heights = _stack_heights(list(dots["value"]), step)
    tallest = max([abs(height) for height in heights], default=0) + 1.5
    traces, annotations = [], []
    for place in ("other", "region", "neighbour", "chosen"):
        at = [i for i, each in enumerate(dots["place"]) if each == place]
        if at:
            size = (17 if place == "chosen" else 11) + 4 * (not crowded)
            marker = {
                "size": size,
                "opacity": 1,
                "color": colours[_DOTS[place]],
                "line": {"width": 1.2, "color": colours["ground"]},
            }
            if place == "region":
                marker |= {
                    "color": colours["ground"],
                    "line": {"width": 2.2, "color": colours["beside"]},
                }
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "marker": marker,
                    "x": list(dots["value"].iloc[at]),
                    "y": [heights[i] for i in at],
                    "text": list(dots["text"].iloc[at]),
                    "hovertemplate": "%{text}<extra></extra>",
                }
            )
    for i, row in enumerate(dots.itertuples()):
        if row.place == "chosen":
            annotations.append(
                {
                    "x": row.value,
                    "y": heights[i],
                    "text": f"<b>{escape(wording.shorten(row.name))}</b> {format_value(row.value)}",
                    "showarrow": True,
                    "arrowhead": 0,
                    "arrowwidth": 1.5,
                    "ax": 0,
                    "ay": -64,
                    "arrowcolor": colours["strong"],
                    "bgcolor": colours["ground"],
                    "font": {"size": 14, "color": colours["strong"]},
                    **_label_anchor(row.value, low, high),
                }
            )
    for i, row in enumerate(lines.itertuples()):
        annotations.append(
            {
                "x": row.value,
                "y": 0,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": 4 + 18 * i,
                "text": f"{escape(row.name)} {format_value(row.value)}",
                "showarrow": False,
                "bgcolor": colours["ground"],
                "font": {"size": 13, "color": colours["soft"]},
                **_label_anchor(row.value, low, high, 6),
            }
        )
    across = [
        {
            "type": "line",
            "x0": row.value,
            "x1": row.value,
            "y0": 0,
            "y1": 0.86,
            "yref": "paper",
            "layer": "below",
            "line": {"color": colours["soft"], "width": 1.5, "dash": "solid" if not i else "dot"},
        }
        for i, row in enumerate(lines.itertuples())
    ]
    room = max(tallest * 2.2, 9 if crowded else 5.5)
    return make_figure(
        traces,
        colours,
        annotations=annotations,
        shapes=across,
        xaxis={
            "title": {"text": title, "font": {"size": 13, "color": colours["soft"]}},
            "range": [low - step * 1.5, high + step * 1.5],
            "automargin": True,
            "nticks": 7,
            "showline": True,
        },
        yaxis={"visible": False, "range": [-room, room]},
    )


_DOTS = {"chosen": "strong", "neighbour": "beside", "region": "ground", "other": "other"}


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


def draw_sparkline(
    values: list, lows: list, highs: list, colours: dict, width: int = 96, height: int = 26
) -> str:
    """Return a small line over a band as the address of an SVG image (a data: URI).

    `values`, `lows`, `highs` run along the same periods; a missing value cuts the line.
    """
    every = [v for v in [*values, *lows, *highs] if wording.is_known(v)]
    if not every:
        return ""
    low, span = min(every), (max(every) - min(every)) or 1
    across = (width - 10) / max(len(values) - 1, 1)

    def at(i: int, value: float) -> str:
        return f"{5 + i * across:.1f},{height - 4 - (value - low) / span * (height - 8):.1f}"

    band = [
        i for i in range(len(values)) if wording.is_known(lows[i]) and wording.is_known(highs[i])
    ]
    outline = " ".join([at(i, highs[i]) for i in band] + [at(i, lows[i]) for i in band[::-1]])
    drawn = [f'<polygon points="{outline}" fill="{colours["beside_band"]}"/>'] if band else []
    parts: list[list[int]] = [[]]
    for i, value in enumerate(values):
        if wording.is_known(value):
            parts[-1].append(i)
        elif parts[-1]:
            parts.append([])
    for part in filter(None, parts):
        points = " ".join(at(i, values[i]) for i in part)
        drawn.append(
            f'<polyline points="{points}" fill="none" stroke="{colours["strong"]}" '
            'stroke-width="2" stroke-linejoin="round"/>'
        )
    last = max((i for i, value in enumerate(values) if wording.is_known(value)), default=None)
    if last is not None:
        x, y = at(last, values[last]).split(",")
        drawn.append(f'<circle cx="{x}" cy="{y}" r="3.2" fill="{colours["strong"]}"/>')
    return image_address("".join(drawn), width, height)


def image_address(drawn: str, width: int, height: int) -> str:
    """Return drawn SVG as the address of an image (a data: URI)."""
    svg = _SPARK.format(width=width, height=height, drawn=drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
