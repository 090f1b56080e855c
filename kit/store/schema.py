"""What a contract may say: its tables and columns, held to what each key allows."""

import codecs
import difflib
import hashlib
import json
import re
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal

import duckdb
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kit.store.addresses import Fetchable

Reason = Literal[
    "suppressed", "not_available", "not_applicable", "low", "unreliable", "not_collected"
]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Markers = dict[str, Reason]
REGISTER = "register"  # a table of this name is kept by hand: a file of its own, or a sheet
WORKBOOK = re.compile(r"registers?([-_ ].*)?\.(xlsx|ods)", re.IGNORECASE)  # holds many registers

RESERVED = ("source_line", "source_sheet", "complete_as_at")
LONGEST_SHEET_NAME = 31  # which spreadsheet programs allow

DUCKDB_TYPES = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


def quoted(name: str) -> str:
    """`name` as a SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    """`value` as a SQL literal: text, number or date."""
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


@cache
def _scratch() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sheet(_Strict):
    """The sheets of a workbook whose names match `name`, and what is constant in them."""

    name: str
    constants: dict[Name, str] = {}


class SetAside(_Strict):
    """Rows that are not data: `when` is SQL over the columns as text."""

    when: str
    why: str


class Wide(_Strict):
    """How a wide export, a row a respondent and a column a question, becomes rows of a register.

    `respondent` is the column that numbers its rows, `item` the one that names the question, and
    `answers` those that hold what was answered; `details` say who answered, by group, `day` when,
    and `invitations` is the register of how many of each group were asked.
    """

    respondent: Name
    item: Name
    answers: list[Name]
    details: list[Name] = []
    day: Name = ""
    invitations: Name = ""


class Keep(_Strict):
    """Of rows with one key and different values, keep the one with the largest (smallest) `by`."""

    keep: Literal["largest", "smallest"]
    by: Name


class Rule(_Strict):
    """What must hold across columns or rows, in SQL over the typed columns.

    `breaks` is true of a row that breaks it; `needs` is true of all rows together.
    """

    breaks: str | None = None
    needs: str | None = None
    says: str
    remedy: str

    @model_validator(mode="after")
    def _one(self) -> "Rule":
        if (self.breaks is None) == (self.needs is None):
            raise ValueError("a rule has either `breaks` or `needs`")
        return self


class Column(_Strict):
    """One column: our name, their heading, its type and what it may hold."""

    name: Name
    heading: str | None = None
    aliases: list[str] = []  # other headings its publisher has given it
    position: int | None = Field(None, ge=1)
    type: Literal["text", "code", "integer", "decimal", "date", "boolean"] = "text"
    digits: int | None = Field(None, ge=1)
    thousands: bool = False
    money: bool = False  # may have a pound sign, commas, and brackets for what is taken off
    required: bool = False
    optional: bool = False  # a file of before the column was thought of may lack it: all blank
    allowed: list[str] | None = None
    listed: Name | None = Field(None, alias="list")  # the shipped table whose key it must stand in
    refers: Name | None = None  # the register whose number it holds
    pattern: str | None = None
    no_person: bool = False  # free words, in which no person may be named
    longest: int = Field(4_000, ge=1)  # of a text, in characters
    minimum: int | float | date | None = None
    maximum: int | float | date | None = None
    date_format: str | list[str] | None = None
    planned: bool = False  # of a register: a date that may lie ahead, as an end does
    missing: Markers = {}
    meaning: str = ""

    @property
    def date_formats(self) -> list[str]:
        """The declared forms of a date, tried in order before the ISO one."""
        found = self.date_format or []
        return [found] if isinstance(found, str) else found

    @property
    def is_text(self) -> bool:
        """Whether a blank is simply null, with no reason kept beside it."""
        return self.type in ("text", "code")

    @model_validator(mode="after")
    def _fits(self) -> "Column":
        if self.name.endswith("__missing") or self.name in RESERVED:
            raise ValueError(f"the name {self.name!r} is kept for the importer: choose another")
        if self.optional and (self.required or self.position):
            raise ValueError("`optional` fits neither `required` nor `position`")
        for key, types in {
            "digits": ("code",),
            "thousands": ("integer", "decimal"),
            "money": ("integer", "decimal"),
            "planned": ("date",),
            "minimum": ("integer", "decimal", "date"),
            "maximum": ("integer", "decimal", "date"),
            "date_format": ("date",),
            "no_person": ("text",),
        }.items():
            if getattr(self, key) not in (None, False) and self.type not in types:
                raise ValueError(f"{key} fits only type {' or '.join(types)}, not {self.type!r}")
        if self.allowed is not None and self.listed:
            raise ValueError("`allowed` and `list` both say what it may hold: keep one of them")
        for key in ("minimum", "maximum"):
            bound = getattr(self, key)
            if bound is not None and isinstance(bound, date) != (self.type == "date"):
                raise ValueError(f"{key} = {bound} is not a value of type {self.type!r}")
        return self


class Table(_Strict):
    """One table of a source: how its files are recognised, read, checked and typed."""

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
        names = list(self.sheet[0].constants) if self.sheet else []
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
        words = {"title", "note", "file", "release", "wide", "fetch"}
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
        return schema

    @model_validator(mode="after")
    def _fits(self) -> "Table":
        wrong = []
        names = [*self.constants, *(column.name for column in self.column)]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            wrong.append(f"column declared twice: {', '.join(repeated)}")
        if {frozenset(sheet.constants) for sheet in self.sheet[1:]} - {
            frozenset(sheet.constants) for sheet in self.sheet[:1]
        }:
            wrong.append("every [[table.sheet]] needs the same constants")
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
            for pattern in [*own, *self.dropped, *(sheet.name for sheet in self.sheet)]:
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


class Contract(_Strict):
    """All a source promises, and who to thank for it."""

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


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().lower()


def nearest(word: str, words: list[str]) -> str:
    """Give ` (did you mean …?)` of the word most like `word`, or nothing where none is alike."""
    near = difflib.get_close_matches(word, words, 1)
    return f" (did you mean {near[0]!r}?)" if near else ""
