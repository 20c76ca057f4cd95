"""How workflows are checked, started, carried on, tried out and looked at."""
