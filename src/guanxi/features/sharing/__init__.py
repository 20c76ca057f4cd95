"""Who sees which records: what the company shares by default, rules, shares by hand, and why somebody sees one."""
