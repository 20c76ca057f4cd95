"""Formula fields over HTTP: declared, computed wherever fields are read, never written, never telling what is hidden."""
