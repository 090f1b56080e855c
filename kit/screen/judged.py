"""How a judgement is shown: figures on a ruler, ways up, today beside what would be, flags."""

from html import escape

import pandas as pd

from kit.screen import parts

# ── Ways up ──────────────────────────────────────────────────────────────────────────────────

_ROLES = {
    "needed": "every one of these is needed",
    "one of": "any one of these will do",
    "together": "all of these together will do",
}


def ways(rows: pd.DataFrame, page: str, opens: str) -> str:
    """Return, for each group of rows, what would lift it and whether that was ever seen.

    `rows`: id, theme_title, step (from … to …), role (needed, one of, together), indicator, title,
    now_text, to_text, change_text, numerator_words, seen, seen_among (nobody is set off), heading.
    A row's title leads to `page`, a group's to `opens`.
    """
    groups = []
    for code, group in rows.groupby("id", sort=False):
        first = group.iloc[0]
        named = parts.walk(opens, first["theme_title"], theme=code)
        role = f"; {_ROLES[first['role']]}" if len(group) > 1 else ""
        items = "".join(_way(row, page) for row in group.itertuples())
        groups.append(
            f'<section class="way"><h3>{named} <small>{escape(first["step"])}'
            f"{role}</small></h3><ul>{items}</ul></section>"
        )
    return f'<div class="ways">{"".join(groups)}</div>'


def _way(row, page: str) -> str:
    unseen = ' class="low-text"' if row.seen_among == "nobody" else ""
    return (
        f"<li><p>{parts.walk(page, row.title, indicator=row.indicator)}"
        f"<small>{escape(row.numerator_words)}</small></p>"
        f"<p><b>{escape(row.change_text)}</b>"
        f"<small>{escape(row.now_text)} → {escape(row.to_text)}</small></p>"
        f"<p{unseen}>{escape(row.seen)}</p><p>{escape(row.heading)}</p></li>"
    )
