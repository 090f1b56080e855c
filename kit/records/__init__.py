"""What people write, kept in one transactional store: SQLite by default, PostgreSQL by address."""
