"""From event logs to figures: `log -> store -> tallies -> figures`.

A **store** (`log.store`) holds events as arrays sorted by case and time; `reading`
knows the forms of files. **Tallies** are integers counted from it by small kernels, or
in a warehouse. **Figures** are made of tallies by one pure module; `maps` says which
events are whose on a map, and what comes of it. Numpy, numba and DuckDB come with the
extra `analytics`; nothing here is imported before somebody asks for a figure.
"""
