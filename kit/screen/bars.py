"""Bars from nought: parts of a whole laid end to end, or a value beside others."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.screen import charts
from kit.screen.charts import label

_INSIDE = {"strong": "ground", "other": "ink", "beside": "ground"}


def draw_stacked_bars(
    rows: pd.DataFrame,
    parts: dict[str, tuple[str, str]],
    format_value,
    colours: dict,
    unit: str = "",
) -> go.Figure:
    """Draw a bar for each row, its parts end to end, each with its number.

    `rows`: name and the columns of `parts` (column → what it is called, the palette's colour).
    `format_value` writes a value; `unit` names the axis.
    """
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
            "title": {"text": unit, "font": {"size": 13, "color": colours["soft"]}},
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


def draw_comparison_bars(rows: pd.DataFrame, format_value) -> str:
    """Return one value beside others as HTML: a bar each, the chosen one strong.

    `rows`: name, value, lower, upper (its 95 % interval or nothing), place (chosen or other).
    `format_value` writes a value. What is drawn is written too, so it needs no words of its own.
    """
    seen = rows[["value", "lower", "upper"]].stack()
    low, high = min(seen.min(), 0.0), max(seen.max(), 0.0)
    span = (high - low) or 1.0

    def box(kind: str, start: float, end: float) -> str:
        left, width = (100 * each / span for each in (min(start, end) - low, abs(end - start)))
        return f'<i class="{kind}" style="left:{left:.2f}%;width:{width:.2f}%"></i>'

    items = []
    for row in rows.itertuples():
        drawn = box("bar", 0.0, row.value)
        if wording.is_known(row.lower) and wording.is_known(row.upper):
            drawn += box("span", row.lower, row.upper)
        name = escape(wording.shorten(row.name, 34))
        items.append(
            f'<li class="{row.place}"><span>{name}</span><b>{escape(format_value(row.value))}</b>'
            f'<span class="track" aria-hidden="true">{drawn}</span></li>'
        )
    return f'<ul class="beside-bars">{"".join(items)}</ul>'
