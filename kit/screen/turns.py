"""Turns: no more pages are drawn at once than there are cores, first come, first served.

Pages drawn side by side share one interpreter: two hundred at once each take a hundred times as
long, and nobody sees anything. In turn, the first readers have their page while others wait, and
those who wait are told.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from kit.screen import parts

_PATIENCE = 0.7  # seconds before somebody is told that they wait, and between two such words


class Turns:
    """A queue in front of a number of places; whoever came first goes first."""

    def __init__(self, places: int):
        self._free = places
        self._waiting: deque[object] = deque()
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, waits: Callable[[int], None] = lambda _ahead: None) -> Iterator[None]:
        """Wait for a place, and hold it for the block.

        `waits` is called with the number of those ahead, every now and then; what it raises (a
        reader who left) gives the turn up.
        """
        ticket = object()
        with self._changed:
            self._waiting.append(ticket)
        try:
            while not self._enter(ticket):
                waits(self._ahead(ticket))
        except BaseException:
            self._leave_queue(ticket)
            raise
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _enter(self, ticket: object) -> bool:
        def first() -> bool:
            return self._free > 0 and self._waiting[0] is ticket

        with self._changed:
            if not self._changed.wait_for(first, timeout=_PATIENCE):
                return False
            self._waiting.popleft()
            self._free -= 1
            self._changed.notify_all()
            return True

    def _ahead(self, ticket: object) -> int:
        with self._changed:
            return self._waiting.index(ticket)

    def _leave_queue(self, ticket: object) -> None:
        with self._changed:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            self._changed.notify_all()


_pages = Turns(os.cpu_count() or 1)


@contextmanager
def turn() -> Iterator[None]:
    """Draw a page in its turn; a reader who waits is told how many are ahead."""
    place = st.empty()

    def waits(ahead: int) -> None:
        with place:
            parts.note(
                f"Many people are reading. Your page is next after {ahead} others."
                if ahead
                else "Many people are reading. Your page is next."
            )

    with _pages.turn(waits):
        place.empty()
        yield
