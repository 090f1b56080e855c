"""Statements for a sealed process that has no gate before it: each must fail, or bring nothing.

`python -m tests.small_numbers.jail FILE` seals itself as the child that answers questions does,
puts them to FILE and prints those that were answered, one on each line.
"""

import socket
import subprocess
import sys
from pathlib import Path

import duckdb

from kit.store import sealed

OUT = "/dev/shm/out"
STATEMENTS = (
    "select * from read_text('/etc/passwd')",
    "select * from read_blob('/proc/self/environ')",
    "select * from read_text('/proc/self/maps')",
    "select * from read_csv('README.md')",
    "select * from read_csv_auto('/etc/hosts')",
    "select * from read_json('package.json')",
    "select * from read_parquet('*.parquet')",
    "select * from read_ndjson_objects('/etc/passwd')",
    "select * from parquet_metadata('x.parquet')",
    "select * from parquet_schema('x.parquet')",
    "select * from sniff_csv('/etc/passwd')",
    "select * from glob('/*')",
    "select * from glob('/proc/self/fd/*')",
    "select * from '/etc/passwd'",
    "select * from 'kit/store/sealed.py'",
    "select * from 'https://example.org/a.csv'",
    "select * from read_csv('http://127.0.0.1:80/')",
    "select * from read_parquet('s3://bucket/a.parquet')",
    f"copy (select 1) to '{OUT}.csv'",
    f"copy figures to '{OUT}.parquet' (format parquet)",
    f"copy figures to '{OUT}' (format json, partition_by (area_code))",
    f"export database '{OUT}'",
    f"copy from database open to '{OUT}'",
    "copy figures from '/etc/passwd'",
    "import database '/tmp'",
    f"attach '{OUT}.duckdb'",
    f"attach '{OUT}.duckdb' as other (read_only)",
    "attach 'http://127.0.0.1/x.duckdb'",
    "install httpfs",
    "install httpfs from community",
    "load httpfs",
    "load '/tmp/evil.duckdb_extension'",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set temp_directory = '/dev/shm'",
    "set memory_limit = '100GB'",
    "reset enable_external_access",
    "set global allow_unsigned_extensions = true",
    "set home_directory = '/root'",
    f"pragma enable_profiling = 'json'; pragma profiling_output = '{OUT}.json'; select 1",
    "create secret s (type s3, key_id 'k', secret 's')",
    "create table main.figures_again as from figures",
    "insert into figures select * from figures",
    "update figures set value = 1",
    "delete from figures",
    "drop table figures",
    "alter table figures add column secret integer",
    "select getenv('HOME') || 'x'",
    "call duckdb_logs_storage('/tmp')",
)


def beside_sql() -> list[str]:
    """Return what the process itself could still do past DuckDB."""
    tries = {
        "read a file": lambda: Path("/etc/passwd").read_text(),
        "read its own environment": lambda: Path("/proc/self/environ").read_text(),
        "list a folder": lambda: list(Path("/").iterdir()),
        "write a file": lambda: Path(OUT).write_text("x"),
        "make a folder": lambda: Path(OUT).mkdir(),
        "run a program": lambda: subprocess.run(["/bin/true"], check=True),
        "reach a server": lambda: socket.create_connection(("127.0.0.1", 22), 1),
        "send a packet": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(
            b"x", ("203.0.113.7", 53)
        ),
        "look up a name": lambda: socket.getaddrinfo("example.org", 80),
        "load a library": lambda: __import__("turtle"),
    }
    done = []
    for name, attempt in tries.items():
        try:
            attempt()
            done.append(name)
        except (OSError, ImportError, subprocess.SubprocessError):
            continue
    return done


def main(path: str) -> None:
    """Seal this process as kit.store.sql_sandbox does, try everything, print what succeeded."""
    sealed.bounded(60)
    config = {"enable_external_access": "false", "lock_configuration": "true",
              "temp_directory": "", "memory_limit": "500MB", "threads": "1"}  # fmt: skip
    with duckdb.connect(path, read_only=True, config=config) as base:
        sealed.shut()
        done = []
        for sql in STATEMENTS:
            try:
                base.execute(sql)
                done.append(f"{sql}: {base.fetchall()[:1]}")
            except duckdb.Error:
                continue
    print("\n".join(done + beside_sql()))


if __name__ == "__main__":
    main(sys.argv[1])
