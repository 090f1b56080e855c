"""Rows of a register in a table to edit: found by search, a page at a time, saved on request.

Rows stay as they were first shown until they are saved or given up: so a change is always made to
the row that was seen, and one that somebody else saved in between is noticed.
"""

import hashlib
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kit import wording
from kit.records import register_rows as records
from kit.records.register_rows import Row
from kit.screen import parts
from kit.screen.register_editor import (
    cell_of,
    choices,
    column_config,
    complete,
    faults_of,
    save_changes,
    start_afresh,
    text_of,
    turn,
)
from kit.screen.register_list import Registers, counted
from kit.store.schema import Table

SHOWN = 300  # rows in the table at a time
_FEW = 12  # rows that need no search
_HELD = "_held_rows"
_CHANGED = "_last_changed"  # by whom, when and from what


@dataclass(frozen=True)
class Held:
    """Rows as they were first shown: of one search and page of one register, and how many match."""

    key: str
    rows: list[Row]
    count: int


def edit_table(kept: Registers, table: Table, area_code: str, who: str) -> None:
    """Show rows in a table that can be edited; say what is wrong at each cell; save on request."""
    found = held_rows(kept, table, area_code, "table")
    before = {row.row_key: row for row in found.rows}
    frame = pd.DataFrame(
        [
            [
                *(cell_of(column, row.values.get(column.name, "")) for column in table.columns),
                f"{row.who}, {wording.minute(row.changed_at)}, {row.source}",
            ]
            for row in found.rows
        ],
        columns=[*(column.name for column in table.columns), _CHANGED],
    )
    st.data_editor(
        frame, key=found.key, num_rows="dynamic", hide_index=True, width="stretch", placeholder="",
        column_config={column.name: column_config(kept, column) for column in table.columns}
        | {_CHANGED: st.column_config.TextColumn("Last changed", disabled=True)},
    )  # fmt: skip
    after = _edited(kept, table, before, st.session_state[found.key], area_code)
    faults = faults_of(kept, table, after)
    if faults:
        parts.message(
            "Not saved yet: correct these cells",
            "Nothing is kept until they are right.",
            "\n".join(f"{where}: {fault}" for where, fault in faults),
        )
    if not after:
        return
    with st.container(horizontal=True):
        saved = st.button(
            f"Save {counted(len(after), 'change')}", disabled=bool(faults) or not who,
            type="primary", key=f"save_{table.source}",
            help=None if who else "Choose the role you change it as first.",
        )  # fmt: skip
        if st.button("Discard these changes", key=f"discard_{table.source}"):
            start_afresh(table)
            st.rerun()
    if saved:
        save_changes(kept, table, before, after, who, area_code, "table on screen")


def held_rows(kept: Registers, table: Table, area_code: str, place: str) -> Held:
    """Offer to search and to turn pages; return the rows found, as they were first shown.

    `place` tells the table and the form of one register apart.
    """
    base = f"{place}_{table.source}_{area_code}_{turn(table)}"
    word_key, page_key = f"search_{base}", f"page_{base}"
    words = str(st.session_state.get(word_key, "")).split()
    page = int(st.session_state.get(page_key, 1))
    said = hashlib.sha256(f"{words} {page}".encode()).hexdigest()[:12]
    key = f"edit_{base}_{said}"
    is_changed = any((st.session_state.get(key) or {}).values()) if place == "table" else False
    found = st.session_state.get(_HELD)
    if not (is_changed and found and found.key == key):
        rows, count = records.page(
            table.source, area_code, _wanted(kept, table, words),
            names=[column.name for column in table.columns], first=(page - 1) * SHOWN,
            most=SHOWN, collection=kept.collection,
        )  # fmt: skip
        found = Held(key, rows, count)
    if place == "table":
        st.session_state[_HELD] = found
    if found.count <= _FEW and not words and page == 1:
        return found
    why = "Save or discard the changes first" if is_changed else None
    pages = max(1, -(-found.count // SHOWN))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Search these rows", key=word_key, width=320, disabled=is_changed, help=why)
        if pages > 1:
            st.number_input(
                f"Page, of {pages:,}", 1, pages, key=page_key, width=160, disabled=is_changed
            )
            parts.note(f"{counted(found.count, 'row')}, {SHOWN} on a page.")
    return found


def _wanted(kept: Registers, table: Table, words: list[str]) -> list[tuple[str, list[str]]]:
    """Return each word with the numbers that other registers, or lists, call by it."""
    named = [choices(kept, one) for one in table.columns] if words else []
    return [
        (word, [code for each in named for code, title in each.items()
                if word.casefold() in title.casefold()])
        for word in words
    ]  # fmt: skip


def _edited(
    kept: Registers, table: Table, before: dict[str, Row], state, area_code: str
) -> dict[str, dict | None]:
    """Return what each changed row is to be, by its key; a deleted one is None."""
    by_name = {column.name: column for column in table.columns}
    keys = list(before)
    after: dict[str, dict[str, str] | None] = {}
    for place, cells in state["edited_rows"].items():
        key = keys[int(place)]
        said = {
            name: text_of(by_name[name], value) for name, value in cells.items() if name in by_name
        }
        values = {name: before[key].values.get(name, "") for name in by_name} | said
        if values != before[key].values:
            after[key] = values
    for place in state["deleted_rows"]:
        after[keys[int(place)]] = None
    used = records.keys(table.source, kept.collection) if state["added_rows"] else set()
    for number, cells in enumerate(state["added_rows"]):
        values = dict.fromkeys(by_name, "")
        values |= {name: text_of(by_name[name], v) for name, v in cells.items() if name in by_name}
        if any(values.values()):
            after[f"new row {number + 1}"] = complete(table, values, used, area_code)
    return after
