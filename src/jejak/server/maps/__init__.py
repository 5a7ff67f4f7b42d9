"""Maps: kept as an append-only log of edits, with a snapshot now and then."""
