"""Files as people hold them: is each taken rightly, or refused with help? Prints one line."""

import contextlib
import csv
import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kit.store import building, column_map, contract, importing, vintages
from kit.store.paths import PROJECT, Collection
from tests.opened import html_at

CASES = PROJECT.parent / "shared" / "cases"
AS_AT = date(2026, 8, 31)
PARTNERSHIPS = (
    "partnership_id,name,kind,area_code,lead_institution_id,started_on,ended_on,objective\n"
)
ROW = "P1,North cluster,federation,358,,2021-09-01,,Reading\n"
INSTITUTIONS = (
    "institution_id,name,area_code,phase,institution_type,opened_on,closed_on,pupils,"
    "pupils_eligible_fsm\n"
)


class Store:
    """A store of its own for one case, and what was said about the files given to it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.collection = Collection("published", folder / "store")
        self.contracts = contract.load_all(Collection.open("published").contract_folders)
        self.said = ""

    def file(self, name: str, content: str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode(encoding))
        return path

    def take(self, *paths: Path, **options) -> list:
        options.setdefault("complete_as_at", AS_AT)
        results = importing.import_paths(self.collection, self.contracts, paths, **options)
        told = [
            str(one) if isinstance(one, importing.Refusal) else " ".join(one.warnings)
            for one in results
        ]
        self.said = "\n".join(told)
        return results

    def rows(self, table: str, what: str = "*") -> list[tuple]:
        vintage = importing.current_vintages(self.collection).get(table)
        if vintage is None:
            return []
        asked = f"select {what} from '{vintage / 'data.parquet'}' order by all"
        return duckdb.execute(asked).fetchall()


Case = Callable[[Store], bool]


def refused(content: Path | str, *words: str, name: str = "partnerships.csv") -> Case:
    """A file that must be refused, with these words, and of which nothing is stored."""

    def case(store: Store) -> bool:
        path = content if isinstance(content, Path) else store.file(name, content)
        results = store.take(path)
        stored = [one for one in results if isinstance(one, importing.Receipt)]
        return not stored and all(word in store.said for word in words)

    return case


def taken(
    content: Path | str,
    table: str,
    what: str,
    expected: list[tuple],
    *words: str,
    name: str = "partnerships.csv",
) -> Case:
    """A file that must be stored with these values, and these words said of it."""

    def case(store: Store) -> bool:
        path = content if isinstance(content, Path) else store.file(name, content)
        store.take(path)
        found = [tuple(map(str, row)) for row in store.rows(table, what)]
        return found == expected and all(word in store.said for word in words)

    return case


def _register(value: str, column: int) -> str:
    cells = ROW.strip().split(",")
    cells[column] = value
    return PARTNERSHIPS + ",".join(cells) + "\n"


def _last_wins(store: Store) -> bool:
    good, bad = (
        CASES / "excel" / "good-bad-good" / name / "partnerships.csv"
        for name in ("1-good", "2-bad")
    )
    counts = []
    for path in (good, bad, good):
        store.take(path)
        counts.append(len(store.rows("partnerships__register")))
    vintages.undo(store.collection)
    counts.append(len(store.rows("partnerships__register")))
    return counts == [2, 1, 2, 1]


def _joined(store: Store) -> bool:
    store.take(*sorted((CASES / "faults" / "register_split_files").glob("*.csv")))
    return len(store.rows("partnerships__register")) == 3


def _no_day(store: Store) -> bool:
    results = store.take(store.file("partnerships.csv", PARTNERSHIPS + ROW), complete_as_at=None)
    return isinstance(results[0], importing.Refusal) and "--complete-as-at" in store.said


def _day_above(store: Store) -> bool:
    text = "Complete as at:,31/08/2026,,,,,,\n" + PARTNERSHIPS + ROW
    store.take(store.file("partnerships.csv", text), complete_as_at=None)
    return store.rows("partnerships__register", "complete_as_at") == [(AS_AT,)]


def _own_folder(store: Store) -> bool:
    results = store.take(PROJECT / "data" / "demonstration")
    return all(getattr(one, "passed_over", "") for one in results)


def _older(store: Store) -> bool:
    path = store.file("partnerships.csv", PARTNERSHIPS + ROW)
    store.take(path)
    store.file("partnerships.csv", _register("South cluster", 1))
    store.take(path, complete_as_at=date(2025, 8, 31))
    kept = store.rows("partnerships__register", "name") == [("North cluster",)]
    return kept and "--older" in store.said


def _damaged(store: Store) -> bool:
    path = store.file("partnerships.csv", PARTNERSHIPS + ROW)
    store.take(path)
    vintage = importing.current_vintages(store.collection)["partnerships__register"]
    (vintage / "data.parquet").write_bytes(b"PAR1")
    [again] = store.take(path)
    return not again.already_imported and len(store.rows("partnerships__register")) == 1


def _hidden(store: Store) -> bool:
    import xlsxwriter

    path = store.folder / "partnerships.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("partnerships")
        for number, line in enumerate((PARTNERSHIPS + ROW).splitlines()):
            sheet.write_row(number, 0, line.split(","))
        sheet.set_row(1, None, None, {"hidden": True})
    store.take(path)
    return "1 hidden row" in store.said


def _survey(folder: str, expected: int, filled: dict[str, tuple[str, str]]) -> Case:
    """An export of a form: asked for its map, then taken by it, and nobody's name is stored."""

    def case(store: Store) -> bool:
        [source] = (CASES / folder).iterdir()
        path = store.folder / source.name
        shutil.copyfile(source, path)
        asked = isinstance(store.take(path)[0], importing.Refusal) and "kit map" in store.said
        table = store.contracts["survey_answers"].tables[0]
        draft = column_map.draft_map(column_map.read_export(path), table, store.contracts)
        lines = list(csv.reader(io.StringIO(draft.decode("utf-8-sig"))))
        for line in lines:
            line[1], line[2] = filled.get(line[0], (line[1], line[2]))
            line[3] = {"wave": "2026-06-30", "area_code": "358"}.get(line[1], line[3])
        with column_map.map_path(path).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
        store.take(path)
        rows = store.rows("survey_answers__register")
        kept = [one for one in store.folder.rglob("*") if one.is_file() and one != path]
        seen = any(
            b"anonymous" in one.read_bytes() or b"10.0.0." in one.read_bytes() for one in kept
        )
        return asked and len(rows) == expected and not seen

    return case


