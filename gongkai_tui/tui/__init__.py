"""The terminal interface: show state, send messages, call use cases in workers."""
