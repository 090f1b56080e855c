"""What a contract promises of a file's rows, asked as sets in SQL made from the contract.

`raw` is the table of text that reading filled; `check` makes `typed` of it, and `aside` of the rows
that are not data.
"""

from collections.abc import Callable, Iterable, Iterator

import duckdb

from kit.store.contract import Column, Contract, Keep, Table, literal, nearest, quoted, values_of
from kit.store.paths import PROJECT
from kit.store.problems import (
    ABOUT_CHILDREN,
    BIRTH,
    EMPTY_FORM,
    PERSON,
    PUPIL_NUMBER,
    SHOWN_OF_A_KIND,
    Problem,
    Problems,
)


def check(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    contracts: dict[str, Contract],
    problems: Problems,
) -> None:
    """Make `typed` of `raw`, and `aside` of the rows that are not data; tell every problem."""
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
                "Look whether the file is whole; if it is, mend `expected_rows` in the contract",
            )
        )
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
    typed = ['"@row"', "source_line", "source_sheet", *map(quoted, table.constants)]
    for column in table.columns:
        name = quoted(column.name)
        reason = _reason(name, table.markers(column))
        typed += [
            f"case when {reason} is null then {_parsed(name, column)} end as {name}",
            f"{reason} as {quoted(column.name + '__missing')}",
            f"{name} as {quoted(column.name + '@')}",
        ]
    database.execute(
        f'create table typed as select {", ".join(typed)} from judged where "@why" is null'
    )
    rules = [
        (column, *rule)
        for column in table.columns
        for rule in _rules(column, contracts, table.is_register)
    ]
    counts = database.execute(
        f"select {', '.join(f'count_if({condition})' for *_, condition in rules)} from typed"
    ).fetchone()
    wrong = set()
    for (column, rule, mend, condition), count in zip(rules, counts, strict=True):
        if not count:
            continue
        wrong.add(column.name)
        examples = database.execute(
            f"select source_sheet, source_line, {quoted(column.name + '@')} from typed "
            f'where {condition} order by "@row" limit {SHOWN_OF_A_KIND}'
        ).fetchall()
        for number, (sheet, line, value) in enumerate(examples):
            rest = count - len(examples) + 1 if number == len(examples) - 1 else 1
            how = mend if isinstance(mend, str) else mend(value)
            problems.add(Problem(rule, how, sheet, line, column.name, value), rest)
    if not wrong & set(table.key):
        _check_duplicates(database, table, problems)
    problems.shown.sort(key=lambda problem: problem.line or 0)


_SAYS = {
    "integer": "is no whole number",
    "decimal": "is no number",
    "boolean": "is neither yes nor no",
    "date": "is no date",
    "code": "is no code",
}


# What the keeper of a register can do about a value; the contract is not theirs to mend.
_WRITTEN = {
    "integer": "Write figures alone, as 1200",
    "decimal": "Write figures alone, as 1200.50",
    "boolean": "Write yes or no",
    "date": "Write year, month and day, as 2026-08-31",
    "code": "Write the figures of the code alone",
}


def _rules(
    column: Column, contracts: dict[str, Contract], by_hand: bool
) -> Iterator[tuple[str, str | Callable[[str], str], str]]:
    """Give (rule, mend, SQL condition of breaking it) for each promise of `column`.

    How to mend may depend on the value that breaks the rule, and on whether it was written by hand.
    """
    name, raw = quoted(column.name), quoted(column.name + "@")
    gap = f"{quoted(column.name + '__missing')} is not null"
    for what, form in (("number", PUPIL_NUMBER), ("date of birth", BIRTH)):
        yield (
            f"looks like the {what} of a single child, which this product never takes in",
            ABOUT_CHILDREN[1],
            f"regexp_matches({raw}, {literal(form)})",
        )
    if column.no_person:
        yield PERSON[1], PERSON[2], f"regexp_matches({raw}, {literal(PERSON[0])})"
    if column.required:
        yield (
            "is missing, and the column is required",
            "Fill it in" if by_hand else "Fill it, or drop `required` in the contract",
            f"{gap} or {raw} = ''",
        )
    elif not column.is_text:
        yield (
            "the blank has no declared meaning",
            'Add "" = … to `missing` in the contract, with what a blank means here',
            f"{raw} = '' and not {gap}",
        )
    if column.type != "text":
        form = column.date_format or "2026-03-31"
        more = {"date": f" of the form {form}", "code": f" of at most {column.digits} figures"}
        says = _SAYS[column.type] + (more.get(column.type, "") if column.digits or
                                     column.type == "date" else "")  # fmt: skip
        yield (
            says,
            _WRITTEN[column.type]
            if by_hand
            else "Mend it; if it marks a gap, declare its meaning in `missing` in the contract",
            f"{name} is null and {raw} <> '' and not {gap}",
        )
    if column.allowed is not None or column.listed:
        known, place = values_of(column, contracts)
        values = ", ".join(map(literal, known))
        rule = f"is none of {', '.join(known)}" if place is None else (
            f"does not stand in the list {column.listed}")  # fmt: skip

        def mended(value: str) -> str:
            grows = "" if by_hand else ", or add it to `allowed` in the contract"
            if place is not None:
                grows = f", or add a row for it to {place.relative_to(PROJECT).as_posix()}"
            return f"Mend it{nearest(value, list(known))}{grows}"

        yield (
            rule,
            mended,
            f"cast({name} as varchar) not in ({values})" if column.is_text else
            f"{raw} not in ({values}) and {name} is not null",
        )  # fmt: skip
    if column.pattern is not None:
        text = name if column.is_text else raw
        yield (
            f"does not have the form {column.pattern}",
            "Mend it" if by_hand else "Mend it, or `pattern` in the contract",
            f"{name} is not null and not regexp_full_match({text}, {literal(column.pattern)})",
        )
    for key, word, sign in (("minimum", "below", "<"), ("maximum", "above", ">")):
        bound = getattr(column, key)
        if bound is not None:
            yield (
                f"is {word} the {key}, {bound}",
                "Mend it" if by_hand else f"Mend it, or `{key}` in the contract",
                f"{name} {sign} {literal(bound)}",
            )


