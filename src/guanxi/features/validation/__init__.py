"""Validation rules: what administrators forbid records to be, whoever writes them and however."""
