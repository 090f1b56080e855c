"""Plan: actions by month, what is overdue or without effect first, and last year's promises."""

from kit.chart import Column
from kit.screen import board, layout, remarked
from kit.screen.ask import ask
from kit.screen.blocks import html_part, table_with_download

chosen = layout.selection()
finding = ask("plan/finding", **chosen).iloc[0]
layout.heading(finding["headline"], below=finding["below"], above="Plan")
SOURCE = "the authority’s register of actions"
actions = ask("plan/board", **chosen)
if len(actions):
    html_part(
        board.draw_board(actions, {"Overdue", "No effect recorded"}),
        "Actions by the month they are due, what is overdue or without effect first",
        measure="target: the authority’s own; an action is not shown to have caused a change",
        source=SOURCE,
        rows=actions,
        columns={
            "place": Column("State"),
            "due_on": Column("Due", "date"),
            "action": Column("Action"),
            "aim": Column("For"),
            "owner_role": Column("Role that answers"),
            "started_on": Column("Start", "date"),
            "milestones": Column("Milestones"),
            "seen": Column("What was seen"),
            "now_text": Column("Outcome now"),
            "target_text": Column("Local target"),
            "neighbours_text": Column("Compared with"),
        },
        name="plan",
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
remarked.list_remarks(ask("plan/subjects", **chosen), "Comments and events on what it is for")
