"""The survey of leaders as its steward runs it: set up, invited, reminded, locked and read."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from kit import spreadsheet, wording
from kit.people import access
from kit.records.store import Refused
from kit.registers import ledger, survey
from kit.registers.offers import row_key
from kit.registers.survey import Wave
from kit.screen import parts
from kit.screen.ask import ask
from kit.screen.register_editor import role, rows_of, say
from kit.screen.register_list import Registers, can_write, counted
from kit.screen.survey_form import ADDRESS
from kit.store.contract import values_of
from kit.store.schema import Table

_QUESTION = "What one thing should the authority do differently?"


def register(kept: Registers) -> Table:
    """Return the register that answers of a survey go to."""
    return next(table for table in kept.tables.values() if table.wide)


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
        try:
            wave_id = survey.begin(
                f"Survey of leaders, {wording.day(closes)}", area_code, opens, closes, chosen,
                question, wide.details,
            )  # fmt: skip
            wave = next(one for one in survey.waves(area_code) if one.wave_id == wave_id)
            tokens = survey.invite(wave, invitations)
        except Refused as refused:
            parts.message("Not saved", str(refused))
            return
        st.session_state["_links"] = pd.DataFrame(
            {"Institution": [one["name"] for one in invitations],
             "Link": [f"?{ADDRESS}={token}" for token in tokens]}
        )  # fmt: skip
        say(
            "The survey is set up", "Download the links now: they are not kept and not shown again."
        )
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


def run(kept: Registers, wave: Wave) -> None:
    """Show one wave: who has not answered, how many have by group, its words, and how it ends."""
    listed = survey.invited(wave)
    done = sum(has for _, has in listed)
    state = "locked" if wave.is_locked else f"until {wording.day(wave.closes_on)}"
    parts.section(wave.title, f"<p>{done} of {len(listed)} have answered; {state}.</p>")
    _response(wave, listed)
    waiting = [who["name"] for who, has in listed if not has]
    if waiting and not wave.is_locked:
        with st.expander(f"To remind: {counted(len(waiting), 'institution')}"):
            st.text("\n".join(waiting))
    _words(wave)
    said = "Use its answers again" if wave.is_locked else "Lock this wave and use its answers"
    who = role(wave.wave_id)
    if st.button(said, key=f"lock_{wave.wave_id}", disabled=not who):
        _lock(kept, wave, who)


def _response(wave: Wave, listed: list) -> None:
    """Show how many of each group have answered, groups below five joined together."""
    groups = pd.DataFrame(
        [{"group": " · ".join(who[name] for name in wave.details["kept"]), "answered": has}
         for who, has in listed]
    )  # fmt: skip
    if groups.empty:
        return
    found = groups.groupby("group")["answered"].agg(["size", "sum"])
    few = found[found["size"] < survey.LEAST]
    shown = found[found["size"] >= survey.LEAST].copy()
    if few["size"].sum() >= survey.LEAST:
        shown.loc["all other groups"] = few.sum()
    lines = {
        str(name).replace("_", " "): f"{row['sum']} of {row['size']} answered"
        for name, row in shown.iterrows()
    }
    parts.list_facts("Who has answered, by role and phase (no weights are used)", lines)


def _words(wave: Wave) -> None:
    said = survey.words(wave)
    if len(said) < survey.LEAST or not access.reader().may("registers", wave.area_code):
        return
    with st.expander(f"Open answers, to read and to group: {len(said)}"):
        frame = pd.DataFrame({"said": said, "group": [""] * len(said)})
        edited = st.data_editor(
            frame, hide_index=True, width="stretch", disabled=["said"], key=f"words_{wave.wave_id}"
        )
        groups = dict(enumerate(edited["group"].fillna("").str.strip()))
        shown = survey.group_counts({str(key): group for key, group in groups.items()})
        parts.list_facts(
            f"Groups of {survey.LEAST} or more", {name: f"{count} answers" for name, count in shown}
        )


def _lock(kept: Registers, wave: Wave, who: str) -> None:
    """Close a wave for good and write its answers to the registers."""
    table = register(kept)
    assert table.wide is not None
    asked_of = kept.tables[table.wide.invitations]
    try:
        wave = survey.lock(wave)
        made, asked = survey.rows(wave, table)
        for each, rows in ((table, made), (asked_of, asked)):
            if ledger.state(each, kept.collection).follows == "file":
                ledger.keep_here(each, kept.tables, kept.contracts, role=who,
                                 collection=kept.collection)  # fmt: skip
            before = {row.row_key: row for row in rows_of(kept, each, wave.area_code)}
            after: dict[str, dict[str, str] | None] = {row_key(each, row): row for row in rows}
            changes = ledger.edits(each, before, after, wave.area_code)
            ledger.save(each, kept.contracts, changes, role=who, source=wave.title,
                        collection=kept.collection)  # fmt: skip
            ledger.confirm(each, wave.closes_on, who, kept.collection)
    except Refused as refused:
        parts.message("Not locked", str(refused))
        return
    say("Locked", "Its answers are in the register. Update the figures on the page Registers.")
    st.rerun()
