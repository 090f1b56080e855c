"""What an inspector's pack holds: what was given, what is worked out of it, what is shown.

Which tables those are stands in `queries/papers.toml`.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kit.paper import briefing, paper_data
from kit.paper.model import Document
from kit.paper.paper_data import PaperData
from kit.store import comments

_PACK = paper_data.questions("pack")
GIVEN: list[str] = _PACK["given"]  # answers of queries/pages/pack/<name>.sql, tables of that name
WORKED_OUT: list[str] = _PACK["worked_out"]  # from those, in this order, by the query of that name
SHOWN: dict[str, str] = _PACK["shown"]  # answers of queries/pages that are worked out again
KEPT: dict[str, str] = _PACK["kept"]  # answers made of more than a pack holds

_SENTENCES = ["part", "position", "said", "theme", "indicator", "asked_of"]


@dataclass(frozen=True)
class PackData:
    """All that a pack says: the book of the same figures, and what only the pack adds."""

    read: PaperData
    book: Document
    given: dict[str, pa.Table]
    shown: dict[str, pa.Table]
    queries: pd.DataFrame
    sources: pd.DataFrame
    comments: pd.DataFrame
    chosen: dict[str, str]

    def frame(self, name: str) -> pd.DataFrame:
        """Return what was given as `name`."""
        return self.given[name].to_pandas(date_as_object=False)


def read_data(chosen: dict[str, str]) -> PackData:
    """Ask everything of one build."""
    while True:
        read = paper_data.read_data(**chosen)
        indicators = list(read.indicators["indicator"])
        more: dict[str, Any] = {
            "indicators": indicators,
            "roots": [*indicators, "figures", *WORKED_OUT],
        }
        given = {
            name: paper_data.ask(f"pack/{name}", as_arrow=True, **chosen, **more) for name in GIVEN
        }
        shown = {
            name: paper_data.ask(text, as_arrow=True, **chosen) for name, text in SHOWN.items()
        }
        rest = {name: paper_data.ask(f"pack/{name}", **more) for name in ("queries", "sources")}
        kept = {
            name: paper_data.ask(text, as_arrow=True, sorted_by="kind", **chosen)
            for name, text in KEPT.items()
        }
        answers = [*given.values(), *shown.values(), *rest.values(), *kept.values()]
        if {build.build_id for _, build in answers} == {read.build.build_id}:
            break  # else a new build was published meanwhile: ask it all again
    said = comments.history(chosen["area_code"])
    trends = shown["trends"][0]  # of all indicators: those that are given are kept
    of_pages = pc.is_in(trends["indicator"], given["indicator_labels"][0]["indicator"])
    return PackData(
        read,
        briefing.book(read),
        {name: rows for name, (rows, _) in given.items()},
        {name: rows for name, (rows, _) in (shown | kept).items()}
        | {"trends": trends.filter(of_pages)}
        | {"sentences": kept["sentences"][0].select(_SENTENCES)},
        rest["queries"][0],
        rest["sources"][0],
        said[said["framework"].isin(["", chosen["framework"]])],
        chosen,
    )
