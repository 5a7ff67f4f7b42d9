"""Which record of the map each record of the table is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from jejak.importers.updating.pairing import Pairing, only_ones
from jejak.language.catalogue import LANGUAGES, say
from jejak.language.names import plain_name
from jejak.model.records import (
    CARDLESS_ROLES,
    NUMBERED_ROLES,
    Card,
    Expectation,
    Feeling,
    Kpi,
    Lane,
    Persona,
    Record,
    RecordId,
    Resource,
    Stage,
    Statement,
    Substage,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from jejak.importers.updating.known import Known
    from jejak.model.journey_map import JourneyMap

Cells = frozenset[tuple[str, str]]
Any_ = TypeVar("Any_", bound=Record)
_LEAST_SHARED = 0.5  # of the cards of the one that has more
_LEAST_CARDS = 2


@dataclass(slots=True)
class Match:
    """The id in the map for ids of the table; and what the table could tell."""

    incoming: JourneyMap
    known: Known
    told_cells: Cells  # lane and stage, by ids of the table
    ids: dict[RecordId, RecordId] = field(default_factory=dict)

    def old_id(self, record_id: RecordId | None) -> RecordId | None:
        """Return the id in the map for an id of the table, if it is known."""
        return None if record_id is None else self.ids.get(record_id)

    @property
    def cells(self) -> Cells:
        """The cells of the map that the table has, filled or not."""
        pairs = ((self.old_id(a), self.old_id(b)) for a, b in self.told_cells)  # type: ignore[arg-type]
        return frozenset((a, b) for a, b in pairs if a and b)

    def note(self, pairing: Pairing[Any_, Any_]) -> None:
        """Keep what a pairing found."""
        self.ids.update((new.id, old.id) for new, old in pairing.pairs)

    def pairing(self, kind: type[Any_]) -> Pairing[Any_, Any_]:
        """Return a pairing of all records of a kind that are not matched yet."""
        taken = set(self.ids.values())
        news = [one for one in self.incoming.of_kind(kind) if one.id not in self.ids]
        olds = [one for one in self.known.all(kind) if one.id not in taken]
        return Pairing(news, olds)


def match(incoming: JourneyMap, known: Known, told_cells: Cells) -> Match:
    """Return which record of the map each record of the table is."""
    found = Match(incoming, known, told_cells)
    _match_lanes(found)
    _match_stages(found)
    _match_by_cells(found, Lane, lambda card: (found.old_id(card.stage), card.lane))
    _match_parts(found)
    _match_personas(found)
    _match_cards(found)
    _match_feelings(found)
    for kind in (Expectation, Resource, Kpi):
        _match_in_stages(found, kind)
    _match_statements(found)
    return found


def _names(known: Known, record: Record, field_name: str) -> list[str]:
    return [getattr(form, field_name) for form in known.forms(record)]


def _match_lanes(found: Match) -> None:
    """Match lanes by role, then by name, then by a name that is spelt otherwise."""
    pairing = found.pairing(Lane)
    pairing.by_key(lambda new: new.role, lambda old: [old.role] if old.role else [])
    found.note(pairing)
    for holds_cards in (True, False):
        whole = found.pairing(Lane)
        part = Pairing(
            [new for new in whole.news if _holds_cards(new) is holds_cards],
            [old for old in whole.olds if _holds_cards(old) is holds_cards],
        )
        _pair_names(found.known, part)
        found.note(part)


def _pair_names(known: Known, pairing: Pairing[Lane, Lane]) -> None:
    """Pair lanes by name: a role may be set now where there was none."""
    olds = {old.id: _lane_names(known, old) for old in pairing.olds}
    pairing.by_key(
        lambda new: plain_name(new.label) or None,
        lambda old: map(plain_name, olds[old.id]),
    )
    pairing.by_likeness(lambda new: new.label, lambda old: olds[old.id])


def _holds_cards(lane: Lane) -> bool:
    return lane.role not in CARDLESS_ROLES


def _may_be(new: Record, old: Record) -> bool:
    """Return whether one could be the other under another name."""
    if not isinstance(new, Lane) or not isinstance(old, Lane):
        return True
    is_other = new.role is not None and old.role is not None
    return not is_other and _holds_cards(new) is _holds_cards(old)


def _lane_names(known: Known, lane: Lane) -> list[str]:
    labels = [label for label in _names(known, lane, "label") if label]
    roles = [say(tag, f"lane.{lane.role}") for tag in LANGUAGES if lane.role]
    return [*labels, *roles]


def _match_stages(found: Match) -> None:
    """Match stages by title, then by spelling, then by what stands in them."""
    pairing = found.pairing(Stage)
    titles = {old.id: _names(found.known, old, "title") for old in pairing.olds}
    pairing.by_key(lambda new: new.title, lambda old: titles[old.id])
    pairing.by_key(
        lambda new: plain_name(new.title) or None,
        lambda old: map(plain_name, titles[old.id]),
    )
    pairing.by_likeness(lambda new: new.title, lambda old: titles[old.id])
    found.note(pairing)
    _match_by_cells(found, Stage, lambda card: (found.old_id(card.lane), card.stage))


def _match_by_cells(
    found: Match, kind: type[Any_], key: Callable[[Card], tuple[Hashable, RecordId]]
) -> None:
    """Match stages or lanes of another name whose cells hold the same cards."""
    pairing = found.pairing(kind)
    if not pairing.news or not pairing.olds:
        return
    news = _texts(found.incoming.of_kind(Card), key)
    forms = (form for card in found.known.all(Card) for form in found.known.forms(card))
    cards = (form for form in forms if isinstance(form, Card))
    olds = _texts(cards, _key_in_map(is_stage=issubclass(kind, Stage)))
    shares = [
        (-_shared(news[new.id], olds[old.id]), abs(place - other), place, other)
        for place, new in enumerate(pairing.news)
        for other, old in enumerate(pairing.olds)
        if _may_be(new, old)
    ]
    pairs = [
        (pairing.news[place], pairing.olds[other])
        for share, _, place, other in sorted(shares)
        if -share >= _LEAST_SHARED
    ]
    for new, old in pairs:
        if new in pairing.news and old in pairing.olds:
            pairing.pair(new, old)
    found.note(pairing)


def _key_in_map(*, is_stage: bool) -> Callable[[Card], tuple[Hashable, RecordId]]:
    if is_stage:
        return lambda card: (card.lane, card.stage)
    return lambda card: (card.stage, card.lane)


def _texts(
    cards: Iterable[Card], key: Callable[[Card], tuple[Hashable, RecordId]]
) -> dict[RecordId, Counter[Hashable]]:
    texts: dict[RecordId, Counter[Hashable]] = defaultdict(Counter)
    for card in cards:
        other, home = key(card)
        if other is not None:
            texts[home][other, plain_name(card.text) or card.text] += 1
    return texts


def _shared(first: Counter[Hashable], second: Counter[Hashable]) -> float:
    both = (first & second).total()
    if both < _LEAST_CARDS:
        return 0.0  # "Website" stands in many a stage
    return both / max(first.total(), second.total())


def _match_parts(found: Match) -> None:
    pairing = found.pairing(Substage)
    for key in (str, plain_name):
        pairing.by_key(
            lambda new, key=key: _in_place(found.old_id(new.stage), key(new.title)),  # type: ignore[misc]
            lambda old, key=key: [  # type: ignore[misc]
                (form.stage, key(form.title))
                for form in found.known.forms(old)
                if isinstance(form, Substage)
            ],
        )
    found.note(pairing)


def _in_place(place: RecordId | None, text: str) -> Hashable:
    return None if place is None or not text else (place, text)


def _match_personas(found: Match) -> None:
    """Match personas by name; two without a name, or one of them, are the same."""
    pairing = found.pairing(Persona)
    names = {old.id: _names(found.known, old, "name") for old in pairing.olds}
    pairing.by_key(
        lambda new: plain_name(new.name) or None,
        lambda old: map(plain_name, names[old.id]),
    )
    pairing.by_likeness(lambda new: new.name, lambda old: names[old.id])
    if len(pairing.news) == len(pairing.olds) == 1:
        new, old = pairing.news[0], pairing.olds[0]
        if not new.name or not old.name:
            pairing.pair(new, old)
    found.note(pairing)


def _match_cards(found: Match) -> None:
    """Match cards within their cell, then those that moved to another one."""
    by_cell: dict[tuple[str, str], Pairing[Card, Card]] = {}
    for card in found.incoming.of_kind(Card):
        place = _cell_of(found, card)
        if place:
            by_cell.setdefault(place, Pairing([], [])).news.append(card)
    for card in found.known.all(Card):
        forms = (one for one in found.known.forms(card) if isinstance(one, Card))
        # Where it stood the last time counts as much as where it stands.
        for place in dict.fromkeys((form.lane, form.stage) for form in forms):
            if place in by_cell:
                by_cell[place].olds.append(card)
    taken: set[RecordId] = set()
    for pairing in by_cell.values():
        pairing.olds = [old for old in pairing.olds if old.id not in taken]
        _pair_texts(found, pairing)
        taken.update(old.id for _, old in pairing.pairs)
    _match_moved(found)


def _cell_of(found: Match, card: Card) -> tuple[str, str] | None:
    lane, stage = found.old_id(card.lane), found.old_id(card.stage)
    return (lane, stage) if lane and stage else None


def _pair_texts(found: Match, pairing: Pairing[Any_, Any_]) -> None:
    """Pair by the words of the last import, those of today, then by likeness."""
    known = found.known
    texts = {old.id: _names(known, old, "text") for old in pairing.olds}
    pairing.by_key(_text, lambda old: texts[old.id][:1])
    pairing.by_key(_text, lambda old: texts[old.id])
    pairing.by_key(
        lambda new: plain_name(_text(new)) or None,
        lambda old: map(plain_name, texts[old.id]),
    )
    pairing.by_likeness(_text, lambda old: texts[old.id])
    found.note(pairing)


def _text(record: Record) -> str:
    text: str = getattr(record, "text", "")
    return text


def _match_moved(found: Match) -> None:
    """Match cards whose words stand in another cell, where there is no doubt."""
    pairing = found.pairing(Card)
    cells = found.cells
    olds = [
        old
        for old in pairing.olds
        if found.known.has(old.id) and (old.lane, old.stage) in cells
    ]
    news = [new for new in pairing.news if _family(found.incoming, new)]
    letters = {
        card.id: _family(journey, card)
        for journey, cards in ((found.incoming, news), (found.known.journey, olds))
        for card in cards
    }
    pairs = only_ones(news, olds, lambda one: (letters[one.id], one.text))
    found.ids.update((new.id, old.id) for new, old in pairs)


def _family(journey: JourneyMap, card: Card) -> str:
    """Return among which lanes a card may move and stay what it is."""
    lane = journey.lane(card.lane)
    if lane.role is None:
        return f"label {plain_name(lane.label)}"
    return NUMBERED_ROLES.get(lane.role, lane.role)


def _match_feelings(found: Match) -> None:
    """Match feelings by stage, word and person; then by their place in the stage."""
    known = found.known
    pairing = found.pairing(Feeling)
    for feelings in (pairing.news, pairing.olds):
        feelings.sort(key=lambda one: (one.place, one.id))

    def place(one: Feeling) -> tuple[Hashable, ...]:
        person = one.persona and (found.old_id(one.persona) or ("new", one.persona))
        return found.old_id(one.stage), one.kind, person

    def forms(old: Feeling) -> list[Feeling]:
        return [form for form in known.forms(old) if isinstance(form, Feeling)]

    for key in (str, plain_name):
        pairing.by_key(
            lambda new, key=key: (*place(new), key(new.word)),  # type: ignore[misc]
            lambda old, key=key: [  # type: ignore[misc]
                (one.stage, one.kind, one.persona, key(one.word)) for one in forms(old)
            ],
        )
    # Who felt it may have been said in Jejak, where the table names nobody.
    pairing.by_key(
        lambda new: None if new.persona else (*place(new), plain_name(new.word)),
        lambda old: [
            (one.stage, one.kind, None, plain_name(one.word)) for one in forms(old)
        ],
    )
    pairing.olds = [old for old in pairing.olds if known.has(old.id)]
    pairing.by_key(
        place, lambda old: [(one.stage, one.kind, one.persona) for one in forms(old)]
    )
    found.note(pairing)


def _match_in_stages(found: Match, kind: type[Any_]) -> None:
    """Match what stands in a stage by its words."""
    whole = found.pairing(kind)
    for stage in found.incoming.stages:
        old_id = found.old_id(stage.id)
        if old_id is None:
            continue
        news = [one for one in whole.news if getattr(one, "stage", None) == stage.id]
        olds = [one for one in whole.olds if getattr(one, "stage", None) == old_id]
        _pair_texts(found, Pairing(news, olds))


def _match_statements(found: Match) -> None:
    """Match statements by their words, then by the pain they speak of."""
    pairing = found.pairing(Statement)
    _pair_texts(found, pairing)
    pairing = found.pairing(Statement)
    pairing.by_key(
        lambda new: next(filter(None, map(found.old_id, new.pains)), None),
        lambda old: old.pains,
    )
    found.note(pairing)
