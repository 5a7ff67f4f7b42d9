"""Editing together: rooms, the socket into them, and what travels through it."""
