"""What a paper is made of, whatever its format: sections, charts, tables, sheets of figures."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd

from kit.chart import Chart


@dataclass(frozen=True)
class Table:
    """A table for reading: headings, rows of text, and which columns are set to the right."""

    caption: str
    headings: list[str]
    rows: list[list[Any]]
    right: list[int] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)  # shares of the width; empty: even


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it.

    `lead` are sentences in large type, `points` sentences each with a few words beside it (who to
    ask, say), `facts` pairs of name and words, `anew` asks for a new page, `spare` is left out
    where there is no room, or no telling whether there is, `group` is the id of what this section
    and those of lower level after it are about.
    """

    title: str
    level: int = 1
    lead: list[str] = field(default_factory=list)
    points: list[tuple[str, str]] = field(default_factory=list)
    numbered: bool = False
    chart: Chart | None = None
    facts: list[tuple[str, str]] = field(default_factory=list)
    table: Table | None = None
    note: str = ""
    anew: bool = False
    spare: bool = False
    group: str = ""
    half: bool = False  # beside the next half section, where the format has room


@dataclass(frozen=True)
class Sheet:
    """A tidy table for a spreadsheet: a row for each thing, native types, a meaning per column."""

    name: str
    title: str
    rows: pd.DataFrame
    columns: dict[str, tuple[str, str]]  # column → (heading, meaning)


@dataclass(frozen=True)
class Document:
    """A paper: what it is about, what was chosen, of which build, and what it says.

    `chosen` are the selections (name → words); `stamp` must stand on every page, slide and sheet.
    """

    title: str
    about: str
    chosen: dict[str, str]
    build_id: str
    built_at: datetime
    stamp: str
    sections: list[Section]
    sheets: list[Sheet]
    contents: bool = False
    most_pages: int = 0  # type is set smaller where it would take more; 0: any number

    @property
    def footer(self) -> str:
        """What stands at the foot of every page: the selections and the build."""
        said = " · ".join(self.chosen.values())
        return f"{said} · build {self.build_id}"
