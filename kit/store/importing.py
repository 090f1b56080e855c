"""Published files and registers become stored tables with receipts, or are refused with reasons.

A file is recognised by its contract, read as text, checked and typed as sets in DuckDB, and kept
as Parquet in a vintage of its own; nothing is ever half-stored. Rows read = stored + set aside.
"""

import contextlib
import csv
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

from kit.store.collection import PROJECT, Collection
from kit.store.contract import (
    WORKBOOK,
    Column,
    Contract,
    Keep,
    Table,
    literal,
    nearest,
    quoted,
    values_of,
)
from kit.store.reading import (
    ABOUT_CHILDREN,
    BIRTH,
    PUPIL_NUMBER,
    SHOWN,
    SHOWN_OF_A_KIND,
    Problem,
    Problems,
    fill,
    registers_in,
)

__all__ = ["Problem", "Receipt", "Refusal", "current_vintages", "import_paths", "import_shipped"]

Progress = Callable[[float, str], None]  # told the share done, 0 to 1, and what is being done
SUFFIXES = {".csv", ".parquet", ".xlsx", ".ods", ".json", ".geojson", ".hexjson"}
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

    `passed_over` says that no contract knows the file, which was met while looking through a
    folder: worth telling, no failure.
    """

    file: Path
    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    passed_over: bool = False

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
                found.passed_over = in_folder and not found.total
                results.append(found)
            else:
                results += _import_one(collection, contracts, path, found, release)
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
            results.append(staged if isinstance(staged, Refusal) else _keep(collection, staged))
    if progress:
        progress(1.0, "Imported")
    return results


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
            if below.is_file() and not hidden and below.suffix.lower() in SUFFIXES:
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
                _check(database, table, contracts, problems)
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
                    **_write(database, table, folder),
                    vintage=f"{release}@{re.sub(r'[-:+.]', '', now)[:21]}@{sha256[:8]}",
                    changes=_compare(database, table, folder, current),
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


# Checks, as SQL made from the contract ----------------------------------------------------------


def _check(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    contracts: dict[str, Contract],
    problems: Problems,
) -> None:
    """Make `typed` of `raw`, and `aside` of the rows that are not data; tell every problem."""
    rows = database.execute("select count(*) from raw").fetchone()[0]
    low, high = table.expected_rows or (1, rows)
    if rows == 0 and low > 0:
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
    rules = [(column, *rule) for column in table.columns for rule in _rules(column, contracts)]
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


def _rules(
    column: Column, contracts: dict[str, Contract]
) -> Iterator[tuple[str, str | Callable[[str], str], str]]:
    """Give (rule, mend, SQL condition of breaking it) for each promise of `column`.

    How to mend may depend on the value that breaks the rule.
    """
    name, raw = quoted(column.name), quoted(column.name + "@")
    gap = f"{quoted(column.name + '__missing')} is not null"
    for what, form in (("number", PUPIL_NUMBER), ("date of birth", BIRTH)):
        yield (
            f"looks like the {what} of a single child, which this product never takes in",
            ABOUT_CHILDREN[1],
            f"regexp_matches({raw}, {literal(form)})",
        )
    if column.required:
        yield (
            "is missing, and the column is required",
            "Fill it, or drop `required` in the contract",
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
            "Mend it; if it marks a gap, declare its meaning in `missing` in the contract",
            f"{name} is null and {raw} <> '' and not {gap}",
        )
    if column.allowed is not None or column.listed:
        known, place = values_of(column, contracts)
        values = ", ".join(map(literal, known))
        yield (
            f"is none of {', '.join(known)}" if place is None else
            f"does not stand in the list {column.listed}",
            "Mend it, or add it to `allowed` in the contract" if place is None else
            lambda value: f"Mend it{nearest(value, list(known))}, or add a row for it to "
            f"{place.relative_to(PROJECT).as_posix()}",
            f"cast({name} as varchar) not in ({values})" if column.is_text else
            f"{raw} not in ({values}) and {name} is not null",
        )  # fmt: skip
    if column.pattern is not None:
        text = name if column.is_text else raw
        yield (
            f"does not have the form {column.pattern}",
            "Mend it, or `pattern` in the contract",
            f"{name} is not null and not regexp_full_match({text}, {literal(column.pattern)})",
        )
    for key, word, sign in (("minimum", "below", "<"), ("maximum", "above", ">")):
        bound = getattr(column, key)
        if bound is not None:
            yield (
                f"is {word} the {key}, {bound}",
                f"Mend it, or `{key}` in the contract",
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
    others = [n for n in _stored(table) if n not in ("source_line", "source_sheet", *table.key)]
    values = f"row({', '.join(map(quoted, others))})" if others else "1"
    database.execute(f"""
        create table repeats as
        select "@row", source_line, source_sheet, {key}, {values} as "@content"
        from typed
        semi join (select {key} from typed group by {key} having count(*) > 1) as twice
        on {" and ".join(_same("typed", "twice", table.key))}""")
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
                "Remove the wrong row, or rule which to keep by `duplicates` in the contract",
                sheet,
                lines[0],
                ", ".join(table.key),
                ", ".join("" if value is None else str(value) for value in found),
            ),
            count - len(rows) + 1 if number == len(rows) - 1 else 1,
        )


def _same(one: str, other: str, names: Iterable[str]) -> list[str]:
    return [f"{one}.{quoted(n)} is not distinct from {other}.{quoted(n)}" for n in names]


def _stored(table: Table) -> list[str]:
    return [name for name, _ in table.typed_schema()]


# Storing ----------------------------------------------------------------------------------------


def _write(database: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> dict:
    """Write data.parquet and set_aside.csv; give the counts of the receipt."""
    stored = ", ".join(map(quoted, _stored(table)))
    database.execute(
        f'create view stored as select "@row", {stored} from typed anti join aside using ("@row")'
    )
    database.execute(
        f'copy (select * exclude ("@row") from stored order by "@row") '
        f"to {literal(folder / 'data.parquet')} (format parquet, compression zstd)"
    )
    names = [*table.constants, *(column.name for column in table.columns)]
    columns = ", ".join(f"raw.{quoted(name)}" for name in names)
    found = database.execute(
        f'select source_sheet, source_line, "@why", {columns} '
        'from aside join raw on raw.rowid = aside."@row" order by "@row"'
    )
    with (folder / "set_aside.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source_sheet", "source_line", "why", *names])
        while rows := found.fetchmany(10_000):
            writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    reasons = dict(
        database.execute('select "@why", count(*) from aside group by 1 order by 1').fetchall()
    )
    read, stored, aside = database.execute(
        "select (select count(*) from raw), (select count(*) from stored), count(*) from aside"
    ).fetchone()
    assert read == stored + aside, f"{read} rows read, {stored} stored, {aside} set aside"
    missing = [name for name in _stored(table) if name.endswith("__missing")]
    gaps: dict[str, int] = {}
    for name in missing:
        for why, count in database.execute(
            f"select {quoted(name)}, count(*) from stored "
            f"where {quoted(name)} is not null group by 1"
        ).fetchall():
            gaps[why] = gaps.get(why, 0) + count
    warnings = [
        f"{count:,} row{'s' * (count != 1)} set aside: {why}"
        for why, count in reasons.items()
        if "key" in why
    ]
    return {
        "rows_read": read,
        "rows_stored": stored,
        "rows_set_aside": aside,
        "set_aside_reasons": reasons,
        "gaps": dict(sorted(gaps.items())),
        "warnings": warnings,
    }


def _harmless(cell: object) -> object:
    """Keep a spreadsheet program from running a cell that looks like a formula."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        try:
            float(cell)
        except ValueError:
            return "'" + cell
    return cell


