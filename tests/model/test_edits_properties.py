"""Whatever people do in whatever order, the map stays valid and can go back."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from jejak.errors import EditRefused
from jejak.model.edits import (
    EDITS,
    apply,
    carry_out,
    decode_edit,
    encode_edit,
    invert,
)
from jejak.model.index import Index
from jejak.model.records import ROLES, Card, Lane, Stage
from jejak.model.validation import find_problems
from tests.model.maps import shop

TEXTS = st.sampled_from(["", "Slow", "Slow reply 🙂", "a\x00b\r\nc", "  ", "no\ud800"])
NEW_IDS = st.sampled_from([f"new-{count}" for count in range(6)] + ["slow", "b a d"])


class Chooser:
    """Draws the parts of an edit so that they often, not always, fit the map."""

    def __init__(self, draw, journey):
        self.draw = draw
        self.journey = journey

    def one(self, options):
        return self.draw(st.sampled_from(options))

    def id(self, *kinds):
        fitting = [
            record.id
            for record in self.journey.records.values()
            if isinstance(record, kinds)
        ]
        pool = fitting if fitting and self.draw(st.integers(0, 9)) else ["gone"]
        return self.one(pool)

    def any_id(self):
        return self.one([*self.journey.records, "gone"])

    def text(self):
        return self.draw(TEXTS)

    def place(self):
        where = self.one([None, None, "before", "after"])
        return {where: self.any_id()} if where else {}
