"""A paper as PPTX: one finding to a slide, native charts whose figures can be edited."""

import io
import textwrap
from collections.abc import Callable

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Mm, Pt

from kit import wording
from kit.chart import Bars, Chart, Ladders, Line
from kit.paper import charts, reproducible_zip
from kit.paper.model import Document, Section, Table

_WIDE, _HIGH = Mm(338.7), Mm(190.5)
_LEFT, _TOP, _ACROSS, _DOWN = Mm(14), Mm(33), Mm(310), Mm(138)
_FONT = "Arial"
_POINTS, _LINES = 6, 11  # sentences, and lines of a table, that fit one slide
_ABOVE = 330  # characters of words that fit above a table


def render(document: Document) -> bytes:
    """Return the paper as slides."""
    show = Presentation()
    show.slide_width, show.slide_height = _WIDE, _HIGH
    properties = show.core_properties
    properties.title, properties.author = document.title, document.footer
    properties.created = properties.modified = document.built_at
    properties.language = "en-GB"
    first = _add_slide(show, document, document.chosen["Authority"], 34)
    said = [wording.capitalise(document.about), *list(document.chosen.values())[1:]]
    _add_text(first, said, _LEFT, _TOP + Mm(20), _ACROSS, Mm(60), 22, colour="soft")
    for section in document.sections:
        for title, part in _slides(section):
            _add_part(_add_slide(show, document, title), part)
    file = io.BytesIO()
    show.save(file)
    return reproducible_zip.fix_times(file.getvalue(), document.built_at)


