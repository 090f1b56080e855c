"""What a reader can work out of published sums: the least and the greatest of each hidden number.

A reader knows equations over hidden whole numbers, and bounds of each. Bounds are passed from
equation to equation until none moves (Davis 1987, Artificial Intelligence 32). Where the equations
that hang together form no circle, the bounds left are the tightest there are; else SciPy's solver
of mixed-integer programs finds them, one number at a time. This is the attacker's problem of
statistical disclosure control (Fischetti and Salazar 2000, Journal of Official Statistics 16).

Numbers that cannot all be true tell nothing: a reader who takes for granted what is not so is left
out.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MAKES = "what can be worked out of it"
VERSION = "1"
COLUMNS = ("reader", "equation", "cell", "coefficient", "total", "slack", "least", "most")
MADE = ("reader", "cell", "lowest double", "highest double")


@dataclass
class Reader:
    """What one reader knows: terms and total of each equation, and bounds of each hidden number."""

    terms: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    totals: dict[str, tuple[float, float]] = field(default_factory=dict)
    bounds: dict[str, tuple[float, float]] = field(default_factory=dict)

    def learn(self, equation, cell, coefficient, total, slack, least, most) -> None:
        """Add a term. Bounds of None are endless; of several of a number the tightest hold."""
        low, high = self.bounds.get(cell, (-math.inf, math.inf))
        low = low if least is None else max(low, least)
        self.bounds[cell] = low, high if most is None else min(high, most)
        self.terms[equation][cell] = self.terms[equation].get(cell, 0) + coefficient
        self.totals[equation] = total - slack, total + slack


def solve(rows: Iterable[tuple]) -> list[tuple]:
    """Return a row of MADE for each hidden number that a reader learns something about.

    `rows` are of COLUMNS: the terms of each equation, whose sum is its total, give or take slack.
    """
    readers: dict[str, Reader] = defaultdict(Reader)
    for reader, *term in rows:
        readers[reader].learn(*term)
    return [
        (name, cell, low, high)
        for name, reader in sorted(readers.items())
        for part in _parts(reader)
        for cell, (low, high) in sorted(_solved(part).items())
    ]


def _parts(reader: Reader) -> Iterator[Reader]:
    """Part what a reader knows into the sets of equations that share no number."""
    holding = defaultdict(list)
    for equation, terms in reader.terms.items():
        for cell in terms:
            holding[cell].append(equation)
    seen: set[str] = set()
    for first in reader.terms:
        if first in seen:
            continue
        part, waiting = Reader(), [first]
        while waiting:
            equation = waiting.pop()
            if equation in seen:
                continue
            seen.add(equation)
            part.terms[equation] = reader.terms[equation]
            part.totals[equation] = reader.totals[equation]
            for cell in reader.terms[equation]:
                part.bounds[cell] = reader.bounds[cell]
                waiting.extend(holding[cell])
        yield part


def _solved(part: Reader) -> dict[str, tuple[float, float]]:
    bounds = _passed_on(part)
    if bounds is None:
        return {}
    ties = sum(map(len, part.terms.values()))
    if ties == len(part.terms) + len(bounds) - 1:  # a tree: no circle among the equations
        return bounds
    return _by_program(part, bounds)


def _passed_on(part: Reader) -> dict[str, tuple[float, float]] | None:
    """Pass bounds on until none moves; return them, or None where they exclude one another."""
    bounds = dict(part.bounds)
    moved, rounds = True, 0
    while moved and rounds < 100:  # an endless creep ends; the bounds are only wider then
        moved, rounds = False, rounds + 1
        for equation, terms in part.terms.items():
            for cell, coefficient in terms.items():
                low, high = part.totals[equation]
                for other, times in terms.items():
                    if other != cell:
                        ends = sorted(times * end for end in bounds[other])
                        low, high = low - ends[1], high - ends[0]
                low, high = sorted((low / coefficient, high / coefficient))
                old = bounds[cell]
                new = max(old[0], _up(low)), min(old[1], _down(high))
                if new[0] > new[1]:
                    return None
                if new != old:
                    bounds[cell], moved = new, True
    return bounds


def _up(number: float) -> float:
    return math.ceil(number - 1e-6) if math.isfinite(number) else number


def _down(number: float) -> float:
    return math.floor(number + 1e-6) if math.isfinite(number) else number


def _by_program(part: Reader, bounds: dict) -> dict[str, tuple[float, float]]:
    """Return the tightest bounds of each number; none where the equations cannot all be true."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp  # half a second to load

    cells = list(bounds)
    at = {cell: number for number, cell in enumerate(cells)}
    sums = np.zeros((len(part.terms), len(cells)))
    for row, terms in enumerate(part.terms.values()):
        for cell, coefficient in terms.items():
            sums[row, at[cell]] = coefficient
    lows, highs = zip(*(part.totals[equation] for equation in part.terms), strict=True)
    within = Bounds([bounds[cell][0] for cell in cells], [bounds[cell][1] for cell in cells])
    found = {}
    for cell in cells:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(cells))
            aim[at[cell]] = sign
            answer = milp(
                aim,
                constraints=LinearConstraint(sums, lows, highs),
                bounds=within,
                integrality=np.ones(len(cells)),
            )
            if answer.status == 2:  # cannot be
                return {}
            is_found = answer.status == 0
            ends.append(round(sign * answer.fun) if is_found else bounds[cell][sign < 0])
        found[cell] = (ends[0], ends[1])
    return found
