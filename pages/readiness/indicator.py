"""An indicator: one figure over time and against others, and how it is worked out."""

import streamlit as st

from kit.screen import layout
from kit.screen.ask import ask

chosen = layout.chosen()
code = layout.pick("indicator", "Indicator", ask("indicator/list"), width=330)
if code is None:
    layout.head("This indicator cannot be shown")
    layout.no_such("indicator", "indicator called")
    st.stop()

about = ask("indicator/definition", indicator=code).iloc[0]
figure = ask("indicator/figure", indicator=code, **chosen).iloc[0]
source = layout.sources_line(ask("indicator/sources", indicator=code), about["source"])
trend = ask("indicator/trend", indicator=code, **chosen)
others = ask("indicator/others", indicator=code, period_end=str(figure["period_end"]), **chosen)

layout.head(layout.finding(figure), below=about["question"])
layout.failed(about)
if trend.empty:
    layout.message(
        "Not collected",
        f"Nothing is loaded that this could be counted from. It needs: {about['source']}.",
    )
else:
    layout.one_figure(figure)
    lines = {"neighbours_value": "Neighbours", "country_value": "Whole country"}
    left, right = layout.sides()
    with left:
        layout.trend(trend, figure, lines, foot=source)
    with right:
        layout.strip(others, figure, foot=source)

layout.facts(
    "What this is",
    {
        "Counted": about["numerator"],
        "Out of": about["denominator"],
        "How it could be misread": about["caveat"],
        "Owner": about["owner"],
        "Checked by": about["checked_by"],
        "Reviewed": layout.reviewed(about),
        "Status": about["status"],
        "Source": source,
    },
    warned=["How it could be misread"],
)
layout.worked_out(about["markdown"], about["step_sql"], about["step_path"])
if not trend.empty:
    with st.expander("The figures as tables"):
        layout.table(
            trend,
            f"{about['title']}: {figure['name']} over time, {about['unit']}",
            {"period_text": "Period", "value": "Value", "interval": "95% interval",
             "numerator": "Numerator", "denominator": "Denominator", "period_status": "Status",
             "neighbours_value": "Neighbours", "region_value": "Region",
             "country_value": "Whole country"},
            figure,
        )
        layout.table(
            others,
            f"{about['title']}: every authority, {figure['period_text']}, {about['unit']}",
            {"name": "Authority", "value": "Value", "interval": "95% interval",
             "numerator": "Numerator", "denominator": "Denominator", "place_number": "Place",
             "region": "Region", "place": "Shown as"},
            figure,
            mark="chosen",
        )
    layout.downloads(
        others, f"{code}_{chosen['area_code']}",
        {"Title": layout.finding(figure), "Indicator": about["title"], "Unit": about["unit"],
         "Source": source, "As at": chosen["as_at"]},
    )
