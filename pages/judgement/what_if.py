"""What if: try another figure, weight or threshold; compare levels, flags, words with now."""

from kit.chart import Column
from kit.screen import ladders, layout, levels, parts, scenario
from kit.screen.ask import ask
from kit.screen.blocks import html_part, table_with_download

OURS = "this product’s own judgement"

chosen = layout.selection()
HELD = ("changes", "called", "other", "other_called")
held = {name: layout.address_value(name).strip(" ,") for name in HELD}
made, themes, inside, changes = scenario.work_out(held["changes"], chosen)
chosen |= {"changes": changes, "levels": scenario.levels_as_json(themes)}
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
with right:
    scenario.list_changes(made, "changes", "what_if", "Your changes")
    name = scenario.name_field("called", "Name of this scenario") or "This scenario"
    scenario.offer_second("what_if", **held)
    columns = {"title": Column("Theme", page="level", params=(("theme", "id"),))}
    columns |= {"now_said": Column("Level now"), "then_said": Column(name)}
    compared = ["now_said", "then_said"]
    if held["other"]:
        theirs, others, *_ = scenario.work_out(held["other"], chosen)
        scenario.say_refused(theirs)
        themes = themes.assign(other_said=others["then_said"])
        columns["other_said"] = Column(held["other_called"] or "The other")
        compared.append("other_said")
    table_with_download(
        scenario.that_differ(themes, *compared),
        "Levels that change",
        columns,
        measure="by the rules of the framework chosen; a level may rise and the theme not",
        source=OURS,
        name=f"what_if_{chosen['area_code']}",
        none="No level changes.",
    )
    flags = ask("what_if/flags", **chosen).fillna({"today_flag": "none", "flag": "none"})
    table_with_download(
        scenario.that_differ(flags, "today_flag", "flag"),
        "Candidate flags that change",
        {"title": Column("For"), "today_flag": Column("Today"), "flag": Column(name)},
        measure="directions and actions stay as they are",
        source=OURS,
        name=f"what_if_flags_{chosen['area_code']}",
        none="No flag changes.",
    )

# Working sentences out again is the dearest question of all: not where nothing is moved.
if changes != "[]":
    said = ask("what_if/sentences", **chosen)
    html_part(
        levels.before_and_after(said, name),
        said["headline"].iloc[0],
        measure="made of the same wordings as glance and briefing; directions stay as tested",
        source=OURS,
        rows=said[said["is_changed"].astype(bool)],
        columns={
            "heading": Column("Of"),
            "state": Column("Compared with now"),
            "today": Column("Today", why="unsaid"),
            "supposed": Column(name, why="unsaid"),
        },
        name=f"what_if_said_{chosen['area_code']}",
    )
