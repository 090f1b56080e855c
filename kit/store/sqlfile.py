"""One SQL file: the label a person reads, the query that runs, and the tables it reads.

The label is the run of `-- key: value` lines at the head of the file. What it may say stands in
`queries/label.toml`, so that a new key or a new allowed value needs no Python.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from textwrap import indent

import duckdb

# What a label may have the build make of a file's rows, in a table of its own: <name>_<word>.
MADE_OF = {
    "layout": "positions",
    "matched": "matched",
    "changes": "changes",
    "remembers": "remembered",
    "solved": "solved",
}
REMEMBERED = MADE_OF["remembers"]
INDICATOR_VALUES = "indicator_values"  # all indicators under one another, made by the build
_LABEL_LINE = re.compile(r"^--\s?([a-z_]+):\s*(.*)$")
_CONTINUED = re.compile(r"^--\s{2,}(\S.*)$")
# Functions that read tables by a name given as text, their statistics, files or places of files.
# Of functions that stand where a table may (walked as `name()`), only those named take no table:
# histogram_values('closed', …) or json_execute_serialized_sql(…) would read one by its name.
_REACHES_OUT = re.compile(
    r"query(_table)?$|getenv$|getvariable$|write_log$|(pg_)?sleep(_ms)?$|json_((de)?serialize|execute)\w*$|(read|pragma|duckdb|sqlite|parquet|sniff)_|\w*_scan$|glob$|\w*storage"
    r"|current_setting$|(?!(range|generate_series|unnest|repeat)\(\)$)[^(]*\(\)$"
)
# Errors that come of the SQL alone; the message of any other may quote a value of the data.
_OF_THE_SQL = (
    duckdb.ParserException,
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.SyntaxException,
    duckdb.PermissionException,
)
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_MACRO = re.compile(r"create\s+(?:or\s+replace\s+)?macro\s+([a-z_][a-z0-9_]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Fault:
    """What is wrong in a SQL file, where, and how to mend it. Lines and columns count from 1."""

    path: str
    line: int
    message: str
    column: int = 0
    excerpt: str = ""
    quotes_a_value: bool = False  # of the data, which not every reader may see

    def public(self) -> str:
        """Return the fault as any reader may see it: without a value of the data."""
        if not self.quotes_a_value:
            return str(self)
        kind = self.message.partition(":")[0]
        said = f"{kind}: a value of the data cannot be used. `python -m kit build` shows it"
        return str(replace(self, message=said, quotes_a_value=False))

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" + (f":{self.column}" if self.column else "")
        return f"{place}: {self.message}" + (f"\n{self.excerpt}" if self.excerpt else "")


@dataclass(frozen=True)
class SqlFile:
    """A parsed SQL file.

    `name` is the file's name without its ending (pages: folder/name), `layer` the first folder
    under `queries/`, `reads` the tables it reads, `calls` the functions it calls.
    """

    name: str
    layer: str
    path: str
    text: str
    label: dict[str, str] = field(default_factory=dict)
    reads: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


def excerpt(text: str, line: int, column: int = 0, around: int = 2) -> str:
    """Return the lines around `line` of `text`, numbered, with a caret under `column`."""
    lines = text.splitlines()
    shown = []
    for number in range(max(1, line - around), min(len(lines), line + around) + 1):
        shown.append(f"{number:>5} | {lines[number - 1]}")
        if number == line and column:
            shown.append(" " * 8 + " " * (column - 1) + "^")
    return "\n".join(shown)


def fault_of(error: duckdb.Error, path: str, text: str) -> Fault:
    """Turn an error of DuckDB, raised by running `text`, into a fault with its place."""
    said = str(error)
    found = re.search(r"\nLINE (\d+): (.*)\n(\s*)\^", said)
    message = said.split("\n\nLINE ")[0].strip()
    quotes = not isinstance(error, _OF_THE_SQL)
    if not found:
        return Fault(path, 1, message, quotes_a_value=quotes)
    line, shown, indent = int(found[1]), found[2], len(found[3])
    column = indent - len(f"LINE {line}: ") + 1
    if shown.startswith("..."):  # DuckDB shortens long lines: find the piece again
        source = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
        at = source.find(shown.strip(". ")[:40])
        column = column - 3 + max(at, 0)
    shown = excerpt(text, line, max(column, 1))
    return Fault(path, line, message, max(column, 1), shown, quotes)


def parse_label(text: str, path: str) -> tuple[dict[str, str], dict[str, int], list[Fault]]:
    """Return the label's values, the line of each key, and what is wrong with its form."""
    label: dict[str, str] = {}
    lines: dict[str, int] = {}
    faults: list[Fault] = []
    key = ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _LABEL_LINE.match(line):
            key = found[1]
            if key in label:
                faults.append(Fault(path, number, f"`{key}` is set twice: keep one"))
            label[key], lines[key] = found[2].strip(), number
        elif key and (found := _CONTINUED.match(line)):
            label[key] = f"{label[key]} {found[1].strip()}".strip()
        else:
            break
    return label, lines, faults


@lru_cache(maxsize=4)
def _rules(path: str, _modified: int) -> dict:
    return tomllib.loads(Path(path).read_text(encoding="utf-8"))


