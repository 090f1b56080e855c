"""A spreadsheet becomes rows of a register: each column and value understood, or asked about.

Pure functions: the same sheet, lists and answers give the same rows. Nothing is kept here.
"""

from collections import Counter
from datetime import date

from rapidfuzz import fuzz

from kit.registers import check, convert, dates, matrix, sheets, wide
from kit.registers.columns import Columns, Matched
from kit.registers.convert import Given, Known
from kit.registers.numbers import number_rows, own_number
from kit.registers.questions import Answers, Choice, Question, answered
from kit.registers.sheets import Located, Sheet
from kit.registers.words import Words, of_register, plain_name
from kit.store.contract import Contract, values_of
from kit.store.schema import Column, Table


def match(
    found: list[Sheet],
    table: Table,
    contracts: dict[str, Contract],
    *,
    known: Known,
    area_code: str,
    today: date,
    answers: Answers | None = None,
    existing: list[dict[str, str]] | None = None,
) -> Matched:
    """Match the sheets of a file with a register.

    `known` names the rows of the registers it refers to; `existing` are the rows it holds, so that
    a row met again keeps its number.
    """
    words, given_answers = of_register(table), dict(answers or {})
    made = Matched(table.source, "")
    sheet = _sheet(found, words, given_answers, made)
    if sheet is None:
        return made
    made.sheet = sheet.name
    located = _located(sheet, table, words, known, given_answers, made)
    if located is None:
        return made
    located, asked = matrix.unfolded(located, table, known, words, given_answers)
    made.questions += asked
    located, asked = wide.unfolded(located, table, contracts, words, given_answers)
    made.questions += asked
    made.notes += located.notes
    made.left_out += located.left_out
    if asked and not located.rows:
        return made  # which column asks what comes first
    given = Given(contracts, known, words, given_answers, today, has_dates=sheet.has_dates)
    _Match(table, located, given, area_code, existing or [], made).run()
    made.questions = [
        one for one in dict.fromkeys(made.questions) if answered(one, given_answers) is None
    ]
    return made


def _sheet(found: list[Sheet], words: Words, answers: Answers, made: Matched) -> Sheet | None:
    """Return the sheet that holds the register: the only one that may, or the one chosen."""
    may = [one for one in found if sheets.locate(one, words.named).headings] or found
    question = Question(
        "sheet",
        "Which sheet holds this register?",
        tuple(Choice(one.name, one.name) for one in may),
    )
    if not may:
        made.notes.append("The file holds nothing.")
        return None
    said = answered(question, answers)
    if len(may) > 1 and said is None:
        made.questions.append(question)
        return None
    chosen = next((one for one in may if one.name == said), may[0])
    if others := [one.name for one in found if one is not chosen]:
        made.notes.append(f"Sheets not read: {', '.join(others)}")
    return chosen


def _located(
    sheet: Sheet, table: Table, words: Words, known: Known, answers: Answers, made: Matched
) -> Located | None:
    rows = [(n, row) for n, row in enumerate(sheet.rows[:12], 1) if sum(map(bool, row)) > 1]
    question = Question(
        "headings",
        "Which row holds the headings?",
        tuple(Choice(str(n), f"Row {n}: {' · '.join(filter(None, row))[:90]}") for n, row in rows),
    )
    said = answered(question, answers)
    if export := wide.located_export(sheet, table):
        return export
    located = sheets.locate(sheet, words.named, int(said) if said else None)
    if not located.headings and (line := matrix.headings_line(sheet, table, known)):
        located = sheets.locate(sheet, words.named, line)
    if located.headings:
        return located
    made.questions.append(question)
    return None


