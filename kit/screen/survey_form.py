"""The survey as a leader sees it: one page, opened by a link, saved as it goes, with no sign-in."""

from typing import Any

import streamlit as st

from kit.records.store import Refused
from kit.registers import survey
from kit.screen import layout, parts
from kit.screen.ask import ask

ADDRESS, DRAFT = "survey", "draft"  # what the link says, and what it says once something is saved
ANSWERS = {
    "valued": "Of value to us",
    "received": "We receive it",
    "barrier": "Its lack is a barrier",
}
_SAID = {"": "No answer", "yes": "Yes", "no": "No"}


def show(token: str) -> None:
    """Show the survey a token opens, or say why it opens none; nothing else of the product."""
    layout.survey_frame()
    try:
        wave = survey.opened(token)
        before = survey.draft_of(wave, st.query_params.get(DRAFT, ""))
    except Refused as refused:
        parts.write_html(f"<h1>Survey of leaders</h1><p>{parts.escape(str(refused))}</p>")
        return
    parts.write_html(
        f"<h1>{parts.escape(wave.title)}</h1><p>About two minutes. Your answer is kept without "
        "your name, your school and this link. What you have chosen is saved as you go: keep this "
        "address to come back. Answers are shown only where five or more people gave them.</p>"
    )
    said: dict[str, Any] = {"items": {}, "words": ""}
    rows = ask("survey/items")
    for row in rows[rows["item"].isin(wave.details["items"])].to_dict("records"):
        said["items"][row["item"]] = _item(row, before.get("items", {}).get(row["item"], {}))
    if wave.details.get("question"):
        said["words"] = st.text_area(
            wave.details["question"], value=before.get("words", ""), max_chars=1000, key="words",
            help="Do not name a child or any other person.",
        )  # fmt: skip
    _keep(token, wave, before, said)


def _item(row: dict, before: dict[str, str]) -> dict[str, str]:
    parts.write_html(f"<h2>{parts.escape(row['wording'])}</h2>")
    made = {}
    for name, label in ANSWERS.items():
        made[name] = st.radio(
            f"{label}: {row['title']}", list(_SAID), format_func=lambda code: _SAID[code],
            index=list(_SAID).index(before.get(name, "")), horizontal=True,
            key=f"{row['item']}_{name}",
        )  # fmt: skip
    return made


def _keep(token: str, wave: survey.Wave, before: dict, said: dict) -> None:
    """Save what was chosen, and take the answer when it is sent."""
    given = any(value for each in said["items"].values() for value in each.values())
    draft = st.query_params.get(DRAFT, "")
    try:
        if (given or said["words"]) and said != {key: before.get(key) for key in said}:
            st.query_params[DRAFT] = draft = survey.save_draft(wave, draft, said)
        if st.button("Send my answer", type="primary", disabled=not given):
            survey.send(token, draft, said)
            st.query_params.pop(DRAFT, None)
            st.rerun()
    except Refused as refused:
        parts.write_html(f'<p role="status">{parts.escape(str(refused))}</p>')
        return
    if given:
        told = "Saved. Select “Send my answer” when you have finished."
        parts.write_html(f'<p role="status">{told}</p>')
