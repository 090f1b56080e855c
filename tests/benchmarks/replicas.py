"""Readers over two, then four machines' worth of replicas: `run.py replicas [ALL AT ONCE]`.

One builder publishes the demonstration to a shared folder. Each replica follows it into a store of
its own, with PostgreSQL for what people write, behind one nginx that sends a person to the same
replica each time. READERS, 400 for two replicas and 800 for four, arrive within READERS / 10
seconds; each answer is checked.

Throughput is pages drawn a second while readers wait; on one machine the replicas share its cores,
so it says what a replica costs, not what more machines would give. The last line is the figure.
"""

import asyncio
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import duckdb

from kit.people import people
from kit.records import store
from kit.store import building, replica
from kit.store.paths import PROJECT, Collection
from tests.benchmarks import crowd
from tests.conftest import Cluster

_FIRST_PORT, _PROXY_PORT = 8620, 8630
_NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
_QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def main(most: str = "800") -> None:
    """Measure one, two and four replicas; print a row for each, and the figure."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        place = Path(folder)
        os.environ["CAA_STORE"] = str(place / "builder")
        os.chdir(PROJECT)
        collection = Collection.open("demonstration")
        built = building.build(collection, PROJECT / "queries")
        replica.publish(collection, str(place / "shared"))
        pg = running.enter_context(
            tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True)
        )
        cluster = Cluster(Path(pg))
        running.callback(cluster.stop)
        running.callback(store.close)
        os.environ["CAA_DATABASE"] = cluster.address
        with duckdb.connect(str(built.path), read_only=True) as base:
            areas = base.execute(
                "select area_code, name from areas "
                "where area_type = 'authority' and valid_to is null order by area_code"
            ).fetchall()
        for number in range(int(most)):
            people.give(f"reader{number}@benchmark.example", "reader")
        print("| replicas | readers | errors | wrong | first page p95 s | pages a second "
              "| processor ms a page |")  # fmt: skip
        print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
        done = [_measure(place, number, min(readers, int(most)), areas)
                for number, readers in ((1, 200), (2, 400), (4, 800))]  # fmt: skip
    two, four = done[1][0] / done[0][0], done[2][0] / done[1][0]
    said = "; ".join(text for _, text in done[1:])
    print(f"{said}; throughput of two replicas to one {two:.2f}, of four to two {four:.2f}")


def _measure(place: Path, number: int, readers: int, areas: list) -> tuple[float, str]:
    with replicas(place, number) as servers:
        count = itertools.count()
        crowd.PORT = _PROXY_PORT
        crowd.headers = lambda: {"X-Person": f"reader{next(count) % readers}@benchmark.example"}
        asyncio.run(crowd._crowd(areas[:1], 4 * number, 1.0, 1, 0.0))  # each replica's first
        before = sum(crowd._processor(each.pid) for each in servers)
        began = time.perf_counter()
        visits = asyncio.run(crowd._crowd(areas, readers, readers / 10, 1, 0.0))
        took = time.perf_counter() - began
        spent = sum(crowd._processor(each.pid) for each in servers) - before
    names = dict(areas)
    errors = [each for each in visits if each.error or not each.finished]
    wrong = [each for each in visits if each.finished and not crowd.right(each, names)]
    slowest = crowd.share(sorted(each.seconds for each in visits), 0.95)
    rate = (len(visits) - len(errors)) / took
    print(f"| {number} | {readers} | {len(errors)} | {len(wrong)} | {slowest:.1f} | {rate:.1f} "
          f"| {spent / len(visits) * 1000:.0f} |", flush=True)  # fmt: skip
    if errors:
        print(f"first error: {errors[0].error or 'unfinished'}")
    said = f"{readers} readers over {number} replicas: errors {len(errors)}, wrong {len(wrong)}, "
    return rate, f"{said}first page p95 {slowest:.1f} s"


@contextmanager
def replicas(place: Path, number: int) -> Iterator[list[subprocess.Popen]]:
    """Run replicas that follow `place`/shared, and nginx before them; give the replicas."""
    ports = range(_FIRST_PORT, _FIRST_PORT + number)
    headers = json.dumps({"X-Person": "email"})
    servers = [
        subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port),
             "--server.trustedUserHeaders", headers],
            cwd=PROJECT,
            env=os.environ
            | {"CAA_STORE": str(place / f"replica{port}"), "CAA_FOLLOW": str(place / "shared")},
            **_QUIET,
        )
        for port in ports
    ]  # fmt: skip
    proxy = subprocess.Popen([_NGINX, "-c", str(_proxy(place, ports))], **_QUIET)
    try:
        for port in (*ports, _PROXY_PORT):
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield servers
    finally:
        for each in (proxy, *servers):
            each.terminate()
            each.wait()


def _proxy(place: Path, ports: range) -> Path:
    """Write a configuration of nginx that sends a person to the same replica each time."""
    named = "".join(f"server 127.0.0.1:{port};" for port in ports)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {place}/{kind};\n" for kind in kinds)
    path = place / "nginx.conf"
    path.write_text(
        f"daemon off; pid {place}/nginx.pid; error_log {place}/nginx.log;\n"
        "worker_rlimit_nofile 8192; events { worker_connections 4096; }\n"
        f"http {{ access_log off; {temporary} upstream ready {{ hash $http_x_person consistent; "
        f"{named} }}\nserver {{ listen 127.0.0.1:{_PROXY_PORT}; location / {{\n"
        "proxy_pass http://ready; proxy_http_version 1.1; proxy_set_header Host $http_host;\n"
        'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";\n'
        "proxy_read_timeout 1h; } } }\n",
        encoding="utf-8",
    )
    return path


def _wait_for(address: str) -> None:
    for _ in range(900):
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("a replica did not start")
