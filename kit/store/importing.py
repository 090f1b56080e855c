"""Published files and registers become stored tables with receipts, or are refused with reasons.

A file is recognised by its contract, read as text, checked and typed as sets in DuckDB, and kept
as Parquet in a vintage of its own; nothing is ever half-stored. Rows read = stored + set aside.
"""

import contextlib
import hashlib
import json
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from kit.store import validate, write_parquet
from kit.store.contract import WORKBOOK, Contract, Table
from kit.store.formats import registers_in
from kit.store.paths import Collection
from kit.store.problems import EMPTY_FORM, SHOWN, Problem, Problems
from kit.store.reading import fill

__all__ = ["Problem", "Receipt", "Refusal", "current_vintages", "import_paths", "import_shipped"]

Progress = Callable[[float, str], None]  # told the share done, 0 to 1, and what is being done
SUFFIXES = {".csv", ".parquet", ".xlsx", ".ods", ".json", ".geojson", ".hexjson"}
UNREAD = {".xls", ".xlsm", ".xlsb", ".tsv"}  # told of, as somebody meant them to be read
MEMORY = "150MB"  # of the database that checks one file; what is larger goes to disk
WAIT = 600  # seconds for somebody else's import to end


@dataclass
class Receipt:
    """What became of one table of one file; kept as receipt.json beside the data."""

    source: str
    table: str
    title: str
    file: str
    release: str
    sha256: str
    contract_sha256: str
    imported_at: str
    rows_read: int
    rows_stored: int
    rows_set_aside: int
    set_aside_reasons: dict[str, int]
    gaps: dict[str, int]
    seconds: float
    vintage: str
    changes: dict[str, int]
    warnings: list[str]
    already_imported: bool = False


@dataclass
class Refusal:
    """A file that was not stored, with the problems shown and the number of all.

    `passed_over` says why a file met while looking through a folder was left alone: worth
    telling, no failure.
    """

    file: Path
    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    passed_over: str = ""

    def __str__(self) -> str:
        total = max(self.total, len(self.problems))
        lines = [f"{self.file} was not imported: {total:,} problem{'s' * (total != 1)}."]
        lines += [f"  {problem}" for problem in self.problems]
        if total > len(self.problems):
            lines.append(f"  … and {total - len(self.problems):,} more.")
        return "\n".join(lines)


class BusyError(Exception):
    """Somebody else has been importing into this collection for longer than one waits."""


@dataclass
class _Staged:
    """A table checked and written to a folder of its own, to be moved into place."""

    table: Table
    folder: Path
    receipt: Receipt


def import_paths(
    collection: Collection,
    contracts: dict[str, Contract],
    paths: Iterable[Path | str],
    release: str | None = None,
    as_source: str | None = None,
    progress: Progress | None = None,
) -> list[Receipt | Refusal]:
    """Import files, and all files below folders, in any order.

    `release` overrides what the file's name or the contract says; `as_source` (a source, or
    source.table) takes a file whose name tells nothing. Importing a file twice changes nothing.
    """
    if release is not None and not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]*", release):
        raise ValueError(f"the release {release!r} may hold letters, figures, '.', '-' and '_'")
    results: list[Receipt | Refusal] = []
    files = list(_files(paths))
    with _locked(collection):
        for number, (path, in_folder) in enumerate(files):
            if progress:
                progress(number / len(files), path.name)
            found = _recognised(path, contracts, as_source)
            if isinstance(found, Refusal):
                if in_folder and not found.total:
                    found.passed_over = "no contract knows them"
                results.append(found)
            else:
                results += _import_one(collection, contracts, path, found, release)
            last = results[-1]
            if in_folder and isinstance(last, Refusal) and last.problems[0].rule == EMPTY_FORM[0]:
                last.passed_over = "nothing is filled in"
    if progress:
        progress(1.0, "Imported")
    return results


