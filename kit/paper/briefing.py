"""What papers say: a briefing of two pages and the full book, both from a build's own figures.

Every figure comes from `queries/pages`; sentences come from there too. Nothing is counted here.
"""

from dataclasses import replace

import pandas as pd

from kit import findings, wording
from kit.paper import indicator_charts, reading_tables, sheets
from kit.paper.model import Document, Section
from kit.paper.paper_data import PaperData
from kit.paper.sections import (
    authority_comments,
    build_facts,
    comment_points,
    comments_on,
    decisions,
    heading,
    is_published,
    limits,
    method,
    outside_levels,
    outside_levels_sections,
    people,
    promise_points,
    published,
    published_pieces,
    reports,
    sentence_lists,
    sentence_section,
    sentences_of,
    sources_of,
    theme_sections,
)

_LED = {"well": 3, "worry": 3, "question": 6}  # parts of a briefing whose figures it cites


def briefing(read: PaperData) -> Document:
    """Return the briefing for members: two pages, each finding with a chart and its figure."""
    charts = {
        part: indicator_charts.first_chart(read, sentences_of(read, part, 3))
        for part in ("well", "worry")
    }
    led = pd.concat([sentences_of(read, part, most) for part, most in _LED.items()])
    cited = led["indicator"].dropna().unique()
    earlier = read.about["previous_as_at"].iloc[0]
    since = f" since {wording.day(earlier)}" if wording.is_known(earlier) else ""
    about = {"finding": [""], "indicator": cited, "theme": read.themes["id"]}
    beside = [each for what, of in about.items() for each in comments_on(read, what, of)]
    ladders = indicator_charts.ladder_chart(read)
    led_by_others = is_published(read)
    held = [] if ladders or led_by_others else outside_levels(read)["indicator"]
    body = [  # who reads but the first page has where we stand, why, and what to ask
        Section(
            heading("standing"),
            lead=list(sentences_of(read, "standing", 3)["said"]),
        ),
        *reports(read),
        *findings_apart(read, charts),
        sentence_section(read, "question", 6),
        what_changed(read, 2, 2 if led_by_others else 4, since, chart=ladders, anew=True),
        *decisions(read),
        *published(read),
        *([limits(read)] if ladders else [] if led_by_others else outside_levels_sections(read)),
        *authority_comments(comment_points(read, beside[:3], 240)),
        sentence_section(read, "not_told", half=True),
        Section(heading("people"), facts=people(read), half=True),
        Section(heading("sources"), level=2, note=sources_of(read, [*cited, *held])),
    ]
    return _document(read, "briefing for members", body, cited, most_pages=2)


def findings_apart(read: PaperData, charts: dict) -> list[Section]:
    """Return what goes well and what worries: first with its chart, then the others in pairs."""
    lists = [
        each for part in ("well", "worry") for each in sentence_lists(read, part, 3, charts[part])
    ]
    later = [each for each in lists if not each.chart]
    pairs = [replace(each, half=len(later) == 2) for each in later]
    return [each for each in lists if each.chart] + pairs


def what_changed(read: PaperData, promises: int, *limits, **more) -> Section:
    """Return what changed since a year earlier, what was promised then, and what became of it.

    `promises`: how many are told in full. What follows is for `sentence_section`.
    """
    section = sentence_section(read, "changed", *limits, **more)
    return replace(section, points=[*section.points, *promise_points(read, promises)])


def book(read: PaperData) -> Document:
    """Return the full book: themes, indicators, prospects, gaps, sources, method."""
    standing = list(sentences_of(read, "standing")["said"])
    flags = findings.say("paper_flags")
    body = [
        Section(
            heading("standing"),
            lead=standing,
            chart=indicator_charts.ladder_chart(read),
            table=reading_tables.themes(read),
        ),
        *authority_comments(comment_points(read, comments_on(read, "finding", [""]))),
        *reports(read),
        *published(read),
        *published_pieces(read),
        *sentence_lists(read, "well"),
        *sentence_lists(read, "worry"),
        what_changed(read, 20),
        *decisions(read),
        sentence_section(read, "question"),
        *theme_sections(read),
        Section(heading("prospects"), table=reading_tables.prospects(read), note=flags),
        Section(heading("unknown"), table=reading_tables.unknown(read)),
        sentence_section(read, "not_told"),
        Section(heading("people"), facts=people(read)),
        Section(heading("method"), facts=method(read)),
        Section(heading("sources"), table=reading_tables.sources(read), note=build_facts(read)),
    ]
    return _document(read, "full book", body, read.indicators["indicator"], contents=True)


def _document(read: PaperData, about: str, sections: list[Section], indicators, **more) -> Document:
    build = read.build
    chosen = {
        "Authority": read.name,
        "As at": f"as at {wording.day(read.about['as_at'].iloc[0])}",
        "Framework": read.about["framework_title"].iloc[0],
        "Step": read.step,
    }
    return Document(
        f"{read.name}: {about}",
        about,
        chosen,
        build.build_id,
        build.built_at,
        wording.stamp(build.collection, build.mark),
        sections,
        sheets.make_sheets(read, indicators),
        **more,
    )
