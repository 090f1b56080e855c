"""Promise: who reads *How we judge*, and nothing else, comes to the same levels, moves and flags.

Plain Python from the words of that page, for six authorities of the demonstration at its last date:
no SQL of the project, no macro. What is given are figures, thresholds, weights and registers.
"""

import math
from datetime import date
from itertools import pairwise
from statistics import NormalDist

import pytest

FRAMEWORK, CODES = "caa_2009", ("001", "003", "006", "012", "015", "023")
CONFIDENCE, ABOVE_LOWEST, FLOOR, CEILING = 80, 1, 0.5, 4.5
Z = NormalDist().inv_cdf(1 - (100 - CONFIDENCE) / 200)


def score_limit(p, n, z):
    """Wilson's limit of a proportion p of n at a signed z."""
    root = math.sqrt(max(z * z + 4 * n * p * (1 - p), 0))
    return (2 * n * p + z * z + z * root) / (2 * (n + z * z))


def byar(events, z):
    """Byar's limit of a count of events at a signed z."""
    if z >= 0:
        return (events + 1) * (1 - 1 / (9 * (events + 1)) + z / (3 * math.sqrt(events + 1))) ** 3
    return events * max(1 - 1 / (9 * events) + z / (3 * math.sqrt(events)), 0) ** 3 if events else 0


class Figure:
    """One judged figure: value, cases, thresholds, weight."""

    def __init__(self, row):
        self.__dict__.update(row)
        self.cases = None
        if self.uncertainty == "sample":
            left = self.asked - self.denominator
            self.cases = self.denominator * (self.asked - 1) / left if left > 0 else None
        elif self.uncertainty == "process" and self.lower is not None:
            self.cases = self.denominator / (self.dispersion or 1)
        self.up = self.points[-1] > self.points[0]

    def at(self, z):
        """The value at a signed z of its chance, better where z is higher."""
        z = z if self.up else -z
        if self.cases is None or z == 0:
            return self.value
        if self.kind == "percentage":
            return 100 * score_limit(self.value / 100, self.cases, z)
        if self.kind == "rate":
            return byar(self.value * self.cases / self.per, z) * self.per / self.cases
        side = self.value - self.lower if z < 0 else self.upper - self.value
        return self.value + z * side / NormalDist().inv_cdf(0.975)

    def height(self, z=0.0):
        """The height on the ladder: level k reaches from k - 0.5 to k + 0.5."""
        p, value = self.points, self.at(z)
        ends = [2 * p[0] - p[1], *p, 2 * p[-1] - p[-2]]
        for k, (low, high) in enumerate(pairwise(ends)):
            along = (value - low) / (high - low)
            if along < 0 and k == 0:
                return FLOOR
            if along < 1:
                return k + 0.5 + max(along, 0)
        return CEILING


def level_at(height):
    return int(min(max(math.floor(height + 0.5 + 1e-9), 1), 4))


class Theme:
    """What is known of a theme: its judged figures and the weight of those missing."""

    def __init__(self, figures, missing, least):
        self.figures, self.missing = figures, missing
        self.weight = sum(each.weight for each in figures)
        self.is_enough = len(figures) >= max(least, 1)
        of_sources = {}  # figures of one source err together
        for each in figures:
            chance = each.weight / math.sqrt(each.cases) if each.cases else 0
            of_sources[each.source] = of_sources.get(each.source, 0) + chance
        chance = of_sources.values()
        self.share = math.hypot(*chance) / sum(chance) if sum(chance) else 1

    def known(self, z):
        mean = sum(f.weight * f.height(z * self.share) for f in self.figures) / self.weight
        lowest = min(f.height(z) if z > 0 else f.height() for f in self.figures)
        return min(mean, lowest + ABOVE_LOWEST)

    def least(self, z):
        if not self.missing:
            return self.known(z)
        total = sum(f.weight * f.height(z) for f in self.figures) + self.missing * FLOOR
        return min(total / (self.weight + self.missing), FLOOR + ABOVE_LOWEST)

    def run(self):
        return level_at(self.least(-Z)), level_at(self.known(Z))

    def sureness(self):
        """The share of chance, in per cent, for which the height lies within the run."""
        low, high = self.run()
        steps = [place / 200 for place in range(-800, 801)]

        def share(inside):
            return sum(NormalDist().pdf(z) / 200 for z in steps if inside(z))

        below = share(lambda z: self.least(z) < low - 0.5 - 1e-9)
        above = share(lambda z: self.known(z) >= high + 0.5 - 1e-9)
        return 100 * (1 - below - above)


