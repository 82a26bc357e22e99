"""
What the commands do, a room for each family.

Each command takes what it was called with, and gives the exit code.

Floor 8: imports everything but the command line.
"""
