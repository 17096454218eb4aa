"""The command line: parse, call one use case, print. stdout is data, stderr is talk."""
