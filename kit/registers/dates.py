"""Days as people write them: which are certain, and what is asked about those that are not."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kit.registers.questions import Answers, Choice, Question, answered

_MONTHS = {
    name: n
    for n, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ T]00:00(?::00)?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DAY_WORD = re.compile(
    rf"(?:[a-z]+day,? )?(\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?({_WORD})\.?,?[ -](\d{{4}}|\d\d)",
    re.I,
)
_WORD_DAY = re.compile(rf"({_WORD})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.I)
_MONTH_YEAR = re.compile(rf"({_WORD})\.?[ \-/]?(\d{{4}}|\d\d)", re.I)
_SERIAL = re.compile(r"[34567]\d{4}(\.0+)?")
_ORIGIN = date.fromisoformat("1899-12-30")  # from which spreadsheets count days


@dataclass(frozen=True)
class Bounds:
    """The first and last day that may be meant."""

    first: date
    last: date


def style(columns: dict[str, list[str]]) -> str:
    """Return what the dates of a sheet show of themselves: day, month, both or nothing first."""
    pairs = [m for cells in columns.values() for cell in cells if (m := _NUMERIC.fullmatch(cell))]
    day = any(int(m[1]) > 12 for m in pairs)
    month = any(int(m[2]) > 12 for m in pairs)
    return "both" if day and month else "day" if day else "month" if month else ""


def ask(name: str, title: str, cells: list[str], shown: str, has_dates: bool) -> list[Question]:
    """Return what must be asked of a column of dates before they can be read."""
    numeric = [cell for cell in cells if (m := _NUMERIC.fullmatch(cell)) and m[1] != m[2]]
    asked = []
    if has_dates and numeric and shown == "day" and any(map(_could_be_swapped, cells)):
        asked.append(Question(
            f"dates:{name}:mixed",
            f"“{title}” holds dates and text that looks like dates. A program may have exchanged "
            "day and month in some. Are the dates right as they are?",
            (Choice("right", "Right as they are"), Choice("swapped", "Exchange day and month")),
            tuple(filter(_could_be_swapped, cells))[:4],
        ))  # fmt: skip
    if numeric and shown != "day":
        first = numeric[0]
        asked.append(Question(
            f"dates:{name}:order",
            f"“{title}”: which comes first in dates such as {first}?",
            (Choice("day", f"The day: {first} is {_said(first, 'day')}"),
             Choice("month", f"The month: {first} is {_said(first, 'month')}")),
            tuple(numeric[:4]),
        ))  # fmt: skip
    if months := [cell for cell in cells if _MONTH_YEAR.fullmatch(cell)]:
        asked.append(Question(
            f"dates:{name}:month",
            f"“{title}” gives months without a day. Which day is meant?",
            (Choice("first", "The first of the month"), Choice("last", "The last of the month")),
            tuple(months[:4]),
        ))  # fmt: skip
    if serial := [cell for cell in cells if _SERIAL.fullmatch(cell)]:
        day = _ORIGIN + timedelta(days=int(float(serial[0])))
        asked.append(Question(
            f"dates:{name}:serial",
            f"“{title}” holds numbers such as {serial[0]}. Are they days as a spreadsheet counts "
            "them?",
            (Choice("yes", f"Yes: {serial[0]} is {written(day)}"), Choice("no", "No")),
            tuple(serial[:4]),
        ))  # fmt: skip
    return asked


def _could_be_swapped(cell: str) -> bool:
    found = _ISO.fullmatch(cell)
    return found is not None and int(found[3]) <= 12 and found[2] != found[3]


def _said(cell: str, order: str) -> str:
    a, b, year = (int(one) for one in re.split(r"\D", cell)[:3])
    day, month = (a, b) if order == "day" else (b, a)
    made = _day(year + 100 * 20 if year < 100 else year, month, day)
    return written(made) if made else "not a date"


def _centuries(cell: str, bounds: Bounds) -> list[int]:
    """Return the years that the two figures of a year may stand for."""
    found = _NUMERIC.fullmatch(cell) or _DAY_WORD.fullmatch(cell) or _MONTH_YEAR.fullmatch(cell)
    text = found.groups()[-1] if found else ""
    if len(text) != 2:
        return []
    both = (100 * century + int(text) for century in (19, 20))
    return [year for year in both if bounds.first.year <= year <= bounds.last.year]


def read(cell: str, answers: Answers, asked: list[Question], bounds: Bounds) -> date | None:
    """Return the day a cell names, by what was answered; None where it names none."""
    known = {one.about.rpartition(":")[2]: answered(one, answers) for one in asked}
    if found := _ISO.fullmatch(cell):
        year, month, day = map(int, found.groups())
        swap = known.get("mixed") == "swapped" and day <= 12
        return _day(year, day, month) if swap else _day(year, month, day)
    if found := _NUMERIC.fullmatch(cell):
        a, b = int(found[1]), int(found[2])
        order = known.get("order", "day")
        day, month = (b, a) if order == "month" else (a, b)
        return _day(_year(found[3], cell, bounds), month, day)
    if found := _DAY_WORD.fullmatch(cell):
        return _day(_year(found[3], cell, bounds), _MONTHS[found[2].lower()], int(found[1]))
    if found := _WORD_DAY.fullmatch(cell):
        return _day(int(found[3]), _MONTHS[found[1].lower()], int(found[2]))
    if (found := _MONTH_YEAR.fullmatch(cell)) and known.get("month"):
        year, month = _year(found[2], cell, bounds), _MONTHS[found[1].lower()]
        begun = _day(year, month, 1)
        if known["month"] == "first" or begun is None:
            return begun
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if _SERIAL.fullmatch(cell) and known.get("serial") == "yes":
        return _ORIGIN + timedelta(days=int(float(cell)))
    return None


def is_waiting(cell: str, asked: list[Question], answers: Answers) -> bool:
    """Say whether a cell waits for an answer about its column."""
    waits = {
        "order": _NUMERIC.fullmatch(cell),
        "month": _MONTH_YEAR.fullmatch(cell),
        "serial": _SERIAL.fullmatch(cell),
        "mixed": _could_be_swapped(cell),
    }
    open_ = {one.about.rpartition(":")[2] for one in asked if answered(one, answers) is None}
    return any(waits[what] for what in open_)


def is_count(cell: str) -> bool:
    """Say whether a cell may be a day as a spreadsheet counts days."""
    return bool(_SERIAL.fullmatch(cell))


def is_date(cell: str) -> bool:
    """Say whether a cell looks like a day or a month, in whichever form."""
    forms = (_ISO, _NUMERIC, _DAY_WORD, _WORD_DAY, _MONTH_YEAR)
    return any(form.fullmatch(cell) for form in forms)


def _year(text: str, cell: str, bounds: Bounds) -> int:
    """Return the year meant, 0 where two figures may be of either century."""
    if len(text) == 4:
        return int(text)
    may = _centuries(cell, bounds)
    return may[0] if len(may) == 1 else 0


def choices(cell: str, answers: Answers, asked: list[Question], bounds: Bounds) -> list[Choice]:
    """Return the days a cell may name where its year may be of either century."""
    made = []
    for year in _centuries(cell, bounds):
        whole = re.sub(r"\d\d$", str(year), cell)
        if day := read(whole, answers, asked, bounds):
            made.append(Choice(day.isoformat(), written(day)))
    return made


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written(day: date) -> str:
    """Return a day as readers see it: 31 August 2026."""
    return f"{day.day} {day:%B %Y}"
