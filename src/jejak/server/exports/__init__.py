"""Maps as files to take away."""
