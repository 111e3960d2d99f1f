"""Terminal commands, one noun each; `cli.py` registers them."""
