"""What the authority says beside its figures: shown, numbered on a trend, and written.

A page calls `shown` once, under its heading, and with what that returns `events` below a trend and
`pen` where remarks can be written. Reading costs a look at one file's time and size.
"""

from dataclasses import dataclass
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from kit import wording
from kit.people import access, erasure
from kit.screen import downloads, layout, parts, share
from kit.store import comments as kept

_MOST = 3  # comments shown before a line that opens
_NEW = ""
_TOLD, _ROLE = "_remark_told", "_remark_role"


@dataclass(frozen=True)
class CommentThread:
    """What stands about one finding, indicator or theme of the authority chosen, and its past."""

    about: kept.About
    subject: str
    area_code: str
    framework: str
    as_at: str
    rows: pd.DataFrame  # as kit.store.comments.current_comments
    past: pd.DataFrame  # as kit.store.comments.history

    @property
    def comments(self) -> pd.DataFrame:
        """The comments, in the order first written."""
        return self.rows[self.rows["kind"] == "comment"]

    @property
    def events(self) -> pd.DataFrame:
        """The events in the order they happened, with their number."""
        found = self.rows[self.rows["kind"] == "event"].sort_values("happened_on", kind="stable")
        return found.assign(number=range(1, len(found) + 1))


def show_comments(about: kept.About, subject: str = "") -> CommentThread:
    """Write the comments on a finding, indicator or theme under the page's heading; return all.

    `about`: finding, indicator or theme; `subject`: which indicator or theme. What a framework
    decides has the comments written under that framework. Every download of the page says the
    comments and events too.
    """
    chosen = layout.selection()
    area, framework = chosen["area_code"], "" if about == "indicator" else chosen["framework"]
    rows, past = (_about(of(area), about, subject, framework) for of in _BOTH)
    said = CommentThread(about, subject, area, framework, chosen["as_at"], rows, past)
    items = [_item(row, said) for row in said.comments.itertuples()]
    withdrawn = past[past["withdrawn"] & ~past["remark_id"].isin(rows["remark_id"])]
    body = parts.first_then_more(items, _MOST, "li")
    if len(withdrawn):
        body += f"<li>{_withdrawn_list(withdrawn, past)}</li>"
    with st.session_state["_checks"]:  # the full width under the heading
        if body:
            parts.write_html(f'<ul class="remarks" aria-label="Comments">{body}</ul>')
        if wrong := kept.unread():
            parts.message("A comment could not be read", wrong)
    lines = {
        f"{wording.capitalise(row.kind)} {number}": wording.comment_line(row)
        for rows in (said.comments, said.events)
        for number, row in enumerate(rows.itertuples(), 1)
    }
    downloads.add_to_downloads(lines)
    for name, line in lines.items():
        share.record_text(name, line)
    return said


_BOTH = (kept.current_comments, kept.history)


def _about(rows: pd.DataFrame, about: str, subject: str, framework: str) -> pd.DataFrame:
    return rows[
        (rows["about"] == about) & (rows["subject"] == subject) & (rows["framework"] == framework)
    ]


def _item(row, said: CommentThread, mark: str = "") -> str:
    happened = f"<b>{wording.day(row.happened_on)}</b>: " if mark else ""
    history = ""
    if row.versions > 1:
        past = said.past[said.past["remark_id"] == row.remark_id]
        history = f"<details><summary>edited</summary>{_history(past)}</details>"
    signed = f"<small>{escape(wording.signature(row))}</small>"
    return f"<li>{mark}<div><p>{happened}{escape(row.said)}</p>{signed}{history}</div></li>"


def _history(past: pd.DataFrame) -> str:
    items = []
    for row in past.iloc[::-1].itertuples():
        done = "deleted" if row.withdrawn else f"“{wording.comment_text(row)}”"
        unseen = " Another version was saved in between." if row.unseen else ""
        when = f"{wording.minute(row.written_at)} UTC, {row.role}"
        items.append(f"<li>{escape(when)}: {escape(done)}{unseen}</li>")
    return f"<ol>{''.join(items)}</ol>"


def _withdrawn_list(withdrawn: pd.DataFrame, past: pd.DataFrame) -> str:
    several = withdrawn["remark_id"].unique()
    listed = "".join(_history(past[past["remark_id"] == each]) for each in several)
    return f"<details><summary>{len(several)} deleted</summary>{listed}</details>"


def show_events(said: CommentThread) -> None:
    """List the events of a trend, numbered as on its chart, and let one be added."""
    items = "".join(
        _item(row, said, f'<b class="event">{row.number}</b>') for row in said.events.itertuples()
    )
    if items:
        parts.write_html(f'<ol class="remarks" aria-label="Events">{items}</ol>')
    comment_form(said, "event")


# ── Writing ──────────────────────────────────────────────────────────────────────────────────


def comment_form(said: CommentThread, kind: kept.Kind = "comment") -> None:
    """Offer to add a remark, or to change or withdraw one; nothing where none may be written."""
    if not kept.may_write(said.area_code):
        return
    rows = said.comments if kind == "comment" else said.events
    place = "_".join(["pen", kind, said.about, said.subject, said.area_code, said.framework])
    texts = dict(zip(rows["remark_id"], rows["said"], strict=True))
    which = st.session_state.get(f"{place}_which", _NEW)
    if which not in (_NEW, *texts):  # withdrawn while this reader was changing it
        texts[which] = st.session_state.get(f"{place}_text", "")
    article = "an event" if kind == "event" else "a comment"
    verb = "Add or change" if texts else "Add"
    with st.popover(f"{verb} {article}", icon=":material/edit_note:", key=f"{place}_open"):
        if told := st.session_state.pop(f"{_TOLD}_{place}", None):
            parts.message(*told)
        if texts:
            st.selectbox(
                "What to write",
                [_NEW, *texts],
                format_func=lambda one: (
                    f"A change to “{wording.shorten(texts[one], 40)}”" if one else f"A new {kind}"
                ),
                key=f"{place}_which",
                on_change=_load_draft,
                args=(place, rows),
            )
        _form(said, kind, place)


