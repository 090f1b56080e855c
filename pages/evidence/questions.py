"""The framework’s questions: what answers each, and what evidence is thin, stale or missing."""

from kit.chart import Column
from kit.screen import ladders, layout, parts
from kit.screen.ask import ask
from kit.screen.blocks import Link, table_with_download

chosen = layout.selection()
layout.heading(**ask("questions/finding", **chosen).iloc[0].rename({"headline": "title"}))
parts.note(ask("questions/about", framework=chosen["framework"])["said"].iloc[0])
order = layout.pick("order", "Order by", ask("questions/orders"), width=120)
THEME: Link = {"page": "level", "params": (("theme", "theme"),)}
RULES = "the build, by the framework’s rules"
OF = (("indicator", "indicator"),)
name = f"{chosen['framework']}_{chosen['area_code']}_{chosen['as_at']}"
themes = ask("glance/themes", **chosen)
for _, group in ask("questions/questions", **chosen).groupby("question", sort=False):
    question, answers = group.iloc[0], themes[themes["id"].isin(group["theme"])]
    if len(answers):
        ladders.draw_ladders(
            answers,
            ask("glance/indicators", **chosen),
            title=question["title"],
            heading="theme",
            page="indicator",
            opens=("level", "How this level came about", "theme"),
            footer=question["beside"],
        )
    else:
        parts.section(question["title"], "<p>No theme answers it.</p>", footer=question["beside"])

table_with_download(
    ask("questions/themes", **chosen),
    "What each theme rests on, and what it lacks",
    {
        "title": Column("Theme", **THEME),
        "judgement": Column("Judgement"),
        "evidence": Column("Indicators"),
        "contradictory": Column("Contradictory", "number"),
        "missing": Column("Missing", "number"),
        "stale": Column("Stale", "number"),
        "thin": Column("Thin", "number"),
        "hidden": Column("Hidden", "number"),
        "documents": Column("Documents", "number"),
        "last_dated": Column("The last", "date"),
    },
    measure="pieces of evidence; the rules are on How we judge",
    source=RULES,
    name=f"themes_{name}",
)
table_with_download(
    ask("questions/debt", sorted_by=order, **chosen),
    "Evidence still needed: by whom, and by when",
    {
        "kind": Column("Kind"),
        "theme_title": Column("Theme", **THEME),
        "title": Column("Indicator", page="indicator", params=OF),
        "said": Column("Problem", page="trace", params=OF),
        "owner": Column("Owner"),
        "due_on": Column("Due", "date"),
        "due_is": Column("Why this date"),
    },
    measure="owners are roles, as the definitions name them",
    source=RULES,
    name=f"evidence_owed_{name}",
    none="No gaps in evidence, by the rules of this framework.",
)
table_with_download(
    ask("questions/documents", **chosen),
    "Documents registered as evidence",
    {
        "theme_title": Column("Theme", **THEME),
        "shows": Column("What it shows"),
        "dated_on": Column("Dated", "date"),
        "age": Column("Age"),
    },
    measure="from the register of evidence, up to the date chosen",
    source="the register of evidence",
    name=f"documents_{name}",
    none="No document is registered for a theme of this framework. It needs the register evidence.",
)
parts.write_html(parts.page_link("quality", "Data and quality: the files and their checks"))
