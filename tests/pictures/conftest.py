"""What the tests of pictures share: hand-made rows, and ways to read back what was drawn.

No build, no browser: a picture is drawn from rows whose places can be worked out by hand.
"""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st

from kit import look, wording
from kit.chart import Chart
from kit.store import database

COLOURS = look.PALETTES["light"]


def percent(value) -> str:
    return wording.figure(value, "percentage", "%", 0)


def table(columns: str, *rows) -> pd.DataFrame:
    """Return rows as a table; `columns` are names with spaces between."""
    return pd.DataFrame(list(rows), columns=columns.split())


def described(kind: type[Chart], rows: pd.DataFrame, **more) -> Chart:
    """Return a chart of a kind that carries what every chart must."""
    carried = {"title": "A finding", "measure": "%", "source": "An invented source"}
    return kind(rows=rows, **carried | {"alt": "In words"} | more)


def texts(figure) -> list[str]:
    """Return the annotations of a figure without their tags."""
    return [re.sub("<[^>]+>", " ", one.text).strip() for one in figure.layout.annotations]


def marked(figure, text: str):
    """Return the one annotation of a figure that holds the text."""
    (found,) = [one for one in figure.layout.annotations if text in one.text]
    return found


def lefts(html: str, kind: str) -> list[tuple[float, float | None]]:
    """Return left edge and width, in per cent, of each mark of a class in HTML."""
    pattern = rf'<i class="{kind}" style="left:([\d.-]+)%(?:;width:([\d.-]+)%)?"'
    return [
        (float(left), float(width) if width else None) for left, width in re.findall(pattern, html)
    ]


@pytest.fixture
def shown(monkeypatch):
    """Stand in for a page: keeps the HTML, the figures and the downloads that it is given."""
    kept = SimpleNamespace(html=[], figures=[], alts=[])
    build = database.Build("b", datetime(2026, 8, 31), "published", Path("b"), frozenset())

    def plotly_chart(figure, alt="", **_):
        kept.figures.append(figure)
        kept.alts.append(alt)

    monkeypatch.setattr(database, "current", lambda: build)
    monkeypatch.setattr(st, "html", kept.html.append)
    monkeypatch.setattr(st, "plotly_chart", plotly_chart)
    return kept


@pytest.fixture
def cells() -> Callable[[str], list[list[str]]]:
    """Read the tables of a piece of HTML: the text of each cell, line by line."""

    def read(html: str) -> list[list[str]]:
        lines = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
        return [
            [re.sub("<[^>]+>", "", one) for one in re.findall(r"<t[hd].*?</t[hd]>", line)]
            for line in lines
        ]

    return read
