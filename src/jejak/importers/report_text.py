"""The reading report as people read it: short, and true."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jejak.language.catalogue import Language, say
from jejak.language.formats import signed
from jejak.language.lanes import SURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.importers.reading import (
        LaneRead,
        MapRead,
        Question,
        Reading,
        Remark,
        Where,
    )

_WITHOUT_PLACE = frozenset({"heads", "headings", "reading", "contents"})
_CERTAIN = 0.9
_COUNTS = ("stages", "lanes", "personas", "cards", "feelings", "statements")


def written(report: Reading, language: Language) -> str:
    """Return the report as lines of text."""
    lines: list[str] = []
    for number, read in enumerate(report.maps):
        lines += _head(read, language)
        lines += _lanes([one for one in report.lanes if one.map == number], language)
        lines += _feelings(report, number, language)
        lines += _statements(read, language)
        lines.append("")
    if report.questions:
        count = len(report.questions)
        lines.append(say(language, "import.report.questions", count=count))
        for asked in report.questions:
            lines += _question(asked, language)
        lines.append("")
    if report.remarks:
        lines.append(say(language, "import.report.remarks"))
        for remark in report.remarks:
            lines += _remark(remark, language)
        lines.append("")
    lines.append(_account(report, language))
    return "\n".join(lines) + "\n"


def _head(read: MapRead, language: Language) -> Iterator[str]:
    yield read.title or say(language, "import.report.untitled")
    yield ", ".join(
        say(language, f"count.{name}", count=read.counts[name])
        for name in _COUNTS
        if read.counts.get(name)
    )
    for name, text in read.around:
        if name != "title":
            yield f"{say(language, f'import.report.{name}')}: {text}"


def _lanes(lanes: list[LaneRead], language: Language) -> Iterator[str]:
    yield ""
    yield say(language, "import.report.lanes")
    width = max((len(lane.label) for lane in lanes), default=0)
    for lane in lanes:
        role = f"lane.{lane.role}" if lane.role else "import.report.own_lane"
        sure = "" if lane.role is None else f"{_sure(lane.confidence, language)}, "
        yield (
            f"  {lane.label:<{width}}  {say(language, role)}"
            f" ({sure}{lane.why.said(language)})"
        )


def _sure(confidence: float, language: Language) -> str:
    if confidence >= _CERTAIN:
        return say(language, "import.report.sure")
    is_likely = confidence >= SURE
    return say(language, f"import.report.{'likely' if is_likely else 'perhaps'}")


def _feelings(report: Reading, number: int, language: Language) -> Iterator[str]:
    read = [one for one in report.feelings if one.map == number]
    if not read:
        return
    yield ""
    yield say(language, "import.report.feelings")
    for stage, group in groupby(read, key=lambda one: one.stage):
        words = []
        for one in group:
            name = say(language, f"emotion.{one.emotion}") if one.emotion else ""
            value = (
                say(language, "import.report.no_value")
                if one.value is None
                else signed(one.value, language)
            )
            is_same = name.casefold() == one.word.casefold() or not name
            words.append(f"{one.word} {value}" + ("" if is_same else f" ({name})"))
        yield f"  {stage}: {', '.join(words)}"


def _statements(read: MapRead, language: Language) -> Iterator[str]:
    if not read.ranks:
        return
    yield ""
    yield say(language, "import.report.statements")
    for rank in read.ranks:
        yield f"  {rank.said(language)}"


def _question(asked: Question, language: Language) -> Iterator[str]:
    yield f"  {asked.text.said(language)}"
    yield f"    {_where(asked.where, language)}"
    if asked.answer is not None:
        answer = next(one for one in asked.choices if one.value == asked.answer)
        told = answer.text.said(language)
        yield f"    {say(language, 'import.report.answered', answer=told)}"
        return
    choices = " | ".join(
        f"{one.value}: {one.text.said(language)}" for one in asked.choices
    )
    yield f"    {asked.id} = {choices}"


def _remark(remark: Remark, language: Language) -> Iterator[str]:
    source = f"{remark.where.source}: " if remark.kind == "reading" else ""
    yield f"  {source}{remark.text.said(language)}"
    remedy = f" {remark.remedy.said(language)}" if remark.remedy else ""
    where = _where(remark.where, language)
    if remark.kind not in _WITHOUT_PLACE:
        yield f"    {where}.{remedy}"


def _where(where: Where, language: Language) -> str:
    source = f"{where.source}, {where.table}" if where.table else where.source
    if where.row is None:
        return source
    if where.column is None:
        return say(language, "import.report.where_row", source=source, row=where.row)
    return say(
        language,
        "import.report.where",
        source=source,
        row=where.row,
        column=where.column,
    )


def _account(report: Reading, language: Language) -> str:
    count = len(report.cells)
    missed = {
        number for number, one in enumerate(report.remarks) if one.kind == "missed"
    }
    missing = sum(cell.remark in missed for cell in report.cells)
    if missing:
        return say(language, "import.report.missing", missing=missing, count=count)
    return say(language, "import.report.nothing_missing", count=count)
