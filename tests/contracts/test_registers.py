"""Registers kept by hand: as CSV or as one workbook, by lists that grow, and never of children."""

import csv
import datetime
import io
import re
import zipfile

import duckdb
import pytest
import xlsxwriter

from kit.store import contract, importing, templates
from kit.store.paths import PROJECT, Collection
from kit.store.workbook import OWN_SHEETS

LOCAL = PROJECT / "data" / "local"
DEMONSTRATION = PROJECT / "data" / "demonstration"
CONTRACTS = contract.load_all(Collection.open("demonstration").contract_folders)
REGISTERS = {table.source: table for table in templates.registers(CONTRACTS)}
PARTNERSHIPS = (
    "partnership_id,name,kind,area_code,lead_institution_id,started_on,ended_on,objective"
)
INSTITUTIONS = (
    "institution_id,name,area_code,phase,institution_type,opened_on,closed_on,pupils,"
    "pupils_eligible_fsm"
)


@pytest.fixture
def collection(tmp_path):
    return Collection("demonstration", tmp_path / "store")


def take(collection, path, **options):
    options.setdefault("complete_as_at", datetime.date(2026, 8, 31))
    return importing.import_paths(collection, CONTRACTS, [path], **options)


def refused(collection, path) -> str:
    results = take(collection, path)
    assert [type(one) for one in results] == [importing.Refusal], results
    assert not importing.current_vintages(collection), "something of a refused file was stored"
    return str(results[0])


