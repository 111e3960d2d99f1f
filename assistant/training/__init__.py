"""Fitting what is learned from data: the Norwegian pipeline and the risk classifier. Never run while a person writes."""
