"""The types of step that come with the product. Importing it registers them; other features register theirs by the facade."""

from guanxi.features.workflows.service.steps import (  # noqa: F401
    branching,
    calling,
    changing,
    looping,
    mailing,
    notifying,
    stopping,
    subflows,
    waiting,
)
