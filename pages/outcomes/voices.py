"""Leaders' voices: which support leaders value and which they receive, and who did not answer."""

from functools import partial

from kit import wording
from kit.chart import Column, Dots
from kit.screen import dot_plot, layout, parts, register_steps
from kit.screen.ask import ask
from kit.screen.blocks import show, table_with_download

chosen = layout.selection()
finding = ask("voices/finding", **chosen).iloc[0]
layout.heading(finding["headline"], finding["below"], indicator=finding["indicator"])
if not wording.is_known(finding["wave"]):
    register_steps.show_steps(
        "what leaders say",
        ("survey_answers", "survey_invitations"),
        [
            parts.page_link("survey", "Set up the survey and send it by links"),
            parts.page_link("outcomes", "What is published of how children do"),
        ],
    )
    layout.stop()

items = ask("voices/items", **chosen)
responses = ask("voices/responses", **chosen)
say = partial(wording.figure, kind="percentage", unit="", decimals=0)
parts.note(
    "An authority is valued if it offers the right support (R. Hill, The MJ, January 2008): what "
    "leaders value is compared with what they receive. These are opinions of those who answered. "
    "Small numbers are hidden: How we judge lists the rules."
)


def draw(rows, series: dict[str, str], title: str, measure: str, columns: dict, name: str) -> None:
    """Show shares as dots with their intervals, the table and the download."""
    dots = Dots(
        rows=rows,
        series=series,
        write=say,
        top=100,
        title=title,
        measure=measure,
        source="the authority’s registers survey_answers and survey_invitations",
        alt=dot_plot.alt_text(rows, series, say),
        columns=columns,
        name=f"{name}_{chosen['area_code']}",
    )
    show(dots)


both, lack = {"received": "received", "valued": "valued"}, {"barrier": "a barrier"}
left, right = parts.two_columns(1.4, 1)
with left:
    if finding["shown"]:
        draw(
            items,
            both,
            finding["difference"],
            finding["measure"],
            dot_plot.columns(both, "Support"),
            "valued",
        )
    measure = "% of leaders asked that answered at least one item; 95% intervals"
    answered = {
        "title": Column("Group"),
        "asked": Column("Asked", "number", why="missing_reason"),
        "answered": Column("Answered", "number", why="missing_reason"),
        "rate_value": Column("% answered", "decimal", why="missing_reason"),
    }
    draw(responses, {"rate": "answered"}, finding["silence"], measure, answered, "responses")
    parts.note(finding["hidden"])
with right:
    if finding["shown"]:
        unit = "% of leaders who answered to whom its lack is a barrier; 95% intervals"
        rows = items.sort_values("barrier_value", ascending=False)
        draw(rows, lack, finding["barrier"], unit, dot_plot.columns(lack, "Lack of"), "barriers")
    table_with_download(
        items.sort_values("title"),
        "What leaders were asked",
        {"title": Column("Support"), "wording": Column("In full")},
        measure="of each: do you value it, do you receive it, is its lack a barrier",
        source="reference list of survey items",
        name="survey_items",
    )
