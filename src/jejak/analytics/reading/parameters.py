"""Events that stand in several rows, one for each of their parameters.

Tables made of GA4 exports look like that. An event has each parameter once, so of the
rows of one person, event and time, those of one parameter are the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


def drop_further(arrays: dict[str, Any], events: Sequence[str]) -> dict[str, int]:
    """Leave one row of every event; return how many others there were, if any.

    Args:
        arrays: The rows by what they say; `p` is their parameter.
        events: What the event of each kind is called.

    Examples:
        >>> one = {"c": [0, 0, 0], "k": [0, 0, 1], "t": [5, 5, 5], "p": [7, 8, 8]}
        >>> arrays = {name: np.array(values) for name, values in one.items()}
        >>> drop_further(arrays, ["view", "pay"]), arrays["k"].tolist()
        ({'parameter': 1}, [0, 1])
    """
    parameter = arrays.pop("p")
    codes = {name: code for code, name in enumerate(dict.fromkeys(events))}
    event = np.array([codes[name] for name in events], np.int64)[arrays["k"]]
    keys = (arrays["c"], event, arrays["t"])
    order = np.lexsort((parameter, *reversed(keys)))
    is_first = np.ones(len(order), bool)
    is_first[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    firsts = parameter[order][is_first][np.cumsum(is_first) - 1]
    kept = np.zeros(len(order), bool)
    kept[order] = parameter[order] == firsts
    for name in arrays:
        arrays[name] = arrays[name][kept]
    further = int(len(kept) - np.count_nonzero(kept))
    return {"parameter": further} if further else {}
