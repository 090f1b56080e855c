"""The parts a page is made of: headings, ladders, small lines, flags, charts, tables, files.

Pages pass titles and rows (answers of `ask`); what each part needs of its rows stands in its
docstring. Everything but charts is plain HTML, so that it can be read aloud, printed and copied.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from kit import look, spreadsheet, wording
from kit.screen import charts, export, share
from kit.store import database

TRACE = "trace"  # the address of the page that says where a figure comes from

# ── Small pieces ───────────────────────────────────────────────────────────────────


def write_html(body: str) -> None:
    """Write HTML in the style of the house. Whatever comes from data must be escaped before."""
    st.html(f'<div class="house">{body}</div>')


def text(value) -> str:
    """Return a value as text; nothing where there is none."""
    return str(value) if wording.is_known(value) else ""


def external_link(address, name: str) -> str:
    """Return a link out of the app; the name alone where there is no address."""
    if not text(address).startswith("http"):
        return escape(name)
    return f'<a href="{escape(address)}" rel="noopener">{escape(name)}</a>'


_LONGEST = 1500  # of a choice in the address: what is longer no page has made


def page_link(page: str, name: str, **changes: str) -> str:
    """Return a link inside the app to `page` (its address; "" is the first), all choices kept.

    `changes` to them, by name in the address; nothing ("") takes one away.
    """
    held = st.query_params.to_dict() | changes
    query = {each: said for each, said in held.items() if 0 < len(str(said)) <= _LONGEST}
    return f'<a data-in-app href="./{page}?{escape(urlencode(query))}">{escape(name)}</a>'


def trace_link(said: str, indicator: str) -> str:
    """Return a figure as a link to where it comes from: its SQL, rows and files."""
    return page_link(TRACE, said, indicator=indicator).replace("<a ", '<a class="traced" ', 1)


def message(
    title: str, said: str, detail: str = "", links: Iterable[str] = (), folded: bool = False
) -> None:
    """Say in plain words what is the matter; `detail` is shown as it stands.

    `folded`: only its first line, the rest behind a line that opens.
    """
    share.record_text(title, " ".join(filter(None, [said, detail])))
    shown = f"<pre>{escape(detail)}</pre>" if detail else ""
    first, _, rest = detail.partition("\n")
    if folded and rest.strip():
        shown = (
            f"<pre>{escape(first)}</pre><details><summary>Where, and all of it</summary>"
            f"<pre>{escape(rest)}</pre></details>"
        )
    listed = "".join(f"<li>{each}</li>" for each in links)
    write_html(
        f'<section class="message" role="status"><h2>{escape(title)}</h2>'
        f"<p>{escape(said)}</p>{f'<ul>{listed}</ul>' if listed else ''}{shown}</section>"
    )


def two_columns(left: float = 1, right: float = 1) -> list:
    """Return two columns; on a narrow screen the second stands below the first."""
    return st.columns([left, right], gap="large")


def note(text: str, indicator: str = "") -> None:
    """Write a remark that belongs to the whole page, or to the figure of `indicator` above it."""
    share.record_text(text)
    more = f" {trace_link('Where it comes from', indicator)}" if indicator else ""
    write_html(f'<p class="soft" style="font-size:.8125rem">{escape(text)}{more}</p>')


def with_stamp(said: str) -> str:
    """Return what is said, with the stamp of the collection where it has one."""
    build = database.current()
    stamp = wording.stamp(build.collection, build.mark)
    return f"{said} {stamp}." if stamp else said


def source_line(names: str) -> str:
    """Return the line below a chart that names its sources, stamped."""
    return with_stamp(f"Source: {names}.")


def section(title: str, body: str, aside: str = "", footer: str = "", kind: str = "") -> None:
    """Write a part of a page under its heading; `body` is HTML."""
    write_html(
        f'<section class="part {kind}"><header><h2>{escape(title)}</h2>'
        f"{f'<p>{escape(aside)}</p>' if aside else ''}</header>{body}"
        f"{f'<footer>{escape(footer)}</footer>' if footer else ''}</section>"
    )


# ── Ladders ──────────────────────────────────────────────────────────────────────────────────


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
    section(
        title,
        f"""<div class="ladders"><div class="rung headings" aria-hidden="true">
