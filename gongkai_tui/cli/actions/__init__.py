"""What the everyday commands do once they are parsed; nothing here may import typer (`cli.hot`)."""
