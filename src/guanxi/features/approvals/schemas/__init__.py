"""A process as it is declared, and what the calls take and give."""
