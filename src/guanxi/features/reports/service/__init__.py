"""Decisions about reports."""

from guanxi.features.reports.service.overview import JOB, get_sales_overview, queue_sales_overview

__all__ = ["JOB", "get_sales_overview", "queue_sales_overview"]
