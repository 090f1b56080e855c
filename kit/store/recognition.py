"""Which files are read, and by which contract: by name, by headings, or what would be right."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from kit.store import csv_file, formats, workbook
from kit.store.headings import LOOKED_THROUGH, normalise, spellings
from kit.store.paths import CONTRACT_FOLDERS, PROJECT
from kit.store.problems import Problem, Problems, UnreadableError
from kit.store.schema import WORKBOOK, Column, Contract, Table
from kit.store.vintages import Refusal

SUFFIXES = {".csv", ".parquet", ".xlsx", ".ods", ".json", ".geojson", ".hexjson"}
UNREAD = {  # told of, as somebody meant them to be read
    ".xls": "is a workbook of the old Excel format, which is not read",
    ".xlsm": "is a workbook with macros, which is not read",
    ".xlsb": "is a binary workbook, which is not read",
    ".tsv": "is parted by tabs, and only CSV is read",
}
PACKED = (".zip", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz")
DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".msg", ".eml")
OWN_FOLDERS = [PROJECT / name for name in dict.fromkeys(sum(CONTRACT_FOLDERS.values(), ()))]
SHIPS = "part of the product itself"
LINK = ("is a link to another file, and links are not followed", "Import the file it leads to")


def files(paths: Iterable[Path | str]) -> Iterator[tuple[Path, bool]]:
    """Yield each file that may be read, and whether it was met while looking through a folder."""
    for path in map(Path, paths):
        if not path.is_dir():
            yield path, False
            continue
        for below in sorted(path.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in below.relative_to(path).parts)
            if below.is_file() and not hidden and below.suffix.lower() in SUFFIXES | set(UNREAD):
                yield below, True


def recognise(
    path: Path, contracts: dict[str, Contract], as_source: str | None, in_folder: bool
) -> list[Table] | Refusal:
    """Return the tables a file holds, or why it cannot be said."""
    if not path.is_file():
        return _refusal(path, "there is no such file", "Look at the spelling of its path")
    if path.is_symlink():
        return _refusal(path, *LINK)
    if in_folder and any(path.resolve().is_relative_to(folder) for folder in OWN_FOLDERS):
        refusal = _refusal(path, SHIPS, "It is imported by itself")
        refusal.passed_over = SHIPS
        return refusal
    tables = [
        table
        for contract in contracts.values()
        for table in contract.tables
        if not table.ships or as_source
    ]
    # A publisher's file of such a kind is read where a contract names it.
    is_named = any(table.file and table.file_pattern.fullmatch(path.name) for table in tables)
    if path.suffix.lower() in UNREAD and not is_named:
        return _refusal(
            path,
            UNREAD[path.suffix.lower()],
            "Open it, save it as xlsx (Excel workbook) or CSV UTF-8, and import that file",
        )
    if path.suffix.lower() in PACKED and not is_named:
        return _refusal(path, "is a packed file, which is not read",
                        "Unpack it, and import the files in it")  # fmt: skip
    if path.suffix.lower() in DOCUMENTS and not is_named:
        return _refusal(path, "is a document, and only tables are read",
                        "Copy its table into a workbook, or into the form: python -m kit templates "
                        "FOLDER")  # fmt: skip
    if as_source:
        return _as_told(path, tables, as_source)
    matching = [table for table in tables if table.file_pattern.fullmatch(path.name)]
    registers = [table for table in tables if table.is_register]
    if not matching and registers and formats.is_workbook(path):
        matching = [each for each in registers if each.file_pattern.fullmatch(f"{path.stem}.csv")]
        if WORKBOOK.fullmatch(path.name):
            problems = Problems()
            found = workbook.registers_in(path, registers, problems)
            return found if not problems.total else Refusal(path, problems.shown, problems.total)
    # A name that a contract spells out goes before the name of a register.
    matching = [table for table in matching if table.file] or matching
    sources = sorted({table.source for table in matching})
    if len(sources) > 1:
        return _refusal(
            path,
            f"its name may be that of {' or of '.join(sources)}",
            "Say which by --as SOURCE",
        )
    return matching or _by_content(path, tables, contracts)


def _refusal(path: Path, rule: str, remedy: str) -> Refusal:
    return Refusal(path, [Problem(rule, remedy)], 1)


def _as_told(path: Path, tables: list[Table], as_source: str) -> list[Table] | Refusal:
    wanted = as_source.replace(".", "__")
    chosen = [table for table in tables if wanted in (table.source, table.id)]
    matching = [table for table in chosen if table.file_pattern.fullmatch(path.name)]
    if matching or len(chosen) == 1:
        return matching or chosen
    names = [table.id.replace("__", ".") for table in chosen or tables]
    return _refusal(path, f"--as {as_source} names no one table", f"Choose of {', '.join(names)}")


# By what is in it --------------------------------------------------------------------------------


def _by_content(
    path: Path, tables: list[Table], contracts: dict[str, Contract]
) -> list[Table] | Refusal:
    """Return the one table whose needed headings the file has all of, or say what it looks like."""
    rows = _first_rows(path)
    cells = [{normalise(cell) for cell in row if cell.strip()} for row in rows]

    def has_all(table: Table) -> bool:
        needed = [spellings(one) for one in table.columns if not one.optional]
        fits = any(all(names & row for names in needed) for row in cells)
        return fits and len(needed) > 1 and all(one.position is None for one in table.columns)

    found = [table for table in tables if has_all(table)]
    if len(found) == 1:
        return found
    refusal = _refusal(
        path, "file name not recognised", _what_would_be_right(path, rows, tables, contracts)
    )
    refusal.total = 0
    return refusal


def _first_rows(path: Path) -> list[list[str]]:
    """Return the first rows of a CSV file or of each sheet; none where it cannot be read."""
    try:
        if formats.is_workbook(path):
            with workbook.open_safely(path) as book:
                return [
                    row
                    for name in book.sheet_names
                    for _, row in islice(workbook.rows(path, book, name), LOOKED_THROUGH)
                ]
        if path.suffix.lower() == ".csv":
            shape = Table(source="", name="any", key=["any"], column=[Column(name="any")])
            shape = shape.model_copy(update={"encoding": ["utf-8-sig", "cp1252"]})
            return [row for _, row in islice(csv_file.rows(path, shape), LOOKED_THROUGH)]
    except (UnreadableError, OSError):
        pass
    return []


def _words(text: str) -> list[str]:
    """Return the words of a text without endings of the plural."""
    found = re.findall(r"[a-z]{3,}", normalise(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)))
    return [re.sub(r"(ies)$", "y", word).removesuffix("s") for word in found]


def _weights(table: Table, contract: Contract) -> dict[str, int]:
    """Return the words that speak of a table: in its name 4, in a column's 2, in what is said 1."""
    said = " ".join(one.meaning for one in table.columns)
    names = " ".join(one.name for one in table.columns)
    return _weighed(said, f"{table.title} {contract.title}", names, table.source)


