"""The own numbers of rows: kept for good, given where a spreadsheet has none."""

from kit.store.schema import Table


def own_number(table: Table) -> str | None:
    """Return the column that numbers the rows of a register; None where others name them."""
    if len(table.key) != 1:
        return None
    column = next(one for one in table.columns if one.name == table.key[0])
    return column.name if column.type == "text" and not column.refers else None


def number_rows(table: Table, rows: list[dict[str, str]], existing: list[dict[str, str]]) -> None:
    """Give each row without a number that of the same row kept before, or the next that is free."""
    own = own_number(table)
    if own is None or all(row[own] for row in rows):
        return
    telling = [one.name for one in table.columns if one.required and one.name != own]
    kept: dict[tuple, list[str]] = {}
    for row in existing:
        kept.setdefault(tuple(row.get(name) or "" for name in telling), []).append(row[own])
    used = {row[own] for row in [*existing, *rows] if row.get(own)}
    for row in rows:
        if row[own]:
            continue
        same = kept.get(tuple(row[name] for name in telling), [])
        row[own] = same.pop(0) if same else next_number(table, used)
        used.add(row[own])


def next_number(table: Table, used: set[str]) -> str:
    """Return the next number of a register that no row has had."""
    letter = table.source[0].upper()
    taken = [int(one[1:]) for one in used if one[:1] == letter and one[1:].isdigit()]
    return f"{letter}{max(taken, default=0) + 1:03d}"
