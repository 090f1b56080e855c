"""The commands for people, their roles and the record of what was done."""

from typing import Annotated

import typer
from rich.table import Table

from kit.console import Data, DataOption, console, fail
from kit.people import people, record, roles
from kit.records.tables import EVERYWHERE
from kit.store.formats import day_of
from kit.store.paths import Collection

commands = typer.Typer()
people_ = typer.Typer(
    help="Give people roles, take them away, and list them.", no_args_is_help=True
)
commands.add_typer(people_, name="people")

Person = Annotated[str, typer.Argument(help="The address the person signs in with.")]
Role = Annotated[str, typer.Option(help="A role of data/people/roles.toml.")]
Areas = Annotated[
    str, typer.Option(help="Codes of authorities with commas between, or “all”.")
]  # fmt: skip


def _codes(authorities: str) -> list[str]:
    return [EVERYWHERE if one.strip() == "all" else one.strip() for one in authorities.split(",")]


@people_.command("give")
def give(
    person: Person,
    role: Role,
    authorities: Areas = "all",
    name: Annotated[str, typer.Option(help="The name shown to stewards.")] = "",
    until: Annotated[str | None, typer.Option(help="The last day it is held.")] = None,
    data: DataOption = Data.published,
):
    """Give a person a role."""
    ends_on = day_of(until) if until else None
    if until and ends_on is None:
        raise fail(f"{until!r} is not a date: write it as 2026-08-31.")
    for code in _codes(authorities):
        people.give(
            person, role, code, name=name, ends_on=ends_on, collection=Collection.open(data.value)
        )
    console.print(f"{person} is now {roles.known()[role].label} for {authorities}.", markup=False)


@people_.command("end")
def end(person: Person, role: Role, authorities: Areas = "all", data: DataOption = Data.published):
    """Take a role away: it ends at the person's next click."""
    for code in _codes(authorities):
        people.end(person, role, code, collection=Collection.open(data.value))
    console.print(f"{person} is no longer {role} for {authorities}.", markup=False)


@people_.command("list")
def list_people(data: DataOption = Data.published):
    """List who holds which role, for which authorities and until when."""
    table = Table()
    for heading in ("Person", "Name", "Role", "Authority", "Until", "Given by"):
        table.add_column(heading)
    for one in people.held(collection=Collection.open(data.value)):
        where = "all" if one["area_code"] == EVERYWHERE else one["area_code"]
        until = str(one["ends_on"] or "")
        table.add_row(
            one["person"], one["name"], one["role"], where, until, one["added_by"]
        )  # fmt: skip
    console.print(table if table.row_count else "Nobody has a role yet.")


@commands.command("record")
def record_(
    check: Annotated[
        bool, typer.Option("--check", help="Say whether the record is whole.")
    ] = False,
    head: Annotated[str, typer.Option(help="With --check: a hash it gave before.")] = "",
    prune: Annotated[
        bool, typer.Option("--prune", help=f"Remove entries older than {record.YEARS} years.")
    ] = False,
    limit: Annotated[int, typer.Option(help="How many of the newest entries to list.")] = 50,
    data: DataOption = Data.published,
):
    """List who did what, or check that no entry was changed or removed."""
    collection = Collection.open(data.value)
    if prune:
        console.print(f"Removed: {record.prune(collection=collection):,} entries.")
    elif check:
        verdict = record.check(collection, head)
        if verdict.problems:
            raise fail("The record is not whole: " + "; ".join(verdict.problems) + ".")
        console.print(
            f"The record is whole: {verdict.entries:,} entries. Keep this hash elsewhere, and give "
            f"it as --head next time: {verdict.head or 'none yet'}",
            markup=False, soft_wrap=True,
        )  # fmt: skip
    else:
        for one in record.entries(limit, collection=collection):
            about = ", ".join(f"{name} {value}" for name, value in one.details.items())
            where = f" {one.area_code}" if one.area_code else ""
            console.print(
                f"{one.number} {one.at[:19]} {one.who}: {record.ACTS[one.act]}{where} ({about})",
                markup=False, highlight=False, soft_wrap=True,
            )  # fmt: skip
