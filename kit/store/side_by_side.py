"""Steps of a plan, several at a time: each after those it reads, the longest way first."""

import heapq
import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from typing import Any

import duckdb

WORKERS = min(4, os.cpu_count() or 1)
_SHORT = 0.02  # seconds a step is taken to last of which nothing is known


class Crowded(Exception):
    """A step found too little memory beside others; alone it may have enough."""


class Connections:
    """One connection for each thread that works in a database: one shared gives wrong rows."""

    def __init__(self, base: duckdb.DuckDBPyConnection):
        self._base, self._owner, self._of = base, threading.get_ident(), threading.local()

    def mine(self) -> duckdb.DuckDBPyConnection:
        """Return the connection of this thread; the thread that opened the database has that."""
        if threading.get_ident() == self._owner:
            return self._base
        if not hasattr(self._of, "cursor"):
            self._of.cursor = self._base.cursor()
        return self._of.cursor


def longest_ways(
    order: Sequence[str], graph: Mapping[str, Collection[str]], seconds: Mapping[str, float]
) -> dict[str, float]:
    """Return of each step how long it and the longest way of steps after it take.

    `order`: each step after those it reads (`graph`); `seconds` are those of the last build.
    """
    ways = {name: seconds.get(name, _SHORT) for name in order}
    for name in reversed(order):
        for read in graph[name]:
            ways[read] = max(ways[read], seconds.get(read, _SHORT) + ways[name])
    return ways


def run_all(
    graph: Mapping[str, Collection[str]],
    ways: Mapping[str, float],
    make: Callable,
    here: Collection[str] = (),
    workers: int | None = None,
) -> Iterator[tuple[str, Any]]:
    """Make every step of `graph`; yield each with what `make` returned, as it is done.

    A step is begun when those it reads have been yielded. `make` is told a step's name and whether
    it is alone; one that raised Crowded is made again alone. Those of `here` are made in this
    thread. What else a step raises is raised here, when those beside it are done.
    """
    plan = TopologicalSorter(graph)
    plan.prepare()
    waiting: list[tuple[float, str]] = []
    running: dict[Future, str] = {}
    crowded: list[str] = []
    most = workers or WORKERS

    def finished(future: Future, name: str) -> Iterator[tuple[str, Any]]:
        try:
            made = future.result()
        except Crowded:
            crowded.append(name)
            return
        plan.done(name)
        yield name, made

    with ThreadPoolExecutor(most) as pool:
        while plan.is_active():
            for name in plan.get_ready():
                heapq.heappush(waiting, (-ways[name], name))
            mine = None
            while waiting and len(running) < most and mine is None and not crowded:
                _, name = heapq.heappop(waiting)
                if name in here:
                    mine = name
                else:
                    running[pool.submit(make, name, False)] = name
            if crowded and not running:
                mine = crowded.pop()
            if mine is not None:
                yield from finished(_done_here(make, mine, not running), mine)
                continue
            done = wait(running, return_when=FIRST_COMPLETED).done
            for future in sorted(done, key=lambda each: running[each]):
                yield from finished(future, running.pop(future))


def _done_here(make: Callable, name: str, is_alone: bool) -> Future:
    """Make a step in this thread; return it as what another would have given."""
    future: Future = Future()
    try:
        future.set_result(make(name, is_alone))
    except Exception as error:
        future.set_exception(error)
    return future
