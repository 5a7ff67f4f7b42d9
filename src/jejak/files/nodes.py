"""A saved map as a tree that knows where each value stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from jejak.files.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jejak.errors import FileFormatError
    from jejak.files.limits import Limits

Form = Literal["text", "number", "boolean", "empty", "list", "group"]


@dataclass(slots=True)
class Node:
    """One value of a file. YAML gives only texts; JSON knows numbers and booleans."""

    form: Form
    line: int
    name: str  # of the file
    parent: Node | None = None
    step: str | int = ""
    text: str = ""
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where the value stands, such as `stages[2].feelings[0]`."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            steps.append(
                f"[{node.step}]" if isinstance(node.step, int) else f".{node.step}"
            )
            node = node.parent
        return "".join(reversed(steps)).removeprefix(".")

    def problem(
        self, sentence: str, /, *, known: Iterable[str] = (), **values: str | int
    ) -> FileFormatError:
        """Return an error about this value."""
        return problem(
            sentence,
            name=self.name,
            line=self.line,
            path=self.path,
            known=known,
            **values,
        )

    def key_problem(
        self,
        entry: str,
        sentence: str,
        /,
        *,
        known: Iterable[str] = (),
        **values: str | int,
    ) -> FileFormatError:
        """Return an error about one key of this group."""
        return problem(
            sentence,
            name=self.name,
            line=self.key_lines[entry],
            path=self.path,
            known=known,
            given=entry,
            **values,
        )


class Event(NamedTuple):
    """What a tokenizer meets: a value, a key, or the begin or end of a collection."""

    kind: Literal["value", "key", "list", "group", "end"]
    line: int
    form: Form = "text"
    text: str = ""


def build(events: Iterator[Event], name: str, limits: Limits) -> Node:
    """Return the tree that the events describe.

    Raises:
        FileFormatError: A key stands twice in a group, or a limit is passed.
    """
    return _Builder(name, limits).build(events)


class _Builder:
    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._open: list[Node] = []
        self._key: str | None = None
        self._root: Node | None = None
        self._count = 0

    def build(self, events: Iterator[Event]) -> Node:
        for event in events:
            if event.kind == "end":
                self._open.pop()
            elif event.kind == "key":
                self._take_key(event)
            else:
                self._add(event)
        return self._root or Node("empty", 1, self._name)

    def _take_key(self, event: Event) -> None:
        group = self._open[-1]
        first = group.key_lines.get(event.text)
        if first is not None:
            group.key_lines[event.text] = event.line
            raise group.key_problem(event.text, "key_twice", first=first)
        group.key_lines[event.text] = event.line
        self._key = event.text

    def _add(self, event: Event) -> None:
        self._count += 1
        form: Form = event.form
        if event.kind in {"list", "group"}:
            form = "list" if event.kind == "list" else "group"
        node = Node(form, event.line, self._name, text=event.text)
        if not self._open:
            self._root = node
        else:
            parent = self._open[-1]
            node.parent = parent
            if parent.form == "list":
                node.step = len(parent.items)
                parent.items.append(node)
            else:
                node.step = self._key or ""
                parent.entries[node.step] = node
        self._check_limits(node)
        if event.kind in {"list", "group"}:
            self._open.append(node)

    def _check_limits(self, node: Node) -> None:
        if self._count > self._limits.values:
            raise node.problem("too_many", limit=self._limits.values)
        if len(self._open) >= self._limits.depth_levels:
            raise node.problem("too_deep", limit=self._limits.depth_levels)
