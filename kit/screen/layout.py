"""The frame a page stands in and the parts it is made of: heading, ladders, lines, tables.

Pages pass titles and rows (answers of `ask`); what each part needs of its rows stands in its
docstring. Everything is written as plain HTML, so that it can be read aloud, printed and copied.
"""

import ast
import gc
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pandas as pd
import streamlit as st

from kit.screen import charts, download, wording
from kit.store import serving

_CSS = Path(__file__).with_name("frame.css")

# A plain link would load the whole screen anew (3 s); this one tells the script where to go
# (0.8 s). Without it every link still works.
_FOLLOW = st.components.v2.component(
    "in_app_links",
    js="""
export default function ({ setTriggerValue }) {
  if (document.followInApp) document.removeEventListener("click", document.followInApp)
  document.followInApp = (event) => {
    const link = event.target.closest?.("a[data-in-app]")
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    setTriggerValue("followed", link.getAttribute("href"))
  }
  document.addEventListener("click", document.followInApp)
}
""",
)


# ── The frame ────────────────────────────────────────────────────────────────────────────────


@st.cache_resource(show_spinner=False)
def _settled() -> bool:
    """Put what the imports made out of the collector's sight: it is half of a script's time."""
    gc.collect()
    gc.freeze()
    return True


def ready() -> str:
    """Make sure there is a build, showing how far it is; return what went wrong, or nothing."""
    bars: list = []

    def progress(share: float, said: str) -> None:
        if not bars:
            bars.append(st.progress(0.0))
        bars[0].progress(min(max(share, 0.0), 1.0), text=said)

    notice = serving.ensure(progress)
    for bar in bars:
        bar.empty()
    _settled()
    return notice


def menu(folder: Path, first: Path) -> tuple[st.Page, dict[str, Path]]:
    """Make the menu from the pages' files; return the page chosen and every page's address → file.

    Folders are the headings. A page's title is the first line of its docstring up to the colon,
    its hint what follows. `first` opens where the address names no page.
    """
    sections: dict[str, list[st.Page]] = {}
    files = sorted(folder.glob("*/*.py"), key=lambda path: (path.parent != first.parent, path))
    for path in files:
        title, _, hint = _about_page(path, path.stat().st_mtime_ns).partition(": ")
        heading = wording.start(path.parent.name.replace("_", " "))
        sections.setdefault(heading, []).append(
            st.Page(path, title=title, help=wording.start(hint), default=path == first))
    addresses = {"" if path == first else path.stem: path for path in files}
    return st.navigation(sections, position="top"), addresses


@st.cache_data(show_spinner=False)
def _about_page(path: Path, _modified: int) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or path.stem
    return said.splitlines()[0]


def frame(notice: str) -> None:
    """Open the frame: style, links, stamp, what went wrong, heading and pickers."""
    colours = charts.PALETTES[_mode()]
    variables = "".join(f"--{key.replace('_', '-')}:{value};" for key, value in colours.items())
    light = "".join(f"--{key.replace('_', '-')}:{value};"
                    for key, value in charts.PALETTES["light"].items())
    inverted = "" if _mode() == "light" else (
        ".stPlotlyChart,.small-lines img{filter:invert(1) hue-rotate(180deg)}")
    st.html(f"<style>:root{{{variables}--link:{colours['strong']}}}"
            f"@media print{{:root{{{light}--link:{charts.PALETTES['light']['strong']}}}{inverted}}}"
            f"{_CSS.read_text(encoding='utf-8')}</style>")
    stamp = wording.STAMPS.get(serving.current().collection)
    if stamp:
        _html(f'<p class="stamp" role="note"><b>{stamp}</b>: no real place, school or person '
              "is described.</p>")
    if notice:
        message("The last edit could not be built", "The figures below are those of the last "
                "good build. They follow as soon as this is mended.", notice)
    top = st.container(horizontal=True, vertical_alignment="top", key="top")
    st.session_state["_head"] = top.container(key="head")
    row = top.container(horizontal=True, key="pickers", width="content")
    st.session_state["_pickers"] = [row.container(width="content") for _ in range(4)]


