"""The versions matrix: the reader is installed with the lowest and the highest versions of its libraries, and tried."""
