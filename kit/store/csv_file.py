"""CSV files read strictly: what two programs would read differently is refused, with its line."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from kit.store.problems import UnreadableError
from kit.store.schema import Table

csv.field_size_limit(16 * 2**20)
BLOCK = 4 * 2**20  # characters of text that are read at once

_CLOSES = re.compile(r'(?:[^"]|"")*"(?!")')
_OTHERS = {
    rb"<(!doctype|html|head|body|table|\?xml|div|script)\b": "a web page",
    rb"[{\[]\s*[{\[\"]": "JSON",
    rb"%PDF-": "a PDF document",
    rb"\x1f\x8b|7z\xbc\xaf|Rar!": "a packed file",
}
_WORKBOOKS = {b"PK\x03\x04": "xlsx or ods", b"\xd0\xcf\x11\xe0": "xls"}


def rows(path: Path, table: Table) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it begins on; raise UnreadableError at what is no CSV."""
    with path.open(encoding=encoding(path, table.encodings), newline="") as file:
        yield from records(file, table)


def records(lines: Iterable[str], table: Table, first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Yield each record of lines that are numbered from `first` on."""
    reader = csv.reader(_lines(lines, table, first), delimiter=table.delimiter, strict=True)
    line = first
    try:
        for record in reader:
            yield line, record
            line = first + reader.line_num
    except csv.Error as error:
        raise UnreadableError(
            f"cannot be read as CSV ({error})",
            "Look for a quotation mark that is never closed, or that is inside a value",
            line=line,
        ) from None


def blocks(
    path: Path, table: Table, line: int
) -> Iterator[tuple[int, str, Iterator[tuple[int, list[str]]]]]:
    """Yield (line, text, records) of a file from a line on on which a record begins.

    The text is many lines of which each is one record, whoever reads it, and `records` reads it
    line by line. From the first line on that could be read in two ways there is no text.
    """
    with path.open(encoding=encoding(path, table.encodings), newline="") as file:
        for _ in islice(file, line - 1):
            pass
        while text := file.read(BLOCK):
            text += file.readline()
            if not _is_plain(text, table.delimiter):
                yield line, "", records(chain(io.StringIO(text, newline=""), file), table, line)
                return
            yield line, text, records(io.StringIO(text, newline=""), table, line)
            line += text.count("\n")


def _is_plain(text: str, delimiter: str) -> bool:
    """Say whether each line is one record, with quotation marks around whole values alone."""
    if len(text) > 2 * BLOCK or text.count("\r") != text.count("\r\n"):
        return False
    if '"' not in text:
        return True
    try:
        return not any(
            '"' in line and _scan(line, delimiter, False, 0, strict=True)[0]
            for line in text.split("\n")
        )
    except UnreadableError:
        return False


def _lines(file: Iterable[str], table: Table, first: int) -> Iterator[str]:
    """Pass lines on, refusing quotation marks that programs read in different ways."""
    inside, opened, before = False, 0, 0
    least = 1 if table.is_register else 3  # of delimiters: free text of publishers has some too
    for number, line in enumerate(file, first):
        if inside or '"' in line:
            began_inside, closed_at = inside, -1
            if inside:
                closes = _CLOSES.match(line)
                within = line[: closes.end() if closes else len(line)].count(table.delimiter)
                closed_at = within if closes else -1
                whole_row = not closes and within == len(table.columns) - 1 >= 2
                if whole_row or (closed_at == before >= least):
                    raise UnreadableError(
                        f"a quotation mark opened on line {opened} takes in this line, which "
                        "looks like a row of its own",
                        f"Remove the quotation mark on line {opened}, or write it twice",
                        line=number,
                    )
            inside, place = _scan(line, table.delimiter, inside, number)
            if inside and not (began_inside and closed_at < 0):
                opened, before = number, place
        yield line


def _scan(
    line: str, delimiter: str, inside: bool, number: int, strict: bool = False
) -> tuple[bool, int]:
    """Return whether a quoted value is open at the line's end, and the delimiters before it.

    Where it is `strict`, so is one that is followed by anything but a delimiter.
    """
    place = 0
    body = line.rstrip("\r\n")
    if inside:
        closes = _CLOSES.match(body)
        if not closes:
            return True, 0
        place = closes.end() + 1
    while place < len(body):
        if body[place] == '"':
            closes = _CLOSES.match(body, place + 1)
            if not closes:
                return True, _fields(body[:place], delimiter)
            place = closes.end()
            if place < len(body) and body[place] != delimiter:
                return strict, 0  # the reader tells of it
            place += 1
            continue
        end = body.find(delimiter, place)
        end = len(body) if end < 0 else end
        if '"' in body[place:end]:
            raise UnreadableError(
                "has a quotation mark inside a value that is not in quotation marks",
                "Put the value in quotation marks and write each one inside it twice, or remove it",
                line=number,
                value=body[place:end],
            )
        place = end + 1
    return False, 0


def _fields(text: str, delimiter: str) -> int:
    """Return the delimiters of a text that are outside quotation marks."""
    return re.sub(r'"(?:[^"]|"")*"', "", text).count(delimiter)


def encoding(path: Path, declared: list[str]) -> str:
    """Return the first declared encoding that reads the whole file; a byte order mark wins."""
    stat = path.stat()
    return _encoding(path, tuple(declared), stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _encoding(path: Path, declared: tuple[str, ...], _modified: int, _size: int) -> str:
    with path.open("rb") as file:
        head = file.read(256)
    start = head[:4]
    if start in _WORKBOOKS:
        raise UnreadableError(
            f"is a workbook ({_WORKBOOKS[start]}), although its name says CSV",
            "Open it and save it as CSV UTF-8, or give it the ending of a workbook",
        )
    plain = head.removeprefix(codecs.BOM_UTF8).lstrip()
    for form, kind in _OTHERS.items():
        if re.match(form, plain, re.IGNORECASE):
            raise UnreadableError(
                f"is {kind}, although its name says CSV",
                "Download the file itself again, as CSV: a page that asks to sign in, or that says "
                "an error, may have been saved in its place",
            )
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16",
             codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip
    marked = [name for mark, name in marks.items() if start.startswith(mark)]
    failed = []
    for name in marked or declared:
        problem = _undecodable(path, name)
        if problem is None:
            return name
        failed.append(problem)
    line, value, rule = failed[0]
    raise UnreadableError(
        rule, f"Save it as CSV UTF-8; {' and '.join(marked or declared)} failed",
        line=line, value=value,
    )  # fmt: skip


def _undecodable(path: Path, name: str) -> tuple[int, str, str] | None:
    decoder, line = codecs.getincrementaldecoder(name)(), 1
    try:
        with path.open("rb") as file:
            while block := file.read(2**20):
                text = decoder.decode(block)
                if "\0" in text:
                    line += text[: text.index("\0")].count("\n")
                    return line, "\0", "holds a null character, as UTF-16 read wrongly"
                line += text.count("\n")
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line += error.object[: error.start].count(b"\n")
        byte = error.object[error.start : error.end].hex(" ")
        return line, f"byte {byte}", f"cannot be read as {name}"
    return None
