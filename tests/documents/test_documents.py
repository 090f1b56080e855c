"""Papers opened again by other readers: whole, marked, dated, and with the database's figures."""

import ast
import io
import itertools
import re
import zipfile

import docx
import duckdb
import openpyxl
import pdfplumber
import pptx
import pypdf
import pytest
from typer.testing import CliRunner

from kit import findings, wording
from kit.__main__ import app
from kit.chart import Ladders, Line
from kit.paper import briefing, files, paper_data, pdf, reproducible_zip, sections
from kit.store import database
from kit.store.paths import PROJECT
from tests.documents.conftest import AUTHORITIES

STAMP = "Invented demonstration data"
FORMS = ["pdf", "pptx", "docx", "xlsx"]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _pdf_pages(content_: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content_)) as file:
        return [page.extract_text() for page in file.pages]


def _slide_text(slide) -> str:
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


def _docx_text(file) -> str:
    said = [paragraph.text for paragraph in file.paragraphs]
    said += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join(said)


@pytest.mark.parametrize("code", AUTHORITIES)
def test_briefing_in_words_is_the_same_in_every_format(paper, read, code):
    texts = {
        "pdf": "\n".join(_pdf_pages(paper("pdf", code))),
        "pptx": "\n".join(
            map(_slide_text, pptx.Presentation(io.BytesIO(paper("pptx", code))).slides)
        ),
        "docx": _docx_text(docx.Document(io.BytesIO(paper("docx", code)))),
    }
    made = briefing.briefing(read(code))
    said = [line for section in made.sections for line in section.lead]
    said += [point for section in made.sections for point, _ in section.points]
    said += [chart.behind for section in made.sections if (chart := section.chart)]
    for form in ("pptx", "docx"):
        for line in said:
            assert _squeezed(line) in _squeezed(texts[form]), (form, line)
    # Columns beside one another interleave when a PDF's text is taken line by line.
    words = _words(texts["pdf"])
    for line in said:
        assert _words(line) <= words, line


def _words(text: str) -> set[str]:
    return {word.strip(".,") for word in re.findall(r"[\w%.,£−]+", text)}


@pytest.mark.parametrize("code", AUTHORITIES)
def test_briefing_has_two_pages_with_mark_date_and_build(paper, read, build, code):
    pages = _pdf_pages(paper("pdf", code))
    assert len(pages) == 2
    for number, text in enumerate(pages, 1):
        flat = " ".join(text.split())
        assert STAMP in flat
        assert build.build_id in flat
        assert f"as at {wording.day(read(code).about['as_at'].iloc[0])}" in flat
        assert f"Page {number} of 2" in flat
        assert read(code).about["framework_title"].iloc[0] in flat
    assert "Questions to ask" in pages[0] and "Sources" in pages[1]


def test_where_no_level_is_known_a_briefing_gives_the_figures_kept_apart(read):
    known = read("001").indicators
    known = known[known["value"].notna() & ~known["theme"].isin(read("001").themes["id"])]
    found = list(sections.outside_levels_sections(read("001")))
    rows = [row for section in found for row in section.table.rows]
    assert [row[0] for row in rows] == list(known["title"])
    assert not any("nan" in cell for row in rows for cell in row)


def test_where_a_framework_names_no_level_its_own_figures_and_outcomes_are_given(as_at):
    for framework in ("area_send_2023", "cqc_local_authority"):
        read = paper_data.read_data("017", as_at, framework)
        given = read.indicators[read.indicators["theme"] != "also_known"]
        given = list(given[given["value"].notna()]["title"])
        own = set(read.indicators[read.indicators["theme"].isin(read.themes["id"])]["title"])
        made = briefing.briefing(read)
        tables = [section.table for section in made.sections if section.table]
        assert [row[0] for table in tables for row in table.rows] == given
        assert own & set(given)
        book = {
            row[0] for one in briefing.book(read).sections if one.table for row in one.table.rows
        }
        assert set(read.indicators[read.indicators["value"].notna()]["title"]) <= book


def test_a_briefing_that_would_be_longer_is_set_smaller(as_at):
    for framework in paper_data.frameworks():
        made = briefing.briefing(paper_data.read_data("017", as_at, framework))
        assert len(_pdf_pages(pdf.render(made))) == 2, framework


