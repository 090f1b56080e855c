"""A briefing on the screen: sentences that lead to their figures, one chart to a finding, slides.

What is said, in which order and where it leads comes with the rows; nothing is worded here but
what a chart needs beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from kit import wording
from kit.chart import Bars, Column, Ladders, Line
from kit.screen import blocks, charts, drawing, layout, parts, share

# ── Sentences ────────────────────────────────────────────────────────────────────────────────


def _linked_sentence(row) -> str:
    """Write a sentence; the words that lead to its figures are a link."""
    said = escape(row.said)
    if not (wording.is_known(row.page) and wording.is_known(row.words)):
        return said
    held = {"indicator": row.indicator, "theme": row.theme}
    params = {name: code for name, code in held.items() if wording.is_known(code)}
    return said.replace(escape(row.words), parts.page_link(row.page, row.words, **params), 1)


def lead(rows: pd.DataFrame, aside: str = "") -> None:
    """Write sentences large, under the heading. `rows`: as for `points`; `aside` is a link."""
    said = f'<p class="aside">{aside}</p>' if aside else ""
    said += "".join(f"<p>{_linked_sentence(row)}</p>" for row in rows.itertuples())
    parts.write_html(f'<div class="lead">{said}</div>')


def points(rows: pd.DataFrame, title: str, aside: str = "", numbered: bool = False) -> None:
    """List sentences under a heading; numbered ones say whom to ask.

    `rows`: said, page (address it leads to), words (those that lead), indicator, theme, asked_of.
    """
    tag = "ol" if numbered else "ul"
    items = "".join(
        f"<li>{_linked_sentence(row)}{_question_item(row, numbered)}</li>"
        for row in rows.itertuples()
    )
    parts.section(title, f'<{tag} class="points">{items}</{tag}>', aside)


def _question_item(row, numbered: bool) -> str:
    if not numbered or not wording.is_known(row.asked_of):
        return ""
    return f" <small>Ask: {escape(row.asked_of)}.</small>"


# ── The chart of a finding ───────────────────────────────────────────────────────────────────

_SIMILAR = "Neighbours"
_LOW = 168  # pixels of a line beside a list: the whole is three screens of a tablet
_FAR = 1.5  # how much larger a chart is on a projector


@dataclass(frozen=True)
class FindingCharts:
    """What the findings of a briefing are drawn from.

    `levels` gives a row for each group, as for `Ladders`, with word and words;
    `series` the rows of an indicator over time, as for `Line`. `page` and `param`:
    where a level leads, and what that page calls its id. `before` says when that was. `sources`
    gives the rows of indicators' sources, as for `parts.source_names`, with the indicator of each.
    """

    levels: Callable[[], pd.DataFrame]
    series: Callable[[str], pd.DataFrame]
    page: str
    param: str
    before: str
    sources: Callable[[], pd.DataFrame]

    def draw(self, slide: pd.Series, name: str = "") -> None:
        """Draw the chart of a finding, with table and download where the file has a `name`.

        `slide`: chart (levels, trend, beside or nothing), the figure (title, kind, unit, decimals,
        value, lower, upper, numerator, denominator, period_text), beside_value, beside_areas,
        country_name, country_value, name (of the area), judged
        (what levels come from).
        """
        if slide["chart"] == "levels":
            self._ladders(slide, name)
        elif slide["chart"]:
            self._figure(slide, name)

    def _ladders(self, slide: pd.Series, name: str) -> None:
        rows = self.levels()
        top = int(rows["top"].max())
        said = (
            f"dot: level now, of {top}; bar: levels the figures would fit; ring: {self.before}, "
            "where it changed for certain; grey line: the middle of the neighbours"
        )
        both = rows["level_low"].notna()
        moved = int((both & rows["before"].notna()).sum())
        title = _change_text(moved, int(both.sum()))
        rows = rows.assign(text=[_level(row) for row in rows.itertuples()])
        chart = Ladders(
            rows=rows,
            title=title,
            measure=said,
            source=slide["judged"],
            alt=f"{title}. {'; '.join(rows['title'] + ' ' + rows['text'])}",
            steps={step: str(step) for step in range(1, top + 1)},
            page=self.page,
            param=self.param,
            columns={
                "title": Column("Name"),
                "level": Column("Level", "number"),
                "level_low": Column("Lowest it could be", "number"),
                "level_high": Column("Highest it could be", "number"),
                "before": Column(f"{wording.capitalise(self.before)}, if it changed", "number"),
                "beside": Column(_SIMILAR, "decimal"),
            },
            name=name,
        )
        if name:
            blocks.show(chart)
        else:
            parts.write_html(drawing.body(chart))
            parts.note(f"{wording.capitalise(said)}. {parts.source_line(slide['judged'])}")

    def _figure(self, slide: pd.Series, name: str) -> None:
        found = self.sources()
        found = found[found["indicator"] == slide["indicator"]]
        chart = self._line(slide) if slide["chart"] == "trend" else _bars(slide)
        if slide["chart"] != "trend":
            found = found[~found["is_earlier"]]
        source, _ = parts.source_names(found, "")
        chart = replace(chart, source=source, name=name)
        if name:
            blocks.show(replace(chart, height=_LOW) if isinstance(chart, Line) else chart)
            return
        parts.note(wording.capitalise(chart.measure))
        drawn = drawing.figure(chart, parts.colours())
        parts.show_chart(charts.enlarge(drawn, _FAR), chart.alt)
        parts.note(parts.source_line(source), slide["indicator"])

    def _line(self, slide: pd.Series) -> Line:
        rows = self.series(slide["indicator"]).assign(indicator=slide["indicator"])
        write = partial(parts.figure_text, slide)
        said = "; ".join(f"{row.period_text} {write(row.value)}" for row in rows.itertuples())
        line = Line(
            **_carried(slide, "period_text", "Period"),
            rows=rows,
            alt=f"{slide['title']}, {slide['unit']}: {said}",
            others={"neighbours_value": _SIMILAR},
        )
        if line.value_range()[0] > 0:
            line = replace(line, measure=f"{line.measure} · the axis does not start at 0")
        return line


def _carried(slide: pd.Series, row: str, heading: str) -> dict[str, Any]:
    """Return what a chart of a finding carries; `row` names its rows, under a heading."""
    kind = "hundredths" if slide["decimals"] > 1 else "decimal"
    ends = {"value": "Value", "lower": "Lower 95%", "upper": "Upper 95%"}
    return {
        "title": f"{slide['title']}: {parts.figure_text(slide, slide['value'])}",
        "measure": evidence_line(slide),
        "source": "",
        "columns": {row: Column(heading)} | {each: Column(end, kind) for each, end in ends.items()},
        "write": partial(parts.figure_text, slide),
        "about": slide["name"],
    }


def _bars(slide: pd.Series) -> Bars:
    rows = _comparison_rows(slide).assign(indicator=slide["indicator"])
    said = ", ".join(f"{row.name} {parts.figure_text(slide, row.value)}"
                     for row in rows.itertuples(index=False))  # fmt: skip
    alt = f"{slide['title']}, {slide['unit']}: {said}"
    return Bars(**_carried(slide, "name", "Area"), rows=rows, alt=alt)


def _change_text(moved: int, known: int) -> str:
    if not known:
        return "Levels now"
    return f"{moved} of {known} levels moved" if moved else "No level moved"


def evidence_line(slide: pd.Series) -> str:
    """Say what stands behind a figure: its unit, period, counts and interval."""
    interval = wording.interval(slide["lower"], slide["upper"], slide["kind"], slide["decimals"])
    said = [
        slide["unit"],
        slide["period_text"],
        wording.out_of(slide["numerator"], slide["denominator"]),
        f"95% interval {interval}" if interval else "no interval can be given",
    ]
    return " · ".join(filter(None, said))


def _level(row) -> str:
    return wording.level(row.level, row.level_low, row.level_high, row.word, row.words)


def _comparison_rows(slide: pd.Series) -> pd.DataFrame:
    similar = _SIMILAR
    if wording.is_known(slide["beside_areas"]):
        similar += f" ({wording.number(slide['beside_areas'])})"
    nothing = float("nan")
    rows = pd.DataFrame(
        [
            (slide["name"], slide["value"], slide["lower"], slide["upper"], "chosen"),
            (similar, slide["beside_value"], nothing, nothing, "other"),
            (slide["country_name"], slide["country_value"], nothing, nothing, "other"),
        ],
        columns=["name", "value", "lower", "upper", "place"],
    )
    return rows[rows["value"].notna()]


def part(
    rows: pd.DataFrame,
    title: str,
    slides: pd.DataFrame,
    pictures: FindingCharts,
    name: str,
    groups: dict[str, str] | None = None,
) -> None:
    """Write a part of a briefing, the chart of its first finding beside it where it has one.

    `slides`: the findings of this part; `rows`: as for `points`; `name` is that of the file.
    `groups`: what the column subject holds → the heading of a list of its own.
    """
    drawn = slides.iloc[0] if len(slides) and slides["chart"].iloc[0] else None
    left, right = parts.two_columns(1, 1) if drawn is not None else (st.container(), st.empty())
    with left:
        for subject, heading in (groups or {"": ""}).items():
            listed = rows[rows["subject"] == subject] if subject else rows
            if len(listed):
                points(listed, f"{title}: {heading}" if heading else title)
    if drawn is not None:
        with right:
            pictures.draw(drawn, name)


# ── Slides ───────────────────────────────────────────────────────────────────────────────────

# Keys turn the slides. Escape follows the link that leaves, as a click would.
_KEYS = st.components.v2.component(
    "slide_keys",
    js="""
