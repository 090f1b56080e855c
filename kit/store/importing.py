"""Published files and registers become stored tables with receipts, or are refused with reasons.

A file is copied, recognised by its contract, read as text, checked and typed as sets in DuckDB, and
kept as Parquet in a vintage of its own; nothing is ever half-stored. Rows read = stored + set
aside. Files of one published source are taken together or not at all; parts of one register are
joined.
"""

import csv
import hashlib
import json
import re
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from kit.store import column_map, disk, recognition, releases, vintages
from kit.store.paths import Collection
from kit.store.problems import EMPTY_FORM, SHOWN, Problem, UnreadableError
from kit.store.schema import Contract, Table
from kit.store.shipping import import_shipped
from kit.store.staging import NO_DAY, Options, refusals_by_file, sha256_of, stage
from kit.store.vintages import BusyError, Receipt, Refusal, Staged, current_vintages

__all__ = [
    "NO_DAY",
    "BusyError",
    "Problem",
    "Receipt",
    "Refusal",
    "current_vintages",
    "import_paths",
    "import_shipped",
]

Progress = Callable[[float, str], None]  # told the share done, 0 to 1, and what is being done
Result = Receipt | Refusal
UNFILLED = "nothing is filled in"


@dataclass
class _File:
    """A file as copied: where it was, its copy, the hash of the copy, the tables in it."""

    path: Path
    copy: Path
    sha256: str
    tables: list[Table]
    in_folder: bool
    notes: list[str] = field(default_factory=list)


def import_paths(
    collection: Collection,
    contracts: dict[str, Contract],
    paths: Iterable[Path | str],
    release: str | None = None,
    as_source: str | None = None,
    progress: Progress | None = None,
    complete_as_at: date | None = None,
    older: bool = False,
) -> list[Result]:
    """Import files, and all files below folders, in any order.

    `release` overrides what the file says; `as_source` (a source, or source.table) takes a file
    whose name tells nothing; `complete_as_at` is the day to which the registers are kept; `older`
    lets an older release replace a newer one. Importing a file twice changes nothing.
    """
    if release is not None and not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]*", release):
        raise ValueError(f"the release {release!r} may hold letters, digits, '.', '-' and '_'")
    options = Options(release, as_source, complete_as_at, older)
    results: list[Result] = []
    with vintages.import_lock(collection):
        try:
            taken = _copies(collection, contracts, paths, options, results)
            groups = list(_groups(taken))
            for number, group in enumerate(groups):
                if progress:
                    progress(number / len(groups), group[0].path.name)
                results += _import_group(collection, contracts, group, options)
        finally:
            shutil.rmtree(vintages.scratch_folder(collection), ignore_errors=True)
    if progress:
        progress(1.0, "Imported")
    return results


def _copies(
    collection: Collection,
    contracts: dict[str, Contract],
    paths: Iterable[Path | str],
    options: Options,
    results: list[Result],
) -> list[_File]:
    """Return each file that is recognised, copied: what is hashed and what is read are the same."""
    taken: list[_File] = []
    wide = [each for one in contracts.values() for each in one.tables if each.wide]
    for path, in_folder in recognition.files(paths):
        if path.name.endswith(".columns.csv"):
            continue
        found = recognition.recognise(path, contracts, options.as_source, in_folder)
        unknown = isinstance(found, Refusal) and not found.total and not found.passed_over
        if wide and (unknown or found == wide) and (export := column_map.read_export(path)):
            made = _mapped(collection, contracts, path, export, wide[0], in_folder)
            if isinstance(made, Refusal):
                results.append(made)
            else:
                taken.append(made)
            continue
        if isinstance(found, Refusal):
            if in_folder and not found.total:
                found.passed_over = "file name not recognised"
            elif in_folder and found.problems[0].rule == EMPTY_FORM[0]:
                found.passed_over = UNFILLED
            results.append(found)
            continue
        copy = vintages.scratch_folder(collection) / uuid.uuid4().hex / path.name
        copy.parent.mkdir(parents=True)
        try:
            shutil.copyfile(path, copy, follow_symlinks=False)
        except OSError as error:
            if not disk.is_full(error):
                raise
            results.append(_no_room(path))
            shutil.rmtree(copy.parent, ignore_errors=True)
            continue
        if copy.is_symlink():  # it was put there after the file was looked at
            results.append(Refusal(path, [Problem(*recognition.LINK)], 1))
            continue
        taken.append(_File(path, copy, sha256_of(copy), found, in_folder))
    return taken


