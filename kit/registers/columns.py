"""Which column of a spreadsheet is which of a register: known, or asked about."""

from collections import Counter
from dataclasses import dataclass, field

from kit.registers import convert, dates
from kit.registers.convert import Given
from kit.registers.questions import LEAVE, Choice, Question, answered
from kit.store.headings import normalise
from kit.store.problems import is_personal
from kit.store.schema import Table

_PEOPLE = {"email", "e mail", "email address", "telephone", "phone", "tel", "mobile", "fax",
           "contact", "contact name", "headteacher", "head teacher", "head", "chair", "clerk name",
           "lead officer", "officer", "postholder", "post holder", "staff name", "coordinator name",
           "contact details", "address", "postcode", "home address", "name of head"}  # fmt: skip
_SURE, _HALF = 0.8, 0.5  # shares of cells that must read as values of a column


@dataclass
class Matched:
    """What a sheet came to: rows that fit, what is to be decided, and all that was left out."""

    register: str
    sheet: str
    columns: dict[str, str] = field(default_factory=dict)  # their heading → our column, or left out
    rows: list[dict[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  # of the sheet, a line for each of the rows
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    unfit: list[tuple[int, str, str]] = field(default_factory=list)  # line, what is there, why

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.questions


class Columns:
    """One sheet on its way to rows of a register: which of its columns is which of ours."""

    def __init__(self, table, located, given, area_code, existing, made):
        self.table: Table = table
        self.given: Given = given
        self.area_code: str = area_code
        self.existing: list[dict[str, str]] = existing
        self.made: Matched = made
        self.rows: list[tuple[int, list[str]]] = located.rows
        self.headings: list[str] = _unlike(located.headings)
        self.by_name = {column.name: column for column in table.columns}
        self.checks: dict[str, int] = {}  # our column → place of a column of names beside numbers

    def cells(self, place: int) -> list[str]:
        """Return the cells of one of their columns."""
        return [row[place] for _, row in self.rows]

    def assign(self) -> dict[str, int]:
        """Return the place of the column that holds each of ours, and ask about the others."""
        claims: dict[str, list[int]] = {}
        unsure: dict[int, list[tuple[str, int]]] = {}
        for place, heading in enumerate(self.headings):
            cells = self.cells(place)
            said = self.given.answers.get(f"column:{heading}")
            if said is not None and said in self.by_name:
                claims.setdefault(said, []).append(place)
            elif said == LEAVE:
                self.made.columns[heading] = LEAVE
            elif not any(cells):
                continue
            elif not heading:
                unsure[place] = self.candidates(place)
            elif column := self.sure(place):
                claims.setdefault(column, []).append(place)
            elif is_personal(heading) or normalise(heading) in _PEOPLE:
                self.made.columns[heading] = LEAVE
                self.made.notes.append(f"“{heading}” may hold details of people: left out")
            else:
                unsure[place] = self.candidates(place)
        places: dict[str, int] = {}
        for name, claimed in claims.items():
            chosen = claimed[0] if len(claimed) == 1 else self.prefer(name, claimed)
            if chosen is None and all(self.is_said(each, name) for each in claimed):
                chosen = self.ask_which(name, claimed)
                if chosen is None:
                    continue
            if chosen is None:
                unsure |= {each: self.candidates(each) for each in claimed}
            else:
                places[name] = chosen
                self.made.columns[self.headings[chosen]] = name
        for place, near in sorted(unsure.items()):
            self.ask_column(place, [one for one in near if one[0] not in places], places)
        return places

    def is_said(self, place: int, name: str) -> bool:
        """Whether a person said that one of their columns is one of ours."""
        return self.given.answers.get(f"column:{self.headings[place]}") == name

    def ask_which(self, name: str, claimed: list[int]) -> int | None:
        """Ask which of several columns said to be one of ours it is; the others are left out."""
        named = [self.headings[place] for place in claimed]
        question = Question(
            f"both:{name}",
            f"{' and '.join(f'“{one}”' for one in named)} cannot both be {name.replace('_', ' ')}. "
            "Which is it? A sheet with a column for each year is one file for each year.",
            tuple(Choice(one, one) for one in named),
        )
        self.made.questions.append(question)
        said = answered(question, self.given.answers)
        if said is None:
            return None
        self.made.columns |= dict.fromkeys(named, LEAVE)
        return claimed[named.index(said)]

    def sure(self, place: int) -> str | None:
        """Return the column a heading names exactly, if the values agree."""
        named = self.given.words.named(self.headings[place])
        shares = {name: self.share(name, place) for name in named}
        fit = [name for name in named if shares[name] >= _HALF]
        if len(named) > 1:
            clear = [name for name in fit if shares[name] >= _SURE]
            return clear[0] if len(clear) == len(fit) == 1 else None
        return fit[0] if fit else None

    def share(self, name: str, place: int) -> float:
        """Return how many of the cells could be values of a column, 0 to 1."""
        column, cells = self.by_name[name], [cell for cell in self.cells(place) if cell]
        looks = sum(dates.is_date(cell) for cell in cells) / len(cells)
        if column.refers or (column.type == "text" and not column.allowed and not column.listed):
            return 1 - looks
        if column.allowed or column.listed:
            # A list is known by its heading; its words may all be new, and are asked about.
            plain = sum(not cell.replace(".", "").isdigit() for cell in cells) / len(cells)
            return max(convert.share_read(column, cells, self.given), min(plain, 1 - looks) * 0.6)
        if column.type == "date" and all(map(dates.is_count, cells)):
            return 1  # days as a spreadsheet counts them: that is asked about
        filled = [cell for cell in cells if not convert.says_nothing(cell)]
        return convert.share_read(column, filled, self.given) if filled else 1

    def candidates(self, place: int) -> list[tuple[str, int]]:
        """Return the columns that one of theirs may be, by its heading or by its values."""
        found = dict(self.given.words.like(self.headings[place]))
        found |= dict.fromkeys(self.given.words.named(self.headings[place]), 95)
        cells = [cell for cell in self.cells(place) if cell]
        for column in self.table.columns:
            strict = column.refers or column.allowed or column.listed or column.type == "date"
            share = convert.share_read(column, cells, self.given) if strict and cells else 0
            if share >= _SURE:
                found[column.name] = max(found.get(column.name, 0), round(share * 80))
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))

    def prefer(self, name: str, claimed: list[int]) -> int | None:
        """Return the column of numbers where another beside it has the names; else None."""
        column = self.by_name[name]
        if not column.refers or len(claimed) != 2:
            return None
        known = self.given.known.get(column.refers, {})
        codes = [
            place
            for place in claimed
            if (cells := [one for one in self.cells(place) if one])
            and sum(cell.split(".")[0] in known for cell in cells) >= _SURE * len(cells)
        ]
        if len(codes) != 1:
            return None
        self.checks[name] = next(place for place in claimed if place != codes[0])
        self.made.columns[self.headings[self.checks[name]]] = name
        return codes[0]

    def ask_column(self, place: int, near: list[tuple[str, int]], places: dict[str, int]) -> None:
        """Ask which column one of theirs is; those that may be come first."""
        heading = self.headings[place] or f"column {place + 1}"
        choices = [Choice(name, self.title(name), score) for name, score in near]
        listed = {name for name, _ in near}
        choices += [
            Choice(one.name, self.title(one.name))
            for one in self.table.columns
            if one.name not in listed and one.name not in places
        ]
        self.made.questions.append(Question(
            f"column:{self.headings[place]}",
            f"What is in the column “{heading}”?",
            (*choices, Choice(LEAVE, "Leave this column out")),
            tuple(dict.fromkeys(cell for cell in self.cells(place) if cell))[:4],
        ))  # fmt: skip

    def title(self, name: str) -> str:
        """Return a column's name and what it means."""
        return f"{name.replace('_', ' ')}: {self.by_name[name].meaning}"


def _unlike(headings: list[str]) -> list[str]:
    """Return headings of which no two are the same: the second “Date” is “Date (2)”."""
    seen, made = Counter[str](), []
    for heading in headings:
        seen[heading] += bool(heading)
        made.append(f"{heading} ({seen[heading]})" if seen[heading] > 1 else heading)
    return made