def follow(pages: dict[str, Path]) -> None:
    """Listen for links inside the app and go where they lead. `pages`: address → file."""
    href = _FOLLOW(key="follow", on_followed_change=lambda: None).followed
    if href:
        asked = urlsplit(href)
        st.switch_page(pages[asked.path.strip("./")], query_params=dict(parse_qsl(asked.query)))


def pick(
    name: str, label: str, options: pd.DataFrame, width: int = 190, place: int = 0
) -> str | None:
    """Offer a choice that is kept in the address as `?name=code`; return the code chosen.

    `place` from 0 to 3, left to right; 0 is the page's own. `options`: code, label and, if the first is not the default, is_default. Returns None where
    the address holds a code that is not among them, or where there is nothing to choose from.
    """
    labels = dict(zip(options["code"], options["label"], strict=True))
    default = next(iter(labels), None)
    if "is_default" in options and options["is_default"].any():
        default = options.loc[options["is_default"], "code"].iloc[0]
    chosen = st.query_params.get(name) or st.session_state.get(f"_{name}") or default
    widget = f"pick_{name}"
    if chosen in labels:
        st.query_params[name] = chosen
        st.session_state[f"_{name}"] = chosen
    st.session_state[widget] = chosen if chosen in labels else None

    def walked() -> None:
        if st.session_state[widget] is not None:
            st.query_params[name] = st.session_state[widget]

    if len(labels) > 1:
        st.session_state["_pickers"][place].selectbox(
            label, list(labels), format_func=labels.get, key=widget, on_change=walked, width=width,
            placeholder="Choose", index=0 if chosen in labels else None)
    return chosen if chosen in labels else None


def asked(name: str) -> str:
    """Return what the address holds under `name`, as it stands."""
    return st.query_params.get(name, "")


def choose(**chosen: str) -> None:
    """Keep what the frame's pickers hold, for the page to read."""
    st.session_state["_chosen"] = chosen


def chosen() -> dict[str, str]:
    """Return what the frame's pickers hold, as parameters of a question."""
    return dict(st.session_state["_chosen"])


def foot(sources: pd.DataFrame) -> None:
    """Close the frame: the build, its time, and the sources (title, publisher, licence, …)."""
    build = serving.current()
    items = "".join(
        f"<li>{_link(row.address, row.title)}, {escape(_text(row.publisher))}; "
        f"release {escape(_text(row.release))}, "
        f"imported {wording.day(row.imported_at)}. {escape(_text(row.licence))}.</li>"
        for row in sources.itertuples())
    loaded = sources["imported_at"].max() if len(sources) else None
    age = f"<span>Data loaded {wording.day(loaded)}</span>" if wording.known(loaded) else ""
    stamp = wording.STAMPS.get(build.collection)
    _html(f'<footer class="foot">{f"<b>{stamp}</b>" if stamp else ""}'
          f"<span>Build {escape(build.build_id)}, {wording.minute(build.built_at)}</span>{age}"
          f"<details><summary>{len(sources)} sources</summary><ul>{items}</ul></details></footer>")


def _mode() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"


# ── Links and small pieces ───────────────────────────────────────────────────────────────────


def _html(body: str) -> None:
    st.html(f'<div class="house">{body}</div>')


def _text(value) -> str:
    return str(value) if wording.known(value) else ""


def _link(address, text: str) -> str:
    if not _text(address).startswith("http"):
        return escape(_text(text))
    return f'<a href="{escape(address)}" rel="noopener">{escape(_text(text))}</a>'


def _walk(page: str, text: str, **changes: str) -> str:
    """Return a link inside the app to `page` (its address; "" is the first), all choices kept."""
    query = dict(st.query_params.to_dict()) | changes
    return f'<a data-in-app href="./{page}?{escape(urlencode(query))}">{escape(text)}</a>'


def message(title: str, said: str, detail: str = "", links: Iterable[str] = ()) -> None:
    """Say in plain words what is the matter; `detail` is shown as it stands."""
    shown = f"<pre>{escape(detail)}</pre>" if detail else ""
    listed = "".join(f"<li>{each}</li>" for each in links)
    _html(f'<section class="message" role="status"><h2>{escape(title)}</h2>'
          f"<p>{escape(said)}</p>{f'<ul>{listed}</ul>' if listed else ''}{shown}</section>")


