"""The commands that take files in, build from them, and take imports back."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.table import Table

from kit.console import Bar, Data, DataOption, console, fail
from kit.people import record
from kit.registers import ledger, snapshot
from kit.store import (
    build_on_record,
    building,
    column_map,
    contract,
    contract_draft,
    importing,
    indicator_draft,
    sqlfile,
    stored,
    vintages,
)
from kit.store.formats import day_of
from kit.store.paths import CLEARANCES, OPEN, PROJECT, Collection
from kit.store.problems import UnreadableError

commands = typer.Typer()


class Draft(StrEnum):
    """What `kit contract` does."""

    draft = "draft"


class Clearance(StrEnum):
    """Who may read what, as the command line names them."""

    open = "open"
    in_confidence = "in_confidence"


assert {each.value for each in Clearance} == set(CLEARANCES)


@commands.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders to look through.")],
    data: DataOption = Data.published,
    release: Annotated[
        str | None,
        typer.Option(help="The release, where the file does not say it, as YYYY-MM."),
    ] = None,
    as_source: Annotated[
        str | None,
        typer.Option(
            "--as", help="The source or source.table, for a file whose name tells nothing."
        ),
    ] = None,
    complete_as_at: Annotated[
        str | None,
        typer.Option(help="Registers: the day to which they are complete, as 2026-08-31."),
    ] = None,
    older: Annotated[
        bool, typer.Option("--older", help="Let an older release replace a newer one.")
    ] = False,
    then_build: Annotated[
        bool, typer.Option("--build/--no-build", help="Build afterwards.")
    ] = True,
):
    """Take published files or registers in: each is checked by its contract, or refused."""
    collection = Collection.open(data.value)
    results = _imported(
        collection, paths, release=release, as_source=as_source,
        complete_as_at=_day(complete_as_at), older=older,
    )  # fmt: skip
    refused = [result for result in results if isinstance(result, importing.Refusal)]
    if _asks_for_day(refused) and complete_as_at is None and sys.stdin.isatty():
        told = typer.prompt("Registers: the day to which they are complete, as 2026-08-31")
        results = _imported(
            collection, paths, release=release, as_source=as_source, complete_as_at=_day(told),
            older=older,
        )  # fmt: skip
        refused = [result for result in results if isinstance(result, importing.Refusal)]
    skipped: dict[str, list[str]] = {}
    for refusal in refused:
        if refusal.passed_over:
            skipped.setdefault(refusal.passed_over, []).append(str(refusal.file))
    refused = [refusal for refusal in refused if not refusal.passed_over]
    taken = [result for result in results if not isinstance(result, importing.Refusal)]
    if taken:
        console.print(_receipts(taken))
    for receipt in taken:
        for warning in receipt.warnings:
            console.print(f"{receipt.file}: {warning}", markup=False, soft_wrap=True)
    _say_overtaken(collection, {receipt.source for receipt in taken})
    for why, files in skipped.items():
        console.print(f"Skipped, {why}: {', '.join(files)}", markup=False, soft_wrap=True)
    if taken and then_build:
        build_store(collection, full=False, imported=taken)
    if refused:
        raise fail("\n\n".join(str(refusal) for refusal in refused))


def _say_overtaken(collection: Collection, sources: set[str]) -> None:
    """Say which registers were kept on screen and follow a file from now on."""
    if not snapshot.is_kept(collection):
        return
    contracts = contract.load_all(collection.contract_folders)
    for name in ledger.overtaken(contracts, sources, collection):
        told = (
            f"{name}: the figures follow this file from now on. What is kept on screen is not "
            "lost: the page Registers says which is followed, and keeps it there again."
        )
        console.print(told, markup=False, soft_wrap=True)


def _imported(collection: Collection, paths: list[Path], **options) -> list:
    contracts = contract.load_all(collection.contract_folders)
    record.write("import", collection=collection, files=[path.name for path in paths][:40])
    with Bar() as bar:
        return importing.import_paths(collection, contracts, paths, progress=bar, **options)


def _asks_for_day(refused: list[importing.Refusal]) -> bool:
    rules = {problem.rule for refusal in refused for problem in refusal.problems}
    return importing.NO_DAY[0] in rules


def _day(said: str | None) -> date | None:
    if said is None:
        return None
    day = day_of(said)
    if day is None:
        raise fail(f"{said!r} is not a date: write it as 2026-08-31.")
    return day


@commands.command("map")
def map_(
    export: Annotated[Path, typer.Argument(help="The export of a form, as it was saved.")],
    data: DataOption = Data.published,
):
    """Draft the map that turns an export of a form into a register: a row for each column."""
    contracts = contract.load_all(Collection.open(data.value).contract_folders)
    table = next(each for one in contracts.values() for each in one.tables if each.wide)
    found = column_map.read_export(export)
    if found is None:
        raise fail(f"{export} does not look like the export of a form.")
    place = column_map.map_path(export)
    if place.exists():
        raise fail(f"{place} is there already: fill it in, or remove it.")
    place.write_bytes(column_map.draft_map(found, table, contracts))
    console.print(
        f"Written: {place}. Say in it what each column becomes ({table.source}), or "
        f"“{column_map.DROP}”; then import {export.name}.",
        markup=False, soft_wrap=True,
    )  # fmt: skip


@commands.command("indicator")
def indicator_(
    file: Annotated[Path, typer.Argument(help="A CSV file or workbook: area, period, value, n.")],
):
    """Make an indicator of your own figures: first its label is asked for, then it is written."""
    rules, place = sqlfile.rules(PROJECT / "queries"), indicator_draft.label_path(file)
    if not place.exists():
        place.write_text(indicator_draft.asked(rules), encoding="utf-8")
        told = f"Written: {place}. Say there what the file measures, and run this command again."
        console.print(told, markup=False, soft_wrap=True)
        return
    try:
        made = indicator_draft.draft(file, place.read_text(encoding="utf-8"), rules)
    except UnreadableError as error:
        raise fail(f"{file}: {error.problem}") from error
    except ValueError as error:
        raise fail(f"{place}:\n{error}") from error
    if there := [path for path in made.files if (PROJECT / path).exists()]:
        raise fail(f"Already there: {', '.join(there)}. Change it, or give another name.")
    for path, text in made.files.items():
        (PROJECT / path).parent.mkdir(parents=True, exist_ok=True)
        (PROJECT / path).write_text(text, encoding="utf-8")
    written = ", ".join(made.files)
    told = f"Written: {written}. Read them, then run python -m kit import {file}"
    console.print(told, markup=False, soft_wrap=True)


@commands.command("contract")
def contract_(
    action: Annotated[Draft, typer.Argument(help="What to do: draft.")],
    file: Annotated[Path, typer.Argument(help="A CSV file or workbook of a new source.")],
    folder: Annotated[
        Path | None,
        typer.Option(help="The folder of the new source; by default the contract is printed."),
    ] = None,
):
    """Draft the contract of a new source from one of its files, to be read and completed."""
    try:
        text = contract_draft.draft(file)
    except UnreadableError as error:
        raise fail(f"{file}: {error.problem}") from error
    if folder is None:
        typer.echo(text)
        return
    place = folder / "contract.toml"
    if place.exists():
        raise fail(f"{place} is there already: change it, or remove it.")
    folder.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    told = f"Written: {place}. Complete every line that says TO DO, and check the others."
    console.print(told, markup=False, soft_wrap=True)


@commands.command()
def history(data: DataOption = Data.published):
    """List every import with the rows it added, changed and took away; the newest first."""
    table = Table()
    for heading in ("Import", "Source", "File", "Release", "Added", "Revised", "Gone", ""):
        table.add_column(heading)
    for one in vintages.history(Collection.open(data.value)):
        for receipt in one.receipts:
            changes = receipt.changes or {"added": receipt.rows_stored, "revised": 0, "gone": 0}
            table.add_row(
                one.batch[:19], f"{receipt.source} {receipt.table}", receipt.file, receipt.release,
                *(f"{changes[what]:,}" for what in ("added", "revised", "gone")),
                "undone" if one.is_undone else "",
            )  # fmt: skip
    if not table.row_count:
        console.print("Nothing has been imported.")
        return
    console.print(table)
    console.print("`python -m kit undo` takes back the newest that is not undone.")


@commands.command()
def undo(
    import_time: Annotated[
        str | None, typer.Argument(help="The import, as `history` lists it; the last by default.")
    ] = None,
    data: DataOption = Data.published,
    then_build: Annotated[
        bool, typer.Option("--build/--no-build", help="Build afterwards.")
    ] = True,
):
    """Take back an import: what was imported before it serves again."""
    collection = Collection.open(data.value)
    record.write("import", collection=collection, undo=import_time or "the last")
    taken = vintages.undo(collection, import_time)
    named = ", ".join(f"{one.source} {one.table} ({one.file})" for one in taken.receipts)
    console.print(f"Undone: import {taken.batch[:19]}: {named}", markup=False, soft_wrap=True)
    if then_build:
        build_store(collection, full=False)


@commands.command()
def check(data: DataOption = Data.published):
    """Verify the store: each build and each stored file, and what to import again."""
    found = stored.check(Collection.open(data.value))
    for line in found.notes:
        console.print(line, markup=False, soft_wrap=True)
    if found.problems:
        raise fail("\n".join(found.problems))


def _receipts(receipts: list) -> Table:
    table = Table(title="Imported")
    for heading in ("Source", "Release"):
        table.add_column(heading)
    for heading in ("Rows read", "Stored", "Set aside"):
        table.add_column(heading, justify="right")
    table.add_column("Seconds", justify="right")
    table.add_column("Missing, by reason")
    if any(one.changes for one in receipts):
        table.add_column("Rows changed since the last import")
    for one in sorted(receipts, key=lambda receipt: (receipt.source, receipt.table)):
        gaps = ", ".join(f"{reason.replace('_', ' ')} {n:,}" for reason, n in one.gaps.items())
        changes = ", ".join(f"{what} {n:,}" for what, n in (one.changes or {}).items())
        table.add_row(
            f"{one.source} {one.table}",
            one.release,
            f"{one.rows_read:,}",
            f"{one.rows_stored:,}",
            f"{one.rows_set_aside:,}",
            f"{one.seconds:.1f}",
            gaps,
            *([changes] if len(table.columns) > 7 else []),
        )
    return table


@commands.command()
def build(
    data: DataOption = Data.demonstration,
    full: Annotated[bool, typer.Option("--full", help="Run every query again.")] = False,
    clearance: Annotated[
        Clearance,
        typer.Option(help="Also write, now and at every later build, the file of these readers."),
    ] = Clearance.open,
):
    """Turn the SQL files into a database, running again only what changed, and publish it."""
    build_store(Collection.open(data.value), full, clearance=clearance.value)


def build_store(
    collection: Collection, full: bool, imported: list | tuple = (), clearance: str = OPEN
) -> None:
    """Build a collection after an import or by itself, and say what ran and what failed."""
    refused = [
        one
        for one in snapshot.take(collection, contract.load_all(collection.contract_folders))
        if isinstance(one, importing.Refusal)
    ]
    for refusal in refused:
        console.print(f"Kept on screen, and not used: {refusal}", markup=False, soft_wrap=True)
    try:
        with Bar() as bar:
            built = build_on_record.build(collection, full=full, clearance=clearance, progress=bar)
    except (building.Busy, building.Refused, contract.ContractError) as error:
        told = str(error)
        if imported and isinstance(error, building.Refused):
            told += (
                f"\n\nThe files are stored, and the figures before them are still shown. Correct "
                f"the files and import them again, or take this import back: "
                f"python -m kit undo --data {collection.name}"
            )
        raise fail(told) from error
    if not built.published:
        console.print(f"Nothing has changed: build {built.build_id} stays in use.")
        return
    run = [step.name for step in built.steps if step.status == "run"]
    named = f": {', '.join(run)}" if len(run) <= 12 else ""
    console.print(
        f"Build {built.build_id} of the {collection.name} data in {built.seconds:.1f} s. "
        f"Run {len(run)}{named}; reused {built.count('reused')}.",
        soft_wrap=True,
    )
    for check in built.failed_checks:
        console.print(
            f"Warning: {check['title']}: {check['error'] or check['offenders']}. {check['fix']}",
            markup=False,
            soft_wrap=True,
        )
    if registers := {one.source for one in imported if one.complete_as_at}:
        tell_counts(built.path, registers)
    if built.faults:
        raise fail("\n\n".join(str(fault) for fault in built.faults))


def tell_counts(path: Path, registers: set[str] | None = None) -> None:
    """Say of each register how many rows are stored and counted on the newest date, and why not."""
    with building.open_read_only(path) as base:
        try:
            rows = base.execute(
                "select register, complete_as_at, as_at, rows_stored, rows_counted, not_counted "
                "from register_counts order by register"
            ).fetchall()
        except duckdb.CatalogException:  # a build of before the table was thought of
            return
    for register, complete, as_at, stored_rows, counted, why in rows:
        if registers is None or register in registers:
            day = f" on {as_at}" if as_at else ""
            told = f"; {why}" if why else ""
            console.print(
                f"{register}, complete as at {complete}: {stored_rows:,} rows stored, "
                f"{counted:,} counted{day}{told}",
                markup=False, highlight=False, soft_wrap=True,
            )  # fmt: skip
