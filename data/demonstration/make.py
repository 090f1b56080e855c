"""Make the demonstration data: an invented country, the same to the last byte every time.

    python data/demonstration/make.py [folder]

Writes one CSV for each register and for areas, neighbours and outcomes. Only the standard library
is used, and of its random numbers only `Random.random`, whose sequence Python promises never to
change. Shares are met by quota (so many of so many), not by chance: what an authority is like is
written in AUTHORITIES and can be relied on. README.md tells the stories.
"""

import csv
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
FIRST = date(2020, 9, 1)
LAST = date(2026, 8, 31)
YEARS = range(6)  # school years: 0 ends on 31 August 2021, 5 on 31 August 2026
WAVES = {3: date(2024, 6, 28), 4: date(2025, 6, 30), 5: date(2026, 6, 30)}

COUNTRY = ("090", "Merrowland")
REGIONS = {"091": "Northreach", "092": "Midwold", "093": "Southstrand"}
REFORMED_ON = date(2024, 4, 1)
DIVIDED, DIVIDED_ON = "001", date(2027, 4, 1)  # to be followed by two

THEMES = (
    "vision",
    "practical_help",
    "autonomy",
    "devolution",
    "voice",
    "challenge_support",
    "intervention",
    "reach",
)
# code: name, region, institutions, what it is like in each theme of THEMES in 2026 (1 to 4),
# points gained each year, story
AUTHORITIES = {
    "001": ("Northmere", "091", 104, "33341313", 1, "strong on devolution, weak on voice"),
    "002": ("Aldermarch", "091", 180, "34233323", 1, ""),
    "003": ("Brindlequay", "091", 118, "44444444", 2, "excellent in all, and long so"),
    "004": ("Corvendale", "091", 94, "23322223", 2, ""),
    "005": ("Dunmarrow", "091", 34, "11111111", 0, "almost no evidence"),
    "006": ("Elverstrand", "091", 76, "21231212", -3, ""),
    "007": ("Fennarow", "091", 84, "34343334", 1, "outcomes rising"),
    "008": ("Galdermoor", "091", 70, "33333323", 1, "changed clearly in the last year"),
    "009": ("Hollinreach", "092", 90, "34342323", 1, "rests on a grant that ends"),
    "010": ("Isenbourne", "092", 132, "43343434", 1, ""),
    "011": ("Jessamere", "092", 62, "12212121", 0, ""),
    "012": ("Kestrelhythe", "092", 80, "23323222", 1, "participation falls, no action"),
    "013": ("Larkenfold", "092", 46, "22132112", 3, "slips in its registers"),
    "014": ("Marrowdene", "092", 112, "33423344", 2, ""),
    "015": ("Nimberwick", "092", 66, "13323323", 2, "priorities that no partnership serves"),
    "016": ("Orlestrand", "092", 100, "32233233", 2, "absence rises, action under way"),
    "017": ("Pellingmarsh", "093", 52, "41324132", -1, ""),
    "018": ("Quillanmoor", "093", 58, "34424234", 1, ""),
    "019": ("Skellmarch", "093", 72, "23232323", 3, "formed by reorganisation half way"),
    "020": ("Saltmarrow", "093", 42, "22421413", 3, ""),
    "021": ("Thistlereach", "093", 12, "32333333", 0, "three secondaries: small numbers"),
    "022": ("Umbermede", "093", 30, "44333424", 1, ""),
    "023": ("Vennaquay", "093", 24, "13142311", -2, ""),
    "024": (
        "Wintermarch, Great Ellermere and the United Boroughs of the Lower Tessaly Valleys",
        "093",
        38,
        "32213242",
        1,
        "a very long name",
    ),
    "025": ("Eastern Skellmarch", "093", 40, "12121212", 1, "ended in 2024"),
    "026": ("Western Skellmarch", "093", 32, "22223222", 1, "ended in 2024"),
}
EXEMPLARS = ("003", "007", "010", "014", "018", "022")
SUCCESSOR, PREDECESSORS = "019", ("025", "026")
SPARSE, CHANGED, GRANT_ENDS, UNSERVED, TINY = "005", "008", "009", "015", "021"
CARELESS = "013"
OVERDUE = ("013", "attainment_8")
FALLING, RISING_ABSENCE, IMPROVING = "012", "016", "007"

# What 1, 2, 3 and 4 in a theme mean for each share, in per cent, in 2026.
SCALE = {
    "reach": (46, 66, 84, 97),
    "agreement": (22, 46, 70, 93),
    "reviewed": (12, 36, 62, 88),
    "costed": (8, 22, 40, 65),
    "devolved": (7, 27, 48, 72),
    "in_time": (32, 54, 74, 93),
    "survey": (30, 48, 66, 87),
    "seated": (8, 34, 67, 100),
    "attended": (52, 66, 80, 93),
    "covered": (12, 38, 66, 93),
    "serving": (20, 42, 64, 88),
    "led": (22, 46, 70, 97),
    "posts": (22, 46, 70, 93),
    "stance": (32, 55, 76, 97),
    "invited": (20, 42, 62, 85),
}

# kind: phases of its members, smallest and largest, what its name ends in, objective, partners
PRIMARY, SECONDARY = ("primary", "nursery"), ("secondary", "all_through")
KINDS = {
    "federation": (
        PRIMARY,
        2,
        3,
        "Federation",
        ("One governing body for the schools", "A joint committee of the governors"),
        "",
    ),
    "education_improvement_partnership": (
        (*SECONDARY, *PRIMARY, "special"),
        8,
        16,
        "Education Improvement Partnership",
        "To share responsibility for behaviour, 14 to 19 learning and extended services",
        "council",
    ),
    "trust": ((*SECONDARY, *PRIMARY), 2, 4, "Learning Trust", "A shared foundation", "university"),
    "leading_edge": (SECONDARY, 3, 5, "Leading Edge", "A lead school shares its practice", ""),
    "learning_community": (
        PRIMARY,
        5,
        9,
        "Learning Community",
        "Teachers learn from each other's classrooms",
        "university",
    ),
    "consortium_14_19": (
        (*SECONDARY, "college", "special"),
        4,
        12,
        "14 to 19 Consortium",
        "A full choice of courses from 14 to 19 across schools and colleges",
        "employer",
    ),
    "creative_partnership": (
        (*PRIMARY, *SECONDARY),
        3,
        7,
        "Creative Partnership",
        "Artists and schools work together on the curriculum",
        "voluntary",
    ),
    "safer_school_partnership": (
        SECONDARY,
        2,
        5,
        "Safer School Partnership",
        "Police and schools keep pupils safe and out of crime",
        "police",
    ),
    "school_sport_partnership": (
        (*SECONDARY, *PRIMARY, "special"),
        8,
        20,
        "School Sport Partnership",
        "More and better sport for every pupil",
        "voluntary",
    ),
    "extended_school_cluster": (
        (*PRIMARY, "special"),
        6,
        14,
        "Extended School Cluster",
        "Activities, childcare and help for parents around the school day",
        "health",
    ),
    "school_pairing": (
        (*SECONDARY, *PRIMARY),
        2,
        2,
        "Pairing",
        "A strong school supports one in need of it, to an agreed brief",
        "",
    ),
    "behaviour_and_attendance": (
        (*SECONDARY, "pupil_referral_unit"),
        4,
        10,
        "Behaviour and Attendance Partnership",
        "Fewer exclusions and better attendance in all member schools",
        "police",
    ),
    "joint_professional_development": (
        (*PRIMARY, *SECONDARY, "special"),
        4,
        9,
        "Professional Development Group",
        "Shared training and moderation",
        "university",
    ),
    "multi_academy_trust": (
        (*SECONDARY, *PRIMARY),
        3,
        7,
        "Academies Trust",
        "Schools in one trust improve together",
        "",
    ),
    "single_academy_trust": (SECONDARY, 1, 1, "Academy Trust", "One academy in its own trust", ""),
    "sponsor": (SECONDARY, 1, 2, "Sponsorship", "A sponsor supports an academy", "employer"),
}
# Kinds that every willing school of a phase joins first, and kinds joined besides.
CORE = {
    "secondary": "behaviour_and_attendance",
    "primary": "extended_school_cluster",
    "special": "education_improvement_partnership",
    "college": "consortium_14_19",
}
PARTNERS = {
    "police": ("{} Constabulary", "{} Police Cadets Office"),
    "employer": ("{} Engineering Works", "{} Harbour Board", "{} Foods"),
    "health": ("{} Community Health Service",),
    "voluntary": ("{} Arts and Sports Council", "{} Youth Association"),
    "university": ("University of {}",),
    "council": ("{} Council children's services",),
}

