"""What kinds of record there are: fields, options, pipelines, layouts, permissions."""
