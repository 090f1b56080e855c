"""The SQL that makes a typed value of a text, and says why one is missing.

What is kept by hand is read as people write it: dates with the day first, pounds with signs and
commas, brackets for what is taken off, y for yes. What a publisher writes is read as declared.
"""

from collections.abc import Mapping

from kit.store.headings import normalise
from kit.store.schema import Column, literal

_HAND_DATES = (
    (r"\d{1,2}/\d{1,2}/\d{4}", "%d/%m/%Y"),
    (r"\d{1,2}-\d{1,2}-\d{4}", "%d-%m-%Y"),
    (r"\d{1,2}\.\d{1,2}\.\d{4}", "%d.%m.%Y"),
    (r"\d{1,2} [A-Za-z]{4,9} \d{4}", "%d %B %Y"),
    (r"\d{1,2} [A-Za-z]{3} \d{4}", "%d %b %Y"),
    (r"\d{1,2}-[A-Za-z]{3}-\d{4}", "%d-%b-%Y"),
)
_MIDNIGHT = r"[T ]00:00(:00(\.0+)?)?$"
SUPPRESSED = r"(?i)c|\*|<\s*\d+"  # as people mark a count too small to be given


def reason(raw: str, column: Column, markers: Mapping[str, str], by_hand: bool) -> str:
    """Return the SQL of why a value is missing, null where it is not marked so."""
    cases = " ".join(
        f"when {raw} = {literal(mark)} then {literal(why)}" for mark, why in markers.items()
    )
    if by_hand and column.type in ("integer", "decimal"):
        form = literal(SUPPRESSED)
        cases += f" when regexp_full_match({raw}, {form}) then 'suppressed'"
    return f"(case {cases} end)" if cases else "cast(null as varchar)"


def parsed(raw: str, column: Column, by_hand: bool, known: dict[str, str]) -> str:
    """Return the SQL of a typed value, null where the text is none.

    `known`: what the column may hold, with titles; empty where anything may be in it.
    """
    match column.type:
        case "code" if column.digits:
            figures = rf"regexp_extract({raw}, '^(\d{{1,{column.digits}}})(\.0+)?$', 1)"
            code = f"case when {figures} <> '' then lpad({figures}, {column.digits}, '0') end"
            if not known:
                return code
            return f"coalesce({code}, nullif({_text(raw, column, by_hand, known)}, {raw}))"
        case "text" | "code":
            return f"nullif({_text(raw, column, by_hand, known)}, '')"
        case "integer" | "decimal":
            return _number(raw, column, by_hand)
        case "date":
            return _date(raw, column, by_hand)
        case "boolean":
            yes, no = ("'yes', 'true', '1'", "'no', 'false', '0'")
            if by_hand:
                yes, no = yes + ", 'y'", no + ", 'n'"
            low = f"lower({raw})"
            return f"case when {low} in ({yes}) then true when {low} in ({no}) then false end"


def _text(raw: str, column: Column, by_hand: bool, known: dict[str, str]) -> str:
    if not by_hand:
        return raw
    if column.pattern:  # a number that a spreadsheet gave a decimal place
        return rf"regexp_replace({raw}, '^(\d+)\.0+$', '\1')"
    if not known:
        return raw
    meant: dict[str, str] = {}
    for value, title in known.items():
        for spelling in (normalise(title), normalise(value)):
            meant[spelling] = value
    if set(known) == {"yes", "no"}:
        meant |= {"y": "yes", "n": "no", "true": "yes", "false": "no"}
    pairs = ", ".join(f"{literal(one)}: {literal(value)}" for one, value in meant.items())
    plain = rf"lower(trim(regexp_replace({raw}, '[\W_]+', ' ', 'g')))"
    return f"coalesce(map {{{pairs}}}[{plain}], {raw})"


def _number(raw: str, column: Column, by_hand: bool) -> str:
    form = r"[+-]?\d+(\.0+)?" if column.type == "integer" else (
        r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")  # fmt: skip
    text = raw
    if by_hand or column.money:
        text = f"replace(regexp_replace({text}, '[£\\s\u00a0]', '', 'g'), '\u2212', '-')"
        inside = f"regexp_extract({text}, '^\\(([^()+-]+)\\)$', 1)"
        text = f"case when {inside} <> '' then '-' || {inside} else {text} end"
    if by_hand or column.money or column.thousands:
        text = f"({text})"
        commas = rf"regexp_full_match({text}, '[+-]?\d{{1,3}}(,\d{{3}})+(\.\d+)?')"
        text = f"(case when {commas} then replace({text}, ',', '') else {text} end)"
    if column.type == "integer":
        number = f"try_cast(regexp_replace({text}, '\\.0+$', '') as bigint)"
    else:
        number = f"try_cast({text} as double)"
        number = f"case when isfinite({number}) then {number} end"
    return f"case when regexp_full_match({text}, '{form}') then {number} end"


def _date(raw: str, column: Column, by_hand: bool) -> str:
    text = f"regexp_replace({raw}, '{_MIDNIGHT}', '')"
    iso = (
        rf"case when regexp_full_match({text}, '\d{{4}}-\d\d-\d\d') "
        f"then try_cast({text} as date) end"
    )
    tried = [f"cast(try_strptime({raw}, {literal(form)}) as date)" for form in column.date_formats]
    if by_hand:
        tried += [
            f"case when regexp_full_match({text}, {literal(form)}) "
            f"then cast(try_strptime({text}, {literal(how)}) as date) end"
            for form, how in _HAND_DATES
        ]
    return f"coalesce({', '.join([*tried, iso])})" if tried else iso
