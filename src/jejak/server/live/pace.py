"""How fast one browser may send: bursts are fine, going on like that is not."""

from __future__ import annotations

import asyncio
import time

EVERY_SECOND = 200
AT_ONCE = 2_000


class Pace:
    """A bucket that fills with time and empties with what is sent.

    What comes too fast is not refused: it is read later, and the browser's own
    buffers fill meanwhile.
    """

    def __init__(self) -> None:
        self._left = float(AT_ONCE)
        self._at = time.monotonic()

    def owed(self, count: int, now: float) -> float:
        """Return for how many seconds to wait before this many are taken.

        Examples:
            >>> pace = Pace()
            >>> now = time.monotonic()
            >>> pace.owed(AT_ONCE, now), round(pace.owed(EVERY_SECOND, now), 1)
            (0.0, 1.0)
        """
        filled = self._left + max(now - self._at, 0) * EVERY_SECOND
        self._left = min(filled, AT_ONCE) - count
        self._at = now
        return max(-self._left / EVERY_SECOND, 0.0)

    async def wait(self, count: int) -> None:
        """Wait until this many may be taken."""
        seconds = self.owed(count, time.monotonic())
        if seconds:
            await asyncio.sleep(seconds)
