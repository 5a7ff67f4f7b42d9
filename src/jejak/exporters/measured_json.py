"""The figures of a report, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jejak.analytics.tables import json_of

if TYPE_CHECKING:
    from jejak.exporters.measured import Report


def json_of_report(report: Report) -> bytes:
    """Return every table with rates as numerator and denominator; times in seconds."""
    window = report.measured.window
    data: dict[str, Any] = {
        "title": report.journey.info.title,
        "source": report.source,
        "sample": report.is_sample,
        "first": window[0].isoformat() if window else None,
        "last": window[1].isoformat() if window else None,
        "segment": report.measured.segment,
        "unit_of_times": "s",
    }
    if report.compared:
        data["compared"] = list(report.compared.names)
    data["tables"] = json_of(report.tables.values())
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
