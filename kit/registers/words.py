"""The words by which authorities know columns and values, and how like two names are."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from kit.store.headings import normalise, wanted_heading
from kit.store.paths import PROJECT
from kit.store.schema import Table

EVERY = "any"  # the register of words that hold in each
LIKE = 82  # of 100: a heading as alike as this is a candidate
_FILE = PROJECT / "data" / "reference" / "register_words.csv"
# What a name may be written with or without, and still be the name of one school.
_SHORT = (
    (r"\bst\.?(?= )|\bsaint\b", "st"), (r"\bc ?of ?e\b|\bchurch of england\b|\bce\b", "ce"),
    (r"\broman catholic\b|\brc\b", "catholic"), (r"&", " and "), (r"'s\b|’s\b", "s"),
    (r"\bpri\b|\bprim\b", "primary"), (r"\bsec\b", "secondary"), (r"\bsch\b", "school"),
    (r"\bcomp\b", "comprehensive"), (r"\binf\b", "infant"), (r"\bjnr\b|\bjun\b", "junior"),
    (r"\bacad\b", "academy"), (r"\bcoll\b", "college"),
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What columns of one register are called, and what their values are called."""

    headings: dict[str, set[str]]  # normalised heading → columns
    values: dict[str, dict[str, str]] = field(default_factory=dict)  # column → word → value

    def named(self, heading: str) -> set[str]:
        """Return the columns that a heading names exactly."""
        return self.headings.get(_plain(heading), set())

    def like(self, heading: str, limit: int = 3) -> list[tuple[str, int]]:
        """Return columns whose name is like a heading, with how like of 100; the best first."""
        found: dict[str, int] = {}
        said = _plain(heading)
        for word, score, _ in process.extract(
            said, list(self.headings), scorer=fuzz.token_sort_ratio, limit=8, score_cutoff=LIKE
        ):
            for column in self.headings[word]:
                found[column] = max(found.get(column, 0), round(score))
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))[:limit]


def _plain(heading: str) -> str:
    """Return a heading without marks, units in brackets and small words around it."""
    bare = re.sub(r"\((£[^)]*|yyyy[^)]*|dd[^)]*|y ?/ ?n|if any|optional)\)|£", " ", heading.lower())
    said = re.sub(r"^(the|please (give|enter)|no\.?) ", "", normalise(bare))
    return " ".join(said.split())


def of_register(table: Table, path: Path = _FILE) -> Words:
    """Return the words of a register: its own headings and titles, and those of the list."""
    return _of_register(table.source, _own(table), path, path.stat().st_mtime_ns)


def _own(table: Table) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each, column.name)
        for column in table.columns
        for each in {normalise(wanted_heading(column)), *map(normalise, column.aliases)}
    )


@lru_cache(maxsize=64)
def _of_register(
    source: str, own: tuple[tuple[str, str], ...], path: Path, _modified: int
) -> Words:
    headings: dict[str, set[str]] = defaultdict(set)
    values: dict[str, dict[str, str]] = defaultdict(dict)
    columns = {name for _, name in own}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["register"] not in (source, EVERY) or row["column"] not in columns:
                continue
            if row["value"]:
                values[row["column"]][normalise(row["said"])] = row["value"]
            elif row["register"] == source or not headings[_plain(row["said"])]:
                headings[_plain(row["said"])].add(row["column"])
    for heading, name in own:  # a register's own heading means itself alone
        headings[heading] = {name}
    return Words(dict(headings), dict(values))


def plain_name(name: str) -> str:
    """Return a name of an institution without what is written now one way, now another."""
    said = name.lower()
    for pattern, short in _SHORT:
        said = re.sub(pattern, short, said)
    return " ".join(re.sub(r"[\W_]+", " ", said.replace("'", "").replace("’", "")).split())


def candidates(name: str, known: dict[str, str], limit: int = 5) -> list[tuple[str, int]]:
    """Return ids of `known` (id → name) whose names are like `name`, with a score of 100."""
    plain = {key: plain_name(title) for key, title in known.items()}
    found = process.extract(
        plain_name(name), plain, scorer=fuzz.WRatio, limit=limit, score_cutoff=60
    )
    return [(key, round(score)) for _, score, key in found]
