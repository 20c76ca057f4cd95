"""Encrypted fields: revealed to who may, with a trail of who did; found by their whole value; re-encrypted when keys change."""
