"""Whether the release before works on the schema of this one: what it sends, recorded, and sent again.

`python -m tests.upgrades` (`make recording`) walks through the application and writes down every statement with its
parameters. The test sends them in the same order to an empty database with the schema of this release.
"""
