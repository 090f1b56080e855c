"""The rules of the house: layers, labels, names, budgets, and no subject in the kit."""

import ast
import csv
import re
import subprocess
import sys

import pytest

from kit.store import contract, sqlfile
from kit.store.paths import CONTRACT_FOLDERS, PROJECT

QUERIES = PROJECT / "queries"
FILES = sqlfile.read_all(QUERIES)
PYTHON = sorted(path for folder in ("kit", "pages") for path in (PROJECT / folder).rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_every_sql_file_keeps_its_label_and_layer(file):
    assert not file.faults, "\n".join(map(str, file.faults))
    rule = sqlfile.rules(QUERIES)[file.layer]
    layers = {each.name: each.layer for each in FILES}
    layers |= {name: each.layer for name, each in sqlfile.made_of(FILES).items()}
    for table in file.reads:
        layer = layers.get(table, "source" if table.startswith("source_") else "system")
        assert layer in rule["reads"], f"{file.path} reads {table} of {layer}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_division_stands_only_in_the_macros(file):
    code = re.sub(r"--.*|'[^']*'", "", file.text)
    assert "/" not in code, "divide with rate() or percentage() of macros.sql"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_what_hangs_on_the_order_of_rows_says_an_order(file):
    """Rows come in another order from one build to the next; a map has none to keep."""
    code = re.sub(r"\(\s+", "(", re.sub(r"--.*|'[^']*'", "", file.text))
    for found in re.finditer(
        r"(?<!map_from_entries\()(?<!\w)(string_agg|array_agg|list|first|last|mode)\(", code
    ):
        end, depth = found.end(), 1
        while depth:
            depth += {"(": 1, ")": -1}.get(code[end], 0)
            end += 1
        said = " ".join(code[found.start() : end].split())
        over = code[end:].startswith(" over (")  # the window says the order
        assert over or "order by" in said, f"{file.path}: {said}"


def test_no_page_reads_a_step_of_the_build_that_it_works_out_again():
    """Neither by `from` nor by `join`, unless it says `main.`; what is said twice would differ."""
    found = 0
    for file in FILES:
        steps = [name for name in file.label.get("again", "").split(", ") if name]
        worked = sqlfile.worked_again(file.text, file.label, QUERIES)
        worked = re.sub(r"\bmain\.\w+", "main_table", worked)
        for name in steps:
            found += 1
            assert name not in sqlfile.names_used(worked)[0], f"{file.path} reads {name}"
    assert found > 5


def test_names_of_tables_are_unique():
    names = [file.name for file in FILES]
    assert len(names) == len(set(names))


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_nothing_imports_upwards(path):
    place, used = path.relative_to(PROJECT).as_posix(), set(_imports(path))
    if place.startswith(("kit/store/", "kit/paper/")):
        assert not {name for name in used if name.startswith(("kit.screen", "streamlit", "plotly"))}
    if place.startswith("kit/store/"):
        assert not {name for name in used if name.startswith("kit.paper")}
    if place.startswith("pages/"):
        assert not {name for name in used if re.match(r"pandas|duckdb|plotly|kit\.store", name)}


# The longest that modules, functions and indicators may be, in lines.
MODULE, FUNCTION, INDICATOR = 400, 60, 80


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_modules_and_functions_are_short(path):
    place, text = path.relative_to(PROJECT).as_posix(), path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MODULE, f"{place} is longer than {MODULE} lines: split it"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            assert lines <= FUNCTION, f"{place}: {node.name} has {lines} lines"


@pytest.mark.parametrize(
    "path", sorted((QUERIES / "indicators").rglob("*.sql")), ids=lambda p: p.stem
)
def test_indicators_are_short(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= INDICATOR, f"{path.stem} has {lines} lines"


@pytest.mark.parametrize(("pattern", "most"), [("dashboard.py", 64), ("pages/*/*.py", 90)])
def test_pages_are_tables_of_contents(pattern, most):
    paths = list(PROJECT.glob(pattern))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= most, f"{path.name} is longer than {most} lines"
        assert not re.search(r"\bselect\b.+\bfrom\b|#[0-9A-Fa-f]{6}", text), (
            f"{path.name}: SQL, colour"
        )


def _holds(said: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said))


def test_the_kit_does_not_know_what_is_counted():
    """No indicator, theme, level, framework, source, measure, area or year stands in kit/."""
    words = {file.name for file in FILES if file.layer == "indicators"}
    words |= set(sqlfile.rules(QUERIES)["indicators"]["allowed"]["theme"]) - {"context"}
    folders = {PROJECT / name for each in CONTRACT_FOLDERS.values() for name in each}
    sources = set(contract.load_all(sorted(folders)))
    words |= {name for name in sources if "_" in name} | {
        "Kent",
        "Knowsley",
        "Birmingham",
        "CAA 2009",
    }
    titles = set()
    for path in sorted((PROJECT / "data" / "reference" / "frameworks").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                titles |= {row[key] for key in ("title", "framework_title") if row.get(key)}
                titles |= {row["word"]} - {"well"} if row.get("word") else set()  # well: a part
    titles |= {file.label["title"] for file in FILES if file.layer == "indicators"}
    titles |= {"1 to 5 people", "1 to 5"}
    for path in (PROJECT / "kit").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        strings = {
            node.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        told = [each for each in titles if any(_holds(said, each) for said in strings)]
        assert not told, f"{path.name} knows {told}"
        found = [
            word for word in words if re.search(rf"(?<![a-z_]){re.escape(word)}(?![a-z_])", text)
        ]
        assert not found, f"{path.name} knows {found}"
        assert not re.search(
            r"\b(19|20)(?!00)\d\d\b",
            # but for comments, centuries, addresses and days that show how a date is written
            re.sub(
                r"#.*?$|\"\"\".*?\"\"\"|https?://[^\"]+|\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4}",
                "",
                text,
                flags=re.S | re.M,
            ),
        ), f"{path.name} holds a year"


def test_the_top_level_is_what_it_was_meant_to_be():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    top = {name.split("/")[0] for name in listed if name and not name.startswith(".")}
    assert top <= {
        "dashboard.py",
        "pages",
        "data",
        "queries",
        "tests",
        "kit",
        "requirements.txt",
        "README.md",
        "pyproject.toml",
        "LICENCE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "requirements.lock",
        "sbom.cdx.json",
        "docs",
        "text",
    }


@pytest.mark.parametrize(
    "arguments", [["ruff", "check", "."], ["mypy", "--no-error-summary"]], ids=["ruff", "mypy"]
)
def test_python_is_clean(arguments):
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_sql_is_clean():
    done = subprocess.run(
        [sys.executable, "-m", "sqlfluff", "lint", "--processes", "2", "queries"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]


def test_the_installed_packages_agree():
    done = subprocess.run(
        [sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
