"""How papers look at a fixed size: nothing clipped, nothing on top of another, nothing moved.

PDF pages are drawn, made coarse and compared with the grids in `pictures`, of a paper whose words
never change. After a change that is meant, look at the PDF, then renew the grids:
`python -m tests.documents.test_pictures`. Slides, Word and workbooks have no renderer that pip
installs: their text is measured instead, with the widths of Helvetica, which are those of Arial.
"""

import io
from datetime import datetime
from itertools import combinations
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pptx
import pypdfium2
import pytest
from docx.shared import Pt as _Pt
from pdfminer.fontmetrics import FONT_METRICS
from PIL import Image, ImageChops

from kit import wording
from kit.chart import Bars, Ladders, Line
from kit.paper import charts, pdf
from kit.paper import pptx as slides
from kit.paper.model import Document, Section, Table
from tests.documents.conftest import AUTHORITIES

PICTURES = Path(__file__).with_name("pictures")
GRID = (60, 85)  # cells of an A4 page, about 3.5 mm each
SHADES = "0123456789abcdef"  # from ink to paper
# Another version of the renderer smooths letters a shade or two otherwise; a line that moved by
# one cell changes its cells by more, and many of them.
MOST_CELLS = 0.01  # share of cells that may differ by more than two shades
INSET = 0.1 * 72, 0.05 * 72  # of a text box, at the sides and above and below, in points
LONG = "Wintermarch, Great Ellermere and the United Boroughs of the Lower Tessaly Valleys"


def _fixed(name: str, known: bool) -> Document:
    """A paper whose words never change: of much that is known, or of nearly nothing."""
    years = pd.DataFrame(
        {
            "period_end": pd.to_datetime([f"{year}-08-31" for year in range(2001, 2007)]),
            "period_text": [f"31 Aug {year}" for year in range(2001, 2007)],
            "period_status": ["final"] * 5 + ["provisional"],
            "value": [40.0, 44.0, None, 47.0, 52.0, 55.0],
            "lower": [35.0, 39.0, None, 42.0, 47.0, 50.0],
            "upper": [45.0, 49.0, None, 52.0, 57.0, 60.0],
            "neighbours_value": [50.0, 50.0, 51.0, 51.0, 52.0, 52.0],
            "run": [1] * 6,
            "broken": [None] * 6,
        }
    )
    bars = pd.DataFrame(
        [(name, 61.0, 52.0, 69.0, "chosen"), ("Neighbours", 54.0, None, None, "other")],
        columns=["name", "value", "lower", "upper", "place"],
    )
    ladders = pd.DataFrame(
        {
            "title": ["Vision and leadership", "Understanding of intervention", "Reach"],
            "level": [2, 1, None],
            "level_low": [1, 1, None],
            "level_high": [3, 1, None],
            "before": [3, 1, None],
            "beside": [3, 2, 3],
            "text": ["2 adequate, could be 1 to 3", "1 weak", "not assessed"],
        }
    )
    more = {
        "about": name,
        "measure": "%",
        "alt": "In words",
        "behind": "55%: 11 of 20, 31 Aug 2006",
        "source": "An invented source",
    }

    def say(value) -> str:
        return wording.figure(value, "percentage", "", 0)

    charts = {
        "trend": Line(rows=years, title="A rise", write=say, **more,
                      others={"neighbours_value": "Neighbours"}),
        "bars": Bars(rows=bars, title="Higher than in neighbours", write=say, **more),
        "ladders": Ladders(rows=ladders, title="One level fell", **more,
                           steps={1: "weak", 2: "adequate", 3: "well", 4: "excellent"}),
    }  # fmt: skip
    drawn = charts.get if known else {}.get
    lines = [(f"A sentence of some length about what figure {n} says of {name}.", "") for n in "12"]
    silent = [("Nothing is known of this.", "")]
    sections = [
        Section("Where we stand", lead=[f"{name} is at level 2 (adequate) or above in one theme."]),
        Section("Going well", points=lines if known else silent, chart=drawn("trend")),
        Section("Worries", points=lines if known else silent, chart=drawn("bars")),
        Section("What changed", points=silent, chart=drawn("ladders"), anew=True),
        Section("Questions to ask", points=[(lines[0][0], "Ask: a role")] * 2, numbered=True),
        Section("What is not told", points=silent, half=True),
        Section("Who to ask", facts=[("A role", "all of it")], half=True),
        Section("A table", table=Table("Rows", ["Name", "Figure"], [[name, "55%"]] * 3, [1])),
    ]
    chosen = {"Authority": name, "As at": "as at 31 August 2006", "Framework": "A framework"}
    moment = datetime.fromisoformat("2006-09-01T09:00:00")
    return Document(
        f"{name}: a paper", "a paper", chosen, "build", moment, "A mark", sections, [], most_pages=2
    )


