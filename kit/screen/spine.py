"""Spine charts: where each figure of one stands between the worst and the best of all.

Every row has its own scale: the benchmark in the middle, worst to the left, best to the right, and
both halves equally wide. Drawn in HTML, so that rows are links, read aloud, and print.
"""

from html import escape

from kit import wording
from kit.chart import Column, Spine
from kit.screen import parts

_BESIDE = {"better": "than", "worse": "than", "higher": "than", "lower": "than", "similar": "to"}


def draw_spine(chart: Spine) -> str:
    """Return the chart as HTML: what differs first, then each theme behind a line; a key above."""
    beside, page, themes = chart.beside, chart.page, dict[str, list]()
    for row in chart.rows.itertuples():
        themes.setdefault(row.theme, []).append(row)
    known = [row for row in chart.rows.itertuples() if wording.is_known(row.value)]
    first = [
        _row(row, beside, page, row.theme)
        for verdict in _APART
        for row in sorted(known, key=_distance, reverse=True)
        if row.verdict == verdict
    ]
    lead = (
        f"<h3>What differs: {len(first)}</h3>"
        f"{''.join(first) or '<p class=missing>Nothing does.</p>'}"
    )
    return (
        f'<div class="spines">{_key(chart.about, beside, chart.middle)}'
        '<div class="spine headings" aria-hidden="true"><span>Indicator</span>'
        "<span class=n>Value</span><span class=n>Group</span><span>Against the group</span>"
        '<span class="ends"><i>worst</i><i>best</i></span><span class=n>Rank</span>'
        f"<span>Quarter</span></div>{lead}"
        f"{''.join(_group(theme, inside, beside, page) for theme, inside in themes.items())}</div>"
    )


_APART = ("worse", "better")  # verdicts that come first, in this order


def _distance(row) -> float:
    """Return how far a figure lies from the group's, in hundredths of its line."""
    return abs(row.value_at - row.beside_at) if wording.is_known(row.beside_at) else 0.0


def _group(theme: str, inside: list, beside: str, page: str) -> str:
    """Return a theme as a line that opens to its rows, and says how many there are of which."""
    known = [row for row in inside if wording.is_known(row.value)]
    counts = [(sum(row.verdict == each for row in known), each) for each in _APART]
    said = [f"{len(known)} with a figure", *(f"{n} {each}" for n, each in counts if n)]
    return (
        f"<details><summary><h3>{escape(theme)}</h3> <span class=soft>{' · '.join(said)}</span>"
        f"</summary>{''.join(_row(row, beside, page) for row in known)}"
        f"{_missing([row for row in inside if not wording.is_known(row.value)], page)}</details>"
    )


def spine_columns(middle: str, page: str) -> dict[str, Column]:
    """Return the columns of the table that belongs to a spine chart."""
    return {
        "title": Column("Indicator", page=page, params=(("indicator", "indicator"),)),
        "unit": Column("Unit"),
        "period_text": Column("Period"),
        "value": Column("Value", "decimal", why="missing_reason"),
        "lower": Column("Lower 95%", "decimal"),
        "upper": Column("Upper 95%", "decimal"),
        "beside_value": Column("Group", "decimal"),
        "beside_median": Column("Group’s median", "decimal"),
        "beside_areas": Column("Group members with data", "number"),
        "verdict": Column("Against the group"),
        "middle": Column(middle, "decimal"),
        "worst": Column("Worst", "decimal"),
        "best": Column("Best", "decimal"),
        "place": Column("Rank", "number"),
        "first_place": Column("Rank from", "number"),
        "last_place": Column("Rank to", "number"),
        "ranked": Column("Authorities ranked", "number"),
        "band": Column("Quarter"),
    }


def _key(name: str, beside: str, middle: str) -> str:
    first = [
        ("at better", f"{name}: better"),
        ("at worse", "worse"),
        ("at similar", "similar"),
        ("group", f"{beside}, as one (sum over sum)"),
    ]
    rest = [
        ("at neutral", "higher or lower (neither is better)"),
        ("at untested", "cannot be tested"),
        ("spread", "its 95% interval"),
        ("median", "the group’s median"),
        ("middle", middle),
        ("all", "worst to best"),
        ("half", "middle half of authorities"),
    ]
    return (
        f'<div class="key">{_marks(first)}<details><summary>All marks</summary>'
        f'<span class="key">{_marks(rest)}</span></details></div>'
    )


