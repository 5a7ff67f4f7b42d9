"""Measurements of Jejak on this machine; run with `python3 dev bench`."""
