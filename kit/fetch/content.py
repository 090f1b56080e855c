"""Whether a file that arrived is of the kind its name says: a proxy's page is no table."""

import gzip
import json
import zlib
from pathlib import Path

from kit.fetch.client import FetchError

BEGINNINGS = {  # the first bytes of a file of each kind
    ".xlsx": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".parquet": (b"PAR1",),
}
JSON = {".json", ".geojson", ".hexjson"}
GZIP = b"\x1f\x8b"
CHUNK = 2**20


def check(path: Path, largest: int) -> None:
    """Unpack a file that arrived packed, and look at how it begins. Raises FetchError."""
    _unpack(path, largest)
    with path.open("rb") as file:
        first = file.read(4096)
    suffix, text = path.suffix.lower(), first.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not first:
        raise FetchError(f"{path.name} arrived empty", "Try again later")
    if text.startswith((b"<!doctype", b"<html", b"<?xml")) and suffix != ".xml":
        raise FetchError(
            f"a web page arrived instead of {path.name}",
            "A proxy may have answered, or the address leads to a page now",
            not_found=True,
        )
    if expected := BEGINNINGS.get(suffix):
        if not first.startswith(expected):
            raise FetchError(f"{path.name} arrived, and is not a file of kind {suffix}")
    elif suffix in JSON:
        _check_json(path)
    elif b"\0" in first and not first.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FetchError(f"{path.name} arrived, and is not text")


def _check_json(path: Path) -> None:
    try:
        json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FetchError(f"{path.name} arrived, and is not JSON ({error})") from None


def _unpack(path: Path, largest: int) -> None:
    """Unpack a file that begins as gzip does, no further than the largest size allowed."""
    with path.open("rb") as file:
        if file.read(2) != GZIP or path.suffix.lower() == ".gz":
            return
    whole, size = path.with_name(f"{path.name}.unpacked"), 0
    try:
        with gzip.open(path) as packed, whole.open("wb") as file:
            while part := packed.read(CHUNK):
                size += len(part)
                if size > largest:
                    raise FetchError(
                        f"{path.name} is larger than {largest / 2**20:,.0f} MB once unpacked",
                        "If that is right, raise `largest_mb` in its contract",
                    )
                file.write(part)
        whole.replace(path)
    except (OSError, EOFError, zlib.error) as error:
        raise FetchError(f"{path.name} arrived packed, and is damaged ({error})") from None
    finally:
        whole.unlink(missing_ok=True)
