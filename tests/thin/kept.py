"""An authority's own registers, made up to be bad or thin: written, imported, built, shown."""

import csv
from datetime import date
from pathlib import Path

import xlsxwriter

from kit.store import building, contract, importing
from kit.store.paths import PROJECT, Collection

# Of authorities that go on; what they are called, and all that is said of them, is invented.
with (PROJECT / "data" / "published" / "areas.csv").open(encoding="utf-8", newline="") as file:
    CODES = [row["area_code"] for row in csv.DictReader(file) if not row["ended_on"]]
AS_AT = date(2025, 8, 31)
PAGES = sorted(path.relative_to(PROJECT).as_posix() for path in PROJECT.glob("pages/*/*.py"))


def write(folder: Path, **registers: list[dict]) -> Path:
    """Write each register as `<register>.csv` into `folder`; what a row leaves out is blank."""
    contracts = contract.load_all([PROJECT / "data" / "local"])
    for name, rows in registers.items():
        columns = [column.name for column in contracts[name].tables[0].columns]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, columns, restval="")
            lines.writeheader()
            lines.writerows(rows)
    return folder


def areas(folder: Path) -> None:
    """Write the published list of authorities, invented: `Authority 201` and so on, one region."""
    with xlsxwriter.Workbook(folder / "la_code_list.xlsx") as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, ["LA Number", "LA Name", "Region", "Type"])
        for row, code in enumerate(CODES, 1):
            sheet.write_row(row, 0, [int(code), f"Authority {code}", "South East", "UA"])
        for row, wide in enumerate(((970, "England"), (989, "South East")), len(CODES) + 1):
            sheet.write_row(row, 0, [*wide, "NA", "NA"])


def built(folder: Path) -> building.Built:
    """Import the files in `folder` into the published collection of CAA_STORE, and build it."""
    collection = Collection.open("published")
    contracts = contract.load_all(collection.contract_folders)
    results = importing.import_paths(collection, contracts, [folder], complete_as_at=AS_AT)
    refused = [one for one in results if isinstance(one, importing.Refusal)]
    assert not refused, "\n".join(map(str, refused))
    return building.build(collection)
