"""Versions on the screen: their steps, a form for each step, two compared, an inspector's link."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from kit import wording
from kit.paper import figure_text
from kit.people import access, people, versions
from kit.records import store
from kit.screen import blocks, comments, layout, parts
from kit.screen.ask import Unanswerable, ask
from kit.store import comments as kept
from kit.store import database

_RESULT = "_version_result"
_TODAY = "today"
_MARKED = {"signed": "Sign this build", "shared": "Share with members", "frozen": "Freeze"}


def held() -> list[versions.Version]:
    """Return the versions of the authority chosen that the reader may know of, newest first."""
    area, reader = layout.selection()["area_code"], access.reader()
    prepares = reader.may("prepare", area)
    return [one for one in versions.of_area(area) if prepares or versions.may_open(reader, one)]


def headline(found: list[versions.Version]) -> str:
    """Say at which step the newest version is."""
    name = layout.chosen_label("area")
    if not found:
        return f"{name} has no version of its self-assessment yet"
    return f"{name}: “{found[0].title}”, {found[0].said}"


def list_steps(found: list[versions.Version]) -> None:
    """List each step of each version: what, when, by whom, of which build; each opens its build."""
    reader = access.reader()
    rows = pd.DataFrame(
        [
            {
                "title": version.title,
                "version": version.version_id if versions.may_open(reader, version) else None,
                "step": versions.STEPS[step.step],
                "taken_at": step.taken_at.replace(tzinfo=None),
                "who": step.who,
                "role": step.role,
                "build": step.build_id,
                "as_at": version.as_at,
            }
            for version in found
            for step in version.steps[::-1]
        ],
        columns=["title", "version", "step", "taken_at", "who", "role", "build", "as_at"],
    )
    blocks.table_with_download(
        rows,
        "Versions and their steps",
        {
            "title": blocks.Column("Version", page="brief", params=(("version", "version"),)),
            "step": blocks.Column("Step"),
            "taken_at": blocks.Column("When", "date"),
            "role": blocks.Column("Signed or said by"),
            "who": blocks.Column("Recorded by"),
            "as_at": blocks.Column("Figures as at", "date"),
            "build": blocks.Column("Build"),
        },
        measure="newest first; select a title to open it",
        source="the store of what people write",
        name="versions",
        none="No version has been begun.",
    )


# ── Steps ────────────────────────────────────────────────────────────────────────────────────


def forms(found: list[versions.Version]) -> None:
    """Offer to begin a version and to take the next step of the newest; nothing to who may not."""
    area, reader = layout.selection()["area_code"], access.reader()
    if told := st.session_state.pop(_RESULT, None):
        parts.message(*told)
    if not reader.may("prepare", area) or not kept.can_write():
        return
    if found:
        _step_form(found[0])
    if not found or found[0].last.step == "frozen":
        with st.form("version_begin", border=False):
            st.text_input("Title of a new version", key="version_title", max_chars=versions.LONGEST)
            st.form_submit_button("Begin a draft", on_click=_begin, type="primary")


def _step_form(version: versions.Version) -> None:
    reader, area = access.reader(), version.area_code
    steps = [step for step in _MARKED if version.may_take(step)]
    if not reader.may("sign_version", area):
        steps = [step for step in steps if step != "signed"]
    if not steps:
        return
    parts.section(
        f"Next step of “{version.title}”",
        "<p>Signing keeps the build on the screen, whole. Members, peer challenge and inspectors "
        "see that build, whatever is imported later. Freezing ends the comments too.</p>",
    )
    with st.form("version_step", border=False):
        if "signed" in steps:
            st.selectbox(
                "Signed by", kept.roles(area), index=None, placeholder="Choose a role",
                key="version_role",
            )  # fmt: skip
        with st.container(horizontal=True):
            for step in steps:
                again = " again" if step == "signed" and version.signed else ""
                st.form_submit_button(
                    f"{_MARKED[step]}{again}", on_click=_take, args=(version.version_id, step)
                )


def _begin() -> None:
    chosen, state = layout.selection(), st.session_state
    _do(
        lambda: versions.begin(
            chosen["area_code"], state["version_title"],
            date.fromisoformat(chosen["as_at"]), chosen["framework"],
        ),
        "The draft is begun.",
    )  # fmt: skip


def _take(version_id: str, step: str) -> None:
    role = st.session_state.get("version_role") or ""
    _do(
        lambda: versions.take(version_id, step, role if step == "signed" else ""),
        f"{versions.STEPS[step]}.",
    )


def _do(act, said: str) -> None:
    try:
        if not kept.can_write():
            raise store.Refused("Nothing is written here: CAA_READ_ONLY is set.")
        act()
    except store.Refused as refused:
        st.session_state[_RESULT] = ("Not saved", str(refused))
    else:
        st.session_state[_RESULT] = ("Saved", said)


# ── Comments and the inspector's link ────────────────────────────────────────────────────────


def reviewer_comments(found: list[versions.Version]) -> None:
    """Show what peer challenge and inspectors said of the newest version, and take more down."""
    if found and found[0].signed:
        said = comments.show_comments("version", found[0].version_id)
        if found[0].may_take("commented"):
            parts.section("Comments by peer challenge or inspectors", "")
            comments.comment_form(said)


def link_form(found: list[versions.Version]) -> None:
    """Offer a steward to give an inspector a frozen version to read until a day."""
    frozen = [one for one in found if one.last.step == "frozen"]
    if not frozen or not access.reader().may("roles", frozen[0].area_code):
        return
    titles = {one.version_id: one.title for one in frozen}
    parts.section(
        "An inspector’s link",
        "<p>It opens this version alone, to read, until the day you choose. The inspector signs in "
        "with the address you give.</p>",
    )
    with st.form("version_link", border=False):
        st.selectbox(
            "Frozen version", list(titles), format_func=lambda one: titles[one], key="link_version"
        )
        st.text_input("Address the inspector signs in with", key="link_person", max_chars=320)
        st.date_input(
            "Until",
            value=date.today() + timedelta(days=28),
            min_value=date.today(),
            key="link_until",
            format="DD/MM/YYYY",
        )
        st.form_submit_button("Give the link", on_click=_give_link, args=(frozen[0].area_code,))


def _give_link(area_code: str) -> None:
    state = st.session_state
    version_id, person, until = state["link_version"], state["link_person"], state["link_until"]
    _do(
        lambda: people.give(person, "inspector", area_code, ends_on=until, version_id=version_id),
        f"{person.strip()} can open it until {wording.day(until)}. Send this link, after the "
        f"address of this dashboard: ?version={version_id}",
    )


# ── Two versions compared ────────────────────────────────────────────────────────────────────


def comparison(found: list[versions.Version]) -> None:
    """Set a version beside another, or beside today's figures: levels, then figures that differ."""
    reader = access.reader()
    opened = {one.version_id: one for one in found if versions.may_open(reader, one)}
    if not opened:
        return
    labels = {key: f"{one.title}, {versions.STEPS[one.last.step].lower()}" for key, one in
              opened.items()}  # fmt: skip
    codes = list(labels)
    left, right = parts.two_columns()
    first = layout.pick("this", "Version", _options(codes, labels), width=260, row=left)
    later = codes[: codes.index(first)] if first in codes else []
    others = [*later[::-1], _TODAY, *[code for code in codes if code not in (first, *later)]]
    second = layout.pick(
        "next", "Compared with", _options(others, labels | {_TODAY: "Today’s figures"}),
        width=260, row=right,
    )  # fmt: skip
    if first is None or second is None:
        return
    try:
        sides = [_figures(opened.get(code), opened[first]) for code in (first, second)]
    except (store.Refused, Unanswerable) as error:
        parts.message("These cannot be compared", str(error))
        return
    for title, key in (("Levels that differ", 0), ("Figures that differ", 1)):
        _differences(title, sides[0][key], sides[1][key])


