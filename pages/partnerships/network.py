"""Network: who connects, who works in no partnership, and what breaks if one leaves."""

from kit.chart import Column, Network
from kit.screen import layout, parts, register_list, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

SOURCE = "the authority’s registers of institutions, partnerships and memberships"

chosen = layout.selection()
leaver = layout.pick("leaves", "What if this one left?", ask("network/choices", **chosen), 300)
found = ask("network/finding", leaver=leaver, **chosen).iloc[0]
layout.heading(found["headline"], found["below"], "Network", found["indicator"])
if not found["known"]:
    register_list.show_groups(ask("register/groups", **chosen))
    register_steps.show_steps(
        "the network",
        ("institutions", "partnerships", "memberships"),
        [parts.page_link("england", "What is published of trusts and federations everywhere")],
    )
    layout.stop()

parts.note(
    "Square: partnership, larger with more members. Dot: institution. Hollow grey: in no "
    "partnership. Cross: leaves. Ringed: loses by it. Nearness shows shared partnerships, no "
    "distance on the ground. Ties on record say nothing of how well they work; many are not "
    "better than few."
)
network = Network(
    rows=ask("network/nodes", leaver=leaver, **chosen),
    links=ask("network/links", **chosen),
    hub="partnership",
    said=f"{found['headline']} {found['title']}",
    title=found["title"],
    measure="partnerships and the institutions in them on the day of counting",
    source=SOURCE,
    alt=f"A network of partnerships and their members. {found['headline']}. {found['below']}.",
    columns={
        "name": Column("Name"),
        "kind": Column("Kind or phase"),
        "links": Column("Members, or partnerships it is in", "number"),
        "part": Column("Part of the network, the largest is 1", "number"),
        "state": Column("What becomes of it"),
    },
    name="network",
)
show(network)
left, right = parts.two_columns(1.3, 1)
with left:
    table_with_download(
        ask("network/connectors", **chosen),
        "Who connects",
        {
            "name": Column("Name", page="network", params=(("leaves", "node"),)),
            "kind": Column("Kind or phase"),
            "links": Column("Members, or partnerships", "number"),
            "led": Column("Leads", "number"),
            "between_share": Column("On shortest ways", "percent"),
            "left_out": Column("In none without it", "number"),
        },
        measure="the 25 that lie on most of the shortest ways between two others, in % of them; "
        "choose one to see the network without it",
        source=SOURCE,
        name="connectors",
    )
with right:
    table_with_download(
        ask("network/alone", **chosen),
        "Institutions in no partnership",
        {
            "name": Column("Institution"),
            "kind": Column("Phase"),
            "institution_type": Column("Type"),
            "last_member_on": Column("In its last one until"),
        },
        measure="institutions in no partnership on the day",
        source=SOURCE,
        name="alone",
        none="Every institution is in at least one partnership.",
    )
