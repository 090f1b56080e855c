"""One register on screen: its rows in a table to edit, a form for one row, its day and its past."""

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

SHOWN = 300  # rows in the table at a time: others are found by search
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
    """Return what a column may hold, each with its title; empty where anything may be written."""
    if column.refers:
        return ledger.names(kept.tables[column.refers], kept.collection)
    return values_of(column, kept.contracts)[0]


def rows_of(kept: Registers, table: Table, area_code: str) -> list[Row]:
    """Return the rows kept on screen of one authority."""
    return records.rows(table.source, area_code, kept.collection)


# ── A table ──────────────────────────────────────────────────────────────────────────────────


def edit_table(kept: Registers, table: Table, area_code: str, who: str) -> None:
    """Show rows in a table that can be edited; say what is wrong at each cell; save on request."""
    held = rows_of(kept, table, area_code)
    found = _search(kept, table, held)
    before = {row.row_key: row for row in found[:SHOWN]}
    frame = pd.DataFrame(
        [
            [_cell(column, row.values.get(column.name, "")) for column in table.columns]
            for row in before.values()
        ],
        columns=[column.name for column in table.columns],
    )
    if len(found) > SHOWN:
        parts.note(f"{SHOWN} of {len(found):,} rows: search to see others.")
    version = st.session_state.get(f"table_{table.source}", 0)
    key = f"edit_{table.source}_{area_code}_{version}"
    st.data_editor(
        frame, key=key, num_rows="dynamic", hide_index=True, width="stretch", placeholder="",
        column_config={column.name: column_config(kept, column) for column in table.columns},
    )  # fmt: skip
    after = _edited(table, before, st.session_state[key], held, area_code)
    faults = _faults(kept, table, after)
    if faults:
        parts.message(
            "Not saved yet: correct these cells",
            "Nothing is kept until they are right.",
            "\n".join(f"{where}: {fault}" for where, fault in faults),
        )
    if after and st.button(
        f"Save {counted(len(after), 'change')}", disabled=bool(faults), type="primary",
        key=f"save_{table.source}",
    ):  # fmt: skip
        save_changes(kept, table, before, after, who, area_code, "table on screen")


def _search(kept: Registers, table: Table, held: list[Row]) -> list[Row]:
    if len(held) <= 12:
        return held
    wanted = st.text_input("Search these rows", key=f"search_{table.source}", width=320)
    words = (wanted or "").casefold().split()
    if not words:
        return held
    lists = {one.name: choices(kept, one) for one in table.columns if one.refers}

    def text(row: Row) -> str:
        said = [*row.values.values(), *(lists[n].get(row.values.get(n, ""), "") for n in lists)]
        return " ".join(map(str, said)).casefold()

    return [row for row in held if all(word in text(row) for word in words)]


def _cell(column: Column, value: str) -> Any:
    if column.type == "date":
        return pd.Timestamp(value) if value else pd.NaT
    if column.type == "decimal":
        return float(value) if value else None
    return value or None


def text_of(column: Column, value: Any) -> str:
    """Return the text kept of a cell as the editor gives it."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if column.type == "date":
        return str(value)[:10]
    if column.type == "decimal":
        return f"{float(value):.15g}"
    return str(value).strip()


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


def _edited(table, before: dict[str, Row], state, held, area_code) -> dict[str, dict | None]:
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
    used = {row.values.get(table.key[0], "") for row in held}
    for number, cells in enumerate(state["added_rows"]):
        values = dict.fromkeys(by_name, "")
        values |= {name: text_of(by_name[name], v) for name, v in cells.items() if name in by_name}
        if any(values.values()):
            after[f"new row {number + 1}"] = complete(table, values, used, area_code)
    return after


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


def _faults(kept: Registers, table: Table, after) -> list[tuple[str, check.Fault]]:
    rows = [(key, values) for key, values in after.items() if values is not None]
    found = check.faults(table, kept.contracts, [values for _, values in rows], date.today())
    return [("" if one.row is None else rows[one.row][0], one) for one in found]


def save_changes(kept, table, before, after, who: str, area_code: str, source: str) -> bool:
    """Save changes; say what became of them. A conflict shows both and keeps what was typed."""
    try:
        changes = ledger.edits(table, before, after, area_code)
        ledger.save(
            table, kept.contracts, changes, role=who, source=source, collection=kept.collection
        )
    except records.Changed as changed:
        lines = [
            f"{row.who}, {wording.minute(row.changed_at)}: {_line(row.values)}"
            for row in changed.now
        ]
        mine = [f"Yours: {_line(values)}" for values in after.values() if values]
        parts.message(
            "Not saved: someone else changed this since you opened it",
            "Both are below. Copy what you want to keep, then open the register again.",
            "\n".join([*lines, *mine]),
        )
        return False
    except Refused as refused:
        parts.message("Not saved", str(refused))
        return False
    st.session_state[f"table_{table.source}"] = st.session_state.get(f"table_{table.source}", 0) + 1
    say("Saved", f"{counted(len(after), 'change')} saved.")
    st.rerun()


def _line(values: dict[str, str]) -> str:
    return " · ".join(value for value in values.values() if value)


# ── A form ───────────────────────────────────────────────────────────────────────────────────


def edit_row(kept: Registers, table: Table, area_code: str, who: str) -> None:
    """Offer a form for one row, new or kept, with help from the contract."""
    held = {row.row_key: row for row in rows_of(kept, table, area_code)}
    titles = {"": "A new row"} | {key: _line(row.values)[:80] for key, row in held.items()}
    which = st.selectbox(
        "Row", list(titles), format_func=lambda key: titles[key], key=f"which_{table.source}"
    )
    row = held.get(which)
    with st.form(f"row_{table.source}_{which}", border=False):
        values = {one.name: _field(kept, one, row, which) for one in table.columns}
        saved = st.form_submit_button("Save", type="primary")
    if saved:
        used = {each.values.get(table.key[0], "") for each in held.values()}
        if row is None:
            values = complete(table, values, used, area_code)
        after = {which or "new row": values}
        faults = _faults(kept, table, after)
        if faults:
            parts.message(
                "Not saved: correct these", "Nothing is kept until they are right.",
                "\n".join(str(fault) for _, fault in faults),
            )  # fmt: skip
        else:
            save_changes(kept, table, held, after, who, area_code, "form on screen")
    if row is not None:
        _end_or_delete(kept, table, row, who)
        _history(kept, table, row)


def _field(kept: Registers, column: Column, row: Row | None, which: str) -> str:
    label = heading(column)
    label += "" if column.required else " (may be blank)"
    value = row.values.get(column.name, "") if row else ""
    about: dict[str, Any] = {"help": column.meaning, "key": f"field_{which}_{column.name}"}
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
            ledger.end(
                table,
                row,
                day,
                reason.strip(),
                kept.contracts,
                role=who,
                collection=kept.collection,
            )
        except Refused as refused:
            parts.message("Not ended", str(refused))
            return
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
