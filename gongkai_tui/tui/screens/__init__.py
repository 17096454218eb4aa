"""Full screens: they own the state, wire widgets to it and start workers."""
