"""Case -> documents: the worker's summary, the person's own copy, plain text. Imports domain only."""
