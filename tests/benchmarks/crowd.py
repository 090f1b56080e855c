"""Many readers at once, over real websockets: `run.py crowd [READERS] [SECONDS] [PAGES] [THINK]`.

READERS arrive evenly within SECONDS (200 in 20). Each opens the first page of one authority over a
websocket, as a browser does, then PAGES - 1 more (six: an indicator, a level, reach …) of other
authorities, THINK seconds apart. Every answer is checked: a page must name its authority, no other
in its heading, and must end without an exception. The processor time is that of the server's
process. The last line states the figure.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import duckdb
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PROJECT = Path(__file__).resolve().parents[2]
PORT = 8797
LONGEST = 90  # seconds a reader waits
LATER = ("indicator", "level", "reach", "money", "prospects")  # pages after the first, in turn


def headers() -> dict[str, str]:
    """Return what a reader's request says besides: who they are, where a proxy signs people in."""
    return {}


@dataclass
class Visit:
    """What became of one reader's pages: each answer is the code asked for, and the HTML."""

    seconds: float = LONGEST  # until the first page was there
    error: str = ""
    finished: bool = False
    later: list[float] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)


def main(readers: str = "200", within: str = "20", pages: str = "1", think: str = "10") -> None:
    """Start a server on the demonstration, send the readers, print what they met."""
    from kit.store import building
    from kit.store.paths import Collection

    path = building.build(Collection.open("demonstration"), PROJECT / "queries").path
    with duckdb.connect(str(path), read_only=True) as base:
        areas = base.execute(
            "select area_code, name from areas "
            "where area_type = 'authority' and valid_to is null order by area_code"
        ).fetchall()
    server = start()
    try:
        # The first visitor pays for what every process pays once; it isn't counted.
        asyncio.run(_crowd(areas[:1], 1, 0.0, 1, 0.0))
        before = _processor(server.pid), _memory(server.pid)
        visits = asyncio.run(_crowd(areas, int(readers), float(within), int(pages), float(think)))
        spent = _processor(server.pid) - before[0]
        grown = _memory(server.pid) - before[1]
    finally:
        server.terminate()
        server.wait()
    print(report(visits, dict(areas), spent, grown))


def start(*arguments: str) -> subprocess.Popen:
    """Start the dashboard on the demonstration; return once it answers."""
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", "dashboard.py"),
            *("--server.port", str(PORT), *arguments),
        ],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(600):
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/_stcore/health", timeout=5):
                return server
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the dashboard did not start within a minute")


def report(visits: list[Visit], names: dict[str, str], spent: float, grown: float) -> str:
    """Return the table and the figure of a run."""
    errors = [visit for visit in visits if visit.error or not visit.finished]
    wrong = [visit for visit in visits if visit.finished and not right(visit, names)]
    first = sorted(visit.seconds for visit in visits)
    later = sorted(each for visit in visits for each in visit.later)
    runs = len(visits) + len(later)
    lines = [
        "| readers | first page p50 s | p95 s | later pages p50 ms | p95 ms "
        "| processor ms a run | memory MB a reader |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        f"| {len(visits)} | {share(first, 0.5):.2f} | {share(first, 0.95):.2f} "
        f"| {share(later, 0.5) * 1000:.0f} | {share(later, 0.95) * 1000:.0f} "
        f"| {spent / runs * 1000:.0f} | {grown / len(visits):.2f} |",
    ]
    if errors:
        lines.append(f"first error: {errors[0].error or 'unfinished'}")
    lines.append(
        f"{len(visits)} readers errors {len(errors)} wrong {len(wrong)} "
        f"p95 {share(first, 0.95):.1f} s"
    )
    return "\n".join(lines)


def right(visit: Visit, names: dict[str, str]) -> bool:
    """Tell whether each page names its authority, the first in its heading, and no other there."""
    for number, (code, text) in enumerate(visit.answers):
        heading = text.partition("<h1")[2].partition("</h1>")[0]
        if names[code] not in (text if number else heading):
            return False
        if any(name in heading for other, name in names.items() if other != code):
            return False
    return bool(visit.answers)


def share(values: list[float], part: float) -> float:
    """Return the value below which `part` of sorted `values` lie; not a number where none are."""
    if len(values) < 2:
        return values[0] if values else float("nan")
    return statistics.quantiles(values, n=100, method="inclusive")[round(part * 100) - 1]


async def _crowd(
    areas: list[tuple[str, str]], readers: int, within: float, pages: int, think: float
) -> list[Visit]:
    async def arrive(number: int) -> Visit:
        await asyncio.sleep(number * within / readers)
        return await _visit(areas[number % len(areas)][0], areas, pages, think)

    return await asyncio.gather(*(arrive(number) for number in range(readers)))


async def _visit(code: str, areas: list[tuple[str, str]], pages: int, think: float) -> Visit:
    visit = Visit()
    begun = time.perf_counter()
    try:
        async with (
            asyncio.timeout(LONGEST + pages * think),
            websockets.connect(
                f"ws://127.0.0.1:{PORT}/_stcore/stream",
                subprotocols=["streamlit"],
                additional_headers=headers(),
                max_size=None,
                open_timeout=LONGEST,
            ) as socket,
        ):
            await _run(socket, visit, code)
            visit.seconds, visit.finished = time.perf_counter() - begun, True
            for number in range(1, pages):
                await asyncio.sleep(think)
                code = areas[(number * 7 + int(code)) % len(areas)][0]
                asked = time.perf_counter()
                await _run(socket, visit, code, LATER[(number - 1) % len(LATER)])
                visit.later.append(time.perf_counter() - asked)
    except (TimeoutError, OSError, websockets.WebSocketException) as error:
        visit.error = repr(error)
    return visit


async def _run(socket, visit: Visit, code: str, page: str = "") -> None:
    """Ask for a run of a page with the authority in the address; read until it is done."""
    asked = BackMsg()
    asked.rerun_script.query_string = f"area={code}"
    asked.rerun_script.page_name = page
    await socket.send(asked.SerializeToString())
    texts = []
    while True:
        said = ForwardMsg()
        said.ParseFromString(await socket.recv())
        if said.WhichOneof("type") == "delta":
            element = said.delta.new_element
            if element.WhichOneof("type") == "html":
                texts.append(element.html.body)
            elif element.WhichOneof("type") == "exception":
                visit.error = element.exception.message
        elif _finished(said):
            visit.answers.append((code, "".join(texts)))
            return


def _finished(said: ForwardMsg) -> bool:
    """Tell whether a run has ended; a page that asks to be run again has not."""
    return (
        said.WhichOneof("type") == "script_finished"
        and said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    )


def _processor(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
