"""Promise: pages are drawn in turn, first come first served, and a turn is always given back."""

import threading

import pytest

from kit.screen.turns import Turns


def test_no_more_at_once_than_there_are_places_and_in_order():
    turns, inside, order = Turns(2), threading.Semaphore(2), []
    started = [threading.Event() for _ in range(8)]
    go = threading.Event()
    both = turns.turn(), turns.turn()
    for each in both:
        each.__enter__()

    def reader(number: int) -> None:
        def waits(_ahead: int) -> None:
            started[number].set()

        with turns.turn(waits):
            assert inside.acquire(blocking=False), "more inside than there are places"
            order.append(number)
            go.wait(1)
            inside.release()

    threads = []
    for number in range(8):
        threads.append(threading.Thread(target=reader, args=[number]))
        threads[-1].start()
        assert started[number].wait(10)
    both[0].__exit__(None, None, None)
    go.set()
    for thread in threads:
        thread.join(10)
    assert order == list(range(8))


def test_whoever_waits_is_told_how_many_are_ahead():
    turns, heard, enough = Turns(1), [], threading.Event()
    with turns.turn():

        def reader() -> None:
            def waits(ahead: int) -> None:
                heard.append(ahead)
                enough.set()

            with turns.turn(waits):
                pass

        thread = threading.Thread(target=reader)
        thread.start()
        assert enough.wait(10)
    thread.join(10)
    assert heard[0] == 0


@pytest.mark.parametrize("where", ["while waiting", "while drawing"])
def test_a_turn_is_given_back_by_whoever_leaves(where):
    turns = Turns(1)

    def leaves(_ahead: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        if where == "while waiting":
            with turns.turn(), turns.turn(leaves):
                pass
        else:
            with turns.turn():
                raise KeyboardInterrupt
    with turns.turn(leaves):
        pass
