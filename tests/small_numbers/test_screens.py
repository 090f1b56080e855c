"""Promise: screens, what can be saved of them, papers and packs together give no hidden count away.

Each page is opened at an authority of which figures are hidden, and read as an attacker would: its
text, the data of its charts, the sheets of its workbook, each CSV and XLSX it offers, and the
bodies of its search. What one line of them says of a hidden figure counts as known, and the sums of
the build are solved again with it, as the check of a build does.
"""

import base64
import csv
import io
import json
import re
from itertools import zip_longest
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest

from kit import spreadsheet
from kit.paper import evidence_pack, files
from kit.store import database
from kit.store.paths import PROJECT
from tests.browser.test_screens import PAGES
from tests.opened import html_of, open_at
from tests.small_numbers import test_papers as papers

FILES = {path.stem: path.relative_to(PROJECT).as_posix() for path in PROJECT.glob("pages/*/*.py")}
ROWS = re.compile(
    r"<(?:tr|p|li|text|h\d|summary|figcaption)[ >].*?</(?:tr|p|li|text|h\d|summary|figcaption)>",
    re.S,
)
ALTERNATIVES = re.compile(r'(?:alt|title|aria-label|data-[\w-]+)="([^"]*)"')

served, hidden = papers.served, papers.hidden  # fixtures


def addresses(area: str, indicators: list[str]) -> list[tuple[str, dict[str, str]]]:
    """Return the file and address of every page at an area, and of those that take an indicator at
    each of `indicators`."""
    found = []
    for name, file in sorted(FILES.items()):
        address = dict(parse_qsl(urlsplit(PAGES.get(name, "")).query)) | {"area": area}
        address.pop("partnership", None)  # of another authority
        if name in ("indicator", "trace"):
            found += [(file, address | {"indicator": each}) for each in indicators]
        elif name == "present":
            found += [(file, address | {"slide": str(slide)}) for slide in range(1, 9)]
        elif name == "search":
            found += [(file, address | {"q": each.replace("_", " ")}) for each in indicators]
        else:
            found.append((file, address))
    return found


def flat(told) -> str:
    """Return what a chart holds of a point as words and numbers, however it is packed."""
    if isinstance(told, list | tuple):
        return " ".join(map(flat, told))
    return f"{told:.0f}" if isinstance(told, float) and told.is_integer() else str(told)


def unpacked(column):
    """Return a column of a chart as a list; None where it is none. Numbers may be in base 64."""
    if isinstance(column, dict) and "bdata" in column:
        packed = np.frombuffer(base64.b64decode(column["bdata"]), dtype=column["dtype"])
        shape = [int(side) for side in str(column.get("shape", len(packed))).split(",")]
        return packed.reshape(shape).tolist()
    return column if isinstance(column, list) else None


def lines_of_charts(opened) -> list[str]:
    """Return a line for each point of each chart: all that is told of it, hovered or drawn."""
    lines = []
    for chart in opened.get("plotly_chart"):
        figure = json.loads(chart.proto.spec)
        layout = figure.get("layout", {})
        lines += [str(note.get("text")) for note in layout.get("annotations", [])]
        lines += [str(axis) for name, axis in layout.items() if "axis" in name]
        for trace in figure.get("data", []):
            told = map(unpacked, map(trace.get, ("x", "y", "text", "hovertext", "customdata")))
            points = zip_longest(*(column for column in told if column), fillvalue="")
            lines += [f"{trace.get('name')} {flat(point)}" for point in points]
    return lines


def lines_of(opened, about: str) -> list[str]:
    """Return what a page says, line by line: each says the indicator the page is about."""
    written = html_of(opened)
    lines = [re.sub(r"(<[^>]+>)+", " ", row) for row in ROWS.findall(written)]
    lines += ALTERNATIVES.findall(written)
    for kind in ("markdown", "caption", "text", "info", "warning", "error", "expander"):
        lines += [
            str(getattr(each, "value", None) or getattr(each, "label", ""))
            for each in opened.get(kind)
        ]
    lines += lines_of_charts(opened)
    for title, table, told in opened.session_state["_shown"]:
        text = spreadsheet.as_csv(table, told).decode("utf-8-sig")
        rows = [" ".join(row) for row in csv.reader(io.StringIO(text))]
        rows += papers.lines_of_workbook(spreadsheet.as_xlsx(table, told))
        lines += [f"{title} {row}" for row in rows]
    return [f"{about} {line}" for line in lines]


