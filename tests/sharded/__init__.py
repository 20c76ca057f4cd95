"""Several real PostgreSQL servers with Citus on this machine, and what Guanxi does on them.

Needs an installation of PostgreSQL with Citus, named by GUANXI_TEST_CITUS (the folder with `postgres` and `initdb`); without
it these tests are skipped. `python -m tests.sharded` starts such servers for any command, such as the whole test suite.
"""
