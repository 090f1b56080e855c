"""A sheet with a column for each of several things and marks below: each mark becomes a row.

Such as schools down the side, partnerships across the top and a tick where a school is a member.
"""

from dataclasses import dataclass, replace

from kit.registers.questions import Answers, Choice, Question, answered
from kit.registers.sheets import LOOKED_THROUGH, Located, Sheet
from kit.registers.words import Words, plain_name
from kit.store.headings import normalise
from kit.store.schema import Column, Table

_YES = {"y", "yes", "true", "1", "✓", "✔", "☑", "√"}
_NO = {"n", "no", "false", "0", "✗", "✘", "☐", "-", "–"}
_LONGEST = 12  # characters of a mark
Known = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Across:
    """Columns of a sheet that are things a register refers to by `column`: place → its number."""

    column: Column
    places: dict[int, str]


def headings_line(sheet: Sheet, table: Table, known: Known) -> int | None:
    """Return the line from 1 that names several things across, with marks below; else None."""
    for place, row in enumerate(sheet.rows[:LOOKED_THROUGH]):
        if _across(row, sheet.rows[place + 1 :], table, known, None):
            return place + 1
    return None


def unfolded(
    located: Located, table: Table, known: Known, words: Words, answers: Answers
) -> tuple[Located, list[Question]]:
    """Return the sheet with a row for each mark, and what is to be asked before that is certain."""
    rows = [row for _, row in located.rows]
    across = _across(located.headings, rows, table, known, words)
    if across is None:
        return located, []
    names = [located.headings[place] for place in across.places]
    question = Question(
        "matrix",
        f"The columns {', '.join(f'“{one}”' for one in names[:4])} hold marks. Is each mark a row?",
        (Choice("yes", "Yes: a row for each mark"), Choice("no", "No")),
        tuple(sorted({row[place] for row in rows for place in across.places if row[place]}))[:4],
    )
    if answered(question, answers) != "yes":
        return located, [question]
    asked = [question, *_unclear(rows, across)]
    others = [n for n in range(len(located.headings)) if n not in across.places]
    made = [
        (number, [*(row[n] for n in others), code])
        for number, row in located.rows
        for place, code in across.places.items()
        if _is_marked(row[place], asked, answers)
    ]
    headings = [*(located.headings[n] for n in others), across.column.name]
    return replace(located, headings=headings, rows=made), asked


def _across(headings, rows, table: Table, known: Known, words: Words | None) -> Across | None:
    """Return the columns that name things of one register and hold nothing but marks."""
    for column in table.columns:
        if not column.refers or column.name not in table.key:
            continue
        numbers = _numbers(known.get(column.refers, {}))
        places = {
            place: numbers[plain_name(heading)]
            for place, heading in enumerate(headings)
            if plain_name(heading) in numbers and not (words and words.named(heading))
        }
        cells = [row[place] for row in rows for place in places if place < len(row) and row[place]]
        if len(places) > 1 and cells and all(len(cell) <= _LONGEST for cell in cells):
            kinds = {normalise(cell) or cell for cell in cells}
            if len(kinds) <= 4 and not any(plain_name(cell) in numbers for cell in cells):
                return Across(column, places)
    return None


def _numbers(named: dict[str, str]) -> dict[str, str]:
    """Return the number of each name that is of one thing alone, and of each number itself."""
    found: dict[str, list[str]] = {}
    for number, name in named.items():
        found.setdefault(plain_name(name), []).append(number)
        found.setdefault(plain_name(number), []).append(number)
    return {name: of[0] for name, of in found.items() if name and len(set(of)) == 1}


def _unclear(rows, across: Across) -> list[Question]:
    """Return a question for each mark that is not surely yes or no."""
    cells = {row[place] for row in rows for place in across.places if row[place]}
    return [
        Question(
            f"mark:{cell}",
            f"What does the mark “{cell}” say?",
            (Choice("yes", "Yes: it is a row"), Choice("no", "No: it is none")),
            (cell,),
        )
        for cell in sorted(cells)
        if cell.lower() not in _YES | _NO
    ]


def _is_marked(cell: str, asked: list[Question], answers: Answers) -> bool:
    said = cell.lower()
    if not said or said in _NO:
        return False
    question = next((one for one in asked if one.about == f"mark:{cell}"), None)
    return question is None or answered(question, answers) == "yes"
