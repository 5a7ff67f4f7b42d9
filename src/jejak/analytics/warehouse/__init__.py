"""Tallies counted where the events already are: in a warehouse or on a cluster.

The same tallies as the local engine's, written once as Ibis expressions. Only what
was counted comes back, and the dictionary of kinds; events never leave their place.
Tested are DuckDB, PostgreSQL and Spark.
"""
