"""What is taken in: read as declared, typed with a reason for each gap, every row accounted for."""

import datetime
import json

import duckdb
import pytest

from kit.store import contract, importing
from tests.contracts.market import GOOD, HEADINGS
from tests.contracts.test_refusals import HEADS, SHEET, workbook

LEAP_DAY = datetime.date(2020, 2, 29)


def test_each_gap_has_its_reason(market):
    receipt = market.taken(GOOD)
    assert market.rows(receipt) == [
        (2, "001", "corner", 12, None, datetime.date(2020, 1, 31), None),
        (3, "002", "market", None, "suppressed", None, "not_applicable"),
        (4, "003", "corner", None, "not_available", LEAP_DAY, None),
    ]
    assert receipt.gaps == {"not_applicable": 1, "not_available": 1, "suppressed": 1}
    assert (receipt.rows_read, receipt.rows_stored, receipt.rows_set_aside) == (3, 3, 0)
    stored = json.loads((market.folder_of(receipt) / "receipt.json").read_text("utf-8"))
    assert importing.Receipt(**stored) == receipt


def test_the_stored_columns_are_those_the_contract_promises(market):
    path = market.folder_of(market.taken(GOOD)) / "data.parquet"
    with duckdb.connect() as database:
        found = database.execute(f"describe from '{path}'").fetchall()
    table = market.contracts()["shops"].tables[0]
    assert [(name, kind) for name, kind, *_ in found] == table.typed_schema()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "cp1252"),
        ("utf-16", "utf-8"),
        ("utf-16-le", "utf-16-le"),
        ("latin-1", "latin-1"),
        ("cp1252", "cp1252"),
    ],
)
def test_declared_encodings_and_any_newline(market, encoding, declared, newline):
    content = HEADINGS.replace("Kind", "Café") + "1,été,12,\n2,corner,1,\n"
    receipt = market.taken(
        content.replace("\n", newline).encode(encoding),
        settings=f'encoding = "{declared}"',
        swap=('heading = "Kind"\nallowed = ["corner", "market"]', 'heading = "Café"'),
    )
    assert [row[:3] for row in market.rows(receipt)] == [(2, "001", "été"), (3, "002", "corner")]


def test_encodings_are_tried_in_the_order_declared(market):
    bent = {
        "settings": 'encoding = ["utf-8", "cp1252"]',
        "swap": ('allowed = ["corner", "market"]', ""),
    }
    content = HEADINGS + "1,caf\xe9 \u20ac5,1,\n"
    for encoding in ("utf-8", "cp1252"):
        receipt = market.taken(content.encode(encoding), **bent)
        assert market.rows(receipt)[0][2] == "caf\xe9 \u20ac5"


def test_lines_are_those_of_the_file_even_after_a_value_over_two_lines(market):
    content = HEADINGS + '1,"corner\r\r\nshop",1,\n2,corner,1,\n'
    receipt = market.taken(content, swap=('allowed = ["corner", "market"]', ""))
    assert market.rows(receipt)[0][2] == "corner\r\r\nshop"
    assert [row[0] for row in market.rows(receipt)] == [2, 5]


def test_white_space_around_values_and_within_headings_is_folded(market):
    content = '"Area  code",Kind,"Number\nof shops",Opened\n 1 ,corner\u00a0, 12 ,\n'
    receipt = market.taken(content)
    assert market.rows(receipt)[0][1:4] == ("001", "corner", 12)


def test_rows_that_are_not_data_are_kept_aside_with_their_line_and_reason(market):
    rule = '[[table.set_aside]]\nwhen = "area = \'Total\'"\nwhy = "a total"'
    content = GOOD + "Total,=1+1,13,-\n,,,\n"
    receipt = market.taken(content, more=rule)
    assert (receipt.rows_read, receipt.rows_stored, receipt.rows_set_aside) == (5, 3, 2)
    assert receipt.set_aside_reasons == {"a total": 1, "the row is blank": 1}
    assert market.aside(receipt).splitlines() == [
        "source_sheet,source_line,why,area,kind,shops,opened",
        ",5,a total,Total,'=1+1,13,'-",
        ",6,the row is blank,,,,",
    ]


def test_a_row_that_repeats_another_is_set_aside_and_warned(market):
    receipt = market.taken(GOOD + "1.0,corner,12,2020-01-31\n")
    assert (receipt.rows_read, receipt.rows_stored, receipt.rows_set_aside) == (4, 3, 1)
    assert "1 row set aside: repeats the key and the values" in receipt.warnings[0]


def test_the_contract_may_rule_which_of_two_rows_is_kept(market):
    rule = 'duplicates = { keep = "largest", by = "shops" }'
    content = HEADINGS + "1,corner,5,\n1,market,9,\n1,market,9,\n2,corner,x,\n2,corner,0,\n"
    receipt = market.taken(content, settings=rule)
    assert [row[:4] for row in market.rows(receipt)] == [
        (3, "001", "market", 9),
        (6, "002", "corner", 0),
    ]
    assert receipt.rows_set_aside == 3
    said = market.refused(HEADINGS + "1,corner,5,\n1,market,5,\n", settings=rule)
    assert "line 2, column area: '001' is the key of rows with different values" in said