PAPERS = {"plain": _fixed("Northmere", True), "sparse": _fixed("Northmere", False)}
PAPERS["long"] = _fixed(LONG, True)


def _pages(content: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(content) as file:
        return [page.render(scale=2).to_pil().convert("L") for page in file]


def _grid(page: Image.Image) -> list[str]:
    small = page.resize(GRID, Image.Resampling.BOX)
    shades = [SHADES[shade // 16] for shade in small.tobytes()]
    return ["".join(shades[at : at + GRID[0]]) for at in range(0, len(shades), GRID[0])]


def _differing(one: list[str], other: list[str]) -> float:
    pairs = zip("".join(one), "".join(other), strict=True)
    far = [abs(int(a, 16) - int(b, 16)) > 2 for a, b in pairs]
    return sum(far) / len(far)


def _kept(name: str) -> list[list[str]]:
    text = (PICTURES / f"{name}.txt").read_text(encoding="utf-8")
    return [page.split("\n") for page in text.strip().split("\n\n")]


@pytest.mark.parametrize("name", PAPERS)
def test_pages_look_as_they_did(name):
    now, kept = [_grid(page) for page in _pages(pdf.render(PAPERS[name]))], _kept(name)
    assert len(now) == len(kept), f"{name}: {len(kept)} pages were {len(now)}"
    for number, (page, before) in enumerate(zip(now, kept, strict=True), 1):
        share = _differing(page, before)
        assert share <= MOST_CELLS, (
            f"{name}, page {number}: {share:.1%} of its cells look otherwise. If that is meant, "
            "look at the PDF, then run: python -m tests.documents.test_pictures"
        )


def test_what_moves_or_is_clipped_is_seen():
    page = _pages(pdf.render(PAPERS["plain"]))[0]
    before = _kept("plain")[0]
    assert _differing(_grid(ImageChops.offset(page, 0, 24)), before) > MOST_CELLS  # 4 mm lower
    clipped = page.copy()
    half = page.width // 2, page.height // 4
    clipped.paste(255, (*half, page.width, page.height // 2))
    assert _differing(_grid(clipped), before) > MOST_CELLS


# ── Slides ───────────────────────────────────────────────────────────────────────────────────


def _width(text: str, size: float, bold: bool) -> float:
    widths = FONT_METRICS["Helvetica-Bold" if bold else "Helvetica"][1]
    return sum(widths.get(letter, 600) for letter in text) * size / 1000


def _lines(text: str, size: float, bold: bool, across: float) -> int:
    """Count the lines a text takes; a word too long for one is a fault of its own."""
    count, at = 1, 0.0
    for word in text.split(" "):
        wide = _width(f"{word} ", size, bold)
        assert wide <= across + size, f"“{word}” is wider than its place"
        if at and at + wide - _width(" ", size, bold) > across:
            count, at = count + 1, 0.0
        at += wide
    return count


def _high(frame, across: float) -> float:
    """Return how high the text of a frame is, in points."""
    high = 0.0
    for paragraph in frame.paragraphs:
        run = paragraph.runs[0] if paragraph.runs else None
        size = run.font.size.pt if run and run.font.size else 18
        after = paragraph.space_after.pt if paragraph.space_after is not None else 0
        high += _lines(paragraph.text, size, bool(run and run.font.bold), across) * size * 1.2
        high += after
    return high - after


def _boxes(slide) -> list[tuple[str, float, float, float, float]]:
    """Return what stands on a slide: its text, left, top, right and the bottom it truly has."""
    boxes = []
    for shape in slide.shapes:
        left, top = shape.left.pt, shape.top.pt
        right, bottom = left + shape.width.pt, top + shape.height.pt
        if shape.has_text_frame and shape.text_frame.text:
            high = _high(shape.text_frame, shape.width.pt - 2 * INSET[0]) + 2 * INSET[1]
            said = shape.text_frame.text
            assert high <= shape.height.pt + 1, f"“{said[:60]}” is {high:.0f} pt high, its box less"
            if shape != slide.shapes.title:  # which stands in the middle of its box
                bottom = top + high
        elif shape.has_table:
            columns = [column.width.pt - 2 * INSET[0] for column in shape.table.columns]
            bottom = top + sum(
                max(
                    _high(cell.text_frame, across) + 2 * 0.8 / 25.4 * 72
                    for cell, across in zip(row.cells, columns, strict=True)
                )
                for row in shape.table.rows
            )
        boxes.append((shape.name, left, top, right, bottom))
    return boxes


def _whole(show) -> None:
    """Assert that nothing of any slide is clipped, off the slide or on top of another."""
    for number, slide in enumerate(show.slides, 1):
        boxes = _boxes(slide)
        for name, left, top, right, bottom in boxes:
            assert left >= 0 and top >= 0, (number, name)
            assert right <= show.slide_width.pt, (number, name)
            assert bottom <= show.slide_height.pt, (number, name, bottom)
        for one, other in combinations(boxes, 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[2], other[2])
            assert across <= 1 or down <= 2 * INSET[1], (number, one[0], other[0], down)


@pytest.mark.parametrize("book", [False, True])
@pytest.mark.parametrize("code", ["001", "005", "024"])
def test_nothing_of_a_slide_is_clipped_or_covered(paper, code, book):
    _whole(pptx.Presentation(io.BytesIO(paper("pptx", code, book))))


@pytest.mark.parametrize("name", PAPERS)
def test_slides_of_a_fixed_paper_are_whole_and_a_moved_box_is_seen(name):
    show = pptx.Presentation(io.BytesIO(slides.render(PAPERS[name])))
    _whole(show)
    box = show.slides[1].shapes[-1]
    box.top = show.slides[1].shapes.title.top
    with pytest.raises(AssertionError):
        _whole(show)
    show = pptx.Presentation(io.BytesIO(slides.render(PAPERS[name])))
    show.slides[1].shapes[-1].height = _Pt(8)
    with pytest.raises(AssertionError):
        _whole(show)


# ── Word and workbooks ───────────────────────────────────────────────────────────────────────


def _flow(file) -> float:
    """Return how high all paragraphs of a Word paper without tables are together, in points."""
    page, high = file.sections[0], 0.0
    across = (page.page_width - page.left_margin - page.right_margin) / 12700
    for paragraph in file.paragraphs:
        look, style = paragraph.paragraph_format, paragraph.style
        size = next((run.font.size.pt for run in paragraph.runs if run.font.size), None)
        size = size or style.font.size.pt
        indent = 18 if style.name.startswith("List") else 0
        before, after = (
            next(
                (
                    getattr(one, side).pt
                    for one in (look, style.paragraph_format)
                    if getattr(one, side) is not None
                ),
                0,
            )
            for side in ("space_before", "space_after")
        )
        high += before + (0 if indent else after)  # between points of a list there is no space
        pictures = paragraph._p.xpath(".//wp:extent")
        if pictures:  # its title and measure stand in the same paragraph, above it
            assert int(pictures[0].get("cx")) / 12700 <= across
            high += int(pictures[0].get("cy")) / 12700
        bold = style.name.startswith(("Heading", "Title"))
        for said in filter(None, paragraph.text.split("\n")):
            high += _lines(said, size, bold, across - indent) * size * 1.15 * 1.05
    return high


@pytest.mark.parametrize("code", AUTHORITIES)
def test_a_briefing_in_word_is_two_pages(paper, code):
    file = docx.Document(io.BytesIO(paper("docx", code)))
    page = file.sections[0]
    room = (page.page_height - page.top_margin - page.bottom_margin) / 12700
    high = _flow(file)
    # A chart that does not fit the first page's foot leaves room there: at most its own height.
    tallest = max((int(one.height) / 12700 for one in file.inline_shapes), default=0)
    assert high <= 2 * room, f"{high:.0f} pt of {2 * room:.0f}"
    assert tallest < room / 3


@pytest.mark.parametrize("code", ["001", "005"])
def test_in_word_no_page_parts_a_charts_words_from_its_picture(paper, code):
    for book in (False, True):
        file = docx.Document(io.BytesIO(paper("docx", code, book)))
        drawn = [each for each in file.paragraphs if each._p.xpath(".//wp:extent")]
        assert len(drawn) == len(file.inline_shapes) > 0
        for each in drawn:
            assert each.paragraph_format.keep_together and each.text.count("\n") >= 2
        for table in file.tables:  # nor a heading row from what it heads
            head = [cell.paragraphs[0] for cell in table.rows[0].cells]
            assert all(each.paragraph_format.keep_with_next for each in head)


@pytest.mark.parametrize("values", [(18.2, 25.5), (-0.27, 0.06), (-3.0, -2.0), (0.0, 0.0)])
@pytest.mark.parametrize("unit", ["points", "years (median)"])
def test_what_a_bar_says_has_room_beside_it(values, unit):
    rows = pd.DataFrame(
        [(LONG, values[0], None, None, "chosen"), ("England", values[1], None, None, "other")],
        columns=["name", "value", "lower", "upper", "place"],
    )
    carried = {"title": "A", "measure": "%", "source": "", "alt": "B"}
    chart = Bars(rows=rows, write=lambda value: f"{value} {unit}", **carried)
    picture = Image.open(io.BytesIO(charts.png(charts.svg(chart, 330, 110)))).convert("RGBA")
    edge = picture.getchannel("A").crop((picture.width - 4, 0, picture.width, picture.height))
    assert edge.getextrema()[1] == 0, "a label is cut at the right edge"


def test_no_slide_holds_what_was_left_over():
    points = [(f"Sentence {number}.", "") for number in range(7)]
    told = slides._slides(Section("Worries", points=points))
    assert [len(part["words"]) for _, part in told] == [4, 3]
    table = Table("Rows", ["Name"], [["one"]])
    ((title, part),) = slides._slides(Section("Sources", table=table, note="As built."))
    assert title == "Sources" and part["words"] == ["As built."] and part["rows"] == [["one"]]


@pytest.mark.parametrize("code", ["001", "005", "024"])
def test_columns_of_a_workbook_are_as_wide_as_their_words(paper, code):
    book = openpyxl.load_workbook(io.BytesIO(paper("xlsx", code, book=True)))
    for sheet in book:
        if sheet.title == "Notes":
            continue
        for column in sheet.iter_cols(min_row=3):
            place = column[0].column
            wide = next(
                one.width for one in sheet.column_dimensions.values() if one.min <= place <= one.max
            )
            for cell in column:
                said = str(cell.value if cell.value is not None else "")
                if isinstance(cell.value, float):
                    continue  # a program rounds a number to its column
                said = said.removesuffix(" 00:00:00")
                assert min(len(said), 60) <= wide, (sheet.title, cell.coordinate, said, wide)


if __name__ == "__main__":
    for name, document in PAPERS.items():
        grids = ["\n".join(_grid(page)) for page in _pages(pdf.render(document))]
        (PICTURES / f"{name}.txt").write_text("\n\n".join(grids) + "\n", encoding="utf-8")
        print(f"{name}: {len(grids)} pages, in {PICTURES}")
