"""Tables from outside: looked at first, then kept as maps."""
