"""The back end of paper: a chart drawn with Vega-Lite, as SVG and PNG. No network."""

from collections.abc import Callable
from pathlib import Path

import font_source_sans_pro
import vl_convert

from kit.chart import Bars, Chart, Ladders, Line
from kit.paper import vega, vega_bars, vega_ladders, vega_trend
from kit.paper.vega import COLOURS, FONT

__all__ = ["COLOURS", "FONT", "FONT_FOLDER", "HEIGHT", "WIDTH", "fit_size", "png", "svg"]

FONT_FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
WIDTH, HEIGHT = 330, 150  # points of the whole picture, before it is fitted to its place
_LAYERS: dict[type[Chart], Callable] = {
    Line: vega_trend.layers,
    Bars: vega_bars.layers,
    Ladders: vega_ladders.layers,
}
vl_convert.register_font_directory(str(FONT_FOLDER))


def svg(chart: Chart, width: int = WIDTH, height: int = HEIGHT) -> str:
    """Return the chart as SVG; `width` and `height` are those of the picture, in points."""
    drawn = vega.spec(_LAYERS[type(chart)](chart, width, height), width, height)
    return vl_convert.vegalite_to_svg(drawn, vl_version="5.21")


def png(drawn: str) -> bytes:
    """Return a chart that was drawn as SVG as PNG, for readers that know no SVG."""
    return vl_convert.svg_to_png(drawn, scale=2.5)


def fit_size(chart: Chart, width: int = WIDTH, bar: int = 38, tall: int = 190) -> tuple[int, int]:
    """Return width and height that suit the chart: bars and ladders grow with their rows."""
    if isinstance(chart, Ladders):
        return max(width, 380), 22 * len(chart.rows) + 22
    return width, bar * len(chart.rows) + 26 if isinstance(chart, Bars) else tall