@pytest.mark.parametrize(("code", "book"), [("001", False), ("024", False), ("001", True)])
def test_pdf_is_tagged_with_headings_alternatives_and_embedded_fonts(paper, read, code, book):
    file = pypdf.PdfReader(io.BytesIO(paper("pdf", code, book)))
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].lower().startswith("en")
    assert "pdfuaid" in file.xmp_metadata.stream.get_data().decode()
    assert file.metadata.title.startswith(read(code).name)
    kinds, alternatives = [], []
    todo = [root["/StructTreeRoot"]]
    while todo:
        node = todo.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            todo += node[::-1]
        elif isinstance(node, dict):
            kinds.append(str(node.get("/S", "")))
            if node.get("/Alt"):
                alternatives.append(str(node["/Alt"]))
            if "/K" in node:
                todo.append(node["/K"])
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    charts = [
        section.chart
        for section in (briefing.book if book else briefing.briefing)(read(code)).sections
        if section.chart
    ]
    for chart in charts:
        assert chart.alt in alternatives
    for page in file.pages:
        assert page.mediabox.width == pytest.approx(595.28, abs=0.1)  # A4
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), inner["/BaseFont"]
    with zipfile.ZipFile(io.BytesIO(paper("docx", code))) as archive:  # no picture of the screen
        assert any(name.endswith(".svg") for name in archive.namelist())
    assert not any(
        "/XObject" in page["/Resources"]
        and any(
            each.get_object().get("/Subtype") == "/Image"
            for each in page["/Resources"]["/XObject"].values()
        )
        for page in file.pages
    )


def test_nothing_reaches_over_the_edge_of_a_page(paper):
    for code in AUTHORITIES:
        with pdfplumber.open(io.BytesIO(paper("pdf", code))) as file:
            for page in file.pages:
                for char in page.chars:
                    assert char["x0"] > 20 and char["x1"] < page.width - 20, char
                    assert char["top"] > 15 and char["bottom"] < page.height - 15, char


@pytest.mark.parametrize("code", AUTHORITIES)
def test_slides_are_marked_and_their_charts_hold_the_figures(paper, read, build, code):
    show = pptx.Presentation(io.BytesIO(paper("pptx", code)))
    made = briefing.briefing(read(code))
    charts = {section.chart.title: section.chart for section in made.sections if section.chart}
    drawn = 0
    for slide in show.slides:
        text = _slide_text(slide)
        assert STAMP in text and build.build_id in text and slide.shapes.title.text_frame.text
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= show.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= show.slide_height
            if not shape.has_chart:
                continue
            chart = charts[shape.name]
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == chart.alt
            series = {one.name: list(one.values) for one in shape.chart.plots[0].series}
            is_ladder = isinstance(chart, Ladders)
            values = series["Now"] if is_ladder else next(iter(series.values()))
            rows = chart.rows
            drawn_of = rows["level"] if is_ladder else rows["value"]
            if is_ladder:  # of two levels that fit, the lower
                drawn_of = drawn_of.fillna(rows["level_low"])
            expected = [(wording.is_known(v) and float(v)) or None for v in drawn_of]
            expected = expected if isinstance(chart, Line) else expected[::-1]
            assert [v or None for v in values] == pytest.approx(expected)
            drawn += 1
    assert drawn == len(charts) >= 1


