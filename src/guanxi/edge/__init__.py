"""What every HTTP feature shares: who is calling, in which language, inside which transaction, and how errors read.

Knows no feature. Features hand it what it needs (how to look up a session, for instance) through main.py.
"""
