"""How much one company's workflows may do. What is over a budget waits for the next hour; what goes round in circles ends."""

from __future__ import annotations

MOST_DEPTH = 5
"""How many automatic writes may lead to one another: a workflow started by a workflow started by …"""

MOST_STARTS_PER_RECORD = 20
"""Of one workflow for one record within an hour; a further one is kept as failed, for people to look at."""

MOST_RUNS_AT_ONCE = 500
"""Runs that are carried on together, in one transaction."""

MOST_STEPS_AT_ONCE = 20_000
"""Steps of one transaction; what is left goes on in the next."""

MOST_STEPS_OF_RUN = 1_000
MOST_CHILDREN = 5_000
"""Records that one loop goes through; and runs that all loops of one batch begin together."""

ATTEMPTS = 4
SECONDS_BETWEEN_ATTEMPTS = (10, 60, 300)
MOST_OUTPUT_BYTES = 20_000
