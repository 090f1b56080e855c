"""Roles × authorities × pages × downloads × typed addresses: what each reader is shown.

A leak is a secret of an authority, planted in a comment, or a page about it, that reaches a reader
who holds no role for it; or anything at all that reaches somebody who may not read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from kit.paper import evidence_pack, files
from kit.people import access, roles
from kit.records import store
from kit.screen import sign_in
from kit.store import comments, database
from kit.store.paths import PROJECT
from tests.opened import open_at

AREAS = ("001", "002", "003")
PAGES = sorted(path.relative_to(PROJECT).as_posix() for path in PROJECT.glob("pages/*/*.py"))
FIRST = "pages/readiness/glance.py"
ROLE = "Head of partnerships"
_TOMORROW = datetime.now(UTC).date() + timedelta(days=1)


def readers() -> dict[str, access.Reader]:
    """Return a reader of each role for one authority and for two, and those without a role."""
    found = {"nobody": access.NOBODY, "no role": access.Reader("x@x", "x", "signed_in")}
    for code in roles.known():
        for areas in (AREAS[:1], AREAS[:2]):
            grants = tuple(access.Grant(code, area, _TOMORROW) for area in areas)
            found[f"{code} of {' and '.join(areas)}"] = access.Reader(
                "x@x", "x", "signed_in", grants
            )
    return found


@contextmanager
def reading_as(reader: access.Reader) -> Iterator[None]:
    """Have every question of who is reading answered by this reader."""
    before = access._Finder.find, sign_in.is_set_up
    access.identify_by(lambda _anew: reader)
    sign_in.is_set_up = lambda: True
    try:
        yield
    finally:
        access.identify_by(before[0])
        sign_in.is_set_up = before[1]


def secret(area: str) -> str:
    """Return the words planted in the comments of an authority."""
    return f"Heron{area}tower"


def plant() -> None:
    """Write a secret about each authority, as a comment on its finding and on its themes."""
    frameworks = database.question("select distinct framework from frameworks")[0]["framework"]
    for area in AREAS:
        for framework in frameworks:
            comments.write(area, secret(area), ROLE, framework=framework)


def shown_at(page: str, **address: str) -> tuple[str, str | None]:
    """Open a page; return all it shows and offers to save, and which authority it is about."""
    saved: list[bytes] = []
    real = st.download_button

    def button(_label, data, **_more):
        saved.append(data() if callable(data) else data)

    st.download_button = button
    try:
        test = open_at("" if page == FIRST else page, **address)
    except Exception as error:  # a page the reader may not open is unknown to the menu
        if "Could not find a navigation page" not in str(error):
            raise
        return "", None
    finally:
        st.download_button = real
    written = " ".join(
        str(each.body if hasattr(each, "body") else each.value)
        for kind in ("html", "markdown", "title", "caption")
        for each in test.get(kind)
        if hasattr(each, "body") or hasattr(each, "value")
    )
    written += " ".join(label.proto.label for label in test.get("button"))
    for each in saved:
        written += spread(each)
    state = test.session_state
    about = state["_chosen"].get("area_code") if "_chosen" in state else None
    return written, about


def spread(file: bytes) -> str:
    """Return the text of a file, unpacked where it is an archive."""
    import io
    import zipfile

    if file[:2] != b"PK":
        return file.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return " ".join(spread(archive.read(name)) for name in archive.namelist())


def page_leaks(page: str, reader: access.Reader, asked: str) -> tuple[list[str], int]:
    """Open a page at an authority as a reader; return the leaks and the number of things tried."""
    with reading_as(reader):
        text, about = shown_at(page, area=asked)
    found = [
        f"{page} at {asked} shows the words about {area}"
        for area in AREAS
        if secret(area) in text and not reader.may("read", area)
    ]
    if about is not None and not reader.may("read", about):
        found.append(f"{page} at {asked} is about {about}")
    if not reader.may("read") and 'class="foot"' in text:
        found.append(f"{page} at {asked} shows a page")
    needed = roles.act_of_page(Path(page).stem)
    if about is not None and page != FIRST and not reader.may(needed):
        found.append(f"{page} opens without {needed}")
    return found, 1


def paper_leaks(reader: access.Reader) -> tuple[list[str], int]:
    """Ask for each paper of each authority as a reader; return the leaks and the number tried."""
    found, tried = [], 0
    makers = {form: lambda area, form=form: files.make_paper(form, area) for form in FORMS}
    makers["pack"] = evidence_pack.make_pack
    for area in AREAS:
        if reader.may("read", area):
            continue
        for form, make in makers.items():
            tried += 1
            try:
                with reading_as(reader):
                    make(area)
            except store.Refused:
                continue
            found.append(f"a {form} of {area} was made")
    return found, tried


def write_leaks(reader: access.Reader) -> tuple[list[str], int]:
    """Try each act on each authority as a reader; return what was done though it may not be."""
    from kit.people import people

    acts = {
        "comment": lambda area: comments.write(area, f"By {reader.grants}"[:300], ROLE),
        "roles": lambda area: people.give("eve@x", "reader", area),
    }
    found, tried = [], 0
    for area in AREAS:
        for act, do in acts.items():
            if reader.may(act, area):
                continue
            tried += 1
            try:
                with reading_as(reader):
                    do(area)
            except store.Refused:
                continue
            found.append(f"{act} of {area} was done")
    return found, tried


FORMS = ("pdf", "pptx", "docx", "xlsx")
