"""What a reader is told where the date, the authority or the framework asked for is not there."""

import pandas as pd

from kit.screen import layout, parts
from kit.screen.ask import ask

_BEGIN = {"registers": "Registers", "quality": "Data and quality", "about": "About and help"}


def explain(dates: pd.DataFrame, framework: str | None, as_at: str | None, page: str) -> None:
    """Say which choice of the address is not there, and offer what is.

    `dates`: those with figures; `framework` and `as_at` as chosen, nothing where they are unknown.
    Where both are known it is the authority that is not. `page` is the address of the page.
    """
    if dates.empty:
        _nothing_loaded()
    elif framework is None:
        layout.heading("No such framework")
        layout.unknown_code("framework", "framework")
    elif as_at is None:
        layout.heading("No figures at this date")
        layout.unknown_code("as_at", "date with figures")
    else:
        layout.heading("This authority cannot be shown")
        known = ask("frame/stranger", area_code=layout.address_value("area"), as_at=as_at)
        layout.unknown_code("area", "authority with the code", known, page)


def _nothing_loaded() -> None:
    """Say that no figures are loaded, and how to load some."""
    layout.heading("There are no figures yet")
    parts.message(
        "Nothing is loaded",
        "Whoever runs this copy imports the published files; the README says which, and where they "
        "are. Data and quality lists what is loaded. Registers can be filled in now.",
        links=[parts.page_link(page, name) for page, name in _BEGIN.items()],
    )
