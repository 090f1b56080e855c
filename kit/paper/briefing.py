"""What papers say: a briefing of two pages and the full book, both from a build's own figures.

Every figure comes from `queries/pages`; sentences come from there too. Nothing is counted here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from textwrap import shorten
from typing import Any

import duckdb
import pandas as pd

from kit import wording
from kit.paper import sheets
from kit.paper.model import Chart, Document, Section, Table
from kit.store import comments, database, sign_offs, sqlfile

_SIMILAR = "the neighbours"
_PLACES = {
    "better": f"better than {_SIMILAR}",
    "worse": f"worse than {_SIMILAR}",
    "higher": f"higher than {_SIMILAR}",
    "lower": f"lower than {_SIMILAR}",
    "similar": f"too close to tell from {_SIMILAR}",
}
_TOLD = {"improving", "worsening", "increasing", "decreasing"}
_QUESTIONS = {
    "about": "brief/about",
    "sentences": "brief/sentences",
    "themes": "glance/themes",
    "indicators": "brief/indicators",
    "trends": "brief/trends",
    "prospects": "glance/prospects",
    "notes": "glance/notes",
    "unknown": "glance/unknown",
    "people": "brief/people",
    "ladder": "brief/ladder",
    "sources": "frame/sources",
    "versions": "brief/versions",
}


class NoSuchAuthority(ValueError):
    """There is no authority of this code at the date; the message names it."""


class Unanswered(ValueError):
    """A query of a page is wrong; the message names its file, the place, and what to do."""


@dataclass(frozen=True)
class PaperData:
    """All that a paper of one authority is made of, from one build: a table for each question."""

    build: database.Build
    tables: dict[str, pd.DataFrame]

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.tables[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def name(self) -> str:
        """The authority's name."""
        return self.about["name"].iloc[0]


@lru_cache(maxsize=64)
def _question(name: str) -> tuple[str, list[str]]:
    path = database.QUERIES / "pages" / f"{name}.sql"
    text = path.read_text(encoding="utf-8")
    return text, sqlfile.parse_label(text, name)[0].get("params", "").split(", ")


def ask(name: str, as_arrow: bool = False, **params) -> tuple[pd.DataFrame, database.Build]:
    """Ask `queries/pages/<name>.sql` of the current build; return its rows and that build.

    Raises Unanswered where the query is wrong.
    """
    text, wanted = _question(name)
    used = {key: value for key, value in params.items() if key in wanted}
    try:
        return database.question(text, used, as_arrow)
    except duckdb.Error as error:
        raise Unanswered(
            f"queries/pages/{name}.sql gives no answer: {error}\n"
            "No paper was written. Fix that file, then ask again."
        ) from error


def dates() -> list[str]:
    """Return the dates papers can be made for, the latest first, as ISO texts."""
    return list(ask("frame/dates")[0]["code"])


def frameworks() -> list[str]:
    """Return the frameworks that can be applied, the first the one papers use unless told."""
    return list(ask("frame/frameworks")[0]["code"])


def authorities(as_at: str) -> dict[str, str]:
    """Return the authorities that stood on the date, code → name, by code."""
    rows = ask("frame/areas", as_at=as_at)[0].sort_values("code")
    return dict(zip(rows["code"], rows["label"], strict=True))


def read_data(area_code: str, as_at: str, framework: str) -> PaperData:
    """Ask everything of one build. Raises NoSuchAuthority."""
    chosen: dict[str, Any] = {"area_code": area_code, "as_at": as_at, "framework": framework}
    while True:
        answers = {key: ask(name, **chosen) for key, name in _QUESTIONS.items()}
        named = list(answers["indicators"][0]["indicator"])
        answers["figure_sources"] = ask("indicator/sources", indicators=named, **chosen)
        builds = {build.build_id: build for _, build in answers.values()}
        if len(builds) == 1:  # else a new build was published meanwhile: ask it all again
            break
    tables = {key: rows for key, (rows, _) in answers.items()}
    if tables["about"].empty:
        raise NoSuchAuthority(f"There is no authority {area_code} at {as_at} ({framework})")
    if tables["sentences"].empty:
        raise NoSuchAuthority(f"No paper is written of {as_at}: choose one of the last six dates")
    said = comments.current_comments(area_code)
    tables["remarks"] = said[said["framework"].isin(["", framework])]
    return PaperData(builds.popitem()[1], tables)