def no_such(
    name: str, what: str, known: pd.DataFrame | None = None, page: str = ""
) -> None:
    """Say that the address holds an unknown code, and offer what there is in its place.

    `known`: sentence, code and label of each successor; no rows where the code was never used.
    """
    code = asked(name)
    if known is None or known.empty:
        message(f"There is no {what} “{code}”",
                "The address may be mistyped or out of date. Choose one above.")
        return
    offered = known[known["code"].notna()]
    message(known["sentence"].iloc[0],
            "Choose what took its place:" if len(offered) else "Choose one above.",
            links=[_walk(page, row.label, **{name: row.code}) for row in offered.itertuples()])


def head(title: str, below: str = "", above: str = "") -> None:
    """Write the finding at the top of the page, a line above it and one below."""
    with st.session_state["_head"]:
        _html(f'<div class="head">{f"<p class=above>{escape(above)}</p>" if above else ""}'
              f"<h1>{escape(title)}</h1>"
              f'{f"<p class=below>{escape(below)}</p>" if below else ""}</div>')


def sides(left: float = 1, right: float = 1) -> list:
    """Return two columns; on a narrow screen the second stands below the first."""
    return st.columns([left, right], gap="large")


def note(text: str) -> None:
    """Write a remark that belongs to the whole page."""
    _html(f'<p class="soft" style="font-size:.8125rem">{escape(text)}</p>')


def _part(title: str, body: str, beside: str = "", foot: str = "") -> None:
    _html(f'<section class="part"><header><h2>{escape(title)}</h2>'
          f"{f'<p>{escape(beside)}</p>' if beside else ''}</header>{body}"
          f"{f'<footer>{escape(foot)}</footer>' if foot else ''}</section>")


# ── Ladders ──────────────────────────────────────────────────────────────────────────────────


def ladders(rows: pd.DataFrame, inside: pd.DataFrame, title: str, heading: str, page: str,
            foot: str = "") -> None:
    """Draw a ladder for each row; each opens to what lies inside it.

    `rows`: id, title, description, level, level_low, level_high, word, top, before, beside,
    beside_areas, used, possible, why. `inside`: id (of the row), indicator, title, kind, unit,
    decimals, value, lower, upper, denominator, period_text, level …, word, missing_reason, limits;
    its links lead to `page`. `heading` names the first column.
    """
    top = int(rows["top"].max()) if len(rows) else 1
    groups = dict(list(inside.groupby("id")))
    scale = "".join(f"<i>{step}</i>" for step in range(1, top + 1))
    body = "".join(_rung(row, top, groups.get(row.id), page) for row in rows.itertuples())
    _part(title, f"""<div class="ladders"><div class="rung headings" aria-hidden="true">
<span>{escape(heading)}</span><span class="scale">{scale}</span><span>level</span>
<span class="evidence">evidence</span><span></span></div>{body}{_KEY}</div>""", foot=foot)


_KEY = """<div class="key" aria-hidden="true">
<span><span class="ladder"><i class="range"></i><i class="at"></i></span>level, with its range</span>
<span><span class="ladder"><i class="at low"></i></span>lowest level</span>
<span><span class="ladder"><i class="before"></i></span>a year earlier, if different</span>
<span><span class="ladder"><i class="beside"></i></span>neighbours’ median</span>
<span><span class="ladder none"></span>not assessed</span></div>"""


def _rung(row, top: int, inside: pd.DataFrame | None, page: str) -> str:
    low = wording.known(row.level) and int(row.level) == 1
    said = wording.level(row.level, row.level_low, row.level_high, row.word)
    figure, _, rest = said.partition(" ")
    shown = said if not wording.known(row.level) else f"<b>{figure}</b> {escape(rest)}"
    aloud = [f"of {top}"] if wording.known(row.level) else []
    if wording.known(row.before):
        aloud.append(f"a year earlier {int(row.before)}")
    if wording.known(row.beside):
        aloud.append(f"median of {int(row.beside_areas)} neighbours {wording.number(row.beside, 1)}")
    return f"""<details><summary class="rung"><span class="name">{escape(row.title)}</span>
<span class="drawn">{_ladder(row, top, low)}</span>
<span class="said{' low' if low else ''}"><span class="unseen">level </span>{shown}
<span class="unseen">{", ".join(aloud)}</span></span>
<span class="evidence">{int(row.used)} of {int(row.possible)}<span class="unseen"> indicators</span>
</span><span class="turn" aria-hidden="true"></span></summary>
<div class="opened"><p>{escape(_text(row.description))} {escape(_text(row.why))}</p>
<ul>{_insides(inside, page)}</ul></div></details>"""


