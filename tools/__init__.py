"""Programs for working on Jejak; not part of the package."""
