"""How fast the product is, beside the obvious ways to do the same: measured in one run, on this machine."""
