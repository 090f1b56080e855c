"""An import taken back on screen, by whoever may change the registers of every authority."""

import pandas as pd
import streamlit as st

from kit.people import access, record
from kit.records.tables import EVERYWHERE
from kit.screen import parts
from kit.store import build_on_record, building, database, vintages

_ACT = "registers"


def undo_form(made: pd.DataFrame) -> None:
    """Offer to take an import back, for the one who may. `made`: batch, file, state; newest first.

    What was imported before serves again, after a build; a build that is refused changes nothing
    on the page, and says so.
    """
    kept = made[made["state"] != "undone"]
    if kept.empty or not access.reader().may(_ACT, EVERYWHERE):
        return
    files = kept.groupby("batch", sort=False)["file"].agg(lambda each: ", ".join(sorted(each)))
    with st.form("undo"):
        batch = st.selectbox(
            "Undo an import",
            list(files.index),
            format_func=lambda one: f"{one[:16].replace('T', ' ')} UTC: {files[one]}",
            help="What was imported before it is used again. Nothing is deleted.",
        )
        if st.form_submit_button("Undo this import"):
            _undo(batch)


def _undo(batch: str) -> None:
    try:
        access.require(_ACT, EVERYWHERE)
        taken = vintages.undo(database.collection(), batch)
        record.write("import", undone=taken.batch)
        build_on_record.build(database.collection())
    except (access.Denied, vintages.BusyError, ValueError) as error:
        st.error(str(error))
    except (building.Refused, building.Busy) as error:
        said = getattr(error, "public", str(error))
        parts.message("The import is undone, but the figures are not updated", said)
    else:
        st.rerun()
