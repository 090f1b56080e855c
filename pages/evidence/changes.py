"""What changed: which figures and levels the last edit or import moved, and from what to what."""

from kit.chart import Column
from kit.screen import imports, layout
from kit.screen.ask import ask
from kit.screen.blocks import table_with_download

chosen = layout.selection()
found = ask("changes/finding").iloc[0]
layout.heading(found["headline"], below=found["below"], above="What changed")
BUILD = "this build and the one before"
OF = (("indicator", "indicator"),)

table_with_download(
    ask("changes/indicators"),
    "Indicators of which figures changed",
    {
        "title": Column("Indicator", page="indicator", params=OF),
        "theme_title": Column("Theme"),
        "areas": Column("Areas", "number"),
        "changed": Column("Changed", "number"),
        "up": Column("Up", "number"),
        "down": Column("Down", "number"),
        "appeared": Column("Were a gap", "number"),
        "went": Column("Are a gap now", "number"),
        "most": Column("Largest change"),
        "unit": Column("Unit"),
    },
    measure="counts of figures, all areas and dates",
    source=BUILD,
    name="changed_indicators",
    none="No figure changed.",
)
table_with_download(
    ask("changes/figures", **chosen),
    "Figures of this authority",
    {
        "title": Column("Indicator", page="trace", params=OF),
        "period_text": Column("Period"),
        "was": Column("Was", why="was"),
        "now": Column("Is", why="now"),
        "unit": Column("Unit"),
    },
    measure="every date; a gap is blank",
    source=BUILD,
    name=f"changed_figures_{chosen['area_code']}",
    none="No figure of this authority changed.",
)
table_with_download(
    ask("changes/levels", **chosen),
    "Levels of all authorities, at the date chosen",
    {
        "name": Column("Authority"),
        "title": Column("Theme", page="level", params=(("area", "area_code"), ("theme", "theme"))),
        "was": Column("Was"),
        "now": Column("Is"),
    },
    measure="under the framework chosen",
    source=BUILD,
    name=f"changed_levels_{chosen['framework']}_{chosen['as_at']}",
    none="No level changed.",
)
made = ask("changes/imports")
table_with_download(
    made,
    "Imports, and the rows each changed",
    {
        "imported_at": Column("Imported", "date"),
        "title": Column("Table"),
        "file": Column("File"),
        "releases": Column("Release"),
        "added": Column("Rows added", "number"),
        "revised": Column("Rows revised", "number"),
        "gone": Column("Rows gone", "number"),
        "state": Column("What it was"),
    },
    measure="two releases are compared from the older to the newer; blank: not compared, or about "
    "people",
    source="the imports of the last two years",
    name="imports",
    none="Nothing was imported in the last two years.",
)
imports.undo_form(made)
