"""How tests edit the map they start from."""

import pytest

from jejak.errors import EditRefused
from jejak.model.edits import apply
from jejak.model.journey_map import JourneyMap
from tests.model.maps import shop

EMPTY = JourneyMap.of([])


def after(*made):
    """Return the map after these edits."""
    journey = shop()
    for edit in made:
        journey = apply(journey, edit)
    return journey


def refusal(edit, journey=None):
    """Return why an edit is refused."""
    with pytest.raises(EditRefused) as error:
        apply(journey or shop(), edit)
    return str(error.value)


def ids(records):
    return [record.id for record in records]
