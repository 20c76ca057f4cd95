"""The types of fields, one file each; importing this package makes all of them known."""

from guanxi.kernel.metadata.field_types.address import ADDRESS
from guanxi.kernel.metadata.field_types.auto_number import AUTO_NUMBER
from guanxi.kernel.metadata.field_types.boolean import BOOLEAN
from guanxi.kernel.metadata.field_types.choice import CHOICE, STAGE
from guanxi.kernel.metadata.field_types.currency_amount import CURRENCY_AMOUNT
from guanxi.kernel.metadata.field_types.date import DATE
from guanxi.kernel.metadata.field_types.datetime import DATETIME
from guanxi.kernel.metadata.field_types.duration import DURATION
from guanxi.kernel.metadata.field_types.email import EMAIL
from guanxi.kernel.metadata.field_types.encrypted_text import ENCRYPTED_TEXT
from guanxi.kernel.metadata.field_types.files import FILE, IMAGE
from guanxi.kernel.metadata.field_types.geolocation import GEOLOCATION
from guanxi.kernel.metadata.field_types.integer import INTEGER
from guanxi.kernel.metadata.field_types.links import LINKS
from guanxi.kernel.metadata.field_types.lookup import LOOKUP
from guanxi.kernel.metadata.field_types.mixed_lookup import MIXED_LOOKUP
from guanxi.kernel.metadata.field_types.money import MONEY
from guanxi.kernel.metadata.field_types.multi_choice import MULTI_CHOICE
from guanxi.kernel.metadata.field_types.number import NUMBER, PERCENT
from guanxi.kernel.metadata.field_types.phone import PHONE
from guanxi.kernel.metadata.field_types.rich_text import RICH_TEXT
from guanxi.kernel.metadata.field_types.text import LONG_TEXT, TEXT
from guanxi.kernel.metadata.field_types.url import URL

ALL = (
    TEXT, LONG_TEXT, INTEGER, NUMBER, PERCENT, MONEY, DATE, DATETIME, BOOLEAN, AUTO_NUMBER, DURATION, CHOICE, MULTI_CHOICE, STAGE, LOOKUP, LINKS, EMAIL,
    PHONE, URL, RICH_TEXT, ADDRESS, GEOLOCATION, CURRENCY_AMOUNT,
    MIXED_LOOKUP, FILE, IMAGE, ENCRYPTED_TEXT,
)  # fmt: skip
BY_NAME = {type_.name: type_ for type_ in ALL}

__all__ = [
    "ADDRESS",
    "ALL",
    "AUTO_NUMBER",
    "BOOLEAN",
    "BY_NAME",
    "CHOICE",
    "CURRENCY_AMOUNT",
    "DATE",
    "DATETIME",
    "DURATION",
    "EMAIL",
    "ENCRYPTED_TEXT",
    "FILE",
    "IMAGE",
    "GEOLOCATION",
    "INTEGER",
    "LINKS",
    "LONG_TEXT",
    "LOOKUP",
    "MIXED_LOOKUP",
    "MONEY",
    "MULTI_CHOICE",
    "NUMBER",
    "PERCENT",
    "PHONE",
    "RICH_TEXT",
    "STAGE",
    "TEXT",
    "URL",
]
