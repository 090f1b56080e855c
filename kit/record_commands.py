"""The commands for what people write: backup and restore."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kit.console import Data, DataOption, console, fail
from kit.people import record
from kit.records import backup as backups
from kit.records import store
from kit.store import replica
from kit.store.paths import Collection

commands = typer.Typer()


@commands.command()
def backup(
    out: Annotated[Path, typer.Option(help="The folder the backup is written to.")] = Path(),
    with_imports: Annotated[
        bool, typer.Option("--imports/--no-imports", help="Also what was imported.")
    ] = True,
    data: DataOption = Data.published,
):
    """Write what people wrote, and what was imported, to one file; people can go on writing."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{data.value}_{datetime.now():%Y-%m-%d_%H%M%S}.zip"
    collection = Collection.open(data.value)
    record.write("backup", collection=collection, file=path.name)
    held = backups.write(path, collection, with_imports)
    said = (
        f"Written: {path}, {sum(held.rows.values()):,} rows and {held.files:,} files. "
        "Keep it as safe as the store: it holds comments and small numbers."
    )
    console.print(said, markup=False, soft_wrap=True)


@commands.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")],
    data: DataOption = Data.published,
):
    """Restore a backup into a store that is empty, then build."""
    collection = Collection.open(data.value)
    held = backups.restore(file, collection)
    record.write("backup", collection=collection, restored=file.name, as_at=held.taken_at)
    said = (
        f"Restored as at {held.taken_at}: {sum(held.rows.values()):,} rows and {held.files:,} "
        f"files. Next: `python -m kit build --data {data.value}`. Words that were erased after "
        "that time are back: erase them again."
    )
    console.print(said, markup=False, soft_wrap=True)


@commands.command()
def publish(
    storage: Annotated[str, typer.Argument(help="A folder, or s3://bucket/folder.")],
    data: DataOption = Data.published,
):
    """Put the current build, without small numbers, where other machines take it up."""
    collection = Collection.open(data.value)
    with store.alone("publish", collection) as is_free:
        if not is_free:
            raise fail("Another machine is publishing: wait until it is done.")
        name = replica.publish(collection, storage)
    console.print(f"Published: {name}. Machines with CAA_FOLLOW follow.", markup=False)