def _ladder(row, top: int, low: bool) -> str:
    def left(level: float) -> str:
        return f"left:{100 * (level - 1) / max(top - 1, 1):.1f}%"

    steps = "".join(f'<i class="step" style="{left(step)}"></i>' for step in range(1, top + 1))
    marks = [steps]
    if wording.known(row.level_low) and wording.known(row.level_high) and wording.known(row.level):
        width = 100 * (row.level_high - row.level_low) / max(top - 1, 1)
        marks.append(f'<i class="range{" low" * low}" style="{left(row.level_low)};'
                     f'width:{width:.1f}%"></i>')
    if wording.known(row.beside):
        marks.append(f'<i class="beside" style="{left(row.beside)}"></i>')
    if wording.known(row.before) and row.before != row.level:
        marks.append(f'<i class="before" style="{left(row.before)}"></i>')
    if wording.known(row.level):
        marks.append(f'<i class="at{" low" * low}" style="{left(row.level)}"></i>')
        return f'<span class="ladder" aria-hidden="true">{"".join(marks)}</span>'
    return '<span class="ladder none" aria-hidden="true"></span>'


def _insides(inside: pd.DataFrame | None, page: str) -> str:
    if inside is None:
        return "<li>No indicator bears on this yet.</li>"
    items = []
    for row in inside.itertuples():
        value = _figure(row, row.value)
        span = wording.interval(row.lower, row.upper, row.kind, row.decimals)
        n = f", n {wording.number(row.denominator)}" if wording.known(row.denominator) else ""
        figure = f"<b>{value}</b> {f'({span})' if span else ''}{n}"
        if not wording.known(row.value):
            figure = escape(wording.gap(row.missing_reason))
        level = wording.level(row.level, row.level_low, row.level_high, row.word)
        limits = " · limits the level" if row.limits else ""
        items.append(f"<li><span>{_walk(page, row.title, indicator=row.indicator)}</span>"
                     f"<span>{figure}</span><span>{escape(row.period_text)}</span>"
                     f"<span>{escape(level + limits)}</span></li>")
    return "".join(items)


def _figure(about, value) -> str:
    return wording.figure(value, about.kind, about.unit, int(about.decimals))


# ── Sentences, small lines, flags, gaps ──────────────────────────────────────────────────────


def sentence(rows: pd.DataFrame, kind: str) -> str:
    """Return the sentence of one kind."""
    found = rows.loc[rows["kind"] == kind, "sentence"]
    return found.iloc[0] if len(found) else ""


def sentences(rows: pd.DataFrame, title: str) -> None:
    """List the sentences that have a heading. `rows`: heading, sentence."""
    items = "".join(f"<li><b>{escape(row.heading)}:</b> {escape(row.sentence)}</li>"
                    for row in rows[rows["heading"] != ""].itertuples())
    _part(title, f'<ul class="said-list">{items}</ul>')


def small_lines(rows: pd.DataFrame, title: str, beside: str, page: str, foot: str = "") -> None:
    """Draw a small line for each indicator, its last value and its direction in a word.

    `rows`: one for each indicator and period in order: indicator, title, kind, unit, decimals,
    period_text, value, missing_reason, is_last, direction, beside_lower, beside_upper.
    """
    colours = charts.PALETTES[_mode()]
    items = []
    for code, series in rows.groupby("indicator", sort=False):
        last = series[series["is_last"]].iloc[-1]
        title_text = _walk(page, last["title"], indicator=code)
        value = f"<b>{escape(_figure(last, last['value']))}</b>"
        if not wording.known(last["value"]):
            value = f"<span>{escape(wording.gap(last['missing_reason']))}</span>"
        image = charts.spark(*(list(series[each]) for each in
                               ("value", "beside_lower", "beside_upper")), colours)
        words = f"{len(series)} periods to {last['period_text']}"
        drawn = f'<img src="{image}" alt="{escape(words)}" width="96" height="26">' if image else ""
        items.append(
            f'<li><span class="title">{title_text}</span><span>{drawn}</span>'
            f'<span class="value">{value}<small>{escape(last["period_text"])}</small></span>'
            f"<span>{escape(_direction(last['direction']))}</span></li>")
    _part(title, f'<ul class="small-lines">{"".join(items)}</ul>', beside, foot)