def rules(queries: Path) -> dict:
    """Return what labels may say, by layer, from `label.toml`."""
    path = queries / "label.toml"
    return _rules(str(path), path.stat().st_mtime_ns)


def check_label(label: dict, lines: dict, rule: dict, path: str) -> Iterator[Fault]:
    """Yield every way in which a label breaks its layer's rule."""
    known = [*rule["required"], *rule.get("optional", [])]
    for key in rule["required"]:
        if not label.get(key):
            yield Fault(path, lines.get(key, 1), f"`{key}` is missing: add `-- {key}: …`")
    for key in label:
        if key not in known:
            yield Fault(
                path,
                lines[key],
                f"`{key}` is not a key of this label: use one of "
                f"{', '.join(known)}, or remove the line",
            )
    for key, values in rule.get("allowed", {}).items():
        if label.get(key) and label[key] not in values:
            yield Fault(
                path, lines[key], f"`{key}` says “{label[key]}”: say one of {', '.join(values)}"
            )
    for key in rule.get("question", []):
        if label.get(key) and not label[key].endswith("?"):
            yield Fault(path, lines[key], f"`{key}` must be a question: end it in “?”")


@lru_cache(maxsize=1)
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@lru_cache(maxsize=1024)
def names_used(sql: str) -> tuple[frozenset[str], frozenset[str], tuple[str, int] | None]:
    """Return the tables a query reads, the functions it calls, and (message, offset) if it fails.

    A function that stands where a table may is named twice, `name` and `name()`.

    Read from DuckDB's own parser without binding: nothing is run, no table need exist.
    """
    with _parser().cursor() as parser:
        answer = json.loads(parser.execute("select json_serialize_sql(?)", [sql]).fetchall()[0][0])
    if answer["error"]:
        return frozenset(), frozenset(), (answer["error_message"], int(answer.get("position") or 0))
    if len(answer["statements"]) != 1:
        return frozenset(), frozenset(), ("a file holds exactly one query", 0)
    tables: set[str] = set()
    functions: set[str] = set()
    _walk(answer["statements"][0], frozenset(), tables, functions)
    return frozenset(tables), frozenset(functions), None


def hold_to_gate(sql: str, closed: frozenset[str], opened: frozenset[str] | None = None) -> None:
    """Raise duckdb.Error unless `sql` is one plain SELECT that reads no table of `closed`.

    `opened`, where given, are the only tables it may read; not even those that tell of the database
    itself, which say where its file lies.
    """
    tables, functions, failed = names_used(sql)
    if failed:  # a fault of syntax is told with its place; what cannot be looked through is refused
        with _parser().cursor() as parser:
            parser.extract_statements(sql)
        raise duckdb.PermissionException(f"Only one plain SELECT is answered ({failed[0]})")
    if barred := sorted(tables & closed):
        raise duckdb.PermissionException(
            f"{', '.join(barred)}: holds figures that have not passed the gate of small numbers; "
            "read `figures`"
        )
    if barred := sorted(filter(_REACHES_OUT.match, functions)):
        raise duckdb.PermissionException(
            f"{', '.join(barred)}: reaches past the tables of the build, which alone are answered"
        )
    if opened is not None and (strange := sorted(tables - opened)):
        near = get_close_matches(strange[0], opened, 3)
        raise duckdb.CatalogException(
            f"There is no table `{strange[0]}` to read"
            + (f"; near it: {', '.join(near)}" if near else "")
        )


def _folded(name: str) -> str:
    """Return a name as DuckDB compares it: only A to Z are folded, not the Kelvin sign to k."""
    return name.translate(_ASCII_LOWER)


def _walk(node, named: frozenset[str], tables: set[str], functions: set[str]) -> None:
    """Add what `node` reads and calls; `named` are the common table expressions it can see.

    In its own definition, and written with a schema, such a name means the table behind it.
    """
    if isinstance(node, list):
        for each in node:
            _walk(each, named, tables, functions)
    elif isinstance(node, dict):
        if node.get("type") == "BASE_TABLE":
            name = _folded(node["table_name"])
            if name not in named or len(node["qualified_name"]["path"]) > 1:
                tables.add(name)
        if node.get("type") == "SHOW_REF":
            functions.add("show()")
        if node.get("type") == "TABLE_FUNCTION":
            functions.add(node["function"]["function_name"].lower() + "()")
        if "function_name" in node:
            functions.add(node["function_name"].lower())
        for entry in node.get("cte_map", {}).get("map", []):
            _walk(entry["value"], named, tables, functions)
            named |= {_folded(entry["key"])}
        for key, value in node.items():
            if node.get("type") == "RECURSIVE_CTE_NODE" and key == "right":
                _walk(value, named | {_folded(node["cte_name"])}, tables, functions)
            elif key != "cte_map":
                _walk(value, named, tables, functions)


