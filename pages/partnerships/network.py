"""Network: who connects, who works in no partnership, and what breaks if one leaves."""

from kit.chart import Column, Network
from kit.screen import layout, parts, register_list, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

SOURCE = "the authority’s registers of institutions, partnerships and memberships"
COLUMNS = {"name": Column("Name"), "kind": Column("Kind or phase")}
COLUMNS |= {"links": Column("Members, or partnerships it is in", "number")}
COLUMNS |= {"part": Column("Part of the network, the largest is 1", "number")}
COLUMNS |= {"state": Column("What becomes of it")}
CONNECTS = {"name": Column("Name", page="network", params=(("leaves", "node"),))}
CONNECTS |= {"kind": Column("Kind or phase")}
CONNECTS |= {"links": Column("Members, or partnerships", "number")}
CONNECTS |= {"led": Column("Leads", "number")}
CONNECTS |= {"between_share": Column("On shortest ways", "percent")}
CONNECTS |= {"left_out": Column("In none without it", "number")}
ALONE = {"name": Column("Institution"), "kind": Column("Phase")}
ALONE |= {"institution_type": Column("Type"), "last_member_on": Column("In its last one until")}
MARKS = (
    "A mark with a name above: a kind of partnership, larger with more members. Dot: institution. "
    "Hollow grey: in no partnership. Cross: leaves. Ringed: named in the title. Dotted: loses by "
    "it. Nearness shows shared partnerships, no distance on the ground. Ties on record say nothing "
    "of how well they work; many are not better than few."
)

chosen = layout.selection()
leaver = layout.pick("leaves", "What if this one left?", ask("network/choices", **chosen), 300)
found = ask("network/finding", leaver=leaver, **chosen).iloc[0]
if not found["known"]:
    nodes = ask("network/published", **chosen)
    first = found if nodes.empty else nodes.iloc[0]
    layout.heading(first["headline"], first["below"], "Network")
    left, right = parts.two_columns(1.6, 1)
    if len(nodes):
        drawn = Network(
            rows=nodes,
            links=nodes[nodes["target"].notna()],
            hub="partnership",
            said=first["title"],
            title=first["title"],
            measure="each trust or federation and its schools in this authority",
            source="Department for Education, schools register",
            alt=f"A drawing of trusts and federations. {first['headline']}.",
            columns={key: column for key, column in COLUMNS.items() if key != "part"},
            name="network",
        )
        with left:
            show(drawn)
    with right:
        register_list.show_groups(ask("register/groups", **chosen))
    everywhere = parts.page_link("england", "What is published of them everywhere")
    needed = ("institutions", "partnerships", "memberships")
    register_steps.show_steps("the network of partnerships", needed, [everywhere])
    layout.stop()

layout.heading(found["headline"], found["below"], "Network", found["indicator"])
left, right = parts.two_columns(1.6, 1)
network = Network(
    rows=ask("network/nodes", leaver=leaver, **chosen),
    links=ask("network/links", **chosen),
    hub="partnership",
    said=f"{found['headline']} {found['title']}",
    title=found["title"],
    measure="partnerships and the institutions in them on the day of counting",
    source=SOURCE,
    alt=f"A network of partnerships and their members. {found['headline']}. {found['below']}.",
    columns=COLUMNS,
    name="network",
)
with left:
    show(network)
    parts.note(MARKS)
with right:
    table_with_download(
        ask("network/connectors", **chosen),
        "Who connects",
        CONNECTS,
        measure="the 25 on most of the shortest ways between two others, in % of them; choose one "
        "to see the network without it",
        source=SOURCE,
        name="connectors",
    )
    none = "Every institution is in at least one partnership."
    more = {"measure": "on the day of counting", "source": SOURCE, "name": "alone", "none": none}
    table_with_download(
        ask("network/alone", **chosen), "Institutions in no partnership", ALONE, **more
    )
