"""Measures that need nothing but a database: what many companies cost. `benchmarks/` measures requests against bare SQL."""
