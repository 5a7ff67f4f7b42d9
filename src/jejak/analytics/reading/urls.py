"""Addresses as names of events: what only tells one page from the next is folded."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ADDRESS = re.compile(r"^(https?://|/)\S*$")
_TOO_MANY = 50  # different words in one place: they name things, not kinds of page
ANYTHING = "{…}"


def are_addresses(sample: Sequence[str]) -> bool:
    """Tell whether most names of a sample are addresses.

    Examples:
        >>> are_addresses(["/home", "/p/12"]), are_addresses(["home", "pay"])
        (True, False)
    """
    return sum(bool(_ADDRESS.match(name)) for name in sample) * 2 > len(sample)


def folding_sql(event: str) -> str:
    """Return SQL that drops queries, and makes numbers and long codes `{id}`.

    Done while reading, because a shop has more pages than a dictionary should hold.
    """
    code = "(?:\\d+|[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,})*|[\\w-]*\\d{5,}[\\w-]*)"
    bare = f"regexp_replace({event}, '^https?://|[?#].*$', '', 'g') || '/'"
    for _ in range(2):  # neighbours share a slash
        bare = f"regexp_replace({bare}, '/{code}/', '/{{id}}/', 'g')"
    short = f"rtrim(regexp_replace({bare}, '/{code}/', '/{{id}}/', 'g'), '/')"
    is_address = f"regexp_full_match({event}, '(https?://|/)\\S*')"
    root = f"case when {short} = '' then '/' else {short} end"
    return f"case when {is_address} then {root} else {event} end"


def learn_templates(names: Iterable[str]) -> dict[str, str]:
    """Return the template of each address in which one place has too many words.

    Examples:
        >>> learnt = learn_templates([f"/shoe/model-{n:c}" for n in range(97, 180)])
        >>> set(learnt.values()), learn_templates(["/a", "/b"])
        ({'/shoe/{…}'}, {})
    """
    paths = {name: name.split("/") for name in names if "/" in name}
    deepest = max(map(len, paths.values()), default=0)
    for depth in range(1, deepest):
        words: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for parts in paths.values():
            if len(parts) > depth:
                words[tuple(parts[:depth])].add(parts[depth])
        for parts in paths.values():
            if len(parts) > depth and len(words[tuple(parts[:depth])]) > _TOO_MANY:
                parts[depth] = ANYTHING
    joined = {name: "/".join(parts) for name, parts in paths.items()}
    return {name: new for name, new in joined.items() if new != name}


def rename(names: Iterable[str], rules: Mapping[str, str]) -> dict[str, str]:
    """Return the new name of each event that a rule names; `*` stands for anything.

    The first rule that fits counts.

    Examples:
        >>> rename(["pay_card", "pay_cash", "home"], {"pay_*": "pay"})
        {'pay_card': 'pay', 'pay_cash': 'pay'}
    """
    patterns = [(_pattern(old), new) for old, new in rules.items()]
    found: dict[str, str] = {}
    for name in names:
        new = next((new for rule, new in patterns if rule.fullmatch(name)), None)
        if new is not None and new != name:
            found[name] = new
    return found


def _pattern(rule: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, rule.split("*"))), re.DOTALL)