# ── Words ────────────────────────────────────────────────────────────────────────────────────


def _figure_of(row) -> Callable[[Any], str]:
    return lambda value: wording.figure(value, row["kind"], row["unit"], row["decimals"])


def _unit(row) -> str:
    """Say the unit behind a figure that does not carry it: `per 100 pupils`, `points a pupil`."""
    return f" {row['unit']}" if row["kind"] in ("rate", "score") else ""


def _figure(row) -> str:
    """Write a figure with its unit, or why there is none."""
    if not wording.is_known(row["value"]):
        return wording.missing_text(row["missing_reason"])
    return _figure_of(row)(row["value"]) + _unit(row)


def _interval(row) -> str:
    return wording.interval(row["lower"], row["upper"], row["kind"], row["decimals"])


def _evidence_line(row) -> str:
    """Write what a figure rests on: counts, interval, period."""
    if not wording.is_known(row["value"]):
        return ""
    interval = _interval(row)
    said = [
        wording.out_of(row["numerator"], row["denominator"]) if row["kind"] == "percentage" else "",
        f"95% interval {interval}" if interval else "no interval can be given",
        row["period_text"],
        row["period_status"] if row["period_status"] == "provisional" else "",
    ]
    return f"{_figure(row)}: {', '.join(filter(None, said))}"


def _finding(row) -> str:
    """Write what a figure says: its place and its direction, as far as they are known."""
    told = [_PLACES.get(row["place"], ""), row["direction"] if row["direction"] in _TOLD else ""]
    return ", ".join([f"{row['title']}: {_figure(row)}", *filter(None, told)])


def _comparison_text(row) -> str:
    if not wording.is_known(row["beside_value"]):
        return "–"
    return f"{_figure_of(row)(row['beside_value'])} ({int(row['beside_areas'])} areas)"


def _level(row) -> str:
    return wording.level(
        *(row[key] for key in ("level", "level_low", "level_high", "word", "words"))
    )


def _source(read: PaperData, row, series: bool = True) -> str:
    """Name the loaded sources of an indicator's figure, and of the `series` before it."""
    rows = read.figure_sources[read.figure_sources["indicator"] == row["indicator"]]
    earlier = rows["title"][rows["is_earlier"] & series]
    said = wording.sources(list(rows["title"][~rows["is_earlier"]]), list(earlier))
    return said or f"none loaded; needs {row['source']}"


# ── Charts ───────────────────────────────────────────────────────────────────────────────────


def _chart(
    read: PaperData, row, kind: str, rows: pd.DataFrame, where: str, alt: str, key: str, **more
):
    """Describe a chart of one indicator: its finding, figure and source are those of its row."""
    return Chart(
        kind,
        rows,
        _finding(row),
        f"{wording.capitalise(row['unit'])}, {where}",
        alt,
        key,
        read.name,
        _evidence_line(row),
        _source(read, row, kind == "trend"),
        format_value=_figure_of(row),
        **more,
    )


def _trend(read: PaperData, row) -> Chart | None:
    """Draw an indicator over time, or None where fewer than three periods are known."""
    rows = read.trends[read.trends["indicator"] == row["indicator"]].reset_index(drop=True)
    known = rows[rows["value"].notna()]
    if len(known) < 3:
        return None
    first, last, say = known.iloc[0], known.iloc[-1], _figure_of(row)
    alt = (
        f"Line chart of {row['title']} in {read.name}, {row['unit']}: {say(first['value'])} in "
        f"{first['period_text']}, {say(last['value'])} in {last['period_text']}"
    )
    if wording.is_known(last["neighbours_value"]):
        alt += f"; {_SIMILAR} {say(last['neighbours_value'])}"
    key = "shaded: 95% interval" if known["lower"].notna().any() else ""
    others = {
        "neighbours_value": wording.capitalise(_SIMILAR),
        "country_value": read.about["country_name"].iloc[0],
    }
    return _chart(read, row, "trend", rows, read.name, f"{alt}.", key, others=others)


