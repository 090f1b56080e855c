"""The inspector's pack: one archive to read offline, to check, and to work out again.

`index.html` leads from the framework's questions to judgement, indicator, query, rows and source.
`pack.duckdb` holds the tables the pages are made of (schema main: what was given, all of it past
the gate of small numbers; schema shown: the answers on the pages), `rerun.sql` works the answers
out again from what was given, by the very queries of the screen, and says how many rows agree.
The same build and choices give the same bytes: nothing in it has a time but the build's own.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kit import wording
from kit.paper import briefing, html, reproducible_zip
from kit.paper.html import Exact, Link, Value
from kit.paper.model import Document, Section, Table
from kit.spreadsheet import as_csv
from kit.store import comments, database, sqlfile

# What is given: the answer of queries/pages/pack/<name>.sql, as a table of that name.
GIVEN = (
    "areas",
    "neighbours",
    "assessment_dates",
    "frameworks",
    "framework_questions",
    "framework_themes",
    "framework_levels",
    "framework_bearings",
    "framework_cut_points",
    "framework_limits",
    "indicator_labels",
    "series_breaks",
    "area_noise",
    "actions",
    "evidence_items",
    "figures",
)
# What is worked out from it, in this order, by the query of that name.
WORKED_OUT = (
    "ladders",
    "rungs",
    "theme_rules",
    "comparisons",
    "series_windows",
    "directions",
    "figure_limits",
    "comparison_tests",
    "figure_series",
    "evidence",
    "theme_levels",
    "theme_summaries",
    "dated_actions",
    "outcome_tests",
    "green_flag_evidence",
    "prospects",
)
# What is shown: the answers of queries/pages that are worked out again, and those that are only
# kept, since they are made of more than a pack holds.
SHOWN = {
    "themes": "glance/themes",
    "indicators": "brief/indicators",
    "trends": "brief/trends",
    "flags": "glance/prospects",
    "not_known": "glance/unknown",
}
KEPT = {"sentences": "brief/sentences", "evidence_owed": "questions/debt"}
_SENTENCES = ["part", "position", "said", "theme", "indicator", "asked_of"]
_CHECKS = {
    "On Linux": "sha256sum -c SHA256SUMS",
    "On a Mac": "shasum -a 256 -c SHA256SUMS",
    "On Windows, in PowerShell (it names each file that differs, and nothing where all agree)": (
        "Get-Content SHA256SUMS | ForEach-Object { $sum, $file = $_ -split '  ', 2; "
        "if ((Get-FileHash $file -Algorithm SHA256).Hash -ne $sum) { $file } }"
    ),
}
RERUNS = {
    "With the DuckDB program": "duckdb -readonly pack.duckdb -f rerun.sql",
    "With Python, after python -m pip install duckdb": (
        "python -c \"import duckdb; print(duckdb.connect('pack.duckdb', read_only=True)"
        ".sql(open('rerun.sql', encoding='utf-8').read()))\""
    ),
}


@dataclass(frozen=True)
class _PackData:
    """All that a pack says: the book of the same figures, and what only the pack adds."""

    read: briefing.PaperData
    book: Document
    given: dict[str, pa.Table]
    shown: dict[str, pa.Table]
    queries: pd.DataFrame
    sources: pd.DataFrame
    comments: pd.DataFrame
    chosen: dict[str, str]

    def frame(self, name: str) -> pd.DataFrame:
        """Return what was given as `name`."""
        return self.given[name].to_pandas(date_as_object=False)


def make_pack(
    area_code: str,
    as_at: str = "",
    framework: str = "",
    progress: Callable[[float, str], None] = lambda _done, _said: None,
) -> bytes:
    """Return the pack of one authority as a ZIP archive; the latest date unless told.

    Raises content.NoSuchAuthority.
    """
    progress(0.0, "reading the figures")
    chosen = {
        "area_code": area_code,
        "as_at": as_at or briefing.dates()[0],
        "framework": framework or briefing.frameworks()[0],
    }
    told = _read_data(chosen)
    files = dict(_pages(told, progress))
    progress(0.9, "writing the tables")
    files |= _tables(told)
    files["rerun.sql"] = _recalculation_sql(told).encode()
    files["pack.duckdb"] = _database(told)
    for query in told.queries.itertuples():
        files[query.path] = query.sql.encode()
    files["queries/macros.sql"] = (database.QUERIES / "macros.sql").read_bytes()
    names = sorted(files)
    sums = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in names)
    progress(0.95, "packing")
    order = ["index.html", *(name for name in names if name != "index.html")]
    return reproducible_zip.make_zip(
        [*((name, files[name]) for name in order), ("SHA256SUMS", "".join(sums).encode())]
    )


def _read_data(chosen: dict[str, str]) -> _PackData:
    """Ask everything of one build."""
    while True:
        read = briefing.read_data(**chosen)
        indicators = list(read.indicators["indicator"])
        more: dict[str, Any] = {
            "indicators": indicators,
            "roots": [*indicators, "figures", *WORKED_OUT],
        }
        given = {
            name: briefing.ask(f"pack/{name}", as_arrow=True, **chosen, **more) for name in GIVEN
        }
        shown = {name: briefing.ask(text, as_arrow=True, **chosen) for name, text in SHOWN.items()}
        rest = {name: briefing.ask(f"pack/{name}", **more) for name in ("queries", "sources")}
        kept = {
            name: briefing.ask(text, as_arrow=True, sorted_by="kind", **chosen)
            for name, text in KEPT.items()
        }
        answers = [*given.values(), *shown.values(), *rest.values(), *kept.values()]
        if {build.build_id for _, build in answers} == {read.build.build_id}:
            break  # else a new build was published meanwhile: ask it all again
    said = comments.history(chosen["area_code"])
    trends = shown["trends"][0]  # of all indicators: those that are given are kept
    of_pages = pc.is_in(trends["indicator"], given["indicator_labels"][0]["indicator"])
    return _PackData(
        read,
        briefing.book(read),
        {name: rows for name, (rows, _) in given.items()},
        {name: rows for name, (rows, _) in (shown | kept).items()}
        | {"trends": trends.filter(of_pages)}
        | {"sentences": kept["sentences"][0].select(_SENTENCES)},
        rest["queries"][0],
        rest["sources"][0],
        said[said["framework"].isin(["", chosen["framework"]])],
        chosen,
    )


# ── Pages ────────────────────────────────────────────────────────────────────────────────────


def _pages(told: _PackData, progress) -> Iterator[tuple[str, bytes]]:
    """Yield each page: its name in the archive, and what it holds."""
    front, themes = _split_by_theme(told)
    about = {"stamp": told.book.stamp, "footer": told.book.footer}
    for number, (theme, sections) in enumerate(themes.items()):
        progress(0.05 + 0.8 * number / len(themes), f"drawing: {sections[0].title.lower()}")
        body = _theme(told, theme, sections)
        title = f"{told.read.name}: {sections[0].title}"
        yield _theme_file(theme), html.page(title, body, **about, back="../index.html").encode()
    progress(0.85, "drawing: the first page")
    title = f"{told.read.name}: inspector's pack"
    yield "index.html", html.page(title, _first_page(told, front, title), **about).encode()
    body = _check_page(told)
    title = f"{told.read.name}: how to check this pack"
    yield "check.html", html.page(title, body, **about, back="index.html").encode()


def _theme_file(theme: str) -> str:
    return f"themes/{theme}.html"


def _split_by_theme(told: _PackData) -> tuple[list[Section], dict[str, list[Section]]]:
    """Part the book into what is on the first page, and the sections of each theme."""
    front: list[Section] = []
    themes: dict[str, list[Section]] = {}
    at = ""
    for section in told.book.sections:
        at = section.group if section.level == 1 else at
        if at:
            themes.setdefault(at, []).append(section)
        else:
            front.append(section)
    return front, themes


def _first_page(told: _PackData, front: list[Section], title: str) -> list[str]:
    facts = [
        ("What it is", "The judgement of one authority, and all that it rests on."),
        ("As at", told.book.chosen["As at"].removeprefix("as at ")),
        ("Framework", told.book.chosen["Framework"]),
        ("Build", f"{told.book.build_id}, {wording.minute(told.book.built_at)}"),
        ("If a link does not open", "Extract the whole archive first, then open index.html."),
    ]
    pages = dict(told.read.indicators[["theme", "theme_title"]].to_numpy())
    links = [Link(name, _theme_file(theme)) for theme, name in pages.items()]
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


def _questions(told: _PackData, standing: Section) -> Iterator[str]:
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
            link = Link(about["title"], _theme_file(theme))
            rows.append([link, levels[about["title"]], known, about["why"]])
        for row in bearing[bearing["theme"].isna()].itertuples():
            if row.indicator in figures.index:
                about = figures.loc[row.indicator]
                link = Link(about["title"], f"{_theme_file(about['theme'])}#{row.indicator}")
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


def _missing_evidence(told: _PackData) -> str:
    """Tell what evidence is missing, stale, thin or contradictory, who owes it, and until when."""
    rows = told.shown["evidence_owed"].to_pandas(date_as_object=False)
    if rows.empty:
        return html.write_paragraph("There are no gaps in evidence.")
    lines = [
        [
            Link(row.title, f"{_theme_file(row.theme)}#{row.indicator}")
            if wording.is_known(row.indicator)
            else Link(f"{row.theme_title}: {row.title}", _theme_file(row.theme)),
            row.kind,
            row.said,
            row.owner,
            wording.day(row.due_on),
        ]
        for row in rows.itertuples()
    ]
    headings = ["What it is about", "Kind", "Gap", "Owner, by role", "Due"]
    return html.table(Table("Evidence still needed, by kind", headings, lines))


def _theme(told: _PackData, theme: str, sections: list[Section]) -> list[str]:
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


def _indicator(told: _PackData, section: Section, row: dict) -> list[str]:
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


def _thresholds(told: _PackData, row: dict) -> str:
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


def _documents_table(told: _PackData, items: pd.DataFrame, level: int) -> list[str]:
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


def _comments(told: _PackData) -> list[str]:
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


# ── To check it ──────────────────────────────────────────────────────────────────────────────


def _check_page(told: _PackData) -> list[str]:
    shown = ", ".join(SHOWN)
    body = [
        html.heading(1, "How to check this pack"),
        html.heading(2, "That nothing was changed"),
        html.write_paragraph(
            "SHA256SUMS names every file of the archive with its SHA-256. In the folder that the "
            "archive was extracted to:"
        ),
    ]
    for where, command in _CHECKS.items():
        body += [html.heading(3, where), html.code_block(command)]
    body += [
        html.heading(2, "That the figures follow from what was counted"),
        html.write_paragraph(
            "pack.duckdb holds what the pages show and nothing else. rerun.sql works out values "
            "and intervals from what was counted, then comparisons, directions, levels and flags, "
            f"by the queries of the screen, and sets the result beside what is shown ({shown}): a "
            "line for each table, with the rows shown, the rows worked out again, and the rows "
            "that agree. The three numbers of a line are the same. One command does it, with no "
            "network; the database is only read."
        ),
    ]
    for where, command in RERUNS.items():
        body += [html.heading(3, where), html.code_block(command)]
    body += [
        html.heading(2, "What cannot be worked out again from this pack"),
        html.write_paragraph(
            "How each count was made: the queries are here to be read, but the rows of schools and "
            "people they read stay with the authority and the publishers, each named with the "
            "SHA-256 of its file. Figures given without a count, the intervals of differences "
            "between two percentages, sentences, and the list of gaps in evidence are shown, "
            "and are not worked out again."
        ),
        html.heading(2, "The tables"),
        html.table(_contents(told)),
    ]
    return body


def _contents(told: _PackData) -> Table:
    lines = [
        [Link(f"tables/{schema}/{name}.csv", f"tables/{schema}/{name}.csv"), kind, title, len(rows)]
        for schema, kind, tables in (
            ("given", "given", told.given),
            ("shown", "shown", told.shown),
        )
        for name, rows in tables.items()
        for title in [_table_title(schema, name)]
    ]
    lines = [[*line[:3], wording.number(line[3])] for line in lines]
    return Table("Tables of the pack", ["File", "Kind", "What it holds", "Rows"], lines, [3])


def _table_title(schema: str, name: str) -> str:
    path = f"pack/{name}" if schema == "given" else (SHOWN | KEPT)[name]
    return sqlfile.parse_label(_text(f"pages/{path}"), path)[0]["title"]


def _text(path: str) -> str:
    return (database.QUERIES / f"{path}.sql").read_text(encoding="utf-8")


def _tables(told: _PackData) -> dict[str, bytes]:
    """Return every table as CSV."""
    files = {}
    for schema, tables in (("given", told.given), ("shown", told.shown)):
        for name, rows in tables.items():
            about = {"Table": _table_title(schema, name), **told.book.chosen}
            about |= {"Build": told.book.build_id, "Data": told.book.stamp or "as published"}
            table = rows.to_pandas(date_as_object=False)
            files[f"tables/{schema}/{name}.csv"] = as_csv(table, about)
    return files


def _database(told: _PackData) -> bytes:
    """Return the database: main what was given, with the macros; shown what is on the pages.

    The same tables are the same bytes: written by one thread, in one go, without compression,
    whose bytes between are left as they happen to be, and in the oldest form of storage, since
    later ones hold a random number. Every DuckDB since 1.0 reads that form.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.duckdb"
        with duckdb.connect() as base:
            base.execute(
                "set threads = 1; set checkpoint_threshold = '1 TB'; "
                "set force_compression = 'uncompressed'"
            )
            base.execute(f"attach '{path}' as pack (storage_version 'v1.0.0')")
            base.execute("use pack; begin")
            for text in sqlfile.read_macros(database.QUERIES).values():
                base.execute(text)
            base.execute("create schema shown")
            for schema, tables in (("main", told.given), ("shown", told.shown)):
                for name, rows in tables.items():
                    base.register("rows_of_it", rows)
                    base.execute(f'create table {schema}."{name}" as select * from rows_of_it')
                    base.unregister("rows_of_it")
            base.execute("commit; use memory; detach pack")
        return path.read_bytes()


