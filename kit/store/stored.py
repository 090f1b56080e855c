"""The store verified: which builds can be served, which stored files are what was written."""

import os
from dataclasses import dataclass, field

from kit.store import builds, replica, vintages
from kit.store.paths import Collection


@dataclass
class Found:
    """What a look through a store found: what is in order, and what to do about the rest."""

    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def check(collection: Collection) -> Found:
    """Return what is wrong in the store of a collection, with the file to import again."""
    found = Found(problems=vintages.damaged(collection))
    whole = len(vintages.current_vintages(collection)) - len(found.problems)
    found.notes.append(f"{whole} stored tables are as they were written.")
    build = f"run `python -m kit build --data {collection.name}`"
    name = builds.named(collection)
    if not name and collection.pointer.exists():
        found.problems.append(f"The pointer to the newest build is damaged: {build}.")
    clearances = sorted(folder for folder in collection.served.glob("*") if folder.is_dir())
    for folder in (collection.builds, *clearances):
        what = "Build" if folder == collection.builds else f"File for readers ({folder.name})"
        if folder.is_dir() and not os.access(folder, os.R_OK):
            found.notes.append(f"{what}: not looked at, as this account may not read it.")
            continue
        paths = {path.name: path for path in folder.glob("*.duckdb")}
        if name:
            paths[name] = folder / name
        for path in sorted(paths.values(), reverse=True):
            word = " (newest)" if path.name == name else ""
            wrong = builds.fault(path, again=True)
            if wrong:
                remedy = f": {build}; until then an earlier one is shown" if word else ""
                found.problems.append(f"{what} {path.stem}{word} {wrong}{remedy}.")
            else:
                found.notes.append(f"{what} {path.stem}{word}: as it was written.")
        if builds.serving(collection, folder) is None:
            found.problems.append(f"{what}: there is none that can be used: {build}.")
    for path in sorted((collection.root / replica.KEPT).glob("*.duckdb")):
        what = f"Build {path.stem}, kept for a version,"
        if wrong := builds.fault(path, again=True):
            found.problems.append(f"{what} {wrong}: restore it from a backup.")
        else:
            found.notes.append(f"{what} is as it was signed.")
    return found
