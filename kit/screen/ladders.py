"""Ladders: the level of each row between the lowest and the highest, opening to what is inside."""

from html import escape

import pandas as pd

from kit import wording
from kit.chart import Column, Ladders
from kit.screen import parts

SAVED = {  # what a file of levels holds
    "title": Column("Theme"),
    "level": Column("Level", "number"),
    "word": Column("In a word"),
    "level_low": Column("Lowest it could be", "number"),
    "level_high": Column("Highest it could be", "number"),
    "before": Column("Level a year earlier", "number"),
    "beside": Column("Neighbours’ median level", "decimal"),
    "beside_areas": Column("Neighbours assessed", "number"),
    "used": Column("Indicators with data", "number"),
    "possible": Column("Indicators", "number"),
    "why": Column("Why not assessed"),
}


def draw_ladders(
    rows: pd.DataFrame,
    inside: pd.DataFrame,
    title: str,
    heading: str,
    page: str,
    footer: str = "",
    opens: tuple[str, str, str] | None = None,
    before: str = "a year earlier",
) -> None:
    """Draw a ladder for each row; each opens to what lies inside it.

    `rows`: id, title, description, level, level_low, level_high, word, words, top, before, beside,
    beside_areas, used, possible, why. `inside`: id (of the row), indicator, title, kind, unit,
    decimals, value, lower, upper, denominator, period_text, level …, word, missing_reason, limits;
    its links lead to `page`. `heading` names the first column. `opens`: a page that tells all of a
    row, the name of the link, and what the page calls the row's id. `before` says when that was.
    """
    top = int(rows["top"].max()) if len(rows) else 1
    groups: dict[str, list] = {}
    for each in inside.itertuples():
        groups.setdefault(each.id, []).append(each)
    steps = range(1, top + 1) if rows["words"].isna().all() else ["low", "high"]
    scale = "".join(f"<i>{step}</i>" for step in steps)
    key = _KEY.format(before=escape(before))
    body = "".join(
        _ladder_row(row, top, groups.get(row.id, []), page, opens, before)
        for row in rows.itertuples()
    )
    parts.section(
        title,
        f"""<div class="ladders"><div class="rung headings" aria-hidden="true">
<span>{escape(heading)}</span><span class="scale">{scale}</span><span>level</span>
<span class="evidence">evidence</span><span></span></div>{body}{key}</div>""",
        footer=footer,
    )


_KEY = """<div class="key" aria-hidden="true">
<span><span class="ladder"><i class="range"></i></span>either of two levels</span>
<span><span class="ladder"><i class="at low"></i></span>lowest level</span>
<span><span class="ladder"><i class="before"></i></span>{before}, if it changed for certain</span>
<span><span class="ladder"><i class="beside"></i></span>neighbours’ median</span>
<span><span class="ladder none"></span>not assessed</span></div>"""


def _ladder_row(row, top: int, inside: list, page: str, opens, before: str) -> str:
    low = wording.is_known(row.level_high) and int(row.level_high) == 1
    said = wording.level(row.level, row.level_low, row.level_high, row.word, row.words)
    figure, _, rest = said.partition(" ")
    is_numbered = wording.is_known(row.level_low) and not wording.is_known(row.words)
    shown = f"<b>{figure}</b> {escape(rest)}" if is_numbered else escape(said)
    if is_numbered and not wording.is_known(row.level):
        shown = f"<b>{escape(said)}</b>"
    aloud = [f"of {top}"] if is_numbered else []
    if wording.is_known(row.before):
        aloud.append(f"{before} {wording.level_name(row.before, row.words)}")
    if wording.is_known(row.beside) and not wording.is_known(row.words):
        aloud.append(
            f"median of {int(row.beside_areas)} neighbours {wording.number(row.beside, 1)}"
        )
    further = f"<p>{parts.page_link(opens[0], opens[1], **{opens[2]: row.id})}</p>" if opens else ""
    about = parts.text(row.description).rstrip(".")
    return f"""<details><summary class="rung"><span class="name">{escape(row.title)}</span>
<span class="drawn">{draw_ladder(row, top)}</span>
<span class="said{" low" if low else ""}"><span class="unseen">level </span>{shown}
<span class="unseen">{", ".join(aloud)}</span></span>
<span class="evidence">{int(row.used)} of {int(row.possible)}<span class="unseen"> indicators</span>
</span><span class="turn" aria-hidden="true"></span></summary>
<div class="opened"><p>{escape(about)}. {escape(parts.text(row.why))}</p>
<ul>{_indicator_items(inside, page)}</ul>{further}</div></details>"""


def draw_level_list(chart: Ladders) -> str:
    """Return a ladder for each row as HTML, its level in words beside it."""
    items = "".join(
        f"<li><span>{parts.page_link(chart.page, row.title, **{chart.param: row.id})}</span>"
        f"{draw_ladder(row, max(chart.steps))}<span>{escape(row.text)}</span></li>"
        for row in chart.rows.itertuples()
    )
    return f'<ul class="levels">{items}</ul>'


def draw_ladder(row, top: int) -> str:
    """Return a row's ladder. `row`: level, level_low, level_high, before, beside (or nothing)."""
    low = wording.is_known(row.level_high) and int(row.level_high) == 1

    def left(level: float) -> str:
        return f"left:{100 * (level - 1) / max(top - 1, 1):.1f}%"

    steps = "".join(f'<i class="step" style="{left(step)}"></i>' for step in range(1, top + 1))
    marks = [steps]
    if wording.is_known(row.level_low) and wording.is_known(row.level_high):
        width = 100 * (row.level_high - row.level_low) / max(top - 1, 1)
        marks.append(
            f'<i class="range{" low" * low}" style="{left(row.level_low)};width:{width:.1f}%"></i>'
        )
    if wording.is_known(row.beside):
        marks.append(f'<i class="beside" style="{left(row.beside)}"></i>')
    if not wording.is_known(row.level_low):
        return '<span class="ladder none" aria-hidden="true"></span>'
    if wording.is_known(row.before) and row.before not in (row.level_low, row.level_high):
        marks.append(f'<i class="before" style="{left(row.before)}"></i>')
    if wording.is_known(row.level):
        marks.append(f'<i class="at{" low" * low}" style="{left(row.level)}"></i>')
    return f'<span class="ladder" aria-hidden="true">{"".join(marks)}</span>'


def _indicator_items(inside: list, page: str) -> str:
    if not inside:
        return "<li>No indicator bears on this yet.</li>"
    items = []
    for row in inside:
        value = parts.figure_text(row, row.value)
        span = wording.interval(row.lower, row.upper, row.kind, row.decimals)
        n = f", n {wording.number(row.denominator)}" if wording.is_known(row.denominator) else ""
        figure = f"<b>{parts.trace_link(value, row.indicator)}</b>{f' ({span})' if span else ''}{n}"
        if not wording.is_known(row.value):
            figure = parts.trace_link(wording.missing_text(row.missing_reason), row.indicator)
        level = wording.level(row.level, row.level_low, row.level_high, row.word, row.words)
        if wording.is_known(row.value) and not wording.is_known(row.level):
            level = "no level is set"
        limits = " · limits the level" if row.limits else ""
        items.append(
            f"<li><span>{parts.page_link(page, row.title, indicator=row.indicator)}</span>"
            f"<span>{figure}</span><span>{escape(row.period_text)}</span>"
            f"<span>{escape(level + limits)}</span></li>"
        )
    return "".join(items)
