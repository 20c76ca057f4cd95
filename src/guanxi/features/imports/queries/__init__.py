"""All SQL of imports: their own tables, and finding records by name. Records are written by the kernel."""
