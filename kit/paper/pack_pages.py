"""The pages of an inspector's pack: the first page, and one for each theme."""

import hashlib
from collections.abc import Iterator

import pandas as pd

from kit import wording
from kit.paper import html
from kit.paper.html import Exact, Link, Value
from kit.paper.model import Section, Table
from kit.paper.pack_data import PackData


def theme_file(theme: str) -> str:
    """Return the name in the archive of a theme's page."""
    return f"themes/{theme}.html"


def first_page(told: PackData, front: list[Section], title: str) -> list[str]:
    """Return the first page: levels, questions, evidence still needed, files, documents."""
    facts = [
        ("What it is", "The judgement of one authority, and all that it rests on."),
        ("As at", told.book.chosen["As at"].removeprefix("as at ")),
        ("Framework", told.book.chosen["Framework"]),
        ("Build", f"{told.book.build_id}, {wording.minute(told.book.built_at)}"),
        ("If a link does not open", "Extract the whole archive first, then open index.html."),
    ]
    pages = dict(told.read.indicators[["theme", "theme_title"]].to_numpy())
    links = [Link(name, theme_file(theme)) for theme, name in pages.items()]
    links.append(Link("How to check this pack", "check.html"))
    body = [html.heading(1, title), html.definition_list(facts), html.heading(2, "Pages")]
    body.append(html.bullet_list([(link, "") for link in links]))
    body += html.section(front[0], 2)
    body += [
        html.heading(2, "The questions of the framework", "questions"),
        *_questions(told, front[0]),
        html.heading(2, "Evidence still needed", "owed"),
        _missing_evidence(told),
    ]
    for section in front[1:]:
        body += html.section(section, 2)
    body += [html.table(_files(told.sources.drop_duplicates(["source", "file"])))]
    return [*body, *_documents_table(told, told.frame("evidence_items"), 2), *_comments(told)]


def _questions(told: PackData, standing: Section) -> Iterator[str]:
    """Yield what each question rests on: themes with their level, figures kept apart from all."""
    assert standing.table is not None
    levels = {line[0]: line[1] for line in standing.table.rows}
    bearings = told.frame("framework_bearings")
    themes = told.read.themes.set_index("id")
    figures = told.read.indicators.set_index("indicator")
    unknown = told.read.unknown["indicator"]
    for question in told.frame("framework_questions").itertuples():
        bearing = bearings[bearings["question"] == question.question]
        rows = []
        for theme in themes.index[themes.index.isin(bearing["theme"])]:
            about = themes.loc[theme]
            known = f"{int(about['used'])} of {int(about['possible'])}"
            link = Link(about["title"], theme_file(theme))
            rows.append([link, levels[about["title"]], known, about["why"]])
        for row in bearing[bearing["theme"].isna()].itertuples():
            if row.indicator in figures.index:
                about = figures.loc[row.indicator]
                link = Link(about["title"], f"{theme_file(about['theme'])}#{row.indicator}")
                known = "no" if row.indicator in set(unknown) else "yes"
                known = known if wording.is_known(about["value"]) else "no"
                rows.append([link, "kept apart", known, _cell_text(about, "value")])
        yield html.heading(3, question.title, f"question-{question.question}")
        headings = ["Indicator", "Level", "Figures known", "Why, or the figure"]
        if rows:
            caption = f"Judgement on question {question.position}"
            yield html.table(Table(caption, headings, rows))
        else:
            yield html.write_paragraph(
                "No indicator answers this question: it is for the inspector to ask."
            )


def _missing_evidence(told: PackData) -> str:
    """Tell what evidence is missing, stale, thin or contradictory, who owes it, and until when."""
    rows = told.shown["evidence_owed"].to_pandas(date_as_object=False)
    if rows.empty:
        return html.write_paragraph("There are no gaps in evidence.")
    lines = [
        [
            Link(row.title, f"{theme_file(row.theme)}#{row.indicator}")
            if wording.is_known(row.indicator)
            else Link(f"{row.theme_title}: {row.title}", theme_file(row.theme)),
            row.kind,
            row.said,
            row.owner,
            wording.day(row.due_on),
        ]
        for row in rows.itertuples()
    ]
    headings = ["What it is about", "Kind", "Gap", "Owner, by role", "Due"]
    return html.table(Table("Evidence still needed, by kind", headings, lines))