<span>{escape(heading)}</span><span class="scale">{scale}</span><span>level</span>
<span class="evidence">evidence</span><span></span></div>{body}{key}</div>""",
        footer=footer,
    )


_KEY = """<div class="key" aria-hidden="true">
<span><span class="ladder"><i class="range"></i></span>either of two levels</span>
<span><span class="ladder"><i class="at low"></i></span>lowest level</span>
<span><span class="ladder"><i class="before"></i></span>{before}, if different</span>
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
    further = f"<p>{page_link(opens[0], opens[1], **{opens[2]: row.id})}</p>" if opens else ""
    return f"""<details><summary class="rung"><span class="name">{escape(row.title)}</span>
<span class="drawn">{draw_ladder(row, top)}</span>
<span class="said{" low" if low else ""}"><span class="unseen">level </span>{shown}
<span class="unseen">{", ".join(aloud)}</span></span>
<span class="evidence">{int(row.used)} of {int(row.possible)}<span class="unseen"> indicators</span>
</span><span class="turn" aria-hidden="true"></span></summary>
<div class="opened"><p>{escape(text(row.description).rstrip("."))}. {escape(text(row.why))}</p>
<ul>{_indicator_items(inside, page)}</ul>{further}</div></details>"""


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
    if wording.is_known(row.before) and wording.is_known(row.level) and row.before != row.level:
        marks.append(f'<i class="before" style="{left(row.before)}"></i>')
    if wording.is_known(row.level):
        marks.append(f'<i class="at{" low" * low}" style="{left(row.level)}"></i>')
    return f'<span class="ladder" aria-hidden="true">{"".join(marks)}</span>'


def _indicator_items(inside: list, page: str) -> str:
    if not inside:
        return "<li>No indicator bears on this yet.</li>"
    items = []
    for row in inside:
        value = _figure(row, row.value)
        span = wording.interval(row.lower, row.upper, row.kind, row.decimals)
        n = f", n {wording.number(row.denominator)}" if wording.is_known(row.denominator) else ""
        figure = f"<b>{trace_link(value, row.indicator)}</b>{f' ({span})' if span else ''}{n}"
        if not wording.is_known(row.value):
            figure = trace_link(wording.missing_text(row.missing_reason), row.indicator)
        level = wording.level(row.level, row.level_low, row.level_high, row.word, row.words)
        if wording.is_known(row.value) and not wording.is_known(row.level):
            level = "no level is set"
        limits = " · limits the level" if row.limits else ""
        items.append(
            f"<li><span>{page_link(page, row.title, indicator=row.indicator)}</span>"
            f"<span>{figure}</span><span>{escape(row.period_text)}</span>"
            f"<span>{escape(level + limits)}</span></li>"
        )
    return "".join(items)


def _figure(about, value) -> str:
    return wording.figure(value, about.kind, about.unit, int(about.decimals))


# ── Sentences, small lines, flags, gaps ──────────────────────────────────────────────────────


def sentence(rows: pd.DataFrame, kind: str) -> str:
    """Return the sentence of one kind."""
    found = rows.loc[rows["kind"] == kind, "sentence"]
    return found.iloc[0] if len(found) else ""


def sentences(rows: pd.DataFrame, title: str, leads: Iterable[tuple] = (), aside: str = "") -> None:
    """List the sentences that have a heading. `rows`: heading, sentence, and perhaps link.

    `leads`: (name, page, parameter, code) of what sentences may name: it leads to its page.
    `link` is the address of what is told of, outside the dashboard.
    """
    items = "".join(
        f"<li><b>{escape(row.heading)}:</b> {_with_links(row.sentence, leads)}"
        f"{_report_link(getattr(row, 'link', None))}</li>"
        for row in rows[rows["heading"] != ""].itertuples()
    )
    for row in rows.itertuples():
        share.record_text(row.heading or title, row.sentence)
    section(title, f'<ul class="said-list">{items}</ul>', aside)


