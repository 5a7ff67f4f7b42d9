"""Row headers for the tags of a PDF.

Typst tags the heads of columns, but can mark the heads of rows only behind a switch
that its Python package does not offer. A reader that cannot see the map needs both:
*Pain points, Checkout*. So the lane names and zone names become headers afterwards.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from jejak.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator


def with_row_headers(pdf: bytes) -> bytes:
    """Return the PDF with its lanes and zones as row headers of their cells.

    Raises:
        MissingExtra: The extra `pdf` is not installed.
    """
    try:
        import pikepdf
    except ImportError as error:
        raise MissingExtra("PDF", "pdf") from error
    with pikepdf.open(BytesIO(pdf)) as document:
        tree = document.Root.get("/StructTreeRoot")
        if tree is not None:
            made: list[tuple[bytes, Any]] = []
            for table in _elements(tree, "/Table"):
                made += _mark_rows(table, len(made))
            _add_to_id_tree(tree, made)
        out = BytesIO()
        # The id of the file follows from its content: same map, same bytes.
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _kids(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K")
    if kids is None:
        return []
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary)]


def _elements(element: Any, kind: str) -> Iterator[Any]:
    for kid in _kids(element):
        if kid.get("/S") == kind:
            yield kid
        else:
            yield from _elements(kid, kind)


def _mark_rows(table: Any, already: int) -> list[tuple[bytes, Any]]:
    """Mark the heads of a table's rows; return them by their new ids.

    A row has a cell for each stage, one for the lane's name, and the first row of
    a zone one more in front of that. The line of visibility has a single cell.
    """
    heads = [row for part in _elements(table, "/THead") for row in _kids(part)]
    stages = len(_kids(heads[0])) - 1 if heads else 0
    made: list[tuple[bytes, Any]] = []
    zone = b""
    for body in _elements(table, "/TBody"):
        for row in _kids(body):
            cells = _kids(row)
            own = len(cells) - stages
            if own not in (1, 2) or len(cells) < 2:
                continue
            ids = []
            for cell in cells[:own]:
                name = f"R{already + len(made):04d}".encode()
                _make_header(cell, name)
                made.append((name, cell))
                ids.append(name)
            if own == 2:
                zone = ids[0]
            for cell in cells[own:]:
                _refer_to(cell, [zone, ids[-1]])
    return made


def _table_attributes(cell: Any) -> Any:
    """Return the table attributes of a cell; made where there are none."""
    import pikepdf

    given = cell.get("/A")
    every = list(given) if isinstance(given, pikepdf.Array) else [given]
    for attributes in every:
        if attributes is not None and attributes.get("/O") == "/Table":
            return attributes
    made = pikepdf.Dictionary(O=pikepdf.Name("/Table"))
    kept = [attributes for attributes in every if attributes is not None]
    cell["/A"] = pikepdf.Array([*kept, made])
    return cell["/A"][len(kept)]


def _make_header(cell: Any, name: bytes) -> None:
    import pikepdf

    cell["/S"] = pikepdf.Name("/TH")
    cell["/ID"] = pikepdf.String(name)
    _table_attributes(cell)["/Scope"] = pikepdf.Name("/Row")


def _refer_to(cell: Any, names: list[bytes]) -> None:
    import pikepdf

    attributes = _table_attributes(cell)
    before = list(attributes.get("/Headers", pikepdf.Array()))
    after = [*before, *(pikepdf.String(name) for name in names if name)]
    attributes["/Headers"] = pikepdf.Array(after)


def _add_to_id_tree(tree: Any, made: list[tuple[bytes, Any]]) -> None:
    """Write the tree of ids anew, flat, as readers look headers up in it."""
    import pikepdf

    names = dict(_named(tree["/IDTree"])) if "/IDTree" in tree else {}
    names.update(made)
    flat: list[Any] = []
    for name in sorted(names):
        flat += [pikepdf.String(name), names[name]]
    tree["/IDTree"] = pikepdf.Dictionary(Names=pikepdf.Array(flat))


def _named(node: Any) -> Iterator[tuple[bytes, Any]]:
    pairs = list(node.get("/Names", []))
    for name, element in zip(pairs[::2], pairs[1::2], strict=True):
        yield bytes(name), element
    for kid in node.get("/Kids", []):
        yield from _named(kid)
