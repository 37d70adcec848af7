"""A skeleton of pixels as strokes: branches between junctions, joined where the line runs straight on. Knows no hand."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.text.thinning import AROUND, Bits

Pixel = tuple[int, int]  # row, column
SPUR = 0.85  # branches shorter than this many radii of the ink are no strokes, but corners of the outline
BRIDGE = 0.9  # and shorter ones between two junctions are where two strokes cross
STRAIGHT = math.radians(65.0)  # a stroke does not bend more than this in a junction


class PixelChain(NamedTuple):
    """A stroke: its pixels as points, and the indices of those at junctions that it passes through."""

    points: Points  # (n, 2) column, row
    passes: tuple[int, ...]
    closed: bool
    free: tuple[bool, bool]  # whether begin and end stand alone, rather than on another stroke


@dataclass(eq=False)
class _Branch:
    """A line of pixels between two nodes, without the nodes' own pixels."""

    ends: list[int]
    points: list[Pixel]

    def length(self, graph: _SkeletonGraph) -> float:
        line = [graph.centres[self.ends[0]], *self.points, graph.centres[self.ends[1]]]
        return sum(math.dist(a, b) for a, b in itertools.pairwise(line))

    def turned(self) -> _Branch:
        return _Branch(self.ends[::-1], self.points[::-1])


@dataclass(eq=False)
class _SkeletonGraph:
    centres: dict[int, tuple[float, float]] = field(default_factory=dict)
    branches: list[_Branch] = field(default_factory=list)

    def at(self, node: int) -> list[tuple[_Branch, int]]:
        """The ends of branches at a node; a loop is there twice."""
        return [(b, end) for b in self.branches for end in (0, 1) if b.ends[end] == node]


def chains(bits: Bits, radii: NDArray[np.float64]) -> list[PixelChain]:
    """The strokes of a skeleton; `radii` says at each pixel how far the paper is."""
    graph = _traced(bits)
    _prune(graph, radii)
    _contract(graph, radii)
    return _linked(graph, _paired(graph, radii))


def _near(pixel: Pixel, among: set[Pixel]) -> list[Pixel]:
    r, c = pixel
    return [(r + dr, c + dc) for dr, dc in AROUND if (r + dr, c + dc) in among]


def _traced(bits: Bits) -> _SkeletonGraph:
    rows, columns = np.nonzero(bits)
    pixels = set(zip(rows.tolist(), columns.tolist(), strict=True))
    near = {p: _near(p, pixels) for p in pixels}
    graph = _SkeletonGraph()
    node_of: dict[Pixel, int] = {}
    for pixel in sorted(pixels):
        if len(near[pixel]) != 2 and pixel not in node_of:
            cluster = _cluster(pixel, near) if len(near[pixel]) > 2 else [pixel]
            node_of |= dict.fromkeys(cluster, len(graph.centres))
            graph.centres[len(graph.centres)] = (
                sum(p[0] for p in cluster) / len(cluster),
                sum(p[1] for p in cluster) / len(cluster),
            )
    seen: set[Pixel] = set()
    direct: set[tuple[int, int]] = set()
    for pixel, node in node_of.items():
        for first in near[pixel]:
            other = node_of.get(first)
            if other is not None:
                if other > node and (node, other) not in direct:
                    direct.add((node, other))
                    graph.branches.append(_Branch([node, other], []))
            elif first not in seen:
                branch = _walked(pixel, first, node, near, node_of)
                seen.update(branch.points)
                if branch.ends[0] != branch.ends[1] or len(branch.points) > 3:
                    graph.branches.append(branch)
        if not near[pixel]:
            graph.branches.append(_Branch([node, node], []))
    _add_loops(graph, sorted(pixels - seen - set(node_of)), near)
    return graph


def _cluster(start: Pixel, near: dict[Pixel, list[Pixel]]) -> list[Pixel]:
    """Pixels of junctions that touch each other."""
    found, todo = {start}, [start]
    while todo:
        for other in near[todo.pop()]:
            if len(near[other]) > 2 and other not in found:
                found.add(other)
                todo.append(other)
    return sorted(found)


def _walked(
    before: Pixel, pixel: Pixel, node: int, near: dict[Pixel, list[Pixel]], node_of: dict[Pixel, int]
) -> _Branch:
    points = [pixel]
    while True:
        after = next(p for p in near[pixel] if p != before)
        if after in node_of:
            return _Branch([node, node_of[after]], points)
        before, pixel = pixel, after
        points.append(pixel)


def _add_loops(graph: _SkeletonGraph, left: list[Pixel], near: dict[Pixel, list[Pixel]]) -> None:
    """Rings without a junction get a node where a hand begins an o: at the top, a little to the right."""
    todo = set(left)
    while todo:
        ring = [min(todo)]
        todo.discard(ring[0])
        while True:
            after = next((p for p in near[ring[-1]] if p in todo), None)
            if after is None:
                break
            ring.append(after)
            todo.discard(after)
        start = max(range(len(ring)), key=lambda k: 0.55 * ring[k][1] - ring[k][0])
        ring = ring[start:] + ring[:start]
        node = len(graph.centres)
        graph.centres[node] = ring[0]
        graph.branches.append(_Branch([node, node], ring[1:]))


def _radius(radii: NDArray[np.float64], centre: tuple[float, float]) -> float:
    return max(1.0, float(radii[round(centre[0]), round(centre[1])]))


