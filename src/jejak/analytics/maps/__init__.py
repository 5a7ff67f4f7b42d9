"""A map beside a log: which events are whose, and what comes of it for the map."""
