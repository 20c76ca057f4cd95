"""What other features may ask about teams, queues and territories."""

from __future__ import annotations

from guanxi.features.organisation.service.handing_over import (
    MovedPlaces,
    Place,
    give_places_back,
    move_places,
    places_of,
)
from guanxi.features.organisation.service.naming import (
    NamedPlaces,
    own_places,
    people_of,
    places_among,
    some_places,
)

__all__ = [
    "MovedPlaces",
    "NamedPlaces",
    "Place",
    "give_places_back",
    "move_places",
    "own_places",
    "people_of",
    "places_among",
    "places_of",
    "some_places",
]
