"""The frame a page stands in: menu, pickers kept in the address, heading, messages, foot."""

import atexit
import gc
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from kit import NAME, VERSION, look, wording
from kit.people import access
from kit.screen import downloads, menu, parts, share, sign_in
from kit.store import database

_CSS = Path(__file__).with_name("frame.css")
_LETTER = 9  # pixels that a letter of a picker's label needs beside it

# ── The frame ────────────────────────────────────────────────────────────────────────────────


@st.cache_resource(show_spinner=False)
def _freeze_imports() -> bool:
    """Put what the imports made out of the collector's sight: it is half of a script's time."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
    return True


def ensure_build() -> str:
    """Make sure there is a reader and a build, showing how far it is; return what went wrong."""
    sign_in.require_reader()
    bars: list = []

    def progress(share: float, said: str) -> None:
        if not bars:
            bars.append(st.progress(0.0))
        bars[0].progress(min(max(share, 0.0), 1.0), text=said)

    notice = database.ensure(progress)
    for bar in bars:
        bar.empty()
    _freeze_imports()
    try:
        database.current()
    except database.NoBuild as none:
        parts.message("There is nothing to show yet", str(none), notice)
        st.stop()
    return notice


def _write_style() -> None:
    colours = parts.colours()
    variables = "".join(f"--{key.replace('_', '-')}:{value};" for key, value in colours.items())
    light = "".join(
        f"--{key.replace('_', '-')}:{value};" for key, value in look.PALETTES["light"].items()
    )
    inverted = (
        ""
        if parts.is_light()
        else (".stPlotlyChart,.house img{filter:invert(1) hue-rotate(180deg)}")
    )
    st.html(
        f"<style>:root{{{variables}--link:{colours['strong']}}}"
        f"@media print{{:root{{{light}--link:{look.PALETTES['light']['strong']}}}{inverted}}}"
        f"{_CSS.read_text(encoding='utf-8')}</style>"
    )


def frame(notice: str) -> None:
    """Open the frame: style, masthead, stamp, pickers, heading, and what went wrong."""
    if database.view():  # of what is served today; a version is as it was signed
        notice = ""
    _write_style()
    menu.masthead()
    menu.show_doors()
    build = database.current()
    bar = st.container(horizontal=True, vertical_alignment="center", key="bar")
    stamps = [f"<b>{escape(build.mark)}</b>"] if build.mark else []
    if stamp := wording.STAMPS.get(build.collection):
        stamps += [f"<b>{stamp}</b>: no real place, school or person is described."]
    with bar.container(key="stamps"):
        parts.write_html("".join(f'<p class="stamp" role="note">{each}</p>' for each in stamps))
    st.session_state["_folded"] = bar.container(key="folded")
    st.session_state["_labels"] = {}
    row = bar.container(horizontal=True, key="pickers", width="content")
    st.session_state["_pickers"] = [row.container(width="content") for _ in range(4)]
    st.session_state["_head"] = st.container(key="head")
    if damage := database.damage():
        parts.note(damage)
    if notice == database.BUSY or notice.startswith(database.UNWRITTEN):
        parts.note(notice)
    elif notice:
        parts.message(
            "Your latest change has an error",
            "Showing the previous figures until it is fixed.",
            notice if access.reader().may("faults") else "",
            folded=True,
        )
    share.reset()
    downloads.add_to_downloads({})
    st.session_state["_checks"] = st.container(key="checks")


def pick(
    name: str, label: str, options: pd.DataFrame, width: int = 190, place: int = 0, row=None
) -> str | None:
    """Offer a choice that is kept in the address as `?name=code`; return the code chosen.

    `place` is 0 to 3 from left to right, 0 the page's own; `row` is a container of the page, for
    choices that belong to one part of it. `options`: code, label and, where the
    first is not the default, is_default; `also` lists other names of a code. The address may hold
    a code, a label or another name, in capitals or not. Returns None where it holds none of these,
    or where there is nothing to choose from.
    """
    labels = dict(zip(options["code"], options["label"], strict=True))
    default = next(iter(labels), None)
    if "is_default" in options and options["is_default"].any():
        default = options.loc[options["is_default"], "code"].iloc[0]
    kept = st.session_state.get(f"_{name}")
    wanted, worded = st.query_params.get(name), _link_labels(labels)
    meant = {words: code for code, words in worded.items()} | _other_names(options)
    known = wanted if wanted in labels else meant.get((wanted or "").strip().casefold(), wanted)
    chosen: Any = known or (kept if kept in labels else default)
    widget = f"pick_{name}"
    st.session_state["_labels"][name] = labels.get(chosen, "")
    if chosen in labels:
        st.query_params[name] = chosen
        st.session_state[f"_{name}"] = chosen
    st.session_state[widget] = chosen if chosen in labels else None

    def walked() -> None:
        if st.session_state[widget] is not None:
            st.query_params[name] = st.session_state[widget]

    if len(labels) > 1 or chosen not in labels:
        (row or st.session_state["_pickers"][place]).selectbox(
            label,
            list(labels),
            format_func=lambda code: labels[code],
            key=widget,
            on_change=walked,
            width=width if row else width + _LETTER * len(label),
            placeholder="Choose",
            index=0 if chosen in labels else None,
        )
    # What moves on by itself, the date and who comes first, a link must always say.
    share.record_setting(name, worded.get(chosen, chosen), None if place in (1, 2) else default)
    if wanted and chosen not in labels:
        share.report_unknown(
            name, f"{label}: there is no “{wording.shorten(wanted, 60)}” to choose."
        )
    return chosen if chosen in labels else None


def _other_names(options: pd.DataFrame) -> dict[str, str]:
    """Return what an address may say for each code besides it, in small letters; no name twice."""
    also = options["also"] if "also" in options else [()] * len(options)
    named = [
        (str(name).casefold(), code)
        for code, label, others in zip(options["code"], options["label"], also, strict=True)
        for name in (code, label, *(others if others is not None else ()))
    ]
    counts = Counter(name for name, _ in dict.fromkeys(named))
    return {name: code for name, code in named if counts[name] == 1}


def _link_labels(labels: dict[str, str]) -> dict[str, str]:
    """Return what a link says for a bare number: its label, where no other is called alike."""
    said = {code: share.slug(label) for code, label in labels.items() if code.isdecimal()}
    alike = Counter([*said.values(), *labels])
    return {code: words for code, words in said.items() if words and alike[words] == 1}


def beside_heading():
    """Return the place beside the heading for what a page lets the reader do with all of it."""
    return st.session_state["_pickers"][0]


def below_heading():
    """Return the place below the heading, above all that a page draws."""
    return st.session_state["_head"]


def address_value(name: str) -> str:
    """Return what the address holds under `name`, as it stands."""
    share.record_setting(name, st.query_params.get(name))
    return st.query_params.get(name, "")


def stop() -> NoReturn:
    """Show nothing more of a page; what stands below every page is drawn all the same."""
    raise share.Stopped


def keep_selection(**chosen: str | None) -> None:
    """Keep what the frame's pickers hold, for the page to read.

    On a narrow screen one line says it and opens them; where one holds nothing they are open.
    """
    st.session_state["_chosen"] = chosen
    held = [escape(label) for label in map(chosen_label, ("area", "as_at", "framework")) if label]
    is_open = "" if len(held) == len(chosen) else " open"
    with st.session_state["_folded"]:
        parts.write_html(
            f'<details class="folded"{is_open}><summary>{" · ".join(held) or "Choose"}</summary>'
            "</details>"
        )


def chosen_label(name: str) -> str:
    """Return what a picker shows as chosen; nothing where it holds none."""
    return st.session_state["_labels"].get(name, "")


def selection() -> dict[str, str]:
    """Return what the frame's pickers hold, as parameters of a question."""
    return dict(st.session_state["_chosen"])


