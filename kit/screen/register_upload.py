"""A spreadsheet or pasted cells taken into a register: matched, asked about, shown, then saved."""

import hashlib
import io
import json
import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from kit.records import register_rows as records
from kit.registers import ledger, match, sheets
from kit.registers.columns import Matched
from kit.registers.offers import row_key
from kit.registers.questions import Question
from kit.screen import parts
from kit.screen.register_editor import rows_of, save_changes
from kit.screen.register_list import Registers, counted
from kit.store import templates
from kit.store.problems import UnreadableError
from kit.store.schema import Table

_LARGER = (
    "Up to 1 MB, about 20,000 rows of CSV. Have a larger file imported where the dashboard runs."
)
_LINES = 20  # rows shown before they are saved


def download(kept: Registers, area_code: str) -> None:
    """Offer all registers of one authority as the workbook, to edit and to take back."""

    def make() -> bytes:
        rows = {
            name: [row.values for row in rows_of(kept, table, area_code)]
            for name, table in kept.tables.items()
        }
        return templates.workbook(kept.contracts, rows)

    st.download_button(
        "Download the workbook", make, file_name=templates.WORKBOOK_NAME, on_click="ignore",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:", key="registers_workbook",
    )  # fmt: skip


def upload(kept: Registers, table: Table, area_code: str, who: str) -> None:
    """Take a spreadsheet or pasted cells: ask what is not certain, show the rows, save them."""
    file = st.file_uploader(
        "A spreadsheet as you have it (xlsx, ods, csv)", type=["xlsx", "ods", "csv", "tsv"],
        key=f"file_{table.source}", help=_LARGER,
    )  # fmt: skip
    pasted = st.text_area(
        "Or paste cells copied from a spreadsheet, with their headings", key=f"paste_{table.source}"
    )
    try:
        found, source = _sheets(file, pasted)
    except UnreadableError as error:
        parts.message("This cannot be read", f"It {error.problem.rule}. {error.problem.mend}.")
        return
    if not found:
        return
    found = [one for one in found if table.is_sheet(one.name)] or found
    held = rows_of(kept, table, area_code)
    answers = _answers(kept, table, found, area_code)
    _take_matching(table, answers)
    made = match.match(
        found, table, kept.contracts, known=ledger.known(table, kept.tables, kept.collection),
        area_code=area_code, today=date.today(), answers=answers,
        existing=[row.values for row in held],
    )  # fmt: skip
    _show_columns(made)
    for question in made.questions:
        _ask(table, question, answers)
    _show_rows(made)
    if made.is_ready:
        _offer_to_save(kept, table, made, found, answers, area_code, who, source)


def _sheets(file, pasted: str) -> tuple[list[sheets.Sheet], str]:
    if file is not None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(file.name).name
            path.write_bytes(file.getvalue())
            return sheets.read(path), file.name
    if pasted and pasted.strip():
        return [sheets.block(pasted)], "pasted cells"
    return [], ""


def _key(table: Table, found: list[sheets.Sheet]) -> str:
    """Return the name by which the decisions on such a spreadsheet are kept: its headings."""
    heads = [
        row for one in found for row in one.rows[: sheets.LOOKED_THROUGH] if sum(map(bool, row)) > 1
    ]
    said = json.dumps([table.source, heads[:1]])
    return f"{table.source}|{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _answers(kept: Registers, table: Table, found, area_code: str) -> dict[str, str]:
    """Return the decisions made so far on such a spreadsheet: kept ones, and those of this page."""
    key = _key(table, found)
    state = st.session_state.setdefault("_answers", {})
    if key not in state:
        before = records.rows(ledger.MATCHES, area_code, kept.collection)
        same = next((dict(one.values) for one in before if one.row_key == key), {})
        state[key] = ledger.decided_names(table, [one.values for one in before]) | same
    return state[key]


