"""Rows that published registers offer before anyone types: to be confirmed, changed or refused.

Each register's offer is a question of the build, `registers/offered_<register>`, with the columns
of the register and `offered_from`. What is offered is never mixed with what the authority says:
it is kept only once a person accepts it, row by row or all at once.
"""

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

from kit.store import database
from kit.store.contract import Contract
from kit.store.schema import Table

FROM = "offered_from"
FOLDER = "to_confirm"  # of the forms that are filled in
_QUESTIONS = database.QUERIES / "pages" / "registers"


@dataclass(frozen=True)
class Offer:
    """One row offered: what it says, which release says so, and how it differs from what is kept.

    `state`: new (not kept), changed (kept, and it says otherwise now) or gone (kept as it was
    offered, and no longer offered). `differs`: the columns in which a changed row differs.
    """

    row_key: str
    values: dict[str, str]
    offered_from: str
    state: str
    differs: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Return a text that is the same only for the same offer: what was refused stays so."""
        said = json.dumps([self.row_key, self.state, sorted(self.values.items())])
        return hashlib.sha256(said.encode()).hexdigest()[:24]


def registers_offered() -> list[str]:
    """Return the registers of which some rows can be offered."""
    return sorted(path.stem.removeprefix("offered_") for path in _QUESTIONS.glob("offered_*.sql"))


def offered(register: str, area_code: str) -> list[dict[str, str]]:
    """Return the rows offered for a register of one authority, with `offered_from`, as texts."""
    sql = (_QUESTIONS / f"offered_{register}.sql").read_text(encoding="utf-8")
    rows, _ = database.question(sql, {"area_code": area_code})
    rows = rows.astype(object).where(rows.notna(), "")
    return [{str(k): str(v) for k, v in row.items()} for row in rows.to_dict("records")]


def row_key(table: Table, row: dict[str, str]) -> str:
    """Return the key by which a row is kept: the values of its key with bars between."""
    return "|".join(str(row.get(name) or "") for name in table.key)


def compare(
    table: Table,
    rows: list[dict[str, str]],
    kept: dict[str, tuple[dict[str, str], str]],
    refused: set[str],
) -> list[Offer]:
    """Return what is offered and not kept like that: new rows, changed ones, and those now gone.

    `kept`: the rows kept, by key, each with where it came from; `refused`: the marks of offers
    refused before. What the authority itself said in a blank of the offer is no difference.
    """
    made, seen = [], set()
    for row in rows:
        key = row_key(table, row)
        seen.add(key)
        values = {one.name: row[one.name] for one in table.columns if row.get(one.name)}
        if key not in kept:
            made.append(Offer(key, values, row[FROM], "new"))
            continue
        standing = kept[key][0]
        differs = tuple(name for name in values if values[name] != (standing.get(name) or ""))
        if differs:
            made.append(Offer(key, values, row[FROM], "changed", differs))
    sources = {row[FROM].partition(", ")[0] for row in rows}
    for key, (values, source) in kept.items():
        if key not in seen and source.partition(", ")[0] in sources:
            made.append(Offer(key, values, source, "gone"))
    return [one for one in made if one.mark not in refused]


def incomplete(table: Table, row: dict[str, str]) -> list[str]:
    """Return the columns that must be filled in before a row offered can be kept."""
    return [one.name for one in table.columns if one.required and not row.get(one.name)]


def write_forms(folder: Path, contracts: dict[str, Contract], area_code: str) -> list[Path]:
    """Write what is offered for one authority, a form for each register, below `folder`.

    Raises ValueError where nothing at all is offered.
    """
    target = folder / FOLDER
    written = []
    for register in registers_offered():
        rows = offered(register, area_code)
        if not rows:
            continue
        table = contracts[register].tables[0]
        said = sorted({row[FROM] for row in rows})
        path = target / f"{register} to confirm.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_form(table, rows, said))
        written.append(path)
    if not written:
        raise ValueError(
            f"Nothing is offered for the authority {area_code}: import the schools register and "
            "build, or look at the code."
        )
    return written


def _form(table: Table, rows: list[dict[str, str]], said: list[str]) -> bytes:
    """Return a form: where it is from, what to do, the day to write, and the rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    names = [column.name for column in table.columns]
    blank = sorted({name for row in rows for name in incomplete(table, row)})
    writer.writerow([f"From: {re.sub(r',', ';', '; '.join(said))}"])
    writer.writerow(["Confirm or correct each row. Remove what is not so"])
    if blank:
        writer.writerow([f"Fill in before you import: {'; '.join(blank)}"])
    writer.writerow(["Complete as at:"])
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return text.getvalue().encode("utf-8-sig")
