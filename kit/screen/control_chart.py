"""A figure period by period within the limits of chance variation, what stands out marked."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from kit import wording
from kit.chart import Column, Limits
from kit.screen import charts
from kit.screen.charts import label, tooltip

COLUMNS = {
    "period_text": Column("Period"),
    "value": Column("Value", "decimal"),
    "numerator": Column("Numerator", "number"),
    "denominator": Column("Denominator", "number"),
    "centre": Column("Average", "decimal"),
    "lower": Column("Lower limit", "decimal"),
    "upper": Column("Upper limit", "decimal"),
    "signal": Column("What stands out"),
}
# What a point says → its symbol, size and colour.
MARKS = {
    "nothing": ("circle", 7, "strong"),
    "one of a row on one side": ("square", 10, "weak"),
    "beyond a limit": ("diamond", 15, "weak"),
}


def draw_control_chart(chart: Limits, colours: dict) -> go.Figure:
    """Draw the points, the average and the limits."""
    rows, format_value = chart.rows, chart.write
    x, one = list(pd.to_datetime(rows["period_end"])), rows.iloc[0]
    lines = {
        name: (one[column], dash)
        for column, name, dash in (
            ("lower", "lower limit", "dash"),
            ("centre", "average", "solid"),
            ("upper", "upper limit", "dash"),
        )
        if wording.is_known(one[column])
    }
    seen = [*rows["value"], *(at for at, _ in lines.values())]
    span = (max(seen) - min(seen)) or 1
    names = [
        (at, f"{name}<br>{format_value(at)}", colours["soft"]) for name, (at, _) in lines.items()
    ]
    periods = rows.assign(period_text=rows["period_text"].str.replace(" ", "<br>"))
    beyond = [
        label(day, row.value, f"<b>{escape(row.period_text)}</b>", colours["weak_text"],
              yshift=18 if row.value > row.centre else -18)
        for day, row in zip(x, rows.itertuples(), strict=True)
        if mark_of(row) == "beyond a limit"
    ]  # fmt: skip
    return charts.make_figure(
        [_points(rows, x, format_value, colours)],
        colours,
        xaxis={
            "showgrid": False,
            "automargin": True,
            "showline": True,
            "range": [x[0] - (x[-1] - x[0]) * 0.04, x[-1] + (x[-1] - x[0]) * 0.42],
        }
        | charts.period_labels(x, periods),
        yaxis={
            "range": [min(seen) - 0.14 * span, max(seen) + 0.14 * span],
            "automargin": True,
            "nticks": 5,
        },
        annotations=charts.end_labels(names, x[-1], span, colours) + beyond,
        shapes=[
            {
                "type": "line",
                "x0": x[0],
                "x1": x[-1],
                "y0": at,
                "y1": at,
                "layer": "below",
                "line": {"color": colours["beside"], "width": 1.6, "dash": dash},
            }
            for at, dash in lines.values()
        ],
    )


def _points(rows: pd.DataFrame, x: list, format_value, colours: dict) -> dict:
    looks = [MARKS[mark_of(row)] for row in rows.itertuples()]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": list(rows["value"]),
        "line": {"color": colours["strong"], "width": 2},
        "marker": {
            "symbol": [symbol for symbol, _, _ in looks],
            "size": [size for _, size, _ in looks],
            "color": [colours[colour] for _, _, colour in looks],
            "opacity": 1,
        },
        **tooltip(
            f"<b>{escape(row.period_text)}</b> {format_value(row.value)}<br>"
            f"{wording.out_of(row.numerator, row.denominator)}"
            + (f"<br>{escape(row.signal)}" if wording.is_known(row.signal) else "")
            for row in rows.itertuples()
        ),
    }


def mark_of(row) -> str:
    """Say what a point says, in the words of `MARKS`."""
    if not wording.is_known(row.signal):
        return "nothing"
    is_beyond = row.value > row.upper or row.value < row.lower
    return "beyond a limit" if is_beyond else "one of a row on one side"
