"""The figures of one indicator as tables: over time and beside others."""

from html import escape

import pandas as pd
import streamlit as st

from kit import wording
from kit.chart import Column
from kit.screen import parts


def write_table(
    rows: pd.DataFrame, caption: str, columns: dict[str, str], about: pd.Series, mark: str = ""
) -> None:
    """Write rows as a real table. `columns`: column → heading; "interval" joins lower and upper.

    `about` says how values are written (kind, unit, decimals). Rows whose place is `mark` are set
    off. A missing value shows its reason.
    """
    heads = "".join(
        f'<th scope="col" class="{_alignment(each)}">{escape(name)}</th>'
        for each, name in columns.items()
    )
    lines = []
    for row in rows.itertuples():
        cells = [_table_cell(row, each, about, first=not i) for i, each in enumerate(columns)]
        chosen_row = ' class="chosen"' if mark and getattr(row, "place", "") == mark else ""
        lines.append(f"<tr{chosen_row}>{''.join(cells)}</tr>")
    parts.write_html(
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(parts.with_stamp(f'{caption}.'))}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


_NUMBERS = ("value", "interval", "lower", "upper", "numerator", "denominator", "position")


def _alignment(column: str) -> str:
    return "" if column in _NUMBERS or column.endswith("_value") else "text"


def _table_cell(row, column: str, about: pd.Series, first: bool) -> str:
    side = _alignment(column)
    if column == "interval":
        said = wording.interval(row.lower, row.upper, about["kind"], about["decimals"])
    elif column == "value" or column.endswith("_value"):
        said = parts.figure_text(about, getattr(row, column))
        if column == "value" and not wording.is_known(row.value):
            said, side = wording.missing_text(row.missing_reason), "gap"
    elif column in _NUMBERS:
        said = wording.number(getattr(row, column))
    else:
        said = parts.text(getattr(row, column))
    tag = 'th scope="row"' if first else "td"
    held = getattr(row, column) if column in _NUMBERS and column != "interval" else None
    if wording.is_known(held):  # what it is sorted by
        tag += f' data-sort="{held}"'
    return f'<{tag} class="{side}">{escape(said)}</{tag.split()[0]}>'


def show_figure_tables(
    rows: pd.DataFrame,
    others: pd.DataFrame,
    figure: pd.Series,
    names: tuple[str, str],
    events: pd.DataFrame,
) -> None:
    """Write a figure over time and against others as tables, behind a line that opens.

    `rows` and `others` as for `trend` and `strip`; `names`: what a row of each is called; `events`:
    number, happened_on, said, role and written_at, a table too where there are any.
    """
    columns = {
        "value": "Value",
        "interval": "95% interval",
        "numerator": "Numerator",
        "denominator": "Denominator",
    }
    beside = {
        "neighbours_value": "Neighbours",
        "region_value": parts.text(figure["region_name"]),
        "country_value": parts.text(figure["country_name"]),
    }
    place = {"position": "Rank (1 = best, or highest where neither is better)", "region": "Region"}
    with st.expander("The figures as tables"):
        write_table(
            rows,
            f"{figure['title']}: {figure['name']} over time, {figure['unit']}",
            {"period_text": names[0], **columns, "period_status": "Status", **beside},
            figure,
        )
        if len(events):
            days = {each: events[each].map(wording.day) for each in ("happened_on", "written_at")}
            heads = ("Event", "Happened on", "What happened", "Said by", "Written on")
            told = ("number", "happened_on", "said", "role", "written_at")
            caption = f"Events marked on {figure['title']}: {figure['name']}"
            write_table(events.assign(**days), caption, dict(zip(told, heads, strict=True)), figure)
        write_table(
            others,
            f"{figure['title']} in {figure['period_text']}, {figure['unit']}",
            {"name": names[1], **columns, **place},
            figure,
            mark="chosen",
        )


def saved_columns(about: pd.Series) -> dict[str, Column]:
    """Return the columns in which a figure beside others is saved; `about`: unit, denominator."""
    return {
        "name": Column("Area"),
        "region": Column("Region"),
        "value": Column(f"Value, {about['unit']}", "decimal", why="missing_reason"),
        "lower": Column("Lower 95%", "decimal"),
        "upper": Column("Upper 95%", "decimal"),
        "numerator": Column("Counted", "number"),
        "denominator": Column("Out of", "number"),
        "position": Column("Rank", "number"),
        "place": Column("Group"),
    }
