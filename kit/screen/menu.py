"""The menu, the masthead with its way home and its search field, and the doors readers come by."""

import csv
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from kit import NAME
from kit.screen import parts, sign_in, static_files
from kit.screen.ask import ask
from kit.store.paths import PROJECT

PAGES, DOORS = PROJECT / "text" / "pages.csv", PROJECT / "text" / "doors.csv"
SEARCH, HELP = "search", "about"  # addresses of the pages that the masthead leads to
_DOOR = "door"  # what a browser remembers: the door its reader came by

# A plain link would load the whole screen anew (3 s); this one tells the script where to go
# (0.8 s). Without it every link still works. It also mends two faults of Streamlit: on a narrow
# screen its menu puts headings into a list of pages, which readers of screens stumble over; and
# the first visitor of a fresh server who follows a deep link is told that the page does not exist.
_FOLLOW = st.components.v2.component(
    "in_app_links",
    js="\n".join(
        Path(__file__).with_name(name).read_text(encoding="utf-8")
        for name in ("instruments.js", "in_app_links.js")
    ),
)


@lru_cache(maxsize=8)
def _rows(path: Path, _modified: int) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return sorted(csv.DictReader(lines), key=lambda row: int(row["position"]))


def _read(path: Path) -> list[dict[str, str]]:
    return _rows(path, path.stat().st_mtime_ns)


def menu(folder: Path, first: Path) -> tuple[st.Page, dict[str, Path]]:
    """Make the menu as text/pages.csv has it; return the page chosen and each address → file.

    `first` opens where the address names no page, or one the reader may not open.
    """
    reader = sign_in.begin()
    files = {path.stem: path for path in sorted(folder.glob("*/*.py"))}
    offered = [row for row in _read(PAGES) if row["page"] in files]
    offered.sort(key=lambda row: row["page"] != first.stem)  # the section of the first leads
    sections: dict[str, list[st.Page]] = {row["section"]: [] for row in offered}
    addresses, headings = {}, {}
    for row in offered:
        path = files[row["page"]]
        if path != first and not sign_in.may_open(reader, path.stem):
            continue
        sections[row["section"]].append(
            st.Page(path, title=row["title"], help=row["purpose"], default=path == first)
        )
        address = "" if path == first else path.stem
        addresses[address], headings[address] = path, row["section"]
    held = {section: pages for section, pages in sections.items() if pages}
    page = st.navigation(held, position="top" if reader.may("read") else "hidden")
    st.session_state["_page"] = {
        "title": page.title,
        "section": headings[page.url_path],
        "addresses": frozenset(addresses),
        "first": first.stem,
        "is_first": page.url_path == "",
    }
    _arrive(page, addresses)
    return page, addresses


def current() -> dict[str, Any]:
    """Return title and section of the page shown, the addresses open to its reader, the first."""
    return st.session_state.get("_page", {"title": "", "addresses": frozenset(), "first": ""})


def name_tab(page: st.Page, authority: str = "") -> None:
    """Name the browser's tab: page, authority, product."""
    title = " · ".join(filter(None, [page.title, authority, NAME]))
    st.set_page_config(page_title=title, layout="wide")


# ── Doors ────────────────────────────────────────────────────────────────────────────────────


def _arrive(page: st.Page, addresses: dict[str, Path]) -> None:
    """Open, on the first address of a visit that names nothing, the page of the reader's door."""
    if "_door" in st.session_state:
        return
    known = {row["door"]: row for row in _read(DOORS)}
    door = st.context.cookies.get(_DOOR, "")
    st.session_state["_door"] = door if door in known else ""
    came_to_the_front = page.url_path == "" and not st.query_params
    st.session_state["_is_new"] = came_to_the_front and door not in known
    wanted = known[door]["page"] if door in known else ""
    if came_to_the_front and wanted in addresses:
        st.switch_page(addresses[wanted])


def _home() -> str:
    """Return the address of the page that the reader's door opens, or of the first page."""
    wanted = {row["door"]: row["page"] for row in _read(DOORS)}.get(
        st.session_state.get("_door", ""), ""
    )
    return wanted if wanted in current()["addresses"] else ""


def doors_line(title: str) -> str:
    """Return the doors as HTML: who reads, and what opens first for them; one is remembered."""
    now = st.session_state.get("_door", "")
    items = []
    for row in _read(DOORS):
        page = "" if row["page"] == current()["first"] else row["page"]
        if page not in current()["addresses"]:
            continue
        link = parts.page_link(page, row["title"])
        mark = ' aria-current="true"' if row["door"] == now else ""
        link = link.replace("<a ", f'<a data-door="{escape(row["door"])}"{mark} ', 1)
        items.append(f'<li>{link}<span class="offer">: {escape(row["offer"])}</span></li>')
    return (
        f'<nav class="doors" aria-label="{escape(title)}"><b>{escape(title)}</b> '
        f"<ul>{''.join(items)}</ul></nav>"
    )


def show_doors() -> None:
    """Offer the doors to a reader who has come by none yet, to the front itself."""
    if st.session_state.get("_is_new") and current()["title"]:
        ask = parts.page_link(HELP, "What is this?") if HELP in current()["addresses"] else ""
        parts.write_html(f'<div class="welcome">{doors_line("I am a")} {ask}</div>')


# ── The masthead and the links ───────────────────────────────────────────────────────────────


def search_form(words: str = "", name: str = "find") -> str:
    """Return a field to search by, as HTML; what is typed leads to the page Search."""
    return (
        f'<form role="search" data-search action="./{SEARCH}"><label class="unseen" for="{name}">'
        f'Search</label><input type="search" id="{name}" name="q" value="{escape(words)}" '
        'maxlength="80" autocomplete="off" placeholder="Page, school, code">'
        '<button type="submit">Search</button></form>'
    )


def masthead() -> None:
    """Write the product's name as the way home, and the field to search by, beside the menu."""
    with st.container(key="masthead"):
        home = parts.page_link(_home(), NAME).replace("<a ", '<a class="brand" ', 1)
        parts.write_html(f"{home}{search_form() if SEARCH in current()['addresses'] else ''}")


def follow_links(page: st.Page, pages: dict[str, Path]) -> None:
    """Listen for links inside the app and go where they lead. `pages`: address → file."""
    shown = {
        "page": page.url_path,
        "section": current()["section"],
        "charts": static_files.chart_library(),
        "words": dict(ask("about/glossary").itertuples(index=False, name=None)),
    }
    followed = _FOLLOW(key="follow", data=shown, on_followed_change=lambda: None).followed or {}
    wanted = urlsplit(followed.get("href") or "")
    if door := followed.get("door"):
        st.session_state["_door"], st.session_state["_is_new"] = door, False
    file = pages.get(wanted.path.strip("./")) if wanted.path else None
    if file:
        st.switch_page(file, query_params=dict(parse_qsl(wanted.query)))
