"""The parts of a contract below a table: columns, sheets, rules, and how SQL writes them."""

import difflib
import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Reason = Literal[
    "suppressed", "not_available", "not_applicable", "low", "unreliable", "not_collected"
]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Markers = dict[str, Reason]

BESIDE = ("source_file", "source_release")  # of each row, where files stand side by side
RESERVED = ("source_line", "source_sheet", "complete_as_at", *BESIDE)

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


STRICT = ConfigDict(extra="forbid", frozen=True)


class Blocks(BaseModel):
    """Columns that come again side by side, once for each year: a row of each becomes many.

    The `width` columns from `first` on are declared once; what the cell of `row` above the first
    of them says is the column `name`.
    """

    model_config = STRICT

    name: Name
    row: int = Field(ge=1)
    first: int = Field(ge=2)
    width: int = Field(ge=1)


class Sheet(BaseModel):
    """The sheets of a workbook whose names match `name`, and what is constant in them.

    What stands in `constants`; what the named parts of `name` match; what the patterns of
    `texts` find in the rows down to the headings; and which of the `blocks` of columns it is.
    """

    model_config = STRICT

    name: str
    constants: dict[Name, str] = {}
    texts: dict[Name, str] = {}
    blocks: Blocks | None = None

    @property
    def all_constants(self) -> list[str]:
        """The names of all that is constant in it, in order."""
        named = re.findall(r"\(\?P<(\w+)>", self.name)
        block = [self.blocks.name] if self.blocks else []
        return [*self.constants, *named, *self.texts, *block]


class SetAside(BaseModel):
    """Rows that are not data: `when` is SQL over the columns as text."""

    model_config = STRICT

    when: str
    why: str


class Wide(BaseModel):
    """How a wide export, a row a respondent and a column a question, becomes rows of a register.

    `respondent` is the column that numbers its rows, `item` the one that names the question, and
    `answers` those that hold what was answered; `details` say who answered, by group, `day` when,
    and `invitations` is the register of how many of each group were asked.
    """

    model_config = STRICT

    respondent: Name
    item: Name
    answers: list[Name]
    details: list[Name] = []
    day: Name = ""
    invitations: Name = ""


class Keep(BaseModel):
    """Of rows with one key and different values, keep the one with the largest (smallest) `by`."""

    model_config = STRICT

    keep: Literal["largest", "smallest"]
    by: Name


class Rule(BaseModel):
    """What must hold across columns or rows, in SQL over the typed columns.

    `breaks` is true of a row that breaks it; `needs` is true of all rows together.
    """

    model_config = STRICT

    breaks: str | None = None
    needs: str | None = None
    says: str
    remedy: str

    @model_validator(mode="after")
    def _one(self) -> "Rule":
        if (self.breaks is None) == (self.needs is None):
            raise ValueError("a rule has either `breaks` or `needs`")
        return self


class Column(BaseModel):
    """One column: our name, their heading, its type and what it may hold."""

    model_config = STRICT

    name: Name
    heading: str | None = None
    aliases: list[str] = []  # other headings its publisher has given it
    position: int | None = Field(None, ge=1)
    heading_like: str | None = None  # of one known by its place: what its heading says, a pattern
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
        if self.heading_like and (self.heading or not self.position):
            raise ValueError("`heading_like` fits a `position` without a `heading`")
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


def nearest(word: str, words: list[str]) -> str:
    """Give ` (did you mean …?)` of the word most like `word`, or nothing where none is alike."""
    near = difflib.get_close_matches(word, words, 1)
    return f" (did you mean {near[0]!r}?)" if near else ""
