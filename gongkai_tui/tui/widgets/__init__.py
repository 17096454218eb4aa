"""Parts of screens. They show what they are given, send messages up and call no use case."""
