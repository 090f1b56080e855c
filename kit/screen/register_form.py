"""One row of a register in a form: changed, added, ended or deleted, with its history."""

from datetime import date
from typing import Any

import streamlit as st

from kit import wording
from kit.records import register_rows as records
from kit.records.register_rows import Row
from kit.records.store import Refused
from kit.registers import ledger
from kit.screen import parts
from kit.screen.register_editor import (
    choices,
    complete,
    faults_of,
    heading,
    save_changes,
    say,
    start_afresh,
    turn,
    values_line,
)
from kit.screen.register_list import Registers, counted
from kit.screen.register_table import held_rows
from kit.store.schema import Column, Table

_OPEN = "_row_in_form"  # the row as it was when the form was opened


def edit_row(kept: Registers, table: Table, area_code: str, who: str) -> None:
    """Offer a form for one row, new or kept, with help from the contract."""
    found = {row.row_key: row for row in held_rows(kept, table, area_code, "form").rows}
    titles = {"": "A new row"} | {key: values_line(row)[:80] for key, row in found.items()}
    which = st.selectbox(
        "Row", list(titles), format_func=lambda key: titles[key],
        key=f"which_{table.source}_{turn(table)}",
    )  # fmt: skip
    row = _opened(table, which, found.get(which))
    with st.form(f"row_{table.source}_{which}", border=False):
        values = {one.name: _field(kept, table, one, row, which) for one in table.columns}
        saved = st.form_submit_button("Save", type="primary")
    if saved:
        if row is None:
            used = records.keys(table.source, kept.collection)
            values = complete(table, values, used, area_code)
        before = {which: row} if row else {}
        after: dict[str, dict | None] = {which or "new row": values}
        if faults := faults_of(kept, table, after):
            parts.message(
                "Not saved: correct these", "Nothing is kept until they are right.",
                "\n".join(str(fault) for _, fault in faults),
            )  # fmt: skip
        else:
            save_changes(kept, table, before, after, who, area_code, "form on screen")
    if row is not None:
        _end_or_delete(kept, table, row, who)
        _history(kept, table, row)


def _opened(table: Table, which: str, now: Row | None) -> Row | None:
    """Return the row as it was when the form was opened, so that a change since is noticed."""
    name = (table.source, which, turn(table))
    held = st.session_state.get(_OPEN)
    if held is None or held[0] != name:
        held = st.session_state[_OPEN] = (name, now)
    return held[1]


def _field(kept: Registers, table: Table, column: Column, row: Row | None, which: str) -> str:
    label = heading(column)
    label += "" if column.required else " (may be blank)"
    value = row.values.get(column.name, "") if row else ""
    key = f"field_{table.source}_{turn(table)}_{which}_{column.name}"
    about: dict[str, Any] = {"help": column.meaning, "key": key}
    if may := choices(kept, column):
        options = [*may] if column.required else ["", *may]
        return st.selectbox(
            label, options, index=options.index(value) if value in options else None,
            format_func=lambda code: may.get(code, code) or "Blank", placeholder="Choose", **about,
        ) or ""  # fmt: skip
    if column.type == "date":
        day = st.date_input(
            label, value=date.fromisoformat(value) if value else None, format="DD/MM/YYYY",
            min_value=date(date.today().year - 1000, 1, 1),
            max_value=date(date.today().year + 10, 12, 31), **about,
        )  # fmt: skip
        return day.isoformat() if isinstance(day, date) else ""
    return (st.text_input(label, value=value, **about) or "").strip()


def _end_or_delete(kept: Registers, table: Table, row: Row, who: str) -> None:
    with st.form(f"end_{table.source}_{row.row_key}", border=False):
        left, right = st.columns([1, 2])
        day = left.date_input("Ended on", value=None, format="DD/MM/YYYY", key=f"on_{row.row_key}")
        reason = right.text_input("Why", key=f"why_{row.row_key}")
        with st.container(horizontal=True):
            ended = st.form_submit_button("End this row")
            deleted = st.form_submit_button("Delete this row")
    if deleted:
        source = f"deleted: {reason}" if reason else "deleted on screen"
        save_changes(
            kept, table, {row.row_key: row}, {row.row_key: None}, who, row.area_code, source[:400]
        )
    if ended:
        if not isinstance(day, date) or not reason.strip():
            parts.message("Not ended", "Give the day and the reason.")
            return
        try:
            ledger.end(table, row, day, reason.strip(), kept.contracts, role=who,
                       collection=kept.collection)  # fmt: skip
        except Refused as refused:
            parts.message("Not ended", str(refused))
            return
        start_afresh(table)
        say("Ended", f"Ended on {wording.day(day)}.")
        st.rerun()


def _history(kept: Registers, table: Table, row: Row) -> None:
    past = records.history(table.source, row.row_key, kept.collection)
    lines = []
    for one in reversed(past):
        done = "Deleted" if one.after is None else "Added" if one.before is None else "Changed"
        changed = {
            name: (one.before or {}).get(name, "")
            for name, value in (one.after or {}).items()
            if one.before is not None and value != one.before.get(name, "")
        }
        what = "; ".join(
            f"{name.replace('_', ' ')}: “{was}” to “{(one.after or {})[name]}”"
            for name, was in changed.items()
        )
        lines.append(f"{done} by {one.who}, {wording.minute(one.changed_at)} ({one.source}) {what}")
    with st.expander(f"History of this row: {counted(len(past), 'version')}"):
        for line in lines:
            st.text(line)
