"""Fetching published files over the network: nothing here runs unless somebody asks for it."""
