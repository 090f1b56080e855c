"""Papers carry what stands, with role and date, and stay as long as they may be."""

import io
import re
from datetime import date

import docx
import openpyxl
import pptx
import pypdf
import pytest
from typer.testing import CliRunner

from kit.__main__ import app
from kit.paper import files, paper_data
from kit.store import comments

AREA, ROLE = "024", "Head of partnerships"  # the authority with the longest names


@pytest.fixture
def said(kept):
    """A comment of each kind and an event; the words of each."""
    read = paper_data.read_data(AREA, paper_data.dates()[0], paper_data.frameworks()[0])
    indicator = read.sentences["indicator"].dropna().iloc[0]
    theme = read.themes["id"].iloc[0]
    chosen = {"framework": paper_data.frameworks()[0]}
    words = {
        "finding": "=Counted before the autumn term",
        "theme": "The plan is being written anew",
        "indicator": "Two schools joined after the count",
        "event": "New partnership agreement signed",
    }
    comments.write(AREA, words["finding"], ROLE, as_at=date(2026, 8, 31), **chosen)
    comments.write(AREA, words["theme"], ROLE, about="theme", subject=theme, **chosen)
    of = {"about": "indicator", "subject": indicator}
    comments.write(AREA, words["indicator"], ROLE, **of)
    comments.write(AREA, words["event"], ROLE, kind="event", happened_on=date(2025, 3, 1), **of)
    gone = comments.write(AREA, "Taken back", ROLE, **of).entry
    comments.withdraw(AREA, gone.entry_id, ROLE)
    comments.write(AREA, "Of other rules", ROLE, framework="other")
    return words


def unspaced(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _text(form: str, made: bytes) -> str:
    file = io.BytesIO(made)
    if form == "pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    if form == "docx":
        paper = docx.Document(file)
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        return " ".join([each.text for each in paper.paragraphs] + cells)
    if form == "pptx":
        frames = [shape for slide in pptx.Presentation(file).slides for shape in slide.shapes]
        told = [shape.text_frame.text for shape in frames if shape.has_text_frame]
        tables = [shape.table for shape in frames if shape.has_table]
        return " ".join(told + [c.text for t in tables for row in t.rows for c in row.cells])
    return " ".join(
        str(cell)
        for sheet in openpyxl.load_workbook(file)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    )


@pytest.mark.parametrize("form", ["pdf", "pptx", "docx", "xlsx"])
@pytest.mark.parametrize("book", [False, True], ids=["briefing", "book"])
def test_every_paper_carries_what_stands(said, form, book):
    text = unspaced(_text(form, files.make_paper(form, AREA, book=book)))
    cut = [] if book or form == "xlsx" else ["theme"]  # a briefing has room for three
    for about, words in said.items():
        assert (unspaced(words) in text) == (about not in cut), about
    assert unspaced(ROLE) in text
    assert unspaced("Taken back") not in text
    assert unspaced("Of other rules") not in text


def test_no_cell_of_the_workbook_runs(said):
    book = openpyxl.load_workbook(io.BytesIO(files.make_paper("xlsx", AREA)))
    cells = [cell for row in book["Remarks"].iter_rows() for cell in row]
    assert "'=Counted before the autumn term" in [cell.value for cell in cells]
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def test_a_briefing_stays_two_pages_whatever_is_said(kept):
    words = "wide words of the authority about its partnerships and what they do " * 9
    for number in range(6):
        comments.write(AREA, f"{number} {words}"[: comments.LONGEST], ROLE, framework="caa_2009")
    made = files.make_paper("pdf", AREA, framework="caa_2009")
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 2


def test_a_paper_is_made_again_when_something_new_is_said(kept, tmp_path):
    chosen = (paper_data.dates()[0], paper_data.frameworks()[0])

    def made() -> list[bool]:
        return [new for _, new in files.write(tmp_path / "out", [AREA], ["xlsx"], *chosen)]

    assert made() == [True]
    assert made() == [False]
    comments.write(AREA, "Something new", ROLE, framework=chosen[1])
    assert made() == [True]
    assert made() == [False]


def test_the_command_writes_what_stands_or_all_that_was_ever_said(said, tmp_path):
    runner, out = CliRunner(), tmp_path / "said.csv"
    listed = runner.invoke(app, ["remarks"])
    assert listed.exit_code == 0, listed.output
    assert all(words in listed.output for words in said.values())
    assert "Taken back" not in listed.output
    done = runner.invoke(app, ["remarks", AREA, "--history", "--out", str(out)])
    assert done.exit_code == 0, done.output
    text = out.read_text(encoding="utf-8-sig")
    assert text.count("Taken back") == 2 and "'=Counted before" in text
