"""Reach: who works in a partnership, who is left out, and in how many kinds at once."""

from functools import partial

from kit import wording
from kit.chart import Column, Line, StackedBars, Upset
from kit.screen import blocks, layout, parts, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import table_with_download

SHARES = {"reached": ("in a partnership", "strong"), "left_out": ("in none", "weak")}
COUNTS = {"reached": Column("In a partnership", "number"), "left_out": Column("In none", "number")}
COUNTS |= {"institutions": Column("All", "number")}
KINDS = {"name": Column("Kinds"), "institutions": Column("Institutions", "number")}
SPLIT = {"by_locality": {"name": Column("Locality")} | COUNTS}
SPLIT |= {"by_phase": {"name": Column("Phase")} | COUNTS, "kinds": KINDS}
MOST = 12  # bars drawn; the table has all
UNPLACED = "Where in the authority they are is not recorded: column locality of institutions."
SETS = {"name": Column("Kinds"), "count": Column("Institutions", "number")}
LAST = Column("Was last in", "text", "partnership", (("partnership", "partnership_id"),), "never")
OUT = {"name": Column("Institution"), "locality": Column("Locality"), "phase": Column("Phase")}
OUT |= {"institution_type": Column("Type")}
OUT |= {"last_partnership": LAST, "left_on": Column("Until", "date"), "how": Column("Because")}
SHARE = {"value": Column("In, %", "decimal", why="missing_reason")}
SHARE |= {"lower": Column("95% from", "decimal"), "upper": Column("to", "decimal")}
YEARS = {"period_text": Column("Day")} | SHARE
YEARS |= {"neighbours_value": Column("Neighbours, %", "decimal")}
PLACES = {"name": Column("Authority", "text", "reach", (("area", "area_code"),))}
PLACES |= {"region": Column("Region"), "place": Column("To the one chosen")}
PLACES |= {"left_out": Column("In none", "number"), "denominator": Column("Of", "number")} | SHARE

chosen = layout.selection()
phases = ask("reach/phases")
code = layout.pick("phases", "Phase", phases, 200)
if code is None:
    layout.heading("There is no such phase")
    layout.unknown_code("phases", "phase called")
    layout.stop()

about = phases[phases["code"] == code].iloc[0]
asked = {"phases": code, "indicator": about["indicator"], **chosen}
finding, day = ask("reach/finding", **asked).iloc[0], chosen["as_at"]
layout.heading(finding["headline"], finding["below"], indicator=about["indicator"])
source = {"source": finding["source"]}
show = partial(table_with_download, source=finding["source"])

if finding["is_recorded"]:
    left, right = parts.two_columns()
    out, sets = ask("reach/left_out", **asked), ask("reach/overlap", **asked)
    with left:
        title, placed = "In no partnership: a list to act on", out["locality"].notna().any()
        held = {key: OUT[key] for key in OUT if key != "locality" or placed}
        show(out, title, held, measure=about["plural"], name="left_out", none="Nobody is left out.")
    for name, columns in SPLIT.items():
        rows = ask(f"reach/{name}", **asked)
        with right if name == "kinds" else left:
            if len(rows):
                what = "institutions" if name == "by_phase" else about["plural"]
                what += f", {wording.day(day)}" + "; the table holds all" * (len(rows) > MOST)
                carried = {"title": rows["sentence"].iloc[0], "alt": "; ".join(rows["said"])}
                carried |= {"measure": what, "columns": columns, "name": name, "table": rows}
                bars = {"rows": rows.head(MOST), "parts": SHARES, "write": wording.number}
                blocks.show(StackedBars(**bars, **carried, **source))
            elif name == "by_locality":
                parts.note(UNPLACED)
    with right:
        if len(sets):
            carried = {"title": sets["sentence"].iloc[0], "alt": "; ".join(sets["said"])}
            carried |= {"measure": f"{about['plural']}; the table holds all of them"}
            carried |= {"columns": SETS, "name": "overlap", **source}
            blocks.show(Upset(rows=sets, what=about["plural"], **carried))
        years = ask("indicator/trend", **asked)
        if years["value"].notna().sum() > 1:
            said, what = finding["change"], f"{about['plural']} in a partnership, %; 95% interval"
            carried = {"title": said, "alt": f"{finding['headline']}. {said}", "measure": what}
            carried |= {"columns": YEARS, "name": "years", "about": finding["name"], **source}
            line = {"rows": years, "others": {"neighbours_value": "Neighbours"}}
            blocks.show(Line(**line, **carried, write=partial(wording.number, decimals=0)))
else:
    needs = ("institutions", "partnerships", "memberships")
    register_steps.show_steps("who works with whom", needs)
places = ask("reach/places", **asked)
if len(places):
    said, what = places["sentence"].iloc[0], places["measure"].iloc[0]
    show(places, said, PLACES, measure=what, name="places")
