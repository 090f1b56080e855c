"""What a workbook's own XML says of its cells, and the reader of workbooks leaves out.

A cell whose formula failed, or was never worked out, is read as blank, as if nothing were known;
hidden sheets, rows and columns are read like any other. Both are told here.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

NO_RESULT = "(formula without a result)"
ERROR = r"#(N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)|Err:\d+"
_ERROR_TEXT = re.compile(ERROR)
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*?)?(?:/>|>(.*?)</(?:\w+:)?c>)", re.S)
_ROW_HIDDEN = re.compile(rb"<(?:\w+:)?row\s[^>]*?hidden=[\"'](?:1|true)[\"'][^>]*>")
_COLUMN_HIDDEN = re.compile(rb"<(?:\w+:)?col\s[^>]*?hidden=[\"'](?:1|true)[\"'][^>]*>")
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


@dataclass
class Facts:
    """Of one sheet: what stands in cells that read as blank, by (row, column) from 1; hidden."""

    unread: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: int = 0

    @property
    def hidden(self) -> str:
        """Say which rows and columns are hidden; nothing where none are."""
        parts = [
            f"{count:,} hidden {what}{'s' * (count != 1)}"
            for what, count in (("row", self.hidden_rows), ("column", self.hidden_columns))
            if count
        ]
        return " and ".join(parts)


@lru_cache(maxsize=4)
def facts(path: Path, _modified: int) -> dict[str, Facts]:
    """Return the facts of each sheet of a workbook, by its name. Raises what a bad archive does."""
    with zipfile.ZipFile(path) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return dict(_ods(packed))
        return {sheet: _xlsx(packed, entry) for sheet, entry in _sheets(packed) if entry in names}


def _sheets(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and the entry that holds it."""
    try:
        book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
        related = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return
    targets = {one.get("Id"): one.get("Target", "") for one in related}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            link = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = targets.get(link, "")
            entry = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield sheet.get("name", ""), entry


def _xlsx(packed: zipfile.ZipFile, entry: str) -> Facts:
    found, left = Facts(), b""
    with packed.open(entry) as file:
        while block := file.read(2**22):
            text = left + block
            cut = text.rfind(b"row>") + 4
            if cut < 4:
                left = text
                continue
            _xlsx_part(text[:cut], found)
            left = text[cut:]
        _xlsx_part(left, found)
    return found


def _xlsx_part(text: bytes, found: Facts) -> None:
    found.hidden_rows += len(_ROW_HIDDEN.findall(text))
    for column in _COLUMN_HIDDEN.findall(text):
        ends = [re.search(rb"\b%s=[\"'](\d+)" % end, column) for end in (b"min", b"max")]
        low, high = (int(one[1]) if one else 1 for one in ends)
        found.hidden_columns += min(high - low + 1, 1000)
    if not (b't="e"' in text or b"t='e'" in text or _FORMULA.search(text)):
        return
    for attributes, body in _CELL.findall(text):
        kind = re.search(rb"\st=[\"'](\w+)", attributes)
        result = _RESULT.search(body)
        value = ""
        if kind and kind[1] == b"e":
            value = result[1].decode() if result else "#N/A"
        elif _FORMULA.search(body) and not result and not (kind and kind[1] == b"str"):
            value = NO_RESULT
        if value:
            found.unread[_place(attributes)] = value


def _place(attributes: bytes) -> tuple[int, int]:
    where = re.search(rb"\sr=[\"']([A-Z]{1,3})(\d{1,7})", attributes)
    if not where:
        return 0, 0
    column = 0
    for letter in where[1]:
        column = column * 26 + letter - 64
    return int(where[2]), column


def _ods(packed: zipfile.ZipFile) -> Iterator[tuple[str, Facts]]:
    with packed.open("content.xml") as file:
        sheet, found, row, column, again = "", Facts(), 0, 0, 1
        for event, node in ElementTree.iterparse(file, events=("start", "end")):
            tag = node.tag
            if event == "start" and tag == f"{_TABLE}table":
                sheet, found, row = node.get(f"{_TABLE}name", ""), Facts(), 0
            elif event == "start" and tag == f"{_TABLE}table-row":
                again = int(node.get(f"{_TABLE}number-rows-repeated", 1))
                row, column = row + 1, 0
                if node.get(f"{_TABLE}visibility", "visible") != "visible":
                    found.hidden_rows += min(again, 1000)
            elif event == "start" and tag == f"{_TABLE}table-column":
                if node.get(f"{_TABLE}visibility", "visible") != "visible":
                    wide = int(node.get(f"{_TABLE}number-columns-repeated", 1))
                    found.hidden_columns += min(wide, 1000)
            elif event == "end" and tag.startswith(f"{_TABLE}") and tag.endswith("table-cell"):
                value = _ods_cell(node)
                wide = int(node.get(f"{_TABLE}number-columns-repeated", 1))
                if value:
                    found.unread |= {
                        (row + n, column + 1 + k): value
                        for n in range(min(again, 1000))
                        for k in range(min(wide, 1000))
                    }
                column += wide
                node.clear()
            elif event == "end" and tag == f"{_TABLE}table-row":
                row += again - 1
                node.clear()
            elif event == "end" and tag == f"{_TABLE}table":
                yield sheet, found
                node.clear()


def _ods_cell(node: ElementTree.Element) -> str:
    """Return the error a cell shows, or that its formula has no result; nothing for all others."""
    formula = node.get(f"{_TABLE}formula") is not None
    kind = node.get(f"{_OFFICE}value-type")
    if not formula and node.get(f"{_CALC}value-type") != "error":
        return ""
    said = "".join(part for text in node.iter(f"{_TEXT}p") for part in text.itertext()).strip()
    if node.get(f"{_CALC}value-type") == "error" or _ERROR_TEXT.fullmatch(said):
        return said or "#N/A"
    if kind is None and not said:
        return NO_RESULT
    return ""
