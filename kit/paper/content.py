"""What papers say: a briefing of two pages and the full book, both from a build's own figures.

Every figure comes from `queries/pages`; sentences come from there too. Nothing is counted here.
"""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from kit import wording
from kit.paper.document import Chart, Document, Section, Sheet, Table
from kit.store import serving, sqlfile

_SIMILAR = "similar areas"
_PLACES = {
    "better": f"better than in {_SIMILAR}",
    "worse": f"worse than in {_SIMILAR}",
    "higher": f"higher than in {_SIMILAR}",
    "lower": f"lower than in {_SIMILAR}",
    "similar": f"not clearly different from {_SIMILAR}",
}
_TOLD = {"improving", "worsening", "increasing", "decreasing"}
_QUESTIONS = {
    "about": "brief/about",
    "sentences": "brief/sentences",
    "themes": "glance/themes",
    "indicators": "brief/indicators",
    "trends": "brief/trends",
    "prospects": "glance/prospects",
    "unknown": "glance/unknown",
    "people": "brief/people",
    "ladder": "brief/ladder",
    "sources": "frame/sources",
}


class NoSuchAuthority(ValueError):
    """There is no authority of this code at the date; the message names it."""


@dataclass(frozen=True)
class Read:
    """All that a paper of one authority is made of, from one build: a table for each question."""

    build: serving.Build
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
    path = serving.QUERIES / "pages" / f"{name}.sql"
    text = path.read_text(encoding="utf-8")
    return text, sqlfile.parse_label(text, name)[0].get("params", "").split(", ")


def ask(name: str, **params: str) -> tuple[pd.DataFrame, serving.Build]:
    """Ask `queries/pages/<name>.sql` of the current build; return its rows and that build."""
    text, wanted = _question(name)
    return serving.question(text, {key: value for key, value in params.items() if key in wanted})


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


def read(area_code: str, as_at: str, framework: str) -> Read:
    """Ask everything of one build. Raises NoSuchAuthority."""
    chosen = {"area_code": area_code, "as_at": as_at, "framework": framework}
    while True:
        answers = {key: ask(name, **chosen) for key, name in _QUESTIONS.items()}
        builds = {build.build_id: build for _, build in answers.values()}
        if len(builds) == 1:  # else a new build was published meanwhile: ask it all again
            break
    tables = {key: rows for key, (rows, _) in answers.items()}
    if tables["about"].empty:
        raise NoSuchAuthority(f"There is no authority {area_code} at {as_at} ({framework})")
    if tables["sentences"].empty:
        raise NoSuchAuthority(f"No paper is written of {as_at}: choose one of the last six dates")
    return Read(builds.popitem()[1], tables)


# ── Words ────────────────────────────────────────────────────────────────────────────────────


def _say(row) -> callable:
    return lambda value: wording.figure(value, row["kind"], row["unit"], row["decimals"])


def _unit(row) -> str:
    """Say the unit behind a figure that does not carry it: `per 100 pupils`, `points a pupil`."""
    return f" {row['unit']}" if row["kind"] in ("rate", "score") else ""


def _figure(row) -> str:
    """Write a figure with its unit, or why there is none."""
    if not wording.known(row["value"]):
        return wording.gap(row["missing_reason"])
    return _say(row)(row["value"]) + _unit(row)


def _behind(row) -> str:
    """Write what a figure rests on: counts, interval, period."""
    if not wording.known(row["value"]):
        return ""
    interval = wording.interval(row["lower"], row["upper"], row["kind"], row["decimals"])
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


def _beside(row) -> str:
    if not wording.known(row["beside_value"]):
        return "–"
    return f"{_say(row)(row['beside_value'])} ({int(row['beside_areas'])} areas)"


def _level(row) -> str:
    return wording.level(row["level"], row["level_low"], row["level_high"], row["word"])


def _source(read: Read, row) -> str:
    """Name the sources of an indicator's figures that are loaded."""
    wanted = {name.strip() for name in row["source"].replace(";", ",").split(",")}
    loaded = read.sources[read.sources["source"].isin(wanted)]
    return "; ".join(loaded["title"]) or f"none loaded; needs {row['source']}"


# ── Charts ───────────────────────────────────────────────────────────────────────────────────