def _report_link(address) -> str:
    return f" {external_link(address, 'Report')}" if isinstance(address, str) and address else ""


def _with_links(said: str, leads: Iterable[tuple]) -> str:
    """Return a sentence as HTML, what it names a link; a name may begin small within it."""
    known: dict[str, list] = {}
    for name, *lead in leads:
        for each in (name, name[:1].lower() + name[1:]):
            known.setdefault(each, lead)
    # A name of one word begins great, or it is only a word.
    names = sorted((each for each in known if " " in each or each[:1].isupper()), key=len)[::-1]
    if not names:
        return escape(said)
    pieces = re.split(rf"\b({'|'.join(map(re.escape, names))})(?!\w)", said)
    return "".join(
        page_link(known[piece][0], piece, **{known[piece][1]: known[piece][2]})
        if place % 2
        else escape(piece)
        for place, piece in enumerate(pieces)
    )


def draw_sparklines(
    rows: pd.DataFrame, title: str, aside: str, page: str, footer: str = ""
) -> None:
    """Draw a small line for each indicator, its last value and its direction in a word.

    `rows`: one for each indicator and period in order: indicator, title, kind, unit, decimals,
    period_text, value, missing_reason, is_last, direction, beside_lower, beside_upper.
    """
    items = []
    for code, series in rows.groupby("indicator", sort=False):
        last = series[series["is_last"]].iloc[-1]
        named = page_link(page, last["title"], indicator=code)
        if last["kind"] == "rate":
            named += f' <small class="soft">{escape(last["unit"])}</small>'
        value = f"<b>{trace_link(_figure(last, last['value']), code)}</b>"
        if not wording.is_known(last["value"]):
            value = f"<span>{trace_link(wording.missing_text(last['missing_reason']), code)}</span>"
        value_line, low_line, high_line = (
            list(series[each]) for each in ("value", "beside_lower", "beside_upper")
        )
        image = charts.draw_sparkline(value_line, low_line, high_line, colours())
        words = f"{len(series)} periods to {last['period_text']}"
        drawn = f'<img src="{image}" alt="{escape(words)}" width="96" height="26">' if image else ""
        items.append(
            f'<li><span class="title">{named}</span><span>{drawn}</span>'
            f'<span class="value">{value}<small>{escape(last["period_text"])}</small></span>'
            f"<span>{escape(direction_text(last['direction']))}</span></li>"
        )
    section(title, f'<ul class="small-lines">{"".join(items)}</ul>', aside, footer)


_ARROWS = {
    "improving": "▲ improving",
    "worsening": "▼ worsening",
    "increasing": "↗ increasing",
    "decreasing": "↘ decreasing",
    "no significant change": "no clear change",
    "cannot be calculated": "not tested",
}


def direction_text(word) -> str:
    """Say a direction with its arrow; nothing where there is none."""
    return _ARROWS.get(word, text(word)) if wording.is_known(word) else ""


def list_flags(rows: pd.DataFrame, title: str, aside: str, none: str, limit: int = 2) -> None:
    """List candidate flags, each with why and, where it rests on one figure, its evidence.

    `rows`: flag (red, green or nothing), indicator (or nothing), title, why.
    """
    items = []
    for row in rows.itertuples():
        flag = row.flag if wording.is_known(row.flag) else "no"
        said = f"Candidate {flag} flag" if flag != "no" else "No flag"
        more = (
            f" {trace_link('Evidence', row.indicator)}" if wording.is_known(row.indicator) else ""
        )
        items.append(
            f'<div class="flag {flag}"><span class="pole"></span><span><b>{said}</b>: '
            f"{escape(text(row.why))}{more}</span></div>"
        )
    section(title, first_then_more(items, limit) or f"<p>{escape(none)}</p>", aside)


