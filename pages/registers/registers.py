"""Registers: what the authority keeps, what the next one would open, and the rows themselves."""

import streamlit as st

from kit.screen import (
    layout,
    parts,
    register_editor,
    register_form,
    register_list,
    register_offers,
    register_table,
    register_update,
)
from kit.screen import register_upload as taking
from kit.screen.ask import ask

chosen = layout.selection()
kept, rows = register_list.load(), register_list.ask_list(chosen)
finding = ask("registers/finding", **chosen).iloc[0]
layout.heading(
    finding["headline"],
    below=f"{finding['below']}. {register_list.next_sentence(kept, rows)}",
    above="Registers",
)
register_editor.show_said()
shown = register_list.overview(kept, rows)
register_list.show_list(kept, shown)
register = register_list.choose(kept, shown)
if register is None:
    layout.unknown_code("register", "register called")
    layout.stop()

table, area = kept.tables[register], chosen["area_code"]
parts.section(kept.title(register), f"<p>{parts.escape(kept.contracts[register].note)}</p>")
if not register_list.can_write():
    parts.note("Registers can be read here, and not changed.")
    layout.stop()
who = register_editor.role()
register_editor.show_state(kept, table, who)
if kept.states[register].follows != "file":
    register_offers.show_offers(kept, table, area, who)
    ways = ["Table", "Form for one row", "Spreadsheet"]
    way = st.radio("How to fill it in", ways, horizontal=True, key="way")
    if way == ways[1]:
        register_form.edit_row(kept, table, area, who)
    elif way == ways[2]:
        taking.upload(kept, table, area, who)
    else:
        register_table.edit_table(kept, table, area, who)
with st.container(horizontal=True):
    taking.download(kept, area)
    register_update.update_figures(kept)
