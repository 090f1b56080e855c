"""Places of a graph's nodes: the same each time, kept where links are, and true about who hangs."""

import math
import os
import subprocess
import sys

from kit.store import building, graphs
from kit.store.paths import PROJECT
from tests.build.conftest import house  # noqa: F401
from tests.build.test_building import edit, rows

TWO_HUBS = [("g", "hub", each) for each in ("a", "b", "c", "bridge")] + [
    ("g", "other", each) for each in ("bridge", "d", "e", "f", "h")
]
ALONE = [("g", "z", None)]
LINKS_SQL = """-- title: Links
-- grain: a link
-- layout: graph

select 'g' as graph, 'hub' || i % 4 as source, 'n' || i as target
from range(40) as t(i)
union all
select 'g', 'hub' || i, 'n0' from range(1, 4) as t(i)
union all
select 'g', 'nobody', null
"""


def told(links, before=()):
    return {row[2]: row for row in graphs.place_nodes(links, before)}


def test_who_is_cut_off_is_worked_out():
    nodes = told(TWO_HUBS + ALONE)
    assert nodes["bridge"][-1] == ["a", "b", "c", "hub"]  # the smaller side loses its way
    assert nodes["hub"][-1] == ["a", "b", "c"]
    assert nodes["a"][-1] == []
    assert nodes["bridge"][8] > nodes["a"][8] == 0
    assert (nodes["z"][5], nodes["z"][6], nodes["z"][7]) == (2, 1, 0)


def test_the_same_links_give_the_same_places():
    assert told(TWO_HUBS + ALONE) == told(ALONE + TWO_HUBS[::-1])


def test_a_graph_whose_links_are_the_same_is_kept_as_it_is():
    before = [(*row[:3], 99.0, *row[4:]) for row in told(TWO_HUBS).values()]
    assert {row[3] for row in told(TWO_HUBS, before).values()} == {99.0}


def test_a_new_link_moves_the_others_little():
    links = [("g", f"hub{i % 5}", f"n{i}") for i in range(60)]
    links += [("g", f"hub{i}", "n0") for i in range(1, 5)]
    first = told(links)
    after = told([*links, ("g", "hub1", "newcomer")], first.values())
    across = max(row[3] for row in first.values()) - min(row[3] for row in first.values())
    moved = sorted(math.dist(first[node][3:5], after[node][3:5]) for node in first)
    assert moved[len(moved) // 2] < across / 8


def test_nodes_do_not_lie_on_one_another():
    places = [row[3:5] for row in told([("g", f"p{i % 9}", f"n{i}") for i in range(90)]).values()]
    assert len({(round(x, 2), round(y, 2)) for x, y in places}) == len(places)


def test_a_file_that_says_layout_gets_its_places_as_a_step(house):  # noqa: F811
    (house[1] / "marts" / "ties.sql").write_text(LINKS_SQL, encoding="utf-8")
    built = building.build(*house)
    assert not built.faults, built.faults
    found = rows(built.path, "select node, links from ties_positions where node = 'hub0'")
    assert found == [("hub0", 10)]
    assert building.build(*house).build_id == built.build_id
    edit(house[1], "marts/ties.sql", "range(40)", "range(39)")
    again = building.build(*house)
    assert {step.name for step in again.steps if step.status == "run"} == {"ties", "ties_positions"}
    assert rows(again.path, "select count(*) from ties_positions where node = 'n39'") == [(0,)]


def test_a_file_without_the_columns_of_links_is_told(house):  # noqa: F811
    (house[1] / "marts" / "ties.sql").write_text(
        LINKS_SQL.split("\n\n", maxsplit=1)[0] + "\n\nselect 1 as one", encoding="utf-8"
    )
    assert any("ties.sql" in str(fault) for fault in building.build(*house).faults)


def test_places_do_not_depend_on_how_texts_are_hashed():
    code = (
        "from kit.store import graphs; from tests.build.test_graphs import TWO_HUBS, ALONE; "
        "print(list(graphs.place_nodes(TWO_HUBS + ALONE, ())))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2026")
    }
    assert len(said) == 1
