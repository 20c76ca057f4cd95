"""Workflows follow what is written, are kept as definitions, and hear what became of their letters."""

from __future__ import annotations

from guanxi.features.forms.facade import when_submitted
from guanxi.features.mail.facade import when_settled
from guanxi.features.workflows.service import interest
from guanxi.features.workflows.service.form_starts import start_by_form
from guanxi.features.workflows.service.kinds import WORKFLOW
from guanxi.features.workflows.service.merging import end_doubles
from guanxi.features.workflows.service.settling import mail_settled
from guanxi.features.workflows.service.steps.mailing import ORIGIN
from guanxi.kernel.changes.followers import follow
from guanxi.kernel.changes.merging import before_merge
from guanxi.kernel.definitions import register_kind

register_kind(WORKFLOW)
follow(interest.FOLLOWER, when=interest.is_awaited, wake=interest.wake)
before_merge(end_doubles)
when_settled(ORIGIN, mail_settled)
when_submitted(start_by_form)
