"""Which chart of an indicator a paper draws, and what the chart says: finding, unit, source."""

from typing import Any

import pandas as pd

from kit import wording
from kit.chart import Bars, Chart, Ladders, Line
from kit.paper import figure_text
from kit.paper.paper_data import PaperData


def _carried(read: PaperData, row, where: str, over_time: bool) -> dict[str, Any]:
    """Return what a chart of one indicator carries: the finding, figure and source of its row."""
    return {
        "title": figure_text.finding(row),
        "measure": f"{wording.capitalise(row['unit'])}, {where}",
        "source": figure_text.source(read, row, over_time),
        "behind": figure_text.evidence_line(row),
        "about": read.name,
        "write": figure_text.format_of(row),
    }


def trend_chart(read: PaperData, row) -> Chart | None:
    """Draw an indicator over time, or None where fewer than three periods are known."""
    rows = read.trends[read.trends["indicator"] == row["indicator"]].reset_index(drop=True)
    known = rows[rows["value"].notna()]
    if len(known) < 3:
        return None
    first, last, say = known.iloc[0], known.iloc[-1], figure_text.format_of(row)
    alt = (
        f"Line chart of {row['title']} in {read.name}, {row['unit']}: {say(first['value'])} in "
        f"{first['period_text']}, {say(last['value'])} in {last['period_text']}"
    )
    if wording.is_known(last["neighbours_value"]):
        alt += f"; {figure_text.NEIGHBOURS} {say(last['neighbours_value'])}"
    key = "shaded: 95% interval" if known["lower"].notna().any() else ""
    others = {
        "neighbours_value": wording.capitalise(figure_text.NEIGHBOURS),
        "country_value": read.about["country_name"].iloc[0],
    }
    return Line(
        **_carried(read, row, read.name, True), rows=rows, alt=f"{alt}.", key=key, others=others
    )


def bar_chart(read: PaperData, row) -> Chart | None:
    """Draw an indicator beside similar areas and the country, or None where it is not known."""
    if not wording.is_known(row["value"]):
        return None
    rows = pd.DataFrame(
        [
            (read.name, row["value"], row["lower"], row["upper"], "chosen"),
            (wording.capitalise(figure_text.NEIGHBOURS), row["beside_value"], None, None, "other"),
            (read.about["country_name"].iloc[0], row["country_value"], None, None, "other"),
        ],
        columns=["name", "value", "lower", "upper", "place"],
    )
    rows, say = rows[rows["value"].notna()], figure_text.format_of(row)
    told = ", ".join(f"{each.name} {say(each.value)}" for each in rows.itertuples(index=False))
    alt = f"Bar chart of {row['title']}, {row['unit']}: {told}."
    key = "thin line: 95% interval" if wording.is_known(row["lower"]) else ""
    return Bars(**_carried(read, row, row["period_text"], False), rows=rows, alt=alt, key=key)


def ladder_chart(read: PaperData) -> Chart | None:
    """Draw the level of each theme, or None where no theme could be assessed."""
    if read.themes["level_low"].isna().all():
        return None
    themes = read.themes.copy()
    themes["text"] = [figure_text.level(row) for row in themes.to_dict("records")]
    moved = themes[themes["level_low"].notna() & themes["before"].notna()]
    earlier = wording.day(read.about["previous_as_at"].iloc[0])
    title = (
        f"Levels that moved since {earlier}: {len(moved)} of {len(themes)}"
        if earlier
        else "Levels, at the first date with figures"
    )
    told = "; ".join(f"{row['title']} {row['text']}" for row in themes.to_dict("records"))
    return Ladders(
        rows=themes,
        title=title,
        measure=f"Level of each theme, {read.name}",
        alt=f"Levels of the themes of {read.name}: {told}.",
        key="dot: now; bar: either of two levels; ring: a year before, if changed; grey line: "
        f"middle of {figure_text.NEIGHBOURS}",
        about=read.name,
        behind=f"{int(themes['used'].sum())} of {int(themes['possible'].sum())} judged figures "
        "known",
        source=read.about["framework_title"].iloc[0],
        steps=dict(zip(read.ladder["level"], read.ladder["word"], strict=True)),
    )


def first_chart(read: PaperData, said: pd.DataFrame) -> Chart | None:
    """Draw the first figure a part leads to: over time if its trend is told, else beside others."""
    rows = read.indicators.set_index("indicator", drop=False)
    for line in said.to_dict("records"):
        if wording.is_known(line["indicator"]) and line["indicator"] in rows.index:
            row = rows.loc[line["indicator"]]
            is_clear = row["direction"] in figure_text.CLEAR_DIRECTIONS
            first, second = (trend_chart, bar_chart) if is_clear else (bar_chart, trend_chart)
            if chart := first(read, row) or second(read, row):
                return chart
    return None
