"""Speed as ratios: our requests against the same transaction run bare on asyncpg, in one run on one machine."""
