"""Papers as files of a folder: which format is made by what, and what is already written."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from kit.paper import briefing, paper_data
from kit.people import access, versions
from kit.people import record as on_record
from kit.store import comments, database, sign_offs

_RECORD = "written.json"


def _renderer(form: str) -> Callable:
    # A format's libraries are loaded only when it is asked for.
    if form not in FORMATS:
        raise ValueError(f"There is no format {form!r}: choose of {', '.join(FORMATS)}")
    return import_module(f"kit.paper.{form}").render


FORMATS = ("pdf", "pptx", "docx", "xlsx")


class _CountedSections(list):
    """Sections that tell `progress` how far a maker has come with them."""

    def __init__(self, sections: list, progress: Callable[[float, str], None]):
        super().__init__(sections)
        self.progress = progress

    def __iter__(self):
        for number, section in enumerate(super().__iter__()):
            said = f"setting: {section.title[:1].lower()}{section.title[1:]}"
            self.progress(0.1 + 0.8 * number / len(self), said)
            yield section
        self.progress(0.9, "putting it together")


def make_paper(
    form: str,
    area_code: str,
    as_at: str = "",
    framework: str = "",
    book: bool = False,
    progress: Callable[[float, str], None] = lambda _done, _said: None,
) -> bytes:
    """Return one paper: a briefing, or the full book; the latest date unless told.

    Raises paper_data.NoSuchAuthority, and ValueError where there is no such format.
    """
    access.require("read", area_code)
    maker = _renderer(form)
    progress(0.0, "reading the figures")
    read = paper_data.read_data(
        area_code, as_at or paper_data.dates()[0], framework or paper_data.frameworks()[0]
    )
    document = briefing.book(read) if book else briefing.briefing(read)
    return maker(replace(document, sections=_CountedSections(document.sections, progress)))


def file_name(kind: str, form: str, area_code: str, as_at: str, name: str) -> str:
    """Return the name of a paper's file: whom it is about, as at when, what it is."""
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:40]
    return f"{area_code}_{as_at}_{kind}_{slug}.{form}"


def write(
    folder: Path,
    codes: list[str],
    forms: list[str],
    as_at: str,
    framework: str,
    book: bool = False,
    progress: Callable[[float, str], None] = lambda _done, _said: None,
) -> Iterator[tuple[Path, bool]]:
    """Write the papers of `codes`, yielding each file and whether it was made now.

    What the folder's record says was written of this very build, date and framework is passed
    over, so that a run that was broken off can be begun again. Raises paper_data.NoSuchAuthority.
    """
    makers = {form: _renderer(form) for form in forms}
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / _RECORD
    known = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    build, names = database.current(), paper_data.authorities(as_at)
    build_id, kind = f"{build.build_id} {build.clearance}", "book" if book else "briefing"
    for number, code in enumerate(codes):
        document = None
        step = versions.step_of(code, as_at, framework, build.build_id)
        said = (comments.version_key(code), sign_offs.version_key())
        mark = [build_id, as_at, framework, *said, step]
        for form in forms:
            progress(number / len(codes), f"{code} {form} ({number + 1} of {len(codes)})")
            path = folder / file_name(kind, form, code, as_at, names.get(code, ""))
            if (
                path.exists()
                and known.get(path.name, {}).get("mark") == mark
                and _is_same(path, known)
            ):
                yield path, False
                continue
            # Where it cannot be put on record, no paper is written.
            on_record.write("paper", code, form=form, kind=kind, build=build.build_id)
            if document is None:
                read = paper_data.read_data(code, as_at, framework)
                document = briefing.book(read) if book else briefing.briefing(read)
            inside = makers[form](document)
            _write_file(path, inside)
            known[path.name] = {
                "mark": [f"{document.build_id} {build.clearance}", *mark[1:]],
                "sha256": hashlib.sha256(inside).hexdigest(),
            }
            _write_file(record, json.dumps(known, indent=1, sort_keys=True).encode())
            yield path, True


def _is_same(path: Path, known: dict) -> bool:
    return hashlib.sha256(path.read_bytes()).hexdigest() == known[path.name]["sha256"]


def _write_file(path: Path, inside: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(inside)
    part.replace(path)  # whoever looks sees the old file or the new one, never half of it