def theme_page(told: PackData, theme: str, sections: list[Section]) -> list[str]:
    """Return the page of a theme: its level, then each indicator with all it rests on."""
    rows = told.read.indicators[told.read.indicators["theme"] == theme]
    first = sections[0]
    assert first.table is not None
    links = [
        [Link(line[0], f"#{indicator}"), *line[1:]]
        for line, indicator in zip(first.table.rows, rows["indicator"], strict=True)
    ]
    table = Table(first.table.caption, first.table.headings, links, first.table.right)
    body = [
        html.heading(1, f"{told.read.name}: {first.title}"),
        *(html.write_paragraph(said, "lead") for said in first.lead),
        html.write_paragraph(first.note),
        html.bullet_list(first.points),
        html.table(table),
    ]
    items = told.frame("evidence_items")
    body += _documents_table(told, items[items["theme"] == theme], 2)
    for section, row in zip(sections[1:], rows.to_dict("records"), strict=True):
        body += _indicator(told, section, row)
    return body


def _indicator(told: PackData, section: Section, row: dict) -> list[str]:
    """Return an indicator: chart, facts, cut points, rows, query, files."""
    indicator = row["indicator"]
    trend = told.read.trends[told.read.trends["indicator"] == indicator]
    beside = told.frame("figures")
    mine = (beside["indicator"] == indicator) & (beside["area_code"] != told.chosen["area_code"])
    names = told.frame("areas").set_index("area_code")["name"]
    beside = beside[mine]
    beside = beside.assign(name=beside["area_code"].map(names))
    others = {"Neighbours": "neighbours_value", "Country": "country_value"}
    pieces = html.section(section, 2, indicator)
    pieces.append(_thresholds(told, row))
    if len(trend):
        pieces.append(html.table(_rows_table(f"Rows: {told.read.name}", trend, row, others)))
    if len(beside):
        title = f"Rows of the areas it is set beside ({len(beside)})"
        pieces.append(html.collapsed(title, [html.table(_rows_table(title, beside, row, {}))]))
    query = told.queries[told.queries["name"] == indicator]
    for one in query.itertuples():
        about = [
            ("File", Link(one.path, f"../{one.path}")),
            ("SHA-256", Exact(hashlib.sha256(one.sql.encode()).hexdigest())),
        ]
        pieces += [
            html.definition_list(about),
            html.collapsed("Query, as it was run", [html.code_block(one.sql)]),
        ]
    files = told.sources[told.sources["indicator"] == indicator]
    none = f"No file is imported of what it needs: {row['source']}."
    pieces.append(html.table(_files(files)) if len(files) else html.write_paragraph(none))
    return pieces


def _thresholds(told: PackData, row: dict) -> str:
    cuts = told.frame("framework_cut_points")
    cuts = cuts[cuts["indicator"] == row["indicator"]].sort_values("level")
    if cuts.empty:
        return ""
    ladder = told.read.ladder.itertuples()
    scale = told.frame("frameworks")["scale"].iloc[0]
    steps = {one.level: f"{'' if scale == 'named' else one.level} {one.word}" for one in ladder}
    way = "down to" if row["polarity"] == "lower_is_better" else "from"
    lines = [
        [
            steps[one.level].strip(),
            Value(f"{way} {_figure_text(row, one.from_value)}", float(one.from_value)),
            one.basis if wording.is_known(one.basis) else "–",
        ]
        for one in cuts.itertuples()
    ]
    return html.table(Table("Where each level begins", ["Level", "Begins", "Ground"], lines))


