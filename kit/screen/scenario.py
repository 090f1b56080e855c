"""What if: changes a reader makes, kept in the address and nowhere else."""

from html import escape

import pandas as pd
import streamlit as st

from kit import wording
from kit.screen import layout, parts
from kit.screen.ask import ask

_LONGEST_NAME = 60


def change_fields(fields: pd.DataFrame, name: str) -> None:
    """Offer each field as a number that can be moved; what is moved stands in the address.

    `fields`: change (what the address calls it), label, today (nothing where it is not known),
    highest. The address holds `change:value` joined by commas as `?name=`; a field put back to
    today's value leaves it.
    """
    made = _changes(name)
    row = st.container(horizontal=True, vertical_alignment="bottom", key=f"{name}_fields")
    for field in fields.itertuples():
        key = f"{name}_{field.change}"
        today = float(field.today) if wording.is_known(field.today) else None
        said = "none today" if today is None else f"today {wording.number(today, 2)}"
        st.session_state[key] = made.get(field.change, today)
        step = 1.0 if today is None or abs(today) >= 5 else 0.1
        place = row.container(width=200, gap="xsmall")
        place.number_input(
            f"{field.label} ({said})",
            step=step,
            key=key,
            on_change=_write_change,
            args=(name, field.change, key, today),
        )
        _slider(place, field, key, step, (name, field.change, f"{key}_slide", today))


def _slider(place, field, key: str, step: float, about: tuple) -> None:
    """Offer the same number to be slid, from nothing to twice today's or the highest there is."""
    now = st.session_state[key]
    known = [each for each in (now, field.today) if wording.is_known(each)]
    highest = field.highest if wording.is_known(field.highest) else 2 * max(known, default=0)
    if highest <= 0 or any(not 0 <= each <= highest for each in known):
        return
    st.session_state[about[2]] = float(now if wording.is_known(now) else 0)
    place.slider(
        f"{field.label}, slide",
        0.0,
        float(highest),
        step=step,
        key=about[2],
        label_visibility="collapsed",
        on_change=_write_change,
        args=about,
    )


def name_field(name: str, label: str) -> str:
    """Offer to name the scenario; the name stands in the address as `?name=`. Return it."""
    key = f"{name}_field"
    held = layout.address_value(name)[:_LONGEST_NAME]

    def kept() -> None:
        if st.session_state[key].strip():
            st.query_params[name] = st.session_state[key].strip()
        elif name in st.query_params:
            del st.query_params[name]

    st.session_state[key] = held
    st.text_input(label, key=key, max_chars=_LONGEST_NAME, on_change=kept, width=420)
    return held


def offer_second(page: str, **held: str) -> None:
    """Offer to set this scenario aside for another to be compared with it, or to change places.

    `held`: what the address says of both: changes, called, other and other_called.
    """
    swapped = {"changes": held["other"], "called": held["other_called"]}
    swapped |= {"other": held["changes"], "other_called": held["called"]}
    links = []
    if held["other"]:
        links.append(parts.page_link(page, "Change places with the other", **swapped))
        links.append(parts.page_link(page, "Drop the other", other="", other_called=""))
    elif held["changes"]:
        aside = swapped | {"changes": "", "called": ""}
        links.append(parts.page_link(page, "Set it aside and compare another with it", **aside))
    if links:
        parts.write_html(f"<p>{' · '.join(links)}</p>")


def that_differ(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return the rows in which these columns do not all say the same."""
    return rows[rows[list(columns)].fillna("").nunique(axis=1) > 1]


_FIGURE = ("value", "lower", "upper", "cases", "height", "level", "points")
_LEVEL = ("level", "level_low", "level_high", "named", "confidence", "open_high")
_RULE = ("top", "used", "limited_by", "others_as_weak")


def work_out(asked: str, chosen: dict) -> tuple:
    """Return the changes of a scenario, its themes and its indicators, and the changes as JSON.

    `asked`: the scenario as the address has it; its changes are None where it has none.
    """
    made = ask("what_if/changes", scenario=asked, **chosen) if asked else None
    changes = "[]" if made is None or made.empty else made["changes"].iloc[0]
    moved = chosen | {"changes": changes}
    inside = ask("what_if/indicators", **moved)
    themes = ask(
        "what_if/themes",
        judged=_as_json(inside, "indicator", "weight", "part", *_FIGURE),
        **moved,
    )
    return made, themes, inside, changes


def levels_as_json(themes: pd.DataFrame) -> str:
    """Return the levels of a scenario as JSON, for the questions that work on with them."""
    return _as_json(themes, "id", *_LEVEL, *_RULE)


def _as_json(rows: pd.DataFrame, *columns: str) -> str:
    """Return these columns as a list of objects; what is not known is null there."""
    return rows[list(columns)].to_json(orient="records")


def list_changes(made: pd.DataFrame | None, name: str, page: str, title: str) -> None:
    """List what is supposed, each with a link that undoes it, and what of the address is refused.

    `made`: raw, problem (nothing where the change is made), title, what, kind, decimals, today,
    value, without (the address less this change); None where the address has no scenario.
    `page` is where the links lead.
    """
    if made is None:
        parts.section(title, "<p>Nothing yet.</p>")
        return
    say_refused(made)
    items = "".join(
        f"<li>{escape(row.title)}, {escape(row.what)}: {_change_text(row, row.today)} → "
        f"<b>{_change_text(row, row.value)}</b> "
        f"{parts.page_link(page, 'Undo', **{name: row.without})}</li>"
        for row in made[made["problem"].isna()].itertuples()
    )
    again = parts.page_link(page, "Put everything back", **{name: ""})
    parts.section(title, f"<ul>{items}</ul><p>{again}</p>")


def say_refused(made: pd.DataFrame) -> None:
    """Say what of a scenario in the address is refused, and why. `made` as for `list_changes`."""
    refused = made[made["problem"].notna()]
    if len(refused):
        parts.message(
            "Part of the scenario in the address is left out",
            "The rest of it is shown.",
            "\n".join(
                f"{wording.shorten(row.raw, 60)}: {row.problem}" for row in refused.itertuples()
            ),
        )


def _change_text(row, value) -> str:
    if not wording.is_known(value):
        return "none"
    return wording.figure(value, row.kind, "", int(row.decimals))


def _changes(name: str) -> dict[str, float]:
    """Return change → value as the address holds them; what is no number is left out."""
    made: dict[str, float] = {}
    for each in layout.address_value(name).split(","):
        change, _, value = each.rpartition(":")
        try:
            made.setdefault(change, float(value))
        except ValueError:
            continue
    return made


def _write_change(name: str, change: str, key: str, today: float | None) -> None:
    """Put a moved field into the address, or take it out where it is as today."""
    value = st.session_state[key]
    others = [
        each
        for each in layout.address_value(name).split(",")
        if each and each.rpartition(":")[0] != change
    ]
    moved = [f"{change}:{value:g}"] if value is not None and value != today else []
    if others or moved:
        st.query_params[name] = ",".join(others + moved)
    elif name in st.query_params:
        del st.query_params[name]
