"""Present: the briefing on a projector, one finding to a screen, turned with the arrow keys."""

import streamlit as st

from kit import wording
from kit.screen import briefing, layout, parts
from kit.screen.ask import ask

HEADINGS = {
    "standing": "Where we stand",
    "well": "Going well",
    "worry": "Worries",
    "changed": "What changed",
    "question": "Questions to ask",
}

chosen = layout.selection()
slides = ask("brief/slides", **chosen)
figures = list(slides["indicator"].dropna())
if slides.empty:
    layout.heading("No briefing of this date")
    parts.message(
        "Nothing is written of this date",
        "Briefings are written of the last six dates.",
        links=[parts.page_link("brief", "Back to the briefing")],
    )
    layout.stop()

slide = slides.iloc[briefing.choose_slide(len(slides), back="brief") - 1]
said = ask("brief/sentences", **chosen)
said = said[said["part"] == slide["part"]]
asking = slide["part"] == "question"
layout.heading(
    HEADINGS["question"] if asking else slide["said"],
    above=f"{slide['name']} · as at {wording.day(slide['as_at'])} · {HEADINGS[slide['part']]}",
)
with st.container(key="slide"):
    if slide["part"] == "standing":
        briefing.lead(said.iloc[1:3])
    if asking:
        briefing.points(said.head(5), "Made from the figures", numbered=True)
    elif not slide["chart"] and slide["part"] != "standing":
        parts.note("No figure is known that could be drawn.")
    briefing.FindingCharts(
        lambda: ask("glance/themes", **chosen),
        lambda code: ask("indicator/trend", indicator=code, **chosen),
        page="level",
        param="theme",
        before=wording.day(slide["previous_as_at"]) or "a year before",
        sources=lambda: ask("indicator/sources", indicators=figures, **chosen),
    ).draw(slide)
