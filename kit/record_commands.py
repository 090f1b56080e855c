"""The commands for what people write: backup and restore."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kit.console import Data, DataOption, console
from kit.records import backup as backups
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
    held = backups.write(path, Collection.open(data.value), with_imports)
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
    held = backups.restore(file, Collection.open(data.value))
    said = (
        f"Restored as at {held.taken_at}: {sum(held.rows.values()):,} rows and {held.files:,} "
        f"files. Next: `python -m kit build --data {data.value}`. Words that were erased after "
        "that time are back: erase them again."
    )
    console.print(said, markup=False, soft_wrap=True)
