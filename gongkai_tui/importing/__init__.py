"""A document becomes a draft of tasks: readers per format, one table model, columns, fields. May import domain only."""
