"""How papers write one figure: value, interval, what it rests on, neighbours, level, sources."""

from collections.abc import Callable
from typing import Any

from kit import findings, wording
from kit.paper.paper_data import PaperData

NEIGHBOURS = "the neighbours"
PLACES = ("better", "worse", "higher", "lower", "similar")


CLEAR_DIRECTIONS = {"improving", "worsening", "increasing", "decreasing"}


def format_of(row) -> Callable[[Any], str]:
    """Return what writes a value of `row` with its unit: 61%, £1.2m."""
    return lambda value: wording.figure(value, row["kind"], row["unit"], row["decimals"])


def _unit(row) -> str:
    """Say the unit behind a figure that does not carry it: `per 100 pupils`, `points a pupil`."""
    return f" {row['unit']}" if row["kind"] in ("rate", "score") else ""


def figure(row) -> str:
    """Write a figure with its unit, or why there is none."""
    if not wording.is_known(row["value"]):
        return wording.missing_text(row["missing_reason"])
    return format_of(row)(row["value"]) + _unit(row)


def interval(row) -> str:
    """Write the 95 % interval of a figure; nothing where it has none."""
    return wording.interval(row["lower"], row["upper"], row["kind"], row["decimals"])


def evidence_line(row) -> str:
    """Write what a figure rests on: counts, interval, period."""
    if not wording.is_known(row["value"]):
        return ""
    span = interval(row)
    said = [
        wording.out_of(row["numerator"], row["denominator"]) if row["kind"] == "percentage" else "",
        f"95% interval {span}" if span else "no interval can be given",
        row["period_text"],
        row["period_status"] if row["period_status"] == "provisional" else "",
    ]
    return f"{figure(row)}: {', '.join(filter(None, said))}"


def finding(row) -> str:
    """Write what a figure says: its place and its direction, as far as they are known."""
    direction = row["direction"] if row["direction"] in CLEAR_DIRECTIONS else ""
    place = row["place"]
    told = [findings.say("paper_place", place) if place in PLACES else "", direction]
    return ", ".join([f"{row['title']}: {figure(row)}", *filter(None, told)])


def comparison(row) -> str:
    """Write the figure of the neighbours, and of how many it is; a dash where there is none."""
    if not wording.is_known(row["beside_value"]):
        return "–"
    return f"{format_of(row)(row['beside_value'])} ({int(row['beside_areas'])} areas)"


def level(row) -> str:
    """Write the level of a row, and those its interval allows."""
    return wording.level(
        *(row[key] for key in ("level", "level_low", "level_high", "word", "words"))
    )


def source(read: PaperData, row, series: bool = True) -> str:
    """Name the loaded sources of an indicator's figure, and of the `series` before it."""
    rows = read.figure_sources[read.figure_sources["indicator"] == row["indicator"]]
    earlier = rows["title"][rows["is_earlier"] & series]
    said = wording.sources(list(rows["title"][~rows["is_earlier"]]), list(earlier))
    return said or f"none loaded; needs {row['source']}"
