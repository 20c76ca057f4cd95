"""Calls about roles, teams, queues and territories, and who belongs to them."""

from guanxi.features.organisation.routes import previews, roles, taking, teams

handlers = [*roles.handlers, *teams.handlers, *taking.handlers, *previews.handlers]