def first_then_more(items: list[str], limit: int, within: str = "") -> str:
    """Return the first items, the rest behind a line that opens; `within` is "li" in a list."""
    if len(items) <= limit:
        return "".join(items)
    rest = "".join(items[limit:])
    if within:
        rest = f"<ul>{rest}</ul>"
    rest = f"<details><summary>and {len(items) - limit} more</summary>{rest}</details>"
    return "".join(items[:limit]) + (f"<{within}>{rest}</{within}>" if within else rest)


def list_missing(
    rows: pd.DataFrame, title: str, none: str, page: str, more: str = "", limit: int = 2
) -> None:
    """List what is not known, the rest behind a line that opens.

    `rows`: theme (a heading), indicator, title, status, missing_reason; `more` is a link.
    """
    items = [
        f"<p>{page_link(page, row.title, indicator=row.indicator)} "
        f'<span class="soft">({escape(row.theme)}): '
        f"{trace_link(_why(row), row.indicator)}</span></p>"
        for row in rows.itertuples()
    ]
    said = (
        (first_then_more(items, limit) + (f"<p>{more}</p>" if more else ""))
        if items
        else (f"<p>{escape(none)} {more}</p>")
    )
    section(title, f'<div class="gaps">{said}</div>')


def _why(row) -> str:
    return wording.missing_text(
        row.missing_reason if wording.is_known(row.missing_reason) else row.status
    )


# ── One figure ───────────────────────────────────────────────────────────────────────────────


def finding_sentence(figure: pd.Series) -> str:
    """Say one figure as a sentence, compared with its neighbours, no surer than its interval is.

    `figure`: name, title, kind, unit, decimals, value, verdict, beside_value, beside_is_median,
    missing_reason.
    """
    if not wording.is_known(figure["value"]):
        why = wording.missing_text(figure["missing_reason"])
        return f"{figure['title']}: no figure for {figure['name']} ({why})"
    said = f"{figure['title']}: {figure['name']} {_figure(figure, figure['value'])}"
    if not wording.is_known(figure["verdict"]):
        return f"{said}, with no neighbours to compare"
    beside = _figure(figure, figure["beside_value"])
    whom = "its neighbours’ median" if figure["beside_is_median"] else "its neighbours"
    if figure["verdict"] == "untested":
        return f"{said}, {whom} {beside} (difference cannot be tested)"
    if figure["verdict"] == "similar":
        return f"{said}, similar to {whom} ({beside})"
    word, _, better = figure["verdict"].partition(", ")
    return f"{said}, {word} than {whom} ({beside}){', ' if better else ''}{better}"


def show_figure(figure: pd.Series) -> None:
    """Show the value with its interval, what it rests on, its period, level and direction."""
    span = wording.interval(figure["lower"], figure["upper"], figure["kind"], figure["decimals"])
    why = (
        "" if wording.is_known(figure["value"]) else wording.missing_text(figure["missing_reason"])
    )
    shown = [(text(figure["unit"]), _figure(figure, figure["value"]), why)]
    if span:
        shown.append(("95% interval", span, ""))
    if n := wording.out_of(figure["numerator"], figure["denominator"]):
        shown.append(("Counted", n, ""))
    if wording.is_known(figure["period_end"]):
        shown.append(("Period", text(figure["period_text"]), text(figure["period_status"])))
    if wording.is_known(figure["beside_value"]):
        shown.append(
            (
                "Neighbours’ median" if figure["beside_is_median"] else "Neighbours",
                _figure(figure, figure["beside_value"]),
                f"{int(figure['beside_areas'])} with data",
            )
        )
    if wording.is_known(figure["level"]):
        shown.append(
            (
                "Level",
                wording.level(
                    *figure[["level", "level_low", "level_high", "word", "words"]],
                ),
                "",
            )
        )
    if _is_tested(figure):
        tested = f"tested on {int(figure['points'])} points"
        shown.append(("Direction", direction_text(figure["direction"]), tested))
    code = figure.get("indicator", "")
    items = "".join(
        f"<div><dt>{escape(name)}</dt>"
        f"<dd>{trace_link(value, code) if code and not i else escape(value)}"
        f"{f'<small>{escape(more)}</small>' if more else ''}</dd></div>"
        for i, (name, value, more) in enumerate(shown)
    )
    write_html(f'<dl class="figures">{items}</dl>')


