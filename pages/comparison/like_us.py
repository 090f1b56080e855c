"""Like us: who is like this authority, how close, and who of them improved where it is weak."""

from kit.chart import Column, Panels
from kit.screen import layout, parts
from kit.screen.ask import ask
from kit.screen.blocks import columns_with_data, show, table_with_download

chosen = layout.selection()
finding = ask("like_us/finding", **chosen).iloc[0]
weak = ask("like_us/weak", **chosen)
alike = ask("like_us/why", **chosen)
source, _ = parts.source_names(ask("compare/sources"), "nothing loaded")
layout.heading(finding["headline"], below=finding["below"])

led = weak[weak["code"].notna()]
HERE, THERE = (("indicator", "indicator"),), (("indicator", "indicator"), ("area", "code"))
columns = {
    "title": Column("Weak indicator", page="indicator", params=HERE),
    "own_text": Column("Here"),
    "why": Column("Why it is weak"),
    "name": Column("Improved most", page="indicator", params=THERE, why="nobody"),
    "from_text": Column("from"),
    "to_text": Column("to"),
    "years": Column("in years", "number"),
    "tested": Column("Tested"),
    "bettered": Column("Neighbours who clearly improved"),
}
table_with_download(
    weak,
    "Who improved most where this authority is weak",
    columns,
    measure="from the earliest figure of the last five years to the period shown here; a break of "
    "the series is never crossed; those who improved beyond chance come first",
    source=source,
    name=f"weak_{chosen['area_code']}",
    none="No indicator with a figure up to this date is at the lowest level, worse than the "
    "neighbours beyond chance, or in the last quarter.",
)
parts.note(
    "The most improved of 10 is partly luck. The lowest starters tend to rise. A figure that "
    "moved does not say what moved it: ask them what they did."
)
if len(led):
    panels = Panels(
        rows=ask("like_us/series", **chosen),
        last=led,
        others={"best_value": "the neighbour who improved most"},
        page="indicator",
        title="This authority and that neighbour, over time",
        measure="each axis has its own scale and does not start at 0",
        source=source,
        alt="each panel has its own words",
        table=led,
        columns=columns,
        name=f"improved_{chosen['area_code']}",
    )
    show(panels)
table_with_download(
    alike,
    "Why these neighbours: how near they are in what the data hold",
    {
        **columns_with_data(alike),
        "authority": Column("Authority", page="compare", params=(("area", "code"),)),
        "rank": Column("Rank (1 = most alike)"),
    },
    measure="rank and word are the model’s; in brackets the difference from here; near: nearer "
    "than half of all authorities. These are not the model’s own variables: no data loaded hold "
    "them",
    source=f"{source}; the model of neighbours: {finding['model']}",
    name=f"neighbours_{chosen['area_code']}",
    none="The model loaded gives this authority no neighbours: compare it with its region, the "
    "country, or a group made on the page Compare.",
)
parts.note(
    "Neighbours are ranked by how like their circumstances are, 1 the nearest, not by how well "
    "they do. The model need not be mutual, and its closest may still be far: the word says so."
)
