"""Outcomes: how children do against comparable areas, read with capacity and never combined."""

from kit.chart import Column, Panels
from kit.screen import layout, parts
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

chosen = layout.selection()
finding = ask("outcomes/finding", **chosen).iloc[0]
last = ask("outcomes/latest", **chosen)
series = ask("outcomes/series", **chosen)
region, country = ask("outcomes/wider", **chosen).iloc[0]
source, _ = parts.source_names(ask("outcomes/sources"), "nothing loaded")
lines = {"neighbours_value": "neighbours", "region_value": region, "country_value": country}

layout.heading(finding["headline"], below=finding["below"])
parts.note(
    "Read with capacity: one does not offset the other. The National Audit Office "
    "(2009) did not demonstrate a link between how partnerships are managed and improvement; "
    "schools that are better placed partner less, so a comparison says nothing of cause."
)

columns = {
    "title": Column("Outcome", page="indicator", params=(("indicator", "indicator"),)),
    "unit": Column("Unit"),
    "period_text": Column("Period"),
    "value": Column("Value", "decimal", why="missing_reason"),
    "lower": Column("Lower 95%", "decimal"),
    "upper": Column("Upper 95%", "decimal"),
    "neighbours_value": Column("Neighbours", "decimal"),
    "neighbours_areas": Column("of them with data", "number"),
    "region_value": Column(region, "decimal"),
    "country_value": Column(country, "decimal"),
    "verdict": Column("Against neighbours"),
    "side": Column("Side, untested"),
    "direction": Column("Direction"),
}
left, right = parts.two_columns(3.4, 1)
with left:
    for is_gap, title, name in (
        (False, finding["of_all"], "outcomes"),
        (True, finding["of_gaps"], "outcome_gaps"),
    ):
        part = last[last["is_gap"] == is_gap]
        panels = Panels(
            rows=series[series["is_gap"] == is_gap],
            last=part,
            others=lines,
            page="indicator",
            title=title,
            measure=f"{len(part)} outcomes; each axis has its own scale and does not start at "
            "0; direction tested over five points",
            source=source,
            alt=title,
            table=part,
            columns=columns,
            name=f"{name}_{chosen['area_code']}",
        )
        show(panels)
    table_with_download(
        ask("outcomes/breaks", **chosen),
        "Where a series is broken",
        {"title": Column("Outcome"), "broken_on": Column("From", "date"), "why": Column("Why")},
        measure="no line and no trend crosses a break",
        source="reference list of series breaks",
        name=f"breaks_{chosen['area_code']}",
        none="No outcome shown has a break in its series.",
    )
with right:
    table_with_download(
        ask("outcomes/capacity", **chosen),
        "Capacity, to read with outcomes",
        {"title": Column("Theme"), "said": Column("Level")},
        measure="levels of the framework chosen; no outcome is part of them",
        source="this product’s own judgement",
        name=f"capacity_{chosen['area_code']}",
    )
