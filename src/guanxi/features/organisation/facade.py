"""What other features may ask about teams, queues and territories."""

from __future__ import annotations

from guanxi.features.organisation.service.handing_over import (
    MovedPlaces,
    Place,
    give_places_back,
    move_places,
    places_of,
)

__all__ = ["MovedPlaces", "Place", "give_places_back", "move_places", "places_of"]
