"""Makes the views that packages bring part of the history of the company."""

from guanxi.features.views.service import declaring
from guanxi.kernel.changes.administration import administers

administers(
    declaring.KIND, describe=declaring.describe, name=declaring.name_of, take_back=declaring.take_back
)
