"""Papers made while a reader waits: a button for each format, a bar, and then the file to save.

One paper is made at a time, and the last few are kept for whoever asks for the same again: of the
same build, choices and remarks it would be the same bytes.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable

import streamlit as st

from kit.paper import files, paper_data
from kit.people import versions
from kit.records import store
from kit.screen import layout, parts, sign_in
from kit.store import comments, database, sign_offs

_KEPT = 6  # papers in memory, some two MB each at most
_MIME = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_NAMES = {"pdf": "PDF", "pptx": "slides", "docx": "Word", "xlsx": "workbook", "zip": "archive"}
Progress = Callable[[float, str], None]


class _PaperCache:
    """The papers made last, by what they are of."""

    def __init__(self):
        self.turn, self.papers = threading.Lock(), OrderedDict()

    def get(self, key: tuple) -> bytes | None:
        return self.papers.get(key)

    def made(self, key: tuple, make: Callable[[Progress], bytes], progress: Progress) -> bytes:
        """Return a paper, made now unless it is kept; others who ask wait for their turn."""
        if self.turn.locked():
            progress(0.0, "another paper is being made; yours is next")
        with self.turn:
            if key not in self.papers:
                self.papers[key] = make(progress)
                while len(self.papers) > _KEPT:
                    self.papers.popitem(last=False)
            return self.papers[key]


@st.cache_resource
def _paper_cache() -> _PaperCache:
    return _PaperCache()


def authority_name() -> str:
    """Return the name of the authority chosen; its code where it did not stand on the date."""
    chosen = layout.selection()
    return paper_data.authorities(chosen["as_at"]).get(chosen["area_code"], chosen["area_code"])


def offer_paper(kind: str, title: str, said: str, takes: dict[str, str]) -> None:
    """Offer a paper of the authority chosen: briefing, book or pack.

    `takes` is format → how long it takes to make and how large it is, as a rule.
    """
    parts.section(title, f"<p>{parts.escape(said)}</p>", kind="paper")
    with st.container(horizontal=True, key=f"papers_{kind}", vertical_alignment="top"):
        for form, rule in takes.items():
            with st.container(width=168, gap="xsmall", key=f"paper_{kind}_{form}"):
                _paper_button(kind, form, rule)


def offer_at_once(kind: str, form: str) -> None:
    """Offer one paper beside the heading of a page that shows the same."""
    with layout.below_heading().container(key="head_action"):
        _paper_button(kind, form, "")


def _version_key(area_code: str) -> tuple[str, ...]:
    """Return what changes when somebody comments or signs, so that papers are made again."""
    chosen, build = layout.selection(), database.current()
    step = versions.step_of(area_code, chosen["as_at"], chosen["framework"], build.build_id)
    return comments.version_key(area_code), sign_offs.version_key(), step


def _paper_button(kind: str, form: str, rule: str) -> None:
    chosen, build = layout.selection(), database.current()
    key = (
        kind,
        form,
        *chosen.values(),
        build.build_id,
        build.clearance,
        *_version_key(chosen["area_code"]),
    )
    place = st.empty()
    inside = _paper_cache().get(key)
    of = {"form": form, "kind": kind, "build": build.build_id}
    if inside is None:
        if not place.button(f"Make {_NAMES[form]}", key=f"make_{kind}_{form}"):
            if rule:
                parts.note(f"About {rule}.")
            return
        make = sign_in.on_record(
            _act(kind), lambda: _finished_paper(place, kind, form, key), chosen["area_code"], **of
        )
        try:
            inside = make()
        except store.Refused as refused:
            place.error(str(refused))
        if inside is None:
            return
    place.download_button(
        f"Save {_NAMES[form]}",
        sign_in.on_record(_act(kind), lambda: inside, chosen["area_code"], **of),
        file_name=files.file_name(
            kind, form, chosen["area_code"], chosen["as_at"], authority_name()
        ),
        mime=_MIME[form],
        key=f"save_{kind}_{form}",
        on_click="ignore",
        icon=":material/download:",
        type="primary",
    )
    if rule:
        parts.note(f"{len(inside) / 1e6:.1f} MB, made of this build.")


def _act(kind: str) -> str:
    return "pack" if kind == "pack" else "paper"


def _finished_paper(place, kind: str, form: str, key: tuple) -> bytes | None:
    bar = place.progress(0.0)
    try:
        return _paper_cache().made(
            key,
            lambda progress: _make(kind, form, progress),
            lambda done, said: bar.progress(min(done, 1.0), f"{said[:1].upper()}{said[1:]}"),
        )
    except (ValueError, OSError, RuntimeError) as error:
        place.error(f"It could not be made. {error}")
        return None


def _make(kind: str, form: str, progress: Progress) -> bytes:
    chosen = layout.selection()
    if kind == "pack":
        from kit.paper import evidence_pack  # what a format needs is loaded when it is asked for

        return evidence_pack.make_pack(**chosen, progress=progress)
    return files.make_paper(form, **chosen, book=kind == "book", progress=progress)
