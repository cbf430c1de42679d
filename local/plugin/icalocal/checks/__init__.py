"""Refusals that AWS makes and LocalStack does not.

They see calls from outside only, not those of a state machine's own AWS tasks (`context.is_internal_call`).
"""
