"""YAML text to domain objects and back, and the cache of parsed rows. Knows neither Git nor screens."""