_ARROWS = {"improving": "▲ improving", "worsening": "▼ worsening", "increasing": "↗ increasing",
           "decreasing": "↘ decreasing", "no significant change": "no clear change",
           "cannot be calculated": "not testable"}


def _direction(word) -> str:
    return _ARROWS.get(word, _text(word)) if wording.known(word) else ""


def flags(rows: pd.DataFrame, title: str, beside: str, none: str) -> None:
    """List candidate flags, each with why. `rows`: flag (red, green), title, why."""
    items = "".join(
        f'<div class="flag {row.flag}"><span class="pole"></span><span>'
        f"<b>Candidate {row.flag} flag</b>{': ' if _text(row.title) else ''}"
        f"{escape(_text(row.title))}. {escape(_text(row.why))}</span></div>"
        for row in rows.itertuples())
    _part(title, items or f"<p>{escape(none)}</p>", beside)


def gaps(rows: pd.DataFrame, title: str, none: str, page: str, most: int = 2) -> None:
    """List what is not known, the rest behind a line that opens.

    `rows`: theme (a heading), indicator, title, status, missing_reason.
    """
    items = [f"<li>{_walk(page, row.title, indicator=row.indicator)} "
             f'<span class="soft">({escape(row.theme)}): {escape(_why(row))}</span></li>'
             for row in rows.itertuples()]
    shown = f"<ul>{''.join(items[:most])}</ul>"
    if len(items) > most:
        shown += (f"<details><summary>and {len(items) - most} more</summary>"
                  f"<ul>{''.join(items[most:])}</ul></details>")
    _part(title, f'<div class="gaps">{shown if items else f"<p>{escape(none)}</p>"}</div>')


def _why(row) -> str:
    return wording.gap(row.missing_reason if wording.known(row.missing_reason) else row.status)


# ── One figure ───────────────────────────────────────────────────────────────────────────────


def finding(figure: pd.Series) -> str:
    """Say one figure as a sentence, compared with its neighbours, no surer than its interval is.

    `figure`: name, title, kind, unit, decimals, value, verdict, beside_value, missing_reason.
    """
    if not wording.known(figure["value"]):
        return f"{figure['title']}: {figure['name']} {wording.gap(figure['missing_reason'])}"
    said = f"{figure['title']}: {figure['name']} {_figure(figure, figure['value'])}"
    if not wording.known(figure["verdict"]):
        return f"{said}, with no neighbours to compare"
    beside = _figure(figure, figure["beside_value"])
    if figure["verdict"] == "untested":
        return f"{said}, its neighbours {beside}"
    if figure["verdict"] == "similar":
        return f"{said}, similar to its neighbours ({beside})"
    word, _, better = figure["verdict"].partition(", ")
    return f"{said}, {word} than its neighbours ({beside}){', ' if better else ''}{better}"


def one_figure(figure: pd.Series) -> None:
    """Show the value with its interval, what it rests on, its period, level and direction."""
    span = wording.interval(figure["lower"], figure["upper"], figure["kind"], figure["decimals"])
    shown = [(_text(figure["unit"]), _figure(figure, figure["value"]) if
              wording.known(figure["value"]) else wording.gap(figure["missing_reason"]), "")]
    if span:
        shown.append(("95% interval", span, ""))
    if n := wording.out_of(figure["numerator"], figure["denominator"]):
        shown.append(("Counted", n, ""))
    if wording.known(figure["period_end"]):
        shown.append(("Period", _text(figure["period_text"]), _text(figure["period_status"])))
    if wording.known(figure["beside_value"]):
        shown.append(("Neighbours", _figure(figure, figure["beside_value"]),
                      f"{int(figure['beside_areas'])} with data"))
    if wording.known(figure["level"]):
        shown.append(("Level", wording.level(figure["level"], figure["level_low"],
                                             figure["level_high"], figure["word"]), ""))
    tested = f"tested on {int(figure['points'])} points" if wording.known(figure["points"]) else ""
    if wording.known(figure["direction"]):
        shown.append(("Direction", _direction(figure["direction"]), tested))
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}"
                    f"{f'<small>{escape(more)}</small>' if more else ''}</dd></div>"
                    for name, value, more in shown)
    _html(f'<dl class="figures">{items}</dl>')


