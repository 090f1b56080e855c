"""What a reader's words find, by kind, each with the way to it."""

from html import escape

import pandas as pd

from kit import wording
from kit.people import access
from kit.screen import menu, parts, share


def open_to_reader(found: pd.DataFrame) -> pd.DataFrame:
    """Return what the reader may open of what was found: pages of their menu, their authorities."""
    first, addresses = menu.current()["first"], menu.current()["addresses"]
    found = found.assign(page=found["page"].where(found["page"] != first, ""))
    found = found[found["page"].isin(addresses)]
    areas = access.reader().areas("read")
    if areas is not None:
        found = found[found["area_code"].isin({"", *areas})]
    return found


def headline(words: str, found: pd.DataFrame) -> str:
    """Say how much was found."""
    if not words.strip():
        return "Find a page, an indicator, an authority, a partnership, a school or a word"
    said = wording.shorten(words, 60)
    number = int(found.groupby("kind")["found"].max().sum())
    if not number:
        return f"Nothing found for “{said}”"
    return f"{number} {'result' if number == 1 else 'results'} for “{said}”"


def show_field(words: str) -> None:
    """Write the field with what was asked, and the keys that lead to it."""
    hint = (
        '<p class="soft">Codes work too: an authority’s three or nine characters, a school’s URN, '
        "the number of a partnership. Misspelt names are matched to the nearest.</p>"
        '<p class="soft"><label><input type="checkbox" data-slash> Open search with the / key'
        "</label> (Ctrl and K always do)</p>"
    )
    parts.write_html(f'<div class="find">{menu.search_form(words, "find_again")}{hint}</div>')


def show_results(rows: pd.DataFrame, kind: str, words: str) -> None:
    """List what was found of a kind, and the way to all of it where only the first are shown."""
    for row in rows.itertuples():
        share.record_text(f"{kind}: {row.title}", parts.text(row.said))
    items = "".join(
        f"<li>{_link(row)}<p>{escape(parts.text(row.said))}</p></li>" for row in rows.itertuples()
    )
    found, more = int(rows["found"].iloc[0]), ""
    if len(rows) < found:
        every = parts.page_link(menu.SEARCH, f"Show all {found}", kind=kind, q=words)
        more = f"<p>{len(rows)} of {found} · {every}</p>"
    parts.section(kind, f'<ul class="found">{items}</ul>{more}')


def _link(row) -> str:
    opened = {row.parameter: row.code} if row.parameter else {}
    if row.area_code:
        opened["area"] = row.area_code
    return parts.page_link(row.page, row.title, **{"q": "", "kind": ""} | opened)
