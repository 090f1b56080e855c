"""To decide: what has to be decided within a year, by whom and by when."""

import streamlit as st

from kit.chart import Column
from kit.screen import agenda, downloads, layout, parts
from kit.screen.ask import ask

selection = layout.selection()
finding = ask("decide/finding", **selection).iloc[0]
layout.heading(
    finding["headline"],
    above=f"To decide: {finding['name']}",
    below="The soonest first. What has no day of its own is due on the next day of judging, a "
    "year on",
)
row = st.container(horizontal=True, key="choices")
owner = layout.pick("owner", "Whose", ask("decide/owners", **selection), 240, row=row)
when = layout.pick("due", "When", ask("decide/months", **selection), 200, row=row)
due = ask("decide/decisions", owner=owner or "all", month=when or "all", **selection)
for month, rows in due.groupby("month", sort=False):
    agenda.show_agenda(rows, month)
if due.empty:
    parts.note("Nothing on record is to be decided by this role at this time. Widen the choices.")
parts.note(
    "The first page names the first of all: the one that touches most and is due soonest. "
    "The registers do not say what to decide."
)
downloads.offer_downloads(
    due,
    "decisions",
    {
        "Title": finding["headline"],
        "Unit": "one row for each thing to decide",
        "Source": "the registers of this authority, and its figures",
    },
    {
        "decide_on": Column("Day", "date"),
        "title": Column("Kind"),
        "sentence": Column("What has to be decided"),
        "size": Column("How much it touches"),
        "owner_role": Column("Whose"),
        "source": Column("From"),
    },
)