def _options(codes: list[str], labels: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame({"code": codes, "label": [labels[code] for code in codes]})


def _figures(version: versions.Version | None, otherwise: versions.Version) -> tuple:
    """Return levels and figures as they are written, by title; of today where there is none."""
    about = version or otherwise
    chosen = {
        "area_code": about.area_code,
        "as_at": about.as_at.isoformat(),
        "framework": about.framework,
    }
    with database.viewing(versions.view_of(version) if version else None):
        themes, figures = ask("glance/themes", **chosen), ask("brief/indicators", **chosen)
    return (
        {row["title"]: _level(row) for row in themes.to_dict("records")},
        {row["title"]: figure_text.figure(row) for row in figures.to_dict("records")},
    )


def _level(row: dict) -> str:
    return figure_text.level(row) if wording.is_known(row["level"]) else "not assessed"


def _differences(title: str, first: dict[str, str], second: dict[str, str]) -> None:
    rows = pd.DataFrame(
        [
            {"what": what, "first": first.get(what), "second": second.get(what)}
            for what in dict.fromkeys([*first, *second])
            if first.get(what) != second.get(what)
        ],
        columns=["what", "first", "second"],
    )
    count = len(dict.fromkeys([*first, *second]))
    blocks.table_with_download(
        rows,
        f"{title}: {len(rows)} of {count}",
        {
            "what": blocks.Column("What"),
            "first": blocks.Column("In this version"),
            "second": blocks.Column("In the other"),
        },
        measure="as each build says it",
        source="the builds compared",
        name="differences",
        none="The two builds say the same.",
    )
