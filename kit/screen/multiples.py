"""Small multiples: one small chart for each figure, all drawn alike, each leading to its page.

They are images in a grid of HTML, so that they flow to one column on a narrow screen, print, and
cost nothing to draw.
"""

from html import escape

import numpy as np
import pandas as pd

from kit import wording
from kit.chart import Line, Panels
from kit.screen import charts, parts

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT = 300, 116, 34, 8, 8, 20
_DASHES = ["", "1.5 3", "5 4"]


def draw_panels(chart: Panels) -> str:
    """Return the panels as HTML, with a key above them."""
    colours = parts.colours()
    series = dict(tuple(chart.rows.groupby("indicator", sort=False)))
    known = [row for row in chart.last.itertuples() if row.indicator in series]
    items = "".join(_panel(row, series[row.indicator], chart, colours) for row in known)
    key = _key(chart.others, colours, chart.rows)
    drawn = f'{key}<ul class="panels">{items}</ul>' if known else ""
    none = [
        f"{parts.page_link(chart.page, row.title, indicator=row.indicator)} "
        f"({escape(wording.missing_text(row.missing_reason))})"
        for row in chart.last.itertuples()
        if row.indicator not in series
    ]
    return drawn + (f'<p class="none">No figure at all: {"; ".join(none)}.</p>' if none else "")


def _key(lines: dict[str, str], colours: dict, rows: pd.DataFrame) -> str:
    def stroke(colour: str, dash: str, width: float) -> str:
        drawn = (
            f'<line x1="0" y1="5" x2="26" y2="5" stroke="{colour}" stroke-width="{width}" '
            f'stroke-dasharray="{dash}"/>'
        )
        return f'<img src="{charts.image_address(drawn, 26, 10)}" alt="" width="26" height="10">'

    interval = ", with its 95% interval" if rows["lower"].notna().any() else ""
    shown = [(f"this authority{interval}", stroke(colours["strong"], "", 3))]
    shown += [
        (label, stroke(colours["beside"], dash, 2))
        for label, dash in zip(lines.values(), _DASHES, strict=False)
    ]
    named = "".join(f"<span>{image}{escape(label)}</span>" for label, image in shown)
    return f'<div class="key">{named}<span>┊ series break, the line is cut</span></div>'


def _panel(row, series: pd.DataFrame, within: Panels, colours: dict) -> str:
    value = wording.figure(row.value, row.kind, row.unit, row.decimals)
    if not wording.is_known(row.value):
        value = wording.capitalise(wording.missing_text(row.missing_reason))
    said = []
    if wording.is_known(row.value):
        tested = row.direction != "cannot be calculated"
        said = [parts.direction_text(row.direction) if tested else "trend not tested"]
    if wording.is_known(row.verdict):
        said.append(f"{row.verdict} {'to' if row.verdict == 'similar' else 'than'} neighbours")
    elif wording.is_known(row.side):
        said.append(f"{row.side} side of neighbours, untested")
    words = f"{row.title} over time: " + "; ".join(
        f"{each.period_text} {wording.figure(each.value, row.kind, row.unit, row.decimals)}"
        for each in series.itertuples()
        if wording.is_known(each.value)
    )
    line = Line(
        rows=series,
        title=row.title,
        measure=row.unit,
        source=within.source,
        alt=words,
        others=within.others,
    )
    drawn = _panel_svg(line, colours)
    image = (
        f'<img src="{charts.image_address(drawn, _WIDTH, _HEIGHT)}" alt="{escape(words)}" '
        f'width="{_WIDTH}" height="{_HEIGHT}">'
    )
    return (
        f"<li><h3>{parts.page_link(within.page, row.title, indicator=row.indicator)}</h3>"
        f'<p class="soft">{escape(row.unit)}</p>'
        f'<p class="said"><b>{parts.trace_link(value, row.indicator)}</b> {escape(row.period_text)}'
        f"<br>{escape(' · '.join(filter(None, said)))}</p>{image}</li>"
    )


def _panel_svg(chart: Line, colours: dict) -> str:
    """Draw one panel as SVG, from the lowest to the highest. At least one value is known."""
    series = chart.rows
    seen = series[["value", "lower", "upper", *chart.others]].to_numpy(dtype=float)
    low = np.nanmin(seen)
    span = (np.nanmax(seen) - low) or 1
    days = [day.toordinal() for day in series["period_end"]]
    across, down = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _FOOT
    long = max(days[-1] - days[0], 1)
    x = [_LEFT + (day - days[0]) / long * across for day in days]

    def at(place: int, value: float) -> str:
        return f"{x[place]:.1f},{_TOP + (1 - (value - low) / span) * down:.1f}"

    drawn = [_axis(series, low, low + span, colours)]
    for place in chart.breaks():
        cut = (x[place] + x[place - 1]) / 2
        drawn.append(
            f'<line x1="{cut:.1f}" y1="{_TOP - 6}" x2="{cut:.1f}" y2="{_HEIGHT - _FOOT}" '
            f'stroke="{colours["soft"]}" stroke-width="1.2" stroke-dasharray="2 3"/>'
        )
    for column, dash in zip(chart.others, _DASHES, strict=False):
        drawn += _strokes(chart, column, at, colours["beside"], 1.6, dash)
    lower, upper = list(series["lower"]), list(series["upper"])
    for part in chart.pieces():
        if len(part) > 1 and chart.has_interval(part):
            outline = [at(i, upper[i]) for i in part] + [at(i, lower[i]) for i in part[::-1]]
            drawn.append(f'<polygon points="{" ".join(outline)}" fill="{colours["band"]}"/>')
    drawn += _strokes(chart, "value", at, colours["strong"], 2.6, "")
    last = series["value"].notna().to_numpy().nonzero()[0][-1]
    drawn.append(_dot(at(last, series["value"].iloc[last]), 4, colours["strong"]))
    return "".join(drawn)


def _strokes(chart: Line, column: str, at, colour: str, width: float, dash: str) -> list[str]:
    drawn, values = [], list(chart.rows[column])
    for part in chart.pieces(column):
        points = [at(i, values[i]) for i in part]
        drawn.append(
            f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" '
            f'stroke-width="{width}" stroke-dasharray="{dash}" stroke-linejoin="round"/>'
            if len(points) > 1
            else _dot(points[0], width, colour)
        )
    return drawn


def _dot(point: str, radius: float, colour: str) -> str:
    x, y = point.split(",")
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>'


def _axis(series: pd.DataFrame, low: float, high: float, colours: dict) -> str:
    """Name the lowest and the highest value and the first and the last period."""
    decimals = 0 if high - low >= 5 else 1 if high - low >= 0.5 else 2
    base = _HEIGHT - _FOOT
    return (
        f'<g font-family="{charts.FONT}" font-size="12" fill="{colours["soft"]}">'
        f'<text x="0" y="{_TOP + 5}">{wording.number(high, decimals)}</text>'
        f'<text x="0" y="{base}">{wording.number(low, decimals)}</text>'
        f'<text x="{_LEFT}" y="{_HEIGHT - 4}">{escape(series["period_text"].iloc[0])}</text>'
        f'<text x="{_WIDTH - _RIGHT + 4}" y="{_HEIGHT - 4}" text-anchor="end">'
        f"{escape(series['period_text'].iloc[-1]) if len(series) > 1 else ''}</text></g>"
        f'<line x1="{_LEFT - 4}" y1="{base + 1}" x2="{_WIDTH}" y2="{base + 1}" '
        f'stroke="{colours["line"]}"/>'
    )
