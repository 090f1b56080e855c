"""Like with like, worked out in the build: how much more those changed who did something.

Of each comparison every treated unit is paired with one untreated unit of its stratum: nearest in
what both were before, no further apart than the caliper in anything, and no unit in two pairs. Of
all such pairings it is that which pairs the most units, and of those the closest (optimal matching
without replacement, Rosenbaum 1989, Journal of the American Statistical Association 84; calipers
and standardised differences, Stuart 2010, Statistical Science 25).

The difference is the mean over pairs of how much more the treated unit changed. Units of one
block share its fortunes, so the interval is taken over blocks, not over units (Abadie and others
2023, Quarterly Journal of Economics 138): Student's t over what each block adds to the mean. Where
each unit is a block of its own that is the paired t interval.

SciPy pairs and gives the interval. It takes half a second to load, so only where it is needed.
"""

import numpy as np
import pandas as pd

MAKES = "like beside like"
VERSION = "2"  # of what this module works out; a new one makes it be worked out again
COLUMNS = ("comparison", "stratum", "unit", "cluster", "block", "is_treated", "before", "after")
CALIPER = 0.25  # standard deviations that the two of a pair may lie apart in anything
NEAREST = 30  # untreated units that each treated one may be paired with
PLACEBOS = 2000
MADE = (
    "comparison",
    "treated bigint",
    "untreated bigint",
    "pairs bigint",
    "clusters bigint",
    "before_treated double",
    "before_untreated double",
    "after_treated double",
    "after_untreated double",
    "effect double",
    "lower double",
    "upper double",
    "chance double",
    "placebo double",
)


BALANCE = ("before", "after")  # matching


def columns(alike: list[str]) -> list[str]:
    """Return the columns made, with their types: MADE, and two of balance for each of `alike`."""
    return [*MADE, *(f"{name}_{when}_matching double" for name in alike for when in BALANCE)]


def compare_matched(rows: pd.DataFrame, alike: list[str]) -> list[tuple]:
    """Return a row of `columns` for every comparison in `rows`.

    `rows`: COLUMNS and those of `alike`, no gaps but in `cluster` of the untreated. Units of one
    `block` share its fortunes, whichever cluster they are of. A stratum is matched exactly; the
    columns of `alike` within the caliper, in standard deviations of the stratum. `before` and
    `after` are the result whose change is compared. `effect` has an interval of 95 % from two
    blocks on; `chance` and `placebo` are those of `placebo`. Balance is the standardised difference
    (means apart, over the root of the mean variance before matching) of all, then of those paired.
    """
    rows = rows.sort_values(["comparison", "stratum", "unit"], kind="stable", ignore_index=True)
    spread = rows.groupby(["comparison", "stratum"])[alike]
    apart = spread.transform("std").replace(0, 1)
    rows[alike] = ((rows[alike] - spread.transform("mean")) / apart).fillna(0)
    return [
        (comparison, *_compared(part.reset_index(drop=True), alike))
        for comparison, part in rows.groupby("comparison")
    ]


def _compared(rows: pd.DataFrame, alike: list[str]) -> tuple:
    treated, untreated = rows[rows["is_treated"]], rows[~rows["is_treated"]]
    ours, theirs = (rows.iloc[part] for part in _pairs(rows, alike))
    told = (len(treated), untreated["unit"].nunique(), len(ours), ours["cluster"].nunique())
    if ours.empty:
        return *told, *[None] * (len(columns(alike)) - 1 - len(told))
    means = [float(side[when].mean()) for when in ("before", "after") for side in (ours, theirs)]
    more = (ours["after"] - ours["before"]).to_numpy() - (
        theirs["after"] - theirs["before"]
    ).to_numpy()
    root = np.sqrt((treated[alike].var() + untreated[alike].var()) / 2)
    balance = [
        (one[alike].mean() - other[alike].mean()) / root
        for one, other in ((treated, untreated), (ours, theirs))
    ]
    return (
        *told,
        *means,
        float(more.mean()),
        *interval(more, ours["block"].to_numpy()),
        *placebo(more, ours["block"].to_numpy()),
        *(_number(when[name]) for name in alike for when in balance),
    )


