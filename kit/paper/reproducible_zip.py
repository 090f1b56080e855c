"""The same bytes from the same figures: files that are archives, with the build's own time."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def fix_times(content: bytes, moment: datetime) -> bytes:
    """Write an Office file anew with `moment` in every place that would hold the present time."""
    stamped = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    files = []
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        for entry in given.infolist():
            inside = given.read(entry)
            if entry.filename.endswith(".xlsx"):  # the figures behind a chart of a slide
                inside = fix_times(inside, moment)
            elif entry.filename == "docProps/core.xml":
                inside = _TIMES.sub(rb"\g<1>" + stamped + rb"\g<2>", inside)
            files.append((entry.filename, inside))
    return make_zip(files)


def make_zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of the files, name and content, in the order given, at no time at all."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as kept:
        for name, inside in files:
            fresh = zipfile.ZipInfo(name)  # its own time is the first an archive knows
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o600 << 16
            fresh.create_system = 3
            kept.writestr(fresh, inside)
    return file.getvalue()
