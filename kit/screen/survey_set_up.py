"""A survey set up by its steward: of leaders in three steps, or of partners on one checklist."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from kit import spreadsheet, wording
from kit.records.store import Refused
from kit.registers import survey
from kit.registers.survey import Wave
from kit.screen import parts
from kit.screen.ask import ask
from kit.screen.register_editor import say
from kit.screen.register_list import Registers, can_write, counted
from kit.screen.survey_form import ADDRESS
from kit.store.contract import values_of
from kit.store.schema import Table

_QUESTION = "What one thing should the authority do differently?"


def register(kept: Registers) -> Table:
    """Return the register that answers of a survey go to."""
    return next(table for table in kept.tables.values() if table.wide)


def register_of(kept: Registers, wave: Wave) -> Table:
    """Return the register that the answers of a wave go to."""
    return _partners(kept) if wave.form == survey.PARTNERS else register(kept)


def waves(area_code: str) -> list[Wave]:
    """Return the waves of the survey of an authority; none for who may not see them."""
    return survey.waves(area_code) if can_write() else []


def set_up(kept: Registers, area_code: str) -> None:
    """Offer to set up a wave in three steps: what is asked, of whom, and between which days."""
    table = register(kept)
    wide = table.wide
    assert wide is not None
    items = ask("survey/items")
    leaders = ask("survey/leaders", area_code=area_code)
    columns = {column.name: column for column in table.columns}
    roles = values_of(columns[wide.details[0]], kept.contracts)[0]
    parts.section("Set up a survey", "")
    day = pd.Timestamp(date.today() + timedelta(21))
    asked_then = (items["in_use_from"].isna() | (pd.to_datetime(items["in_use_from"]) <= day)) & (
        items["in_use_to"].isna() | (pd.to_datetime(items["in_use_to"]) >= day)
    )
    items = items[asked_then]
    chosen = _tick("1. What is asked", dict(zip(items["item"], items["wording"], strict=True)))
    question = st.text_input("One open question (may be blank)", value=_QUESTION)
    names = dict(zip(leaders["institution_id"], leaders["name"], strict=True))
    said = "2. Who is asked: leaders by institution, by role and never by name"
    asked = _tick(said, names)
    as_role = st.selectbox("Role asked", list(roles), format_func=lambda code: roles[code])
    left, right = st.columns(2)
    opens = left.date_input("3. It opens on", value=date.today(), format="DD/MM/YYYY")
    closes = right.date_input(
        "and closes on", value=date.today() + timedelta(21), format="DD/MM/YYYY"
    )
    found = leaders[leaders["institution_id"].isin(asked)].to_dict("records")
    invitations = [
        {"institution_id": one["institution_id"], "name": one["name"],
         **dict(zip(wide.details, (as_role, one["phase"]), strict=True))} for one in found
    ]  # fmt: skip
    if small := survey.small_groups(invitations, wide.details):
        parts.note(
            f"Fewer than {survey.LEAST} are asked in these groups, so who can read the register of "
            f"answers may know whose an answer is: {'; '.join(small)}."
        )
    if st.button(f"Begin, and make {counted(len(invitations), 'link')}", type="primary"):
        title = f"Survey of leaders, {wording.day(closes)}"
        _begin(title, area_code, (opens, closes), chosen, question, wide.details, invitations)


def set_up_partners(kept: Registers, area_code: str) -> None:
    """Offer to ask each kind of partner to score the checklist alone."""
    columns = {column.name: column for column in _partners(kept).columns}
    partners = list(columns["partner"].allowed or [])
    parts.section(
        "Ask partners to score their work",
        "<p>One checklist for all. Each partner scores alone and is shown by its kind; the "
        "difference between them is the finding.</p>",
    )
    with st.container(horizontal=True):
        links = {
            partner: st.number_input(
                f"Links for {partner}", 0, 200, 1, key=f"links_{partner}", width=160
            )
            for partner in partners
        }
    closes = st.date_input(
        "Partners answer until", value=date.today() + timedelta(21), format="DD/MM/YYYY", width=180
    )
    invitations = [
        {"partner": partner, "name": f"{wording.capitalise(partner)} {number}"}
        for partner, count in links.items()
        for number in range(1, int(count) + 1)
    ]
    said = f"Ask partners, and make {counted(len(invitations), 'link')}"
    if st.button(said, type="primary", disabled=not invitations):
        items = list(ask("survey/checklist")["item"])
        title = f"Partnership checklist, {wording.day(closes)}"
        _begin(
            title, area_code, (date.today(), closes), items, "", ["partner"], invitations,
            survey.PARTNERS,
        )  # fmt: skip


def _partners(kept: Registers) -> Table:
    return next(
        table for table in kept.tables.values()
        if any(column.listed == "partner_checklist" for column in table.columns)
    )  # fmt: skip


def _begin(
    title,
    area_code,
    days: tuple[date, date],
    items,
    question,
    kept,
    invitations,
    form=survey.LEADERS,
):
    """Set up a wave and show its links, once. `days`: the first and the last."""
    try:
        wave_id = survey.begin(title, area_code, *days, items, question, kept, form=form)
        wave = next(one for one in survey.waves(area_code) if one.wave_id == wave_id)
        tokens = survey.invite(wave, invitations)
    except Refused as refused:
        parts.message("Not saved", str(refused))
        return
    st.session_state["_links"] = pd.DataFrame(
        {"Who": [one["name"] for one in invitations],
         "Link": [f"?{ADDRESS}={token}" for token in tokens]}
    )  # fmt: skip
    say("The survey is set up", "Download the links now: they are not kept and not shown again.")
    st.rerun()


def _tick(label: str, titles: dict[str, str]) -> list[str]:
    """Offer a list in which all are ticked; return the codes of those that stay so."""
    parts.write_html(f"<p>{parts.escape(label)}</p>")
    edited = st.data_editor(
        pd.DataFrame({"asked": True, "title": list(titles.values())}), hide_index=True,
        width="stretch", height=260, disabled=["title"], key=f"tick_{label[:1]}",
        column_config={
            "asked": st.column_config.CheckboxColumn("Ask", width="small"),
            "title": st.column_config.TextColumn(label[3:]),
        },
    )  # fmt: skip
    return [code for code, is_asked in zip(titles, edited["asked"], strict=True) if is_asked]


def offer_links() -> None:
    """Offer the links made last, once: they are kept nowhere else."""
    links = st.session_state.get("_links")
    if links is None:
        return
    about = {"Title": "Links to send", "Note": "Put the address of this dashboard before each link"}
    st.download_button(
        f"Download {counted(len(links), 'link')}", spreadsheet.as_csv(links, about),
        file_name="survey_links.csv", mime="text/csv", on_click="ignore", key="links",
    )  # fmt: skip
