"""YAML text to domain objects and back, and the cache of parsed rows. May import domain; knows neither Git nor screens."""
