"""Kinds of promise; see the README."""
