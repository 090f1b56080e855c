"""The parts of the documents that are made from labels and contracts, so that they stay true."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from kit.store import contract, sqlfile
from kit.store.paths import PROJECT
from kit.store.schema import Table


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(headings), ["---"] * len(list(headings)), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", str(text)).replace("|", "\\|").strip()


def indicators(queries: Path) -> str:
    """Return a table of all indicators: theme, title with a link to its file, question, unit.

    Links lead from a document of a folder of the project.
    """
    files = [file for file in sqlfile.read_all(queries) if file.layer == "indicators"]
    order = sqlfile.rules(queries)["indicators"]["allowed"]["theme"]
    files.sort(key=lambda file: (order.index(file.label["theme"]), file.name))
    return _table(
        ["Theme", "Indicator", "Question", "Unit"],
        (
            [
                file.label["theme"].replace("_", " "),
                f"[{file.label['title']}](../{file.path})",
                file.label["question"],
                file.label["unit"],
            ]
            for file in files
        ),
    )


def screens(pages: Path) -> str:
    """Return a table of all pages: the menu's heading, the page with a link, what it shows."""
    places = {path.stem: path.relative_to(pages.parent).as_posix() for path in pages.glob("*/*.py")}
    with (PROJECT / "text" / "pages.csv").open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: int(row["position"]))
    return _table(
        ["Menu", "Page", "What it shows"],
        (
            [row["section"], f"[{row['title']}](../{places[row['page']]})", row["purpose"]]
            for row in rows
        ),
    )


def downloads(contracts: dict[str, contract.Contract]) -> str:
    """Return a table of what to download: source, publisher and page, file names, how, licence."""
    return _table(
        ["What", "Publisher and page", "Files", "How", "Licence"],
        (
            [
                source.title,
                f"[{source.publisher}]({source.address})",
                ", ".join(f"`{table.file}`" for table in source.tables),
                _way(name, source),
                source.licence,
            ]
            for name, source in contracts.items()
            if source.address
        ),
    )


def _way(name: str, source: contract.Contract) -> str:
    """Say how the files of a source are had: by the command, some of them by it, or by hand."""
    fetched = [table.name for table in source.tables if table.fetch]
    if not fetched:
        return "by hand"
    if len(fetched) == len(source.tables):
        return f"`python -m kit fetch {name}`"
    return ", ".join(f"`python -m kit fetch {name}.{table}`" for table in fetched) + ", or by hand"


def register(contracts: dict[str, contract.Contract]) -> str:
    """Return the register of sources: for each its release, licence, next release and notes."""
    parts = []
    for name, source in contracts.items():
        parts.append(
            f"### {source.title}\n\n`{name}` · {source.publisher} · {source.licence} · "
            f"[{source.address}]({source.address}) · next release: {source.next_release}\n\n"
            f"{_cell(source.note)}\n\n"
            + _table(
                ["Table", "Release", "File", "Key", "Columns"],
                (
                    [
                        table.title or table.name,
                        _release_of(table),
                        f"`{table.file}`",
                        ", ".join(table.key),
                        ", ".join(column.name for column in table.columns),
                    ]
                    for table in source.tables
                ),
            )
        )
    return "\n\n".join(parts)


def _release_of(table: Table) -> str:
    """Say where the release of a file stands."""
    if table.release:
        return table.release
    if "(?P<release>" in table.file:
        return "in the file's name"
    if table.release_with:
        return f"that of `{table.release_with}`"
    if table.release_text or table.release_from:
        return "in the file"
    return "as imported"


def small_numbers(data: Path) -> str:
    """Return a table of what is hidden, of whom and from which sources."""
    with (data / "reference" / "small_numbers.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["who"], row["sources"], row["hidden"]) for row in csv.DictReader(file)]
    return _table(["Of whom", "Sources", "What is hidden"], rows)


def documents() -> dict[Path, str]:
    """Return what each document with generated parts should say, by its path."""
    data = PROJECT / "data"
    published = contract.load_all([data / "published"])
    local = contract.load_all([data / "local"])
    made = {
        "indicators": indicators(PROJECT / "queries"),
        "screens": screens(PROJECT / "pages"),
        "downloads": downloads(published),
        "published": register(published),
        "local": register(local),
        "small_numbers": small_numbers(data),
    }
    said = {}
    for path in (PROJECT / "README.md", data / "README.md", *(PROJECT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for name, part in made.items():
            before, found, rest = text.partition(f"<!-- made: {name} -->\n")
            if found:
                _, end, after = rest.partition("<!-- end -->")
                text = f"{before}{found}\n{part}\n\n{end}{after}"
        said[path] = text
    return said


def outdated() -> list[Path]:
    """Return the documents that do not say what they should."""
    return [path for path, text in documents().items() if path.read_text(encoding="utf-8") != text]


def write() -> list[Path]:
    """Update the documents; return those that were out of date."""
    changed, texts = outdated(), documents()
    for path in changed:
        path.write_text(texts[path], encoding="utf-8", newline="\n")
    return changed