def test_numbers_keep_all_their_figures(market):
    more = "[[table.column]]\nname = 'rent'\ntype = 'decimal'\nthousands = true"
    content = HEADINGS.replace("\n", ",rent\n")
    for number in ("0.1", "1e-7", "-2.", "+.5", "12345678.901", "1,234.5"):
        receipt = market.taken(content + f'1,corner,1,,"{number}"\n', more=more)
        assert market.rows(receipt)[0][-2] == float(number.replace(",", ""))
    for number in ("1e999", "1,23", "5%", "inf", "0x1", "1_000"):
        assert "is not a number" in market.refused(content + f'1,corner,1,,"{number}"\n', more=more)


def test_dates_and_yes_or_no_as_declared(market):
    more = (
        "[[table.column]]\nname = 'seen'\ntype = 'date'\ndate_format = '%d/%m/%Y'\n"
        "[[table.column]]\nname = 'kept'\ntype = 'boolean'"
    )
    content = HEADINGS.replace("\n", ",seen,kept\n") + "1,corner,1,,29/02/2020,Yes\n"
    receipt = market.taken(content, more=more)
    assert market.rows(receipt)[0][-4::2] == (LEAP_DAY, True)
    said = market.refused(content.replace("29/02", "30/02").replace("Yes", "si"), more=more)
    assert "'30/02/2020' is not a date of the form %d/%m/%Y" in said
    assert "'si' is neither yes nor no" in said


def test_sheets_by_name_with_what_is_constant_in_each(market):
    settings = SHEET.replace("\\\\d+", "1") + '\nconstants = { year = "2001" }\n'
    settings += '[[table.sheet]]\nname = "Year 2"\nconstants = { year = "2002" }'
    opened = datetime.datetime(2020, 2, 29)
    path = market.folder / "shops.xlsx"
    rows = [["Title"], HEADS, [1, "corner", 12, "2020-02-29"], ["002", "market", "x", ""]]
    path = workbook(market, {"Notes": [["n"]], "Year 1": rows, "Year 2": rows[:3]})
    receipt = market.taken(
        path, settings=settings, swap=('key = ["area"]', 'key = ["area", "year"]')
    )
    assert [row[:6] for row in market.rows(receipt)] == [
        (3, "Year 1", "2001", "001", "corner", 12),
        (4, "Year 1", "2001", "002", "market", None),
        (3, "Year 2", "2002", "001", "corner", 12),
    ]
    assert market.rows(receipt)[0][7] == opened.date()


def test_parquet_is_read_as_text_and_typed(market):
    path = market.folder / "shops.parquet"
    with duckdb.connect() as database:
        database.execute(
            "copy (select 1.0::double as \"Area code\", 'corner' as \"Kind\", '-' as "
            '"Number of shops", date \'2020-02-29\' as "Opened" union all '
            f"select 2, null, '7', null) to '{path}' (format parquet)"
        )
    receipt = market.taken(path, settings='format = "parquet"')
    assert sorted(market.rows(receipt)) == [
        (1, "001", "corner", None, "not_available", LEAP_DAY, None),
        (2, "002", None, 7, None, None, "not_applicable"),
    ]


def test_json_by_dotted_paths_and_by_the_keys_of_an_object(market):
    found = {"found": {"1": {"kind": {"name": "corner"}, "n": 2, "shape": {"a": [1.5]}}}}
    settings = 'format = "json"\nrows = "found"'
    text = (market.folder / "shops.json", json.dumps(found))
    text[0].write_text(text[1], encoding="utf-8")
    contracts = market.contracts(settings=settings)
    path = contracts["shops"].folder / "contract.toml"
    toml = path.read_text("utf-8")
    for old, new in (
        ("Area code", "@key"), ("Kind", "kind.name"), ("Number of shops", "n"), ("Opened", "shape"),
        ('"date"\nmissing = { "" = "not_applicable" }', '"text"'),
    ):  # fmt: skip
        toml = toml.replace(old, new)
    path.write_text(toml, encoding="utf-8")
    contracts = contract.load_all([path.parent.parent])
    (receipt,) = importing.import_paths(market.collection, contracts, [text[0]])
    assert market.rows(receipt) == [(1, "001", "corner", 2, None, '{"a":[1.5]}')]


def test_importing_a_file_twice_changes_nothing(market):
    first = market.taken(GOOD)
    before = sorted(market.collection.sources.rglob("*"))
    again = market.taken(GOOD)
    assert again.already_imported
    assert again.vintage == first.vintage
    assert sorted(market.collection.sources.rglob("*")) == before


