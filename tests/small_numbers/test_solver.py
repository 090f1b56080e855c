"""Promise: what can be solved of published sums is found, and of what the gate shows nothing is.

Small systems are tried number by number; random tables of authorities pass the gate and are held to
`published_sums`, as in a build; then something more is shown, and the check must find it.
"""

import random
from itertools import product

import duckdb
import pytest

from kit.store import build_metadata, earlier, solving, sqlfile
from tests.small_numbers.test_attack import COUNTRY, QUERIES, gate, random_table

CHECK = sqlfile.read(sqlfile.path_of(QUERIES, "hidden_count_can_be_solved"), QUERIES).text
SUMS = sqlfile.read(sqlfile.path_of(QUERIES, "published_sums"), QUERIES).text
KEYS = "indicator, area_code, period_end"


def found(base):
    """Return what the check of a build finds in the tables of `base`, as (area, quantity)."""
    base.execute(
        "create table if not exists survey_responses (area_code text, wave date, grouping text, "
        "in_group text, numerator double, denominator double, missing_reason text)"
    )
    base.execute(
        f"create table if not exists figures_remembered as select {KEYS}, numerator, denominator, "
        "value from figures where false"
    )
    base.execute(f"create or replace table published_sums as {SUMS}")
    rows = base.execute(f"select {', '.join(solving.COLUMNS)} from published_sums").fetchall()
    build_metadata.write_table(base, "published_sums_solved", solving.MADE, solving.solve(rows))
    return {(row[0], row[3]) for row in base.execute(CHECK).fetchall()}


def causes(base):
    """Return what the check, once run by `found`, says gives each count away."""
    return {row[4] for row in base.execute(CHECK).fetchall()}


def show(base, code, indicator="x"):
    """Show a hidden figure after all, as a fault of the gate would."""
    base.execute(
        f"""update figures set numerator = cells.numerator, denominator = cells.denominator,
        missing_reason = null from (select {KEYS}, numerator, denominator from indicator_values
        union all select {KEYS}, numerator, denominator from totals) as cells
        where figures.indicator = cells.indicator and figures.area_code = cells.area_code
        and figures.period_end = cells.period_end and figures.indicator = '{indicator}'
        and figures.area_code = '{code}'"""
    )


def hidden(base, indicator="x"):
    rows = base.execute(
        "select area_code from figures where indicator = ? and missing_reason = 'suppressed' "
        "order by 1",
        [indicator],
    )
    return [code for (code,) in rows.fetchall()]


@pytest.mark.parametrize("seed", range(40))
def test_bounds_are_those_of_trying_every_number(seed):
    """Up to four numbers of 0 to 4 in up to four equations, circles among them."""
    draw = random.Random(seed)
    cells = [f"c{number}" for number in range(draw.choice([2, 3, 4]))]
    truth = {cell: draw.randint(0, 4) for cell in cells}
    equations = []
    for number in range(draw.choice([1, 2, 3, 4])):
        terms = {
            cell: draw.choice([1, 1, -1])
            for cell in draw.sample(cells, draw.randint(1, len(cells)))
        }
        slack = draw.choice([0, 0, 0, 1])
        total = sum(times * truth[cell] for cell, times in terms.items()) + slack
        equations.append((f"e{number}", terms, total, slack))
    rows = [
        ("r", equation, cell, times, total, slack, 0, 4)
        for equation, terms, total, slack in equations
        for cell, times in terms.items()
    ]
    told = {cell for _, terms, _, _ in equations for cell in terms}
    fits = [
        guess
        for numbers in product(range(5), repeat=len(cells))
        if (guess := dict(zip(cells, numbers, strict=True)))
        and all(
            abs(sum(times * guess[cell] for cell, times in terms.items()) - total) <= slack
            for _, terms, total, slack in equations
        )
    ]
    expected = {
        cell: (min(guess[cell] for guess in fits), max(guess[cell] for guess in fits))
        for cell in told
    }
    assert {cell: ends for _, cell, *ends in solving.solve(rows)} == {
        cell: list(ends) for cell, ends in expected.items()
    }


def test_what_cannot_be_true_tells_nothing():
    rows = [("r", "e", cell, 1, 40, 0, 1, 5) for cell in ("a", "b")]
    assert solving.solve(rows) == []


@pytest.mark.parametrize("seed", range(40))
def test_what_is_shown_too_much_of_a_random_table_is_found(seed):
    regions, values, _, by_source, _ = random_table(seed)
    base = gate(values, regions, {"x": {}})
    assert found(base) == set()
    # Of each total that is seen, all hidden parts but one are shown: that one is what is left.
    for whole in [COUNTRY, *sorted(set(regions.values()) - {None})]:
        parts = [code for code in hidden(base) if regions.get(code) == whole]
        if whole not in hidden(base) and len(parts) >= 2 and not by_source & set(parts):
            left = parts[0]
            for code in parts[1:]:
                show(base, code)
            counted = base.execute(
                "select numerator, denominator from indicator_values where area_code = ?", [left]
            ).fetchall()[0]
            if None not in counted and counted[0] > 0:
                assert (left, "counted") in found(base), (whole, left, counted)
            return


