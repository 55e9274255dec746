"""Views speak HTTP: validate, service, page model, theme."""
