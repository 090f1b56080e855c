"""How cost grows with a country: `run.py growth [SHARES]`, of the made-up country of `national`.

SHARES are times the country, 1,4,16 by default. Each is imported and built in a process of its
own, in a store of its own: seconds of wall, peak memory, the largest spill on the disk while it is
built, and what is left there. A share that fails is told with its reason, and the rest measured.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SHARES = "1,4,16"
_LOOK = 0.5  # seconds between two looks at what is spilled


def _work(name: str, *arguments: str, **environment: str) -> dict:
    """Run one piece of work of `run` in a process of its own; its peak memory is in MB."""
    done = subprocess.run(
        [sys.executable, str(PROJECT / "tests" / "benchmarks" / "run.py"), name, *arguments],
        cwd=PROJECT,
        text=True,
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )
    if done.returncode:
        raise RuntimeError(
            (done.stderr.strip() or f"ended with {done.returncode}").splitlines()[-1]
        )
    return json.loads(done.stdout.splitlines()[-1])


def _spilled(store: Path) -> float:
    """Return the megabytes that the database has put aside on the disk."""
    total = 0
    for path in store.rglob("*.part.tmp/*"):
        with contextlib.suppress(OSError):  # gone since it was listed
            total += path.stat().st_size
    return total / 1e6


@contextlib.contextmanager
def _watching(store: Path) -> Iterator[list[float]]:
    """Look at the spill while the block runs; the list's one item is the most there was."""
    most, done = [0.0], threading.Event()

    def look() -> None:
        while not done.wait(_LOOK):
            most[0] = max(most[0], _spilled(store))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield most
    finally:
        done.set()
        watcher.join()


def measure(share: str) -> str:
    """Return the row of a share of the country."""
    with tempfile.TemporaryDirectory() as folder:
        registers, store = Path(folder, "registers"), Path(folder, "store")
        registers.mkdir()
        place = {"CAA_STORE": str(store), "CAA_DATA": "published", "BENCH_FILES": str(registers)}
        try:
            _work("made_registers", share, **place)
            with _watching(store) as most:
                found = _work("country", **place)
        except RuntimeError as error:
            return f"| {share} | failed: {error} | | | | | | |"
        left = len(list(store.rglob("*.part*")))
        size = sum(path.stat().st_size for path in store.rglob("builds/*.duckdb")) / 1e6
        faults = f" {len(found['faults'])} faults" if found["faults"] else ""
        return (
            f"| {share} | {found['rows']:,} | {found['import']} | {found['build']} "
            f"| {found['peak_mb']:.0f} | {most[0]:.0f} | {left} | {size:.0f}{faults} |"
        )


def main(shares: str = SHARES) -> None:
    """Measure each share, print a row as soon as it is there."""
    print("| x the country | rows | import s | build s | peak MB | spilled MB | left | file MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    rows = []
    for share in shares.split(","):
        rows.append(measure(share))
        print(rows[-1], flush=True)
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    print("\ncountry " + "; ".join(f"{cell[1]} x build {cell[4] or 'failed'} s" for cell in cells))