def failed(about: pd.Series) -> None:
    """Show why the SQL of a step did not run, where its figures would have stood."""
    if about["step_status"] in ("failed", "blocked"):
        message("This could not be worked out in the last build",
                "Figures shown below are those of the last good build. To mend: "
                f"{_text(about['step_path'])}", _text(about["step_error"]))


def reviewed(about: pd.Series) -> str:
    """Say when a definition was reviewed and is due again, and that it is overdue if it is."""
    due = "overdue since" if about["is_overdue"] else "due again"
    return f"{wording.day(about['reviewed'])}; {due} {wording.day(about['next_review'])}"


def sources_line(rows: pd.DataFrame, otherwise: str) -> str:
    """Name the sources of a chart. `rows`: title, publisher, release, licence."""
    named = [f"{row.title}, {_text(row.publisher)}, release {_text(row.release)}, "
             f"{_text(row.licence)}" for row in rows.itertuples()]
    return "; ".join(named) or otherwise


def trend(rows: pd.DataFrame, figure: pd.Series, others: dict[str, str], foot: str) -> None:
    """Draw a figure over time, its direction as the title. See `charts.trend` for the rows.

    `foot` names the sources.
    """
    title = "Over time"
    if wording.known(figure["direction"]):
        title += f": {figure['direction']}"
    said = f"{figure['name']}, {figure['unit']}, with 95% interval; hollow: provisional"
    notes = [f"Series break at {row.period_text}: {row.broken}." for row in rows.itertuples()
             if wording.known(row.broken)]
    missing = [f"{row.period_text} {wording.gap(row.missing_reason)}" for row in rows.itertuples()
               if not wording.known(row.value)]
    if missing:
        notes.append(f"Gaps: {'; '.join(missing)}.")
    _part(title, f'<p class="soft small">{escape(said)}</p>')
    _plot(charts.trend(rows, figure["name"], others, lambda v: _figure(figure, v), _colours()),
          f"{title}. {said}. " + "; ".join(
              f"{row.period_text} {_figure(figure, row.value)}" for row in rows.itertuples()))
    note(" ".join([*notes, f"Source: {foot}."]))


def _against(rows: pd.DataFrame) -> str:
    """Say how the chosen one stands to its neighbours, as the title of a chart."""
    own = rows.loc[rows["place"] == "chosen", "value"]
    beside = rows.loc[rows["place"] == "neighbour", "value"].dropna()
    if own.isna().all() or beside.empty:
        return "Against others"
    above, below = int((beside > own.iloc[0]).sum()), int((beside < own.iloc[0]).sum())
    if above >= below:
        return f"Lower than {above} of {len(beside)} neighbours"
    return f"Higher than {below} of {len(beside)} neighbours"


def strip(rows: pd.DataFrame, figure: pd.Series, foot: str) -> None:
    """Draw everyone's figure as a dot along one line. See `charts.strip` for `rows`.

    `foot` names the sources.
    """
    title = f"{_against(rows)}, {_text(figure['period_text'])}"
    places = list(rows["place"])
    names = {"chosen": figure["name"], "neighbour": "neighbours", "region": "same region",
             "other": "others"}
    key = "".join(f'<span><i class="dot {place}"></i>{escape(name)} '
                  f"{places.count(place) if place != 'chosen' else ''}</span>"
                  for place, name in names.items() if place in places)
    _part(title, f'<div class="key" style="padding-top:0">{key}</div>')
    said = [f"<b>{escape(row.name)}</b> {_figure(figure, row.value)}" + (
        f"<br>{wording.interval(row.lower, row.upper, figure['kind'], figure['decimals'])}, "
        f"{wording.out_of(row.numerator, row.denominator)}" if wording.known(row.lower) else "")
        for row in rows.itertuples()]
    _plot(charts.strip(rows.assign(text=said), lambda v: _figure(figure, v), _colours(),
                       _text(figure["unit"])),
          f"{title}: {figure['name']} {_figure(figure, figure['value'])} among "
          f"{rows['value'].notna().sum()} with a value")
    note(f"Source: {foot}.")


