"""A page without its figures becomes steps: which registers to fill in, and what they open."""

from collections.abc import Iterable
from html import escape

from kit import wording
from kit.screen import layout, menu, parts, register_list

_PAGE = "registers"  # where a register is filled in, uploaded and checked


def show_steps(page: str, needed: Iterable[str], links: Iterable[str] = ()) -> None:
    """Say what a page needs, register by register, each with its form; `links` lead on meanwhile.

    `page` says what opens; `needed` names registers. One that holds rows is ticked off.
    """
    kept = register_list.load()
    rows = register_list.ask_list(layout.selection()).set_index("register")
    items = "".join(_step(kept, rows.loc[each], each) for each in needed if each in rows.index)
    rest = "".join(f"<li>{each}</li>" for each in links)
    parts.section(
        f"To open {page}",
        f'<ol class="points">{items}</ol>'
        "<p>A register’s page has an empty form to download, takes your spreadsheet, and says line "
        "by line what is wrong in it. Figures follow from the day you confirm.</p>"
        + (f"<p><b>Until then</b></p><ul>{rest}</ul>" if rest else ""),
        aside="not collected for this authority",
    )


def _step(kept: register_list.Registers, row, register: str) -> str:
    title = kept.title(register)
    if _PAGE in menu.current()["addresses"]:
        title = parts.page_link(_PAGE, title, register=register)
    else:
        title = escape(title)
    about = f"a row for {row['one_for']}, about {row['typical_rows']} rows"
    if wording.is_known(row["rows_stored"]):
        about = f"loaded, {wording.number(row['rows_stored'])} rows of all authorities"
    elif row["opens"]:
        about += f"; opens {register_list.counted(int(row['opens']), 'figure')} of the judgement"
    return f"<li>{title} <small>{escape(kept.keeper(register))} · {escape(about)}</small></li>"
