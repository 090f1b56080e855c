"""Whether an indicator's text is signed off here, and a form to record that it is."""

import pandas as pd
import streamlit as st

from kit.people import access
from kit.screen import parts
from kit.store import comments
from kit.store import sign_offs as kept

_RESULT = "_sign_off_result"


def sign_off_text(about: pd.Series) -> str:
    """Say which role checked this version and when, or that none has.

    `about`: indicator, version (of its text, as the build ran it).
    """
    return kept.state(about["indicator"], parts.text(about["version"])).said


def sign_off_form(about: pd.Series) -> None:
    """Offer to record a check of this version; nothing where readers may not write.

    `about`: as for `said`, and owner, the role that answers for the indicator.
    """
    if (
        not comments.can_write()
        or not access.reader().may("sign")
        or not parts.text(about["version"])
    ):
        return
    code = about["indicator"]
    with st.popover("Record a check", icon=":material/verified:", key=f"sign_open_{code}"):
        if result := st.session_state.pop(f"{_RESULT}_{code}", None):
            parts.message(*result)
        with st.form(f"sign_{code}", border=False):
            st.selectbox(
                "Checked by",
                comments.roles(),
                index=None,
                placeholder="Choose a role",
                key=f"sign_role_{code}",
            )
            st.caption(
                "Confirms that this role has read the question, what is counted and the SQL, and "
                "agrees that they match. Choose another role than the owner. The check no longer "
                f"counts when the text changes. Version {about['version']}."
            )
            st.form_submit_button("Save", on_click=_save, args=(about,))


def _save(about: pd.Series) -> None:
    code = about["indicator"]
    role = st.session_state.get(f"sign_role_{code}") or ""
    try:
        kept.sign(code, about["version"], role, owner=about["owner"])
    except kept.Refused as refused:
        st.session_state[f"{_RESULT}_{code}"] = ("Not saved", str(refused))
    else:
        st.session_state[f"{_RESULT}_{code}"] = ("Saved", f"{role} checked this version.")
