"""The risk classifier: fitting it from the labelled lines, and tuning the sentence encoder it stands on."""
