"""A survey while it runs and after: who has answered, its words, how it is locked and used."""

import pandas as pd
import streamlit as st

from kit import wording
from kit.records.store import Refused
from kit.registers import ledger, survey
from kit.registers.offers import row_key
from kit.registers.survey import Wave
from kit.screen import parts
from kit.screen.register_editor import role, rows_of, say
from kit.screen.register_list import Registers
from kit.screen.survey_set_up import register_of


def run(kept: Registers, wave: Wave) -> None:
    """Show one wave: who has not answered, how many have by group, its words, and how it ends."""
    listed = survey.invited(wave)
    done = sum(has for _, has in listed)
    state = "locked" if wave.is_locked else f"until {wording.day(wave.closes_on)}"
    parts.section(wave.title, f"<p>{done} of {len(listed)} have answered; {state}.</p>")
    if wave.form == survey.LEADERS:
        _response(wave, listed)
    waiting = [who["name"] for who, has in listed if not has]
    if waiting and not wave.is_locked:
        with st.expander(f"To remind: {len(waiting)} who have not answered"):
            st.text("\n".join(waiting))
    said = "Use its answers again" if wave.is_locked else "Lock this wave and use its answers"
    who = role(wave.wave_id)
    _words(wave, who)
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


def _words(wave: Wave, who: str) -> None:
    """Let the steward read the open answers and group them by hand; keep the groups."""
    said = survey.groups(wave)
    count = len(survey.words(wave))
    if count < survey.LEAST:
        return
    with st.expander(f"Open answers, to read and to group: {count}"):
        edited = st.data_editor(
            pd.DataFrame({"said": survey.words(wave)}).assign(
                group=lambda rows: rows["said"].map(said)
            ),
            hide_index=True, width="stretch", disabled=["said"], key=f"words_{wave.wave_id}",
            column_config={
                "said": st.column_config.TextColumn("Answer"),
                "group": st.column_config.TextColumn("Group, in your words"),
            },
        )  # fmt: skip
        if st.button("Save the groups", key=f"groups_{wave.wave_id}", disabled=not who):
            groups = edited["group"].fillna("").astype(str)
            survey.keep_groups(wave, list(zip(edited["said"], groups, strict=True)), who)
            say("Groups saved", f"Groups of {survey.LEAST} or more are shown once it is locked.")
            st.rerun()


def show_groups(area_code: str) -> None:
    """Show how many open answers are in each group made by hand, of locked waves, to any reader."""
    for wave in survey.waves(area_code):
        if counts := survey.group_counts(wave):
            parts.list_facts(
                f"{wave.title}: what leaders wrote, grouped by hand",
                {group: f"{count} answers" for group, count in counts},
            )
            parts.note(f"Groups of fewer than {survey.LEAST} answers are not shown.")


def _lock(kept: Registers, wave: Wave, who: str) -> None:
    """Close a wave for good and write its answers to the registers."""
    table = register_of(kept, wave)
    try:
        wave = survey.lock(wave)
        if table.wide is None:
            taken = [(table, survey.scores(wave, table))]
        else:
            made, asked = survey.rows(wave, table)
            taken = [(table, made), (kept.tables[table.wide.invitations], asked)]
        for each, rows in taken:
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
