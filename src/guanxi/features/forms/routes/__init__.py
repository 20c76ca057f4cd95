"""The calls about forms: those of strangers, those of administrators, and the pages themselves, at the root of the site."""

from guanxi.features.forms.routes import managing, pages, public

handlers = [*managing.handlers, *public.handlers]
page_handlers = pages.handlers

__all__ = ["handlers", "page_handlers"]
