"""`kartlegging bench`: the engine beside a stock Rasa set-up, the same talks, the same model, one run."""
