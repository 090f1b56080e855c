"""How a judgement is shown: figures on a ruler, ways up, today beside what would be, flags."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Differences, Rulers
from kit.screen import charts, parts

# ── Figures on their rulers ──────────────────────────────────────────────────────────────────


def draw_threshold_rulers(chart: Rulers) -> str:
    """Return, for each row, its figure with interval on a ruler cut where levels begin."""
    begins = {code: list(each["from_value"]) for code, each in chart.cuts.groupby("indicator")}
    items = [
        _ruler(row, begins[row.indicator], chart.page)
        for row in chart.rows.itertuples()
        if row.indicator in begins
    ]
    return f'<ul class="rulers">{"".join(items)}</ul>'


def _ruler(row, cuts: list[float], page: str) -> str:
    seen = [each for each in (row.value, row.lower, row.upper, *cuts) if wording.is_known(each)]
    low, high = min(0.0, *seen), max(seen) * 1.08 or 1.0
    if row.kind == "percentage":
        low, high = 0.0, 100.0

    def at(value: float) -> float:
        return 100 * (min(max(value, low), high) - low) / (high - low)

    edges = sorted(cuts)
    steps = range(1, len(cuts) + 2) if cuts == edges else range(len(cuts) + 1, 0, -1)
    zones = zip(steps, [low, *edges], [*edges, high], strict=True)
    marks = [
        f'<i class="zone" style="left:{at(start):.1f}%;width:{at(end) - at(start):.1f}%">'
        f"{step if row.is_numbered else ''}</i>"
        for step, start, end in zones
    ]
    said = wording.missing_text(
        row.missing_reason if wording.is_known(row.missing_reason) else row.status
    )
    weak = " low" if wording.is_known(row.level) and row.level == 1 else ""
    if wording.is_known(row.value):
        said = wording.figure(row.value, row.kind, row.unit, row.decimals)
        if wording.is_known(row.lower):
            span = at(row.upper) - at(row.lower)
            marks.append(
                f'<i class="range{weak}" style="left:{at(row.lower):.1f}%;width:{span:.1f}%"></i>'
            )
            said += f" ({wording.interval(row.lower, row.upper, row.kind, row.decimals)})"
        marks.append(f'<i class="at{weak}" style="left:{at(row.value):.1f}%"></i>')
    return (
        f"<li><p>{parts.page_link(page, row.title, indicator=row.indicator)}"
        f"<small>{escape(row.unit)}{' · limits the theme' if row.limits else ''}</small></p>"
        f'<span class="ruler" aria-hidden="true">{"".join(marks)}</span>'
        f"<p><b>{parts.trace_link(said, row.indicator)}</b>"
        f"<small>{escape(row.level_text)}</small></p></li>"
    )


# ── Ways up ──────────────────────────────────────────────────────────────────────────────────

_ROLES = {
    "needed": "every one of these is needed",
    "one of": "any one of these will do",
    "together": "all of these together will do",
}


def ways_to_improve(rows: pd.DataFrame, page: str, opens: str) -> str:
    """Return, for each group of rows, what would lift it and whether that was ever seen.

    `rows`: id, theme_title, step (from … to …), role (needed, one of, together), indicator, title,
    now_text, to_text, change_text, earliest_text, numerator_words, seen, seen_among (nobody is set
    off), heading.
    A row's title leads to `page`, a group's to `opens`.
    """
    groups = []
    for code, group in rows.groupby("id", sort=False):
        first = group.iloc[0]
        named = parts.page_link(opens, first["theme_title"], theme=code)
        role = f"; {_ROLES[first['role']]}" if len(group) > 1 else ""
        items = "".join(_way(row, page) for row in group.itertuples())
        groups.append(
            f'<section class="way"><h3>{named} <small>{escape(first["step"])}'
            f"{role}</small></h3><ul>{items}</ul></section>"
        )
    return f'<div class="ways">{"".join(groups)}</div>'


def _way(row, page: str) -> str:
    unseen = ' class="low-text"' if row.seen_among == "nobody" else ""
    return (
        f"<li><p>{parts.page_link(page, row.title, indicator=row.indicator)}"
        f"<small>{escape(row.numerator_words)}</small></p>"
        f"<p><b>{escape(row.change_text)}</b><small>{escape(row.earliest_text)}</small>"
        f"<small>{parts.trace_link(row.now_text, row.indicator)} → "
        f"{escape(row.to_text)}</small></p>"
        f"<p{unseen}>{escape(row.seen)}</p><p>{escape(row.heading)}</p></li>"
    )


# ── What is said, today and supposing ────────────────────────────────────────────────────────


def before_and_after(rows: pd.DataFrame, then: str) -> str:
    """Return what is said today beside what would be said, of the sentences that change.

    `rows`: heading, state (a sign and a word), is_changed, today, supposed, unsaid (what stands for
    a sentence that is not said), in order. `then` heads what would be said.
    """
    is_changed = rows["is_changed"].astype(bool)
    same = int((~is_changed).sum())
    heads = f"<span></span><span>Today</span><span>{escape(then)}</span>"
    shown = f'<div class="headings">{heads}</div>' if is_changed.any() else ""
    stays = "other stays as it is" if same == 1 else "others stay as they are"
    rest = f'<p class="soft">{same} {stays}.</p>' if same else ""
    return f'<div class="beside">{shown}{_sentence_groups(rows[is_changed])}{rest}</div>'


def _sentence_groups(rows: pd.DataFrame) -> str:
    groups = []
    for heading, group in rows.groupby("heading", sort=False):
        items = "".join(
            f"<li class=changed><b>{escape(row.state)}</b>"
            f"<p>{_sentence_item(row.today, row.unsaid)}</p>"
            f"<p>{_sentence_item(row.supposed, row.unsaid)}</p></li>"
            for row in group.itertuples()
        )
        groups.append(f"<h3>{escape(str(heading))}</h3><ul>{items}</ul>")
    return "".join(groups)


def _sentence_item(sentence, unsaid: str) -> str:
    return escape(sentence) if wording.is_known(sentence) else f"<em>{escape(unsaid)}</em>"


# ── Differences ──────────────────────────────────────────────────────────────────────────────


def draw_differences(chart: Differences, colours: dict) -> go.Figure:
    """Draw each row's difference with its interval about zero.

    One whose interval leaves zero out is filled, the others are hollow.
    """
    rows = chart.rows
    lines = [len(rows) - place for place in range(len(rows))]
    symbols = ["circle" if low * high > 0 else "circle-open" for low, high in _axis_ends(rows)]
    edge = {"width": 2.5, "color": colours["strong"]}
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": list(rows["effect"]),
        "y": lines,
        "marker": {"size": 12, "color": colours["strong"], "symbol": symbols, "line": edge},
        "error_x": charts.interval(
            rows["effect"], rows["lower"], rows["upper"], colours["strong"], 1.8
        ),
        **charts.tooltip(
            f"{escape(row.row_title)}<br>{escape(row.effect_text)}" for row in rows.itertuples()
        ),
    }
    return charts.make_figure(
        [dots],
        colours,
        height=90 + 48 * len(rows),
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        shapes=[charts.vertical(0, colours["soft"], 2, "solid", layer="below")],
        xaxis={
            "title": {"text": chart.axis},
            "automargin": True,
            "nticks": 6,
            "autorange": "reversed" if chart.falling else True,
        },
        yaxis={
            "tickvals": lines,
            "ticktext": [escape(title).replace(": ", "<br>", 1) for title in rows["row_title"]],
            "tickfont": {"size": 12, "color": colours["ink"]},
            "range": [0.4, len(rows) + 0.6],
            "automargin": True,
            "showgrid": False,
        },
    )


def _axis_ends(rows: pd.DataFrame) -> zip:
    return zip(rows["lower"], rows["upper"], strict=True)
