"""What the table and the form of a register share: lists, checks, saving, its day and undoing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from kit import wording
from kit.records import register_rows as records
from kit.records.register_rows import Row
from kit.records.store import Refused
from kit.registers import check, ledger
from kit.registers.numbers import next_number, own_number
from kit.screen import parts
from kit.screen.register_list import Registers, counted
from kit.store import comments
from kit.store.contract import values_of
from kit.store.schema import Column, Table

_SAID = "_register_said"


def say(title: str, said: str, detail: str = "") -> None:
    """Keep a message for the next run of the page."""
    st.session_state[_SAID] = (title, said, detail)


def show_said() -> None:
    """Show the message kept, once."""
    if told := st.session_state.pop(_SAID, None):
        parts.message(*told)


def role(place: str = "") -> str:
    """Offer the role one changes registers as; return it, empty where none is chosen.

    `place`: what separates this choice from others of the page.
    """
    names = comments.roles()
    chosen = st.selectbox(
        "You change it as", names, index=None, placeholder="Choose a role", width=320,
        key=f"register_role{place}",
    )  # fmt: skip
    return chosen or ""


def choices(kept: Registers, column: Column) -> dict[str, str]:
    """Return what a column may hold, each with its title; empty where anything may be written.

    What another register numbers is titled by its name and its number: a list is searched by both.
    """
    if column.refers:
        names = ledger.names(kept.tables[column.refers], kept.collection)
        return {key: key if name == key else f"{name} ({key})" for key, name in names.items()}
    return values_of(column, kept.contracts)[0]


def rows_of(kept: Registers, table: Table, area_code: str) -> list[Row]:
    """Return the rows kept on screen of one authority."""
    return records.rows(table.source, area_code, kept.collection)


def text_of(column: Column, value: Any) -> str:
    """Return the text kept of a cell as the editor gives it."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if column.type == "date":
        return str(value)[:10]
    if column.type == "decimal":
        return f"{float(value):.15g}"
    return str(value).strip()


def cell_of(column: Column, value: str):
    """Return the cell an editor shows for a text kept: of the type in which it edits the column."""
    if column.type == "date":
        return pd.Timestamp(value) if value else pd.NaT
    if column.type == "decimal":
        return float(value) if value else None
    return value or None


def heading(column: Column) -> str:
    """Return what a person calls a column: a number of another register by what it names."""
    name = column.name.removesuffix("_id") if column.refers else column.name
    return wording.capitalise(name.replace("_", " "))


def column_config(kept: Registers, column: Column):
    """Return how the table on screen edits a column: by its list, its calendar, or as text."""
    about: dict[str, Any] = {
        "label": heading(column),
        "help": column.meaning + (". Needed" if column.required else ""),
    }
    may = choices(kept, column)
    if may:
        return st.column_config.SelectboxColumn(
            **about, options=list(may), format_func=lambda code: may.get(str(code), str(code))
        )
    if column.type == "date":
        return st.column_config.DateColumn(**about, format="DD/MM/YYYY")
    if column.type == "decimal":
        return st.column_config.NumberColumn(**about)
    return st.column_config.TextColumn(**about)


def complete(
    table: Table, values: dict[str, str], used: set[str], area_code: str
) -> dict[str, str]:
    """Return a new row with the number and the authority it can be given."""
    own = own_number(table)
    if own and not values[own]:
        values[own] = next_number(table, used)
        used.add(values[own])
    for column in table.columns:
        if column.listed == "areas" and column.required and not values[column.name]:
            values[column.name] = area_code
    return values


def faults_of(kept: Registers, table: Table, after) -> list[tuple[str, check.Fault]]:
    """Return what is wrong with rows as they would be saved, each with the key of its row."""
    rows = [(key, values) for key, values in after.items() if values is not None]
    found = check.faults(table, kept.contracts, [values for _, values in rows], date.today())
    return [("" if one.row is None else rows[one.row][0], one) for one in found]


