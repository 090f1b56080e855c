"""What charts on paper share: colours, font, data, layers, labels that do not touch, ticks.

The palette is that of the screen, and the chosen authority has the strong colour here as there.
"""

import math

import pandas as pd

from kit import wording
from kit.look import PALETTES

COLOURS = PALETTES["light"]
FONT = "Source Sans Pro"


def spec(body: dict, width: int, height: int) -> dict:
    """Return a whole chart of `body` (its layers), in the one look of papers."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 2,
        "background": None,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "text": {"font": FONT, "fontSize": 10.5, "color": COLOURS["ink"]},
            "axis": {
                "labelFontSize": 10,
                "labelColor": COLOURS["soft"],
                "titleFontSize": 10,
                "titleFontWeight": "normal",
                "titleColor": COLOURS["soft"],
                "gridColor": COLOURS["line"],
                "domainColor": COLOURS["soft"],
                "tickColor": COLOURS["soft"],
            },
        },
        **body,
    }


def values(rows: list[dict]) -> dict:
    """Return rows as the data of a layer."""
    return {"values": [{key: _json_value(value) for key, value in row.items()} for row in rows]}


def _json_value(value):
    """Turn a value of a table into one JSON knows: its numbers, and nothing for a gap."""
    if not wording.is_known(value):
        return None
    return value.item() if hasattr(value, "item") else value


def quantity(field: str, **more) -> dict:
    """Return the encoding of a column of numbers."""
    return {"field": field, "type": "quantitative", **more}


def layer(data: list[dict], mark: dict, across: dict, up: dict, axis: dict, **more) -> dict:
    """Return one mark for each of `data`, its columns `at` across and `value` up."""
    encoding = {"x": across, "y": quantity("value", axis=axis, **up), **more}
    return {"data": values(data), "mark": {"clip": False, **mark}, "encoding": encoding}


def down(field: str, labels: dict, **more) -> dict:
    """Return the names of rows on the left, in the order of the rows."""
    axis = {"title": None, "domain": False, "ticks": False, "labelLimit": 150}
    look = {"labelColor": COLOURS["ink"], "labelFontSize": 10.5}
    return {"field": field, "type": "nominal", "sort": None, "axis": axis | look | labels} | more


def period_labels(rows: pd.DataFrame, limit: int) -> list[tuple[int, str]]:
    """Return position and name of the periods to be named: every n-th, counted from the last."""
    names = [str(name) for name in rows["period_text"]]
    if len({name.rpartition(" ")[0] for name in names}) == 1:
        names = [name.rpartition(" ")[2] for name in names]
    every = (len(names) + limit - 1) // limit
    return [(i, names[i]) for i in range(len(names) - 1, -1, -every)][::-1]


def spread_labels(ends: list[tuple], step: float) -> list[tuple]:
    """Push labels (value first) apart that would lie on one another, evenly up and down."""
    placed: list[list] = []
    for end in sorted(ends, key=lambda each: each[0]):
        placed.append([max(end[0], placed[-1][0] + step) if placed else end[0], *end[1:]])
    drift = sum(now[0] for now in placed) - sum(end[0] for end in ends)
    return [(now[0] - drift / len(placed), *now[1:]) for now in placed]


def round_ticks(low: float, high: float) -> list[float]:
    """Return three to six round numbers from `low` to `high`, evenly apart."""
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough)
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 10) for i in range(first, math.floor(high / step + 1e-9) + 1)]
