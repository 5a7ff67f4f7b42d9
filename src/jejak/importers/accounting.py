"""The report: where every cell went, and a remark for each that went nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jejak.importers.reading import CellRead, MapRead, Message, Where
from jejak.importers.report import ReadingReport
from jejak.importers.table import Spot
from jejak.model.ranking import quadrant_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.importers.grouping import Sorted
    from jejak.importers.ledger import Claim
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Record, RecordId

_FIELDS = (
    "title",
    "company",
    "confidentiality",
    "version",
    "goal",
    "scope",
    "owner",
)


def accounted(
    context: Context, found: Sorted, drafts: Sequence[Draft], maps: Sequence[JourneyMap]
) -> ReadingReport:
    """Return the report of an import.

    Every cell that has text names the records or the remark it became. One whose
    letters are not all there gets a remark of its own, so that nothing is lost
    in silence even where the interpreter has a fault.
    """
    texts = _texts(found)
    held = {
        (draft.number, record.id): record
        for draft, journey in zip(drafts, maps, strict=True)
        for record in journey.records.values()
    }
    passages = {one.place: one.where for one in found.passages}
    wheres = {
        place: context.where(place) if isinstance(place, Spot) else passages[place]
        for place in texts
    }
    _tell_of_misses(context, texts, wheres, held)
    claims = context.ledger.by_place()
    reads = {
        place: _read(text, wheres[place], claims.get(place, []))
        for place, text in texts.items()
    }
    return ReadingReport(
        maps=tuple(_map_read(journey) for journey in maps),
        lanes=tuple(context.lanes),
        feelings=tuple(context.feelings),
        questions=tuple(context.desk.questions),
        remarks=tuple(context.desk.remarks),
        cells=tuple(reads[place] for place in texts if isinstance(place, Spot)),
        texts=tuple(reads[place] for place in texts if not isinstance(place, Spot)),
        covered=frozenset(context.spots),
    )


def _tell_of_misses(
    context: Context,
    texts: Mapping[Hashable, str],
    wheres: Mapping[Hashable, Where],
    held: Mapping[tuple[int, RecordId], Record],
) -> None:
    for place in context.ledger.misses(texts, held):
        number = context.desk.note(
            "missed",
            Message("import.remark.missed", {"text": texts[place]}),
            wheres[place],
            Message("import.remark.missed.remedy"),
        )
        context.ledger.remark(place, "", number)


def _texts(found: Sorted) -> dict[Hashable, str]:
    """Return what stands at each place of the input that has text."""
    texts: dict[Hashable, str] = {
        slot.spot: slot.text
        for table in found.tables
        for row in table.slots
        for slot in row
        if slot.text
    }
    texts.update((one.place, one.text) for one in found.passages)
    return texts


def _read(text: str, where: Where, claims: list[Claim]) -> CellRead:
    records = dict.fromkeys(claim.record for claim in claims if claim.record)
    remarks = [claim.remark for claim in claims if claim.remark is not None]
    maps = [claim.map for claim in claims if claim.map is not None]
    return CellRead(
        maps[0] if maps else None,
        where,
        text,
        tuple(records),
        remarks[-1] if remarks else None,
    )


def _map_read(journey: JourneyMap) -> MapRead:
    around = tuple(
        (name, text) for name in _FIELDS if (text := getattr(journey.info, name))
    )
    ranks = tuple(
        Message(
            "import.report.statement",
            {
                "rank": Message(f"quadrant.{quadrant_of(statement) or 'none'}"),
                "text": statement.text,
            },
        )
        for statement in journey.statements
    )
    return replace(MapRead.of(journey), around=around, ranks=ranks)
