"""Dialogmelding 1.1 in Hodemelding 1.2, with the summary attached. Writes the file; sending it is the service's own message system."""