def _marks(shown: list[tuple[str, str]]) -> str:
    return "".join(
        f'<span><span class="line" aria-hidden="true"><i class="{kind}"></i></span>'
        f"{escape(said)}</span>"
        for kind, said in shown
    )


def _missing(rows: list, page: str) -> str:
    """Name those without a figure, by why there is none."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        why = wording.capitalise(wording.missing_text(row.missing_reason))
        reasons.setdefault(why, []).append(
            parts.page_link(page, row.title, indicator=row.indicator)
        )
    said = "; ".join(f"{escape(why)}: {', '.join(named)}" for why, named in reasons.items())
    return f'<p class="missing">{said}.</p>' if said else ""


def _row(row, beside: str, page: str, theme: str = "") -> str:
    """Return one line; `theme` is said where it does not stand under its heading."""
    title = parts.page_link(page, row.title, indicator=row.indicator)
    said = escape(", ".join(filter(None, [theme, parts.text(row.unit), row.period_text])))
    about = f'<span class="name">{title}<small>{said}</small></span>'
    value, other = (
        wording.figure(each, row.kind, row.unit, row.decimals)
        for each in (row.value, row.beside_value)
    )
    other = escape(other)
    if wording.is_known(row.beside_period):
        other += f"<small>{escape(row.beside_period)}</small>"
    if wording.is_known(row.median_at):
        median = wording.figure(row.beside_median, row.kind, row.unit, row.decimals)
        other += f"<small>median {escape(median)}</small>"
    verdict = row.verdict if wording.is_known(row.verdict) else "nothing to compare with"
    whom = f'<span class="unseen"> {_BESIDE.get(verdict, ":")} {escape(beside)}</span>'
    return (
        f'<div class="spine">{about}<span class="n">{parts.trace_link(value, row.indicator)}</span>'
        f'<span class="n soft"><span class="unseen">group </span>{other}</span>'
        f'<span class="verdict {_kind(verdict)}">{escape(verdict)}{whom}</span>'
        f'{_line_html(row, verdict)}<span class="n rank">{_spoken("rank", _rank(row))}</span>'
        f'<span class="band">{_spoken("quarter", parts.text(row.band))}</span></div>'
    )


def _spoken(name: str, said: str) -> str:
    """Return what stands in a column with its name read aloud; nothing where nothing is said."""
    return f'<span class="unseen">, {name} </span>{escape(said)}' if said else ""


def _kind(verdict: str) -> str:
    if verdict in ("better", "worse", "similar"):
        return verdict
    return "neutral" if verdict in ("higher", "lower") else "untested"


def _rank(row) -> str:
    if not wording.is_known(row.place):
        return ""
    if not wording.is_known(row.first_place):
        return f"{int(row.place)} of {int(row.ranked)}"
    return f"{int(row.first_place)}–{int(row.last_place)} of {int(row.ranked)}"


def _line_html(row, verdict: str) -> str:
    """Draw one line; nothing where there is no spread."""
    if not wording.is_known(row.worst_at):
        return '<span class="line" aria-hidden="true"></span>'

    def bar(kind: str, start, end) -> str:
        if not wording.is_known(start) or not wording.is_known(end):
            return ""
        low, high = sorted((min(max(start, 0), 100), min(max(end, 0), 100)))
        return f'<i class="{kind}" style="left:{low:.1f}%;width:{high - low:.1f}%"></i>'

    def mark(kind: str, at) -> str:
        if not wording.is_known(at):
            return ""
        return f'<i class="{kind}" style="left:{min(max(at, 0), 100):.1f}%"></i>'

    worst, best = (
        wording.figure(value, row.kind, row.unit, row.decimals) for value in (row.worst, row.best)
    )
    ends = ("lowest", "highest") if row.polarity == "neutral" else ("worst", "best")
    return (
        f'<span class="line" title="{ends[0]} {escape(worst)}, {ends[1]} {escape(best)}">'
        f"{bar('all', row.worst_at, row.best_at)}"
        f"{bar('half', row.quartile_at, row.other_quartile_at)}"
        f"{mark('middle', 50)}{bar('spread', row.lower_at, row.upper_at)}"
        f"{mark('median', row.median_at)}{mark('group', row.beside_at)}"
        f"{mark(f'at {_kind(verdict)}', row.value_at)}"
        f'<span class="unseen">{ends[0]} {escape(worst)}, {ends[1]} {escape(best)}</span></span>'
    )
