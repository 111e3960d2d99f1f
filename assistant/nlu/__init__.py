"""Rasa graph components, thin over language/. The only room that imports rasa.engine."""
