"""Rasa embedded: the engine, its in-process actions, its trackers and locks, its model, and quiet logs."""
