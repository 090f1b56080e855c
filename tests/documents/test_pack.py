"""The inspector's pack: whole, the same again, harmless, and worked out anew by who receives it."""

import csv
import hashlib
import io
import itertools
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pypdf
import pytest
import tinyhtml5.parser

from kit import wording
from kit.paper import evidence_pack, pack_check, pack_data, paper_data
from kit.store import database, sqlfile
from kit.store.paths import PROJECT
from tests.documents.conftest import AUTHORITIES

STAMP = "Invented demonstration data"
XHTML = "{http://www.w3.org/1999/xhtml}"


class Opened:
    """A pack as its reader has it: files by name, pages parsed, the database on the disk."""

    def __init__(self, inside: bytes, folder: Path):
        self.inside, self.folder = inside, folder
        with zipfile.ZipFile(io.BytesIO(inside)) as archive:
            self.names = archive.namelist()
            self.files = {name: archive.read(name) for name in self.names}
            archive.extractall(folder)
        self.faults, self.pages = {}, {}
        for name in self.names:
            if name.endswith(".html"):
                parser = tinyhtml5.parser.HTMLParser(namespace_html_elements=True)
                self.pages[name] = parser.parse(self.files[name].decode())
                self.faults[name] = parser.errors

    def base(self):
        """Open the pack's database, to be read."""
        return duckdb.connect(str(self.folder / "pack.duckdb"), read_only=True)

    def run(self, command: str) -> str:
        """Run a command in the pack's folder, as it is written there."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command,
            shell=True,
            cwd=self.folder,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def opened(build, tmp_path_factory):
    """The pack of an authority, made once."""
    kept = {}

    def of(code: str) -> Opened:
        if code not in kept:
            kept[code] = Opened(
                evidence_pack.make_pack(code), tmp_path_factory.mktemp(f"pack_{code}")
            )
        return kept[code]

    return of


@pytest.fixture
def published(published_store, monkeypatch, tmp_path):
    """The pack of the first authority of the published data."""
    monkeypatch.setenv("CAA_DATA", "published")
    code = next(iter(paper_data.authorities(paper_data.dates()[0])))
    return code, Opened(evidence_pack.make_pack(code), tmp_path)


def _text(element) -> str:
    return "".join(element.itertext())


def _agreement(printed: str) -> dict[str, tuple[int, ...]]:
    """Read what rerun.sql printed: the three numbers of each line, by answer."""
    lines = re.findall(r"│ (\w+) +│ +(\d+) │ +(\d+) │ +(\d+) │", printed)
    return {name: tuple(map(int, numbers)) for name, *numbers in lines}


# ── The same again, and checkable ────────────────────────────────────────────────────────────


def test_the_same_bytes_from_another_process_by_the_command(opened, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "kit", "pack", "001", "--out", str(tmp_path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("001_") and path.name.endswith(".zip") and len(path.name) < 80
    assert path.read_bytes() == opened("001").inside


def test_the_command_says_plainly_that_there_is_no_such_authority(build):
    done = subprocess.run(
        [sys.executable, "-m", "kit", "pack", "Nowhere"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and "There is no authority 'Nowhere'" in done.stderr


def test_the_database_is_the_same_bytes_however_often_it_is_written(build):
    chosen = {"area_code": "006", "as_at": paper_data.dates()[0]}
    told = pack_data.read_data(chosen | {"framework": paper_data.frameworks()[0]})
    assert len({hashlib.sha256(pack_check.database_file(told)).digest() for _ in range(8)}) == 1


@pytest.mark.parametrize("code", ["001", "005"])
def test_the_manifest_names_every_file_with_its_hash(opened, code):
    found = opened(code)
    lines = found.files["SHA256SUMS"].decode().splitlines()
    sums = dict(reversed(line.split("  ", 1)) for line in lines)
    assert set(sums) == set(found.names) - {"SHA256SUMS"}
    for name, told in sums.items():
        assert hashlib.sha256(found.files[name]).hexdigest() == told, name
    if shutil.which("sha256sum"):
        assert found.run("sha256sum -c --quiet SHA256SUMS") == ""


# ── Worked out again ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", pack_check.RERUNS.values(), ids=["program", "python"])
@pytest.mark.parametrize("code", AUTHORITIES)
def test_the_commands_as_written_work_the_figures_out_again(opened, code, command):
    found = opened(code)
    assert command in _text(found.pages["check.html"])
    said = _agreement(found.run(command))
    assert set(said) == set(pack_data.SHOWN)
    assert said["themes"][0] > 0 and said["indicators"][0] > 0 and said["trends"][0] > 0
    for name, numbers in said.items():
        assert len(set(numbers)) == 1, (name, numbers)


_PERCENTAGES = "(select indicator from main.indicator_labels where kind = 'percentage')"


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        (f"main.figures set numerator = numerator - 1 where indicator in {_PERCENTAGES}", "trends"),
        ("main.framework_cut_points set from_value = 1000", "themes"),
        ("main.areas set is_exemplar = false, valid_from = date '2200-01-01'", "themes"),
        ("main.neighbours set neighbour_code = '001'", "indicators"),
        ("shown.themes set level = 1", "themes"),
        ("shown.indicators set beside_value = beside_value + 0.01", "indicators"),
        # An interval alone moves nothing: it is worked out anew from what was counted.
        (f"main.figures set upper = upper + 1 where indicator in {_PERCENTAGES}", ""),
    ],
)
def test_what_was_tampered_with_no_longer_agrees(opened, tmp_path, change, moved):
    path = tmp_path / "pack.duckdb"
    path.write_bytes(opened("001").files["pack.duckdb"])
    with duckdb.connect(str(path)) as base:
        base.execute(f"update {change}")
        again = base.sql(opened("001").files["rerun.sql"].decode()).fetchall()
    apart = {name for name, *numbers in again if len(set(numbers)) > 1}
    assert moved in apart if moved else not apart


def test_every_step_rests_on_what_is_given_or_was_worked_out_before():
    known = set(pack_data.GIVEN)
    for name in pack_data.WORKED_OUT:
        path = sqlfile.path_of(database.QUERIES, name)
        file = sqlfile.read(path, database.QUERIES)
        assert file.reads <= known, (name, file.reads - known)
        known.add(name)
    for name in pack_data.SHOWN.values():
        file = sqlfile.read(database.QUERIES / "pages" / f"{name}.sql", database.QUERIES)
        assert file.reads <= known, (name, file.reads - known)


def test_another_framework_and_an_earlier_date_agree_too(build, tmp_path):
    dates = paper_data.dates()
    for number, framework in enumerate(paper_data.frameworks()):
        as_at = dates[number % len(dates)]
        found = Opened(evidence_pack.make_pack("004", as_at, framework), tmp_path / framework)
        for name, numbers in _agreement(
            found.run(pack_check.RERUNS["With the DuckDB program"])
        ).items():
            assert len(set(numbers)) == 1, (framework, name, numbers)
        assert wording.day(as_at) in _text(found.pages["index.html"])


# ── What the pages say ───────────────────────────────────────────────────────────────────────


def _rows_by_indicator(found: Opened) -> dict[str, list]:
    """Return the cells of each indicator's own rows, by the headings' anchors."""
    rows = {}
    for name, page in found.pages.items():
        if not name.startswith("themes/"):
            continue
        indicator = None
        for element in page.iter():
            if element.tag == f"{XHTML}h2":
                indicator = element.get("id")
            if element.tag == f"{XHTML}table":
                caption = _text(element.find(f"{XHTML}caption"))
                if caption.startswith("Rows: "):
                    body = element.find(f"{XHTML}tbody")
                    rows[indicator] = [list(line) for line in body]
    return rows


def _exact(cell) -> float | None:
    found = cell.find(f"{XHTML}data")
    return None if found is None else float(found.get("value"))


def _figures_are_those_of(found: Opened, code: str, as_at: str):
    rows = _rows_by_indicator(found)
    figures = database.question(
        "select figures.*, kind, unit, decimals from figures "
        "inner join indicator_labels on figures.indicator = indicator_labels.indicator "
        "where area_code = $code and period_end <= cast($as_at as date) "
        "order by figures.indicator, period_end desc",
        {"code": code, "as_at": as_at},
    )[0]
    seen = 0
    for indicator, wanted in figures[figures["indicator"].isin(rows)].groupby("indicator"):
        assert len(wanted) == len(rows[indicator]), indicator
        for one, cells in zip(wanted.itertuples(), rows[indicator], strict=True):
            for cell, value in zip(
                cells[1:4], (one.numerator, one.denominator, one.value), strict=True
            ):
                assert _exact(cell) == (float(value) if wording.is_known(value) else None)
            if wording.is_known(one.value):
                said = wording.figure(one.value, one.kind, one.unit, int(one.decimals))
                assert _text(cells[3]) == said
                seen += 1
            else:
                assert _text(cells[3]) == wording.missing_text(one.missing_reason)
    shown = database.question(
        "select indicator from figures where area_code = $code and value is not null "
        "and period_end <= cast($as_at as date)",
        {"code": code, "as_at": as_at},
    )[0]["indicator"]
    with found.base() as base:
        labels = {
            name for (name,) in base.execute("select indicator from indicator_labels").fetchall()
        }
    assert set(shown) & labels <= set(rows)
    return seen


@pytest.mark.parametrize("code", AUTHORITIES)
def test_figures_on_the_pages_are_those_of_the_database(opened, as_at, code):
    assert _figures_are_those_of(opened(code), code, as_at) > 50


def test_what_bears_on_no_theme_has_its_query_and_rows_too(opened, read):
    found = opened("001")
    known = read("001").indicators
    known = list(known["indicator"][known["theme"] == "also_known"])
    assert "maintained_schools_in_deficit" in known
    assert set(known) <= set(_rows_by_indicator(found))
    page = found.pages["themes/also_known.html"]
    folded = [_text(one) for one in page.iter(f"{XHTML}summary")]
    assert folded.count("Query, as it was run") == len(known)


@pytest.mark.real_data
def test_a_pack_of_published_data_is_whole_and_agrees(published):
    code, found = published
    assert _figures_are_those_of(found, code, paper_data.dates()[0]) > 50
    for name, numbers in _agreement(
        found.run(pack_check.RERUNS["With the DuckDB program"])
    ).items():
        assert len(set(numbers)) == 1, (name, numbers)
    assert STAMP not in "".join(map(_text, found.pages.values()))
    _is_sound(found)
    _links_lead_somewhere(found)


def test_levels_on_the_first_page_are_those_of_the_database(opened, as_at):
    for code in AUTHORITIES:
        page = opened(code).pages["index.html"]
        said = database.question(
            "select framework_themes.title, theme_levels.level, level_low, level_high, lower(word) "
            "from theme_levels inner join framework_themes using (framework, theme) "
            "left join framework_levels on framework_levels.framework = theme_levels.framework "
            "and framework_levels.level = theme_levels.level where area_code = $code "
            "and as_at = cast($as_at as date) and theme_levels.framework = $framework",
            {"code": code, "as_at": as_at, "framework": paper_data.frameworks()[0]},
        )[0]
        lines = [
            [_text(cell) for cell in row]
            for table in page.iter(f"{XHTML}table")
            if re.match("Level|Judgement", _text(table.find(f"{XHTML}caption")))
            for row in table.iter(f"{XHTML}tr")
        ]
        for title, *level in said.itertuples(index=False):
            told = [line[1].lower() for line in lines if line[0] == title]
            assert len(told) == 2 and set(told) == {wording.level(*level).lower()}


def test_evidence_owed_is_listed_with_owner_and_day(opened, as_at):
    page = opened("005").pages["index.html"]
    owed = database.question(
        "select said, owner from evidence_gaps where area_code = '005' "
        "and as_at = cast($as_at as date) and framework = $framework",
        {"as_at": as_at, "framework": paper_data.frameworks()[0]},
    )[0]
    (listed,) = [
        table
        for table in page.iter(f"{XHTML}table")
        if _text(table.find(f"{XHTML}caption")).startswith("Evidence still needed")
    ]
    rows = [[_text(cell) for cell in row] for row in listed.find(f"{XHTML}tbody")]
    assert sorted(row[2] for row in rows) == sorted(owed["said"]) and len(rows) > 5
    assert {row[3] for row in rows} >= set(owed["owner"].dropna())


def _is_sound(found: Opened):
    for name, page in found.pages.items():
        assert found.faults[name] == [], (name, found.faults[name][:3])
        assert page.get("lang") == "en-GB"
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), name
        levels = [int(e.tag[-1]) for e in page.iter() if re.fullmatch(r".*}h[1-6]", str(e.tag))]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        for table in page.iter(f"{XHTML}table"):
            assert _text(table.find(f"{XHTML}caption"))
            assert all(cell.get("scope") for cell in table.iter(f"{XHTML}th"))
        for svg in page.iter("{http://www.w3.org/2000/svg}svg"):
            assert svg.get("role") == "img" and len(svg.get("aria-label")) > 30
        for element in page.iter():
            tag = str(element.tag).rpartition("}")[2]
            assert tag not in ("script", "link", "img", "iframe", "object", "form", "base"), name
            assert not [key for key in element.attrib if key.startswith("on") or "src" in key]
        style = _text(page.find(f".//{XHTML}style"))
        assert "url(" not in style and "@import" not in style and "var(" not in style


@pytest.mark.parametrize("code", AUTHORITIES)
def test_pages_are_sound_and_fetch_nothing(opened, code):
    _is_sound(opened(code))


def _links_lead_somewhere(found: Opened):
    ids = {
        name: {element.get("id") for element in page.iter()} for name, page in found.pages.items()
    }
    with found.base() as base:
        outside = {link for (link,) in base.execute("select link from evidence_items").fetchall()}
    outside |= set(database.question("select address from build_sources")[0]["address"])
    followed = 0
    for name, page in found.pages.items():
        for link in page.iter(f"{XHTML}a"):
            href = link.get("href")
            if href.startswith("http"):
                assert href in outside
                continue
            path, _, anchor = href.partition("#")
            at = os.path.normpath(Path(name).parent / path).replace(os.sep, "/") if path else name
            assert at in found.names, (name, href)
            assert not anchor or anchor in ids[at], (name, href)
            followed += 1
    assert followed > 100


@pytest.mark.parametrize("code", AUTHORITIES)
def test_every_link_leads_to_a_place_in_the_pack(opened, code):
    _links_lead_somewhere(opened(code))


def test_from_a_question_to_query_and_source_in_three_steps(opened):
    """Question → theme → indicator, where the query, its hash, the rows and the files stand."""
    found = opened("001")
    index = _text(found.pages["index.html"])
    for (title,) in found.base().execute("select title from framework_questions").fetchall():
        assert title in index
    page = found.files["themes/voice.html"].decode()
    path = "queries/indicators/voice/attendance_of_partnership_leaders.sql"
    assert f'href="../{path}"' in page
    assert hashlib.sha256(found.files[path]).hexdigest() in page
    files = database.question("select sha256 from build_sources where source = 'attendance'")[0]
    assert files["sha256"].isna().all()  # of rows that are hidden: whoever has it could try them
    assert "held by the authority" in page


@pytest.mark.parametrize("code", AUTHORITIES)
def test_demonstration_is_said_on_every_page_and_table(opened, code):
    found = opened(code)
    for name, page in found.pages.items():
        body = page.find(f"{XHTML}body")
        assert _text(body).count(STAMP) >= 2, name
        assert f'"{STAMP}"' in _text(page.find(f".//{XHTML}style"))  # on each sheet printed
        assert found.files[name].decode().count(database.current().build_id) >= 2
    for name in found.names:
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(found.files[name].decode("utf-8-sig"))))
            assert ["Data", STAMP] in rows, name
    assert STAMP in found.files["rerun.sql"].decode()


# ── What must not be in it ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", AUTHORITIES)
def test_nothing_that_did_not_pass_the_gate_is_in_the_database(opened, code):
    """Every count is one that may be seen, letter for letter; the hidden ones are not there."""
    found = opened(code)
    with found.base() as base:
        tables = {
            f"{schema}.{name}"
            for schema, name in base.execute(
                "select schema_name, table_name from duckdb_tables()"
            ).fetchall()
        }
        assert tables == {f"main.{name}" for name in pack_data.GIVEN} | {
            f"shown.{name}" for name in [*pack_data.SHOWN, *pack_data.KEPT]
        }
        assert (
            base.execute("select count(*) from duckdb_views() where not internal").fetchone()[0]
            == 0
        )
        columns = "indicator, area_code, period_end, numerator, denominator, value, missing_reason"
        there = set(base.execute(f"select {columns} from figures").fetchall())
        people = base.execute(
            "select count(*), "
            "count(figures.numerator) filter (where missing_reason = 'suppressed'), "
            "count(*) filter (where figures.numerator between 1 and 5 or kind = 'percentage' "
            "and figures.denominator - figures.numerator between 1 and 5) "
            "from figures inner join indicator_labels using (indicator) where counts = 'people'"
        ).fetchone()
        hidden = base.execute(
            "select count(*) from shown.trends where missing_reason = 'suppressed' "
            "and coalesce(numerator, denominator, value, lower, upper) is not null"
        ).fetchone()[0]
    build = duckdb.connect()
    build.execute(f"attach '{database.current().path}' as build (read_only)")
    gated = set(build.execute(f"select {columns} from build.figures").fetchall())
    assert there <= gated and len(there) > 1000
    assert people[0] > 0 and people[1:] == (0, 0) and hidden == 0


def test_what_the_gate_hid_is_hidden_in_every_file(opened, as_at):
    """Suppressed cells of the country's authorities are empty in the CSV and a word on the page."""
    hidden = database.question(
        "select distinct area_code from figures where missing_reason = 'suppressed'"
    )[0]["area_code"]
    found = opened(min(hidden))
    rows = list(
        csv.DictReader(
            io.StringIO(
                found.files["tables/given/figures.csv"].decode("utf-8-sig").split("\r\n\r\n", 1)[1]
            )
        )
    )
    gone = [row for row in rows if row["missing_reason"] == "suppressed"]
    assert gone
    for row in gone:
        assert not any(
            row[each] for each in ("numerator", "denominator", "value", "lower", "upper")
        )
    assert wording.GAPS["suppressed"] in "".join(
        _text(page) for name, page in found.pages.items() if name.startswith("themes/")
    )


