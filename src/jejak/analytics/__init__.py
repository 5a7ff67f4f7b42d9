"""From event logs to figures: `log -> store -> tallies -> figures`.

A **store** holds events as arrays sorted by case and time (`jejak.analytics.store`).
**Tallies** are integers counted from it by small kernels. **Figures** are made of
tallies by one pure module. Numpy, numba and DuckDB come with the extra `analytics`;
nothing here is imported before somebody asks for a figure.
"""
