"""The only reader of records: one statement per screen, JSON text made in the database.

Takes names and conditions from callers, never SQL. Every reading passes the caller's permissions, the fields that he
may see, the tenant's id and row-level security.
"""

from guanxi.kernel.query.admission import Governor, set_governor
from guanxi.kernel.query.aggregate import check_aggregates, fetch_aggregate, fetch_aggregates
from guanxi.kernel.query.board import fetch_board
from guanxi.kernel.query.cursor import CursorInvalid, set_cursor_secret
from guanxi.kernel.query.fields import ALWAYS, FieldPath, Fields, FieldUnknown, RecordEnvironment
from guanxi.kernel.query.filters import narrow, read_filter
from guanxi.kernel.query.ids import last_id, select_ids
from guanxi.kernel.query.list import check_list, fetch_list
from guanxi.kernel.query.lists import FoundList, fetch_lists
from guanxi.kernel.query.live import count_live
from guanxi.kernel.query.names import normalise_name, resolve_names
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.record import FoundRecord, fetch_record
from guanxi.kernel.query.related import fetch_related, require_record
from guanxi.kernel.query.requests import (
    AggregateQuery,
    BoardQuery,
    Group,
    ListQuery,
    Metric,
)
from guanxi.kernel.query.rows import fetch_values
from guanxi.kernel.query.search import MOST_MATCHES, fetch_search
from guanxi.kernel.query.sorting import fields_sorted_by
from guanxi.kernel.query.timeline import fetch_timeline
from guanxi.kernel.query.values import fetch_computed

__all__ = [
    "ALWAYS",
    "MOST_MATCHES",
    "AggregateQuery",
    "BoardQuery",
    "CursorInvalid",
    "FieldPath",
    "FieldUnknown",
    "Fields",
    "FoundList",
    "FoundRecord",
    "Governor",
    "Group",
    "ListQuery",
    "Metric",
    "Opened",
    "RecordEnvironment",
    "check_aggregates",
    "check_list",
    "count_live",
    "fetch_aggregate",
    "fetch_aggregates",
    "fetch_board",
    "fetch_list",
    "fetch_lists",
    "fetch_record",
    "fetch_related",
    "fetch_search",
    "fetch_timeline",
    "fetch_computed",
    "fetch_values",
    "fields_sorted_by",
    "last_id",
    "narrow",
    "normalise_name",
    "open_object",
    "read_filter",
    "require_record",
    "resolve_names",
    "select_ids",
    "set_cursor_secret",
    "set_governor",
]