def _pairs(rows: pd.DataFrame, alike: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows that are treated and paired, and of each the row it is paired with.

    Whether anyone is left over is settled first: to stay alone costs more than all pairs together.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    treated = np.flatnonzero(rows["is_treated"])
    units = pd.factorize(rows["unit"])[0]
    at = rows[alike].to_numpy()
    near = [
        _near(part[mine], part[~mine], at)
        for part in rows.groupby("stratum").indices.values()
        if 0 < (mine := rows["is_treated"].to_numpy()[part]).sum() < len(part)
    ] or [(treated[:0], treated[:0], at[:0, 0])]
    ours, theirs, cost = map(np.concatenate, zip(*near, strict=True))
    one, alone = np.searchsorted(treated, ours), np.arange(len(treated))
    graph = csr_array(
        (
            np.concatenate([cost, np.full(len(treated), 1 + cost.sum())]),
            (np.concatenate([one, alone]), np.concatenate([units[theirs], len(rows) + alone])),
        ),
        shape=(len(treated), len(rows) + len(treated)),
    )
    _, chosen = min_weight_full_bipartite_matching(graph)
    paired = chosen[one] == units[theirs]
    return ours[paired], theirs[paired]


def _near(
    ours: np.ndarray, theirs: np.ndarray, at: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the pairs the caliper allows within one stratum, and the cost of each, over nought."""
    from scipy.spatial import KDTree

    most = range(1, min(NEAREST, len(theirs)) + 1)
    _, nearest = KDTree(at[theirs]).query(at[ours], k=most)
    one, other = np.repeat(ours, len(most)), theirs[nearest.ravel()]
    apart = np.abs(at[one] - at[other])
    allowed = (apart <= CALIPER).all(axis=1)
    return one[allowed], other[allowed], 1 + (apart[allowed] ** 2).sum(axis=1)


def interval(more: np.ndarray, clusters: np.ndarray) -> tuple[float | None, float | None]:
    """Return the limits of 95 % of the mean of `more`, whose items hang together by `clusters`.

    Each cluster stands for what it adds to the mean: the variance is then that which is robust to
    clusters, with the usual correction for few of them.
    """
    from scipy.special import stdtrit  # Student's t; scipy.stats takes half a second to load

    mean, names = more.mean(), pd.factorize(clusters)[0]
    adds = np.bincount(names, more - mean)
    if len(adds) < 2:
        return None, None
    each = mean + adds * len(adds) / len(more)
    apart = stdtrit(len(each) - 1, 0.975) * each.std(ddof=1) / np.sqrt(len(each))
    return float(each.mean() - apart), float(each.mean() + apart)


def placebo(more: np.ndarray, blocks: np.ndarray) -> tuple[float | None, float | None]:
    """Return how often an effect as large, and an interval without 0, comes where there is none.

    In each of PLACEBOS draws treated and untreated change places in the pairs of a block, or not,
    by the toss of a coin: what is left is chance (a sign-flip test over blocks; Fisher 1935).
    """
    from scipy.special import stdtrit

    names = pd.factorize(blocks)[0]
    sums, sizes = np.bincount(names, more), np.bincount(names)
    if len(sums) < 2:
        return None, None
    tosses = np.random.default_rng(1).choice((-1.0, 1.0), (PLACEBOS, len(sums)))
    means = tosses @ sums / len(more)
    rests = tosses * sums - means[:, None] * sizes
    errors = np.sqrt((rests**2).sum(1) * len(sums) / (len(sums) - 1)) / len(more)
    found = np.abs(means) > stdtrit(len(sums) - 1, 0.975) * errors
    return float((np.abs(means) >= abs(more.mean()) - 1e-12).mean()), float(found.mean())


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
