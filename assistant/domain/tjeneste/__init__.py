"""One service's own settings: the file `tjeneste.yml`, its opening hours, and what it changes in the guide."""