const steps = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "back",
  PageUp: "back", Home: "first", End: "last" }

export default function ({ parentElement, setTriggerValue }) {
  if (document.turnSlide) document.removeEventListener("keydown", document.turnSlide)
  document.turnSlide = (event) => {
    if (!parentElement.isConnected || event.altKey || event.ctrlKey || event.metaKey) return
    const on = event.target.closest?.("a, button, input, textarea, select, summary, [role=dialog]")
    if (on && (event.key === " " || !on.matches("a, button, summary"))) return
    if (event.key === "Escape") document.querySelector(".leave a")?.click()
    if (!steps[event.key]) return
    event.preventDefault()
    setTriggerValue("turned", steps[event.key])
  }
  document.addEventListener("keydown", document.turnSlide)
}
""",
)


def choose_slide(count: int, back: str) -> int:
    """Show where one is among `count` slides and let the reader turn them; return which, from 1.

    The address keeps it as ?slide=; arrow keys, Home and End turn too. `back` is the page that
    Escape and the link “Leave” lead to.
    """

    def at() -> int:
        asked = layout.address_value("slide")
        # Python reads no number of thousands of digits: the first few say that it is beyond.
        return min(max(int(asked[:9]), 1), count) if asked.isdecimal() else 1

    def turn(step: str) -> None:
        # Read anew: a quick reader turns again before the page has followed.
        places = {"next": at() + 1, "back": at() - 1, "first": 1, "last": count}
        st.query_params["slide"] = str(min(max(places[step], 1), count))

    def keyed() -> None:
        if step := st.session_state["slide_keys"].turned:
            turn(step)

    place = at()
    if (asked := layout.address_value("slide")) and asked != str(place):
        share.report_unknown(
            "slide",
            f"There is no slide “{wording.shorten(asked, 60)}”: this is slide {place} of {count}.",
        )
    with layout.beside_heading(), st.container(horizontal=True, key="turn", width="content"):
        st.button("Back", on_click=turn, args=("back",), disabled=place == 1)
        parts.write_html(f'<p class="place" aria-live="polite">{place} of {count}</p>')
        st.button("Next", on_click=turn, args=("next",), disabled=place == count)
        parts.write_html(f'<p class="leave">{parts.page_link(back, "Leave", slide="")}</p>')
    _KEYS(key="slide_keys", on_turned_change=keyed)
    return place
