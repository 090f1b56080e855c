"""What published England says: `python tests/benchmarks/run.py england`, with the published files.

Themes with published evidence are those of which the first page says a figure of the authority;
outcomes tested are those with a verdict against neighbours or a tested direction, of all with a
figure; a page without a finding is an authority of whom the first page says nothing; a
contradiction is an outcome that *Outcomes* and the findings of the papers place differently. The
build of everything is compared with a build, in the same run, of ../shared/data alone.
"""

import os
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SILENT = "says nothing of this authority"
TESTED = """
select
    count(*) filter (
        where verdict is not null
        or direction in ('improving', 'worsening', 'no significant change')
    ),
    count(*)
from latest_outcomes
inner join dated_areas using (area_code, as_at)
where value is not null and as_at = $1
"""
CONTRADICTIONS = """
select count(*) from latest_outcomes
inner join findings using (as_at, area_code, indicator, period_end)
where as_at = $1 and latest_outcomes.verdict <> findings.place
"""


def _built(folder: str, sources: list[Path]) -> tuple[Path, float]:
    from kit.store import building, contract, importing
    from kit.store.paths import Collection

    os.environ["CAA_STORE"] = folder
    collection = Collection.open("published")
    importing.import_paths(collection, contract.load_all(collection.contract_folders), sources)
    begun = time.perf_counter()
    built = building.build(collection)
    if built.faults:
        raise SystemExit("\n".join(map(str, built.faults)))
    return building.current_path(collection), time.perf_counter() - begun


def _said(base, as_at) -> list[list[tuple]]:
    """Give what the first page says of each theme, authority by authority."""
    from kit.store import sqlfile

    queries = PROJECT / "queries"
    text = sqlfile.read(queries / "pages" / "glance" / "published.sql", queries).text
    areas = base.execute("select area_code from dated_areas where as_at = $1", [as_at]).fetchall()
    given = {"as_at": as_at, "framework": "caa_2009"}
    return [base.execute(text, {**given, "area_code": area}).fetchall() for (area,) in areas]


def main() -> None:
    """Print the figure."""
    from kit.store import building

    shared = PROJECT.parent / "shared"
    with tempfile.TemporaryDirectory() as folder:
        _, before = _built(f"{folder}/before", [shared / "data"])
        path, now = _built(f"{folder}/now", [shared / "data", shared / "more_data"])
        with building.open_read_only(path) as base:
            as_at = base.execute("select max(as_at) from assessment_dates").fetchone()[0]
            pages = _said(base, as_at)
            tested, outcomes = base.execute(TESTED, [as_at]).fetchone()
            (contradictions,) = base.execute(CONTRADICTIONS, [as_at]).fetchone()
    themes = [row for page in pages for row in page[:-1] if SILENT not in row[1]]
    print(
        f"themes with published evidence {len(themes)} of {8 * len(pages)}; "
        f"outcomes tested {tested} of {outcomes}; "
        f"pages without a finding {sum(not page for page in pages)}; "
        f"contradictions {contradictions}; build {now / before:.1f} x before"
    )
