"""Norsk tekst til funn: språkform, risiko og fakta, lest én gang per melding. Bygger på domain."""
