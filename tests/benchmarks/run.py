"""How fast, against a floor measured in the same run: `python tests/benchmarks/run.py`.

With `national` it is a made-up country at a tenth and at full size instead; with the name of a file
beside this one (judgement, wall, faults …) that benchmark, whose last line states its figure.

Nothing is asserted: the table it prints is to be read. Each piece of work runs in a process of its
own, so that peak memory is its own: a process begins with the peak of the one that started it, so
this one does no work itself. Ratios of less than 1.5 mean nothing on a shared machine.
"""

import importlib
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SHARED_DATA = PROJECT.parent / "shared" / "data"
sys.path.insert(0, str(PROJECT))
# Steps that judge: evidence, levels, flags, what moves them, and a thousand draws. The others of
# the assessment compare, put into words and make ready for pages.
JUDGING = (
    *("evidence", "ladders", "theme_rules", "theme_levels", "theme_moves"),
    *("effective_weights", "judgement_changes"),
    *("outcome_tests", "outcome_prospects", "green_flag_evidence", "prospects"),
)


def work_import() -> dict:
    """Import everything in ../shared/data."""
    from kit.store import contract, importing
    from kit.store.paths import Collection

    collection = Collection.open("published")
    contracts = contract.load_all(collection.contract_folders)
    begun = time.perf_counter()
    results = importing.import_paths(collection, contracts, [SHARED_DATA])
    return {
        "seconds": time.perf_counter() - begun,
        "rows": sum(getattr(result, "rows_read", 0) for result in results),
    }


def work_floor() -> dict:
    """DuckDB reads the same Parquet and writes it once."""
    import duckdb

    from kit.store import importing
    from kit.store.paths import Collection

    folders = importing.current_vintages(Collection.open("published")).values()
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        with duckdb.connect(f"{folder}/floor.duckdb") as base:
            for number, vintage in enumerate(folders):
                base.execute(
                    f"create table t{number} as from read_parquet('{vintage}/data.parquet')"
                )
            base.execute("checkpoint")
        return {"seconds": time.perf_counter() - begun}


def _work_build(full: bool) -> dict:
    from kit.store import building
    from kit.store.paths import Collection

    begun = time.perf_counter()
    built = building.build(
        Collection.open("published"), Path(os.environ["BENCH_QUERIES"]), full=full
    )
    return {
        "seconds": time.perf_counter() - begun,
        "run": built.count("run"),
        "reused": built.count("reused"),
    }


def work_full_build() -> dict:
    """Every query again."""
    return _work_build(full=True)


def work_touched_build() -> dict:
    """One indicator was touched."""
    return _work_build(full=False)


def work_shown_build() -> dict:
    """The collection named by CAA_DATA, with the queries as they are: what pages are shown from."""
    from kit.store import building
    from kit.store.paths import Collection

    begun = time.perf_counter()
    building.build(Collection.open(os.environ["CAA_DATA"]))
    return {"seconds": time.perf_counter() - begun}


