"""From the tables people have to maps: `import_table` and what it returns."""

from jejak.importers.interpret import import_table
from jejak.importers.readers.source import Source
from jejak.importers.report import ImportResult, ReadingReport
from jejak.importers.updating import Update, update_map

__all__ = [
    "ImportResult",
    "ReadingReport",
    "Source",
    "Update",
    "import_table",
    "update_map",
]