def _mapped(
    collection: Collection,
    contracts: dict[str, Contract],
    path: Path,
    export: column_map.Export,
    table: Table,
    in_folder: bool,
) -> _File | Refusal:
    """Return the export of a form as a file of its register, by the map of its columns."""
    chosen = column_map.find_map(path, export, collection.root)
    if chosen is None:
        return Refusal(path, [Problem(
            "is the export of a form: it needs a map that says what each column becomes",
            f'Run python -m kit map "{path.name}", fill in the file it writes, and import again; '
            "names and e-mail addresses are left out",
        )], 1)  # fmt: skip
    try:
        rows, left = column_map.register_rows(export, chosen, table, contracts)
    except UnreadableError as error:
        return Refusal(path, [error.problem], 1)
    column_map.keep_map(chosen, export, collection.root)
    copy = vintages.scratch_folder(collection) / uuid.uuid4().hex / f"{table.source}.csv"
    copy.parent.mkdir(parents=True)
    with copy.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    notes = [f"columns left out and not stored: {', '.join(left)}"] if left else []
    return _File(path, copy, sha256_of(copy), [table], in_folder, notes)


def _groups(taken: list[_File]) -> Iterator[list[_File]]:
    """Yield the files that are taken together or not at all.

    Those of one published source are; so are those that hold parts of one register.
    """
    groups: list[tuple[set[str], list[_File]]] = []
    for file in taken:
        names = {table.source for table in file.tables}
        joined = [group for group in groups if group[0] & names]
        groups = [group for group in groups if not group[0] & names]
        members = [one for _, files in joined for one in files]
        groups.append((names.union(*(each for each, _ in joined)), [*members, file]))
    yield from (files for _, files in groups)


def _import_group(
    collection: Collection, contracts: dict[str, Contract], group: list[_File], options: Options
) -> list[Result]:
    """Import all tables of the files, or none; what is wrong with any of them is told at once."""
    made = _Group(collection, contracts, options)
    try:
        for table, files in _tables(group):
            made.take(table, files)
        made.check_partners()
        if not made.refused:
            for one in made.staged:  # all are whole on the disk before the first is in its place
                vintages.seal(one)
            return [*made.done, *(vintages.move_into_place(collection, one) for one in made.staged)]
    except (OSError, duckdb.Error) as error:
        if not disk.is_full(error):
            raise
        return [_no_room(path) for path in dict.fromkeys(file.path for file in group)]
    for one in made.staged:
        shutil.rmtree(one.folder, ignore_errors=True)
    results = [_merged(path, each) for path, each in made.refused.items()]
    by_path = {file.path: file for file in group}
    for result in results:
        if by_path[result.file].in_folder and result.problems[0].rule == EMPTY_FORM[0]:
            result.passed_over = UNFILLED
    blamed = ", ".join(path.name for path in made.refused)
    for path in by_path.keys() - made.refused.keys():
        results.append(Refusal(path, [Problem(
            f"belongs with {blamed}, which was refused",
            "Correct that file and import them together: files of one source are taken together "
            "or not at all",
        )], 1))  # fmt: skip
    return list(results)


def _no_room(path: Path) -> Refusal:
    return Refusal(path, [Problem(f"could not be stored: {disk.FULL}", disk.REMEDY)], 1)


