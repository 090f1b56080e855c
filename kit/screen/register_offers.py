"""Rows that published registers offer: accepted, corrected or refused, row by row or together."""

import pandas as pd
import streamlit as st

from kit.registers import ledger, offers
from kit.screen import parts
from kit.screen.register_editor import cell_of, column_config, rows_of, save_changes, say, text_of
from kit.screen.register_list import Registers, counted
from kit.store.schema import Table


def show_offers(kept: Registers, table: Table, area_code: str, who: str) -> None:
    """Show the rows that published registers offer, to accept or refuse row by row or at once."""
    if table.source not in offers.registers_offered():
        return
    found = offers.offered(table.source, area_code)
    held = {r.row_key: (r.values, r.source) for r in rows_of(kept, table, area_code)}
    refused = ledger.refused(table, area_code, kept.collection)
    made = offers.compare(table, found, held, refused)
    if not made:
        return
    ready = [one for one in made if not offers.incomplete(table, one.values)]
    source = ", ".join(sorted({one.offered_from for one in made}))
    parts.section(
        f"{counted(len(made), 'row')} offered, to confirm or correct",
        f"<p>From: {parts.escape(source)}. Nothing here is kept until you accept it.</p>",
    )
    frame = pd.DataFrame([
        {"accept": one in ready and one.state != "gone", "refuse": False, "what": one.state,
         **{c.name: cell_of(c, one.values.get(c.name, "")) for c in table.columns}}
        for one in made
    ])  # fmt: skip
    edited = st.data_editor(
        frame, key=f"offers_{table.source}_{area_code}", hide_index=True, width="stretch",
        column_config={c.name: column_config(kept, c) for c in table.columns}
        | {"accept": st.column_config.CheckboxColumn("Accept"),
           "refuse": st.column_config.CheckboxColumn("Refuse"),
           "what": st.column_config.TextColumn("Against what is kept", disabled=True)},
    )  # fmt: skip
    if st.button(f"Keep what is accepted of {table.source.replace('_', ' ')}", type="primary",
                 key=f"accept_{table.source}", disabled=not who):  # fmt: skip
        _take_offers(kept, table, made, edited, area_code, who)


def _take_offers(kept, table, made, edited: pd.DataFrame, area_code: str, who: str) -> None:
    names = {column.name: column for column in table.columns}
    before = {row.row_key: row for row in rows_of(kept, table, area_code)}
    after, refused = {}, []
    for one, row in zip(made, edited.to_dict("records"), strict=True):
        if row["refuse"]:
            refused.append(one.mark)
        elif row["accept"]:
            was = before[one.row_key].values if one.row_key in before else dict.fromkeys(names, "")
            said = {n: text_of(names[n], v) for n, v in row.items() if n in names}
            after[one.row_key] = None if one.state == "gone" else was | {
                n: v for n, v in said.items() if v
            }  # fmt: skip
    if refused:
        ledger.refuse(table, refused, area_code, role=who, collection=kept.collection)
    sources = {one.row_key: one.offered_from for one in made}
    if after:
        save_changes(kept, table, before, after, who, area_code, "offer", sources)
    elif refused:
        say("Refused", f"{counted(len(refused), 'row')} will not be offered again.")
        st.rerun()
