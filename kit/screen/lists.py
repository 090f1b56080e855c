"""Lists of a page: sentences with links, small lines, candidate flags, missing figures."""

import re
from collections.abc import Iterable
from html import escape

import pandas as pd

from kit import wording
from kit.screen import parts, share, sparkline


def sentence(rows: pd.DataFrame, kind: str) -> str:
    """Return the sentence of one kind."""
    found = rows.loc[rows["kind"] == kind, "sentence"]
    return found.iloc[0] if len(found) else ""


def list_sentences(
    rows: pd.DataFrame, title: str, leads: Iterable[tuple] = (), aside: str = ""
) -> None:
    """List the sentences that have a heading. `rows`: heading, sentence, and perhaps link.

    `leads`: (name, page, parameter, code) of what sentences may name: it leads to its page.
    `link` is the address of what is told of, outside the dashboard.
    """
    items = "".join(
        f"<li><b>{escape(row.heading)}:</b> {_with_links(row.sentence, leads)}"
        f"{_report_link(getattr(row, 'link', None))}</li>"
        for row in rows[rows["heading"] != ""].itertuples()
    )
    for row in rows.itertuples():
        share.record_text(row.heading or title, row.sentence)
    parts.section(title, f'<ul class="said-list">{items}</ul>', aside)


def _report_link(address) -> str:
    return (
        f" {parts.external_link(address, 'Report')}" if isinstance(address, str) and address else ""
    )


def _with_links(said: str, leads: Iterable[tuple]) -> str:
    """Return a sentence as HTML, what it names a link; a name may begin small within it."""
    known: dict[str, list] = {}
    for name, *lead in leads:
        for each in (name, name[:1].lower() + name[1:]):
            known.setdefault(each, lead)
    # A name of one word begins great, or it is only a word.
    names = sorted((each for each in known if " " in each or each[:1].isupper()), key=len)[::-1]
    if not names:
        return escape(said)
    pieces = re.split(rf"\b({'|'.join(map(re.escape, names))})(?!\w)", said)
    return "".join(
        parts.page_link(known[piece][0], piece, **{known[piece][1]: known[piece][2]})
        if place % 2
        else escape(piece)
        for place, piece in enumerate(pieces)
    )


def draw_sparklines(
    rows: pd.DataFrame, title: str, aside: str, page: str, footer: str = ""
) -> None:
    """Draw a small line for each indicator, its last value and its direction in a word.

    `rows`: one for each indicator and period in order: indicator, title, kind, unit, decimals,
    period_text, value, missing_reason, is_last, direction, beside_lower, beside_upper.
    """
    items = []
    for code, series in rows.groupby("indicator", sort=False):
        last = series[series["is_last"]].iloc[-1]
        named = parts.page_link(page, last["title"], indicator=code)
        if last["kind"] == "rate":
            named += f' <small class="soft">{escape(last["unit"])}</small>'
        value = f"<b>{parts.trace_link(parts.figure_text(last, last['value']), code)}</b>"
        if not wording.is_known(last["value"]):
            why = wording.missing_text(last["missing_reason"])
            value = f"<span>{parts.trace_link(why, code)}</span>"
        value_line, low_line, high_line = (
            list(series[each]) for each in ("value", "beside_lower", "beside_upper")
        )
        image = sparkline.draw_sparkline(value_line, low_line, high_line, parts.colours())
        words = f"{len(series)} periods to {last['period_text']}"
        drawn = f'<img src="{image}" alt="{escape(words)}" width="96" height="26">' if image else ""
        items.append(
            f'<li><span class="title">{named}</span><span>{drawn}</span>'
            f'<span class="value">{value}<small>{escape(last["period_text"])}</small></span>'
            f"<span>{escape(parts.direction_text(last['direction']))}</span></li>"
        )
    parts.section(title, f'<ul class="small-lines">{"".join(items)}</ul>', aside, footer)


def list_flags(rows: pd.DataFrame, title: str, aside: str, none: str, limit: int = 2) -> None:
    """List candidate flags, each with why and, where it rests on one figure, its evidence.

    `rows`: flag (red, green or nothing), indicator (or nothing), title, why.
    """
    items = []
    for row in rows.itertuples():
        flag = row.flag if wording.is_known(row.flag) else "no"
        said = f"Candidate {flag} flag" if flag != "no" else "No flag"
        more = (
            f" {parts.trace_link('Evidence', row.indicator)}"
            if wording.is_known(row.indicator)
            else ""
        )
        items.append(
            f'<div class="flag {flag}"><span class="pole"></span><span><b>{said}</b>: '
            f"{escape(parts.text(row.why))}{more}</span></div>"
        )
    parts.section(title, parts.first_then_more(items, limit) or f"<p>{escape(none)}</p>", aside)


def list_missing(
    rows: pd.DataFrame, title: str, none: str, page: str, more: str = "", limit: int = 2
) -> None:
    """List what is not known, the rest behind a line that opens.

    `rows`: theme (a heading), indicator, title, status, missing_reason; `more` is a link.
    """
    items = [
        f"<p>{parts.page_link(page, row.title, indicator=row.indicator)} "
        f'<span class="soft">({escape(row.theme)}): '
        f"{parts.trace_link(_why(row), row.indicator)}</span></p>"
        for row in rows.itertuples()
    ]
    said = (
        (parts.first_then_more(items, limit) + (f"<p>{more}</p>" if more else ""))
        if items
        else (f"<p>{escape(none)} {more}</p>")
    )
    parts.section(title, f'<div class="gaps">{said}</div>')


def _why(row) -> str:
    return wording.missing_text(
        row.missing_reason if wording.is_known(row.missing_reason) else row.status
    )
