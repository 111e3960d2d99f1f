"""Faget som data, og den rene koden som leser det. Importerer bare stdlib og ruamel."""
