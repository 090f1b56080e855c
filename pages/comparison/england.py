"""Published England: what published data says of trusts, federations and money everywhere."""

from functools import partial

import streamlit as st

from kit import wording
from kit.chart import Column, Map, Ranking
from kit.screen import layout, maps, parts
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

chosen = layout.selection()
choices = ask("england/choices", **chosen)
code = layout.pick("published", "Published figure", choices, 300)
if code is None:
    layout.heading("No published figure can be shown")
    if choices.empty:
        needed = "the schools register, the Dedicated Schools Grant or the balances of schools"
        said = f"It needs {needed}. Ask whoever runs this copy, or choose a later date."
        parts.message("Nothing up to this date", said)
    layout.stop()

rows = ask("england/rows", indicator=code, **chosen)
finding = ask("england/finding", indicator=code, **chosen).iloc[0]
about = rows.iloc[0]
say = partial(wording.figure, kind=about["kind"], unit=about["unit"], decimals=about["decimals"])
rows["text"] = maps.tooltips(rows, say)
found = ask("indicator/sources", indicators=[code], **chosen).query("not is_earlier")
source, _ = parts.source_names(found, finding["source"])
measure = f"{about['title']}, {about['unit']}, {about['period_text']}"
layout.heading(finding["headline"], below=finding["below"], indicator=code)
parts.note(f"{finding['caveat']} A high or a low figure here is neither good nor bad.")
NAME = Column("Authority", page="england", params=(("area", "area_code"),))
COLUMNS = {"name": NAME, "region": Column("Region")}
COLUMNS |= {"value": Column("Value", "decimal", why="missing_reason")}
COLUMNS |= {end: Column(f"{end.title()} 95%", "decimal") for end in ("lower", "upper")}
COUNTS = {"numerator": "Counted", "denominator": "Out of", "place": "Place"}
COUNTS |= {"first_place": "Place from", "last_place": "Place to"}
COLUMNS |= {key: Column(said, "number") for key, said in COUNTS.items()}
GROUPS = {"federations": "Federations", "federated": "Schools in them"}
GROUPS |= {"in_trusts": "Schools in foundation trusts", "trusts": "Multi-academy trusts"}
GROUPS |= {"crossing": "Trusts across boundaries", "academies": "Schools in trusts"}
GROUPS |= {"alone": "Academies alone"}
MONEY = {"grant_total": "Grant", "grant_central": "Central block"}
PROFILE = {"name": NAME} | {
    key: Column(said, "money" if key in MONEY else "number", why="missing_reason")
    for key, said in (GROUPS | MONEY).items()
}
alt, codes = f"{finding['headline']}. {finding['below']}", list(rows["area_code"])
carried = {"source": source, "alt": alt, "write": say, "columns": COLUMNS, "table": rows}
maps_there = ask("england/maps", codes=codes)
left, right = parts.two_columns(1, 1.2) if len(maps_there) else (None, st.container())
if left:
    with left:
        map = layout.pick("map", "Map", maps_there, 240, row=left) or "outlines"
        shaped = rows.merge(ask("england/shapes", map=map, codes=codes), on="area_code")
        tones = f"{measure}; four tones, a quarter of authorities each"
        named = {"title": finding["stands"], "measure": tones, "name": f"{code}_{map}"}
        show(Map(rows=shaped, **named, **carried))
        if map == "hexagons" and wording.is_known(finding["without_hexagon"]):
            parts.note(f"Hexagons are those of 2019. Without one: {finding['without_hexagon']}.")
with right:
    ranking = Ranking(
        rows=rows,
        across=(finding["country"], finding["country_value"]),
        title=finding["ranked"],
        measure=f"{measure}; lines are 95% intervals where counts are known; neighbours darker",
        name=f"{code}_ranking",
        **carried,
    )
    show(ranking)
    parts.note(f"{finding['top']}.")
    if not left:
        parts.note("No map is drawn: no boundaries are loaded in this collection.")
profile = ask("england/profile", **chosen)
if len(profile):
    table_with_download(
        profile,
        "Groups of schools and their money, everywhere",
        {key: column for key, column in PROFILE.items() if profile[key].notna().any()},
        measure=profile["measure"].iloc[0],
        source=profile["source"].iloc[0],
        name="published_profile",
    )