def _recalculation_sql(told: _PackData) -> str:
    """Return the SQL that works out again what is shown, and counts the rows that agree."""
    texts = dict(told.queries[["name", "sql"]].to_numpy())
    steps = [
        f"-- {told.read.name}, {told.book.footer}",
        f"-- {told.book.stamp}" if told.book.stamp else "",
        *(f"-- {where}: {command}" for where, command in RERUNS.items()),
        _as_table("figures", _text("pages/pack/figures_again")),
        *(_as_table(name, texts[name]) for name in WORKED_OUT),
    ]
    lines = []
    for name, question in SHOWN.items():
        text = _text(f"pages/{question}")
        for param, value in told.chosen.items():
            text = text.replace(f"${param}", f"'{value}'")
        steps.append(_as_table(f"again_{name}", text))
        columns = ", ".join(
            f'round("{field.name}", 9) as "{field.name}"'
            if pa.types.is_floating(field.type)
            else f'"{field.name}"'
            for field in told.shown[name].schema
        )
        lines.append(
            f"select\n    '{name}' as answer,\n"
            f"    (select count(*) from shown.{name}) as rows_shown,\n"
            f"    (select count(*) from again_{name}) as rows_worked_out_again,\n"
            f"    (\n        select count(*) from (\n"
            f"            select {columns} from shown.{name}\n"
            f"            intersect all\n"
            f"            select {columns} from again_{name}\n"
            "        )\n    ) as rows_that_agree"
        )
    return "\n\n".join(filter(None, [*steps, "\nunion all\n".join(lines) + ";\n"]))


def _as_table(name: str, text: str) -> str:
    return f"create temp table {name} as\n{text.strip()};"
