"""Promise: papers and packs carry nothing that is hidden, and nothing from the private file.

Each paper is opened by another reader than its writer. What it says in one line, row or table of
an indicator and a hidden figure of its authority counts as known from then on: with it the sums
of the build are solved again, as the check of a build does, and nothing may come out.
"""

import csv
import io
import re
import shutil
import zipfile
from html import unescape

import duckdb
import openpyxl
import pypdf
import pytest

from kit.paper import evidence_pack, files
from kit.store import build_metadata, building, database, solving, sqlfile
from kit.store.paths import PROJECT, Collection

QUERIES = PROJECT / "queries"
FORMS = ("pdf", "docx", "pptx", "xlsx")
NEEDED = (
    "areas", "differences", "indicator_labels", "indicator_values", "totals", "held_indicators",
    "figures_remembered", "survey_responses",
)  # fmt: skip


@pytest.fixture(autouse=True)
def served(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["dashboard.py", "--data", "demonstration"])


@pytest.fixture(scope="module")
def hidden(demonstration_store):
    """What is hidden, by authority: title, indicator, day, and the counts as they are."""
    private = building.current_path(Collection.open("demonstration"))
    with building.open_read_only(private) as base:
        rows = base.execute("""
            select figures.area_code, labels.title, indicator, period_end,
                cells.numerator, cells.denominator,
                round(cells.value, labels.decimals::int) as value
            from figures
            inner join indicator_values as cells using (indicator, area_code, period_end)
            inner join indicator_labels as labels using (indicator)
            where figures.missing_reason = 'suppressed' and cells.numerator > 0
            order by all""").fetchall()
    found = {}
    for area, *rest in rows:
        found.setdefault(area, []).append(tuple(rest))
    assert len(found) > 2 and sum(map(len, found.values())) > 10
    return found


def lines_of_office(inside: bytes, part: str, row: str) -> list[str]:
    """Return the text of each row of tables and each paragraph in a file of Office, charts too."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(inside)) as archive:
        for name in archive.namelist():
            if name.endswith(".xlsx"):  # the workbook within a chart
                lines += lines_of_workbook(archive.read(name))
            if name.endswith(".xml") and part in name:
                text = archive.read(name).decode()
                for each in re.findall(rf"<{row}[ >].*?</{row}>", text, flags=re.S):
                    lines.append(unescape(re.sub(r"(<[^>]+>)+", " ", each)))
    return lines


def lines_of_workbook(inside: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(inside), data_only=True)
    return [
        " ".join(str(cell) for cell in row if cell is not None)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
    ]


def lines_of(form: str, inside: bytes) -> list[str]:
    """Return what a paper says, line by line or row by row."""
    if form == "pdf":
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(inside)).pages]
        return [line for page in pages for line in page.splitlines()]
    if form == "xlsx":
        return lines_of_workbook(inside)
    if form == "docx":
        rows = lines_of_office(inside, "word/", "w:tr")
        return rows + lines_of_office(inside, "word/", "w:p")
    return lines_of_office(inside, "ppt/", "a:tr") + lines_of_office(inside, "ppt/", "a:p")


def lines_of_pack(inside: bytes) -> list[str]:
    """Return the rows of each file of a pack: pages, tables as CSV, and the drawings in pages."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(inside)) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                text = archive.read(name).decode("utf-8-sig")
                lines += [" ".join(row) for row in csv.reader(io.StringIO(text))]
            if name.endswith(".html"):
                text = archive.read(name).decode()
                for row in re.findall(r"<(?:tr|p|li|text)[ >].*?</(?:tr|p|li|text)>", text, re.S):
                    lines.append(unescape(re.sub(r"(<[^>]+>)+", " ", row)))
    return lines


def said_in(lines: list[str], cells: list[tuple]) -> set[tuple]:
    """Return those hidden figures whose counts stand in a line that names indicator and day."""
    known = set()
    for title, indicator, day, numerator, denominator, value in cells:
        counts = rf"\b{numerator:,.0f} (?:of|out of|from|/) {denominator:,.0f}\b"
        cell = r"(?<![\d.,-]){}(?![\d,]|\.\d|-\d)"
        apart = [cell.format(re.escape(f"{each:g}")) for each in (numerator, denominator, value)]
        for line in lines:
            if title not in line and indicator not in line:
                continue
            is_said = re.search(counts, line) and str(day.year) in line
            rest = line.replace(str(day), " ")
            if is_said or (rest != line and all(re.search(each, rest) for each in apart)):
                known.add((indicator, day))
    return known


