"""A place to type SQL: a table to begin with, one SELECT, its answer as a table and as files."""

import hashlib

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kit import wording
from kit.people import access, record
from kit.records import store
from kit.screen import blocks, downloads, parts
from kit.store import database, sql_sandbox, sqlfile

_SHOWN = 200  # rows on the screen; all of an answer are in its files
_ANSWER = "_typed_answer"  # the last one: code of the table it began with, and what came


def tables() -> pd.DataFrame:
    """Return the tables that can be read, as database.open_tables gives them, with a label."""
    rows = database.open_tables()
    said = rows["title"].fillna("about the build itself")
    return rows.assign(label=rows["code"] + " · " + said, is_default=rows["code"] == "figures")


def first_question(about: pd.Series, area_code: str) -> str:
    """Return a question to begin with: rows of a table, of the authority where it has some."""
    where = f"\nwhere area_code = '{area_code}'" if "area_code" in about["columns"] else ""
    return f"select *\nfrom {about['code']}{where}\nlimit 100"


def ask_for_sql(about: pd.Series, area_code: str) -> sql_sandbox.Answer | None:
    """Offer a field for one SELECT; return its answer when one is asked for and comes.

    What is wrong is said below the field, with its place. The text stays while the session lasts.
    """
    key = f"typed_{about['code']}"
    with st.form(key, border=False):
        sql = st.text_area(
            "One SELECT, of the tables below",
            first_question(about, area_code),
            height=220,
            max_chars=sql_sandbox.LONGEST,
            key=f"{key}_sql",
            persist_state="session",
        )
        if st.form_submit_button("Ask"):
            st.session_state[_ANSWER] = about["code"], _answer(sql or "")
    begun_with, told = st.session_state.get(_ANSWER, (None, None))
    if begun_with != about["code"]:
        return None
    if isinstance(told, str):
        parts.message("There is no answer", "What is wrong, and where:", told)
        return None
    return told if told.build_id == database.current().build_id else None


def _answer(sql: str) -> sql_sandbox.Answer | str:
    reader = get_script_run_ctx()
    try:
        by = access.require("sql")
        answer = sql_sandbox.answer(sql, reader.session_id if reader else "")
        record.write("sql", reader=by, rows=len(answer.rows), **_about(sql))
        return answer
    except store.Refused as refused:
        return str(refused)
    except sql_sandbox.Unanswered as why:
        record.write("sql", rows=None, **_about(sql))
        return str(why)


def _about(sql: str) -> dict:
    """Return what the record says of a question: which it was and what it read, not its words."""
    return {
        "sha256": hashlib.sha256(sql.encode()).hexdigest(),
        "tables": sorted(sqlfile.names_used(sql)[0])[:40],
    }


def headline(answer: sql_sandbox.Answer | None) -> str:
    """Say what came."""
    if answer is None:
        return "Ask the tables behind these pages, in SQL"
    if answer.rows.empty:
        return "No row answers this question"
    return wording.capitalise(
        f"{'more than ' if answer.more else ''}{wording.number(len(answer.rows))} "
        f"{'row answers' if len(answer.rows) == 1 else 'rows answer'} this question"
    )


def show_answer(answer: sql_sandbox.Answer, name: str) -> None:
    """Show an answer as a table and as files called `name`."""
    some = answer.rows.head(_SHOWN)
    columns = {
        column: blocks.Column(column, "plain" if _is_number(answer.rows[column]) else "text")
        for column in some.columns
    }
    beside = f"in {wording.number(answer.seconds, 1)} seconds"
    if len(answer.rows) > _SHOWN:
        beside += f"; the first {_SHOWN} are here, all are in the files"
    if answer.more:
        beside = f"the first {wording.number(sql_sandbox.ROWS)} {beside}: ask for less to have all"
    parts.section("The answer", "", beside)
    blocks.table(some, "The answer", columns, headed=True)
    downloads.offer_downloads(answer.rows, name, {"Title": "An answer to a question asked in SQL"})


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def list_columns(about: pd.Series) -> None:
    """Say what the table chosen holds, and list its columns."""
    parts.list_facts(
        about["code"],
        {
            "Holds": about["title"],
            "Grain": about["grain"],
            "Rows": wording.number(about["rows"]),
            "Columns": ", ".join(about["columns"]),
        },
    )


def list_tables(rows: pd.DataFrame) -> None:
    """List all tables that can be read, each leading to a question to begin with."""
    parts.section("The tables", "", f"{len(rows)} can be read; a name begins a question of it")
    heads = {
        "code": blocks.Column("Table", page="sql", params=(("table", "code"),)),
        "title": blocks.Column("Holds"),
        "grain": blocks.Column("Grain"),
        "rows": blocks.Column("Rows", "number"),
    }
    blocks.table(rows, "Tables that can be read", heads, headed=True)