def _bars(read: PaperData, row) -> Chart | None:
    """Draw an indicator beside similar areas and the country, or None where it is not known."""
    if not wording.is_known(row["value"]):
        return None
    rows = pd.DataFrame(
        [
            (read.name, row["value"], row["lower"], row["upper"], "chosen"),
            (wording.capitalise(_SIMILAR), row["beside_value"], None, None, "other"),
            (read.about["country_name"].iloc[0], row["country_value"], None, None, "other"),
        ],
        columns=["name", "value", "lower", "upper", "place"],
    )
    rows, say = rows[rows["value"].notna()], _figure_of(row)
    told = ", ".join(f"{each.name} {say(each.value)}" for each in rows.itertuples(index=False))
    alt = f"Bar chart of {row['title']}, {row['unit']}: {told}."
    key = "thin line: 95% interval" if wording.is_known(row["lower"]) else ""
    return _chart(read, row, "bars", rows, row["period_text"], alt, key)


def _ladders(read: PaperData) -> Chart | None:
    """Draw the level of each theme, or None where no theme could be assessed."""
    if read.themes["level_low"].isna().all():
        return None
    themes = read.themes.copy()
    themes["text"] = [_level(row) for row in themes.to_dict("records")]
    moved = themes[
        (themes["level"] != themes["before"]) & themes["level"].notna() & themes["before"].notna()
    ]
    earlier = wording.day(read.about["previous_as_at"].iloc[0])
    title = (
        f"Levels that moved since {earlier}: {len(moved)} of {len(themes)}"
        if earlier
        else "Levels, at the first date with figures"
    )
    told = "; ".join(f"{row['title']} {row['text']}" for row in themes.to_dict("records"))
    return Chart(
        "ladders",
        themes,
        title,
        f"Level of each theme, {read.name}",
        f"Levels of the themes of {read.name}: {told}.",
        "dot: now; bar: levels the figures allow; ring: a year before; grey line: middle of "
        f"{_SIMILAR}",
        read.name,
        f"{int(themes['used'].sum())} of {int(themes['possible'].sum())} judged figures known",
        source=read.about["framework_title"].iloc[0],
        steps=dict(zip(read.ladder["level"], read.ladder["word"], strict=True)),
    )


def _first_chart(read: PaperData, said: pd.DataFrame) -> Chart | None:
    """Draw the first figure a part leads to: over time if its trend is told, else beside others."""
    rows = read.indicators.set_index("indicator", drop=False)
    for line in said.to_dict("records"):
        if wording.is_known(line["indicator"]) and line["indicator"] in rows.index:
            row = rows.loc[line["indicator"]]
            first, second = (_trend, _bars) if row["direction"] in _TOLD else (_bars, _trend)
            if chart := first(read, row) or second(read, row):
                return chart
    return None


# ── The papers ───────────────────────────────────────────────────────────────────────────────


def briefing(read: PaperData) -> Document:
    """Return the briefing for members: two pages, each finding with a chart and its figure."""
    charts = {part: _first_chart(read, _part(read, part, 3)) for part in ("well", "worry")}
    led = pd.concat([_part(read, part, most) for part, most in _LED.items()])
    cited = led["indicator"].dropna().unique()
    earlier = read.about["previous_as_at"].iloc[0]
    since = f" since {wording.day(earlier)}" if wording.is_known(earlier) else ""
    about = {"finding": [""], "indicator": cited, "theme": read.themes["id"]}
    beside = [each for what, of in about.items() for each in _comments(read, what, of)]
    ladders = _ladders(read)
    held = [] if ladders else _outside_levels(read)["indicator"]
    sections = [  # who reads but the first page has where we stand, why, and what to ask
        Section(_TITLES["standing"], lead=list(_part(read, "standing", 3)["said"])),
        _findings(read, "well", 3, chart=charts["well"]),
        _findings(read, "worry", 3, chart=charts["worry"]),
        _findings(read, "question", 6),
        _findings(read, "changed", 4, since, chart=ladders, anew=True),
        *([_limits_section(read)] if ladders else _outside_levels_part(read)),
        *_authority(_comment_points(read, beside[:3], 240)),
        _findings(read, "not_told", half=True),
        Section("Who to ask", facts=_people(read), half=True),
        Section("Sources", level=2, note=_sources_of(read, [*cited, *held])),
    ]
    return _document(read, "briefing for members", sections, cited, most_pages=2)


