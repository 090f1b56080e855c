"""How figures, gaps, levels and dates are said. No subject here: only numbers into words."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

# What every screen and every export of a collection must say.
STAMPS = {"demonstration": "Invented demonstration data"}

# Why a value is missing: the closed list of the contracts, in words short enough for a cell.
GAPS = {
    "suppressed": "hidden, too few to show",
    "not_available": "not available",
    "not_applicable": "not applicable",
    "low": "rounds to zero",
    "unreliable": "too unreliable to show",
    "not_collected": "not collected",
    "stale": "too old to count",
    "missing": "not available",
}


def stamp(collection: str, mark: str = "") -> str:
    """Return what every screen and paper of a collection says of it; `mark`: who may see it."""
    return ". ".join(filter(None, [STAMPS.get(collection, ""), mark]))


def is_known(value) -> bool:
    """Say whether there is a value: neither None nor NaN nor NaT."""
    return value is not None and not pd.isna(value)


def number(value, decimals: int = 0) -> str:
    """Write a number rounded half up, with thousands separators; a dash where there is none."""
    if not is_known(value):
        return "–"
    step = Decimal(1).scaleb(-int(decimals))
    rounded = Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)
    return f"{rounded + 0:,}".replace("-", "−")


def figure(value, kind: str, unit: str, decimals: int) -> str:
    """Write a value as a reader says it: 61%, £1.2m, 0.21, 34 days."""
    if not is_known(value):
        return "–"
    if kind == "amount":
        return money(value, decimals)
    said = number(value, decimals)
    return said + {"percentage": "%", "difference": " points", "days": " days"}.get(kind, "")


def money(value, decimals: int = 0) -> str:
    """Write pounds short: £950, £61.2k, £1.4m, −£1.5m."""
    size, before = abs(value), "−" if value < 0 else ""
    # A step begins where its number is written so: 999,950 is £1.0m and not £1,000.0k.
    for begins, step, sign in ((999.95e6, 1e9, "bn"), (999.95e3, 1e6, "m"), (1e4, 1e3, "k")):
        if size >= begins:
            return f"{before}£{number(size / step, 1)}{sign}"
    return f"{before}£{number(size, decimals)}"


def interval(lower, upper, kind: str, decimals: int) -> str:
    """Write a 95 % interval as `52 to 69%`; nothing where there is none."""
    if not is_known(lower) or not is_known(upper):
        return ""
    return f"{number(lower, decimals)} to {number(upper, decimals)}" + "%" * (kind == "percentage")


def out_of(numerator, denominator) -> str:
    """Write what a value rests on as `46 of 75`; nothing where either is not known.

    A sum larger than the number it is shared among is no part of it: `among 921`.
    """
    if not is_known(numerator) or not is_known(denominator):
        return ""
    if numerator > denominator:
        return f"among {number(denominator)}"
    return f"{number(numerator)} of {number(denominator)}"


def missing_text(reason) -> str:
    """Say why there is no value."""
    return GAPS.get(reason, str(reason).replace("_", " ")) if is_known(reason) else "not collected"


def level(at, low, high, word, words=None) -> str:
    """Write a level as `2 adequate, could be 3`; `not assessed` where there is none.

    Where no one level is named but a run of two, it is `2 or 3`.

    `words`: of a ladder whose levels have no numbers, all words from the lowest, joined by `|`;
    then only words are said: `fair, could be good`.
    """
    if not is_known(at) and is_known(low) and is_known(high):
        return " or ".join(level_name(each, words) for each in (low, high))
    if not is_known(at):
        return "not assessed"
    if is_known(words):
        return level_name(at, words) + could_be(at, low, high, words)
    return f"{int(at)} {word if is_known(word) else ''}".strip() + could_be(at, low, high)


def level_name(at, words=None) -> str:
    """Name a step of a ladder: its number, or its word where `words` says it has none."""
    return words.split("|")[int(at) - 1] if is_known(words) else number(at)


def could_be(at, low, high, words=None) -> str:
    """Say the other levels an interval allows: `, could be 3`; nothing where there is none."""
    others = (
        [each for each in range(int(low), int(high) + 1) if each != int(at)]
        if is_known(low) and is_known(high)
        else []
    )
    if len(others) > 2 or (others and others[0] < at < others[-1]):
        return f", could be {level_name(low, words)} to {level_name(high, words)}"
    return f", could be {' or '.join(level_name(each, words) for each in others)}" if others else ""


def day(moment) -> str:
    """Write a date as 31 August 2026; an ISO text is read as one."""
    moment = _moment(moment)
    return f"{moment.day} {moment:%B %Y}" if moment else ""


def short_day(moment) -> str:
    """Write a date as 31 Aug 2026, for the cells of a table."""
    moment = _moment(moment)
    return f"{moment.day} {moment:%b %Y}" if moment else ""


def minute(moment) -> str:
    """Write a time as 31 August 2026, 14:05."""
    moment = _moment(moment)
    return f"{day(moment)}, {moment:%H:%M}" if moment else ""


def _moment(value) -> date | datetime | None:
    if not is_known(value):
        return None
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def due(row) -> str:
    """Say when something is due, from its decide_on, is_past and is_now: by 1 May 2026, now."""
    day_of = short_day(row.decide_on)
    return f"was due {day_of}" if row.is_past else "now" if row.is_now else f"by {day_of}"


def signature(remark) -> str:
    """Say who wrote a remark and when, and on the figures of which day."""
    figures = f", on the figures as at {day(remark.as_at)}" if is_known(remark.as_at) else ""
    return f"{remark.role}, {day(remark.written_at)}{figures}"


def comment_text(remark) -> str:
    """Say what a remark says, an event with its day."""
    happened = f"{day(remark.happened_on)}: " if is_known(remark.happened_on) else ""
    return f"{happened}{remark.said}"


def comment_line(remark) -> str:
    """Write a remark in a line: what it says, and who wrote it when."""
    return f"{comment_text(remark)} ({signature(remark)})"


def capitalise(sentence: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def sources(titles: list[str], earlier: list[str]) -> str:
    """Name the sources of a figure, then those that only earlier periods come from."""
    told = f"earlier periods: {'; '.join(earlier)}"
    return "; ".join([*titles, *([told] if earlier else [])])


def join_names(names: list[str]) -> str:
    """Join names as `one, two and three`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def shorten(name: str, most: int = 22) -> str:
    """Cut a name that would not fit beside a point or a line: at a comma, else with dots."""
    name = str(name)
    if len(name) <= most:
        return name
    head = name.partition(",")[0]
    return f"{head if len(head) < most else name[: most - 1].rstrip()}…"