def _is_tested(figure: pd.Series) -> bool:
    return wording.is_known(figure["direction"]) and figure["direction"] != "cannot be calculated"


def show_failed_step(about: pd.Series) -> None:
    """Show why the SQL of a step did not run, where its figures would have stood."""
    if about["step_status"] in ("failed", "blocked"):
        message(
            "This has an error and could not be calculated",
            f"Showing the previous figures until this is fixed: {text(about['step_path'])}",
            text(about["step_error"]),
        )


def source_names(rows: pd.DataFrame, otherwise: str) -> tuple[str, str]:
    """Name the sources of a chart, shortly and with publisher, licence and release.

    `rows`: title, publisher, release, licence; is_earlier, of a source that only periods before
    the figure's come from. `otherwise` stands where there is no row.
    """
    named = pd.Series(
        [
            f"{row.title} ({text(row.publisher)}; release {text(row.release)}; {text(row.licence)})"
            for row in rows.itertuples()
        ],
        index=rows.index,
    )
    earlier = rows.get("is_earlier", pd.Series(False, rows.index)).astype(bool)
    short, full = (
        wording.sources(list(said[~earlier]), list(said[earlier])) or otherwise
        for said in (rows["title"], named)
    )
    return short, full


def show_trend(
    rows: pd.DataFrame,
    figure: pd.Series,
    others: dict[str, str],
    footer: str,
    events: pd.DataFrame | None = None,
) -> None:
    """Draw a figure over time, its direction as the title. See `charts.draw_trend` for the rows.

    `footer` names the sources; `events` are marked by their numbers.
    """
    title = "Over time"
    known = rows[rows["value"].notna()]
    if _is_tested(figure):
        title += f": {figure['direction']}"
    elif len(known) > 1:
        title = "From " + " to ".join(
            f"{_figure(figure, row.value)} in {row.period_text}"
            for row in known.iloc[[0, -1]].itertuples()
        )
    said = f"{figure['name']}, {figure['unit']}"
    if rows["lower"].notna().any():
        said += ", with 95% interval"
    if (rows["period_status"] == "provisional").any():
        said += "; a hollow point is provisional"
    notes = [
        f"Series break at {row.period_text}: {row.broken}."
        for row in rows.itertuples()
        if wording.is_known(row.broken)
    ]
    for reason, gone in rows[rows["value"].isna()].groupby("missing_reason", dropna=False):
        periods = list(gone["period_text"])
        shown = (
            wording.join_names(periods)
            if len(periods) < 4
            else f"{len(periods)} periods from {periods[0]} to {periods[-1]}"
        )
        notes.append(f"{wording.capitalise(wording.missing_text(reason))}: {shown}.")
    section(title, f'<p class="soft small">{escape(said)}</p>', kind="charted")
    show_chart(
        charts.draw_trend(
            rows, figure["name"], others, lambda v: _figure(figure, v), colours(), events
        ),
        f"{title}. {said}. "
        + "; ".join(f"{row.period_text} {_figure(figure, row.value)}" for row in rows.itertuples()),
    )
    note(" ".join([*notes, source_line(footer)]), figure.get("indicator", ""))


def _comparison_title(rows: pd.DataFrame) -> str:
    """Say how the chosen one stands to its neighbours, as the title of a chart."""
    own = rows.loc[rows["place"] == "chosen", "value"]
    beside = rows.loc[rows["place"] == "neighbour", "value"].dropna()
    if own.isna().all() or beside.empty:
        return "Against others"
    above, below = int((beside > own.iloc[0]).sum()), int((beside < own.iloc[0]).sum())
    if above == below:
        return f"In the middle of {len(beside)} neighbours"
    if above > below:
        return f"Lower than {above} of {len(beside)} neighbours"
    return f"Higher than {below} of {len(beside)} neighbours"