class _Group:
    """Files that are taken together: what is staged of them, was there already, or is refused."""

    def __init__(self, collection: Collection, contracts: dict[str, Contract], options: Options):
        self.collection, self.contracts, self.options = collection, contracts, options
        self.done: list[Receipt] = []
        self.staged: list[Staged] = []
        self.refused: dict[Path, list[Refusal]] = {}
        self.paths: dict[str, Path] = {}

    def take(self, table: Table, files: list[_File]) -> None:
        """Stage one table of the files, unless the very same serves."""
        sha256 = _joined_hash([file.sha256 for file in files])
        release = releases.told(table, files[0].path.name, self.options.release)
        if before := _serves_already(self.collection, table, sha256, release):
            self.done.append(before)
            return
        earlier = [one for one in self.staged if one.table.id == table.id]
        partner = self._release_of(table, table.release_with) if table.release_with else None
        copies: list[tuple[Path, tuple[str, ...]]] = [(file.copy, ()) for file in files]
        made = stage(
            self.collection, self.contracts, table, copies, release, sha256, self.options,
            earlier[-1] if earlier else None, partner,
        )  # fmt: skip
        if isinstance(made, Staged):
            made.receipt.warnings += [note for file in files for note in file.notes]
            if not table.side_by_side:
                made.receipt.file = ", ".join(file.path.name for file in files)
            self.staged.append(made)
            self.paths[table.id] = files[0].path
            return
        told = [made]
        if len(files) > 1:
            told = refusals_by_file(
                self.collection, self.contracts, table, copies, made, self.options
            )
        paths = {file.copy: file.path for file in files}
        for one in told:
            one.file = paths.get(one.file, files[0].path)
            self.refused.setdefault(one.file, []).append(one)

    def _receipt_of(self, table: Table) -> Receipt | None:
        """Return the receipt of a table as it will serve when all are taken."""
        for one in [each.receipt for each in self.staged] + self.done:
            if (one.source, one.table) == (table.source, table.name):
                return one
        current = current_vintages(self.collection).get(table.id)
        return vintages.receipt(current) if current and vintages.is_whole(current) else None

    def _release_of(self, table: Table, name: str) -> str | None:
        """Return the release of a table of the same source that travels with this one."""
        found = [each.receipt for each in self.staged] + self.done
        told = [one.release for one in found if (one.source, one.table) == (table.source, name)]
        return next((one for one in told if one != vintages.NO_RELEASE), None)

    def check_partners(self) -> None:
        """Refuse a table that would serve beside one of another release of the same set."""
        if self.refused or self.options.older:
            return
        for one in self.staged:
            for partner in releases.partners(self.contracts[one.table.source], one.table):
                other = self._receipt_of(partner)
                problem = other and releases.check_set(
                    one.table, one.receipt.release, partner, other
                )
                if problem:
                    path = self.paths[one.table.id]
                    self.refused.setdefault(path, []).append(Refusal(path, [problem], 1))


def _tables(group: list[_File]) -> list[tuple[Table, list[_File]]]:
    """Return each table of the files with the files that hold a part of it, as joined."""
    found: dict[str, tuple[Table, list[_File]]] = {}
    for file in group:
        for table in file.tables:
            name = table.id if table.is_register else f"{table.id} {file.path}"
            found.setdefault(name, (table, []))[1].append(file)
    # What shares the release of another comes after it, and a newer file after an older one.
    return sorted(
        found.values(),
        key=lambda one: (
            bool(one[0].release_with),
            one[0].id,
            releases.told(one[0], one[1][0].path.name, None) or "",
        ),
    )


def _merged(path: Path, refusals: list[Refusal]) -> Refusal:
    told = [problem for refusal in refusals for problem in refusal.problems]
    problems = list(dict.fromkeys(told))  # a file that cannot be read fails every table alike
    total = sum(refusal.total for refusal in refusals) - len(told) + len(problems)
    return Refusal(path, problems[:SHOWN], total)


def _joined_hash(hashes: list[str]) -> str:
    if len(hashes) == 1:
        return hashes[0]
    return hashlib.sha256(json.dumps(sorted(hashes)).encode()).hexdigest()


def _serves_already(
    collection: Collection, table: Table, sha256: str, release: str | None
) -> Receipt | None:
    """Return the receipt of the import that serves where it is of the very same file."""
    current = current_vintages(collection).get(table.id)
    if current is None or not vintages.is_whole(current):
        return None
    receipt = vintages.receipt(current)
    said = release if table.side_by_side is None else None  # the newest of its parts is its own
    if not receipt.holds(table, sha256) or said not in (None, receipt.release):
        return None
    receipt.already_imported, receipt.warnings = True, ["already imported: nothing changed"]
    return receipt
