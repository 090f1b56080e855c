"""What a contract promises of a file's rows, asked as sets in SQL made from the contract.

`raw` is the table of text that reading filled; `check` makes `typed` of it, and `aside` of the rows
that are not data.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from kit.store import cells, duplicates, values
from kit.store.contract import Column, Contract, Table, literal, nearest, quoted, values_of
from kit.store.headings import wanted_heading
from kit.store.paths import CONTRACT_FOLDERS, PROJECT
from kit.store.problems import (
    ABOUT_CHILDREN,
    BIRTH,
    EMPTY_FORM,
    HEADINGS_AGAIN,
    PERSON,
    PUPIL_NUMBER,
    SHOWN_OF_A_KIND,
    Problem,
    Problems,
)

_UNSEEN = r"[\x00-\x08\x0e-\x1f\x7f]"  # characters
# What some rule of every column looks for: of 600,000 rows hardly one has any of it, and one
# search of the whole row says so.
_ODD = "|".join(
    f"({one})"
    for one in (
        _UNSEEN,
        PUPIL_NUMBER.replace("(?i)", "(?i:") + ")",
        BIRTH.replace("(?i)", "(?i:") + ")",
        PERSON[0],
        cells.ERROR,
        re.escape(cells.NO_RESULT),
    )
)
_OF_ODD = '"@odd" and '  # begins a rule that only such a row can break
EARLIEST = date.fromisoformat("1990-01-01")  # of a register, unless its contract says other
YEARS_AHEAD = 10  # that a plan or an end may lie ahead


@dataclass(frozen=True)
class Clock:
    """The last day on which anything can have happened, and the day a register is true for."""

    today: date
    complete_as_at: date | None = None


def check(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    contracts: dict[str, Contract],
    problems: Problems,
    clock: Clock,
) -> None:
    """Make `typed` of `raw`, and `aside` of the rows that are not data; tell every problem."""
    _check_size(database, table, problems)
    _make_typed(database, table, contracts, clock)
    rules = [
        (column, *rule)
        for column in table.columns
        for rule in _rules(column, contracts, table, clock)
    ]
    wrong = _check_rules(database, table, rules, problems)
    if not wrong & set(table.key):
        duplicates.check(database, table, problems)
    if not wrong:
        _check_across(database, table, problems)
    problems.shown.sort(key=lambda problem: problem.line or 0)


def _check_size(database, table: Table, problems: Problems) -> None:
    rows = database.execute("select count(*) from raw").fetchone()[0]
    low, high = table.expected_rows or (1, rows)
    if rows == 0 and table.is_register:
        problems.add(Problem(*EMPTY_FORM))
    elif rows == 0 and low > 0:
        problems.add(Problem("there are headings and no row below them", "Look for the whole file"))
    elif not low <= rows <= high:
        problems.add(
            Problem(
                f"there are {rows:,} rows, where {low:,} to {high:,} are expected",
                "Check that the file is whole; if it is, correct `expected_rows` in the contract",
            )
        )


def _make_typed(database, table: Table, contracts, clock: Clock) -> None:
    blank = " and ".join(f"{quoted(column.name)} = ''" for column in table.columns)
    whens = f"when {blank} then 'the row is blank' " + " ".join(
        f"when {rule.when} then {literal(rule.why)}" for rule in table.set_aside
    )
    database.execute(
        f'create view judged as select rowid as "@row", *, case {whens} end as "@why" from raw'
    )
    database.execute(
        'create table aside as select "@row", "@why" from judged where "@why" is not null'
    )
    row = ", ".join(quoted(column.name) for column in table.columns)
    odd = f"regexp_matches(concat_ws(chr(10), {row}), {literal(_ODD)})"
    typed = ['"@row"', "source_line", "source_sheet", *map(quoted, table.constants)]
    typed.append(f'{odd} as "@odd"')
    if table.is_register:
        day = clock.complete_as_at
        typed.append(f"cast({literal(day) if day else 'null'} as date) as complete_as_at")
    for column in table.columns:
        name = quoted(column.name)
        by_hand = table.is_register
        known = values_of(column, contracts)[0] if by_hand and column.is_text else {}
        reason = values.reason(name, column, table.markers(column), by_hand)
        typed += [
            f"case when {reason} is null then {values.parsed(name, column, by_hand, known)} end "
            f"as {name}",
            f"{reason} as {quoted(column.name + '__missing')}",
        ]
        if not _is_as_read(column, table):
            typed.append(f"{name} as {quoted(column.name + '@')}")
    database.execute(
        f'create table typed as select {", ".join(typed)} from judged where "@why" is null'
    )


def _is_as_read(column: Column, table: Table) -> bool:
    """Say whether the typed value of a column is its text, so that there is no need for both."""
    plain = column.is_text and not table.is_register and not table.markers(column)
    return plain and not (column.type == "code" and column.digits)


def _as_read(column: Column, table: Table) -> str:
    """Return the SQL of the text of a column as it was read."""
    if _is_as_read(column, table):
        return f"coalesce({quoted(column.name)}, '')"
    return quoted(column.name + "@")


def _check_rules(database, table: Table, rules: list[tuple], problems: Problems) -> set[str]:
    """Tell of every row that breaks a rule of a column; return the columns with such rows."""
    if not database.execute('select count(*) from typed where "@odd"').fetchone()[0]:
        rules = [one for one in rules if not one[-1].startswith(_OF_ODD)]
    if not rules:
        return set()
    counts = database.execute(
        f"select {', '.join(f'count(*) filter (where {condition})' for *_, condition in rules)} "
        "from typed"
    ).fetchone()
    wrong = set()
    for (column, rule, mend, condition), count in zip(rules, counts, strict=True):
        if not count:
            continue
        wrong.add(column.name)
        examples = database.execute(
            f"select source_sheet, source_line, {_as_read(column, table)} from typed "
            f'where {condition} order by "@row" limit {SHOWN_OF_A_KIND}'
        ).fetchall()
        for number, (sheet, line, value) in enumerate(examples):
            rest = count - len(examples) + 1 if number == len(examples) - 1 else 1
            how = mend if isinstance(mend, str) else mend(value)
            problems.add(Problem(rule, how, sheet, line, column.name, value), rest)
    return wrong


def _check_across(database, table: Table, problems: Problems) -> None:
    """Tell of what the contract promises across columns and rows, and the file does not keep."""
    named = [column for column in table.columns if column.position is None]
    if len(named) > 1:
        again = " and ".join(
            f"lower({_as_read(column, table)}) = lower({literal(wanted_heading(column))})"
            for column in named
        )
        for sheet, line in database.execute(
            f"select source_sheet, source_line from typed where {again} limit {SHOWN_OF_A_KIND}"
        ).fetchall():
            problems.add(Problem(*HEADINGS_AGAIN, sheet, line))
    for rule in table.rule:
        if rule.needs:
            if not database.execute(f"select coalesce({rule.needs}, false) from typed").fetchone()[
                0
            ]:
                problems.add(Problem(rule.says, rule.remedy))
            continue
        found = database.execute(
            f'select source_sheet, source_line from typed where {rule.breaks} order by "@row"'
        ).fetchall()
        for number, (sheet, line) in enumerate(found[:SHOWN_OF_A_KIND], 1):
            rest = len(found) - number + 1 if number == SHOWN_OF_A_KIND else 1
            problems.add(Problem(rule.says, rule.remedy, sheet, line), rest)


_SAYS = {
    "integer": "is not a whole number",
    "decimal": "is not a number",
    "boolean": "is neither yes nor no",
    "date": "is not a date",
    "code": "is not a code",
}
# What the keeper of a register can do about a value; the contract is not theirs to change.
_WRITTEN = {
    "integer": "Use digits only, for example 1200",
    "decimal": "Use digits only, for example 1200.50",
    "boolean": "Write yes or no",
    "date": "Write the day, month and four-figure year, for example 31/08/2026 or 2026-08-31",
    "code": "Write the digits of the code only",
}
_IDENTIFIER = "[A-Za-z0-9_.-]+"
_GIVEN = tuple[str, str | Callable[[str], str], str]


def _rules(
    column: Column, contracts: dict[str, Contract], table: Table, clock: Clock
) -> Iterator[_GIVEN]:
    """Give (rule, remedy, SQL condition of breaking it) for each promise of `column`.

    The remedy may depend on the value that breaks the rule, and on whether it was written by hand.
    """
    raw = _as_read(column, table)
    gap = f"{quoted(column.name + '__missing')} is not null"
    for what, form in (("number", PUPIL_NUMBER), ("date of birth", BIRTH)):
        yield (
            f"looks like the {what} of a single child, which this product never takes in",
            ABOUT_CHILDREN[1],
            f"{_OF_ODD}regexp_matches({raw}, {literal(form)})",
        )
    if column.no_person:
        yield PERSON[1], PERSON[2], f"{_OF_ODD}regexp_matches({raw}, {literal(PERSON[0])})"
    yield (
        "holds a character that cannot be seen",
        "Type the value again",
        f"{_OF_ODD}regexp_matches({raw}, '{_UNSEEN}')",
    )
    failed = (
        f"{_OF_ODD}({raw} = {literal(cells.NO_RESULT)} or "
        f"regexp_full_match({raw}, {literal(cells.ERROR)})) and not {gap}"
    )
    yield (
        "is an error of a spreadsheet program, or a formula that was never worked out",
        "Open the workbook, correct the formula or write the value, and save it again",
        failed,
    )
    yield from _rules_of_type(column, table, failed)
    yield from _rules_of_content(column, contracts, table)
    yield from _bounds(column, table.is_register, clock)


def _rules_of_type(column: Column, table: Table, failed: str) -> Iterator[_GIVEN]:
    name, raw, by_hand = quoted(column.name), _as_read(column, table), table.is_register
    gap = f"{quoted(column.name + '__missing')} is not null"
    if column.required:
        yield (
            "is missing, and the column is required",
            "Fill it in; if this row is a note or a total, remove it"
            if by_hand
            else "Look whether the file is whole; the contract says that it is always filled",
            f"{gap} or {raw} = ''",
        )
    elif not column.is_text:
        yield (
            "is blank, and the contract does not say what a blank means here",
            'Add "" = … to `missing` in the contract, with what a blank means',
            f"{raw} = '' and not {gap}",
        )
    if column.type != "text":
        form = " or ".join(column.date_formats) or "2026-03-31"
        more = {"date": f" of the form {form}", "code": f" of at most {column.digits} digits"}
        told = column.digits or (column.type == "date" and not by_hand)
        yield (
            _SAYS[column.type] + (more.get(column.type, "") if told else ""),
            _WRITTEN[column.type]
            if by_hand
            else "Correct it; if it marks a missing value, say so by `missing` in the contract",
            f"{name} is null and {raw} <> '' and not {gap} and not ({failed})",
        )


def _rules_of_content(
    column: Column, contracts: dict[str, Contract], table: Table
) -> Iterator[_GIVEN]:
    name, raw, by_hand = quoted(column.name), _as_read(column, table), table.is_register
    if column.allowed is not None or column.listed:
        known, place = values_of(column, contracts)
        written = ", ".join(map(literal, known))
        rule = f"is none of {', '.join(known)}" if place is None else (
            f"is not in the list {column.listed}")  # fmt: skip

        def remedy(value: str) -> str:
            grows = "" if by_hand or place else ", or add it to `allowed` in the contract"
            if place is not None and _may_grow(place):
                grows = f", or add a row for it to {place.relative_to(PROJECT).as_posix()}"
            return f"Correct it{nearest(value, list(known))}{grows}"

        yield (
            rule,
            remedy,
            f"cast({name} as varchar) not in ({written})" if column.is_text else
            f"{raw} not in ({written}) and {name} is not null",
        )  # fmt: skip
    if column.pattern is not None:
        text = name if column.is_text else raw
        told = "may hold only letters, digits, '.', '-' and '_'"
        if column.pattern != _IDENTIFIER:
            told = f"is not written as expected ({column.meaning or column.name})"
        yield (
            told,
            "Correct it" if by_hand else "Look whether the file is the right one, and whole",
            f"{name} is not null and not regexp_full_match({text}, {literal(column.pattern)})",
        )


def _may_grow(place: Path) -> bool:
    """Say whether a list is the user's to extend: one that ships with every collection is."""
    shared = set.intersection(*map(set, CONTRACT_FOLDERS.values()))
    return any(place.is_relative_to(PROJECT / name) for name in shared)