def _colours() -> dict:
    return charts.PALETTES[_mode()]


def _plot(drawn, alt: str) -> None:
    st.plotly_chart(drawn, theme=None, config=charts.CONFIG, alt=alt)


# ── Tables, facts, files ─────────────────────────────────────────────────────────────────────


def table(rows: pd.DataFrame, caption: str, columns: dict[str, str], about: pd.Series,
          mark: str = "") -> None:
    """Write rows as a real table. `columns`: column → heading; "interval" joins lower and upper.

    `about` says how values are written (kind, unit, decimals). Rows whose place is `mark` are set
    off. A missing value shows its reason.
    """
    heads = "".join(f'<th scope="col" class="{_side(each)}">{escape(name)}</th>'
                    for each, name in columns.items())
    lines = []
    for row in rows.itertuples():
        cells = [_cell(row, each, about, first=not i) for i, each in enumerate(columns)]
        chosen_row = ' class="chosen"' if mark and getattr(row, "place", "") == mark else ""
        lines.append(f"<tr{chosen_row}>{''.join(cells)}</tr>")
    _html(f'<div class="rows" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
          f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
          f"<tbody>{''.join(lines)}</tbody></table></div>")


_NUMBERS = ("value", "interval", "lower", "upper", "numerator", "denominator", "place_number")


def _side(column: str) -> str:
    return "" if column in _NUMBERS or column.endswith("_value") else "text"


def _cell(row, column: str, about: pd.Series, first: bool) -> str:
    side = _side(column)
    if column == "interval":
        said = wording.interval(row.lower, row.upper, about["kind"], about["decimals"])
    elif column == "value" or column.endswith("_value"):
        said = _figure(about, getattr(row, column))
        if column == "value" and not wording.known(row.value):
            said, side = wording.gap(row.missing_reason), "gap"
    elif column in _NUMBERS:
        said = wording.number(getattr(row, column))
    else:
        said = _text(getattr(row, column))
    tag = 'th scope="row"' if first else "td"
    return f'<{tag} class="{side}">{escape(said)}</{tag.split()[0]}>'


def facts(title: str, items: dict[str, str], warned: Iterable[str] = ()) -> None:
    """List what is to be known, name by name; those in `warned` are set off. Empty ones go."""
    body = "".join(
        f'<dt>{escape(name)}</dt><dd{" class=warned" if name in warned else ""}>'
        f"{escape(_text(said))}</dd>" for name, said in items.items() if _text(said))
    _part(title, f'<dl class="facts">{body}</dl>')


def worked_out(markdown: str, sql: str, path: str) -> None:
    """Show the worked example and the SQL, each behind a line that opens."""
    if _text(markdown):
        with st.expander("How this is worked out: a small example"):
            st.markdown(_below_heading(markdown))
    if _text(sql):
        with st.expander("The SQL that works it out"):
            st.caption(_text(path))
            st.code(sql, language="sql")


def _below_heading(markdown: str) -> str:
    """Lower the headings of a text by two, so that they stand below those of the page."""
    return "\n".join(f"##{line}" if line.startswith("#") else line
                     for line in markdown.splitlines())


def downloads(rows: pd.DataFrame, name: str, about: dict[str, str]) -> None:
    """Offer the rows as CSV and XLSX, with title, unit, source …, the build and the stamp."""
    build = serving.current()
    stamp = wording.STAMPS.get(build.collection)
    about = ({"Note": stamp} if stamp else {}) | about | {
        "Build": build.build_id, "Built": wording.minute(build.built_at)}
    kinds: dict[str, tuple[Callable, str]] = {
        "CSV": (download.as_csv, "text/csv"),
        "XLSX": (download.as_xlsx,
                 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    }
    with st.container(horizontal=True, key="downloads"):
        for ending, (make, mime) in kinds.items():
            st.download_button(
                f"Download {ending}", lambda make=make: make(rows, about), mime=mime,
                file_name=f"{name}.{ending.lower()}", key=f"get_{ending}", on_click="ignore",
                icon=":material/download:")
