"""Speaks to browsers and integrators: HTTP, sockets, wire format, refusals, authentication."""
