"""gongkai: 政务公开工作要点 as YAML in Git, with a command line and a terminal interface."""

__version__ = "0.1.0"
