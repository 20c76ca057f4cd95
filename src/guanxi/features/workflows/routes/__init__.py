"""The calls about workflows. What they say is read and written under /definitions/workflow."""

from guanxi.features.workflows.routes import actions, hooks, runs, workflows

handlers = [*workflows.handlers, *runs.handlers, *actions.handlers, *hooks.handlers]
