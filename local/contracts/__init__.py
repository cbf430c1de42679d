"""The application held against AWS's own machine-readable models."""
