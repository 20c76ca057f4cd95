"""Who is acting, in which company, and the transaction they act in."""

from guanxi.kernel.tenancy.automation import NOBODY, acting, administrators_among, automation_seed
from guanxi.kernel.tenancy.rights import EVERYTHING, Rights, rights_of
from guanxi.kernel.tenancy.scope import (
    Actor,
    Scope,
    ScopeSeed,
    Tenant,
    reading_principals,
    settings_of_principals,
)
from guanxi.kernel.tenancy.seeds import load_seed, load_seeds, open_scope, seed_from

__all__ = [
    "EVERYTHING",
    "NOBODY",
    "Actor",
    "Rights",
    "Scope",
    "ScopeSeed",
    "Tenant",
    "acting",
    "administrators_among",
    "automation_seed",
    "load_seed",
    "load_seeds",
    "open_scope",
    "reading_principals",
    "rights_of",
    "seed_from",
    "settings_of_principals",
]
