"""Briefing for members: where we stand, what is going well, what worries us, and what to ask."""

import streamlit as st

from kit import wording
from kit.screen import agenda, briefing, comments, layout, papers, parts
from kit.screen.ask import ask

GROUPS = {"outcomes": "children’s outcomes", "capacity": "capacity to partner"}
PARTS = {
    "well": ("What is going well", 4),
    "worry": ("What worries us", 4),
    "changed": ("What changed", 4),
}

chosen = layout.selection()
said = ask("brief/sentences", **chosen)
slides = ask("brief/slides", **chosen)
figures = list(slides["indicator"].dropna())
if slides.empty:
    layout.heading("No briefing of this date", above="Briefing for members")
    parts.message(
        "Nothing is written of this date",
        "Briefings are written of the last six dates. Choose a later one above.",
    )
    layout.stop()

about = slides.iloc[0]
by_part = dict(tuple(said.groupby("part", sort=False)))
before = wording.day(about["previous_as_at"])
layout.heading(
    by_part["standing"]["said"].iloc[0],
    above=f"Briefing for members: {about['name']}",
    below=f"as at {wording.day(about['as_at'])} · {about['framework_title']}",
)
papers.offer_at_once("briefing", "pdf")
finding_comments = comments.show_comments("finding")

with st.container(key="brief"):
    briefing.lead(by_part["standing"].iloc[1:3], parts.page_link("present", "Show on a projector"))
    pictures = briefing.FindingCharts(
        lambda: ask("glance/themes", **chosen),
        lambda code: ask("indicator/trend", indicator=code, **chosen),
        page="level",
        param="theme",
        before=before or "a year before",
        sources=lambda: ask("indicator/sources", indicators=figures, **chosen),
    )
    for part, (title, most) in PARTS.items():
        since = f" since {before}" if part == "changed" and before else ""
        briefing.part(
            by_part[part].head(most),
            title + since,
            slides[slides["part"] == part],
            pictures,
            name=f"brief_{part}_{chosen['area_code']}",
            groups=GROUPS if part in ("well", "worry") else None,
        )
    due = ask("glance/decisions", **chosen)
    left, right = parts.two_columns(1.2, 1) if len(due) else (st.container(), None)
    with left:
        briefing.points(by_part["question"].head(6), "Questions to ask", numbered=True)
    if right:
        with right:
            agenda.list_due(due, "To decide", more=parts.page_link("decide", "All, by month"))
    left, right = parts.two_columns(1.2, 1)
    with left:
        briefing.points(by_part["not_told"], "What these figures do not tell you")
    with right:
        people = ask("brief/people", **chosen).itertuples()
        parts.list_facts(
            "Who to ask", {wording.capitalise(row.role): row.answers_for for row in people}
        )
    parts.note("Neighbours are the statistical neighbours, taken together.")
    parts.write_html(
        parts.page_link("papers", "Save this briefing, the full book or the inspector’s pack")
    )
    comments.comment_form(finding_comments)
