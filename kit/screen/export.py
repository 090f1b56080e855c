"""Tables as readers save them: each column says its own unit, each missing cell its reason."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime

import pandas as pd

from kit import wording
from kit.screen import ask

# The unit of a column's numbers as they are saved, by the kind of the column, and their decimals.
UNITS = {"money": "£", "percent": "%"}
DECIMALS = {"number": 6, "decimal": 6, "hundredths": 6, "percent": 6, "money": 2}
_PERIODS = ("Period", "Year", "As at", "Day")  # headings of columns that say which period
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
        if name == "period_text" or heading in _PERIODS:
            made |= _period_days(rows[name], heading)
        if column.why and column.why in rows and rows[name].isna().any():
            reasons = rows[column.why].where(rows[name].isna())
            made[_unique_heading(f"{column.heading}: why missing", made)] = reasons.map(
                lambda reason: wording.missing_text(reason) if wording.is_known(reason) else None
            )
    if "period_status" in rows and "period_status" not in kept:
        made[_unique_heading("Status", made)] = rows["period_status"]
    return pd.DataFrame(made, index=rows.index)


def _period_days(cells: pd.Series, heading: str) -> dict[str, pd.Series]:
    """Return the first and last day of each period of a column; nothing where it holds none."""
    days = [period_days(str(cell)) if wording.is_known(cell) else (None, None) for cell in cells]
    if all(day is None for day, _ in days):
        return {}
    ends = (f"{heading}: {end} day" for end in ("first", "last"))
    return {
        end: pd.Series(side, cells.index, dtype=object)
        for end, side in zip(ends, zip(*days, strict=True), strict=True)
    }


def period_days(text: str) -> tuple[date | None, date | None]:
    """Return the first and last day of a period as `period_label` writes it; None where it is none.

    2025/26 is an academic year, 2025-26 a financial one, 2025 a calendar year.
    """
    if found := re.match(r"(\d{4})([/-])(\d\d)\b", text):
        year, month = int(found[1]), 9 if found[2] == "/" else 4
        last = monthrange(year + 1, month - 1)[1]
        return date(year, month, 1), date(year + 1, month - 1, last)
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    for form in ("%d %b %Y", "%d %B %Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        return day, day
    return None, None


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