def import_shipped(
    collection: Collection,
    contracts: dict[str, Contract],
    progress: Progress | None = None,
) -> list[Receipt | Refusal]:
    """Import what ships beside a contract and has changed: reference tables, invented registers."""
    wanted = []
    hashes = _Hashes(collection.root / "shipped.json")
    current = {path.parent.name: _receipt(path) for path in current_vintages(collection).values()}
    results: list[Receipt | Refusal] = []
    for table, files in _shipped(contracts, results):
        sha256 = hashes.of([path for path, _ in files])
        now = current.get(table.id)
        if not now or (now.sha256, now.contract_sha256) != (sha256, table.sha256):
            wanted.append((table, files, sha256))
    hashes.save()
    if not wanted:
        return results
    with _locked(collection):
        for number, (table, files, sha256) in enumerate(wanted):
            if progress:
                progress(number / len(wanted), table.id)
            release = table.release or "shipped"
            staged = _stage(collection, contracts, table, files, release, sha256)
            if isinstance(staged, _Staged):
                results.append(_keep(collection, staged))
            else:
                results += _blamed(collection, contracts, table, files, staged)
    if progress:
        progress(1.0, "Imported")
    return results


def _blamed(
    collection: Collection,
    contracts: dict[str, Contract],
    table: Table,
    files: list[tuple[Path, tuple[str, ...]]],
    refusal: Refusal,
) -> list[Refusal]:
    """Give what was refused of several files file by file: a line alone does not say of which."""
    alone = [_stage(collection, contracts, table, [one], "", "") for one in files]
    told = [
        one
        for one in alone
        if isinstance(one, Refusal) and not set(one.problems).isdisjoint(refusal.problems)
    ]
    return told or [refusal]


def current_vintages(collection: Collection) -> dict[str, Path]:
    """Give each table's id with the folder of its newest release, newest import of that release."""
    newest = {}
    for table in sorted(collection.sources.glob("*__*")):
        vintages = _vintages(collection, table.name)
        if vintages:
            newest[table.name] = vintages[-1]
    return newest


def _vintages(collection: Collection, table_id: str) -> list[Path]:
    # A vintage's folder is <release>@<time of import>@<hash>; '@' never stands in a release.
    found = [path for path in (collection.sources / table_id).glob("*@*@*") if path.is_dir()]
    return sorted(found, key=lambda path: path.name.split("@"))


def _receipt(vintage: Path) -> Receipt:
    return Receipt(**json.loads((vintage / "receipt.json").read_text(encoding="utf-8")))


@contextlib.contextmanager
def _locked(collection: Collection) -> Iterator[None]:
    collection.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(collection.import_lock, timeout=WAIT):
            # What a killed import left behind; nobody else is here.
            shutil.rmtree(_workshop(collection), ignore_errors=True)
            yield
    except Timeout:
        raise BusyError(
            f"Somebody else is importing into {collection.root}: try again when they are done"
        ) from None


def _workshop(collection: Collection) -> Path:
    return collection.root / "importing"


# Which files, by which contract -----------------------------------------------------------------


def _files(paths: Iterable[Path | str]) -> Iterator[tuple[Path, bool]]:
    for path in map(Path, paths):
        if not path.is_dir():
            yield path, False
            continue
        for below in sorted(path.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in below.relative_to(path).parts)
            if below.is_file() and not hidden and below.suffix.lower() in SUFFIXES | UNREAD:
                yield below, True


