"""The files of a page: its rows as XLSX and CSV, with title, unit, source, build and stamp."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from kit import spreadsheet, wording
from kit.screen import export, share, sign_in
from kit.screen.ask import ask
from kit.store import database

_ANYONE = "Anyone: small numbers are left out"


def add_to_downloads(lines: dict[str, str]) -> None:
    """Have every download of this page that follows say these lines too."""
    st.session_state["_carried"] = lines


def offer_downloads(
    rows: pd.DataFrame, name: str, about: dict[str, str], columns: Mapping | None = None
):
    """Offer the rows as XLSX and CSV, with title, unit, source …, the build and the stamp.

    `columns` are those that are saved (name → Column), where the rows do not hold them as they
    are. Returns the row of buttons, for others that belong beside them.
    """
    build, chosen = database.current(), st.session_state.get("_chosen", {})
    if columns is not None:
        rows = export.saved_columns(rows, columns)
    stamp = wording.stamp(build.collection, build.mark)
    about = (
        ({"Note": stamp} if stamp else {})
        | about
        | _chosen_lines(chosen)
        | {
            "Who may see it": build.mark or _ANYONE,
            "Build": build.build_id,
            "Built": f"{wording.minute(build.built_at)} UTC",
        }
        | st.session_state["_carried"]
    )
    share.record_table(name.replace("_", " "), rows, about)
    file_name = export.file_name(name, chosen)
    kinds: dict[str, tuple[Callable, str]] = {
        "XLSX": (spreadsheet.as_xlsx, spreadsheet.XLSX),
        "CSV": (spreadsheet.as_csv, "text/csv"),
    }
    row = st.container(horizontal=True, vertical_alignment="center", key=f"downloads_{name}")
    with row:
        for ending, (make, mime) in kinds.items():
            st.download_button(
                f"Download {ending}",
                sign_in.on_record(
                    "export",
                    partial(make, rows, about),
                    st.session_state.get("_chosen", {}).get("area_code") or "",
                    file=f"{file_name}.{ending.lower()}",
                    rows=len(rows),
                    build=build.build_id,
                ),
                mime=mime,
                file_name=f"{file_name}.{ending.lower()}",
                key=f"get_{name}_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )
    return row


def _chosen_lines(chosen: Mapping) -> dict[str, str]:
    """Return what the frame's pickers hold: the area with both its codes, and the date."""
    lines = {}
    if code := chosen.get("area_code"):
        codes = ask("frame/both_codes")
        row = codes[codes["area_code"] == code]
        both = [code, *row["gss_code"].dropna()]
        lines["Authority chosen"] = f"{', '.join([*row['name'], ''])}{' / '.join(both)}"
    if as_at := chosen.get("as_at"):
        lines["As at"] = str(as_at)
    return lines
