"""A file of JSON lines that is only ever added to: what people record beside the figures.

It outlives every build, a person can read it, and nobody who reads it waits. Writers take turns by
a lock; each line is on the disk before its writer hears of it; a line that a crash cut short is
passed over and reported, and takes no other with it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

_WAIT = 10  # seconds for whoever is writing


class Refused(ValueError):
    """Nothing was written; the message says why and what to do."""


def read(path: Path, model: type[BaseModel]) -> tuple[tuple, tuple[int, ...]]:
    """Return the entries of a log in the order written, and the numbers of unreadable lines.

    A file that has not changed is not read again.
    """
    try:
        seen = path.stat()
    except FileNotFoundError:
        return (), ()
    return _parsed(path, model, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=8)
def _parsed(
    path: Path, model: type[BaseModel], _modified: int, _size: int
) -> tuple[tuple, tuple[int, ...]]:
    entries, unread = [], []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                entries.append(model.model_validate_json(line))
            except ValidationError:
                unread.append(number)
    return tuple(entries), tuple(unread)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Hold the log's lock, so that one writer reads and adds at a time. Raises Refused."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(path.with_suffix(".lock"), timeout=_WAIT):
            yield
    except Timeout as busy:
        raise Refused("Not saved: someone else is saving. Try again.") from busy
    except OSError as error:
        raise Refused(f"Not saved: {error.strerror or error}.") from error


def add(path: Path, entry: BaseModel) -> None:
    """Add one entry for good, under the lock. Raises OSError with the log as it was."""
    add_line(path, (entry.model_dump_json() + "\n").encode())


def add_line(path: Path, line: bytes) -> None:
    """Add one line for good, under the lock. Raises OSError with the log as it was.

    A line that was cut short before is ended first, and stays as it is.
    """
    with path.open("a+b") as file:
        end = file.seek(0, os.SEEK_END)
        if end:
            file.seek(end - 1)
            line = b"\n" * (file.read(1) != b"\n") + line
        try:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(end)
            raise
    if not end and os.name == "posix":  # a new file's name must be on the disk too
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
