"""Operating characteristics of the rule of levels, beside the rules it was chosen from.

`python tests/benchmarks/run.py level_rules` prints, for each candidate, how often a theme is named
right, named wrong, named as a range or not assessed; with `write` it writes the table that *How we
judge* shows. Seeded: every run gives the same.
"""

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.stats import norm

PROJECT = Path(__file__).resolve().parents[2]
TABLE = PROJECT / "data" / "reference" / "operating_characteristics.csv"
CASES, INDICATORS, LEVELS = (10, 20, 40, 80), (2, 3, 4, 5), (1, 2, 3, 4)
POINTS = np.array([35.0, 50.0, 70.0])  # where levels 2, 3 and 4 begin for what leaders say
TRUTHS = 40  # true values for each level, spread evenly over the whole of it
RUNS = 500  # for each true value
OUTCOMES = ("named_right", "named_wrong", "named_range", "not_assessed")
Ends = tuple[np.ndarray, np.ndarray]


def limit(n, d, z):
    """Return Wilson's score limit of n out of d at a signed z, in per cent."""
    middle = n + z * z / 2
    return (
        100 * (middle + z / 2 * np.sqrt(np.maximum(z * z + 4 * n * (1 - n / d), 0))) / (d + z * z)
    )


def height(value):
    """Return a value's place on the ladder: level k reaches from k - 0.5 to k + 0.5."""
    ends = [2 * POINTS[0] - POINTS[1], *POINTS, 2 * POINTS[-1] - POINTS[-2]]
    return np.interp(value, ends, np.arange(len(ends)) + 0.5)


def level(place):
    """Return the level in which a height lies."""
    return np.clip(np.floor(place + 0.5 + 1e-9), 1, len(POINTS) + 1).astype(int)


def together(d):
    """Return by how much chance shrinks when figures of these sizes are taken together."""
    spread = 1 / np.sqrt(d)
    return np.sqrt((spread**2).sum(-1)) / spread.sum(-1)


def chosen(n, d, z) -> Ends:
    """Mean of heights; at most one level above the weakest figure: its value, its upper limit."""
    return _capped(n, d, z, 0)


def of_one_source(n, d, z) -> Ends:
    """As chosen, where all figures are of one source and err together: nothing shrinks."""
    return tuple(
        level(np.minimum(height(limit(n, d, z_at)).mean(-1), height(limit(n, d, cap)).min(-1) + 1))
        for z_at, cap in ((-z, 0), (z, z))
    )


def capped_at_upper(n, d, z) -> Ends:
    """Mean of heights; at both ends one level above the most that the weakest figure could be."""
    return _capped(n, d, z, 1)


def capped_at_both(n, d, z) -> Ends:
    """Mean of heights; at each end at most one level above that end of the weakest figure."""
    return _capped(n, d, z, -1)


def _capped(n, d, z, below) -> Ends:
    share = together(d)[..., None]
    return tuple(
        level(
            np.minimum(
                height(limit(n, d, end * z * share)).mean(-1),
                height(limit(n, d, cap * z)).min(-1) + 1,
            )
        )
        for end, cap in ((-1, below), (1, 1))
    )


def errors_alike(n, d, z) -> Ends:
    """Mean of heights, as if all figures erred together."""
    cap = height(limit(n, d, z)).min(-1) + 1
    return tuple(level(np.minimum(height(limit(n, d, sign * z)).mean(-1), cap)) for sign in (-1, 1))


def weakest_range(n, d, z) -> Ends:
    """The limits of the lowest figure."""
    return tuple(level(height(limit(n, d, sign * z)).min(-1)) for sign in (-1, 1))


def weakest(n, d, z) -> Ends:
    """The lowest figure, whatever its interval: the rule before."""
    lowest = level(height(100 * n / d).min(-1))
    return lowest, lowest


CANDIDATES: dict[str, Callable[..., Ends]] = {
    "weakest, as before": weakest,
    "weakest, with limits": weakest_range,
    "mean, errors alike": errors_alike,
    "mean, capped at the upper limit": capped_at_upper,
    "mean, capped at both limits": capped_at_both,
    "mean, capped (chosen)": chosen,
}


def truths(truth: int) -> np.ndarray:
    """Return true values spread over level `truth`, in per cent."""
    ends = [0.0, *POINTS, 100.0]
    low, high = ends[truth - 1], ends[truth]
    return low + (np.arange(TRUTHS) + 0.5) / TRUTHS * (high - low)


def _shares(ends: Ends, truth) -> list[float]:
    low, high = ends
    one, wide = low == high, high - low >= 2
    right = one & (low == truth)
    return [float(share.mean()) for share in (right, one & ~right, ~one & ~wide, wide)]


def characteristics(
    rule, truth: int, cases: int, indicators: int, confidence=0.8, runs=RUNS
) -> list[float]:
    """Return the shares of OUTCOMES where every indicator has the same true value."""
    dice = np.random.default_rng([truth, cases, indicators])
    n = dice.binomial(cases, truths(truth)[:, None, None] / 100, (TRUTHS, runs, indicators))
    sizes = np.full(n.shape, float(cases))
    return _shares(rule(n.astype(float), sizes, norm.ppf(0.5 + confidence / 2)), truth)


