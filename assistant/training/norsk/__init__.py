"""The Norwegian spaCy pipeline: treebank, conversion to Universal Dependencies, training, figures."""