@pytest.mark.parametrize("code", AUTHORITIES)
def test_word_has_headings_alternatives_heading_rows_and_the_mark(paper, read, code):
    file = docx.Document(io.BytesIO(paper("docx", code, code == "001")))
    made = (briefing.book if code == "001" else briefing.briefing)(read(code))
    headings = [p.text for p in file.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [section.title for section in made.sections if not section.spare]
    assert STAMP in file.sections[0].header.paragraphs[0].text
    assert made.footer in file.sections[0].footer.paragraphs[0].text
    alts = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert alts == [section.chart.alt for section in made.sections if section.chart]
    for table in file.tables:
        assert table.rows[0]._tr.trPr is not None


@pytest.mark.parametrize("code", AUTHORITIES)
def test_workbook_has_the_figures_of_the_database_in_native_types(paper, as_at, code):
    book = openpyxl.load_workbook(io.BytesIO(paper("xlsx", code, book=True)))
    figures = database.question(
        "select indicator, period_end, numerator, denominator, value, lower, upper, "
        "missing_reason from figures where area_code = $code and period_end <= cast($d as date)",
        {"code": code, "d": as_at},
    )[0].set_index(["indicator", "period_end"])
    rows = list(book["Over time"].iter_rows(min_row=3, values_only=True))
    head, seen = rows[0], 0
    place = {
        name: head.index(name)
        for name in (
            "Indicator",
            "Period end",
            "Numerator",
            "Denominator",
            "Value",
            "Lower",
            "Upper",
            "Why missing",
        )
    }
    for row in rows[1:]:
        if row[place["Indicator"]] is None:
            continue
        figure = figures.loc[(row[place["Indicator"]], row[place["Period end"]])]
        for name, column in (
            ("Value", "value"),
            ("Numerator", "numerator"),
            ("Lower", "lower"),
            ("Denominator", "denominator"),
            ("Upper", "upper"),
        ):
            cell = row[place[name]]
            if wording.is_known(figure[column]):
                assert isinstance(cell, int | float)
                assert cell == pytest.approx(figure[column], rel=1e-12)
            else:
                assert cell is None
        reason = figure["missing_reason"]
        assert row[place["Why missing"]] == (reason if wording.is_known(reason) else None)
        seen += 1
    assert seen > 20 or code == "005"
    for sheet in book:
        assert sheet["A2"].value == STAMP and STAMP in sheet.oddHeader.right.text
        if sheet.title != "Notes":
            assert sheet.title.replace(" ", "_") in book.defined_names
            assert len(sheet.tables) == 1
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


def test_the_same_figures_give_the_same_bytes(paper):
    for form in FORMS:
        assert files.make_paper(form, "024") == paper(form, "024"), form


def test_archives_hold_no_time_but_the_builds(paper, build):
    for form in ("pptx", "docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(paper(form, "001"))) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert build.built_at.strftime("%Y-%m-%dT%H:%M:%SZ") in core
    assert reproducible_zip.fix_times(paper("docx", "001"), build.built_at) == paper("docx", "001")


def test_the_book_has_every_theme_indicator_and_source(paper, read):
    made, text = briefing.book(read("001")), "\n".join(_pdf_pages(paper("pdf", "001", True)))
    titles = {section.title for section in made.sections}
    for title in [*read("001").themes["title"], *read("001").indicators["title"]]:
        assert title in titles
    words = _words(text)
    for name in [*read("001").indicators["title"], *read("001").sources["title"]]:
        assert _words(name) <= words, name
    assert "Contents" in text
    pages = _pdf_pages(paper("pdf", "001", True))
    assert all(STAMP in page for page in pages)


@pytest.mark.parametrize("code", AUTHORITIES)
def test_the_book_leaves_out_no_indicator_that_is_known(read, as_at, code):
    known = database.question(
        "select distinct title from figures "
        "inner join indicator_labels on figures.indicator = indicator_labels.indicator "
        "where area_code = $code and value is not null and period_end <= cast($as_at as date) "
        "and status <> 'retired'",
        {"code": code, "as_at": as_at},
    )[0]["title"]
    titles = [section.title for section in briefing.book(read(code)).sections]
    assert set(known) <= set(titles)
    assert titles.index("Also known, in no theme") < titles.index("Prospects")


def test_no_heading_of_the_book_stands_alone_at_a_pages_foot(paper):
    """Themes follow one another, so a heading may fall anywhere; what it heads is below it."""
    with pdfplumber.open(io.BytesIO(paper("pdf", "001", True))) as file:
        pages = len(file.pages)
        for page in file.pages:
            lines = page.crop((0, 0, page.width, page.height - 59)).extract_text_lines()
            last = lines[-1]["chars"][0]
            bold = "Bold" in last["fontname"]
            assert not (bold and last["size"] > 10.5), lines[-1]["text"]
    assert pages < 34  # each theme on a page of its own took more, before facts said who checked


def test_a_figure_names_the_source_of_its_period_before_those_of_earlier_ones():
    rows = duckdb.connect()
    rows.execute("""
        create table listed_indicators as
        select 'level_3' as indicator, ['old', 'new', 'unloaded'] as sources
        union all select 'gap', ['old'] union all select 'trusts', ['register', 'old'];
        create table loaded_sources as
        select unnest(['old', 'new', 'register']) as source, source || ' title' as title,
            '' as publisher, '' as licence, '' as release;
        create table figures as
        select unnest(['level_3', 'level_3', 'gap', 'trusts']) as indicator, '001' as area_code,
            unnest([date '2017-08-31', '2018-08-31', '2017-08-31', '2018-08-31']) as period_end,
            1.0 as value;
        create table build_written as
        select unnest(['level_3', 'gap', 'trusts']) as name,
            unnest([['measure'], ['measure'], ['kind']]) as words;
        create table build_sources as
        select unnest(['old', 'new', 'register']) as source, source || '_rows' as table_name;
        create table source_rows as
        select unnest(['old_rows', 'new_rows', 'old_rows']) as table_name, '001' as area_code,
            unnest(['measure', 'measure', 'kind']) as part, true as by_name,
            unnest([date '2017-08-31', '2018-08-31', '2016-08-31']) as period_end;
    """)
    asked = (database.QUERIES / "pages/indicator/sources.sql").read_text(encoding="utf-8")
    named = ["level_3", "gap", "trusts"]

    def found(as_at: str) -> set[tuple]:
        chosen = {"indicators": named, "area_code": "001", "as_at": as_at}
        answer = rows.execute(asked, chosen).df()
        return set(answer[["indicator", "source", "is_earlier"]].itertuples(index=False, name=None))

    both = {("trusts", "register", False), ("trusts", "old", False)}  # counted of both on a day
    only = {("gap", "old", False)}
    assert found("2026-08-31") == both | only | {
        ("level_3", "new", False),
        ("level_3", "old", True),
    }
    assert ("level_3", "old", False) in found("2017-08-31")
    assert wording.sources(["new"], ["old"]) == "new; earlier periods: old"


def test_papers_and_sentences_say_in_the_same_words_that_nothing_can_be_told(read):
    said = (PROJECT / "text/sentences.csv").read_text(encoding="utf-8")
    assert "too close to tell" in said
    assert "too close to tell" in findings.say("paper_place", "similar")
    few = read("001").indicators
    few = few[(few["kind"] == "percentage") & (few["denominator"] < 5)]
    assert len(few) and few["place"].isna().all()


def test_all_authorities_are_written_once_and_a_broken_run_goes_on(tmp_path, build):
    run = CliRunner().invoke
    asked = ["brief", "--all", "--format", "xlsx", "--out", str(tmp_path)]
    done = run(app, asked)
    assert done.exit_code == 0, done.output
    paths = sorted(tmp_path.glob("*.xlsx"))
    assert len(paths) == len(paper_data.authorities(paper_data.dates()[0]))
    paths[0].unlink()
    paths[1].write_bytes(b"half a file")
    again = run(app, asked)
    assert f"2; already there of this build: {len(paths) - 2}" in " ".join(again.output.split())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["999"], "There is no authority '999'"),
        ([], "Name one authority or more"),
        (["001", "--format", "gif"], "There is no format"),
        (["001", "--as-at", "yesterday"], "There is no 'yesterday': choose of 20"),
        (["001", "--framework", "none"], "There is no 'none': choose of"),
        (["001", "--out", __file__], "Nothing can be written to"),
    ],
)
def test_what_cannot_be_written_is_said_plainly(tmp_path, build, asked, said):
    done = CliRunner().invoke(app, ["brief", "--out", str(tmp_path), *asked])
    assert done.exit_code != 0
    assert said in " ".join((done.output + str(done.exception)).split())


def test_papers_import_no_screen_library():
    for path in (PROJECT / "kit" / "paper").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in getattr(node, "names", [])]
            assert not [
                name for name in [getattr(node, "module", "") or "", *names] if "streamlit" in name
            ], path.name


def test_a_wrong_query_is_told_with_its_file_and_what_to_do(build, monkeypatch):
    monkeypatch.setattr(paper_data, "_question", lambda name: ("select none_such from areas", []))
    with pytest.raises(paper_data.Unanswered) as told:
        paper_data.ask("brief/about")
    assert "queries/pages/brief/about.sql" in str(told.value) and "Fix" in str(told.value)
