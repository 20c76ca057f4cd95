"""Outgoing e-mail: queued with whatever asks for it, sent by a chore, kept with what became of it."""