def footer(sources: pd.DataFrame) -> None:
    """Close the frame: the build, its time, and the sources (title, publisher, licence, …)."""
    build = database.current()
    items = "".join(
        f"<li>{parts.external_link(row.address, row.title)}, {escape(parts.text(row.publisher))}; "
        f"release {escape(parts.text(row.release))}, "
        f"imported {wording.day(row.imported_at)}. {escape(parts.text(row.licence))}.</li>"
        for row in sources.itertuples()
    )
    loaded = sources["imported_at"].max() if len(sources) else None
    age = f"<span>Data loaded {wording.day(loaded)}</span>" if wording.is_known(loaded) else ""
    stamp = wording.stamp(build.collection, build.mark)
    row = st.container(horizontal=True, key="foot")
    with row.container():
        parts.write_html(
            f'<footer class="foot">{f"<b>{stamp}</b>" if stamp else ""}'
            f"<span>{NAME} {VERSION}, build {escape(build.build_id)}, "
            f"{wording.minute(build.built_at)} UTC</span>{age}"
            "<span>Select a dotted figure to see its source</span>"
            f"<details><summary>{len(sources)} sources</summary><ul>{items}</ul></details></footer>"
        )
    st.session_state["_share"] = row.container(width="content")
    sign_in.show_reader()


