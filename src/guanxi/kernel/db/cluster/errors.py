"""What can go wrong with the embedded server. Messages are for the person at the terminal."""


class ClusterNotStarted(RuntimeError):
    """The server could not be created or started; the message holds the end of its log."""


class ClusterInUse(RuntimeError):
    """Another process runs Guanxi on this data directory."""
