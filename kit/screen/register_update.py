"""The figures brought up to what is kept on screen, from the page of registers."""

import streamlit as st

from kit.records.store import Refused
from kit.registers import snapshot
from kit.screen import parts
from kit.screen.register_editor import say
from kit.screen.register_list import Registers, counted
from kit.store import build_on_record, building, importing


def waiting(kept: Registers) -> list[str]:
    """Return the registers kept on screen and confirmed for a day."""
    return [
        name
        for name, state in kept.states.items()
        if state.follows == "screen" and state.complete_as_at
    ]


def update_figures(kept: Registers) -> None:
    """Offer to make the figures again from the registers kept on screen; say what came of it."""
    ready = waiting(kept)
    if not ready:
        return
    if not st.button(f"Update the figures from {counted(len(ready), 'register')} kept here"):
        return
    bar = st.progress(0.0, text="Updating")

    def show(share: float, said: str) -> None:
        bar.progress(min(share, 1.0), text=said)

    try:
        results = snapshot.take(kept.collection, kept.contracts)
        refused = [one for one in results if isinstance(one, importing.Refusal)]
        built = build_on_record.build(kept.collection, progress=show)
    except (building.Busy, building.Refused, Refused) as error:
        parts.message("Not updated", str(error))
        return
    finally:
        bar.empty()
    if refused:
        lines = [str(problem) for one in refused for problem in one.problems]
        parts.message(
            "Some registers were not used",
            "The figures use what was in use before. Correct these and update again.",
            "\n".join(lines),
        )
        return
    faults = "\n".join(str(fault) for fault in built.faults)
    say("Figures updated", f"{counted(len(results), 'register')} in use.", faults)
    st.rerun()