def _recognised(
    path: Path, contracts: dict[str, Contract], as_source: str | None
) -> list[Table] | Refusal:
    def refuse(rule: str, mend: str) -> Refusal:
        problem = Problem(rule, mend)
        return Refusal(path, [problem], 1)

    if not path.is_file():
        return refuse("there is no such file", "Look at the spelling of its path")
    tables = [
        table
        for contract in contracts.values()
        for table in contract.tables
        if not table.ships or as_source
    ]
    if as_source:
        wanted = as_source.replace(".", "__")
        chosen = [table for table in tables if wanted in (table.source, table.id)]
        matching = [table for table in chosen if table.file_pattern.fullmatch(path.name)]
        if matching or len(chosen) == 1:
            return matching or chosen
        names = [table.id.replace("__", ".") for table in chosen or tables]
        return refuse(f"--as {as_source} names no one table", f"Choose of {', '.join(names)}")
    matching = [table for table in tables if table.file_pattern.fullmatch(path.name)]
    registers = [table for table in tables if table.is_register]
    if not matching and registers and WORKBOOK.fullmatch(path.name):
        problems = Problems()
        found = registers_in(path, registers, problems)
        return found if not problems.total else Refusal(path, problems.shown, problems.total)
    sources = sorted({table.source for table in matching})
    if len(sources) == 1:
        return matching
    if sources:
        return refuse(
            f"its name fits the contracts of {' and '.join(sources)}", "Say which by --as SOURCE"
        )
    known = "; ".join(f"{table.id}: {table.file_pattern.pattern}" for table in tables)
    known += f"; a workbook of registers: {WORKBOOK.pattern}" if registers else ""
    refusal = refuse(
        "no contract knows a file of this name",
        f"Say which source it is by --as SOURCE, or rename it. Known names are {known}",
    )
    refusal.total = 0
    return refusal


def _shipped(
    contracts: dict[str, Contract], refused: list
) -> Iterator[tuple[Table, list[tuple[Path, tuple[str, ...]]]]]:
    """Give each table that ships, with its files and what their folder adds to the rows.

    A file is known by the contract beside it, or else by its name: that of a register.
    """
    for contract in contracts.values():
        if not contract.ships:
            continue
        found: dict[str, tuple[Table, list]] = {}
        for path in sorted(contract.folder.rglob("*.csv")):
            register = contracts.get(path.stem)
            tables = [table for table in contract.tables if _lies_beside(table, path)]
            if not tables and register and not register.ships:
                tables = register.tables[:1]
            if not tables:
                problem = Problem("no contract knows a file of this name", "Rename or remove it")
                refused.append(Refusal(path, [problem], 1))
            for table in tables[:1]:
                folder = (path.parent.name,) if table.folder_column else ()
                found.setdefault(table.id, (table, []))[1].append((path, folder))
        yield from found.values()


def _lies_beside(table: Table, path: Path) -> bool:
    if table.folder_column:
        return path.relative_to(table.folder).match(table.file)
    return bool(table.file_pattern.fullmatch(path.name))


