"""The sections of papers: findings, themes, one indicator, comments, method, sources."""

from collections.abc import Iterator
from operator import itemgetter
from textwrap import shorten

import pandas as pd

from kit import findings, wording
from kit.paper import figure_text, reading_tables
from kit.paper.indicator_charts import bar_chart, trend_chart
from kit.paper.model import Chart, Section
from kit.paper.paper_data import PaperData
from kit.paper.reading_tables import make_table, text_or
from kit.store import comments, sign_offs


def heading(part: str) -> str:
    """Return the heading of a part of a paper."""
    return findings.say("paper_title", part)


def sentences_of(read: PaperData, part: str, limit: int | None = None) -> pd.DataFrame:
    """Return the sentences of a part in order, the first `limit` of them."""
    return read.sentences[read.sentences["part"] == part].sort_values("position").head(limit)


def sentence_section(
    read: PaperData, part: str, limit: int | None = None, more_title: str = "", **more
) -> Section:
    """Tell a part's sentences, the first `limit` of them; questions with who is to be asked."""
    asks = part == "question"
    points = [
        (line["said"], f"Ask: {line['asked_of']}" * (asks and wording.is_known(line["asked_of"])))
        for line in sentences_of(read, part, limit).to_dict("records")
    ]
    return Section(heading(part) + more_title, points=points, numbered=asks, **more)


def sentence_lists(
    read: PaperData, part: str, limit: int | None = None, chart: Chart | None = None
) -> Iterator[Section]:
    """Tell a part's sentences in a list for each subject, under a heading of its own."""
    rows = sentences_of(read, part, limit)
    if rows["indicator"].isna().all():  # of all figures together
        yield sentence_section(read, part, limit, chart=chart)
        return
    for subject, listed in sorted(rows.groupby("subject"), reverse=True):
        title = f"{heading(part)}: {findings.say('paper_subject', subject)}"
        yield Section(title, points=[(said, "") for said in listed["said"]], chart=chart)
        chart = None


def decisions(read: PaperData) -> list[Section]:
    """Return the three things to decide that come first; none where nothing is on record."""
    points = [
        (row.sentence, f"{wording.capitalise(row.owner_role or '')}: {wording.due(row)}")
        for row in read.decisions.itertuples()
    ]
    return [Section(heading("decide"), points=points, numbered=True)] if points else []


def promise_points(read: PaperData, most: int) -> list[tuple[str, str]]:
    """Tell what was promised a year earlier and what became of it, `most` of them."""
    rows = read.promises
    points = [
        (
            findings.say(
                "paper_promise",
                "seen" if row.is_seen else "none",
                action=row.action,
                due=wording.day(row.was_due_on),
                now=row.now_status,
                seen=row.seen,
            ),
            "",
        )
        for row in rows.head(most).itertuples()
    ]
    if len(rows) > most:
        points.append((findings.say("paper_promises_left", n=len(rows) - most), ""))
    return points


def outside_levels(read: PaperData) -> pd.DataFrame:
    """Return the known figures kept apart from the levels.

    Where the framework names none: those that belong to it, but not what else is known, which two
    pages cannot hold. The full book lists it.
    """
    rows = read.indicators
    named = ~rows["theme"].isin(read.themes["id"]) if len(read.ladder) else rows["belongs"]
    return rows[rows["value"].notna() & named]


def outside_levels_sections(read: PaperData) -> Iterator[Section]:
    """Give the known figures that are kept apart from the levels: all there is without a level."""
    rows = outside_levels(read)
    country = read.about["country_name"].iloc[0]
    columns = {
        "Indicator": (itemgetter("title"), 3.4),
        "Figure": (figure_text.figure, -1.8),
        "Period": (text_or("period_text"), 1.2),
        "Neighbours": (figure_text.comparison, -1.8),
        country: (lambda row: figure_text.format_of(row)(row["country_value"]), -1.4),
    }
    titles = rows["theme_title"].mask(rows["theme"].isin(read.themes["id"]), heading("counted"))
    for title, some in rows.groupby(titles, sort=False):
        yield Section(
            title, table=make_table(f"{title}: what is known", some.to_dict("records"), columns)
        )


def is_published(read: PaperData) -> bool:
    """Say whether what others publish leads, since no theme has a level."""
    return len(read.published) > 0 and bool(read.published["leads"].iloc[0])


def reports(read: PaperData) -> list[Section]:
    """Return the section of what inspectors said, in their words; none where nothing is loaded."""
    points = [(f"{row.heading}: {row.sentence}", "") for row in read.inspections.itertuples()]
    return [Section(heading("inspectors"), points=points)] if points else []


def published(read: PaperData) -> list[Section]:
    """Return what others publish of each theme, and what it does not say; else nothing."""
    if not is_published(read):
        return []
    columns = {
        "Theme": (lambda row: f"{row['title']} ({row['badges']})", 2),
        "Says": (itemgetter("in_short"), 3),
        "Does not say": (itemgetter("does_not_say"), 3),
    }
    title = heading("published")
    return [Section(title, table=make_table(title, read.published.to_dict("records"), columns))]


