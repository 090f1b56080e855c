"""Rows that repeat a key: of the same values set aside, of others ruled by the contract or told."""

from collections.abc import Iterable

from kit.store.problems import SHOWN_OF_A_KIND, Problem, Problems
from kit.store.schema import BESIDE, Keep, Table, literal, quoted


def check(database, table: Table, problems: Problems) -> None:
    """Set aside rows that repeat a key: the same values, or as the contract rules."""
    key = ", ".join(map(quoted, table.key))
    repeated = f"select 1 from typed group by {key} having count(*) > 1 limit 1"
    if database.execute(repeated).fetchone():
        _check_repeats(database, table, problems)
    _tell_capitals(database, table, problems)


def _check_repeats(database, table: Table, problems: Problems) -> None:
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
    _tell_clashes(database, table, left, problems)


def _tell_clashes(database, table: Table, left: str, problems: Problems) -> None:
    """Tell of rows of `left` that have one key and different values."""
    key = ", ".join(map(quoted, table.key))
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


def _tell_capitals(database, table: Table, problems: Problems) -> None:
    """Tell of keys of a register that differ in capitals alone: one of them is a slip."""
    if not table.is_register:
        return
    folded = ", ".join(f"lower(cast({quoted(name)} as varchar))" for name in table.key)
    whole = ", ".join(map(quoted, table.key))
    found = database.execute(
        f'select list(source_line order by "@row"), any_value(source_sheet), '
        f'arg_max(row({whole}), "@row") from typed group by {folded} '
        f"having count(distinct row({whole})) > 1 order by 1 limit {SHOWN_OF_A_KIND}"
    ).fetchall()
    for lines, sheet, key in found:
        problems.add(Problem(
            f"differs from the key of line {lines[0]} in capitals alone",
            "Write both alike",
            sheet, lines[-1], ", ".join(table.key), ", ".join(map(str, key)),
        ))  # fmt: skip


def same_values(one: str, other: str, names: Iterable[str]) -> list[str]:
    """Give the SQL conditions that two tables agree in columns, a gap agreeing with a gap."""
    return [f"{one}.{quoted(n)} is not distinct from {other}.{quoted(n)}" for n in names]


def stored_columns(table: Table) -> list[str]:
    """Return the names of the columns kept of a table, less those that writing adds."""
    return [name for name, _ in table.typed_schema() if name not in BESIDE]
