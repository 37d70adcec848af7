"""Who belongs to whom at the least total cost; knows nothing of what is paired."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
EXACT = 64  # of the fewer, above which pairs are taken greedily


def assign(costs: ArrayLike) -> list[tuple[int, int]]:
    """Pairs (row, column) of a matrix of costs  # (n, m), each of the fewer in one pair, ascending by row.

    The total is least up to 64 rows or columns (the Hungarian method); above, the cheapest pair is taken first.

    ```
    assign([[1, 9], [0, 1]])        # [(0, 0), (1, 1)]: 2 in all, though 0 is the cheapest
    ```
    """
    table = np.asarray(costs, dtype=np.float64)
    if table.ndim != 2 or 0 in table.shape:
        return []
    if table.shape[0] > table.shape[1]:
        return sorted((row, column) for column, row in assign(table.T))
    return _least(table) if len(table) <= EXACT else _greedy(table)


def _greedy(table: Floats) -> list[tuple[int, int]]:
    rows, columns = np.unravel_index(np.argsort(table, axis=None, kind="stable"), table.shape)
    pairs: list[tuple[int, int]] = []
    taken_rows, taken_columns = set[int](), set[int]()
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            pairs.append((row, column))
    return sorted(pairs)


def _least(table: Floats) -> list[tuple[int, int]]:
    """Row after row finds its column along the shortest path of changes; prices keep the rest in place."""
    n, m = table.shape
    row_price, price = np.zeros(n), np.zeros(m + 1)
    owner = np.full(m + 1, -1)  # the row of each column; the last column is where a new row starts
    for row in range(n):
        owner[m] = row
        column = m
        slack, before = np.full(m, np.inf), np.full(m, m)
        seen = np.zeros(m + 1, bool)
        while owner[column] >= 0:
            seen[column] = True
            here = owner[column]
            gain = table[here] - row_price[here] - price[:m]
            better = ~seen[:m] & (gain < slack)
            slack[better], before[better] = gain[better], column
            nearest = int(np.argmin(np.where(seen[:m], np.inf, slack)))
            step = slack[nearest]
            row_price[owner[seen]] += step
            price[seen] -= step
            slack[~seen[:m]] -= step
            column = nearest
        while column != m:
            owner[column], column = owner[before[column]], int(before[column])
    return sorted((int(owner[c]), c) for c in range(m) if owner[c] >= 0)
