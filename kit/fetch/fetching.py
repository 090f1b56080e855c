"""From contracts with an address to imported tables: each file fetched, looked at, imported.

Sources are taken one after another, and a file that cannot be had stops no other. What is in use
stays in use until its successor has passed every check.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kit.fetch import content, explore_statistics, feature_service, page_link, record
from kit.fetch.client import Client, Download, FetchError, Progress
from kit.fetch.record import Record
from kit.store import importing
from kit.store.addresses import FeaturesAddress, FileAddress, LinkAddress, StatisticsAddress
from kit.store.paths import Collection
from kit.store.schema import Contract, Table
from kit.store.staging import sha256_of
from kit.store.vintages import Receipt, Refusal

UNCHANGED, NEW, REVISED, MISSING, REFUSED = (
    "unchanged", "new", "revised", "could not be fetched", "was not imported",
)  # fmt: skip


@dataclass
class Outcome:
    """What became of one table: the word for it, the release, and what to tell."""

    table: Table
    state: str
    release: str = ""
    said: str = ""
    notes: list[str] = field(default_factory=list)
    receipt: Receipt | None = None

    @property
    def failed(self) -> bool:
        """Whether somebody has to look."""
        return self.state in (MISSING, REFUSED)


@dataclass
class _Fetched:
    """A file that arrived, and the release its publisher gives it (None: as its name says)."""

    table: Table
    path: Path
    record: Record
    release: str | None


def with_address(contracts: dict[str, Contract]) -> list[Table]:
    """Return the tables whose contract says where to fetch them."""
    return [table for one in contracts.values() for table in one.tables if table.fetch]


def fetch(
    collection: Collection,
    contracts: dict[str, Contract],
    tables: list[Table],
    client: Client,
    out: Path | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> list[Outcome]:
    """Fetch and import tables, or with `out` only save their files in that folder."""
    place = out or record.folder(collection)
    fetched: list[_Fetched] = []
    reports: list[Outcome] = []
    for number, table in enumerate(tables):
        bar = _share(progress, number, len(tables), table)
        try:
            one = _fetch_one(collection, table, client, place, out is None, bar, today)
        except FetchError as error:
            reports.append(Outcome(table, MISSING, said=_told(error, contracts[table.source])))
            continue
        if isinstance(one, Outcome):
            reports.append(one)
        elif out:
            reports.append(Outcome(table, NEW, said=str(one.path), notes=one.record.notes))
        else:
            fetched.append(one)
    for group in _groups(fetched):
        reports += _import(collection, contracts, group)
    order = {table.id: number for number, table in enumerate(tables)}
    return sorted(reports, key=lambda one: order[one.table.id])


def _share(progress: Progress | None, number: int, count: int, table: Table) -> Progress | None:
    """Return a bar of one file's share in a bar of them all."""
    if progress is None:
        return None
    progress(number / count, table.title or table.id)
    return lambda share, said: progress((number + min(share, 1.0)) / count, said)


def _fetch_one(
    collection: Collection,
    table: Table,
    client: Client,
    place: Path,
    compare: bool,
    progress: Progress | None,
    today: date | None,
) -> _Fetched | Outcome:
    """Return the file of a table, or that what is in use is what the publisher has."""
    known = record.read(collection, table) if compare else None
    wanted, largest = table.fetch, (table.fetch.largest_mb if table.fetch else 0) * 2**20
    made = Record(table.id, "", "", datetime.now(UTC).isoformat(timespec="seconds"))
    release = None
    if isinstance(wanted, StatisticsAddress):
        found = explore_statistics.find(client, wanted)
        made.title, made.version, made.notes = found.title, found.version, found.notes
        release = found.released_on or None
        if known and (known.title, known.version) == (found.title, found.version):
            return Outcome(table, UNCHANGED, known.version, f"version {known.version}")
        got = client.download(
            found.address, place / wanted.file, largest, found.parameters, None, progress
        )
    elif isinstance(wanted, FeaturesAddress):
        feature_service.save(client, wanted, place / wanted.file, progress)
        got = Download(place / wanted.file, wanted.address)
    elif isinstance(wanted, LinkAddress):
        address = page_link.find(client, wanted)
        same = known.known if known and known.address == address else None
        name = _name(table, wanted.file, address)
        got = client.download(address, place / name, largest, None, same, progress)
    elif isinstance(wanted, FileAddress):
        got = _dated(table, wanted, client, place, known, progress, today or date.today())
        if got and wanted.release == "as_fetched" and not wanted.is_dated:
            release = _day(got, today or date.today())
    else:
        raise FetchError(f"{table.id} has no address")
    if got is None:
        return Outcome(table, UNCHANGED, said="the server says that nothing has changed")
    content.check(got.path, largest)
    made.address, made.etag, made.modified = got.address, got.etag, got.modified
    made.sha256 = sha256_of(got.path)
    if compare and record.is_in_use(collection, table, made.sha256):
        got.path.unlink()
        record.write(collection, made)
        return Outcome(table, UNCHANGED, made.version, "the same file", made.notes)
    return _Fetched(table, got.path, made, release)


