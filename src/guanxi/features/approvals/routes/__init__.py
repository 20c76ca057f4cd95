"""What callers ask of approvals."""

from guanxi.features.approvals.routes import actions, administering, letters, records, requests, stand_ins

handlers = [
    *records.handlers,
    *requests.handlers,
    *actions.handlers,
    *administering.handlers,
    *stand_ins.handlers,
    *letters.handlers,
]