@pytest.fixture(scope="module")
def area(hidden):
    return max(hidden, key=lambda each: len(hidden[each]))


@pytest.fixture(scope="module")
def names():
    rows = database.question("select area_code, name from areas where area_type = 'authority'")[0]
    return dict(zip(rows["area_code"], rows["name"], strict=True))


def known_from(lines: list[str], area: str, hidden: dict, names: dict) -> set[tuple]:
    """Return the hidden figures, of this authority and of those a line names, that stand there."""
    known = {(indicator, area, day) for indicator, day in papers.said_in(lines, hidden[area])}
    for other in hidden.keys() - {area}:
        own = [line for line in lines if names[other] in line or f" {other} " in line]
        known |= {(indicator, other, day) for indicator, day in papers.said_in(own, hidden[other])}
    return known


def test_screens_downloads_papers_and_a_pack_together_solve_nothing(hidden, area, names):
    known, told = set(), 0
    titles = {indicator: title for title, indicator, *_ in hidden[area]}
    for file, address in addresses(area, sorted(titles)):
        opened = open_at(file, **address)
        lines = lines_of(opened, titles.get(address.get("indicator", ""), ""))
        found = known_from(lines, area, hidden, names)
        assert not found, (file, address)
        told += any(title in line for line in lines for title in titles.values())
        known |= found
    assert told > 4, "few of the pages name an indicator of which figures are hidden"
    lines = lines_of_pack_and_papers(area)
    known |= known_from(lines, area, hidden, names)
    assert not papers.solved(known)


def lines_of_pack_and_papers(area: str) -> list[str]:
    lines = papers.lines_of_pack(evidence_pack.make_pack(area))
    for form in ("docx", "xlsx"):
        lines += papers.lines_of(form, files.make_paper(form, area))
    return lines


HOSTILE = {
    "as_at": "2026-13-45", "framework": "'; select * from outcomes; --", "theme": "<b>x</b>",
    "indicator": "../../builds/x.duckdb", "partnership": "P' or '1'='1", "slide": "-1",
    "table": "outcomes", "changes": "figure:permanent_exclusion_rate:1e999", "register": "/etc",
    "q": "%' or numerator between 1 and 5 --", "leaves": "\x00", "phases": "x",
}  # fmt: skip


@pytest.mark.parametrize("file", sorted(FILES.values()))
def test_no_message_of_a_page_tells_more(file, hidden, area, names):
    """Whatever an address asks, what is said of it names no file, no SQL and no hidden count."""
    opened = open_at(file, area=area, **HOSTILE)
    lines = lines_of(opened, "")
    assert not known_from(lines, area, hidden, names)
    for line in lines:
        assert not re.search(
            r"\.duckdb|Traceback|Binder Error|Catalog Error|/builds/|/served/",
            line.replace(HOSTILE["indicator"], ""),
        ), line
        assert str(PROJECT) not in line, line


def test_what_a_page_gave_away_would_be_found(hidden, area, names):
    """A hidden count is planted as the row of a table that is saved, and as a point of a chart."""
    title, indicator, day, numerator, denominator, value = hidden[area][0]
    row = f"{title} Figures {area} {day} {numerator:g} {denominator:g} {value:g}"
    point = f"{title} {flat([names[area], str(day), [numerator, denominator, value]])}"
    packed = base64.b64encode(np.array([[1.5, 3], [2, 4]]).tobytes()).decode()
    assert unpacked({"dtype": "f8", "bdata": packed, "shape": "2, 2"}) == [[1.5, 3], [2, 4]]
    for line in (row, point):
        assert known_from([line], area, hidden, names) == {(indicator, area, day)}
    other = next(each for each in hidden if each != area)
    title, indicator, day, numerator, denominator, value = hidden[other][0]
    line = f"{title} {names[other]} {day} {numerator:g} {denominator:g} {value:g}"
    assert (indicator, other, day) in known_from([line], area, hidden, names)
