"""What things are: plans, tasks, units, states, rules. Standard library only; no file, Git, clock or screen."""
