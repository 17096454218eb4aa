"""Domain values become text: tables, JSON, CSV, TSV, Markdown. May import domain only."""
