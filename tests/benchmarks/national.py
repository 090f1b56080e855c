"""A country made up at full size: authorities, institutions, memberships and funding lines.

Written as registers, so that import, build and pages are measured on what an authority would
bring: `python tests/benchmarks/run.py national`.
"""

import csv
import random
from pathlib import Path

from tests.thin import kept

AUTHORITIES, INSTITUTIONS, PARTNERSHIPS, MEMBERSHIPS, LINES = 153, 24_000, 9_000, 60_000, 2_000_000
YEARS = range(2020, 2026)
KINDS = (
    "federation",
    "trust",
    "learning_community",
    "extended_school_cluster",
    "consortium_14_19",
    "behaviour_and_attendance",
)
PHASES = ("primary",) * 14 + ("secondary",) * 4 + ("special", "nursery", "college")
ROUTES = ("delegated", "devolved", "retained")


def _lines(folder: Path, register: str, rows) -> None:
    with (folder / f"{register}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write(folder: Path, share: float = 1.0) -> int:
    """Write `share` of the country's registers into `folder`; return how many lines there are.

    The same share gives the same files. Authorities are spread evenly over what there is.
    """
    chance = random.Random(153)
    codes = kept.CODES[:AUTHORITIES]
    kept.areas(folder)
    schools, groups = int(INSTITUTIONS * share), int(PARTNERSHIPS * share)
    members, lines = int(MEMBERSHIPS * share), int(LINES * share)
    home = [codes[number % len(codes)] for number in range(schools)]
    of = [codes[number % len(codes)] for number in range(groups)]
    near: dict[str, list[int]] = {code: [] for code in codes}
    for number, code in enumerate(home):
        near[code].append(number)

    _lines(
        folder,
        "institutions",
        [
            (
                "institution_id",
                "name",
                "area_code",
                "phase",
                "institution_type",
                "opened_on",
                "closed_on",
                "pupils",
                "pupils_eligible_fsm",
            ),
            *(
                (
                    f"S{number:06}",
                    f"School number {number}",
                    code,
                    chance.choice(PHASES),
                    "community",
                    "",
                    "",
                    chance.randrange(90, 1500),
                    "",
                )
                for number, code in enumerate(home)
            ),
        ],
    )
    _lines(
        folder,
        "partnerships",
        [
            (
                "partnership_id",
                "name",
                "kind",
                "area_code",
                "lead_institution_id",
                "started_on",
                "ended_on",
                "objective",
            ),
            *(
                (
                    f"P{number:06}",
                    f"Partnership number {number}",
                    chance.choice(KINDS),
                    code,
                    "",
                    f"{chance.choice(YEARS)}-09-01",
                    "",
                    "",
                )
                for number, code in enumerate(of)
            ),
        ],
    )
    joined = {
        (number % groups, chance.choice(near[of[number % groups]]))
        for number in range(members)
        if near[of[number % groups]]
    }
    _lines(
        folder,
        "memberships",
        [
            (
                "partnership_id",
                "institution_id",
                "partner",
                "partner_kind",
                "role",
                "joined_on",
                "left_on",
            ),
            *(
                (f"P{group:06}", f"S{school:06}", "", "", "member", "", "")
                for group, school in sorted(joined)
            ),
        ],
    )
    _lines(
        folder,
        "agreements",
        [
            ("agreement_id", "partnership_id", "signed_on", "ends_on", "covers"),
            *(
                (f"A{number:06}", f"P{number:06}", "2025-10-01", "", "")
                for number in range(0, groups, 2)
            ),
        ],
    )
    _lines(folder, "funding", _funding(chance, lines, of))
    return lines + len(joined) + schools + groups


def _funding(chance: random.Random, lines: int, of: list[str]):
    yield (
        "line_id",
        "area_code",
        "partnership_id",
        "period_start",
        "period_end",
        "stream",
        "purpose",
        "route",
        "budget",
        "outturn",
        "grant_ends_on",
    )
    for number in range(lines):
        group, year = number % len(of), YEARS[number % len(YEARS)]
        budget = chance.randrange(500, 90_000)
        yield (
            f"F{number:07}",
            of[group],
            f"P{group:06}",
            f"{year}-04-01",
            f"{year + 1}-03-31",
            "authority_budget",
            "programmes",
            ROUTES[number % 3],
            budget,
            budget - 100,
            "",
        )
