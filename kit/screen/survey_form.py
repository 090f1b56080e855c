"""The survey as a leader sees it: one page, opened by a link, saved as it goes, with no sign-in."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from kit.records.store import Refused
from kit.registers import survey
from kit.screen import layout, parts
from kit.screen.ask import ask

ADDRESS, DRAFT = "survey", "draft"  # what the link says, and what it says once something is saved
_YES_NO = {"": "No answer", "yes": "Yes", "no": "No"}
_SCORES = {"": "No answer", "1": "Not at all", "2": "In part", "3": "Mostly", "4": "Fully"}


@dataclass(frozen=True)
class Form:
    """A form of survey: its items (a question), what is asked of each, and the answers."""

    items: str
    asked: dict[str, str]
    answers: dict[str, str]
    title: str
    promise: str


FORMS = {
    survey.LEADERS: Form(
        "survey/items",
        {"valued": "Of value to us", "received": "We receive it",
         "barrier": "Its lack is a barrier"},
        _YES_NO,
        "Survey of leaders",
        "Your answer is kept without your name, your school and this link. Answers are shown only "
        "where five or more people gave them.",
    ),
    survey.PARTNERS: Form(
        "survey/checklist",
        {"score": "True of us all"},
        _SCORES,
        "Partnership checklist",
        "Answer for your organisation and without asking the other partners. Your scores are shown "
        "by kind of partner, such as police, and without your name.",
    ),
}  # fmt: skip


def show(token: str) -> None:
    """Show the survey a token opens, or say why it opens none; nothing else of the product."""
    layout.survey_frame()
    try:
        wave = survey.opened(token)
        before = survey.draft_of(wave, st.query_params.get(DRAFT, ""))
    except Refused as refused:
        parts.write_html(f"<h1>Survey</h1><p>{parts.escape(str(refused))}</p>")
        return
    form = FORMS[wave.form]
    parts.write_html(
        f"<h1>{parts.escape(wave.title)}</h1><p>About two minutes. {form.promise} What you have "
        "chosen is saved as you go: keep this address to come back.</p>"
    )
    said: dict[str, Any] = {"items": {}, "words": ""}
    rows = ask(form.items)
    for row in rows[rows["item"].isin(wave.details["items"])].to_dict("records"):
        said["items"][row["item"]] = _item(form, row, before.get("items", {}).get(row["item"], {}))
    if wave.details.get("question"):
        said["words"] = st.text_area(
            wave.details["question"], value=before.get("words", ""), max_chars=1000, key="words",
            help="Do not name a child or any other person.",
        )  # fmt: skip
    _keep(token, wave, before, said)


def _item(form: Form, row: dict, before: dict[str, str]) -> dict[str, str]:
    parts.write_html(f"<h2>{parts.escape(row['wording'])}</h2>")
    made, codes = {}, list(form.answers)
    for name, label in form.asked.items():
        made[name] = st.radio(
            f"{label}: {row['title']}", codes, format_func=lambda code: form.answers[code],
            index=codes.index(before.get(name, "")), horizontal=True,
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
