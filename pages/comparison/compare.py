"""Compare: one authority against a group, figure by figure, and no surer than chance allows."""

import streamlit as st

from kit.screen import layout, parts, spine
from kit.screen.ask import ask
from kit.screen.shown import Column, drawing

chosen = layout.chosen()
made = layout.grouped()
groups = ask("compare/groups", **chosen, **made)
code = layout.pick("compared", "Compared with", groups, width=280)
if code is None:
    layout.head("This comparison cannot be shown")
    layout.no_such("compared", "group called")
    st.stop()
group = groups[groups["code"] == code].iloc[0]
lines = ask("compare/spine", comparison=code, group_name=group["name"], **chosen, **made)
about = ask("compare/about", **chosen).iloc[0]
source, _ = parts.sources(ask("compare/sources"), "nothing loaded")

layout.head(lines["headline"].iloc[0], below=lines["below"].iloc[0])
layout.group(ask("compare/others", **chosen), "Make a group of your own", "compared")
parts.note(f"{parts.text(group['about'])}. {group['areas']}: {parts.text(group['names'])}.")
drawing(
    spine.rows(lines, about["name"], group["name"], about["middle"], page="indicator"),
    "Figure by figure",
    measure="each line has its own scale: worst left, best right (lowest and highest where no way "
    "is better); rank as the range its interval allows; quarter A is the best",
    source=source,
    rows=lines,
    columns={
        "title": Column("Indicator", page="indicator", params=(("indicator", "indicator"),)),
        "unit": Column("Unit"),
        "period_text": Column("Period"),
        "value": Column("Value", "decimal", why="missing_reason"),
        "lower": Column("Lower 95%", "decimal"),
        "upper": Column("Upper 95%", "decimal"),
        "beside_value": Column("Group", "decimal"),
        "beside_median": Column("Median of the group", "decimal"),
        "beside_areas": Column("with data", "number"),
        "verdict": Column("Against the group"),
        "middle": Column(about["middle"], "decimal"),
        "worst": Column("Worst", "decimal"),
        "best": Column("Best", "decimal"),
        "place": Column("Rank", "number"),
        "first_place": Column("from", "number"),
        "last_place": Column("to", "number"),
        "ranked": Column("of", "number"),
        "band": Column("Quarter"),
    },
    name=f"compare_{chosen['area_code']}_{code}",
)