class _Hashes:
    """Hashes of files, remembered as long as their size and time of change stay the same."""

    def __init__(self, path: Path):
        self.path = path
        with contextlib.suppress(OSError, ValueError):
            self.known = self.before = json.loads(path.read_text(encoding="utf-8"))
            return
        self.known = self.before = {}

    def of(self, files: list[Path]) -> str:
        """Give the hash of one file, or one over the hashes and folders of several."""
        found = []
        for file in files:
            stat, name = file.stat(), str(file)
            if self.known.get(name, [])[:2] != [stat.st_mtime_ns, stat.st_size]:
                self.known = self.known | {name: [stat.st_mtime_ns, stat.st_size, _sha256(file)]}
            found.append((file.parent.name, self.known[name][2]))
        one = found[0][1] if len(found) == 1 else json.dumps(found)
        return one if len(found) == 1 else hashlib.sha256(one.encode()).hexdigest()

    def save(self) -> None:
        if self.known is not self.before:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.path.with_suffix(".new")
            fresh.write_text(json.dumps(self.known), encoding="utf-8")
            fresh.replace(self.path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# One file ---------------------------------------------------------------------------------------


def _import_one(
    collection: Collection,
    contracts: dict[str, Contract],
    path: Path,
    tables: list[Table],
    release: str | None,
) -> list[Receipt | Refusal]:
    """Import all tables of one file, or none; what is wrong with any of them is told at once."""
    sha256 = _sha256(path)
    done: list[Receipt | Refusal] = []
    staged: list[_Staged | Refusal] = []
    for table in tables:
        match = table.file_pattern.fullmatch(path.name)
        named = match.groupdict().get("release") if match else None
        said = release or named or table.release
        before = _imported_before(collection, table, sha256, said)
        if before:
            done.append(before)
            continue
        today = datetime.now(UTC).date().isoformat()
        staged.append(_stage(collection, contracts, table, [(path, ())], said or today, sha256))
    refused = [one for one in staged if isinstance(one, Refusal)]
    if not refused:
        return done + [_keep(collection, one) for one in staged]
    for one in staged:
        if isinstance(one, _Staged):
            shutil.rmtree(one.folder, ignore_errors=True)
    told = [problem for refusal in refused for problem in refusal.problems]
    problems = list(dict.fromkeys(told))  # a file that cannot be read fails every table alike
    total = sum(refusal.total for refusal in refused) - len(told) + len(problems)
    return [Refusal(path, problems[:SHOWN], total)]


def _imported_before(
    collection: Collection, table: Table, sha256: str, release: str | None
) -> Receipt | None:
    for vintage in reversed(_vintages(collection, table.id)):
        receipt = _receipt(vintage)
        same = (receipt.sha256, receipt.contract_sha256) == (sha256, table.sha256)
        if same and release in (None, receipt.release):
            receipt.already_imported, receipt.warnings = True, ["already imported: nothing changed"]
            current = current_vintages(collection)[table.id]
            if current != vintage:
                receipt.warnings.append(
                    f"a newer vintage, {current.name}, is in use; to return to this one, remove "
                    f"the folder {current}"
                )
            return receipt
    return None


def _stage(
    collection: Collection,
    contracts: dict[str, Contract],
    table: Table,
    files: list[tuple[Path, tuple[str, ...]]],
    release: str,
    sha256: str,
) -> _Staged | Refusal:
    """Read, check and type files into one table, written to a folder of its own."""
    started, problems = time.perf_counter(), Problems()
    folder = _workshop(collection) / uuid.uuid4().hex
    folder.mkdir(parents=True)
    current = current_vintages(collection).get(table.id)
    receipt = None
    try:
        config = {"memory_limit": MEMORY, "threads": 2, "temp_directory": str(folder / "spill")}
        with duckdb.connect(folder / "work.duckdb", config=config) as database:
            fill(database, table, files, problems)
            if not problems.total:
                validate.check(database, table, contracts, problems)
            if not problems.total:
                now = datetime.now(UTC).isoformat(timespec="microseconds")
                receipt = Receipt(
                    source=table.source,
                    table=table.name,
                    title=table.title or contracts[table.source].title,
                    file=files[0][0].name if len(files) == 1 else table.file,
                    release=release,
                    sha256=sha256,
                    contract_sha256=table.sha256,
                    imported_at=now,
                    **write_parquet.write(database, table, folder),
                    vintage=f"{release}@{re.sub(r'[-:+.]', '', now)[:21]}@{sha256[:8]}",
                    changes=write_parquet.compare(database, table, folder, current),
                    seconds=round(time.perf_counter() - started, 3),
                )
    finally:
        if receipt is None:
            shutil.rmtree(folder, ignore_errors=True)
    if receipt is None:
        return Refusal(files[0][0], problems.shown, problems.total)
    (folder / "work.duckdb").unlink()
    shutil.rmtree(folder / "spill", ignore_errors=True)
    return _Staged(table, folder, receipt)


def _keep(collection: Collection, staged: _Staged) -> Receipt:
    """Move a staged table into its place: the one moment at which it begins to exist."""
    text = json.dumps(asdict(staged.receipt), indent=2, ensure_ascii=False)
    (staged.folder / "receipt.json").write_text(text, encoding="utf-8")
    place = collection.sources / staged.table.id
    place.mkdir(parents=True, exist_ok=True)
    staged.folder.replace(place / staged.receipt.vintage)
    return staged.receipt
