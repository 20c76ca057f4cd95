"""`guanxi attack`: tries to cross the walls between companies and between colleagues, through everything that answers.

Two companies are founded in the database it is pointed at, with people of every kind. What is tried comes from the route
table, the description of the API, the registry of objects and that of jobs, so that something new is tried without
anybody remembering to. A refusal counts for nothing until the whole database is seen to be as it was.

Knows the application as its clients do, and the database as its owner does. Nothing imports it but the command.
"""

from guanxi.attack.attack import Attack, attack, founded
from guanxi.attack.findings import Finding, Ledger

__all__ = ["Attack", "Finding", "Ledger", "attack", "founded"]
