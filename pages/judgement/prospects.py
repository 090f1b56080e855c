"""Prospects: candidate flags with their evidence in full, and where each outcome is heading."""

from kit.chart import Column
from kit.screen import layout, lists, parts
from kit.screen.ask import ask
from kit.screen.blocks import table_with_download

ACTIONS = """title=For; action=Action; owner_role=Answers for it; started_on=From; due_on=Due;
state_text=State; milestones=Milestones; effect=What was seen"""
OUTCOMES = """period_text=Period; now_text=Here; comparator_text=Against; verdict=Tested;
direction_text=Direction; relative_text=Against the country; heading=If nothing changes, 95%;
action_text=Action; flag_text=Flag"""
EVIDENCE = "shows=What it shows; dated_on=Dated; practice_text=Practice; flag_text=Flag"


def columns(listed: str) -> dict[str, Column]:
    """Return a column for each name=Heading of a list; what ends in _on is a date."""
    pairs = (each.strip().split("=") for each in listed.split(";"))
    return {name: Column(head, "date" if name.endswith("_on") else "text") for name, head in pairs}


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
            "Not a rating": "A flag is about prospects; flags and levels are never combined.",
            "Red": "An outcome worse than neighbours or losing ground, or a theme at the lowest "
            "level. No flag while action is under way. Past its date it silences nothing.",
            "Green": "A theme at the top level, or an outcome better than neighbours, and evidence "
            "of what others can learn. That is the authority's own claim.",
        },
        warned=["Not a rating"],
    )
table_with_download(
    ask("prospects/outcomes", **chosen),
    "Each outcome: now, direction, forecast and action",
    {
        "title": Column("Outcome", page="indicator", params=(("indicator", "indicator"),)),
        **columns(OUTCOMES),
    },
    measure="a straight line through five past figures or more, as an interval. Not a promise",
    source=source,
    name=f"prospects_{chosen['area_code']}",
    none="No outcome counts towards the flags of this framework, or none has a figure.",
)
table_with_download(
    ask("prospects/actions", **chosen),
    "Actions: what was promised, and what became of it",
    columns(ACTIONS),
    measure="an action answers a concern from its start to the day it is due, and no longer",
    source="the register of actions",
    name=f"actions_{chosen['area_code']}",
    none="No action is registered up to this date.",
)
table_with_download(
    ask("prospects/evidence", **chosen),
    "Themes at the level a green flag needs, or with a practice claimed to be innovative",
    {
        "theme_title": Column("Theme", page="level", params=(("theme", "id"),)),
        "level": Column("Level", "number"),
        **columns(EVIDENCE),
    },
    measure="no evidence, no flag, however high the level",
    source="the register of evidence",
    name=f"evidence_{chosen['area_code']}",
    none="No theme is at that level or claims innovation, or the framework gives no flags.",
)