def _trend(read: Read, row) -> Chart | None:
    """Draw an indicator over time, or None where fewer than three periods are known."""
    rows = read.trends[read.trends["indicator"] == row["indicator"]].reset_index(drop=True)
    if rows["value"].notna().sum() < 3:
        return None
    known = rows[rows["value"].notna()]
    first, last = known.iloc[0], known.iloc[-1]
    say = _say(row)
    alt = (
        f"Line chart of {row['title']} in {read.name}, {row['unit']}: {say(first['value'])} in "
        f"{first['period_text']}, {say(last['value'])} in {last['period_text']}"
    )
    if wording.known(last["neighbours_value"]):
        alt += f"; {_SIMILAR} {say(last['neighbours_value'])}"
    return Chart(
        "trend",
        rows,
        _finding(row),
        f"{wording.start(row['unit'])}, {read.name}",
        f"{alt}.",
        key="shaded: 95% interval" if known["lower"].notna().any() else "",
        name=read.name,
        behind=_behind(row),
        source=_source(read, row),
        others={
            "neighbours_value": "Similar areas",
            "country_value": read.about["country_name"].iloc[0],
        },
        say=say,
    )


def _bars(read: Read, row) -> Chart | None:
    """Draw an indicator beside similar areas and the country, or None where it is not known."""
    if not wording.known(row["value"]):
        return None
    country = read.about["country_name"].iloc[0]
    rows = pd.DataFrame(
        [
            (read.name, row["value"], row["lower"], row["upper"], "chosen"),
            ("Similar areas", row["beside_value"], None, None, "other"),
            (country, row["country_value"], None, None, "other"),
        ],
        columns=["name", "value", "lower", "upper", "place"],
    )
    rows = rows[rows["value"].notna()]
    say = _say(row)
    told = ", ".join(
        f"{name} {say(value)}" for name, value in zip(rows["name"], rows["value"], strict=True)
    )
    return Chart(
        "bars",
        rows,
        _finding(row),
        f"{wording.start(row['unit'])}, {row['period_text']}",
        f"Bar chart of {row['title']}, {row['unit']}: {told}.",
        key="thin line: 95% interval" if wording.known(row["lower"]) else "",
        name=read.name,
        behind=_behind(row),
        source=_source(read, row),
        say=say,
    )


def _ladders(read: Read) -> Chart | None:
    """Draw the level of each theme, or None where no theme could be assessed."""
    if read.themes["level"].isna().all():
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
        key="dot: now; bar: levels the figures allow; ring: a year before; grey line: middle of "
        f"{_SIMILAR}",
        name=read.name,
        behind=f"{int(themes['used'].sum())} of {int(themes['possible'].sum())} judged figures "
        "known",
        source=read.about["framework_title"].iloc[0],
        steps=dict(zip(read.ladder["level"], read.ladder["word"], strict=True)),
    )


def _best_chart(read: Read, said: pd.DataFrame) -> Chart | None:
    """Draw the first figure a part leads to: over time if its trend is told, else beside others."""
    rows = read.indicators.set_index("indicator", drop=False)
    for line in said.to_dict("records"):
        if wording.known(line["indicator"]) and line["indicator"] in rows.index:
            row = rows.loc[line["indicator"]]
            first, second = (_trend, _bars) if row["direction"] in _TOLD else (_bars, _trend)
            if chart := first(read, row) or second(read, row):
                return chart
    return None


# ── The papers ───────────────────────────────────────────────────────────────────────────────


def _chosen(read: Read) -> dict[str, str]:
    return {
        "Authority": read.name,
        "As at": f"as at {wording.day(read.about['as_at'].iloc[0])}",
        "Framework": read.about["framework_title"].iloc[0],
    }


def _part(read: Read, part: str, most: int | None = None) -> pd.DataFrame:
    said = read.sentences[read.sentences["part"] == part].sort_values("position")
    return said.head(most) if most else said


def _plain(said: pd.DataFrame) -> list[tuple[str, str]]:
    return [(line, "") for line in said["said"]]


def _asked(said: pd.DataFrame) -> list[tuple[str, str]]:
    return [
        (line["said"], f"Ask: {line['asked_of']}" if wording.known(line["asked_of"]) else "")
        for line in said.to_dict("records")
    ]


def _document(read: Read, title: str, sections: list[Section], sheets: list[Sheet], **more):
    build = read.build
    return Document(
        f"{read.name}: {title}",
        title,
        _chosen(read),
        build.build_id,
        build.built_at,
        wording.STAMPS.get(build.collection, ""),
        sections,
        sheets,
        **more,
    )