def _take_matching(table: Table, answers: dict[str, str]) -> None:
    """Offer to load decisions kept as a file; what was decided on this page comes before them."""
    with st.expander("Use a matching kept as a file"):
        file = st.file_uploader("Matching (json)", type=["json"], key=f"matching_of_{table.source}")
    if file is None:
        return
    try:
        said = json.loads(file.getvalue())
    except ValueError:
        said = None
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        parts.message(
            "This is no matching",
            f"{file.name} was not saved by “Download how it was matched”. Choose that file.",
        )
        return
    for about, decision in said.items():
        answers.setdefault(about, decision)


def _ask(table: Table, question: Question, answers: dict[str, str]) -> None:
    """Ask one question; the answer counts from the next run on."""
    titles = {
        one.value: f"{one.title} ({one.score} of 100 alike)" if one.score else one.title
        for one in question.choices
    }
    key = f"asked_{table.source}_{question.about}"

    def answer() -> None:
        if said := st.session_state.get(key):
            answers[question.about] = said

    if titles:
        st.selectbox(
            question.said, list(titles), index=None, placeholder="Choose", key=key,
            format_func=lambda value: titles.get(value, value), on_change=answer,
            accept_new_options=question.is_open,
        )  # fmt: skip
    else:
        st.text_input(question.said, key=key, on_change=answer)
    if question.examples:
        parts.note(f"In the sheet: {'; '.join(question.examples)}")


def _show_columns(made: Matched) -> None:
    if made.columns:
        parts.list_facts(
            "How their columns were read",
            {heading: ours.replace("_", " ") for heading, ours in made.columns.items()},
        )
    for note in made.notes:
        parts.note(note)


def _show_rows(made: Matched) -> None:
    if made.rows:
        st.dataframe(
            pd.DataFrame(made.rows[:_LINES]), hide_index=True, width="stretch",
            alt=f"The first of {len(made.rows)} rows as they would be saved",
        )  # fmt: skip
    lines = [f"Row {line}: {why}. {text}" for line, text, why in made.unfit]
    if lines:
        said = f"{counted(len(lines), 'row')} will not be saved"
        parts.message(
            said, "Correct them in the spreadsheet or below.", "\n".join(lines), folded=True
        )
    if made.left_out:
        lines = [f"Row {line}: {why}. {text}" for line, text, why in made.left_out]
        said = f"{counted(len(lines), 'row')} left out"
        parts.message(said, "They hold no data of their own.", "\n".join(lines), folded=True)


def _offer_to_save(kept, table, made: Matched, found, answers, area_code, who, source) -> None:
    held = {row.row_key: row for row in rows_of(kept, table, area_code)}
    after: dict[str, dict | None] = {row_key(table, row): row for row in made.rows}
    new = [key for key in after if key not in held]
    changed = [key for key, row in after.items() if key in held and held[key].values != row]
    gone = [key for key in held if key not in after]
    parts.note(
        f"{counted(len(new), 'new row')}, {counted(len(changed), 'changed row')}, "
        f"{len(after) - len(new) - len(changed)} as before, {len(gone)} kept and not in this file."
    )
    if gone and st.checkbox(f"Also delete the {len(gone)} that are not in this file"):
        after |= dict.fromkeys(gone)
        changed += gone
    if answers:
        st.download_button(
            "Download how it was matched", io.BytesIO(json.dumps(answers, indent=1).encode()),
            file_name=f"{table.source}.matching.json", key=f"matching_{table.source}",
        )  # fmt: skip
    differences = {key: after[key] for key in [*new, *changed]}
    if not differences:
        parts.note("Nothing would change.")
        return
    if st.button(f"Save {counted(len(differences), 'row')}", type="primary", disabled=not who,
                 key=f"take_{table.source}"):  # fmt: skip
        ledger.keep_matching(
            table, _key(table, found), answers, area_code, role=who, source=source,
            collection=kept.collection,
        )  # fmt: skip
        save_changes(kept, table, held, differences, who, area_code, source)
