"""A log in memory: events as arrays, sorted by case and, inside a case, by time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from jejak.analytics.kernels import NO_SCORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Codes = NDArray[np.uint16] | NDArray[np.uint32]
    Scores = NDArray[np.int16]

MAX_NARROW = 65_534


class Kind(NamedTuple):
    """One kind of event: a distinct combination of the columns that matchers read."""

    event: str
    channel: str = ""
    lifecycle: str = ""
    details: tuple[str, ...] = ()  # of the columns that the log keeps beside


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is known of each case, as codes into `values`; code 0 is unknown."""

    name: str
    values: tuple[str, ...]
    codes: NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One import of one file into a log."""

    name: str
    form: str
    rows: int
    kept: int
    already: int
    refused: int
    time_zone: str
    at: str  # when, ISO 8601 in UTC


@dataclass(frozen=True, slots=True)
class Log:
    """Events of cases. Case c has the rows `off[c]` to `off[c + 1]`, never none."""

    off: Ints  # cases + 1
    kind: Codes  # events: the place of each one's kind in `kinds`
    ts: Ints  # events: microseconds since 1970 in UTC, never falling inside a case
    case: NDArray[np.uint64]  # cases: keyed pseudonyms, in order of first appearance
    kinds: tuple[Kind, ...]
    details: tuple[str, ...] = ()  # the columns that kinds keep beside
    score: Scores | None = None  # events: -2000 … +2000 thousandths, or NO_SCORE
    span: Ints | None = None  # events: microseconds from start to end; -1 unknown
    attributes: tuple[Attribute, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    ids: tuple[str, ...] | None = None  # cases: the originals, only where kept
    is_sample: bool = False
    name: str = ""

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return len(self.off) - 1

    @property
    def events(self) -> int:
        """How many events there are."""
        return len(self.ts)


def frozen(array: NDArray[np.generic]) -> NDArray[np.generic]:
    """Return an array that nobody writes to.

    Kernels are compiled per kind of array; all of them get this one kind.
    """
    plain = np.asarray(array)
    if plain.flags.writeable:
        plain = plain.view()
        plain.flags.writeable = False
    return plain


def thousandths(scores: NDArray[np.floating[Any]]) -> Scores:
    """Return scores from -2 to +2, NaN for none, as a log keeps them.

    Examples:
        >>> thousandths(np.array([2, -0.5, np.nan])).tolist()
        [2000, -500, -32768]
    """
    kept = np.full(len(scores), NO_SCORE, np.int16)
    is_given = ~np.isnan(scores)
    kept[is_given] = np.rint(scores[is_given] * 1000)
    return kept


def narrow(codes: NDArray[np.generic], count: int) -> Codes:
    """Return codes in two bytes where they fit, else in four.

    Examples:
        >>> narrow(np.array([0, 1]), 2).dtype, narrow(np.array([0, 1]), 70000).dtype
        (dtype('uint16'), dtype('uint32'))
    """
    if count <= MAX_NARROW:
        return codes.astype(np.uint16)
    return codes.astype(np.uint32)
