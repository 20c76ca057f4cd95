"""Approvals: people decide on a record, step by step; meanwhile it is locked, and everything is kept."""
