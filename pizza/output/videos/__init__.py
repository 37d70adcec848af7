"""The video formats, a file each: the recipe of the codec, or the sink where there is no codec."""