def _compare(
    database: duckdb.DuckDBPyConnection, table: Table, folder: Path, before: Path | None
) -> dict[str, int]:
    """Count the cells added, gone and revised since the vintage `before`; list them in a file."""
    if before is None:
        return {}
    old = f"read_parquet({literal(before / 'data.parquet')})"
    known = {name for name, *_ in database.execute(f"describe select * from {old}").fetchall()}
    if not set(table.key) <= known:
        return {}
    kinds = dict(table.typed_schema())
    names = [*table.constants, *(column.name for column in table.columns)]
    compared = [name for name in names if name in known and name not in table.key]

    def cells(source: str) -> str:
        shown = [
            f"coalesce(cast({quoted(n)} as varchar), "
            + (f"'[' || {quoted(n + '__missing')} || ']')" if n + "__missing" in kinds else "null)")
            + f" as {quoted(n)}"
            for n in compared
        ]
        columns = ", ".join([*map(quoted, table.key), *shown])
        return f'select {columns}, true as "@here" from {source}'

    pairs = ", ".join(f"struct_pack(a := old.{quoted(n)}, z := new.{quoted(n)}) as {quoted(n)}"
                      for n in compared)  # fmt: skip
    keys = ", ".join(f"coalesce(old.{quoted(n)}, new.{quoted(n)}) as {quoted(n)}"
                     for n in table.key)  # fmt: skip
    differs = " or ".join(f"old.{quoted(n)} is distinct from new.{quoted(n)}" for n in compared)
    database.execute(
        f"create table differing as select {keys}{', ' if pairs else ''}{pairs} "
        f"from ({cells(old)}) as old full join ({cells('stored')}) as new "
        f"on {' and '.join(_same('old', 'new', table.key))} "
        f'where old."@here" is null or new."@here" is null{" or " if differs else ""}{differs}'
    )
    key = ", ".join(map(quoted, table.key))
    parts = [
        f"select {key}, {literal(n)} as \"@column\", case when {quoted(n)}.a is null then 'added' "
        f"when {quoted(n)}.z is null then 'gone' else 'revised' end as \"@change\", "
        f'{quoted(n)}.a as "@old", {quoted(n)}.z as "@new" from differing '
        f"where {quoted(n)}.a is distinct from {quoted(n)}.z"
        for n in compared
    ]
    if not parts:
        return {}
    database.execute(f"create table changes as {' union all '.join(parts)}")
    database.execute(f"""
        copy (
            select {key}, "@column" as "column", "@change" as change, "@old" as old, "@new" as new
            from changes order by all
        ) to {literal(folder / "changes.csv")} (format csv, header)""")
    counts = dict(database.execute('select "@change", count(*) from changes group by 1').fetchall())
    return {change: counts.get(change, 0) for change in ("added", "gone", "revised")}
