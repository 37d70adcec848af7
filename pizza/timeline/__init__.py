"""Values over time: the clock, tracks, clips, eases. It knows nothing of what the values mean."""
