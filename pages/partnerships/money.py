"""Money: from source to purpose by three routes kept apart, and how much is passed on."""

from kit import wording
from kit.chart import Column, Line, Sankey, StackedBars, Strip
from kit.screen import layout, parts, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import show

ROUTES = {"devolved": "strong", "retained": "beside", "delegated": "other"}
THOUSANDS = {f"{name}_k": (name, colour) for name, colour in ROUTES.items()}
SOURCE = "the authority’s register of funding"
OTHERS = {"neighbours_value": "Neighbours", "country_value": "All authorities"}

chosen = layout.selection()
found = ask("money/finding", **chosen).iloc[0]
told = found if found["has_money"] else ask("published_money/finding", **chosen).iloc[0]
first = told if told["has_money"] else found
layout.heading(first["headline"], first["below"], "Money", indicator=first["indicator"])
if not found["has_money"]:
    there = [parts.page_link("published_money", "Published money")]
    register_steps.show_steps("money for partnership", ("funding",), there)
    layout.stop()
rows, stages = ask("money/flows", **chosen), ["source", "route", "purpose"]
flows = Sankey(
    rows=rows,
    stages=stages,
    routes=ROUTES,
    write=wording.money,
    title=f"From source to purpose, {found['year']}: {found['routes']}",
    measure="£ for partnership by stream, route and purpose. Delegated: in schools’ own budgets by "
    "formula. Devolved: passed on with conditions. Retained: held centrally",
    source=SOURCE,
    alt="; ".join(rows["said"]),
    columns={
        **{"source": Column("Stream"), "route": Column("Route"), "purpose": Column("Purpose")},
        "amount": Column("Amount", "money"),
        "status": Column("Status"),
    },
    name="flows",
)
show(flows)
left, right = parts.two_columns()
with left:
    trend = ask("money/share", **chosen)
    share = Line(
        rows=trend,
        about=found["name"],
        others=OTHERS,
        write=lambda value: f"{wording.number(value)}%",
        title=trend["sentence"].iloc[0],
        measure="devolved in % of devolved and retained; delegated left out; year before each date",
        source=SOURCE,
        alt=trend["sentence"].iloc[0],
        columns={"period_text": Column("As at")}
        | {"value": Column("Devolved share", "percent", why="missing_reason")}
        | {name: Column(label, "percent") for name, label in OTHERS.items()},
        name="share",
    )
    show(share)
with right:
    pupils = ask("money/per_pupil", **chosen)
    strip = Strip(
        rows=pupils,
        axis="£ for each pupil",
        write=lambda value: wording.money(value, 2),
        title=pupils["sentence"].iloc[0],
        measure="devolved only; each dot an authority, neighbours darker, same region hollow",
        source=f"{SOURCE}; register of institutions",
        alt=pupils["sentence"].iloc[0],
        columns={"name": Column("Authority"), "region": Column("Region")}
        | {"value": Column("£ devolved per pupil", "hundredths", why="missing_reason")},
        name="per_pupil",
    )
    show(strip)
years = ask("money/routes", **chosen)
routes = StackedBars(
    rows=years,
    parts=THOUSANDS,
    write=wording.number,
    unit="£ thousand",
    title=years["sentence"].iloc[0] if len(years) else "Each route, year by year",
    measure="£ thousand in financial years; outturn, or budget where there is none yet",
    source=SOURCE,
    alt="; ".join(years["said"]),
    columns={"name": Column("Year")}
    | {name: Column(name.capitalize(), "money") for name in ROUTES}
    | {"devolved_share": Column("Devolved, % of devolved and retained", "percent")},
    name="routes",
)
show(routes)
