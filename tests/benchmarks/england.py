"""What published England says: `python tests/benchmarks/run.py england [EARLIER COMMIT]`.

Needs the published files. Themes with published evidence are those of which the first page has a
figure or a report; outcomes tested are those with a verdict against neighbours or a tested
direction, of all with a figure. A page without a finding is one (first page, Outcomes, Compare,
Like us, Briefing) that says of an authority with figures that nothing can be said, or says nothing.
A contradiction is an authority of which two of them count outcomes differently, an outcome that
two of Outcomes, Compare and Prospects place differently, a figure that the first page, Present and
Published England give differently, an outcome that findings and comparison_tests place
differently, or a line of enquiry that no test bears out.

The build of everything is compared, by processor time, with that of an earlier commit of the same
files in the same run: by default the last before the pages spoke of published evidence. The import
of all files is compared with a bare read of the same (DuckDB, and calamine for spreadsheets); that
ratio is printed before the figure.
"""

import csv
import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
QUERIES = PROJECT / "queries"
SHARED = [PROJECT.parent / "shared" / name for name in ("data", "more_data")]
EARLIER = "2e1246f"
NOTHING = re.compile(
    r"cannot be (assessed|judged)|no figures? to compare|has no outcome figures|No clear difference"
    r"|Too few figures|Nothing can be said|^$"
)
PAGES = {  # page: its question and the column that carries the finding
    "glance": ("glance/sentences", "sentence"),
    "outcomes": ("outcomes/finding", "headline"),
    "compare": ("compare/spine", "headline"),
    "like us": ("like_us/finding", "headline"),
    "brief": ("brief/sentences", "said"),
}
COUNTED = {  # what each page says of outcomes: better, worse
    "outcomes": re.compile(r"better than its neighbours on (\d+) and worse on (\d+) of"),
    "compare": re.compile(r"better in (\d+) and worse in (\d+) of \d+ outcomes"),
    "brief": re.compile(r"compared with neighbours: (\d+|none) better, (\d+|none) worse"),
}
PLACED = {  # what places each outcome among neighbours, and the columns that say so
    "outcomes": ("outcomes/latest", "indicator", "verdict"),
    "compare": ("compare/spine", "indicator", "verdict"),
    "prospects": ("prospects/outcomes", "indicator", "verdict"),
}
PLACES = ("better", "worse", "similar")
TESTED = """
select
    count(*) filter (
        where verdict is not null
        or direction in ('improving', 'worsening', 'no significant change')
        or relative in ('improving', 'worsening', 'no significant change')
    ),
    count(*)
from latest_outcomes
inner join dated_areas using (area_code, as_at)
where value is not null and as_at = $1
"""
CONTRADICTIONS = """
select count(*) from findings
inner join comparison_tests as tests using (area_code, indicator, period_end)
where as_at = $1 and comparison = 'neighbours' and tests.verdict is distinct from findings.place
union all
select count(*) from sentences
left join findings using (framework, as_at, area_code, indicator)
where
    as_at = $1
    and (
        sentence in ('enquiry_worse', 'enquiry_plans', 'enquiry_appeals', 'worse')
        and place is distinct from 'worse'
        or sentence in ('enquiry_better', 'better') and place is distinct from 'better'
        or sentence in ('enquiry_worse', 'enquiry_better', 'worse', 'better')
        and not starts_with(facts['figure'], figure_text(findings.value, kind, decimals))
    )
union all
select count(*) from published_evidence as evidence
inner join figure_ranks as ranked
    on evidence.indicator = ranked.indicator and evidence.area_code = ranked.area_code
    and evidence.dated = ranked.period_end
where evidence.as_at = $1 and evidence.value is distinct from ranked.value
union all
select count(*) from slides
inner join findings using (framework, as_at, area_code, indicator)
where as_at = $1 and slides.value is distinct from findings.value
"""


def main(earlier: str = EARLIER) -> None:
    """Print the figure."""
    from kit.store import building
    from kit.store.paths import Collection

    if subprocess.run(["git", "cat-file", "-e", earlier], cwd=PROJECT, check=False).returncode:
        sys.exit(f"Commit {earlier} is not in this clone: name one that is, or fetch the history.")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        taken = _spent(PROJECT, store, "-m", "kit", "import", *map(str, SHARED))
        read = _spent(PROJECT, store, "-c", "from tests.benchmarks import england as e; e.bare()")
        print(f"import {taken / read:.1f} x a bare read of the same files")
        before = _built(_checked_out(earlier, Path(folder) / "earlier"), folder)
        now = _built(PROJECT, folder, store)
        os.environ["CAA_STORE"] = str(Path(folder) / f"store_{PROJECT.name}")
        with building.open_read_only(building.current_path(Collection.open("published"))) as base:
            said = measure(base)
    print(
        f"themes with published evidence {said['touched']} of {said['themes']}; "
        f"outcomes tested {said['tested']} of {said['outcomes']}; "
        f"pages without a finding {said['silent']}; contradictions {said['contradictions']}; "
        f"build {now / before:.1f} x before"
    )