AREA_TITLES = {
    "send_and_inclusion": "SEND and Inclusion Board",
    "children_at_risk": "Children at Risk Board",
    "excluded_pupils": "Excluded Pupils Panel",
    "raising_attainment": "Raising Attainment Group",
    "schools_forum": "Schools Forum",
    "childrens_partnership": "Children's Partnership Board",
}
FUNCTIONS = (
    "behaviour",
    "education_14_19",
    "extended_services",
    "professional_development",
    "school_improvement",
)
STREAMS = (
    "school_development_grant",
    "extended_schools_sustainability",
    "extended_schools_subsidy",
    "national_challenge",
    "dedicated_schools_grant",
    "authority_budget",
)
PRIORITIES = (
    "Fewer children excluded from school",
    "Better attendance in secondary schools",
    "More young people in learning at 16 and 17",
    "Narrow the gap for children eligible for free school meals",
    "A good start for every child under five",
    "Children safe from harm at home and in school",
    "More activities for children out of school hours",
    "Better mental health for young people",
    "Raise attainment at 16",
    "Good places for children with special educational needs",
    "Children in care do as well as others",
    "Fewer young people in crime",
)
PROBLEMS = (
    "Transport between sites",
    "Timetables that do not match",
    "Places for pupils who have been moved",
    "Delay in payment of a grant",
    "Unclear duties after a change of staff",
    "Sharing of attendance figures",
    "Cover for shared training",
    "Use of buildings after school",
)
DONE = (
    "Shared training days and joint moderation were held",
    "A common approach to attendance was agreed and used",
    "Staff were exchanged for a term and visits made",
    "A common timetable was run for the older pupils",
    "A shared post was filled and a help desk opened",
)
EFFECT = (
    "Most schools report a clear gain",
    "Some gain; not yet in every school",
    "Too early to say",
    "Effective in the lead school, less so elsewhere",
    "Targets were met in full",
)
NEXT = (
    "Go on as now and review in a year",
    "Bring in the remaining schools",
    "Seek a longer agreement on money",
    "Sharpen the aims and drop two strands",
    "Close when the present work is done",
)

# outcome indicator: its measure (for a gap, the two), whether high is good, what is done for it
OUTCOMES = {
    "permanent_exclusion_rate": (
        ("permanent_exclusions",),
        False,
        "A panel of head teachers places every pupil at risk of exclusion",
    ),
    "level_3_by_19": (
        ("level_3_by_19",),
        True,
        "Second-chance courses are opened in colleges and sixth forms",
    ),
    "level_3_gap_fsm": (
        ("level_3_by_19_not_fsm", "level_3_by_19_fsm"),
        False,
        "Tutors follow pupils eligible for free school meals from 14 to 19",
    ),
    "persistent_absence": (
        ("persistent_absence",),
        False,
        "Attendance teams work in the schools with the most absence",
    ),
    "participation_16_17": (
        ("participation_16_17",),
        True,
        "Every young person without a place is followed up each month",
    ),
    "attainment_8": (
        ("attainment_8",),
        True,
        "Subject leaders of strong schools work with those in need",
    ),
}

START = (
    *("Alver", "Brosk", "Corva", "Dresk", "Elver", "Fenna", "Gorla", "Hesk", "Illa", "Jorva"),
    *("Keldra", "Lunna", "Morva", "Nesk", "Orra", "Pellan", "Quella", "Ravna", "Sorla", "Tarra"),
    *("Ulva", "Venna", "Wolda", "Yeska", "Zenta"),
)
END = ("march", "quay", "strand", "fold", "reach", "garth", "mede", "holt", "wyke", "moor")
LOCAL_END = ("barrow", "thorne", "stead", "minster", "lode")  # of localities, and of no school
PLACE = ("", " Green", " Hill", " Bridge", " Park", " Mill", " Lane", " Cross")
LAST_WORD = {
    "nursery": "Nursery School",
    "primary": "Primary School",
    "secondary": "High School",
    "all_through": "All-through School",
    "special": "Special School",
    "pupil_referral_unit": "Pupil Referral Unit",
    "college": "College",
}


class Dice(Random):
    """Chances drawn only from `random()`, so that no version of Python draws others."""

    def below(self, n):
        """Give a whole number from 0 to n - 1."""
        return int(self.random() * n)

    def between(self, low, high):
        """Give a whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def percent(self, chance):
        """Say yes in `chance` of a hundred."""
        return self.below(100) < chance

    def pick(self, things):
        """Give one of the things."""
        return things[self.below(len(things))]

    def order(self, things):
        """Give all of the things, in an order of chance."""
        return [
            thing for _, _, thing in sorted((self.random(), n, t) for n, t in enumerate(things))
        ]

    def day(self, start, end):
        """Give a date from start to end, both included."""
        return start + timedelta(days=self.between(0, max(0, (end - start).days)))


def clamp(value, low=0, high=100):
    """Keep a number between low and high."""
    return max(low, min(high, value))


def share(n, percent):
    """Give `percent` of n, to the nearest whole one."""
    return (n * percent + 50) // 100


def decimal(top, bottom, places):
    """Divide in whole numbers, half up, as text with so many places."""
    scale = 10**places
    units = (2 * top * scale + bottom) // (2 * bottom)
    return f"{units // scale}.{units % scale:0{places}d}" if places else str(units)


class Book:
    """All tables being written: rows by table, and the next number of each register."""

    def __init__(self):
        self.tables = {}
        self.last = {}

    def number(self, letter):
        """Give the next number with this letter: P00001."""
        self.last[letter] = self.last.get(letter, 0) + 1
        return f"{letter}{self.last[letter]:05d}"

    def add(self, table, **row):
        """Write a row and give it back, so that it can be mended until the end."""
        self.tables.setdefault(table, []).append(row)
        return row

    def save(self, folder):
        """Write every table as <table>.csv: sorted, UTF-8, one kind of newline."""
        for table, rows in self.tables.items():
            cells = [["" if v is None else str(v) for v in row.values()] for row in rows]
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                write = csv.writer(file, lineterminator="\n")
                write.writerow(rows[0])
                write.writerows(sorted(cells))


class Authority:
    """One authority while its registers are being made."""

    def __init__(self, code):
        self.code = code
        self.name, self.region, self.size, self.levels, self.gain, self.story = AUTHORITIES[code]
        self.starts = REFORMED_ON if code == SUCCESSOR else FIRST
        self.ends = REFORMED_ON - timedelta(days=1) if code in PREDECESSORS else None
        self.years = [y for y in YEARS if self.year(y)]
        self.institutions = []
        self.partnerships = []

    def dice(self, subject):
        """Give this authority's own dice for a subject: a change in one disturbs no other."""
        return Dice(f"capacity/{self.code}/{subject}")

    def year(self, y):
        """(first, last) day of school year y within this authority's life; None outside it."""
        start, end = date(2020 + y, 9, 1), date(2021 + y, 8, 31)
        if (self.ends and end > self.ends) or end < self.starts:
            return None
        return max(start, self.starts), end

    def until(self, day):
        """Give the last day of something still going on: blank, or the end of the authority."""
        return day or self.ends

    def aim(self, theme, name, y):
        """Share (per cent) this authority is to show in year y for `name`, by its theme."""
        level = int(self.levels[THEMES.index(theme)])
        spread = 12 if name == "seated" else 5
        wobble = self.dice(f"aim/{name}").between(-spread, spread)
        years_back = 5 - y
        if self.code == CHANGED and y < 5:
            # A year ago it was a level lower in most themes.
            level, wobble = max(1, level - 1), wobble - 4
        if self.code in EXEMPLARS and name == "reach":
            return 100
        return clamp(SCALE[name][level - 1] + wobble - self.gain * years_back, 0, 100)


# Institutions -------------------------------------------------------------------------------------


def school_names():
    """Give invented names, each once, in an order of chance."""
    dice = Dice("capacity/names")
    return iter(dice.order([s + e + p for p in PLACE for s in START for e in END]))


def locality_names():
    """Give invented names of localities, each once, in an order of chance."""
    return iter(Dice("capacity/localities").order([s + e for s in START for e in LOCAL_END]))


def phases(size):
    """Give how many institutions of each phase an authority of this size has."""
    counts = {
        "secondary": max(3, share(size, 17)),
        "nursery": size // 36,
        "special": size // 24 or 1,
        "pupil_referral_unit": int(size >= 30) + int(size >= 110),
        "college": int(size >= 34) + int(size >= 100),
        "all_through": int(size >= 84),
    }
    counts["primary"] = size - sum(counts.values())
    return counts


PUPILS = {
    "nursery": (40, 110),
    "primary": (90, 460),
    "secondary": (620, 1480),
    "all_through": (900, 1700),
    "special": (60, 160),
    "pupil_referral_unit": (20, 70),
    "college": (900, 3200),
}
TYPES = ("community", "community", "community", "voluntary_aided", "voluntary_controlled")


