"""The roles there are and what each may do: data/people/roles.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from kit.store.paths import PROJECT

READS = "reader"  # the role that may read and nothing else
_FILE = PROJECT / "data" / "people" / "roles.toml"


@dataclass(frozen=True)
class Role:
    """A role: its name for readers, what it may do, and as what it may write (None: as any)."""

    code: str
    label: str
    acts: frozenset[str]
    writes_as: frozenset[str] | None


@lru_cache
def _data() -> dict:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@lru_cache
def known() -> dict[str, Role]:
    """Return every role by its code, in the order of the file."""
    return {
        code: Role(
            code,
            one["label"],
            frozenset(one["acts"]),
            frozenset(one["writes_as"]) if "writes_as" in one else None,
        )
        for code, one in _data()["roles"].items()
    }


def acts() -> frozenset[str]:
    """Return every act that some role may do."""
    return frozenset(act for role in known().values() for act in role.acts)


def reviewers() -> list[str]:
    """Return the roles as which comments on a version are written."""
    return list(_data()["versions"]["reviewers"])


def is_of_today(address: str) -> bool:
    """Say whether a page shows what is kept now, whatever version is open."""
    return address in _data()["versions"]["pages_of_today"]


def act_of_page(address: str) -> str:
    """Return what a page asks for, by its address."""
    return _data()["pages"].get(address, "read")
