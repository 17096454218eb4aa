"""Questions to the person at the keyboard: each returns a value and does nothing else."""
