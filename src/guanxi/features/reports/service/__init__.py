"""Decisions about reports."""

from guanxi.features.reports.service.overview import get_sales_overview

__all__ = ["get_sales_overview"]
