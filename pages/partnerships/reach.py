"""Reach: who works in a partnership, who is left out, and in how many kinds at once."""

from functools import partial

from kit import wording
from kit.screen import bars, charts, layout, overlap, parts
from kit.screen.ask import ask
from kit.screen.shown import Column, chart, listing

SHARES = {"reached": ("in a partnership", "strong"), "left_out": ("in none", "weak")}
PHASES = {"name": Column("Phase"), "reached": Column("In a partnership", "number")}
PHASES |= {"left_out": Column("In none", "number"), "institutions": Column("All", "number")}
KINDS = {"name": Column("Kinds"), "institutions": Column("Institutions", "number")}
SETS = {"name": Column("Kinds"), "count": Column("Institutions", "number")}
LAST = Column("Was last in", "text", "partnership", (("partnership", "partnership_id"),), "never")
OUT = {"name": Column("Institution"), "phase": Column("Phase"), "institution_type": Column("Type")}
OUT |= {"last_partnership": LAST, "left_on": Column("Until", "date"), "how": Column("Because")}
SHARE = {"value": Column("In, %", "decimal", why="missing_reason")}
SHARE |= {"lower": Column("95% from", "decimal"), "upper": Column("to", "decimal")}
YEARS = {"period_text": Column("Day")} | SHARE
YEARS |= {"neighbours_value": Column("Neighbours, %", "decimal")}
PLACES = {"name": Column("Authority", "text", "reach", (("area", "area_code"),))}
PLACES |= {"region": Column("Region"), "place": Column("To the one chosen")}
PLACES |= {"left_out": Column("In none", "number"), "denominator": Column("Of", "number")} | SHARE

chosen = layout.chosen()
phases = ask("reach/phases")
code = layout.pick("phases", "Phase", phases, 200)
if code is None:
    layout.head("There is no such phase")
    layout.no_such("phases", "phase called")
    layout.stop()

about = phases[phases["code"] == code].iloc[0]
asked = partial(ask, phases=code, indicator=about["indicator"], **chosen)
finding, day, colours = asked("reach/finding").iloc[0], chosen["as_at"], parts.colours()
layout.head(finding["headline"], finding["below"], indicator=about["indicator"])
draw = partial(chart, source=finding["source"], measure=f"{about['plural']}, {wording.day(day)}")
show = partial(listing, source=finding["source"])

if finding["is_recorded"]:
    left, right = parts.sides()
    kinds, sets, by = asked("reach/kinds"), asked("reach/overlap"), asked("reach/by_phase")
    with left:
        out, title = asked("reach/left_out"), "In no partnership: a list to act on"
        show(out, title, OUT, measure=about["plural"], name="left_out", none="Nobody is left out.")
        if len(kinds):
            drawn = bars.stacked(kinds, SHARES, wording.number, colours)
            said, alt = kinds["sentence"].iloc[0], "; ".join(kinds["said"])
            draw(drawn, said, alt=alt, rows=kinds, columns=KINDS, name="kinds")
        if len(by):
            drawn = bars.stacked(by, SHARES, wording.number, colours)
            said, alt, every = by["sentence"].iloc[0], "; ".join(by["said"]), "institutions"
            draw(drawn, said, measure=every, alt=alt, rows=by, columns=PHASES, name="by_phase")
    with right:
        if len(sets):
            drawn, alt = overlap.upset(sets, about["plural"], colours), "; ".join(sets["said"])
            said, what = sets["sentence"].iloc[0], f"{about['plural']}; the table holds all of them"
            draw(drawn, said, measure=what, alt=alt, rows=sets, columns=SETS, name="overlap")
        years = asked("indicator/trend")
        if years["value"].notna().sum() > 1:
            beside, say = {"neighbours_value": "Neighbours"}, partial(wording.number, decimals=0)
            drawn = charts.trend(years, finding["name"], beside, say, colours)
            said, what = finding["change"], f"{about['plural']} in a partnership, %; 95% interval"
            alt = f"{finding['headline']}. {said}"
            draw(drawn, said, measure=what, alt=alt, rows=years, columns=YEARS, name="years")
else:
    parts.message("Who works with whom is not collected", finding["needed"], finding["commands"])
places = asked("reach/places")
if len(places):
    said, what = places["sentence"].iloc[0], places["measure"].iloc[0]
    show(places, said, PLACES, measure=what, name="places")
