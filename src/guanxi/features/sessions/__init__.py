"""Who somebody is: identities with their passwords, and browser sessions."""
