"""Where Limber keeps what it knows; the only place that imports SQLAlchemy."""
