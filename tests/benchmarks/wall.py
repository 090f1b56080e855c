"""What of the hidden can be had: `python tests/benchmarks/run.py wall`.

Attempts in SQL go through the sealed child that answers what a reader typed; the demonstration is
built in a folder of its own. The last line is the figure.
"""

import contextlib
import os
import re
import stat
import tempfile
from unittest.mock import patch

from streamlit.web.server import server_util

from kit.screen.front import HEADERS
from kit.store import building, database, sql_sandbox, sqlfile
from kit.store.paths import PROJECT, Collection
from tests.front.test_front import answered
from tests.small_numbers import more_attempts
from tests.small_numbers.attempts import FIND, REACH

ORIGINS = ("http://evil.example", "null", "http://localhost:9", "https://203.0.113.7")


def leaks_in_sql() -> list[str]:
    """Return the attempts by SQL that were answered, or found what must not stand there."""

    def tried(pair):
        number, (sql, must_refuse) = pair
        try:
            rows = sql_sandbox.answer(sql, f"reader {number % 2}").rows
        except sql_sandbox.Unanswered as why:
            told = str(why)
            if not must_refuse and "another" not in told:
                return f"{sql}\n   could not be asked: {told[:200]}"
            return sql if re.search(r"/(work|tmp|home|root|var)/", told) else None
        return sql if must_refuse or len(rows) else None

    attempts = [(sql, True) for sql in REACH] + [(sql, False) for sql in FIND]
    return [found for pair in enumerate(attempts) if (found := tried(pair))]


def leaks_in_more_sql() -> list[str]:
    """Return those of more_attempts that pass the gate the child begins with, or find something."""
    opened, closed = frozenset(database.open_tables()["code"]), database.current().closed
    leaks = []
    for sql in more_attempts.REACH:
        with contextlib.suppress(database.duckdb.Error):
            sqlfile.hold_to_gate(sql, closed, opened)
            leaks.append(sql)
    with building.open_read_only(database.current().path) as base:
        leaks += [sql for sql in more_attempts.FIND if base.execute(sql).fetchall()]
    return leaks


def leaks_behind_the_gate() -> list[str]:
    """Put the same to the open file itself, with no gate of text before it."""
    leaks = []
    with building.open_read_only(database.current().path) as base:
        standing = {name for (name,) in base.execute("select table_name from duckdb_tables()")
                    .fetchall()}  # fmt: skip
    files = sqlfile.read_all(PROJECT / "queries")
    closed = sqlfile.private_tables(files) | {
        file.name for file in files if file.layer in ("staging", "indicators")
    }
    leaks += sorted(standing & closed)
    return leaks


def leaks_beside_the_file() -> list[str]:
    """Look for files of the store that others than its owner can open."""
    root = Collection.open("demonstration").root
    return [
        str(path.relative_to(root))
        for folder in ("builds", "served")
        for path in (root / folder).rglob("*")
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def leaks_at_the_front() -> tuple[int, list[str]]:
    """Try names, origins and addresses that must not be answered; count headers missing."""
    leaks = []
    for kind in ("http", "websocket"):
        for host in ("evil.example", "127.0.0.1.nip.io", "localhost.evil.example"):
            if answered(kind=kind, host=host)[1]:
                leaks.append(f"{kind} as {host}")
    for origin in ORIGINS:
        if answered("/_stcore/stream", "websocket", origin=origin)[1]:
            leaks.append(f"origin {origin}")
    for address in ("metrics", "upload_file", "upload_file/a/b"):
        if answered(f"/_stcore/{address}")[1]:
            leaks.append(address)
    headers = {name.decode() for name, _ in answered()[0][0]["headers"]}
    return len({name.lower() for name in HEADERS} - headers), leaks


def outside_requests() -> int:
    """Count how often a connection from another site makes Streamlit look for an address outside.

    Streamlit's own decision stands behind the front here, with its two look-ups counted.
    """
    asked = []

    async def streamlit_decides(scope, _receive, send):
        origin = dict(scope["headers"])[b"origin"].decode()
        allowed = server_util.is_url_from_allowed_origins(origin)
        await send({"type": "websocket.accept" if allowed else "websocket.close"})

    looks = dict.fromkeys(("get_external_ip", "get_internal_ip"), lambda: asked.append(1))
    with patch.multiple(server_util.net_util, **looks):
        for origin in ORIGINS:
            answered("/_stcore/stream", "websocket", origin=origin, app=streamlit_decides)
    return len(asked)


def main() -> None:
    """Build, try everything, print what came through, then the figure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CAA_STORE"] = folder
        building.build(Collection.open("demonstration"))
        missing, front = leaks_at_the_front()
        leaks = [*leaks_in_sql(), *leaks_in_more_sql(), *leaks_behind_the_gate()]
        leaks += [*leaks_beside_the_file(), *front]
        solved = database.question(
            "select offenders from check_results where check_name = 'hidden_count_can_be_solved'"
        )[0]["offenders"].iloc[0]
        outside = outside_requests()
    in_sql = (REACH, FIND, more_attempts.REACH, more_attempts.FIND)
    tried = sum(map(len, in_sql)) + 2 + 6 + len(ORIGINS) + 3
    for leak in leaks:
        print(f"  leak: {leak}")
    print(
        f"leaks {len(leaks)} of {tried} attempts; hidden counts solved {solved}; "
        f"outside requests {outside}; headers missing {missing}"
    )
