"""The product's story on one bucket: what it is, what would change, connected, proven, given back."""
