"""What other features may ask about teams, queues and territories."""

from __future__ import annotations

from guanxi.features.organisation.schemas import DeclaredPosition, DeclaredTeam
from guanxi.features.organisation.service.api_names import positions_by_name, teams_by_name
from guanxi.features.organisation.service.declared_positions import (
    declare_position,
    declared_positions,
    remove_declared_positions,
    top_down,
)
from guanxi.features.organisation.service.declared_teams import (
    declare_team,
    declared_teams,
    remove_declared_teams,
)
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
    "DeclaredPosition",
    "DeclaredTeam",
    "MovedPlaces",
    "NamedPlaces",
    "Place",
    "declare_position",
    "declare_team",
    "declared_positions",
    "declared_teams",
    "give_places_back",
    "move_places",
    "own_places",
    "people_of",
    "places_among",
    "places_of",
    "positions_by_name",
    "remove_declared_positions",
    "remove_declared_teams",
    "teams_by_name",
    "top_down",
    "some_places",
]