def test_a_newer_release_stands_beside_the_old_and_says_what_changed(market):
    first = market.taken(GOOD, "shops_2026-02.csv")
    later = GOOD.replace("001,corner,12", "001,corner,14").replace("003,corner,-", "004,corner,-")
    second = market.taken(later, "shops_2026-03.csv")
    assert (first.release, second.release) == ("2026-02", "2026-03")
    assert first.changes == {}
    assert second.changes == {"added": 1, "gone": 1, "revised": 1}
    listed = (market.folder_of(second) / "changes.csv").read_text("utf-8").splitlines()
    assert listed[0] == "area,column,change,old,new"
    assert "001,shops,revised,12,14" in listed
    assert "003,shops,gone,[not_available]," in listed
    (current,) = importing.current_vintages(market.collection).values()
    assert current == market.folder_of(second)
    # An older release that arrives late does not take the newer one's place unasked.
    late = market.take(GOOD + "009,corner,1,\n", "shops_2026-01.csv")
    assert "is older (2026-01) than what is in use (2026-03, shops_2026-03.csv)" in str(late)
    (current,) = importing.current_vintages(market.collection).values()
    assert current == market.folder_of(second)
    path = market.folder / "shops_2026-01.csv"
    (third,) = importing.import_paths(market.collection, market.contracts(), [path], older=True)
    (current,) = importing.current_vintages(market.collection).values()
    assert current == market.folder_of(third)


def test_a_changed_contract_reads_the_same_file_anew(market):
    first = market.taken(GOOD)
    assert market.taken(GOOD, swap=('title = "Shops"', 'title = "All shops"')).already_imported
    second = market.taken(GOOD, swap=("maximum = 500", "maximum = 900"))
    assert second.vintage != first.vintage


def test_a_name_that_tells_nothing_can_be_told(market):
    path = market.file(GOOD, "download (3).csv")
    for said in ("shops", "shops.counts", "shops__counts"):
        (receipt,) = importing.import_paths(
            market.collection, market.contracts(), [path], release="2026-09", as_source=said
        )
        assert receipt.release == "2026-09"


def test_what_a_killed_import_left_behind_goes(market):
    market.taken(GOOD)
    left = market.collection.root / "importing" / "half"
    left.mkdir(parents=True)
    (left / "work.duckdb").write_bytes(b"half")
    market.taken(GOOD)
    assert not left.exists()


def test_shipped_files_follow_the_folder(market):
    folder = market.folder / "ships"
    (folder / "rules" / "one").mkdir(parents=True)
    (folder / "contract.toml").write_text(
        'title = "T"\npublisher = "P"\nlicence = "L"\n[[table]]\nname = "marks"\n'
        'file = "rules/*/marks.csv"\nkey = ["rule", "mark"]\n[[table.column]]\nname = "mark"\n',
        encoding="utf-8",
    )
    file = folder / "rules" / "one" / "marks.csv"
    contracts = contract.load_all([folder])

    def shipped() -> list:
        results = importing.import_shipped(market.collection, contracts)
        current = importing.current_vintages(market.collection)["ships__marks"]
        with duckdb.connect() as database:
            return results, database.read_parquet(str(current / "data.parquet")).fetchall()

    file.write_text("mark\na\n", encoding="utf-8")
    assert shipped()[1] == [(2, "one", "a")]
    assert shipped()[0] == []
    file.write_text("mark\nbb\n", encoding="utf-8")
    assert shipped()[1] == [(2, "one", "bb")]
    file.write_text("mark\na\n", encoding="utf-8")
    assert shipped()[1] == [(2, "one", "a")]
    (folder / "rules" / "two").mkdir()
    (folder / "rules" / "two" / "marks.csv").write_text("mark\na\n", encoding="utf-8")
    assert shipped()[1] == [(2, "one", "a"), (2, "two", "a")]


FAULTS = {
    "unknown key": ("missing = {", "mising = {", "did you mean 'missing'?"),
    "release of a file": ("key =", 'release = "2026-01"\nkey =', "say where it stands"),
    "no such partner": ("key =", 'release_with = "count"\nkey =', "did you mean 'counts'?"),
    "missing key": ('publisher = "The market"', "", "publisher: is missing"),
    "unknown type": ('"integer"', '"number"', "column[shops].type"),
    "unknown reason": ('"suppressed"', '"secret"', "'suppressed', 'not_available'"),
    "no such key column": ('key = ["area"]', 'key = ["are"]', "did you mean 'area'?"),
    "misfit": ("minimum = 0", "digits = 3", "digits fits only type code"),
    "wrong pattern": ("allowed = [", 'pattern = "["\nallowed = [', "pattern of kind"),
    "wrong encoding": ("key =", 'encoding = "utf-99"\nkey =', "unknown encoding: utf-99"),
    "not TOML": ("title =", "title", "not readable as TOML"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_contract_says_file_key_and_mend(market, fault):
    old, new, expected = FAULTS[fault]
    with pytest.raises(contract.ContractError) as raised:
        market.contracts(swap=(old, new))
    assert "contract.toml" in str(raised.value)
    assert expected in str(raised.value)


def test_a_condition_that_is_no_sql_is_told_when_the_contract_is_read(market):
    with pytest.raises(contract.ContractError, match='set_aside when "aera'):
        market.contracts(more='[[table.set_aside]]\nwhen = "aera = \'\'"\nwhy = "w"')


def test_all_faults_of_all_contracts_are_told_at_once(market):
    with pytest.raises(contract.ContractError) as raised:
        market.contracts(swap=('type = "integer"', 'type = "number"\nlimit = 3'))
    assert len(str(raised.value).splitlines()) == 2
