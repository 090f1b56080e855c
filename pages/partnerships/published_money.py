"""Published money: the Dedicated Schools Grant and outturn of every authority, compared."""

from functools import partial

from kit import wording
from kit.chart import Column, StackedBars, Strip
from kit.screen import layout, parts
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

BLOCKS = {
    "schools_m": ("schools, delegated", "strong"),
    "high_needs_m": ("high needs", "beside"),
    "early_years_m": ("early years", "other"),
    "central_m": ("central, retained", "weak"),
}
SOURCE = "Dedicated Schools Grant and revenue outturn, as named at the foot of the page"

chosen = layout.selection()
measures = ask("published_money/measures", **chosen)
measure = layout.pick("measure", "Compared by", measures, 260) if len(measures) else None
found = ask("published_money/finding", **chosen).iloc[0]
layout.heading(found["headline"], found["below"], "Published money", indicator=found["indicator"])
if not found["has_money"]:
    parts.message(
        "Not available",
        found["needed"],
        links=[parts.page_link("quality", "Which sources are loaded")],
    )
if measure is None:
    layout.stop()

rows = ask("published_money/compared", measure=measure, **chosen)
about = rows.iloc[0]
write = partial(wording.number, decimals=int(about["decimals"]))
blocks = ask("published_money/blocks", **chosen)
left, right = parts.two_columns()
with left:
    strip = Strip(
        rows=rows,
        axis=about["unit"],
        write=write,
        title=about["sentence"],
        measure=f"{about['unit']}, {about['year']}; each dot an authority, neighbours darker, same "
        f"region hollow. Counted: {about['counted']}",
        source=SOURCE,
        alt=about["sentence"],
        columns={"name": Column("Authority"), "value": Column(about["unit"], "hundredths")},
        name="compared",
    )
    show(strip)
with right:
    if len(blocks):
        bars = StackedBars(
            rows=blocks,
            parts=BLOCKS,
            write=wording.number,
            unit="£ million",
            title=blocks["sentence"].iloc[0],
            measure="before recoupment, £ million, not adjusted for prices",
            source=SOURCE,
            alt="; ".join(blocks["said"]),
            columns={"name": Column("Year"), "total": Column("Whole grant", "money")}
            | {key[:-2]: Column(said[0].capitalize(), "money") for key, said in BLOCKS.items()},
            name="blocks",
        )
        show(bars)
table_with_download(
    rows,
    f"{about['title']}: every authority",
    {
        "name": Column("Authority"),
        "region": Column("Region"),
        "value": Column(about["unit"], "hundredths", why="missing_reason"),
        "amount": Column("Amount", "money"),
        "position": Column("Rank (1 = highest)", "number"),
    },
    measure=f"{about['year']}. {about['counted']}. Set in large part by national formula: a high "
    "or low place is no merit",
    source=SOURCE,
    name="published_money",
)
