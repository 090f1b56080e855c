"""Tables as readers save them: each column says its own unit, each missing cell its reason."""

import re
from collections.abc import Mapping

import pandas as pd

from kit import wording
from kit.screen import ask

# The unit of a column's numbers as they are saved, by the kind of the column, and their decimals.
UNITS = {"money": "£", "percent": "%"}
DECIMALS = {"number": 6, "decimal": 6, "hundredths": 6, "percent": 6, "money": 2}
_RANK = re.compile(r"\b(rank|place)\b", re.IGNORECASE)


def saved_columns(rows: pd.DataFrame, kept: Mapping) -> pd.DataFrame:
    """Return the columns of a table on the screen as they are saved.

    `kept`: name → Column. A heading gets the unit of its own numbers, whatever the chart beside
    the table was drawn in. Where cells are missing a column says why; both codes of an area go
    before its name.
    """
    made: dict[str, pd.Series] = codes_of_areas(rows)
    for name, column in kept.items():
        heading, unit = column.heading, UNITS.get(column.kind)
        if unit and unit not in heading:
            heading = f"{heading} ({unit})"
        if _RANK.search(heading) and "=" not in heading:
            heading = f"{heading} (1 = best, or highest where neither is better)"
        made[_unique_heading(heading, made)] = _rounded(rows[name], column.kind)
        if column.why and column.why in rows and rows[name].isna().any():
            reasons = rows[column.why].where(rows[name].isna())
            made[_unique_heading(f"{column.heading}: why missing", made)] = reasons.map(
                lambda reason: wording.missing_text(reason) if wording.is_known(reason) else None
            )
    return pd.DataFrame(made, index=rows.index)


def codes_of_areas(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return both codes of the area of each row, as text; nothing where rows are of no area."""
    if "area_code" not in rows or not len(rows):
        return {}
    listed = ask.ask("frame/both_codes")
    known = dict(zip(listed["area_code"], listed["gss_code"], strict=True))
    longer = rows["area_code"].map(known).astype("string")
    made = {"3-digit code": rows["area_code"].astype("string")}
    return made | ({"9-character code": longer} if longer.notna().any() else {})


def _unique_heading(heading: str, taken: dict) -> str:
    """Return a heading that no other column has: two of one name could not be told apart."""
    number, free = 1, heading
    while free in taken:
        number += 1
        free = f"{heading} {number}"
    return free


def _rounded(cells: pd.Series, kind: str) -> pd.Series:
    places = DECIMALS.get(kind)
    if places is None or not pd.api.types.is_float_dtype(cells):
        return cells
    return cells.round(places)


def file_name(name: str, chosen: Mapping[str, str]) -> str:
    """Return a file's name that says of which area and date it is."""
    parts = [name]
    for key in ("area_code", "as_at"):
        if (said := chosen.get(key)) and said not in name:
            parts.append(str(said))
    return "_".join(parts)
