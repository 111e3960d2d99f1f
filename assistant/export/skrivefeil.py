"""A document that could not be made."""

from __future__ import annotations


class WriteError(Exception):
    """The message is a sentence to the worker: why, and what to do instead. It never holds anything of the case."""
