"""Runs Java functions as processes of this machine: one JVM per execution environment."""
