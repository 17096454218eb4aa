"""What things are: plans, tasks, units, states, rules. Imports the standard library only; no file, Git, clock or screen."""
