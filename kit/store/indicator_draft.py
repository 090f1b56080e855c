"""An authority's own indicator file becomes an indicator: its contract, its SQL and its example.

The file has an area, a period and a value in each row, and perhaps the number the value rests on.
What it measures it does not say: the label is asked for, in a file beside it that is filled in.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from kit.store import contract_draft, sqlfile
from kit.store.headings import normalise
from kit.store.paths import PROJECT
from kit.store.problems import UnreadableError

TO_DO = "TO DO"
# The headings by which each column is known, the first the one it is called by.
MEANT = {
    "area": ("area_code", "area", "la code", "authority code", "new la code", "gss code", "code"),
    "period": ("period", "period_end", "time_period", "year", "date"),
    "value": ("value", "rate", "percentage", "percent", "figure", "score", "count"),
    "n": ("n", "denominator", "base", "cohort", "number of cases", "sample size"),
}
_ENDS = {  # of a period as it is written, in SQL
    "academic_year": "make_date({year} + 1, 8, 31)",
    "financial_year": "make_date({year} + 1, 3, 31)",
    "calendar_year": "make_date({year}, 12, 31)",
    "pooled_years": "make_date({last}, 12, 31)",
    "date": "coalesce(try_cast(period as date), "
    "cast(try_strptime(period, ['%d/%m/%Y', '%d-%m-%Y', '%d %B %Y']) as date))",
}
_MART = PROJECT / "queries" / "own_figures.txt"  # the mart of such a file, to be filled in
_KEPT_BACK = ("source",)  # of the label: the name of the file's own source


@dataclass
class Draft:
    """The texts of a new indicator, each with its place in the project."""

    name: str
    files: dict[str, str]


def label_path(path: Path) -> Path:
    """Return the place of the label that is asked for."""
    return path.with_name(f"{path.stem}.label.txt")


def asked(rules: Mapping[str, dict]) -> str:
    """Return the label to be filled in, each key with what it may say."""
    rule = rules["indicators"]
    lines = [
        "# What this file measures. Fill in every line, then run the same command again.",
        "# The words are those of every indicator: see docs/how_to/add_an_indicator.md.",
        f"-- name: {TO_DO}, in small letters, figures and _",
    ]
    for key in rule["required"]:
        if key in _KEPT_BACK:
            continue
        allowed = rule.get("allowed", {}).get(key)
        lines.append(f"-- {key}: {TO_DO}{': one of ' + ', '.join(allowed) if allowed else ''}")
    more = ("publisher: who worked the figures out", "licence: under which they may be shown")
    return "\n".join([*lines, *(f"-- {one.replace(': ', f': {TO_DO}: ')}" for one in more), ""])


def draft(path: Path, label_text: str, rules: Mapping[str, dict]) -> Draft:
    """Return the files of the indicator. Raises UnreadableError, or ValueError with every fault."""
    text = "\n".join(line for line in label_text.splitlines() if not line.startswith("#"))
    label, lines, faults = sqlfile.parse_label(text, label_path(path).name)
    own = {key: label.pop(key, "") for key in ("name", "publisher", "licence")}
    told = [str(fault) for fault in faults]
    told += [f"`{key}` is still to be filled in" for key in _open({**own, **label})]
    label["source"] = own["name"]
    told += map(str, sqlfile.check_label(label, lines | {"source": 1}, rules["indicators"], ""))
    if not re.fullmatch(r"[a-z][a-z0-9_]*", own["name"]):
        told.append("`name` may hold only small letters, figures and _")
    if told:
        raise ValueError("\n".join(dict.fromkeys(told)))
    columns, markers = _columns(path)
    name = own["name"]
    return Draft(name, {
        f"data/published/{name}/contract.toml": _contract(path, own, label, columns, markers),
        f"queries/staging/stg_{name}__figures.sql": _staging(name, label, columns),
        f"queries/marts/{name}_figures.sql": _mart(name, label, "n" in columns),
        f"queries/indicators/{label['theme']}/{name}.sql": _indicator(name, label),
        f"tests/worked_examples/{name}.md": _example(name, label),
    })  # fmt: skip


def _open(label: Mapping[str, str]) -> Iterator[str]:
    yield from (key for key, value in label.items() if not value or value.startswith(TO_DO))


def _columns(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the heading of each column that is meant, and the markers of missing values."""
    _, _, rows = contract_draft.read_rows(path)
    line, headings = contract_draft.find_headings(rows)
    found: dict[str, str] = {}
    for key, names in MEANT.items():
        wanted = [normalise(name) for name in names]
        alike = [head for head in headings if normalise(head) in wanted]
        alike.sort(key=lambda head: wanted.index(normalise(head)))
        if alike:
            found[key] = alike[0]
    missing = [key for key in ("area", "period", "value") if key not in found]
    if missing:
        told = " and ".join(f"{key} (called {MEANT[key][0]})" for key in missing)
        raise UnreadableError(
            f"has no column for the {told}", "Give each row an area, a period and a value",
            line=line,
        )  # fmt: skip
    places = [headings.index(found[key]) for key in ("value", "n") if key in found]
    cells = {
        row[place].strip() for number, row in rows if number > line for place in places
        if place < len(row)
    }  # fmt: skip
    known = {one: contract_draft.MARKERS[one.lower()] for one in cells
             if one.lower() in contract_draft.MARKERS}  # fmt: skip
    return found, dict(sorted((known | {"": "not_available"}).items()))


