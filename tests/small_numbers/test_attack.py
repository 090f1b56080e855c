"""Promise: no small number of people can be worked out from anything that may be seen.

Random tables of authorities, regions and a country go through the gate; then an attacker who knows
every total, every figure shown and the rule itself solves for what is hidden.
"""

import random
from collections import defaultdict
from itertools import product

import duckdb
import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from kit.store import earlier, sqlfile
from kit.store.paths import PROJECT

QUERIES = PROJECT / "queries"
GATE = (
    "held_indicators", "totals", "differences", "small_numbers", "figures", "comparisons",
)  # fmt: skip
COUNTRY = "090"
LABEL = {
    "kind": "percentage",
    "per": "100",
    "counts": "people",
    "numerator": "those counted",
    "denominator": "those there",
    "out_of": None,
    "parts": None,
    "sum_of": None,
    "decimals": "2",
    "uncertainty": "process",
    "source": "a register without a day",
}


def gate(values, regions, labels, neighbours=(), outcomes=(), kept=()):
    """Return a database in which `values` have passed the gate.

    values: rows of indicator, area_code, numerator, denominator, missing_reason.
    regions: region of each authority. labels: what is not as in LABEL, by indicator. kept: what an
    earlier build hid, as rows of small_numbers.
    """
    base = duckdb.connect()
    for text in sqlfile.read_macros(QUERIES).values():
        base.execute(text)
    base.execute(
        "create table areas (area_code text, area_type text, region_code text, is_exemplar boolean)"
    )
    areas = [(code, "authority", region, False) for code, region in regions.items()]
    areas += [(region, "region", None, False) for region in sorted(set(regions.values()) - {None})]
    areas.append((COUNTRY, "country", None, False))
    base.executemany("insert into areas values (?, ?, ?, ?)", areas)
    base.execute(
        f"create table indicator_labels (indicator text, "
        f"{', '.join(f'{key} text' for key in LABEL)})"
    )
    base.executemany(
        f"insert into indicator_labels values ({', '.join('?' * (1 + len(LABEL)))})",
        [(name, *(LABEL | label).values()) for name, label in labels.items()],
    )
    base.execute(
        "create table indicator_values (indicator text, area_code text, period_end date, "
        "numerator double, denominator double, value double, missing_reason text, "
        "period_status text)"
    )
    if values:
        base.executemany(
            "insert into indicator_values select $1, $2, date '2026-08-31', $3, $4, "
            "case when $5 is null then $3 * 100 / nullif($4, 0) end, "
            "coalesce($5, case when $4 = 0 then 'not_applicable' end), 'final'",
            values,
        )
    base.execute("create table register_days (register text, complete_as_at date)")
    base.execute("create table neighbours (area_code text, neighbour_code text)")
    base.execute(
        "create table outcomes (measure text, area_code text, period_end date, "
        "numerator double, denominator double, source text default 'demonstration')"
    )
    base.execute("create table small_number_rules (source text, rule text)")
    for name, rows in (("neighbours", neighbours), ("outcomes", outcomes)):
        if rows:
            columns = "measure, area_code, period_end, numerator, denominator"
            into = f"outcomes ({columns})" if name == "outcomes" else name
            base.executemany(f"insert into {into} values ({', '.join('?' * len(rows[0]))})", rows)
    for name in GATE:
        text = sqlfile.read(sqlfile.path_of(QUERIES, name), QUERIES).text
        base.execute(f"create table {name} as {text}")
        if name == "small_numbers":
            base.execute("create temp table small_numbers_before as from small_numbers limit 0")
            if kept:
                base.executemany("insert into small_numbers_before values (?, ?, ?)", kept)
            earlier.keep_hidden(base, name, "indicator, period_end")
    return base


def shown(base, indicator="x"):
    """Return numerator, denominator and reason of each area, as they may be seen."""
    rows = base.execute(
        "select area_code, numerator, denominator, missing_reason from figures where indicator = ?",
        [indicator],
    ).fetchall()
    return {row[0]: row[1:] for row in rows}


