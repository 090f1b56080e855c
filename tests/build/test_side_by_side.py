"""Promise: steps side by side make what they make one by one, and no text is parsed twice."""

import threading

import pytest

from kit.store import building, side_by_side, sqlfile
from kit.store.parsed import Parsed
from kit.store.side_by_side import Crowded, longest_ways, run_all
from tests.build.test_building import edit

GRAPH = {"source": [], "short": ["source"], "long": ["source"], "longer": ["long"],
         "all": ["short", "longer"]}  # fmt: skip
WAYS = longest_ways(list(GRAPH), GRAPH, {"long": 3.0, "longer": 2.0, "short": 1.0, "all": 1.0})


def test_the_longest_way_counts_all_that_waits_for_a_step():
    assert WAYS["all"] == 1 and WAYS["longer"] == 3 and WAYS["long"] == 6 and WAYS["short"] == 2
    assert WAYS["source"] == pytest.approx(6.02)


@pytest.mark.parametrize("workers", [1, 3])
def test_each_step_is_made_after_those_it_reads_the_longest_way_first(workers):
    begun = []
    made = dict(run_all(GRAPH, WAYS, lambda name, _alone: begun.append(name), workers=workers))
    assert made.keys() == GRAPH.keys() and begun.index("long") < begun.index("short")
    assert all(begun.index(read) < begun.index(name) for name in GRAPH for read in GRAPH[name])


def test_two_steps_run_at_the_same_time():
    both = threading.Barrier(2, timeout=20)  # each waits for the other: one by one they never end
    graph = {"one": [], "other": []}
    list(run_all(graph, dict.fromkeys(graph, 1.0), lambda *_: both.wait(), workers=2))


def test_a_step_without_room_beside_others_is_made_again_alone():
    tried = []

    def make(name, is_alone):
        tried.append((name, is_alone))
        if name == "long" and not is_alone:
            raise Crowded
        return name

    assert dict(run_all(GRAPH, WAYS, make, workers=2)) == {name: name for name in GRAPH}
    assert [each for each in tried if each[0] == "long"] == [("long", False), ("long", True)]


def test_a_step_that_must_is_made_in_the_thread_that_asks():
    where = {}

    def make(name, _alone):
        where[name] = threading.current_thread()

    list(run_all(GRAPH, WAYS, make, here={"long"}, workers=2))
    assert [name for name in where if where[name] is threading.current_thread()] == ["long"]


@pytest.mark.parametrize("here", [(), ("long",)])
def test_what_a_step_raises_ends_them_all(here):
    def make(name, _alone):
        if name == "long":
            raise ValueError(name)

    with pytest.raises(ValueError, match="long"):
        list(run_all(GRAPH, WAYS, make, here))


def test_a_build_is_the_same_however_many_steps_run_at_once(house, monkeypatch):
    """Every table, its rows in their order, and the order of the steps."""
    held = []
    for workers in (1, 4):
        monkeypatch.setattr(side_by_side, "WORKERS", workers)
        path = building.build(*house, full=True).path
        with building.open_read_only(path) as base:
            steps = base.execute("select position, name, key, content from build_steps").fetchall()
            tables = {
                name: base.execute(f'from "{name}"').fetchall() for name in ("parts", "kinds")
            }
        held.append((steps, tables))
    assert held[0] == held[1] and held[0][1]["parts"]


def test_a_text_is_parsed_once_and_again_when_it_changes(house, monkeypatch):
    parsed, bare = [], sqlfile.names_used

    def noted(sql):
        parsed.append(sql)
        return bare(sql)

    monkeypatch.setattr(sqlfile, "names_used", noted)
    building.build(*house)
    assert len(parsed) == len(set(parsed)) == 4
    building.build(*house, full=True)
    assert len(parsed) == 4
    edit(house[1], "marts/kinds.sql", "order by kind", "order by kind, parts")
    assert building.build(*house).count("run") > 0
    assert len(parsed) == 5 and "order by kind, parts" in parsed[-1]


@pytest.mark.parametrize("held", ["", "no JSON", "[]", '{"reader": "another", "texts": {}}', "{}"])
def test_what_was_parsed_by_another_or_is_spoilt_is_parsed_again(tmp_path, held):
    kept, asked = tmp_path / "parsed.json", "select sum(a) from b"

    def read() -> tuple:
        parsed = Parsed(kept)
        found = parsed.names_used(asked)
        parsed.save()
        return found

    assert read() == read() == sqlfile.names_used(asked)
    good = kept.read_text(encoding="utf-8")
    kept.write_text(held, encoding="utf-8")
    assert read() == sqlfile.names_used(asked)
    assert kept.read_text(encoding="utf-8") == good


def test_a_text_that_fails_is_not_kept(tmp_path):
    parsed = Parsed(tmp_path / "parsed.json")
    assert parsed.names_used("select from where")[2]
    assert not parsed.held and not parsed.used