def turn(table: Table) -> int:
    """Return how often the rows of a register were shown afresh: a part of every widget's name."""
    return st.session_state.get(f"_turn_{table.source}", 0)


def start_afresh(table: Table) -> None:
    """Show the rows of a register as they are kept now: what was typed and not saved is gone."""
    st.session_state[f"_turn_{table.source}"] = turn(table) + 1


def values_line(row: Row) -> str:
    """Return the values of a row in one line."""
    return " · ".join(value for value in row.values.values() if value)


def save_changes(
    kept, table, before, after, who: str, area_code: str, source: str,
    sources: dict[str, str] | None = None,
) -> bool:  # fmt: skip
    """Save changes; say what became of them. A conflict shows both and keeps what was typed.

    `sources`: where some of the rows come from, by their keys, if not all from `source`.
    """
    try:
        changes = [
            replace(one, source=(sources or {}).get(one.row_key, "")[:400])
            for one in ledger.edits(table, before, after, area_code)
        ]
        ledger.save(
            table, kept.contracts, changes, role=who, source=source, collection=kept.collection
        )
    except records.Changed as changed:
        lines = [
            f"{row.who}, {wording.minute(row.changed_at)}: {values_line(row)}"
            for row in changed.now
        ]
        passed = {row.row_key for row in changed.now}
        mine = [
            f"Yours: {' · '.join(filter(None, values.values()))}"
            for key, values in after.items()
            if values and (key in passed or not passed)
        ]
        parts.message(
            "Not saved: someone else changed this since you opened it",
            "Both are below. Copy what you want to keep, then show the rows as they are now.",
            "\n".join([*lines, *mine]),
        )
        st.button(
            "Show the rows as they are now", on_click=start_afresh, args=[table],
            key=f"afresh_{table.source}",
        )  # fmt: skip
        return False
    except Refused as refused:
        parts.message("Not saved", str(refused))
        return False
    start_afresh(table)
    say("Saved", f"{counted(len(after), 'change')} saved.")
    st.rerun()


def _line(values: dict[str, str]) -> str:
    return " · ".join(value for value in values.values() if value)


# ── The register as a whole ──────────────────────────────────────────────────────────────────


def show_state(kept: Registers, table: Table, who: str) -> None:
    """Say what the figures follow, offer to keep it here, to confirm its day and to undo."""
    state = kept.states[table.source]
    if state.follows == "file":
        parts.message(
            "The figures follow a file",
            f"This register was imported from {state.file}. Keep it here to change it on screen; a "
            "file imported later is followed again.",
        )
        if st.button("Keep it here from now on", key=f"keep_{table.source}", disabled=not who):
            count = ledger.keep_here(
                table, kept.tables, kept.contracts, role=who, collection=kept.collection
            )
            say("Kept here", f"{counted(count, 'row')} taken over from the file.")
            st.rerun()
        return
    day = state.complete_as_at
    told = (
        f"Complete as at {wording.day(day)}, confirmed by {state.role}."
        if day
        else "Not confirmed for any day yet: the figures do not use it."
    )
    parts.note(told)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.date_input(
            "Complete as at", value=date.today(), format="DD/MM/YYYY", max_value="today", width=180,
            key=f"day_{table.source}",
        )  # fmt: skip
        if st.button("Confirm this day", key=f"confirm_{table.source}", disabled=not who):
            _try(lambda: ledger.confirm(table, chosen, who, kept.collection), "Confirmed",
                 "The figures use it from the next update on.")  # fmt: skip
        if st.button("Undo the last save", key=f"undo_{table.source}", disabled=not who):
            start_afresh(table)
            _try(lambda: ledger.undo(table, kept.contracts, role=who, collection=kept.collection),
                 "Undone", "The rows are as they were before.")  # fmt: skip


def _try(act, title: str, said: str) -> None:
    try:
        act()
    except Refused as refused:
        parts.message("Not saved", str(refused))
        return
    say(title, said)
    st.rerun()