def briefing(read: Read) -> Document:
    """Return the briefing for members: two pages, each finding with a chart and its figure."""
    well, worry = _part(read, "well", 3), _part(read, "worry", 3)
    changed, earlier = _part(read, "changed", 4), read.about["previous_as_at"].iloc[0]
    charts = [_best_chart(read, well), _best_chart(read, worry), _ladders(read)]
    cited = pd.concat([well, worry, _part(read, "question", 6)])["indicator"].dropna().unique()
    since = f" since {wording.day(earlier)}" if wording.known(earlier) else ""
    sections = [
        Section("Where we stand", lead=list(_part(read, "standing", 3)["said"])),
        Section("Going well", points=_plain(well), chart=charts[0]),
        Section("Worries", points=_plain(worry), chart=charts[1]),
        Section(f"What changed{since}", points=_plain(changed), chart=charts[2], anew=True),
        Section("Questions to ask", points=_asked(_part(read, "question", 6)), numbered=True),
        Section(
            "What these figures do not tell you", points=_plain(_part(read, "not_told")), half=True
        ),
        Section("Who to ask", facts=_people(read), half=True),
        Section("Sources", level=2, note=_sources_of(read, cited)),
    ]
    return _document(read, "briefing for members", sections, _sheets(read, cited), most_pages=2)


def _people(read: Read) -> list[tuple[str, str]]:
    return [(wording.start(row.role), row.answers_for) for row in read.people.itertuples()]


def _sources_of(read: Read, indicators) -> str:
    rows = read.indicators[read.indicators["indicator"].isin(indicators)]
    wanted = {name.strip() for said in rows["source"] for name in said.replace(";", ",").split(",")}
    loaded = read.sources[read.sources["source"].isin(wanted)]
    said = [f"{row.title} ({row.publisher}, release {row.release})" for row in loaded.itertuples()]
    return f"{'; '.join(said) or 'None of the figures named has a source loaded'}. {_made(read)}"


def _made(read: Read) -> str:
    build = read.build
    return (
        f"Figures of build {build.build_id} of the {build.collection} data, "
        f"{wording.minute(build.built_at)}. Similar areas are the statistical neighbours."
    )


def book(read: Read) -> Document:
    """Return the full book: themes, indicators, prospects, gaps, sources, method."""
    sections = [
        Section(
            "Where we stand",
            lead=list(_part(read, "standing")["said"]),
            chart=_ladders(read),
            table=_themes_table(read),
        ),
        Section("Going well", points=_plain(_part(read, "well"))),
        Section("Worries", points=_plain(_part(read, "worry"))),
        Section("What changed", points=_plain(_part(read, "changed"))),
        Section("Questions to ask", points=_asked(_part(read, "question")), numbered=True),
    ]
    themes = read.themes.set_index("id")
    for theme, rows in read.indicators.groupby("theme", sort=False):
        if theme in themes.index:
            about = themes.loc[theme]
            lead = [f"{wording.start(_level(about))}. {about['why']}"]
            note = about["description"] + "."
        else:
            lead = ["Kept apart from the levels: a figure here raises or lowers none of them."]
            note = ""
        sections.append(
            Section(
                rows["theme_title"].iloc[0],
                lead=lead,
                note=note,
                anew=True,
                table=_indicators_table(rows),
            )
        )
        sections += [_indicator(read, row) for row in rows.to_dict("records")]
    sections += [
        Section(
            "Prospects",
            anew=True,
            table=_prospects_table(read),
            note="Candidates only: a flag is about prospects and is not a rating.",
        ),
        Section("What is not known", table=_unknown_table(read)),
        Section("What these figures do not tell you", points=_plain(_part(read, "not_told"))),
        Section("Who to ask", facts=_people(read)),
        Section("How this was worked out", facts=_method(read)),
        Section("Sources", table=_sources_table(read), note=_made(read)),
    ]
    every = list(read.indicators["indicator"])
    return _document(read, "full book", sections, _sheets(read, every), contents=True)


