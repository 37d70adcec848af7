"""TeX's maths on the pen's strokes: from a formula to marks at places. It knows no nodes, no page and no time."""
