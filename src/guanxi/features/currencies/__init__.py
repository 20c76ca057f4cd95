"""A company with several currencies: which they are, their dated rates, and what a new rate does to the amounts that there are."""
