"""Network: who connects, who stands alone, and what falls apart if one leaves.

For whoever plans partnership work: which partnerships hold the network together, on which lead
schools much rests, and whom to reach first.
"""

import streamlit as st

from kit.screen import layout, networks, parts, shown
from kit.screen.ask import ask

chosen = layout.chosen()
leaver = layout.pick("leaves", "What if this one left?", ask("network/choices", **chosen), 300)
found = ask("network/finding", leaver=leaver, **chosen).iloc[0]
layout.head(found["headline"], below=found["below"], above="Network")
if not found["known"]:
    parts.message(
        "Not collected",
        "This page needs the registers institutions, partnerships and memberships. Empty templates "
        "stand in data/local; import them with python -m kit import, then build.",
    )
    st.stop()

nodes = ask("network/nodes", leaver=leaver, **chosen)
source = "registers of institutions, partnerships and memberships"
shown.chart(
    networks.network(
        nodes,
        ask("network/links", **chosen),
        parts.colours(),
        hub="partnership",
        states={
            "as it is": "other",
            "in no partnership": "alone",
            "in no partnership any more": "lost",
            "left with one member": "lost",
            "without a lead": "lost",
            "cut off from the rest": "lost",
            "leaves": "leaves",
        },
    ),
    found["title"],
    measure="partnerships and their members on the day of counting",
    source=source,
    alt=f"A network of partnerships and their members. {found['headline']}. {found['below']}.",
    rows=nodes,
    columns={
        "name": shown.Column("Name"),
        "kind": shown.Column("Kind or phase"),
        "links": shown.Column("Members, or partnerships it is in", "number"),
        "part": shown.Column("Part of the network, the largest is 1", "number"),
        "state": shown.Column("What becomes of it"),
    },
    name="network",
)
parts.note(
    "Square: partnership, larger with more members. Dot: institution. Hollow grey: in no "
    "partnership. Cross: leaves. Ringed: loses by it. Nearness shows shared partnerships, no "
    "distance on the ground. A network shows ties on record, not how well they work; many ties "
    "are not better than few."
)

left, right = parts.sides(1.3, 1)
with left:
    shown.listing(
        ask("network/connectors", **chosen),
        "Who connects",
        {
            "name": shown.Column("Name", page="network", params=(("leaves", "node"),)),
            "kind": shown.Column("Kind or phase"),
            "links": shown.Column("Members, or partnerships", "number"),
            "leads": shown.Column("Leads", "number"),
            "between_share": shown.Column("On shortest ways", "percent"),
            "left_out": shown.Column("In none without it", "number"),
        },
        measure="the 25 that lie on most of the shortest ways between two others, in % of them; "
        "choose one to see the network without it",
        source=source,
        name="connectors",
    )
with right:
    shown.listing(
        ask("network/alone", **chosen),
        "Who stands alone",
        {
            "name": shown.Column("Institution"),
            "kind": shown.Column("Phase"),
            "institution_type": shown.Column("Type"),
            "last_member_on": shown.Column("Last counted as a member"),
        },
        measure="institutions in no partnership on the day",
        source=source,
        name="alone",
        none="Every institution is in at least one partnership.",
    )
