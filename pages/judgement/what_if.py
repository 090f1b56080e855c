"""What if: try another figure, weight or threshold; compare levels, flags, words with now."""

from kit.chart import Column
from kit.screen import ladders, layout, levels, parts, scenario
from kit.screen.ask import ask
from kit.screen.blocks import html_part, table_with_download

chosen = layout.selection()
asked = layout.address_value("changes")
# A page without a scenario does not read one.
made = ask("what_if/changes", scenario=asked, **chosen) if asked.strip(" ,") else None
chosen["changes"] = "[]" if made is None else made["changes"].iloc[0]
inside = ask("what_if/indicators", **chosen)
FIGURE = ("value", "lower", "upper", "cases", "height", "level", "points")
judged_anew = scenario.as_json(inside, "indicator", "weight", "part", *FIGURE)
themes = ask("what_if/themes", judged=judged_anew, **chosen)
LEVEL = ("level", "level_low", "level_high", "named", "confidence", "open_high")
MORE = ("top", "used", "limited_by", "others_as_weak")
chosen["levels"] = scenario.as_json(themes, "id", *LEVEL, *MORE)
layout.heading(themes["headline"].iloc[0], below=themes["below"].iloc[0])

choices = ask("what_if/choices", **chosen)
moved = layout.pick("moved", "What to change", choices, width=300) if len(choices) else None
if choices.empty:
    parts.note("The body that made this framework gives its judgements: no level here to change.")
elif moved is None:
    layout.unknown_code("moved", "indicator to move called")
else:
    scenario.change_fields(ask("what_if/fields", indicator=moved, **chosen), "changes")

left, right = parts.two_columns(1.3, 1)
with left:
    ladders.draw_ladders(
        themes,
        inside,
        title="Each theme as it would be",
        heading="theme",
        page="indicator",
        before="today",
        footer="A changed figure keeps its denominator, from which a new interval is calculated.",
    )
    table_with_download(
        ask("what_if/flags", **chosen),
        "Candidate flags, now and in this scenario",
        {"title": Column("For"), "today_flag": Column("Today"), "flag": Column("Would be")},
        measure="directions and actions stay as they are",
        source="this product’s own judgement",
        name=f"what_if_flags_{chosen['area_code']}",
        none="No candidate flag, now or in this scenario.",
    )
with right:
    scenario.list_changes(made, "changes", "what_if", "Your changes")
    table_with_download(
        themes,
        "Now and in this scenario",
        {
            "title": Column("Theme", page="level", params=(("theme", "id"),)),
            "why": Column("In this scenario"),
        },
        measure="by the rules of the framework chosen; a level may rise and the theme not",
        source="this product’s own judgement",
        name=f"what_if_{chosen['area_code']}",
    )

# Working sentences out again is the dearest question of all: not where nothing is moved.
question = "what_if/as_today" if chosen["changes"] == "[]" else "what_if/sentences"
said = ask(question, **chosen)
html_part(
    levels.before_and_after(said, "In this scenario"),
    said["headline"].iloc[0],
    measure="made of the same wordings as glance and briefing; directions stay as tested",
    source="this product’s own judgement",
    rows=said,
    columns={
        "heading": Column("Of"),
        "state": Column("Compared with now"),
        "today": Column("Today", why="unsaid"),
        "supposed": Column("In this scenario", why="unsaid"),
    },
    name=f"what_if_said_{chosen['area_code']}",
)