def _indicator(read: Read, row: dict) -> Section:
    level = _level(row) if wording.known(row["level"]) else "not judged"
    facts = [
        ("Figure", _behind(row) or wording.start(_figure(row))),
        ("Similar areas", _beside(row)),
        ("Direction", row["direction"] if wording.known(row["direction"]) else "not known"),
        ("Level", level),
        ("Counted", row["counted"]),
        ("Out of", row["out_of"]),
        ("Could be misread", row["caveat"]),
        ("Owner", row["owner"]),
        ("Source", _source(read, row)),
    ]
    chart = None if row["kind"] == "count" else _trend(read, row) or _bars(read, row)
    facts = [(name, str(said)) for name, said in facts if wording.known(said) and said]
    return Section(row["title"], level=2, note=row["question"], chart=chart, facts=facts)


def _method(read: Read) -> list[tuple[str, str]]:
    return [
        ("Framework", read.about["framework_note"].iloc[0]),
        (
            "Levels",
            "; ".join(f"{row.level} {row.word}: {row.meaning}" for row in read.ladder.itertuples()),
        ),
        (
            "Intervals",
            "95%: Wilson for percentages, exact Poisson or Byar for rates. A figure is "
            "called better or worse only where its interval does not hold the figure it is set "
            "beside.",
        ),
        (
            "Directions",
            "Told only where the last five points, none left out, agree in a tested "
            "trend; a break in the series cuts it.",
        ),
        ("Small numbers", "Counts of 1 to 5 people, and what would give them away, are hidden."),
        (
            wording.start(_SIMILAR),
            "The statistical neighbours: sum over sum, or their median where "
            "counts are not published.",
        ),
    ]


# ── Tables for reading ───────────────────────────────────────────────────────────────────────


def _themes_table(read: Read) -> Table:
    rows = [
        [
            row["title"],
            _level(row),
            wording.number(row["before"]),
            wording.number(row["beside"], 1),
            f"{int(row['used'])} of {int(row['possible'])}",
            row["why"],
        ]
        for row in read.themes.to_dict("records")
    ]
    return Table(
        "Level of each theme",
        ["Theme", "Level", "A year before", "Similar areas", "Figures known", "Why"],
        rows,
        [2, 3, 4],
        [2.2, 2.2, 1, 1, 1.1, 4],
    )


def _indicators_table(rows: pd.DataFrame) -> Table:
    lines = [
        [
            row["title"],
            _figure(row),
            wording.interval(row["lower"], row["upper"], row["kind"], row["decimals"]) or "–",
            row["period_text"] or "–",
            _beside(row),
            row["direction"] if wording.known(row["direction"]) else "–",
            _level(row) if wording.known(row["level"]) else "–",
        ]
        for row in rows.to_dict("records")
    ]
    return Table(
        "Figures of this part",
        ["Indicator", "Figure", "95% interval", "Period", "Similar areas", "Direction", "Level"],
        lines,
        [1, 2, 4],
        [2.6, 1.5, 1.3, 1.2, 1.5, 1.4, 1.6],
    )


def _prospects_table(read: Read) -> Table | None:
    rows = [
        [row["flag"] if wording.known(row["flag"]) else "none: known and acted on", row["why"]]
        for row in read.prospects.to_dict("records")
    ] or [["none", "No candidate flag, as in most areas."]]
    return Table("Candidate flags", ["Flag", "Why"], rows, [], [1, 5])


def _unknown_table(read: Read) -> Table:
    rows = [
        [
            row["theme"],
            row["title"],
            wording.gap(
                row["missing_reason"] if wording.known(row["missing_reason"]) else row["status"]
            ),
        ]
        for row in read.unknown.to_dict("records")
    ] or [["–", "Every indicator of the framework has evidence.", "–"]]
    return Table("Figures that are not known", ["Theme", "Indicator", "Why"], rows, [], [2, 3, 2])


def _sources_table(read: Read) -> Table:
    rows = [
        [row.title, row.publisher, str(row.release), row.licence, wording.day(row.imported_at)]
        for row in read.sources.itertuples()
    ]
    return Table(
        "Sources",
        ["Source", "Publisher", "Release", "Licence", "Imported"],
        rows,
        [],
        [3, 2.4, 1.2, 2.4, 1.6],
    )


# ── Sheets of figures ────────────────────────────────────────────────────────────────────────