def _load_draft(place: str, rows: pd.DataFrame) -> None:
    """Fill the form in with what is to be changed, and keep which version that is."""
    state = st.session_state
    row = next(iter(rows[rows["remark_id"] == state[f"{place}_which"]].itertuples()), None)
    state[f"{place}_base"] = row.entry_id if row else ""
    state[f"{place}_text"] = row.said if row else ""
    happened = row is not None and wording.is_known(row.happened_on)
    state[f"{place}_day"] = row.happened_on.date() if row and happened else None
    state[f"{place}_role"] = row.role if row and row.role in kept.roles() else None


def _form(said: CommentThread, kind: kept.Kind, place: str) -> None:
    state, names = st.session_state, kept.roles(said.area_code, said.about)
    if state.get(_ROLE) in names and state.get(f"{place}_role") is None:
        state[f"{place}_role"] = state[_ROLE]  # who wrote once will write so again
    with st.form(f"{place}_form", border=False):
        st.text_area(
            "What happened" if kind == "event" else "What you want to say",
            key=f"{place}_text",
            max_chars=kept.LONGEST,
            height=110,
        )
        if kind == "event":
            today = date.today()
            st.date_input(
                "On which day",
                value=None,
                min_value=date(today.year - 40, 1, 1),
                max_value=today,
                key=f"{place}_day",
                format="DD/MM/YYYY",
            )
        st.selectbox(
            "Written as", names, index=None, placeholder="Choose a role", key=f"{place}_role"
        )
        st.caption(
            "Every reader sees it next to the figures, with role and date. Each version is kept. "
            "Do not name a child or any other person."
        )
        if found := state.get(f"{place}_found"):
            listed = ", ".join(f"“{words}” ({looks_like})" for words, looks_like in found)
            st.checkbox(f"No person is meant by: {listed}", key=f"{place}_means_nobody")
        with st.container(horizontal=True):
            st.form_submit_button("Save", on_click=_save, args=(said, kind, place))
            if state.get(f"{place}_which"):
                st.form_submit_button("Delete", on_click=_withdraw, args=(said, place))
                if access.reader().may("erase", said.area_code):
                    st.form_submit_button("Erase for good", on_click=_erase, args=(said, place))


def _role(place: str) -> str:
    """Return the role chosen; one that a form not yet opened offers does not come back from it."""
    state = st.session_state
    return state.get(f"{place}_role") or state.get(_ROLE) or ""


def _save(said: CommentThread, kind: kept.Kind, place: str) -> None:
    state = st.session_state
    changed, found = state.get(f"{place}_which", _NEW), state.get(f"{place}_found", [])
    try:
        written = kept.write(
            said.area_code,
            state[f"{place}_text"],
            _role(place),
            kind=kind,
            about=said.about,
            subject=said.subject,
            framework=said.framework,
            as_at=date.fromisoformat(said.as_at),
            happened_on=state.get(f"{place}_day"),
            replaces=state[f"{place}_base"] if changed else "",
            confirmed=frozenset(words for words, _ in found if state.get(f"{place}_means_nobody")),
        )
    except kept.MayTell as may_tell:
        state[f"{place}_found"] = [(one.words, one.looks_like) for one in may_tell.found]
        state[f"{_TOLD}_{place}"] = ("Not saved yet", str(may_tell))
        return
    except kept.Refused as refused:
        state[f"{_TOLD}_{place}"] = ("Not saved", str(refused))
        return
    state[_ROLE] = written.entry.role
    if not written.between:
        _report_saved(place, "Saved. It is shown on this page.")
        return
    last = written.between[-1]
    state[f"{place}_base"] = written.entry.entry_id  # to bring both together is the next version
    state[f"{_TOLD}_{place}"] = (
        "Saved, but someone else saved at the same time",
        "Another version was saved after you opened this. Yours is shown now and theirs is in the "
        "history. To keep both, combine them below.",
        f"{wording.minute(last.written_at)} UTC, {last.role}: "
        + ("deleted" if last.withdrawn else last.said),
    )


def _withdraw(said: CommentThread, place: str) -> None:
    state = st.session_state
    try:
        kept.withdraw(said.area_code, state[f"{place}_base"], _role(place))
    except kept.Refused as refused:
        state[f"{_TOLD}_{place}"] = ("Not deleted", str(refused))
        return
    _report_saved(place, "Deleted. Its history is kept.")


def _erase(said: CommentThread, place: str) -> None:
    state = st.session_state
    try:
        erasure.erase(said.area_code, state[f"{place}_which"])
    except kept.Refused as refused:
        state[f"{_TOLD}_{place}"] = ("Not erased", str(refused))
        return
    _report_saved(place, "Erased, in every version. Copies in backups and saved papers remain.")


def _report_saved(place: str, told: str) -> None:
    state = st.session_state
    state[f"{_TOLD}_{place}"] = ("Done", told)
    state[f"{place}_text"], state[f"{place}_day"] = "", None
    state[f"{place}_which"], state[f"{place}_base"] = _NEW, ""
    state[f"{place}_found"] = []
