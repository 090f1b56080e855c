"""Register: every partnership of an authority, to browse and to act on, for the director."""

import streamlit as st

from kit import wording
from kit.chart import Column, StackedBars
from kit.screen import layout, parts, register_list, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

NAME = Column("Partnership", page="partnership", params=(("partnership", "partnership_id"),))
chosen = layout.selection()
finding = ask("register/finding", **chosen).iloc[0]
if not finding["is_loaded"]:
    nodes = ask("network/published", **chosen)
    first = finding if nodes.empty else nodes.iloc[0]
    layout.heading(first["headline"], first["below"])
    register_list.show_groups(ask("register/groups", **chosen))
    needs = ("institutions", "partnerships", "memberships", "agreements", "reviews")
    register_steps.show_steps("every partnership of the authority", needs)
    layout.stop()

layout.heading(finding["headline"], finding["below"], indicator=finding["indicator"])

row = st.container(horizontal=True, key="choices")
picked = {
    name: layout.pick(name, offered["heading"].iloc[0], offered, 160, row=row)
    for name, offered in ask("register/choices", **chosen).groupby("filter", sort=False)
}
rows = ask("register/list", **chosen, **picked)
table_with_download(
    rows,
    rows["heading"].iloc[0] if len(rows) else "0 partnerships",
    {
        "name": NAME,
        "kind": Column("Kind"),
        "counted": Column("Counted as a partnership"),
        "members": Column("Members", "number"),
        "phases": Column("Their phases"),
        "started_on": Column("Since", "date"),
        "agreement": Column("Agreement"),
        "reviewed": Column("Last review"),
        "spent": Column("Money of the year", "money", why="spent_missing"),
        "priorities": Column("Priorities served", "number"),
        "kept_by": Column("Kept by"),
    },
    measure=f"Active on {wording.day(chosen['as_at'])}, kept here or with members from here",
    source="the authority’s registers of partnerships, memberships, agreements, reviews, funding",
    name="register",
    none="No partnership is all of this: widen the choices above.",
)
kinds, sides = ask("register/kinds", **chosen), parts.two_columns()
if len(kinds):
    shown = {"agreed": ("agreement in force", "strong"), "not_agreed": ("not on record", "other")}
    with sides[0]:
        bars = StackedBars(
            rows=kinds,
            parts=shown,
            write=wording.number,
            title=kinds["sentence"].iloc[0],
            measure=f"Partnerships by kind, {wording.day(chosen['as_at'])}",
            source="the authority’s registers of partnerships and agreements",
            alt="; ".join(kinds["name"] + " " + kinds["partnerships"].astype(str)),
            columns={"name": Column("Kind"), "partnerships": Column("Partnerships", "number")}
            | {key: Column(label.capitalize(), "number") for key, (label, _) in shown.items()},
            name="kinds",
        )
        show(bars)
    with sides[1]:
        why = {"name": NAME, "why": Column("Why"), "on_day": Column("On", "date")}
        more = {"measure": "within a year", "source": "the authority’s registers", "name": "act"}
        table_with_download(ask("register/act", **chosen), "To act on first", why, **more)