def solved(known: set[tuple]) -> list[tuple]:
    """Return what can be solved by whoever knows the figures and those `known` besides."""
    private = building.current_path(Collection.open("demonstration"))
    place = str(private).replace("'", "''")
    with duckdb.connect() as base:
        for text in sqlfile.read_macros(QUERIES).values():
            base.execute(text)
        base.execute(f"attach '{place}' as private (read_only)")
        for name in NEEDED:
            base.execute(f"create view {name} as from private.{name}")
        base.execute("create table figures as from private.figures")
        base.execute("create table known (indicator text, area_code text, period_end date)")
        if known:
            base.executemany("insert into known values (?, ?, ?)", sorted(known))
        base.execute("""
            update figures set numerator = told.numerator, denominator = told.denominator
            from (from indicator_values semi join known using (indicator, area_code, period_end))
                as told
            where figures.indicator = told.indicator and figures.area_code = told.area_code
                and figures.period_end = told.period_end""")
        sums = sqlfile.read(sqlfile.path_of(QUERIES, "published_sums"), QUERIES).text
        base.execute(f"create table published_sums as {sums}")
        rows = base.execute(f"select {', '.join(solving.COLUMNS)} from published_sums").fetchall()
        build_metadata.write_table(base, "published_sums_solved", solving.MADE, solving.solve(rows))
        check = sqlfile.read(sqlfile.path_of(QUERIES, "hidden_count_can_be_solved"), QUERIES)
        return base.execute(check.text).fetchall()


def test_papers_and_packs_of_several_authorities_together_solve_nothing(hidden):
    areas = sorted(hidden, key=lambda area: -len(hidden[area]))[:2]
    known, told = set(), 0
    for area in areas:
        lines = lines_of_pack(evidence_pack.make_pack(area))
        for form in FORMS:
            lines += lines_of(form, files.make_paper(form, area, book=form in ("docx", "xlsx")))
        told += sum(any(title in line for line in lines) for title, *_ in hidden[area])
        known |= {(indicator, area, day) for indicator, day in said_in(lines, hidden[area])}
    assert told == sum(len(hidden[area]) for area in areas), "the papers leave indicators out"
    assert not known
    assert not solved(known)


def test_a_count_that_a_paper_gave_away_would_be_found(hidden):
    """Of each form a line is planted; what is read of it solves another count of its region."""
    area, cells = max(hidden.items(), key=lambda each: len(each[1]))
    title, indicator, day, numerator, denominator, value = cells[0]
    said = f"{title}, {day.year}: {numerator:,.0f} of {denominator:,.0f}"
    row = f"{indicator} {area} {day} {numerator:g} {denominator:g} {value:g}"
    for line in (said, row):
        assert said_in([line], cells) == {(indicator, day)}
        assert said_in([line], cells[1:]) <= {(indicator, day)}
    everything = {(each[1], of, each[2]) for of, rest in hidden.items() for each in rest}
    assert solved(everything - {(indicator, area, day)})


def test_tables_of_a_pack_hold_no_hidden_figure(hidden, tmp_path):
    area = max(hidden, key=lambda each: len(hidden[each]))
    with zipfile.ZipFile(io.BytesIO(evidence_pack.make_pack(area))) as archive:
        archive.extract("pack.duckdb", tmp_path)
    gone = {(indicator, day) for _, indicator, day, *_ in hidden[area]}
    looked_at = 0
    with duckdb.connect(str(tmp_path / "pack.duckdb"), read_only=True) as base:
        tables = base.execute(
            "select schema_name, table_name, list(column_name) from duckdb_columns() "
            "group by all having list_contains(list(column_name), 'indicator') "
            "and list_contains(list(column_name), 'period_end')"
        ).fetchall()
        for schema, name, columns in tables:
            for number in {"numerator", "denominator", "value", "lower", "upper"} & set(columns):
                own = f"area_code = '{area}'" if "area_code" in columns else "true"
                rows = base.execute(
                    f'select indicator, period_end from {schema}."{name}" '
                    f"where {own} and {number} is not null"
                ).fetchall()
                looked_at += len(rows)
                assert not gone.intersection(rows), (schema, name, number)
    assert looked_at > 100


def test_papers_and_packs_are_the_same_where_only_the_open_file_stands(tmp_path, monkeypatch):
    """They cannot carry what is not there: no private file, no import, no register."""
    asked = [lambda form=form: files.make_paper(form, "001") for form in FORMS]
    asked.append(lambda: evidence_pack.make_pack("001"))
    made = [make() for make in asked]
    private = Collection.open("demonstration")
    for name in ("builds", "served", private.pointer.name):
        whole, copy = private.root / name, tmp_path / "demonstration" / name
        copy.parent.mkdir(exist_ok=True)
        if name == "builds":
            continue
        (shutil.copytree if whole.is_dir() else shutil.copyfile)(whole, copy)
    monkeypatch.setenv("CAA_STORE", str(tmp_path))
    assert database.current().path.is_relative_to(tmp_path)
    assert not list(tmp_path.rglob("sources")) and not list(tmp_path.rglob("builds"))
    assert [make() for make in asked] == made
