"""The perceptron: what the learning rate does, from zero and from elsewhere."""

PLACE = 2