def show_strip(rows: pd.DataFrame, figure: pd.Series, footer: str) -> None:
    """Draw everyone's figure as a dot along one line. See `charts.draw_strip` for `rows`.

    `footer` names the sources.
    """
    title = f"{_comparison_title(rows)}, {text(figure['period_text'])}"
    places = list(rows["place"])
    names = {
        "chosen": wording.shorten(figure["name"]),
        "neighbour": "neighbours",
        "region": "same region",
        "other": "others",
    }
    key = "".join(
        f'<span><i class="dot {place}"></i>{escape(name)} '
        f"{f'({places.count(place)})' if place != 'chosen' else ''}</span>"
        for place, name in names.items()
        if place in places
    )
    section(title, f'<div class="key" style="padding-top:0">{key}</div>', kind="charted")
    said = [
        f"<b>{escape(row.name)}</b> {_figure(figure, row.value)}"
        + (
            f"<br>{wording.interval(row.lower, row.upper, figure['kind'], figure['decimals'])}, "
            f"{wording.out_of(row.numerator, row.denominator)}"
            if wording.is_known(row.lower)
            else ""
        )
        for row in rows.itertuples()
    ]
    show_chart(
        charts.draw_strip(
            rows.assign(text=said), lambda v: _figure(figure, v), colours(), text(figure["unit"])
        ),
        f"{title}: {figure['name']} {_figure(figure, figure['value'])} among "
        f"{rows['value'].notna().sum()} with a value",
    )
    note(source_line(footer), figure.get("indicator", ""))


def is_light() -> bool:
    """Say whether the reader looks at the light theme."""
    return st.context.theme.type != "dark"


def colours() -> dict[str, str]:
    """Return the palette of the reader's theme."""
    return look.PALETTES["light" if is_light() else "dark"]


def show_chart(drawn, alt: str) -> None:
    """Show a drawn chart; `alt` says in words what it shows."""
    st.plotly_chart(drawn, theme=None, config=charts.CONFIG, alt=alt)


# ── Tables, facts, files ─────────────────────────────────────────────────────────────────────


def write_table(
    rows: pd.DataFrame, caption: str, columns: dict[str, str], about: pd.Series, mark: str = ""
) -> None:
    """Write rows as a real table. `columns`: column → heading; "interval" joins lower and upper.

    `about` says how values are written (kind, unit, decimals). Rows whose place is `mark` are set
    off. A missing value shows its reason.
    """
    heads = "".join(
        f'<th scope="col" class="{_alignment(each)}">{escape(name)}</th>'
        for each, name in columns.items()
    )
    lines = []
    for row in rows.itertuples():
        cells = [_table_cell(row, each, about, first=not i) for i, each in enumerate(columns)]
        chosen_row = ' class="chosen"' if mark and getattr(row, "place", "") == mark else ""
        lines.append(f"<tr{chosen_row}>{''.join(cells)}</tr>")
    write_html(
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(with_stamp(f'{caption}.'))}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


_NUMBERS = ("value", "interval", "lower", "upper", "numerator", "denominator", "position")


def _alignment(column: str) -> str:
    return "" if column in _NUMBERS or column.endswith("_value") else "text"


def _table_cell(row, column: str, about: pd.Series, first: bool) -> str:
    side = _alignment(column)
    if column == "interval":
        said = wording.interval(row.lower, row.upper, about["kind"], about["decimals"])
    elif column == "value" or column.endswith("_value"):
        said = _figure(about, getattr(row, column))
        if column == "value" and not wording.is_known(row.value):
            said, side = wording.missing_text(row.missing_reason), "gap"
    elif column in _NUMBERS:
        said = wording.number(getattr(row, column))
    else:
        said = text(getattr(row, column))
    tag = 'th scope="row"' if first else "td"
    return f'<{tag} class="{side}">{escape(said)}</{tag.split()[0]}>'


