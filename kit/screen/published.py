"""What others publish, row by row: who says it, what it says and does not say, what it asks.

Rows are never levels: no colour, no order of merit. What is said comes with the rows.
"""

from html import escape

import pandas as pd

from kit import wording
from kit.chart import Column
from kit.screen import parts, share

_PIECES = {
    "theme_title": Column("Theme"),
    "badge": Column("What it is"),
    "title": Column("Figure or report"),
    "figure": Column("Value or outcome"),
    "period_text": Column("Period"),
    "said": Column("In words"),
    "beside": Column("Against neighbours and over time"),
    "link": Column("Report"),
}
_SILENT = {"title": Column("Theme"), "says": Column("In words")}


def rows_to_save(pieces: pd.DataFrame, rows: pd.DataFrame) -> tuple[pd.DataFrame, dict]:
    """Return what a file of the page holds, with its columns: the evidence, or that there is none.

    `pieces`, `rows`: as for `list_themes`, with what `_PIECES` names.
    """
    return (pieces, _PIECES) if len(pieces) else (rows, _SILENT)


def list_themes(rows: pd.DataFrame, pieces: pd.DataFrame, title: str, aside: str) -> None:
    """List themes with their evidence.

    `rows`: theme, title, badges, says, does_not_say. `pieces`: theme, title, indicator, said (its
    title among the words), beside (what follows), link (address outside the dashboard).
    """
    inside = {theme: list(group.itertuples()) for theme, group in pieces.groupby("theme")}
    body = "".join(_theme(row, inside.get(row.theme, [])) for row in rows.itertuples())
    for row in rows.itertuples():
        share.record_text(row.title, f"{row.says} Does not say: {row.does_not_say}")
    parts.section(title, f'<ul class="published">{body}</ul>', aside)


def _theme(row, pieces: list) -> str:
    badges = "".join(f"<span>{escape(badge)}</span>" for badge in row.badges.split(" · "))
    items = "".join(f"<li>{_piece(piece)}</li>" for piece in pieces)
    return (
        f'<li><h3>{escape(row.title)}</h3><p class="badges">{badges}</p>'
        f"<p>{escape(row.says)}</p>{f'<ul>{items}</ul>' if items else ''}"
        f"<p class='unsaid'><b>Does not say:</b> {escape(row.does_not_say)}</p></li>"
    )


def _piece(piece) -> str:
    said = escape(piece.said)
    if wording.is_known(piece.indicator):
        named = parts.page_link("indicator", piece.title, indicator=piece.indicator)
        said = said.replace(escape(piece.title), named, 1)
    if wording.is_known(piece.link):
        said += f" {parts.external_link(piece.link, 'Report')}"
    return f"{said} <small>{escape(piece.beside)}</small>" if piece.beside else said


def list_enquiries(rows: pd.DataFrame, title: str, aside: str, page: str) -> None:
    """List questions, each with the register that answers it; `page` is where it is filled in.

    `rows`: said, words (of them, that lead to `indicator`), indicator, register, register_code.
    """
    items = []
    for row in rows.itertuples():
        said = escape(row.said)
        if wording.is_known(row.indicator) and wording.is_known(row.words):
            named = parts.page_link("indicator", row.words, indicator=row.indicator)
            said = said.replace(escape(row.words), named, 1)
        answer = f"Fill in: {row.register}"
        form = parts.page_link(page, answer, register=row.register_code)
        items.append(f"<li>{said} <small>{form}</small></li>")
        share.record_text(title, row.said)
    body = parts.first_then_more(items, 6, "li") if items else ""
    parts.section(title, f'<ol class="points">{body}</ol>', aside)


def list_steps(rows: pd.DataFrame, title: str, aside: str) -> None:
    """List what to keep next. `rows`: keeps, opens."""
    items = "".join(
        f"<li><b>{escape(row.keeps)}</b> {escape(row.opens)}</li>" for row in rows.itertuples()
    )
    for row in rows.itertuples():
        share.record_text(title, f"{row.keeps} {row.opens}")
    parts.section(title, f'<ol class="points">{items}</ol>', aside)
