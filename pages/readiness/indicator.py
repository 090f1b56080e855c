"""An indicator: one figure over time and against others, and how it is worked out."""

from kit.screen import comments, downloads, figure_tables, layout, one_figure, parts, sign_offs
from kit.screen.ask import ask

chosen = layout.selection()
listed = ask("indicator/list", **chosen)
code = layout.pick("indicator", "Indicator", listed, width=300)
if code is None:
    layout.heading("This indicator cannot be shown")
    layout.unknown_code("indicator", "indicator called")
    layout.stop()

about = ask("indicator/definition", indicator=code).iloc[0]
found = ask("indicator/sources", indicators=[code], **chosen)
source, sources = parts.source_names(found, about["source"])
own, _ = parts.source_names(found[~found["is_earlier"]], about["source"])
trend = ask("indicator/trend", indicator=code, **chosen)
figure = ask("indicator/figure", indicator=code, **chosen).iloc[0]
others = ask("indicator/others", indicator=code, period_end=str(figure["period_end"]), **chosen)

more = one_figure.before_and_after(listed, code)
layout.heading(one_figure.finding_sentence(figure), below=about["question"], more=more)
said = comments.show_comments("indicator", code)
one_figure.show_failed_step(about)
if trend.empty:
    parts.message(
        "Not collected",
        f"Nothing is loaded that this could be counted from. It needs: {about['source']}.",
    )
else:
    one_figure.show_figure(figure)
    lines = {"neighbours_value": "Neighbours", "country_value": figure["country_name"]}
    left, right = parts.two_columns()
    with left:
        one_figure.show_trend(trend, figure, lines, footer=source, events=said.events)
        comments.show_events(said)
    with right:
        if figure["kind"] == "count":
            parts.note("A bare count is compared with nobody: neither ranked nor judged.")
        else:
            dates = ask("indicator/dates", indicator=code, **chosen)
            then = layout.pick("beside", "Also at", dates, 200, row=right)
            one_figure.show_strips(one_figure.at_dates(code, then, chosen), footer=own)
    terms = ask("indicator/terms", indicator=code, **chosen)
    one_figure.show_control_chart(terms, figure, footer=source, name=f"{code}_by_term")

left, right = parts.two_columns()
with left:
    parts.list_facts(
        "What this is",
        {
            "Counted": about["numerator"],
            "Out of": about["denominator"],
            "How it could be misread": about["caveat"],
            "To know": about["note"],
            "Owner": about["owner"],
            "Checked": sign_offs.sign_off_text(about),
            "Status": about["status"],
            "Source": sources,
        },
        warned=["How it could be misread"],
    )
with right:
    one_figure.show_calculation(about["markdown"], about["step_sql"], about["step_path"])
    with downloads.offer_downloads(
        others,
        f"{code}_{chosen['area_code']}",
        {
            "Title": one_figure.finding_sentence(figure),
            "Indicator": about["title"],
            "Unit": about["unit"],
            "Source": sources,
            "Period": figure["period_text"],
            "Status of the period": figure["period_status"],
        },
        figure_tables.saved_columns(about),
    ):
        comments.comment_form(said)
        sign_offs.sign_off_form(about)
        parts.write_html(parts.page_link("brief", "Briefing for members"))
if not trend.empty:
    figure_tables.show_figure_tables(trend, others, figure, ("Period", "Authority"), said.events)