def _built(folder: Path, *asked: tuple[str, str, str]) -> Case:
    """Registers alone, in an empty store: built, and each page says these words of the area."""

    def case(store: Store) -> bool:
        results = store.take(*sorted(folder.glob("*.csv")))
        if any(isinstance(one, importing.Refusal) for one in results):
            return False
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CAA_STORE", str(store.collection.root))
            patch.setenv("CAA_DATA", "published")
            collection = Collection.open("published")
            collection.root.mkdir()
            store.collection.sources.replace(collection.sources)
            building.build(collection)
            for page, area, words in asked:
                shown = re.sub(r"<[^>]+>|\s+", " ", html_at(page, area=area))
                if words not in re.sub(r"\s+", " ", shown):
                    store.said += f"{page} of {area} does not say {words!r}"
        return "does not say" not in store.said

    return case


def built() -> Iterator[tuple[str, Case]]:
    """Cases of ../shared/cases that are looked at on the page, after a build."""
    yield (
        "registers whose last event is years ago",
        _built(
            CASES / "quiet-registers",
            ("pages/partnerships/reach.py", "358", "8 of 8"),
            ("pages/partnerships/register.py", "358", "Trafford runs 2 partnerships"),
        ),
    )
    alone = CASES / "faults" / "registers_alone"
    yield (
        "registers alone in an empty store",
        _built(alone, ("pages/partnerships/register.py", "202", "Camden runs 2 partnerships")),
    )


