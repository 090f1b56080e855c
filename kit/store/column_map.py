"""A wide export of a form becomes rows of a register, by a map of its columns kept as a file.

Microsoft Forms, Google Forms and SurveyMonkey give a row to each person and a column to each
question. The map, <name of the export>.columns.csv beside it, says of each column what it becomes.
What it does not name is never read on: names, e-mail addresses and times stay behind.
"""

import csv
import hashlib
import io
import re
import shutil
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from kit.store import csv_file, formats, workbook
from kit.store.contract import values_of
from kit.store.headings import normalise
from kit.store.problems import UnreadableError, is_personal
from kit.store.schema import Contract, Table, Wide

FIELDS = ("heading", "becomes", "item", "value")
DROP = "leave out"
TICKED = "ticked"  # of a column in which an answer is the words of the question, or nothing
# Headings that together only the exports of forms have; and all that say who answered, and when.
_SIGNS = ({"start time", "completion time"}, {"respondent id", "collector id"})
_MARKS = {
    "id", "start time", "completion time", "email", "name", "timestamp", "respondent id",
    "collector id", "start date", "end date", "ip address", "email address", "last modified time",
}  # fmt: skip


@dataclass
class Export:
    """The rows of an export under one row of headings: those of two rows are joined."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]

    @property
    def key(self) -> str:
        """The name under which a store keeps the map of such an export."""
        return hashlib.sha256("\x1f".join(self.headings).encode()).hexdigest()[:16]


def read_export(path: Path) -> Export | None:
    """Return an export of a form, or None where the file is none."""
    try:
        return export_of(_rows(path))
    except (UnreadableError, OSError):
        return None


def export_of(rows: list[tuple[int, list[str]]]) -> Export | None:
    """Return an export of a form from its lines with their cells, or None where they are none."""
    if len(rows) < 2:
        return None
    first = [normalise(cell) for cell in rows[0][1]]
    if not any(signs <= set(first) for signs in _SIGNS) and first[:1] != ["timestamp"]:
        return None
    headings, start = rows[0][1], 1
    below = rows[1][1]
    if not below[0].strip() and any(cell.strip() for cell in below):
        headings, start = _joined(headings, below), 2
    return Export([" ".join(one.split()) for one in headings], rows[start:])


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    if formats.is_workbook(path):
        with workbook.open_safely(path) as book:
            return list(workbook.rows(path, book, book.sheet_names[0]))
    if path.suffix.lower() != ".csv":
        return []
    shape = Table(source="", name="any", key=["any"], column=[{"name": "any"}])
    shape = shape.model_copy(update={"encoding": ["utf-8-sig", "cp1252"]})
    return [row for row in csv_file.rows(path, shape) if row[1]]


def _joined(above: list[str], below: list[str]) -> list[str]:
    """Return headings of two rows as one: a question goes on until the next one."""
    made, last = [], ""
    for one, other in zip(above, below, strict=False):
        last = one or last
        plain = not other.strip() or normalise(other) == "response"
        made.append(last if plain else f"{last} [{other}]")
    return made


def map_path(path: Path) -> Path:
    """Return the path of the map that belongs to an export."""
    return path.with_name(f"{path.stem}.columns.csv")


def find_map(path: Path, export: Export, store: Path) -> Path | None:
    """Return the map of an export: beside it, or as a store keeps it of an earlier one."""
    kept = store / "maps" / f"{export.key}.csv"
    return next((one for one in (map_path(path), kept) if one.is_file()), None)


def _wide(table: Table) -> Wide:
    """Return how the register is laid out wide; only such a register is mapped here."""
    assert table.wide is not None
    return table.wide


def keep_map(chosen: Path, export: Export, store: Path) -> None:
    """Keep a map in the store, so that the next export of the same form is known."""
    kept = store / "maps" / f"{export.key}.csv"
    if chosen != kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(chosen, kept)


def draft_map(export: Export, table: Table, contracts: dict[str, Contract]) -> bytes:
    """Return a map to check and fill in: guessed where the words agree, blank where they do not."""
    names = {column.name: column for column in table.columns}
    items = values_of(names[_wide(table).item], contracts)[0]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(FIELDS)
    mapped = {_wide(table).respondent, _wide(table).item}
    for heading in export.headings:
        becomes, item, value = guess(heading, table, items)
        mapped.add(becomes)
        writer.writerow([heading, becomes, item, value])
    for name, column in names.items():
        if column.required and name not in mapped:
            known = values_of(column, contracts)[0] if not column.listed else {}
            writer.writerow(["", name, "", next(iter(known), "")])
    return text.getvalue().encode("utf-8-sig")


def guess(heading: str, table: Table, items: dict[str, str]) -> tuple[str, str, str]:
    """Return what a heading seems to become, the item it asks about, and how it is answered."""
    plain = normalise(heading)
    if plain in _MARKS or is_personal(heading):
        return DROP, "", ""
    words = set(plain.split())
    for column in table.columns:
        if column.allowed and column.name not in _wide(table).answers and column.name in words:
            return column.name, "", ""
    stems = {word[:5] for word in words}
    answers = [name for name in _wide(table).answers if name[:5] in stems]
    option = re.search(r"\[(.+)\]$", heading)
    if option and normalise(option[1]).startswith("other"):
        return "", "", ""
    # Where an item is named in brackets, the question before it may share a word with another.
    item = (_best(normalise(option[1]), items) if option else "") or _best(plain, items)
    ticked = bool(option and normalise(option[1]) in {normalise(title) for title in items.values()})
    return (answers[0] if answers else "", item, TICKED if ticked else "") if item or answers else (
        "", "", "")  # fmt: skip


def _best(plain: str, items: dict[str, str]) -> str:
    """Return the item whose title is in a heading, or is nearly; nothing where none is."""
    inside = [code for code, title in items.items() if normalise(title) in plain]
    if inside:
        return max(inside, key=lambda code: len(items[code]))
    near = max(items, key=lambda c: SequenceMatcher(None, normalise(items[c]), plain).ratio())
    return near if SequenceMatcher(None, normalise(items[near]), plain).ratio() > 0.7 else ""


def register_rows(
    export: Export, chosen: Path, table: Table, contracts: dict[str, Contract]
) -> tuple[list[list[str]], list[str]]:
    """Return the rows of the register with its headings, and the headings that were left out.

    Raises UnreadableError with the line of the map that is not filled in, or names what is unknown.
    """
    asks = next(column for column in table.columns if column.name == _wide(table).item)
    titles = values_of(asks, contracts)[0]
    fixed, questions, details, left = _parsed(export, chosen, table, set(titles))
    names = [column.name for column in table.columns]
    made = [names]
    for number, (_, cells) in enumerate(export.rows, 1):
        about = fixed | {name: cells[place].strip() for name, place in details.items()}
        about[_wide(table).respondent] = str(number)
        answers: dict[str, dict[str, str]] = {}
        for place, answer, item, how in questions:
            said = cells[place].strip()
            if how == TICKED:
                said = "yes" if said else "no"
            answers.setdefault(item, {})[answer] = said
        for item, told in answers.items():
            row = about | {_wide(table).item: item} | told
            made.append([row.get(name, "") for name in names])
    return made, left


def _parsed(
    export: Export, chosen: Path, table: Table, items: set[str]
) -> tuple[dict, list, dict, list[str]]:
    with chosen.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    fixed, questions, details, left = {}, [], {}, []
    known = {column.name for column in table.columns}
    places = {heading: place for place, heading in enumerate(export.headings)}
    for number, line in enumerate(lines, 2):
        heading, becomes, item, value = ((line.get(name) or "").strip() for name in FIELDS)
        if becomes == DROP:
            left.append(heading)
            continue
        if becomes not in known or (heading and heading not in places) or not (heading or value):
            raise UnreadableError(
                f"line {number} of {chosen.name} is not filled in: {heading or becomes!r}",
                f"In the column “becomes” write one of {', '.join(sorted(known))} or “{DROP}”; "
                "where there is no heading, write the value",
            )
        if becomes in _wide(table).answers and item not in items:
            raise UnreadableError(
                f"line {number} of {chosen.name} does not say which {_wide(table).item} is asked: "
                f"{heading!r}",
                f"In the column “item” write one of {', '.join(sorted(items))}, or in “becomes” "
                f"“{DROP}”",
            )
        if not heading:
            fixed[becomes] = value
        elif becomes in _wide(table).answers:
            questions.append((places[heading], becomes, item, value))
        else:
            details[becomes] = places[heading]
    missing = [name for name in export.headings if name not in {line["heading"] for line in lines}]
    return fixed, questions, details, left + missing
