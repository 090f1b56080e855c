"""A country made up at full size: authorities, institutions, memberships and funding lines.

Written as registers, every one of them, so that import, build and pages are measured on what an
authority would bring: `python tests/benchmarks/run.py national`. Where published data has been
imported, the registers are of its authorities, so that outcomes, neighbours and maps stand beside
them.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from kit.store import contract, importing
from kit.store.paths import PROJECT, Collection
from tests.thin import kept

AUTHORITIES, INSTITUTIONS, PARTNERSHIPS, MEMBERSHIPS, LINES = 153, 24_000, 9_000, 60_000, 2_000_000
YEARS = range(2021, 2027)  # of money, from 1 April; school years end in August of the next
TYPES = {
    "primary": "community",
    "secondary": "academy",
    "special": "community",
    "nursery": "nursery",
    "college": "college",
    "pupil_referral_unit": "pupil_referral_unit",
}
PHASES = ("primary",) * 14 + ("secondary",) * 4 + tuple(TYPES)[2:]
ROUTES = ("delegated", "devolved", "retained")
ROLES = ("headteacher", "partnership_leader", "principal")
SECTORS = ("partnership_leader", "primary", "secondary", "governor", "authority", "other")
STEPS = ("warning_notice", "special_measures", "notice_to_improve")
OUTCOMES = ("attainment_8", "persistent_absence", "level_3_by_19", "permanent_exclusion_rate")


@dataclass
class Country:
    """What is made up: authorities, their institutions and partnerships, and a dice."""

    share: float
    codes: list[str]
    home: list[str]  # authority of each institution
    phase: list[str]
    of: list[str]  # authority of each partnership
    began: list[int]
    dice: random.Random

    def some(self, number: int) -> range:
        """Count up to `number` in a full-size authority, to its share in a smaller one."""
        return range(max(1, round(number * self.share)))

    def day(self, year: int, days: int = 364) -> str:
        """Give a day of the school year that ends in `year`."""
        return str(date(year - 1, 9, 1) + timedelta(days=self.dice.randrange(days)))

    def yes(self, percent: int) -> str:
        """Say yes in so many of a hundred."""
        return "yes" if self.dice.randrange(100) < percent else "no"


def authorities() -> list[str]:
    """Give the codes of today's authorities of the published data, or [] where it is not there."""
    listed = importing.current_vintages(Collection.open("published")).get("lait__area_codes")
    if not listed:
        return []
    gone = PROJECT / "data" / "reference" / "reorganisations.csv"
    return [
        code
        for (code,) in duckdb.execute(
            f"select area_code from '{listed}/data.parquet' where authority_type <> 'NA' and "
            f"area_code not in (select predecessor_code from read_csv('{gone}', "
            "all_varchar = true)) order by area_code"
        ).fetchall()
    ]


def write(folder: Path, share: float = 1.0) -> None:
    """Write `share` of the country's registers into `folder`; the same share, the same files.

    Authorities are spread evenly over what there is.
    """
    codes, dice = authorities(), random.Random(153)
    if not codes:
        kept.areas(folder)
        codes = kept.CODES[:AUTHORITIES]
    schools, groups = range(int(INSTITUTIONS * share)), range(int(PARTNERSHIPS * share))
    made = Country(
        share,
        codes,
        [codes[n % len(codes)] for n in schools],
        [dice.choice(PHASES) for _ in schools],
        [codes[n % len(codes)] for n in groups],
        [dice.choice(YEARS) for _ in groups],
        dice,
    )
    kept.write(
        folder,
        institutions=_institutions(made),
        partnerships=_partnerships(made),
        memberships=_memberships(made),
        funding=_funding(made),
        **_papers(made),
        **_plans(made),
        **_forums(made),
        **_schools(made),
        **_survey(made),
    )


def _listed(register: str, name: str) -> list[str]:
    """Give what a column of a register may say."""
    contracts = contract.load_all(Collection.open("published").contract_folders)
    [table] = contracts[register].tables
    column = next(column for column in table.columns if column.name == name)
    return list(contract.values_of(column, contracts)[0])


def _institutions(made: Country) -> Iterator[dict]:
    for number, code in enumerate(made.home):
        pupils = made.dice.randrange(90, 1500)
        yield {
            "institution_id": f"S{number:06}",
            "name": f"School number {number}",
            "area_code": code,
            "phase": made.phase[number],
            "institution_type": TYPES[made.phase[number]],
            "pupils": pupils,
            "pupils_eligible_fsm": pupils * made.dice.randrange(5, 50) // 100,
            "locality": f"Locality {number % 12}",
        }


