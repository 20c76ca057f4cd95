"""What callers ask of approvals."""

from guanxi.features.approvals.routes import records, requests

handlers = [*records.handlers, *requests.handlers]
