"""The public API of Explore education statistics: from two titles to one version of a data set.

The API is described at https://api.education.gov.uk/statistics/docs. It has no key. Where a data
set is superseded, the one that takes its place is used, and that is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from kit.fetch.client import Client, FetchError
from kit.store.addresses import StatisticsAddress

LONGEST_CHAIN = 5  # data sets that supersede one another
MOST_PAGES = 100
PAGE = 20  # results, the most that every list of the API allows
CHANGED = (
    "filters", "filterOptions", "geographicLevels", "indicators", "locationGroups",
    "locationOptions", "timePeriods",
)  # fmt: skip


@dataclass
class DataSet:
    """One version of a data set: where its CSV file is, and what the publisher says of it."""

    address: str
    parameters: dict[str, str]
    title: str
    version: str
    released_on: str  # YYYY-MM-DD, or empty
    release: str  # the publisher's name of the release
    notes: list[str] = field(default_factory=list)


def find(client: Client, wanted: StatisticsAddress) -> DataSet:
    """Return the version of the data set that an address names. Raises FetchError."""
    base = wanted.address.rstrip("/")
    found = _data_set(client, base, wanted)
    found, notes = _superseding(client, base, found)
    address = f"{base}/data-sets/{quote(_read(found, 'id'))}"
    version = _version(client, address, found, wanted.version)
    number = _read(version, "version")
    release = version.get("release") or {}
    notes += [text.strip() for text in [version.get("notes") or ""] if text.strip()]
    return DataSet(
        address=f"{address}/csv",
        parameters={"dataSetVersion": number},
        title=_read(found, "title"),
        version=number,
        released_on=(version.get("published") or "")[:10],
        release=release.get("title") or "",
        notes=notes + _changes(client, address, version),
    )


def _data_set(client: Client, base: str, wanted: StatisticsAddress) -> dict:
    if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", wanted.data_set):
        return client.json(f"{base}/data-sets/{wanted.data_set}")
    publication = _publication(client, base, wanted.publication)
    address = f"{base}/publications/{quote(_read(publication, 'id'))}/data-sets"
    known = list(_listed(client, address))
    named = [one for one in known if _same(_read(one, "title"), wanted.data_set)]
    if not named:
        named = [one for one in known if _matches(wanted.data_set, _read(one, "title"))]
    if len(named) == 1:
        return named[0]
    titles = "; ".join(sorted(_read(one, "title") for one in named or known)) or "none"
    many = f"has {len(named)} data sets that match" if named else "has no data set called"
    raise FetchError(
        f"the publication “{wanted.publication}” {many} “{wanted.data_set}”. "
        f"{'They are' if named else 'It has'}: {titles}",
        "Change `data_set` in the contract if it has a new title",
        not_found=True,
    )


def _publication(client: Client, base: str, title: str) -> dict:
    known = []
    for one in _listed(client, f"{base}/publications", {"search": title}):
        if _same(_read(one, "title"), title) or one.get("slug") == title:
            return one
        known.append(_read(one, "title"))
    near = f". The nearest are: {'; '.join(known[:5])}" if known else ""
    raise FetchError(
        f"there is no publication “{title}” with data sets at {base}{near}",
        "Change `publication` in the contract if it has a new title",
        not_found=True,
    )


def _listed(client: Client, address: str, parameters: dict | None = None) -> Iterator[dict]:
    """Yield the results of every page of a list."""
    for page in range(1, MOST_PAGES + 1):
        answer = client.json(address, {**(parameters or {}), "page": page, "pageSize": PAGE})
        yield from _read(answer, "results")
        if page >= _read(_read(answer, "paging"), "totalPages"):
            return


def _superseding(client: Client, base: str, found: dict) -> tuple[dict, list[str]]:
    """Return the data set that is in use in place of one that has ended, and what to say of it."""
    notes: list[str] = []
    for _ in range(LONGEST_CHAIN):
        follower = found.get("supersedingDataSetId")
        if _read(found, "status") == "Published" or not follower:
            break
        title = _read(found, "title")
        found = client.json(f"{base}/data-sets/{quote(follower)}")
        notes.append(f"“{title}” has ended; “{_read(found, 'title')}” takes its place")
    if _read(found, "status") == "Withdrawn":
        raise FetchError(
            f"the publisher has withdrawn “{_read(found, 'title')}”",
            "What was imported before stays in use; read why on the publication's page",
            not_found=True,
        )
    if _read(found, "status") == "Deprecated":
        notes.append(f"“{_read(found, 'title')}” will not be updated any more")
    return found, notes


def _version(client: Client, address: str, found: dict, named: str) -> dict:
    """Return the version that is named, or else the newest that is published."""
    versions = list(_listed(client, f"{address}/versions"))
    of_name = [one for one in versions if _is_version(_read(one, "version"), named)]
    usable = [one for one in of_name if _read(one, "status") != "Withdrawn"]
    if usable:
        return max(usable, key=lambda one: _number(_read(one, "version")))
    if of_name:
        raise FetchError(
            f"the publisher has withdrawn version {_read(of_name[0], 'version')} of "
            f"“{_read(found, 'title')}”",
            "What was imported before stays in use",
        )
    known = ", ".join(_read(one, "version") for one in versions) or "none"
    raise FetchError(
        f"“{_read(found, 'title')}” has no version {named or 'yet'}. It has: {known}",
        "Change `version` in the contract",
    )


def _is_version(version: str, named: str) -> bool:
    """Say whether a version is the one named: `2.*` names those that begin with 2."""
    if named in ("", "*", version):
        return True
    return named.endswith(".*") and version.startswith(named[:-1])


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _changes(client: Client, address: str, version: dict) -> list[str]:
    """Return what a version changed, in words; nothing where the publisher keeps no list."""
    try:
        found = client.json(f"{address}/versions/{quote(_read(version, 'version'))}/changes")
    except FetchError:
        return []  # a list of changes is a help, and no reason to do without the figures
    said = []
    for key, word in (("majorChanges", "may break"), ("minorChanges", "are compatible")):
        counts = {what: len((found.get(key) or {}).get(what) or []) for what in CHANGED}
        told = ", ".join(f"{_words(what)} {count}" for what, count in counts.items() if count)
        if told:
            said.append(f"changes that {word}: {told}")
    return said


def _words(name: str) -> str:
    return re.sub(r"([A-Z])", r" \1", name).lower()


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _matches(pattern: str, title: str) -> bool:
    try:
        return bool(re.fullmatch(pattern, title, re.IGNORECASE))
    except re.error:
        return False


def _read(answer: Any, key: str) -> Any:
    """Return a value that the API's description promises. Raises FetchError without it."""
    if isinstance(answer, dict) and key in answer:
        return answer[key]
    raise FetchError(f"the API of the statistics answers without `{key}`, which it promises")
