"""What a contract may say: its tables and columns, held to what each key allows."""

import codecs
import hashlib
import json
import re
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

import duckdb
from pydantic import BaseModel, Field, model_validator

from kit.store.addresses import Fetchable
from kit.store.columns import (
    BESIDE,
    DUCKDB_TYPES,
    STRICT,
    Blocks,
    Column,
    Keep,
    Markers,
    Name,
    Rule,
    SetAside,
    Sheet,
    Wide,
    literal,
    nearest,
    quoted,
)

__all__ = [
    "BESIDE",
    "DUCKDB_TYPES",
    "REGISTER",
    "WORKBOOK",
    "Blocks",
    "Column",
    "Contract",
    "Keep",
    "Rule",
    "SetAside",
    "Sheet",
    "Table",
    "Wide",
    "literal",
    "nearest",
    "quoted",
]

REGISTER = "register"  # a table of this name is kept by hand: a file of its own, or a sheet
WORKBOOK = re.compile(r"registers?([-_ ].*)?\.(xlsx|ods)", re.IGNORECASE)  # holds many registers
LONGEST_SHEET_NAME = 31  # which spreadsheet programs allow


@cache
def _scratch() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


class Table(BaseModel):
    """One table of a source: how its files are recognised, read, checked and typed."""

    model_config = STRICT

    source: str = Field("", exclude=True)
    folder: Path = Field(Path(), exclude=True)
    ships: bool = Field(False, exclude=True)  # its files lie beside the contract
    name: Name
    title: str = ""
    note: str = ""
    file: str = ""
    release: str | None = Field(None, pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]*$")
    format: Literal["csv", "parquet", "sheet", "json"] = "csv"
    encoding: str | list[str] = "utf-8"
    delimiter: str = Field(",", min_length=1, max_length=1)
    rows: str = ""
    header_row: int = Field(1, ge=1)
    first_row: int | None = None
    key: list[Name] = Field(min_length=1)
    expected_rows: tuple[int, int] | None = None
    duplicates: Literal["refuse"] | Keep = "refuse"
    missing: Markers = {}
    ignore: list[str] = []
    dropped: list[str] = []  # forms of headings of details of people: never stored, and said
    release_from: str | None = None  # a column or constant: its largest value is the release
    release_text: str | None = None  # a pattern; what its group finds near the top is the release
    release_with: str | None = None  # the table of the same source whose release it shares
    side_by_side: str | None = None  # one file a period: the column or constant that says which
    ignore_others: bool = False
    short_rows: bool = False  # a row may leave out blank cells at its end
    sheet: list[Sheet] = []
    wide: Wide | None = None
    fetch: Fetchable | None = None  # where `python -m kit fetch` finds its file
    set_aside: list[SetAside] = []
    rule: list[Rule] = []
    column: list[Column] = Field(min_length=1)

    @property
    def id(self) -> str:
        """`<source>__<table>`."""
        return f"{self.source}__{self.name}"

    @property
    def columns(self) -> list[Column]:
        """The declared columns, in order."""
        return self.column

    @property
    def encodings(self) -> list[str]:
        """The encodings to try, in order."""
        return [self.encoding] if isinstance(self.encoding, str) else self.encoding

    @property
    def start(self) -> int:
        """The first row of data, counted from 1."""
        return self.first_row or self.header_row + 1

    @property
    def folder_column(self) -> str | None:
        """The column that holds the folder's name where `file` is a glob such as `things/*/a.csv`.

        It is called after the folder above, in the singular: `thing`.
        """
        parts = self.file.split("/")
        return parts[-3].removesuffix("s") if len(parts) > 2 and parts[-2] == "*" else None

    @property
    def constants(self) -> list[str]:
        """The text columns that do not stand in the file's cells."""
        names = self.sheet[0].all_constants if self.sheet else []
        return names + ([self.folder_column] if self.folder_column else []) + self.named

    @property
    def named(self) -> list[str]:
        """The text columns that the file's name says: the named parts of `file`."""
        if self.folder_column or not self.file:
            return []
        return re.findall(r"\(\?P<(?!release>)(\w+)>", self.file)

    @property
    def file_pattern(self) -> re.Pattern:
        """What a file's name must match in full; by default the register's or table's own name."""
        own = self.source if self.name == REGISTER else self.name
        return re.compile(self.file or rf"{re.escape(own)}([-_ ].*)?\.csv", re.IGNORECASE)

    @property
    def is_register(self) -> bool:
        """Whether it is kept by hand, and so may also come as a sheet of a workbook."""
        return self.name == REGISTER and not self.file

    def is_sheet(self, name: str) -> bool:
        """Whether a sheet called `name` holds this register: by its id, or by its title."""
        plain, own, title = map(_plain, (name, self.source, self.title))
        cut = len(name) >= LONGEST_SHEET_NAME - 3 and title.startswith(plain)
        return plain in (own, title) or cut

    @cached_property
    def sha256(self) -> str:
        """The hash of all that decides what is stored; words for people do not count."""
        words = {"title", "note", "file", "wide", "fetch"}
        words |= {"release", "release_from", "release_text", "release_with"}
        facts = self.model_dump(mode="json", exclude=words, exclude_defaults=True)
        for column in facts["column"]:
            column.pop("meaning", None)
            column.pop("refers", None)
        if self.is_register:
            facts["complete_as_at"] = True
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def markers(self, column: Column) -> Markers:
        """Give the markers of missing that hold for `column`; text honours only its own."""
        return dict(column.missing) if column.is_text else {**self.missing, **column.missing}

    def typed_schema(self) -> list[tuple[str, str]]:
        """(column, DuckDB type) of the stored table, in order."""
        schema = [("source_line", "BIGINT")]
        if self.sheet:
            schema.append(("source_sheet", "VARCHAR"))
        schema += [(name, "VARCHAR") for name in self.constants]
        for column in self.column:
            schema.append((column.name, DUCKDB_TYPES[column.type]))
            if not column.is_text:
                schema.append((f"{column.name}__missing", "VARCHAR"))
        if self.is_register:
            schema.append(("complete_as_at", "DATE"))
        if self.side_by_side:
            schema += [(name, "VARCHAR") for name in BESIDE]
        return schema

    @model_validator(mode="after")
    def _fits(self) -> "Table":
        wrong = []
        names = [*self.constants, *(column.name for column in self.column)]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            wrong.append(f"column declared twice: {', '.join(repeated)}")
        if any(each.all_constants != self.sheet[0].all_constants for each in self.sheet[1:]):
            wrong.append("every [[table.sheet]] needs the same constants")
        if self.release and not self.ships:
            wrong.append(
                "release fits only what ships beside its contract: of other files say where it "
                "stands, by (?P<release>…) in `file`, release_from, release_text or release_with"
            )
        wanted = [(name, "key") for name in self.key]
        wanted += [
            (name, key) for key in ("release_from", "side_by_side") if (name := getattr(self, key))
        ]
        if isinstance(self.duplicates, Keep):
            wanted.append((self.duplicates.by, "duplicates.by"))
        wrong += [
            f"{where} names {name!r}, which is no column{nearest(name, names)}"
            for name, where in wanted
            if name not in names
        ]
        try:
            for name in self.encodings:
                codecs.lookup(name)
        except LookupError as error:
            wrong.append(f"encoding: {error}")
        try:
            own = [] if self.folder_column else [self.file]
            own += [text for sheet in self.sheet for text in (sheet.name, *sheet.texts.values())]
            own += [one.heading_like for one in self.column if one.heading_like]
            for pattern in [*own, *self.dropped, self.release_text or ""]:
                re.compile(pattern)
        except re.error as error:
            wrong.append(f"{pattern!r} is not a regular expression: {error}")
        if self.fetch and self.fetch.file and not self.file_pattern.fullmatch(self.fetch.file):
            wrong.append(f"fetch.file {self.fetch.file!r} is no name that `file` recognises")
        # DuckDB itself says whether the conditions and patterns are SQL it can run.
        wrong += self._unrunnable()
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _unrunnable(self) -> list[str]:
        """Return what DuckDB says of conditions, patterns and rules it cannot run."""
        wrong = []
        names = [*self.constants, *(column.name for column in self.column)]
        if self.set_aside or self.rule or any(column.pattern for column in self.column):
            as_text = ", ".join(f"'' as {quoted(name)}" for name in [*names, "source_sheet"])
            with _scratch().cursor() as database:
                tests = [(f"set_aside when {rule.when!r}", rule.when) for rule in self.set_aside]
                tests += [
                    (
                        f"pattern of {column.name}",
                        f"regexp_full_match('', {literal(column.pattern)})",
                    )
                    for column in self.column
                    if column.pattern
                ]
                for what, test in tests:
                    try:
                        database.execute(f"select ({test}) from (select {as_text})").fetchall()
                    except duckdb.Error as error:
                        wrong.append(f"{what}: {str(error).splitlines()[0]}")
                typed = ", ".join(
                    f"null::{kind} as {quoted(name)}" for name, kind in self.typed_schema()
                )
                for rule in self.rule:
                    try:
                        broken = rule.breaks or rule.needs
                        database.execute(f"select ({broken}) from (select {typed})").fetchall()
                    except duckdb.Error as error:
                        wrong.append(f"rule {test!r}: {str(error).splitlines()[0]}")
        return wrong


class Contract(BaseModel):
    """All a source promises, and who to thank for it."""

    model_config = STRICT

    source: Name
    folder: Path = Field(exclude=True)
    ships: bool = Field(False, exclude=True)
    title: str
    publisher: str
    licence: str
    attribution: str = ""
    address: str = ""
    next_release: str = ""
    complete_as_at: date | None = None  # of registers that ship beside it
    note: str = ""
    tables: list[Table] = Field(alias="table", min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> "Contract":
        names = [table.name for table in self.tables]
        for table in self.tables:
            if table.release_with and table.release_with not in names:
                raise ValueError(
                    f"release_with names {table.release_with!r}, which is no table of this source"
                    f"{nearest(table.release_with, names)}"
                )
        return self


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().lower()