def _slides(section: Section) -> list[tuple[str, dict]]:
    """Cut a section into what fits one slide each."""
    words = [*section.lead, *(f"{said}  {beside}".strip() for said, beside in section.points)]
    facts = [f"{name}: {said}" for name, said in section.facts]
    note = [section.note] if section.note else []
    words += [*note, *facts] if facts else note  # what a figure asks comes before it
    most = 5 if section.chart else _POINTS
    if section.facts and section.chart:
        most = len(words)  # facts are set small, beside their chart
    each = -(-len(words) // -(-len(words) // most)) if words else 1  # as many on one as on the next
    cuts = [words[at : at + each] for at in range(0, len(words), each)] or [[]]
    parts = [{"words": cut, "numbered": section.numbered} for cut in cuts]
    if section.chart:
        parts[0]["chart"] = section.chart
        parts[0]["small"] = bool(section.facts)
    if section.numbered:
        for number, part in enumerate(parts):
            part["from"] = number * each + 1
    if section.table:
        rows = section.table.rows
        if not section.chart and len(parts) == 1 and sum(map(len, words)) <= _ABOVE and words:
            parts[0] |= {"table": section.table, "rows": rows[: _LINES - 3]}  # words above it
            rows = rows[_LINES - 3 :]
        for at in range(0, len(rows), _LINES):
            parts.append({"table": section.table, "rows": rows[at : at + _LINES]})
    parts = [part for part in parts if any(part.get(key) for key in ("words", "chart", "table"))]
    return [
        (section.title + (f" ({number} of {len(parts)})" if len(parts) > 1 else ""), part)
        for number, part in enumerate(parts, 1)
    ]


def _colour(name: str) -> RGBColor:
    return RGBColor.from_string(charts.COLOURS[name].lstrip("#").upper())


def _add_slide(show, document: Document, title: str, size: int = 26):
    slide = show.slides.add_slide(show.slide_layouts[5])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = _LEFT, Mm(8), Mm(235), Mm(22)
    head.text_frame.text = title
    head.text_frame.word_wrap = True
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for paragraph in head.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
    size -= 12 * (len(title) > 70) or 8 * (len(title) > 50)
    _style_text(head.text_frame, size, "strong", bold=True)
    if document.stamp:
        _add_text(slide, [document.stamp], Mm(250), Mm(8), Mm(76), Mm(10), 11, "weak_text", True)
    number = len(show.slides)
    foot = f"{document.footer} · slide {number}"  # two lines where the name is long
    _add_text(slide, [foot], _LEFT, Mm(178), _ACROSS, Mm(11.5), 10, "soft")
    return slide


def _style_text(frame, size: float, colour: str = "ink", bold: bool = False) -> None:
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(size * 0.45)
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, _FONT
            run.font.color.rgb = _colour(colour)


def _add_text(slide, said: list[str], left, top, width, height, size, colour="ink", bold=False):
    box = slide.shapes.add_textbox(left, top, width, height)
    frame = box.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for number, line in enumerate(said):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.add_run().text = line
    _style_text(frame, size, colour, bold)
    return box


def _text_height(said: str, width: int, size: float) -> Emu:
    """Return how high a box of one paragraph has to be, in a type whose letters are wide."""
    letters = int((Emu(width).pt - 14.4) / (0.54 * size))  # of a line, on the average
    lines = len(textwrap.wrap(said, letters))
    return Emu(Pt(lines * size * 1.2 + 7.2 + 1))  # 7.2: what is left free above and below


def _add_part(slide, part: dict) -> None:
    words, chart = part.get("words", []), part.get("chart")
    if part.get("numbered"):
        words = [f"{number}. {said}" for number, said in enumerate(words, part["from"])]
    long = sum(map(len, words))
    if words:
        width = Mm(118) if chart else _ACROSS
        size = 18 if long < 360 else 14
        if part.get("small"):
            size = 11 if long < 600 else 10
        if part.get("table"):
            size = 14
        elif not chart:
            size = 26 if long < 360 else 20 if long < 900 else 15
        down = Mm(36) if part.get("table") else _DOWN
        _add_text(slide, words, _LEFT, _TOP, width, down, size)
    if chart:
        left = _LEFT + Mm(124) if words else _LEFT
        across = Emu(_LEFT + _ACROSS - left)
        _add_text(slide, [chart.title], left, _TOP, across, Mm(14), 13, bold=True)
        key = chart.key if isinstance(chart, Bars) else ""  # a legend tells the lines of the others
        measure = "; ".join(filter(None, [chart.measure, key]))
        _add_text(slide, [measure], left, _TOP + Mm(14), width, Mm(12), 11, "soft")
        source = f"{chart.behind}. Source: {chart.source}."
        high = _text_height(source, width, 10)
        _chart(slide, chart, left, _TOP + Mm(26), width, Emu(Mm(115) - high))
        _add_text(slide, [source], left, Emu(_TOP + Mm(142) - high), width, high, 10, "soft")
    if part.get("table"):
        _table(slide, part["table"], part["rows"], _TOP + (Mm(38) if words else 0))


def _chart(slide, chart: Chart, left, top, width, height) -> None:
    read, style = _NATIVE[type(chart)]
    kind, data = read(chart)
    placed = slide.shapes.add_chart(kind, left, top, width, height, data)
    placed._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    placed.name = chart.title
    drawn = placed.chart
    drawn.has_title = False
    drawn.font.size, drawn.font.name = Pt(11), _FONT
    drawn.font.color.rgb = _colour("ink")
    drawn.value_axis.format.line.fill.background()
    drawn.category_axis.format.line.color.rgb = _colour("soft")
    style(drawn, chart)


def _number(value):
    return float(value) if wording.is_known(value) else None


def _trend_data(chart: Line):
    rows, data = chart.rows, CategoryChartData()
    data.categories = list(rows["period_text"])
    lines = {
        "value": chart.about,
        "lower": "95% interval, lower",
        "upper": "95% interval, upper",
        **chart.others,
    }
    for column, name in lines.items():
        if rows[column].notna().any():
            data.add_series(name, [_number(value) for value in rows[column]])
    return XL_CHART_TYPE.LINE_MARKERS, data


def _style_trend(drawn, chart: Line) -> None:
    drawn.value_axis.major_gridlines.format.line.color.rgb = _colour("line")
    drawn.has_legend = True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for place, series in enumerate(drawn.plots[0].series):
        own, edge = place == 0, series.name.startswith("95%")
        series.smooth = False
        line = series.format.line
        line.width = Pt(3 if own else 1 if edge else 1.75)
        line.color.rgb = _colour("strong" if own or edge else "beside")
        if edge:
            line.dash_style = MSO_LINE.SQUARE_DOT
        elif not own and series.name == list(chart.others.values())[-1]:
            line.dash_style = MSO_LINE.DASH
        series.marker.style = XL_MARKER_STYLE.CIRCLE if own else XL_MARKER_STYLE.NONE
        if own:
            series.marker.size = 8
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = _colour("strong")
            series.marker.format.line.color.rgb = _colour("strong")


def _bars_data(chart: Bars):
    rows, data = chart.rows.iloc[::-1], CategoryChartData()  # slides count bars from below
    data.categories = [
        f"{wording.shorten(name, 30)}: {chart.write(value)}"
        for name, value in zip(rows["name"], rows["value"], strict=True)
    ]
    data.add_series("Value", [_number(value) for value in rows["value"]])
    return XL_CHART_TYPE.BAR_CLUSTERED, data


def _style_bars(drawn, chart: Bars) -> None:
    drawn.has_legend = False
    plot = drawn.plots[0]
    plot.gap_width, plot.has_data_labels = 45, False
    for place, row in enumerate(chart.rows.iloc[::-1].itertuples()):
        point = plot.series[0].points[place]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = _colour("strong" if row.place == "chosen" else "other")
    drawn.value_axis.minimum_scale = min(0.0, float(chart.rows["value"].min()))
    drawn.value_axis.visible = False  # the value stands beside the name
    drawn.value_axis.has_major_gridlines = False
    _add_error_bars(plot.series[0], chart.rows.iloc[::-1])


def _add_error_bars(series, rows) -> None:
    """Put the intervals on the bars; the library has no word for it."""

    def side(name: str, lengths) -> str:
        points = "".join(
            f'<c:pt idx="{place}"><c:v>{float(length)}</c:v></c:pt>'
            for place, length in enumerate(lengths)
            if wording.is_known(length)
        )
        return f'<c:{name}><c:numLit><c:ptCount val="{len(rows)}"/>{points}</c:numLit></c:{name}>'

    value = rows["value"].astype(float)
    bars = parse_xml(
        f'<c:errBars {nsdecls("c")}><c:errBarType val="both"/><c:errValType val="cust"/>'
        '<c:noEndCap val="1"/>'
        + side("plus", rows["upper"].astype(float) - value)
        + side("minus", value - rows["lower"].astype(float))
        + "</c:errBars>"
    )
    series._element.find(qn("c:cat")).addprevious(bars)


def _ladders_data(chart: Ladders):
    rows, data = chart.rows.iloc[::-1], CategoryChartData()
    data.categories = list(rows["title"])
    data.add_series("A year before", [_number(value) for value in rows["before"]])
    # Where two levels fit, the bar ends at the lower one; its label says both.
    now = rows["level"].fillna(rows["level_low"])
    data.add_series("Now", [_number(value) for value in now])
    return XL_CHART_TYPE.BAR_CLUSTERED, data


def _style_ladders(drawn, chart: Ladders) -> None:
    drawn.has_legend = True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = 40, 0
    for series, colour in zip(plot.series, ("other", "strong"), strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _colour(colour)
    for place, row in enumerate(chart.rows.iloc[::-1].itertuples()):
        label = plot.series[1].points[place].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        label.text_frame.text = row.text
        label.text_frame.word_wrap = False
        _style_text(label.text_frame, 10)
    axis = drawn.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, max(chart.steps) + 2.4
    axis.major_unit, axis.has_major_gridlines = 1, False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE  # every bar says its level


_NATIVE: dict[type[Chart], tuple[Callable, Callable]] = {
    Line: (_trend_data, _style_trend),
    Bars: (_bars_data, _style_bars),
    Ladders: (_ladders_data, _style_ladders),
}


def _table(slide, table: Table, rows: list[list[str]], top) -> None:
    placed = slide.shapes.add_table(len(rows) + 1, len(table.headings), _LEFT, top, _ACROSS, Mm(8))
    placed.name = table.caption
    placed._element.nvGraphicFramePr.cNvPr.set("descr", table.caption)
    drawn = placed.table
    shares = table.widths or [1] * len(table.headings)
    for place, share in enumerate(shares):
        drawn.columns[place].width = Emu(int(_ACROSS * share / sum(shares)))
    for line, cells in enumerate([table.headings, *rows]):
        drawn.rows[line].height = Mm(8)
        for place, said in enumerate(cells):
            cell = drawn.cell(line, place)
            cell.text = said
            cell.margin_top = cell.margin_bottom = Mm(0.8)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _colour(
                "strong" if line == 0 else "panel" if line % 2 == 0 else "ground"
            )
            _style_text(cell.text_frame, 10, "ground" if line == 0 else "ink", bold=line == 0)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.space_after = Pt(0)
