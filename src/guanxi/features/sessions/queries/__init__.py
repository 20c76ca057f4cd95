"""All SQL about identities, sessions and sign-in attempts. Each function takes a transaction of the role guanxi_auth."""