def _bounds(column: Column, by_hand: bool, clock: Clock) -> Iterator[_GIVEN]:
    name = quoted(column.name)
    if column.type == "text":
        mend = "Shorten it" + ("" if by_hand else ", or raise `longest` in the contract")
        longer = f"has more than {column.longest:,} characters"
        yield longer, mend, f"len({name}) > {column.longest}"
    for key, word, sign in (("minimum", "below", "<"), ("maximum", "above", ">")):
        bound = getattr(column, key)
        if bound is not None and column.type != "date":
            yield (
                f"is {word} the {key}, {bound}",
                "Correct it" if by_hand else f"Correct it, or `{key}` in the contract",
                f"{name} {sign} {literal(bound)}",
            )
    if column.type != "date":
        return
    if first := column.minimum or (EARLIEST if by_hand else None):
        yield (
            f"is before {_day(first)}",
            "Look whether the year is right",
            f"{name} < {literal(first)}",
        )
    if (last := column.maximum) is None and by_hand:
        last = clock.today
        if column.planned:
            last = last.replace(year=last.year + YEARS_AHEAD, day=min(last.day, 28))
    if last:
        ahead = by_hand and not column.planned
        yield (
            f"is after {_day(last)}: it has not happened yet" if ahead else
            f"is after {_day(last)}, too far ahead even for a plan",
            "Look whether the year is right; if it is, leave the row out until that day"
            if ahead
            else "Look whether the year is right",
            f"{name} > {literal(last)}",
        )  # fmt: skip


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
