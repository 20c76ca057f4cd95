"""Checking, completing and computing expressions for their editors."""
