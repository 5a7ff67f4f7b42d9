"""From tables and the text around them to maps, with a report of every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.importers.accounting import accounted
from jejak.importers.beside import Beside, take_beside
from jejak.importers.building import build
from jejak.importers.cells import settle_nothing
from jejak.importers.context import Context
from jejak.importers.draft import Draft
from jejak.importers.grouping import Group, sort_input
from jejak.importers.links import link_statements
from jejak.importers.map_tables import take_table
from jejak.importers.matrix import take_matrix
from jejak.importers.naming import name_maps
from jejak.importers.other_tables import take_other
from jejak.importers.questions import Desk
from jejak.importers.ranking import take_ranking
from jejak.importers.readers import read_documents
from jejak.importers.reading import Message, Where
from jejak.importers.reasons import why_no_map
from jejak.importers.report import ImportResult
from jejak.importers.scores import settle_feelings
from jejak.importers.surroundings import take_surroundings
from jejak.language.guess import guess_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jejak.importers.document import Document
    from jejak.importers.readers.source import Source
    from jejak.model.records import StatementId

_LANGUAGE_SAMPLE = 20_000  # characters; more tell nothing new


def import_table(
    sources: Sequence[Source],
    *,
    answers: Mapping[str, str] | None = None,
    language: str | None = None,
) -> ImportResult:
    r"""Read maps out of tables, and report what every cell became.

    Several sources may be parts of one map: the map in one, its ranking or its
    persona in another. Several maps in the input come out as several maps.

    Args:
        sources: What was pasted or dropped, in order.
        answers: Answers to questions of an earlier report, by question id.
        language: Language tag to assume where the words of the text tell none.

    Raises:
        ImportRefused: The input holds no map, or is past a limit.

    Examples:
        >>> from jejak.importers.readers import Source
        >>> table = "Tahap\tDatang\tBayar\nTujuan\tCepat\t-\nPerasaan\tLega\tSenang"
        >>> result = import_table([Source("puskesmas", table)])
        >>> [stage.title for stage in result.maps[0].stages]
        ['Datang', 'Bayar']
        >>> result.report.as_json("en")["summary"]["feelings"]
        2
    """
    documents = [read_documents(source) for source in sources]
    return interpret(documents, answers=answers, language=language)


def interpret(
    documents: Sequence[Document],
    *,
    answers: Mapping[str, str] | None = None,
    language: str | None = None,
) -> ImportResult:
    """Read maps out of documents that were read already; see `import_table`.

    Raises:
        ImportRefused: The documents hold no map, or more than a map can hold.
    """
    found = sort_input(documents)
    if not found.groups:
        raise why_no_map(documents)
    context = Context(Desk(dict(answers or {})))
    context.tables = {table.number: table for table in found.tables}
    _tell_of_reading(context, documents)
    drafts = [
        _read_map(context, number, group, language)
        for number, group in enumerate(found.groups)
    ]
    name_maps(drafts, [group.tables[0].table for group in found.groups])
    _tell_of_heads(context)
    maps = [build(context, draft) for draft in drafts]
    return ImportResult(tuple(maps), accounted(context, found, drafts, maps))


def _tell_of_reading(context: Context, documents: Sequence[Document]) -> None:
    for document in documents:
        for remark in document.remarks:
            text = Message(remark.key, remark.values)
            context.desk.note("reading", text, Where(document.name))


def _read_map(
    context: Context, number: int, group: Group, language: str | None
) -> Draft:
    draft = Draft(number, language=_language_of(group, language or "en"))
    if group.state == "proposed":
        draft.info["state"] = "proposed"
    beside = Beside()
    for piece in group.maps:
        take_table(context, draft, piece, beside)
    take_beside(context, draft, beside)
    for piece in group.others:
        if not beside.take_line(piece.table, is_before=piece.is_before(group.maps)):
            take_other(context, draft, piece.table, piece.persona)
    take_surroundings(context, draft, [*beside.titles, *group.passages])
    places: dict[StatementId, Where] = {}
    for piece in group.rankings:
        if piece.ranking:
            places |= take_ranking(context, draft, piece.ranking)
        elif piece.matrix:
            places |= take_matrix(context, draft, piece.matrix)
    settle_feelings(context, draft)
    settle_nothing(context, draft)
    link_statements(context, draft, places)
    return draft


def _language_of(group: Group, default: str) -> str:
    texts: list[str] = []
    length = 0
    for piece in group.tables:
        for row in piece.table.slots:
            for slot in row:
                texts.append(slot.text)
                length += len(slot.text)
            if length > _LANGUAGE_SAMPLE:
                break
    return guess_language("\n".join(texts), default)


def _tell_of_heads(context: Context) -> None:
    """Account for the words that only head rows, columns and groups."""
    if not context.words:
        return
    words = dict.fromkeys(context.words)  # two maps may share a head
    texts = dict.fromkeys(" ".join(slot.text.split()) for slot in words)
    remark = context.desk.note(
        "heads",
        Message("import.remark.heads", {"words": ", ".join(texts)}),
        context.where(context.words[0].spot),
    )
    for slot in words:
        context.ledger.remark(slot.spot, slot.text, remark)
