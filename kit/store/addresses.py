"""Where a publisher's file can be fetched from: the kinds of address a contract may name."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

OWN_MACHINE = {"localhost", "127.0.0.1"}


class _Address(BaseModel):
    """What every kind has: where to ask, the name the file gets, and its largest size."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    address: str
    file: str = ""  # the name it is imported under; by default the last part of its address
    largest_mb: int = Field(200, ge=1, le=2000)

    @field_validator("address")
    @classmethod
    def _secure(cls, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in OWN_MACHINE:
            raise ValueError("an address must begin with https://")
        return address


class FileAddress(_Address):
    """The file itself. `{day:%Y%m%d}` becomes today, or the last day that has a file.

    `release` says what the release is called where neither the file nor its name says it: the day
    of the file (`as_fetched`), for what changes under one address, or what it says (`as_named`).
    """

    kind: Literal["file"]
    release: Literal["as_fetched", "as_named"] = "as_fetched"
    days_back: int = Field(7, ge=0, le=60)

    @field_validator("address")
    @classmethod
    def _dated(cls, address: str) -> str:
        if re.search(r"[{}]", re.sub(r"\{day:[^{}]+\}", "", address)):
            raise ValueError("only {day:…} may be in braces, for example {day:%Y%m%d}")
        return address

    @property
    def is_dated(self) -> bool:
        """Whether the address changes from day to day."""
        return "{day:" in self.address


class StatisticsAddress(_Address):
    """A data set of the public API of Explore education statistics, at the base `address`.

    `data_set` is the title of the data set, its id, or a regular expression its title matches in
    full; `version` is one of its versions (`2.0`, `2.*`), by default the newest.
    """

    kind: Literal["explore_statistics"]
    publication: str = Field(min_length=3)
    data_set: str = Field(min_length=3)
    version: str = Field("", pattern=r"^(\d+(\.(\d+|\*)){0,2}|\*)?$")
    file: str


class FeaturesAddress(_Address):
    """A layer of an ArcGIS feature service, asked page by page, as GeoJSON.

    `names` gives each property of ours the name of theirs; `blank` adds properties without value.
    """

    kind: Literal["features"]
    where: str = "1=1"
    order: str
    names: dict[str, str] = Field(min_length=1)
    blank: list[str] = []
    page: int = Field(100, ge=1, le=2000)
    decimals: int = Field(4, ge=0, le=8)
    file: str


class LinkAddress(_Address):
    """A page with a link to the file: of those that match `link`, the one of the newest date.

    `follow` names, in order, links to go through first, such as from a collection to its newest
    publication. Each is a regular expression found in the link's address or text.
    """

    kind: Literal["link"]
    link: str
    follow: list[str] = []

    @field_validator("link", "follow")
    @classmethod
    def _compiles(cls, found: str | list[str]) -> str | list[str]:
        for pattern in [found] if isinstance(found, str) else found:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is not a regular expression: {error}") from None
        return found


KINDS = (FileAddress, StatisticsAddress, FeaturesAddress, LinkAddress)
Fetchable = Annotated[
    FileAddress | StatisticsAddress | FeaturesAddress | LinkAddress, Field(discriminator="kind")
]