def published_pieces(read: PaperData) -> list[Section]:
    """Return the figures and reports behind it, and what to keep next; else nothing."""
    if not is_published(read):
        return []
    pieces = [(row.said, row.beside) for row in read.published_pieces.itertuples()]
    steps = [(f"{row.keeps} {row.opens}", "") for row in read.first_steps.itertuples()]
    return [
        Section("Published figures and reports", points=pieces),
        Section("First steps: registers to keep next", points=steps, numbered=True),
    ]


def limits(read: PaperData) -> Section:
    """Return what limits the level of each theme."""
    columns = {
        "Theme": (itemgetter("title"), 1.8),
        "Level": (figure_text.level, 1.8),
        "Why": (itemgetter("why"), 4),
    }
    title = heading("limits")
    return Section(
        title,
        table=make_table(title, read.themes.to_dict("records"), columns),
        spare=True,
    )


def comments_on(read: PaperData, about: str, subjects) -> list:
    """Return what the authority says of these, the newest first."""
    rows = read.remarks
    rows = rows[(rows["about"] == about) & rows["subject"].isin(subjects)]
    return list(rows.sort_values("written_at", ascending=False).itertuples())


def comment_points(
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


def authority_comments(points: list[tuple[str, str]]) -> list[Section]:
    """Return the section of what the authority says; none where it says nothing."""
    return [Section(heading("comments"), points=points)] if points else []


def theme_sections(read: PaperData) -> Iterator[Section]:
    """Tell each theme and what is apart from all: its level, its figures, each indicator."""
    themes = read.themes.set_index("id")
    for theme, rows in read.indicators.groupby("theme", sort=False):
        lead, note = "Kept apart from the levels: a figure here raises or lowers none of them.", ""
        if theme in themes.index:
            about = themes.loc[theme]
            judged = wording.is_known(about["level"])
            level = f"{wording.capitalise(figure_text.level(about))}. " * judged
            lead = f"{level}{about['why']}"  # where there is no level, why says so
            note = f"{about['description']}."
        title, table = rows["theme_title"].iloc[0], reading_tables.indicators(rows)
        points = comment_points(read, comments_on(read, "theme", [theme]))
        yield Section(title, lead=[lead], points=points, note=note, table=table, group=theme)
        for row in rows.to_dict("records"):
            yield _indicator(read, row)


def _indicator(read: PaperData, row: dict) -> Section:
    known = wording.is_known(row["value"])
    facts = {
        "Figure": figure_text.evidence_line(row) or wording.capitalise(figure_text.figure(row)),
        "Neighbours": figure_text.comparison(row)
        if known or wording.is_known(row["beside_value"])
        else "",
        "Direction": text_or("direction", "not known")(row) if known else "",
        "Level": (figure_text.level(row) if wording.is_known(row["level"]) else "not judged")
        if known
        else "",
        "Counted": row["counted"],
        "Out of": row["out_of"],
        "Could be misread": row["caveat"],
        "Owner": row["owner"],
        "Checked": _sign_off(read, row["indicator"]),
        "Source": figure_text.source(read, row),
    }
    chart = None if row["kind"] == "count" else trend_chart(read, row) or bar_chart(read, row)
    told = [(name, str(said)) for name, said in facts.items() if wording.is_known(said) and said]
    told += [
        (wording.capitalise(remark.kind), wording.comment_line(remark))
        for remark in comments_on(read, "indicator", [row["indicator"]])
    ]
    return Section(row["title"], level=2, note=row["question"], chart=chart, facts=told)


def _sign_off(read: PaperData, indicator: str) -> str:
    """Say which role signed off this version of the indicator's text, or that none has."""
    versions = dict(zip(read.versions["indicator"], read.versions["version"], strict=True))
    return sign_offs.state(indicator, versions.get(indicator, "")).said


def people(read: PaperData) -> list[tuple[str, str]]:
    """Return whom to ask, by role, and what each answers for."""
    return [(wording.capitalise(row.role), row.answers_for) for row in read.people.itertuples()]


def method(read: PaperData) -> list[tuple[str, str]]:
    """Return how levels, intervals and directions are worked out."""
    levels = (f"{row.told}: {row.meaning}" for row in read.ladder.itertuples())
    return [
        ("Framework", read.about["framework_note"].iloc[0]),
        ("Levels", "; ".join(levels)),
        *read.method[["heading", "words"]].itertuples(index=False, name=None),
    ]


def sources_of(read: PaperData, indicators) -> str:
    """Name the sources of some indicators' figures, apart from those of earlier periods alone."""
    rows = read.figure_sources[read.figure_sources["indicator"].isin(indicators)]
    rows = rows.sort_values(["is_earlier", "title"]).drop_duplicates("source")
    titles = rows["title"] + " (" + rows["publisher"] + ", release " + rows["release"] + ")"
    said = wording.sources(list(titles[~rows["is_earlier"]]), list(titles[rows["is_earlier"]]))
    return f"{said or findings.say('paper_sources', 'none')}. {build_facts(read)}"


def build_facts(read: PaperData) -> str:
    """Say of which build the figures are."""
    build = read.build
    return findings.say(
        "paper_build",
        build=build.build_id,
        collection=build.collection,
        built=wording.minute(build.built_at),
    )
