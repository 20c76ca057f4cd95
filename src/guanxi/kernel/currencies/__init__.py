"""Exchange rates of a company: dated, by hand or from files, each from its day until the next one's.

A rate says what one unit of a currency is worth in the company's own. Knows nothing of records and fields.
"""

from guanxi.kernel.currencies.giving import give_rates
from guanxi.kernel.currencies.rates import At, converted, rates_at, value_at_home
from guanxi.kernel.currencies.tables import exchange_rate

__all__ = ["At", "converted", "exchange_rate", "give_rates", "rates_at", "value_at_home"]
