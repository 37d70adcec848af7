"""Moments of films to pages, and pages to files."""
