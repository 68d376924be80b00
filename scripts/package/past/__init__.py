"""Earlier versions: the history of cells, the models of versions, and the packages rebuilt from both."""
