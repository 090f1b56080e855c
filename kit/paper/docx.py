"""A paper as DOCX: real headings, tables with a heading row, charts as vectors with their text."""

import io
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kit.chart import Chart, Ladders
from kit.paper import charts, reproducible_zip
from kit.paper.model import Document, Section, Table

_VECTOR = Path(__file__).with_name("vector.xml").read_text(encoding="utf-8")
_FONT = "Arial"  # on every machine that opens a DOCX, which embeds none
_SPACES = {  # above and below, in points: a briefing is two pages here as in PDF
    "Normal": (0, 5),
    "Title": (0, 6),
    "Heading 1": (9, 2),
    "Heading 2": (9, 2),
    "List Bullet": (0, 2),
    "List Number": (0, 2),
}


def render(document: Document) -> bytes:
    """Return the paper as a DOCX."""
    word = docx.Document()
    properties = word.core_properties
    properties.title, properties.author = document.title, document.footer
    properties.created = properties.modified = document.built_at
    properties.language = "en-GB"
    _set_styles(word)
    _set_page(word.sections[0], document)
    word.add_heading(document.title, 0)
    for section in document.sections:
        if not section.spare:
            _section(word, section)
    file = io.BytesIO()
    word.save(file)
    return reproducible_zip.fix_times(file.getvalue(), document.built_at)


def _colour(name: str) -> RGBColor:
    return RGBColor.from_string(charts.COLOURS[name].lstrip("#").upper())


def _set_styles(word) -> None:
    for name, size, colour in (
        ("Normal", 10, "ink"),
        ("Title", 20, "strong"),
        ("Heading 1", 13, "strong"),
        ("Heading 2", 12, "ink"),
        ("List Bullet", 10, "ink"),
        ("List Number", 10, "ink"),
    ):
        style = word.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = _colour(colour)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        fonts.set(qn("w:ascii"), _FONT)
        fonts.set(qn("w:hAnsi"), _FONT)
        space = _SPACES.get(name)
        if space:
            style.paragraph_format.space_before, style.paragraph_format.space_after = map(Pt, space)
            style.paragraph_format.line_spacing = 1.05


def _set_page(page, document: Document) -> None:
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(17)
    page.top_margin, page.bottom_margin = Mm(15), Mm(18)
    page.header_distance = page.footer_distance = Mm(9)  # two lines have room in the margin
    head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
    head.paragraph_format.space_after = foot.paragraph_format.space_after = Pt(0)
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if document.stamp:
        run = head.add_run(document.stamp)
        run.bold, run.font.size, run.font.color.rgb = True, Pt(9), _colour("weak_text")
    for said, field in ((f"{document.footer} · page ", "PAGE"), (" of ", "NUMPAGES")):
        _small_print(foot, said)
        for kind, text in (("begin", ""), ("", field), ("end", "")):
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark.text = text
            _small_print(foot, "")._r.append(mark)


def _small_print(paragraph, said: str):
    run = paragraph.add_run(said)
    run.font.size, run.font.color.rgb = Pt(8.5), _colour("soft")
    return run


def _section(word, section: Section) -> None:
    word.add_heading(section.title, section.level)
    if section.note and section.facts:
        asked = word.add_paragraph()
        asked.paragraph_format.keep_with_next = True
        _small_print(asked, section.note)
    for said in section.lead:
        lead = word.add_paragraph()
        lead.paragraph_format.keep_with_next = True
        lead.add_run(said).font.size = Pt(12)
    style = "List Number" if section.numbered else "List Bullet"
    for said, beside in section.points:
        paragraph = word.add_paragraph(said, style=style)
        if beside:
            _small_print(paragraph, f" {beside}")
    if section.chart:
        _chart(word, section.chart, bool(section.facts))
    for name, said in section.facts:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        run = paragraph.add_run(f"{name}: ")
        run.bold, run.font.color.rgb = True, _colour("strong")
        paragraph.add_run(said)
    if section.table:
        _table(word, section.table)
    if section.note and not section.facts:
        _small_print(word.add_paragraph(), section.note)


def _chart(word, chart: Chart, small: bool) -> None:
    """Set title, measure and picture as one paragraph, whose lines no page parts."""
    whole = word.add_paragraph()
    whole.paragraph_format.keep_together = True
    whole.paragraph_format.keep_with_next = not small
    whole.paragraph_format.space_after = Pt(2)
    whole.add_run(chart.title).bold = True
    whole.add_run().add_break()
    _small_print(whole, "; ".join(filter(None, [chart.measure, chart.key]))).add_break()
    svg = charts.svg(chart, *charts.fit_size(chart, bar=22, tall=150))
    picture = whole.add_run().add_picture(
        io.BytesIO(charts.png(svg)), width=Mm(96 if isinstance(chart, Ladders) else 105)
    )
    drawn = picture._inline
    drawn.docPr.set("descr", chart.alt)
    drawn.docPr.set("title", chart.title)
    _as_vector(word.part, drawn, svg)
    if not small:
        _small_print(word.add_paragraph(), f"{chart.behind}. Source: {chart.source}.")


def _as_vector(part, drawn, svg: str) -> None:
    """Put the SVG beside the PNG: readers that know vectors show it, others the PNG."""
    number = sum(each.partname.endswith(".svg") for each in part.package.iter_parts()) + 1
    name = PackURI(f"/word/media/chart{number}.svg")
    named = svg.replace(f'"{charts.FONT}"', f'"{charts.FONT}, {_FONT}"')  # a DOCX embeds none
    image = Part(name, "image/svg+xml", named.encode(), part.package)
    relation = part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
    blip = drawn.find(f".//{qn('a:blip')}")
    blip.append(parse_xml(_VECTOR.format(relation=relation)))


def _table(word, table: Table) -> None:
    drawn = word.add_table(1, len(table.headings), style="Table Grid")
    drawn.autofit = False
    shares = table.widths or [1] * len(table.headings)
    for column, share in zip(drawn.columns, shares, strict=True):
        column.width = Mm(172 * share / sum(shares))
    repeated = OxmlElement("w:tblHeader")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeated)
    for line, cells in enumerate([table.headings, *table.rows]):
        row = drawn.rows[0] if line == 0 else drawn.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, (cell, said) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Mm(172 * shares[place] / sum(shares))
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(1.5)
            paragraph.paragraph_format.space_after = Pt(1.5)
            paragraph.paragraph_format.keep_with_next = line < min(2, len(table.rows))
            run = paragraph.add_run(said)
            run.font.size, run.bold = Pt(8.5), line == 0
            if place in table.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph()
