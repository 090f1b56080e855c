"""People and their roles on the screen: listed, given and taken away."""

from datetime import date

import pandas as pd
import streamlit as st

from kit import wording
from kit.people import access, people, roles
from kit.records import store
from kit.records.tables import EVERYWHERE
from kit.screen import blocks, layout, parts
from kit.screen.ask import ask

_RESULT = "_role_result"
_ALL = "All authorities"


def held_roles() -> pd.DataFrame:
    """Return the roles held that the reader may see, with the names of role and authority."""
    held = people.held(access.reader().areas("roles"))
    columns = ["person", "name", "role", "area_code", "ends_on", "added_at", "added_by"]
    rows = pd.DataFrame(held, columns=columns)
    names = _area_names()
    known = roles.known()
    return rows.assign(
        label=[known[code].label if code in known else code for code in rows["role"]],
        where=[names.get(code, code) for code in rows["area_code"]],
    )


def _area_names() -> dict[str, str]:
    areas = ask("frame/areas", as_at=layout.selection()["as_at"])
    may = access.reader().areas("roles")
    names = {EVERYWHERE: _ALL} if may is None else {}
    return names | {
        code: name
        for code, name in zip(areas["code"], areas["label"], strict=True)
        if may is None or code in may
    }


def headline(held: pd.DataFrame) -> str:
    """Say how many people hold a role."""
    count = held["person"].nunique()
    if not count:
        return "Nobody holds a role yet"
    return f"{wording.number(count)} {'person holds' if count == 1 else 'people hold'} a role"


def list_roles(held: pd.DataFrame) -> None:
    """List who holds which role, with a download."""
    blocks.table_with_download(
        held,
        "Roles held",
        {
            "name": blocks.Column("Name"),
            "person": blocks.Column("Signs in as"),
            "label": blocks.Column("Role"),
            "where": blocks.Column("Authority"),
            "ends_on": blocks.Column("Until", "date"),
            "added_by": blocks.Column("Given by"),
        },
        measure="those you may change",
        source="the store of what people write",
        name="roles",
        none="Give the first role here.",
    )


def role_form(held: pd.DataFrame) -> None:
    """Offer to give a role, or to take one away."""
    parts.section("Give or take away a role", "")
    if told := st.session_state.pop(_RESULT, None):
        parts.message(*told)
    names, known = _area_names(), roles.known()
    with st.form("role_form", border=False):
        st.text_input("Address the person signs in with", key="role_person", max_chars=320)
        st.text_input("Name", key="role_name", max_chars=200)
        st.selectbox(
            "Role", list(known), format_func=lambda code: known[code].label, key="role_role"
        )
        st.multiselect(
            "Authorities", list(names), format_func=lambda code: names[code], key="role_areas"
        )
        st.date_input(
            "Until (leave empty for no end)",
            value=None,
            min_value=date.today(),
            key="role_until",
            format="DD/MM/YYYY",
        )
        with st.container(horizontal=True):
            st.form_submit_button("Give", on_click=_change, args=(True,), type="primary")
            st.form_submit_button("Take away", on_click=_change, args=(False,))


def _change(gives: bool) -> None:
    state = st.session_state
    person, areas = state["role_person"], state["role_areas"]
    if not areas:
        state[_RESULT] = ("Not saved", "Choose one authority or more.")
        return
    try:
        for code in areas:
            if gives:
                people.give(
                    person, state["role_role"], code,
                    name=state["role_name"].strip(), ends_on=state["role_until"],
                )  # fmt: skip
            else:
                people.end(person, state["role_role"], code)
    except store.Refused as refused:
        state[_RESULT] = ("Not saved", str(refused))
        return
    state[_RESULT] = ("Done", "Given." if gives else "Taken away.")


_SAID = {
    "read": "Read pages and papers",
    "comment": "Write comments and events",
    "sign": "Sign off indicators",
    "prepare": "Begin, share and freeze versions",
    "sign_version": "Sign versions for the director",
    "sql": "Ask in SQL",
    "faults": "See errors in full",
    "registers": "Change registers",
    "roles": "Give roles",
    "erase": "Erase words",
    "record": "Read the record",
    "in_confidence": "See small numbers, where held",
    "versions": "Open versions that are shared or frozen",
}


def list_acts() -> None:
    """List what each role may do."""
    known = roles.known().values()
    rows = pd.DataFrame(
        [
            {"act": said} | {role.code: "yes" if act in role.acts else "" for role in known}
            for act, said in _SAID.items()
        ]
    )
    heads = {"act": blocks.Column("May")} | {role.code: blocks.Column(role.label) for role in known}
    parts.section("What each role may do", "", "for the authorities it is given for")
    blocks.table(rows, "What each role may do", heads, headed=True)
