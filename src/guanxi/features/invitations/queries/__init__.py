"""All SQL about invitations, and about the users whom they let in."""