def _prune(graph: _SkeletonGraph, radii: NDArray[np.float64]) -> None:
    """Take off the shortest spur, join what it parted, and look again."""
    while True:
        spurs: list[tuple[float, int, _Branch, int]] = []
        for branch in graph.branches:
            degrees = [len(graph.at(end)) for end in branch.ends]
            if min(degrees) == 1 and max(degrees) > 2:
                root = branch.ends[degrees.index(max(degrees))]
                length = branch.length(graph)
                if length < SPUR * _radius(radii, graph.centres[root]):
                    spurs.append((length, len(spurs), branch, root))
        if not spurs:
            return
        _, _, branch, root = min(spurs)
        graph.branches.remove(branch)
        _dissolve(graph, root)


def _dissolve(graph: _SkeletonGraph, node: int) -> None:
    """Join the two branches of a node at which nothing else meets any more."""
    ends = graph.at(node)
    if len(ends) != 2 or ends[0][0] is ends[1][0]:
        return
    (a, end_a), (b, end_b) = ends
    first = a if end_a == 1 else a.turned()
    second = b if end_b == 0 else b.turned()
    middle = (round(graph.centres[node][0]), round(graph.centres[node][1]))
    graph.branches = [x for x in graph.branches if x is not a and x is not b]
    joined = _Branch([first.ends[0], second.ends[1]], [*first.points, middle, *second.points])
    graph.branches.append(joined)


def _contract(graph: _SkeletonGraph, radii: NDArray[np.float64]) -> None:
    """Make one junction of two that only a short bridge parts."""
    for branch in list(graph.branches):
        a, b = branch.ends
        if a == b or min(len(graph.at(a)), len(graph.at(b))) < 3:
            continue
        (ra, ca), (rb, cb) = graph.centres[a], graph.centres[b]
        if branch.length(graph) < BRIDGE * _radius(radii, ((ra + rb) / 2, (ca + cb) / 2)):
            graph.branches.remove(branch)
            graph.centres[a] = ((ra + rb) / 2, (ca + cb) / 2)
            for other in graph.branches:
                other.ends = [a if end == b else end for end in other.ends]


End = tuple[int, int]  # number of a branch, and which end of it


def _paired(graph: _SkeletonGraph, radii: NDArray[np.float64]) -> dict[End, End]:
    """For each end of a branch the one in which its stroke goes on."""
    number = {branch: k for k, branch in enumerate(graph.branches)}
    pairs: dict[End, End] = {}
    for node in graph.centres:
        ends = [(number[branch], end) for branch, end in graph.at(node)]
        ways = {end: _leaving(graph, end, _radius(radii, graph.centres[node])) for end in ends}
        bends = [(_bend(ways[p], ways[q]), p, q) for p, q in itertools.combinations(ends, 2)]
        for bend, p, q in sorted(bends):
            if p not in pairs and q not in pairs and (len(ends) == 2 or bend <= STRAIGHT):
                pairs[p], pairs[q] = q, p
    return pairs


def _leaving(graph: _SkeletonGraph, end: End, radius: float) -> float:
    """The angle at which a branch leaves its node, taken clear of the junction, where the middle line is bent."""
    branch = graph.branches[end[0]]
    line = [*branch.points] if end[1] == 0 else branch.points[::-1]
    centre = graph.centres[branch.ends[end[1]]]
    far = graph.centres[branch.ends[1 - end[1]]]
    if not line:
        line = [(round(far[0]), round(far[1]))]
    near = line[min(len(line) - 1, round(0.7 * radius))] if len(line) > 1.5 * radius else centre
    away = line[min(len(line) - 1, round(2.2 * radius))]
    if away == near:
        near = centre
    return math.atan2(away[0] - near[0], away[1] - near[1])


def _bend(a: float, b: float) -> float:
    return abs((a - b) % math.tau - math.pi)


def _linked(graph: _SkeletonGraph, pairs: dict[End, End]) -> list[PixelChain]:
    used: set[int] = set()
    loose = [(k, e) for k in range(len(graph.branches)) for e in (0, 1) if (k, e) not in pairs]
    rings = [(k, 0) for k in range(len(graph.branches))]
    degree: dict[int, int] = defaultdict(int)
    for branch in graph.branches:
        for node in branch.ends:
            degree[node] += 1
    out = []
    for start in [*loose, *rings]:
        if start[0] not in used:
            out.append(_chain(graph, pairs, start, used, degree))
    return out


def _chain(
    graph: _SkeletonGraph, pairs: dict[End, End], start: End, used: set[int], degree: dict[int, int]
) -> PixelChain:
    here: End | None = start
    points: list[tuple[float, float]] = []
    passes: list[int] = []
    nodes: list[int] = []
    while here is not None and here[0] not in used:
        used.add(here[0])
        branch = graph.branches[here[0]]
        ahead = branch if here[1] == 0 else branch.turned()
        if points and degree[ahead.ends[0]] > 2:
            passes.append(len(points))
        points += [graph.centres[ahead.ends[0]], *ahead.points]
        nodes += ahead.ends
        here = pairs.get((here[0], 1 - here[1]))
    closed = nodes[0] == nodes[-1] and here is not None
    if not (nodes[0] == nodes[-1] and len(points) == 1):
        points.append(graph.centres[nodes[-1]])
    line = np.array(points, dtype=np.float64)[:, ::-1]
    return PixelChain(line, tuple(passes), closed, (degree[nodes[0]] < 2, degree[nodes[-1]] < 2))
