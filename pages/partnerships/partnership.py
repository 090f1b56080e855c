"""A partnership: its members, money, papers, outcomes and what ends soon, for the director."""

from functools import partial

import streamlit as st

from kit import wording
from kit.chart import Column, StackedBars, Timeline
from kit.screen import blocks, layout, lists, parts
from kit.screen.ask import ask
from kit.screen.blocks import table_with_download

FACTS = {"what": "Kind", "life": "Since", "kept_by": "Kept by", "led_by": "Led by"}
FACTS |= {"members_said": "Members", "serves": "Serves", "functions_said": "Functions devolved"}
FACTS |= {"problems_said": "Problems raised"}
MARKS = {"agreement": ("agreement in force", "beside", 12), "review": ("review", "weak", 0)}
MARKS |= {"lead": ("lead", "strong", 14), "member": ("member", "strong", 6)}
ROUTES = {"devolved": ("devolved", "strong"), "delegated": ("delegated", "other")}
ROUTES |= {"retained": ("retained by the authority", "beside")}

MEMBERS = {"name": Column("Name"), "what": Column("What"), "role": Column("Role")}
MEMBERS |= {"started_on": Column("From", "date"), "ended_on": Column("To", "date")}
ENDS = {"what": Column("What"), "ends_on": Column("Ends on", "date"), "which": Column("Which")}
MONEY = {"name": Column("Year")} | {key: Column(said, "money") for key, (said, _) in ROUTES.items()}
LINES = {"what": Column("Stream or post"), "purpose": Column("Purpose"), "route": Column("Route")}
LINES |= {"pounds": Column("£ a year", "money", why="missing_reason")}
LINES |= {"fte": Column("Full-time", "decimal"), "ends_on": Column("Ends on", "date")}
PAPERS = {"dated_on": Column("On", "date"), "what": Column("What"), "said": Column("What it says")}
RESULTS = {"title": Column("Outcome"), "period_text": Column("Year")}
RESULTS |= {"value": Column("Members", "decimal"), "lower": Column("95% from", "decimal")}
RESULTS |= {"upper": Column("to", "decimal"), "beside_value": Column("Their phases", "decimal")}
RESULTS |= {"institutions": Column("Members with a figure", "number")}
NONE = "Nothing is recorded."

chosen = layout.selection()
code = layout.pick("partnership", "Partnership", ask("partnership/list", **chosen), 280)
if code is None:
    known = ask("partnership/elsewhere", partnership=layout.address_value("partnership"), **chosen)
    layout.heading("There is no partnership to show")
    layout.unknown_code("partnership", "partnership with the number", known)
    layout.stop()

asked = partial(ask, partnership=code, as_at=chosen["as_at"])
about, day = asked("partnership/about").iloc[0], wording.day(chosen["as_at"])
show = partial(table_with_download, source=about["source"])
source = {"source": about["source"]}
layout.heading(about["headline"], parts.text(about["objective"]), about["kind_title"])
spells, ends = asked("partnership/timeline"), asked("partnership/ends")
left, right = parts.two_columns()
with right:
    parts.list_facts("What it is", {said: about[name] for name, said in FACTS.items()})
    if about["is_own"]:
        show(ends, "What ends within a year", ENDS, measure=f"after {day}", name="ends", none=NONE)
with left:
    if len(spells):
        until = f"Terms up to {day}, members of that day first"
        carried = {"title": about["moved"], "measure": until, "columns": MEMBERS, **source}
        carried |= {"alt": "; ".join(spells["name"].unique()), "name": "members"}
        blocks.show(Timeline(rows=spells, marks=MARKS, at=chosen["as_at"], **carried))
if not about["is_own"]:
    layout.stop()

money, lines = asked("partnership/money"), asked("partnership/lines")
papers, results = asked("partnership/papers"), asked("partnership/outcomes")
left, right = parts.two_columns()
with left:
    if len(money):
        what = "£, outturn, or budget where there is none yet"
        carried = {"title": money["sentence"].iloc[0], "alt": "; ".join(money["sentence"])}
        carried |= {"measure": what, "columns": MONEY, "name": "money", **source}
        blocks.show(StackedBars(rows=money, parts=ROUTES, write=wording.money, **carried))
    show(lines, "Money and posts of the day", LINES, measure=day, name="lines", none=NONE)
with right:
    what = f"up to {day}"
    show(papers, "Agreements and reviews", PAPERS, measure=what, name="papers", none=NONE)
    if len(results):
        beside = "members of each year; band: all schools of their phases, 95% interval"
        lists.draw_sparklines(results, "Outcomes of its members", beside, "indicator")
        parts.note(results["caution"].iloc[0])
        with st.expander("View or download the data"):
            show(results, "Outcomes of its members", RESULTS, measure=beside, name="results")
