"""What has depth: solids drawn in oblique view, the light on them, and their shadows."""
