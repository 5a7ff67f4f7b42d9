"""Two lists that should be the same: which of one is which of the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from jejak.language.names import plain_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

New = TypeVar("New")
Old = TypeVar("Old")

_ALIKE = 60.0  # of 100: a text of several words with some of them written anew
_NAMES_ALIKE = 80.0  # a name of one or two words: a slip of the pen, or a plural
_SHORT = 3  # words; below, a text is a name
_MOST_PAIRS = 40_000  # more would take seconds; such lists are matched by words only


@dataclass(slots=True)
class Pairing(Generic[New, Old]):
    """Pairs as they are found, and what is left on both sides."""

    news: list[New]
    olds: list[Old]
    pairs: list[tuple[New, Old]] = field(default_factory=list)

    def pair(self, new: New, old: Old) -> None:
        """Note that two are the same."""
        self.news.remove(new)
        self.olds.remove(old)
        self.pairs.append((new, old))

    def by_key(
        self,
        key_of_new: Callable[[New], Hashable],
        keys_of_old: Callable[[Old], Iterable[Hashable]],
    ) -> None:
        """Pair those with an equal key, in order; a key that is None pairs none."""
        waiting: dict[Hashable, list[int]] = {}
        for place, old in enumerate(self.olds):
            for key in dict.fromkeys(keys_of_old(old)):
                waiting.setdefault(key, []).append(place)
        taken: set[int] = set()
        left: list[New] = []
        for new in self.news:
            key = key_of_new(new)
            free = [] if key is None else waiting.get(key, [])
            while free and free[0] in taken:
                free.pop(0)
            if not free:
                left.append(new)
                continue
            place = free.pop(0)
            taken.add(place)
            self.pairs.append((new, self.olds[place]))
        self.news = left
        self.olds = [old for n, old in enumerate(self.olds) if n not in taken]

    def by_likeness(
        self,
        text_of_new: Callable[[New], str],
        texts_of_old: Callable[[Old], Collection[str]],
    ) -> None:
        """Pair those whose texts are alike, the most alike first."""
        if len(self.news) * len(self.olds) > _MOST_PAIRS:
            return
        scores = [
            (-score, place, other)
            for place, new in enumerate(self.news)
            for other, old in enumerate(self.olds)
            if (score := _best(text_of_new(new), texts_of_old(old)))
        ]
        news, olds = list(self.news), list(self.olds)
        used: tuple[set[int], set[int]] = (set(), set())
        for _, place, other in sorted(scores):
            if place not in used[0] and other not in used[1]:
                used[0].add(place)
                used[1].add(other)
                self.pairs.append((news[place], olds[other]))
        self.news = [new for n, new in enumerate(news) if n not in used[0]]
        self.olds = [old for n, old in enumerate(olds) if n not in used[1]]


def _best(text: str, others: Collection[str]) -> float:
    return max((likeness(text, other) for other in others), default=0.0)


def likeness(first: str, second: str) -> float:
    """Return how alike two texts are, of 100; 0 if they are not one text reworded.

    Examples:
        >>> likeness("Antre lama di kasir", "Antre lama sekali di kasir") > 80
        True
        >>> likeness("Isi alamat", "Isi alamat dan nomor telepon")
        60.0
        >>> likeness("Antre lama di kasir", "Kurir tidak ramah")
        0.0
        >>> likeness("Instagram", "Telegram")
        0.0
    """
    from rapidfuzz import fuzz

    one, two = plain_name(first) or first, plain_name(second) or second
    words, others = one.split(), two.split()
    is_name = min(len(words), len(others)) < _SHORT
    least = _NAMES_ALIKE if is_name else _ALIKE
    return max(
        _ALIKE if _is_longer(words, others) or _is_longer(others, words) else 0.0,
        fuzz.ratio(one, two, score_cutoff=least),
        fuzz.token_sort_ratio(one, two, score_cutoff=least),
    )


def _is_longer(words: list[str], others: list[str]) -> bool:
    """Return whether a text says all that another one says, and more."""
    return len(others) > 1 and set(others) <= set(words)


def only_ones(
    news: Sequence[New], olds: Sequence[Old], key: Callable[[New | Old], Hashable]
) -> list[tuple[New, Old]]:
    """Return the pairs of equal key where neither side has a second one."""
    by_new = _singles(news, key)
    by_old = _singles(olds, key)
    return [(new, by_old[one]) for one, new in by_new.items() if one in by_old]


def _singles(
    items: Sequence[New], key: Callable[[New], Hashable]
) -> dict[Hashable, New]:
    found: dict[Hashable, list[New]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {one: here[0] for one, here in found.items() if len(here) == 1}
