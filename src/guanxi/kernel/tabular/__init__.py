"""Tables from files and to files: recognition, streamed reading, column types, the normalised copy, CSV and .xlsx writing.

Pure: knows nothing of the database, of objects or of HTTP. Memory stays flat whatever the file.
"""

from .dates import DateOrder, read_date
from .encodings import SUPPORTED as SUPPORTED_ENCODINGS
from .headers import Header, column_letter
from .inference import Inference, infer
from .normalised import NormalisedTable, write_normalised
from .numbers import DecimalMark, Number, read_number
from .profiles import ColumnProfile
from .rows import Cell, CellProblem, Row
from .sources import Choices, Source, recognise
from .values import is_email, is_phone, is_url, read_boolean
from .writing import XlsxFile, csv_lines, csv_start, neutralise, restore, write_csv

__all__ = [
    "SUPPORTED_ENCODINGS",
    "Cell",
    "CellProblem",
    "Choices",
    "ColumnProfile",
    "DateOrder",
    "DecimalMark",
    "Header",
    "Inference",
    "NormalisedTable",
    "Number",
    "Row",
    "Source",
    "XlsxFile",
    "column_letter",
    "csv_lines",
    "csv_start",
    "infer",
    "is_email",
    "is_phone",
    "is_url",
    "neutralise",
    "read_boolean",
    "read_date",
    "read_number",
    "recognise",
    "restore",
    "write_csv",
    "write_normalised",
]
