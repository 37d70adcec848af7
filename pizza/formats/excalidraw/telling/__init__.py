"""Pages told in time: what is drawn when, and how long a hand takes for it."""