def shared() -> Iterator[tuple[str, Case]]:
    """The cases of ../shared/cases, each with the outcome its README names."""
    faults, excel = CASES / "faults", CASES / "excel"
    partnerships = "partnerships__register"
    yield (
        "a date not yet reached",
        refused(faults / "future_join" / "memberships.csv", "line 2", "has not happened yet"),
    )
    yield (
        "a year typed wrong",
        refused(faults / "typo_year_2206" / "partnerships.csv", "line 2", "'2206-09-01'"),
    )
    yield "one register in two files", _joined
    yield (
        "a quotation mark that takes in a row",
        refused(faults / "42h_quote_swallow" / "partnerships.csv", "line 3"),
    )
    yield (
        "errors in an ODS workbook",
        refused(faults / "60_ods_lo_error_div0" / "registers.ods", "sheet funding", "#DIV/0!"),
    )
    yield (
        "a formula without a result",
        refused(faults / "53b_formula_prefixed_ns" / "registers.xlsx", "never worked out"),
    )
    yield (
        "a quotation mark inside a value",
        refused((faults / "csv_bare_quote_accepted.csv").read_text(), "line 2", "quotation mark"),
    )
    yield (
        "UK dates",
        taken(
            excel / "uk-dates" / "partnerships.csv",
            partnerships,
            "started_on, ended_on",
            [("2021-09-01", "2027-08-31")],
        ),
    )
    yield (
        "headings in capitals",
        taken(excel / "capitals" / "partnerships.csv", partnerships, "name", [("North cluster",)]),
    )
    yield (
        "a title above the headings",
        taken(
            excel / "title-with-comma" / "partnerships.csv",
            partnerships,
            "name",
            [("North cluster",)],
        ),
    )
    yield (
        "one register as a workbook",
        taken(excel / "one-register" / "partnerships.xlsx", partnerships, "area_code", [("358",)]),
    )
    yield (
        "a workbook that counts from 1904",
        taken(excel / "mac-1904" / "registers.xlsx", partnerships, "started_on", [("2021-09-01",)]),
    )
    yield (
        "credits under a purpose of no list",
        refused(excel / "credits" / "funding.csv", "2 problems", "add a row for it"),
    )
    yield (
        "small counts",
        taken(
            excel / "small-counts" / "institutions.csv",
            "institutions__register",
            "pupils, pupils__missing, pupils_eligible_fsm__missing",
            [("312", "None", "suppressed"), ("None", "suppressed", "suppressed")],
        ),
    )
    yield "good, bad, good, undone", _last_wins
    yield (
        "Microsoft Forms",
        _survey(
            "ms-forms",
            3,
            {
                "Did you receive it this year?": ("received", "practical_help"),
                "Is its lack a barrier?": ("barrier", "practical_help"),
            },
        ),
    )
    yield "Google Forms", _survey("google-forms", 2, {})
    yield (
        "SurveyMonkey",
        _survey(
            "surveymonkey",
            6,
            {
                "Which support do you value? [Other (please specify)]": ("leave out", ""),
            },
        ),
    )
    gias = CASES / "gias"
    yield (
        "groups of schools as downloaded",
        taken(
            gias / "allgroupsdata20261101.csv",
            "schools_register__groups",
            "count(*) > 0, count(incorporated_on) > 0",
            [("True", "True")],
            "details of people left out",
        ),
    )
    yield (
        "schools as downloaded",
        taken(
            gias / "edubasealldata20261101.csv",
            "schools_register__establishments",
            "count(*)",
            [("3",)],
            "details of people left out",
        ),
    )
    for folder, words in (
        ("forum", "forums (Forums"),
        ("s251", "funding (Funding"),
        ("spend", "funding (Funding"),
        ("wards", "institutions (Institutions"),
    ):
        [path] = (CASES / folder).iterdir()
        yield f"{folder}: which register is nearest", refused(path, "nearest registers", words)


