"""Who reads, and many of them: `run.py readers [READERS] [SECONDS]`.

1. Roles × authorities × pages × downloads × typed addresses, papers and writes, in one process:
   tests/people/matrix.py says what a leak is.
2. READERS people, each signed in by a trusted proxy with a role of their own, arrive within SECONDS
   over real websockets; each answer is checked.
3. 50 people open four pages each, two seconds apart.

Growth to 16 × is the work of `run.py national`; where it was not run, the figure says so.
"""

import asyncio
import itertools
import json
import os
import tempfile
from pathlib import Path

import duckdb

from kit.people import people
from kit.records import store
from kit.store import building
from kit.store.paths import PROJECT, Collection
from tests.benchmarks import crowd

_PORT = 8735


def main(readers: str = "200", within: str = "20") -> None:
    """Measure, print what leaked, and end with the figure in one line."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CAA_STORE"] = folder
        os.chdir(PROJECT)
        built = building.build(Collection.open("demonstration"), PROJECT / "queries")
        leaks, tried = _matrix(Path(folder))
        print(f"roles matrix: {leaks} leaks in {tried} things tried")
        many, few = _crowds(built.path, int(readers), float(within))
        store.close()
    print(
        f"roles matrix leaks {leaks} of {tried}; {readers} sessions: {many}; 50 readers {few}; "
        "growth 16x not measured"
    )


def _matrix(folder: Path) -> tuple[int, int]:
    from tests.people import matrix

    real, store.path = store.path, lambda _collection=None: folder / "matrix.sqlite"
    store.close()
    matrix.plant()
    leaks, tried = [], 0
    for name, reader in matrix.readers().items():
        # Each page by each role of one authority, at its own and at another.
        pages = matrix.PAGES if reader.may("read") and not reader.may("read", "002") else []
        for area in ("001", "003"):
            for page in pages or matrix.PAGES[:3]:
                found, count = matrix.page_leaks(page, reader, area)
                leaks, tried = leaks + [f"{name}: {each}" for each in found], tried + count
        for found, count in (matrix.paper_leaks(reader), matrix.write_leaks(reader)):
            leaks, tried = leaks + [f"{name}: {each}" for each in found], tried + count
    for each in leaks:
        print(each)
    store.close()
    store.path = real
    return len(leaks), tried


def _crowds(path: Path, readers: int, within: float) -> tuple[str, str]:
    with duckdb.connect(str(path), read_only=True) as base:
        areas = base.execute(
            "select area_code, name from areas "
            "where area_type = 'authority' and valid_to is null order by area_code"
        ).fetchall()
    for number in range(readers):
        people.give(f"reader{number}@benchmark.example", "reader")
    count = itertools.count()
    crowd.PORT = _PORT
    crowd.headers = lambda: {"X-Person": f"reader{next(count) % readers}@benchmark.example"}
    server = crowd.start("--server.trustedUserHeaders", json.dumps({"X-Person": "email"}))
    try:
        asyncio.run(crowd._crowd(areas[:1], 1, 0.0, 1, 0.0))
        many = asyncio.run(crowd._crowd(areas, readers, within, 1, 0.0))
        few = asyncio.run(crowd._crowd(areas, 50, 20.0, 4, 2.0))
    finally:
        server.terminate()
        server.wait()
    names = dict(areas)
    errors = [each for each in many if each.error or not each.finished]
    wrong = [each for each in many if each.finished and not crowd.right(each, names)]
    first = sorted(each.seconds for each in many)
    later = sorted(seconds * 1000 for each in few for seconds in each.later)
    if errors:
        print(f"first error: {errors[0].error or 'unfinished'}")
    slowest = f"first page p95 {crowd.share(first, 0.95):.1f} s"
    return (
        f"errors {len(errors)}, wrong {len(wrong)}, {slowest}",
        f"p50 {crowd.share(later, 0.5):.0f} ms p95 {crowd.share(later, 0.95):.0f} ms",
    )
