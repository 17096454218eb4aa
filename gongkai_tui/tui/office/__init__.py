"""What the office does now and then, one thing a module: each is loaded when it is first done."""