def heading(
    title: str, below: str = "", above: str = "", indicator: str = "", more: str = ""
) -> None:
    """Write the finding at the top of the page, the page's name above it and a line below.

    `above` is added to the page's name; `indicator`: the one the finding was made from, for the
    way to its SQL, rows and files; `more`: links of the line below, as HTML.
    A long one is set smaller, so that what it stands over keeps its place on the screen; that of
    the first page is the largest of all.
    """
    name = menu.current()["title"]
    above = above if above.startswith(name) else " · ".join(filter(None, [name, above]))
    share.record_text(title, below)
    size = " long" if len(title) > 100 else ""
    if menu.current().get("is_first") and len(title) <= 150:
        size = " first"
    below = parts.text(below)
    under = escape(below)
    if indicator:
        under += "" if not under else " " if under.endswith(".") else " · "
        under += parts.trace_link("Source", indicator)
    under = " · ".join(filter(None, [under, more]))
    with st.session_state["_head"]:
        parts.write_html(
            f'<div class="head{size}">{f"<p class=above>{escape(above)}</p>" if above else ""}'
            f"<h1>{escape(title)}</h1>"
            f"{f'<p class=below>{under}</p>' if under else ''}"
            '<nav aria-label="On this page" data-contents=""></nav></div>'
        )


def unknown_code(name: str, what: str, known: pd.DataFrame | None = None, page: str = "") -> None:
    """Say that the address holds an unknown code, and offer what there is in its place.

    `known`: sentence, code and label of each successor; no rows where the code was never used.
    """
    code = address_value(name)
    share.report_unknown(name)
    if not code:
        parts.message(
            f"No {what.split(' with ')[0]} is recorded", "Choose another authority or date above."
        )
        return
    if name == "area" and not access.reader().may("read", code):
        parts.message(
            "You have no role for this authority",
            "Choose one of yours above, or ask a steward to give you a role for it.",
        )
        return
    if known is None or known.empty:
        parts.message(
            f"There is no {what} “{wording.shorten(code, 60)}”",
            "The address may be mistyped or out of date. Choose one above.",
        )
        return
    offered = known[known["code"].notna()]
    parts.message(
        known["sentence"].iloc[0],
        known["offer"].iloc[0] if len(offered) else "Choose one above.",
        links=[
            parts.page_link(page, row.label, **{name: row.code}) for row in offered.itertuples()
        ],
    )


def choose_group(options: pd.DataFrame, title: str, chosen: str, limit: int = 40) -> None:
    """Offer to make and name a group, kept in the address as ?members=…-…&called=….

    `options`: code and label of those who can be in it. Whoever makes one is compared with it at
    once: the choice `chosen` becomes "own". What the address held on arrival stays as it is until
    the reader changes it; the page's questions say which of its codes are of no use.
    """
    labels = dict(zip(options["code"], options["label"], strict=True))
    members, name = chosen_group().values()
    st.session_state["group_members"] = [code for code in members.split("-") if code in labels]
    st.session_state["group_name"] = name[:_LONGEST_NAME]

    def kept() -> None:
        picked = st.session_state["group_members"]
        st.query_params["members"] = st.session_state["_members"] = "-".join(picked)
        st.query_params["called"] = st.session_state["_called"] = st.session_state["group_name"]
        if picked:
            st.query_params[chosen] = "own"
        elif address_value(chosen) == "own":
            del st.query_params[chosen]
            st.session_state.pop(f"_{chosen}", None)

    with st.expander(title, expanded=bool(members or name)):
        st.text_input("Its name", key="group_name", max_chars=_LONGEST_NAME, on_change=kept)
        st.multiselect(
            "Who is in it",
            list(labels),
            format_func=lambda code: labels[code],
            key="group_members",
            max_selections=limit,
            on_change=kept,
        )


def chosen_group() -> dict[str, str]:
    """Return the group a reader made: members (codes joined by hyphens) and called (its name)."""
    made = {name: address_value(name) or st.session_state.get(f"_{name}", "") for name in _MADE}
    for name, held in made.items():
        if held:
            st.query_params[name] = st.session_state[f"_{name}"] = held
            share.record_setting(name, held)
    return made


_MADE = ("members", "called")
_LONGEST_NAME = 60


def survey_frame() -> None:
    """Open a page that is of no menu: the style alone, for who answers a survey."""
    _write_style()