@pytest.fixture(scope="module")
def build(demonstration_build):
    def ask(sql, *params):
        cursor = demonstration_build.execute(sql, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    ask.as_at = ask("select max(as_at) as day from assessment_dates")[0]["day"]
    return ask


@pytest.fixture(scope="module")
def themes(build):
    """Each theme of the six, from figures, thresholds and weights."""
    rows = build(
        """
        select dated_areas.area_code, bearings.theme, bearings.weight, bearings.max_age_years,
            labels.indicator, labels.kind, labels.uncertainty, labels.per::double as per,
            labels.source, noise.dispersion,
            cuts.points, f.period_end, f.denominator, f.value, f.lower, f.upper,
            f.missing_reason, asked.denominator as asked
        from dated_areas
        cross join framework_bearings as bearings
        inner join indicator_labels as labels using (indicator)
        inner join (
            select framework, indicator, list(from_value order by level) as points
            from framework_cut_points group by all
        ) as cuts using (framework, indicator)
        left join (
            select area_code, indicator, max(period_end) as period_end
            from figures where period_end <= $1 group by all
        ) as newest using (area_code, indicator)
        left join (select area_code, indicator, period_end, denominator, value, lower, upper,
            missing_reason from figures) as f
            using (area_code, indicator, period_end)
        left join area_noise as noise on noise.indicator = labels.indicator
            and noise.area_code = dated_areas.area_code
            and noise.series = 'own' and noise.basis = 'counts'
        left join figures as asked on asked.indicator = labels.asked
            and asked.area_code = dated_areas.area_code and asked.period_end = f.period_end
        where dated_areas.as_at = $1 and bearings.theme is not null
            and bearings.framework = $2 and dated_areas.area_code in (select unnest($3))
        order by all""",
        build.as_at,
        FRAMEWORK,
        list(CODES),
    )
    least = {
        row["theme"]: row["minimum_evidence"]
        for row in build("select * from framework_themes where framework = $1", FRAMEWORK)
    }
    found = {}
    for code in CODES:
        for theme in least:
            mine = [r for r in rows if (r["area_code"], r["theme"]) == (code, theme)]
            judged, missing = [], 0.0
            for row in mine:
                old = row["period_end"] and row["period_end"] <= date(
                    build.as_at.year - row["max_age_years"], build.as_at.month, build.as_at.day
                )
                few = 5 if row["uncertainty"] == "complete" else 10
                if row["value"] is not None and not old:
                    if row["denominator"] is None or row["denominator"] >= few:
                        judged.append(Figure(row))
                elif row["missing_reason"] != "not_applicable":
                    missing += row["weight"]
            found[code, theme] = Theme(judged, missing, least[theme])
    return found


def test_levels_ranges_and_probabilities(build, themes):
    told = build(
        """select * from theme_levels where framework = $1 and as_at = $2
            and area_code in (select unnest($3))""",
        FRAMEWORK,
        build.as_at,
        list(CODES),
    )
    assert len(told) == len(themes)
    assessed = 0
    for row in told:
        theme = themes[row["area_code"], row["theme"]]
        where = (row["area_code"], row["theme"], row["why"])
        low, high = theme.run() if theme.is_enough else (None, None)
        if not theme.is_enough or high - low >= 2:
            assert not row["assessed"], where
            continue
        assessed += 1
        assert (row["level_low"], row["level_high"]) == (low, high), where
        assert row["level"] == (low if low == high else None), where
        sure = max(theme.sureness(), CONFIDENCE)
        assert row["confidence"] == pytest.approx(sure, abs=1.5), where
    assert assessed > 20


def test_moves_lift_a_theme_by_one_level_and_nothing_less_does(build, themes):
    moves = build(
        """select * from theme_moves where framework = $1 and as_at = $2
            and area_code in (select unnest($3)) order by all""",
        FRAMEWORK,
        build.as_at,
        list(CODES),
    )
    groups = {}
    for row in moves:
        groups.setdefault((row["area_code"], row["theme"]), []).append(row)
    tried = 0
    for key, rows in groups.items():
        theme = themes[key]
        base = {f.indicator: f.value for f in theme.figures}
        needed = {r["indicator"]: r["to_value"] for r in rows if r["role"] != "one of"}
        for last in [r for r in rows if r["role"] == "one of"] or [None]:
            way = needed | ({last["indicator"]: last["to_value"]} if last else {})
            assert _least_of(theme, base | way) >= rows[0]["target_level"], (key, way)
            short = {name: base[name] + 0.9 * (value - base[name]) for name, value in way.items()}
            assert _least_of(theme, base | short) < rows[0]["target_level"], (key, way)
            tried += 1
    assert tried > 10


def _least_of(theme, values):
    before = {f.indicator: (f.value, f.lower, f.upper) for f in theme.figures}
    for f in theme.figures:
        by = values[f.indicator] - f.value
        f.value = values[f.indicator]
        if f.lower is not None:
            f.lower, f.upper = f.lower + by, f.upper + by
    low = level_at(theme.least(-Z) + 1e-6)
    for f in theme.figures:
        f.value, f.lower, f.upper = before[f.indicator]
    return low


def test_flags(build, themes):
    """Worse or losing ground, or the lowest level, and nothing under way: red; and so for green."""
    outcomes = build(
        """select * from (
            select distinct on (area_code, indicator) figures.*, labels.polarity, labels.kind
            from figures inner join indicator_labels as labels using (indicator)
            inner join framework_bearings as bearings using (indicator)
            where bearings.framework = $1 and bearings.theme is null and value is not null
                and period_end <= $2 and period_end > $2 - to_years(max_age_years)
                and area_code in (select unnest($3))
            order by area_code, indicator, period_end desc)""",
        FRAMEWORK,
        build.as_at,
        list(CODES),
    )
    actions = build("select * from actions where started_on <= $1", build.as_at)
    near = {
        (r["area_code"], r["indicator"], r["period_end"]): r
        for r in build(
            """select n.area_code, f.indicator, f.period_end, sum(f.numerator) as n,
                sum(f.denominator) as d, median(f.value) as middle, count(*) as areas,
                count(f.numerator) as counted
            from neighbours as n inner join figures as f on n.neighbour_code = f.area_code
            where f.value is not null group by all"""
        )
    }
    noise = {
        (r["indicator"], r["area_code"]): math.sqrt(r["dispersion"])
        for r in build("select * from area_noise where series = 'relative' and basis = 'counts'")
    }
    way = {
        (r["indicator"], r["area_code"], r["period_end"]): r["relative"]
        if r["relative"] != "cannot be calculated"
        else r["direction"]
        for r in build("select * from directions")
    }
    expected, unsure = set(), set()
    for row in outcomes:
        code, indicator = row["area_code"], row["indicator"]
        others = near.get((code, indicator, row["period_end"]))
        if row["lower"] is None or not others or others["areas"] < 5:
            unsure.add((code, indicator))
            continue
        beside = others["middle"]
        if others["counted"] == others["areas"]:
            beside = (
                row["value"] / (row["numerator"] / row["denominator"]) * (others["n"] / others["d"])
                if row["numerator"]
                else 100 * others["n"] / others["d"]
            )
        wide = noise.get((indicator, code), 1)
        low = row["value"] - wide * (row["value"] - row["lower"])
        high = row["value"] + wide * (row["upper"] - row["value"])
        above, below = _group_reach(row, others, beside)
        low = row["value"] - math.hypot(row["value"] - low, wide * above)
        high = row["value"] + math.hypot(high - row["value"], wide * below)
        sense = -1 if row["polarity"] == "lower_is_better" else 1
        apart = 0 if low <= beside <= high else sense * (1 if row["value"] > beside else -1)
        moving = way.get((indicator, code, row["period_end"]))
        mine = [a for a in actions if (a["area_code"], a["outcome"]) == (code, indicator)]
        under_way = any(_answers(a, build.as_at) for a in mine)
        is_concern = apart < 0 or moving == "worsening"
        if is_concern and not under_way and any(a["area_code"] == code for a in actions):
            expected.add((code, "red", indicator))
        if not is_concern and (apart > 0 or moving == "improving") and any(a["seen"] for a in mine):
            expected.add((code, "green", indicator))
    for (code, name), theme in themes.items():
        run = theme.run() if theme.is_enough else (0, 9)
        mine = [a for a in actions if (a["area_code"], a["theme"]) == (code, name)]
        if (
            run == (1, 1)
            and not any(_answers(a, build.as_at) for a in mine)
            and any(a["area_code"] == code for a in actions)
        ):
            expected.add((code, "red", name))
        if run == (4, 4) and build(
            """select 1 from evidence_items where area_code = $1 and theme = $2
                and practice = 'innovative' and link is not null
                and dated_on between $3 - interval 2 years + interval 1 day and $3""",
            code,
            name,
            build.as_at,
        ):
            expected.add((code, "green", name))
    told = {
        (r["area_code"], r["flag"], r["indicator"] or r["theme"])
        for r in build(
            """select * from prospects where framework = $1 and as_at = $2 and flag is not null
                and area_code in (select unnest($3))""",
            FRAMEWORK,
            build.as_at,
            list(CODES),
        )
        if (r["area_code"], r["indicator"]) not in unsure
    }
    assert told == expected
    assert {flag for _, flag, _ in told} == {"red", "green"}


def _group_reach(row, others, beside):
    """How far the group's own figure could by chance lie above and below where it does."""
    if others["counted"] < others["areas"]:
        share = math.sqrt(math.pi / 2 / others["areas"])
        return (row["upper"] - row["value"]) * share, (row["value"] - row["lower"]) * share
    z, n, d = NormalDist().inv_cdf(0.975), others["n"], others["d"]
    if row["kind"] == "percentage":
        ends = [100 * score_limit(n / d, d, sign * z) for sign in (1, -1)]
    else:
        ends = [beside * byar(n, sign * z) / n for sign in (1, -1)]
    return ends[0] - beside, beside - ends[1]


def _answers(action, day):
    return action["status"] in ("under_way", "done") and action["due_on"] >= day
