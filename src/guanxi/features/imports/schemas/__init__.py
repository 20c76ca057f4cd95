"""What goes over the wire about imports, and what is kept of the decisions about one."""
