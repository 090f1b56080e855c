"""Money: from source to purpose by three routes kept apart, and how much is passed on."""

from kit import wording
from kit.screen import bars, layout, line_chart, parts, register_steps, sankey, strip_plot
from kit.screen.ask import ask
from kit.screen.blocks import Column, chart

ROUTES = {"devolved": "strong", "retained": "beside", "delegated": "other"}
THOUSANDS = {f"{name}_k": (name, colour) for name, colour in ROUTES.items()}
SOURCE = "the authority’s register of funding"

chosen, colours = layout.selection(), parts.colours()
found = ask("money/finding", **chosen).iloc[0]
layout.heading(found["headline"], found["below"], "Money", indicator=found["indicator"])
if not found["has_money"]:
    there = [parts.page_link("published_money", "Published money")]
    register_steps.show_steps("money for partnership", ("funding",), there)
    layout.stop()

rows = ask("money/flows", **chosen)
chart(
    sankey.draw_sankey(rows, ["source", "route", "purpose"], ROUTES, wording.money, colours),
    f"From source to purpose, {found['year']}: {found['routes']}",
    measure="£ for partnership by stream, route and purpose. Delegated: in schools’ own budgets by "
    "formula. Devolved: passed on with conditions. Retained: held centrally",
    source=SOURCE,
    alt="; ".join(rows["said"]),
    rows=rows,
    columns={
        "source": Column("Stream"),
        "route": Column("Route"),
        "purpose": Column("Purpose"),
        "amount": Column("Amount", "money"),
        "status": Column("Status"),
    },
    name="flows",
)
left, right = parts.two_columns()
with left:
    trend = ask("money/share", **chosen)
    others = {"neighbours_value": "Neighbours", "country_value": "All authorities"}
    chart(
        line_chart.draw_trend(
            trend, found["name"], others, lambda v: f"{wording.number(v)}%", colours
        ),
        trend["sentence"].iloc[0],
        measure="devolved in % of devolved and retained; delegated left out; year before each date",
        source=SOURCE,
        alt=trend["sentence"].iloc[0],
        rows=trend,
        columns={"period_text": Column("As at")}
        | {"value": Column("Devolved share", "percent", why="missing_reason")}
        | {name: Column(label, "percent") for name, label in others.items()},
        name="share",
    )
with right:
    pupils = ask("money/per_pupil", **chosen)
    chart(
        strip_plot.draw_strip(pupils, lambda v: wording.money(v, 2), colours, "£ for each pupil"),
        pupils["sentence"].iloc[0],
        measure="devolved only; each dot an authority, neighbours darker, same region hollow",
        source=f"{SOURCE}; register of institutions",
        alt=pupils["sentence"].iloc[0],
        rows=pupils,
        columns={"name": Column("Authority"), "region": Column("Region")}
        | {"value": Column("£ devolved per pupil", "hundredths", why="missing_reason")},
        name="per_pupil",
    )
years = ask("money/routes", **chosen)
chart(
    bars.draw_stacked_bars(years, THOUSANDS, wording.number, colours, "£ thousand"),
    years["sentence"].iloc[0] if len(years) else "Each route, year by year",
    measure="£ thousand in financial years; outturn, or budget where there is none yet",
    source=SOURCE,
    alt="; ".join(years["said"]),
    rows=years,
    columns={"name": Column("Year")}
    | {name: Column(name.capitalize(), "money") for name in ROUTES}
    | {"devolved_share": Column("Devolved, % of devolved and retained", "percent")},
    name="routes",
)
