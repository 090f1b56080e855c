"""The back end of the screen: each kind of chart drawn with Plotly, or in HTML.

HTML is for charts whose rows are links, which flow on a phone, print, and cost nothing at first
paint: docs/decisions/charts.md gives the figures.
"""

from collections.abc import Callable

import plotly.graph_objects as go

from kit import chart as kinds
from kit.screen import (
    bars,
    control_chart,
    dot_plot,
    ladders,
    levels,
    line_chart,
    maps,
    matrix,
    multiples,
    networks,
    overlap,
    range_plot,
    sankey,
    scatter,
    spine,
    step_line,
    strip_plot,
    timeline,
)

FIGURES: dict[type[kinds.Chart], Callable] = {
    kinds.Line: line_chart.draw_line,
    kinds.Steps: step_line.draw_step_line,
    kinds.Limits: control_chart.draw_control_chart,
    kinds.Timeline: timeline.draw_timeline,
    kinds.Bars: bars.draw_bars,
    kinds.StackedBars: bars.draw_stacked_bars,
    kinds.Dots: dot_plot.draw_dot_plot,
    kinds.Ranges: range_plot.draw_ranges,
    kinds.Differences: levels.draw_differences,
    kinds.Upset: overlap.draw_upset,
    kinds.Strip: strip_plot.draw_strip,
    kinds.Scatter: scatter.draw_scatter,
    kinds.Funnel: scatter.draw_funnel,
    kinds.Map: maps.draw_map,
    kinds.Ranking: maps.draw_ranking,
    kinds.Network: networks.draw_network,
    kinds.Sankey: sankey.draw_sankey,
}
BODIES: dict[type[kinds.Chart], Callable] = {
    kinds.Ladders: ladders.draw_level_list,
    kinds.Rulers: levels.draw_threshold_rulers,
    kinds.Spine: spine.draw_spine,
    kinds.Panels: multiples.draw_panels,
    kinds.Matrix: matrix.draw_matrix,
}


def figure(chart: kinds.Chart, colours: dict) -> go.Figure:
    """Return a chart drawn with Plotly in the colours of a palette."""
    return FIGURES[type(chart)](chart, colours)


def body(chart: kinds.Chart) -> str:
    """Return a chart drawn in HTML, with its own text alternatives."""
    return BODIES[type(chart)](chart)


# What has a form of its own on a narrow screen, as HTML.
_NARROW: dict[type[kinds.Chart], Callable] = {
    kinds.Network: networks.list_hubs,
    kinds.Sankey: sankey.list_flows,
}


def narrow(chart: kinds.Chart) -> str:
    """Return the form a chart has where there is no room to draw it; nothing where it has none."""
    form = _NARROW.get(type(chart))
    return form(chart) if form else ""
