"""Pictures of a release as SVG and PNG: each one module that draws it, and says in words what it shows."""
