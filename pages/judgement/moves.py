"""What would move us: what limits each theme, the smallest change that lifts it, and who did so."""

from kit.chart import Column
from kit.screen import layout, levels, parts, published
from kit.screen.ask import ask
from kit.screen.blocks import html_part, table_with_download

THERE = (("indicator", "indicator"), ("area", "code"))
WEAK = {
    "title": Column("Weak indicator", page="indicator", params=THERE[:1]),
    "own_text": Column("Here"),
    "why": Column("Why it is weak"),
    "name": Column("Neighbour who improved most", page="indicator", params=THERE, why="nobody"),
    "from_text": Column("from"),
    "to_text": Column("to"),
    "years": Column("in years", "number"),
    "tested": Column("Tested"),
}

chosen = layout.selection()
finding = ask("moves/finding", **chosen).iloc[0]
moves = ask("moves/moves", **chosen)
source, _ = parts.source_names(ask("compare/sources"), "nothing loaded")
layout.heading(finding["headline"], below=finding["below"])

if len(moves):
    html_part(
        levels.ways_to_improve(moves, page="indicator", opens="level"),
        "What could still lift a theme by one level",
        measure="what is still to come, if as many cases come as before; seen: a change as large, "
        "beyond chance and over like ground, neighbours first",
        source=source,
        rows=moves,
        columns={
            "theme_title": Column("Theme", page="level", params=(("theme", "id"),)),
            "step": Column("Step"),
            "role": Column("Role"),
            "title": Column("Indicator", page="indicator", params=(("indicator", "indicator"),)),
            "now_text": Column("Now"),
            "to_text": Column("To"),
            "change_text": Column("What it would take"),
            "earliest_text": Column("Earliest"),
            "seen": Column("Seen"),
            "neighbours_seen": Column("Neighbours who made it", "number"),
            "heading": Column("Where it is heading"),
        },
        name=f"moves_{chosen['area_code']}",
    )
    parts.note(
        "A larger figure is not a better service: ask what would have to change for it to be "
        "true. What leaders say cannot be ordered: ask what they said is missing. A change that "
        "was seen does not say how it was made. A forecast is a straight line through past "
        "figures, with its interval."
    )
else:
    parts.message(
        "No change in the figures we have would lift a theme",
        "Themes are at the top, limited by missing figures or not assessed. What follows can be "
        "worked on all the same.",
        links=[parts.page_link("questions", "Evidence still needed")],
    )
    weak, learned = ask("like_us/weak", **chosen), ask("like_us/finding", **chosen).iloc[0]
    table_with_download(
        weak,
        learned["headline"],
        WEAK,
        measure=learned["below"],
        source=source,
        name=f"weak_{chosen['area_code']}",
        none="Nothing that can be compared is weak.",
    )
    steps = ask("glance/first_steps", **chosen)
    if len(steps):
        keep = "Registers that would open levels, and so moves"
        published.list_steps(steps, keep, "in the order that opens most")
        parts.write_html(parts.page_link("registers", "Begin with a register"))
