"""Reports: figures over the records that the caller may see, each leading to the list behind it."""
