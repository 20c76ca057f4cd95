"""How a company is ordered: the tree of roles, teams, queues and territories, and who belongs where."""