def _partnerships(made: Country) -> Iterator[dict]:
    kinds = _listed("partnerships", "kind")
    for number, code in enumerate(made.of):
        yield {
            "partnership_id": f"P{number:06}",
            "name": f"Partnership number {number}",
            "kind": made.dice.choice(kinds),
            "area_code": code,
            "lead_institution_id": f"S{number:06}" if number % 2 else "",
            "started_on": f"{made.began[number]}-09-01",
            "objective": "Raise attainment",
        }


def _memberships(made: Country) -> Iterator[dict]:
    near: dict[str, list[int]] = {code: [] for code in made.codes}
    for number, code in enumerate(made.home):
        near[code].append(number)
    joined = {
        (number % len(made.of), made.dice.choice(near[made.of[number % len(made.of)]]))
        for number in range(int(MEMBERSHIPS * made.share))
    }
    for group, school in sorted(joined):
        later = range(made.began[group] + 1, 2026)
        yield {
            "partnership_id": f"P{group:06}",
            "institution_id": f"S{school:06}",
            "role": "member",
            "joined_on": f"{made.dice.choice(later)}-09-01" if later and school % 3 == 0 else "",
            "left_on": "2026-03-31" if school % 11 == 0 else "",
        }
    for group in range(0, len(made.of), 5):
        yield {
            "partnership_id": f"P{group:06}",
            "partner": f"Constabulary of {made.of[group]}",
            "partner_kind": "police",
            "role": "associate",
        }