def _contract(path, own, label, columns, markers) -> str:
    said = ", ".join(f"{_text(mark)} = {_text(why)}" for mark, why in markers.items())
    is_sheet = path.suffix.lower() != ".csv"
    lines = [
        f"title = {_text(label['title'])}",
        f"publisher = {_text(own['publisher'])}",
        f"licence = {_text(own['licence'])}",
        "",
        "[[table]]",
        'name = "figures"',
        f"title = {_text(label['title'])}",
        f"file = {contract_draft.name_pattern(path.name)}",
        f"format = {_text('sheet' if is_sheet else 'csv')}",
        *([] if is_sheet else ['encoding = ["utf-8-sig", "cp1252"]']),
        'release_from = "period"',
        'key = ["area", "period"]',
        f"missing = {{ {said} }}",
        "ignore_others = true",
    ]
    for key, heading in columns.items():
        kind = {"value": "decimal", "n": "integer"}.get(key, "text")
        lines += [
            "", "[[table.column]]", f"name = {_text(key)}", f"heading = {_text(heading)}",
            f"type = {_text(kind)}",
            *(["required = true"] if kind == "text" else ["thousands = true"]),
            *(["minimum = 0"] if key == "n" else []),
            f"meaning = {_text(_MEANINGS[key])}",
        ]  # fmt: skip
    return "\n".join([*lines, ""])


_MEANINGS = {
    "area": "Authority, by its 3-digit or 9-character code",
    "period": "The period, as the file writes it",
    "value": "The figure",
    "n": "The number the figure rests on",
}


def _staging(name: str, label: Mapping[str, str], columns: Mapping[str, str]) -> str:
    ends = _ENDS[label["period"]].format(
        year="cast(left(period, 4) as integer)",
        last="cast(regexp_extract(period, '(\\d{4})\\D*$', 1) as integer)",
    )
    n = "n" if "n" in columns else "cast(null as bigint) as n"
    return (
        f"-- title: {label['title']}\n-- grain: one row for each area and period\n"
        f"-- source: {name}\n\nselect\n    area,\n    {ends} as period_end,\n    value,\n"
        f"    value__missing as missing_reason,\n    {n},\n    source_line\n"
        f"from source_{name}__figures\n"
    )


def _mart(name: str, label: Mapping[str, str], has_n: bool) -> str:
    people = label["counts"] == "people" or label.get("out_of") == "people"
    private = "-- private: counts of people in which small numbers are not hidden yet\n" * people
    numerator = "cast(null as double)"
    if label["kind"] == "count":
        numerator = "figures.value"
    elif has_n and label["kind"] in ("percentage", "rate"):
        numerator = f"round(figures.value * figures.n / {float(label['per']):g})"
    n = "cast(null as double)" if numerator.startswith("cast") or label["kind"] == "count" else (
        "cast(figures.n as double)")  # fmt: skip
    return Template(_MART.read_text(encoding="utf-8")).substitute(
        name=name, title=label["title"], private=private, numerator=numerator, n=n
    )


def _indicator(name: str, label: Mapping[str, str]) -> str:
    said = "".join(f"-- {key}: {value}\n" for key, value in label.items())
    return (
        f"{said}\nselect\n    area_code,\n    period_end,\n    numerator,\n    denominator,\n"
        "    value,\n"
        "    case when value is null then coalesce(missing_reason, 'not_available') end\n"
        "        as missing_reason,\n    'final' as period_status\n"
        f"from {name}_figures\n"
    )


def _example(name: str, label: Mapping[str, str]) -> str:
    given = ["area_code", "period_end", "numerator", "denominator", "value", "missing_reason"]
    rows = [
        ["801", "2024-08-31", "12", "40", "30", ""],
        ["802", "2024-08-31", "0", "40", "0", ""],
        ["803", "2024-08-31", "", "", "", "suppressed"],
        ["804", "2024-08-31", "", "", "", ""],
    ]
    then = [[*row[:5], row[5], "final"] for row in rows]
    then[3][5] = "not_available"
    return (
        f"# {label['title']}\n\nThe figures are those of the file: none is a true zero (802), one "
        f"that is hidden stays missing\n(803), and a blank is not available (804).\n\n"
        f"## Given `{name}_figures`\n\n{_table(given, rows)}\n"
        f"## Then\n\n{_table([*given, 'period_status'], then)}"
    )


def _table(headings: list[str], rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    told = io.StringIO()
    for row in (headings, ["-" * width for width in widths], *rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        told.write(f"| {' | '.join(cells)} |\n")
    return told.getvalue()


def _text(value: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)