_LEVELS = {
    "level": ("Level", "the level reached; empty where it could not be assessed"),
    "level_low": ("Level, lowest", "the lowest level the figures allow"),
    "level_high": ("Level, highest", "the highest level the figures allow"),
    "word": ("Word", "what the framework calls the level"),
}
_FIGURES = {
    "numerator": ("Numerator", "what was counted; empty where the publisher gives only the value"),
    "denominator": ("Denominator", "what it was counted out of"),
    "value": ("Value", "the figure, in the indicator's unit; empty where it is not known"),
    "lower": ("Lower", "lower end of the 95% interval"),
    "upper": ("Upper", "upper end of the 95% interval"),
    "missing_reason": ("Why missing", "why there is no value"),
}


def _sheets(read: Read, indicators) -> list[Sheet]:
    kept = read.indicators[read.indicators["indicator"].isin(indicators)]
    trends = read.trends[read.trends["indicator"].isin(indicators)]
    named = trends.merge(kept[["indicator", "title", "unit"]], on="indicator")
    return [
        Sheet(
            "Sentences",
            "What the figures say",
            read.sentences,
            {
                "part": ("Part", "part of the briefing"),
                "position": ("Position", "place within the part, from 1"),
                "said": ("Sentence", "the sentence"),
                "theme": ("Theme", "id of the theme it is of"),
                "indicator": ("Indicator", "id of the figure it leads to"),
                "asked_of": ("Ask", "role that answers for it"),
            },
        ),
        Sheet(
            "Themes",
            "Level of each theme",
            read.themes,
            {
                "id": ("Theme", "id of the theme"),
                "title": ("Title", "its name"),
                **_LEVELS,
                "before": ("A year before", "the level a year before under the same rules"),
                "beside": ("Similar areas", "median level of the statistical neighbours"),
                "beside_areas": ("Similar areas, number", "neighbours that could be assessed"),
                "used": ("Figures known", "judged figures that are known"),
                "possible": ("Figures possible", "judged figures there could be"),
                "why": ("Why", "what limits the level"),
            },
        ),
        Sheet(
            "Indicators",
            "Last figure of each indicator",
            kept,
            {
                "theme": ("Theme", "id of the theme"),
                "indicator": ("Indicator", "id of the indicator"),
                "title": ("Title", "its name"),
                "unit": ("Unit", "unit of the value"),
                "period_end": ("Period end", "last day of the period"),
                "period_text": ("Period", "the period in words"),
                "period_status": ("Status", "provisional, revised, final or outturn"),
                **_FIGURES,
                "beside_value": ("Similar areas", "the statistical neighbours together"),
                "beside_areas": ("Similar areas, number", "neighbours with a figure"),
                "country_value": ("Country", "the whole country"),
                "place": ("Place", "beside similar areas, by the interval"),
                "direction": ("Direction", "of the tested trend"),
                **_LEVELS,
                "caveat": ("Could be misread", "how it could be misread"),
                "owner": ("Owner", "role that answers for it"),
                "source": ("Source", "ids of its sources"),
            },
        ),
        Sheet(
            "Over time",
            "Each indicator over time",
            named,
            {
                "indicator": ("Indicator", "id of the indicator"),
                "title": ("Title", "its name"),
                "unit": ("Unit", "unit of the value"),
                "period_end": ("Period end", "last day of the period"),
                "period_text": ("Period", "the period in words"),
                "period_status": ("Status", "provisional, revised, final or outturn"),
                **_FIGURES,
                "neighbours_value": ("Similar areas", "the statistical neighbours together"),
                "region_value": ("Region", "the region"),
                "country_value": ("Country", "the whole country"),
                "broken": ("Series break", "why the series begins anew here"),
            },
        ),
        Sheet(
            "Prospects",
            "Candidate flags",
            read.prospects,
            {
                "flag": ("Flag", "red, green, or empty: known and acted on"),
                "indicator": ("Indicator", "id of the indicator"),
                "why": ("Why", "what it rests on"),
            },
        ),
        Sheet(
            "Not known",
            "Figures that are not known",
            read.unknown,
            {
                "theme": ("Theme", "the theme"),
                "indicator": ("Indicator", "id of the indicator"),
                "title": ("Title", "its name"),
                "status": ("Status", "missing, stale or not collected"),
                "missing_reason": ("Why missing", "why there is no value"),
            },
        ),
        Sheet(
            "People",
            "Who to ask, by role",
            read.people,
            {
                "role": ("Role", "the role"),
                "answers_for": ("Answers for", "what it answers for"),
            },
        ),
        Sheet(
            "Sources",
            "Where the figures come from",
            read.sources,
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
    ]
