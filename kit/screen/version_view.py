"""A version opened by its link: its build answers, its authority, date and framework stand fixed.

`?version=` in the address opens it, and stays with the session until the reader leaves it. Whoever
may not open it is shown nothing of it; whoever may is read only while it is open.
"""

import pandas as pd
import streamlit as st

from kit.people import access, versions
from kit.records import store
from kit.screen import parts, share, sign_in
from kit.store import database

_NAME, _FAULT, _OPEN = "version", "_version_fault", "_version_open"


def arrive() -> None:
    """Open the version that the address names, or that is open in this session, if any."""
    state = st.session_state
    database.show(None)
    state[_FAULT], state[_OPEN], state[share.STEP] = "", None, ""
    if wanted := st.query_params.get(_NAME):
        state[sign_in.VERSION] = wanted[:80]
    if not state.get(sign_in.VERSION):
        return
    try:
        if access.reader(anew=True).how != access.IN_VERSION:
            state[_FAULT] = "You have no role for it, it is not shared, or the link is mistyped."
            return
        version = versions.get(state[sign_in.VERSION])
        assert version is not None
        database.show(versions.view_of(version))
        state[_OPEN], state[share.STEP] = version, f"“{version.title}”, {version.said}"
        st.query_params[_NAME] = version.version_id
    except store.Refused as refused:
        state[_FAULT] = str(refused)


def require_view() -> None:
    """Say why a version that was asked for is not shown, and stop."""
    if not (why := st.session_state[_FAULT]):
        return
    parts.message("This version cannot be opened", why)
    st.button("Show today’s figures", on_click=_leave, key="leave_version")
    st.stop()


def banner() -> None:
    """Say on every page which version is open and at which step; offer to leave it."""
    version = st.session_state[_OPEN]
    if version is None:
        return
    share.record_setting(_NAME, version.version_id)
    with st.session_state["_checks"].container(horizontal=True, key="version"):
        parts.write_html(
            f'<p class="checked" role="note">{parts.escape(f"Version “{version.title}”")}: '
            f"{parts.escape(version.said)}. Comments are not changed here.</p>"
        )
        st.button("Show today’s figures", on_click=_leave, key="leave_version")


def _leave() -> None:
    st.session_state.pop(sign_in.VERSION, None)
    st.query_params.pop(_NAME, None)


def only(name: str, options: pd.DataFrame) -> pd.DataFrame:
    """Return the options of a picker that a version leaves: the one it is of."""
    version = st.session_state[_OPEN]
    if version is None:
        return options
    return options[options["code"] == str(getattr(version, name))].reset_index(drop=True)
