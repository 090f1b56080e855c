"""An agenda: what is due, by whom and when, each with the way to what it rests on."""

from collections.abc import Callable
from html import escape

import pandas as pd

from kit import wording
from kit.screen import parts, share


def show_agenda(rows: pd.DataFrame, title: str, aside: str = "", more: str = "") -> None:
    """List what is due, in the order given, with `more`: a link to the rest.

    `rows`: decide_on, is_past, is_now, title, sentence, size, owner_role, source, page, parameter
    (what that page calls the thing it is opened for, or nothing) and subject.
    """
    rest = f"<p>{more}</p>" if more else ""
    parts.section(title, f'<ol class="agenda">{_listed(rows, _item)}</ol>{rest}', aside)


def list_due(rows: pd.DataFrame, title: str, more: str = "") -> None:
    """List what is due in a line each, for a page that must fit a sheet. `rows` as show_agenda."""
    rest = f"<li>{more}</li>" if more else ""
    parts.section(title, f'<ul class="points">{_listed(rows, _line)}{rest}</ul>')


def band(rows: pd.DataFrame, title: str, page: str) -> str:
    """Return what is due in a line of HTML, with the way to all on `page`. `rows` as show_agenda.

    They need no size.
    """
    if rows.empty:
        return ""
    return f"{parts.page_link(page, title)}: {_listed(rows, _named)}".rstrip("; ")


def _named(row) -> str:
    return f"{parts.page_link(row.page, row.title, **_opened(row))} ({escape(wording.due(row))}); "


def _listed(rows: pd.DataFrame, write: Callable) -> str:
    """Return what `write` makes of each row as HTML; its words are kept for sharing."""
    for row in rows.itertuples():
        share.record_text(row.title, row.sentence)
    return "".join(map(write, rows.itertuples()))


def _opened(row) -> dict[str, str]:
    return {row.parameter: row.subject} if parts.text(row.parameter) else {}


def _owner(row) -> str:
    return wording.capitalise(parts.text(row.owner_role)) or "Nobody is named"


def _line(row) -> str:
    return (
        f"<li>{parts.page_link(row.page, row.title, **_opened(row))} "
        f"({escape(wording.due(row))}): {escape(row.sentence)} "
        f"<small>{escape(_owner(row))}.</small></li>"
    )


def _item(row) -> str:
    return (
        f'<li><p class="due{" past" if row.is_past else ""}">'
        f"{escape(wording.capitalise(wording.due(row)))}</p>"
        f"<div><h3>{escape(row.title)}</h3><p>{escape(row.sentence)}</p>"
        f'<p class="soft">{escape(_owner(row))} · '
        f"{escape(wording.capitalise(row.size))} · "
        f"{parts.page_link(row.page, f'From the {row.source}', **_opened(row))}</p></div></li>"
    )
