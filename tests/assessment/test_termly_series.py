"""Limits of chance variation by term: the same worked out in Python, over invented series."""

import random
import statistics
from datetime import date, timedelta
from itertools import groupby, pairwise

import duckdb
import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT

QUERIES = PROJECT / "queries"
INDICATOR = "attendance_of_partnership_leaders"
ENDS = [date(y, m, d) for y in range(2018, 2026) for m, d in ((4, 30), (8, 31), (12, 31))]
AS_AT = (date(2022, 8, 31), date(2025, 8, 31))
BROKEN_ON = date(2018, 9, 1)


def invented() -> dict[str, dict[date, tuple[int, int]]]:
    """Return for each area its terms: seats taken, seats. Levels shift, terms go missing."""
    draw, areas = random.Random(4), {}
    for number in range(80):
        seats, often = draw.choice((1, 4, 5, 8, 12, 30)), draw.uniform(0.3, 1)
        shift = draw.choice((0, 0, -0.3, 0.3))
        terms = {}
        for place, end in enumerate(ENDS):
            chance = often + (shift if place > 12 else 0)
            taken = sum(draw.random() < chance for _ in range(seats))
            terms[end] = (0 if draw.random() < 0.03 else taken, seats)
        if number % 4 == 0:
            del terms[draw.choice(ENDS)]
        if number % 5 == 1:
            terms[draw.choice(ENDS[:-12])] = (1, 1 + number % 2)
        areas[f"{number:03}"] = terms
    return areas


def expected(terms: dict[date, tuple[int, int]], as_at: date) -> list[tuple]:
    """Return (term_end, centre, lower, upper, signal) of the last unbroken row of terms.

    A term of one or two seats tells of the people in them: its school year is left out.
    """
    few = {end.year + (end.month > 8) for end, counted in terms.items() if counted[1] <= 2}
    terms = {end: n for end, n in terms.items() if end.year + (end.month > 8) not in few}
    runs: list[list[date]] = [[]]
    for before, end in pairwise([None, *(each for each in ENDS if each <= as_at)]):
        if end in terms:
            is_cut = before is None or before not in terms or before < BROKEN_ON <= end
            runs = [*runs, [end]] if is_cut else [*runs[:-1], [*runs[-1], end]]
    run = runs[-1]
    values = [100 * terms[end][0] / terms[end][1] for end in run]
    few = min((terms[end][1] for end in run), default=0)
    moved = [abs(after - before) for before, after in pairwise(values)]
    reach = 2.66 * statistics.fmean(moved) if moved else 0
    if len(run) < 12 or few < 5 or reach < 3 * 100 / few:
        return [(end, None, None, None, None) for end in run]
    centre, middle = statistics.fmean(values), statistics.median(values)
    lower, upper = centre - reach, centre + reach
    sides = [(v > centre) - (v < centre) for v in values]
    halves = [(v > middle) - (v < middle) for v in values]
    sides = [s if s == half else 0 for s, half in zip(sides, halves, strict=True)]
    rows = [(side, len(list(each))) for side, each in groupby(sides)]
    lengths = [(side, many) for side, many in rows for _ in range(many)]
    told = []
    for end, value, (side, many) in zip(run, values, lengths, strict=True):
        said = ["above the limits"] * (value > upper) + ["below the limits"] * (value < lower)
        if side and many >= 8:
            said.append(f"one of {many} in a row {'above' if side > 0 else 'below'} average")
        told.append(
            (
                end,
                centre,
                lower if lower >= 0 else None,
                upper if upper <= 100 else None,
                "; ".join(said) or None,
            )
        )
    return told


@pytest.fixture(scope="module")
def base():
    with duckdb.connect() as base:
        for text in sqlfile.read_macros(QUERIES).values():
            base.execute(text)
        base.execute("create table area_snapshots (area_code text, period_end date)")
        base.execute("create table forums (forum_id text, area_code text)")
        base.execute("create table seats (seat_id text, forum_id text, sector text)")
        base.execute("create table attendance (seat_id text, met_on date, attended boolean)")
        base.execute("create table series_breaks (indicator text, broken_on date)")
        base.execute(
            "create table indicator_labels "
            "(indicator text, title text, kind text, counts text, out_of text, decimals integer)"
        )
        base.execute("insert into series_breaks values (?, ?)", [INDICATOR, BROKEN_ON])
        base.execute(
            "insert into indicator_labels values (?, 'Attendance', 'percentage', 'seats', null, 6)",
            [INDICATOR],
        )
        met = []
        for area, terms in invented().items():
            base.executemany("insert into area_snapshots values (?, ?)", [(area, d) for d in AS_AT])
            base.execute("insert into forums values (?, ?)", [area, area])
            base.execute(
                "insert into seats "
                "select ? || '_' || i, ?, 'partnership_leader' from range(30) numbers (i)",
                [area, area],
            )
            for end, (taken, seats) in terms.items():
                day = end - timedelta(days=40)
                met += [(f"{area}_{i}", day, i < taken) for i in range(seats)]
        base.executemany("insert into attendance values (?, ?, ?)", met)
        text = sqlfile.path_of(QUERIES, "termly_series").read_text(encoding="utf-8")
        base.execute(f"create table termly_series as {text}")
        yield base


def test_limits_and_signals_are_those_of_the_second_road(base):
    seen, signals = 0, set()
    for area, terms in invented().items():
        for as_at in AS_AT:
            got = base.execute(
                "select term_end, centre, lower, upper, signal from termly_series "
                "where area_code = ? and as_at = ? order by term_end",
                [area, as_at],
            ).fetchall()
            wanted = expected(terms, as_at)
            assert [row[0] for row in got] == [row[0] for row in wanted], area
            for one, other in zip(got, wanted, strict=True):
                assert one[1:4] == pytest.approx(other[1:4]), area
                assert one[4] == other[4], (area, one[0])
                signals |= set((one[4] or "").split("; "))
                seen += one[1] is not None
    assert seen > 200
    kinds = {"".join(c for c in each if not c.isdigit()) for each in signals}
    assert {"above the limits", "below the limits", "one of  in a row above average"} <= kinds


def test_the_finding_names_what_the_signals_say(base):
    for finding, signals, centre in base.execute(
        "select finding, list(signal), any_value(centre) from termly_series "
        "group by indicator, area_code, as_at, finding"
    ).fetchall():
        said = " ".join(filter(None, signals))
        assert ("cannot be worked out" in finding) == (centre is None)
        assert ("no term stands out" in finding) == (centre is not None and not said)
        assert ("all lie" in finding) == ("in a row" in said)
        assert ("chance variation" in finding) == ("the limits" in said)


def test_counts_of_people_are_not_told_by_term(base):
    base.execute("begin")
    base.execute("update indicator_labels set counts = 'people'")
    text = sqlfile.path_of(QUERIES, "termly_series").read_text(encoding="utf-8")
    assert not base.execute(text).fetchall()
    base.execute("rollback")