def own() -> Iterator[tuple[str, Case]]:
    """Cases of the same kinds, written here."""
    partnerships = "partnerships__register"
    yield "no day", _no_day
    yield "the day above the headings", _day_above
    yield "an older register", _older
    yield "a damaged stored file", _damaged
    yield "the product's own folder", _own_folder
    yield "a hidden row", _hidden
    yield "headings twice", refused(PARTNERSHIPS + ROW + PARTNERSHIPS, "line 3", "headings again")
    yield "an unknown authority", refused(_register("999", 3), "line 2", "area_code")
    yield "a date of two figures", refused(_register("01/09/21", 5), "four-figure year")
    yield "an error typed in", refused(_register("#N/A", 6), "error of a spreadsheet")
    yield (
        "stray pair in the second column",
        refused(
            PARTNERSHIPS
            + 'P1,"North,federation,358,,2021-09-01,,x\nP2,South",federation,358,,,,x\n',
            "line 3",
        ),
    )
    yield "quotation mark mid-value", refused(_register('the "North" cluster', 1), "line 2")
    yield "semicolons", refused(PARTNERSHIPS.replace(",", ";"), "semicolons")
    yield "a workbook called CSV", refused("PK\x03\x04", "is a workbook")
    yield "old Excel", refused("x", "save it as xlsx", name="partnerships.xls")
    yield "Excel with macros", refused("x", "save it as xlsx", name="partnerships.xlsm")
    for said, day in (("1 September 2021", "2021-09-01"), ("01-Sep-2021", "2021-09-01")):
        yield said, taken(_register(said, 5), partnerships, "started_on", [(day,)])
    yield (
        "kind in words",
        taken(_register("Federation", 2), partnerships, "kind", [("federation",)]),
    )
    yield (
        "a decimal place on a number",
        taken(_register("100001.0", 4), partnerships, "lead_institution_id", [("100001",)]),
    )
    yield "a code without its zeros", refused(_register("35", 3), "area_code")
    money = (
        "line_id,area_code,partnership_id,period_start,period_end,stream,purpose,route,budget,"
        "outturn,grant_ends_on\n"
    )
    for said, pounds in (
        ('"£1,234"', "1234.0"),
        ('"(1,234)"', "-1234.0"),
        ("-£5.50", "-5.5"),
        ("1200.0", "1200.0"),
        ('"£ 12,500.00"', "12500.0"),
    ):
        line = f"F1,358,,2025-04-01,2026-03-31,authority_budget,leadership,devolved,{said},,\n"
        yield (
            f"money {said}",
            taken(money + line, "funding__register", "budget", [(pounds,)], name="funding.csv"),
        )
    for cut in ("1,234", "£1,234", "(1,234)", "-1,234"):
        line = f"F1,358,,2025-04-01,2026-03-31,authority_budget,leadership,devolved,{cut},,\n"
        yield (
            f"an amount cut in two, {cut}",
            refused(money + line, "line 2", "one amount", name="funding.csv"),
        )
    for garbled in ("Headsâ€™ group", "CafÃ© cluster", "Â£5 group", "Heads\ufffd group"):
        yield f"garbled text {garbled}", refused(_register(garbled, 1), "line 2", "garbled")
    for right in ("Heads\u2019 group", "Café cluster", "Ysgol Tŷ Ffynnon", "Âge group"):
        yield (
            f"text with accents {right}",
            taken(_register(right, 1), partnerships, "name", [(right,)]),
        )
    yield (
        "commas at the ends of rows",
        taken(PARTNERSHIPS + ROW.strip() + ",,,\n", partnerships, "name", [("North cluster",)]),
    )
    for said in ("09/13/2021", "30/02/2021", "44440", "1899-12-30", "TBC"):
        yield f"a date that is none, {said}", refused(_register(said, 5), "line 2", "started_on")
    yield "a plan too far ahead", refused(_register("2099-12-31", 6), "line 2", "too far ahead")
    yield "a person in free words", refused(_register("Led by Mrs Smith", 7), "name of a person")
    yield (
        "one key with two names",
        refused(PARTNERSHIPS + ROW + ROW.replace("North", "South"), "line 2", "also line 3"),
    )
    yield "a row of totals", refused(PARTNERSHIPS + ROW + "Total,,,,,,,\n", "line 3")
    yield "a footnote", refused(PARTNERSHIPS + ROW + "Note: draft,,,,,,,\n", "line 3")
    yield (
        "a column too many",
        refused(
            (PARTNERSHIPS + ROW).replace("objective", "objective,notes").replace("Reading", "x,y"),
            "column notes",
        ),
    )
    yield (
        "the authority by name",
        taken(_register("Trafford", 3), partnerships, "area_code", [("358",)]),
    )
    for said in ("\u200b358", "\u00a0358\u00a0", "358.0"):
        yield (
            f"a code with what cannot be seen {said!a}",
            taken(_register(said, 3), partnerships, "area_code", [("358",)]),
        )
    yield (
        "another way of ending lines",
        taken((PARTNERSHIPS + ROW).replace("\n", "\r"), partnerships, "name", [("North cluster",)]),
    )
    for said in ('"1.234,56"', "12k", "£1.2m", '"1,23"', "NaN", "inf", "5%", '"(5"', "TRUE"):
        line = f"F1,358,,2025-04-01,2026-03-31,authority_budget,leadership,devolved,{said},,\n"
        yield (
            f"no amount, {said}",
            refused(money + line, "line 2", "is not a number", name="funding.csv"),
        )
    yield (
        "a mistyped amount",
        refused(
            money + "F1,358,,2025-04-01,2026-03-31,authority_budget,leadership,devolved,12.5.1,,\n",
            "is not a number",
            name="funding.csv",
        ),
    )


