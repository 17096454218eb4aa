"""What `gongkai problem` does, an action or a family of actions a module; options and help are in `typed`."""
