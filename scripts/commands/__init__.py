"""The commands, one module each. No other module imports them; scripts/__main__.py finds them by name."""