def _funding(made: Country) -> Iterator[dict]:
    streams, purposes = _listed("funding", "stream"), _listed("funding", "purpose")
    for number in range(int(LINES * made.share)):
        group, year = number % len(made.of), YEARS[number // len(made.of) % len(YEARS)]
        budget = made.dice.randrange(500, 90_000)
        yield {
            "line_id": f"F{number:07}",
            "area_code": made.of[group],
            "partnership_id": f"P{group:06}",
            "period_start": f"{year}-04-01",
            "period_end": f"{year + 1}-03-31",
            "stream": streams[number % len(streams)],
            "purpose": purposes[number // 7 % len(purposes)],
            "route": ROUTES[number // 3 % 3],
            "budget": budget,
            "outturn": budget - 100,
            "grant_ends_on": f"{year + 1 + number % 3}-03-31" if number % 4 == 0 else "",
        }


def _papers(made: Country) -> dict[str, Iterator[dict]]:
    """Agreements, functions, reviews, posts and problems of partnerships."""
    groups = [(f"P{number:06}", began) for number, began in enumerate(made.began)]
    functions = _listed("functions", "function")
    # A funding line of the last year for each partnership, as `_funding` deals them out.
    last = (len(YEARS) - 1) * len(groups)
    return {
        "agreements": (
            {"agreement_id": f"A{group}", "partnership_id": group, "signed_on": f"{began}-10-01"}
            for group, began in groups[::2]
        ),
        "functions": (
            {
                "partnership_id": group,
                "function": functions[number % len(functions)],
                "devolved_on": f"{began + 1}-01-01",
            }
            for number, (group, began) in enumerate(groups)
            if number % 7 == 0
        ),
        "reviews": (
            {
                "review_id": f"R{group}{year}",
                "partnership_id": group,
                "reviewed_on": made.day(year),
                "what_was_done": "Joint training",
                "how_effective": "Targets were met in part",
                "what_next": "Go on",
                "costs_and_benefits": made.yes(20),
            }
            for group, began in groups
            for year in range(began + 2, 2027)
            if made.yes(60) == "yes"
        ),
        "posts": (
            {
                "post_id": f"C{group}",
                "partnership_id": group,
                "post": ("leadership", "administration")[number % 2],
                "fte": 0.5,
                "paid_by": ("authority", "grant", "school")[number % 3],
                "annual_cost": 26_000,
                "started_on": f"{began + 1}-01-01",
                "funding_line_id": f"F{last + number:07}" if number % 3 == 1 else "",
            }
            for number, (group, began) in enumerate(groups)
            if number % 5 < 3
        ),
        "problems": (
            {
                "problem_id": f"Q{group}{year}",
                "partnership_id": group,
                "problem": "Use of buildings after school",
                "raised_on": f"{year}-03-01",
                "agreed_days": 60,
                "resolved_on": f"{year}-0{3 + int(group[-1])}-15" if group[-1] < "7" else "",
            }
            for group, began in groups
            for year in range(began + 1, 2027)
            if made.yes(30) == "yes"
        ),
    }  # fmt: skip


def _plans(made: Country) -> dict[str, Iterator[dict]]:
    """Priorities, who serves them, actions and evidence of authorities."""
    themes = _listed("evidence", "theme")
    return {
        "priorities": (
            {
                "priority_id": f"Y{code}{year}{number}",
                "area_code": code,
                "title": f"Priority {number}",
                "plan_start": f"{year}-04-01",
                "plan_end": f"{year + 3}-03-31",
            }
            for code in made.codes
            for year in (2020, 2023, 2026)
            for number in range(6)
        ),
        "priority_partnerships": (
            {
                "priority_id": f"Y{code}{year}{number % 6}",
                "partnership_id": f"P{number:06}",
                "role": ("leads", "contributes")[number % 2],
            }
            for number, code in enumerate(made.of)
            for year in (2020, 2023, 2026)
            if number % 3
        ),
        "actions": (
            {
                "action_id": f"D{code}{outcome}",
                "area_code": code,
                "action": "Tutors follow pupils from 14 to 19",
                "outcome": outcome,
                "owner_role": "head of school improvement",
                "started_on": "2025-09-01",
                "due_on": "2027-03-31",
                "status": "under_way",
            }
            for code in made.codes
            for outcome in OUTCOMES
        ),
        "evidence": (
            {
                "evidence_id": f"E{code}{theme}{year}",
                "area_code": code,
                "theme": theme,
                "shows": "Minutes record what was agreed",
                "dated_on": f"{year}-05-01",
                "practice": "routine",
            }
            for code in made.codes
            for theme in themes
            for year in (2025, 2026)
        ),
    }


def _forums(made: Country) -> dict[str, Iterator[dict]]:
    """Forums of every policy area, their seats and meetings."""
    areas = _listed("forums", "policy_area")
    forums = [(f"G{code}{n}", code, area) for code in made.codes for n, area in enumerate(areas)]
    seats = [(f"H{forum}{n}", forum, sector) for forum, *_ in forums
             for n, sector in enumerate(SECTORS)]  # fmt: skip
    return {
        "forums": (
            {
                "forum_id": forum,
                "area_code": code,
                "name": area.replace("_", " "),
                "policy_area": area,
                "established_on": "2020-09-01",
            }
            for forum, code, area in forums
        ),
        "seats": (
            {"seat_id": seat, "forum_id": forum, "sector": sector, "started_on": "2020-09-01"}
            for seat, forum, sector in seats
        ),
        "attendance": (
            {"seat_id": seat, "met_on": f"{year}-{month}-05", "attended": made.yes(75)}
            for seat, *_ in seats
            for year in range(2021, 2027)
            for month in ("01", "03", "06")
        ),
    }


def _schools(made: Country) -> dict[str, Iterator[dict]]:
    """Changes of status, interventions, and agreements on what happens if there is concern."""
    secondaries = [n for n, phase in enumerate(made.phase) if phase == "secondary"]
    return {
        "status_changes": (
            {
                "change_id": f"X{number:06}",
                "institution_id": f"S{number:06}",
                "change": ("foundation", "trust", "academy")[number % 3],
                "proposed_on": f"{made.dice.choice(YEARS)}-11-01",
                "stance": ("supported", "supported", "neutral", "opposed")[number % 4],
                "authority_invited": made.yes(60) if number % 3 == 1 else "",
            }
            for number in range(len(made.home))
            if number // len(made.codes) % 5 == 0
        ),
        "interventions": (
            {
                "intervention_id": f"N{number:06}",
                "institution_id": f"S{number:06}",
                "intervention": STEPS[number % 3],
                "concern_on": f"{year}-03-01",
                "ended_on": f"{year + 2}-03-01" if year < 2024 else "",
                "followed_agreement": made.yes(70) if number % 2 else "",
            }
            for number in secondaries
            if made.yes(30) == "yes"
            for year in (made.dice.choice(YEARS),)
        ),
        "concern_agreements": (
            {
                "agreement_id": f"B{number:06}",
                "institution_id": f"S{number:06}",
                "agreed_on": f"{made.dice.choice(YEARS)}-09-15",
            }
            for number in secondaries
            if number % 5 < 3
        ),
    }


def _survey(made: Country) -> dict[str, Iterator[dict]]:
    items = _listed("survey_answers", "item")
    return {
        "survey_invitations": (
            {"wave": f"{year}-06-30", "area_code": code, "role": role, "phase": phase,
             "invited": len(made.some(60))}
            for code in made.codes
            for year in (2024, 2025, 2026)
            for role in ROLES
            for phase in ("primary", "secondary")
        ),
        "survey_answers": (
            {
                "wave": f"{year}-06-30",
                "area_code": code,
                "respondent": respondent + 1,
                "role": ROLES[respondent % 3],
                "phase": ("primary", "secondary")[respondent % 2],
                "item": item,
                "valued": made.yes(80),
                "received": made.yes(45),
                "barrier": made.yes(35),
            }
            for code in made.codes
            for year in (2024, 2025, 2026)
            for respondent in made.some(60)
            for item in items
        ),
    }  # fmt: skip