def _reason(raw: str, markers: dict[str, str]) -> str:
    if not markers:
        return "cast(null as varchar)"
    cases = " ".join(f"when {literal(mark)} then {literal(why)}" for mark, why in markers.items())
    return f"(case {raw} {cases} end)"


def _parsed(raw: str, column: Column) -> str:
    """Give the SQL of a typed value, null where the text is none."""
    match column.type:
        case "code" if column.digits:
            figures = rf"regexp_extract({raw}, '^(\d{{1,{column.digits}}})(\.0+)?$', 1)"
            return f"case when {figures} <> '' then lpad({figures}, {column.digits}, '0') end"
        case "text" | "code":
            return f"nullif({raw}, '')"
        case "integer" | "decimal":
            form = r"[+-]?\d+(\.0+)?" if column.type == "integer" else (
                r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")  # fmt: skip
            text = raw
            if column.thousands:
                commas = rf"regexp_full_match({raw}, '[+-]?\d{{1,3}}(,\d{{3}})+(\.\d+)?')"
                text = f"case when {commas} then replace({raw}, ',', '') else {raw} end"
            if column.type == "integer":
                number = f"try_cast(regexp_replace({text}, '\\.0+$', '') as bigint)"
            else:
                number = f"try_cast({text} as double)"
                number = f"case when isfinite({number}) then {number} end"
            return f"case when regexp_full_match({text}, '{form}') then {number} end"
        case "date":
            iso = (
                r"case when regexp_full_match("
                rf"{raw}, '\d{{4}}-\d\d-\d\d([T ]00:00(:00(\.0+)?)?)?') "
                rf"then try_cast(left({raw}, 10) as date) end"
            )
            if not column.date_format:
                return iso
            declared = f"cast(try_strptime({raw}, {literal(column.date_format)}) as date)"
            return f"coalesce({declared}, {iso})"
        case "boolean":
            return (
                f"case when lower({raw}) in ('yes', 'true', '1') then true "
                f"when lower({raw}) in ('no', 'false', '0') then false end"
            )


def _check_duplicates(database, table: Table, problems: Problems) -> None:
    """Set aside rows that repeat a key: the same values, or as the contract rules."""
    key = ", ".join(map(quoted, table.key))
    apart = ("source_line", "source_sheet", *table.key)
    others = [name for name in stored_columns(table) if name not in apart]
    values = f"row({', '.join(map(quoted, others))})" if others else "1"
    database.execute(f"""
        create table repeats as
        select "@row", source_line, source_sheet, {key}, {values} as "@content"
        from typed
        semi join (select {key} from typed group by {key} having count(*) > 1) as twice
        on {" and ".join(same_values("typed", "twice", table.key))}""")
    database.execute(
        f"""
        insert into aside
        select "@row", 'repeats the key and the values of an earlier row' from repeats
        qualify row_number() over (partition by {key}, "@content" order by "@row") > 1"""
    )
    left = 'repeats anti join aside using ("@row")'
    rule = table.duplicates
    if isinstance(rule, Keep):
        order = "desc" if rule.keep == "largest" else "asc"
        by = quoted(rule.by)
        database.execute(f"""
            create table ranked as
            select
                *,
                rank() over (partition by {key} order by "@best" {order} nulls last) as "@place"
            from (
                select repeats.*, typed.{by} as "@best"
                from repeats join typed using ("@row")
            ) as repeats
            anti join aside using ("@row")""")
        why = f"has the key of another row, whose {rule.by} is {rule.keep}"
        database.execute(
            f'insert into aside select "@row", {literal(why)} from ranked where "@place" > 1'
        )
        left = 'ranked where "@place" = 1'
    clashes = (
        f'select {key}, list(source_line order by "@row") as "@lines", any_value(source_sheet) '
        f"from (select * from {left}) group by {key} having count(*) > 1"
    )
    count = database.execute(f"select count(*) from ({clashes})").fetchone()[0]
    rows = database.execute(f'{clashes} order by "@lines"[1] limit {SHOWN_OF_A_KIND}').fetchall()
    for number, (*found, lines, sheet) in enumerate(rows):
        also = ", ".join(map(str, lines[1:20]))
        problems.add(
            Problem(
                f"is the key of rows with different values (also line {also})",
                "Remove the wrong row"
                + (
                    ""
                    if table.is_register
                    else ", or rule which to keep by `duplicates` in the contract"
                ),
                sheet,
                lines[0],
                ", ".join(table.key),
                ", ".join("" if value is None else str(value) for value in found),
            ),
            count - len(rows) + 1 if number == len(rows) - 1 else 1,
        )


def same_values(one: str, other: str, names: Iterable[str]) -> list[str]:
    """Give the SQL conditions that two tables agree in columns, a gap agreeing with a gap."""
    return [f"{one}.{quoted(n)} is not distinct from {other}.{quoted(n)}" for n in names]


def stored_columns(table: Table) -> list[str]:
    """Return the names of the columns kept of a table."""
    return [name for name, _ in table.typed_schema()]
