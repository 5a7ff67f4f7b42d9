"""The web application: Starlette outside, Django inside, one process by default."""