def mixed(rule, cases: int, indicators: int, confidence=0.8, runs=20_000) -> list[float]:
    """Return the shares of OUTCOMES where every indicator has a true value of its own."""
    dice = np.random.default_rng([9, cases, indicators])
    values = dice.uniform(5, 95, (runs, indicators))
    places = height(values)
    truth = level(np.minimum(places.mean(-1), places.min(-1) + 1))
    n = dice.binomial(cases, values / 100).astype(float)
    return _shares(rule(n, np.full(n.shape, float(cases)), norm.ppf(0.5 + confidence / 2)), truth)


def same_leaders(rule, truth: int, cases: int, indicators: int, alike: float, runs=100):
    """Return the shares of OUTCOMES where the same leaders answer all, their answers correlated."""
    dice = np.random.default_rng([truth, cases, indicators, 7])
    cut = norm.ppf(truths(truth) / 100)[:, None, None, None]
    shape = (TRUTHS, runs, cases)
    mood = dice.standard_normal((*shape, 1)) * np.sqrt(alike)
    own = dice.standard_normal((*shape, indicators)) * np.sqrt(1 - alike)
    n = (mood + own < cut).sum(2).astype(float)
    return _shares(rule(n, np.full(n.shape, float(cases)), norm.ppf(0.9)), truth)


def over_dispersed(times: float, by: float, truth: int, cases: int, indicators: int, runs=100):
    """Return the shares of OUTCOMES of events `times` as variable as chance, taken for `by`."""
    dice = np.random.default_rng([truth, cases, indicators, 8])
    p = np.clip(truths(truth)[:, None, None] / 100, 0.001, 0.999)
    spread = (cases - times) / (times - 1)  # of a beta-binomial with this variance
    p = dice.beta(p * spread, (1 - p) * spread, (TRUTHS, runs, indicators))
    n, d = dice.binomial(cases, p) / by, np.full(p.shape, cases / by)
    return _shares(chosen(n, d, norm.ppf(0.9)), truth)


def attacks(runs=100) -> list[tuple[str, float, float]]:
    """Return each attack, and the share named wrong in its worst cell without and with its mend."""
    cells = [(t, n, m) for t in LEVELS for n in (10, 20, 40) for m in (2, 3, 5)]

    def worst(named) -> float:
        return 100 * max(named(cell)[1] for cell in cells)

    return [
        (
            f"answers of the same leaders, correlated {alike}",
            worst(lambda cell, alike=alike: same_leaders(chosen, *cell, alike, runs)),
            worst(lambda cell, alike=alike: same_leaders(of_one_source, *cell, alike, runs)),
        )
        for alike in (0.3, 0.8)
    ] + [
        (
            f"events {times} times as variable as chance",
            worst(lambda cell, times=times: over_dispersed(times, 1, *cell, runs)),
            worst(lambda cell, times=times: over_dispersed(times, times, *cell, runs)),
        )
        for times in (1.5, 2.0)
    ]


def table(runs=RUNS) -> list[dict]:
    """Return the rows of TABLE: true level, cases, indicators and the shares in per cent."""
    return [
        dict(zip(("true_level", "cases", "indicators"), key, strict=True))
        | {
            name: round(100 * share, 1)
            for name, share in zip(OUTCOMES, characteristics(chosen, *key, runs=runs), strict=True)
        }
        for key in ((t, n, m) for t in LEVELS for n in CASES for m in INDICATORS)
    ]


def named_wrong(rows: list[dict] | None = None) -> float:
    """Return the mean share named wrong over all cells of the table, in per cent."""
    return float(np.mean([row["named_wrong"] for row in rows or table(50)]))


def split(indicators: tuple[int, int] = (2, 4), runs=200) -> float:
    """Return how far the same cases, split over 2 or 4 indicators, are named unlike, in points."""
    few, many = indicators
    return max(
        100 * abs(a - b)
        for t in LEVELS
        for n in (10, 20, 40)
        for a, b in zip(
            characteristics(chosen, t, n * many // few, few, runs=runs)[:2],
            characteristics(chosen, t, n, many, runs=runs)[:2],
            strict=True,
        )
    )


def main(*arguments: str) -> None:
    """Print how the candidates compare; with `write`, write the table that is shipped."""
    print("| confidence | rule | truth | right | wrong | range | not assessed |")
    print("| ---: | --- | --- | ---: | ---: | ---: | ---: |")
    cells = [(n, m) for n in CASES for m in INDICATORS]
    for confidence in (0.8, 0.9):
        for name, rule in CANDIDATES.items():
            same = [
                characteristics(rule, t, n, m, confidence, runs=50)
                for t in LEVELS
                for n, m in cells
            ]
            own = [mixed(rule, n, m, confidence, 4000) for n, m in cells]
            for what, shares in (("one for all", same), ("each its own", own)):
                said = " | ".join(f"{100 * share:.1f}" for share in np.mean(shares, 0))
                print(f"| {confidence} | {name} | {what} | {said} |")
    for attack, without, mended in attacks():
        print(f"{attack}: worst cell named wrong {without:.1f}%, corrected {mended:.1f}%")
    rows = table(RUNS if arguments == ("write",) else 50)
    print(f"worst cell: named wrong {max(row['named_wrong'] for row in rows)}%")
    print(f"same cases in 2 or 4 indicators: named right or wrong differ by {split():.1f} points")
    if arguments == ("write",):
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    print(f"named wrong {named_wrong(rows):.1f}%")


if __name__ == "__main__":
    main(*sys.argv[1:])