@pytest.mark.parametrize("code", AUTHORITIES)
def test_no_school_no_row_of_a_register_and_no_path_of_the_machine(opened, code):
    found = opened(code)
    names = database.question("select name from institutions")[0]["name"]
    told = "".join(
        found.files[name].decode("utf-8-sig")
        for name in found.names
        if name.endswith((".html", ".csv", "rerun.sql"))
    )
    assert not [name for name in names if name in told]
    places = {str(PROJECT), str(Path.home()), os.environ["CAA_STORE"], "/tmp/", "C:\\"}
    for name, inside in found.files.items():
        assert not [place for place in places if place.encode() in inside], name
    assert all(not re.search(r"[^\w./-]|\.\.", name) for name in found.names)


# ── In a browser ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_open_offline_fit_the_screen_and_have_no_fault_axe_finds(opened, browser, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = opened("024")  # the longest name
    context = browser.new_context(viewport={"width": width, "height": 844}, offline=True)
    page = context.new_page()
    told, asked = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index.html", "themes/outcomes.html", "check.html"):
        page.goto((found.folder / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        report = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})
        assert report.violations_count == 0, report.generate_report()
    page.goto((found.folder / "index.html").as_uri())
    page.locator("main a", has_text="Outcomes").first.click()
    assert page.url.endswith("themes/outcomes.html")
    page.go_back()
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    context.close()
    assert told == [] and all(url.startswith("file:") for url in asked)
    assert len(printed.pages) < 20
    for sheet in printed.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
        text = sheet.extract_text()
        assert STAMP in text and database.current().build_id in text
