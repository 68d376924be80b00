"""Two packages: differences, their effect on estimates, the version that they demand, and the words for it."""
