"""An indicator: one figure over time and against others, and how it is worked out."""

from kit.screen import comments, control_chart, layout, parts, sign_offs
from kit.screen.ask import ask

chosen = layout.chosen()
code = layout.pick("indicator", "Indicator", ask("indicator/list"), width=300)
if code is None:
    layout.head("This indicator cannot be shown")
    layout.no_such("indicator", "indicator called")
    layout.stop()

about = ask("indicator/definition", indicator=code).iloc[0]
figure = ask("indicator/figure", indicator=code, **chosen).iloc[0]
found = ask("indicator/sources", indicators=[code], **chosen)
source, sources = parts.sources(found, about["source"])
own, _ = parts.sources(found[~found["is_earlier"]], about["source"])
trend = ask("indicator/trend", indicator=code, **chosen)
others = ask("indicator/others", indicator=code, period_end=str(figure["period_end"]), **chosen)

layout.head(parts.finding(figure), below=about["question"])
said = comments.shown("indicator", code)
parts.failed(about)
if trend.empty:
    parts.message(
        "Not collected",
        f"Nothing is loaded that this could be counted from. It needs: {about['source']}.",
    )
else:
    parts.one_figure(figure)
    lines = {"neighbours_value": "Neighbours", "country_value": figure["country_name"]}
    left, right = parts.sides()
    with left:
        parts.trend(trend, figure, lines, foot=source, events=said.events)
        comments.events(said)
    with right:
        if figure["kind"] == "count":
            parts.note("A bare count is compared with nobody: neither ranked nor judged.")
        else:
            parts.strip(others, figure, foot=own)
    terms = ask("indicator/terms", indicator=code, **chosen)
    control_chart.within_limits(terms, figure, foot=source, name=f"{code}_by_term")

left, right = parts.sides()
with left:
    parts.facts(
        "What this is",
        {
            "Counted": about["numerator"],
            "Out of": about["denominator"],
            "How it could be misread": about["caveat"],
            "To know": about["note"],
            "Owner": about["owner"],
            "Checked": sign_offs.said(about),
            "Status": about["status"],
            "Source": sources,
        },
        warned=["How it could be misread"],
    )
with right:
    parts.worked_out(about["markdown"], about["step_sql"], about["step_path"])
    with parts.downloads(
        others,
        f"{code}_{chosen['area_code']}",
        {
            "Title": parts.finding(figure),
            "Indicator": about["title"],
            "Unit": about["unit"],
            "Source": sources,
            "As at": chosen["as_at"],
        },
    ):
        comments.pen(said)
        sign_offs.form(about)
        parts.write(parts.walk("brief", "Briefing for members"))
if not trend.empty:
    parts.figure_tables(trend, others, figure, ("Period", "Authority"), events=said.events)