@lru_cache(maxsize=512)
def _weighed(said: str, title: str, names: str, source: str) -> dict[str, int]:
    known = dict.fromkeys(_words(said), 1)
    known |= dict.fromkeys(_words(title), 2)
    known |= dict.fromkeys(_words(names), 2)
    return known | dict.fromkeys(_words(source), 4)


def _what_would_be_right(
    path: Path, rows: list[list[str]], tables: list[Table], contracts: dict[str, Contract]
) -> str:
    """Say which source a file seems to be, by the words it shares with each, and what to do."""
    said = Counter(dict.fromkeys(_words(path.stem), 3))
    said.update(set(_words(" ".join(" ".join(row) for row in rows[:4]))))
    weights = {table.id: _weights(table, contracts[table.source]) for table in tables}
    spread = Counter(word for words in weights.values() for word in words)

    def score(table: Table) -> float:
        known = weights[table.id]
        return sum(
            count * known[word] * math.log(1 + len(tables) / spread[word])
            for word, count in said.items()
            if word in known
        )

    ranked = sorted(tables, key=lambda table: (-score(table), table.id))
    if not ranked or score(ranked[0]) <= 0:
        return "Say which source it is by --as SOURCE, or leave it out"
    kept = [table for table in ranked if table.is_register][:2]
    if kept and score(ranked[0]) < 3 * score(kept[0]):
        named = " and ".join(f"{one.source} ({contracts[one.source].title})" for one in kept)
        return (
            f"The nearest registers are {named}: copy what belongs there into the form (python -m "
            f"kit templates FOLDER), or, if it is such a register, rename it {kept[0].source}.csv"
        )
    best = ranked[0]
    return (
        f"It looks most like: {contracts[best.source].title}, {best.title or best.name}. If it is "
        f"that, import it with --as {best.id.replace('__', '.')}; if not, leave it out"
    )