def unlisted() -> Iterator[tuple[str, Case]]:
    """Inputs of kinds that no list names: other programs, other systems, slips of the hand."""
    good, table, name = PARTNERSHIPS + ROW, "partnerships__register", [("North cluster",)]
    for title, content in (
        ("UTF-16, little end first", good.encode("utf-16")),
        ("UTF-16, big end first", b"\xfe\xff" + good.encode("utf-16-be")),
        ("a byte order mark in the middle", (PARTNERSHIPS + "\ufeff" + ROW).encode()),
        ("two byte order marks", ("\ufeff\ufeff" + good).encode()),
        ("a line that names the delimiter", ("sep=,\n" + good).encode()),
        ("marks of direction in a name", good.replace("North", "\u200fNorth\u202e").encode()),
        ("marks of no width in a code", good.replace("P1", "P\u200b1").encode()),
        ("a space that does not break", good.replace("North c", "North\u00a0c").encode()),
        ("another end of line in a name", good.replace("North c", "North\u2028c").encode()),
        ("a tab of the other kind", good.replace("North c", "North\x0bc").encode()),
        ("commas at the ends of all rows", good.replace("\n", ",,\n").encode()),
        ("headings in row 7", ("Title\n\nBy us\n\nNote,a,b\n\n" + good).encode()),
        ("no line end after the last row", good.strip().encode()),
        ("two line ends of one kind", good.replace("\n", "\r\r\n").encode()),
        ("an apostrophe before a code", _register("'358", 3).encode()),
        ("headings with marks", good.replace("name", "Name *", 1).encode()),
    ):
        yield title, _kept(content, table, "name", name)
    yield (
        "what a spreadsheet would run is kept as text",
        taken(_register("=cmd|' /C calc'!A0", 1), table, "name", [("=cmd|' /C calc'!A0",)]),
    )
    for title, content, *words in (
        (
            "semicolons after a line that names them",
            "sep=;\n" + good.replace(",", ";"),
            "semicolons",
        ),
        ("tabs", good.replace(",", "\t"), "tabs"),
        ("a null character", good.replace("North", "No\0rth"), "null character"),
        ("a control character", good.replace("North", "No\x07rth"), "line 2", "cannot be seen"),
        ("an older Mac", _register("CafŽ cluster", 1), "line 2", "garbled"),
        ("no row of headings", ROW, "none of the headings", "partnership_id, name"),
        ("one heading twice", good.replace("objective", "name"), "there 2 times"),
        ("keys that differ in capitals", good + ROW.replace("P1", "p1"), "line 3", "capitals"),
        ("the year 1066", _register("1066-10-14", 5), "before 1 January 1990"),
        ("a day as a number", _register("44440", 5), "is not a date"),
        ("figures of another script", _register("\uff13\uff15\uff18", 3), "line 2", "area_code"),
        ("a web page", "<html><body>Sign in</body></html>", "is a web page"),
        ("JSON", '[{"partnership_id": "P1"}]', "is JSON"),
        ("nothing", "", "is empty"),
        ("blank lines", "\n\n\n", "no row of headings"),
        ("a text without end", _register("x" * 200_000, 1), "more than 4,000 characters"),
    ):
        yield title, refused(content, *words)
    yield "CSV called a workbook", refused(good, "is not an xlsx", name="partnerships.xlsx")
    yield "a packed file", refused(good, "Unpack it", name="partnerships.zip")
    yield "a document", refused(good, "only tables are read", name="partnerships.docx")
    for title, value, *words in (
        ("below zero", "-5", "below the minimum"),
        ("a percentage as a count", "20%", "is not a whole number"),
        ("a range", "10-20", "is not a whole number"),
        ("about", "~20", "is not a whole number"),
    ):
        line = f"1,Oak,358,secondary,community,,,100,{value}\n"
        yield f"a count {title}", refused(INSTITUTIONS + line, *words, name="institutions.csv")
    line = '1,Oak,358,secondary,community,,,1\u00a0200,"1,100"\n'
    yield (
        "thousands with a space or a comma",
        taken(
            INSTITUTIONS + line,
            "institutions__register",
            "pupils, pupils_eligible_fsm",
            [("1200", "1100")],
            name="institutions.csv",
        ),
    )
    yield "a workbook with merged names", _merged
    yield "a day without the form of one in a workbook", _serial


