"""The API as a program uses it: of a server somewhere, or of this installation without a server running.

Commands and the demo do their work through it, so that they can do only what a customer can, and every rule holds.
"""

from guanxi.client.api import Api, ApiRefused, remote_api
from guanxi.client.imports import ImportFailed, run_import

__all__ = ["Api", "ApiRefused", "ImportFailed", "remote_api", "run_import"]
