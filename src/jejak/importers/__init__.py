"""From the tables people have to maps: `import_table` and what it returns."""

from jejak.importers.interpret import import_table
from jejak.importers.readers.source import Source
from jejak.importers.report import ImportResult, ReadingReport

__all__ = ["ImportResult", "ReadingReport", "Source", "import_table"]
