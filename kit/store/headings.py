"""Where the headings of a file are, and at which place each declared column is."""

import difflib
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from kit.store.problems import ABOUT_CHILDREN, Problem, Problems, is_personal
from kit.store.schema import Column, Table

LOOKED_THROUGH = 40  # rows from the top in which headings are looked for


def normalise(heading: str) -> str:
    """Return a heading without regard to capitals, marks and white space."""
    return re.sub(r"[\W_]+", " ", heading).strip().casefold()


def wanted_heading(column: Column) -> str:
    """Return the heading a column has in its file, white space folded."""
    return " ".join((column.name if column.heading is None else column.heading).split())


def spellings(column: Column) -> set[str]:
    """Return every folded heading by which a column is known."""
    return {normalise(one) for one in (wanted_heading(column), *column.aliases)}


def reads(row: list[str], column: Column) -> bool:
    """Say whether the heading at a column's place says what the contract expects there."""
    place = (column.position or 1) - 1
    cell = " ".join(row[place].split()) if place < len(row) else ""
    return bool(re.search(column.heading_like or "", cell, re.IGNORECASE))


def find_headings(
    rows: Iterable[tuple[int, list[str]]], table: Table
) -> tuple[int, list[str], Iterator[tuple[int, list[str]]], list[tuple[int, list[str]]]]:
    """Return the line and cells of the row of headings, the rows below, and those above.

    The declared row, unless it lacks a needed heading and another near the top has them all; or,
    of a register, has most of them.
    """
    rows = iter(rows)
    first = list(islice(rows, max(LOOKED_THROUGH, table.header_row)))
    named = [column for column in table.columns if column.position is None]
    needed = [spellings(column) for column in named if not column.optional]
    placed = [column for column in table.columns if column.heading_like]

    def known(row: list[str]) -> int:
        found = {normalise(cell) for cell in row if cell.strip()}
        return sum(bool(names & found) for names in needed) + sum(reads(row, one) for one in placed)

    declared = table.header_row - 1
    place = declared
    whole = len(needed) + len(placed)
    if whole and (declared >= len(first) or known(first[declared][1]) < whole):
        most = max(range(len(first)), key=lambda n: (known(first[n][1]), -n), default=declared)
        enough = max(2, whole // 2) if table.is_register else whole
        if first and known(first[most][1]) >= min(enough, whole):
            place = most
    if place >= len(first):
        return table.header_row, [], iter(()), first
    between = table.start - table.header_row - 1  # rows of notes below the headings
    below = islice(chain(first[place + 1 :], rows), between, None)
    return first[place][0], first[place][1], below, first[:place]


def match_columns(
    table: Table, headings: list[str], sheet: str, line: int | None, problems: Problems
) -> tuple[list[int | None], list[str]] | None:
    """Return the place of each column, and the headings dropped; None where one is not there.

    An optional column that is not there has the place None. Every problem is told.
    """
    return _Match(table, headings, sheet, line, problems).run()


class _Match:
    """The matching of one row of headings with the columns of a contract."""

    def __init__(self, table, headings, sheet, line, problems):
        self.table, self.headings, self.sheet, self.line = table, headings, sheet, line
        self.problems = problems
        self.found = [" ".join(heading.split()) for heading in headings]
        self.by_hand = table.is_register  # its keeper can change the file, not the contract
        self.near: set[str] = set()

    def wrong(self, rule: str, remedy: str, column: str = "", value: str | None = None) -> None:
        self.problems.add(Problem(rule, remedy, self.sheet, self.line, column, value))

    def run(self) -> tuple[list[int | None], list[str]] | None:
        before = self.problems.total
        if not any(self.found):
            self.wrong("there is no row of headings", "Look for the whole file, or a row of "
                       "headings further down")  # fmt: skip
            return None
        if self._one_cell():
            return None
        known = {name for column in self.table.columns for name in spellings(column)}
        told = any(is_personal(head) for head in self.found)
        if self.by_hand and not told and not known & {normalise(head) for head in self.found}:
            names = ", ".join(wanted_heading(column) for column in self.table.columns)
            self.wrong(
                "has none of the headings of this register in its first rows",
                f"Add a row of headings: {names}",
                value=", ".join(self.found)[:80],
            )
            return None
        places = [self._place(column) for column in self.table.columns]
        dropped = self._others(places)
        return (places, dropped) if self.problems.total == before else None

    def _one_cell(self) -> bool:
        if len(self.found) > 1 or len(self.table.columns) < 2 or self.table.format != "csv":
            return False
        used = next((mark for mark in ";\t|," if mark in self.headings[0]), None)
        if not used or used == self.table.delimiter:
            return False
        names = {";": "semicolons", "\t": "tabs", "|": "upright bars", ",": "commas"}
        self.wrong(
            f"all headings are in one cell: values are parted by {names[used]}, not by "
            f"{names.get(self.table.delimiter, repr(self.table.delimiter))}",
            f"Save it as CSV with {names.get(self.table.delimiter, 'the declared mark')} between "
            "the values (in Excel: CSV UTF-8)",
            value=self.found[0],
        )
        return True

    def _place(self, column: Column) -> int | None:
        heading = wanted_heading(column)
        if column.position:
            return self._positioned(column, heading)
        exact = [n for n, head in enumerate(self.found) if head == heading]
        names = spellings(column)
        alike = exact or [
            n for n, head in enumerate(self.found) if normalise(head) in names and head
        ]
        if len(alike) == 1:
            return alike[0]
        if len(alike) > 1:
            self.wrong(f"the heading {heading!r} is there {len(alike)} times",
                       "Keep one of these columns, or give the others another heading",
                       column.name)  # fmt: skip
        elif not column.optional:
            self.wrong(f"is missing: no heading reads {heading!r}", self._hint(column, heading),
                       column.name)  # fmt: skip
        return None

    def _positioned(self, column: Column, heading: str) -> int:
        assert column.position is not None
        place = column.position - 1
        if place >= len(self.found):
            self.wrong(f"is declared as column {column.position}, and there are "
                       f"{len(self.found)}", "Look for the whole file", column.name)  # fmt: skip
        elif column.heading is not None and self.found[place] != heading:
            self.wrong(f"is in column {column.position}, where {heading!r} is declared",
                       "Look whether the file is the right one", column.name,
                       self.found[place])  # fmt: skip
        elif column.heading_like and not reads(self.headings, column):
            self.wrong(f"is not the heading expected in column {column.position}",
                       "Look whether the file is the right one, and whether columns were moved",
                       column.name, self.found[place])  # fmt: skip
        return place

    def _hint(self, column: Column, heading: str) -> str:
        """Say which heading may be meant: one with the same words or a slip of the pen, or none."""
        taken = {name for each in self.table.columns for name in spellings(each)}
        spare = [head for head in self.found if head and normalise(head) not in taken]
        words = set(normalise(heading).split())
        same = [head for head in spare if words and words == set(normalise(head).split())]
        slips = [
            head
            for head in spare
            if difflib.SequenceMatcher(None, normalise(head), normalise(heading)).ratio() >= 0.76
        ]
        if near := (same or slips)[:1]:
            self.near.add(near[0])
            change = f"write {heading!r}" if self.by_hand else "look whether it was renamed"
            return f"{near[0]!r} may be meant: {change}"
        shown = [wording for wording in self.found[:40] if wording]
        return f"Add it. The headings are {', '.join(map(repr, shown))}"

    def _others(self, places: list[int | None]) -> list[str]:
        """Tell of columns that no contract declares; return those dropped as details of people."""
        table, dropped = self.table, []
        ignored = {" ".join(heading.split()) for heading in table.ignore}
        for place, heading in enumerate(self.found):
            if place in places or not heading:
                continue
            if any(re.fullmatch(form, heading, re.IGNORECASE) for form in table.dropped):
                dropped.append(heading)
            elif heading in ignored:
                continue
            elif is_personal(self.headings[place]):
                self.wrong(*ABOUT_CHILDREN, heading)
            elif self.by_hand and heading not in self.near:
                self.wrong("is not a column of this register", "Remove it", heading)
            elif not self.by_hand and not table.ignore_others:
                self.wrong("is a column that is not expected in this file",
                           "Look whether the file is the right one, or remove the column",
                           heading)  # fmt: skip
        return dropped
