"""Reorganisation ahead: which partnerships and how much money cross a new boundary."""

from kit.chart import Column
from kit.screen import layout, parts, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import table_with_download

SOURCE = "the authority’s registers of institutions, memberships and funding"
MONEY = {
    "devolved": Column("Devolved a year", "money", why="spent_missing"),
    "retained": Column("Retained a year", "money", why="spent_missing"),
}

chosen = layout.selection()
found = ask("reorganisation/finding", **chosen).iloc[0]
if not found["is_known"]:
    layout.heading("No reorganisation to show", "", "Reorganisation ahead")
    parts.message("Nothing to divide", found["needed"])
    register_steps.show_steps("what falls on either side", ("institutions", "partnerships"))
    layout.stop()

layout.heading(found["headline"], found["below"], "Reorganisation ahead")
parts.note(
    f"{found['money']} A partnership crosses where its members go to more than one authority. "
    "Its locality says where an institution goes; those not placed decide nothing."
)
table_with_download(
    ask("reorganisation/sides", **chosen),
    "What falls on either side",
    {
        "name": Column("Side"),
        "institutions": Column("Institutions", "number"),
        "secondaries": Column("Of them secondary", "number"),
        "partnerships": Column("Partnerships", "number"),
        **MONEY,
    },
    measure="open and in force on the day; £ a year of partnerships with money recorded; delegated "
    "money goes with the schools",
    source=SOURCE,
    name="sides",
)
table_with_download(
    ask("reorganisation/partnerships", **chosen),
    "Partnerships, those that cross first",
    {
        "name": Column(
            "Partnership", page="partnership", params=(("partnership", "partnership_id"),)
        ),
        "kind": Column("Kind"),
        "side": Column("Side"),
        "members": Column("Members", "number"),
        "split": Column("Go to"),
        "not_placed": Column("Not placed", "number"),
        "elsewhere": Column("Elsewhere", "number"),
        **MONEY,
    },
    measure="institutions that are members on the day; partnerships the authority keeps",
    source=SOURCE,
    name="divided_partnerships",
    none="No partnership is recorded on this date.",
)
table_with_download(
    ask("reorganisation/localities", **chosen),
    "Localities and where they go",
    {
        "locality": Column("Locality"),
        "goes_to": Column("Goes to"),
        "institutions": Column("Institutions", "number"),
    },
    measure="institutions open on the day; add localities to data/reference/future_localities.csv",
    source=SOURCE,
    name="localities",
)
