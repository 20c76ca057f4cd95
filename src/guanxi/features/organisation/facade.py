"""What other features may ask about teams, queues and territories."""

from __future__ import annotations

from guanxi.features.organisation.service.handing_over import (
    MovedPlaces,
    Place,
    give_places_back,
    move_places,
    places_of,
)
from guanxi.features.organisation.service.naming import people_of

__all__ = ["MovedPlaces", "Place", "give_places_back", "move_places", "people_of", "places_of"]
