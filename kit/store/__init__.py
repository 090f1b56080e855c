"""Files become tables, tables become a database, a database answers. Runs without a screen."""