def bare() -> None:
    """Read every file that a contract names, and nothing more: the floor of an import."""
    import duckdb
    from python_calamine import CalamineWorkbook

    from kit.store import contract
    from kit.store.paths import Collection

    contracts = contract.load_all(Collection.open("published").contract_folders)
    names = [table.file for one in contracts.values() for table in one.tables]
    files = [path for folder in SHARED for path in sorted(folder.rglob("*"))]
    with duckdb.connect() as base:
        for number, path in enumerate(files):
            if not any(re.fullmatch(name, path.name) for name in names):
                continue
            if path.suffix in (".xlsx", ".ods"):
                book = CalamineWorkbook.from_path(path)
                for sheet in book.sheet_names:
                    book.get_sheet_by_name(sheet).to_python()
            elif path.suffix in (".geojson", ".hexjson", ".json"):
                json.loads(path.read_text(encoding="utf-8"))
            else:
                how = "read_csv(?, all_varchar = true, strict_mode = false)"
                how = "read_parquet(?)" if path.suffix == ".parquet" else how
                try:
                    base.execute(f"create table t{number} as from {how}", [str(path)])
                except duckdb.Error:  # an older encoding, or a file no common reader takes
                    list(csv.reader(path.open(encoding="cp1252", newline="")))


def _checked_out(commit: str, folder: Path) -> Path:
    packed = subprocess.check_output(["git", "archive", commit], cwd=PROJECT)
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    return folder


def _built(project: Path, folder: str, imported: Path | None = None) -> float:
    """Build everything of a project; return the processor seconds.

    Without a store to copy the project takes the files in itself, by its own contracts: an earlier
    one cannot read what a later one stored.
    """
    own = Path(folder) / f"store_{project.name}"
    if imported:
        shutil.copytree(imported, own)
    else:
        _spent(project, own, "-m", "kit", "import", *map(str, SHARED))
    spent = _spent(project, own, "-m", "kit", "build", "--data", "published", "--full")
    print(f"{project.name}: {spent:.0f} s of processor", file=sys.stderr)
    return spent


def _spent(project: Path, store: Path, *arguments: str) -> float:
    """Run Python in a project with a store of its own; return the processor seconds it took."""
    begun = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=os.environ | {"CAA_STORE": str(store), "PYTHONPATH": str(project)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - begun


def measure(base) -> dict[str, int]:
    """Ask every page of every authority on the last date of a build of the published files."""
    as_at = base.execute("select max(as_at) from assessment_dates").fetchone()[0]
    given = {
        **{"as_at": as_at, "framework": "caa_2009", "comparison": "neighbours"},
        **{"members": "", "group_name": "its statistical neighbours"},
    }
    areas = base.execute(
        "select area_code, coalesce(known, 0) from dated_areas "
        "left join outcome_counts using (area_code, as_at) where as_at = $1",
        [as_at],
    ).fetchall()
    (touched,) = base.execute(
        "select sum(touched) from published_summaries where framework = 'caa_2009' and as_at = $1",
        [as_at],
    ).fetchone()
    tested, outcomes = base.execute(TESTED, [as_at]).fetchone()
    wrong = sum(count for (count,) in base.execute(CONTRADICTIONS, [as_at]).fetchall())
    silent = 0
    for area, known in areas:
        words = {page: _words(base, page, given | {"area_code": area}) for page in PAGES}
        quiet = [page for page, said in words.items() if NOTHING.search(said.split("\n")[0])]
        counts = {
            page: match.groups()
            for page, counted in COUNTED.items()
            if (match := counted.search(words[page].replace("none", "0")))
        }
        apart = _apart(base, given | {"area_code": area})
        wrong += len(apart)
        if (known and quiet) or apart or len(set(counts.values())) > 1:
            print(area, quiet, counts, apart, file=sys.stderr)
        silent += len(quiet) if known else 0
        wrong += len(set(counts.values())) > 1
    return {
        **{"touched": int(touched), "themes": 8 * len(areas), "tested": tested},
        **{"outcomes": outcomes, "silent": silent, "contradictions": wrong},
    }


def _asked(base, name: str, given: dict, *columns: str) -> list[tuple]:
    """Return the columns of the rows that a question of a page gives."""
    from kit.store import sqlfile

    text = sqlfile.read(QUERIES / "pages" / f"{name}.sql", QUERIES).text
    rows = base.execute(text, {key: value for key, value in given.items() if f"${key}" in text})
    named = [each[0] for each in rows.description]
    places = [named.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in rows.fetchall()]


def _apart(base, given: dict) -> list[str]:
    """Return the indicators that two pages place differently among neighbours."""
    said: dict[str, set] = {}
    for name, *columns in PLACED.values():
        for indicator, verdict in _asked(base, name, given, *columns):
            if verdict in PLACES:
                said.setdefault(indicator, set()).add(verdict)
    return [indicator for indicator, verdicts in said.items() if len(verdicts) > 1]


def _words(base, page: str, given: dict) -> str:
    """Return all a page's question says in its column, a line each; the first is its finding."""
    name, column = PAGES[page]
    said = [str(value or "") for (value,) in _asked(base, name, given, column)]
    if page == "brief":  # standing comes first on the page, last by name
        said = sorted(said, key=lambda each: not each.startswith("Published evidence"))
    return "\n".join(dict.fromkeys(said))
