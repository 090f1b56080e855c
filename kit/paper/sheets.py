"""The sheets of figures behind a paper: their columns, and what each of them holds."""

from math import ceil

import pandas as pd

from kit import wording
from kit.paper.model import Sheet

# Each: column → heading and meaning.
_INDICATOR = {
    "indicator": ("Indicator", "id of the indicator"),
    "title": ("Title", "its name"),
    "unit": ("Unit", "unit of the value"),
    "period_end": ("Period end", "last day of the period"),
    "period_text": ("Period", "the period in words"),
    "period_status": ("Status", "provisional, revised, final or outturn"),
    "numerator": ("Numerator", "what was counted; empty where the publisher gives only the value"),
    "denominator": ("Denominator", "what it was counted out of"),
    "value": ("Value", "the figure, in the indicator's unit; empty where it is not known"),
    "lower": ("Lower", "lower end of the 95% interval"),
    "upper": ("Upper", "upper end of the 95% interval"),
    "missing_reason": ("Why missing", "why there is no value"),
}
_LEVELS = {
    "level": ("Level", "the level reached; empty where it could not be assessed"),
    "level_low": ("Level, lowest", "the lowest level the figures allow"),
    "level_high": ("Level, highest", "the highest level the figures allow"),
    "word": ("Word", "what the framework calls the level"),
}
# Each: name, title, the table of the paper it shows, and its columns.
_SHEETS = (
    (
        "Sentences",
        "What the figures say",
        "sentences",
        {
            "part": ("Part", "part of the briefing"),
            "position": ("Position", "place within the part, from 1"),
            "said": ("Sentence", "the sentence"),
            "theme": ("Theme", "id of the theme it is of"),
            "indicator": ("Indicator", "id of the figure it leads to"),
            "asked_of": ("Ask", "role that answers for it"),
        },
    ),
    (
        "Themes",
        "Level of each theme",
        "themes",
        {
            "id": ("Theme", "id of the theme"),
            "title": ("Title", "its name"),
            **_LEVELS,
            "before": (
                "A year before, if changed",
                "the level a year before, where it has changed for certain",
            ),
            "beside": ("Neighbours", "median level of the statistical neighbours"),
            "beside_areas": ("Neighbours, number", "neighbours that could be assessed"),
            "used": ("Figures known", "judged figures that are known"),
            "possible": ("Figures possible", "judged figures there could be"),
            "why": ("Why", "what limits the level"),
        },
    ),
    (
        "Indicators",
        "Last figure of each indicator",
        "indicators",
        {
            "theme": ("Theme", "id of the theme"),
            **_INDICATOR,
            "beside_value": ("Neighbours", "the statistical neighbours together"),
            "beside_areas": ("Neighbours, number", "neighbours with a figure"),
            "country_value": ("Country", "the whole country"),
            "place": ("Place", "by the interval, against neighbours; similar: too close to call"),
            "direction": ("Direction", "of the tested trend"),
            **_LEVELS,
            "caveat": ("Could be misread", "how it could be misread"),
            "owner": ("Owner", "role that answers for it"),
            "source": ("Source", "ids of its sources"),
        },
    ),
    (
        "Over time",
        "Each indicator over time",
        "trends",
        {
            **_INDICATOR,
            "neighbours_value": ("Neighbours", "the statistical neighbours together"),
            "region_value": ("Region", "the region"),
            "country_value": ("Country", "the whole country"),
            "broken": ("Series break", "why a new series begins here"),
        },
    ),
    (
        "Prospects",
        "Candidate flags",
        "prospects",
        {
            "flag": ("Flag", "red, green, or empty: known and acted on"),
            "indicator": ("Indicator", "id of the indicator"),
            "why": ("Why", "what it rests on"),
        },
    ),
    (
        "Not known",
        "Figures that are not known",
        "unknown",
        {
            "theme": ("Theme", "the theme"),
            "indicator": ("Indicator", "id of the indicator"),
            "title": ("Title", "its name"),
            "status": ("Status", "missing, stale or not collected"),
            "missing_reason": ("Why missing", "why there is no value"),
        },
    ),
    (
        "People",
        "Who to ask, by role",
        "people",
        {
            "role": ("Role", "the role"),
            "answers_for": ("Answers for", "what it answers for"),
        },
    ),
    (
        "Remarks",
        "Comments and events that the authority wrote",
        "remarks",
        {
            "kind": ("Kind", "comment or event"),
            "about": ("About", "finding, theme or indicator"),
            "subject": ("Subject", "id of the theme or indicator; empty for the finding"),
            "happened_on": ("Happened on", "day of an event"),
            "said": ("Said", "the words"),
            "role": ("Role", "who wrote it"),
            "written_at": ("Written", "when, in UTC"),
            "as_at": ("As at", "of a comment: date of the figures it is about"),
        },
    ),
    (
        "Sources",
        "Where the figures come from",
        "sources",
        {
            "source": ("Source", "id of the source"),
            "title": ("Title", "its name"),
            "publisher": ("Publisher", "who publishes it"),
            "release": ("Release", "the release loaded"),
            "licence": ("Licence", "its licence"),
            "attribution": ("Attribution", "the words its licence asks for"),
            "imported_at": ("Imported", "when it was taken in"),
            "rows": ("Rows", "rows taken in"),
        },
    ),
)


def make_sheets(read, indicators) -> list[Sheet]:
    """Return the sheets of a paper (`read`: a content.Read) that tells of these indicators."""
    kept = read.indicators[read.indicators["indicator"].isin(indicators)]
    named = read.trends.merge(kept[["indicator", "title", "unit"]], on="indicator")
    tables = {
        **read.tables,
        "themes": _levels_in_words(read.themes),
        "indicators": _levels_in_words(kept),
        "trends": named,
    }
    return [Sheet(name, title, tables[table], columns) for name, title, table, columns in _SHEETS]


def _levels_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Say the levels of a ladder that has no numbers in its words, a middle between two in both."""
    words = next(filter(wording.is_known, rows["words"]), None)
    if words is None:
        return rows

    def said(level) -> str | None:
        if not wording.is_known(level):
            return None
        ends = dict.fromkeys((int(level), ceil(level)))
        return " to ".join(wording.level_name(each, words) for each in ends)

    held = rows.columns.intersection(["level", "level_low", "level_high", "before", "beside"])
    return rows.assign(**{name: [said(level) for level in rows[name]] for name in held})
