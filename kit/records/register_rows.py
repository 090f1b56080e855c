"""The rows of registers as people edit them: as they are now, and every version there was.

A row is named by its register and its key. Whoever saves says which version they started from;
where another has been saved since, nothing is kept and they are shown what is there now.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Text, cast, collate, delete, func, insert, or_, select

from kit.records import store, tables
from kit.store.paths import Collection

_FEW_IDS = 20  # that are looked for as text before they are looked for as values
_ROWS, _HISTORY = tables.register_rows, tables.register_history


@dataclass(frozen=True)
class Row:
    """A row as it is now: its values by column, and who saved them, when and from where."""

    register: str
    row_key: str
    area_code: str
    values: dict[str, Any]
    version: int
    who: str
    changed_at: datetime
    source: str


@dataclass(frozen=True)
class Edit:
    """One version of a row: what it was before (None: there was no row) and after (None: none)."""

    register: str
    row_key: str
    area_code: str
    version: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    who: str
    changed_at: datetime
    source: str


@dataclass(frozen=True)
class Change:
    """What a row is to become (`values` None: deleted), and the version it was made from (0: new).

    `version` None saves whatever is there, for imports that replace a register. `source`: where
    this row comes from, if not from where all that is saved with it does.
    """

    row_key: str
    values: dict[str, Any] | None
    version: int | None = 0
    area_code: str = ""
    source: str = ""


class Changed(store.Refused):
    """Somebody saved a row in between: nothing was kept. `now`: the rows as they are, if any."""

    def __init__(self, now: list[Row]):
        self.now = now
        super().__init__("Not saved: someone else changed this since you opened it. Look again.")


def rows(
    register: str, area_code: str | None = None, collection: Collection | None = None
) -> list[Row]:
    """Return the rows of a register, or those of one authority, in the order of their keys."""
    asked = select(_ROWS).where(_ROWS.c.register == register)
    if area_code is not None:
        asked = asked.where(_ROWS.c.area_code == area_code)
    with store.reading(collection) as connection:
        found = connection.execute(asked.order_by(_ROWS.c.row_key)).mappings().all()
    return [Row(**one) for one in found if one["values"] is not None]


def page(
    register: str,
    area_code: str,
    words: Iterable[tuple[str, list[str]]] = (),
    *,
    names: Iterable[str] = (),
    first: int = 0,
    most: int = 300,
    collection: Collection | None = None,
) -> tuple[list[Row], int]:
    """Return `most` rows of one authority from the place `first` on, and how many there are.

    `words`: each must be in some value of a row, in capitals or not, or one of the values given
    with it must be there whole (the numbers of what another register calls by that word).
    `names`: the columns of the register, where they are known: rows that hold a word which is in
    none of them are found without a look at each value.
    """
    columns = " ".join(names).lower()
    with store.reading(collection) as connection:
        where = [
            _ROWS.c.register == register,
            _ROWS.c.area_code == area_code,
            _ROWS.c["values"].isnot(None),
        ]
        if asked := [one for word in words for one in _holds(connection, columns, *word)]:
            found = connection.execute(select(_ROWS.c.row_key).where(*where, *asked)).scalars()
            matching = sorted(found)
            count, some = len(matching), matching[first : first + most]
            standing = _standing(connection, register, some)
            return [Row(**standing[key]) for key in some], count
        counted = connection.execute(select(func.count()).select_from(_ROWS).where(*where))
        shown = select(_ROWS).where(*where).order_by(_ROWS.c.row_key).offset(first).limit(most)
        rows_ = connection.execute(shown).mappings().all()
        return [Row(**one) for one in rows_], counted.scalar() or 0


def _holds(connection: Connection, columns: str, word: str, ids: list[str]) -> list:
    """Return what is true of a row that holds a word, what is quickly worked out first.

    A row is kept as text, with the names of its columns, and a backslash and figures for é.
    """
    name = "json_each" if connection.dialect.name == "sqlite" else "json_each_text"
    each = getattr(func, name)(_ROWS.c["values"]).table_valued("value")
    said = [
        cast(each.c.value, Text).contains(form, autoescape=True)
        for form in {word, word.upper(), word.capitalize()}
        if not word.isascii()
    ] or [func.lower(cast(each.c.value, Text)).contains(word.lower(), autoescape=True)]
    whole = [each.c.value.in_(ids)] if ids else []
    exact = select(1).select_from(each).where(or_(*said, *whole)).exists()
    if len(ids) > _FEW_IDS or not all(one.isascii() and one.isalnum() for one in (word, *ids)):
        return [exact]
    text = cast(_ROWS.c["values"], Text)
    # Letters beyond A to Z need not be made small to find a word that has none of them.
    low = func.lower(text if connection.dialect.name == "sqlite" else collate(text, "C"))
    near = or_(low.contains(word.lower()), *(text.contains(f'"{one}"') for one in ids))
    if not columns or any(one.lower() in columns for one in (word, *ids)):
        return [near, exact]
    is_plain = ~text.contains("\\u", autoescape=True)
    return [near, or_(is_plain, exact)]


def keys(register: str, collection: Collection | None = None) -> set[str]:
    """Return the keys a register has ever had, of every authority: a number is never used twice."""
    asked = select(_ROWS.c.row_key).where(_ROWS.c.register == register)
    with store.reading(collection) as connection:
        return set(connection.execute(asked).scalars())


def by_key(
    register: str, wanted: Iterable[str], collection: Collection | None = None
) -> dict[str, Row]:
    """Return the rows of these keys, by key; those deleted or never saved are left out."""
    with store.reading(collection) as connection:
        found = _standing(connection, register, list(wanted))
    return {key: Row(**one) for key, one in found.items() if one["values"] is not None}


def last_save(register: str, collection: Collection | None = None) -> list[Edit]:
    """Return the versions that the last save in a register made, in order."""
    asked = (
        select(_HISTORY).where(_HISTORY.c.register == register).order_by(_HISTORY.c.number.desc())
    )
    made: list[Edit] = []
    with store.reading(collection) as connection:
        # There is one writer at a time, so the versions of one save come one after another.
        for one in connection.execution_options(yield_per=500).execute(asked).mappings():
            if made and one["changed_at"] != made[0].changed_at:
                break
            made.append(_edit(one))
    return made[::-1]


def registers(collection: Collection | None = None) -> list[str]:
    """Return the registers in which anything was ever saved, in order."""
    with store.reading(collection) as connection:
        return sorted(connection.execute(select(_ROWS.c.register).distinct()).scalars())


def history(
    register: str, row_key: str | None = None, collection: Collection | None = None
) -> list[Edit]:
    """Return every version of a register's rows, or of one row, in the order saved."""
    asked = select(_HISTORY).where(_HISTORY.c.register == register)
    if row_key is not None:
        asked = asked.where(_HISTORY.c.row_key == row_key)
    with store.reading(collection) as connection:
        found = connection.execute(asked.order_by(_HISTORY.c.number)).mappings().all()
    return [_edit(one) for one in found]


