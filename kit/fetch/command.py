"""The command that fetches: it says what is new, what was revised, and what could not be had."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table as Rows

from kit.console import Bar, Data, DataOption, console, fail
from kit.store import contract
from kit.store.contract import Contract
from kit.store.paths import Collection
from kit.store.schema import Table, nearest

commands = typer.Typer()


@commands.command("fetch")
def fetch_(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Sources, or source.table; without one, all that have an address."),
    ] = None,
    data: DataOption = Data.published,
    out: Annotated[
        Path | None,
        typer.Option(help="Only save the files in this folder, and import nothing."),
    ] = None,
    only_list: Annotated[
        bool, typer.Option("--list", help="List the addresses. Fetch nothing.")
    ] = False,
    then_build: Annotated[
        bool, typer.Option("--build/--no-build", help="Build afterwards.")
    ] = True,
):
    """Download published files from their publishers, check them and import them."""
    from kit.fetch import fetching  # loads what speaks to the network: no other command needs it
    from kit.fetch.client import Client, FetchError

    collection = Collection.open(data.value)
    contracts = contract.load_all(collection.contract_folders)
    known = fetching.with_address(contracts)
    if only_list:
        console.print(_addresses(contracts, known))
        return
    tables = _chosen(contracts, known, sources or [])
    if out:
        out.mkdir(parents=True, exist_ok=True)
    try:
        with Bar() as bar, Client() as client:
            reports = fetching.fetch(collection, contracts, tables, client, out, bar)
    except FetchError as error:
        raise fail(str(error)) from None
    console.print(_results(reports))
    for one in reports:
        for note in one.notes:
            console.print(f"{one.table.id}: {note}", markup=False, soft_wrap=True)
    taken = [one.receipt for one in reports if one.receipt and not one.receipt.already_imported]
    if taken and then_build:
        from kit.store_commands import build_store

        build_store(collection, full=False, imported=taken)
    if failed := [one for one in reports if one.failed]:
        raise fail(
            "\n\n".join(f"{one.table.id} {one.state}: {one.said}" for one in failed)
        )  # fmt: skip


def _chosen(contracts: dict[str, Contract], known: list[Table], names: list[str]) -> list[Table]:
    """Return the tables named, each once; or stop where one is not known or has no address."""
    if not names:
        return known
    chosen: dict[str, Table] = {}
    for name in names:
        source, _, table = name.partition(".")
        if source not in contracts:
            raise fail(f"There is no source {source!r}{nearest(source, list(contracts))}.")
        found = [one for one in known if one.source == source and table in ("", one.name)]
        if not found:
            about = contracts[source]
            page = f" Download it by hand from {about.address}." if about.address else ""
            have = ", ".join(dict.fromkeys(one.source for one in known))
            raise fail(f"{name} has no address to fetch from.{page} These have one: {have}.")
        chosen |= {one.id: one for one in found}
    return list(chosen.values())


def _addresses(contracts: dict[str, Contract], known: list[Table]) -> Rows:
    table = Rows(title="What `python -m kit fetch` fetches")
    for heading in ("Source", "What", "From"):
        table.add_column(heading, overflow="fold")
    for one in known:
        if one.fetch:
            table.add_row(f"{one.source}.{one.name}", one.title, one.fetch.address)
    rest = [name for name, about in contracts.items() if about.address
            and not any(one.source == name for one in known)]  # fmt: skip
    if rest:
        table.caption = f"Downloaded by hand: {', '.join(rest)}. See data/README.md."
    return table


def _results(reports: list) -> Rows:
    table = Rows(title="Fetched")
    for heading in ("Source", "State", "Release", ""):
        table.add_column(heading, overflow="fold")
    for one in reports:
        told = "see below" if one.failed else one.said
        table.add_row(f"{one.table.source}.{one.table.name}", one.state, one.release, told)
    return table
