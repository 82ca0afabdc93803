"""What is said about learning rates and initial weights, proved or refuted line by line."""
