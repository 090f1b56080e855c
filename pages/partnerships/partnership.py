"""A partnership: its members, money, papers, outcomes and what ends soon, for the director."""

from functools import partial

import streamlit as st

from kit import wording
from kit.screen import bars, layout, lists, parts, timeline
from kit.screen.ask import ask
from kit.screen.blocks import Column, chart, table_with_download

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
draw = partial(chart, source=about["source"])
layout.heading(about["headline"], parts.text(about["objective"]), about["kind_title"])
spells, ends = asked("partnership/timeline"), asked("partnership/ends")
left, right = parts.two_columns()
with right:
    parts.list_facts("What it is", {said: about[name] for name, said in FACTS.items()})
    if about["is_own"]:
        show(ends, "What ends within a year", ENDS, measure=f"after {day}", name="ends", none=NONE)
with left:
    if len(spells):
        drawn = timeline.draw_timeline(spells, MARKS, chosen["as_at"], parts.colours())
        said, alt = about["moved"], "; ".join(spells["name"].unique())
        until = f"Terms up to {day}, members of that day first"
        draw(drawn, said, measure=until, alt=alt, rows=spells, columns=MEMBERS, name="members")
if not about["is_own"]:
    layout.stop()

money, lines = asked("partnership/money"), asked("partnership/lines")
papers, results = asked("partnership/papers"), asked("partnership/outcomes")
left, right = parts.two_columns()
with left:
    if len(money):
        said, alt = money["sentence"].iloc[0], "; ".join(money["sentence"])
        drawn = bars.draw_stacked_bars(money, ROUTES, wording.money, parts.colours())
        what = "£, outturn, or budget where there is none yet"
        draw(drawn, said, measure=what, alt=alt, rows=money, columns=MONEY, name="money")
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