def text(folder, name, *lines):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def workbook(path, sheets):
    """Write a workbook of `sheets`: name → rows, as a person would type them."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def register(name):
    with (DEMONSTRATION / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def stored(collection, source):
    folder = importing.current_vintages(collection)[f"{source}__register"]
    with duckdb.connect() as database:
        rows = f"select * exclude (source_line) from '{folder / 'data.parquet'}' order by all"
        return database.execute(rows).fetchall()


# One workbook or many files ----------------------------------------------------------------------


def test_a_workbook_of_all_registers_gives_what_the_csv_files_give(collection, tmp_path):
    few = {name: [row for n, row in enumerate(register(name)) if n < 300] for name in REGISTERS}
    book = workbook(
        tmp_path / "registers 2026-08.xlsx",
        {"Guide": [["How to fill this in"]], **few, "Lists": [["kind"], ["trust"]]},
    )
    receipts = take(collection, book)
    assert {receipt.source for receipt in receipts} == set(REGISTERS)
    assert {receipt.file for receipt in receipts} == {"registers 2026-08.xlsx"}
    other = Collection("demonstration", tmp_path / "other")
    for name, rows in few.items():
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        take(other, tmp_path / f"{name}.csv")
        assert stored(collection, name) == stored(other, name), name
    assert all(one.already_imported for one in take(collection, book))


def test_a_file_of_before_a_column_was_thought_of_is_taken(collection, tmp_path):
    """Without `practice` it is blank; with the heading misspelt the file is refused."""
    older = "evidence_id,area_code,theme,shows,dated_on,link\nE1,001,voice,Minutes,2025-01-31,\n"
    path = tmp_path / "evidence.csv"
    path.write_text(older, encoding="utf-8")
    [result] = take(collection, path)
    assert not isinstance(result, importing.Refusal), str(result)
    assert stored(collection, "evidence")[0][-3:-1] == (None, None)
    path.write_text(older.replace("link", "link,practise").replace("31,", "31,,"), encoding="utf-8")
    [result] = take(collection, path)
    assert "practise" in str(result)


def test_dates_codes_and_numbers_typed_in_a_spreadsheet_are_read(collection, tmp_path):
    path = tmp_path / "registers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("partnerships")
        sheet.write_row(0, 0, PARTNERSHIPS.split(","))
        sheet.write_row(1, 0, [12, "Northmere trust", "trust", 1, 100234])
        sheet.write_datetime(
            1, 5, datetime.datetime(2024, 9, 1), book.add_format({"num_format": "dd/mm/yyyy"})
        )
    take(collection, path)
    row = stored(collection, "partnerships")[0]
    assert row[:5] == ("12", "Northmere trust", "trust", "001", "100234")
    assert str(row[5]) == "2024-09-01"


def test_sheets_may_be_called_by_the_title_and_empty_ones_change_nothing(collection, tmp_path):
    heads, title = REGISTERS["forums"].columns, REGISTERS["priorities"].title[:31]
    book = workbook(
        tmp_path / "Registers.xlsx",
        {
            title: register("priorities"),
            "Evidence items": register("evidence"),
            "forums": [[column.name for column in heads]],
            "Sheet1": [],
        },
    )
    assert {one.source for one in take(collection, book)} == {"priorities", "evidence"}


def test_one_faulty_sheet_refuses_the_whole_workbook_and_all_faults_are_told(collection, tmp_path):
    partnerships, forums = register("partnerships"), register("forums")
    partnerships[3][2], forums[2][4] = "trsut", "never"
    said = refused(
        collection,
        workbook(
            tmp_path / "registers.xlsx",
            {
                "institutions": register("institutions"),
                "partnerships": partnerships,
                "forums": forums,
            },
        ),
    )
    assert "registers.xlsx was not imported: 2 problems" in said
    assert "sheet partnerships, line 4, column kind: 'trsut'" in said
    assert "sheet forums, line 3, column established_on: 'never' is not a date" in said


def test_a_sheet_that_is_no_register_is_told(collection, tmp_path):
    said = refused(
        collection,
        workbook(
            tmp_path / "registers.xlsx",
            {"partnerships": register("partnerships"), "partnershps new": [["a"], [1]]},
        ),
    )
    assert (
        "sheet partnershps new: is not a sheet of any register. Name it after one of actions"
        in said
    )


# The templates -----------------------------------------------------------------------------------


def test_the_templates_that_ship_are_current():
    contracts = contract.load_all(Collection.open("published").contract_folders)
    for path, content in templates.shipped(LOCAL, contracts).items():
        assert templates.same(path.read_bytes(), content), (
            f"{path.relative_to(PROJECT)}: run `python -m kit templates`"
        )


def test_the_empty_workbook_is_refused_in_words(collection, tmp_path):
    path = tmp_path / "registers.xlsx"
    path.write_bytes(templates.workbook(CONTRACTS))
    assert "holds no row below its headings" in refused(collection, path)


def test_forms_that_are_not_filled_in_yet_are_left_alone_in_a_folder(collection, tmp_path):
    """What the README tells: write the templates, fill in some, import the folder."""
    templates.write(tmp_path, CONTRACTS)
    with (tmp_path / "institutions.csv").open("a", encoding="utf-8") as file:
        file.write("1,Oak School,001,secondary,community,,,900,90,\n")
    results = take(collection, tmp_path)
    taken = [one for one in results if isinstance(one, importing.Receipt)]
    left = [one for one in results if isinstance(one, importing.Refusal)]
    assert [one.source for one in taken] == ["institutions"]
    assert {one.passed_over for one in left} == {"nothing is filled in"}
    assert len(left) == len(REGISTERS)  # the other forms, and the workbook
    assert "Fill it in, or leave it out" in refused_alone(collection, tmp_path / "actions.csv")


def refused_alone(collection, path) -> str:
    [refusal] = take(collection, path)
    assert not refusal.passed_over
    return str(refusal)


@pytest.mark.parametrize("name", ["registers.xls", "registers.xlsm", "institutions.tsv"])
def test_a_table_of_a_format_that_is_not_read_is_told(collection, tmp_path, name):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    [refusal] = take(collection, tmp_path)
    assert (refusal.file.name, refusal.passed_over, refusal.total) == (name, "", 1)
    assert "save it as xlsx" in str(refusal)


@pytest.mark.parametrize("value", ["#REF!", "=400+500"])
def test_a_formula_without_a_result_is_no_gap(collection, tmp_path, value):
    """It would be read as blank: not collected."""
    path = tmp_path / "registers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("institutions")
        sheet.write_row(0, 0, INSTITUTIONS.split(","))
        sheet.write_row(1, 0, ["1", "Oak School", 1, "secondary", "community"])
        if value.startswith("="):  # as a library leaves it that does not work formulas out
            sheet.write_formula(1, 7, value, value="")
        else:
            sheet.write_formula(1, 7, "=A0", value=value)
        sheet.write(1, 8, 90)
    said = refused(collection, path)
    assert "sheet institutions, line 2, column pupils" in said
    assert "a formula that was never worked out" in said


def test_a_formula_with_a_result_and_one_that_gives_nothing_are_read(collection, tmp_path):
    path = tmp_path / "registers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("institutions")
        sheet.write_row(0, 0, INSTITUTIONS.split(","))
        sheet.write_row(1, 0, ["1", "Oak School", 1, "secondary", "community"])
        sheet.write_formula(1, 7, "=400+500", value=900)
        sheet.write_formula(1, 8, "=MID(B2,99,1)", value="")
    # A spreadsheet says that the result is a text, be it an empty one.
    _rewritten(path, rb'"><f>MID', b'" t="str"><f>MID')
    [receipt] = take(collection, path)
    assert receipt.rows_stored == 1
    assert 900 in stored(collection, "institutions")[0]


def _rewritten(path, what, by):
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            changed = re.sub(what, by, content)
            packed.writestr(name, changed)


def test_how_to_mend_a_register_names_no_contract(collection, tmp_path):
    """Its keeper can mend the file alone."""
    path = text(
        tmp_path,
        "institutions.csv",
        INSTITUTIONS.replace("name,", "Nam,"),
        "1,Oak School,E08000025,Secondry,community,31/08/10,,ninety,90",
    )
    said = refused(collection, path)
    path = text(tmp_path, "institutions.csv", INSTITUTIONS, path.read_text().splitlines()[1])
    said += refused(collection, path)
    for words in (
        "write 'name'",
        "did you mean 'secondary'?",
        "Write the digits of the code only",
        "four-figure year",
        "Use digits only, for example 1200",
    ):
        assert words in said
    assert "contract" not in said


@pytest.mark.parametrize(
    ("register", "column"),
    [
        (name, column.name)
        for name, table in REGISTERS.items()
        for column in table.columns
        if column.no_person
    ],
)
def test_a_person_named_in_free_words_is_refused_and_not_repeated(
    collection, tmp_path, register, column
):
    headings, row, *_ = register_rows(register)
    row[headings.index(column)] = "Agreed with Mrs Olive Example"
    said = refused(collection, text(tmp_path, f"{register}.csv", ",".join(headings), quoted(row)))
    assert "looks like the name of a person" in said and "Example" not in said


def register_rows(name):
    """Give the headings the contract knows, and one row of the invented register."""
    rows = register(name)
    return rows[0], rows[1]


def quoted(row) -> str:
    return ",".join(f'"{value}"' for value in row)


def test_the_workbook_has_a_sheet_a_guide_and_drop_downs_for_each_closed_list():
    with zipfile.ZipFile(io.BytesIO(templates.workbook(CONTRACTS))) as packed:
        names = re.findall(r'<sheet name="([^"]+)"', packed.read("xl/workbook.xml").decode())
        words = packed.read("xl/sharedStrings.xml").decode()
        sheets = {
            name: packed.read(f"xl/worksheets/sheet{n}.xml").decode()
            for n, name in enumerate(names, 1)
        }
        notes = "".join(
            packed.read(name).decode()
            for name in packed.namelist()
            if name.startswith("xl/comments")
        )
    assert names == [OWN_SHEETS[0], *REGISTERS, OWN_SHEETS[1]]
    for source, table in REGISTERS.items():
        closed = [column for column in table.columns if column.allowed or column.listed]
        assert sheets[source].count('type="list"') == len(closed), source
        for column in table.columns:
            assert column.meaning.split("'")[0] in words.replace("&amp;", "&"), column.name
            assert column.meaning.split("'")[0] in notes.replace("&amp;", "&"), column.name
    for kind in contract.values_of(_column("partnerships", "kind"), CONTRACTS)[0]:
        assert f">{kind}<" in words


def test_filled_in_templates_are_never_written_over(tmp_path):
    written = templates.write(tmp_path / "forms", CONTRACTS)
    assert len(written) == len(REGISTERS) + 1
    with pytest.raises(FileExistsError, match="choose an empty folder"):
        templates.write(tmp_path / "forms", CONTRACTS)


# Lists that grow ---------------------------------------------------------------------------------


def _column(source, name):
    return next(column for column in REGISTERS[source].columns if column.name == name)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("partnerships", "kind"),
        ("funding", "stream"),
        ("funding", "purpose"),
        ("forums", "policy_area"),
        ("functions", "function"),
        ("survey_answers", "item"),
    ],
)
def test_lists_of_the_subject_lie_in_reference_and_not_in_contracts(source, name):
    column = _column(source, name)
    known, path = contract.values_of(column, CONTRACTS)
    assert path.parent == PROJECT / "data" / "reference"
    assert known and column.allowed is None
    used = {
        row[[c.name for c in REGISTERS[source].columns].index(name)] for row in register(source)[1:]
    }
    assert used <= set(known)


def test_a_value_that_is_in_no_list_is_refused_with_the_nearest_and_the_file(collection, tmp_path):
    said = refused(
        collection,
        text(
            tmp_path,
            "partnerships.csv",
            PARTNERSHIPS,
            "p1,Northmere trust,federaton,001,,2024-09-01,,",
        ),
    )
    assert (
        "line 2, column kind: 'federaton' is not in the list partnership_kinds. "
        "Correct it (did you mean 'federation'?), or add a row for it to "
        "data/reference/partnership_kinds.csv."
    ) in said


def test_a_list_extended_is_taken_at_once(collection, tmp_path):
    """A row added to the list's file, no code: the same register is then taken."""
    folder = tmp_path / "reference"
    folder.mkdir()
    for path in (PROJECT / "data" / "reference").glob("*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    contracts = contract.load_all([folder, LOCAL, DEMONSTRATION])
    column = contracts["partnerships"].tables[0].columns[2]
    assert "music_hub" not in contract.values_of(column, contracts)[0]
    with (folder / "partnership_kinds.csv").open("a", encoding="utf-8") as file:
        file.write("music_hub,Music hub,Schools and musicians,\n")
    path = text(
        tmp_path, "partnerships.csv", PARTNERSHIPS, "p1,Northmere music,music_hub,001,,2024-09-01,,"
    )
    day = datetime.date(2026, 8, 31)
    taken = importing.import_paths(collection, contracts, [path], complete_as_at=day)
    assert [one.rows_stored for one in taken] == [1]
    with zipfile.ZipFile(io.BytesIO(templates.workbook(contracts))) as packed:
        assert b"music_hub" in packed.read("xl/sharedStrings.xml")


def test_a_list_that_does_not_exist_is_a_fault_of_the_contract(tmp_path):
    for folder in ("reference", "local/partnerships"):
        (tmp_path / folder).mkdir(parents=True)
        found = (PROJECT / "data" / folder / "contract.toml").read_text(encoding="utf-8")
        (tmp_path / folder / "contract.toml").write_text(
            found.replace('list = "partnership_kinds"', 'list = "partnership_kind"'), "utf-8"
        )
    with pytest.raises(contract.ContractError, match="did you mean 'partnership_kinds'"):
        contract.load_all([tmp_path / "reference", tmp_path / "local"])


# No child, no person -----------------------------------------------------------------------------

ROW = "100,Northmere High School,001,secondary,community,,,900,90"
CHILDREN = {
    "forename": "Alex", "Legal Surname": "Smith", "PupilName": "Alex Smith", "DOB": "2011-02-03",
    "d.o.b.": "2011-02-03", "DateOfBirth": "2011-02-03", "UPN": "A123456789012", "Upn_1": "",
    "ULN": "1234567890", "Unique Learner Number": "1234567890", "Unique pupil number": "",
    "Child's name": "Alex", "name of pupil": "Alex", "NHS number": "9434765919", "UCI": "",
    "Student ID": "ST0007", "home postcode": "ZZ1 1ZZ", "Pupil ref": "REF0012",
    "birth date": "2011-02-03",
}  # fmt: skip


@pytest.mark.parametrize("heading", CHILDREN)
def test_a_column_about_children_is_refused(collection, tmp_path, heading):
    value = CHILDREN[heading]
    said = refused(
        collection,
        text(tmp_path, "institutions.csv", f"{INSTITUTIONS},{heading}", f"{ROW},{value}"),
    )
    assert f"column {heading}: looks like a detail of single children" in said
    assert not value or value not in said


@pytest.mark.parametrize(
    "number",
    [
        "A123456789012",
        "Z82012345678A",
        "h801200001001",
        "pupil A123456789012 moved",
    ],
)
@pytest.mark.parametrize("place", ["name", "pupils", "lead"])
def test_a_pupil_number_in_any_column_is_refused_and_not_repeated(
    collection, tmp_path, number, place
):
    """The last character is a figure, or a letter where the number is temporary."""
    row = {
        "name": f"100,{number},001,secondary,community,,,900,90",
        "pupils": f"100,Northmere High,001,secondary,community,,,{number},90",
        "lead": f"{number},Northmere High,001,secondary,community,,,900,90",
    }[place]
    said = refused(collection, text(tmp_path, "institutions.csv", INSTITUTIONS, row))
    assert "looks like the number of a single child, which this product never takes in" in said
    assert number not in said


@pytest.mark.parametrize(
    "words",
    [
        "support for a boy born 12/03/2011",
        "DOB: 2011-03-12",
        "date of birth 3 March 2011",
    ],
)
def test_a_date_of_birth_in_free_text_is_refused(collection, tmp_path, words):
    said = refused(
        collection,
        text(
            tmp_path,
            "agreements.csv",
            "agreement_id,partnership_id,signed_on,ends_on,covers",
            f"a1,p1,2024-09-01,,{words}",
        ),
    )
    assert "looks like the date of birth of a single child" in said
    assert "2011" not in said


def test_a_list_of_pupils_saved_under_a_registers_name_is_refused(collection, tmp_path):
    said = refused(
        collection,
        text(
            tmp_path,
            "institutions.csv",
            "UPN,Forename,Surname,DOB,Year group",
            "A123456789012,Alex,Smith,2011-02-03,8",
            "B82012345678A,Sam,Jones,2010-12-24,9",
        ),
    )
    assert said.count("looks like a detail of single children") == 4
    for word in ("Alex", "A1234", "2011", "Jones"):
        assert word not in said


def test_a_ragged_row_with_a_pupil_number_is_not_repeated(collection, tmp_path):
    said = refused(
        collection, text(tmp_path, "institutions.csv", INSTITUTIONS, f"{ROW},A123456789012")
    )
    assert "10 cells where the headings have 9" in said
    assert "A123456789012" not in said


def test_sheets_about_children_refuse_the_workbook(collection, tmp_path):
    said = refused(
        collection,
        workbook(
            tmp_path / "registers.xlsx",
            {
                "institutions": [*register("institutions")[:5]],
                "Year 9": [["UPN", "First name"], ["A123456789012", "Alex"]],
                "partnerships": [
                    [*PARTNERSHIPS.split(","), "Pupil name"],
                    ["p1", "Trust", "trust", 1, "", "2024-09-01", "", "", "Alex"],
                ],
            },
        ),
    )
    assert "sheet Year 9: looks like a detail of single children" in said
    said = refused(
        collection,
        workbook(
            tmp_path / "registers 2.xlsx",
            {
                "partnerships": [
                    [*PARTNERSHIPS.split(","), "Pupil name"],
                    ["p1", "Trust", "trust", 1, "", "2024-09-01", "", "", "Alex"],
                ]
            },
        ),
    )
    assert "sheet partnerships, line 1, column Pupil name: looks like a detail of single" in said


def test_names_of_institutions_and_words_for_roles_pass(collection, tmp_path):
    path = text(
        tmp_path,
        "institutions.csv",
        INSTITUTIONS,
        "100,St Surname's Church of England Primary School,001,primary,voluntary_aided,,,200,20",
        "E10000001,Forename House Pupil Referral Unit,001,pupil_referral_unit,"
        "pupil_referral_unit,,,30,9",
        "123456789012,A1 Academy for 11 to 18,001,secondary,academy,1998-03-12,,900,90",
        "X99,Newborn 2011 Nursery (born again),001,nursery,nursery,2011-03-12,,30,",
    )
    assert [one.rows_stored for one in take(collection, path)] == [4]
    path = text(
        tmp_path,
        "actions.csv",
        "action_id,area_code,action,outcome,owner_role,started_on,due_on,status",
        "a1,001,Read names of pupils aloud,persistent_absence,Head of pupil services,"
        "2024-09-01,2025-08-31,done",
        "a2,001,Children born abroad,persistent_absence,Lead for children's names,"
        "2024-09-01,2025-08-31,done",
    )
    assert [one.rows_stored for one in take(collection, path)] == [2]
