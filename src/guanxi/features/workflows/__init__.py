"""Workflows: what a company has done by itself when something happens, step by step, each step kept."""
