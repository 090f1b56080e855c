"""The record on the screen: whether it is whole, and its newest entries."""

import pandas as pd

from kit import wording
from kit.people import access, record
from kit.screen import blocks, layout

_SHOWN = 300
RULE = (
    f"Kept for {record.YEARS} years. It holds no figures and no words of comments: only who did "
    "what, when, and for which authority. Whoever runs this copy can check it on the server."
)


def verdict() -> record.Verdict:
    """Return whether the record is whole."""
    return record.check()


def headline(found: record.Verdict) -> str:
    """Say whether the record is whole."""
    if found.problems:
        return f"The record is not whole: {found.problems[0]}"
    if not found.entries:
        return "Nothing is on record yet"
    return f"The record is whole: {wording.number(found.entries)} entries"


def entries() -> pd.DataFrame:
    """Return the newest entries the reader may see: number, at, who, what, area_code, about."""
    labels = {"all": "Everything"} | record.ACTS
    options = pd.DataFrame({"code": list(labels), "label": list(labels.values())})
    act = layout.pick("act", "What was done", options, width=260) or "all"
    found = record.entries(
        _SHOWN, act="" if act == "all" else act, areas=access.reader().areas("record")
    )
    return pd.DataFrame(
        [
            {
                "number": one.number,
                "at": one.at[:19].replace("T", " "),
                "who": one.who,
                "what": record.ACTS[one.act],
                "area_code": one.area_code,
                "about": ", ".join(f"{name}: {value}" for name, value in one.details.items()),
            }
            for one in found
        ],
        columns=["number", "at", "who", "what", "area_code", "about"],
    )


def list_entries(found: pd.DataFrame) -> None:
    """List the entries, newest first, with a download."""
    blocks.table_with_download(
        found,
        "Newest entries",
        {
            "number": blocks.Column("Number", "number"),
            "at": blocks.Column("When, UTC"),
            "who": blocks.Column("Who"),
            "what": blocks.Column("What"),
            "area_code": blocks.Column("Authority"),
            "about": blocks.Column("About"),
        },
        measure=f"at most {_SHOWN}",
        source="the record",
        name="record",
        none="Nothing of this kind is on record.",
    )
