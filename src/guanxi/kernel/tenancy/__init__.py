"""Who is acting, in which company, and the transaction they act in."""

from guanxi.kernel.tenancy.scope import Actor, Scope, ScopeSeed, Tenant
from guanxi.kernel.tenancy.seeds import load_seed, open_scope, seed_from

__all__ = ["Actor", "Scope", "ScopeSeed", "Tenant", "load_seed", "open_scope", "seed_from"]
