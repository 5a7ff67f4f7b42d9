"""What an import understood, in words and as data, in Indonesian and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jejak.importers.reading import Reading
from jejak.importers.report_text import written

if TYPE_CHECKING:
    from jejak.importers.reading import (
        CellRead,
        FeelingRead,
        LaneRead,
        Question,
        Remark,
    )
    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap


@dataclass(frozen=True, slots=True)
class ReadingReport(Reading):
    """What was read, told: as plain data, and as text for people."""

    def as_json(self, language: Language) -> dict[str, Any]:
        """Return the report as plain data, its sentences in a language."""
        return {
            "summary": self._summary(),
            "maps": [
                {"title": read.title, **read.counts, "around": dict(read.around)}
                for read in self.maps
            ],
            "lanes": [_lane_json(lane, language) for lane in self.lanes],
            "feelings": [_feeling_json(feeling) for feeling in self.feelings],
            "questions": [_question_json(asked, language) for asked in self.questions],
            "remarks": [_remark_json(remark, language) for remark in self.remarks],
            "cells": [_cell_json(cell) for cell in self.cells],
            "texts": [_cell_json(text) for text in self.texts],
        }

    def as_text(self, language: Language) -> str:
        """Return the report for people to read."""
        return written(self, language)

    def _summary(self) -> dict[str, int]:
        names = ("stages", "lanes", "personas", "statements", "cards", "feelings")
        counts = {
            name: sum(read.counts.get(name, 0) for read in self.maps) for name in names
        }
        return {**counts, "questions": len(self.open_questions)}


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The maps that an input held, and how they were read."""

    maps: tuple[JourneyMap, ...]
    report: ReadingReport


def _lane_json(lane: LaneRead, language: Language) -> dict[str, Any]:
    return {
        "map": lane.map,
        "label": lane.label,
        "role": lane.role,
        "lane_id": lane.lane_id,
        "confidence": lane.confidence,
        "why": lane.why.said(language),
    }


def _feeling_json(feeling: FeelingRead) -> dict[str, Any]:
    return {
        "map": feeling.map,
        "word": feeling.word,
        "value": feeling.value,
        "emotion": feeling.emotion,
        "record": feeling.record,
        "where": feeling.where.as_json(),
    }


def _question_json(asked: Question, language: Language) -> dict[str, Any]:
    return {
        "id": asked.id,
        "map": asked.map,
        "kind": asked.kind,
        "text": asked.text.said(language),
        "where": asked.where.as_json(),
        "lane_id": asked.lane_id,
        "stage_id": asked.stage_id,
        "choices": [
            {"value": choice.value, "text": choice.text.said(language)}
            for choice in asked.choices
        ],
        "answer": asked.answer,
    }


def _remark_json(remark: Remark, language: Language) -> dict[str, Any]:
    return {
        "kind": remark.kind,
        "text": remark.text.said(language),
        "where": remark.where.as_json(),
        "remedy": remark.remedy.said(language) if remark.remedy else None,
    }


def _cell_json(cell: CellRead) -> dict[str, Any]:
    return {
        "map": cell.map,
        "where": cell.where.as_json(),
        "text": cell.text,
        "records": list(cell.records),
        "remark": cell.remark,
    }
