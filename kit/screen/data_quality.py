"""What is known of the data itself: sources and registers, checks and what they found."""

import json
from html import escape

import pandas as pd
import streamlit as st

from kit import wording
from kit.screen.parts import external_link, page_link, section, text, with_stamp, write_html

_SHOWN = 8  # rows of a sample


def failing_checks_line(rows: pd.DataFrame, page: str) -> None:
    """Say, in the frame, that checks on the data behind a page fail; link to `page`.

    `rows`: title and offenders of each such check. Nothing is said where there is none.
    """
    if rows.empty:
        return
    fail = "1 check" if len(rows) == 1 else f"{len(rows)} checks"
    named = wording.join_names([f"“{title}”" for title in rows["title"][:2]])
    more = f" and {len(rows) - 2} more" if len(rows) > 2 else ""
    said = f"{fail} on the data behind this page {'fails' if len(rows) == 1 else 'fail'}"
    with st.session_state["_checks"]:
        write_html(
            f'<p class="checked" role="note">{escape(f"{said}: {named}{more}.")} '
            f"{page_link(page, 'Data and quality')}</p>"
        )


def list_checks(
    rows: pd.DataFrame,
    touched: pd.DataFrame,
    title: str,
    none: str,
    kept: str,
    page: str,
    footer: str = "",
) -> None:
    """List the checks that fail, each opening to why, how to mend, and examples.

    `rows`: check_name, title, severity, offenders, places (rows by area), sample (JSON), error,
    fix, why, has_found.
    `touched`: check_name, indicator, title; its links lead to `page`. Those that pass stand behind
    a line that opens, counted, with the words `kept`.
    """
    found, passed = rows[rows["has_found"]], rows[~rows["has_found"]]
    reached = dict(list(touched.groupby("check_name")))
    items = "".join(_check(row, reached.get(row.check_name), page) for row in found.itertuples())
    listed = "".join(f"<li>{escape(row.title)}</li>" for row in passed.itertuples())
    body = items or f"<p>{escape(none)}</p>"
    if len(passed):
        body += (
            f'<details class="kept"><summary>{len(passed)} {escape(kept)}</summary>'
            f"<ul>{listed}</ul></details>"
        )
    section(title, f'<div class="records">{body}</div>', footer=footer)


def _check(row, reached: pd.DataFrame | None, page: str) -> str:
    count = "did not run" if row.error else _rows(row.offenders)
    names = [] if reached is None else list(reached.itertuples())
    links = ", ".join(page_link(page, each.title, indicator=each.indicator) for each in names)
    facts = {
        "Why it matters": escape(text(row.why)),
        "How to fix it": escape(text(row.fix)),
        "Where": escape(text(row.places)),
        f"Touches {len(names)} indicator{'s' * (len(names) != 1)}": links,
        "What went wrong": f"<pre>{escape(row.error)}</pre>" if row.error else "",
    }
    return (
        f'<details class="record {row.severity}"><summary><span class="name">{escape(row.title)}'
        f'</span><span class="said">{row.severity}, {count}</span>'
        '<span class="turn" aria-hidden="true"></span></summary>'
        f'<div class="opened">{_facts(facts)}{_sample(row)}</div></details>'
    )


def _facts(facts: dict[str, str]) -> str:
    items = "".join(
        f"<dt>{escape(name)}</dt><dd>{said}</dd>" for name, said in facts.items() if said
    )
    return f'<dl class="facts">{items}</dl>'


def _sample(row) -> str:
    rows = json.loads(row.sample)
    if not rows:
        return ""
    names = list(rows[0])
    heads = "".join(f'<th scope="col" class="text">{escape(_named(name))}</th>' for name in names)
    body = "".join(
        "<tr>"
        + "".join(f'<td class="text">{escape(text(each[name]))}</td>' for name in names)
        + "</tr>"
        for each in rows[:_SHOWN]
    )
    more = row.offenders - min(len(rows), _SHOWN)
    caption = f"{row.title}: rows that break it" + (f", and {more:,} more" if more else "")
    return (
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(with_stamp(f'{caption}.'))}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _named(column: str) -> str:
    return wording.capitalise(column.replace("_", " "))


def list_sources(rows: pd.DataFrame, title: str, aside: str = "", folded: bool = False) -> None:
    """List tables of sources: loaded or not, how old, rows; each opens to all that is known.

    `rows`: table_title, title, file, release, sha256, imported_at, days_old, rows, set_aside,
    set_aside_reasons and gaps (JSON: reason → rows), publisher, licence, attribution, address,
    next_release, complete_as_at and counted (of a register), checks (titles of those that fail),
    failing (how many). Nothing is written where there are none; `folded` puts them behind a line
    that opens.
    """
    if len(rows):
        items = "".join(_source(row) for row in rows.itertuples())
        if folded:
            items = f'<details class="kept"><summary>{len(rows)} tables</summary>{items}</details>'
        section(title, f'<div class="records">{items}</div>', aside)


def _source(row) -> str:
    is_loaded = wording.is_known(row.imported_at)
    said = f"{_rows(row.rows)}, {_age(row.days_old)}" if is_loaded else "not loaded"
    if is_loaded and wording.is_known(row.set_aside) and row.set_aside:
        said += f", {wording.number(row.set_aside)} set aside"
    marks = " absent" * (not is_loaded) + " warning" * bool(row.failing)
    if row.failing:
        said += f", {row.failing} check{'s fail' if row.failing > 1 else ' fails'}"
    facts = {
        "Source": escape(text(row.title)) if row.title != row.table_title else "",
        "Release": f"{escape(text(row.release))}, file {escape(text(row.file))}"
        if is_loaded
        else "",
        "Complete as at": wording.day(row.complete_as_at)
        if wording.is_known(row.complete_as_at)
        else "",
        "Counted": escape(text(row.counted)),
        "Imported": f"{wording.day(row.imported_at)}, {_age(row.days_old)}" if is_loaded else "",
        "SHA-256": text(row.sha256) if is_loaded else "",
        "Set aside": _counted(row.set_aside_reasons),
        "Gaps": _counted(row.gaps, wording.missing_text),
        "Checks that fail": escape(text(row.checks)),
        "Next release": escape(text(row.next_release)),
        "From": f"{external_link(row.address, text(row.publisher))}. "
        + escape(text(row.attribution)),
        "Licence": escape(text(row.licence)),
    }
    return (
        f'<details class="record{marks}"><summary><span class="name">'
        f'{escape(text(row.table_title))}</span><span class="said">{escape(said)}</span>'
        '<span class="turn" aria-hidden="true"></span></summary>'
        f'<div class="opened">{_facts(facts)}</div></details>'
    )


def _counted(counts, format_value=str) -> str:
    known = json.loads(counts) if wording.is_known(counts) else {}
    return escape(
        "; ".join(f"{format_value(why)}: {wording.number(n)}" for why, n in known.items())
    )


def _rows(count) -> str:
    """Say how many rows; of a small closed table no reader is shown the number."""
    if not wording.is_known(count):
        return "number of rows not shown"
    return "1 row" if count == 1 else f"{wording.number(count)} rows"


def _age(days) -> str:
    days = int(days) if wording.is_known(days) else 0
    if days < 1:
        return "today"
    return f"{days:,} day{'s' * (days != 1)} ago"
