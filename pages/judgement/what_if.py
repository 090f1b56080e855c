"""What if: suppose another figure, weight or cut point; see levels, flags, words beside today's."""

from kit.screen import judged, layout, parts, scenario
from kit.screen.ask import ask
from kit.screen.shown import Column, drawing, listing

chosen = layout.chosen()
made = ask("what_if/changes", scenario=layout.asked("changes"), **chosen)
chosen["changes"] = made["changes"].iloc[0] if len(made) else ""
inside = ask("what_if/indicators", **chosen)
themes = ask("what_if/themes", judged=inside["judged"].iloc[0] if len(inside) else "", **chosen)
counts = {
    name: str(themes[name].iloc[0])
    for name in ("risen", "fallen", "upper_today", "upper_then", "themes")
}
levels = themes["levels"].iloc[0]
finding = ask("what_if/finding", **chosen, **counts).iloc[0]
layout.head(finding["headline"], below=finding["below"])

choices = ask("what_if/choices", **chosen)
moved = layout.pick("moved", "What to move", choices, width=300)
if moved is None:
    layout.no_such("moved", "indicator to move called")
else:
    scenario.move(ask("what_if/fields", indicator=moved, **chosen), "changes")

left, right = parts.sides(1.3, 1)
with left:
    parts.ladders(
        themes,
        inside,
        title="Each theme as it would be",
        heading="theme",
        page="indicator",
        before="today",
        foot="A figure supposed keeps its denominator, from which its interval is worked out anew.",
    )
    listing(
        ask("what_if/flags", levels=levels, **chosen),
        "Candidate flags, today and supposing this",
        {"title": Column("For"), "today_flag": Column("Today"), "flag": Column("Would be")},
        measure="directions and actions stay as they are",
        source="this product’s own judgement",
        name=f"what_if_flags_{chosen['area_code']}",
        none="No candidate flag, today or supposing this.",
    )
with right:
    scenario.supposed(made, "changes", "what_if", "What is supposed")
    whole = ask("what_if/overall", levels=levels, **chosen)
    if len(whole):
        parts.facts("The whole, by this framework", dict(whole.to_numpy()))
    listing(
        themes,
        "Today, and supposing this",
        {
            "title": Column("Theme", page="level", params=(("theme", "id"),)),
            "sentence": Column("Supposing this"),
        },
        measure="by the rules of the framework chosen; a level may rise and the theme not",
        source="this product’s own judgement",
        name=f"what_if_{chosen['area_code']}",
    )

# Working sentences out again is the dearest question of all: not where nothing is moved.
question = "what_if/sentences" if chosen["changes"] else "what_if/as_today"
said = ask(question, levels=levels, **chosen)
drawing(
    judged.beside(said, "Supposing this"),
    said["headline"].iloc[0],
    measure="made of the same wordings as glance and briefing; directions stay as tested",
    source="this product’s own judgement",
    rows=said,
    columns={
        "heading": Column("Of"),
        "state": Column("Beside today"),
        "today": Column("Today", why="unsaid"),
        "supposed": Column("Supposing this", why="unsaid"),
    },
    name=f"what_if_said_{chosen['area_code']}",
)
