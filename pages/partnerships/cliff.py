"""Grant cliff: which money ends when, and which partnerships and posts go with it."""

from kit import wording
from kit.chart import Column, Steps
from kit.screen import layout, parts, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

SOURCE = "the authority’s registers of funding and posts"

chosen = layout.selection()
found = ask("cliff/finding", **chosen).iloc[0]
if not found["has_money"]:
    told = ask("published_money/finding", **chosen).iloc[0]
    first = told if told["has_money"] else found
    layout.heading(first["headline"], first["below"], "Grant cliff", indicator=first["indicator"])
    parts.note("No published source says when a grant ends for a partnership: a register does.")
    there = [parts.page_link("published_money", "What is published of grant and spending")]
    register_steps.show_steps("which money ends when", ("funding", "posts"), there)
    layout.stop()

layout.heading(found["headline"], found["below"], "Grant cliff", indicator=found["indicator"])
left = ask("cliff/steps", **chosen)
if len(left):
    steps = Steps(
        rows=left,
        floor="without an end",
        write=wording.money,
        title=found["title"],
        measure="£ a year still in force, devolved and retained together; delegated left out; each "
        "line at this year’s sum until its grant ends",
        source=SOURCE,
        alt="; ".join(left["said"]),
        columns={
            "day": Column("Day", "date"),
            "ending": Column("Ends on that day", "money"),
            "remaining": Column("Left from that day on", "money"),
        },
        name="cliff",
    )
    show(steps)
parts.note("A grant that ends may be renewed: the registers do not say which will be.")
table_with_download(
    ask("cliff/ends", **chosen),
    "What ends, and what goes with it",
    {
        "grant_ends_on": Column("Grant ends", "date"),
        "partnership": Column(
            "Partnership", page="partnership", params=(("partnership", "partnership_id"),)
        ),
        "stream": Column("Stream"),
        "devolved": Column("Devolved a year", "money", why="spent_missing"),
        "retained": Column("Retained a year", "money", why="spent_missing"),
        "posts": Column("Posts it pays", "number"),
        "fte": Column("Full-time equivalent", "decimal"),
    },
    measure="lines in force on the day, soonest first; posts tied to a line that ends",
    source=SOURCE,
    name="ends",
    none="No line in force has a date on which its grant ends.",
)