def figure_tables(
    rows: pd.DataFrame,
    others: pd.DataFrame,
    figure: pd.Series,
    names: tuple[str, str],
    events: pd.DataFrame,
) -> None:
    """Write a figure over time and against others as tables, behind a line that opens.

    `rows` and `others` as for `trend` and `strip`; `names`: what a row of each is called; `events`:
    number, happened_on, said, role and written_at, a table too where there are any.
    """
    columns = {
        "value": "Value",
        "interval": "95% interval",
        "numerator": "Numerator",
        "denominator": "Denominator",
    }
    beside = {
        "neighbours_value": "Neighbours",
        "region_value": text(figure["region_name"]),
        "country_value": text(figure["country_name"]),
    }
    place = {"position": "From the top", "region": "Region"}
    with st.expander("The figures as tables"):
        write_table(
            rows,
            f"{figure['title']}: {figure['name']} over time, {figure['unit']}",
            {"period_text": names[0], **columns, "period_status": "Status", **beside},
            figure,
        )
        if len(events):
            days = {each: events[each].map(wording.day) for each in ("happened_on", "written_at")}
            heads = ("Event", "Happened on", "What happened", "Said by", "Written on")
            told = ("number", "happened_on", "said", "role", "written_at")
            caption = f"Events marked on {figure['title']}: {figure['name']}"
            write_table(events.assign(**days), caption, dict(zip(told, heads, strict=True)), figure)
        write_table(
            others,
            f"{figure['title']} in {figure['period_text']}, {figure['unit']}",
            {"name": names[1], **columns, **place},
            figure,
            mark="chosen",
        )


def list_facts(title: str, items: dict[str, str], warned: Iterable[str] = ()) -> None:
    """List what is to be known, name by name; those in `warned` are set off. Empty ones go."""
    body = "".join(
        f"<dt>{escape(name)}</dt><dd{' class=warned' if name in warned else ''}>"
        f"{escape(text(said))}</dd>"
        for name, said in items.items()
        if text(said)
    )
    for name, said in items.items():
        share.record_text(f"{title}: {name}", text(said))
    section(title, f'<dl class="facts">{body}</dl>')


def show_calculation(markdown: str, sql: str, path: str) -> None:
    """Show the worked example and the SQL, each behind a line that opens."""
    section("How it is worked out", "")
    if text(markdown):
        with st.expander("A small example, tested with every build"):
            st.markdown(_below_heading(markdown))
    if text(sql):
        with st.expander("The SQL that works it out"):
            st.caption(text(path))
            # Streamlit would fetch 1.6 MB to colour it, folded or not.
            write_html(f'<pre class="sql" tabindex="0">{escape(sql)}</pre>')


def _below_heading(markdown: str) -> str:
    """Lower the headings of a text by two, so that they stand below those of the page."""
    return "\n".join(
        f"##{line}" if line.startswith("#") else line for line in markdown.splitlines()
    )


def add_to_downloads(lines: dict[str, str]) -> None:
    """Have every download of this page that follows say these lines too."""
    st.session_state["_carried"] = lines


def downloads(rows: pd.DataFrame, name: str, about: dict[str, str]):
    """Offer the rows as XLSX and CSV, with title, unit, source …, the build and the stamp.

    Returns the row of buttons, for others that belong beside them.
    """
    build = database.current()
    stamp = wording.stamp(build.collection, build.mark)
    about = (
        ({"Note": stamp} if stamp else {})
        | about
        | {"Build": build.build_id, "Built": wording.minute(build.built_at)}
        | st.session_state["_carried"]
    )
    share.record_table(name.replace("_", " "), rows, about)
    file_name = export.file_name(name, st.session_state.get("_chosen", {}))
    kinds: dict[str, tuple[Callable, str]] = {
        "XLSX": (spreadsheet.as_xlsx, spreadsheet.XLSX),
        "CSV": (spreadsheet.as_csv, "text/csv"),
    }
    row = st.container(horizontal=True, vertical_alignment="center", key=f"downloads_{name}")
    with row:
        for ending, (make, mime) in kinds.items():
            st.download_button(
                f"Download {ending}",
                partial(make, rows, about),
                mime=mime,
                file_name=f"{file_name}.{ending.lower()}",
                key=f"get_{name}_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )
    return row
