"""The registers of an authority in one table: what each opens, how complete it is, whose turn."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kit.chart import Column
from kit.people import access
from kit.registers import ledger
from kit.registers.ledger import State
from kit.screen import layout
from kit.screen.ask import ask
from kit.screen.blocks import table_with_download
from kit.store import comments, contract, database
from kit.store.contract import Contract
from kit.store.paths import Collection
from kit.store.schema import Table


@dataclass(frozen=True)
class Registers:
    """The contracts and the state of every register, read once for a page."""

    collection: Collection
    contracts: dict[str, Contract]
    tables: dict[str, Table]
    states: dict[str, State]

    def title(self, register: str) -> str:
        """Return the title of a register."""
        return self.contracts[register].title

    def keeper(self, register: str) -> str:
        """Return the role whose turn it is: who keeps a register."""
        said = self.contracts[register].attribution.removeprefix("Kept by the authority's ")
        return said[:1].upper() + said[1:]


def can_write() -> bool:
    """Say whether this reader may change registers of the authority chosen."""
    area = layout.selection()["area_code"]
    return comments.can_write() and access.reader().may("registers", area)


def load() -> Registers:
    """Return the registers of the collection served."""
    collection = database.collection()
    contracts = contract.load_all(collection.contract_folders)
    tables = ledger.registers(contracts)
    states = {name: ledger.state(table, collection) for name, table in tables.items()}
    return Registers(collection, contracts, tables, states)


def counted(number: int, what: str) -> str:
    """Return a number of things in words: 1 row, 12 rows."""
    return f"{number:,} {what}{'s' * (number != 1)}"


_FOLLOWS = {"screen": "Kept here", "file": "File", "": "Not begun"}


def overview(kept: Registers, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the list of registers as the page shows it, the ones that open most first."""
    made = []
    for row in rows.to_dict("records"):
        state = kept.states[row["register"]]
        loaded = row["is_held"]
        day = state.complete_as_at or (row["complete_as_at"] if loaded else None)
        turn = ""
        if not loaded and not state.follows:
            turn = "Begin" if not row["opens"] else f"Begin: opens {row['opens']} figures"
        elif state.follows == "screen" and state.complete_as_at is None:
            turn = "Confirm the day it is complete for"
        elif row["is_overdue"]:
            turn = "Overdue: bring it up to date"
        made.append({
            "register": row["register"],
            "title": kept.title(row["register"]),
            "rows": row["rows_stored"],
            "rows_missing": row["rows_missing"],
            "counted": row["rows_counted"] if loaded else None,
            "year_before": row["rows_year_before"] if loaded else None,
            "typical": f"about {row['typical_rows']}",
            "figures": row["figures"],
            "opens": row["opens_themes"] if not loaded else "",
            "complete_as_at": day,
            "of_published": row["of_published"] or "",
            "follows": _FOLLOWS[state.follows] + (f": {state.file}" if state.file else ""),
            "turn": turn,
            "keeper": kept.keeper(row["register"]),
        })  # fmt: skip
    return pd.DataFrame(made)


def next_sentence(kept: Registers, rows: pd.DataFrame) -> str:
    """Return which register comes next: the one that opens most figures, or the first of all."""
    begun = {name for name, state in kept.states.items() if state.follows}
    left = rows[~rows["is_held"] & ~rows["register"].isin(begun)]
    if left.empty:
        return "Every register is begun."
    worth = left["opens"] / left["typical_rows"]  # figures for each row to fill in
    best = left.assign(worth=worth).sort_values(["worth", "position"], ascending=[False, True])
    best = best.iloc[0]
    title = kept.title(best["register"])
    if not best["opens"]:
        return f"Next: {title}, about {best['typical_rows']} rows, a row for {best['one_for']}."
    figures = "1 figure" if best["opens"] == 1 else f"{best['opens']} figures"
    return (
        f"Next: {title}, about {best['typical_rows']} rows; opens {figures} of "
        f"{best['opens_themes']}."
    )


def show_list(kept: Registers, shown: pd.DataFrame) -> None:
    """Show the registers in one table, each leading to its own part of the page."""
    name = Column("Register", page="registers", params=(("register", "register"),))
    table_with_download(
        shown,
        "All registers",
        {
            "title": name,
            "turn": Column("What next"),
            "keeper": Column("Whose turn"),
            "rows": Column("Rows, all authorities", "number", why="rows_missing"),
            "counted": Column("Counted on the newest day", "number"),
            "year_before": Column("Counted a year before", "number"),
            "typical": Column("As a rule"),
            "opens": Column("Would open"),
            "complete_as_at": Column("Complete as at", "date"),
            "of_published": Column("Against the schools register"),
            "follows": Column("Figures follow"),
        },
        measure="an authority of about 100 schools, as a rule; this product’s own estimate",
        source="the authority’s registers and the labels of indicators",
        name="registers",
    )


def show_groups(rows: pd.DataFrame) -> None:
    """Show the groups of schools that the published register knows here."""
    table_with_download(
        rows,
        f"Federations and trusts of two or more schools with a school here: {len(rows)}",
        {
            "name": Column(
                "Partnership", page="partnership", params=(("partnership", "partnership_id"),)
            ),
            "kind": Column("Kind"),
            "schools_here": Column("Schools here", "number"),
            "schools": Column("Schools in all", "number"),
            "authorities": Column("Authorities", "number"),
            "opened_on": Column("Since", "date"),
        },
        measure=rows["as_at_said"].max() if len(rows) else "",
        source="Department for Education, schools register",
        name="groups",
        none="The schools register is not loaded, or knows of none here.",
    )


def choose(kept: Registers, shown: pd.DataFrame) -> str | None:
    """Offer the choice of one register, kept in the address."""
    options = shown.rename(columns={"register": "code", "title": "label"})[["code", "label"]]
    row = st.container(horizontal=True, key="register_choice")
    return layout.pick("register", "Register", options, 420, row=row)


def ask_list(chosen: dict[str, str]) -> pd.DataFrame:
    """Return what the build knows of each register."""
    return ask("registers/list", **chosen)
