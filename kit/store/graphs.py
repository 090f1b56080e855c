"""Places for the nodes of graphs, and what hangs on each node, worked out in the build.

A graph is given as links. Each of its separate parts is laid out by springs; the parts then stand
in rows, the largest first and nodes without a link last. A node starts where it last stood (in
this graph in the build before, else in the graph before this one), so that a picture known to its
readers changes no more than its links do.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import networkx as nx
import numpy as np

MAKES = "places of the nodes"
VERSION = "3"  # of what this module works out; a new one makes it be worked out again
COLUMNS = {"graph": "varchar", "source": "varchar", "target": "varchar"}
MADE = (
    "graph",
    "links_key",
    "node",
    "x double",
    "y double",
    "part integer",
    "part_nodes integer",
    "links integer",
    "between double",
    "cuts_off varchar[]",
)
SPRINGS = 1500  # nodes of a part that springs can lay out in a second or so; more stand in rows
SAMPLE = 32  # nodes from which shortest paths are followed: exact in small graphs
Places = dict[str, tuple[float, float]]


def place_nodes(
    links: Iterable[tuple[str, str, str | None]], before: Iterable[tuple]
) -> Iterator[tuple]:
    """Yield a row of MADE for every node of every graph.

    `links`: graph, source, target, those of a graph together; without a target the source stands
    alone. `before`: the rows yielded in the build before; a graph whose links are the same keeps
    them as they are. `between` is the share of shortest paths (0 to 1) that run through a node,
    from SAMPLE nodes; `cuts_off` are the nodes that would lose their path to most of their part
    if it were gone.
    """
    kept = {graph: list(rows) for graph, rows in groupby(before, itemgetter(0))}
    stood: Places = {}
    for graph, rows in groupby(links, itemgetter(0)):
        pairs = sorted({(source, target or "") for _, source, target in rows})
        key = hashlib.sha256(repr((VERSION, pairs)).encode()).hexdigest()[:16]
        old = kept.pop(graph, [])
        if not old or old[0][1] != key:
            stood |= {row[2]: row[3:5] for row in old}
            old = list(_laid_out(graph, key, pairs, stood))
        stood |= {row[2]: row[3:5] for row in old}
        yield from old


def _laid_out(graph: str, key: str, pairs: list[tuple], stood: Places) -> Iterator[tuple]:
    whole = nx.Graph()
    whole.add_nodes_from(sorted({node for pair in pairs for node in pair if node}))
    whole.add_edges_from(pair for pair in pairs if pair[1])
    parts = sorted(nx.connected_components(whole), key=lambda part: (-len(part), min(part)))
    boxes = _shelves([len(part) for part in parts])
    paths = nx.betweenness_centrality(whole, k=min(SAMPLE, len(whole)), seed=1)
    for number, (part, (left, top)) in enumerate(zip(parts, boxes, strict=True), 1):
        wide, high = _box(len(part))
        spots, cuts = dict.fromkeys(part, (0.0, 0.0)), {}
        if len(part) > 1:  # of a large network most nodes stand alone: a graph of each costs most
            piece = nx.Graph(whole.subgraph(sorted(part)))
            spots, cuts = _spots(piece, stood), _cuts(piece)
        for node in sorted(part):
            x, y = spots[node]
            yield (
                graph,
                key,
                node,
                left + (x + 1) / 2 * wide,
                -top - (1 - y) / 2 * high,
                number,
                len(part),
                whole.degree[node],
                float(paths[node]),
                sorted(cuts.get(node, ())),
            )


def _box(nodes: int) -> tuple[float, float]:
    """Return width and height in which so many nodes have room; one alone needs none."""
    side = 0.0 if nodes == 1 else math.sqrt(nodes)
    return 1.3 * side, 0.75 * side


def _shelves(sizes: list[int]) -> list[tuple[float, float]]:
    """Put the boxes of parts, the largest first, in rows; return left and top of each.

    A part of more than half of all nodes has its row to itself.
    """
    gap = 0.6
    width, _ = _box(max(sizes, default=1))
    if 2 * max(sizes, default=0) <= sum(sizes):
        width = max(width, _box(2 * sum(sizes))[0])
    corners, left, top, deep = [], 0.0, 0.0, 0.0
    for wide, high in map(_box, sizes):
        if left and left + wide > width:
            left, top, deep = 0.0, top + deep + gap, 0.0
        corners.append((left, top))
        left, deep = left + wide + gap, max(deep, high)
    return corners


def _spots(part: nx.Graph, stood: Places) -> Places:
    """Return a spot for each node of one part of two or more, -1 to 1 both ways."""
    nodes = list(part)
    if len(nodes) > SPRINGS:
        across = math.isqrt(len(nodes)) + 1
        order = list(nx.bfs_tree(part, nodes[0]))
        return _stretch({node: np.array(divmod(i, across)[::-1]) for i, node in enumerate(order)})
    known = {node: np.array(stood[node]) for node in nodes if node in stood}
    if 2 * len(known) < len(nodes):
        start = np.random.default_rng(1).random((len(nodes), 2)) - 0.5
        return _stretch(_turn_level(_spring_layout(part, start, heat=0.1, turns=80)))
    places = _stretch(known)
    for step, node in enumerate(each for each in nodes if each not in places):
        beside = [places[each] for each in part[node] if each in places] or [(0.0, 0.0)]
        angle = 2.4 * step  # the golden angle: newcomers of one place do not lie on one another
        middle = np.mean(beside, axis=0)
        places[node] = _point(middle + 0.1 * np.array([math.cos(angle), math.sin(angle)]))
    start = np.array([places[node] for node in nodes])
    return _stretch(_spring_layout(part, start, heat=0.1, turns=12))


def _spring_layout(part: nx.Graph, start: np.ndarray, heat: float, turns: int) -> dict:
    """Let linked nodes pull and all nodes push one another, each turn less far.

    Fruchterman and Reingold 1991, as networkx has it, ten times as fast. `start`: n × 2, in the
    order of the nodes; `heat` is how far a node may go in the first turn.
    """
    linked = nx.to_numpy_array(part, dtype=np.float32)
    x, y = start.astype(np.float32).T.copy()
    rest = 1.6 / math.sqrt(len(part))
    turns = int(min(turns, max(10, 6e7 / len(part) ** 2)))
    for turn in range(turns):
        across, up = np.subtract.outer(x, x), np.subtract.outer(y, y)
        squared = np.maximum(across * across + up * up, np.float32(1e-4))
        push = rest * rest / squared - linked * np.sqrt(squared) / np.float32(rest)
        move = np.array([np.einsum("ij,ij->i", push, across), np.einsum("ij,ij->i", push, up)])
        move *= heat * (1 - turn / turns) / np.maximum(np.hypot(*move), 0.01)
        x, y = x + move[0], y + move[1]
    return dict(zip(part, np.stack([x, y], axis=1).astype(float), strict=True))


def _turn_level(spots: dict) -> dict:
    """Turn a part so that its longest stretch lies level: screens are wider than high."""
    every = np.array(list(spots.values()))
    _, _, axes = np.linalg.svd(every - every.mean(axis=0), full_matrices=False)
    axes = axes * np.sign(axes[:, :1] + 1e-12)
    return {node: spot @ axes.T for node, spot in spots.items()}


def _point(spot: np.ndarray) -> tuple[float, float]:
    return float(spot[0]), float(spot[1])


def _stretch(spots: dict) -> Places:
    """Stretch a part to -1 to 1 both ways."""
    every = np.array(list(spots.values()), dtype=float)
    low, high = every.min(axis=0), every.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    middle = np.where(high - low > 1e-9, low, low - 0.5)
    return {
        node: _point(2 * (np.asarray(spot) - middle) / span - 1) for node, spot in spots.items()
    }


def _cuts(part: nx.Graph) -> dict[str, set[str]]:
    """Return, for each node on which others hang, those that would be cut off without it."""
    cuts, rest = {}, part.copy()
    for node in list(nx.articulation_points(part)):
        links = list(rest.edges(node))
        rest.remove_node(node)
        pieces = sorted(nx.connected_components(rest), key=lambda piece: (-len(piece), min(piece)))
        cuts[node] = set().union(*pieces[1:])
        rest.add_edges_from(links)
    return cuts
