"""The contracts of sources, read from their files: what each file holds, said beforehand.

A source is a folder with a `contract.toml`; its name is the folder's. A table's id is
`<source>__<table>`. Every mistake in every contract is told at once, with how to mend it.
"""

import csv
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kit.store.addresses import KINDS
from kit.store.schema import (
    DUCKDB_TYPES,
    REGISTER,
    WORKBOOK,
    Column,
    Contract,
    Keep,
    Rule,
    SetAside,
    Sheet,
    Table,
    Wide,
    literal,
    nearest,
    quoted,
)

__all__ = [
    "DUCKDB_TYPES",
    "REGISTER",
    "WORKBOOK",
    "Column",
    "Contract",
    "ContractError",
    "Keep",
    "Table",
    "literal",
    "load",
    "load_all",
    "nearest",
    "quoted",
    "values_of",
]


class ContractError(Exception):
    """One or more contracts are wrong; the message lists file, key, what is wrong, how to mend."""


_KEYS = sorted(
    {
        key
        for model in (Contract, Table, Column, Sheet, SetAside, Rule, Keep, Wide, *KINDS)
        for name, field in model.model_fields.items()
        for key in (field.alias or name,)
    }
)


def _said(error: Any, facts: dict) -> str:
    """One of pydantic's errors in words: the key, what is wrong, how to mend."""
    where, here = [], facts
    for part in error["loc"]:
        # Tables and columns are told by name rather than by number.
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            here = {}
        named = here.get("name") if isinstance(here, dict) and isinstance(part, int) else None
        where.append(f"[{named or part + 1}]" if isinstance(part, int) else str(part))
    key, message = str(error["loc"][-1]) if error["loc"] else "", error["msg"]
    if error["type"] == "extra_forbidden":
        message = f"unknown key{nearest(key, _KEYS)}: remove it or correct its spelling"
    elif error["type"] == "missing":
        message = f"is missing: add a line `{key} = …`"
    else:
        found = "" if error["type"] == "value_error" else f"; found {error['input']!r:.80}"
        message = message.removeprefix("Value error, ") + found
    return f"{'.'.join(where).replace('.[', '[') or 'contract'}: {message}"


def load(path: Path, ships: bool = False) -> Contract:
    """Read the contract in the file `path`. Raises ContractError with everything that is wrong."""
    return _load(path, ships, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _load(path: Path, ships: bool, _modified: int) -> Contract:
    given = {"source": path.parent.name, "folder": path.parent, "ships": ships}
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContractError(f"{path}: not readable as TOML: {error}") from None
    for table in facts.get("table", []):
        if isinstance(table, dict):
            table |= given
    try:
        return Contract.model_validate({**facts, **given})
    except ValidationError as error:
        said = [f"{path}: {_said(one, facts)}" for one in error.errors(include_url=False)]
        raise ContractError("\n".join(said)) from None


def load_all(folders: list[Path]) -> dict[str, Contract]:
    """Every contract in `folders` and in the folders directly below them, by source.

    A contract directly in one of `folders` is of files that ship beside it. Raises ContractError
    with every mistake of every contract.
    """
    contracts: dict[str, Contract] = {}
    wrong: list[str] = []
    for folder in map(Path, folders):
        for path in sorted([*folder.glob("contract.toml"), *folder.glob("*/contract.toml")]):
            try:
                contract = load(path, ships=path.parent == folder)
            except ContractError as error:
                wrong.append(str(error))
                continue
            if contract.source in contracts:
                other = contracts[contract.source].folder
                wrong.append(f"{path}: {other} has a source of this name too: rename one folder")
            contracts[contract.source] = contract
    lists = _lists(contracts)
    wrong += [
        f"{contract.folder / 'contract.toml'}: {table.name}.{column.name}: list names "
        f"{column.listed!r}, which is no table that ships{nearest(column.listed, list(lists))}"
        for contract in contracts.values()
        if lists
        for table in contract.tables
        for column in table.columns
        if column.listed and column.listed not in lists
    ]
    if wrong:
        raise ContractError("\n".join(wrong))
    return contracts


def _lists(contracts: dict[str, Contract]) -> dict[str, Table]:
    return {
        table.name: table
        for contract in contracts.values()
        if contract.ships
        for table in contract.tables
    }


def values_of(column: Column, contracts: dict[str, Contract]) -> tuple[dict[str, str], Path | None]:
    """Give what `column` may hold, each with its title, and the file in which a list is extended.

    Empty where anything is allowed. A list is read from its file, so that it may just have grown;
    what is on it no more (`in_use_to`) comes last.
    """
    if column.listed is None:
        return {value: value.replace("_", " ") for value in column.allowed or []}, None
    table = _lists(contracts)[column.listed]
    path = next(
        (
            path
            for path in sorted(table.folder.rglob("*.csv"))
            if table.file_pattern.fullmatch(path.name)
        ),
        None,
    )
    if path is None:
        raise ContractError(f"{table.folder}: the file of the list {table.name} is gone")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    key = table.key[0]
    named = sorted((row for row in rows if row[key]), key=lambda row: bool(row.get("in_use_to")))
    titles = {row[key].strip(): row.get("title") or row.get("name") or row[key] for row in named}
    return titles, path
