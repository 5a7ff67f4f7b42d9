"""The update of a map from a table: its edits, and what they come to, in words."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jejak.importers.updating.cells import (
    write_cards,
    write_feelings,
    write_gone,
    write_marks,
    write_rest,
)
from jejak.importers.updating.choosing import choose_map
from jejak.importers.updating.comparing import TOLD
from jejak.importers.updating.frame import (
    write_info,
    write_lanes,
    write_left_out,
    write_personas,
    write_stages,
)
from jejak.importers.updating.known import Known
from jejak.importers.updating.matching import match
from jejak.importers.updating.statements import write_statements
from jejak.importers.updating.writing import Writer
from jejak.language.catalogue import Language, say
from jejak.layout.differences import (
    Difference,
    Wording,
    as_json,
    in_order,
    lines,
    summary,
)
from jejak.model.edits.maps import Batch
from jejak.model.records import MAP_ID, MapInfo, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jejak.importers.report import ImportResult, ReadingReport
    from jejak.model.edits import Edit
    from jejak.model.journey_map import JourneyMap

_NO_CHOICES: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Update:
    """What a table would change on a map.

    Nothing has been changed: `edits` lead from `before` to `after`, and `batch`
    is all of them as one step that can be undone.
    """

    before: JourneyMap
    after: JourneyMap
    edits: tuple[Edit, ...]
    differences: tuple[Difference, ...]
    untouched: int  # records that a table can express and that stay as they are
    base: tuple[Record, ...]  # what the table says now: the base of the next update
    map: int  # which map of the input it was, counted from 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.edits

    @property
    def batch(self) -> Batch:
        """All edits as one step of undo."""
        return Batch(self.edits)

    @property
    def kept(self) -> tuple[Difference, ...]:
        """What differs and is left as it is, unless somebody chooses otherwise."""
        return tuple(one for one in self.differences if not one.is_taken)

    def as_json(self, language: Language) -> dict[str, Any]:
        """Return the update as plain data, its words in a language."""
        wording = Wording(self.before, self.after, language)
        ordered = in_order(self.differences, wording)
        return {
            "map": self.map,
            "title": self.before.info.title,
            "summary": {**summary(self.differences), "untouched": self.untouched},
            "differences": [as_json(one, wording) for one in ordered],
        }

    def as_text(self, language: Language) -> str:
        """Return the update for people to read."""
        return "\n".join(self._lines(language)) + "\n"

    def _lines(self, language: Language) -> Iterator[str]:
        wording = Wording(self.before, self.after, language)
        taken = [one for one in self.differences if one.is_taken]
        if not taken:
            yield say(language, "import.update.nothing")
        yield from lines(taken, wording)
        if self.kept:
            yield ""
            yield say(language, "import.update.kept")
            yield from lines(self.kept, wording, shows_ids=True)
        yield ""
        counts = {**summary(taken), "kept": len(self.kept)}
        yield say(language, "import.update.summary", **counts, untouched=self.untouched)


def update_map(
    journey: JourneyMap,
    result: ImportResult,
    *,
    base: Sequence[Record] | None = None,
    choices: Mapping[str, bool] = _NO_CHOICES,
    number: int | None = None,
) -> Update:
    r"""Return the edits that bring what a table says onto a map.

    Only what a table can express is compared. A card that was reworded keeps
    its id, and with it its evidence, rank, comments and links. A stage or lane
    that the table does not have stays, and is listed.

    Args:
        journey: The map.
        result: The table, as `import_table` read it.
        base: The `base` of the last update, or the records that the first import
            made. With it, what was changed in Jejak is told from what was
            changed in the table; without it the table counts.
        choices: For ids of differences whether to carry them out.
        number: Which map of the input it is, counted from 0; None: find out.

    Raises:
        ImportRefused: The input is not this map, or may be several of it.

    Examples:
        >>> from jejak.importers import Source, import_table
        >>> table = "Stage\tBrowse\tPay\nGoals\tCompare\tPay fast\nFeelings\tHappy\t-"
        >>> journey = import_table([Source("", table)]).maps[0]
        >>> update_map(journey, import_table([Source("", table)])).edits
        ()
        >>> changed = import_table([Source("", table.replace("fast", "faster"))])
        >>> print(update_map(journey, changed).as_text("en"))
        Pay
          ~ Customer goals: Pay fast → Pay faster
        <BLANKLINE>
        0 new, 1 changed, 0 moved, 0 gone, 0 left as they are, 6 untouched.
        <BLANKLINE>
    """
    place = choose_map(journey, result.maps, number)
    known = Known(journey, None if base is None else {one.id: one for one in base})
    cells = frozenset(
        (str(lane), str(stage))
        for at, lane, stage in result.report.covered
        if at == place
    )
    found = match(result.maps[place], known, cells)
    writer = Writer(found, known, journey, choices)
    write_info(writer, _told_of_map(result.maps[place].info, result.report, place))
    write_personas(writer)
    write_stages(writer)
    write_lanes(writer)
    write_gone(writer)
    write_cards(writer)
    write_feelings(writer)
    write_rest(writer)
    write_marks(writer)
    write_statements(writer)
    write_left_out(writer)
    return Update(
        journey,
        writer.work,
        tuple(writer.edits),
        tuple(writer.differences),
        _untouched(journey, writer),
        _next_base(writer),
        place,
    )


def _told_of_map(info: MapInfo, report: ReadingReport, number: int) -> list[str]:
    """Return the fields of the map whose words stand in the input.

    A title made of the file's name, or of the persona's, says nothing about the
    map: another name of the file would rename the map.
    """
    texts = [
        " ".join(read.text.split())
        for read in (*report.cells, *report.texts)
        if read.map == number and MAP_ID in read.records
    ]
    return [
        name
        for name in TOLD[MapInfo]
        if (value := " ".join(getattr(info, name).split()))
        and (name == "notes" or any(value in text for text in texts))
    ]


def _untouched(journey: JourneyMap, writer: Writer) -> int:
    touched = {one.record.id for one in writer.differences}
    return sum(
        type(record) in TOLD and record.id not in touched and record.id != MAP_ID
        for record in journey.records.values()
    )


def _next_base(writer: Writer) -> tuple[Record, ...]:
    """Return what the table says now, and what an earlier one said of other cells."""
    found = dict(writer.translated)
    cells = writer.cells
    for record in (writer.known.base or {}).values():
        lane, stage = (getattr(record, name, None) for name in ("lane", "stage"))
        if (str(lane), str(stage)) not in cells:
            found.setdefault(record.id, record)
    return tuple(found.values())
