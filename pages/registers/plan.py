"""Plan: actions by month, what is overdue or without effect first, and last year's promises."""

from kit.screen import layout
from kit.screen.ask import ask
from kit.screen.blocks import Column, table_with_download

chosen = layout.selection()
finding = ask("plan/finding", **chosen).iloc[0]
layout.heading(finding["headline"], below=finding["below"], above="Plan")
SOURCE = "the authority’s register of actions"
table_with_download(
    ask("plan/board", **chosen),
    "Actions, what is overdue first",
    {
        "place": Column("State"),
        "due_month": Column("Due"),
        "action": Column("Action"),
        "aim": Column("For"),
        "owner_role": Column("Role that answers"),
        "milestones": Column("Milestones"),
        "seen": Column("What was seen"),
        "now_text": Column("Outcome now"),
        "neighbours_text": Column("Compared with"),
    },
    measure="an action is not shown to have caused a change",
    source=SOURCE,
    name="plan",
    none="No actions are recorded.",
)
table_with_download(
    ask("plan/promises", **chosen),
    "What was promised a year earlier, and what became of it",
    {
        "action": Column("Action"),
        "owner_role": Column("Role that answers"),
        "was_due_on": Column("Was due", "date"),
        "was": Column("A year earlier"),
        "now_status": Column("Now"),
        "due_on": Column("Due now", "date"),
        "seen": Column("What was seen"),
    },
    measure="actions planned or under way a year before the date chosen",
    source=SOURCE,
    name="promises",
    none="No action was planned or under way a year earlier.",
)
