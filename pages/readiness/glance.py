"""Readiness at a glance: one authority, its eight themes, what is strong, weak, new and unknown."""

from kit.screen import agenda, comments, downloads, ladders, layout, lists, parts, published
from kit.screen.ask import ask

chosen = layout.selection()
says = ask("glance/sentences", **chosen)
themes = ask("glance/themes", **chosen)
inside = ask("glance/indicators", **chosen)
notes = ask("glance/notes", **chosen).iloc[0]
open_data = ask("glance/published", **chosen)
leads = len(open_data) > 0 and bool(open_data["leads"].iloc[0])
finding = lists.sentence(says, "headline")
due = agenda.band(ask("glance/decisions", **chosen), "To decide", "decide")
layout.heading(finding, below=lists.sentence(says, "coverage"), more=due)
said = comments.show_comments("finding")
kept = parts.page_link("registers", ask("glance/registers", **chosen)["said"].iloc[0])

left, right = parts.two_columns(1.45, 1)
with left:
    if leads:
        enquiries = ask("glance/enquiries", **chosen)
        published.list_enquiries(enquiries, "Lines of enquiry", "what the facts ask", "registers")
        pieces, aside = ask("glance/published_pieces", **chosen), "no level: registers give those"
        published.list_themes(open_data, pieces, "What is published, theme by theme", aside)
    else:
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
            none=notes["none_missing"],
            page="indicator",
            more=f"{parts.page_link('questions', 'Evidence still needed')} · {kept}",
        )
    parts.note(notes["caution"])
    rows, columns = themes, ladders.SAVED
    if leads:  # there are no levels to save
        rows, columns = published.rows_to_save(pieces, open_data)
    with downloads.offer_downloads(
        rows,
        f"{'published' if leads else 'readiness'}_{chosen['area_code']}_{chosen['as_at']}",
        {
            "Title": finding,
            "Unit": "as each row says" if leads else "levels from 1 (lowest) to 4, and counts",
            "Source": "See the foot of the page",
        },
        columns,
    ):
        comments.comment_form(said)
        parts.write_html(
            f"{parts.page_link('brief', 'Briefing for members')} · "
            f"{parts.page_link('papers', 'Papers to save')}"
        )
with right:
    if not leads:
        named = [(row.title, "level", "theme", row.id) for row in themes.itertuples()]
        named += [(row.title, *["indicator"] * 2, row.indicator) for row in inside.itertuples()]
        lists.list_sentences(says, "What stands out", named)
    if len(reports := ask("glance/inspections", **chosen)):
        lists.list_sentences(reports, "What inspectors said", aside="not part of the levels")
    if len(open_data) and not leads:
        lists.list_sentences(open_data, "What published data says", aside="not part of the levels")
    outcomes = ask("glance/outcomes", **chosen)
    lists.draw_sparklines(outcomes, title="Outcomes", aside=notes["outcomes"], page="indicator")
    flags, aside = ask("glance/prospects", **chosen), "For discussion. A flag is not a rating"
    lists.list_flags(flags, "Prospects", aside, none=notes["no_flag"])
    if leads:
        steps = ask("glance/first_steps", **chosen)
        published.list_steps(steps, "First steps", "registers to keep next, in this order")
