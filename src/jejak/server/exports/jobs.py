"""What a child process does for an export. It knows no Django."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.exporters.options import Made, Remark

if TYPE_CHECKING:
    from jejak.exporters.options import Options
    from jejak.model.journey_map import JourneyMap


@dataclass(frozen=True, slots=True)
class Order:
    """A map, and the file that somebody wants of it."""

    journey: JourneyMap
    format: str
    options: Options


def make_file(order: Order) -> bytes:
    """Return the remarks about the file as a line of JSON, and then the file.

    Raises:
        ExportError: It could not be made.
        MissingExtra: What makes it is not installed.
    """
    from jejak.exporters import make

    made = make(order.journey, order.format, order.options)
    remarks = [[remark.key, dict(remark.values)] for remark in made.remarks]
    return json.dumps(remarks).encode() + b"\n" + made.content


def taken_apart(answer: bytes) -> Made:
    r"""Return what `make_file` made.

    Examples:
        >>> taken_apart(b'[["choice.no_lane", {}]]\n%PDF')
        Made(content=b'%PDF', remarks=(Remark(key='choice.no_lane', values={}),))
    """
    remarks, _, content = answer.partition(b"\n")
    return Made(content, tuple(Remark(*one) for one in json.loads(remarks)))
