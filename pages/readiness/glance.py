"""Readiness at a glance: one authority, its eight themes, what is strong, weak, new and unknown."""

from kit.screen import comments, downloads, ladders, layout, lists, parts
from kit.screen.ask import ask

chosen = layout.selection()
says = ask("glance/sentences", **chosen)
themes = ask("glance/themes", **chosen)
inside = ask("glance/indicators", **chosen)
notes = ask("glance/notes", **chosen).iloc[0]
layout.heading(
    lists.sentence(says, "headline"),
    below=lists.sentence(says, "coverage"),
)
said = comments.show_comments("finding")

left, right = parts.two_columns(1.45, 1)
with left:
    ladders.draw_ladders(
        themes,
        inside,
        title="Capacity to partner",
        heading="theme",
        page="indicator",
        opens=("level", "How this level came about", "theme"),
        footer=notes["limits"],
    )
    lists.list_missing(
        ask("glance/unknown", **chosen),
        title="What is missing",
        none="Every indicator of the framework has evidence. Themes with no indicators are not "
        "assessed.",
        page="indicator",
        more=parts.page_link("questions", "Evidence still needed"),
    )
    parts.note(
        "No national indicator measures partnership with schools. Capacity is not shown to "
        "predict outcomes: the National Audit Office (2009) did not demonstrate a link between how "
        "partnerships are managed and school improvement."
    )
    with downloads.offer_downloads(
        themes,
        f"readiness_{chosen['area_code']}_{chosen['as_at']}",
        {
            "Title": lists.sentence(says, "headline"),
            "Unit": "levels from 1 (lowest) to 4, and counts of indicators",
            "Source": "See the foot of the page",
            "As at": chosen["as_at"],
        },
    ):
        comments.comment_form(said)
        parts.write_html(
            f"{parts.page_link('brief', 'Briefing for members')} · "
            f"{parts.page_link('papers', 'Papers to save')}"
        )
with right:
    lists.list_sentences(
        says,
        "What stands out",
        [(row.title, "level", "theme", row.id) for row in themes.itertuples()]
        + [(row.title, "indicator", "indicator", row.indicator) for row in inside.itertuples()],
    )
    for title, name in (
        ("What inspectors said", "inspections"),
        ("What published data says", "published"),
    ):
        if len(rows := ask(f"glance/{name}", **chosen)):
            lists.list_sentences(rows, title, aside="not part of the levels")
    lists.draw_sparklines(
        ask("glance/outcomes", **chosen),
        title="Outcomes",
        aside=notes["outcomes"],
        page="indicator",
    )
    lists.list_flags(
        ask("glance/prospects", **chosen),
        title="Prospects",
        aside="Suggested for discussion. A flag is not a rating",
        none=notes["no_flag"],
    )
