"""The tables of papers: themes, indicators, prospects, what is not known, sources."""

from operator import itemgetter

import pandas as pd

from kit import wording
from kit.paper import figure_text
from kit.paper.model import Table
from kit.paper.paper_data import PaperData


def make_table(caption: str, rows: list[dict], columns: dict, none: tuple[str, ...] = ()) -> Table:
    """Set a table. `columns`: heading → how a row is said there, and its share of the width.

    A share below nought sets the column to the right. `none` is the one line of an empty table.
    """
    said = [[str(say(row)) for say, _ in columns.values()] for row in rows]
    shares = [share for _, share in columns.values()]
    return Table(
        caption,
        list(columns),
        said or [list(none)] * bool(none),
        [place for place, share in enumerate(shares) if share < 0],
        [abs(share) for share in shares],
    )


def text_or(column: str, none: str = "–"):
    """Return what says a column of a row, or `none` where it is missing."""
    return lambda row: row[column] if wording.is_known(row[column]) else none


def themes(read: PaperData) -> Table:
    """Return the level of each theme, with why."""
    columns = {
        "Theme": (itemgetter("title"), 2.2),
        "Level": (figure_text.level, 2.2),
        "A year before, if changed": (lambda row: wording.number(row["before"]), -1),
        "Neighbours": (lambda row: wording.number(row["beside"], 1), -1),
        "Figures known": (lambda row: f"{int(row['used'])} of {int(row['possible'])}", -1.1),
        "Why": (itemgetter("why"), 4),
    }
    return make_table("Level of each theme", read.themes.to_dict("records"), columns)


def indicators(rows: pd.DataFrame) -> Table:
    """Return the figures of one theme."""
    columns = {
        "Indicator": (itemgetter("title"), 2.6),
        "Figure": (figure_text.figure, -1.5),
        "95% interval": (lambda row: figure_text.interval(row) or "–", -1.3),
        "Period": (lambda row: row["period_text"] or "–", 1.2),
        "Neighbours": (figure_text.comparison, -1.5),
        "Direction": (text_or("direction"), 1.4),
        "Level": (
            lambda row: figure_text.level(row) if wording.is_known(row["level"]) else "–",
            1.6,
        ),
    }
    return make_table("Figures of this part", rows.to_dict("records"), columns)


def prospects(read: PaperData) -> Table:
    """Return the candidate flags."""
    columns = {"Flag": (text_or("flag", "none"), 1), "Why": (itemgetter("why"), 5)}
    none = ("none", read.notes["no_flag"].iloc[0])
    return make_table("Candidate flags", read.prospects.to_dict("records"), columns, none)


def unknown(read: PaperData) -> Table:
    """Return the figures that are missing, with why."""

    def why(row) -> str:
        return wording.missing_text(text_or("missing_reason", row["status"])(row))

    columns = {
        "Theme": (itemgetter("theme"), 2),
        "Indicator": (itemgetter("title"), 3),
        "Why": (why, 2),
    }
    none = ("–", "Every indicator of the framework has evidence.", "–")
    return make_table("Figures that are not known", read.unknown.to_dict("records"), columns, none)


def sources(read: PaperData) -> Table:
    """Return every source with its release and licence."""
    columns = {
        "Source": (itemgetter("title"), 3),
        "Publisher": (itemgetter("publisher"), 2.4),
        "Release": (itemgetter("release"), 1.2),
        "Licence": (itemgetter("licence"), 2.4),
        "Imported": (lambda row: wording.day(row["imported_at"]), 1.6),
    }
    return make_table("Sources", read.sources.to_dict("records"), columns)
