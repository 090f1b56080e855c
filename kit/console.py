"""What all commands share: the console, a progress bar, the collection option, failing."""

import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kit.store.paths import CONTRACT_FOLDERS


class Data(StrEnum):
    """The collections of data, as the command line names them."""

    demonstration = "demonstration"
    published = "published"


assert {each.value for each in Data} == set(CONTRACT_FOLDERS)

console = Console(width=None if sys.stdout.isatty() else 160)
DataOption = Annotated[Data, typer.Option("--data", help="Which collection of data.")]


class Bar:
    """A progress bar that a function can be told to move: bar(share done, what is being done)."""

    def __enter__(self):
        self.progress = Progress(
            BarColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self.progress.start()
        self.task = self.progress.add_task("", total=1.0)
        return lambda done, said: self.progress.update(self.task, completed=done, description=said)

    def __exit__(self, *_):
        self.progress.stop()


def fail(message: str) -> typer.Exit:
    """Write what went wrong and return what ends the command with exit code 1."""
    Console(stderr=True).print(message, style="red", markup=False, soft_wrap=True)
    return typer.Exit(1)
