"""FastAPI: the chat API, the worker's API and console, and the pages. Nothing here knows how a talk goes."""
