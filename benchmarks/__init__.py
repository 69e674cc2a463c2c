"""Limber measured against its peers: `python -m benchmarks`."""