def make_institutions(book, area, names, localities, inherited):
    """Write the institutions of an authority; the reformed one takes on `inherited`, renumbered."""
    dice = area.dice("institutions")
    where = area.dice("localities")
    named = area.code not in (SPARSE, SUCCESSOR)
    towns = [next(localities) for _ in range(2 + area.size // 24)] if named else []
    need = dice.between(8, 34)  # per cent eligible for free school meals, about
    planned = [phase for phase, n in phases(area.size).items() for _ in range(n)]
    if area.code == SUCCESSOR:
        planned = [old["phase"] for old in inherited]
    for at, phase in enumerate(planned):
        pupils = dice.between(*PUPILS[phase])
        if area.code == TINY:
            pupils = pupils * 3 // 10
        kind = {
            "nursery": "nursery",
            "pupil_referral_unit": "pupil_referral_unit",
            "college": "college",
            "special": "community",
        }.get(phase) or dice.pick(TYPES)
        row = book.add(
            "institutions",
            institution_id=book.number("S"),
            name=f"{next(names)} {LAST_WORD[phase]}",
            area_code=area.code,
            phase=phase,
            institution_type=kind,
            opened_on=None,
            closed_on=area.ends,
            pupils=pupils,
            pupils_eligible_fsm=share(pupils, clamp(need + dice.between(-8, 8), 2, 60)),
            # The first towns are the largest; who is careless leaves some out.
            locality=towns[min(where.below(len(towns)), where.below(len(towns)))]
            if towns and not (area.code == CARELESS and at % 9 == 0)
            else None,
        )
        if area.code == SUCCESSOR:
            old = inherited[at]
            same = ("name", "institution_type", "pupils", "pupils_eligible_fsm", "locality")
            row.update({key: old[key] for key in same}, opened_on=REFORMED_ON)
        area.institutions.append(row)
    if area.code in (SUCCESSOR, *PREDECESSORS, TINY):
        return
    # A few primaries close, and a few schools are new.
    primaries = [row for row in area.institutions if row["phase"] == "primary"]
    for row in primaries[-(area.size // 40) :] if area.size >= 40 else []:
        row["closed_on"] = date(2021 + dice.below(4), 8, 31)
    for row in primaries[: area.size // 60]:
        row.update(opened_on=date(2021 + dice.below(4), 9, 1), institution_type="free_school")


# Partnerships and who is in them ------------------------------------------------------------------


def years_in(area):
    """institution_id -> years in which it is in any partnership at all, so that quotas are met."""
    dice = area.dice("years in")
    found = {}
    for group in (SECONDARY, PRIMARY, ("special",), ("pupil_referral_unit",), ("college",)):
        members = [row for row in area.institutions if row["phase"] in group]
        # Other phases follow the secondaries at some distance.
        less = 0 if group == SECONDARY else dice.between(2, 14)
        ranked = dice.order([row["institution_id"] for row in members])
        for y in area.years:
            wanted = clamp(area.aim("reach", "reach", y) - less)
            if group == SECONDARY and area.code in EXEMPLARS:
                wanted = 100
            if area.code == SPARSE:
                wanted = 14
            for who in ranked[: share(len(ranked), wanted)]:
                found.setdefault(who, []).append(y)
    return found


def spells(years):
    """Give runs of years on end: [0, 1, 4] -> [(0, 1), (4, 4)]."""
    runs = []
    for y in years:
        if runs and runs[-1][1] == y - 1:
            runs[-1] = (runs[-1][0], y)
        else:
            runs.append((y, y))
    return runs


def plan_partnerships(area, dice):
    """Give (kind, first year, last year or None) of each partnership the authority is to have."""
    first = area.years[0]
    count = {p: sum(row["phase"] == p for row in area.institutions) for p in PUPILS}
    schools = count["primary"] + count["secondary"]
    plan = [(CORE["secondary"], first, None)] * max(1, count["secondary"] // 9)
    plan += [(CORE["primary"], first, None)] * max(1, count["primary"] // 13)
    plan += [(CORE["special"], first, None)] * max(1, schools // 70)
    plan += [(CORE["college"], first, None)]
    if area.code == SPARSE:
        return plan[1:3]
    besides = [kind for kind in KINDS if kind not in CORE.values()]
    eager = int(area.levels[THEMES.index("reach")])
    for at in range(share(schools, 10 + 4 * eager) + 2):
        # Go through all kinds in turn from a place of chance, so that each is somewhere.
        kind = besides[(at + dice.below(3) + int(area.code)) % len(besides)]
        begins = clamp(dice.pick((0, 0, 0, 1, 2, 3, 3, 4, 5)), first, area.years[-1])
        ends = begins + dice.pick((1, 2, 3, 9, 9, 9))
        plan.append((kind, begins, ends if ends < area.years[-1] else None))
    return plan


def make_partnerships(book, area, areas_before):
    """Write partnerships and memberships so that just the schools of `years_in` are members."""
    dice = area.dice("partnerships")
    inside = years_in(area)
    by_id = {row["institution_id"]: row for row in area.institutions}
    joined = {}  # institution -> [(from year, to year, day joined, last day)] of the first kind
    kinds_of = {}
    for kind, begins, ends in plan_partnerships(area, dice):
        start, end = area.year(begins)
        started = start if begins == area.years[0] else dice.day(start, end - timedelta(days=120))
        if begins == area.years[0] and kind not in CORE.values():
            started = dice.day(start, min(end, start + timedelta(days=240)))
        over = dice.day(*area.year(ends)) if ends else None
        area.partnerships.append(
            {
                "kind": kind,
                "begins": begins,
                "last": ends if ends else area.years[-1] + 1,  # not counted in the year it ends
                "started": started,
                "ended": area.until(over),
                "members": [],
                "id": book.number("P"),
            }
        )

    def enter(partnership, who, day_in, day_out):
        row = by_id[who]
        out = min([d for d in (day_out, partnership["ended"], row["closed_on"]) if d], default=None)
        day_in = max([d for d in (day_in, partnership["started"], row["opened_on"]) if d])
        if not out or day_in < out:
            partnership["members"].append((who, day_in, out))
            kinds_of.setdefault(who, set()).add(partnership["kind"])
            return True
        return False

    # First the kind that every willing school joins, for as long as it is in any.
    for who, years in inside.items():
        phase = by_id[who]["phase"]
        core = CORE[
            "secondary"
            if phase in (*SECONDARY, "pupil_referral_unit")
            else "primary"
            if phase in PRIMARY
            else phase
        ]
        homes = [p for p in area.partnerships if p["kind"] == core]
        if not homes:
            continue
        home = min(homes, key=lambda p: len(p["members"]))
        for begins, ends in spells(years):
            start, end = area.year(begins)
            day_in = home["started"] if begins == area.years[0] else dice.day(start, end)
            day_out = None
            if ends < area.years[-1]:
                day_out = dice.day(area.year(ends + 1)[0], area.year(ends + 1)[1])
            if enter(home, who, day_in, day_out):
                joined.setdefault(who, []).append((begins, ends, day_in, day_out))

    # Then the others, from those inside at the time; the first few of each authority join most.
    for p in [p for p in area.partnerships if p["kind"] not in CORE.values()]:
        allowed, low, high, *_ = KINDS[p["kind"]]
        can = [
            (who, day_in, day_out)
            for who, terms in joined.items()
            for begins, ends, day_in, day_out in terms
            if begins <= p["begins"] <= ends and by_id[who]["phase"] in allowed
            if p["kind"] not in kinds_of[who] and by_id[who]["institution_type"] != "academy"
        ]
        keen = sorted(can, key=lambda c: -len(kinds_of[c[0]]))[: 1 + area.size // 30]
        rest = [c for c in dice.order(can) if c not in keen]
        size = dice.between(low, high)
        lucky = keen[: 1 if size <= 3 else 2] if dice.percent(70) else []
        for who, day_in, day_out in (lucky + rest)[:size]:
            late = dice.percent(25) and p["last"] > p["begins"] + 1
            day = max(p["started"], day_in)
            if late:
                start, end = area.year(p["begins"] + 1)
                day = max(day, dice.day(start, end))
            out = day_out
            if dice.percent(9) and p["last"] - p["begins"] >= 3:
                out = min(filter(None, (out, dice.day(*area.year(p["begins"] + 2)))))
            enter(p, who, day, out)
            if p["kind"] in ("multi_academy_trust", "single_academy_trust", "sponsor"):
                by_id[who]["institution_type"] = "academy"
            elif p["kind"] == "trust" and p["ended"] is None:
                by_id[who]["institution_type"] = "trust"
    cross_boundaries(area, areas_before, dice)
    area.partnerships = [p for p in area.partnerships if p["members"]]
    for p in area.partnerships:
        write_partnership(book, area, p, by_id, dice)


def cross_boundaries(area, areas_before, dice):
    """Let a few partnerships take in a school of another authority that is already in others."""
    others = [a for a in areas_before if a.region == area.region and not a.ends and a.years[0] == 0]
    wide = [
        p
        for p in area.partnerships
        if p["members"] and p["kind"] in ("multi_academy_trust", "learning_community")
    ]
    if not others or area.ends:
        return
    for p in wide:
        if not dice.percent(40):
            continue
        allowed = KINDS[p["kind"]][0]
        neighbour = dice.pick(others)
        terms = [
            (who, day_in, out)
            for q in neighbour.partnerships
            if q["kind"] in CORE.values()
            for who, day_in, out in q["members"]
            if out is None and day_in <= p["started"]
        ]
        phase = {row["institution_id"]: row for row in neighbour.institutions}
        terms = [
            t
            for t in terms
            if phase[t[0]]["phase"] in allowed and phase[t[0]]["institution_type"] != "academy"
        ]
        if terms:
            who = dice.pick(terms)[0]
            p["members"].append((who, p["started"], p["ended"]))
            if p["kind"] == "multi_academy_trust":
                phase[who]["institution_type"] = "academy"


def write_partnership(book, area, p, by_id, dice):
    """Write one partnership, its members with their roles, and the partners that are no schools."""
    _, _, _, word, objective, partner = KINDS[p["kind"]]
    lead = p["members"][0][0] if p["kind"] != "extended_school_cluster" or area.size % 4 else None
    name = by_id[p["members"][0][0]]["name"]
    for phase_word in LAST_WORD.values():
        name = name.removesuffix(phase_word)
    book.add(
        "partnerships",
        partnership_id=p["id"],
        name=f"{name.strip()} {word}",
        kind=p["kind"],
        area_code=area.code,
        lead_institution_id=lead,
        started_on=p["started"],
        ended_on=p["ended"],
        objective=objective if isinstance(objective, str) else dice.pick(objective),
    )

    def member(who, partner, partner_kind, role, joined, left):
        book.add(
            "memberships",
            partnership_id=p["id"],
            institution_id=who,
            partner=partner,
            partner_kind=partner_kind,
            role=role,
            joined_on=joined,
            left_on=left,
        )

    for who, joined, left in p["members"]:
        associate = who != lead and dice.percent(6)
        member(
            who,
            None,
            None,
            "lead" if who == lead else "associate" if associate else "member",
            joined,
            left,
        )
    if partner and area.code != SPARSE:
        title = dice.pick(PARTNERS[partner]).format(REGIONS[area.region])
        role = "member" if partner in ("police", "employer", "council") else "associate"
        member(None, title, partner, role, p["started"], p["ended"])


def at_end(p, y, area):
    """Whether partnership p is at work on the last day of school year y."""
    end = area.year(y)[1]
    return p["started"] <= end and (not p["ended"] or p["ended"] >= end)


def keep_share(area, dice, aim, open_one, close_one):
    """Year by year, open or close something for partnerships so that `aim(y)` per cent have it.

    open_one(p, start, end) and close_one(p, start, end) write it within the dates given.
    """
    having = set()
    for y in area.years:
        start, end = area.year(y)
        active = [p for p in area.partnerships if at_end(p, y, area)]
        having &= {p["id"] for p in active}
        wanted = share(len(active), aim(y))
        for p in dice.order([p for p in active if p["id"] not in having])[
            : max(0, wanted - len(having))
        ]:
            open_one(p, max(start, p["started"]), end)
            having.add(p["id"])
        for p in dice.order([p for p in active if p["id"] in having])[
            : max(0, len(having) - wanted)
        ]:
            close_one(p, start, end)
            having.discard(p["id"])


def make_agreements(book, area):
    """Write agreements: the aimed share of partnerships has one that holds at each year's end."""
    dice = area.dice("agreements")
    current = {}

    def sign(p, start, end):
        signed = p["signed"] = min(dice.day(start, end), end - timedelta(days=30))
        signed = p["signed"] = max(signed, start)
        current[p["id"]] = book.add(
            "agreements",
            agreement_id=book.number("A"),
            partnership_id=p["id"],
            signed_on=signed,
            ends_on=p["ended"],
            covers=dice.pick(
                ("aims, money and ending", "aims and governance", "aims, risks and review")
            ),
        )

    def lapse(p, start, end):
        current[p["id"]]["ends_on"] = max(dice.day(start, end), p["signed"] + timedelta(days=60))

    keep_share(area, dice, lambda y: area.aim("reach", "agreement", y), sign, lapse)


def make_reviews(book, area):
    """Write reviews within each year of the aimed share, none before the agreement."""
    dice = area.dice("reviews")
    for y in area.years:
        start, end = area.year(y)
        active = [p for p in area.partnerships if at_end(p, y, area)]
        ready = [
            p
            for p in active
            if p["started"] <= end - timedelta(days=60)
            and (not p.get("signed") or p["signed"] <= end - timedelta(days=45))
        ]
        wanted = share(len(active), area.aim("challenge_support", "reviewed", y))
        for p in dice.order(ready)[:wanted]:
            earliest = max(start, p["started"], p.get("signed") or start) + timedelta(days=15)
            book.add(
                "reviews",
                review_id=book.number("R"),
                partnership_id=p["id"],
                # Some write their yearly report on the last day of the year.
                reviewed_on=end if dice.percent(20) else dice.day(earliest, end),
                what_was_done=dice.pick(DONE),
                how_effective=dice.pick(EFFECT),
                what_next=dice.pick(NEXT),
                costs_and_benefits="yes"
                if dice.percent(area.aim("challenge_support", "costed", y))
                else "no",
            )


def make_functions(book, area):
    """Write the functions that partnerships carry out: more where devolution is stronger."""
    dice = area.dice("functions")
    level = int(area.levels[THEMES.index("devolution")])
    passed = dice.order(FUNCTIONS)[: clamp(level + dice.between(-1, 1), 1, 5)]
    for at, function in enumerate(passed):
        able = [p for p in area.partnerships if p["kind"] in CORE.values()]
        for p in dice.order(able)[: dice.between(1, 3)]:
            # One function at first, another about every year after.
            since = p["started"] + timedelta(days=330 * at + dice.below(200))
            if since < (p["ended"] or LAST):
                book.add(
                    "functions",
                    partnership_id=p["id"],
                    function=function,
                    devolved_on=since,
                    ended_on=p["ended"],
                )


def make_funding(book, area):
    """Write funding lines by financial year, with the aimed share of all the money devolved."""
    dice = area.dice("funding")
    level = int(area.levels[THEMES.index("devolution")])
    funded = [p for p in area.partnerships if p["kind"] in CORE.values() or dice.percent(40)]
    for p in funded:
        p["streams"] = dice.order(STREAMS)[:2]
        # Grants run for three years; fewer of them end in 2027 where devolution is strong.
        p["term"] = 2027 if dice.percent(60 - 14 * level) else dice.pick((2028, 2029))
        p["rests"] = area.code == GRANT_ENDS and dice.percent(92)
        p["sum"] = dice.between(12, 90) * 1000 + len(p["members"]) * 1500
    for fy in range(7):
        start, end = date(2020 + fy, 4, 1), date(2021 + fy, 3, 31)
        if (area.ends and start > area.ends) or end < area.starts:
            continue
        paid = [
            p for p in funded if p["started"] <= end and not (p["ended"] and p["ended"] < start)
        ]
        aim = area.aim("devolution", "devolved", min(5, fy))

        def line(p, route, budget, purpose, start=start, end=end, fy=fy):
            outturn = None if fy == 6 else share(budget, dice.between(88, 100))
            stream = dice.pick(p["streams"]) if p else "authority_budget"
            ends = None
            if p and p["rests"]:
                stream, ends = "school_development_grant", date(2027, 3, 31)
            elif stream not in ("authority_budget", "dedicated_schools_grant"):
                ends = date(next(y for y in range(p["term"] - 9, 2031, 3) if y >= end.year), 3, 31)
            return book.add(
                "funding",
                line_id=book.number("F"),
                area_code=area.code,
                partnership_id=p["id"] if p else None,
                period_start=start,
                period_end=end,
                stream=stream,
                purpose=purpose,
                route=route,
                budget=budget,
                outturn=outturn,
                grant_ends_on=ends,
            )

        total = sum(p["sum"] for p in paid)
        for p in paid:
            money = p["sum"] * (100 + 2 * fy) // 100
            passed = share(money, clamp(aim + dice.between(-6, 6), 0, 95))
            given = share(money - passed, dice.between(5, 25))
            purpose = dice.pick(
                ("leadership", "programmes", "programmes", "professional_development")
            )
            if passed >= 500:
                line(p, "devolved", passed // 10 * 10, purpose)
            if given >= 3000:
                line(p, "delegated", given // 10 * 10, "programmes")
            else:
                given = 0
            kept = line(p, "retained", (money - passed - given) // 10 * 10, "administration")
            p.setdefault("lines", []).append((start, kept["line_id"]))
        if total:
            line(None, "retained", share(total, 6), "improvement")


def make_posts(book, area):
    """Write coordinator posts: the aimed share of partnerships has one at each year's end."""
    dice = area.dice("posts")
    current, filled = {}, []

    def fill(p, start, end):
        current[p["id"]] = []
        for post in ("leadership", "administration")[: 1 + int(dice.percent(45))]:
            if dice.percent(30) and not current[p["id"]]:
                post = "administration"
            fte = dice.pick((10, 20, 20, 40, 50, 60, 80, 100))  # hundredths
            payer = dice.pick(("authority", "authority", "grant", "partnership", "school"))
            if area.code == GRANT_ENDS and dice.percent(70):
                payer = "grant"
            yearly = 52000 if post == "leadership" else 29000
            filled.append(
                book.add(
                    "posts",
                    post_id=book.number("C"),
                    partnership_id=p["id"],
                    post=post,
                    fte=decimal(fte, 100, 1),
                    paid_by=payer,
                    annual_cost=yearly * fte // 100,
                    started_on=dice.day(start, end - timedelta(days=10)) if start < end else start,
                    ended_on=p["ended"],
                    funding_line_id=None,
                )
            )
            current[p["id"]].append(filled[-1])
            if post == "administration":
                break

    def empty(p, start, end):
        for row in current[p["id"]]:
            row["ended_on"] = max(dice.day(start, end), row["started_on"] + timedelta(days=40))

    keep_share(area, dice, lambda y: area.aim("practical_help", "posts", y), fill, empty)
    lines = {p["id"]: p.get("lines", []) for p in area.partnerships}
    for row in filled:
        if row["paid_by"] in ("authority", "grant"):
            over = row["ended_on"] or LAST
            paying = [line for since, line in lines[row["partnership_id"]] if since <= over]
            row["funding_line_id"] = paying[-1] if paying else None


def make_priorities(book, area):
    """Write two plans' priorities, and the partnerships that lead or serve the aimed share."""
    dice = area.dice("priorities")
    plans = [
        (date(2020, 4, 1), date(2023, 3, 31), 1),
        (date(2023, 4, 1), date(2027, 3, 31), 5),
    ]
    if area.code == SUCCESSOR:
        plans = [(REFORMED_ON, date(2027, 3, 31), 5)]
    if area.code == SPARSE:
        plans = plans[1:]
    for start, end, y in plans:
        end = min(end, area.ends or end)
        y = min(y, area.years[-1])
        titles = dice.order(PRIORITIES)[: 3 if area.code == SPARSE else dice.between(6, 12)]
        priorities = [
            book.add(
                "priorities",
                priority_id=book.number("Y"),
                area_code=area.code,
                title=title,
                plan_start=start,
                plan_end=end,
            )["priority_id"]
            for title in titles
        ]
        if area.code in (UNSERVED, SPARSE):
            continue
        active = [p for p in area.partnerships if at_end(p, y, area)]
        # Those that have been at work the longest serve first.
        active.sort(key=lambda p: (p["begins"], p["id"]))
        serving = active[: share(len(active), area.aim("vision", "serving", y)) or 1]
        roles = {}
        for at, priority in enumerate(
            priorities[: share(len(titles), area.aim("vision", "led", y))]
        ):
            roles[priority, serving[at % len(serving)]["id"]] = "leads"
        for p in serving:
            for priority in dice.order(priorities)[: dice.between(1, 2)]:
                roles.setdefault((priority, p["id"]), "contributes")
        for (priority, partnership), role in roles.items():
            book.add(
                "priority_partnerships",
                priority_id=priority,
                partnership_id=partnership,
                role=role,
            )


# Voice --------------------------------------------------------------------------------------------

SECTORS = ("authority", "primary", "secondary", "governor", "other", "special", "college")


def make_forums(book, area):
    """Write forums, seats and attendance: partnership leaders sit on the aimed share of six."""
    dice = area.dice("forums")
    if area.code == SPARSE:
        return
    ranked = dice.order(list(AREA_TITLES))
    seated_from = {
        policy: next((y for y in area.years if at < share(6, area.aim("voice", "seated", y))), None)
        for at, policy in enumerate(ranked)
    }
    homes = [p for p in area.partnerships if p["kind"] in CORE.values()]
    for policy, title in AREA_TITLES.items():
        if seated_from[policy] is None and dice.percent(25) and policy != "schools_forum":
            continue  # a forum this authority does not have
        forum = book.number("G")
        book.add(
            "forums",
            forum_id=forum,
            area_code=area.code,
            name=title,
            policy_area=policy,
            established_on=area.starts,
            ended_on=area.ends,
        )
        seats = [(sector, None, area.starts) for sector in SECTORS[: dice.between(4, 6)]]
        if seated_from[policy] is not None:
            start, end = area.year(seated_from[policy])
            since = start if seated_from[policy] == area.years[0] else dice.day(start, end)
            chairs = dice.order(homes)[: dice.between(1, 2)]
            seats += [("partnership_leader", p["id"], max(since, p["started"])) for p in chairs]
        for sector, partnership, since in seats:
            seat = book.number("H")
            book.add(
                "seats",
                seat_id=seat,
                forum_id=forum,
                sector=sector,
                partnership_id=partnership,
                started_on=since,
                ended_on=area.ends,
            )
            for y in area.years:
                chance = area.aim("voice", "attended", y)
                for month in (11, 3, 6):
                    met = date(2020 + y + (month < 9), month, 4 + int(forum[-2:]) % 20)
                    if since <= met:
                        come = chance if sector == "partnership_leader" else 82
                        book.add(
                            "attendance",
                            seat_id=seat,
                            met_on=met,
                            attended="yes" if dice.percent(come) else "no",
                        )


# Autonomy, challenge, intervention ----------------------------------------------------------------


def make_status_changes(book, area):
    """Write proposals: those that made the academies and trusts of today, and others besides."""
    dice = area.dice("status")
    change_of = {
        "multi_academy_trust": "academy",
        "single_academy_trust": "academy",
        "sponsor": "academy",
        "trust": "trust",
    }
    home = {row["institution_id"] for row in area.institutions}
    found = []
    for p in area.partnerships:
        if p["kind"] in change_of:
            for who, joined, _ in p["members"]:
                if who in home and joined >= area.starts + timedelta(days=200):
                    proposed = joined - timedelta(days=dice.between(150, 195))
                    found.append((proposed, who, change_of[p["kind"]], joined))
    taken = {who for _, who, _, _ in found}
    if area.code != SPARSE:
        free = [
            row
            for row in area.institutions
            if row["phase"] in ("primary", *SECONDARY)
            and row["institution_type"] in TYPES
            and row["institution_id"] not in taken
            and not row["opened_on"]
        ]
        for y in area.years:
            for row in dice.order(free)[: max(1, area.size // 40)]:
                free.remove(row)
                proposed = dice.day(*area.year(y))
                change = dice.pick(("foundation", "foundation", "trust"))
                done = proposed + timedelta(days=dice.between(150, 260))
                closes = area.ends or row["closed_on"] or LAST
                if dice.percent(60) and done <= min(closes, LAST):
                    row["institution_type"] = change
                else:
                    done = None
                found.append((proposed, row["institution_id"], change, done))
    found.sort(key=lambda f: (f[0], f[1]))
    stands, invited = {}, {}
    for proposed, who, change, done in found:
        y = clamp((proposed - FIRST).days // 365, area.years[0], 5)
        # A running quota, so that small authorities too come out near what they aim at.
        stands[None] = stands.get(None, 50) + area.aim("autonomy", "stance", y)
        supported = stands[None] >= 100
        stands[None] -= 100 * supported
        stance = (
            "supported"
            if supported
            else dice.pick(
                ("neutral", "neutral", "opposed")
                + ("referred_to_adjudicator",) * (change == "trust")
            )
        )
        waited = dice.between(10, 50) if supported else dice.between(30, 130)
        given = proposed + timedelta(days=waited)
        if given > (area.ends or LAST):
            stance = given = None
        ask = None
        if change == "trust":
            invited[None] = invited.get(None, 50) + area.aim("autonomy", "invited", y)
            ask = "yes" if invited[None] >= 100 else "no"
            invited[None] -= 100 * (ask == "yes")
        book.add(
            "status_changes",
            change_id=book.number("X"),
            institution_id=who,
            change=change,
            proposed_on=proposed,
            stance=stance,
            stance_on=given,
            completed_on=done,
            authority_invited=ask,
        )


def make_problems(book, area):
    """Write problems raised in each year; the aimed share is resolved within the agreed days."""
    dice = area.dice("problems")
    if area.code == SPARSE:
        return
    for y in area.years:
        start, end = area.year(y)
        active = [p for p in area.partnerships if at_end(p, y, area)]
        raised = dice.order(active * 2)[: max(3, len(active) * 6 // 10)]
        in_time = share(len(raised), area.aim("challenge_support", "in_time", y))
        for at, p in enumerate(raised):
            on = dice.day(max(start, p["started"]), max(p["started"], end - timedelta(days=75)))
            agreed = dice.pick((20, 30, 30, 45, 60))
            resolved = on + timedelta(days=dice.between(4, agreed))
            if at >= in_time:
                resolved = on + timedelta(days=agreed + dice.between(8, 150))
                if dice.percent(35):
                    resolved = None
            if resolved and resolved > (area.ends or LAST):
                resolved = None
            book.add(
                "problems",
                problem_id=book.number("Q"),
                partnership_id=p["id"],
                problem=dice.pick(PROBLEMS),
                raised_on=on,
                agreed_days=agreed,
                resolved_on=resolved,
            )


def make_concerns(book, area):
    """Write agreements on concern, made beforehand with the aimed share, and interventions."""
    dice = area.dice("concerns")
    if area.code == SPARSE:
        return
    schools = [
        row
        for row in area.institutions
        if row["phase"] in (*SECONDARY, "primary", "special") and not row["opened_on"]
    ]
    if area.code == SUCCESSOR:
        schools = [row for row in area.institutions if row["phase"] in (*SECONDARY, "primary")]
    secondaries = dice.order([row for row in schools if row["phase"] in SECONDARY])
    agreed = {}

    def agree(row, day):
        agreed[row["institution_id"]] = day
        book.add(
            "concern_agreements",
            agreement_id=book.number("B"),
            institution_id=row["institution_id"],
            agreed_on=day,
            ends_on=area.ends,
        )

    for y in area.years:
        start, end = area.year(y)
        wanted = share(len(secondaries), area.aim("intervention", "covered", y))
        for row in secondaries[:wanted]:
            if row["institution_id"] not in agreed:
                agree(row, dice.day(start, end - timedelta(days=60)))
    for row in [row for row in schools if row["phase"] == "primary"]:
        if not row["closed_on"] and dice.percent(
            area.aim("intervention", "covered", area.years[-1]) // 2
        ):
            agree(row, dice.day(area.starts, area.year(area.years[-1])[1]))
    troubled = dice.order(schools)[: max(1, len(schools) * 7 // 100)]
    troubled += dice.order(secondaries)[: len(secondaries) // 9 + 1]
    kinds = (
        *("notice_to_improve", "notice_to_improve", "special_measures", "special_measures"),
        *("warning_notice", "interim_board", "additional_governors"),
    )
    members = {}
    for p in area.partnerships:
        for who, joined, left in p["members"]:
            members.setdefault(who, []).append((p["id"], joined, left))
    level = int(area.levels[THEMES.index("intervention")])
    seen = set()
    for row in troubled:
        who = row["institution_id"]
        if who in seen or (row["closed_on"] and not area.ends):
            continue
        seen.add(who)
        on = dice.day(*area.year(dice.pick(area.years)))
        if who in agreed and agreed[who] >= on:
            on = min(LAST - timedelta(days=30), agreed[who] + timedelta(days=dice.between(60, 200)))
        if area.ends and on >= area.ends - timedelta(days=60):
            on = area.ends - timedelta(days=dice.between(60, 200))
            if who in agreed and agreed[who] >= on:
                continue
        ended = on + timedelta(days=dice.between(150, 800))
        before = who in agreed and agreed[who] < on
        helping = [pid for pid, joined, left in members.get(who, []) if joined <= on and not left]
        book.add(
            "interventions",
            intervention_id=book.number("N"),
            institution_id=who,
            intervention=dice.pick(kinds),
            concern_on=on,
            ended_on=ended if ended <= (area.ends or LAST) else area.ends,
            supporting_partnership_id=dice.pick(helping)
            if helping and dice.percent(20 + 17 * level)
            else None,
            followed_agreement=("yes" if dice.percent(40 + 14 * level) else "no")
            if before
            else None,
        )
        late = on + timedelta(days=dice.between(30, 90))
        if who not in agreed and dice.percent(50) and late <= (area.ends or LAST):
            agree(row, late)


# Leaders' survey ----------------------------------------------------------------------------------


def make_survey(book, area):
    """Write invitations and answers in three waves; the aimed share of valued help is received."""
    dice = area.dice("survey")
    if area.code == SPARSE:
        return
    for y, wave in WAVES.items():
        if y not in area.years:
            continue
        open_at = [r for r in area.institutions if not (r["closed_on"] and r["closed_on"] < wave)]
        count = {phase: sum(r["phase"] == phase for r in open_at) for phase in PUPILS}
        groups = [
            ("headteacher", "secondary", count["secondary"]),
            ("headteacher", "primary", count["primary"] * 38 // 100),
            ("headteacher", "special", count["special"]),
            ("headteacher", "all_through", count["all_through"]),
            ("partnership_leader", "secondary", max(2, len(area.partnerships) // 4)),
            ("principal", "college", count["college"]),
        ]
        answers = []
        for role, phase, invited in groups:
            if invited:
                book.add(
                    "survey_invitations",
                    wave=wave,
                    area_code=area.code,
                    role=role,
                    phase=phase,
                    invited=invited,
                )
                rate = dice.between(32, 82)
                answers += [(role, phase)] * (share(invited, rate) or 1)
        for theme in THEMES:
            valued_by = share(len(answers), dice.between(68, 94))
            who = dice.order(range(len(answers)))
            valued, others = who[:valued_by], who[valued_by:]
            received = set(valued[: share(valued_by, area.aim(theme, "survey", y))])
            received |= {at for at in others if dice.percent(30)}
            skipped = {at for at in who if dice.percent(3)}
            for at, (role, phase) in enumerate(answers):
                lacking = at not in received
                said = at not in skipped
                book.add(
                    "survey_answers",
                    wave=wave,
                    area_code=area.code,
                    respondent=at + 1,
                    role=role,
                    phase=phase,
                    item=theme,
                    valued=("no", "yes")[at in valued] if said else None,
                    received=("yes", "no")[lacking] if said else None,
                    barrier=("no", "yes")[dice.percent(46 if lacking else 14)] if said else None,
                )


# Partners' scores ---------------------------------------------------------------------------------

CHECKLIST = (
    "reason", "purpose", "added_value", "commitment", "decisions", "trust", "performance", "money",
    "risk", "ending", "public", "learning",
)  # fmt: skip
SCORING = {"schools": 6, "colleges": 2, "police": 1, "health": 1, "authority": 2}
SCORED_ON = date(2026, 6, 19)


def make_partner_scores(book, area):
    """Write how each kind of partner scores the checklist: alike, but for one that differs."""
    dice = area.dice("partner_scores")
    if area.code == SPARSE or area.ends:
        return
    apart = (dice.pick(CHECKLIST), dice.pick(("police", "health", "colleges")))
    for item in CHECKLIST:
        common = 3 if item == apart[0] else dice.between(2, 3)
        for partner, answers in SCORING.items():
            lower = 2 if (item, partner) == apart else int(dice.percent(3))
            for respondent in range(1, answers + 1):
                book.add(
                    "partner_scores",
                    scored_on=SCORED_ON,
                    area_code=area.code,
                    partner=partner,
                    respondent=respondent,
                    item=item,
                    score=clamp(common - lower + dice.pick((0, 0, 0, 1)), 1, 4),
                )


# Evidence and outcomes ----------------------------------------------------------------------------

SHOWS = {
    "vision": "The plan names partnerships as the way to deliver",
    "practical_help": "Coordinators' yearly summary of help given",
    "autonomy": "Minutes record support for a school's change of status",
    "devolution": "The scheme by which money passes to partnerships",
    "voice": "Terms of reference give partnership leaders a seat",
    "challenge_support": "A log of problems raised and how they ended",
    "intervention": "A protocol agreed with head teachers",
    "reach": "A map of who is in which partnership",
}


def make_evidence(book, area):
    """Write evidence items: more where a theme is strong, and with links to nowhere real."""
    dice, claims = area.dice("evidence"), area.dice("practice")
    for theme, level in zip(THEMES, area.levels, strict=True):
        for _ in range(0 if area.code == SPARSE else dice.below(int(level) + 1)):
            item = book.number("E")
            claim = claims.below(100)
            book.add(
                "evidence",
                evidence_id=item,
                area_code=area.code,
                theme=theme,
                shows=SHOWS[theme],
                dated_on=dice.day(area.starts, area.ends or LAST),
                link=f"https://demonstration.example/{area.code}/{item}"
                if dice.percent(60)
                else None,
                practice="innovative" if claim < 3 else "routine" if claim < 60 else None,
            )


def add_outcome(known, area, measure, y, top, bottom, per=100, places=1):
    """Keep one true figure (counted, counted out of) of an authority, before any is hidden."""
    known[area.code, measure, y] = (top, bottom, per, places)


def make_school_outcomes(book, area, known):
    """Write persistent absence and Attainment 8 of each school; the authority is their sum."""
    dice = area.dice("school outcomes")
    absence, change = dice.between(118, 172), dice.between(-5, 2)  # per thousand
    score, gain = dice.between(436, 505), dice.between(-1, 3)  # tenths of a point
    sums = {}
    for row in area.institutions:
        if row["phase"] in ("nursery", "college"):
            continue
        own, own_score = dice.between(-45, 45), dice.between(-52, 52)
        secondary = row["phase"] in SECONDARY
        if secondary:
            own += 55
        elif row["phase"] in ("special", "pupil_referral_unit"):
            own += 110
        own += row["pupils_eligible_fsm"] * 60 // row["pupils"] - 10
        for y in YEARS:
            if not area.year(y) or (row["closed_on"] and row["closed_on"] < area.year(y)[1]):
                continue
            if row["opened_on"] and row["opened_on"] >= area.year(y)[1] - timedelta(days=60):
                continue
            slope = change * y
            if area.code == RISING_ABSENCE:
                slope = 19 * y
            elif area.code == IMPROVING:
                slope = -9 * y
            pupils = row["pupils"] * (97 + y + dice.below(3)) // 100
            rate = clamp(absence + own + slope + dice.between(-9, 9), 12, 620)
            figures = [("persistent_absence", pupils * rate // 1000, pupils, 100)]
            if secondary:
                cohort = max(20, pupils // (6 if row["phase"] == "secondary" else 9))
                rise = 5 * y if area.code == IMPROVING else gain * y
                points = cohort * (score + own_score + rise + dice.between(-8, 8)) // 10
                figures.append(("attainment_8", points, cohort, 1))
            for measure, top, bottom, per in figures:
                hidden = measure == "persistent_absence" and 1 <= top <= 5
                book.add(
                    "school_outcomes",
                    institution_id=row["institution_id"],
                    measure=measure,
                    period_end=date(2021 + y, 8, 31),
                    numerator="c" if hidden else top,
                    denominator=bottom,
                    value="c" if hidden else decimal(top * per, bottom, 1),
                )
                names = [measure]
                if secondary and measure == "persistent_absence":
                    names.append("secondary_persistent_absence")
                for name in names:
                    before = sums.get((name, y), (0, 0))
                    sums[name, y] = (before[0] + top, before[1] + bottom)
    for (measure, y), (top, bottom) in sums.items():
        add_outcome(known, area, measure, y, top, bottom, 1 if measure == "attainment_8" else 100)


def make_area_outcomes(area, known):
    """Make the other outcomes of an authority from its size and its own luck."""
    dice, beside = area.dice("area outcomes"), area.dice("outcomes beside them")
    special_needs, gap_at_2, in_both = (
        beside.between(*span) for span in ((240, 370), (130, 250), (560, 700))
    )
    secondary = [r for r in area.institutions if r["phase"] in SECONDARY]
    older = sum(r["pupils"] for r in secondary)
    poor = sum(r["pupils_eligible_fsm"] for r in secondary)
    level_3, gap, taking_part = dice.between(520, 640), dice.between(190, 270), 935
    taking_part += dice.between(-22, 28)
    excluded, suspended = dice.between(50, 130), dice.between(36, 78)
    for y in YEARS:
        if not area.year(y):
            continue
        pupils = sum(
            r["pupils"] * (98 + y // 2) // 100
            for r in area.institutions
            if r["phase"] != "college"
            and not (r["closed_on"] and r["closed_on"] < area.year(y)[1])
            and not (r["opened_on"] and r["opened_on"] > area.year(y)[1])
        )
        known[area.code, "pupils_on_roll", y] = (pupils, None, 1, 0)
        lost = pupils * clamp(excluded - 2 * y + dice.between(-14, 14), 20, 200) // 100000
        add_outcome(known, area, "permanent_exclusions", y, lost, pupils, places=2)
        suspensions = pupils * (suspended + dice.between(-4, 4)) // 1000
        add_outcome(known, area, "suspensions", y, suspensions, pupils, places=2)
        cohort = older // 6 * (98 + y) // 100
        needy = cohort * poor // older
        with_needs = cohort * 15 // 100
        needs = special_needs + beside.between(-18, 18)
        rate = level_3 + 3 * y + dice.between(-8, 8) + (9 * y if area.code == IMPROVING else 0)
        for group, size, per_mille in (
            ("fsm", needy, rate - gap * 4 // 5),
            ("not_fsm", cohort - needy, rate + gap // 5),
            ("sen", with_needs, rate - needs * 17 // 20),
            ("not_sen", cohort - with_needs, rate + needs * 3 // 20),
        ):
            add_outcome(known, area, f"level_3_by_19_{group}", y, size * per_mille // 1000, size)
        top = sum(known[area.code, f"level_3_by_19_{g}", y][0] for g in ("fsm", "not_fsm"))
        add_outcome(known, area, "level_3_by_19", y, top, cohort)
        at_2 = cohort * clamp(rate + 240 + dice.between(-9, 9), 0, 960) // 1000
        add_outcome(known, area, "level_2_by_19", y, at_2, cohort)
        behind = gap_at_2 - 3 * y + beside.between(-12, 12)
        poor_at_2 = needy * (1000 * at_2 // cohort - behind * 4 // 5) // 1000
        add_outcome(known, area, "level_2_by_19_fsm", y, poor_at_2, needy)
        add_outcome(known, area, "level_2_by_19_not_fsm", y, at_2 - poor_at_2, cohort - needy)
        passed = cohort * (in_both + 4 * y + beside.between(-9, 9)) // 1000
        add_outcome(known, area, "english_and_maths_at_16", y, passed, cohort)
        young = cohort * 2
        steady = taking_part + y + dice.between(-5, 5)
        if area.code == FALLING:
            steady = 949 - 19 * y
        learning = young * steady // 1000
        add_outcome(known, area, "participation_16_17", y, learning, young)
        out = young * (980 - steady) // 1000
        add_outcome(known, area, "not_in_education_16_17", y, max(0, out), young)
    maintained = [
        r
        for r in area.institutions
        if r["institution_type"] not in ("academy", "free_school", "college")
    ]
    blocks = {"schools": 5100, "high_needs": 900, "early_years": 420, "central": 60}
    blocks["central"] += dice.between(-30, 60)
    strained = dice.between(4, 18)
    for fy in YEARS:
        end = date(2021 + fy, 3, 31)
        if (area.ends and end > area.ends) or end < area.starts:
            continue
        short = share(len(maintained), clamp(strained + fy + dice.between(-3, 3), 0))
        add_outcome(known, area, "maintained_schools_in_deficit", fy, short, len(maintained))
        pupils = sum(r["pupils"] for r in area.institutions if r["phase"] != "college")
        total = 0
        for block, each in blocks.items():
            amount = pupils * each * (100 + 3 * fy + dice.below(2)) // 100
            known[area.code, f"dsg_{block}_block", fy] = (amount, None, 1, 0)
            total += amount
        known[area.code, "dsg_total", fy] = (total, None, 1, 0)


FINANCIAL = ("maintained_schools_in_deficit", "dsg_")
# Figures never returned to the publisher: authority, measure, year.
NOT_RETURNED = {
    ("005", "level_3_by_19_sen", 4),
    ("005", "level_3_by_19_not_sen", 4),
    ("005", "participation_16_17", 5),
    ("005", "not_in_education_16_17", 5),
    ("011", "suspensions", 2),
    ("017", "participation_16_17", 1),
    ("023", "persistent_absence", 0),
}


def make_outcomes(book, areas, known):
    """Write outcomes; a region and the country are sums of what is known; small groups hidden."""
    for key in NOT_RETURNED:
        known.pop(key, None)
    region_of = {a.code: a.region for a in areas}
    sums = {}
    for (code, measure, y), (top, bottom, per, places) in known.items():
        for wider in (region_of[code], COUNTRY[0]):
            was = sums.get((wider, measure, y), (0, 0))
            both = (was[0] + top, None if bottom is None else was[1] + bottom, per, places)
            sums[wider, measure, y] = both
    hidden = set()
    pairs = [
        (f"{level}_by_19_{group}", f"{level}_by_19_not_{group}")
        for level, group in (("level_3", "fsm"), ("level_3", "sen"), ("level_2", "fsm"))
    ]
    pair_of = {measure: pair for pair in pairs for measure in pair}
    for code, measure, y in known:
        # The groups are hidden in pairs: the whole less one group would give the other.
        if measure in pair_of and known[code, measure, y][1] < 40:
            hidden |= {(code, one, y) for one in pair_of[measure]}
    for y in YEARS:
        for measure in pair_of:
            for region in REGIONS:
                within = [k for k in known if k[1:] == (measure, y) and region_of[k[0]] == region]
                if sum(k in hidden for k in within) == 1:
                    # One alone could be worked out from the region: hide the next smallest too.
                    rest = [k for k in within if k not in hidden]
                    hidden.add(min(rest, key=lambda k: (known[k][1], k)))
    for y in YEARS:
        for one, other in pairs:
            for a in areas:
                if {(a.code, one, y), (a.code, other, y)} & hidden:
                    hidden |= {(a.code, one, y), (a.code, other, y)}
    every = {**known, **sums}
    for code, measure, y in NOT_RETURNED:
        every[code, measure, y] = None
    for (code, measure, y), figure in every.items():
        money = measure.startswith(FINANCIAL)
        status = "provisional" if y == 5 else "revised" if y == 4 else "final"
        cells = {"numerator": "x", "denominator": "x", "value": "x"}
        if (code, measure, y) in hidden:
            cells = {"numerator": "c", "denominator": "c", "value": "c"}
        elif figure:
            top, bottom, per, places = figure
            cells = {
                "numerator": top,
                "denominator": "z" if bottom is None else bottom,
                "value": top if bottom is None else decimal(top * per, bottom, places),
            }
        book.add(
            "outcomes",
            area_code=code,
            measure=measure,
            period_start=date(2020 + y, 4, 1) if money else date(2020 + y, 9, 1),
            period_end=date(2021 + y, 3, 31) if money else date(2021 + y, 8, 31),
            period_type="financial_year" if money else "academic_year",
            period_status="outturn" if money else status,
            **cells,
        )
    return sums


# What is being done where a theme is weak, and what the next steps are.
THEME_ACTIONS = {
    "vision": "Priorities are shared out among partnerships",
    "practical_help": "Each partnership is offered a paid coordinator",
    "autonomy": "A named officer answers each proposal to change status",
    "devolution": "Money for behaviour support passes to partnerships",
    "voice": "Leaders of partnerships take seats on each policy forum",
    "challenge_support": "Each partnership is reviewed every year",
    "intervention": "Agreements on concern are made with every secondary school",
    "reach": "Secondaries outside any partnership are invited to join one",
}
MILESTONES = "Agreed with head teachers; first review after a year; second review before it ends"
SEEN = (
    "Better in each year since it began; the plan and its costs are published for others",
    "Schools that took part did better than before; a guide for others is published",
    "The gain held for two years; other authorities have visited",
)


def make_theme_actions(book, area):
    """Write an action for most themes at the lowest level; some are past their day."""
    dice = area.dice("theme actions")
    for theme, level in zip(THEMES, area.levels, strict=True):
        if level != "1" or not dice.percent(70):
            continue
        started = dice.day(date(2024, 9, 1), date(2025, 12, 31))
        book.add(
            "actions",
            action_id=book.number("D"),
            area_code=area.code,
            action=THEME_ACTIONS[theme],
            outcome=None,
            owner_role="director of children's services",
            started_on=min(started, area.ends or started),
            due_on=area.ends or date(*((2026, 6, 30) if dice.percent(20) else (2027, 8, 31))),
            status="done" if area.ends else "under_way",
            theme=theme,
            milestones=MILESTONES,
            seen=None,
            target=None,
        )


def make_actions(book, areas, known, sums):
    """Write actions where an outcome is worse than the country's or worsens, but for two stories.

    Most concerns are known and acted on; FALLING and SPARSE have none for theirs, and three
    actions, two of them for a theme, are past their day.
    """
    figures = {**known, **sums}

    def level(code, measures, y):
        """Give the figure in millionths, or the gap between two; None where it is not known."""
        cells = [figures.get((code, measure, y)) for measure in measures]
        if not all(cells):
            return None
        shares = [cell[0] * 1_000_000 // cell[1] for cell in cells]
        return shares[0] - sum(shares[1:])

    def target(indicator, now, whole):
        """Give what an action aims at: half-way to the country's figure, in the figure's unit."""
        times = 1 if indicator == "attainment_8" else 100
        return f"{(now + whole) * times / 2_000_000:.{2 if times * now < 2_000_000 else 1}f}"

    for area in areas:
        if area.code == SPARSE:
            continue
        dice, seen = area.dice("actions"), area.dice("seen")
        make_theme_actions(book, area)
        for indicator, (measures, high_is_good, action) in OUTCOMES.items():
            sign = 1 if high_is_good else -1
            whole = level(COUNTRY[0], measures, area.years[-1])
            now, then = (level(area.code, measures, area.years[at]) for at in (-1, 0))
            if now is None or (area.code == FALLING and indicator == "participation_16_17"):
                continue
            worse = sign * now < sign * whole or (then and sign * now < sign * then)
            if not worse and not dice.percent(25):
                continue
            started = dice.day(area.starts, date(2023, 6, 30))
            story = area.code == RISING_ABSENCE and indicator == "persistent_absence"
            if story or area.code == SUCCESSOR:
                started = dice.day(date(2024, 9, 1), date(2025, 6, 30))
            status = "under_way" if worse else dice.pick(("planned", "done", "stopped"))
            due = date(2027, dice.between(3, 12), 28)
            if status == "planned":
                started = date(2026, 10, 1)
            elif status != "under_way":
                due = date(2026, 7, 31)
            if area.ends:
                status, due = "done", area.ends
            if (area.code, indicator) == OVERDUE:
                due = date(2026, 6, 30)
            book.add(
                "actions",
                action_id=book.number("D"),
                area_code=area.code,
                action=action,
                outcome=indicator,
                owner_role=dice.pick(
                    (
                        "head of school improvement",
                        "director of children's services",
                        "head of inclusion",
                    )
                ),
                started_on=min(started, due),
                due_on=due,
                status=status,
                theme=None,
                milestones=MILESTONES if status == "under_way" else None,
                seen=seen.pick(SEEN) if not worse and status == "done" else None,
                target=target(indicator, now, whole),
            )


def make_areas(book, areas):
    """Write the areas, how they changed, and ten neighbours for each that still stands."""
    for code, name in [COUNTRY, *REGIONS.items()]:
        book.add(
            "areas",
            area_code=code,
            name=name,
            area_type="country" if code == COUNTRY[0] else "region",
            region_code=None,
            valid_from=date(2000, 4, 1),
            valid_to=None,
            is_exemplar="no",
            note="Invented",
        )
    for a in areas:
        book.add(
            "areas",
            area_code=a.code,
            name=a.name,
            area_type="authority",
            region_code=a.region,
            valid_from=REFORMED_ON if a.code == SUCCESSOR else date(2000, 4, 1),
            valid_to=a.ends,
            is_exemplar="yes" if a.code in EXEMPLARS else "no",
            note=f"Invented: {a.story}" if a.story else "Invented",
        )
    for code in PREDECESSORS:
        book.add(
            "area_changes",
            predecessor_code=code,
            successor_code=SUCCESSOR,
            changed_on=REFORMED_ON,
            extent="whole",
        )
    for a in areas:
        if a.code == DIVIDED:
            make_division(book, a)
    standing = [a for a in areas if not a.ends]

    def like(a):
        # Need (per thousand), size and region, brought to one scale.
        schools = [r for r in a.institutions if r["phase"] != "college"]
        pupils = sum(r["pupils"] for r in schools)
        return sum(r["pupils_eligible_fsm"] for r in schools) * 1000 // pupils, pupils // 250

    facts = {a.code: like(a) for a in standing}
    for a in standing:
        far = []
        for b in standing:
            if a is not b:
                gaps = [abs(x - y) for x, y in zip(facts[a.code], facts[b.code], strict=True)]
                far.append((sum(gaps) + 12 * (a.region != b.region), b.code))
        for rank, (distance, code) in enumerate(sorted(far)[:10], 1):
            words = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")
            book.add(
                "neighbours",
                area_code=a.code,
                neighbour_code=code,
                rank=rank,
                closeness=words[min(4, distance // 25)],
                model="invented 2025",
            )


def make_division(book, area):
    """Two authorities that are to follow this one; one of its localities is not placed yet."""
    for side in ("East", "West"):
        book.add(
            "future_authorities",
            predecessor_code=area.code,
            authority=f"{side}_{area.name}".lower(),
            name=f"{side} {area.name}",
            starts_on=DIVIDED_ON,
            source="Invented",
            source_date=date(2026, 3, 1),
        )
    localities = sorted({row["locality"] for row in area.institutions if row["locality"]})
    for number, locality in enumerate(localities[:-1]):
        side = "East" if number < len(localities) // 2 else "West"
        book.add(
            "future_localities",
            predecessor_code=area.code,
            locality=locality,
            authority=f"{side}_{area.name}".lower(),
        )


def make_slips(book, area):
    """Enter a term twice, date a review before its agreement, leave a closed school a member."""
    ours = {p["id"] for p in area.partnerships}
    terms = [
        row
        for row in book.tables["memberships"]
        if row["partnership_id"] in ours and row["institution_id"]
    ]
    twice = next(row for row in terms if row["joined_on"] == FIRST and not row["left_on"])
    book.add("memberships", **{**twice, "joined_on": date(2024, 9, 1)})
    closed = {r["institution_id"]: r for r in area.institutions if r["closed_on"]}
    still = next(row for row in terms if row["institution_id"] in closed)
    still["left_on"] = None
    signed = next(
        p for p in area.partnerships if p.get("signed") and p["signed"] > date(2024, 1, 1)
    )
    book.add(
        "reviews",
        review_id=book.number("R"),
        partnership_id=signed["id"],
        reviewed_on=signed["signed"] - timedelta(days=7),
        what_was_done=DONE[0],
        how_effective=EFFECT[0],
        what_next=NEXT[0],
        costs_and_benefits="no",
    )


def make(folder):
    """Write all files of the demonstration into `folder`."""
    book = Book()
    names, localities = school_names(), locality_names()
    # The predecessors come before the authority that takes on their schools.
    order = [*PREDECESSORS, *(code for code in AUTHORITIES if code not in PREDECESSORS)]
    areas, known = [], {}
    for code in order:
        area = Authority(code)
        old = [r for a in areas if a.code in PREDECESSORS for r in a.institutions]
        make_institutions(book, area, names, localities, old)
        make_partnerships(book, area, areas)
        areas.append(area)
    for area in areas:
        make_priorities(book, area)
        make_status_changes(book, area)
        if area.code != SPARSE:
            make_agreements(book, area)
            make_reviews(book, area)
            make_functions(book, area)
            make_funding(book, area)
            make_posts(book, area)
        make_forums(book, area)
        make_problems(book, area)
        make_concerns(book, area)
        make_survey(book, area)
        make_partner_scores(book, area)
        make_evidence(book, area)
        make_school_outcomes(book, area, known)
        make_area_outcomes(area, known)
    make_slips(book, next(area for area in areas if area.code == CARELESS))
    sums = make_outcomes(book, areas, known)
    make_actions(book, areas, known, sums)
    make_areas(book, areas)
    book.save(folder)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
