"""Decisions about permission sets. Nobody gives, takes part in or puts back more than he or she may do."""
