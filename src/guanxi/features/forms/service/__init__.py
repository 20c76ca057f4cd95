"""What forms do: they are declared, shown, filled in, kept; administrators look after what was sent."""
