"""Comments and events on several subjects in one list, the newest first."""

import pandas as pd

from kit import wording
from kit.screen import layout, parts
from kit.store import comments


def list_remarks(subjects: pd.DataFrame, title: str, most: int = 20) -> None:
    """List what the authority chosen says of any of `subjects` (subject, title); none: nothing."""
    said = comments.current_comments(layout.selection()["area_code"])
    titles = dict(zip(subjects["subject"], subjects["title"], strict=True))
    found = said[said["subject"].isin(list(titles))].sort_values("written_at", ascending=False)
    if found.empty:
        return
    items = "".join(
        f"<li><b>{parts.escape(titles[row.subject])}</b>: {parts.escape(row.said)} "
        f'<span class="soft">{parts.escape(row.role)}, {_when(row)}</span></li>'
        for row in found.head(most).itertuples()
    )
    parts.section(title, f"<ul>{items}</ul>")


def _when(row) -> str:
    if row.kind == "event" and wording.is_known(row.happened_on):
        return f"event of {wording.day(row.happened_on)}"
    return wording.minute(row.written_at)
