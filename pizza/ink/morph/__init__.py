"""From one drawing to another: outlines flow, hatching stays on the paper, strokes find their like."""
