"""The small pieces every page is made of: HTML, links, messages, sections, notes, sources.

Pages pass titles and rows (answers of `ask`); what each part needs of its rows stands in its
docstring. Everything but charts is plain HTML, so that it can be read aloud, printed and copied.
"""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from kit import look, wording
from kit.screen import charts, share
from kit.store import database

TRACE = "trace"  # the address of the page that says where a figure comes from


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
    return f'<a data-in-app href="{escape(page_address(page, **changes))}">{escape(name)}</a>'


def page_address(page: str, **changes: str) -> str:
    """Return the address that `page_link` leads to."""
    held = st.query_params.to_dict() | changes
    query = {each: said for each, said in held.items() if 0 < len(str(said)) <= _LONGEST}
    return f"./{page}?{urlencode(query)}"


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


def chart_note(said: str, indicator: str, title: str, measure: str) -> None:
    """Write the line below a chart, with the ways to save it as a picture that says the same."""
    share.record_text(said)
    more = f" {trace_link('Where it comes from', indicator)}" if indicator else ""
    about = {
        "title": title,
        "measure": measure,
        "source": f"{said} As at {wording.day(chosen_day())}." if chosen_day() else said,
    }
    held = "".join(f' data-{key}="{escape(value)}"' for key, value in about.items())
    name = share.slug(title)[:60] or "chart"
    saves = " ".join(
        f'<button type="button" data-save="{form}" data-name="{name}">Save {form.upper()}'
        f'<span class="unseen"> of {escape(title)}</span></button>'
        for form in ("png", "svg")
    )
    write_html(
        f'<p class="soft" style="font-size:.8125rem">{escape(said)}{more} '
        f'<span class="saves"{held}>{saves}</span></p>'
    )


def chosen_day() -> str:
    """Return the date chosen above the page; nothing where there is none."""
    return str(st.session_state.get("_chosen", {}).get("as_at") or "")


def is_chosen(row: dict) -> bool:
    """Say whether a row of a table is of the authority chosen above the page."""
    code = st.session_state.get("_chosen", {}).get("area_code")
    return bool(row.get("is_chosen")) or (
        row.get("place") in ("chosen", None) and "name" in row and row.get("area_code") == code
    )


def with_stamp(said: str) -> str:
    """Return what is said, with the stamp of the collection where it has one."""
    build = database.current()
    stamp = wording.stamp(build.collection, build.mark)
    return f"{said} {stamp}." if stamp else said


def source_line(names: str) -> str:
    """Return the line below a chart that names its sources, stamped."""
    return with_stamp(f"Source: {names}.")


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


def section(title: str, body: str, aside: str = "", footer: str = "", kind: str = "") -> None:
    """Write a part of a page under its heading; `body` is HTML."""
    write_html(
        f'<section class="part {kind}"><header><h2>{escape(title)}</h2>'
        f"{f'<p>{escape(aside)}</p>' if aside else ''}</header>{body}"
        f"{f'<footer>{escape(footer)}</footer>' if footer else ''}</section>"
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


def first_then_more(items: list[str], limit: int, within: str = "") -> str:
    """Return the first items, the rest behind a line that opens; `within` is "li" in a list."""
    if len(items) <= limit:
        return "".join(items)
    rest = "".join(items[limit:])
    if within:
        rest = f"<ul>{rest}</ul>"
    rest = f"<details><summary>and {len(items) - limit} more</summary>{rest}</details>"
    return "".join(items[:limit]) + (f"<{within}>{rest}</{within}>" if within else rest)


def figure_text(about, value) -> str:
    """Write a value as `about` (kind, unit, decimals) says."""
    return wording.figure(value, about.kind, about.unit, int(about.decimals))


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


def is_light() -> bool:
    """Say whether the reader looks at the light theme."""
    return st.context.theme.type != "dark"


def colours() -> dict[str, str]:
    """Return the palette of the reader's theme."""
    return look.PALETTES["light" if is_light() else "dark"]


def show_chart(drawn, alt: str) -> None:
    """Show a drawn chart; `alt` says in words what it shows."""
    st.plotly_chart(drawn, theme=None, config=charts.CONFIG, alt=alt)
