"""Any chart and any table, with what each must carry: finding, measure, source, table, download."""

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from kit import wording
from kit.chart import Chart, Column
from kit.screen import downloads, drawing, export, parts

_SAID: dict[str, Callable] = {
    "text": parts.text,
    "plain": lambda value: f"{value:.15g}",
    "number": wording.number,
    "decimal": lambda value: wording.number(value, 1),
    "hundredths": lambda value: wording.number(value, 2),
    "percent": lambda value: f"{wording.number(value, 1)}%" if wording.is_known(value) else "",
    "money": wording.money,
    "date": wording.short_day,
}
_SIDES = {"text": "text", "date": "text date"}  # others stand to the right


Link = dict[str, Any]  # page and params of columns that lead to the same place


def columns_with_data(rows: pd.DataFrame) -> dict[str, Column]:
    """Return a column for each of `rows` in which anything is known, headed by its own name.

    `code`, where rows have it, is no column: it is what a cell leads to.
    """
    return {
        name: Column(wording.capitalise(name.replace("_", " ")))
        for name in rows.columns
        if name != "code" and rows[name].notna().any()
    }


def show(chart: Chart) -> None:
    """Show a chart under its finding, with measure, source, table view and download."""
    is_drawn = type(chart) in drawing.FIGURES
    if is_drawn:
        parts.section(chart.title, "", aside=chart.measure, kind="charted")
        figure = drawing.figure(chart, parts.colours())
        lead_from_points(figure, chart.rows, chart.columns)
        narrow = drawing.narrow(chart)
        with st.container(key=f"wide_{chart.name}" if narrow else None):
            parts.show_chart(figure, chart.alt)
        if narrow:
            parts.write_html(narrow)
    else:
        parts.section(chart.title, drawing.body(chart), aside=chart.measure)
    rows = chart.rows if chart.table is None else chart.table
    said = chart.title, chart.measure, chart.source
    _source_and_data(rows, chart.columns, chart.name, *said, drawn=is_drawn)


def lead_from_points(drawn: go.Figure, rows: pd.DataFrame, columns: dict[str, Column]) -> None:
    """Have each point of a chart lead where the table's cell for it leads.

    A point is known by what its box says: `text` of rows.
    """
    column = next((each for each in columns.values() if each.page and each.params), None)
    if column is None or "text" not in rows:
        return
    held = [each for _, each in column.params]
    known = rows.dropna(subset=[each for each in held if each in rows])
    if not set(held) <= set(known):
        return
    addresses = {
        row["text"]: parts.page_address(column.page, **{to: row[of] for to, of in column.params})
        for row in known.to_dict("records")
    }
    for trace in drawn.data:
        said = getattr(trace, "text", None)
        if isinstance(said, list | tuple):
            trace.customdata = [addresses.get(each, "") for each in said]


def html_part(
    body: str,
    title: str,
    *,
    measure: str,
    source: str,
    rows: pd.DataFrame,
    columns: dict[str, Column],
    name: str,
) -> None:
    """Show HTML of its own (`body`) with what a chart carries: source, table and download."""
    parts.section(title, body, aside=measure)
    _source_and_data(rows, columns, name, title, measure, source)


def _source_and_data(
    rows, columns, name: str, title: str, measure: str, source: str, drawn: bool = False
) -> None:
    codes = rows["indicator"].unique() if "indicator" in rows else []
    code, said = codes[0] if len(codes) == 1 else "", parts.source_line(source)
    if drawn:
        parts.chart_note(said, code, title, measure)
    else:
        parts.note(said, code)
    with st.expander("View or download the data"):
        table(rows, title, columns)
        _download(rows, columns, name, title, measure, source)


def table_with_download(
    rows: pd.DataFrame,
    title: str,
    columns: dict[str, Column],
    *,
    measure: str,
    source: str,
    name: str,
    none: str = "Nothing to list.",
) -> None:
    """Show rows as a table of their own under a finding, with a download; `none` where empty."""
    parts.section(title, "" if len(rows) else f"<p>{escape(none)}</p>", aside=measure)
    if len(rows):
        table(rows, title, columns, headed=True)
        _download(rows, columns, name, title, measure, source)


_LONG = 45  # characters of a cell that needs room


def table(
    rows: pd.DataFrame, caption: str, columns: dict[str, Column], headed: bool = False
) -> None:
    """Write rows as a real table; a missing cell says why where the column knows.

    `headed`: a heading above says the caption, so it is only read aloud.
    """
    heads = "".join(
        f'<th scope="col" class="{_SIDES.get(column.kind, "")}">{escape(column.heading)}</th>'
        for column in columns.values()
    )
    lines = []
    for row in rows.to_dict("records"):
        cells = [
            _table_cell(row, key, column, not place)
            for place, (key, column) in enumerate(columns.items())
        ]
        chosen = ' class="chosen"' if parts.is_chosen(row) else ""
        lines.append(f"<tr{chosen}>{''.join(cells)}</tr>")
    parts.write_html(
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption{' class=unseen' if headed else ''}>"
        f"{escape(parts.with_stamp(f'{caption}.'))}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _table_cell(row: dict, key: str, column: Column, first: bool) -> str:
    side = _SIDES.get(column.kind, "")
    value = row[key]
    if wording.is_known(value):
        said = escape(str(_SAID[column.kind](value)))
        params = {param: row[held] for param, held in column.params}
        if column.page and all(map(wording.is_known, params.values())):
            said = parts.page_link(column.page, str(_SAID[column.kind](value)), **params)
        elif key == "value" and row.get("indicator"):
            said = parts.trace_link(str(_SAID[column.kind](value)), row["indicator"])
    else:
        said, side = (
            escape(wording.missing_text(row.get(column.why)) if column.why else ""),
            f"{side} gap",
        )
    if wording.is_known(value) and len(str(value)) > _LONG:
        side += " long"
    tag = "th" if first else "td"
    scope = ' scope="row"' if first else ""
    if wording.is_known(value) and column.kind != "text":  # what it is sorted by
        scope += f' data-sort="{escape(str(value)[:19])}"'
    return f'<{tag}{scope} class="{side}">{said}</{tag}>'


def _download(rows, columns, name: str, title: str, measure: str, source: str) -> None:
    downloads.offer_downloads(
        export.saved_columns(rows, columns),
        name,
        {"Title": title, "Chart shows": measure, "Source": source},
    )
