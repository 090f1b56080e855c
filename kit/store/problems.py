"""What can be wrong with a file, told with its place; and details of single children, refused."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

SHOWN = 50  # problems of one file shown in full; all are counted
SHOWN_OF_A_KIND = 10  # that break the same rule in the same column
ABOUT_CHILDREN = (
    "looks like a detail of single children, which this product never takes in",
    "Send counts by area or institution instead, or remove it",
)

PERSON = (
    r"\b(Mr|Mrs|Ms|Miss|Mx|Cllr|Councillor)\b\.? *[A-Z]",
    "looks like the name of a person",
    "Write the role instead",
)
EMPTY_FORM = (
    "holds no row below its headings",
    "Fill it in, or leave it out: an empty form changes nothing",
)

AMOUNT_CUT = (
    "seems to be one amount that is read as two cells, and the row is longer than the headings",
    "Remove the comma inside the amount, or put the amount in quotation marks",
)
GARBLED = (
    "is garbled: the text was saved in one encoding and opened in another",
    "Correct it, and save the file as CSV UTF-8",
)

HEADINGS_AGAIN = (
    "is the row of headings again",
    "Remove this row: two files may have been joined",
)

# Headings that only files about single children have.
_CHILD = r"(pupil|child|children|student|learner|candidate)"
PERSONAL = re.compile(
    rf"\b(upn\d?|ulns?|uci|dob|d o b|unique (pupil|learner|candidate) (number|identifier)|"
    rf"(date|year|month|place) of birth|birth ?(date|day)|born( on)?|"
    rf"(legal |preferred |former )?(forenames?|surnames?)|"
    rf"(first|given|last|family|middle|christian) ?names?|nhs (number|no|id)|"
    rf"home (address|postcode)|{_CHILD}( ?s)? ?(full |legal |preferred )?(names?|initials|id|"
    rf"identifier|number|no|ref(erence)?)|"
    rf"(name|initials|id|identifier) of (the |each )?{_CHILD}s?)\b"
)
# A unique pupil number: a letter and twelve figures, the last a letter where it is temporary.
PUPIL_NUMBER = r"(?i)\b[A-Z]\d{11}[0-9A-Z]\b"
BIRTH = (
    r"(?i)\b(dob|d\.o\.b\.?|date of birth|birthday|born)\b[ :]*(on |is )?"
    r"(\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}(st|nd|rd|th)? [a-z]+ \d{4})"
)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file: where, what stands there, the rule it breaks, how to mend."""

    rule: str
    mend: str
    sheet: str = ""
    line: int | None = None
    column: str = ""
    value: str | None = None

    def __str__(self) -> str:
        places = (
            ("sheet ", self.sheet), ("line ", self.line), ("column ", self.column),
        )  # fmt: skip
        where = ", ".join(f"{word}{place}" for word, place in places if place)
        value = "" if self.value is None else f" {self.value[:80]!r}"
        return f"{where}{':' if where else ''}{value} {self.rule}. {self.mend}.".strip()


@dataclass
class Problems:
    """All problems of a file: the first ones in full, the others counted."""

    shown: list[Problem] = field(default_factory=list)
    total: int = 0

    def add(self, problem: Problem, count: int = 1) -> None:
        """Note `problem`, standing for `count` of its kind."""
        self.total += count
        personal = f"{PUPIL_NUMBER}|{BIRTH.removeprefix('(?i)')}"
        if problem.rule == PERSON[1] or re.search(personal, problem.value or ""):
            # A personal detail is not repeated, not even in a refusal.
            problem = replace(problem, value="(not shown)")
        if len(self.shown) < SHOWN:
            self.shown.append(problem)


class UnreadableError(Exception):
    """The file cannot be read on; the exception holds the `problem`."""

    def __init__(self, rule: str, mend: str, **where: Any):
        super().__init__(rule)
        self.problem = Problem(rule, mend, **where)


def is_personal(heading: str) -> bool:
    """Say whether only files about single people have such a heading."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return bool(PERSONAL.search(re.sub(r"[\W_]+", " ", spaced).lower()))