def _edit(one) -> Edit:
    return Edit(**{name: one[name] for name in Edit.__dataclass_fields__})


def mark(register: str, collection: Collection | None = None) -> str:
    """Return a text that changes with each save in a register; empty where there was none."""
    asked = (
        select(_HISTORY.c.number)
        .where(_HISTORY.c.register == register)
        .order_by(_HISTORY.c.number.desc())
        .limit(1)
    )
    with store.reading(collection) as connection:
        last = connection.execute(asked).scalar()
    return "" if last is None else str(last)


def save(
    register: str,
    changes: Iterable[Change],
    *,
    who: str,
    source: str = "",
    collection: Collection | None = None,
    within: Callable[[Connection, list[Row]], None] | None = None,
) -> list[Row]:
    """Save all the changes or none; return the rows as they are then, deleted ones left out.

    `source`: where the values come from, such as a page or the name of a file. Raises Changed
    where a row is no longer of the version it was made from, store.Refused where nothing could
    be kept. A change that changes nothing makes no version. `within` is called before the end of
    the transaction: where it fails, nothing is kept.
    """
    with store.transaction(collection) as connection:
        saved = save_within(connection, register, changes, who=who, source=source)
        if within:
            within(connection, saved)
        return saved


def save_within(
    connection: Connection, register: str, changes: Iterable[Change], *, who: str, source: str
) -> list[Row]:
    """Save as `save` does, inside a transaction of the caller."""
    changes = list(changes)
    standing = _standing(connection, register, [one.row_key for one in changes])
    passed = [
        one
        for one in changes
        if one.version is not None
        and one.version != (standing[one.row_key]["version"] if one.row_key in standing else 0)
    ]
    if passed:
        now = [standing[one.row_key] for one in passed if one.row_key in standing]
        raise Changed([Row(**one) for one in now if one["values"] is not None])
    saved, when, made = [], datetime.now(UTC), []
    for change in changes:
        was = standing.get(change.row_key)
        before = was["values"] if was else None
        if before == change.values:
            if was and before is not None:
                saved.append(Row(**was))
            continue
        row: dict[str, Any] = {
            "register": register,
            "row_key": change.row_key,
            "area_code": change.area_code or (was["area_code"] if was else ""),
            "values": change.values,
            "version": (was["version"] if was else 0) + 1,
            "who": who,
            "changed_at": when,
            "source": change.source or source,
        }
        made.append((row, before))
        standing[change.row_key] = row
        if change.values is not None:
            saved.append(Row(**row))
    _replace(connection, made)
    return saved


def _standing(connection: Connection, register: str, keys: list[str]) -> dict[str, dict]:
    found: dict[str, dict] = {}
    for first in range(0, len(keys), 500):
        asked = select(_ROWS).where(
            _ROWS.c.register == register, _ROWS.c.row_key.in_(keys[first : first + 500])
        )
        found |= {one["row_key"]: dict(one) for one in connection.execute(asked).mappings()}
    return found


def _replace(connection: Connection, made: list[tuple[dict, dict | None]]) -> None:
    """Write rows and their history: `made` holds each row as it is to be, and its values before."""
    if not made:
        return
    last = {row["row_key"]: row for row, _ in made}
    register, wanted = made[0][0]["register"], list(last)
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        connection.execute(
            delete(_ROWS).where(_ROWS.c.register == register, _ROWS.c.row_key.in_(some))
        )
    connection.execute(insert(_ROWS), list(last.values()))
    connection.execute(
        insert(_HISTORY),
        [
            {name: row[name] for name in Edit.__dataclass_fields__ if name in row}
            | {"before": before, "after": row["values"]}
            for row, before in made
        ],
    )
