"""Signing in with another government's account, by OpenID Connect (authorization code with PKCE)."""
