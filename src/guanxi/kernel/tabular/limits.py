"""How much of a file is read: the numbers that keep memory flat and hostile files harmless."""

CELL_CHARS = 100_000
RECORD_CHARS = 1_000_000
COLUMNS = 500

WORKBOOK_ENTRIES = 5_000
WORKBOOK_UNPACKED_BYTES = 2 << 30
WORKBOOK_SHARED_STRINGS_BYTES = 256 << 20
# An honest sheet packs about 10:1; one that repeats a single value for a million rows reaches about 60:1.
WORKBOOK_RATIO = 200
# A workbook this small is harmless whatever its ratio.
WORKBOOK_RATIO_FLOOR_BYTES = 10 << 20
# calamine holds a sheet as a dense grid (about 40 bytes a cell); larger sheets are streamed.
DENSE_CELLS = 2_000_000
DENSE_SHEET_BYTES = 96 << 20

INDEX_EVERY = 1_000
DISTINCT_VALUES = 5_000
