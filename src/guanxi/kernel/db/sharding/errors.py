"""Why a database cannot be sharded, or not like this."""


class ShardingRefused(RuntimeError):
    """The message says what is missing and how to mend it."""