class _Match(Columns):
    """The cells of the columns that are known become rows."""

    def run(self) -> None:
        """Fill in what the sheet came to."""
        places = self.assign()
        self.sections(places)
        dated = [name for name in places if self.by_name[name].type == "date"]
        self.given.shown = dates.style({name: self.cells(places[name]) for name in dated})
        self.fill_down(places)
        self.split(places)
        values, why = self.convert(places)
        fixed = self.needed(places)
        self.build(values, why, fixed)

    # What the cells are ------------------------------------------------------------------------

    def fill_down(self, places: dict[str, int]) -> None:
        """Ask whether a value holds for the rows below it in which the column is blank."""
        for name, place in places.items():
            column, cells = self.by_name[name], self.cells(place)
            blanks = cells.count("")
            may = column.required and set(column.allowed or []) != {"yes", "no"}
            if not may or not cells or not cells[0] or blanks < 0.3 * len(cells):
                continue
            question = Question(
                f"fill:{name}",
                f"“{self.headings[place]}” is blank in {blanks} rows. Does the value above go on?",
                (Choice("yes", "Yes"), Choice("no", "No: these rows are not complete")),
                tuple(filter(None, cells))[:3],
            )
            self.made.questions.append(question)
            if answered(question, self.given.answers) == "yes":
                last = ""
                for _, row in self.rows:
                    last = row[place] = row[place] or last

    def sections(self, places: dict[str, int]) -> None:
        """Ask whether rows of one name alone name what the rows below them belong to."""
        for column in self.table.columns:
            if column.name in places or not column.refers or column.name not in self.table.key:
                continue
            known = self.given.known.get(column.refers, {})
            names = {plain_name(one) for pair in known.items() for one in pair}
            alone = {n: next(filter(None, row)) for n, (_, row) in enumerate(self.rows)
                     if sum(map(bool, row)) == 1}  # fmt: skip
            heads = [cell for cell in alone.values() if plain_name(cell) in names]
            if not heads or len(alone) == len(self.rows):
                continue
            what = column.name.removesuffix("_id").replace("_", " ")
            question = Question(
                f"section:{column.name}",
                f"Rows such as “{heads[0]}” hold one name alone. Is it the {what} of the rows "
                "below?",
                (Choice("yes", "Yes: it holds until the next such row"), Choice("no", "No")),
                tuple(heads[:3]),
            )
            self.made.questions.append(question)
            if answered(question, self.given.answers) == "yes":
                places[column.name] = self.take_sections(alone, what)

    def waits_for_sections(self, column: Column) -> bool:
        """Whether it is still open if rows of one name alone say what a column holds."""
        about = f"section:{column.name}"
        asked = about in {one.about for one in self.made.questions}
        return asked and about not in self.given.answers

    def take_sections(self, alone: dict[int, str], what: str) -> int:
        """Write what rows of one name alone say into the rows below; return its place."""
        made, last = [], ""
        for n, (number, row) in enumerate(self.rows):
            if n in alone:
                last = alone[n]
                self.made.left_out.append((number, last, f"names the {what} of the rows below"))
            else:
                made.append((number, [*row, last]))
        self.rows = made
        self.headings.append(what)
        return len(self.headings) - 1

    def split(self, places: dict[str, int]) -> None:
        """Ask whether cells that list several things are a row for each."""
        for name, place in places.items():
            column = self.by_name[name]
            if not column.refers or name not in self.table.key:
                continue
            lists = [cell for cell in self.cells(place) if self.is_list(column, cell)]
            if not lists:
                continue
            question = Question(
                f"split:{name}",
                f"“{self.headings[place]}” lists several in one cell. Is each a row of its own?",
                (Choice("yes", "Yes: a row for each"), Choice("no", "No: it is one name")),
                tuple(lists[:3]),
            )
            self.made.questions.append(question)
            if answered(question, self.given.answers) != "yes":
                continue
            made = []
            for number, row in self.rows:
                parts = _parts(row[place]) if self.is_list(column, row[place]) else [row[place]]
                made += [(number, [*row[:place], part, *row[place + 1 :]]) for part in parts]
            self.rows = made

    def is_list(self, column: Column, cell: str) -> bool:
        parts = _parts(cell)
        known = self.given.known.get(column.refers or "", {})
        whole = {plain_name(name) for name in known.values()}
        return len(parts) > 1 and plain_name(cell) not in whole

    def convert(self, places: dict[str, int]) -> tuple[dict[str, list], list[list[str]]]:
        why: list[list[str]] = [[] for _ in self.rows]
        values: dict[str, list] = {}
        for name, place in places.items():
            done = convert.column(
                self.by_name[name], self.headings[place], self.cells(place), self.given
            )
            values[name] = done.values
            self.made.questions += done.questions
            self.made.notes += done.notes
            for row, said in done.why.items():
                why[row].append(said)
        for name, place in self.checks.items():
            known = self.given.known[self.by_name[name].refers]
            for row, (code, named) in enumerate(zip(values[name], self.cells(place), strict=True)):
                ours = known.get(code or "", "")
                if ours and named and fuzz.WRatio(plain_name(ours), plain_name(named)) < 80:
                    why[row].append(f"{code} is {ours}, and the row says “{named}”")
        return values, why

    def needed(self, places: dict[str, int]) -> dict[str, str]:
        """Return what every row has where there is no column for what is required; ask for it."""
        fixed, blank = {}, []
        own = own_number(self.table)
        for column in self.table.columns:
            if column.name in places:
                continue
            if column.listed == "areas" and column.required:
                fixed[column.name] = self.area_code
                self.made.notes.append(
                    f"No column says the authority: {self.area_code} in every row"
                )
            elif column.name == own:
                self.made.notes.append("No column of numbers: each row gets one, kept for good")
            elif column.required and not self.waits_for_sections(column):
                self.ask_needed(column, fixed)
            else:
                blank.append(column.name.replace("_", " "))
        if blank:
            self.made.notes.append(f"No column for {', '.join(blank)}: left blank")
        return fixed

    def ask_needed(self, column: Column, fixed: dict[str, str]) -> None:
        known = values_of(column, self.given.contracts)[0] if not column.refers else {}
        if column.refers:
            known = self.given.known.get(column.refers, {})
        question = Question(
            f"needs:{column.name}",
            f"No column says: {column.meaning}. What is it in every row?",
            tuple(Choice(value, title) for value, title in list(known.items())[:400]),
            is_open=not known,
        )
        self.made.questions.append(question)
        said = answered(question, self.given.answers)
        if said is not None:
            fixed[column.name] = said

    # Rows --------------------------------------------------------------------------------------

    def build(self, values: dict[str, list], why: list[list[str]], fixed: dict[str, str]) -> None:
        ready: list[tuple[int, str, dict[str, str]]] = []
        seen: dict[tuple, int] = {}
        for place, (line, cells) in enumerate(self.rows):
            text = " · ".join(filter(None, cells))[:160]
            row = {one.name: "" for one in self.table.columns} | fixed
            row |= {name: column[place] or "" for name, column in values.items()}
            if reason := "; ".join(why[place]) or self.ends_early(row):
                self.made.unfit.append((line, text, reason))
            elif (content := tuple(row.values())) in seen:
                self.made.left_out.append((line, text, f"the same as row {seen[content]}"))
            else:
                seen[content] = line
                ready.append((line, text, row))
        number_rows(self.table, [row for *_, row in ready], self.existing)
        rows = [row for *_, row in ready]
        wrong = Counter[int]()
        for fault in check.faults(self.table, self.given.contracts, rows, self.given.today):
            if fault.row is None or wrong[fault.row]:
                continue
            wrong[fault.row] += 1
            line, text, _ = ready[fault.row]
            self.made.unfit.append((line, text, str(fault)))
        for place, (line, _, row) in enumerate(ready):
            if not wrong[place]:
                self.made.rows.append(row)
                self.made.lines.append(line)
        self.made.unfit.sort()

    def ends_early(self, row: dict[str, str]) -> str:
        """Say that a row ends before it begins, where it does."""
        begins = next(
            (one.name for one in self.table.columns
             if one.type == "date" and not one.missing.get("") and row[one.name]), "")  # fmt: skip
        for one in self.table.columns:
            is_end = one.type == "date" and one.missing.get("") == "not_applicable"
            if is_end and begins and row[one.name] and row[one.name] < row[begins]:
                return f"{one.name} {row[one.name]} is before {begins} {row[begins]}"
        return ""


def _parts(cell: str) -> list[str]:
    mark = ";" if ";" in cell else ","
    return [part.strip() for part in cell.split(mark) if part.strip()]
