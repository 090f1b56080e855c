"""How an inspector's pack is checked: its page, its tables, its database, its recalculation."""

import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa

from kit import wording
from kit.paper import html
from kit.paper.html import Link
from kit.paper.model import Table
from kit.paper.pack_data import KEPT, SHOWN, WORKED_OUT, PackData
from kit.spreadsheet import as_csv
from kit.store import database, sqlfile

_CHECKS = {
    "On Linux": "sha256sum -c SHA256SUMS",
    "On a Mac": "shasum -a 256 -c SHA256SUMS",
    "On Windows, in PowerShell (it names each file that differs, and nothing where all agree)": (
        "Get-Content SHA256SUMS | ForEach-Object { $sum, $file = $_ -split '  ', 2; "
        "if ((Get-FileHash $file -Algorithm SHA256).Hash -ne $sum) { $file } }"
    ),
}

RERUNS = {
    "With the DuckDB program": "duckdb -readonly pack.duckdb -f rerun.sql",
    "With Python, after python -m pip install duckdb": (
        "python -c \"import duckdb; print(duckdb.connect('pack.duckdb', read_only=True)"
        ".sql(open('rerun.sql', encoding='utf-8').read()))\""
    ),
}


def check_page(told: PackData) -> list[str]:
    """Return the page that says how to check a pack."""
    shown = ", ".join(SHOWN)
    body = [
        html.heading(1, "How to check this pack"),
        html.heading(2, "That nothing was changed"),
        html.write_paragraph(
            "SHA256SUMS names every file of the archive with its SHA-256. In the folder that the "
            "archive was extracted to:"
        ),
    ]
    for where, command in _CHECKS.items():
        body += [html.heading(3, where), html.code_block(command)]
    body += [
        html.heading(2, "That the figures follow from what was counted"),
        html.write_paragraph(
            "pack.duckdb holds what the pages show and nothing else. rerun.sql works out values "
            "and intervals from what was counted, then comparisons, directions, levels and flags, "
            f"by the queries of the screen, and sets the result beside what is shown ({shown}): a "
            "line for each table, with the rows shown, the rows worked out again, and the rows "
            "that agree. The three numbers of a line are the same. One command does it, with no "
            "network; the database is only read."
        ),
    ]
    for where, command in RERUNS.items():
        body += [html.heading(3, where), html.code_block(command)]
    body += [
        html.heading(2, "What cannot be worked out again from this pack"),
        html.write_paragraph(
            "How each count was made: the queries are here to be read, but the rows of schools and "
            "people they read stay with the authority and the publishers, each named with the "
            "SHA-256 of its file. Figures given without a count, the intervals of differences "
            "between two percentages, sentences, and the list of gaps in evidence are shown, "
            "and are not worked out again."
        ),
        html.heading(2, "The tables"),
        html.table(_contents(told)),
    ]
    return body


def _contents(told: PackData) -> Table:
    lines = [
        [Link(f"tables/{schema}/{name}.csv", f"tables/{schema}/{name}.csv"), kind, title, len(rows)]
        for schema, kind, tables in (
            ("given", "given", told.given),
            ("shown", "shown", told.shown),
        )
        for name, rows in tables.items()
        for title in [_table_title(schema, name)]
    ]
    lines = [[*line[:3], wording.number(line[3])] for line in lines]
    return Table("Tables of the pack", ["File", "Kind", "What it holds", "Rows"], lines, [3])


def _table_title(schema: str, name: str) -> str:
    path = f"pack/{name}" if schema == "given" else (SHOWN | KEPT)[name]
    return sqlfile.parse_label(_text(f"pages/{path}"), path)[0]["title"]


def _text(path: str) -> str:
    return (database.QUERIES / f"{path}.sql").read_text(encoding="utf-8")


def csv_files(told: PackData) -> dict[str, bytes]:
    """Return every table as CSV."""
    files = {}
    for schema, tables in (("given", told.given), ("shown", told.shown)):
        for name, rows in tables.items():
            about = {"Table": _table_title(schema, name), **told.book.chosen}
            about |= {"Build": told.book.build_id, "Data": told.book.stamp or "as published"}
            table = rows.to_pandas(date_as_object=False)
            files[f"tables/{schema}/{name}.csv"] = as_csv(table, about)
    return files


def database_file(told: PackData) -> bytes:
    """Return the database: main what was given, with the macros; shown what is on the pages.

    The same tables are the same bytes: written by one thread, in one go, without compression,
    whose bytes between are left as they happen to be, and in the oldest form of storage, since
    later ones hold a random number. Every DuckDB since 1.0 reads that form.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.duckdb"
        with duckdb.connect() as base:
            base.execute(
                "set threads = 1; set checkpoint_threshold = '1 TB'; "
                "set force_compression = 'uncompressed'"
            )
            base.execute(f"attach '{path}' as pack (storage_version 'v1.0.0')")
            base.execute("use pack; begin")
            for text in sqlfile.read_macros(database.QUERIES).values():
                base.execute(text)
            base.execute("create schema shown")
            for schema, tables in (("main", told.given), ("shown", told.shown)):
                for name, rows in tables.items():
                    base.register("rows_of_it", rows)
                    base.execute(f'create table {schema}."{name}" as select * from rows_of_it')
                    base.unregister("rows_of_it")
            base.execute("commit; use memory; detach pack")
        return path.read_bytes()


def recalculation_sql(told: PackData) -> str:
    """Return the SQL that works out again what is shown, and counts the rows that agree."""
    texts = dict(told.queries[["name", "sql"]].to_numpy())
    steps = [
        f"-- {told.read.name}, {told.book.footer}",
        f"-- {told.book.stamp}" if told.book.stamp else "",
        *(f"-- {where}: {command}" for where, command in RERUNS.items()),
        _as_table("figures", _text("pages/pack/figures_again")),
        *(_as_table(name, texts[name]) for name in WORKED_OUT),
    ]
    lines = []
    for name, question in SHOWN.items():
        text = _text(f"pages/{question}")
        for param, value in told.chosen.items():
            text = text.replace(f"${param}", f"'{value}'")
        steps.append(_as_table(f"again_{name}", text))
        columns = ", ".join(
            f'round("{field.name}", 9) as "{field.name}"'
            if pa.types.is_floating(field.type)
            else f'"{field.name}"'
            for field in told.shown[name].schema
        )
        lines.append(
            f"select\n    '{name}' as answer,\n"
            f"    (select count(*) from shown.{name}) as rows_shown,\n"
            f"    (select count(*) from again_{name}) as rows_worked_out_again,\n"
            f"    (\n        select count(*) from (\n"
            f"            select {columns} from shown.{name}\n"
            f"            intersect all\n"
            f"            select {columns} from again_{name}\n"
            "        )\n    ) as rows_that_agree"
        )
    return "\n\n".join(filter(None, [*steps, "\nunion all\n".join(lines) + ";\n"]))


def _as_table(name: str, text: str) -> str:
    return f"create temp table {name} as\n{text.strip()};"