def test_the_random_tables_are_not_without_a_plant():
    planted = 0
    for seed in range(40):
        regions, values, *_ = random_table(seed)
        base = gate(values, regions, {"x": {}})
        gone = hidden(base)
        planted += any(
            sum(regions.get(code) == whole for code in gone) >= 2 and whole not in gone
            for whole in set(regions.values())
        )
    assert planted >= 15


def sibling_tables(sum_of):
    regions = dict.fromkeys(("001", "002", "003", "004"), "091")
    counts = {"001": (3, 40), "002": (30, 50), "003": (20, 60), "004": (70, 80)}
    rows = [("a", code, first, 200, None) for code, (first, _) in counts.items()]
    rows += [("b", code, second, 200, None) for code, (_, second) in counts.items()]
    rows += [("c", code, sum(both), 200, None) for code, both in counts.items()]
    labels = {
        name: {"numerator": f"those of {name}", "denominator": "all"} for name in ("a", "b", "c")
    }
    labels["c"]["sum_of"] = sum_of
    return gate(rows, regions, labels)


def test_a_whole_and_one_part_of_it_do_not_give_the_other_away():
    base = sibling_tables("a, b")
    assert found(base) == set()
    gone = hidden(base, "a")
    assert "001" in gone and gone == hidden(base, "c") == hidden(base, "b")
    for indicator in ("b", "c"):
        show(base, "001", indicator)
    assert ("001", "counted") in found(base)
    assert any("indicators that add up to another" in cause for cause in causes(base))


def differences(first, second, regions, published=()):
    """Return a database of which the gate has passed the difference of two measures.

    first, second: (count, group) of each authority; of `published` regions the source gives both.
    """
    day, label = "2026-08-31", {"kind": "difference", "counts": "points", "per": "1"}
    parts = []
    for name, cells in (("a", first), ("b", second)):
        parts += [(name, code, day, *pair) for code, pair in cells.items()]
        for whole in published:
            inside = [pair for code, pair in cells.items() if whole in (regions[code], COUNTRY)]
            parts.append((name, whole, day, *map(sum, zip(*inside, strict=True))))
    rows = [("gap", code, None, None, None) for code in (*regions, *published)]
    base = gate(rows, regions, {"gap": label | {"parts": "a, b"}}, outcomes=parts)
    base.execute("update indicator_values set value = 20, missing_reason = null")
    for name in ("totals", "small_numbers", "figures"):
        text = sqlfile.read(sqlfile.path_of(QUERIES, name), QUERIES).text
        base.execute(f"create or replace table {name} as {text}")
    return base


def test_a_difference_that_would_give_a_hidden_one_away_is_found():
    regions = dict.fromkeys(("001", "002", "003"), "091")
    first = dict.fromkeys(regions, (56, 70))
    second = {"001": (2, 20), "002": (40, 80), "003": (60, 90)}
    base = differences(first, second, regions, published=("091",))
    assert found(base) == set()
    assert hidden(base, "gap") == ["001", "091"]
    base.execute("update figures set value = 20 where area_code = '091'")
    assert {("001", "counted"), ("001", "not counted")} <= found(base)
    assert causes(base) == {"a difference of a total and its parts"}
    base.execute("update figures set value = null where area_code = '091'")
    base.execute(
        f"insert into figures_remembered ({KEYS}, value) select {KEYS}, 20 from figures "
        "where area_code = '091'"
    )
    assert ("001", "counted") in found(base)
    assert causes(base) == {"an earlier version, with a difference of a total and its parts"}


