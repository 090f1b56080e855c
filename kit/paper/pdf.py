"""A paper as PDF: A4, tagged (PDF/UA-1), fonts embedded, charts as vectors, the same bytes again.

Set by Typst, which is told the words as data and has the look in `paper.typ`.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from kit.chart import Ladders
from kit.paper import charts
from kit.paper.model import Document, Section

_LOOK = Path(__file__).with_name("paper.typ")
_SIZES = (11.2, 10.4, 9.4)  # of type, in points; the last is that of papers of any length


def render(document: Document) -> bytes:
    """Return the paper as a PDF."""
    moment = document.built_at
    said = {
        "title": document.title,
        "name": document.chosen["Authority"],
        "below": f"{document.about[0].upper()}{document.about[1:]}, "
        + " · ".join(list(document.chosen.values())[1:]),
        "author": document.footer,
        "date": [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second],
        "stamp": document.stamp,
        "foot": document.footer,
        "font": charts.FONT,
        "contents": document.contents,
        "colours": {key: value for key, value in charts.COLOURS.items() if value[0] == "#"},
    }
    look: dict[str, Any] = {
        "font_paths": [str(charts.FONT_FOLDER)],
        "ignore_system_fonts": True,
    }
    sizes = _SIZES if document.most_pages else _SIZES[-1:]
    for size in sizes:  # at the smallest nothing starts a page of its own, nor can be spared
        flowing = size == _SIZES[-1] and bool(document.most_pages)
        if flowing or "sections" not in said:  # charts are drawn once for all larger sizes
            told = [each for each in document.sections if not (flowing and each.spare)]
            said["sections"] = [_section(each, flowing) for each in told]
        look["sys_inputs"] = {"document": json.dumps(said | {"size": size, "flowing": flowing})}
        if size == sizes[-1]:
            break
        pages = typst.query(_LOOK.read_bytes(), "<pages>", field="value", one=True, **look)
        if int(json.loads(pages)) <= document.most_pages:
            break
    return typst.compile(_LOOK.read_bytes(), format="pdf", pdf_standards=["ua-1"], **look)


def _section(section: Section, low: bool) -> dict:
    """Return what a section says; charts are lower where `low`, so that more fits a page."""
    table = section.table
    return {
        "title": section.title,
        "level": section.level,
        "lead": section.lead,
        "points": section.points,
        "numbered": section.numbered,
        "facts": section.facts,
        "note": section.note,
        "anew": section.anew,
        "half": section.half,
        "table": asdict(table) if table else None,
        "chart": _chart(section, low) if section.chart else None,
    }


def _chart(section: Section, low: bool) -> dict:
    """Draw a chart for its place: beside facts (which name figure and source), words, or alone."""
    assert section.chart is not None
    chart, small = section.chart, bool(section.facts)
    bar, tall = (28, 150) if low else (38, 190)
    width, tall = (300, 140) if small else (charts.WIDTH, tall)
    size = charts.fit_size(chart, width, bar, tall)
    if not small and not section.points:
        size = (500, size[1])
    return {
        "svg": charts.svg(chart, *size),
        "wide": isinstance(chart, Ladders),
        "title": chart.title,
        "measure": "; ".join(filter(None, [chart.measure, chart.key])),
        "alt": chart.alt,
        "behind": chart.behind,
        "source": "" if small else chart.source,
    }
