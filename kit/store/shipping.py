"""What ships beside a contract is imported by itself whenever it has changed."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from kit.store import vintages
from kit.store.paths import Collection
from kit.store.problems import Problem
from kit.store.schema import Contract, Table
from kit.store.staging import Options, refusals_by_file, sha256_of, stage, today
from kit.store.vintages import Receipt, Refusal, Staged, current_vintages

Progress = Callable[[float, str], None]  # told the share done, 0 to 1, and what is being done


def import_shipped(
    collection: Collection,
    contracts: dict[str, Contract],
    progress: Progress | None = None,
) -> list[Receipt | Refusal]:
    """Import what ships beside a contract and has changed: reference tables, invented registers."""
    wanted = []
    hashes = _Hashes(collection.root / "shipped.json")
    current = {
        path.parent.name: vintages.receipt(path)
        for path in current_vintages(collection).values()
        if vintages.is_whole(path)
    }
    results: list[Receipt | Refusal] = []
    for table, files, day in _shipped(contracts, results):
        sha256 = hashes.of([path for path, _ in files])
        now = current.get(table.id)
        if not now or (now.sha256, now.contract_sha256) != (sha256, table.sha256):
            wanted.append((table, files, sha256, day))
    if not wanted:
        hashes.save()
        return results
    with vintages.import_lock(collection):
        hashes.save()
        base = None
        for number, (table, files, sha256, day) in enumerate(wanted):
            if progress:
                progress(number / len(wanted), table.id)
            options = Options(
                complete_as_at=day,
                today=day or today(),
                batch=vintages.SHIPPED,
                older=True,
                base=base,
            )
            release = table.release or (day.isoformat() if day else vintages.SHIPPED)
            staged = stage(collection, contracts, table, files, release, sha256, options)
            base = options.base
            if isinstance(staged, Staged):
                vintages.seal(staged)
                results.append(vintages.move_into_place(collection, staged))
            else:
                results += refusals_by_file(collection, contracts, table, files, staged, options)
    if progress:
        progress(1.0, "Imported")
    return results


def _shipped(
    contracts: dict[str, Contract], refused: list
) -> Iterator[tuple[Table, list[tuple[Path, tuple[str, ...]]], date | None]]:
    """Give each table that ships, its files and what their folder adds to the rows, and its day.

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
                problem = Problem("file name not recognised", "Rename or remove it")
                refused.append(Refusal(path, [problem], 1))
            for table in tables[:1]:
                folder = (path.parent.name,) if table.folder_column else ()
                found.setdefault(table.id, (table, []))[1].append((path, folder))
        for table, files in found.values():
            yield table, files, contract.complete_as_at if table.is_register else None


def _lies_beside(table: Table, path: Path) -> bool:
    if table.folder_column:
        return path.relative_to(table.folder).match(table.file)
    return bool(table.file_pattern.fullmatch(path.name))


class _Hashes:
    """Hashes of files, remembered as long as their size and time of change stay the same."""

    def __init__(self, path: Path):
        self.path = path
        with contextlib.suppress(OSError, ValueError, TypeError):
            self.known = self.before = dict(json.loads(path.read_text(encoding="utf-8")))
            return
        self.known = self.before = {}

    def of(self, files: list[Path]) -> str:
        """Give the hash of one file, or one over the hashes and folders of several."""
        found = []
        for file in files:
            stat, name = file.stat(), str(file)
            if self.known.get(name, [])[:2] != [stat.st_mtime_ns, stat.st_size]:
                self.known = self.known | {name: [stat.st_mtime_ns, stat.st_size, sha256_of(file)]}
            found.append((file.parent.name, self.known[name][2]))
        one = found[0][1] if len(found) == 1 else json.dumps(found)
        return one if len(found) == 1 else hashlib.sha256(one.encode()).hexdigest()

    def save(self) -> None:
        """Write the hashes down; where that is not allowed they are worked out again next time."""
        if self.known is self.before:
            return
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.path.with_suffix(".new")
            fresh.write_text(json.dumps(self.known), encoding="utf-8")
            fresh.replace(self.path)
