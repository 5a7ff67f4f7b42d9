"""A small shop: its map, and people whose figures are worked out by hand."""

from __future__ import annotations

from jejak.analytics.log import Log
from jejak.files import loads
from jejak.model.journey_map import JourneyMap
from tests.analytics.logs import log_of

MAP = """\
format: 1
title: Shop
stages:
  - title: Look
    touchpoints:
      - text: Catalogue
        matchers:
          - events: [see, "see_*"]
      - text: Advice
        matchers:
          - events: [advice]
            optional: yes
    expectations:
      - text: Finds it soon
        figure: 1
        unit: min
  - title: Buy
    touchpoints:
      - text: Cart
        matchers:
          - events: [cart]
      - text: Payment
        matchers:
          - events: [pay]
            channels: [bank]
            failures: ["pay_failed"]
      - text: Invoice by post
"""
CATALOGUE, ADVICE, CART, PAYMENT = range(4)
# Twenty of each plan see; of `paid` 15 put into the cart a minute later, of `free` 10
# after two minutes.
CASES = [
    [("see", 0), *([("cart", 60)] if n < 15 else [])]
    if plan == "paid"
    else [("see", 0), *([("cart", 120)] if n < 10 else [])]
    for plan in ("paid", "free")
    for n in range(20)
]
PLANS = {"plan": ["paid"] * 20 + ["free"] * 20}


def shop() -> JourneyMap:
    return loads(MAP)


# Seven customers: all see at 0 and cart at 60 * n; five pay a minute later.
def seven() -> Log:
    cases = [[("see", 1000 * n), ("cart", 1000 * n + 60 * n)] for n in range(1, 8)]
    for n, case in enumerate(cases[:5], start=1):
        case.append(("pay", 1000 * n + 60 * n + 60))
    scores = [2.0 if name == "pay" else None for case in cases for name, _ in case]
    return log_of(*cases, channels={"pay": "bank"}, scores=scores)
