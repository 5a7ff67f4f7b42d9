"""Tables as text, changed cell by cell, and the maps they were first read into."""

from jejak.importers import Source, Update, import_table, update_map

LANES = {
    "Goals": ["Find a lamp that suits the desk", "Pay without a queue", "Have light"],
    "Touch points": ["Catalogue page", "Order form", "Parcel"],
    "Process": [
        "She compares three lamps",
        "She fills in the form\nShe scans the code",
        "She opens the parcel",
    ],
    "Feelings": ["Excited", "Confused", "Relieved"],
    "Pain points": ["Photos are too dark", "The code expires at once", "-"],
    "Internal process": ["Shop staff write the page", "", "Courier calls"],
    "Opportunities": ["", "A code that lasts an hour", ""],
}
STAGES = ["Browse", "Pay", "Receive"]


class Table:
    """A table of a map that can be changed."""

    def __init__(self, lanes=None, stages=None):
        self.stages = list(STAGES if stages is None else stages)
        self.lanes = {name: list(row) for name, row in (lanes or LANES).items()}

    def set(self, lane, stage, text):
        self.lanes[lane][self.stages.index(stage)] = text
        return self

    def without_stage(self, stage):
        place = self.stages.index(stage)
        del self.stages[place]
        for row in self.lanes.values():
            del row[place]
        return self

    def with_stage(self, stage, place, **cells):
        self.stages.insert(place, stage)
        for name, row in self.lanes.items():
            row.insert(place, cells.get(name.split(" ")[0].lower(), ""))
        return self

    @property
    def html(self):
        rows = [["Stage", *self.stages], *([n, *row] for n, row in self.lanes.items())]
        cells = (
            "".join(f"<td>{'<br>'.join(text.splitlines())}</td>" for text in row)
            for row in rows
        )
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"

    def read(self):
        return import_table([Source("lamp.html", self.html)])

    @property
    def map(self):
        return self.read().maps[0]


def update(journey, table, **given) -> Update:
    return update_map(journey, table.read(), **given)


def told(found: Update) -> list[tuple[str, str]]:
    """Return each difference: what sort it is, and the words it is about."""
    return sorted(
        (
            one.sort,
            getattr(one.record, "text", "")
            or getattr(one.record, "title", "")
            or getattr(one.record, "word", "")
            or one.record.id,
        )
        for one in found.differences
    )
