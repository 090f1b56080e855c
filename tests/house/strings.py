"""Every string that a person reads, found in the files of the project: who wrote it, and where.

Run as a script it counts them by place: `python tests/house/strings.py`, `--list PLACE` lists them.
"""

import ast
import csv
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
# Values of labels that are words for a reader; the others are names, numbers and lists.
_LABELS = {
    "title", "question", "unit", "numerator", "denominator", "caveat", "note", "grain", "fix",
    "gate", "private", "owner",
}  # fmt: skip
_LABEL = re.compile(r"^--\s?([a-z_]+):\s*(.*)$")
_LITERAL = re.compile(r"'((?:[^']|'')*)'")
_CODE = re.compile(
    r"^\s*(select|with|insert|update|create|copy|attach|from|where|order by|union|set) "
    r"|^\s*[.#@]?[\w-]+\s*\{|</?[a-z]|^[a-z_]+=|^https?:|\b(const|document)\b|^%|^\w+/\w+$"
)


class String(NamedTuple):
    """A string, the file it is in (relative to the project), its line and its place."""

    place: str
    path: str
    line: int
    text: str


def _sql(path: Path) -> Iterator[String]:
    shown, layer = path.relative_to(PROJECT).as_posix(), path.relative_to(PROJECT).parts[1]
    key, code = "", []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := _LABEL.match(line):
            key, value = found[1], found[2]
        elif line.startswith("--   ") and key:
            value = line[2:].strip()
        else:
            key, value = "", ""
        if key in _LABELS and value:
            yield String("label", shown, number, value)
        code.append("" if line.lstrip().startswith("--") else re.sub(r"--[^']*$", "", line))
    for number, line in enumerate(code, 1):
        for found in _LITERAL.finditer(line):
            yield String(f"queries/{layer}", shown, number, found[1].replace("''", "'"))


def _docstrings(tree: ast.AST) -> set[int]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, kinds)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }


def _python(path: Path) -> Iterator[String]:
    shown = path.relative_to(PROJECT).as_posix()
    place = shown.rpartition("/")[0] if shown.startswith("kit/") else shown.partition("/")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = _docstrings(tree)
    if place == "pages":  # the first line is the title and the hint of the menu
        yield String(place, shown, 1, ast.get_docstring(tree).partition("\n")[0])
    if path.name == "__main__.py":  # docstrings of commands are their help
        silent -= {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and node.decorator_list
        }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            yield String(place, shown, node.lineno, node.value)


def _tables(path: Path) -> Iterator[String]:
    shown = path.relative_to(PROJECT).as_posix()
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file), 1):
            for cell in row if number > 1 else ():
                yield String("text" if shown.startswith("text/") else "data", shown, number, cell)


def _toml(path: Path) -> Iterator[String]:
    shown = path.relative_to(PROJECT).as_posix()

    def walk(value, key=""):
        if isinstance(value, dict):
            for name, each in value.items():
                yield from walk(each, name)
        elif isinstance(value, list):
            for each in value:
                yield from walk(each, key)
        elif isinstance(value, str) and key in ("title", "note", "description", "rule", "means"):
            yield String("data", shown, 1, value)

    yield from walk(tomllib.loads(path.read_text(encoding="utf-8")))


def _markdown(path: Path) -> Iterator[String]:
    shown = path.relative_to(PROJECT).as_posix()
    text = re.sub(r"```.*?```", lambda found: "\n" * found[0].count("\n"),
                  path.read_text(encoding="utf-8"), flags=re.S)  # fmt: skip
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield String("documents", shown, number, re.sub(r"`[^`]*`", "", line))


def is_words(text: str) -> bool:
    """Say whether a string reads as words: two at least, and no code, markup or SQL."""
    return bool(re.search(r"[A-Za-z]{2,}[,.:;]? +[A-Za-z0-9{(]", text)) and not _CODE.search(text)


def strings() -> Iterator[String]:
    """Yield every string of the project that may reach a reader, words or not."""
    for path in sorted((PROJECT / "queries").rglob("*.sql")):
        yield from _sql(path) if path.parent.name != "queries" else ()
    for folder in ("kit", "pages"):
        for path in sorted((PROJECT / folder).rglob("*.py")):
            yield from _python(path)
    yield from _python(PROJECT / "dashboard.py")
    for folder in ("text", "data/reference"):
        for path in sorted((PROJECT / folder).rglob("*.csv")):
            yield from _tables(path)
    for path in sorted((PROJECT / "data").rglob("contract.toml")):
        if "store" not in path.parts:
            yield from _toml(path)
    for path in [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"),
                 *PROJECT.glob("*/README.md"), *PROJECT.glob("data/*/README.md")]:  # fmt: skip
        yield from _markdown(path)


def main() -> None:
    """Print how many strings of words each place holds, or with --list those of one place."""
    found = [each for each in strings() if is_words(each.text)]
    if "--list" in sys.argv:
        wanted = sys.argv[sys.argv.index("--list") + 1]
        for each in found:
            if each.place == wanted or each.path == wanted:
                print(f"{each.path}:{each.line}: {each.text}")
        return
    counts = Counter(each.place for each in found)
    for place, count in sorted(counts.items()):
        files = len({each.path for each in found if each.place == place})
        print(f"{place:<22}{count:>6} in {files} files")
    code = sum(
        n for place, n in counts.items() if place.startswith(("kit", "pages", "queries", "dash"))
    )
    print(f"words in code {code}, in text {counts['text']}")


if __name__ == "__main__":
    main()