def _kept(content: bytes, table: str, what: str, expected: list[tuple]) -> Case:
    def case(store: Store) -> bool:
        path = store.folder / "partnerships.csv"
        path.write_bytes(content)
        store.take(path)
        return store.rows(table, what) == expected

    return case


def _book(store: Store, change: Callable) -> Path:
    import xlsxwriter

    path = store.folder / "partnerships.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("partnerships")
        for number, line in enumerate((PARTNERSHIPS + ROW).splitlines()):
            sheet.write_row(number, 0, line.split(","))
        change(sheet)
    return path


def _merged(store: Store) -> bool:
    def change(sheet):
        sheet.write_row(2, 0, ["P2", "", *ROW.strip().split(",")[2:]])
        sheet.merge_range(1, 1, 2, 1, "North cluster")

    store.take(_book(store, change))
    return not store.rows("partnerships__register") and "line 3, column name" in store.said


def _serial(store: Store) -> bool:
    store.take(_book(store, lambda sheet: sheet.write_number(1, 5, 44440)))
    return not store.rows("partnerships__register") and "is not a date" in store.said


def main() -> None:
    """Try every case in a store of its own; print those that fall short, then the figure."""
    good = silent = stops = number = 0
    groups = [own(), unlisted()] + ([shared(), built()] if CASES.is_dir() else [])
    for title, case in (one for group in groups for one in group):
        number += 1
        with tempfile.TemporaryDirectory() as folder:
            store = Store(Path(folder))
            try:
                with contextlib.redirect_stderr(io.StringIO()):
                    right = case(store)
            except Exception as error:  # whatever a case raises stops its reader
                right, store.said = False, repr(error)
                stops += 1
            if not right:
                stored = any(store.collection.sources.glob("*__*/*@*"))
                silent += stored
                print(f"NOT AS IT SHOULD BE: {title}: {store.said[:300]}")
            good += right
            shutil.rmtree(store.collection.root, ignore_errors=True)
    print(
        f"cases {good} of {number} as they should be; silently wrong {silent}; "
        f"stops a reader {stops}"
    )


if __name__ == "__main__":
    main()
