"""Guanxi: an open, multi-tenant CRM."""

__version__ = "0.1.0"