def book(read: PaperData) -> Document:
    """Return the full book: themes, indicators, prospects, gaps, sources, method."""
    standing = list(_part(read, "standing")["said"])
    flags = "Candidates only: a flag is about prospects and is not a rating."
    sections = [
        Section(
            _TITLES["standing"], lead=standing, chart=_ladders(read), table=_themes_table(read)
        ),
        *_authority(_comment_points(read, _comments(read, "finding", [""]))),
        *(_findings(read, part) for part in ("well", "worry", "changed", "question")),
        *_themes(read),
        Section("Prospects", table=_prospects_table(read), note=flags),
        Section("What is not known", table=_unknown_table(read)),
        _findings(read, "not_told"),
        Section("Who to ask", facts=_people(read)),
        Section("How this was worked out", facts=_method(read)),
        Section("Sources", table=_sources_table(read), note=_build_facts(read)),
    ]
    return _document(read, "full book", sections, read.indicators["indicator"], contents=True)


def _document(read: PaperData, about: str, sections: list[Section], indicators, **more) -> Document:
    build = read.build
    chosen = {
        "Authority": read.name,
        "As at": f"as at {wording.day(read.about['as_at'].iloc[0])}",
        "Framework": read.about["framework_title"].iloc[0],
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


# ── Their sections ───────────────────────────────────────────────────────────────────────────

_TITLES = {
    "standing": "Where we stand",
    "well": "Going well",
    "worry": "Worries",
    "changed": "What changed",
    "question": "Questions to ask",
    "not_told": "What these figures do not tell you",
}
_COUNTED = "Figures that count towards this framework"
_LED = {"well": 3, "worry": 3, "question": 6}  # parts of a briefing whose figures it cites


def _part(read: PaperData, part: str, limit: int | None = None) -> pd.DataFrame:
    return read.sentences[read.sentences["part"] == part].sort_values("position").head(limit)


def _findings(
    read: PaperData, part: str, limit: int | None = None, more_title: str = "", **more
) -> Section:
    """Tell a part's sentences, the first `limit` of them; questions with who is to be asked."""
    asks = part == "question"
    points = [
        (line["said"], f"Ask: {line['asked_of']}" * (asks and wording.is_known(line["asked_of"])))
        for line in _part(read, part, limit).to_dict("records")
    ]
    return Section(_TITLES[part] + more_title, points=points, numbered=asks, **more)


def _outside_levels(read: PaperData) -> pd.DataFrame:
    """Return the known figures kept apart from the levels.

    Where the framework names none: those that belong to it, but not what else is known, which two
    pages cannot hold. The full book lists it.
    """
    rows = read.indicators
    named = ~rows["theme"].isin(read.themes["id"]) if len(read.ladder) else rows["belongs"]
    return rows[rows["value"].notna() & named]


def _outside_levels_part(read: PaperData) -> Iterator[Section]:
    """Give the known figures that are kept apart from the levels: all there is without a level."""
    rows = _outside_levels(read)
    country = read.about["country_name"].iloc[0]
    columns = {
        "Indicator": (itemgetter("title"), 3.4),
        "Figure": (_figure, -1.8),
        "Period": (_text_or("period_text"), 1.2),
        "Neighbours": (_comparison_text, -1.8),
        country: (lambda row: _figure_of(row)(row["country_value"]), -1.4),
    }
    titles = rows["theme_title"].mask(rows["theme"].isin(read.themes["id"]), _COUNTED)
    for title, some in rows.groupby(titles, sort=False):
        yield Section(
            title, table=_table(f"{title}: what is known", some.to_dict("records"), columns)
        )


def _limits_section(read: PaperData) -> Section:
    columns = {
        "Theme": (itemgetter("title"), 1.8),
        "Level": (_level, 1.8),
        "Why": (itemgetter("why"), 4),
    }
    title = "What holds each level"
    return Section(title, table=_table(title, read.themes.to_dict("records"), columns), spare=True)


def _comments(read: PaperData, about: str, subjects) -> list:
    """Return what the authority says of these, the newest first."""
    rows = read.remarks
    rows = rows[(rows["about"] == about) & rows["subject"].isin(subjects)]
    return list(rows.sort_values("written_at", ascending=False).itertuples())


def _comment_points(
    read: PaperData, said: list, longest: int = 2 * comments.LONGEST
) -> list[tuple[str, str]]:
    """Tell remarks, each with who wrote it and when; more than `longest` characters are cut."""
    named = (read.indicators[["indicator", "title"]], read.themes[["id", "title"]])
    titles = {subject: title for rows in named for subject, title in rows.to_numpy()}
    return [
        (
            shorten(
                ": ".join(filter(None, [titles.get(row.subject), wording.comment_text(row)])),
                longest,
                placeholder=" …",
            ),
            wording.signature(row),
        )
        for row in said
    ]


def _authority(points: list[tuple[str, str]]) -> list[Section]:
    return [Section("What the authority says", points=points)] if points else []


def _themes(read: PaperData) -> Iterator[Section]:
    """Tell each theme and what is apart from all: its level, its figures, each indicator."""
    themes = read.themes.set_index("id")
    for theme, rows in read.indicators.groupby("theme", sort=False):
        lead, note = "Kept apart from the levels: a figure here raises or lowers none of them.", ""
        if theme in themes.index:
            about = themes.loc[theme]
            judged = f"{wording.capitalise(_level(about))}. " * wording.is_known(about["level"])
            lead = f"{judged}{about['why']}"  # where there is no level, why says so
            note = f"{about['description']}."
        title, table = rows["theme_title"].iloc[0], _indicators_table(rows)
        points = _comment_points(read, _comments(read, "theme", [theme]))
        yield Section(title, lead=[lead], points=points, note=note, table=table, group=theme)
        for row in rows.to_dict("records"):
            yield _indicator(read, row)


def _indicator(read: PaperData, row: dict) -> Section:
    known = wording.is_known(row["value"])
    facts = {
        "Figure": _evidence_line(row) or wording.capitalise(_figure(row)),
        "Neighbours": _comparison_text(row)
        if known or wording.is_known(row["beside_value"])
        else "",
        "Direction": _text_or("direction", "not known")(row) if known else "",
        "Level": (_level(row) if wording.is_known(row["level"]) else "not judged") if known else "",
        "Counted": row["counted"],
        "Out of": row["out_of"],
        "Could be misread": row["caveat"],
        "Owner": row["owner"],
        "Checked": _sign_off(read, row["indicator"]),
        "Source": _source(read, row),
    }
    chart = None if row["kind"] == "count" else _trend(read, row) or _bars(read, row)
    told = [(name, str(said)) for name, said in facts.items() if wording.is_known(said) and said]
    told += [
        (wording.capitalise(remark.kind), wording.comment_line(remark))
        for remark in _comments(read, "indicator", [row["indicator"]])
    ]
    return Section(row["title"], level=2, note=row["question"], chart=chart, facts=told)


def _sign_off(read: PaperData, indicator: str) -> str:
    """Say which role signed off this version of the indicator's text, or that none has."""
    versions = dict(zip(read.versions["indicator"], read.versions["version"], strict=True))
    return sign_offs.state(indicator, versions.get(indicator, "")).said


def _people(read: PaperData) -> list[tuple[str, str]]:
    return [(wording.capitalise(row.role), row.answers_for) for row in read.people.itertuples()]


def _method(read: PaperData) -> list[tuple[str, str]]:
    levels = (f"{row.told}: {row.meaning}" for row in read.ladder.itertuples())
    return [
        ("Framework", read.about["framework_note"].iloc[0]),
        ("Levels", "; ".join(levels)),
        *_METHOD.items(),
    ]


_METHOD = {
    "Intervals": "95%: Wilson for percentages, exact Poisson or Byar for rates. A figure is "
    "called better or worse only where its interval does not hold the figure it is set beside "
    "(else it is too close to tell), and never a percentage of fewer than five cases.",
    "Directions": "Told only where the last five points, none left out, agree in a tested trend; a "
    "break in the series cuts it.",
    "Small numbers": "Counts of 1 to 5 people, and what would give them away, are hidden.",
    wording.capitalise(_SIMILAR): "The statistical neighbours: sum over sum, or their median where "
    "counts are not published.",
}


def _sources_of(read: PaperData, indicators) -> str:
    """Name the sources of some indicators' figures, apart from those of earlier periods alone."""
    rows = read.figure_sources[read.figure_sources["indicator"].isin(indicators)]
    rows = rows.sort_values(["is_earlier", "title"]).drop_duplicates("source")
    titles = rows["title"] + " (" + rows["publisher"] + ", release " + rows["release"] + ")"
    said = wording.sources(list(titles[~rows["is_earlier"]]), list(titles[rows["is_earlier"]]))
    return f"{said or 'No figure named here has a source loaded'}. {_build_facts(read)}"


def _build_facts(read: PaperData) -> str:
    build = read.build
    return (
        f"Figures of build {build.build_id} of the {build.collection} data, "
        f"{wording.minute(build.built_at)}. Neighbours are the statistical neighbours."
    )


# ── Tables for reading ───────────────────────────────────────────────────────────────────────


def _table(caption: str, rows: list[dict], columns: dict, none: tuple[str, ...] = ()) -> Table:
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


def _text_or(column: str, none: str = "–"):
    return lambda row: row[column] if wording.is_known(row[column]) else none


def _themes_table(read: PaperData) -> Table:
    columns = {
        "Theme": (itemgetter("title"), 2.2),
        "Level": (_level, 2.2),
        "A year before": (lambda row: wording.number(row["before"]), -1),
        "Neighbours": (lambda row: wording.number(row["beside"], 1), -1),
        "Figures known": (lambda row: f"{int(row['used'])} of {int(row['possible'])}", -1.1),
        "Why": (itemgetter("why"), 4),
    }
    return _table("Level of each theme", read.themes.to_dict("records"), columns)


def _indicators_table(rows: pd.DataFrame) -> Table:
    columns = {
        "Indicator": (itemgetter("title"), 2.6),
        "Figure": (_figure, -1.5),
        "95% interval": (lambda row: _interval(row) or "–", -1.3),
        "Period": (lambda row: row["period_text"] or "–", 1.2),
        "Neighbours": (_comparison_text, -1.5),
        "Direction": (_text_or("direction"), 1.4),
        "Level": (lambda row: _level(row) if wording.is_known(row["level"]) else "–", 1.6),
    }
    return _table("Figures of this part", rows.to_dict("records"), columns)


def _prospects_table(read: PaperData) -> Table:
    columns = {"Flag": (_text_or("flag", "none"), 1), "Why": (itemgetter("why"), 5)}
    none = ("none", read.notes["no_flag"].iloc[0])
    return _table("Candidate flags", read.prospects.to_dict("records"), columns, none)


def _unknown_table(read: PaperData) -> Table:
    def why(row) -> str:
        return wording.missing_text(_text_or("missing_reason", row["status"])(row))

    columns = {
        "Theme": (itemgetter("theme"), 2),
        "Indicator": (itemgetter("title"), 3),
        "Why": (why, 2),
    }
    none = ("–", "Every indicator of the framework has evidence.", "–")
    return _table("Figures that are not known", read.unknown.to_dict("records"), columns, none)


def _sources_table(read: PaperData) -> Table:
    columns = {
        "Source": (itemgetter("title"), 3),
        "Publisher": (itemgetter("publisher"), 2.4),
        "Release": (itemgetter("release"), 1.2),
        "Licence": (itemgetter("licence"), 2.4),
        "Imported": (lambda row: wording.day(row["imported_at"]), 1.6),
    }
    return _table("Sources", read.sources.to_dict("records"), columns)
