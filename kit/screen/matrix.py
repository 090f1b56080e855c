"""Squares of numbers: how far each of a group goes with each other, as tables with shaded cells."""

from html import escape

from kit import wording
from kit.chart import Matrix
from kit.screen import parts

_MOST = 38  # per cent of colour at 1 or −1: the number in the cell stays readable


def draw_matrix(chart: Matrix) -> str:
    """Return a table for each theme as HTML, its rows numbered and its columns those numbers."""
    drawn = []
    for theme, part in chart.rows.groupby("theme", sort=False):
        titles = dict(zip(part["indicator"], part["title"], strict=True))
        cells = {(row.indicator, row.other): row for row in part.itertuples()}
        heads = "".join(f'<th scope="col">{i}</th>' for i in range(1, len(titles) + 1))
        lines = "".join(
            f'<tr><th scope="row" class="text">{i}. '
            f"{parts.page_link(chart.page, title, indicator=code)}</th>"
            + "".join(_cell(cells.get((code, other))) for other in titles)
            + "</tr>"
            for i, (code, title) in enumerate(titles.items(), start=1)
        )
        drawn.append(
            f"<table><caption>{escape(theme)}</caption><thead><tr>"
            f'<th scope="col" class="text">Indicator</th>{heads}</tr></thead>'
            f"<tbody>{lines}</tbody></table>"
        )
    return f'<div class="squares">{"".join(drawn)}</div>'


def _cell(row) -> str:
    if row is None or not wording.is_known(row.r):
        return "<td></td>"
    said = wording.number(row.r, 2)
    if not row.is_sure:
        return f'<td class="unsure">{said}</td>'
    colour = "strong" if row.r > 0 else "weak"
    share = round(abs(row.r) * _MOST)
    return (
        f'<td style="background:color-mix(in srgb, var(--{colour}) {share}%, transparent)">'
        f"<b>{said}</b></td>"
    )
