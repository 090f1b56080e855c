"""Compare: one authority against a group, figure by figure, and no surer than chance allows."""

import streamlit as st

from kit.screen import clouds, layout, parts, spine
from kit.screen.ask import ask
from kit.screen.shown import chart, drawing

chosen = layout.chosen()
made = layout.grouped()
groups = ask("compare/groups", **chosen, **made)
code = layout.pick("compared", "Compared with", groups, width=250)
if code is None:
    layout.head("This comparison cannot be shown")
    layout.no_such("compared", "group called")
    st.stop()
group = groups[groups["code"] == code].iloc[0]
lines = ask("compare/spine", comparison=code, group_name=group["name"], **chosen, **made)
about = ask("compare/about", **chosen).iloc[0]
source, _ = parts.sources(ask("compare/sources"), "nothing loaded")
layout.head(lines["headline"].iloc[0], below=lines["below"].iloc[0])
parts.note(f"{parts.text(group['about'])}. {parts.text(group['names'])}.".replace(". .", "."))

left, right = parts.sides(2, 1)
with left:
    drawing(
        spine.rows(lines, about["name"], group["name"], about["middle"], page="indicator"),
        "Figure by figure",
        measure="each line has its own scale: worst left, best right (lowest and highest where "
        "no way is better); rank as the range its interval allows; quarter A is the best",
        source=source,
        rows=lines,
        columns=spine.columns(about["middle"], page="indicator"),
        name=f"compare_{chosen['area_code']}_{code}",
    )
with right:
    layout.group(ask("compare/others", **chosen), "Make a group of your own", "compared")
    choices = ask("compare/indicators", **chosen)
    indicator = layout.pick("indicator", "One indicator", choices, width=420, row=right)
    against = layout.pick(
        "against", "And another", choices.drop(columns="is_default"), width=420, row=right
    )
    first, second = (
        parts.sources(ask("indicator/sources", indicator=each or ""), "nothing loaded")[0]
        for each in (indicator, against)
    )
    cloud = ask("compare/funnel", indicator=indicator or "", **chosen)
    if cloud.empty:
        parts.note("No funnel: this authority’s figure rests on no count, or has no interval.")
    else:
        one = cloud.iloc[0]
        chart(
            clouds.funnel(cloud, parts.colours()),
            one["headline"],
            measure=f"{one['unit']}, {one['period_text']}. {one['below']}",
            source=first,
            alt=f"Funnel. {one['headline']}. {one['below']}",
            rows=cloud[cloud["place"] != "limit"],
            columns=clouds.columns(one["out_of"], one["unit"]),
            name=f"funnel_{indicator}_{chosen['area_code']}",
        )
    pair = ask("compare/scatter", indicator=indicator or "", against=against or "", **chosen)
    if pair.empty:
        parts.note("No scatter: no authority has a figure of both in these periods.")
    else:
        one = pair.iloc[0]
        chart(
            clouds.scatter(pair, parts.colours()),
            one["headline"],
            measure=one["below"],
            source="; ".join(sorted({first, second})),
            alt=f"Scatter. {one['headline']}; {one['below']}",
            rows=pair,
            columns=clouds.pair_columns(one["x_title"], one["y_title"]),
            name=f"scatter_{indicator}_{against}",
        )
    parts.note(
        "That two figures go together over areas says neither that one makes the other, nor that "
        "they go together for schools or children. Of a hundred pairs five do so by chance."
    )
