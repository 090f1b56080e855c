"""What papers are made of: the answers of one build about one authority, a table for each question.

Which questions those are stands in `queries/papers.toml`.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb
import pandas as pd

from kit.people import versions
from kit.store import comments, database, sqlfile


def questions(paper: str) -> dict:
    """Return what a paper asks, as `queries/papers.toml` says."""
    return tomllib.loads((database.QUERIES / "papers.toml").read_text(encoding="utf-8"))[paper]


class NoSuchAuthority(ValueError):
    """There is no authority of this code at the date; the message names it."""


class Unanswered(ValueError):
    """A query of a page is wrong; the message names its file, the place, and what to do."""


@dataclass(frozen=True)
class PaperData:
    """All that a paper of one authority is made of, from one build: a table for each question."""

    build: database.Build
    tables: dict[str, pd.DataFrame]
    step: str  # of the self-assessment: draft, signed on a day …

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.tables[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def name(self) -> str:
        """The authority's name."""
        return self.about["name"].iloc[0]


@lru_cache(maxsize=64)
def _question(name: str) -> tuple[str, list[str]]:
    path = database.QUERIES / "pages" / f"{name}.sql"
    text = path.read_text(encoding="utf-8")
    return text, sqlfile.parse_label(text, name)[0].get("params", "").split(", ")


def ask(name: str, as_arrow: bool = False, **params) -> tuple[pd.DataFrame, database.Build]:
    """Ask `queries/pages/<name>.sql` of the current build; return its rows and that build.

    Raises Unanswered where the query is wrong.
    """
    text, wanted = _question(name)
    used = {key: value for key, value in params.items() if key in wanted}
    try:
        return database.question(text, used, as_arrow)
    except duckdb.Error as error:
        raise Unanswered(
            f"queries/pages/{name}.sql gives no answer: {error}\n"
            "No paper was written. Fix that file, then ask again."
        ) from error


def dates() -> list[str]:
    """Return the dates papers can be made for, the latest first, as ISO texts."""
    return list(ask("frame/dates")[0]["code"])


def frameworks() -> list[str]:
    """Return the frameworks that can be applied, the first the one papers use unless told."""
    return list(ask("frame/frameworks")[0]["code"])


def authorities(as_at: str) -> dict[str, str]:
    """Return the authorities that stood on the date, code → name, by code."""
    rows = ask("frame/areas", as_at=as_at)[0].sort_values("code")
    return dict(zip(rows["code"], rows["label"], strict=True))


def read_data(area_code: str, as_at: str, framework: str) -> PaperData:
    """Ask everything of one build. Raises NoSuchAuthority."""
    chosen: dict[str, Any] = {"area_code": area_code, "as_at": as_at, "framework": framework}
    while True:
        answers = {key: ask(name, **chosen) for key, name in questions("documents").items()}
        named = list(answers["indicators"][0]["indicator"])
        answers["figure_sources"] = ask("indicator/sources", indicators=named, **chosen)
        builds = {build.build_id: build for _, build in answers.values()}
        if len(builds) == 1:  # else a new build was published meanwhile: ask it all again
            break
    tables = {key: rows for key, (rows, _) in answers.items()}
    if tables["about"].empty:
        raise NoSuchAuthority(f"There is no authority {area_code} at {as_at} ({framework})")
    if tables["sentences"].empty:
        raise NoSuchAuthority(f"No paper is written of {as_at}: choose one of the last six dates")
    said = comments.current_comments(area_code)
    tables["remarks"] = said[said["framework"].isin(["", framework])]
    build = builds.popitem()[1]
    step = versions.step_of(area_code, as_at, framework, build.build_id)
    return PaperData(build, tables, step)
