"""A page's question: a file under `queries/pages/`, its parameters, the answer as a table."""

from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

from kit.store import database, sqlfile

_ASKED = "_asked"


class Unanswerable(Exception):
    """The SQL of a question is wrong; the message names file, line and column, with the SQL."""


def ask(name: str, **params) -> pd.DataFrame:
    """Ask `queries/pages/<name>.sql` with `params` of the current build.

    Returns a DataFrame of its own whose `attrs` hold build_id and path.
    Raises Unanswerable where the SQL cannot be run.
    """
    path = database.QUERIES / "pages" / f"{name}.sql"
    text = path.read_text(encoding="utf-8")
    label = _label(text, name)
    text = sqlfile.worked_again(text, label, database.QUERIES)
    if not name.startswith("frame/"):
        st.session_state.setdefault(_ASKED, []).append((text, params.get("indicator", "")))
    used = _hashable(
        {key: value for key, value in params.items() if key in label.get("params", "").split(", ")}
    )
    try:
        build = database.current()
        kept, build_id = _answer(text, used, build.build_id, build.clearance)
    except database.duckdb.Error as error:
        raise Unanswerable(str(sqlfile.fault_of(error, _shown_path(path), text))) from error
    rows = kept.copy(deep=False)  # pandas copies a column where it is written to
    rows.attrs = {"build_id": build_id, "path": _shown_path(path)}  # few: pandas copies them deeply
    return rows


def reset() -> None:
    """Forget what was asked: a page begins."""
    st.session_state[_ASKED] = []


def data_used() -> dict:
    """Return the tables that the page's questions read and the indicator they are of, if any."""
    asked = st.session_state.get(_ASKED, [])
    return {
        "reads": sorted({table for text, _ in asked for table in sqlfile.names_used(text)[0]}),
        "indicator": next((indicator for _, indicator in asked if indicator), ""),
    }


def _hashable(params: dict) -> tuple:
    """Return parameters as the key of what is kept; a value's type is of it: 1 is not true."""
    return tuple(
        (name, type(value), tuple(value) if isinstance(value, list) else value)
        for name, value in sorted(params.items())
    )


@lru_cache(maxsize=1000)
def _answer(text: str, params: tuple, build_id: str, clearance: str) -> tuple[pd.DataFrame, str]:
    """Keep answers by SQL, parameters, build and who reads: an edit must show."""
    asked = {name: list(value) if kind is list else value for name, kind, value in params}
    rows, build = database.question(text, asked)
    return rows, build.build_id


@lru_cache(maxsize=256)
def _label(text: str, name: str) -> dict[str, str]:
    return sqlfile.parse_label(text, name)[0]


def _shown_path(path: Path) -> str:
    return path.relative_to(database.PROJECT).as_posix()
