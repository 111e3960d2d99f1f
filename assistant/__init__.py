"""Kartlegging: samtaleassistent for den innledende kartleggingssamtalen."""

__version__ = "0.1.0"