def _dated(
    table: Table,
    wanted: FileAddress,
    client: Client,
    place: Path,
    known: Record | None,
    progress: Progress | None,
    today: date,
) -> Download | None:
    """Fetch a file, of the last day that has one where its address holds a day."""
    days = wanted.days_back if wanted.is_dated else 0
    for back in range(days + 1):
        address = wanted.address.format(day=today - timedelta(days=back))
        same = known.known if known and known.address == address else None
        name = _name(table, wanted.file, address)
        try:
            return client.download(
                address, place / name, wanted.largest_mb * 2**20, None, same, progress
            )
        except FetchError as error:
            if not error.not_found or back == days:
                raise
    raise AssertionError("the last day returns or raises")


def _name(table: Table, given: str, address: str) -> str:
    """Return the name a file is imported under. Raises FetchError where its contract knows none."""
    name = given or Path(unquote(urlsplit(address).path)).name
    if not table.file_pattern.fullmatch(name):
        raise FetchError(
            f"{address} is called {name!r}, a name its contract does not know",
            "Change `file` in the contract, or give it a name by `fetch.file`",
            not_found=True,
        )
    return name


def _day(got: Download, today: date) -> str:
    """Return the day a file was last changed as its server says it, else the day of the fetch."""
    try:
        return parsedate_to_datetime(got.modified).date().isoformat()
    except (ValueError, TypeError):
        return today.isoformat()


def _groups(fetched: list[_Fetched]) -> Iterable[list[_Fetched]]:
    """Give the files that are imported together: those of one source and one release."""
    groups: dict[tuple[str, str | None], list[_Fetched]] = {}
    for one in fetched:
        groups.setdefault((one.table.source, one.release), []).append(one)
    return groups.values()


def _import(
    collection: Collection, contracts: dict[str, Contract], group: list[_Fetched]
) -> list[Outcome]:
    """Import files, and keep a record of those taken; what is refused stays to be looked at."""
    results = importing.import_paths(
        collection, contracts, [one.path for one in group], release=group[0].release
    )
    receipts = {
        f"{one.source}__{one.table}": one for one in results if isinstance(one, Receipt)
    }  # fmt: skip
    refusals = {one.file: one for one in results if isinstance(one, Refusal)}
    reports = []
    for one in group:
        if receipt := receipts.get(one.table.id):
            one.path.unlink(missing_ok=True)
            record.write(collection, one.record)
            reports.append(_of_receipt(one, receipt))
            continue
        refusal = refusals.get(one.path)
        said = str(refusal) if refusal else f"{one.path} was not recognised"
        reports.append(
            Outcome(
                one.table,
                REFUSED,
                one.record.version,
                f"{said}\n  The columns may have changed: compare the file with its contract, "
                f"{_contract_file(contracts[one.table.source])}. What was imported before stays "
                "in use.",
                one.record.notes,
            )
        )
    return reports


def _of_receipt(one: _Fetched, receipt: Receipt) -> Outcome:
    """Return what an import did: nothing, a first file, or rows revised."""
    version = f"version {one.record.version}" if one.record.version else ""
    if receipt.already_imported:
        return Outcome(one.table, UNCHANGED, receipt.release, version, one.record.notes, receipt)
    changes = {what: count for what, count in (receipt.changes or {}).items() if count}
    if receipt.changes:
        state = REVISED if changes else UNCHANGED
        told = ", ".join(f"{what} {count:,}" for what, count in changes.items())
        told = f"rows {told}" if told else "a new file with the same figures"
    else:
        state, told = NEW, f"rows {receipt.rows_stored:,}"
    said = "; ".join(filter(None, [told, version]))
    return Outcome(one.table, state, receipt.release, said, one.record.notes, receipt)


def _contract_file(source: Contract) -> str:
    return "/".join([*source.folder.parts[-3:], "contract.toml"])


def _told(error: FetchError, source: Contract) -> str:
    """Return an error with the way by hand."""
    lines = [f"{error.happened}.", f"{error.remedy}." if error.remedy else ""]
    if error.not_found:
        lines.append(f"If the address has changed, correct it in {_contract_file(source)}.")
    if source.address:
        lines.append(
            f"By hand: download it from {source.address}, then run `python -m kit import FILE`."
        )
    return " ".join(filter(None, lines))
