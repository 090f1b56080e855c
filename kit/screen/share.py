"""The line of every page that shares it: copy a short link, print, download what is shown.

While a page runs it says here what it reads from the address and what it shows; when it has run,
the line is drawn of that.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from kit import spreadsheet, wording
from kit.screen import sign_in
from kit.store import database

# Where a browser keeps the clipboard from a page (plain http on a network), the link is shown in a
# field, marked and ready to be copied by hand.
_BUTTONS = st.components.v2.component(
    "share",
    html="""<span class="share"><button type="button" name="copy">Copy link</button>
<button type="button" name="print">Print</button>
<label hidden>Copy this link <input readonly></label></span>""",
    js="""
export default function ({ data, parentElement }) {
  const part = (name) => parentElement.querySelector(name)
  const copy = part("[name=copy]"), label = part("label"), field = part("input")
  const link = new URL(data.link, location.origin + location.pathname.replace(/[^/]*$/, "")).href
  label.hidden = true
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(link)
      copy.textContent = "Copied"
      setTimeout(() => { copy.textContent = "Copy link" }, 4000)
    } catch {
      label.hidden = false
      field.value = link
      field.focus()
      field.select()
    }
  }
  copy.setAttribute("aria-live", "polite")
  part("[name=print]").onclick = () => document.printNarrow()
}
""",
    isolate_styles=False,
)


STEP = "_step"  # in a session: title and step of the version that is open


class Stopped(Exception):
    """A page has said all it has to say; after st.stop() nothing more could be drawn."""


def reset() -> None:
    """Forget what the last run read and showed."""
    st.session_state["_address"] = {}
    st.session_state["_unknown"] = {}
    st.session_state["_words"], st.session_state["_shown"] = [], []
    st.session_state.setdefault("_strange", set(st.query_params))


def record_setting(name: str, code: str | None, default: str | None = None) -> None:
    """Say what a page reads from the address under `name`; the link leaves the default out."""
    st.session_state["_address"][name] = "" if code == default else code or ""
    st.session_state["_strange"].discard(name)


def report_unknown(name: str, said: str = "") -> None:
    """Say that the address holds what is no choice under `name`; nothing: the page has told it."""
    st.session_state["_unknown"][name] = said


def record_text(title: str, said: str = "") -> None:
    """Say what a page says in words, so that it is in the page's workbook."""
    st.session_state.setdefault("_words", []).append((title, said))


def record_table(title: str, rows: pd.DataFrame, about: dict[str, str] | None = None) -> None:
    """Say what a page shows, so that it is in the page's workbook. `about`: as in spreadsheet."""
    st.session_state.setdefault("_shown", []).append((title, rows, about or {}))


def slug(name: str) -> str:
    """Return a name as an address says it: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@contextmanager
def run_page(page: st.Page) -> Iterator[None]:
    """Run a page inside; then draw its line in the foot, even where the page stopped early."""
    with suppress(Stopped):
        yield
    _draw_footer(page)


def _draw_footer(page: st.Page) -> None:
    build = database.current()
    told = pd.DataFrame(st.session_state["_words"], columns=["What this page says", "In full"])
    shown = [("Words", told, {}), *st.session_state["_shown"]]
    kept = {name: code for name, code in st.session_state["_address"].items() if code}
    link = f"./{page.url_path}" + (f"?{urlencode(kept, safe=':,')}" if kept else "")
    stamp = wording.stamp(build.collection, build.mark)
    about = {
        **({"Note": stamp} if stamp else {}),
        "Page": page.title,
        **({"Step": said} if (said := st.session_state.get(STEP)) else {}),
        "Address": link.removeprefix("./"),
        "Build": build.build_id,
        "Built": wording.minute(build.built_at),
    }
    told = [said for said in st.session_state["_unknown"].values() if said]
    if names := [f"“{wording.shorten(name)}”" for name in sorted(st.session_state["_strange"])[:5]]:
        told.append(f"Unknown setting in the link ignored: {wording.join_names(names)}.")
    if told:
        st.session_state["_checks"].html(
            f'<div class="house"><p class="checked" role="status">{escape(" ".join(told))} The '
            "address may be mistyped or out of date.</p></div>"
        )
    with st.session_state["_share"].container(horizontal=True, key="share"):
        _BUTTONS(key="share_buttons", data={"link": link})
        st.download_button(
            "Download",
            sign_in.on_record(
                "export",
                lambda: spreadsheet.as_workbook(shown, about),
                kept.get("area", ""),
                page=page.url_path,
                build=build.build_id,
            ),
            mime=spreadsheet.XLSX,
            file_name=f"{slug(page.title)}_{'_'.join(map(slug, kept.values()))[:60]}.xlsx",
            key="get_page",
            on_click="ignore",
            help="All that this page shows in words and tables, as one workbook",
        )
