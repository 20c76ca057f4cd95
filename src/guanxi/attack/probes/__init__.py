"""Families of probes. Each says what it tries; none of them knows a route, an object or a job by name unless it has to."""
