"""Where a figure comes from: the SQL as it was run, the rows by their lines, and the files."""

import json
from html import escape

import pandas as pd
import streamlit as st

from kit import wording
from kit.screen import blocks, parts

_SHOWN = 40  # rows of a table on the screen; all of them are in the download


def step_heading(number: int, title: str, aside: str = "") -> None:
    """Write the heading of one link of the chain."""
    parts.section(f"{number}  {title}", "", aside)


def calculation_steps(rows: pd.DataFrame, others: str) -> None:
    """List the steps behind a figure, each opening to its SQL as it was run.

    `rows`: name, layer, title, path, sql, sha256, rows, reads, built_at, is_own; the first is the
    figure's. Those that are not its own stand behind a line that opens, counted, with `others`.
    """
    own, beside = (
        "".join(_step(row) for row in rows.itertuples() if row.is_own == which)
        for which in (True, False)
    )
    if beside:
        count = len(rows) - int(rows["is_own"].sum())
        own += (
            f'<details class="kept"><summary>{count} {escape(others)}</summary>{beside}</details>'
        )
    parts.write_html(f'<div class="records">{own}</div>')


def _step(row) -> str:
    facts = {
        "File": f"{row.path}, SHA-256 of its text {row.sha256}",
        "Reads": parts.text(row.reads),
        "Run": wording.minute(row.built_at),
    }
    listed = "".join(
        f"<dt>{name}</dt><dd>{escape(said)}</dd>" for name, said in facts.items() if said
    )
    return (
        f'<details class="record"><summary><span class="name">{escape(row.title or row.name)} '
        f'<small class="soft">{escape(row.name)}</small></span><span class="said">'
        f"{escape(row.layer)}, {wording.number(row.rows)} rows</span>"
        '<span class="turn" aria-hidden="true"></span></summary><div class="opened">'
        f'<dl class="facts">{listed}</dl><pre tabindex="0" role="region" '
        f'aria-label="SQL of {escape(row.name)}">{escape(row.sql)}</pre></div></details>'
    )


def source_rows(rows: pd.DataFrame, hidden: str) -> pd.DataFrame:
    """List the rows a figure rests on, table by table, each with its place in the file.

    `rows`: table_name, table_title, is_people, source_lines (a list, or nothing where they are not
    told), is_over, period_end, cells (JSON, or nothing where they are not shown), numerator,
    denominator, value. `hidden` says why cells are not shown. Returns the rows as they are shown,
    for a file.
    """
    told = []
    for number, (_, each) in enumerate(rows.groupby("table_name", sort=False)):
        title = each["table_title"].iloc[0]
        if each["cells"].isna().all():
            parts.write_html(
                f"<p><b>{escape(title)}</b>: {escape(_place_in_file(each))}. {escape(hidden)}</p>"
            )
            continue
        cells = pd.DataFrame([_cells(row) for row in each.itertuples()], dtype=object)
        cells = cells.dropna(axis="columns", how="all")
        columns = {
            name: blocks.Column(wording.capitalise(name.replace("_", " "))) for name in cells
        }
        more = f", the first {_SHOWN} shown" if len(cells) > _SHOWN else ""
        with st.expander(
            f"{title}: {_place_in_file(each)}{more}", expanded=len(cells) < 6 and not number
        ):
            blocks.table(cells.head(_SHOWN), f"{title}: {_place_in_file(each)}", columns)
        told.append(cells.assign(table=title))
    return pd.concat(told, ignore_index=True) if told else pd.DataFrame()


def _cells(row) -> dict:
    cells = json.loads(row.cells) if wording.is_known(row.cells) else {}
    cells.pop("source_line", None)
    made = {"line": _lines(row.source_lines)}
    if wording.is_known(row.period_end):  # of a workbook it tells the sheet: each has such a line
        made["period_ends"] = wording.day(row.period_end)
    made |= {
        name: _cell_text(value) for name, value in cells.items() if not name.endswith("__missing")
    }
    for name in ("numerator", "denominator", "value"):
        if row.is_people and wording.is_known(getattr(row, name)):
            made[name] = wording.number(getattr(row, name), 2).removesuffix(".00")
    if row.is_over is True:
        made["then"] = "ended by the day"
    return made


def _cell_text(value) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return wording.number(value, 2).removesuffix(".00")
    return value


def _lines(numbers) -> str:
    """Say one row's lines: 4, or 4 and 9; what a source lacks has none."""
    return wording.join_names([f"{each:,}" for each in list(numbers)[:4]]) or "no row"


def _place_in_file(rows: pd.DataFrame) -> str:
    """Say how many rows there are and between which lines; nothing where that is not told."""
    if rows["source_lines"].isna().any():
        return "how many rows is hidden"
    held = [line for lines in rows["source_lines"] for line in lines]
    if not held:
        return "no row in this release"
    if len(held) == 1:
        return f"1 row, line {held[0]:,}"
    return f"{len(held):,} rows, lines {min(held):,} to {max(held):,}"
