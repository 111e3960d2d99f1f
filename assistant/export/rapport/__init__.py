"""From talks to a report: counting, hiding what is small, laying out, and the files. Knows nothing about where things are stored."""