@pytest.mark.parametrize("seed", range(60))
def test_of_random_differences_nothing_is_solved(seed):
    draw = random.Random(seed)
    regions = {f"{at:03}": f"09{1 + at % draw.choice([1, 2, 3])}" for at in range(1, 8)}
    measured = []
    for _ in range(2):
        groups = {code: draw.choice([12, 20, 40, 90]) for code in regions}
        measured.append({code: (min(draw.choice([0, 2, 4, 6, 9, of // 2, of - 2]), of), of)
                         for code, of in groups.items()})  # fmt: skip
    published = [whole for whole in {*regions.values(), COUNTRY} if draw.random() < 0.7]
    base = differences(*measured, regions, published=sorted(published))
    assert found(base) == set()


def test_nobody_looks_for_what_no_label_says():
    """The gap between siblings is there: it is the label that closes it."""
    base = sibling_tables(None)
    assert "001" in hidden(base, "a") and "001" not in hidden(base, "c")


def responses(base, groups):
    """Set a survey whose whole is shown: {role: (answered, asked, hidden)}."""
    answered, asked = (sum(group[at] for group in groups.values()) for at in (0, 1))
    rows = [("all", "all", answered, asked, None)]
    rows += [
        ("role", name, None, None, "suppressed") if gone else ("role", name, n, d, None)
        for name, (n, d, gone) in groups.items()
    ]
    base.executemany(
        "insert into survey_responses values ('001', date '2026-06-30', ?, ?, ?, ?, ?)", rows
    )


@pytest.mark.parametrize(
    ("groups", "is_found"),
    [
        ({"head": (20, 30, False), "principal": (2, 3, True), "leader": (3, 6, True)}, False),
        ({"head": (20, 30, False), "principal": (2, 3, True)}, True),  # the rest is his
        ({"head": (20, 30, False), "principal": (1, 3, True), "leader": (0, 6, True)}, True),
        ({"head": (20, 30, False), "principal": (3, 3, True), "leader": (5, 6, True)}, True),
        ({"head": (20, 30, True), "principal": (2, 3, True), "leader": (3, 6, True)}, False),
    ],
)
def test_a_group_of_leaders_is_solved_where_it_can_be(groups, is_found):
    base = gate([], {"001": "091"}, {"x": {}})
    found(base)
    responses(base, groups)
    assert bool(found(base)) is is_found


def revised(seed):
    """Return a table twice: as first published, and with some authorities' figures revised."""
    regions, values, _, by_source, published = random_table(seed)
    draw = random.Random(seed + 1_000)
    own = [row for row in values if row[1] not in published]
    again = [
        (name, code, draw.randint(0, of), of + draw.choice([0, 30]), reason)
        if of and not reason and draw.random() < 0.3
        else (name, code, counted, of, reason)
        for name, code, counted, of, reason in own
    ]
    return regions, own, again, by_source


@pytest.mark.parametrize("seed", range(30))
def test_two_versions_together_tell_no_more_or_are_refused(seed):
    """What the first hid stays hidden; where what it showed still tells, it is found."""
    regions, first, second, _ = revised(seed)
    was = gate(first, regions, {"x": {}})
    kept = was.execute(f"select {KEYS} from small_numbers").fetchall()
    shown = was.execute(
        f"select {KEYS}, numerator, denominator, value from figures where numerator is not null"
    ).fetchall()
    now = gate(second, regions, {"x": {}}, kept=kept)
    assert found(now) == set()
    assert {code for _, code, _ in kept} <= set(hidden(now)) or not hidden(now)
    now.execute("drop table figures_remembered")
    now.execute(
        f"create table figures_before as select {KEYS}, numerator, denominator, "
        "value from figures where false"
    )
    if shown:
        now.executemany("insert into figures_before values (?, ?, ?, ?, ?, ?)", shown)
    earlier.remember(now, "figures", "figures_remembered", f"{KEYS}: numerator, denominator, value")
    assert {code for code, _ in found(now)} <= set(hidden(now))


def test_what_another_set_of_hidden_cells_would_tell_is_found():
    """The first version hid 001 with 002, the second hides it with 003: together, 001 is alone."""
    regions = dict.fromkeys(("001", "002", "003"), "091")
    rows = [("x", "001", 3, 100, None), ("x", "002", 30, 200, None), ("x", "003", 40, 300, None)]
    base = gate(rows, regions, {"x": {}})
    assert hidden(base) == ["001", "002"] and found(base) == set()
    base.execute(
        f"insert into figures_remembered select {KEYS}, numerator, denominator, value "
        "from indicator_values where area_code = '002'"
    )
    assert ("001", "counted") in found(base)
    assert causes(base) == {"an earlier version, with a total and its parts"}


def test_an_earlier_version_is_kept_with_a_build_and_shown_to_nobody():
    files = sqlfile.read_all(QUERIES)
    assert "figures_remembered" in sqlfile.private_tables(files)
    base = duckdb.connect()
    base.execute("create table t as select * from (values ('a', 3), ('b', 9)) as v(k, n)")
    earlier.keep(base, "t", None)
    base.execute(
        "create or replace table t as select * from (values ('a', null), ('b', 9)) v(k, n)"
    )
    earlier.remember(base, "t", "t_remembered", "k: n")
    assert base.execute("from t_remembered").fetchall() == [("a", 3)]
    earlier.keep(base, "t", None)
    base.execute(
        "create or replace table t as select * from (values ('a', null), ('b', 8)) v(k, n)"
    )
    earlier.remember(base, "t", "t_remembered", "k: n")
    assert sorted(base.execute("from t_remembered").fetchall()) == [("a", 3), ("b", 9)]


def test_a_build_that_begins_anew_remembers_the_last_one(tmp_path):
    with duckdb.connect(str(tmp_path / "last.duckdb")) as last:
        last.execute("create table gone as select 'x' as i, '001' as code")
    with duckdb.connect(str(tmp_path / "new.duckdb")) as base:
        earlier.keep(base, "gone", tmp_path / "last.duckdb")
        base.execute("create table gone as select 'x' as i, '002' as code")
        earlier.keep_hidden(base, "gone", "i")
        assert sorted(base.execute("select code from gone").fetchall()) == [("001",), ("002",)]
        base.execute("create or replace table gone as select 'y' as i, '002' as code")
        earlier.keep_hidden(base, "gone", "i")
        assert base.execute("select code from gone").fetchall() == [("002",)]
