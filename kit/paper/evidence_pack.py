"""The inspector's pack: one archive to read offline, to check, and to work out again.

`index.html` leads from the framework's questions to judgement, indicator, query, rows and source.
`pack.duckdb` holds the tables the pages are made of (schema main: what was given, all of it past
the gate of small numbers; schema shown: the answers on the pages), `rerun.sql` works the answers
out again from what was given, by the very queries of the screen, and says how many rows agree.
The same build and choices give the same bytes: nothing in it has a time but the build's own.
"""

import hashlib
from collections.abc import Callable, Iterator

from kit.paper import html, pack_check, pack_pages, paper_data, reproducible_zip
from kit.paper.model import Section
from kit.paper.pack_data import PackData, read_data
from kit.people import access
from kit.store import database


def make_pack(
    area_code: str,
    as_at: str = "",
    framework: str = "",
    progress: Callable[[float, str], None] = lambda _done, _said: None,
) -> bytes:
    """Return the pack of one authority as a ZIP archive; the latest date unless told.

    Raises paper_data.NoSuchAuthority.
    """
    access.require("read", area_code)
    progress(0.0, "reading the figures")
    chosen = {
        "area_code": area_code,
        "as_at": as_at or paper_data.dates()[0],
        "framework": framework or paper_data.frameworks()[0],
    }
    told = read_data(chosen)
    files = dict(_pages(told, progress))
    progress(0.9, "writing the tables")
    files |= pack_check.csv_files(told)
    files["rerun.sql"] = pack_check.recalculation_sql(told).encode()
    files["pack.duckdb"] = pack_check.database_file(told)
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


def _pages(told: PackData, progress) -> Iterator[tuple[str, bytes]]:
    """Yield each page: its name in the archive, and what it holds."""
    front, themes = _split_by_theme(told)
    about = {"stamp": told.book.stamp, "footer": told.book.footer}
    for number, (theme, sections) in enumerate(themes.items()):
        progress(0.05 + 0.8 * number / len(themes), f"drawing: {sections[0].title.lower()}")
        body = pack_pages.theme_page(told, theme, sections)
        title = f"{told.read.name}: {sections[0].title}"
        yield (
            pack_pages.theme_file(theme),
            html.page(title, body, **about, back="../index.html").encode(),
        )
    progress(0.85, "drawing: the first page")
    title = f"{told.read.name}: inspector's pack"
    yield (
        "index.html",
        html.page(title, pack_pages.first_page(told, front, title), **about).encode(),
    )
    body = pack_check.check_page(told)
    title = f"{told.read.name}: how to check this pack"
    yield "check.html", html.page(title, body, **about, back="index.html").encode()


def _split_by_theme(told: PackData) -> tuple[list[Section], dict[str, list[Section]]]:
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