def read(path: Path, queries: Path, parse: Callable = names_used) -> SqlFile:
    """Parse one file under `queries`. Faults are collected, never raised."""
    shown = path.relative_to(queries.parent).as_posix()
    layer = path.relative_to(queries).parts[0]
    name = f"{path.parent.name}/{path.stem}" if layer == "pages" else path.stem
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        fault = Fault(shown, 1, f"not UTF-8 ({error.reason}): save the file as UTF-8")
        return SqlFile(name, layer, shown, "", faults=(fault,))
    rule = rules(queries).get(layer)
    if rule is None:
        fault = Fault(shown, 1, f"“{layer}” is not a layer: move it to one named in label.toml")
        return SqlFile(name, layer, shown, text, faults=(fault,))
    label, lines, faults = parse_label(text, shown)
    faults.extend(check_label(label, lines, rule, shown))
    if not re.fullmatch(rule["name"], path.stem):
        faults.append(Fault(shown, 1, f"the file's name must match {rule['name']}: rename it"))
    tables, functions, failed = parse(text)
    if failed:
        before = text.encode()[: failed[1]].decode(errors="ignore")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        faults.append(Fault(shown, line, failed[0], column, excerpt(text, line, column)))
    return SqlFile(name, layer, shown, text, label, tables, functions, tuple(faults))


def read_all(queries: Path, without: str = "", parse: Callable = names_used) -> list[SqlFile]:
    """Parse every SQL file under `queries` but the macros, in the order of their paths.

    The layer `without` is left out: a build needs no questions of pages, a third of all files.
    `parse` answers as `names_used` does.
    """
    paths = sorted(path for path in queries.rglob("*.sql") if path.parent != queries)
    wanted = [path for path in paths if path.relative_to(queries).parts[0] != without]
    return [read(path, queries, parse) for path in wanted]


def path_of(queries: Path, name: str) -> Path:
    """Return the file that makes the table `name`, on whatever shelf of its layer it lies."""
    pages = queries / "pages"
    return next(path for path in queries.rglob(f"{name}.sql") if pages not in path.parents)


def worked_again(text: str, label: dict[str, str], queries: Path) -> str:
    """Return a page's question with each step that its label names under `again` written out.

    Wherever the question reads the step, by `from` or `join`, that step's own SQL is put, so that
    it is worked out over the rows which the question supposes and no rule stands twice. Where the
    question names rows of its own after the step, the step is put there alone: all else reads
    those rows. `main.<step>` stays the table of the build.
    """
    for name in filter(None, label.get("again", "").split(", ")):
        step = indent(path_of(queries, name).read_text(encoding="utf-8"), "    ")
        read = re.compile(rf"\b(from|join)(\s+){name}\b(?!\s*\.)(?P<alias>\s+as\b)?", re.IGNORECASE)

        def put(found: re.Match, name: str = name, step: str = step) -> str:
            alias = found["alias"] or f" as {name}"
            return f"{found[1]}{found[2]}(\n{step}\n){alias}"

        own = re.search(rf"(?ms)^(?:with )?{name} as \(.*?^\)", text)
        if own:
            text = text[: own.start()] + read.sub(put, own[0]) + text[own.end() :]
        else:
            text = read.sub(put, text)
    return text


def made_of(files: Iterable[SqlFile]) -> dict[str, SqlFile]:
    """Return the tables that the build makes of the rows of a file, and which file that is."""
    return {
        f"{file.name}_{word}": file
        for file in files
        for key, word in MADE_OF.items()
        if file.label.get(key)
    }


def private_tables(files: Iterable[SqlFile]) -> frozenset[str]:
    """Return the tables nobody may be shown: indicators, and those whose label says `private`.

    What is made of a private table is private too, and what a table showed in earlier builds.
    """
    files = list(files)
    private = [file for file in files if file.layer == "indicators" or "private" in file.label]
    earlier = [f"{file.name}_{REMEMBERED}" for file in files if "remembers" in file.label]
    return frozenset(
        {INDICATOR_VALUES, *(file.name for file in private), *made_of(private), *earlier}
    )


def leaks(file: SqlFile, private: frozenset[str]) -> Iterator[Fault]:
    """Yield a fault for each private table that an open one reads without saying why it may.

    Pages have no such word; checks show no numbers of private tables.
    """
    if file.layer == "checks" or file.label.keys() & {"private", "gate", "passes_on"}:
        return
    for table in sorted(file.reads & private) if file.layer != "indicators" else ():
        yield Fault(file.path, 1, f"`{table}` is private: read figures that have passed the gate")


def read_macros(queries: Path) -> dict[str, str]:
    """Return the text of each macro in `macros.sql` by its name, in the file's order.

    Raises duckdb.ParserException if the file cannot be parsed.
    """
    text = (queries / "macros.sql").read_text(encoding="utf-8")
    with _parser().cursor() as parser:
        statements = [statement.query for statement in parser.extract_statements(text)]
    return {found[1].lower(): one for one in statements if (found := _MACRO.search(one))}


def macros_used(calls: frozenset[str], macros: dict[str, str]) -> list[str]:
    """Return the names of all macros that `calls` lead to, directly or through another macro."""
    used: set[str] = set()
    waiting = [name for name in calls if name in macros]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            words = set(re.findall(r"[a-z_][a-z0-9_]*", macros[name].lower()))
            waiting.extend(words & macros.keys())
    return sorted(used)
