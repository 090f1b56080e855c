"""Prospects: candidate flags with their evidence in full, and where each outcome is heading."""

from kit.screen import layout, lists, parts
from kit.screen.ask import ask
from kit.screen.blocks import Column, table_with_download

chosen = layout.selection()
finding = ask("prospects/finding", **chosen).iloc[0]
source, _ = parts.source_names(ask("outcomes/sources"), "nothing loaded")
layout.heading(finding["headline"], below=finding["below"])

left, right = parts.two_columns(1.5, 1)
with left:
    lists.list_flags(
        ask("glance/prospects", **chosen),
        title="Candidate flags, and why",
        aside="candidates only: a person decides",
        none=ask("glance/notes", **chosen)["no_flag"].iloc[0],
        limit=50,
    )
with right:
    parts.list_facts(
        "What a flag is",
        {
            "Not a rating": "A flag is about prospects. An area can be rated poor without a red "
            "flag, and well with one; flags and levels are never combined.",
            "Red": "An outcome worse than its neighbours beyond chance or losing ground, or a "
            "theme named at the lowest level with confidence. There is no flag if the issue is "
            "known and action is under way. Past its date an action silences nothing.",
            "Green": "A theme at the top level with confidence, or an outcome better beyond "
            "chance, and evidence of what others can learn. That is the authority's own claim.",
        },
        warned=["Not a rating"],
    )
table_with_download(
    ask("prospects/outcomes", **chosen),
    "Each outcome: now, direction, forecast and action",
    {
        "title": Column("Outcome", page="indicator", params=(("indicator", "indicator"),)),
        "period_text": Column("Period"),
        "now_text": Column("Here"),
        "comparator_text": Column("Against"),
        "verdict": Column("Tested"),
        "direction_text": Column("Direction"),
        "relative_text": Column("Against the country"),
        "heading": Column("If nothing changes, 95%"),
        "action_text": Column("Action"),
        "flag_text": Column("Flag"),
    },
    measure="heading: a straight line through past figures as an interval, only with five points "
    "or more. It is not a promise",
    source=source,
    name=f"prospects_{chosen['area_code']}",
    none="No outcome counts towards the flags of this framework, or none has a figure.",
)
table_with_download(
    ask("prospects/evidence", **chosen),
    "Themes at the level a green flag needs, or with a practice claimed to be innovative",
    {
        "theme_title": Column("Theme", page="level", params=(("theme", "id"),)),
        "level": Column("Level", "number"),
        "shows": Column("What the evidence shows"),
        "dated_on": Column("Dated", "date"),
        "practice_text": Column("Practice"),
        "flag_text": Column("Flag"),
    },
    measure="no evidence, no flag, however high the level; innovative is the authority's own word",
    source="the register of evidence",
    name=f"evidence_{chosen['area_code']}",
    none="No theme is at that level or claims innovation, or the framework gives no flags.",
)