def _figure_text(row, value) -> str:
    return wording.figure(value, row["kind"], row["unit"], row["decimals"])


def _cell_text(row, column: str) -> str:
    """Write a figure of `row`, which may stand for an exact one; or why there is none."""
    value = row[column]
    if not wording.is_known(value):
        return wording.missing_text(row["missing_reason"])
    return Value(_figure_text(row, value), float(value))


def _rows_table(caption: str, rows: pd.DataFrame, row: dict, others: dict[str, str]) -> Table:
    """Set figures as they were counted, newest first; the first column says whose or when."""
    named = "name" in rows
    told = []
    for one in rows.sort_values("period_end", ascending=False, kind="stable").to_dict("records"):
        about = one | {key: row[key] for key in ("kind", "unit", "decimals")}
        interval = wording.interval(one["lower"], one["upper"], row["kind"], row["decimals"])
        told.append(
            [
                *([one["name"]] if named else []),
                one["period_text"],
                *(
                    Value(wording.number(one[each]), float(one[each]))
                    if wording.is_known(one[each])
                    else "–"
                    for each in ("numerator", "denominator")
                ),
                _cell_text(about, "value"),
                interval or "–",
                *(
                    Value(_figure_text(row, one[column]), float(one[column]))
                    if wording.is_known(one[column])
                    else "–"
                    for column in others.values()
                ),
                one["period_status"] if wording.is_known(one["period_status"]) else "–",
            ]
        )
    headings = [
        *(["Area"] if named else []),
        "Period",
        "Counted",
        "Out of",
        "Figure",
        "95% interval",
        *others,
        "Status",
    ]
    first = 2 if named else 1
    return Table(caption, headings, told, list(range(first, first + 4 + len(others))))


def _files(sources: pd.DataFrame) -> Table:
    lines = []
    for one in sources.to_dict("records"):
        title = one["title"]
        if wording.is_known(one["address"]):
            title = Link(title, one["address"])
        about = [one["publisher"], one["licence"], one["attribution"]]
        lines.append(
            [
                title,
                f"{one['file']}, release {one['release']}",
                wording.number(one["rows"]),
                Exact(one["sha256"])
                if wording.is_known(one["sha256"])
                else "held by the authority",
                ". ".join(said for said in dict.fromkeys(about) if wording.is_known(said) and said),
            ]
        )
    headings = ["Source", "File", "Rows", "SHA-256 of the file", "Publisher and licence"]
    return Table("Files the figures come from", headings, lines, [2])


def _documents_table(told: PackData, items: pd.DataFrame, level: int) -> list[str]:
    titles = told.read.themes.set_index("id")["title"]
    lines = [
        [
            Link(one.shows, one.link) if wording.is_known(one.link) else one.shows,
            titles.get(one.theme, one.theme),
            wording.day(one.dated_on),
            one.evidence_id,
        ]
        for one in items.itertuples()
    ]
    title = "Documents registered as evidence"
    if not lines:
        return [html.heading(level, title), html.write_paragraph("None is registered.")]
    headings = ["What it shows", "Theme", "Dated", "Register"]
    return [html.heading(level, title), html.table(Table(title, headings, lines))]


def _comments(told: PackData) -> list[str]:
    """Tell all that the authority said of itself, every version of it, in the order written."""
    titles = dict(told.read.indicators[["indicator", "title"]].to_numpy())
    titles |= dict(told.read.themes[["id", "title"]].to_numpy())
    lines = [
        [
            wording.minute(one.written_at),
            wording.comment_line(one),
            titles.get(one.subject, one.subject) or "the whole",
            "withdrawn" if one.withdrawn else "changed" if one.replaces else "written",
        ]
        for one in told.comments.itertuples()
    ]
    if not lines:
        return []
    title = "What the authority said, with its history"
    headings = ["Written", "Said", "About", "What was done"]
    return [html.heading(2, title), html.table(Table(title, headings, lines))]