def attack(seen, regions, sums_to, knows):
    """Return for each hidden area the least and the greatest count it can have.

    `sums_to` are the areas that are part of each total, `knows` bounds (low, high) of each area.
    """
    codes = list(seen)
    at = {code: number for number, code in enumerate(codes)}
    rows, totals = [], []
    for total, parts in sums_to.items():
        if total in at:
            row = np.zeros(len(codes))
            row[at[total]] = -1
            for part in parts:
                row[at[part]] += 1
            rows.append(row)
            totals.append(0)
    bounds = [(seen[code], seen[code]) if seen[code] is not None else knows[code] for code in codes]
    found = {}
    for code in codes:
        if seen[code] is None:
            aim = np.zeros(len(codes))
            aim[at[code]] = 1
            low, high = (
                linprog(sign * aim, A_eq=np.array(rows), b_eq=totals, bounds=bounds)
                for sign in (1, -1)
            )
            if low.status == 2:  # he believes what is not so, and learns nothing
                continue
            found[code] = (low.fun, -high.fun if high.status == 0 else np.inf)
    return found


def random_table(seed):
    draw = random.Random(seed)
    regions = {
        f"{number:03}": f"{91 + number % draw.choice([2, 3, 4]):03}"
        for number in range(1, draw.choice([4, 7, 13]))
    }
    if draw.random() < 0.2:
        regions["001"] = None
    values, truth = [], {}
    for code in regions:
        there = draw.choice([3, 8, 12, 20, 40, 60, 400])
        counted = draw.choice([0, 1, 2, 3, 5, 6, 9, there // 2, there - 1, there - 3, there])
        counted = max(0, min(counted, there))
        reason = "not_available" if draw.random() < 0.05 else None
        truth[code] = (counted, there) if reason is None else None
        values.append(("x", code, *(truth[code] or (None, None)), reason))
    totals = {COUNTRY} if draw.random() < 0.3 else set()  # the publisher's own
    if draw.random() < 0.4:
        totals |= set(regions.values()) - {None}
    for total in sorted(totals):
        inside = [
            pair for code, pair in truth.items() if pair and total in (regions[code], COUNTRY)
        ]
        if inside:
            values.append(("x", total, *map(sum, zip(*inside, strict=True)), None))
    hidden_by_source = [
        row
        for row in values
        if row[4] is None and row[1] in truth and 1 <= row[2] <= 5 and draw.random() < 0.2
    ]
    for row in hidden_by_source:
        values[values.index(row)] = ("x", row[1], None, None, "suppressed")
    published = {row[1] for row in values if row[1] not in regions}
    return regions, values, truth, {row[1] for row in hidden_by_source}, published


@pytest.mark.parametrize("seed", range(150))
def test_no_hidden_count_can_be_solved_for(seed):
    regions, values, truth, by_source, published = random_table(seed)
    figures = shown(gate(values, regions, {"x": {}}))
    for code, pair in truth.items():
        if pair and code not in by_source:
            counted, there = pair
            small = 1 <= counted <= 5 or 1 <= there - counted <= 5 or 1 <= there <= 10
            assert figures[code][2] == "suppressed" if small else True
    known = {code for code in truth if truth[code] and code not in by_source}
    wide = [code for code in figures if code not in regions]
    sums_to = {}
    for total in wide:
        inside = {code for code in regions if total in (regions[code], COUNTRY)}
        sums_to[total] = inside & (known | by_source if total in published else known)
    if COUNTRY not in published:  # our sum of all regions, whoever's they are
        sums_to[COUNTRY] = {code for code in known if regions[code] is None}.union(
            *(sums_to[total] for total in wide if total != COUNTRY)
        )
    for part, attacker in ((0, "counted"), (1, "there")):
        seen = {code: row[part] for code, row in figures.items() if code in wide or truth[code]}
        highest = {code: truth[code][1] if code in truth else np.inf for code in seen}
        for low in (0, 1):
            knows = {
                code: (
                    low if code in truth and truth[code][part] >= low else 0,
                    highest[code] if part == 0 else np.inf,
                )
                for code in seen
            }
            for code, (least, most) in attack(seen, regions, sums_to, knows).items():
                assert most - least >= 0.999, (attacker, low, code, truth.get(code), least, most)
    # He takes each hidden authority for a count of 1 to 5.
    seen = {code: row[0] for code, row in figures.items() if code in wide or truth[code]}
    knows = {code: (1, 5) if code in truth else (0, np.inf) for code in seen}
    for code, (least, most) in attack(seen, regions, sums_to, knows).items():
        assert most - least >= 0.999, ("1 to 5", code, truth.get(code), least, most)


def hidden_in(tables, regions):
    """Return which areas the gate hides in each of many tables at once: {area: (count, of)}."""
    base = gate(
        [],
        regions,
        {
            f"i{number}": {"numerator": f"n{number}", "denominator": f"d{number}"}
            for number in range(len(tables))
        },
    )
    rows = pd.DataFrame(
        [
            (f"i{number}", code, float(counted), float(there))
            for number, table in enumerate(tables)
            for code, (counted, there) in table.items()
        ],
        columns=["indicator", "area_code", "n", "d"],
    )
    base.register("rows", rows)
    base.execute(
        "insert into indicator_values select indicator, area_code, date '2026-08-31', n, "
        "d, percentage(n, d), null, 'final' from rows"
    )
    for name in GATE[:4]:
        text = sqlfile.read(sqlfile.path_of(QUERIES, name), QUERIES).text
        base.execute(f"create or replace table {name} as {text}")
    found = [set() for _ in tables]
    for name, code in base.execute("select indicator, area_code from small_numbers").fetchall():
        found[int(name[1:])].add(code)
    return found


@pytest.mark.parametrize("layout", ["aaa", "aaabb", "abc", "-aa"])
def test_the_rule_itself_gives_no_count_away(layout):
    """An attacker tries every table that fits what he sees, and keeps those hidden the same way.

    He knows how many there are in each authority: no hidden count may have but one value left.
    """
    draw = random.Random(layout)
    regions = {f"{at:03}": None if of == "-" else f"09{of}" for at, of in enumerate(layout, 1)}
    tables = [
        {code: (draw.choice([0, 1, 3, 4, 5, 5, 6, 6, 7, 8, 12]), 100) for code in regions}
        for _ in range(60)
    ]
    tried, tried_for, hidden = [], [], hidden_in(tables, regions)
    for number, (table, gone) in enumerate(zip(tables, hidden, strict=True)):
        cells = [code for code in table if code in gone]
        sums = [
            [code for code in cells if total in (regions[code], COUNTRY)]
            for total in {*regions.values(), COUNTRY} - gone - {None}
        ]
        most = max((sum(table[code][0] for code in each) for each in sums if each), default=-1)
        if (most + 1) ** len(cells) > 10_000:  # more than can be tried
            continue
        for counts in product(range(most + 1), repeat=len(cells)):
            guess = table | {code: (count, 100) for code, count in zip(cells, counts, strict=True)}
            if all(sum(guess[code][0] - table[code][0] for code in each) == 0 for each in sums):
                tried.append(guess)
                tried_for.append(number)
    left = defaultdict(set)
    for guess, number, gone in zip(tried, tried_for, hidden_in(tried, regions), strict=True):
        if gone == hidden[number]:
            for code in gone & guess.keys():
                left[number, code].add(guess[code][0])
    assert len(left) > 20
    assert [
        (tables[number], code) for (number, code), found in left.items() if len(found) < 2
    ] == []


def test_nothing_small_nothing_hidden():
    regions = {"001": "091", "002": "091", "003": "092"}
    figures = shown(gate([("x", code, 20, 50, None) for code in regions], regions, {"x": {}}))
    assert all(row[2] is None for row in figures.values())
    assert figures["091"][:2] == (40, 100)
    assert figures[COUNTRY][:2] == (60, 150)


def test_the_smallest_other_group_is_hidden_with_a_small_one():
    regions = dict.fromkeys(("001", "002", "003", "004"), "091")
    rows = [
        ("x", "001", 3, 100, None),
        ("x", "002", 10, 100, None),
        ("x", "003", 20, 90, None),
        ("x", "004", 0, 100, None),
    ]
    figures = shown(gate(rows, regions, {"x": {}}))
    assert [code for code in figures if figures[code][2] == "suppressed"] == ["001", "003"]
    assert figures["001"] == figures["003"] == (None, None, "suppressed")


def test_a_country_of_lone_authorities_hides_two_regions():
    regions = {"001": "091", "002": "092", "003": "093"}
    rows = [("x", "001", 3, 100, None), ("x", "002", 30, 100, None), ("x", "003", 40, 100, None)]
    figures = shown(gate(rows, regions, {"x": {}}))
    hidden = {code for code in figures if figures[code][2] == "suppressed"}
    assert hidden == {"001", "091", "002", "092"}


def test_other_kinds_of_rate_and_what_is_not_people():
    regions = dict.fromkeys(("001", "002", "003"), "091")
    rows = [
        (name, code, count, of, None)
        for name in ("rate", "schools", "points")
        for code, count, of in (("001", 3, 5000), ("002", 40, 8), ("003", 90, 6000))
    ]
    labels = {
        "rate": {"kind": "rate", "denominator": "a", "numerator": "a"},
        "schools": {"counts": "institutions", "denominator": "b", "numerator": "b"},
        "points": {
            "kind": "score",
            "counts": "points",
            "out_of": "people",
            "denominator": "c",
            "numerator": "c",
        },
    }
    base = gate(rows, regions, labels)
    hidden = {
        name: {code for code, row in shown(base, name).items() if row[2] == "suppressed"}
        for name in labels
    }
    assert hidden["rate"] >= {"001", "002"}
    assert hidden["schools"] == set()
    assert hidden["points"] == {"001", "002"}


def test_indicators_that_count_the_same_people_hide_the_same():
    regions = dict.fromkeys(("001", "002", "003", "004"), "091")
    rows = [
        ("x", "001", 3, 100, None),
        ("x", "002", 30, 100, None),
        ("x", "003", 20, 100, None),
        ("x", "004", 60, 100, None),
    ]
    rows += [
        ("y", code, count, of * (1 if code < "003" else 3), None) for _, code, count, of, _ in rows
    ]
    rows += [("z", code, 50, 100, None) for code in regions]
    labels = {
        "x": {},
        "y": {"kind": "rate", "denominator": "others"},
        "z": {"numerator": "others again", "denominator": "and yet others"},
    }
    base = gate(rows, regions, labels)
    hidden = {
        name: {code for code, row in shown(base, name).items() if row[2] == "suppressed"}
        for name in labels
    }
    assert hidden["x"] == hidden["y"] >= {"001", "002"}
    assert hidden["z"] == set()


def test_a_difference_rests_on_no_small_number_and_has_an_interval():
    regions = {"001": "091", "002": "091"}
    day = "2026-08-31"
    parts = [
        ("a", "001", day, 56, 70),
        ("b", "001", day, 48, 80),
        ("a", "002", day, 40, 80),
        ("b", "002", day, 3, 20),
    ]
    rows = [("gap", "001", None, None, None), ("gap", "002", None, None, None)]
    base = gate(
        rows,
        regions,
        {"gap": {"kind": "difference", "counts": "points", "per": "1", "parts": "a, b"}},
        outcomes=parts,
    )
    base.execute("update indicator_values set value = 20, missing_reason = null")
    text = sqlfile.read(sqlfile.path_of(QUERIES, "figures"), QUERIES).text
    found = base.execute(
        f"select area_code, value, round(lower, 2), round(upper, 2), "
        f"missing_reason from ({text}) order by 1"
    ).fetchall()
    assert found == [("001", 20, 5.24, 33.39, None), ("002", None, None, None, "suppressed")]


@pytest.mark.parametrize(("others", "goes"), [((40, 12), True), ((3, 20), False), ((1, 20), True)])
def test_a_region_whose_difference_would_give_a_lone_one_away_goes_with_it(others, goes):
    """A shown difference and its interval give both counts to whoever knows the groups."""
    regions = {"001": "091", "002": "091", "003": "092"}
    day, second = "2026-08-31", {"001": (2, 20), "002": others, "003": (60, 90)}
    parts = [
        row
        for code, pair in second.items()
        for row in (
            ("a", code, day, 56, 70),
            ("b", code, day, *((30, 60) if pair[1] == 12 else pair)),
        )
    ]
    rows = [("gap", code, None, None, None) for code in (*regions, "091", "092", COUNTRY)]
    label = {"kind": "difference", "counts": "points", "per": "1", "parts": "a, b"}
    base = gate(rows, regions, {"gap": label}, outcomes=parts)
    found = base.execute("select area_code from small_numbers").fetchall()
    assert ({"091", COUNTRY} <= {code for (code,) in found}) is goes
    assert "001" in {code for (code,) in found}


def test_no_comparison_tells_of_a_hidden_figure():
    """Whatever the hidden counts are, groups and medians come out the same."""
    regions = dict.fromkeys(("001", "002", "003", "004"), "091")
    neighbours = [("004", code) for code in ("001", "002", "003")]
    told = []
    for first, second in ((3, 20), (2, 21), (5, 18)):
        rows = [
            ("x", "001", first, 100, None),
            ("x", "002", second, 100, None),
            ("x", "003", 60, 100, None),
            ("x", "004", 70, 100, None),
        ]
        base = gate(rows, regions, {"x": {}}, neighbours)
        told.append(base.execute("select * from comparisons order by all").fetchall())
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("reason", ["suppressed", "low"])
def test_what_the_source_hid_stays_hidden_whatever_stands_beside_it(reason):
    regions = dict.fromkeys(("001", "002", "003"), "091")
    rows = [("x", "001", 3, 100, reason), ("x", "002", 30, 100, None), ("x", "003", 40, 100, None)]
    figures = shown(gate(rows, regions, {"x": {}}))
    assert figures["001"] == (None, None, "suppressed")