def _least(question: Callable[[], object], times: int = 5) -> float:
    """Return the least processor time of a few goes, in ms: what else runs here counts little."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        question()
        spent.append(time.process_time() - begun)
    return min(spent) * 1000


def work_pages() -> dict:
    """Each page: first and later runs of its script, and all the SQL it asks with nothing kept.

    SQL is the sum over a page's questions, the frame's among them, gate and table of pandas
    included; the floor is what `select 1` costs by the same way. A page that fails is told under
    `failed`, with what it said.
    """
    from streamlit.testing.v1 import AppTest

    from kit.screen import ask
    from kit.store import database

    asked, bare = [], database.question

    def noted(*question, **how):
        asked.append((question, how))
        return bare(*question, **how)

    database.question = noted
    said, failed = {}, {}
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120).run()
    for page in sorted((PROJECT / "pages").glob("*/*.py")):
        times, spent, questions = [], [], []
        for turn in range(12):
            if turn in (0, 1):  # the first is cold; then once more without kept answers
                ask._answer.cache_clear()
            asked.clear()
            begun, used = time.perf_counter(), time.process_time()
            app.switch_page(str(page.relative_to(PROJECT).as_posix())).run()
            times.append(time.perf_counter() - begun)
            spent.append(time.process_time() - used)
            questions = asked[:] if turn == 1 else questions
            if app.exception:
                failed[page.stem] = app.exception[0].message
                break
        if page.stem in failed:
            continue
        floor = _least(lambda: bare("select 1"), 20)
        sql = sum(_least(lambda one=one, how=how: bare(*one, **how)) for one, how in questions)
        said[page.stem] = {
            "cold_ms": times[0] * 1000,
            "sql_ms": sql,
            "questions": len(questions),
            "floors": sql / floor,
            "unkept_ms": times[1] * 1000,
            "warm_p50_ms": statistics.median(times[2:]) * 1000,
            "warm_processor_ms": min(spent[2:]) * 1000,
        }
    return {"pages": said, "failed": failed}


def _over(pages: dict) -> str:
    """Name the pages that ask for more SQL, or whose script runs longer, than they may."""
    over = []
    for name, key, most in (("SQL", "sql_ms", 60), ("warm p50", "warm_p50_ms", 200)):
        slow = [f"{page} {one[key]:.0f}" for page, one in pages.items() if one[key] > most]
        over.append(f"{name} over {most} ms: {', '.join(slow) or 'no page'}")
    return "; ".join(over)


def work_paper(form: str, length: str) -> dict:
    """One paper of the authority with the first code: a format, and briefing or book."""
    from kit.paper import files, paper_data

    code = next(iter(paper_data.authorities(paper_data.dates()[0])))
    begun = time.perf_counter()
    made = files.make_paper(form, code, book=length == "book")
    return {"seconds": time.perf_counter() - begun, "kB": len(made) // 1024}


def work_pack() -> dict:
    """The inspector's pack of the authority with the first code."""
    from kit.paper import evidence_pack, paper_data

    code = next(iter(paper_data.authorities(paper_data.dates()[0])))
    begun = time.perf_counter()
    made = evidence_pack.make_pack(code)
    return {"seconds": time.perf_counter() - begun, "kB": len(made) // 1024}


def work_every_briefing() -> dict:
    """The briefing of every authority, as PDF."""
    from kit.paper import files, paper_data

    as_at, framework = paper_data.dates()[0], paper_data.frameworks()[0]
    codes = list(paper_data.authorities(as_at))
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        papers = list(files.write(Path(folder), codes, ["pdf"], as_at, framework))
    return {"seconds": time.perf_counter() - begun, "files": len(papers)}


def run(name: str, *arguments: str, **environment: str) -> dict:
    """Run one piece of work in a process of its own; add its peak memory in MB."""
    done = subprocess.run(
        [sys.executable, __file__, name, *arguments],
        cwd=PROJECT,
        text=True,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def measured_pages(**environment: str) -> dict:
    """Run all pages in a process of its own; tell which failed, return those that did not."""
    said = run("pages", **environment)
    for page, message in said["failed"].items():
        print(f"The page {page} FAILED: {message}", file=sys.stderr)
    return said["pages"]


def work_made_registers(share: str) -> dict:
    """Write the registers of a made-up country at this share of its full size."""
    from tests.benchmarks import national

    national.write(Path(os.environ["BENCH_FILES"]), float(share))
    return {}


def work_country() -> dict:
    """Import and build the registers of a made-up country."""
    from kit.store import building, contract, importing
    from kit.store.paths import Collection

    collection = Collection.open("published")
    contracts = contract.load_all(collection.contract_folders)
    begun = time.perf_counter()
    results = importing.import_paths(
        collection,
        contracts,
        [Path(os.environ["BENCH_FILES"])],
        complete_as_at=date(2026, 8, 31),
    )
    refused = [str(one) for one in results if isinstance(one, importing.Refusal)]
    if refused:
        raise SystemExit("\n".join(refused))
    imported = time.perf_counter()
    built = building.build(collection)
    return {
        "seconds": time.perf_counter() - begun,
        "import": round(imported - begun, 1),
        "build": round(time.perf_counter() - imported, 1),
        "judging": round(sum(step.seconds for step in built.steps if step.name in JUDGING), 1),
        "rows": sum(one.rows_read for one in results),
        "faults": [str(fault) for fault in built.faults],
    }


def national() -> None:
    """Print how cost grows from one tenth of a made-up country to the whole.

    What is published lies beside it, where it is there: its import is not counted, its build is.
    """
    print("| share | rows | import s | build s | of it judging | peak MB | floor s |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    pages = {}
    for share in (0.1, 1.0):
        with tempfile.TemporaryDirectory() as folder:
            registers = Path(folder) / "registers"
            registers.mkdir()
            place = {
                "CAA_STORE": f"{folder}/store",
                "CAA_DATA": "published",
                "BENCH_FILES": str(registers),
            }
            if SHARED_DATA.is_dir():
                run("import", **place)
            run("made_registers", str(share), **place)
            said = run("country", **place)
            floor = run("floor", **place)
            print(
                f"| {share:.0%} | {said['rows']:,} | {said['import']} | {said['build']} | "
                f"{said['judging']} | {said['peak_mb']:.0f} | {floor['seconds']:.1f} |"
            )
            for fault in said["faults"]:
                print(f"FAULT: {fault}", file=sys.stderr)
            pages[share] = measured_pages(**place)
    print(
        "\n| page | warm p50 ms at a tenth | at the whole | of it processor | SQL ms at a tenth "
        "| at the whole | questions | to select 1 |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for page, whole in pages[1.0].items():
        tenth = pages[0.1].get(page, dict.fromkeys(whole, math.nan))
        print(
            f"| {page} | {tenth['warm_p50_ms']:.0f} | {whole['warm_p50_ms']:.0f} | "
            f"{whole['warm_processor_ms']:.0f} | {tenth['sql_ms']:.1f} | {whole['sql_ms']:.1f} "
            f"| {whole['questions']} | {whole['floors']:.0f}× |"
        )
    print(f"\n{_over(pages[1.0])}")


def main() -> None:
    """Run everything and print the table."""
    import shutil

    with tempfile.TemporaryDirectory() as folder:
        queries = Path(folder) / "queries"
        shutil.copytree(PROJECT / "queries", queries)
        place = {
            "CAA_STORE": f"{folder}/store",
            "CAA_DATA": "published",
            "BENCH_QUERIES": str(queries),
        }
        rows = [("import of ../shared/data", run("import", **place))]
        run("full_build", **place)
        floor = run("floor", **place)
        full = run("full_build", **place)
        indicator = sorted((queries / "indicators").rglob("attainment*.sql"))[0]
        text = indicator.read_text(encoding="utf-8")
        head, last = text.rsplit("select", 1)
        indicator.write_text(f"{head}-- touched\nselect{last}", encoding="utf-8")
        touched = run("touched_build", **place)
        rows += [
            ("floor: DuckDB reads the Parquet and writes it once", floor),
            ("full build", full),
            ("build after touching one indicator", touched),
        ]
        print("| work | seconds | peak MB | |\n| --- | ---: | ---: | --- |")
        for name, said in rows:
            rest = {key: value for key, value in said.items() if key not in ("seconds", "peak_mb")}
            print(f"| {name} | {said['seconds']:.2f} | {said['peak_mb']:.0f} | {rest or ''} |")
        print(
            f"\nfull build to floor {full['seconds'] / floor['seconds']:.1f}×, "
            f"touched to full {touched['seconds'] / full['seconds']:.0%}\n"
        )
        print(
            "| page | collection | cold ms | kept answers gone ms | warm p50 ms | SQL ms "
            "| questions | to select 1 |"
        )
        print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        over = {}
        for data in ("published", "demonstration"):
            run("shown_build", **place | {"CAA_DATA": data})
            pages = measured_pages(**place | {"CAA_DATA": data})
            for name, said in pages.items():
                print(
                    f"| {name} | {data} | {said['cold_ms']:.0f} | {said['unkept_ms']:.0f} | "
                    f"{said['warm_p50_ms']:.0f} | {said['sql_ms']:.1f} | {said['questions']} "
                    f"| {said['floors']:.0f}× |"
                )
            over[data] = _over(pages)
        for data, told in over.items():
            print(f"\n{data}: {told}")
        print("\n| paper | seconds | peak MB | kB |\n| --- | ---: | ---: | ---: |")
        for length in ("briefing", "book"):
            for form in ("pdf", "pptx", "docx", "xlsx"):
                made = run("paper", form, length, **place | {"CAA_DATA": "demonstration"})
                print(
                    f"| {length} {form} | {made['seconds']:.1f} | {made['peak_mb']:.0f} "
                    f"| {made['kB']} |"
                )
        for data in ("demonstration", "published"):
            made = run("pack", **place | {"CAA_DATA": data})
            print(
                f"| pack zip, {data} | {made['seconds']:.1f} | {made['peak_mb']:.0f} "
                f"| {made['kB']} |"
            )
        every = run("every_briefing", **place)
        print(
            f"| {every['files']} briefings pdf | {every['seconds']:.0f} "
            f"| {every['peak_mb']:.0f} | |"
        )


def figure(name: str, *arguments: str) -> None:
    """Run `main` of the benchmark `name` beside this file; its last line is the figure."""
    if not (Path(__file__).parent / f"{name}.py").is_file():
        known = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
        sys.exit(f"No benchmark is called {name!r}. Choose one of: {', '.join(known)}.")
    importlib.import_module(f"tests.benchmarks.{name}").main(*arguments)


if __name__ == "__main__":
    if sys.argv[1:] == ["national"]:
        national()
    elif len(sys.argv) == 1:
        main()
    elif f"work_{sys.argv[1]}" not in globals():
        figure(*sys.argv[1:])
    else:
        said = globals()[f"work_{sys.argv[1]}"](*sys.argv[2:])
        said["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(said))
